"""UniversalApproximator: bumps of two neurons each follow any curve (section 6, equation (2))."""

from pathlib import Path

import numpy as np

from lecturelib import checks, words
from lecturelib.approximation import spread, sup_error
from lecturelib.figures import style
from lecturelib.figures.activations import label
from lecturelib.figures.picture import Picture
from lecturelib.network import Network
from lecturelib.widgets.base import Checked, Limited, Told, Widget, whole_run
from lecturelib.widgets.code import Code, numbers

_X = np.linspace(0, 1, 101)  # where heights stand
_TARGETS = {
    "wave": lambda x: np.sin(2 * np.pi * x),
    "hills": lambda x: 0.6 * np.sin(3 * np.pi * x) + 0.5 * np.cos(7 * x),
    "roof": lambda x: 1 - 3 * np.abs(x - 0.4),
}
_FORMULAS = {
    "wave": "np.sin(2 * np.pi * x)",
    "hills": "0.6 * np.sin(3 * np.pi * x) + 0.5 * np.cos(7 * x)",
    "roof": "1 - 3 * np.abs(x - 0.4)",
}
_ENDS, _HIGHEST, _MOST = (-0.05, 1.05), 1.5, 24
# What the page keeps to; x is of the bumps' edges, height is theirs and the target's.
_LIMITS = {
    "n": (1, _MOST),
    "w": (5, 1000),
    "epsilon": (0.01, 1),
    "noise": (0, 0.5),
    "x": _ENDS,
    "height": (-_HIGHEST, _HIGHEST),
}
# How G is made ("": all the same), its neurons at most, epsilon at most; judged on the page.
_CHALLENGES = {
    "any": ("", 2 * _MOST, 0.25),
    "twelve": ("step", 12, 0.25),
    "eight": ("step", 8, 0.25),
    "narrow": ("step", 12, 0.2),
    "soft": ("sigmoid", 4, 0.25),
    "trained": ("trained", 4, 0.25),
}
_N, _TEST, _SEED = 20, 500, 6  # observations to learn from and to test with, when there is noise
_FRAMES = 60


class UniversalApproximator(Widget, folder=Path(__file__).parent):
    """A target g on [0, 1], and G of equation (2) built of n bumps.

    A bump is two neurons: one goes up at its left edge, one down at its right.

    target: "wave", "hills", "roof", or "own" for one that is drawn. heights: g at 0, 0.01, ..., 1,
    straight between them, within -1.5 and 1.5. n: how many bumps, 1 to 24; a new n or g builds them
    anew, as high as g in their middles. bumps: rows (left, right, height) with left < right in
    [-0.05, 1.05]. activation: "step" or "sigmoid". w: every hidden neuron's weight, 5 to 1000.
    epsilon: half the width of the band around g, 0.01 to 1. noise: the standard deviation of what
    is added to g in 20 observations that the trained network then learns from, 0 to 0.5. met: the
    names of the challenges that were met, as a page that shows the widget has judged; a reset keeps
    them. All are traits that can be read and set. Raises ValueError or TypeError on bad input.
    """

    remembers = (
        "target",
        "heights",
        "n",
        "bumps",
        "activation",
        "w",
        "epsilon",
        "noise",
        "run",
        "frame",
        "tried",
        "met",
    )

    target = Checked(lambda name, value: checks.choice(name, value, [*_TARGETS, "own"]), "wave")
    heights = Checked(
        lambda name, value: _heights(name, value), tuple(_TARGETS["wave"](_X).round(4).tolist())
    )
    n = Limited(checks.whole, 6, *_LIMITS["n"])
    bumps = Checked(lambda name, value: _bumps(name, value), ((*_ENDS, 0.0),))
    activation = Checked(lambda name, f: checks.choice(name, f, ("step", "sigmoid")), "step")
    w = Limited(checks.number, 100.0, *_LIMITS["w"])
    epsilon = Limited(checks.number, 0.25, *_LIMITS["epsilon"])
    noise = Limited(checks.number, 0.0, *_LIMITS["noise"])
    limits = Told(_LIMITS)
    challenges = Told(_CHALLENGES)
    # {x, y: float64} of the 20 observations, {} without noise
    sample = Told({})
    # {path: float32 rows of theta, epochs, errors: float64, of: settings}
    run = Told({})
    # The row of path that is shown.
    frame = Checked(lambda name, value: checks.whole(name, value, at_least=0), 0)
    # [m, training error, test error] of what was trained on this sample
    tried = Told(())
    met = Checked(lambda name, value: _met(name, value), ())

    def __init__(self, target="wave", n=6, activation="step", w=100.0, epsilon=0.25, noise=0.0):
        heights = _TARGETS[checks.choice("target", target, _TARGETS)](_X).round(4)
        bumps = _built(heights, checks.whole("n", n, at_most=_MOST))
        super().__init__(
            target=target,
            heights=heights,
            n=n,
            bumps=bumps,
            activation=activation,
            w=w,
            epsilon=epsilon,
            noise=noise,
        )
        del self.start_values["met"]  # what was met stays
        self.observe(self._follow_target, "target")
        self.observe(self._follow_heights, "heights")
        self.observe(self._follow_n, "n")
        self.observe(self._follow_bumps, "bumps")
        self.observe(self._new_sample, ["heights", "noise"])
        self._new_sample()

    def fits(self, name, value):
        if name == "frame":
            most = max(0, len(self.run.get("epochs", ())) - 1)
            checks.whole("frame", value, at_least=0, at_most=most)
        return value

    def g(self, x):
        """The target at x, an array in [0, 1]."""
        return np.interp(x, _X, self.heights)

    @property
    def m(self):
        """The number of hidden neurons: two for each bump."""
        return 2 * len(self.bumps)

    @property
    def network(self):
        """G as it is built, a Network of sizes (1, m, 1)."""
        network = Network((1, self.m, 1), hidden=self.activation)
        left, right, height = np.transpose(self.bumps)
        network.weights[0] = self.w
        network.biases[0] = -self.w * np.column_stack([left, right]).ravel()
        network.weights[1] = np.column_stack([height, -height]).reshape(-1, 1)
        network.biases[1] = 0
        return network

    @property
    def sup_error(self):
        """The largest |G(x) - g(x)| of what is built."""
        return sup_error(self.network, self.g)

    @property
    def trained(self):
        """The trained network of m sigmoid neurons at the epoch that is shown.

        None if nothing was trained for this g, m and noise.
        """
        if self.run.get("of") != self._settings():
            return None
        network = Network((1, self.m, 1), hidden="sigmoid")
        path = np.frombuffer(self.run["path"], np.float32).reshape(-1, len(network.theta))
        network.theta = path[self.frame]
        return network

    @property
    def history(self):
        """Rows (m, training error, test error) of what was trained on the present observations."""
        return list(self.tried)

    def build(self):
        """Lets the bumps be what g asks for: equally wide, each as high as g in its middle."""
        self.do_build()

    def do_build(self):
        self.bumps = _built(self.heights, self.n)

    def train(self):
        """Trains m sigmoid neurons and shows where this ends.

        They learn g, or the observations if there is noise.
        """
        with self.whole():
            self.do_train()
            self.frame = len(self.run["epochs"]) - 1

    def do_train(self):
        m = self.m
        network = spread(m, "sigmoid")
        X, y, B, epochs, rate = self._lesson()
        path = whole_run(
            network,
            X,
            y,
            batch_size=B,
            epochs=epochs,
            learning_rate=rate * min(1, 20 / m),
            record_path=True,
        ).path
        kept = np.unique(np.geomspace(1, epochs + 1, _FRAMES).round().astype(int)) - 1
        rows = path[kept * (len(X) // B)].astype(np.float32)
        errors = [self._errors(network, theta) for theta in rows] if self.noise else []
        run = {
            "path": rows.tobytes(),
            "epochs": kept.tolist(),
            "errors": np.array(errors).tobytes(),
            "of": self._settings(),
        }
        with self.whole():
            self.set_trait("run", run)
            self.frame = 0
            if self.noise:
                others = [row for row in self.tried if row[0] != m]
                self.set_trait("tried", tuple(sorted([*others, (m, *errors[-1])])))

    def code(self):
        """The lines that make G as a Code: of the bumps, or trained where that is shown."""
        heights = numbers(self.heights)
        if self.target != "own":
            heights = f"np.round({_FORMULAS[self.target]}, 4)"
        return Code(
            f"import numpy as np\n\n{self._code_imports()}\n"
            f"x = np.linspace(0, 1, 101)\nheights = {heights}\n\n\n"
            "def g(at):\n    return np.interp(at, x, heights)\n\n\n"
            f"{self._code_trained() if self.trained else self._code_built()}"
        )

    def _code_imports(self):
        if self.trained:
            return (
                "from lecturelib.approximation import spread\n"
                "from lecturelib.training import train\n"
            )
        return (
            "from lecturelib.approximation import sup_error\n"
            "from lecturelib.network import Network\n"
        )

    def _code_built(self):
        return (
            f"left, right, height = np.array({numbers(self.bumps)}).T\n"
            f'network = Network((1, {self.m}, 1), hidden="{self.activation}")\n'
            f"w = {numbers(self.w)}\n"
            "network.weights[0] = w\n"
            "network.biases[0] = -w * np.column_stack([left, right]).ravel()\n"
            "network.weights[1] = np.column_stack([height, -height]).reshape(-1, 1)\n"
            "network.biases[1] = 0\n"
            "print(sup_error(network, g))"
        )

    def _code_trained(self):
        _, _, B, _, rate = self._lesson()
        rate *= min(1, 20 / self.m)
        epochs = self.run["epochs"][self.frame]
        lesson = "X = np.linspace(0, 1, 200)[:, None]\ny = g(X[:, 0])\n"
        if self.noise:
            lesson = (
                f"rng = np.random.default_rng({_SEED})\n"
                f"X = rng.uniform(size={_N})[:, None]\n"
                f"y = g(X[:, 0]) + {numbers(self.noise)} * rng.normal(size={_N})\n"
            )
        learn = f"train(network, X, y, batch_size={B}, epochs={epochs}, learning_rate={rate!r})\n"
        return (
            f'{lesson}network = spread({self.m}, "sigmoid")\n'
            f"{learn if epochs else ''}print(network.loss(X, y))"
        )

    def seen(self):
        text = words.table(self.table)
        return text["seen"].format(
            n=len(self.bumps),
            m=self.m,
            f=label(self.activation),
            target=text["targets"][self.target],
            error=f"{self.sup_error:.2f}",
        )

    def picture(self):
        text = words.table(self.table)
        picture = Picture(text["alt"].format(seen=self.seen()), width=5.6, height=3.2)
        ax = style.axes(picture.subplots(), xlabel="$x$")
        ax.set(xlim=_ENDS, ylim=(-_HIGHEST - 0.1, _HIGHEST + 0.1))
        flat = {"linewidth": 0, "antialiased": False}
        for left, right, height in self.bumps:
            colour = style.SKY if height >= 0 else style.ORANGE
            ax.fill_between([left, right], [height, height], color=colour, alpha=0.3, **flat)
        g = np.array(self.heights)
        band = g - self.epsilon, g + self.epsilon
        x = np.linspace(*_ENDS, 1101)
        G = self.network.predict(x[:, None])
        inside = np.clip(G, self.g(x) - self.epsilon, self.g(x) + self.epsilon)
        here = (x >= 0) & (x <= 1)
        ax.fill_between(x, G, inside, where=here, color=style.VERMILLION, alpha=0.5, **flat)
        ax.fill_between(_X, *band, color=style.GREY, alpha=0.16, **flat)
        ax.plot(_X, g, color=style.GREY, linewidth=4, antialiased=False, label="$g$")
        look = {"color": style.BLUE, "linewidth": 2, "antialiased": False, "label": "$G$"}
        ax.plot(x, G, **look)
        if self.noise:
            X, y = self._observations()
            ax.plot(X[:, 0], y, "s", color=style.INK, markersize=4, antialiased=False)
        if self.trained:
            y = self.trained.predict(_X[:, None])
            look = {"color": style.GREEN, "linewidth": 2, "antialiased": False}
            ax.plot(_X, y, **look, label=text["name_trained"])
        ax.legend(fontsize=11, frameon=False, loc="upper right")
        return picture

    def _settings(self):
        return [list(self.heights), self.m, self.noise]

    def _lesson(self):
        """X, y, batch size, epochs and learning rate for the trained network."""
        if self.noise:
            return *self._observations(), 5, 3000, 0.05
        x = np.linspace(0, 1, 200)
        return x[:, None], self.g(x), 20, 1000, 0.02

    def _observations(self, test=False):
        rng = np.random.default_rng(_SEED + test)
        x = rng.uniform(size=_TEST if test else _N)
        return x[:, None], self.g(x) + self.noise * rng.normal(size=len(x))

    def _errors(self, network, theta):
        """The mean squared errors on the 20 observations and on 500 others."""
        network.theta = theta
        return [network.loss(*self._observations(test)) for test in (False, True)]

    def _follow_target(self, change):
        if self.target != "own":
            self.heights = _TARGETS[self.target](_X).round(4)

    def _follow_heights(self, change):
        named = _TARGETS.get(self.target)
        if named and self.heights != tuple(named(_X).round(4).tolist()):
            self.target = "own"
        self.do_build()

    def _follow_n(self, change):
        if len(self.bumps) != self.n:
            self.do_build()

    def _follow_bumps(self, change):
        self.n = len(self.bumps)

    def _new_sample(self, change=None):
        X, y = self._observations()
        self.set_trait("tried", ())
        self.set_trait("sample", {"x": X.tobytes(), "y": y.tobytes()} if self.noise else {})


def _built(heights, n):
    edges = np.arange(n + 1) / n
    edges[[0, -1]] = _ENDS
    middles = (np.arange(n) + 0.5) / n
    return np.column_stack([edges[:-1], edges[1:], np.interp(middles, _X, heights)]).round(4)


def _heights(name, value):
    heights = checks.vector(name, value, size=len(_X))
    if np.abs(heights).max() > _HIGHEST:
        far = heights[np.abs(heights).argmax()]
        raise ValueError(f"{name} must lie within -{_HIGHEST} and {_HIGHEST}, got {far:g}")
    return tuple(heights.tolist())


def _met(name, value):
    names = checks.listed(
        name,
        value,
        lambda name, one: checks.choice(name, one, _CHALLENGES),
        "names of challenges",
        at_least=0,
        at_most=len(_CHALLENGES),
    )
    return tuple(one for one in _CHALLENGES if one in names)


def _bumps(name, value):
    rows = checks.matrix(name, value, columns=3)
    if len(rows) > _MOST:
        raise ValueError(f"{name} must have at most {_MOST} rows, got {len(rows)}")
    for left, right, height in rows:
        if not _ENDS[0] <= left < right <= _ENDS[1]:
            wanted = f"{_ENDS[0]} <= left < right <= {_ENDS[1]}"
            raise ValueError(f"{name} must have {wanted} in each row, got {left:g} and {right:g}")
        if abs(height) > _HIGHEST:
            wanted = f"within -{_HIGHEST} and {_HIGHEST}"
            raise ValueError(f"{name} must have heights {wanted}, got {height:g}")
    return tuple(map(tuple, rows.tolist()))
