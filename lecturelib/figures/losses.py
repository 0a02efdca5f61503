"""The pictures of section 7: what a loss charges for a prediction, and how hard it pulls."""

import numpy as np
from matplotlib.patches import Rectangle

from lecturelib.activations import sigmoid
from lecturelib.figures.picture import Picture
from lecturelib.figures.style import BLUE, GREY, INK, PALE, VERMILLION, axes
from lecturelib.losses import binary_cross_entropy, squared


def squares(x, y, y_hat):
    """Points, a model's predictions for them, and each observation's squared loss as a square. All of shape (N,)."""
    picture = Picture(
        f"{len(x)} points and a line. Between each point and the line stands a square whose side is the "
        f"distance; the mean area is {squared(y, y_hat):.3f}.",
        7.2,
        4.2,
    )
    ax = axes(picture.subplots(), xlabel="$x$", ylabel="$y$")
    order = np.argsort(x)
    ax.plot(x[order], y_hat[order], color=INK, linewidth=2)
    for place, target, predicted in zip(x, y, y_hat):
        side = abs(target - predicted)
        ax.add_patch(
            Rectangle(
                (place, min(target, predicted)),
                side,
                side,
                color=VERMILLION,
                alpha=0.25,
                linewidth=0,
            )
        )
    ax.scatter(x, y, s=60, color=BLUE, edgecolor="white", zorder=3)
    ax.set_aspect("equal", adjustable="datalim")
    return picture


def against_prediction():
    """Squared loss and binary cross-entropy of one observation with y = 1, against the prediction."""
    y_hat = np.linspace(0.002, 1, 500)
    picture = Picture(
        "Loss of one observation with y = 1 against the prediction from 0 to 1. The squared loss falls from 1 "
        "to 0; the cross-entropy falls to 0 too, but grows without bound as the prediction nears 0.",
        7.2,
        3.6,
    )
    ax = axes(picture.subplots(), xlabel=r"prediction $\hat{y}$, when $y = 1$", ylabel="loss")
    ax.plot(y_hat, [binary_cross_entropy([1.0], [p]) for p in y_hat], color=BLUE, linewidth=2.5)
    ax.plot(
        y_hat, [squared([1.0], [p]) for p in y_hat], color=VERMILLION, linewidth=2.5, linestyle="--"
    )
    ax.text(0.14, 2.4, r"cross-entropy $-\ln \hat{y}$", color=BLUE, fontsize=13)
    ax.text(0.02, 0.12, r"squared $(1 - \hat{y})^2$", color=VERMILLION, fontsize=13)
    ax.set(ylim=(0, 5), xlim=(0, 1))
    ax.grid(color=PALE, linewidth=0.6)
    return picture


def slopes():
    """The slope of both losses in the net input z of a sigmoid output, for y = 1."""
    z = np.linspace(-8, 8, 401)
    y_hat, one = sigmoid(z), np.ones_like(z)
    picture = Picture(
        "Slope of the loss in the net input, for y = 1. Far to the left, where the answer is badly wrong, the "
        "cross-entropy's slope is -1 and the squared loss's is nearly 0.",
        7.2,
        3.6,
    )
    ax = axes(
        picture.subplots(),
        xlabel="net input $z$, when $y = 1$",
        ylabel=r"$\partial L / \partial z$",
    )
    ax.axhline(0, color=GREY, linewidth=0.8)
    ax.plot(z, binary_cross_entropy.delta(one, y_hat, sigmoid), color=BLUE, linewidth=2.5)
    ax.plot(z, squared.delta(one, y_hat, sigmoid), color=VERMILLION, linewidth=2.5, linestyle="--")
    ax.text(-7.8, -0.9, r"cross-entropy: $\hat{y} - y$", color=BLUE, fontsize=13)
    ax.text(
        -7.8,
        -0.33,
        r"squared: $2(\hat{y} - y)\,\hat{y}(1 - \hat{y})$",
        color=VERMILLION,
        fontsize=13,
    )
    ax.grid(color=PALE, linewidth=0.6)
    return picture


def training(losses):
    """Falling losses of several runs: losses maps a run's name to its loss after each epoch."""
    names = " and ".join(f"{name} ends at {values[-1]:.3f}" for name, values in losses.items())
    picture = Picture(
        f"The prediction's distance from the target over training: {names}.", 7.2, 3.4
    )
    ax = axes(picture.subplots(), xlabel="updates", ylabel=r"$|y - \hat{y}|$")
    for (name, values), colour, line in zip(losses.items(), (BLUE, VERMILLION), ("-", "--")):
        ax.plot(values, color=colour, linestyle=line, linewidth=2.5, label=name)
    ax.legend(fontsize=12, frameon=False)
    ax.set(ylim=(0, 1.05))
    ax.grid(color=PALE, linewidth=0.6)
    return picture
