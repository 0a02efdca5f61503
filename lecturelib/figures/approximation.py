"""The pictures of section 6: bumps from steps, staircases, errors against m, and what noise does."""

import numpy as np

from lecturelib.approximation import sup_error
from lecturelib.figures.picture import Picture
from lecturelib.figures.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PALE,
    PURPLE,
    SKY,
    VERMILLION,
    axes,
)

_X = np.linspace(0, 1, 1001)
# Sizes and dashes of the last two let both be seen where they coincide.
_LOOKS = ((BLUE, "o-", 7), (GREEN, "s-", 7), (VERMILLION, "^-", 12), (PURPLE, "D--", 6))


def bump(network):
    """The two neurons of a network of sizes (1, 2, 1), each times its alpha, and their sum."""
    parts = network.forward(_X[:, None]).a[1] * network.weights[1][:, 0]
    total = network.predict(_X[:, None])
    upper = _X[total > total.max() / 2]
    picture = Picture(
        "Three curves on 0 to 1: one neuron steps up, one steps down, and their sum is a bump as high as "
        f"{total.max():.1f}, above half its height from x = {upper.min():.2f} to {upper.max():.2f}.",
        9.2,
        2.9,
    )
    low, high = min(parts.min(), 0), max(parts.max(), 0)
    names = (r"$\alpha_1 f(w x + b_1)$", r"$\alpha_2 f(w x + b_2)$", "$G(x)$, their sum")
    colours = (SKY, ORANGE, BLUE)
    for ax, heights, name, colour in zip(
        picture.subplots(1, 3, sharey=True), (*parts.T, total), names, colours
    ):
        axes(ax, name, "$x$").set(ylim=(low - 0.15, high + 0.15))
        ax.axhline(0, color=GREY, linewidth=0.8)
        ax.fill_between(_X, heights, color=colour, alpha=0.25, linewidth=0)
        ax.plot(_X, heights, color=colour, linewidth=2.4)
    return picture


def several(g, networks):
    """g and each of some networks, one panel a network, with the largest error marked. networks: {title: network}."""
    errors = {title: sup_error(network, g) for title, network in networks.items()}
    said = ", ".join(f"{title}: {error:.3f}" for title, error in errors.items())
    alt = f"The target g in grey and networks G in blue, side by side. Largest error with {said}."
    picture = Picture(alt, 9.2, 3.1)
    for ax, (title, network) in zip(
        picture.subplots(1, len(networks), sharey=True), networks.items()
    ):
        axes(ax, f"{title}, error {errors[title]:.3f}", "$x$")
        G = network.predict(_X[:, None])
        ax.plot(_X, g(_X), color=PALE, linewidth=5)
        ax.plot(_X, G, color=BLUE, linewidth=2)
        k = np.abs(G - g(_X)).argmax()
        ax.plot([_X[k]] * 2, [G[k], g(_X)[k]], color=VERMILLION, linewidth=3)
    return picture


def band(g, network, epsilon):
    """g with the band g - epsilon to g + epsilon around it, and a network."""
    error = sup_error(network, g)
    where = "inside" if error < epsilon else "not everywhere inside"
    picture = Picture(
        f"The target g on 0 to 1 with a band of {epsilon:g} above and below it; the network G is {where} "
        f"it, its largest error is {error:.3f}.",
        6.4,
        3.2,
    )
    ax = axes(picture.subplots(), xlabel="$x$")
    name = rf"$g \pm \epsilon$, $\epsilon = {epsilon:g}$"
    ax.fill_between(_X, g(_X) - epsilon, g(_X) + epsilon, color=PALE, linewidth=0, label=name)
    ax.plot(_X, g(_X), color=GREY, linewidth=2, label="$g$")
    ax.plot(_X, network.predict(_X[:, None]), color=BLUE, linewidth=2, label="$G$")
    ax.legend(fontsize=12, frameon=False)
    return picture


def errors(sizes, curves, bound=None):
    """Largest errors against m, both axes logarithmic. curves: {name: one error a size}; bound: a function of m."""
    said = "; ".join(
        f"{name} from {of[0]:.2g} at m = {sizes[0]} to {of[-1]:.2g} at m = {sizes[-1]}"
        for name, of in curves.items()
    )
    picture = Picture(f"Largest error against m on logarithmic axes: {said}.", 7.2, 3.6)
    ax = axes(picture.subplots(), xlabel="hidden neurons $m$", ylabel=r"largest $|G(x) - g(x)|$")
    if bound:
        ax.loglog(
            sizes,
            bound(np.asarray(sizes)),
            "--",
            color=INK,
            linewidth=1.4,
            label="$K / (2(m + 1))$",
        )
    for (name, of), (colour, line, size) in zip(curves.items(), _LOOKS):
        ax.loglog(sizes, of, line, color=colour, linewidth=2, markersize=size, label=name)
    ax.set_xticks(sizes, [str(m) for m in sizes])
    low, high = ax.get_ylim()
    ticks = [
        value
        for value in (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)
        if low <= value <= high
    ]
    ax.set_yticks(ticks, [f"{value:g}" for value in ticks])
    ax.minorticks_off()
    ax.grid(color=PALE, linewidth=0.6)
    ax.legend(fontsize=12, frameon=False)
    return picture


def noisy_fits(g, X, y, networks):
    """Networks trained on noisy observations, one panel each, with g in grey. networks: {title: network}."""
    picture = Picture(
        f"{len(y)} noisy observations of g and a trained network in each panel: {', '.join(networks)}. "
        "With few neurons it misses the shape, with many it bends through single observations.",
        9.2,
        3.1,
    )
    for ax, (title, network) in zip(
        picture.subplots(1, len(networks), sharey=True), networks.items()
    ):
        axes(ax, title, "$x$").set(ylim=(-1.9, 1.9))
        ax.plot(_X, g(_X), color=PALE, linewidth=5)
        ax.plot(_X, network.predict(_X[:, None]), color=GREEN, linewidth=2)
        ax.plot(X[:, 0], y, "s", color=INK, markersize=5)
    return picture


def beyond(g, network, ends):
    """g and a network trained on [0, 1], also outside of it. ends: the range of x."""
    x = np.linspace(*ends, 2201)
    G = network.predict(x[:, None])
    far = np.abs(G - g(x))
    inside = (x >= 0) & (x <= 1)
    picture = Picture(
        f"g in grey and a network trained on 0 to 1 in green, from {ends[0]:g} to {ends[1]:g}: largest "
        f"error {far[inside].max():.2f} inside, {far[~inside].max():.2f} outside.",
        7.2,
        3.2,
    )
    ax = axes(picture.subplots(), xlabel="$x$")
    ax.set_ylim(-1.2, 1.75)
    ax.axvspan(0, 1, color=PALE, alpha=0.5, linewidth=0)
    ax.plot(x, g(x), color=GREY, linewidth=4, label="$g$")
    ax.plot(x, G, color=GREEN, linewidth=2.4, label="$G$, trained on [0, 1]")
    ax.legend(fontsize=12, frameon=False, loc="upper left", ncols=2)
    return picture
