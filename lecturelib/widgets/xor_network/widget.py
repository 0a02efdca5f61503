"""XorNetwork: two lines bend the plane until one more separates XOR (section 4, equation (1))."""

from pathlib import Path

import numpy as np

from lecturelib import checks, words
from lecturelib.figures import style
from lecturelib.figures.activations import label
from lecturelib.figures.picture import Picture
from lecturelib.network import Network
from lecturelib.neuron import LOGIC
from lecturelib.widgets.base import (
    MOST_SEED,
    Checked,
    Limited,
    Numbers,
    Told,
    Widget,
    near,
    whole_run,
)
from lecturelib.widgets.code import Code, numbers

_X, _TRUE = LOGIC["XOR"][0], LOGIC["XOR"][1] == 1
_RATES = {"step": 1.0, "sigmoid": 5.0, "tanh": 0.3, "relu": 0.05, "identity": 0.1}
_EPOCHS, _EVERY = 1000, 4  # all observations in one batch; every fourth iteration is kept
_MOST_ROWS, _LARGEST = 1001, 1e6
# Where a run that has moved a number further is cut: it comes to rest nowhere, or where f is dead.
_FAR = 100
_SEED = 31  # from this start sigmoid, tanh and ReLU all learn XOR
_GATES = (8, -8, 8, -8, -4, 12, 8, 8, -12)
_RELU_GATES = (1, -1, 1, -1, -0.5, 1.5, -2, -2, 3)


class XorNetwork(Widget, folder=Path(__file__).parent):
    """The 2-2-1 network with activation function f in both layers, before XOR's four points.

    activation: "step", "sigmoid", "tanh", "relu" or "identity". theta: nine numbers, from -1e6 to
    1e6, in the order of `Network.theta`, (w_11, w_12, w_21, w_22, b_1, b_2) of the hidden layer,
    then (w_1, w_2, b) of the output; if None, weights by hand: an OR and a NAND neuron, and an AND
    of both. seed: of the random start. All three are traits that can be read and set; so are
    `network`, and `history`, the rows of theta that learning went through. y_hat above the middle
    of f's targets (0 and 1; with tanh -1 and 1) says TRUE. Raises ValueError or TypeError on bad
    input.
    """

    remembers = ("activation", "theta", "seed", "run", "step")

    activation = Checked(lambda name, value: checks.choice(name, value, _RATES), "sigmoid")
    theta = Numbers(9, _LARGEST)
    seed = Limited(checks.whole, _SEED, 0, MOST_SEED)
    # {path: float64 rows of theta, loss: float64, every, activation, away, n}, or {}
    run = Told({})
    step = Checked(lambda name, value: checks.whole(name, value, at_least=0), 0)
    # of each f: the targets low and high, the z of their middle, and weights by hand
    rules = Told({})

    def __init__(self, activation="sigmoid", theta=None, seed=_SEED):
        rules = {name: _rule(name) for name in _RATES}
        if theta is None:
            theta = rules[checks.choice("activation", activation, _RATES)]["gates"]
        super().__init__(activation=activation, theta=theta, seed=seed, rules=rules)
        self.observe(self._follow_step, "step")

    @property
    def network(self):
        """The network that is shown, as a `Network` of its own; set it to see another of 2-2-1."""
        network = self._drawn(self.seed)
        network.theta = self.theta
        return network

    @network.setter
    def network(self, network):
        names = {f.name for f in getattr(network, "activations", ())}
        if getattr(network, "sizes", None) != (2, 2, 1) or not network.bias or len(names) != 1:
            raise ValueError(
                "network must be a 2-2-1 Network with biases and one activation for both layers, "
                f"got {network!r}"
            )
        with self.whole(), self.hold_trait_notifications():
            self.activation, self.theta = names.pop(), network.theta

    @property
    def history(self):
        """The rows of theta that led to the one that is shown, shape (k, 9).

        Set it to play a path of your own.
        """
        return self._live()[: self.step + 1].copy()

    @history.setter
    def history(self, rows):
        rows = checks.matrix("history", rows, columns=9)
        if len(rows) > _MOST_ROWS:
            raise ValueError(f"history must have at most {_MOST_ROWS} rows, got {len(rows)}")
        for k, row in enumerate(rows):
            near(f"history[{k}]", row, 9, _LARGEST)
        with self.whole():
            self._record(rows, every=1)
            self.step = len(rows) - 1

    def learn(self):
        """Gradient descent from the theta that is shown, 1,000 iterations; shows where it ends."""
        with self.whole():
            self.do_learn()
            self.step = len(self._live()) - 1

    def do_learn(self):
        rate, targets = _RATES[self.activation], self._targets()
        options = {"batch_size": len(_X), "epochs": _EPOCHS, "learning_rate": rate}
        path = whole_run(self.network, _X, targets, **options, record_path=True).path
        near = (np.abs(path - path[0]) <= _FAR).all(axis=1)  # NaN is not near either
        if near.all():
            self._record(path[::_EVERY], _EVERY)
        else:
            self._record(path[: near.argmin()], every=1, away=True)

    def do_draw(self):
        """The random start of the present seed."""
        self._record(self._drawn(self.seed).theta[None], every=1)

    def do_another(self):
        """The random start of the next seed."""
        with self.whole():
            self.seed += 1
            self.do_draw()

    def do_learned(self):
        with self.whole():
            self.seed = _SEED
            self.do_draw()
            self.learn()

    def code(self):
        """The lines that make the theta that is shown, as a Code: from where learning began."""
        path, f = self._live(), self.activation
        steps = self.step * self.run["every"] if len(path) > 1 else 0
        training = "from lecturelib.training import train\n" if steps else ""
        learn = (
            f"train(network, X, y, batch_size=4, epochs={steps}, "
            f"learning_rate={numbers(_RATES[f])})\n"
        )
        low = "y = 2 * y - 1\n" if f == "tanh" else ""
        return Code(
            "from lecturelib.network import Network\nfrom lecturelib.neuron import LOGIC\n"
            f'{training}\nX, y = LOGIC["XOR"]\n{low}'
            f'network = Network((2, 2, 1), hidden="{f}", output="{f}")\n'
            f"network.theta = {numbers(path[0])}\n"
            f"{learn if steps else ''}print(network.predict(X), network.loss(X, y))"
        )

    def seen(self):
        y_hat = self.network.predict(_X)
        return words.table(self.table)["seen"].format(
            f=label(self.activation),
            right=((y_hat > self._targets().mean()) == _TRUE).sum(),
            outputs=", ".join(f"{value + 0.0:.2f}" for value in y_hat.round(2)),
        )

    def picture(self):
        network = self.network
        alt = words.table(self.table)["alt"].format(seen=self.seen())
        picture = Picture(alt, width=6, height=3)
        left, right = picture.subplots(1, 2)
        style.axes(left, "", "$x_1$", "$x_2$")
        style.axes(right, "", "$f(z_1)$", "$f(z_2)$")

        side = np.linspace(-0.7, 1.7, 201)
        grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
        y_hat = network.predict(grid).reshape(201, 201)
        _regions(left, side, y_hat, self._targets().mean())
        z = network.forward(grid).z[0].reshape(201, 201, 2)
        _edge(left, side, z[..., 0], style.GREEN)
        _edge(left, side, z[..., 1], style.PURPLE)

        hidden = network.forward(_X).a[1]
        side = np.linspace(*_reach(self.activation, hidden), 201)
        *w, b = self.theta[6:]
        z = w[0] * side + w[1] * side[:, None] + b
        _regions(right, side, z, self.rules[self.activation]["z"])

        for ax, points in ((left, _X), (right, hidden)):
            for value, look in ((True, style.TRUE), (False, style.FALSE)):
                ax.scatter(*points[value == _TRUE].T, s=80, edgecolor="white", zorder=3, **look)
            ax.set_aspect("equal")
            ax.locator_params(nbins=5)
        return picture

    def _drawn(self, seed):
        return Network((2, 2, 1), self.activation, self.activation, seed=seed)

    def _targets(self):
        rule = self.rules[self.activation]
        return np.where(_TRUE, rule["high"], rule["low"])

    def _live(self):
        """The recorded path if it leads through what is shown, else the present theta alone."""
        path = self._recorded()
        if self.step < len(path) and tuple(path[self.step]) == self.theta:
            return path
        return np.array([self.theta])

    def _recorded(self):
        fits = self.run.get("activation") == self.activation
        return np.frombuffer(self.run["path"] if fits else b"").reshape(-1, 9)

    def _record(self, path, every, away=False):
        network, loss = self.network, []
        for theta in path:
            network.theta = theta
            loss.append(network.loss(_X, self._targets()))
        run = {
            "path": path.tobytes(),
            "loss": np.array(loss).tobytes(),
            "every": every,
            "activation": self.activation,
            "away": away,
            # The browser waits for a run, even for the same once more.
            "n": self.run.get("n", 0) + 1,
        }
        with self.whole():
            self.set_trait("run", run)
            self.step, self.theta = 0, path[0]

    def _follow_step(self, change):
        path = self._recorded()
        if self.step < len(path):
            self.theta = path[self.step]


def _rule(name):
    low, high = (-1, 1) if name == "tanh" else (0, 1)
    return {
        "low": low,
        "high": high,
        "z": 0.5 if name in ("relu", "identity") else 0,
        "gates": _RELU_GATES if name == "relu" else _GATES,
    }


def _reach(activation, hidden):
    """The range of both axes of the hidden plane: fixed for a bounded f, else in powers of 2."""
    if activation in ("step", "sigmoid"):
        return -0.35, 1.35
    if activation == "tanh":
        return -1.5, 1.5
    far = 2.0 ** np.ceil(np.log2(max(2, np.abs(hidden).max())))
    return (-far / 4, 1.25 * far) if activation == "relu" else (-1.25 * far, 1.25 * far)


def _regions(ax, side, values, level):
    true = np.where(values > level, 1.0, 0.0)
    colours = [style.VERMILLION, style.BLUE]
    ax.contourf(side, side, true, levels=[-0.5, 0.5, 1.5], colors=colours, alpha=0.14)
    _edge(ax, side, values - level, style.INK, width=4)


def _edge(ax, side, values, colour, width=2):
    if values.min() < 0 < values.max():
        ax.contour(side, side, values, levels=[0], colors=colour, linewidths=width)
