"""The pictures of section 8: an error on its way from layer l+1 to layer l, and the lecture's worked example."""

import numpy as np

from lecturelib.figures.picture import Picture
from lecturelib.figures.style import BLUE, GREY, INK, PALE, VERMILLION, axes

_BOX = {"boxstyle": "round,pad=0.25", "facecolor": "white", "edgecolor": "none"}


def layers():
    """Layers l-1, l and l+1: what is computed on the way right, equations (3) and (4), and on the way left, (8)."""
    picture = Picture(
        "Neuron i of layer l between its neighbours. To the right go the activations a: they are "
        "weighted and summed to the net input z. To the left go the errors delta of layer l+1: "
        "they are weighted by the same w and summed, times f'(z).",
        9.2,
        4.2,
    )
    ax = _canvas(picture, (-1.3, 9.4), (-0.85, 4.15))
    columns = {
        0: (r"l-1", "j", [3, 1.6, 0.2]),
        4: (r"l", "i", [1.6]),
        8: (r"l+1", "k", [3, 1.6, 0.2]),
    }
    for y in columns[0][2]:
        _edge(ax, (0, y), (4, 1.6), BLUE)
    for y in columns[8][2]:
        _edge(ax, (8, y), (4, 1.6), VERMILLION)
    for x, (name, index, heights) in columns.items():
        ax.text(x, 3.85, f"layer ${name}$", ha="center", fontsize=14, color=INK)
        for y in heights:
            _neuron(ax, (x, y), rf"${index}$" if y == 1.6 else "")
    ax.text(-0.5, 1.6, r"$a_j^{(l-1)}$", ha="right", va="center", fontsize=15, color=BLUE)
    ax.text(
        1.7, 1.6, r"$w_{ji}^{(l)}$", ha="center", va="center", fontsize=15, color=BLUE, bbox=_BOX
    )
    ax.text(
        4,
        3.0,
        r"$z_i^{(l)} = \sum_j w_{ji}^{(l)} a_j^{(l-1)}$",
        ha="center",
        va="center",
        fontsize=14,
        color=BLUE,
    )
    ax.text(
        4, 2.35, r"$a_i^{(l)} = f(z_i^{(l)})$", ha="center", va="center", fontsize=14, color=BLUE
    )
    ax.text(
        6.3,
        1.6,
        r"$w_{ik}^{(l+1)}$",
        ha="center",
        va="center",
        fontsize=15,
        color=VERMILLION,
        bbox=_BOX,
    )
    ax.text(8.5, 1.6, r"$\delta_k^{(l+1)}$", ha="left", va="center", fontsize=15, color=VERMILLION)
    ax.text(
        4,
        0.75,
        r"$\delta_i^{(l)} = f'(z_i^{(l)}) \sum_k \delta_k^{(l+1)} w_{ik}^{(l+1)}$",
        ha="center",
        va="center",
        fontsize=14,
        color=VERMILLION,
    )
    ax.annotate(
        "",
        (6.7, -0.6),
        (9.0, -0.6),
        arrowprops={"arrowstyle": "->", "color": VERMILLION, "lw": 1.8},
    )
    ax.text(6.55, -0.6, "backward pass", ha="right", va="center", fontsize=13, color=VERMILLION)
    ax.annotate(
        "", (1.3, -0.6), (-0.9, -0.6), arrowprops={"arrowstyle": "->", "color": BLUE, "lw": 1.8}
    )
    ax.text(1.45, -0.6, "forward pass", ha="left", va="center", fontsize=13, color=BLUE)
    return picture


def example(network, x, y, backward=False):
    """The lecture's 2-2-1 example with its numbers: weights and forward pass, or weights, deltas and gradients.

    network: of sizes (2, 2, 1), without bias. x: shape (1, 2). y: shape (1,).
    """
    trace, gradient = network.forward(x), network.gradient(x, y)
    (z, output), (a, _) = trace.z, trace.a[1:]
    said = (
        f"delta = {_list(gradient.delta[0])} and {gradient.delta[1][0, 0]:.3f}; gradients of w1 to w6 = "
        f"{_list(_in_order(gradient.weights))}"
        if backward
        else f"z = {_list(z)}; a = {_list(a)}; prediction {output[0, 0]:.3f}; loss {network.loss(x, y):.3f}"
    )
    picture = Picture(
        f"The example's network, two inputs, two hidden neurons, one output, with its numbers. {said}.",
        9.2,
        3.9,
    )
    ax = _canvas(picture, (-0.75, 9.9), (-0.95, 3.6))
    colour = VERMILLION if backward else BLUE
    places = {"x": [(0, 3), (0, 0.4)], "h": [(4, 3), (4, 0.4)], "o": (7.6, 1.7)}
    numbers = _in_order(gradient.weights) if backward else _in_order(network.weights)
    ends = [
        (places["x"][j], places["h"][i], 0.5 if i == j else 0.28) for i in (0, 1) for j in (0, 1)
    ]
    ends += [(place, places["o"], 0.5) for place in places["h"]]
    for n, ((start, end, at), number) in enumerate(zip(ends, numbers), start=1):
        _edge(ax, start, end, GREY)
        middle = np.add(start, at * np.subtract(end, start))
        label = (
            rf"$\partial L/\partial w_{n} = {number:.3f}$" if backward else f"$w_{n} = {number:g}$"
        )
        ax.text(*middle, label, ha="center", va="center", fontsize=12, color=colour, bbox=_BOX)
    for n, place in enumerate(places["x"], start=1):
        _neuron(ax, place, f"$x_{n}$")
        ax.text(
            place[0],
            place[1] - 0.5,
            f"{x[0, n - 1]:g}",
            ha="center",
            va="top",
            fontsize=13,
            color=INK,
        )
    for n, place in enumerate(places["h"], start=1):
        _neuron(ax, place, f"$a_{n}$")
        below = (
            rf"$\delta_{n} = {gradient.delta[0][0, n - 1]:.3f}$"
            if backward
            else (f"$z_{n} = {z[0, n - 1]:.3g}$\n$a_{n} = {a[0, n - 1]:.3f}$")
        )
        ax.text(place[0], place[1] - 0.47, below, ha="center", va="top", fontsize=13, color=colour)
    _neuron(ax, places["o"], r"$\hat{y}$")
    right = (
        rf"$\delta = {gradient.delta[1][0, 0]:.3f}$"
        if backward
        else rf"$\hat{{y}} = {output[0, 0]:.3f}$" "\n" f"$L = {network.loss(x, y):.3f}$"
    )
    ax.text(8.1, 1.7, right, ha="left", va="center", fontsize=13, color=colour)
    return picture


def descent(losses):
    """The loss after each of the updates, the start included, on a logarithmic axis."""
    picture = Picture(
        f"The loss falls from {losses[0]:.3f} to {losses[-1]:.2g} in {len(losses) - 1} updates.",
        7.2,
        3.4,
    )
    ax = axes(picture.subplots(), xlabel="updates", ylabel="loss $L$ (log scale)")
    ax.semilogy(range(len(losses)), losses, color=BLUE, marker="o", markersize=4)
    ax.grid(color=PALE, linewidth=0.6)
    return picture


def cost(parameters, by_back_propagation, by_finite_differences):
    """Seconds for one gradient against the number of parameters, both axes logarithmic."""
    picture = Picture(
        "Time for one gradient against the number of parameters, both axes logarithmic. Finite differences "
        "climb far more steeply than back-propagation.",
        7.2,
        3.0,
    )
    ax = axes(
        picture.subplots(), xlabel="parameters of the network", ylabel="seconds for one gradient"
    )
    ax.loglog(
        parameters, by_finite_differences, color=VERMILLION, marker="s", label="finite differences"
    )
    ax.loglog(parameters, by_back_propagation, color=BLUE, marker="o", label="back-propagation")
    ax.legend(fontsize=12, frameon=False)
    ax.grid(color=PALE, linewidth=0.6)
    return picture


def _in_order(weights):
    """w_1 to w_6 as the lecture counts them: into the first hidden neuron, into the second, into the output."""
    return np.concatenate([weights[0].T.ravel(), weights[1].ravel()])


def _list(values):
    return ", ".join(f"{value:.3f}" for value in np.ravel(values))


def _canvas(picture, xlim, ylim):
    ax = picture.subplots()
    ax.set(xlim=xlim, ylim=ylim, aspect="equal")
    ax.axis("off")
    return ax


def _neuron(ax, place, label):
    ax.plot(
        *place,
        marker="o",
        markersize=38,
        markerfacecolor="white",
        markeredgecolor=INK,
        markeredgewidth=1.6,
    )
    ax.text(*place, label, ha="center", va="center", fontsize=15, color=INK)


def _edge(ax, start, end, colour):
    ax.annotate(
        "",
        end,
        start,
        arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 1.5, "shrinkA": 20, "shrinkB": 21},
    )
