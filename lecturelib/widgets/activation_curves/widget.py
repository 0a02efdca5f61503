"""ActivationCurves: functions, their slopes, and what layers leave of a slope (section 5)."""

import reprlib
from pathlib import Path

import numpy as np
from matplotlib.ticker import MaxNLocator

from lecturelib import checks, words
from lecturelib.activations import ACTIVATIONS, LeakyReLU
from lecturelib.figures import activations as figures
from lecturelib.widgets.base import Checked, Limited, Told, Widget

_FARTHEST = 12
# The smallest product, tanh'(12)^20, is 1e-195: no product is rounded to 0.
_LIMITS = {"z": (-_FARTHEST, _FARTHEST), "gamma": (0.001, 0.999), "layers": (1, 20)}
# What is seen of z, of f and of f'; the middle, and each tail magnified.
_ZOOMS = {
    "all": ((-6, 6), (-1.5, 2.45), (-0.12, 1.12)),
    "left": ((-_FARTHEST, -3), (-0.13, 0.08), (-0.006, 0.065)),
    "right": ((3, _FARTHEST), (0.94, 1.012), (-0.006, 0.065)),
}


def _curves(name, value):
    if isinstance(value, str) or not isinstance(value, (list, tuple, set)):
        raise TypeError(f"{name} must be a list of names, got {reprlib.repr(value)}")
    chosen = {checks.choice(name, curve, ACTIVATIONS) for curve in value}
    return tuple(curve for curve in ACTIVATIONS if curve in chosen)


class ActivationCurves(Widget, folder=Path(__file__).parent):
    """Curves f over their slopes f', a point z on both, and a chain of layers that all sit at z.

    curves: names in ACTIVATIONS. z: from -12 to 12. gamma: leaky ReLU's, from 0.001 to 0.999.
    layers: 1 to 20. zoom: "all", or the "left" or "right" tail. All are traits that can be read and
    set; `values`, `slopes` and `products` are dicts of what is shown. Raises ValueError or
    TypeError on bad input.
    """

    remembers = ("curves", "z", "gamma", "layers", "zoom")

    curves = Checked(_curves, ())
    z = Limited(checks.number, 0.0, *_LIMITS["z"])
    gamma = Limited(checks.number, 0.01, *_LIMITS["gamma"])
    layers = Limited(checks.whole, 1, *_LIMITS["layers"])
    zoom = Checked(lambda name, value: checks.choice(name, value, _ZOOMS), "all")
    limits = Told(_LIMITS)
    zooms = Told(_ZOOMS)

    def __init__(
        self, curves=("sigmoid", "tanh", "relu"), z=1.0, gamma=0.01, layers=10, zoom="all"
    ):
        super().__init__(curves=curves, z=z, gamma=gamma, layers=layers, zoom=zoom)

    @property
    def values(self):
        """f(z) of each curve."""
        return {name: float(f(self.z)) for name, f in self._functions()}

    @property
    def slopes(self):
        """f'(z) of each curve."""
        return {name: float(f.derivative(self.z)) for name, f in self._functions()}

    @property
    def products(self):
        """f'(z)^layers of each curve: what a chain of layers, all at z, leaves of a slope."""
        return {name: slope**self.layers for name, slope in self.slopes.items()}

    def seen(self):
        text = words.table(self.table)
        curves = [
            text["seen_curve"].format(
                name=text[name],
                f=f"{f:.4g}",
                slope=f"{self.slopes[name]:.4g}",
                product=f"{self.products[name]:.3g}",
            )
            for name, f in self.values.items()
        ]
        return text["seen"].format(
            z=f"{self.z:.2f}", layers=self.layers, curves=text["and"].join(curves) or text["none"]
        )

    def picture(self):
        alt = words.table(self.table)["alt"].format(seen=self.seen())
        picture = figures.at_a_point(alt, dict(self._functions()), self.z, self.layers)
        if self.zoom != "all":
            self._magnify(*picture.axes[:2])
        return picture

    def _magnify(self, *planes):
        """Shows the tail that zoom names, in the planes of f and of f'."""
        ends, *heights = _ZOOMS[self.zoom]
        side = int(self.zoom == "right")  # a curve is two pieces, before and after 0, and a mark
        z = np.linspace(*((-_FARTHEST, -1e-9), (1e-9, _FARTHEST))[side], 200)
        for ax, seen, slope in zip(planes, heights, (False, True), strict=True):
            for piece, (_, f) in zip(ax.lines[side::3], self._functions(), strict=False):
                piece.set_data(z, f.derivative(z) if slope else f(z))
            ax.set(xlim=(min(ends[0], self.z), max(ends[1], self.z)), ylim=seen)
            ax.yaxis.set_major_locator(MaxNLocator(3))

    def _functions(self):
        own = {"leaky_relu": LeakyReLU(self.gamma)}
        return [(name, own.get(name, ACTIVATIONS[name])) for name in self.curves]
