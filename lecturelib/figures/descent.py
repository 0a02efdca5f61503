"""The pictures of section 9: a loss surface, single observations' gradients, the three ways down.

Everywhere the model is a line y_hat = w x + b, a Network of sizes (1, 1) whose theta is (w, b);
X is (N, 1), y (N,).
"""

import numpy as np

from lecturelib import checks, words
from lecturelib.figures import style
from lecturelib.figures.drawing import arrow
from lecturelib.figures.picture import Picture
from lecturelib.network import Network

_W, _B = (-1.5, 4.5), (-0.5, 5.5)


def surface(X, y, lines):
    """Left the data with some lines, right the loss surface with the same lines as points.

    lines: rows (w, b), up to three.
    """
    text = words.table("figures_descent")["surface"]
    X, y = _data(X, y)
    lines = checks.matrix("lines", lines, columns=2)
    if len(lines) > 3:
        raise ValueError(f"lines must have at most 3 rows, got {len(lines)}")
    said = text["between"].join(
        text["each"].format(w=w, b=b, L=_loss(X, y, (w, b))) for w, b in lines
    )
    picture = Picture(text["alt"].format(N=len(y), lines=len(lines), said=said), 9.2, 4.3)
    left, right = picture.subplots(1, 2, width_ratios=[1.1, 1])
    style.axes(left, text["left"], text["x"], text["y"])
    left.plot(X[:, 0], y, "o", color=style.GREY, markersize=5, alpha=0.55, markeredgecolor="none")
    _contours([style.axes(right, text["right"], "$w$", "$b$")], X, y)
    ends = np.array([X.min() - 0.1, X.max() + 0.1])
    for (w, b), colour, shape in zip(
        lines, (style.VERMILLION, style.PURPLE, style.BLUE), "sDo", strict=False
    ):
        mark = {"color": colour, "markeredgecolor": "white"}
        left.plot(ends, w * ends + b, color=colour, linewidth=2.5)
        left.plot(ends[1], w * ends[1] + b, shape, markersize=10, clip_on=False, **mark)
        right.plot(w, b, shape, markersize=12, **mark)
    left.set(xlim=ends, ylim=(0, 8))
    return picture


def gradients(X, y, places):
    """For each place (w, b) the negative gradients of all single observations, and their mean."""
    text = words.table("figures_descent")["gradients"]
    X, y = _data(X, y)
    places = checks.matrix("places", places, columns=2)
    picture = Picture("", 9.2, 4.3)
    said = []
    panels = style.panels(picture, places, sharex=True, sharey=True)
    for ax, (w, b) in zip(panels, places, strict=True):
        line = _line((w, b))
        each = -np.array([line.gradient(X[[i]], y[[i]]).theta for i in range(len(y))])
        mean = each.mean(axis=0)
        near = np.hypot(*mean) < 1e-9
        title = text["title_minimum"] if near else text["title"].format(w=w, b=b)
        style.axes(ax, title, r"$-\partial L_i / \partial w$", r"$-\partial L_i / \partial b$")
        ax.axhline(0, color=style.PALE, linewidth=1, zorder=0)
        ax.axvline(0, color=style.PALE, linewidth=1, zorder=0)
        rays = np.stack([0 * each, each, np.nan * each], axis=1).reshape(-1, 2)
        ax.plot(*rays.T, color=style.VERMILLION, linewidth=0.6, alpha=0.35)
        ax.plot(
            *each.T, "o", color=style.VERMILLION, markersize=4.5, alpha=0.7, markeredgecolor="none"
        )
        if near:
            ax.plot(0, 0, "s", color=style.BLUE, markersize=9, markeredgecolor="white")
            said.append(text["each_minimum"])
        else:
            arrow(ax, (0, 0), mean, style.BLUE, lw=3.5, shrinkA=0, shrinkB=0, mutation_scale=20)
            against = int((each.dot(mean) < 0).sum())
            counts = {"against": against, "N": len(y)}
            said.append(text["each"].format(w=w, b=b, mean_w=mean[0], mean_b=mean[1], **counts))
    picture.alt = text["alt"].format(said=text["between"].join(said))
    return picture


def three_paths(X, y, paths):
    """The paths of stochastic, mini-batch and batch gradient descent on the same surface.

    paths: a dict of three titles, in this order, to arrays of rows (w, b).
    """
    text = words.table("figures_descent")["three_paths"]
    X, y = _data(X, y)
    paths = checks.named(
        "paths", paths, lambda *of: checks.matrix(*of, columns=2), at_least=3, at_most=3
    )
    ends = [(title.replace("$", ""), _loss(X, y, path[-1])) for title, path in paths.items()]
    said = text["between"].join(
        text["each"].format(title=title, L=loss, updates=len(path) - 1)
        for (title, loss), path in zip(ends, paths.values(), strict=True)
    )
    picture = Picture(text["alt"].format(said=said), 9.2, 3.7)
    panels = picture.subplots(1, 3, sharey=True)
    _contours(panels, X, y)
    looks = ((style.VERMILLION, 1, ""), (style.GREEN, 1.6, "o"), (style.BLUE, 2, "o"))
    for ax, (title, path), look in zip(panels, paths.items(), looks, strict=True):
        colour, width, marker = look
        style.axes(ax, title, "$w$", "$b$" if ax is panels[0] else "")
        ax.plot(*np.transpose(path), color=colour, linewidth=width, marker=marker, markersize=4)
        ax.plot(
            *path[0], "o", color="white", markeredgecolor=style.INK, markersize=9, markeredgewidth=2
        )
        ax.plot(*path[-1], "o", color=colour, markersize=10, markeredgecolor="white")
    return picture


def spread(sizes, measured, N):
    """The measured spread of the mini-batch gradient against the batch size B, and the laws.

    The laws: spread(1) / sqrt(B), and the same for drawing without replacement. sizes: whole
    numbers B. measured: a number above 0 for each. N: of the observations, at least 2.
    """
    text = words.table("figures_descent")["spread"]
    sizes = checks.listed("sizes", sizes, checks.whole, "whole numbers")
    measured = checks.positive("measured", measured, size=len(sizes))
    N = checks.whole("N", N, at_least=2, at_most=10**9)
    said = text["between"].join(
        text["each"].format(spread=value, B=B) for B, value in zip(sizes, measured, strict=True)
    )
    picture = Picture(text["alt"].format(said=said, N=N), 7.2, 3.7)
    ax = style.axes(picture.subplots(), xlabel=text["xlabel"], ylabel=text["ylabel"])
    B = np.geomspace(1, N, 200)
    ax.loglog(B, measured[0] / np.sqrt(B), "--", color=style.GREY, label=r"$1/\sqrt{B}$")
    B = B[:-1]
    without = measured[0] * np.sqrt((N - B) / (N - 1) / B)
    ax.loglog(B, without, color=style.ORANGE, label=text["without"])
    ax.loglog(sizes, measured, "o", color=style.GREEN, markersize=8, label=text["measured"])
    ticks = (0.5, 1, 2, 4, 8)
    ax.set(xticks=sizes, xticklabels=sizes)
    ax.set(yticks=ticks, yticklabels=[f"{tick:g}" for tick in ticks], ylim=(0.3, 12))
    ax.minorticks_off()
    ax.grid(color=style.PALE, linewidth=0.6)
    ax.legend(fontsize=12, frameon=False)
    return picture


def epoch_time(sizes, seconds):
    """How long one epoch takes with each batch size: bars on a logarithmic axis."""
    text = words.table("figures_descent")["epoch_time"]
    sizes = checks.listed("sizes", sizes, checks.whole, "whole numbers", at_least=2)
    seconds = checks.positive("seconds", seconds, size=len(sizes))
    picture = Picture(text["alt"].format(smallest=sizes[0]), 7.2, 3.2)
    ax = style.axes(picture.subplots(), xlabel=text["xlabel"], ylabel=text["ylabel"])
    colours = [style.VERMILLION, *[style.GREEN] * (len(sizes) - 2), style.BLUE]
    bars = ax.barh([f"{B:,}" for B in sizes], seconds, color=colours)
    labels = [text["bar"].format(seconds=value) for value in seconds]
    ax.bar_label(bars, labels, padding=5, fontsize=12, color=style.INK)
    ax.set(xscale="log", xlim=(min(seconds) / 3, max(seconds) * 3))
    ax.invert_yaxis()
    return picture


def _data(X, y):
    X = checks.matrix("X", X, columns=1)
    return X, checks.vector("y", y, size=len(X))


def _line(theta):
    line = Network((1, 1))
    line.theta = theta
    return line


def _loss(X, y, theta):
    return _line(theta).loss(X, y)


def _contours(panels, X, y):
    w, b = np.linspace(*_W, 41), np.linspace(*_B, 41)
    loss = np.array([[_loss(X, y, (i, j)) for i in w] for j in b])
    levels = loss.min() + 0.2 * 1.8 ** np.arange(9)
    for ax in panels:
        ax.contour(w, b, loss, levels, colors=style.GREY, linewidths=0.8, alpha=0.6)
        ax.set(xlim=_W, ylim=_B, aspect="equal")
