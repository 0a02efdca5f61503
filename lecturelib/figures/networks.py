"""The drawings of networks (section 4), all by `network`, and of convolution and recurrence."""

from itertools import pairwise, product

import numpy as np
from matplotlib.patches import Circle, Rectangle

from lecturelib import checks, words
from lecturelib.figures import style
from lecturelib.figures.drawing import DOTS, arrow, canvas, dots, write
from lecturelib.figures.picture import Picture

_RADIUS = 0.38
_INPUTS = ["$x_1$", "$x_2$", DOTS, "$x_p$"]
_OUTPUTS = ["$\\hat{y}_1$", DOTS, "$\\hat{y}_k$"]


def network(layers, names=(), weights=None, below="", alt=""):
    """Layers of neurons from left to right, with an arrow from each to each of the next layer.

    layers: a list of labels for each layer; the label "⋮" stands for neurons that are left out.
    names: a name above each layer. weights: labels of edges, {(l, j, i): label} for the edge from
    neuron j of layer l to neuron i of the next. below: what stands beneath an arrow from left to
    right. alt: what the alt text says first.
    """
    layers = checks.listed("layers", layers, _labels, "lists of labels")
    names = checks.listed("names", names, checks.text, "names", at_least=0, at_most=len(layers))
    weights = checks.instance("weights", {} if weights is None else weights, dict)
    below, alt = checks.text("below", below), checks.text("alt", alt)
    most = max(len(layer) for layer in layers)
    across, down = (3.3, 1.35) if weights else (2.5, 1.0)  # labels need room
    width = 1.2 + 0.8 * across * (len(layers) - 1)
    height = 0.8 + 0.72 * down * (most - 1) + 0.35 * bool(names) + 0.6 * bool(below)
    picture = Picture(_said(layers, below, alt), width, height)
    top, right = down * (most - 1) / 2, across * (len(layers) - 1)
    ends = -top - (1.25 if below else 0.5), top + (1.0 if names else 0.5)
    ax = canvas(picture, (-0.75, right + 0.75), ends)
    places = [
        [(across * l, down * ((len(layer) - 1) / 2 - k)) for k in range(len(layer))]
        for l, layer in enumerate(layers)
    ]
    for l, (before, after) in enumerate(pairwise(layers)):
        for (j, one), (i, other) in product(enumerate(before), enumerate(after)):
            if DOTS not in (one, other):
                _edge(ax, places[l][j], places[l + 1][i], weights.get((l, j, i), ""))
    for layer, spots in zip(layers, places, strict=True):
        for label, spot in zip(layer, spots, strict=True):
            _neuron(ax, spot, label)
    for l, name in enumerate(names):
        write(ax, across * l, top + 0.75, name, colour=style.GREY)
    if below:
        arrow(ax, (0, -top - 0.75), (right, -top - 0.75), style.BLUE, linewidth=2)
        write(ax, right / 2, -top - 1.0, below, colour=style.BLUE)
    return picture


def _said(layers, below, first):
    """The alt text of `network`."""
    text = words.table("figures_networks")["network"]
    shapes = text["between"].join(
        text["more" if DOTS in layer else "each"].format(n=len(layer) - layer.count(DOTS))
        for layer in layers
    )
    alt = text["alt_below" if below else "alt"]
    return f"{first} {alt.format(layers=len(layers), shapes=shapes, below=below)}"


def multi_output():
    """The perceptron with two outputs."""
    text = words.table("figures_networks")["multi_output"]
    indices = ((0, "1"), (1, "2"), (3, "p"))
    weights = {(0, j, i): f"$w_{{{index}{i + 1}}}$" for j, index in indices for i in (0, 1)}
    outputs = ["$\\hat{y}_1$", "$\\hat{y}_2$"]
    return network([_INPUTS, outputs], text["layers"], weights, alt=text["alt"])


def two_two_one():
    """The network of equation (1)."""
    text = words.table("figures_networks")["two_two_one"]
    weights = {(0, j, i): f"$w_{{{j + 1}{i + 1}}}$" for j in (0, 1) for i in (0, 1)}
    weights |= {(1, j, 0): f"$w_{j + 1}^{{(2)}}$" for j in (0, 1)}
    layers = [["$x_1$", "$x_2$"], ["$f(z_1)$", "$f(z_2)$"], ["$\\hat{y}$"]]
    return network(layers, text["layers"], weights, alt=text["alt"])


def one_hidden_layer():
    """More hidden neurons, more outputs."""
    text = words.table("figures_networks")["one_hidden_layer"]
    layers = [_INPUTS, ["", "", "", DOTS, ""], _OUTPUTS]
    return network(layers, text["layers"], alt=text["alt"])


def two_hidden_layers():
    """Two hidden layers."""
    text = words.table("figures_networks")["two_hidden_layers"]
    layers = [_INPUTS, ["", "", "", DOTS, ""], ["", "", DOTS, ""], _OUTPUTS]
    return network(layers, text["layers"], alt=text["alt"])


def feed_forward(sizes):
    """A network with these numbers of neurons, 1 to 8 each, and the way the numbers take."""
    text = words.table("figures_networks")["feed_forward"]
    sizes = checks.listed(
        "sizes", sizes, lambda *of: checks.whole(*of, at_most=8), "whole numbers", at_most=8
    )
    layers = [[""] * n for n in sizes]
    return network(layers, below=text["below"], alt=text["alt"])


def convolution(image, kernel, result):
    """An image, a small filter, and what it makes of the image; a window and its result framed.

    image: (m, n), kernel: (r, s), result: (m - r + 1, n - s + 1), as of `structures.convolve`.
    """
    text = words.table("figures_networks")["convolution"]
    checks.matrix("kernel", kernel)
    image, kernel = checks.matrix("image", image), np.asarray(kernel)  # whole numbers stay so
    result = checks.matrix("result", result)
    wanted = tuple(n - k + 1 for n, k in zip(image.shape, kernel.shape, strict=True))
    if result.shape != wanted:
        raise ValueError(f"result must have shape {wanted}, got {result.shape}")
    (m, n), (r, s), (row, column) = image.shape, kernel.shape, (2, 3)
    sizes = {"m": m, "n": n, "r": r, "s": s, "rows": m - r + 1, "columns": n - s + 1}
    picture = Picture(text["alt"].format(kernel=kernel.tolist(), **sizes), 8.4, 3.1)
    left, middle, right = picture.subplots(1, 3, width_ratios=[n, 3.5, n - s + 1])
    left.imshow(image, cmap="Greys")
    for ax, values in ((middle, kernel), (right, result)):
        strong = 1.5 * abs(values).max()
        ax.imshow(values, cmap="PuOr", vmin=-strong, vmax=strong)
    for i, j in np.ndindex(r, s):
        middle.text(j, i, f"{kernel[i, j]:g}", fontsize=13, ha="center", va="center")
    for ax, title in ((left, text["image"]), (middle, text["filter"]), (right, text["result"])):
        ax.set_title(title, fontsize=13)
        ax.set(xticks=[], yticks=[])
    frame = {"fill": False, "edgecolor": style.GREEN, "linewidth": 3}
    for ax, height, width in ((left, r, s), (right, 1, 1)):
        ax.add_patch(Rectangle((column - 0.5, row - 0.5), width, height, **frame))
    return picture


def recurrence():
    """A recurrent neuron, unrolled over two steps: the same three weights at each."""
    text = words.table("figures_networks")["recurrence"]
    picture = Picture(text["alt"], 6.4, 3.3)
    ax = canvas(picture, (-0.7, 5.7), (-0.9, 2.5))
    spots = {
        "$h_0$": (0, 1.5),
        "$h_1$": (2.5, 1.5),
        "$h_2$": (5, 1.5),
        "$x_1$": (2.5, -0.4),
        "$x_2$": (5, -0.4),
    }
    for t in (1, 2):
        _edge(ax, spots[f"$h_{t - 1}$"], spots[f"$h_{t}$"], "$w_h$")
        _edge(ax, spots[f"$x_{t}$"], spots[f"$h_{t}$"], "$w_x$")
    for label, spot in spots.items():
        _neuron(ax, spot, label)
    for t in (1, 2):
        write(ax, 2.5 * t, 2.2, text["step"].format(t=t), colour=style.GREY)
    return picture


def _labels(name, layer):
    return checks.listed(name, layer, checks.text, "labels")


def _neuron(ax, spot, label):
    if label == DOTS:
        dots(ax, *spot)
        return
    rim = {"edgecolor": style.INK, "linewidth": 1.5, "zorder": 3}
    ax.add_patch(Circle(spot, _RADIUS, facecolor="white", **rim))
    write(ax, *spot, label, 13 if "f(" in label else 15, zorder=4)


def _edge(ax, start, end, label):
    start, way = np.array(start), np.subtract(end, start)
    rim = _RADIUS * way / np.hypot(*way)
    look = {"linewidth": 1.2, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 12}
    arrow(ax, start + rim, end - rim, style.GREY, **look)
    if label:
        box = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"}
        write(ax, *(start + 0.3 * way), label, 12, style.BLUE, bbox=box)
