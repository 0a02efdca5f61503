"""XorNetwork's Python side against lecturelib's own network and against XOR itself."""

import warnings

import numpy as np
import pytest

from lecturelib import words
from lecturelib.network import Network
from lecturelib.training import train
from lecturelib.widgets import XorNetwork

X, XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([False, True, True, False])
BY_HAND = (1, 1, 1, 1, -0.5, -1.5, 1, -1, -0.5)  # x1 OR x2, but not x1 AND x2


def formula_1(f, theta, x):
    """Equation (1), written out."""
    w11, w12, w21, w22, b1, b2, w1, w2, b = theta
    z1, z2 = w11 * x[0] + w21 * x[1] + b1, w12 * x[0] + w22 * x[1] + b2
    return f(b + w1 * f(z1) + w2 * f(z2))


def says_true(widget):
    middle = 0 if widget.activation == "tanh" else 0.5
    return widget.network.predict(X) > middle


def test_theta_is_in_the_order_of_equation_1():
    widget = XorNetwork("tanh", theta=np.arange(9) / 10)
    by_hand = [formula_1(np.tanh, widget.theta, x) for x in X]
    np.testing.assert_allclose(widget.network.predict(X), by_hand, rtol=1e-14)


@pytest.mark.parametrize("activation", ["step", "sigmoid", "tanh", "relu"])
def test_the_gates_solve_xor(activation):
    widget = XorNetwork(activation)
    assert list(says_true(widget)) == list(XOR)


def test_no_weights_solve_it_with_the_identity():
    rng = np.random.default_rng(4)
    for theta in rng.normal(0, 5, (200, 9)):
        assert list(says_true(XorNetwork("identity", theta))) != list(XOR)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_learned_is_learned(activation):
    widget = XorNetwork(activation, theta=[0] * 9, seed=0)
    widget.do_learned()
    assert list(says_true(widget)) == list(XOR)
    assert tuple(widget.history[0]) == tuple(
        Network((2, 2, 1), activation, activation, seed=31).theta
    )
    assert tuple(widget.history[-1]) == widget.theta
    assert len(widget.history) == 251


def test_learning_is_gradient_descent_from_what_is_shown():
    widget = XorNetwork("sigmoid", theta=np.arange(9) / 10)
    widget.learn()
    twin = Network((2, 2, 1), "sigmoid", "sigmoid")
    twin.theta = np.arange(9) / 10
    history = train(
        twin, X, XOR * 1.0, batch_size=4, epochs=1000, learning_rate=5.0, record_path=True
    )
    np.testing.assert_array_equal(widget.history, history.path[::4])
    loss = np.frombuffer(widget.run["loss"])
    np.testing.assert_allclose(loss[1:], history.loss[3::4], rtol=1e-12)
    assert len(widget.run["path"]) + len(widget.run["loss"]) < 100_000


@pytest.mark.parametrize(("times", "last"), [(1, 1), (5, 0)])
def test_a_run_that_runs_away_is_cut_before(times, last):
    widget = XorNetwork("identity", times * np.array(XorNetwork().theta))
    twin = widget.network
    path = train(
        twin, X, XOR * 1.0, batch_size=4, epochs=10, learning_rate=0.1, record_path=True
    ).path
    assert np.abs(path[last + 1]).max() > 150 and np.abs(path[-1]).max() > 1e50
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        widget.learn()
    np.testing.assert_array_equal(widget.history, path[: last + 1])
    assert widget.step == last and widget.run["away"] and widget.run["every"] == 1
    widget.history = widget.history
    assert not widget.run["away"], "a path of one's own is shown as it is"


def test_large_numbers_alone_are_no_running_away():
    widget = XorNetwork("sigmoid", 1000 * np.array(XorNetwork().theta))
    widget.learn()
    assert widget.step == 250 and not widget.run["away"]


def test_the_same_run_is_sent_again():
    widget, runs = XorNetwork(), []
    widget.observe(lambda change: runs.append(change.new), "run")
    for _ in range(2):
        widget.theta = BY_HAND
        widget.do_learn()
    assert len(runs) == 2 and runs[0]["path"] == runs[1]["path"]


def test_neither_a_step_nor_all_zero_learns():
    step, zero = XorNetwork("step", BY_HAND), XorNetwork("sigmoid", [0] * 9)
    for widget in (step, zero):
        before = widget.theta
        widget.learn()
        np.testing.assert_allclose(widget.theta, before, atol=1e-12)


def test_step_follows_and_leads():
    widget = XorNetwork()
    widget.do_draw()
    widget.learn()
    path = widget.history
    widget.step = 100
    assert widget.theta == tuple(path[100])
    assert len(widget.history) == 101
    widget.theta = BY_HAND
    assert widget.history.tolist() == [list(map(float, BY_HAND))], "the run no longer leads here"
    widget.step = 250
    assert widget.theta == tuple(path[250])
    widget.activation = "tanh"
    assert len(widget.history) == 1


def test_history_can_be_set():
    widget = XorNetwork("tanh")
    rows = np.arange(27).reshape(3, 9) / 7
    widget.history = rows
    np.testing.assert_array_equal(widget.history, rows)
    assert widget.step == 2 and widget.theta == tuple(rows[2])
    widget.history = widget.history[:2]
    assert widget.theta == tuple(rows[1])
    full = XorNetwork()
    full.history = np.zeros((1001, 9))
    assert len(full.run["path"]) + len(full.run["loss"]) < 100_000


def test_network_can_be_set():
    network = Network((2, 2, 1), "relu", "relu", seed=5)
    widget = XorNetwork()
    widget.network = network
    assert (widget.activation, widget.theta) == ("relu", tuple(network.theta))
    widget.network.theta[:] = 0
    assert any(widget.theta), "network is a copy"


def test_seeds():
    widget = XorNetwork(seed=3)
    widget.do_draw()
    assert widget.theta == tuple(Network((2, 2, 1), "sigmoid", "sigmoid", seed=3).theta)
    assert widget.history.tolist() == [list(widget.theta)]
    widget.do_another()
    assert widget.seed == 4 and widget.theta == tuple(
        Network((2, 2, 1), "sigmoid", "sigmoid", seed=4).theta
    )


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: XorNetwork("softplus"),
            "activation must be one of step, sigmoid, tanh, relu, identity; got 'softplus'",
        ),
        (lambda: XorNetwork(theta=[1] * 8), r"theta must have shape \(9,\), got \(8,\)"),
        (lambda: XorNetwork(theta=[np.nan] * 9), "theta must not hold NaN"),
        (
            lambda: XorNetwork(seed=-1),
            r"seed must be a whole number of at least 0 and of at most 1e\+09, got -1",
        ),
        (
            lambda: setattr(XorNetwork(), "history", np.zeros((1002, 9))),
            "history must have at most 1001 rows, got 1002",
        ),
        (
            lambda: setattr(XorNetwork(), "history", np.zeros((3, 6))),
            r"history must have shape \(N, 9\), got \(3, 6\)",
        ),
        (
            lambda: setattr(XorNetwork(), "network", Network((2, 3, 1))),
            "network must be a 2-2-1 Network",
        ),
        (
            lambda: setattr(XorNetwork(), "network", Network((2, 2, 1), "tanh")),
            "one activation for both layers",
        ),
        (
            lambda: setattr(XorNetwork(), "network", Network((2, 2, 1), "softplus", "softplus")),
            "activation must be one of",
        ),
        (lambda: setattr(XorNetwork(), "network", "XOR"), "network must be a 2-2-1 Network"),
    ],
)
def test_bad_input(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_bad_types():
    for values in ({"activation": 1}, {"theta": "XOR"}, {"seed": 1.5}):
        with pytest.raises(TypeError, match=f"{next(iter(values))} must"):
            XorNetwork(**values)


def test_a_failed_change_changes_nothing():
    widget = XorNetwork()
    before = repr(widget)
    for name, value in (
        ("theta", [1]),
        ("history", [[1]]),
        ("network", None),
        ("activation", "sine"),
    ):
        with pytest.raises(ValueError):
            setattr(widget, name, value)
    assert repr(widget) == before and widget.theta == XorNetwork().theta and widget.run == {}


@pytest.mark.parametrize(
    "activation, theta, right, outputs",
    [
        ("step", BY_HAND, 4, "0.00, 1.00, 1.00, 0.00"),
        ("sigmoid", None, 4, "0.02, 0.98, 0.98, 0.02"),
        ("tanh", None, 4, "-1.00, 1.00, 1.00, -1.00"),
        ("relu", None, 4, "0.00, 1.00, 1.00, 0.00"),
        ("sigmoid", [0] * 9, 2, "0.50, 0.50, 0.50, 0.50"),
    ],
)
def test_seen(activation, theta, right, outputs):
    f = words.table("activation_curves")[activation]
    seen = words.table("xor_network")["seen"].format(f=f, right=right, outputs=outputs)
    assert repr(XorNetwork(activation, theta)) == f"XorNetwork: {seen}"


@pytest.mark.parametrize("activation", ["step", "sigmoid", "tanh", "relu", "identity"])
@pytest.mark.parametrize("theta", [None, [0] * 9, [40] * 9])
def test_picture(activation, theta):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = XorNetwork(activation, theta).picture()
        assert len(picture.png(sharpness=1)) < 15_000
    left, right = picture.axes
    assert XorNetwork(activation, theta).seen() in picture.alt
    network = XorNetwork(activation, theta).network
    drawn = np.concatenate([points.get_offsets() for points in right.collections[-2:]])
    np.testing.assert_allclose(
        drawn, np.concatenate([network.forward(X).a[1][XOR], network.forward(X).a[1][~XOR]])
    )
    for ax in (left, right):
        (low, high), points = (
            ax.get_xlim(),
            np.concatenate([points.get_offsets() for points in ax.collections[-2:]]),
        )
        assert low <= points.min() and points.max() <= high
