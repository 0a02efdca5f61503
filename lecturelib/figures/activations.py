"""The pictures of section 5: activation functions and their derivatives, and what becomes of a slope or a neuron."""

import numpy as np

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

# Colour, marker and dashes of each curve: the widget's too.
LOOKS = {
    "sigmoid": (BLUE, "o", "-"),
    "tanh": (VERMILLION, "s", "-"),
    "relu": (GREEN, "^", "-"),
    "leaky_relu": (PURPLE, "v", "--"),
    "softplus": (ORANGE, "D", "-"),
    "identity": (GREY, "P", ":"),
    "step": (INK, ">", "-"),
    "sign": (SKY, "<", "--"),
}
_LABELS = {"relu": "ReLU", "leaky_relu": "leaky ReLU"}


def label(name):
    """How a picture writes the name of an activation."""
    return _LABELS.get(name, name)


def at_a_point(alt, functions, z, layers):
    """Curves f over their slopes f', both marked at z, and a row of discs a curve: the area of the k-th from the right
    is f'(z)^k. functions: {name: activation}."""
    picture = Picture(alt, 4.8, 4.2)
    rows = max(1, len(functions))
    top, middle, bottom = picture.subplots(3, height_ratios=(10, 6, 2 + rows))
    top.tick_params(labelbottom=False)
    axes(top, ylabel="$f(z)$").set(ylim=(-1.35, 2.6), yticks=[-1, 0, 1, 2])
    axes(middle, ylabel="$f'(z)$").set(ylim=(-0.12, 1.12), yticks=[0, 1])
    axes(bottom, xlabel=f"what is left of the slope in layers 1 to {layers}")
    for row, (name, f) in enumerate(functions.items()):
        colour, marker, dashes = LOOKS[name]
        for ax, rule in ((top, f), (middle, f.derivative)):
            _curve(ax, rule, (min(-6, z), max(6, z)), color=colour, linestyle=dashes)
            ax.plot(z, rule(z), marker, color=colour, markeredgecolor="white", markersize=8)
        places, height = np.arange(1, layers + 1), np.full(layers, -row)
        left = float(f.derivative(z)) ** np.arange(layers, 0, -1)
        bottom.scatter(
            places, height, s=80, facecolor="none", edgecolor=PALE, linewidth=0.7, antialiased=False
        )
        bottom.scatter(places, height, s=80 * left, color=colour, linewidth=0)
    for ax in (top, middle):
        ax.axvline(z, color=GREY, linewidth=1, zorder=0)
    bottom.set(xlim=(0.4, layers + 0.6), ylim=(0.6 - rows, 0.6), xticks=[])
    bottom.set_yticks(-np.arange(len(functions)), [label(name) for name in functions])
    bottom.tick_params(length=0)
    bottom.spines[["left", "bottom"]].set_visible(False)
    return picture


def pair(*functions):
    """Activations side by side, each with its derivative, dashed."""
    extremes = "; ".join(
        f"{label(f.name)} with slopes from {_slope(f, min):.3g} to {_slope(f, max):.3g}"
        for f in functions
    )
    picture = Picture(
        f"Side by side on -5 to 5, each with its derivative dashed: {extremes}.", 9.2, 3.8
    )
    for ax, f in zip(picture.subplots(1, len(functions)), functions):
        axes(ax, label(f.name), "$z$")
        colour = LOOKS[f.name][0]
        _curve(ax, f, (-5, 5), color=colour, label="$f(z)$")
        _curve(ax, f.derivative, (-5, 5), color=INK, linestyle="--", linewidth=1.6, label="$f'(z)$")
        ax.legend(fontsize=13, frameon=False, loc="upper left")
        _cross(ax)
    return picture


def overlay(*functions):
    """Activations in one picture, their derivatives in another beside it."""
    names = " and ".join(label(f.name) for f in functions)
    at_zero = ", ".join(f"{label(f.name)} {float(f(0)):.3f}" for f in functions)
    picture = Picture(
        f"{names} on -5 to 5 on the left, their derivatives on the right. At z = 0: {at_zero}.",
        9.2,
        3.8,
    )
    left, right = picture.subplots(1, 2)
    axes(left, "$f(z)$", "$z$")
    axes(right, "$f'(z)$", "$z$")
    for f in functions:
        colour, _, dashes = LOOKS[f.name]
        _curve(left, f, (-5, 5), color=colour, linestyle=dashes, label=label(f.name))
        _curve(right, f.derivative, (-5, 5), color=colour, linestyle=dashes)
    left.legend(fontsize=13, frameon=False, loc="upper left")
    for ax in (left, right):
        _cross(ax)
    return picture


def errors(sizes):
    """How large the errors delta are in each hidden layer, on a log scale. sizes: {name: one number a layer}."""
    said = "; ".join(
        f"{label(name)} from {of[-1]:.1e} in the last to {of[0]:.1e} in the first"
        for name, of in sizes.items()
    )
    picture = Picture(
        f"Size of the errors in each hidden layer, on a logarithmic axis: {said}.", 7.2, 3.8
    )
    ax = axes(picture.subplots(), xlabel="hidden layer", ylabel=r"typical size of $\delta^{(l)}$")
    for name, of in sizes.items():
        colour, marker, dashes = LOOKS[name]
        ax.semilogy(
            range(1, len(of) + 1), of, marker + dashes, color=colour, linewidth=2, label=label(name)
        )
    ax.set_xticks(range(1, len(of) + 1))
    ax.grid(color=PALE, linewidth=0.6)
    ax.legend(fontsize=12, frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return picture


def activity(activations, rows=25):
    """What hidden neurons send for the first few observations, darker for more, white for exactly 0.

    activations: {name: array (N, n)}.
    """
    said = "; ".join(
        f"{label(name)}: {(a[:rows] == 0).mean():.0%} white" for name, a in activations.items()
    )
    picture = Picture(
        f"Activations of {rows} observations (rows) in all hidden neurons (columns). {said}.",
        9.2,
        3.1,
    )
    for ax, (name, a) in zip(picture.subplots(1, len(activations)), activations.items()):
        axes(ax, label(name), "hidden neuron", "observation")
        ax.imshow(
            a[:rows],
            cmap="Greys",
            vmin=0,
            vmax=np.quantile(a, 0.98),
            aspect="auto",
            interpolation="nearest",
        )
    return picture


def awakening(losses):
    """The loss of one neuron while it trains, one curve an activation. losses: {name: one loss an epoch}."""
    said = "; ".join(
        f"{label(name)} from {of[0]:.3g} to {of[-1]:.3g}" for name, of in losses.items()
    )
    picture = Picture(f"The loss of one neuron against epochs: {said}.", 7.2, 3.4)
    ax = axes(picture.subplots(), xlabel="epochs", ylabel="loss $L$")
    for name, of in losses.items():
        colour, _, dashes = LOOKS[name]
        ax.plot(range(1, len(of) + 1), of, dashes, color=colour, linewidth=2.4, label=label(name))
    ax.set_ylim(bottom=-0.05)
    ax.grid(color=PALE, linewidth=0.6)
    ax.legend(fontsize=12, frameon=False)
    return picture


def _curve(ax, rule, ends, **look):
    """A curve in two pieces, so that a jump at 0 stays a jump."""
    look = {"linewidth": 2.4} | look
    for piece in (np.linspace(ends[0], -1e-9, 200), np.linspace(1e-9, ends[1], 200)):
        ax.plot(piece, rule(piece), **look)
        look.pop("label", None)


def _slope(f, which):
    return float(which(f.derivative(np.linspace(-5, 5, 1001))))


def _cross(ax):
    ax.axhline(0, color=GREY, linewidth=0.8, zorder=0)
    ax.axvline(0, color=GREY, linewidth=0.8, zorder=0)
