"""Every checker of section 8 against right answers and typical mistakes."""

import numpy as np
import pytest

from lecturelib.activations import sigmoid
from lecturelib.exercises import check


def delta(z, W, d):
    return sigmoid.derivative(z) * (W @ d)


def backward(weights, x, y, factor=-2.0):
    a = [x]
    for W in weights[:-1]:
        a.append(1 / (1 + np.exp(-(a[-1] @ W))))
    d = factor * (y - a[-1] @ weights[-1])
    gradients = {len(weights) - 1: np.outer(a[-1], d)}
    for l in range(len(weights) - 1, 0, -1):
        d = a[l] * (1 - a[l]) * (weights[l] @ d)
        gradients[l - 1] = np.outer(a[l - 1], d)
    return [gradients[l] for l in range(len(weights))]


def changes_its_input(z, W, d):
    z += 1
    return z


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("8.1", "w6"),
        ("8.1", " W6 "),
        ("8.2", -0.0542),
        ("8.2", -0.05419),
        ("8.2", -2.533 * 2 * 0.021 * 0.5),
        ("8.3", 0.0777),
        ("8.4", delta),
        ("8.5", backward),
        ("8.3", 0.078),
    ],
)
def test_right(key, answer):
    assert check(key, answer).state == "right"


@pytest.mark.parametrize(
    ("key", "answer", "reason"),
    [
        ("8.1", "w5", "Close"),
        ("8.1", "w1", "w1 sits left"),
        ("8.1", "bias", "One of these words"),
        ("8.2", 0.0542, "the sign is not"),
        ("8.2", -0.1084, "one more factor"),
        ("8.2", -0.0271, "through w6 = 2"),
        ("8.2", -0.048, "lecture's example"),
        ("8.2", 7, "Not yet"),
        ("8.2", "small", "A single number"),
        ("8.2", [1, 2], "A single number"),
        ("8.3", -0.7771, "Now take the step"),
        ("8.3", -0.0777, "Mind the sign"),
        ("8.3", 1, "Not yet"),
        ("8.4", lambda z, W, d: W @ d, "f'(z) is missing"),
        ("8.4", lambda z, W, d: sigmoid(z) * (W @ d), "multiply by f(z)"),
        ("8.4", lambda z, W, d: np.zeros(len(z) + 1), "The shape should be (3,); yours is (4,)"),
        ("8.4", lambda z, W, d: "text", "Numbers are wanted"),
        ("8.4", changes_its_input, "changes its input"),
        ("8.5", lambda w, x, y: backward(w, x, y, factor=2.0), "wrong sign"),
        ("8.5", lambda w, x, y: backward(w, x, y, factor=-1.0), "factor 2"),
        (
            "8.5",
            lambda w, x, y: [np.zeros_like(w[0]), *backward(w, x, y)[1:]],
            "weight matrix 1 of 2",
        ),
        ("8.5", lambda w, x, y: [*backward(w, x, y)[:-1], 0 * w[-1]], "the last weight matrix"),
        ("8.5", lambda w, x, y: backward(w, x, y)[::-1], "begins with the last"),
        ("8.5", lambda w, x, y: backward(w, x, y)[:1], "A list of 2 arrays"),
        ("8.1", "w7", "One of these words"),
        ("8.2", -0.06, "Not yet"),
        ("8.3", 0.08, "Not yet"),
        ("8.4", lambda z, W, d: z * (1 - z) * (W @ d), "Not yet"),
        ("8.5", lambda w, x, y: backward(w[:2], x, y), "A list of 3 arrays"),
    ],
)
def test_wrong_with_its_reason(key, answer, reason):
    result = check(key, answer)
    assert result.state == "wrong"
    assert reason in result.text
