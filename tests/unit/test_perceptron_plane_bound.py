"""R, gamma and the updates of Novikoff's bound, as the browser computes them."""

from itertools import combinations

import numpy as np
import pytest

from lecturelib.neuron import LOGIC
from lecturelib.perceptron import Perceptron


@pytest.fixture
def bound(javascript):
    def run(expression, sets):
        data = [
            [{"x": x, "y": y} for x, y in zip(X.tolist(), y.tolist(), strict=True)] for X, y in sets
        ]
        return javascript("perceptron_plane/bound.js", f"data.map({expression})", data)

    return run


def drawn(N, seed, decimals=2):
    """N points on a plane, labelled by a line or, every third time, at random."""
    rng = np.random.default_rng(seed)
    X = rng.uniform(-2.25, 2.75, (N, 2)).round(decimals)
    w, b = rng.normal(size=2), rng.normal()
    y = np.where(X @ w + b > 0, 1, -1) if seed % 3 else rng.choice([-1, 1], N)
    return X, y


def lifted(X, y):
    return y[:, None] * np.column_stack([X, np.ones(len(X))])


def largest_margin(X, y):
    """The best of all planes that are as far from one, two or three of the points as from none."""
    signed, best = lifted(X, y), 0.0
    for size in (1, 2, 3):
        for corners in combinations(signed, size):
            theta = np.linalg.lstsq(np.array(corners), np.ones(size), rcond=None)[0]
            length = np.linalg.norm(theta)
            if length > 1e-9:
                best = max(best, (signed @ theta).min() / length)
    return best


SETS = [drawn(N, seed) for seed in range(24) for N in (2, 3, 6, 9)]


def test_the_margin_is_the_largest_of_all_planes(bound):
    found = bound("bestMargin", SETS)
    separable = 0
    for (X, y), said in zip(SETS, found, strict=True):
        best = largest_margin(X, y)
        if best < 1e-7:
            assert said is None
            continue
        separable += 1
        signed = lifted(X, y)
        assert said["gamma"] == pytest.approx(best, rel=1e-7)
        assert np.linalg.norm(said["theta"]) == pytest.approx(1)
        terms = signed @ said["theta"]
        assert terms.min() == pytest.approx(best, rel=1e-7)
        np.testing.assert_allclose(terms[said["nearest"]], best, rtol=1e-6)
        assert said["R"] == pytest.approx(np.linalg.norm(signed, axis=1).max())
    assert 50 < separable < len(SETS) - 10


def test_the_margin_is_that_of_a_support_vector_machine(bound):
    """With a hard margin, and the 1 of (x, 1) an input like others: gamma = 1 / ||theta||."""
    svm = pytest.importorskip("sklearn.svm")
    sets = [drawn(40, seed) for seed in (1, 2, 4, 5, 8, 10, 11, 13)]
    compared = 0
    for (X, y), said in zip(sets, bound("bestMargin", sets), strict=True):
        if len(set(y)) < 2 or said["gamma"] < 0.05:
            continue
        machine = svm.LinearSVC(loss="hinge", C=1e4, fit_intercept=False, max_iter=10**6, tol=1e-9)
        theta = machine.fit(np.column_stack([X, np.ones(len(X))]), y).coef_[0]
        assert 1 / np.linalg.norm(theta) == pytest.approx(said["gamma"], rel=1e-3)
        compared += 1
    assert compared > 3


@pytest.mark.parametrize("name, theta", [("AND", (2, 2, -3)), ("OR", (2, 2, -1)), ("XOR", None)])
def test_gates(bound, name, theta):
    """By hand: all three points next to the line have the term 1, so gamma is 1 / ||theta||."""
    X, y = LOGIC[name]
    (said,) = bound("bestMargin", [(X, 2 * y - 1)])
    if theta is None:
        assert said is None, "no plane, no margin"
    else:
        assert said["gamma"] == pytest.approx(1 / np.linalg.norm(theta))
        np.testing.assert_allclose(said["theta"], np.array(theta) * said["gamma"])


def test_many_points_far_out(bound):
    sets = [(1e3 * X, y) for X, y in (drawn(200, seed) for seed in (1, 2, 4, 5))]
    for (X, y), said in zip(sets, bound("bestMargin", sets), strict=True):
        terms = lifted(X, y) @ said["theta"]
        assert terms.min() == pytest.approx(said["gamma"], rel=1e-5)


def test_the_updates_are_the_rules(bound):
    for (X, y), said in zip(SETS, bound("updatesFromZero", SETS), strict=True):
        rule = Perceptron(max_epochs=3000).fit(X, y)
        assert said["stops"] == rule.converged_
        if rule.converged_:
            assert said["updates"] == rule.n_updates_


def test_the_bound_is_never_broken(bound):
    margins, runs = bound("bestMargin", SETS), bound("updatesFromZero", SETS)
    for said, run in zip(margins, runs, strict=True):
        assert run["stops"] == (said is not None) or run["updates"] > 10_000
        if said:
            assert run["updates"] <= (said["R"] / said["gamma"]) ** 2


def and_with(h, *more):
    """AND with (1, 1) moved to (1, h), and more points (x1, x2, y)."""
    rows = np.array([(0, 0, -1), (0, 1, -1), (1, 0, -1), (1, h, 1), *more], float)
    return rows[:, :2], rows[:, 2]


def test_what_notebook_3_says_of_a_narrow_gap(bound):
    heights = (1, 0.8, 0.4, 0.2, 0.1, 0.05)
    sets = [and_with(h) for h in heights]
    bounds = [(said["R"] / said["gamma"]) ** 2 for said in bound("bestMargin", sets)]
    updates = [Perceptron(max_epochs=10_000).fit(*each).n_updates_ for each in sets]
    for numbers in (bounds, updates):
        for wide, narrow in zip(numbers[2:], numbers[3:], strict=False):
            assert 3.4 < narrow / wide < 4.1, "half the gap, four times as much"
    assert bounds[1] > bounds[0] and updates[1] < updates[0]
    on, past = bound("bestMargin", [and_with(0), and_with(-0.5)])
    assert on is None and past is not None


def test_the_challenge_of_notebook_3(bound):
    narrow = and_with(0.2, (2, 2, 1), (-1, -1, -1))
    assert Perceptron(max_epochs=10_000).fit(*narrow).n_updates_ > 50
    rng, many = np.random.default_rng(0), []
    while len(many) < 300:
        X, (w1, w2, b) = rng.uniform(-2.25, 2.75, (6, 2)), rng.normal(size=3)
        y = np.where(X @ [w1, w2] + b > 0, 1, -1)
        if len(set(y)) == 2:
            many.append(Perceptron(max_epochs=2000).fit(X, y).n_updates_)
    assert np.mean(np.array(many) >= 20) < 0.05
