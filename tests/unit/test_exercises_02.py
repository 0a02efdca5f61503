"""Every checker of section 2 against right answers and typical mistakes."""

import numpy as np
import pytest

from lecturelib.exercises import check, solution


def total(x, w):
    return sum(a * b for a, b in zip(x, w))


def neuron(x, w, threshold):
    return 1 if total(x, w) > threshold else 0


def step(w, x, threshold, eta, y=None, signal=None):
    y = neuron(x, w, threshold) if y is None else y
    return [a + eta * (b if signal is None else signal) * y for a, b in zip(w, x)]


def in_place(w, x, threshold, eta):
    w += eta * x * neuron(x, w, threshold)
    return w


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("2.1", [1, 0, 0, 1]),
        ("2.1", np.array([True, False, False, True])),
        ("2.2", 0.04),
        ("2.2", 0.2**2),
        ("2.3", 5),
        ("2.3", 5.0),
        ("2.4", neuron),
        ("2.4", lambda x, w, t: np.dot(x, w) > t),
        ("2.5", step),
        ("2.5", lambda *a: np.array(step(*a))),
        ("2.3", (0.8 - 0.2) / 0.15 + 1),
    ],
)
def test_right(key, answer):
    result = check(key, answer)
    assert result.state == "right", result


@pytest.mark.parametrize(
    ("key", "answer", "reason"),
    [
        ("2.1", [1, 0, 1, 1], "Its strength is -0.3"),
        ("2.1", [1, 1, 1, 1], "threshold is 0.6"),
        ("2.1", [1, 0, 1, 0], "input 3"),
        ("2.1", [0, 0, 0, 1], "input 1"),
        ("2.1", [1, 0], "shape"),
        ("2.1", "yes", "Numbers"),
        ("2.2", 4, "in percent"),
        ("2.2", 0.2, "two must meet"),
        ("2.2", 0.4, "added"),
        ("2.2", 0.008, "all three"),
        ("2.2", 0.032, "(1, 1, 1), too"),
        ("2.2", 0.1, "0.1"),
        ("2.2", "0.04", "single number"),
        ("2.3", 4, "exactly 0.8"),
        ("2.3", 6, "starts at 0.2"),
        ("2.3", 4.5, "whole number"),
        ("2.3", 3, "the strength is 0.65"),
        ("2.4", lambda x, w, t: int(total(x, w) >= t), "fires above it only"),
        ("2.4", lambda x, w, t: int(sum(x) > t), "count the signals"),
        ("2.4", lambda x, w, t: int(sum(w) > t), "whose signal has come"),
        ("2.4", lambda x, w, t: int(total(x, w) + t > 0), "the sign"),
        ("2.4", lambda x, w, t: total(x, w), "return the sum"),
        ("2.4", lambda x, w, t: 1, "Not yet"),
        ("2.4", lambda x, w, t: x, "One number is wanted"),
        ("2.4", lambda x: 1, "TypeError"),
        ("2.5", lambda *a: step(*a, y=1), "factor y is missing"),
        ("2.5", lambda *a: step(*a, signal=1), "factor x_i is missing"),
        ("2.5", lambda w, x, t, eta: step(w, x, t, 1), "eta is missing"),
        ("2.5", lambda w, x, t, eta: step(w, x, t, eta, y=int(total(x, w) >= t)), "nothing grows"),
        ("2.5", lambda w, x, t, eta: np.array(step(w, x, t, eta)) - w, "the change alone"),
        ("2.5", lambda w, x, t, eta: step(w, x, t, -eta), "Mind the sign"),
        ("2.5", lambda w, *a: w, "Not yet"),
        ("2.5", lambda w, *a: w[:1], "shape"),
        ("2.5", in_place, "changes its input"),
        ("2.2", 0.0401, "this is 0.0401"),
    ],
)
def test_wrong_with_its_reason(key, answer, reason):
    result = check(key, answer)
    assert result.state == "wrong"
    assert reason in result.text


def test_solutions_in_words_are_right():
    for key, answer in (("2.2", 0.2 * 0.2), ("2.3", 5)):
        assert f"{answer:.4g}" in solution(key).text
        assert check(key, answer).state == "right"
    assert "[1, 0, 0, 1]" in solution("2.1").text
