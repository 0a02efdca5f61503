"""DescentPaths: SGD, mini-batch and batch gradient descent race on one loss surface (section 9)."""

from copy import deepcopy
from functools import cache
from pathlib import Path

import numpy as np
from contourpy import contour_generator

from lecturelib import checks, datasets, words
from lecturelib.figures import style
from lecturelib.figures.picture import Picture
from lecturelib.losses import squared
from lecturelib.network import Network
from lecturelib.training import batches
from lecturelib.widgets.base import MOST_SEED, Checked, Limited, Numbers, Told, Widget, whole_run
from lecturelib.widgets.code import Code, numbers

# Equally long, so that a gradient stands at a right angle on the contours.
_W, _B = (-1.5, 4.5), (-0.5, 5.5)
_EPOCHS, _ITERATIONS = 6, 100  # every method runs for as long, and one update more
_FAR = 1e4  # what diverges is shown up to here
_FASTEST = 1000
_COLOURS = {"stochastic": style.VERMILLION, "mini_batch": style.GREEN, "batch": style.BLUE}
_CLOCKS = ("observations", "epochs", "iterations")


class DescentPaths(Widget, folder=Path(__file__).parent):
    """The mean squared loss of a line y_hat = w x + b over w and b, and three ways down.

    The data are real: petal length against sepal length (less 5 cm) of the 150 irises. B: the
    mini-batch's size, 1 to 150. s: the learning rate, above 0, at most 1000. start: the w and b
    where all three begin, from -1e4 to 1e4. seed: of the order in which observations are drawn.
    clock: "observations", "epochs" or "iterations", what all three share; step: how many of these
    have passed. arrows: the method whose next step is shown. All are traits that can be read and
    set. Raises ValueError or TypeError on bad input.
    """

    remembers = ("B", "s", "start", "seed", "clock", "step", "arrows")

    B = Checked(lambda name, value: checks.whole(name, value, at_most=150), 32)
    s = Checked(lambda name, s: checks.number(name, s, above=0, at_most=_FASTEST), 0.1)
    start = Numbers(2, _FAR)
    seed = Limited(checks.whole, 0, 0, MOST_SEED)
    clock = Checked(lambda name, value: checks.choice(name, value, _CLOCKS), "observations")
    step = Checked(lambda name, value: checks.whole(name, value, at_least=0), 0)
    arrows = Checked(lambda name, value: checks.choice(name, value, _COLOURS), "mini_batch")
    # {N, lengths, w, b: ranges, best, low, high: of the loss, contours: [float32]}
    surface = Told({})
    # of: settings; method: {B, path, loss, one, all}, float32; {} until asked for
    run = Told({})

    def __init__(self, B=32, s=0.1, start=(-1.0, 4.5), seed=0, clock="observations", step=150):
        self._trained = {}
        shown = {"clock": clock, "step": step, "surface": _surface()}
        super().__init__(B=B, s=s, start=start, seed=seed, **shown)
        self.observe(self._new_race, ["B", "s", "start", "seed"])
        self.observe(self._keep_within, ["clock", "step"])
        self._keep_within()

    @property
    def X(self):
        """The inputs, sepal length less 5 cm, shape (150, 1)."""
        return _data()[0].copy()

    @property
    def y(self):
        """The targets, petal length in cm, shape (150,)."""
        return _data()[1].copy()

    @property
    def history(self):
        """What `train` returned: a dict of "stochastic", "mini_batch" and "batch" to a History."""
        return deepcopy(self._runs())

    @property
    def theta(self):
        """Where each method stands now: a dict of the three names to (w, b)."""
        return {name: tuple(path[-1].tolist()) for name, path in self._so_far().items()}

    def do_run(self):
        runs = {name: self._recorded(name, history) for name, history in self._runs().items()}
        self.set_trait("run", {"of": list(self._settings()), **runs})

    def code(self):
        """The lines that make the three places that are shown, as a Code."""
        ways = []
        for B in self._sizes().values():
            updates = _updates(B, self.clock, self.step)
            ways.append(f"({B}, {max(1, -(-updates // _per_epoch(B)))}, {updates})")
        return Code(
            "from lecturelib.datasets import iris\nfrom lecturelib.network import Network\n"
            "from lecturelib.training import train\n\n"
            "flowers, _ = iris()\nX, y = flowers[:, :1] - 5, flowers[:, 2]\n"
            f"for B, epochs, updates in ({', '.join(ways)}):\n"
            "    line = Network((1, 1))\n"
            f"    line.theta = {numbers(self.start)}\n"
            f"    history = train(line, X, y, batch_size=B, epochs=epochs, "
            f"learning_rate={numbers(self.s)}, seed={self.seed}, record_path=True)\n"
            "    print(B, history.path[updates])"
        )

    def seen(self):
        text, losses = words.table(self.table), {}
        for name, path in self._so_far().items():
            L = _losses(path[-1:])[0]
            losses[name] = f"{L:.2f}" if L < 1000 else text["over"]
        return text["seen"].format(
            B=self.B, s=f"{self.s:g}", step=self.step, clock=text[self.clock], **losses
        )

    def picture(self):
        picture = Picture(
            words.table(self.table)["alt"].format(seen=self.seen()), width=3.5, height=3.5
        )
        ax = style.axes(picture.add_subplot(aspect=1, xlim=_W, ylim=_B), "", "$w$", "$b$")
        for line in map(_unpacked, self.surface["contours"][::2]):
            ax.fill(*line.T, facecolor="none", edgecolor=style.PALE, linewidth=1)
        ax.plot(*self.surface["best"], "x", color=style.INK, markersize=9, markeredgewidth=2)
        looks = {
            "stochastic": (1, "o", ""),
            "mini_batch": (1.8, "D", "."),
            "batch": (2.4, "s", "."),
        }
        for name, path in self._so_far().items():
            width, shape, dots = looks[name]
            look = {"color": _COLOURS[name], "linewidth": width}
            smooth = bool(dots)  # not SGD's many edges, for a smaller PNG
            ax.plot(*path.T, **look, marker=dots, markersize=7, antialiased=smooth)
            ax.plot(*path[-1], shape, color=_COLOURS[name], markersize=10, markeredgecolor="white")
        ring = {"markeredgecolor": style.INK, "markersize": 8, "markeredgewidth": 2}
        ax.plot(*self.start, "o", color="white", **ring)
        return picture

    def _settings(self):
        return (self.B, self.s, *self.start, self.seed)

    def _sizes(self):
        return {"stochastic": 1, "mini_batch": self.B, "batch": len(self.y)}

    def _runs(self):
        settings = self._settings()
        if settings not in self._trained:
            runs = {name: self._train(B) for name, B in self._sizes().items()}
            self._trained = {settings: runs}
        return self._trained[settings]

    def _train(self, B):
        line = Network((1, 1))
        line.theta = self.start
        epochs = 1 + max(_EPOCHS, _ITERATIONS // _per_epoch(B))
        options = {"learning_rate": self.s, "seed": self.seed, "record_path": True}
        return whole_run(line, self.X, self.y, batch_size=B, epochs=epochs, **options)

    def _recorded(self, name, history):
        B, path = self._sizes()[name], _near(history.path)
        rng, N = np.random.default_rng(self.seed), len(self.y)
        epochs = -(-len(path) // _per_epoch(B))
        first = np.array([batch[0] for _ in range(epochs) for batch in batches(N, B, rng)])
        one, every = _gradients(path, first[: len(path)])
        recorded = {"path": path, "loss": _losses(path), "one": one, "all": every}
        return {"B": B, **{what: _packed(values) for what, values in recorded.items()}}

    def _so_far(self):
        return {
            name: _near(self._runs()[name].path[: _updates(B, self.clock, self.step) + 1])
            for name, B in self._sizes().items()
        }

    def _new_race(self, change):
        if self.run and self.run["of"] != list(self._settings()):
            self.do_run()

    def _keep_within(self, change=None):
        self.step = min(self.step, self.surface["lengths"][self.clock])


@cache
def _data():
    flowers, _ = datasets.iris()
    return flowers[:, :1] - 5, flowers[:, 2]


def _near(path):
    return np.clip(np.nan_to_num(path, nan=_FAR), -_FAR, _FAR)


def _side_by_side(theta):
    """A network with an output for each row (w, b) of theta, independent of each other."""
    lines = Network((1, len(theta)))
    lines.theta = np.asarray(theta).T.ravel()
    return lines


def _losses(theta):
    """The mean loss at each row of theta."""
    X, y = _data()
    return squared.terms(y[:, None], _side_by_side(theta).forward(X).a[-1]).mean(axis=0)


def _gradients(theta, n):
    """At each row of theta the gradient of observation n[k], by equation (5), and that of all."""
    X, y = _data()
    gradient = _side_by_side(theta).gradient(X, np.repeat(y[:, None], len(theta), axis=1))
    delta = len(y) * gradient.delta[-1][n, np.arange(len(theta))]
    return np.column_stack([delta * X[n, 0], delta]), gradient.theta.reshape(2, -1).T


def _surface():
    X, y = _data()
    w, b = (np.linspace(low - 0.3, high + 0.3, 101) for low, high in (_W, _B))
    loss = np.array([_losses(np.column_stack([w, np.full(len(w), value)])) for value in b])
    best = np.linalg.lstsq(np.column_stack([X, np.ones(len(y))]), y)[0]
    low = _losses(best[None])[0]
    regions = contour_generator(w, b, loss)
    contours = [_thinned(regions.filled(0, low + 0.2 * 1.8**k)[0][0]) for k in range(9)]
    return {
        "N": len(y),
        "w": _W,
        "b": _B,
        "best": best.tolist(),
        "low": 0.9 * low,
        "high": float(loss.max()),
        "lengths": dict(zip(_CLOCKS, (_EPOCHS * len(y), _EPOCHS, _ITERATIONS), strict=True)),
        "contours": [_packed(c) for c in contours],
    }


def _thinned(corners):
    """The corners where a closed line has turned by another 4 degrees."""
    edges = np.diff(corners, axis=0)
    turned = np.unwrap(np.arctan2(edges[:, 1], edges[:, 0]))
    return corners[1:][np.diff(np.floor(turned / np.radians(4)), append=np.inf) != 0]


def _per_epoch(B):
    return -(-len(_data()[1]) // B)


def _updates(B, clock, step):
    """How many updates a method with batches of B has made when the clock shows step."""
    N = len(_data()[1])
    if clock == "observations":
        return step // N * _per_epoch(B) + step % N // B
    return step * _per_epoch(B) if clock == "epochs" else step


def _packed(array):
    return np.ascontiguousarray(array, np.float32).tobytes()


def _unpacked(data):
    return np.frombuffer(data, np.float32).reshape(-1, 2)
