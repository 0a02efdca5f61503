"""RegularizationTimeline: a network trained four ways from one seed (section 10 of the lecture)."""

from copy import deepcopy
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from lecturelib import checks, datasets, words
from lecturelib.figures import style
from lecturelib.figures.picture import Picture
from lecturelib.network import Network
from lecturelib.regularization import EarlyStopping, dropout_mask, split
from lecturelib.widgets.base import MOST_SEED, Checked, Limited, Told, Widget, whole_run
from lecturelib.widgets.code import Code, numbers

_EPOCHS, _B, _RATE, _HIDDEN = 240, 8, 0.8, 16
_PARTS = ("training", "validation", "test")
_PLANE = ((-2.0, 3.0), (-1.5, 2.0))
_FEWEST, _MOST = _B, 100  # training points
_LIMITS = {"patience": (1, _EPOCHS), "dropout": (0, 0.9), "lambda_": (0, 0.3)}


class RegularizationTimeline(Widget, folder=Path(__file__).parent):
    """A 2-16-1 tanh network on 40 noisy points, trained in four ways.

    These are: plainly, with early stopping, with dropout, and with the L2 penalty.

    epoch: how many of the 240 epochs have passed. patience: of early stopping, 1 to 240. dropout:
    the rate at which hidden neurons are dropped, 0 to 0.9. lambda_: of the penalty, 0 to 0.3. seed:
    of the start and of the random numbers, the same for all four. test_set: whether its errors are
    shown. edit: whether a hand adds, moves and removes training points. All are traits that can be
    read and set, and so are the training points, as `X`, shape (N, 2), x_1 within -2 and 3, x_2
    within -1.5 and 2, and `y`, shape (N,) of 0 and 1, or as `training`, both: 8 to 100 of them.
    Raises ValueError or TypeError on bad input.
    """

    remembers = ("epoch", "patience", "dropout", "lambda_", "seed", "test_set", "training", "edit")
    speaks = ("kit", "points")

    epoch = Checked(lambda name, value: checks.whole(name, value, at_least=0, at_most=_EPOCHS), 0)
    patience = Limited(checks.whole, 20, *_LIMITS["patience"])
    dropout = Limited(checks.number, 0.5, *_LIMITS["dropout"])
    lambda_ = Limited(checks.number, 0.003, *_LIMITS["lambda_"])
    seed = Limited(checks.whole, 0, 0, MOST_SEED)
    test_set = Checked(checks.flag, False)
    # Rows (x1, x2, y) once they are your own.
    training = Checked(lambda name, value: _own(value), ())
    edit = Checked(checks.flag, False)
    limits = Told(_LIMITS | {"points": (_FEWEST, _MOST)})
    # {epochs, hidden, x, y: ranges, training, validation: rows x_1, x_2, y}
    data = Told({})
    # The runs, {} until the page asks for them. of: settings; path: theta after each epoch; errors:
    # (3, epochs + 1); kept: which neurons each epoch's last step kept; stopped, best: epochs.
    none = Told({})
    early = Told({})  # of, stopped, best; the path is that of none
    dropped = Told({})
    shrunk = Told({})

    def __init__(self, epoch=200, patience=20, dropout=0.5, lambda_=0.003, seed=0, test_set=False):
        super().__init__(
            epoch=epoch,
            patience=patience,
            dropout=dropout,
            lambda_=lambda_,
            seed=seed,
            test_set=test_set,
            data=_sent_data(),
        )
        self.observe(self._train_again, ["patience", "dropout", "lambda_", "seed", "training"])

    @property
    def X(self):
        """The training points, shape (N, 2)."""
        return self.parts["training"][0]

    @X.setter
    def X(self, X):
        self.training = (X, self.y)

    @property
    def y(self):
        """Their labels, shape (N,) of 0 and 1."""
        return self.parts["training"][1]

    @y.setter
    def y(self, y):
        self.training = (self.X, y)

    @property
    def parts(self):
        """The three parts of the data: a dict of "training", "validation" and "test" to (X, y).

        Own training points leave validation and test set as they are.
        """
        return dict(zip(_PARTS, deepcopy(_data(self.training)), strict=True))

    @property
    def stopping(self):
        """When early stopping stops, and the epoch whose weights it keeps: (stopped, best)."""
        return _stopping(self.seed, self.patience, self.training)

    @property
    def networks(self):
        """The four at `epoch`: a dict of "none", "early", "dropout" and "penalty" to Network."""
        networks = {}
        for name, (run, epoch) in self._shown().items():
            networks[name] = _network(self.seed)
            networks[name].theta = run[0][epoch]
        return networks

    @property
    def errors(self):
        """Their mean cross-entropies: a dict of the four names to (training, validation, test)."""
        return {
            name: tuple(run[1][:, epoch].tolist()) for name, (run, epoch) in self._shown().items()
        }

    def do_run(self):
        """Send the runs that the page does not have yet."""
        runs = self._runs()
        settings = {
            "none": [self.seed, self.training],
            "early": [self.seed, self.patience, self.training],
            "dropped": [self.seed, self.dropout, self.training],
            "shrunk": [self.seed, self.lambda_, self.training],
        }
        content = {
            "none": lambda: _sent(runs["none"]),
            "early": lambda: dict(zip(("stopped", "best"), self.stopping, strict=True)),
            "dropped": lambda: (
                _sent(runs["dropout"]) | {"kept": _kept(self.seed, self.dropout, len(self.y))}
            ),
            "shrunk": lambda: _sent(runs["penalty"]),
        }
        with self.whole():
            for trait, of in settings.items():
                if getattr(self, trait).get("of") != of:
                    self.set_trait(trait, {"of": of} | content[trait]())

    def code(self):
        """The lines that make the four networks that are shown, and their errors, as a Code."""
        stopped, _ = self.stopping
        early = f'"epochs": {self.epoch}'
        if self.epoch >= stopped:
            early = f'"epochs": {stopped}, "validation": validation, "patience": {self.patience}'
        ways = {
            "none": "",
            "early": early,
            "dropout": f'"dropout": {numbers(self.dropout)}',
            "penalty": f'"penalty": {numbers(self.lambda_)}',
        }
        lines = "".join(f'    "{name}": {{{way}}},\n' for name, way in ways.items())
        own = ""
        if self.training:
            own = (
                f"training = np.array({numbers(self.X)}), np.array({numbers(self.y)})\n"
                "parts = training, validation, test\n"
            )
        return Code(
            ("import numpy as np\n\n" if own else "")
            + "from lecturelib.datasets import moons\nfrom lecturelib.network import Network\n"
            "from lecturelib.regularization import split\n"
            "from lecturelib.training import train\n\n"
            "X, y = moons(240, noise=0.35, seed=11)\n"
            "parts = split(X, y, fractions=(1 / 6, 5 / 12, 5 / 12), seed=11)\n"
            f"training, validation, test = parts\n{own}"
            f'options = {{"batch_size": {_B}, "epochs": {self.epoch}, '
            f'"learning_rate": {numbers(_RATE)}, "seed": {self.seed}}}\n'
            f"ways = {{\n{lines}}}\n"
            "for name, way in ways.items():\n"
            f'    network = Network((2, {_HIDDEN}, 1), hidden="tanh", output="sigmoid", '
            f'loss="binary_cross_entropy", seed={self.seed})\n'
            '    if way.get("epochs", options["epochs"]):\n'
            "        train(network, *training, **{**options, **way})\n"
            "    print(name, [network.loss(*part) for part in parts])"
        )

    def seen(self):
        texts = words.table(self.table)
        errors = {name: f"{values[1]:.2f}" for name, values in self.errors.items()}
        return texts["seen"].format(
            epoch=self.epoch,
            patience=self.patience,
            p=f"{self.dropout:g}",
            lambda_=f"{self.lambda_:g}",
            **errors,
        )

    def picture(self):
        texts = words.table(self.table)
        picture = Picture(texts["alt"].format(seen=self.seen()), width=5.6, height=2.5)
        planes, charts = picture.subplots(2, 4, sharex="row", sharey="row", height_ratios=(1.35, 1))
        highest = max(errors[:2].max() for _, errors in self._runs().values())
        top = min(1, np.ceil(10 * highest) / 10)
        columns = zip(planes, charts, self._shown().items(), strict=True)
        for plane, chart, (name, (run, epoch)) in columns:
            style.axes(plane, texts[f"title_{name}"])
            self._draw_network(plane, run[0][epoch])
            style.axes(chart).set(ylim=(0, top), yticks=[0, top])
            chart.tick_params(labelbottom=name == "none")
            until = self.stopping[0] if name == "early" else _EPOCHS
            self._draw_errors(chart, run[1], until)
        return picture

    def _draw_network(self, ax, theta):
        """The boundary for theta, and the training points."""
        ax.set(xticks=[], yticks=[], xlim=_PLANE[0], ylim=_PLANE[1])
        network = _network(self.seed)
        network.theta = theta
        grid = np.stack(np.meshgrid(*(np.linspace(*ends, 40) for ends in _PLANE)), axis=-1)
        z = network.predict(grid.reshape(-1, 2)).reshape(40, 40)
        look = {"colors": style.INK, "linewidths": 2, "antialiased": False}
        ax.contour(*np.moveaxis(grid, -1, 0), z, levels=[0.5], **look)
        X, y = self.parts["training"]
        for label, look in ((1, style.TRUE), (0, style.FALSE)):
            points = {"color": look["color"], "markersize": 3.5, "antialiased": False}
            ax.plot(*X[y == label].T, look["marker"], **points)

    def _draw_errors(self, ax, errors, until):
        """The errors up to the epoch `until` over those without regularization, in few points: a
        smaller PNG."""
        ax.set(xlim=(0, _EPOCHS), xticks=[0, _EPOCHS])
        some = np.arange(0, _EPOCHS + 1, 6)
        plain = _run(self.seed, 0.0, 0.0, self.training)[1][1]
        ax.plot(some, plain[some], color=style.PALE, antialiased=False)
        so_far = some[some <= until]
        for part, colour in zip(errors[:2], (style.GREEN, style.PURPLE), strict=True):
            ax.plot(so_far, part[so_far], color=colour, linewidth=2, antialiased=False)
        now = min(self.epoch, until)
        ax.axvline(now, color=style.INK, linewidth=1, antialiased=False)

    def _runs(self):
        plain = _run(self.seed, 0.0, 0.0, self.training)
        return {
            "none": plain,
            "early": plain,
            "dropout": _run(self.seed, self.dropout, 0.0, self.training),
            "penalty": _run(self.seed, 0.0, self.lambda_, self.training),
        }

    def _shown(self):
        """For each method its run, and the epoch of it that is shown."""
        stopped, best = self.stopping
        epochs = {"early": best if self.epoch >= stopped else self.epoch}
        return {name: (run, epochs.get(name, self.epoch)) for name, run in self._runs().items()}

    def _train_again(self, change):
        if self.none:
            self.do_run()


@cache
def _data(training=()):
    """The three parts, with own training points if there are any."""
    if training:
        rows = np.array(training)
        return ((rows[:, :2], rows[:, 2]), *_data()[1:])
    return split(
        *datasets.moons(240, noise=0.35, seed=11), fractions=(1 / 6, 5 / 12, 5 / 12), seed=11
    )


def _own(value):
    """Rows (x1, x2, y) of (X, y), or of rows; () if there are none."""
    try:
        X, y = value
    except (TypeError, ValueError):
        X, y = value, None
    if isinstance(X, (list, tuple)) and y is None and len(X) == 0:
        return ()
    if y is None:
        rows = checks.matrix("training", X, columns=3)
        X, y = rows[:, :2], rows[:, 2]
    X = checks.matrix("training X", X, columns=2)
    if not _FEWEST <= len(X) <= _MOST:
        raise ValueError(f"training X must have {_FEWEST} to {_MOST} rows, got {len(X)}")
    for j, (low, high) in enumerate(_PLANE):
        if not low <= X[:, j].min() <= X[:, j].max() <= high:
            far = X[np.abs(X[:, j] - (low + high) / 2).argmax(), j]
            raise ValueError(
                f"training X: x_{j + 1} must lie within {low:g} and {high:g}, got {far:g}"
            )
    y = checks.labels("training y", y, (0, 1), size=len(X))
    return tuple(map(tuple, np.column_stack([X, y]).tolist()))


def _network(seed):
    return Network(
        (2, _HIDDEN, 1), hidden="tanh", output="sigmoid", loss="binary_cross_entropy", seed=seed
    )


@lru_cache(maxsize=64)
def _run(seed, dropout, penalty, training):
    """theta after each epoch, (epochs + 1, P), and the errors on all parts, (3, epochs + 1)."""
    network, data = _network(seed), _data(training)
    X, y = data[0]
    history = whole_run(
        network,
        X,
        y,
        batch_size=_B,
        epochs=_EPOCHS,
        learning_rate=_RATE,
        seed=seed,
        dropout=dropout,
        penalty=penalty,
        record_path=True,
    )
    path, errors = history.path[:: -(-len(y) // _B)], []
    for theta in path:
        network.theta = theta
        errors.append([network.loss(*part) for part in data])
    return path, np.transpose(errors)


def _stopping(seed, patience, training):
    path, errors = _run(seed, 0.0, 0.0, training)
    watch = EarlyStopping(patience)
    for epoch in range(1, _EPOCHS + 1):
        if watch.should_stop(epoch, errors[1][epoch], path[epoch]):
            break
    return epoch, watch.best_epoch


def _kept(seed, rate, N):
    """Which hidden neurons the last step of each epoch kept for the first observation of its batch.

    They are drawn as `train` draws them. Bytes of shape (epochs + 1, hidden); before the first step
    all are kept.
    """
    rng = np.random.default_rng(seed)
    kept = np.ones((_EPOCHS + 1, _HIDDEN), np.uint8)
    for epoch in range(1, _EPOCHS + 1) if rate else ():
        rng.permutation(N)
        for start in range(0, N, _B):
            mask = dropout_mask(rng, (min(_B, N - start), _HIDDEN), rate)
        kept[epoch] = mask[0] > 0
    return kept.tobytes()


def _packed(array):
    return np.ascontiguousarray(array, np.float32).tobytes()


def _sent(run):
    path, errors = run
    return {"path": _packed(path), "errors": _packed(errors)}


def _sent_data():
    training, validation, _ = (_packed(np.column_stack(part)) for part in _data())
    return {
        "epochs": _EPOCHS,
        "hidden": _HIDDEN,
        "x": _PLANE[0],
        "y": _PLANE[1],
        "training": training,
        "validation": validation,
    }
