"""The pictures of section 9: a loss surface, the gradients of single observations, and the three ways down.

Everywhere the model is a line y_hat = w x + b, a Network of sizes (1, 1) whose theta is (w, b); X is (N, 1), y (N,).
"""

import numpy as np

from lecturelib.figures.picture import Picture
from lecturelib.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PALE, PURPLE, VERMILLION, axes
from lecturelib.network import Network

_W, _B = (-1.5, 4.5), (-0.5, 5.5)


def surface(X, y, lines):
    """Left the data with some lines, right the loss surface with the same lines as points. lines: rows (w, b), up to three."""
    said = "; ".join(f"w = {w:g}, b = {b:g}: L = {_loss(X, y, (w, b)):.2f}" for w, b in lines)
    picture = Picture(
        f"Left: {len(y)} flowers, petal length against sepal length less 5 cm, with {len(lines)} lines. "
        f"Right: contours of the loss over w and b, long ellipses, where each line is a point. {said}.",
        9.2,
        4.3,
    )
    left, right = picture.subplots(1, 2, width_ratios=[1.1, 1])
    axes(left, "each line here ...", "$x$, sepal length − 5 cm", "$y$, petal length in cm")
    left.plot(X[:, 0], y, "o", color=GREY, markersize=5, alpha=0.55, markeredgecolor="none")
    _contours([axes(right, "... is a point here", "$w$", "$b$")], X, y)
    ends = np.array([X.min() - 0.1, X.max() + 0.1])
    for (w, b), colour, shape in zip(lines, (VERMILLION, PURPLE, BLUE), "sDo"):
        left.plot(ends, w * ends + b, color=colour, linewidth=2.5)
        left.plot(
            ends[1],
            w * ends[1] + b,
            shape,
            color=colour,
            markersize=10,
            markeredgecolor="white",
            clip_on=False,
        )
        right.plot(w, b, shape, color=colour, markersize=12, markeredgecolor="white")
    left.set(xlim=ends, ylim=(0, 8))
    return picture


def gradients(X, y, places):
    """For each place (w, b) the negative gradients of all single observations, and their mean."""
    picture = Picture("", 9.2, 4.3)
    said = []
    for ax, place in zip(picture.subplots(1, len(places), sharex=True, sharey=True), places):
        line = _line(place)
        each = -np.array([line.gradient(X[[i]], y[[i]]).theta for i in range(len(y))])
        mean = each.mean(axis=0)
        against = int((each.dot(mean) < 0).sum())
        near = np.hypot(*mean) < 1e-9
        title = "at the minimum" if near else f"at $w = {place[0]:g}$, $b = {place[1]:g}$"
        axes(ax, title, r"$-\partial L_i / \partial w$", r"$-\partial L_i / \partial b$")
        ax.axhline(0, color=PALE, linewidth=1, zorder=0)
        ax.axvline(0, color=PALE, linewidth=1, zorder=0)
        rays = np.stack([0 * each, each, np.nan * each], axis=1).reshape(-1, 2)
        ax.plot(*rays.T, color=VERMILLION, linewidth=0.6, alpha=0.35)
        ax.plot(*each.T, "o", color=VERMILLION, markersize=4.5, alpha=0.7, markeredgecolor="none")
        if near:
            ax.plot(0, 0, "s", color=BLUE, markersize=9, markeredgecolor="white")
            said.append("at the minimum the arrows still point every way, and their mean is 0")
        else:
            ax.annotate(
                "",
                mean,
                (0, 0),
                arrowprops={
                    "arrowstyle": "-|>",
                    "color": BLUE,
                    "lw": 3.5,
                    "shrinkA": 0,
                    "shrinkB": 0,
                    "mutation_scale": 20,
                },
            )
            said.append(
                f"at w = {place[0]:g}, b = {place[1]:g} their mean is ({mean[0]:.1f}, {mean[1]:.1f}), and {against} of {len(y)} "
                "point more than 90 degrees away from it"
            )
    picture.alt = (
        "The negative gradients of single observations as thin arrows and their mean as a thick one: "
        + "; ".join(said)
        + "."
    )
    return picture


def three_paths(X, y, paths):
    """The paths of stochastic, mini-batch and batch gradient descent, side by side on the same surface.

    paths: a dict of three titles, in this order, to arrays of rows (w, b).
    """
    said = "; ".join(
        f"{title.replace('$', '')}: L = {_loss(X, y, path[-1]):.2f} after {len(path) - 1} updates"
        for title, path in paths.items()
    )
    picture = Picture(
        f"Three panels with the same contours and start. The first path staggers, the second sways a little, "
        f"the third is smooth. {said}.",
        9.2,
        3.7,
    )
    panels = picture.subplots(1, 3, sharey=True)
    _contours(panels, X, y)
    for ax, (title, path), colour, width in zip(
        panels, paths.items(), (VERMILLION, GREEN, BLUE), (1, 1.6, 2)
    ):
        axes(ax, title, "$w$", "$b$" if colour == VERMILLION else "")
        ax.plot(
            *np.transpose(path),
            color=colour,
            linewidth=width,
            marker="" if colour == VERMILLION else "o",
            markersize=4,
        )
        ax.plot(*path[0], "o", color="white", markeredgecolor=INK, markersize=9, markeredgewidth=2)
        ax.plot(*path[-1], "o", color=colour, markersize=10, markeredgecolor="white")
    return picture


def spread(sizes, measured, N):
    """The measured spread of the mini-batch gradient against the batch size, and the law spread(1) / sqrt(B)."""
    said = ", ".join(f"{value:.2f} at {B}" for B, value in zip(sizes, measured))
    picture = Picture(
        "The spread of the mini-batch gradient against the batch size, both axes logarithmic: measured "
        f"{said}. The points follow the falling line 1/sqrt(B), and drop below it as B nears N = {N}.",
        7.2,
        3.7,
    )
    ax = axes(picture.subplots(), xlabel="batch size $B$", ylabel="spread of the gradient")
    B = np.geomspace(1, N, 200)
    ax.loglog(B, measured[0] / np.sqrt(B), "--", color=GREY, label=r"$1/\sqrt{B}$")
    ax.loglog(
        B[:-1],
        measured[0] * np.sqrt((N - B[:-1]) / (N - 1) / B[:-1]),
        color=ORANGE,
        label=r"$1/\sqrt{B}$, without replacement",
    )
    ax.loglog(sizes, measured, "o", color=GREEN, markersize=8, label="measured")
    ax.set(
        xticks=sizes,
        xticklabels=sizes,
        yticks=(0.5, 1, 2, 4, 8),
        yticklabels=("0.5", "1", "2", "4", "8"),
        ylim=(0.3, 12),
    )
    ax.minorticks_off()
    ax.grid(color=PALE, linewidth=0.6)
    ax.legend(fontsize=12, frameon=False)
    return picture


def epoch_time(sizes, seconds):
    """How long one epoch takes with each batch size: bars on a logarithmic axis."""
    picture = Picture(
        "Bars: the time for one epoch on a million observations, for each batch size, on a logarithmic axis. "
        f"Batches of {sizes[0]} take by far the longest.",
        7.2,
        3.2,
    )
    ax = axes(picture.subplots(), xlabel="seconds for one epoch (log scale)", ylabel="batch size")
    bars = ax.barh(
        [f"{B:,}" for B in sizes], seconds, color=[VERMILLION, *[GREEN] * (len(sizes) - 2), BLUE]
    )
    ax.bar_label(bars, [f"{value:.3g} s" for value in seconds], padding=5, fontsize=12, color=INK)
    ax.set(xscale="log", xlim=(min(seconds) / 3, max(seconds) * 3))
    ax.invert_yaxis()
    return picture


def _line(theta):
    line = Network((1, 1))
    line.theta = theta
    return line


def _loss(X, y, theta):
    return _line(theta).loss(X, y)


def _contours(panels, X, y):
    w, b = np.linspace(*_W, 41), np.linspace(*_B, 41)
    loss = np.array([[_loss(X, y, (i, j)) for i in w] for j in b])
    for ax in panels:
        ax.contour(
            w,
            b,
            loss,
            levels=loss.min() + 0.2 * 1.8 ** np.arange(9),
            colors=GREY,
            linewidths=0.8,
            alpha=0.6,
        )
        ax.set(xlim=_W, ylim=_B, aspect="equal")
