"""Every checker of section 5 against right answers and typical mistakes."""

import numpy as np
import pytest

from lecturelib.exercises import check


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


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("5.1", "relu"),
        ("5.1", " ReLU "),
        ("5.2", 0.7616),
        ("5.2", np.tanh(1)),
        ("5.3", 7),
        ("5.3", 7.0),
        ("5.4", slope),
        ("5.5", dead),
        ("5.5", lambda W, b, X: np.array(dead(W, b, X)) * 1),
        ("5.6", softplus),
        ("5.2", 0.762),
    ],
)
def test_right(key, answer):
    assert check(key, answer).state == "right"


@pytest.mark.parametrize(
    ("key", "answer", "reason"),
    [
        ("5.1", "sigmoid", "slope at -3 is 0.045"),
        ("5.1", "tanh", "slope at -3 is 0.010"),
        ("5.1", "leaky_relu", "gamma = 0.010"),
        ("5.1", "softplus", "Gamma(-3) = 0.047"),
        ("5.1", "step", "One of these words"),
        ("5.1", 3, "One of these words"),
        ("5.2", 0.4621, "Gamma(2z)"),
        ("5.2", 0.8808, "Stretch it"),
        ("5.2", 1, "Not yet"),
        ("5.2", "0.76", "A single number"),
        ("5.3", 10, "the largest slope"),
        ("5.3", 109, "You multiplied values"),
        ("5.3", 6, "six layers leave 1.3e-06"),
        ("5.3", 8, "fewer will do"),
        ("5.3", 6.13, "Round up"),
        ("5.3", 5, "Not yet"),
        ("5.3", [7], "A single number"),
        ("5.4", lambda z, gamma: np.maximum(z, gamma * z), "the function itself"),
        ("5.4", lambda z, gamma: np.where(z > 0, 1, 0), "slope of ReLU"),
        ("5.4", lambda z, gamma: np.where(z >= 0, 1, gamma), "but for z = 0"),
        ("5.4", lambda z, gamma: np.where(z > 0, gamma, 1), "Not yet"),
        (
            "5.4",
            lambda z, gamma: gamma,
            "The shape should be (8,); yours is that of a single number",
        ),
        ("5.4", lambda z, gamma: "text", "Numbers are wanted"),
        ("5.5", lambda W, b, X: ((X @ W + b) <= 0).all(axis=1), "for each of the 30 observations"),
        ("5.5", lambda W, b, X: ((X @ W + b) == 0).all(axis=0), "no dead neuron"),
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
        ("5.2", 0.77, "Not yet"),
        ("5.4", lambda z, gamma: np.where(z > 0, 1, 0.01), "Not yet"),
        ("5.4", lambda z, gamma: np.where(z > 0, 1, 0.3), "Not yet"),
        ("5.5", lambda W, b, X: np.zeros(len(b), bool), "no dead neuron"),
        (
            "5.5",
            lambda W, b, X: [True, True, False, False, False, False][: len(b)],
            "[ True  True False False False]",
        ),
    ],
)
def test_wrong_with_its_reason(key, answer, reason):
    result = check(key, answer)
    assert result.state == "wrong"
    assert reason in result.text
