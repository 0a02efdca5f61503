"""Every checker of section 3 against right answers and typical mistakes."""

import numpy as np
import pytest

from lecturelib.exercises import check, solution


def rule(w, b, x, y, eta, wrong=lambda m, z: m <= 0, gain=lambda y, eta: eta * y, gain_b=None):
    z = sum(p * q for p, q in zip(w, x)) + b
    if wrong(y * z, z):
        return np.array(w) + gain(y, eta) * x, b + (gain_b or gain)(y, eta)
    return w, b


def as_list(w, b, x, y, eta):
    w, b = rule(w, b, x, y, eta)
    return list(w), np.float64(b)


def variant(**changes):
    return lambda *arguments: rule(*arguments, **changes)


def in_place(w, b, x, y, eta):
    if y * (w @ x + b) <= 0:
        w += eta * y * x
        b += eta * y
    return w, b


def learn(X, y, eta, epochs, start=0.0, order=1, batch=False, stop=True):
    w, b = np.full(X.shape[1], start), start
    for _ in range(epochs):
        before = w.copy(), b
        for n in range(len(X))[::order]:
            at = before if batch else (w, b)
            if y[n] * (at[0] @ X[n] + at[1]) <= 0:
                w, b = w + eta * y[n] * X[n], b + eta * y[n]
        if stop and np.array_equal(w, before[0]) and b == before[1]:
            break
    return w, b


def one_pass(X, y, eta, epochs):
    return learn(X, y, eta, 1)


def until_right(X, y, eta, epochs):
    return learn(X, y, eta, 500)


def changes_X(X, y, eta, epochs):
    X[:] = 0
    return learn(X, y, eta, epochs)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("3.1", [0, 0, 1, 0]),
        ("3.1", np.array([False, False, True, False])),
        ("3.2", 2.5),
        ("3.2", np.float64(2.5)),
        ("3.3", (1, -1, -0.5)),
        ("3.3", [3, -2, -2.9]),
        ("3.3", np.array([0.1, -9, 0])),
        ("3.4", 27),
        ("3.4", 27.0000001),
        ("3.5", rule),
        ("3.5", as_list),
        ("3.6", learn),
        ("3.4", 26.9),
    ],
)
def test_right(key, answer):
    result = check(key, answer)
    assert result.state == "right", result


@pytest.mark.parametrize(
    ("key", "answer", "reason"),
    [
        ("3.1", [1, 0, 1, 0], "exactly at the threshold"),
        ("3.1", [-1, -1, 1, -1], "perceptron's"),
        ("3.1", [1, 1, 1, 0], "threshold is -b = 2"),
        ("3.1", [0, 0, 1, 1], "input 4"),
        ("3.1", [0, 1, 1, 0], "input 2"),
        ("3.1", [0, 1], "shape"),
        ("3.1", "yes", "Numbers"),
        ("3.2", -2.5, "never negative"),
        ("3.2", 2, "number of wrong points"),
        ("3.2", -1.5, "all four points"),
        ("3.2", 1.5, "all four points"),
        ("3.2", 6.5, "add nothing"),
        ("3.2", 8, "this is 8"),
        ("3.2", "2.5", "single number"),
        ("3.2", True, "single number"),
        ("3.3", (1, -1, 0.5), "change the sign of b"),
        ("3.3", (1, -1, -1), "For (1, 0) the sum is exactly 0"),
        ("3.3", (1, 1, -0.5), "For (0, 1) your z is 0.5"),
        ("3.3", (1, -1), "shape"),
        ("3.3", (np.nan, 1, 1), "Numbers are wanted"),
        ("3.4", 27**0.5, "its square"),
        ("3.4", 12, "length 1"),
        ("3.4", 18, "with the 1"),
        ("3.4", 24, "b counts"),
        ("3.4", 9, "The bound is larger"),
        ("3.4", 30, "this is 30"),
        ("3.5", variant(wrong=lambda m, z: True), "at every point"),
        ("3.5", variant(wrong=lambda m, z: m < 0), "the rule acts, too"),
        ("3.5", variant(wrong=lambda m, z: z <= 0), "by its label"),
        ("3.5", variant(wrong=lambda m, z: m > 0), "when the point is right"),
        ("3.5", variant(gain=lambda y, eta: -eta * y), "move away"),
        ("3.5", variant(gain=lambda y, eta: eta), "factor y is missing"),
        ("3.5", variant(gain=lambda y, eta: y), "eta is missing"),
        ("3.5", variant(gain_b=lambda y, eta: 0), "b does not move"),
        ("3.5", variant(gain=lambda y, eta: 3 * eta * y), "not the rule's"),
        ("3.5", lambda w, b, x, y, eta: w, "two things"),
        ("3.5", in_place, "changes its input"),
        ("3.5", lambda w, b: (w, b), "TypeError"),
        ("3.6", lambda X, y, eta, epochs: (0 * X[0], 0.0), "still 0"),
        ("3.6", one_pass, "one pass ends"),
        ("3.6", lambda *a: learn(*a, order=-1), "not the rule's"),
        ("3.6", lambda *a: learn(*a, start=5.0), "not the rule's"),
        ("3.6", lambda X, y, eta, epochs: (7 * np.ones(X.shape[1]), 0.0), "leave points"),
        ("3.6", until_right, "exactly that many passes"),
        ("3.6", lambda X, y, eta, epochs: np.zeros(3), "two things"),
        ("3.6", lambda X, y, eta, epochs: (np.zeros(1), 0), "shape"),
        ("3.6", changes_X, "changes its input"),
        ("3.1", [1, -1, 1, -1], "perceptron's"),
        ("3.4", 28, "this is 28"),
        ("3.5", variant(wrong=lambda m, z: m <= 0.5), "= 0.15"),
        ("3.5", lambda *a: (*rule(*a), 1), "two things"),
        ("3.6", lambda X, y, eta, epochs: learn(X, y, 1.0, epochs), "step by eta"),
    ],
)
def test_wrong_with_its_reason(key, answer, reason):
    result = check(key, answer)
    assert result.state == "wrong"
    assert reason in result.text


def test_solutions_in_words_are_right():
    for key, answer in (("3.2", -(-2 - 0.5)), ("3.4", 3 / (0.5 / 1.5) ** 2)):
        assert f"{answer:.4g}" in solution(key).text
        assert check(key, answer).state == "right"
