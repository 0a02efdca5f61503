"""The threshold neuron, Hebb's rule, spike timing: against arithmetic by hand and loops."""

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from lecturelib.hebb import fires, hebb, stdp

ALL = list(product((0, 1), repeat=3))


def test_fires_above_the_threshold_only():
    assert fires([[1, 1, 0], [1, 0, 1], [0, 1, 1], [0, 0, 0]], [0.6, 0.5, 0.3], 1).tolist() == [
        1,
        0,
        0,
        0,
    ]
    assert fires([[1, 1], [1, 0]], [0.6, -0.4], 0.5).tolist() == [0, 1]


@pytest.mark.parametrize("tenths", [(1, 2, 3), (7, 3, 2), (6, 4, -1), (9, 1, 1)])
def test_a_sum_at_the_threshold_is_silent_whatever_the_rounding(tenths):
    for level in range(13):
        wanted = [
            int(
                sum(Fraction(t, 10) * x for t, x in zip(tenths, row, strict=True))
                > Fraction(level, 10)
            )
            for row in ALL
        ]
        assert fires(ALL, [t / 10 for t in tenths], level / 10).tolist() == wanted


@pytest.mark.parametrize("scale", [1e-320, 1e-300, 1e-12, 1.0, 1e12, 1e300])
def test_the_threshold_has_no_size_of_its_own(scale):
    """Above is above for small strengths too, and rounding is small for large ones."""
    strengths = np.array([0.1, 0.2]) * scale
    assert fires([[1, 1]], strengths, 0.3 * scale).tolist() == [0]
    assert fires([[1, 1]], strengths, 0.29 * scale).tolist() == [1]
    assert fires([[1, 0], [0, 1]], strengths, 0.15 * scale).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("x", "w", "threshold", "wanted"),
    [
        ([1e200, 1e200], [1e200, 1e200], 1e308, 1),
        ([1e200, 1e200], [1e200, -1e200], -1.0, 1),
        ([1e200, 1e200], [1e200, -1e200], 1.0, 0),
        ([1.0, 1.0, 1.0], [1e308, 1e308, -1.7e308], 1e307, 1),
        ([1e200], [-1e200], -1e308, 0),
    ],
)
def test_sums_beyond_floats_have_a_side_too(x, w, threshold, wanted):
    with np.errstate(all="raise"):
        assert fires([x], w, threshold).tolist() == [wanted]


def test_strengths_that_leave_the_floats_are_refused():
    with (
        np.errstate(all="raise"),
        pytest.raises(ValueError, match="^learning_rate must be small enough .*, got 1e\\+308$"),
    ):
        hebb([[1.0], [2.0]], [1e308], 0.0, 1e308)


def test_hebb_strengthens_what_took_part_and_nothing_else():
    path, y = hebb([[0, 1, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1]], [1.1, 0.3, 0.3], 1, 0.1)
    assert y.tolist() == [0, 1, 0, 1]
    np.testing.assert_allclose(
        path, [[1.1, 0.3, 0.3], [1.1, 0.3, 0.3], [1.2, 0.4, 0.3], [1.2, 0.4, 0.3], [1.3, 0.4, 0.4]]
    )


def test_hebb_against_a_plain_loop():
    rng = np.random.default_rng(2)
    X, w = rng.integers(0, 2, (40, 4)), rng.uniform(-0.5, 1, 4)
    path, y = hebb(X, w, 0.7, 0.05)
    now = list(w)
    for n, x in enumerate(X.tolist()):
        fired = sum(a * b for a, b in zip(now, x, strict=True)) > 0.7
        now = [a + 0.05 * b if fired else a for a, b in zip(now, x, strict=True)]
        assert y[n] == fired
        assert path[n + 1] == pytest.approx(now)
    assert 0 < y.sum() < 40


def test_the_given_strengths_stay_as_they_are():
    w = np.array([1.0, 1.0])
    hebb([[1, 1]], w, 1, 0.5)
    assert w.tolist() == [1, 1]


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        (([[1, 0]], [1, 1, 1], 1, 0.1), ValueError, r"X must have shape \(N, 3\), got \(1, 2\)"),
        (([[1, 0]], [[1, 1]], 1, 0.1), ValueError, r"w must have shape \(N,\), got \(1, 2\)"),
        (([[1, 0]], [1, float("nan")], 1, 0.1), ValueError, "w must not hold NaN"),
        (
            ([[1, 0]], [1, 1], "high", 0.1),
            TypeError,
            "threshold must be a number, got the text 'high'",
        ),
        (
            ([[1, 0]], [1, 1], 1, 0),
            ValueError,
            "learning_rate must be a finite number above 0, got 0",
        ),
        (([], [1, 1], 1, 0.1), ValueError, "X must not be empty"),
    ],
)
def test_bad_input(values, error, says):
    with pytest.raises(error, match=says):
        hebb(*values)


@pytest.mark.parametrize("a_plus, a_minus, tau_plus, tau_minus", [(0.5, 2, 10, 40), (1, 1, 17, 34)])
def test_spike_timing_against_the_closed_form(a_plus, a_minus, tau_plus, tau_minus):
    delays = [-80, -40.5, -1, -1e-9, 0, 1e-9, 0.25, 1, 17, 40]
    wanted = [
        a_plus * math.exp(-t / tau_plus) if t > 0 else t and -a_minus * math.exp(t / tau_minus)
        for t in delays
    ]
    got = stdp(delays, a_plus, a_minus, tau_plus, tau_minus)
    np.testing.assert_allclose(got, wanted, rtol=1e-14)
    assert [stdp(t, a_plus, a_minus, tau_plus, tau_minus) for t in delays] == got.tolist()


def test_spike_timing_has_the_numbers_of_song_miller_and_abbott():
    """A share of 0.5 % at most, 1.05 times as much the other way, 1/e of it after 20 ms."""
    assert stdp(1e-12) == pytest.approx(0.005) and stdp(-1e-12) == pytest.approx(-1.05 * 0.005)
    assert stdp(20) == pytest.approx(0.005 / math.e)
    assert stdp(-20) == pytest.approx(-0.00525 / math.e)


def test_spike_timing_keeps_the_shape_and_knows_no_delay():
    assert stdp(np.zeros((2, 3))).tolist() == [[0] * 3] * 2
    with np.errstate(all="raise"):
        assert stdp([1e308, -1e308], tau_plus=1e-308, tau_minus=1e-308).tolist() == [0, 0]
        assert stdp(1e-308, a_plus=1e308) == 1e308


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"delay": "soon"}, TypeError, "delay must hold real numbers, got the text 'soon'"),
        ({"delay": [1, float("nan")]}, ValueError, "delay must not hold NaN"),
        ({"delay": float("inf")}, ValueError, "delay must be finite, got 1 infinite of 1"),
        ({"delay": []}, ValueError, "delay must not be empty"),
        *(
            ({"delay": 1, name: 0}, ValueError, f"{name} must be a finite number above 0, got 0")
            for name in ("a_plus", "a_minus", "tau_plus", "tau_minus")
        ),
    ],
)
def test_bad_input_of_spike_timing(values, error, says):
    with pytest.raises(error, match=says):
        stdp(**values)
