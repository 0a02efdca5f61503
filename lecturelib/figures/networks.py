"""The drawings of networks (section 4): five by one function, `network`, and a taste of convolution and recurrence."""

import numpy as np
from matplotlib.patches import Circle, Rectangle

from lecturelib import checks
from lecturelib.figures import style
from lecturelib.figures.picture import Picture

_DOTS = "⋮"
_RADIUS = 0.38
_NAMES = ("input layer", "hidden layer", "output layer")
_INPUTS = ["$x_1$", "$x_2$", _DOTS, "$x_p$"]
_OUTPUTS = ["$\\hat{y}_1$", _DOTS, "$\\hat{y}_k$"]


def network(layers, names=(), weights=None, below="", alt=""):
    """Layers of neurons from left to right, with an arrow from every neuron to every neuron of the next layer.

    layers: a list of labels for each layer; the label "⋮" stands for neurons that are left out. names: a name above
    each layer. weights: labels of edges, {(l, j, i): label} for the edge from neuron j of layer l to neuron i of the
    next. below: what stands beneath an arrow from left to right. alt: what the alt text says first.
    """
    most = max(len(layer) for layer in layers)
    across, down = (3.3, 1.35) if weights else (2.5, 1.0)  # labels need room
    shapes = ", then ".join(
        f"{len(layer) - layer.count(_DOTS)}{' and more' * (_DOTS in layer)}" for layer in layers
    )
    picture = Picture(
        f"{alt} {len(layers)} layers of circles from left to right, {shapes}, with an arrow from every circle to every"
        f" circle of the next layer{'' if not below else '; beneath, an arrow to the right: ' + below}.",
        1.2 + 0.8 * across * (len(layers) - 1),
        0.8 + 0.72 * down * (most - 1) + 0.35 * bool(names) + 0.6 * bool(below),
    )
    ax = picture.subplots()
    places = [
        [(across * l, down * ((len(layer) - 1) / 2 - k)) for k in range(len(layer))]
        for l, layer in enumerate(layers)
    ]
    for l, (left, right) in enumerate(zip(layers, layers[1:])):
        for j, i in ((j, i) for j in range(len(left)) for i in range(len(right))):
            if _DOTS not in (left[j], right[i]):
                _edge(ax, places[l][j], places[l + 1][i], (weights or {}).get((l, j, i), ""))
    for layer, spots in zip(layers, places):
        for label, spot in zip(layer, spots):
            _neuron(ax, spot, label)
    top, right = down * (most - 1) / 2, across * (len(layers) - 1)
    for l, name in enumerate(names):
        ax.text(
            across * l, top + 0.75, name, fontsize=13, ha="center", va="center", color=style.GREY
        )
    if below:
        ax.annotate(
            "",
            (right, -top - 0.75),
            (0, -top - 0.75),
            arrowprops={"arrowstyle": "-|>", "color": style.BLUE, "linewidth": 2},
        )
        ax.text(
            right / 2, -top - 1.0, below, fontsize=13, ha="center", va="center", color=style.BLUE
        )
    bottom = -top - (1.25 if below else 0.5)
    return _framed(picture, ax, (-0.75, right + 0.75), (bottom, top + (1.0 if names else 0.5)))


def multi_output():
    """The perceptron with two outputs."""
    weights = {
        (0, j, i): f"$w_{{{index}{i + 1}}}$"
        for j, index in ((0, "1"), (1, "2"), (3, "p"))
        for i in (0, 1)
    }
    return network(
        [_INPUTS, ["$\\hat{y}_1$", "$\\hat{y}_2$"]],
        ("inputs", "outputs"),
        weights,
        alt="A perceptron with inputs x1 to xp and two outputs.",
    )


def two_two_one():
    """The network of equation (1)."""
    first = {(0, j, i): f"$w_{{{j + 1}{i + 1}}}$" for j in (0, 1) for i in (0, 1)}
    return network(
        [["$x_1$", "$x_2$"], ["$f(z_1)$", "$f(z_2)$"], ["$\\hat{y}$"]],
        _NAMES,
        first | {(1, 0, 0): "$w_1^{(2)}$", (1, 1, 0): "$w_2^{(2)}$"},
        alt="Two inputs, two hidden neurons f(z1) and f(z2), one output.",
    )


def one_hidden_layer():
    """More hidden neurons, more outputs."""
    return network(
        [_INPUTS, ["", "", "", _DOTS, ""], _OUTPUTS],
        _NAMES,
        alt="Inputs x1 to xp, one hidden layer of many neurons, outputs 1 to k.",
    )


def two_hidden_layers():
    """Two hidden layers."""
    return network(
        [_INPUTS, ["", "", "", _DOTS, ""], ["", "", _DOTS, ""], _OUTPUTS],
        ("input layer", "hidden layer 1", "hidden layer 2", "output layer"),
        alt="Inputs x1 to xp, two hidden layers, outputs 1 to k.",
    )


def feed_forward(sizes):
    """A network with these numbers of neurons, 1 to 8 each, and the way the numbers take."""
    sizes = [checks.whole("sizes", n, at_most=8) for n in sizes]
    return network(
        [[""] * n for n in sizes],
        below="feed-forward: from left to right, never back",
        alt="A fully-connected network.",
    )


def convolution(image, kernel, result):
    """An image, a small filter, and what the filter makes of the image; one window and its result are framed."""
    (m, n), (r, s), (row, column) = image.shape, kernel.shape, (2, 3)
    picture = Picture(
        f"Left an image of {m} by {n} pixels with one {r} by {s} window framed; in the middle the filter's weights"
        f" {kernel.tolist()}; right the result of {m - r + 1} by {n - s + 1}, with the number of that window framed.",
        8.4,
        3.1,
    )
    left, middle, right = picture.subplots(1, 3, width_ratios=[n, 3.5, n - s + 1])
    left.imshow(image, cmap="Greys")
    for ax, values in ((middle, kernel), (right, result)):
        strong = 1.5 * abs(values).max()
        ax.imshow(values, cmap="PuOr", vmin=-strong, vmax=strong)
    for i, j in np.ndindex(r, s):
        middle.text(j, i, f"{kernel[i, j]:g}", fontsize=13, ha="center", va="center")
    for ax, title in ((left, "image"), (middle, "filter"), (right, "result")):
        ax.set_title(title, fontsize=13)
        ax.set(xticks=[], yticks=[])
    for ax, height, width in ((left, r, s), (right, 1, 1)):
        ax.add_patch(
            Rectangle(
                (column - 0.5, row - 0.5),
                width,
                height,
                fill=False,
                edgecolor=style.GREEN,
                linewidth=3,
            )
        )
    return picture


def recurrence():
    """A recurrent neuron, unrolled over two steps: the same three weights at each."""
    picture = Picture(
        "Two steps of a recurrent neuron: h0 to h1 to h2 from left to right, each step's input x1, x2 from"
        " below; the weights w_x and w_h are the same at both steps.",
        6.4,
        3.3,
    )
    ax = picture.subplots()
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
    for x, name in ((2.5, "step 1"), (5, "step 2")):
        ax.text(x, 2.2, name, fontsize=13, ha="center", va="center", color=style.GREY)
    return _framed(picture, ax, (-0.7, 5.7), (-0.9, 2.5))


def _framed(picture, ax, xlim, ylim):
    ax.set(xlim=xlim, ylim=ylim, aspect="equal")
    ax.axis("off")
    return picture


def _neuron(ax, spot, label):
    if label == _DOTS:
        ax.text(*spot, _DOTS, fontsize=18, ha="center", va="center", color=style.INK)
        return
    ax.add_patch(
        Circle(spot, _RADIUS, facecolor="white", edgecolor=style.INK, linewidth=1.5, zorder=3)
    )
    size = 13 if "f(" in label else 15
    ax.text(*spot, label, fontsize=size, ha="center", va="center", color=style.INK, zorder=4)


def _edge(ax, start, end, label):
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    ux, uy = _RADIUS * (x2 - x1) / length, _RADIUS * (y2 - y1) / length
    ax.annotate(
        "",
        (x2 - ux, y2 - uy),
        (x1 + ux, y1 + uy),
        arrowprops={
            "arrowstyle": "-|>",
            "color": style.GREY,
            "linewidth": 1.2,
            "shrinkA": 0,
            "shrinkB": 0,
            "mutation_scale": 12,
        },
    )
    if label:
        ax.text(
            x1 + 0.3 * (x2 - x1),
            y1 + 0.3 * (y2 - y1),
            label,
            fontsize=12,
            ha="center",
            va="center",
            color=style.BLUE,
            bbox={"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"},
        )
