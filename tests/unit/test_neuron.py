"""Section 3: the M-P neuron and the four logic functions."""

from itertools import product

import numpy as np
import pytest

from lecturelib.neuron import LOGIC, MPNeuron, net_input
from tests.unit.reference import GARBAGE, NOT_NUMBERS

pytestmark = pytest.mark.filterwarnings("error")


@pytest.mark.parametrize(
    ("name", "truth"),
    [
        ("AND", lambda p, q: p and q),
        ("OR", lambda p, q: p or q),
        ("NAND", lambda p, q: not (p and q)),
        ("XOR", lambda p, q: p != q),
    ],
)
def test_truth_tables(name, truth):
    X, y = LOGIC[name]
    assert X.shape == (4, 2) and y.shape == (4,)
    assert {tuple(row) for row in X.tolist()} == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert y.tolist() == [int(truth(*row)) for row in X.astype(bool).tolist()]


def test_the_tables_cannot_be_spoilt():
    assert sorted(LOGIC) == ["AND", "NAND", "OR", "XOR"]
    for X, y in LOGIC.values():
        for array in (X, y):
            with pytest.raises(ValueError, match="read-only"):
                array[0] = 1
    with pytest.raises(TypeError, match="does not support item assignment"):
        LOGIC["AND"] = LOGIC["OR"]


@pytest.mark.parametrize(
    ("name", "weights", "bias"),
    [
        ("AND", [1, 1], -1.5),
        ("OR", [1, 1], -0.5),
        ("NAND", [-1, -1], 1.5),
        ("AND", [1, 1], -1),
        ("OR", [1, 1], 0),
        ("NAND", [-1, -1], 2),
    ],
)  # these touch the threshold
def test_gates_set_by_hand(name, weights, bias):
    X, y = LOGIC[name]
    np.testing.assert_array_equal(MPNeuron(weights, bias)(X), y)


def test_no_neuron_is_xor():
    X, y = LOGIC["XOR"]
    grid = np.arange(-3, 3.5, 0.5)
    best = max((MPNeuron([u, v], b)(X) == y).sum() for u, v, b in product(grid, grid, grid))
    assert best == 3


def test_at_the_threshold_it_stays_silent():
    neuron = MPNeuron([1.0, 2.0], -3.0)
    np.testing.assert_array_equal(neuron([[1, 1], [1, 1 + 1e-15], [1, 1 - 1e-15]]), [0, 1, 0])
    np.testing.assert_array_equal(MPNeuron([0.0], 0.0)([[5.0], [-5.0]]), [0, 0])


def test_against_a_plain_loop():
    rng = np.random.default_rng(3)
    for k in (1, 2, 7):
        X, w, b = rng.normal(size=(50, k)), rng.normal(size=k), rng.normal()
        y = MPNeuron(w, b)(X)
        assert y.shape == (50,) and y.dtype.kind == "i"
        assert y.tolist() == [1 if sum(w[i] * x[i] for i in range(k)) + b > 0 else 0 for x in X]


@pytest.mark.parametrize(
    ("weights", "bias", "x", "fires"),
    [
        ([1e200, 1e200], 1, [1e200, -1e200], 1),  # 1e400 - 1e400 + 1
        ([1e200, 1e200], 0, [1e200, -1e200], 0),
        ([1e200, 1e200], -1e-300, [1e200, -1e200], 0),
        ([1.0, 1.0, 1.0], 0, [1e308, 1e308, -1.7e308], 1),  # inf on the way
        ([1.0, 1.0, 1.0, 1.0], 0, [1e308, 1e308, -1.7e308, -1.7e308], 0),
        ([1e308, 1e308], -1e308, [1e308, 1e308], 1),
        ([-1e308, 1.0], 1e308, [1e308, 1.0], 0),
        ([1.0], 5e-324, [0.0], 1),
        ([0.5], 0, [5e-324], 0),  # half of the smallest number is 0 in floats
    ],
)
def test_sums_that_leave_the_floats(weights, bias, x, fires):
    with np.errstate(all="raise"):
        assert MPNeuron(weights, bias)([x, x]).tolist() == [fires, fires]


def test_net_input_is_added_from_left_to_right_whatever_stands_beside():
    """0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 differ in floats."""
    X = np.array([[0.1, 0.2, 0.3], [0.3, 0.2, 0.1]] * 20)
    for n in (1, 2, 3, 17, 40):
        z = net_input(X[:n], np.ones(3), -0.6).tolist()
        assert z == [0.1 + 0.2 + 0.3 - 0.6, 0.3 + 0.2 + 0.1 - 0.6, *z][:n] and z == (z[:2] * n)[:n]
    wide = np.random.default_rng(0).normal(size=(9, 50))
    total = 0.0
    for value in wide[4].tolist():
        total += value * 0.1
    assert net_input(wide, np.full(50, 0.1), 0.0)[4] == total


def test_weights_spoilt_later_are_seen():
    neuron = MPNeuron([1.0, 1.0], 0)
    neuron.weights[0] = np.nan
    with pytest.raises(ValueError, match="^weights must not hold NaN"):
        neuron([[1, 1]])


def test_weights_are_a_copy():
    w = np.array([1.0, 1.0])
    neuron = MPNeuron(w, -1.5)
    w[:] = -1
    assert neuron([[1, 1]]).tolist() == [1]


@pytest.mark.parametrize("bad", GARBAGE)
def test_garbage_is_refused(bad):
    with pytest.raises((TypeError, ValueError), match="^weights must"):
        MPNeuron(GARBAGE[bad], 0)
    with pytest.raises((TypeError, ValueError), match="^X must"):
        MPNeuron([1.0], 0)(GARBAGE[bad])


@pytest.mark.parametrize("bad", NOT_NUMBERS)
def test_bias_must_be_a_number(bad):
    with pytest.raises(TypeError, match="^bias must be a number, got "):
        MPNeuron([1.0], NOT_NUMBERS[bad])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: MPNeuron([1, 1], 0)([[1, 2, 3]]), "X must have shape (N, 2), got (1, 3)"),
        (lambda: MPNeuron([1, 1], 0)([1, 2]), "X must have shape (N, 2), got (2,)"),
        (lambda: MPNeuron([[1, 1]], 0), "weights must have shape (N,), got (1, 2)"),
        (lambda: MPNeuron([1, np.inf], 0), "weights must be finite, got 1 infinite of 2"),
        (lambda: MPNeuron([1, 1], np.nan), "bias must be a finite number, got nan"),
        (lambda: MPNeuron([1, 1], -np.inf), "bias must be a finite number, got -inf"),
    ],
)
def test_messages(call, message):
    with pytest.raises(ValueError) as raised:
        call()
    assert str(raised.value) == message


def test_repr_says_all():
    assert repr(MPNeuron([1, -2.5], 0.5)) == "MPNeuron(weights=[1.0, -2.5], bias=0.5)"
