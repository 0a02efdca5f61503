"""The Python side of DescentPaths: runs, clocks, traits, picture, bad input."""

import json

import numpy as np
import pytest

from lecturelib import words
from lecturelib.network import Network
from lecturelib.training import batches
from lecturelib.widgets import DescentPaths

WORDS = words.table("descent_paths")
METHODS = ["stochastic", "mini_batch", "batch"]


@pytest.fixture(scope="module")
def recorded():
    widget = DescentPaths(B=40, s=0.08, seed=3)
    widget.do_run()
    return widget


def numbers(widget, method, what):
    flat = np.frombuffer(widget.run[method][what], np.float32)
    return flat if what == "loss" else flat.reshape(-1, 2)


def line(theta):
    network = Network((1, 1))
    network.theta = theta
    return network


@pytest.mark.parametrize(("method", "B"), [("stochastic", 1), ("mini_batch", 40), ("batch", 150)])
def test_every_step_follows_the_mean_gradient_of_its_batch(recorded, method, B):
    X, y = recorded.X, recorded.y
    path, one, every = (numbers(recorded, method, what) for what in ("path", "one", "all"))
    rng, theta, k = np.random.default_rng(3), np.array([-1.0, 4.5]), 0
    for _ in range(2):
        for batch in batches(150, B, rng):
            np.testing.assert_allclose(path[k], theta, rtol=1e-5)
            np.testing.assert_allclose(
                one[k], line(theta).gradient(X[batch[:1]], y[batch[:1]]).theta, rtol=1e-3, atol=1e-5
            )
            np.testing.assert_allclose(
                every[k], line(theta).gradient(X, y).theta, rtol=1e-4, atol=1e-6
            )
            theta = theta - 0.08 * np.mean(
                [
                    2 * (theta[0] * X[i, 0] + theta[1] - y[i]) * np.array([X[i, 0], 1])
                    for i in batch
                ],
                axis=0,
            )
            k += 1


@pytest.mark.parametrize("method", METHODS)
def test_the_loss_is_the_mean_over_all_observations(recorded, method):
    path, loss = numbers(recorded, method, "path"), numbers(recorded, method, "loss")
    assert len(loss) == len(path) == len(recorded.history[method].path)
    for k in (0, 1, len(path) - 1):
        w, b = path[k].astype(float)
        assert loss[k] == pytest.approx(
            np.mean((w * recorded.X[:, 0] + b - recorded.y) ** 2), rel=1e-5
        )


def test_equal_batches_give_equal_paths():
    assert (
        DescentPaths(B=1).history["mini_batch"].path == DescentPaths(B=1).history["stochastic"].path
    ).all()
    ways = DescentPaths(B=150).history
    np.testing.assert_allclose(ways["mini_batch"].path, ways["batch"].path, rtol=1e-12)


def count(B, clock, step):
    """Counts updates one by one: how many have been made when the clock shows step."""
    seen = made = epochs = 0
    while True:
        left = 150 - seen % 150
        seen += min(B, left)
        epochs += left <= B
        if {"observations": seen, "epochs": -(-seen // 150), "iterations": made + 1}[clock] > step:
            return made
        made += 1


@pytest.mark.parametrize("clock", ["observations", "epochs", "iterations"])
@pytest.mark.parametrize("B", [1, 7, 32, 50, 149, 150])
def test_clocks(B, clock):
    widget = DescentPaths(B=B, clock=clock, step=0)
    for step in (0, 1, 2, 6, 31, 32, 33, 149, 150, 151, 299, 300):
        widget.step = step
        if widget.step == step:
            made = count(B, clock, step)
            assert widget.theta["mini_batch"] == tuple(widget.history["mini_batch"].path[made])


def test_the_surface_has_its_minimum_where_the_line_fits_best():
    widget = DescentPaths()
    assert widget.surface["best"] == pytest.approx(np.polyfit(widget.X[:, 0], widget.y, 1))
    loss = []
    for data in widget.surface["contours"]:
        values = [
            line(theta.astype(float)).loss(widget.X, widget.y)
            for theta in np.frombuffer(data, np.float32).reshape(-1, 2)
            if -1.5 < theta[0] < 4.5 and -0.5 < theta[1] < 5.5
        ]
        assert np.ptp(values) < 0.002
        loss.append(np.mean(values))
    assert loss == sorted(loss)


def test_it_starts_small_and_a_run_is_sent_only_when_asked_for():
    widget = DescentPaths()
    assert widget.run == {}
    bundle, _ = widget._repr_mimebundle_()
    contours = sum(map(len, widget.surface["contours"]))
    assert (
        len(bundle["image/png"])
        + len(widget._esm)
        + len(widget._css)
        + len(json.dumps(widget.words))
        + contours
        < 60_000
    )
    widget.s = 0.05
    assert widget.run == {}
    widget.do_run()
    steps = sum(len(numbers(widget, method, "loss")) - 1 for method in METHODS)
    size = sum(
        len(data)
        for method in METHODS
        for data in widget.run[method].values()
        if isinstance(data, bytes)
    )
    assert size < 100 * steps


@pytest.mark.parametrize(
    ("trait", "value", "same"),
    [
        ("s", 0.05, []),
        ("B", 10, ["stochastic", "batch"]),
        ("seed", 9, ["batch"]),
        ("start", (3, 1), []),
    ],
)
def test_a_new_setting_makes_a_new_run(trait, value, same):
    widget = DescentPaths()
    widget.do_run()
    before = widget.run
    setattr(widget, trait, value)
    assert [
        method for method in METHODS if widget.run[method]["path"] == before[method]["path"]
    ] == same
    widget.reset()
    assert widget.run == before


def test_a_rate_that_diverges_is_recorded_up_to_a_bound():
    widget = DescentPaths(s=0.9, step=900)
    widget.do_run()
    for method in METHODS:
        for what in ("path", "loss", "one", "all"):
            assert np.isfinite(numbers(widget, method, what)).all()
    over = dict.fromkeys(METHODS, WORDS["over"])
    clock = WORDS["observations"]
    assert widget.seen() == WORDS["seen"].format(B=32, s="0.9", step=900, clock=clock, **over)
    assert widget.picture().png()


def test_seen_and_picture():
    widget, clock = DescentPaths(step=300), WORDS["observations"]
    losses = {"stochastic": "0.98", "mini_batch": "1.85", "batch": "4.13"}
    seen = WORDS["seen"].format(B=32, s="0.1", step=300, clock=clock, **losses)
    assert repr(widget) == f"DescentPaths: {seen}"
    first = widget.picture()
    assert widget.seen() in first.alt
    widget.step = 600
    assert widget.picture().png() != first.png()


def test_step_stays_within_the_clock():
    widget = DescentPaths(step=5000)
    assert widget.step == 900
    widget.clock = "epochs"
    assert widget.step == 6
    widget.reset()
    assert (widget.clock, widget.step) == ("observations", 900)


@pytest.mark.parametrize(
    ("trait", "value", "error", "text"),
    [
        ("B", 0, ValueError, "B must be a whole number of at least 1 and of at most 150, got 0"),
        ("B", 151, ValueError, "at most 150, got 151"),
        ("B", 2.5, TypeError, "B must be a whole number"),
        ("s", 0, ValueError, "s must be a finite number above 0"),
        ("s", "fast", TypeError, "s must be a number"),
        ("start", (1,), ValueError, "start must have shape"),
        ("start", (1, np.nan), ValueError, "NaN"),
        ("seed", -1, ValueError, "seed"),
        ("step", -1, ValueError, "step"),
        (
            "clock",
            "hours",
            ValueError,
            "clock must be one of observations, epochs, iterations; got 'hours'",
        ),
        ("arrows", "none", ValueError, "arrows must be one of stochastic, mini_batch, batch"),
    ],
)
def test_bad_input_changes_nothing(trait, value, error, text):
    widget = DescentPaths()
    before = getattr(widget, trait)
    with pytest.raises(error, match=text.replace("(", r"\(")):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before
