"""The pictures of section 10: over-fitting, the three parts of the data, early stopping, dropout and the penalty."""

import numpy as np

from lecturelib import checks
from lecturelib.figures import style
from lecturelib.figures.picture import Picture


def boundaries(X, y, networks):
    """Side by side, for each title in `networks`, the points and where that network's output is one half.

    X: (N, 2), y: (N,) of 0 and 1. networks: a dict of titles to networks with two inputs and one sigmoid output.
    """
    counts = {
        title: int(((network.predict(X) > 0.5) != (y == 1)).sum())
        for title, network in networks.items()
    }
    said = "; ".join(f"{title}: {count}" for title, count in counts.items())
    picture = Picture(
        f"{len(y)} points of two classes and the boundary of each network. Misclassified points, ringed:"
        f" {said}.",
        0.6 + 4.0 * len(networks),
        3.9,
    )
    ends = [(low - 0.4, high + 0.4) for low, high in zip(X.min(axis=0), X.max(axis=0))]
    x1, x2 = np.meshgrid(*(np.linspace(*end, 161) for end in ends))
    for ax, (title, network) in zip(
        np.atleast_1d(picture.subplots(1, len(networks), sharey=True)), networks.items()
    ):
        style.axes(ax, title, "$x_1$", "$x_2$" if title == next(iter(networks)) else "").set(
            xlim=ends[0], ylim=ends[1]
        )
        y_hat = network.predict(np.column_stack([x1.ravel(), x2.ravel()])).reshape(x1.shape)
        ax.contourf(
            x1, x2, y_hat, levels=[0, 0.5, 1], colors=[style.VERMILLION, style.BLUE], alpha=0.12
        )
        ax.contour(x1, x2, y_hat, levels=[0.5], colors=style.INK, linewidths=2.5)
        for label, look in ((1, style.TRUE), (0, style.FALSE)):
            ax.plot(
                *X[y == label].T,
                look["marker"],
                color=look["color"],
                markersize=7,
                markeredgecolor="white",
            )
        wrong = X[(network.predict(X) > 0.5) != (y == 1)]
        ax.plot(
            *wrong.T,
            "o",
            color="none",
            markeredgecolor=style.INK,
            markersize=14,
            markeredgewidth=1.5,
        )
    return picture


def three_parts(sizes):
    """A bar cut into the training, the validation and the test set, and what each is for. sizes: three numbers."""
    training, validation, test = (checks.whole("sizes", n) for n in sizes)
    picture = Picture(
        f"A bar of {training + validation + test} observations in random order, cut into a training set"
        f" of {training} (learn the weights), a validation set of {validation} (choose when to stop, the"
        f" drop rate, lambda) and a test set of {test} (report the error, once).",
        8.4,
        2.1,
    )
    ax, left = picture.subplots(), 0
    for name, use, n, colour in (
        ("training set", "learn $W$", training, style.GREEN),
        ("validation set", "choose: stop? $p$? $\\lambda$?", validation, style.PURPLE),
        ("test set", "report, once", test, style.SKY),
    ):
        ax.barh(0, n, left=left, color=colour, edgecolor="white", linewidth=3)
        for height, text, size in ((0.62, name, 13), (0, f"{n}", 15), (-0.62, use, 13)):
            ax.text(
                left + n / 2, height, text, fontsize=size, ha="center", va="center", color=style.INK
            )
        left += n
    ax.set(xlim=(0, left), ylim=(-0.85, 0.85))
    ax.axis("off")
    return picture


def early_stopping(training, validation, stopped, best):
    """Training and validation error by epoch with the stopping point.

    training, validation: the errors after epochs 1, 2, ...; stopped, best: epochs.
    """
    picture = Picture(
        f"Training and validation error against the epoch. The training error falls to"
        f" {training[-1]:.2f}. The validation error is lowest, {validation[best - 1]:.2f}, at epoch {best}, and rises"
        f" to {validation[-1]:.2f} by epoch {len(validation)}. Training stops at epoch {stopped}.",
        7.6,
        3.9,
    )
    ax = style.axes(picture.subplots(), xlabel="epoch", ylabel="mean cross-entropy")
    epochs, top = np.arange(1, len(training) + 1), 1.12 * max(validation)
    ax.plot(epochs, training, color=style.GREEN, linewidth=2)
    ax.plot(epochs, validation, color=style.PURPLE, linewidth=2)
    for x, height, name, colour in (
        (1, training[-1] + 0.09 * top, "training", style.GREEN),
        (0.8, 0.93 * max(validation), "validation", style.DARK_PURPLE),
    ):
        ax.text(
            x * epochs[-1],
            height,
            f"{name} error",
            fontsize=13,
            color=colour,
            ha="right",
            va="bottom",
        )
    ax.axvspan(stopped, epochs[-1], color=style.PALE, alpha=0.35, linewidth=0)
    ax.axvline(stopped, color=style.INK, linewidth=1.5, linestyle="--")
    gap = 0.01 * len(epochs)
    ax.text(
        stopped + gap,
        0.02 * top,
        f"stop: epoch {stopped}",
        fontsize=12,
        color=style.INK,
        va="bottom",
    )
    ax.plot(
        best,
        validation[best - 1],
        "o",
        color="white",
        markeredgecolor=style.PURPLE,
        markersize=11,
        markeredgewidth=3,
    )
    ax.axvline(best, color=style.PURPLE, linewidth=1.2, linestyle=":")
    ax.text(
        best - gap,
        0.97 * top,
        f"keep:\nepoch {best}",
        fontsize=12,
        color=style.INK,
        ha="right",
        va="top",
    )
    ax.set(xlim=(0, len(epochs)), ylim=(0, top))
    return picture


def dropped_out(kept):
    """The same network whole, and without the neurons dropped in one step.

    kept: for each layer from left to right a list of bools, one a neuron; input and output layers as a rule all True.
    """
    kept = [[checks.flag("kept", on) for on in layer] for layer in kept]
    shape = "-".join(str(len(layer)) for layer in kept)
    gone = [layer.count(False) for layer in kept[1:-1]]
    picture = Picture(
        f"Left a {shape} network with all its connections. Right the same network in one training step"
        f" with dropout: of its hidden layers {' and '.join(map(str, gone))} neurons are crossed out, and"
        " their connections are gone.",
        8.6,
        3.6,
    )
    whole = [[True] * len(layer) for layer in kept]
    for ax, layers, title in zip(
        picture.subplots(1, 2), (whole, kept), ("all neurons", "one step with dropout")
    ):
        ax.set_title(title, fontsize=13, color=style.INK)
        places = [
            [(1.7 * l, k - (len(layer) - 1) / 2) for k in range(len(layer))]
            for l, layer in enumerate(layers)
        ]
        for l, (left, right) in enumerate(zip(layers, layers[1:])):
            for j, i in np.ndindex(len(left), len(right)):
                if left[j] and right[i]:
                    ax.plot(
                        *zip(places[l][j], places[l + 1][i]),
                        color=style.GREY,
                        linewidth=1,
                        zorder=1,
                    )
        for spot, on in (
            (spot, on) for spots, layer in zip(places, layers) for spot, on in zip(spots, layer)
        ):
            ax.plot(
                *spot,
                "o",
                markersize=22,
                markeredgewidth=1.6,
                color="white",
                zorder=2,
                markeredgecolor=style.INK if on else style.GREY,
            )
            if not on:
                ax.plot(
                    *spot, "x", markersize=13, markeredgewidth=3, color=style.VERMILLION, zorder=3
                )
        tallest = max(map(len, layers))
        ax.set(
            xlim=(-0.5, 1.7 * (len(layers) - 1) + 0.5), ylim=(-tallest / 2 - 0.1, tallest / 2 + 0.1)
        )
        ax.axis("off")
    return picture


def against_lambda(lambdas, norms, training, validation):
    """Left the Frobenius norm of the weights, right the training and the validation error, against lambda > 0."""
    best = int(np.argmin(validation))
    picture = Picture(
        f"Left: the norm of the weights falls from {norms[0]:.1f} to {norms[-1]:.1f} as lambda grows from"
        f" {lambdas[0]:g} to {lambdas[-1]:g}. Right: the training error rises with lambda; the validation"
        f" error is lowest, {validation[best]:.2f}, at lambda = {lambdas[best]:g}.",
        9.2,
        3.6,
    )
    left, right = picture.subplots(1, 2)
    style.axes(left, "", r"$\lambda$", r"$\|W\|_F$")
    left.semilogx(lambdas, norms, "o-", color=style.BLUE, linewidth=2, markersize=7)
    style.axes(right, "", r"$\lambda$", "mean cross-entropy")
    right.semilogx(
        lambdas,
        training,
        "s-",
        color=style.GREEN,
        linewidth=2,
        markersize=6,
        label="training error",
    )
    right.semilogx(
        lambdas,
        validation,
        "o-",
        color=style.PURPLE,
        linewidth=2,
        markersize=7,
        label="validation error",
    )
    right.axvline(lambdas[best], color=style.INK, linewidth=1.2, linestyle="--")
    for ax in (left, right):
        ax.set_ylim(0)
        ax.minorticks_off()
    right.legend(fontsize=12, frameon=False)
    return picture
