"""LossExplorer: what each point costs, the loss surface, and two losses' pulls (section 7)."""

from pathlib import Path

import numpy as np

from lecturelib import checks, words
from lecturelib.activations import ACTIVATIONS
from lecturelib.figures import style
from lecturelib.figures.picture import Picture
from lecturelib.losses import LOSSES
from lecturelib.widgets.base import Checked, Limited, Numbers, Told, Widget

_FAR = 100
# What each model starts with, and what of it is shown: `bars` is the range of one point's loss,
# `levels` the first contour of the surface and the ratio of each to the one before.
_MODELS = {
    "line": {
        "activation": "identity",
        "losses": ["squared"],
        "levels": [0.1, 1.4],
        "w": -0.3,
        "b": 2.8,
        "chosen": 5,
        "x": [0.5, 1.0, 1.7, 2.4, 3.1, 4.0],
        "y": [0.9, 1.7, 1.3, 2.6, 2.2, 3.4],
        "ranges": {"x": [-0.5, 5], "y": [-1, 5], "w": [-1.5, 2.5], "b": [-2, 5], "bars": [0, 5]},
    },
    "sigmoid": {
        "activation": "sigmoid",
        "losses": ["squared", "binary_cross_entropy"],
        "levels": [0.05, 1.2],
        "w": 1.5,
        "b": 0.0,
        "chosen": 2,
        "x": [-3.0, -1.8, -0.7, 0.5, 1.8, 3.0],
        "y": [0.0, 0.0, 1.0, 0.0, 1.0, 1.0],
        "ranges": {"x": [-4, 4], "y": [-0.25, 1.25], "w": [-5, 5], "b": [-5, 5], "bars": [0, 6]},
    },
}
_COLOURS = {"squared": style.VERMILLION, "binary_cross_entropy": style.BLUE}


class LossExplorer(Widget, folder=Path(__file__).parent):
    """Six points, a model y_hat = f(w x + b) of them, the loss of each, and its mean over w and b.

    model: "line" or "sigmoid"; a new model starts with its own points and parameters. loss:
    "squared", or for the sigmoid also "binary_cross_entropy": whose surface is shown. w, b: from
    -100 to 100. x, y: six numbers each, from -100 to 100; a sigmoid's y are 0 and 1. chosen: the
    point that is looked at, 0 to 5. All are traits that can be read and set. Raises ValueError or
    TypeError on bad input.
    """

    remembers = ("model", "loss", "w", "b", "x", "y", "chosen")

    model = Checked(lambda name, value: checks.choice(name, value, _MODELS), "line")
    loss = Checked(lambda name, value: checks.choice(name, value, _COLOURS), "squared")
    w = Limited(checks.number, 0.0, -_FAR, _FAR)
    b = Limited(checks.number, 0.0, -_FAR, _FAR)
    x = Numbers(6, _FAR)
    y = Numbers(6, _FAR)
    chosen = Checked(lambda name, value: checks.whole(name, value, at_least=0, at_most=5), 0)
    models = Told(_MODELS)
    limits = Told({"far": _FAR})

    def __init__(self, model="line", loss="squared"):
        super().__init__(model=model, loss=loss, **_start(checks.choice("model", model, _MODELS)))
        self.observe(self._new_model, "model")

    def fits(self, name, value):
        if name == "loss":
            checks.choice("loss", value, _MODELS[self.model]["losses"])
        if name == "y" and self.model == "sigmoid":
            checks.members("y", np.array(value), (0, 1))
        return value

    @property
    def z(self):
        """The net inputs w x + b of the points, shape (6,)."""
        return self.w * np.array(self.x) + self.b

    @property
    def y_hat(self):
        """The predictions for the points, shape (6,)."""
        return self._f(self.z)

    @property
    def losses(self):
        """Each point's loss, shape (6,), by "squared" and a sigmoid's "binary_cross_entropy"."""
        y, z, y_hat = np.array(self.y), self.z, self.y_hat
        return {name: loss.terms_of_output(y, z, y_hat) for name, loss in self._used()}

    @property
    def slopes(self):
        """dL/dz of each point, shape (6,), by the same names."""
        y, y_hat = np.array(self.y), self.y_hat
        return {name: loss.delta(y, y_hat, self._f) for name, loss in self._used()}

    def seen(self):
        texts = words.table(self.table)
        means = [
            texts["seen_mean"].format(loss=texts[name], L=f"{terms.mean():.3f}")
            for name, terms in self.losses.items()
        ]
        return texts["seen"].format(
            model=texts["models"][self.model],
            w=f"{self.w:.2f}",
            b=f"{self.b:.2f}",
            means=", ".join(means),
        )

    def picture(self):
        ranges = self.models[self.model]["ranges"]
        alt = words.table(self.table)["alt"].format(seen=self.seen())
        picture = Picture(alt, width=6.6, height=3.3)
        left, right = picture.subplots(1, 2)
        style.axes(left, "", "$x$", "$y$").set(xlim=ranges["x"], ylim=ranges["y"])
        side = np.linspace(*ranges["x"], 101)
        left.plot(side, self._f(self.w * side + self.b), color=style.GREEN, linewidth=2.5)
        left.vlines(self.x, self.y_hat, self.y, color=_COLOURS[self.loss], linewidth=2)
        shapes = ["s" if self.model == "sigmoid" and y == 0 else "o" for y in self.y]
        for x, y, shape in zip(self.x, self.y, shapes, strict=True):
            left.plot(x, y, shape, color=style.INK, markersize=8)
        style.axes(right, "", "$w$", "$b$")
        w, b = (np.linspace(*ranges[name], 61) for name in "wb")
        first, ratio = self.models[self.model]["levels"]
        z = w[:, None] * np.array(self.x) + b[:, None, None]
        surface = LOSSES[self.loss].terms_of_output(np.array(self.y), z, self._f(z)).mean(axis=-1)
        levels = first * ratio ** np.arange(0, 30, 2)
        # Without antialiasing the PNG is smaller.
        look = {"colors": style.GREY, "linewidths": 1, "antialiased": False}
        right.contour(w, b, surface, levels, **look)
        place = np.clip(self.w, *ranges["w"]), np.clip(self.b, *ranges["b"])
        right.plot(*place, "o", color=style.GREEN, markersize=9)
        return picture

    @property
    def _f(self):
        return ACTIVATIONS[_MODELS[self.model]["activation"]]

    def _used(self):
        return [(name, LOSSES[name]) for name in _MODELS[self.model]["losses"]]

    def _new_model(self, change):
        with self.hold_trait_notifications():
            for name, value in _start(self.model).items():
                setattr(self, name, value)
            if self.loss not in _MODELS[self.model]["losses"]:
                self.loss = "squared"


def _start(model):
    return {name: _MODELS[model][name] for name in ("w", "b", "x", "y", "chosen")}
