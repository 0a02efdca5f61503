"""The perceptron's pictures (section 3 of the lecture): lines in the plane, and a run of the rule.

Everywhere X is (N, 2), y is (N,) of -1 and 1, and a line is a row [w1, w2, b].
"""

from functools import partial

import numpy as np

from lecturelib import checks, words
from lecturelib.figures import style
from lecturelib.figures.drawing import arrow
from lecturelib.figures.picture import Picture
from lecturelib.neuron import LOGIC
from lecturelib.perceptron import Perceptron

GATES = {"AND": (1, 1, -1.5), "OR": (1, 1, -0.5), "NAND": (-1, -1, 1.5)}

_COLOURS = (style.GREEN, style.PURPLE, style.ORANGE, style.SKY)
_DASHES = ("-", "--", "-.", ":")


def logic_panels():
    """AND, OR and NAND, each with a line between TRUE and FALSE, and XOR, which needs a curve."""
    pic = Picture(words.table("figures_perceptron")["logic_panels"]["alt"], 8.4, 2.7)
    for ax, (name, (X, y)) in zip(style.panels(pic, LOGIC), LOGIC.items(), strict=True):
        style.axes(ax, name, "$x_1$", "$x_2$" if name == "AND" else "")
        ax.set(xlim=(-0.45, 1.45), ylim=(-0.45, 1.45), aspect="equal", xticks=(0, 1), yticks=(0, 1))
        if name in GATES:
            _shade(ax, _side(GATES[name]))
            _line(ax, GATES[name], color=style.INK)
        else:
            _shade(ax, _between, linestyles="--")
        _points(ax, X, 2 * y - 1, size=120)
    return pic


def one_update(X, y, before, n, eta=1.0):
    """The line before and after the rule's update with observation n, its arrow w on it.

    Raises ValueError if observation n is right, so that the rule would not move the line.
    """
    text = words.table("figures_perceptron")["one_update"]
    X, y = _data(X, y)
    before = checks.vector("before", before, size=3)
    eta = checks.number("eta", eta, above=0)
    n = checks.whole("n", n, at_least=0, at_most=len(X) - 1)
    rule = Perceptron(eta, max_epochs=1, initial_weights=before[:2], initial_bias=before[2])
    if not rule.fit(X[[n]], y[[n]]).n_updates_:
        raise ValueError(f"n must be an observation that is not right, got {n}, which is right")
    after = rule.path_[1]
    lines = {"before": _plain(before), "after": _plain(after)}
    pic = Picture(text["alt"].format(x1=X[n, 0], x2=X[n, 1], y=y[n], **lines), 7.6, 3.9)
    titles = (text["before"], text["after"])
    for ax, title, row in zip(pic.subplots(1, 2), titles, (before, after), strict=True):
        title = title.format(equation=_equation(row))
        style.axes(ax, title, "$x_1$", "$x_2$").set_aspect("equal")
        _view(ax, X, 1.0)
        ax.locator_params(integer=True, nbins=4)
        _shade(ax, _side(row))
        if row is after:
            _line(ax, before, color=style.GREY, linestyle=":")
        _line(ax, row, color=style.INK)
        _weight_arrow(ax, row)
        _points(ax, X, y, size=110)
        ax.scatter(*X[n], s=420, facecolors="none", edgecolors=style.INK, linewidths=1.8, zorder=4)
    return pic


def separating_lines(X, y, lines, names, xlabel="$x_1$", ylabel="$x_2$"):
    """The data and up to four lines over it; names holds one name a line."""
    text = words.table("figures_perceptron")["separating_lines"]
    X, y = _data(X, y)
    lines = _rows("lines", lines)
    if len(lines) > len(_COLOURS):
        raise ValueError(f"lines must have at most {len(_COLOURS)} rows, got {len(lines)}")
    counts = {"at_least": len(lines), "at_most": len(lines)}
    names = checks.listed("names", names, checks.text, "names", **counts)
    xlabel, ylabel = checks.text("xlabel", xlabel), checks.text("ylabel", ylabel)
    said = text["between"].join(
        text["each"].format(name=name, equation=_plain(row))
        for name, row in zip(names, lines, strict=True)
    )
    counts = {"N": len(X), "positive": np.sum(y == 1), "negative": np.sum(y == -1)}
    pic = Picture(text["alt"].format(lines=len(lines), said=said, **counts), 7.0, 4.0)
    ax = style.axes(pic.subplots(), "", xlabel, ylabel)
    _view(ax, X, 0.5)
    _points(ax, X, y)
    for row, name, colour, dash in zip(lines, names, _COLOURS, _DASHES, strict=False):
        _line(ax, row, color=colour, linestyle=dash, label=name)
    ax.legend(fontsize=11, frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return pic


def loss_along(X, y, path):
    """The lecture's L, and how many points are not right, at the start and after each update."""
    text = words.table("figures_perceptron")["loss_along"]
    X, y = _data(X, y)
    path = _rows("path", path)
    model, loss = Perceptron(), []
    for row in path:
        model.w_, model.b_ = row[:2], row[2]
        loss.append(model.loss(X, y))
    wrong = (y * (path[:, :2] @ X.T + path[:, 2:]) <= 0).sum(axis=1)
    rises = np.sum(np.diff(loss) > 0)
    said = {"first": loss[0], "rises": rises, "highest": max(loss), "last": loss[-1]}
    said |= {"wrong_first": wrong[0], "wrong_last": wrong[-1]}
    pic = Picture(text["alt"].format(updates=len(path) - 1, **said), 7.2, 4.0)
    above, below = pic.subplots(2, 1, sharex=True)
    style.axes(above, "", "", "$L$").plot(loss, "o-", color=style.BLUE)
    style.axes(below, "", text["xlabel"], text["wrong"]).plot(wrong, "s-", color=style.VERMILLION)
    for ax, values in ((above, loss), (below, wrong)):
        ax.set_ylim(-0.08 * max(values), 1.15 * max(values))
        ax.locator_params(integer=True, nbins=6)
    return pic


def mistakes(runs):
    """Updates in each pass through the data; runs maps a name to a `mistakes_`, three at most."""
    text = words.table("figures_perceptron")["mistakes"]
    runs = checks.named("runs", runs, _counts, at_most=3)
    said = text["between"].join(
        text["each"].format(name=name, first=counts[0], passes=len(counts), last=counts[-1])
        for name, counts in runs.items()
    )
    pic = Picture(text["alt"].format(said=said), 7.2, 3.6)
    ax = style.axes(pic.subplots(), "", text["xlabel"], text["ylabel"])
    looks = (("o-", style.BLUE), ("s-", style.VERMILLION), ("D-", style.GREEN))
    for (name, counts), (form, colour) in zip(runs.items(), looks, strict=False):
        ax.plot(range(1, len(counts) + 1), counts, form, color=colour, markersize=5, label=name)
    ax.set_ylim(bottom=-0.4)
    ax.axhline(0, color=style.GREY, linewidth=1)
    ax.locator_params(integer=True)
    ax.legend(fontsize=11, frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3)
    return pic


def _data(X, y):
    X = checks.matrix("X", X, columns=2)
    return X, checks.labels("y", y, (-1, 1), size=len(X))


def _rows(name, lines):
    return checks.matrix(name, lines, columns=3)


def _counts(name, mistakes):
    each = partial(checks.whole, at_least=0)
    return checks.listed(name, mistakes, each, "whole numbers")


def _side(row):
    """w1 x1 + w2 x2 + b of a line, as a function of x1 and x2."""
    return lambda x1, x2: row[0] * x1 + row[1] * x2 + row[2]


def _between(a, b):
    """Positive about XOR's TRUE diagonal."""
    return 0.06 - (a - 0.5) * (b - 0.5)


def _view(ax, X, margin):
    (left, low), (right, high) = X.min(axis=0) - margin, X.max(axis=0) + margin
    ax.set(xlim=(left, right), ylim=(low, high))


def _shade(ax, f, linestyles=None):
    """Blue where f(x1, x2) >= 0, vermillion elsewhere; with linestyles the border is drawn too."""
    a, b = np.meshgrid(np.linspace(*ax.get_xlim(), 121), np.linspace(*ax.get_ylim(), 121))
    z = f(a, b)
    far = 1 + np.abs(z).max()
    halves = {"levels": [-far, 0, far], "colors": [style.VERMILLION, style.BLUE]}
    ax.contourf(a, b, z, alpha=0.12, zorder=0, **halves)
    if linestyles:
        ax.contour(a, b, z, levels=[0], colors=style.GREY, linestyles=linestyles, linewidths=2)


def _points(ax, X, y, size=60):
    for label, look in ((1, style.TRUE), (-1, style.FALSE)):
        ax.scatter(*X[y == label].T, s=size, edgecolors="white", linewidths=0.8, zorder=3, **look)


def _foot(row):
    """The line's point nearest to the origin, and the unit vector along w; w is not zero."""
    w = np.array(row[:2], dtype=float)
    return -row[2] * w / (w @ w), w / np.sqrt(w @ w)


def _line(ax, row, **look):
    if any(row[:2]):
        foot, unit = _foot(row)
        ax.axline(foot, foot + [-unit[1], unit[0]], linewidth=2.2, zorder=2, **look)


def _weight_arrow(ax, row):
    if any(row[:2]):
        foot, unit = _foot(row)
        arrow(ax, foot, foot + 0.45 * unit, style.GREEN, linewidth=2, mutation_scale=16)


def _equation(row):
    names = ("x_1", "x_2", "")
    terms = [f"{value:+.3g}{name}" for value, name in zip(row, names, strict=True) if value] or [
        "0"
    ]
    return "".join(terms).replace("+1x", "+x").replace("-1x", "-x").removeprefix("+") + " = 0"


def _plain(row):
    return _equation(row).replace("_", "")
