"""RegularizationTimeline: one network trained four ways from the same seed (section 10 of the lecture)."""

from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import traitlets

from lecturelib import checks, datasets, words
from lecturelib.figures import style
from lecturelib.figures.picture import Picture
from lecturelib.network import Network
from lecturelib.regularization import EarlyStopping, dropout_mask, split
from lecturelib.training import train
from lecturelib.widgets.base import Checked, Widget

_EPOCHS, _B, _RATE, _HIDDEN = 240, 8, 0.8, 16
_PARTS = ("training", "validation", "test")
_PLANE = ((-2.0, 3.0), (-1.5, 2.0))


class RegularizationTimeline(Widget, folder=Path(__file__).parent):
    """A 2-16-1 tanh network on 40 noisy points, trained plainly, with early stopping, dropout, and the L2 penalty.

    epoch: how many of the 240 epochs have passed. patience: of early stopping, 1 to 240. dropout: the rate at which
    hidden neurons are dropped, 0 to 0.9. lambda_: of the penalty, 0 to 0.3. seed: of the start and of the random numbers,
    the same for all four. test_set: whether its errors are shown. All are traits that can be read and
    set. Raises ValueError or TypeError on bad input.
    """

    remembers = ("epoch", "patience", "dropout", "lambda_", "seed", "test_set")

    epoch = Checked(lambda name, value: checks.whole(name, value, at_least=0, at_most=_EPOCHS), 0)
    patience = Checked(lambda name, value: checks.whole(name, value, at_most=_EPOCHS), 20)
    dropout = Checked(lambda name, value: checks.number(name, value, at_least=0, at_most=0.9), 0.5)
    lambda_ = Checked(
        lambda name, value: checks.number(name, value, at_least=0, at_most=0.3), 0.003
    )
    seed = Checked(lambda name, value: checks.whole(name, value, at_least=0), 0)
    test_set = Checked(checks.flag, False)
    data = traitlets.Dict().tag(
        sync=True
    )  # {epochs, hidden, x, y: ranges, training, validation: rows x_1, x_2, y}
    none = traitlets.Dict().tag(
        sync=True
    )  # of: settings, path: theta after each epoch, errors: (3, epochs + 1)
    early = traitlets.Dict().tag(sync=True)  # of, stopped, best: epochs; the path is that of none
    dropped = traitlets.Dict().tag(
        sync=True
    )  # of, path, errors, and kept: which neurons the epoch's last step kept
    shrunk = traitlets.Dict().tag(sync=True)  # of, path, errors; all four {} until asked for

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
        self.observe(self._train_again, ["patience", "dropout", "lambda_", "seed"])

    @property
    def parts(self):
        """The three parts of the data: a dict of "training", "validation" and "test" to (X, y)."""
        return dict(zip(_PARTS, _data()))

    @property
    def stopping(self):
        """When early stopping stops, and the epoch whose weights it keeps: (stopped, best)."""
        return _stopping(self.seed, self.patience)

    @property
    def networks(self):
        """The four networks at `epoch`: a dict of "none", "early", "dropout" and "penalty" to Network."""
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
            "none": [self.seed],
            "early": [self.seed, self.patience],
            "dropped": [self.seed, self.dropout],
            "shrunk": [self.seed, self.lambda_],
        }
        stopped, best = self.stopping
        content = {
            "none": lambda: _sent(runs["none"]),
            "early": lambda: {"stopped": stopped, "best": best},
            "dropped": lambda: (
                _sent(runs["dropout"]) | {"kept": _kept(self.seed, self.dropout).tobytes()}
            ),
            "shrunk": lambda: _sent(runs["penalty"]),
        }
        with self.hold_sync():
            for trait, of in settings.items():
                if getattr(self, trait).get("of") != of:
                    setattr(self, trait, {"of": of} | content[trait]())

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
        X, y = self.parts["training"]
        grid = np.stack(np.meshgrid(*(np.linspace(*ends, 40) for ends in _PLANE)), axis=-1)
        plain = _run(self.seed, 0.0, 0.0)[1][1]
        top = min(
            1, np.ceil(10 * max(errors[:2].max() for _, errors in self._runs().values())) / 10
        )
        for plane, chart, (name, (run, epoch)) in zip(planes, charts, self._shown().items()):
            style.axes(plane, texts[f"title_{name}"]).set(
                xticks=[], yticks=[], xlim=_PLANE[0], ylim=_PLANE[1]
            )
            z = self.networks[name].predict(grid.reshape(-1, 2)).reshape(40, 40)
            plane.contour(
                *np.moveaxis(grid, -1, 0),
                z,
                levels=[0.5],
                colors=style.INK,
                linewidths=2,
                antialiased=False,
            )
            for label, look in ((1, style.TRUE), (0, style.FALSE)):
                plane.plot(
                    *X[y == label].T,
                    look["marker"],
                    color=look["color"],
                    markersize=3.5,
                    antialiased=False,
                )
            style.axes(chart).set(
                xlim=(0, _EPOCHS), ylim=(0, top), xticks=[0, _EPOCHS], yticks=[0, top]
            )
            chart.tick_params(labelbottom=name == "none")
            until = self.stopping[0] if name == "early" else _EPOCHS
            some = np.arange(0, _EPOCHS + 1, 6)  # a smaller PNG
            chart.plot(some, plain[some], color=style.PALE, antialiased=False)
            so_far = some[some <= until]
            for errors, colour in zip(run[1], (style.GREEN, style.PURPLE)):
                chart.plot(so_far, errors[so_far], color=colour, linewidth=2, antialiased=False)
            chart.axvline(min(self.epoch, until), color=style.INK, linewidth=1, antialiased=False)
        return picture

    def _runs(self):
        plain = _run(self.seed, 0.0, 0.0)
        return {
            "none": plain,
            "early": plain,
            "dropout": _run(self.seed, self.dropout, 0.0),
            "penalty": _run(self.seed, 0.0, self.lambda_),
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
def _data():
    return split(
        *datasets.moons(240, noise=0.35, seed=11), fractions=(1 / 6, 5 / 12, 5 / 12), seed=11
    )


def _network(seed):
    return Network(
        (2, _HIDDEN, 1), hidden="tanh", output="sigmoid", loss="binary_cross_entropy", seed=seed
    )


@lru_cache(maxsize=64)
def _run(seed, dropout, penalty):
    """theta after each epoch, (epochs + 1, P), and the errors on the three parts there, (3, epochs + 1)."""
    network, (X, y) = _network(seed), _data()[0]
    history = train(
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
    path, errors = history.path[:: len(y) // _B], []
    for theta in path:
        network.theta = theta
        errors.append([network.loss(*part) for part in _data()])
    return path, np.transpose(errors)


def _stopping(seed, patience):
    path, errors = _run(seed, 0.0, 0.0)
    watch = EarlyStopping(patience)
    for epoch in range(1, _EPOCHS + 1):
        if watch.should_stop(epoch, errors[1][epoch], path[epoch]):
            break
    return epoch, watch.best_epoch


def _kept(seed, rate):
    """Which hidden neurons the last step of each epoch kept for the first observation of its batch, as `train` draws
    them: uint8 (epochs + 1, hidden); before the first step all."""
    rng, N = np.random.default_rng(seed), len(_data()[0][1])
    kept = np.ones((_EPOCHS + 1, _HIDDEN), np.uint8)
    for epoch in range(1, _EPOCHS + 1) if rate else ():
        rng.permutation(N)
        for _ in range(N // _B):
            mask = dropout_mask(rng, (_B, _HIDDEN), rate)
        kept[epoch] = mask[0] > 0
    return kept


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
