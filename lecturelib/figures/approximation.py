"""The pictures of section 6: bumps from steps, staircases, errors against m, what noise does."""

import numpy as np

from lecturelib import checks, words
from lecturelib.approximation import sup_error, values
from lecturelib.figures import style
from lecturelib.figures.picture import Picture
from lecturelib.network import Network, sized

_X = np.linspace(0, 1, 1001)
# Sizes and dashes of the last two let both be seen where they coincide.
_LOOKS = (
    (style.BLUE, "o-", 7),
    (style.GREEN, "s-", 7),
    (style.VERMILLION, "^-", 12),
    (style.PURPLE, "D--", 6),
)
_TICKS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)


def bump(network):
    """The two neurons of a network of sizes (1, 2, 1), each times its alpha, and their sum.

    Somewhere in [0, 1] the sum must be above 0.
    """
    text = words.table("figures_approximation")["bump"]
    if checks.instance("network", network, Network).sizes != (1, 2, 1):
        raise ValueError(f"network must have sizes (1, 2, 1), got {network.sizes}")
    parts = network.forward(_X[:, None]).a[1] * network.weights[1][:, 0]
    total = network.predict(_X[:, None])
    if total.max() <= 0:
        raise ValueError(f"network must have outputs above 0, got at most {total.max():g}")
    upper = _X[total > total.max() / 2]
    alt = text["alt"].format(height=total.max(), left=upper.min(), right=upper.max())
    picture = Picture(alt, 9.2, 2.9)
    low, high = min(parts.min(), 0), max(parts.max(), 0)
    shown = (
        (parts[:, 0], r"$\alpha_1 f(w x + b_1)$", style.SKY),
        (parts[:, 1], r"$\alpha_2 f(w x + b_2)$", style.ORANGE),
        (total, text["sum"], style.BLUE),
    )
    panels = style.panels(picture, shown, sharey=True)
    for ax, (heights, name, colour) in zip(panels, shown, strict=True):
        style.axes(ax, name, "$x$").set(ylim=(low - 0.15, high + 0.15))
        ax.axhline(0, color=style.GREY, linewidth=0.8)
        ax.fill_between(_X, heights, color=colour, alpha=0.25, linewidth=0)
        ax.plot(_X, heights, color=colour, linewidth=2.4)
    return picture


def several(g, networks):
    """g and each of some networks, a panel a network, with the largest error marked.

    networks: {title: network}.
    """
    text = words.table("figures_approximation")["several"]
    networks = checks.named("networks", networks, _curve)
    errors = {title: sup_error(network, g) for title, network in networks.items()}
    said = text["between"].join(
        text["each"].format(title=title, error=error) for title, error in errors.items()
    )
    picture = Picture(text["alt"].format(said=said), 9.2, 3.1)
    panels = style.panels(picture, networks, sharey=True)
    for ax, (title, network) in zip(panels, networks.items(), strict=True):
        style.axes(ax, text["title"].format(title=title, error=errors[title]), "$x$")
        G = network.predict(_X[:, None])
        ax.plot(_X, g(_X), color=style.PALE, linewidth=5)
        ax.plot(_X, G, color=style.BLUE, linewidth=2)
        k = np.abs(G - g(_X)).argmax()
        ax.plot([_X[k]] * 2, [G[k], g(_X)[k]], color=style.VERMILLION, linewidth=3)
    return picture


def band(g, network, epsilon):
    """g with the band g - epsilon to g + epsilon around it, and a network."""
    text = words.table("figures_approximation")["band"]
    error = sup_error(_curve("network", network), g)
    epsilon = checks.number("epsilon", epsilon, above=0)
    alt = text["inside" if error < epsilon else "outside"]
    picture = Picture(alt.format(epsilon=epsilon, error=error), 6.4, 3.2)
    ax = style.axes(picture.subplots(), xlabel="$x$")
    look = {"color": style.PALE, "linewidth": 0}
    look["label"] = rf"$g \pm \epsilon$, $\epsilon = {epsilon:g}$"
    ax.fill_between(_X, g(_X) - epsilon, g(_X) + epsilon, **look)
    ax.plot(_X, g(_X), color=style.GREY, linewidth=2, label="$g$")
    ax.plot(_X, network.predict(_X[:, None]), color=style.BLUE, linewidth=2, label="$G$")
    ax.legend(fontsize=12, frameon=False)
    return picture


def errors(sizes, curves, bound=None):
    """Largest errors against m, both axes logarithmic.

    sizes: whole numbers m. curves: {name: one error a size}, four at most. bound: a function of m.
    """
    text = words.table("figures_approximation")["errors"]
    sizes = checks.listed("sizes", sizes, checks.whole, "whole numbers")
    curves = checks.named(
        "curves", curves, lambda *of: checks.positive(*of, size=len(sizes)), at_most=len(_LOOKS)
    )
    ends = {"first": sizes[0], "last": sizes[-1]}
    said = text["between"].join(
        text["each"].format(name=name, high=of[0], low=of[-1], **ends)
        for name, of in curves.items()
    )
    picture = Picture(text["alt"].format(said=said), 7.2, 3.6)
    ax = style.axes(picture.subplots(), xlabel=text["xlabel"], ylabel=text["ylabel"])
    if bound is not None:
        dashed = {"color": style.INK, "linewidth": 1.4, "label": "$K / (2(m + 1))$"}
        ax.loglog(sizes, values(bound, np.array(sizes), "bound"), "--", **dashed)
    for (name, of), (colour, line, size) in zip(curves.items(), _LOOKS, strict=False):
        ax.loglog(sizes, of, line, color=colour, linewidth=2, markersize=size, label=name)
    ax.set_xticks(sizes, [str(m) for m in sizes])
    low, high = ax.get_ylim()
    ticks = [value for value in _TICKS if low <= value <= high]
    ax.set_yticks(ticks, [f"{value:g}" for value in ticks])
    ax.minorticks_off()
    ax.grid(color=style.PALE, linewidth=0.6)
    ax.legend(fontsize=12, frameon=False)
    return picture


def noisy_fits(g, X, y, networks):
    """Networks trained on noisy observations, one panel each, with g in grey.

    networks: {title: network}.
    """
    text = words.table("figures_approximation")["noisy_fits"]
    X, networks = checks.matrix("X", X, columns=1), checks.named("networks", networks, _curve)
    y, heights = checks.vector("y", y, size=len(X)), values(g, _X)
    titles = text["between"].join(networks)
    picture = Picture(text["alt"].format(N=len(y), titles=titles), 9.2, 3.1)
    panels = style.panels(picture, networks, sharey=True)
    for ax, (title, network) in zip(panels, networks.items(), strict=True):
        style.axes(ax, title, "$x$").set(ylim=(-1.9, 1.9))
        ax.plot(_X, heights, color=style.PALE, linewidth=5)
        ax.plot(_X, network.predict(_X[:, None]), color=style.GREEN, linewidth=2)
        ax.plot(X[:, 0], y, "s", color=style.INK, markersize=5)
    return picture


def beyond(g, network, ends):
    """g and a network trained on [0, 1], also outside of it.

    ends: the range of x, a part of which lies in [0, 1] and a part not.
    """
    text = words.table("figures_approximation")["beyond"]
    ends = checks.vector("ends", ends, size=2)
    x = np.linspace(*ends, 2201)
    within = (x >= 0) & (x <= 1)
    if within.all() or not within.any() or ends[0] > ends[1]:
        raise ValueError(f"ends must rise and reach beyond [0, 1], got {ends.tolist()}")
    G, heights = _curve("network", network).predict(x[:, None]), values(g, x)
    far = np.abs(G - heights)
    largest = {"inside": far[within].max(), "outside": far[~within].max()}
    alt = text["alt"].format(left=ends[0], right=ends[1], **largest)
    picture = Picture(alt, 7.2, 3.2)
    ax = style.axes(picture.subplots(), xlabel="$x$")
    ax.set_ylim(-1.2, 1.75)
    ax.axvspan(0, 1, color=style.PALE, alpha=0.5, linewidth=0)
    ax.plot(x, heights, color=style.GREY, linewidth=4, label="$g$")
    ax.plot(x, G, color=style.GREEN, linewidth=2.4, label=text["trained"])
    ax.legend(fontsize=12, frameon=False, loc="upper left", ncols=2)
    return picture


def _curve(name, network):
    return sized(name, network, 1, 1)
