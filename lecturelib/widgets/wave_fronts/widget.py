"""WaveFronts: sums of neurons on the unit square, each a wave front (section 6, equation (2))."""

from pathlib import Path

import numpy as np

from lecturelib import checks, words
from lecturelib.figures import style
from lecturelib.figures.picture import Picture
from lecturelib.network import Network
from lecturelib.widgets.base import Checked, Limited, Told, Widget

_AXIS = np.linspace(0, 1, 81)  # where heights are measured, in both directions
_GRID = np.stack(np.meshgrid(_AXIS, _AXIS), axis=-1).reshape(-1, 2)
_MOST = 8
# What the page keeps to; x is of both coordinates of a place.
_LIMITS = {"n": (1, _MOST), "x": (0, 1), "angle": (-180, 180), "alpha": (-2, 2), "c": (5, 200)}
_COLUMNS = ("x", "x", "angle", "alpha")


def _ridge(angle):
    """Two parallel fronts about the square's middle, up at one and down at the other."""
    u = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    along = np.array([u[1], -u[0]])
    places = [0.5 - 0.12 * u + 0.36 * along, 0.5 + 0.12 * u + 0.44 * along]
    return [
        (*place.round(3).tolist(), float(angle), alpha)
        for place, alpha in zip(places, (1.0, -1.0), strict=True)
    ]


_STAR = tuple(row for angle in (0, 90, 45, 135) for row in _ridge(angle))
_PRESETS = {"front": _STAR[:1], "ridge": _STAR[:2], "tower": _STAR[:4], "star": _STAR}


class WaveFronts(Widget, folder=Path(__file__).parent):
    """G(x) of equation (2) on [0, 1]^2: m sigmoid neurons, each a wave front across the square.

    fronts: 1 to 8 rows (x_1, x_2, angle, alpha): a place on the front, the direction u in which it
    climbs, in degrees from -180 to 180, and alpha_i, from -2 to 2. Neuron i has w_i = c u and
    b_i = -w_i'x, so that it is 1/2 on its front. Also the name of rows: "front", "ridge", "tower",
    "star". c: the steepness, 5 to 200. second: whether one more neuron, in a second hidden layer,
    takes the sum: it is on where the sum is above `level`. All are traits that can be read and set.
    Raises ValueError or TypeError on bad input.
    """

    remembers = ("c", "fronts", "second")

    fronts = Checked(lambda name, value: _fronts(name, value), _PRESETS["front"])
    c = Limited(checks.number, 60.0, *_LIMITS["c"])
    second = Checked(checks.flag, False)
    limits = Told(_LIMITS)
    presets = Told(_PRESETS)

    def __init__(self, fronts="front", c=60.0, second=False):
        super().__init__(fronts=fronts, c=c, second=second)

    @property
    def level(self):
        """Half below what all fronts with alpha > 0 add up to: the second layer's threshold."""
        return sum(max(alpha, 0) for *_, alpha in self.fronts) - 0.5

    @property
    def network(self):
        """The network that is shown: of sizes (2, m, 1), with the second layer (2, m, 1, 1)."""
        m = len(self.fronts)
        network = Network((2, m, 1, 1) if self.second else (2, m, 1))
        *places, angle, alpha = np.transpose(self.fronts)
        u = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        network.weights[0] = self.c * u
        network.biases[0] = -self.c * (u * places).sum(axis=0)
        network.weights[1] = alpha[:, None]
        network.biases[1] = 0
        if self.second:
            network.weights[1] = self.c * alpha[:, None]
            network.biases[1] = -self.c * self.level
            network.weights[2], network.biases[2] = 1, 0
        return network

    def seen(self):
        text = words.table(self.table)
        heights = self.network.predict(_GRID)
        return text["seen_second" if self.second else "seen"].format(
            m=len(self.fronts),
            c=f"{self.c:g}",
            high=f"{heights.max().round(2) + 0:.2f}",
            low=f"{heights.min().round(2) + 0:.2f}",
        )

    def picture(self):
        text = words.table(self.table)
        picture = Picture(text["alt"].format(seen=self.seen()), width=4.4, height=4.0)
        ax = style.axes(picture.subplots(), xlabel="$x_1$", ylabel="$x_2$")
        heights = self.network.predict(_GRID).reshape(len(_AXIS), -1)
        far = max(1, np.abs(heights).max())
        levels = np.arange(-2 * _MOST, 2 * _MOST) + 0.5
        ax.contourf(_AXIS, _AXIS, heights, np.linspace(-far, far, 34), cmap="RdBu", alpha=0.75)
        ax.contour(_AXIS, _AXIS, heights, levels, colors=style.INK, linewidths=1)
        for x, y, angle, alpha in self.fronts:
            to = 0.13 * np.cos(np.radians(angle)), 0.13 * np.sin(np.radians(angle))
            colour = style.GREEN if alpha >= 0 else style.PURPLE
            ax.annotate(
                "",
                (x + to[0], y + to[1]),
                (x, y),
                arrowprops={"arrowstyle": "->", "color": colour, "linewidth": 2},
            )
        ax.set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
        return picture


def _fronts(name, value):
    if isinstance(value, str):
        return _PRESETS[checks.choice(name, value, _PRESETS)]
    rows = checks.matrix(name, value, columns=len(_COLUMNS))
    if len(rows) > _MOST:
        raise ValueError(f"{name} must have at most {_MOST} rows, got {len(rows)}")
    for j, row in enumerate(rows.tolist()):
        for k, (column, one) in enumerate(zip(_COLUMNS, row, strict=True)):
            low, high = _LIMITS[column]
            checks.number(f"{name}[{j}, {k}]", one, at_least=low, at_most=high)
    return tuple(map(tuple, rows.tolist()))
