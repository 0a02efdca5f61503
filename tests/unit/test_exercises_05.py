"""Every checker of section 5 against right, wrong, missing and hostile answers."""

import numpy as np
import pytest

from lecturelib.exercises import check, hint, solution
from lecturelib.exercises.section05 import EXERCISES

VALUES, FUNCTIONS = ("5.1", "5.2", "5.3"), ("5.4", "5.5", "5.6")


def slope(z, gamma):
    return np.array([1 if value > 0 else gamma for value in z])


def dead(W, b, X):
    return [all(x @ W[:, i] + b[i] <= 0 for x in X) for i in range(len(b))]


def softplus(z):
    return np.logaddexp(0, z)


def naive(z):
    return np.log(1 + np.exp(z))


def changes_its_input(z, *rest):
    z += 1
    return z


def raises(*arguments):
    raise KeyError("z")


def loops(*arguments):
    while True:
        pass


def prints(z, gamma):
    print("noise")
    return slope(z, gamma)


def unfinished(*arguments):
    ...


@pytest.mark.parametrize(("key", "answer"), [
    ("5.1", "relu"), ("5.1", " ReLU "), ("5.2", 0.7616), ("5.2", np.tanh(1)), ("5.3", 7), ("5.3", 7.0),
    ("5.4", slope), ("5.4", prints), ("5.5", dead), ("5.5", lambda W, b, X: np.array(dead(W, b, X)) * 1), ("5.6", softplus),
])
def test_right(key, answer, capsys):
    assert check(key, answer).state == "right"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("key", "answer", "reason"), [
    ("5.1", "sigmoid", "slope at -3 is 0.045"), ("5.1", "tanh", "slope at -3 is 0.010"), ("5.1", "leaky_relu", "gamma = 0.010"),
    ("5.1", "softplus", "Gamma(-3) = 0.047"), ("5.1", "step", "One of these words"), ("5.1", 3, "One of these words"),
    ("5.2", 0.4621, "Gamma(2z)"), ("5.2", 0.8808, "Stretch it"), ("5.2", 1, "Not yet"), ("5.2", "0.76", "A single number"),
    ("5.3", 10, "the largest slope"), ("5.3", 109, "You multiplied values"), ("5.3", 6, "six layers leave 1.3e-06"),
    ("5.3", 8, "Not yet"), ("5.3", [7], "A single number"),
    ("5.4", lambda z, gamma: np.maximum(z, gamma * z), "the function itself"),
    ("5.4", lambda z, gamma: np.where(z > 0, 1, 0), "slope of ReLU"),
    ("5.4", lambda z, gamma: np.where(z >= 0, 1, gamma), "but for z = 0"),
    ("5.4", lambda z, gamma: np.where(z > 0, gamma, 1), "Not yet"),
    ("5.4", lambda z, gamma: gamma, "The shape should be (8,); yours is ()"),
    ("5.4", lambda z, gamma: "text", "Numbers are wanted"),
    ("5.5", lambda W, b, X: ((X @ W + b) <= 0).all(axis=1), "for each of the 30 observations"),
    ("5.5", lambda W, b, X: ((X @ W + b) > 0).any(axis=0), "Turned round"),
    ("5.5", lambda W, b, X: ((X @ W + b) <= 0).any(axis=0), "silent for some"),
    ("5.5", lambda W, b, X: ((X @ W) <= 0).all(axis=0), "The bias is missing"),
    ("5.5", lambda W, b, X: np.arange(len(b)) == 2, "Not yet"),
    ("5.5", lambda W, b, X: np.zeros(len(b) + 1), "The shape should be (6,)"),
    ("5.6", naive, "at z = 800 it returns inf"),
    ("5.6", lambda z: np.maximum(z, 0), "Not yet"),
    ("5.6", lambda z: naive(np.clip(z, -100, 100)), "Finite, but not right"),
    ("5.6", lambda z: np.where(z > 50, z, naive(np.minimum(z, 50))), "At z = -40 it returns 0"),
    *[(key, changes_its_input, "changes its input") for key in ("5.4", "5.6")],
    *[(key, raises, "KeyError") for key in FUNCTIONS],
    *[(key, 3, "A function is wanted") for key in FUNCTIONS],
    ("5.4", loops, "within 2 seconds"),
])
def test_wrong_with_its_reason(key, answer, reason):
    result = check(key, answer)
    assert result.state == "wrong"
    assert reason in result.text


@pytest.mark.parametrize(("key", "answer"), [
    *[(key, answer) for key in VALUES + FUNCTIONS for answer in (..., None, "")],
    *[(key, unfinished) for key in FUNCTIONS],
])
def test_not_yet_attempted(key, answer):
    assert check(key, answer).state == "open"


def test_a_checker_knows_what_the_solutions_know():
    for exercise in EXERCISES:
        if exercise.solution:
            assert check(exercise.key, exercise.solution).state == "right"


@pytest.mark.parametrize("key", VALUES + FUNCTIONS)
def test_three_hints_and_a_solution(key):
    first, *_ = texts = [hint(key).text for _ in range(4)]
    assert first.startswith("Hint 1 of 3") and "last hint" in texts[3]
    assert len(set(texts)) == 4
    assert "`" in solution(key).text
