"""The Python side of RegularizationTimeline: four runs, what is sent, traits, picture."""

import json

import numpy as np
import pytest

from lecturelib import words
from lecturelib.datasets import moons
from lecturelib.network import Network
from lecturelib.regularization import dropout_mask, split
from lecturelib.training import train
from lecturelib.widgets import RegularizationTimeline

TRAITS = {"none": "none", "dropout": "dropped", "penalty": "shrunk"}


@pytest.fixture(scope="module")
def recorded():
    widget = RegularizationTimeline(patience=15, dropout=0.3, lambda_=0.01, seed=2)
    widget.do_run()
    return widget


def path(widget, method):
    return np.frombuffer(getattr(widget, TRAITS[method])["path"], np.float32).reshape(241, -1)


def errors(widget, method):
    return np.frombuffer(getattr(widget, TRAITS[method])["errors"], np.float32).reshape(3, 241)


def binary(trait):
    return sum(len(value) for value in trait.values() if isinstance(value, bytes))


def fresh(seed=2):
    return Network(
        (2, 16, 1), hidden="tanh", output="sigmoid", loss="binary_cross_entropy", seed=seed
    )


def trained(widget, epochs, **options):
    network, (X, y) = fresh(), widget.parts["training"]
    history = train(
        network, X, y, batch_size=8, epochs=epochs, learning_rate=0.8, seed=2, **options
    )
    return network, history


def test_the_data_are_split_at_random_into_three_disjoint_parts(recorded):
    X, y = moons(240, noise=0.35, seed=11)
    wanted = split(X, y, (1 / 6, 5 / 12, 5 / 12), seed=11)
    for (X1, y1), (X2, y2) in zip(recorded.parts.values(), wanted, strict=True):
        assert (X1 == X2).all() and (y1 == y2).all()
    rows = np.concatenate([part[0] for part in recorded.parts.values()])
    assert len(np.unique(rows, axis=0)) == 240
    assert [len(part[1]) for part in recorded.parts.values()] == [40, 100, 100]


@pytest.mark.parametrize(
    ("method", "options"),
    [
        ("none", {}),
        ("dropout", {"dropout": 0.3}),
        ("penalty", {"penalty": 0.01}),
    ],
)
def test_every_epoch_is_where_training_as_long_as_that_ends(recorded, method, options):
    assert path(recorded, method)[0] == pytest.approx(fresh().theta, rel=1e-6), (
        "the same start for all"
    )
    for epochs in (1, 7, 60):
        network, _ = trained(recorded, epochs, **options)
        np.testing.assert_allclose(
            path(recorded, method)[epochs], network.theta, rtol=1e-5, atol=1e-6
        )
        recorded.epoch = epochs
        np.testing.assert_allclose(recorded.networks[method].theta, network.theta, rtol=1e-12)


def test_the_errors_are_mean_cross_entropies(recorded):
    for method in TRAITS:
        for epoch in (0, 33, 240):
            recorded.epoch = epoch
            for k, (X, y) in enumerate(recorded.parts.values()):
                y_hat = recorded.networks[method].predict(X)
                loss = -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))
                assert errors(recorded, method)[k, epoch] == pytest.approx(loss, rel=1e-4)
                assert recorded.errors[method][k] == pytest.approx(loss, rel=1e-9)


@pytest.mark.parametrize("patience", [1, 15, 40])
def test_early_stopping_is_what_train_does_with_patience(recorded, patience):
    recorded.patience = patience
    network, history = trained(
        recorded, 240, patience=patience, validation=recorded.parts["validation"]
    )
    assert recorded.stopping == (history.stopped_epoch, history.best_epoch)
    assert (recorded.early["stopped"], recorded.early["best"]) == (
        history.stopped_epoch,
        history.best_epoch,
    )
    for epoch in (history.stopped_epoch, 240):
        recorded.epoch = epoch
        assert (recorded.networks["early"].theta == network.theta).all(), (
            "it has gone back to the best"
        )
    recorded.epoch = history.stopped_epoch - 1
    assert (recorded.networks["early"].theta == recorded.networks["none"].theta).all(), (
        "until then it is the plain run"
    )


def test_the_dropped_neurons_are_those_of_the_epochs_last_step(recorded):
    """Step by step in plain NumPy: the masks behind the recorded path are those that are sent."""
    kept = np.frombuffer(recorded.dropped["kept"], np.uint8).reshape(241, 16)
    assert kept[0].all()
    X, y = recorded.parts["training"]
    network, rng = fresh(), np.random.default_rng(2)
    for epoch in range(1, 4):
        order = rng.permutation(40)
        for start in range(0, 40, 8):
            rows, mask = order[start : start + 8], dropout_mask(rng, (8, 16), 0.3)
            (W1, W2), (b1, b2) = network.weights, network.biases
            a = np.tanh(X[rows] @ W1 + b1)
            y_hat = 1 / (1 + np.exp(-((a * mask) @ W2 + b2)))
            delta2 = (y_hat - y[rows][:, None]) / 8
            delta1 = delta2 @ W2.T * mask * (1 - a**2)
            steps = (
                X[rows].T @ delta1,
                (a * mask).T @ delta2,
                delta1.sum(axis=0),
                delta2.sum(axis=0),
            )
            for parameter, step in zip((W1, W2, b1, b2), steps, strict=True):
                parameter -= 0.8 * step
        np.testing.assert_allclose(
            path(recorded, "dropout")[epoch], network.theta, rtol=1e-4, atol=1e-6
        )
        assert (kept[epoch] == (mask[0] > 0)).all()
    assert 0.6 < kept[1:].mean() < 0.8


def test_no_neuron_is_dropped_at_rate_0():
    widget = RegularizationTimeline(dropout=0.0)
    widget.do_run()
    assert np.frombuffer(widget.dropped["kept"], np.uint8).all()
    assert widget.dropped["path"] == widget.none["path"]


def test_every_kind_of_regularization_helps_on_the_test_set():
    for seed in (0, 1, 2):
        last = {
            name: values[2]
            for name, values in RegularizationTimeline(epoch=240, seed=seed).errors.items()
        }
        assert last["none"] > 1.05 * max(last["early"], last["dropout"], last["penalty"])


@pytest.mark.parametrize(
    ("trait", "value", "new"),
    [
        ("patience", 5, {"early"}),
        ("dropout", 0.2, {"dropped"}),
        ("lambda_", 0.05, {"shrunk"}),
        ("seed", 1, {"none", "early", "dropped", "shrunk"}),
        ("epoch", 3, set()),
        ("test_set", True, set()),
    ],
)
def test_only_what_a_setting_concerns_is_sent_again(trait, value, new):
    widget = RegularizationTimeline()
    widget.do_run()
    traits = ("none", "early", "dropped", "shrunk")
    before = {name: getattr(widget, name) for name in traits}
    setattr(widget, trait, value)
    assert {name for name in traits if getattr(widget, name) != before[name]} == new
    widget.reset()
    assert {name: getattr(widget, name) for name in traits} == before


def test_it_starts_small_and_runs_are_sent_only_when_asked_for():
    widget = RegularizationTimeline()
    assert (widget.none, widget.early, widget.dropped, widget.shrunk) == ({}, {}, {}, {})
    bundle, _ = widget._repr_mimebundle_()
    code = len(widget._esm) + len(widget._css) + len(json.dumps(widget.words))
    assert len(bundle["image/png"]) + code + binary(widget.data) < 60_000
    widget.patience = 7
    assert widget.early == {}
    widget.do_run()
    for trait in TRAITS.values():
        assert 0 < binary(getattr(widget, trait)) < 100_000, "1,200 steps"


def test_seen_and_picture():
    widget = RegularizationTimeline()
    settings = {"epoch": 200, "patience": 20, "p": "0.5", "lambda_": "0.003"}
    errors = {name: f"{error[1]:.2f}" for name, error in widget.errors.items()}
    seen = words.table("regularization_timeline")["seen"].format(**settings, **errors)
    assert repr(widget) == f"RegularizationTimeline: {seen}"
    first = widget.picture()
    assert widget.seen() in first.alt
    widget.epoch = 20
    assert widget.picture().png() != first.png()
    assert {ax.get_ylim() for ax in widget.picture().axes[4:]} == {(0, 0.7)}
    widget.dropout = 0.9
    assert {ax.get_ylim() for ax in widget.picture().axes[4:]} == {(0, 1)}, (
        "as high as the highest curve, at most 1"
    )


@pytest.mark.parametrize(
    ("trait", "value", "error", "text"),
    [
        (
            "epoch",
            241,
            ValueError,
            "epoch must be a whole number of at least 0 and of at most 240, got 241",
        ),
        ("epoch", 1.5, TypeError, "epoch must be a whole number"),
        ("patience", 0, ValueError, "patience"),
        ("dropout", 0.95, ValueError, "dropout must be a finite number"),
        ("dropout", "half", TypeError, "dropout must be a number"),
        ("lambda_", -0.1, ValueError, "lambda_ must be"),
        ("lambda_", float("nan"), ValueError, "lambda_"),
        ("lambda_", 1, ValueError, "lambda_"),
        ("seed", -1, ValueError, "seed"),
        ("test_set", "yes", TypeError, "test_set must be True or False"),
    ],
)
def test_bad_input_changes_nothing(trait, value, error, text):
    widget = RegularizationTimeline()
    before = getattr(widget, trait)
    with pytest.raises(error, match=text):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


def moved(widget, n=2, place=(0.5, 0.6)):
    """The training points with one at another place."""
    X = widget.X.copy()
    X[n] = place
    return X


@pytest.mark.parametrize("N", [40, 41, 12])
def test_own_training_points_are_what_is_learned_from(N):
    widget = RegularizationTimeline(dropout=0.3, lambda_=0.01, seed=2)
    validation, test = widget.parts["validation"], widget.parts["test"]
    X, y = np.vstack([moved(widget), [[0.25, 0.5]]])[:N], np.append(widget.y, 1)[:N]
    widget.training = (X, y)
    np.testing.assert_array_equal(widget.X, X)
    np.testing.assert_array_equal(widget.y, y)
    for name, part in (("validation", validation), ("test", test)):
        assert all((a == b).all() for a, b in zip(widget.parts[name], part, strict=True))
    widget.do_run()
    for method, options in {"none": {}, "dropout": {"dropout": 0.3}}.items():
        for epochs in (1, 30):
            network, _ = trained(widget, epochs, **options)
            np.testing.assert_allclose(
                path(widget, method)[epochs], network.theta, rtol=1e-4, atol=1e-6
            )
    network, history = trained(widget, 240, patience=20, validation=validation)
    assert widget.stopping == (history.stopped_epoch, history.best_epoch)
    kept = np.frombuffer(widget.dropped["kept"], np.uint8).reshape(241, 16)
    rng = np.random.default_rng(2)
    rng.permutation(N)
    masks = [dropout_mask(rng, (min(8, N - k), 16), 0.3) for k in range(0, N, 8)]
    assert (kept[1] == (masks[-1][0] > 0)).all()


def test_x_and_y_can_be_set_and_reset_brings_the_stock_back():
    widget = RegularizationTimeline(seed=2)
    widget.do_run()
    stock, before = widget.X, widget.none
    widget.X = moved(widget)
    assert widget.none != before and widget.X[2].tolist() == [0.5, 0.6]
    widget.y = 1 - widget.y
    assert widget.y[2] == 0
    widget.set_state({"training": [[0, 0.5, 1], [1, 1, 0]] * 4, "edit": True})
    assert len(widget.y) == 8 and widget.edit
    widget.reset()
    assert (stock == widget.X).all() and widget.none == before and not widget.edit


@pytest.mark.parametrize(
    ("name", "value", "error", "text"),
    [
        ("X", [[0, 0]] * 3, ValueError, "X must have 8 to 100 rows, got 3"),
        ("X", [[0, 0, 0]] * 40, ValueError, r"X must have shape \(N, 2\), got \(40, 3\)"),
        ("X", [[3.5, 0]] * 40, ValueError, "x_1 must lie within -2 and 3, got 3.5"),
        ("X", [[0, -2]] * 40, ValueError, "x_2 must lie within -1.5 and 2, got -2"),
        ("X", [[0, np.nan]] * 40, ValueError, "X must not hold NaN"),
        ("y", [0, 1], ValueError, r"y must have shape \(40,\), got \(2,\)"),
        ("y", [-1] * 40, ValueError, "y must hold only 0, 1, got -1"),
        ("training", 3, ValueError, r"training must have shape \(N, 3\), got \(\)"),
        ("training", "all", TypeError, "training must hold real numbers, got the text 'all'"),
        ("edit", 1, TypeError, "edit must be True or False, got int"),
    ],
)
def test_bad_points_change_nothing(name, value, error, text):
    widget = RegularizationTimeline(epoch=3)
    before = widget.get_state()
    with pytest.raises(error, match=text):
        setattr(widget, name, value)
    assert widget.get_state() == before


def test_which_run_follows_a_moved_point():
    """What notebook 10 says, at other places and starts: one point is put beyond the border."""
    widget, rng = RegularizationTimeline(epoch=240), np.random.default_rng(1)
    stock, followed = widget.X, dict.fromkeys(("none", "early", "dropout", "penalty"), 0)
    for k in range(10):
        n = rng.choice(np.flatnonzero(widget.y == 1))
        place = np.array([(0, 0.8), (0.5, 0.6), (-0.5, 0.6), (-0.2, 1.1)][k % 4])
        X = stock.copy()
        X[n] = place + rng.normal(0, 0.1, 2)
        widget.seed, widget.X = k % 3, X
        for name, network in widget.networks.items():
            followed[name] += int(network.predict(X[[n]]).item() > 0.5)
    assert followed["none"] >= 4 and followed["early"] + followed["dropout"] <= 2
