"""The pictures of section 8: the errors' way from layer l+1 to layer l, the lecture's example."""

import numpy as np

from lecturelib import checks, words
from lecturelib.figures import style
from lecturelib.figures.drawing import arrow, canvas, write
from lecturelib.figures.picture import Picture
from lecturelib.network import Network

_BOX = {"boxstyle": "round,pad=0.25", "facecolor": "white", "edgecolor": "none"}
_ERROR = r"\delta_i^{(l)} = f'(z_i^{(l)}) \sum_k \delta_k^{(l+1)} w_{ik}^{(l+1)}"
_ROOM = 6  # so many edges between two layers have room for their numbers
_INPUTS, _HIDDEN, _OUTPUT = ((0, 3), (0, 0.4)), ((4, 3), (4, 0.4)), (7.6, 1.7)


def layers():
    """Layers l-1, l and l+1: the way to the right, (3) and (4), and the way to the left, (8)."""
    text = words.table("figures_backpropagation")["layers"]
    picture = Picture(text["alt"], 9.2, 4.2)
    ax = canvas(picture, (-1.3, 9.4), (-0.85, 4.15))
    columns = {
        0: ("l-1", "j", [3, 1.6, 0.2]),
        4: ("l", "i", [1.6]),
        8: ("l+1", "k", [3, 1.6, 0.2]),
    }
    for x, colour in ((0, style.BLUE), (8, style.VERMILLION)):
        for y in columns[x][2]:
            _edge(ax, (x, y), (4, 1.6), colour)
    for x, (name, index, heights) in columns.items():
        write(ax, x, 3.85, text["layer"].format(l=name), 14, va="baseline")
        for y in heights:
            _neuron(ax, (x, y), f"${index}$" if y == 1.6 else "")
    for x, y, formula, size, colour, more in (
        (-0.5, 1.6, "a_j^{(l-1)}", 15, style.BLUE, {"ha": "right"}),
        (1.7, 1.6, "w_{ji}^{(l)}", 15, style.BLUE, {"bbox": _BOX}),
        (4, 3.0, r"z_i^{(l)} = \sum_j w_{ji}^{(l)} a_j^{(l-1)}", 14, style.BLUE, {}),
        (4, 2.35, "a_i^{(l)} = f(z_i^{(l)})", 14, style.BLUE, {}),
        (6.3, 1.6, "w_{ik}^{(l+1)}", 15, style.VERMILLION, {"bbox": _BOX}),
        (8.5, 1.6, r"\delta_k^{(l+1)}", 15, style.VERMILLION, {"ha": "left"}),
        (4, 0.75, _ERROR, 14, style.VERMILLION, {}),
    ):
        write(ax, x, y, f"${formula}$", size, colour, **more)
    way = {"arrowstyle": "->", "lw": 1.8}
    arrow(ax, (9.0, -0.6), (6.7, -0.6), style.VERMILLION, **way)
    write(ax, 6.55, -0.6, text["backward"], colour=style.VERMILLION, ha="right")
    arrow(ax, (-0.9, -0.6), (1.3, -0.6), style.BLUE, **way)
    write(ax, 1.45, -0.6, text["forward"], colour=style.BLUE, ha="left")
    return picture


def example(network, x, y, backward=False):
    """The lecture's 2-2-1 example with its numbers, on the forward or on the backward pass.

    Forward: weights, net inputs and activations; backward: deltas and the slope at each weight.
    network: of sizes (2, 2, 1), without bias. x: shape (1, 2). y: shape (1,).
    """
    sizes, bias = checks.instance("network", network, Network).sizes, network.bias
    if sizes != (2, 2, 1) or bias:
        raise ValueError(
            f"network must have sizes (2, 2, 1) without bias, got {sizes} with bias={bias}"
        )
    x, y = network.check_data(x, y, names=("x", "y"))
    if len(x) != 1:
        raise ValueError(f"x must have shape (1, 2), got {x.shape}")
    backward = checks.flag("backward", backward)
    trace, gradient = network.forward(x), network.gradient(x, y)
    (z, output), (a, _) = trace.z, trace.a[1:]
    y_hat, loss, (delta, delta_out) = output[0, 0], network.loss(x, y), gradient.delta
    text = words.table("figures_backpropagation")["example"]
    if backward:
        colour, numbers = style.VERMILLION, _in_order(gradient.weights)
        said = {"delta": _list(delta[0]), "output": delta_out[0, 0], "gradients": _list(numbers)}
        alt = text["backward"].format(**said)
        edge = r"$\partial L/\partial w_{n} = {number:.3f}$"
        hidden = [rf"$\delta_{n} = {value:.3f}$" for n, value in enumerate(delta[0], start=1)]
        right = rf"$\delta = {delta_out[0, 0]:.3f}$"
    else:
        colour, numbers = style.BLUE, _in_order(network.weights)
        alt = text["forward"].format(z=_list(z), a=_list(a), y_hat=y_hat, loss=loss)
        edge = "$w_{n} = {number:g}$"
        hidden = [f"$z_{n} = {z[0, n - 1]:.3g}$\n$a_{n} = {a[0, n - 1]:.3f}$" for n in (1, 2)]
        right = rf"$\hat{{y}} = {y_hat:.3f}$" "\n" f"$L = {loss:.3f}$"
    picture = Picture(alt, 9.2, 3.9)
    ax = canvas(picture, (-0.75, 9.9), (-0.95, 3.6))
    for n, ((start, end, at), number) in enumerate(zip(_edges(), numbers, strict=True), start=1):
        _edge(ax, start, end, style.GREY)
        middle = np.add(start, at * np.subtract(end, start))
        write(ax, *middle, edge.format(n=n, number=number), 12, colour, bbox=_BOX)
    for n, (left, below) in enumerate(_INPUTS, start=1):
        _neuron(ax, (left, below), f"$x_{n}$")
        write(ax, left, below - 0.5, f"{x[0, n - 1]:g}", va="top")
    for n, (left, below) in enumerate(_HIDDEN, start=1):
        _neuron(ax, (left, below), f"$a_{n}$")
        write(ax, left, below - 0.47, hidden[n - 1], colour=colour, va="top")
    _neuron(ax, _OUTPUT, r"$\hat{y}$")
    write(ax, 8.1, 1.7, right, colour=colour, ha="left")
    return picture


def network(network, x, y, backward=False):
    """A small network with its numbers for one observation.

    Forward: activations at the neurons, weights at the edges where there is room; backward: deltas
    and slopes. network: any Network. x: shape (1, p). y: shape (1, k), or (1,) for one output.
    """
    sizes = checks.instance("network", network, Network).sizes
    x, y = network.check_data(x, y, names=("x", "y"))
    if len(x) != 1:
        raise ValueError(f"x must have shape (1, {sizes[0]}), got {x.shape}")
    backward = checks.flag("backward", backward)
    trace, gradient, loss = network.forward(x), network.gradient(x, y), network.loss(x, y)
    at_nodes = [x, *(gradient.delta if backward else trace.a[1:])]
    at_edges = gradient.weights if backward else network.weights
    colour = style.VERMILLION if backward else style.BLUE
    text = words.table("figures_backpropagation")["network"]
    said = {"x": _list(x), "y_hat": _list(trace.a[-1]), "delta": _list(gradient.delta[-1])}
    alt = text["backward" if backward else "forward"]
    picture = Picture(alt.format(sizes="-".join(map(str, sizes)), loss=loss, **said), 9.2, 4.6)
    most, across = max(sizes), 12 / (len(sizes) - 1)
    ax = canvas(picture, (-1, 13), (-1.6 * most / 2 - 0.5, 1.6 * most / 2 + 0.2))
    places = [
        [(across * l, 1.6 * ((n - 1) / 2 - i)) for i in range(n)] for l, n in enumerate(sizes)
    ]
    for l, W in enumerate(at_edges):
        for (j, i), number in np.ndenumerate(W):
            start, end = places[l][j], places[l + 1][i]
            _edge(ax, start, end, style.GREY)
            if W.size <= _ROOM:
                middle = np.add(start, (0.35 if i == j else 0.65) * np.subtract(end, start))
                write(ax, *middle, f"{number:.2f}", 11, colour, bbox=_BOX)
    for layer, values in zip(places, at_nodes, strict=True):
        for spot, value in zip(layer, values[0], strict=True):
            _neuron(ax, spot, "")
            write(ax, *spot, f"{value:.2f}", 11, style.INK if layer is places[0] else colour)
    return picture


def descent(losses):
    """The loss after each of the updates, the start included, on a logarithmic axis."""
    text = words.table("figures_backpropagation")["descent"]
    losses = checks.vector("losses", losses)
    ends = {"first": losses[0], "last": losses[-1]}
    picture = Picture(text["alt"].format(updates=len(losses) - 1, **ends), 7.2, 3.4)
    ax = style.axes(picture.subplots(), xlabel=text["xlabel"], ylabel=text["ylabel"])
    ax.semilogy(range(len(losses)), losses, color=style.BLUE, marker="o", markersize=4)
    ax.grid(color=style.PALE, linewidth=0.6)
    return picture


def cost(parameters, by_back_propagation, by_finite_differences):
    """Seconds for one gradient against the number of parameters, both axes logarithmic."""
    text = words.table("figures_backpropagation")["cost"]
    parameters = checks.positive("parameters", parameters)
    N = len(parameters)
    by_back_propagation = checks.positive("by_back_propagation", by_back_propagation, N)
    by_finite_differences = checks.positive("by_finite_differences", by_finite_differences, N)
    picture = Picture(text["alt"], 7.2, 3.0)
    ax = style.axes(picture.subplots(), xlabel=text["xlabel"], ylabel=text["ylabel"])
    for seconds, name, colour, marker in (
        (by_finite_differences, text["finite_differences"], style.VERMILLION, "s"),
        (by_back_propagation, text["back_propagation"], style.BLUE, "o"),
    ):
        ax.loglog(parameters, seconds, color=colour, marker=marker, label=name)
    ax.legend(fontsize=12, frameon=False)
    ax.grid(color=style.PALE, linewidth=0.6)
    return picture


def _edges():
    """Start, end and the label's place of the edges that bear w_1 to w_6."""
    for i, hidden in enumerate(_HIDDEN):
        for j, start in enumerate(_INPUTS):
            yield start, hidden, 0.5 if i == j else 0.28
    for hidden in _HIDDEN:
        yield hidden, _OUTPUT, 0.5


def _in_order(weights):
    """w_1 to w_6 as the lecture counts: into the first and the second hidden neuron, the output."""
    return np.concatenate([weights[0].T.ravel(), weights[1].ravel()])


def _list(values):
    return ", ".join(f"{value:.3f}" for value in np.ravel(values))


def _neuron(ax, place, label):
    rim = {"markeredgecolor": style.INK, "markeredgewidth": 1.6}
    ax.plot(*place, marker="o", markersize=38, markerfacecolor="white", **rim)
    write(ax, *place, label, 15)


def _edge(ax, start, end, colour):
    arrow(ax, start, end, colour, lw=1.5, shrinkA=20, shrinkB=21)
