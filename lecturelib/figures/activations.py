"""The pictures of section 5: activation functions, their derivatives, and what comes of them."""

import numpy as np

from lecturelib import checks, words
from lecturelib.activations import Activation
from lecturelib.figures import style
from lecturelib.figures.picture import Picture

# Colour, marker and dashes of each curve: the widget's too.
LOOKS = {
    "sigmoid": (style.BLUE, "o", "-"),
    "tanh": (style.VERMILLION, "s", "-"),
    "relu": (style.GREEN, "^", "-"),
    "leaky_relu": (style.PURPLE, "v", "--"),
    "softplus": (style.ORANGE, "D", "-"),
    "identity": (style.GREY, "P", ":"),
    "step": (style.INK, ">", "-"),
    "sign": (style.SKY, "<", "--"),
}

# Of the first, the second, ... start.
_STARTS = [
    (style.BLUE, "o"),
    (style.GREEN, "^"),
    (style.ORANGE, "D"),
    (style.VERMILLION, "s"),
]


def label(name):
    """How an activation is named to a reader, by its name in the code."""
    return words.table("activation_curves")[name]


def at_a_point(alt, functions, z, layers):
    """Curves f over their slopes f', both marked at z, and a row of discs a curve.

    The area of the k-th disc from the right is f'(z)^k. functions: {name: activation}.
    """
    text = words.table("figures_activations")["at_a_point"]
    functions = checks.named("functions", functions, _activation, at_least=0, options=LOOKS)
    z, layers = checks.number("z", z), checks.whole("layers", layers, at_most=1000)
    picture = Picture(alt, 4.8, 4.2)
    rows = max(1, len(functions))
    top, middle, bottom = picture.subplots(3, height_ratios=(10, 6, 2 + rows))
    top.tick_params(labelbottom=False)
    style.axes(top, ylabel="$f(z)$").set(ylim=(-1.35, 2.6), yticks=[-1, 0, 1, 2])
    style.axes(middle, ylabel="$f'(z)$").set(ylim=(-0.12, 1.12), yticks=[0, 1])
    style.axes(bottom, xlabel=text["xlabel"].format(layers=layers))
    for row, (name, f) in enumerate(functions.items()):
        colour, marker, dashes = LOOKS[name]
        for ax, rule in ((top, f), (middle, f.derivative)):
            _curve(ax, rule, (min(-6, z), max(6, z)), color=colour, linestyle=dashes)
            ax.plot(z, rule(z), marker, color=colour, markeredgecolor="white", markersize=8)
        places, height = np.arange(1, layers + 1), np.full(layers, -row)
        left = float(f.derivative(z)) ** np.arange(layers, 0, -1)
        ring = {"facecolor": "none", "edgecolor": style.PALE, "linewidth": 0.7}
        bottom.scatter(places, height, s=80, antialiased=False, **ring)
        bottom.scatter(places, height, s=80 * left, color=colour, linewidth=0)
    for ax in (top, middle):
        ax.axvline(z, color=style.GREY, linewidth=1, zorder=0)
    bottom.set(xlim=(0.4, layers + 0.6), ylim=(0.6 - rows, 0.6), xticks=[])
    bottom.set_yticks(-np.arange(len(functions)), [label(name) for name in functions])
    bottom.tick_params(length=0)
    bottom.spines[["left", "bottom"]].set_visible(False)
    return picture


def pair(*functions):
    """Activations side by side, each with its derivative, dashed; one or more of ACTIVATIONS."""
    text = words.table("figures_activations")["pair"]
    functions = _activations(functions)
    said = text["between"].join(
        text["each"].format(name=label(f.name), low=_slope(f, min), high=_slope(f, max))
        for f in functions
    )
    picture = Picture(text["alt"].format(said=said), 9.2, 3.8)
    for ax, f in zip(style.panels(picture, functions), functions, strict=True):
        style.axes(ax, label(f.name), "$z$")
        _curve(ax, f, (-5, 5), color=LOOKS[f.name][0], label="$f(z)$")
        dashed = {"color": style.INK, "linestyle": "--", "linewidth": 1.6}
        _curve(ax, f.derivative, (-5, 5), label="$f'(z)$", **dashed)
        ax.legend(fontsize=13, frameon=False, loc="upper left")
        _cross(ax)
    return picture


def overlay(*functions):
    """Activations in one picture, their derivatives in another beside it."""
    text = words.table("figures_activations")["overlay"]
    functions = _activations(functions)
    names = text["between_names"].join(label(f.name) for f in functions)
    at_zero = text["between"].join(
        text["each"].format(name=label(f.name), value=float(f(0))) for f in functions
    )
    picture = Picture(text["alt"].format(names=names, at_zero=at_zero), 9.2, 3.8)
    left, right = picture.subplots(1, 2)
    style.axes(left, "$f(z)$", "$z$")
    style.axes(right, "$f'(z)$", "$z$")
    for f in functions:
        colour, _, dashes = LOOKS[f.name]
        _curve(left, f, (-5, 5), color=colour, linestyle=dashes, label=label(f.name))
        _curve(right, f.derivative, (-5, 5), color=colour, linestyle=dashes)
    left.legend(fontsize=13, frameon=False, loc="upper left")
    for ax in (left, right):
        _cross(ax)
    return picture


def errors(sizes):
    """How large the errors delta are in each hidden layer, on a log scale.

    sizes: {name: one number a layer}.
    """
    text = words.table("figures_activations")["errors"]
    sizes = checks.named("sizes", sizes, checks.vector, options=LOOKS)
    said = text["between"].join(
        text["each"].format(name=label(name), last=of[-1], first=of[0])
        for name, of in sizes.items()
    )
    picture = Picture(text["alt"].format(said=said), 7.2, 3.8)
    ax = style.axes(picture.subplots(), xlabel=text["xlabel"], ylabel=text["ylabel"])
    for name, of in sizes.items():
        colour, marker, dashes = LOOKS[name]
        layers = range(1, len(of) + 1)
        ax.semilogy(layers, of, marker + dashes, color=colour, linewidth=2, label=label(name))
    ax.set_xticks(layers)
    ax.grid(color=style.PALE, linewidth=0.6)
    ax.legend(fontsize=12, frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return picture


def starts(activations, errors):
    """How large activations (left) and errors delta (right) are in each hidden layer.

    activations, errors: {name of the start: one number above 0 a layer}, with the same 1 to 4
    names. The axes are logarithmic.
    """
    text = words.table("figures_activations")["starts"]
    activations = checks.named("activations", activations, checks.positive, at_most=len(_STARTS))
    errors = checks.named("errors", errors, checks.positive, options=activations)
    each = text["each"].format
    alt = text["alt"].format(
        activations=text["between"].join(
            each(name=name, start=of[0], end=of[-1]) for name, of in activations.items()
        ),
        errors=text["between"].join(
            each(name=name, start=of[-1], end=of[0]) for name, of in errors.items()
        ),
    )
    picture = Picture(alt, 9.2, 3.8)
    left, right = picture.subplots(1, 2)
    for ax, title, sizes in ((left, "forward", activations), (right, "backward", errors)):
        style.axes(ax, text[title], text["xlabel"])
        for (name, of), (colour, marker) in zip(sizes.items(), _STARTS, strict=False):
            layers = range(1, len(of) + 1)
            ax.semilogy(layers, of, f"{marker}-", color=colour, linewidth=2, label=name)
        ax.set_xticks(layers)
        ax.minorticks_off()
        ax.grid(color=style.PALE, linewidth=0.6)
    right.legend(fontsize=12, frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return picture


def activity(activations, rows=25):
    """What hidden neurons send for the first few observations: darker for more, white for 0.

    activations: {name: array (N, n)}.
    """
    text = words.table("figures_activations")["activity"]
    activations = checks.named("activations", activations, checks.matrix, options=LOOKS)
    rows = checks.whole("rows", rows)
    said = text["between"].join(
        text["each"].format(name=label(name), white=(a[:rows] == 0).mean())
        for name, a in activations.items()
    )
    picture = Picture(text["alt"].format(rows=rows, said=said), 9.2, 3.1)
    for ax, (name, a) in zip(style.panels(picture, activations), activations.items(), strict=True):
        style.axes(ax, label(name), text["xlabel"], text["ylabel"])
        greys = {"cmap": "Greys", "vmin": 0, "vmax": np.quantile(a, 0.98)}
        ax.imshow(a[:rows], aspect="auto", interpolation="nearest", **greys)
    return picture


def awakening(losses):
    """The loss of one neuron while it trains, a curve an activation.

    losses: {name: one loss an epoch}.
    """
    text = words.table("figures_activations")["awakening"]
    losses = checks.named("losses", losses, checks.vector, options=LOOKS)
    said = text["between"].join(
        text["each"].format(name=label(name), first=of[0], last=of[-1])
        for name, of in losses.items()
    )
    picture = Picture(text["alt"].format(said=said), 7.2, 3.4)
    ax = style.axes(picture.subplots(), xlabel=text["xlabel"], ylabel=text["ylabel"])
    for name, of in losses.items():
        colour, _, dashes = LOOKS[name]
        ax.plot(range(1, len(of) + 1), of, dashes, color=colour, linewidth=2.4, label=label(name))
    ax.set_ylim(bottom=-0.05)
    ax.grid(color=style.PALE, linewidth=0.6)
    ax.legend(fontsize=12, frameon=False)
    return picture


def _activation(name, value):
    return checks.instance(name, value, Activation)


def _activations(functions):
    functions = checks.listed("functions", functions, _activation, "activations")
    for f in functions:
        checks.choice("functions", f.name, LOOKS)
    return functions


def _curve(ax, rule, ends, **look):
    """A curve in two pieces, so that a jump at 0 stays a jump."""
    look = {"linewidth": 2.4} | look
    for piece in (np.linspace(ends[0], -1e-9, 200), np.linspace(1e-9, ends[1], 200)):
        ax.plot(piece, rule(piece), **look)
        look.pop("label", None)


def _slope(f, which):
    return float(which(f.derivative(np.linspace(-5, 5, 1001))))


def _cross(ax):
    ax.axhline(0, color=style.GREY, linewidth=0.8, zorder=0)
    ax.axvline(0, color=style.GREY, linewidth=0.8, zorder=0)
