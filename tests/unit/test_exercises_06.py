"""Every checker of section 6 against right answers and typical mistakes."""

import numpy as np
import pytest

from lecturelib.exercises import check


def G(X, w, b, alpha, alpha_0, f):
    return [alpha_0 + sum(alpha[i] * float(f(w[i] @ x + b[i])) for i in range(len(b))) for x in X]


def steps(g, m):
    """The same staircase with its steps from right to left."""
    h = [float(g(np.array((i + 0.5) / (m + 1)))) for i in range(m + 1)]
    order = range(m, 0, -1)
    return [-i / (m + 1) for i in order], [h[i] - h[i - 1] for i in order], h[0]


def ascending(g, m):
    return tuple(np.array(part)[..., ::-1] if np.ndim(part) else part for part in steps(g, m))


def changed(part, change):
    """The right staircase with one part changed."""

    def answer(g, m):
        parts = list(ascending(g, m))
        parts[part] = change(g, m, parts[part])
        return tuple(parts)

    return answer


def changes_its_input(X, w, b, alpha, alpha_0, f):
    X += 1
    return G(X, w, b, alpha, alpha_0, f)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("6.1", -0.5),
        ("6.1", np.float64(-0.5)),
        ("6.2", 200),
        ("6.2", 200.0),
        ("6.3", (-0.2, -0.7, 3, -3)),
        ("6.3", [-0.7, -0.2, -3, 3]),
        ("6.4", G),
        ("6.4", lambda *a: np.array(G(*a))),
        ("6.5", steps),
        ("6.5", ascending),
    ],
)
def test_right(key, answer):
    assert check(key, answer).state == "right"


@pytest.mark.parametrize(
    ("key", "answer", "reason"),
    [
        ("6.1", -1, "starts from alpha_0"),
        ("6.1", 2.5, "all three"),
        ("6.1", 1.5, "the first neuron alone"),
        ("6.1", 7, "Not yet"),
        ("6.1", "x", "A single number"),
        ("6.2", 199, "equal to it"),
        ("6.2", 400, "left out the 2"),
        ("6.2", 399, "left out the 2"),
        ("6.2", 201, "not the smallest"),
        ("6.2", 100, "Not yet"),
        ("6.2", [200], "A single number"),
        ("6.3", (0.2, 0.7, 3, -3), "the signs of b are not"),
        ("6.3", (-0.2, -0.7, 3, 3), "right end your G is 6"),
        ("6.3", (-0.2, -0.7, 3, 0), "right end your G is 3"),
        ("6.3", (-0.2, -0.6, 3, -3), "At x = 0.65 your G is 0; 3 is wanted"),
        ("6.3", (1, 2, 3), "The shape should be (4,)"),
        ("6.3", 3, "The shape should be (4,)"),
        ("6.4", lambda X, w, b, a, a0, f: f(X @ w.T + b) @ a, "alpha_0 is missing"),
        ("6.4", lambda X, w, b, a, a0, f: f(X @ w.T) @ a + a0, "The biases b are missing"),
        ("6.4", lambda X, w, b, a, a0, f: (X @ w.T + b) @ a + a0, "Without it G is linear"),
        ("6.4", lambda X, w, b, a, a0, f: f(f(X @ w.T + b) @ a + a0), "no f around it"),
        ("6.4", lambda X, w, b, a, a0, f: f(X @ w.T + b), "The shape should be (7,)"),
        ("6.4", lambda X, w, b, a, a0, f: np.zeros(len(X)), "Not yet"),
        ("6.4", changes_its_input, "changes its input"),
        ("6.5", lambda g, m: 3, "Return three things"),
        ("6.5", changed(0, lambda g, m, b: -b), "a neuron with w = 1 switches on at x = -b"),
        ("6.5", changed(0, lambda g, m, b: -np.arange(1, m + 1) / m), "You have m treads"),
        ("6.5", changed(0, lambda g, m, b: -np.arange(m) / m), "You have m treads"),
        (
            "6.5",
            changed(1, lambda g, m, alpha: g((np.arange(m + 1) + 0.5) / (m + 1))[1:]),
            "change from the one before",
        ),
        ("6.5", changed(2, lambda g, m, alpha_0: alpha_0 + 1), "The steps are right"),
        ("6.5", changed(1, lambda g, m, alpha: -alpha), "In the middles of the treads"),
        ("6.5", changed(2, lambda g, m, alpha_0: [alpha_0]), "one number, not an array"),
        ("6.1", -0.51, "Not yet"),
        ("6.3", (-0.15, -0.7, 3, -3), "At x = 0.199"),
        ("6.3", (-0.2, -0.75, 3, -3), "At x = 0.701"),
        ("6.4", lambda X, w, b, a, a0, f: np.tanh(X @ w.T + b) @ a + a0, "Not yet"),
        ("6.5", changed(0, lambda g, m, b: b + 0.5 / (m + 1)), "not at their ends"),
        ("6.5", lambda g, m: (*ascending(g, m), 1), "Return three things"),
        ("6.5", lambda g, m: ascending(np.cos, m), "In the middles"),
    ],
)
def test_wrong_with_its_reason(key, answer, reason):
    result = check(key, answer)
    assert result.state == "wrong"
    assert reason in result.text
