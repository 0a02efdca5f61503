"""The pictures of section 10: over-fitting, the data's three parts, and what helps against it."""

from itertools import chain, pairwise, product

import numpy as np

from lecturelib import checks, words
from lecturelib.figures import style
from lecturelib.figures.drawing import write
from lecturelib.figures.picture import Picture
from lecturelib.network import sized


def boundaries(X, y, networks):
    """Side by side, a panel a network, the points and where that network's output is one half.

    X: (N, 2), y: (N,) of 0 and 1. networks: a dict of titles to networks with two inputs and one
    sigmoid output.
    """
    text = words.table("figures_regularization")["boundaries"]
    X = checks.matrix("X", X, columns=2)
    y = checks.labels("y", y, (0, 1), size=len(X))
    networks = checks.named("networks", networks, lambda *of: sized(*of, 2, 1), at_most=10)
    wrong = {title: (network.predict(X) > 0.5) != (y == 1) for title, network in networks.items()}
    said = text["between"].join(
        text["each"].format(title=title, wrong=which.sum()) for title, which in wrong.items()
    )
    width = 0.6 + 4.0 * len(networks)
    picture = Picture(text["alt"].format(N=len(y), said=said), width, 3.9)
    ends = np.transpose([X.min(axis=0) - 0.4, X.max(axis=0) + 0.4])
    x1, x2 = np.meshgrid(*(np.linspace(*end, 161) for end in ends))
    panels = style.panels(picture, networks, sharey=True)
    halves = {"levels": [0, 0.5, 1], "colors": [style.VERMILLION, style.BLUE]}
    for ax, (title, network) in zip(panels, networks.items(), strict=True):
        style.axes(ax, title, "$x_1$", "$x_2$" if ax is panels[0] else "")
        ax.set(xlim=ends[0], ylim=ends[1])
        y_hat = network.predict(np.column_stack([x1.ravel(), x2.ravel()])).reshape(x1.shape)
        ax.contourf(x1, x2, y_hat, alpha=0.12, **halves)
        ax.contour(x1, x2, y_hat, levels=[0.5], colors=style.INK, linewidths=2.5)
        for label, look in ((1, style.TRUE), (0, style.FALSE)):
            points = X[y == label].T
            ax.plot(*points, linestyle="", markersize=7, markeredgecolor="white", **look)
        ring = {"color": "none", "markeredgecolor": style.INK, "markeredgewidth": 1.5}
        ax.plot(*X[wrong[title]].T, "o", markersize=14, **ring)
    return picture


def three_parts(sizes):
    """A bar cut into the training, the validation and the test set, and what each is for.

    sizes: three numbers.
    """
    text = words.table("figures_regularization")["three_parts"]
    sizes = checks.listed("sizes", sizes, checks.whole, "whole numbers", at_least=3, at_most=3)
    training, validation, test = sizes
    parts = {"training": training, "validation": validation, "test": test}
    picture = Picture(text["alt"].format(all=sum(parts.values()), **parts), 8.4, 2.1)
    ax, left = picture.subplots(), 0
    for name, use, n, colour in (
        (text["training"], text["learn"], training, style.GREEN),
        (text["validation"], text["choose"], validation, style.PURPLE),
        (text["test"], text["report"], test, style.SKY),
    ):
        ax.barh(0, n, left=left, color=colour, edgecolor="white", linewidth=3)
        for height, said, size in ((0.62, name, 13), (0, f"{n}", 15), (-0.62, use, 13)):
            write(ax, left + n / 2, height, said, size)
        left += n
    ax.set(xlim=(0, left), ylim=(-0.85, 0.85))
    ax.axis("off")
    return picture


def early_stopping(training, validation, stopped, best):
    """Training and validation error by epoch with the stopping point.

    training, validation: the errors after epochs 1, 2, ...; stopped, best: epochs.
    """
    text = words.table("figures_regularization")["early_stopping"]
    training = checks.vector("training", training)
    validation = checks.positive("validation", validation, size=len(training))
    stopped = checks.whole("stopped", stopped, at_most=len(training))
    best = checks.whole("best", best, at_most=len(training))
    last, lowest = len(validation), validation[best - 1]
    said = {"training": training[-1], "lowest": lowest, "best": best, "stopped": stopped}
    picture = Picture(text["alt"].format(last=last, validation=validation[-1], **said), 7.6, 3.9)
    ax = style.axes(picture.subplots(), xlabel=text["xlabel"], ylabel=text["ylabel"])
    epochs, top, gap = np.arange(1, last + 1), 1.12 * max(validation), 0.01 * last
    ax.plot(epochs, training, color=style.GREEN, linewidth=2)
    ax.plot(epochs, validation, color=style.PURPLE, linewidth=2)
    above, under = {"ha": "right", "va": "bottom"}, {"ha": "right", "va": "top"}
    height = training[-1] + 0.09 * top
    write(ax, last, height, text["training"], colour=style.GREEN, **above)
    height = 0.93 * max(validation)
    write(ax, 0.8 * last, height, text["validation"], colour=style.DARK_PURPLE, **above)
    ax.axvspan(stopped, last, color=style.PALE, alpha=0.35, linewidth=0)
    ax.axvline(stopped, color=style.INK, linewidth=1.5, linestyle="--")
    stop = text["stop"].format(epoch=stopped)
    write(ax, stopped + gap, 0.02 * top, stop, 12, ha="left", va="bottom")
    ring = {"color": "white", "markeredgecolor": style.PURPLE, "markeredgewidth": 3}
    ax.plot(best, lowest, "o", markersize=11, **ring)
    ax.axvline(best, color=style.PURPLE, linewidth=1.2, linestyle=":")
    write(ax, best - gap, 0.97 * top, text["keep"].format(epoch=best), 12, **under)
    ax.set(xlim=(0, last), ylim=(0, top))
    return picture


def dropped_out(kept):
    """The same network whole, and without the neurons dropped in one step.

    kept: for each layer from left to right a list of bools, one a neuron; input and output layers
    as a rule all True.
    """
    text = words.table("figures_regularization")["dropped_out"]
    kept = checks.listed("kept", kept, _flags, "lists of True and False")
    shape = "-".join(str(len(layer)) for layer in kept)
    gone = text["between"].join(str(layer.count(False)) for layer in kept[1:-1])
    picture = Picture(text["alt"].format(shape=shape, gone=gone), 8.6, 3.6)
    whole = [[True] * len(layer) for layer in kept]
    left, right = picture.subplots(1, 2)
    for ax, layers, title in ((left, whole, text["whole"]), (right, kept, text["thinned"])):
        ax.set_title(title, fontsize=13, color=style.INK)
        _thinned(ax, layers)
    return picture


def _flags(name, layer):
    return checks.listed(name, layer, checks.flag, "True and False")


def _thinned(ax, layers):
    """A network whose neurons are crossed out where `layers` has False, their edges left out."""
    neurons = [
        [(1.7 * l, k - (len(layer) - 1) / 2, on) for k, on in enumerate(layer)]
        for l, layer in enumerate(layers)
    ]
    for before, after in pairwise(neurons):
        for (x1, y1, on1), (x2, y2, on2) in product(before, after):
            if on1 and on2:
                ax.plot([x1, x2], [y1, y2], color=style.GREY, linewidth=1, zorder=1)
    for x, y, on in chain(*neurons):
        rim = {"markeredgecolor": style.INK if on else style.GREY, "markeredgewidth": 1.6}
        ax.plot(x, y, "o", markersize=22, color="white", zorder=2, **rim)
        if not on:
            cross = {"color": style.VERMILLION, "markersize": 13, "markeredgewidth": 3}
            ax.plot(x, y, "x", zorder=3, **cross)
    right, top = 1.7 * (len(layers) - 1) + 0.5, max(map(len, layers)) / 2 + 0.1
    ax.set(xlim=(-0.5, right), ylim=(-top, top))
    ax.axis("off")


def against_lambda(lambdas, norms, training, validation):
    """Left the Frobenius norm of the weights, right both errors, against lambda > 0.

    lambdas, norms, training, validation: all of shape (N,).
    """
    text = words.table("figures_regularization")["against_lambda"]
    lambdas = checks.positive("lambdas", lambdas)
    norms = checks.vector("norms", norms, size=len(lambdas))
    training = checks.vector("training", training, size=len(lambdas))
    validation = checks.vector("validation", validation, size=len(lambdas))
    best = int(np.argmin(validation))
    ends = {"norm_first": norms[0], "norm_last": norms[-1]}
    ends |= {"first": lambdas[0], "last": lambdas[-1]}
    alt = text["alt"].format(lowest=validation[best], best=lambdas[best], **ends)
    picture = Picture(alt, 9.2, 3.6)
    left, right = picture.subplots(1, 2)
    style.axes(left, "", r"$\lambda$", r"$\|W\|_F$")
    left.semilogx(lambdas, norms, "o-", color=style.BLUE, linewidth=2, markersize=7)
    style.axes(right, "", r"$\lambda$", text["ylabel"])
    for errors, form, colour, size, name in (
        (training, "s-", style.GREEN, 6, text["training"]),
        (validation, "o-", style.PURPLE, 7, text["validation"]),
    ):
        look = {"color": colour, "linewidth": 2, "markersize": size}
        right.semilogx(lambdas, errors, form, label=name, **look)
    right.axvline(lambdas[best], color=style.INK, linewidth=1.2, linestyle="--")
    for ax in (left, right):
        ax.set_ylim(0)
        ax.minorticks_off()
    right.legend(fontsize=12, frameon=False)
    return picture
