"""The pictures of section 7: what a loss charges for a prediction, and how hard it pulls."""

import numpy as np
from matplotlib.patches import Rectangle

from lecturelib import checks, words
from lecturelib.activations import sigmoid
from lecturelib.figures import style
from lecturelib.figures.picture import Picture
from lecturelib.losses import binary_cross_entropy, squared

_CROSS_ENTROPY = {"color": style.BLUE, "linewidth": 2.5}
_SQUARED = {"color": style.VERMILLION, "linewidth": 2.5, "linestyle": "--"}


def squares(x, y, y_hat):
    """Points, a model's predictions for them, and each observation's squared loss as a square.

    x, y, y_hat: all of shape (N,).
    """
    text = words.table("figures_losses")["squares"]
    x = checks.vector("x", x)
    y = checks.vector("y", y, size=len(x))
    y_hat = checks.vector("y_hat", y_hat, size=len(x))
    picture = Picture(text["alt"].format(N=len(x), L=squared(y, y_hat)), 7.2, 4.2)
    ax = style.axes(picture.subplots(), xlabel="$x$", ylabel="$y$")
    order = np.argsort(x)
    ax.plot(x[order], y_hat[order], color=style.INK, linewidth=2)
    for place, target, predicted in zip(x, y, y_hat, strict=True):
        corner, side = (place, min(target, predicted)), abs(target - predicted)
        look = {"color": style.VERMILLION, "alpha": 0.25, "linewidth": 0}
        ax.add_patch(Rectangle(corner, side, side, **look))
    ax.scatter(x, y, s=60, color=style.BLUE, edgecolor="white", zorder=3)
    ax.set_aspect("equal", adjustable="datalim")
    return picture


def against_prediction():
    """Squared loss and binary cross-entropy of one observation with y = 1, by the prediction."""
    text = words.table("figures_losses")["against_prediction"]
    y_hat = np.linspace(0.002, 1, 500)
    picture = Picture(text["alt"], 7.2, 3.6)
    ax = style.axes(picture.subplots(), xlabel=text["xlabel"], ylabel=text["ylabel"])
    ax.plot(y_hat, [binary_cross_entropy([1.0], [p]) for p in y_hat], **_CROSS_ENTROPY)
    ax.plot(y_hat, [squared([1.0], [p]) for p in y_hat], **_SQUARED)
    ax.text(0.14, 2.4, text["cross_entropy"], color=style.BLUE, fontsize=13)
    ax.text(0.02, 0.12, text["squared"], color=style.VERMILLION, fontsize=13)
    ax.set(ylim=(0, 5), xlim=(0, 1))
    ax.grid(color=style.PALE, linewidth=0.6)
    return picture


def slopes():
    """The slope of both losses in the net input z of a sigmoid output, for y = 1."""
    text = words.table("figures_losses")["slopes"]
    z = np.linspace(-8, 8, 401)
    y_hat, one = sigmoid(z), np.ones_like(z)
    picture = Picture(text["alt"], 7.2, 3.6)
    ylabel = r"$\partial L / \partial z$"
    ax = style.axes(picture.subplots(), xlabel=text["xlabel"], ylabel=ylabel)
    ax.axhline(0, color=style.GREY, linewidth=0.8)
    ax.plot(z, binary_cross_entropy.delta(one, y_hat, sigmoid), **_CROSS_ENTROPY)
    ax.plot(z, squared.delta(one, y_hat, sigmoid), **_SQUARED)
    ax.text(-7.8, -0.9, text["cross_entropy"], color=style.BLUE, fontsize=13)
    ax.text(-7.8, -0.33, text["squared"], color=style.VERMILLION, fontsize=13)
    ax.grid(color=style.PALE, linewidth=0.6)
    return picture


def training(losses):
    """Falling losses of two runs. losses: a dict of a run's name to its loss after each epoch."""
    text = words.table("figures_losses")["training"]
    losses = checks.named("losses", losses, checks.vector, at_most=2)
    said = text["between"].join(
        text["each"].format(name=name, last=values[-1]) for name, values in losses.items()
    )
    picture = Picture(text["alt"].format(said=said), 7.2, 3.4)
    ylabel = r"$|y - \hat{y}|$"
    ax = style.axes(picture.subplots(), xlabel=text["xlabel"], ylabel=ylabel)
    for (name, values), look in zip(losses.items(), (_CROSS_ENTROPY, _SQUARED), strict=False):
        ax.plot(values, label=name, **look)
    ax.legend(fontsize=12, frameon=False)
    ax.set(ylim=(0, 1.05))
    ax.grid(color=style.PALE, linewidth=0.6)
    return picture
