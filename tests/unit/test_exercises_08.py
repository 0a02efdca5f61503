"""Every checker of section 8 against right, wrong, missing and hostile answers."""

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


def raises(*arguments):
    raise IndexError("out of range")


def loops(*arguments):
    while True:
        pass


def prints(z, W, d):
    print("noise")
    return delta(z, W, d)


def unfinished(*arguments):
    ...


@pytest.mark.parametrize(("key", "answer"), [
    ("8.1", "w6"), ("8.1", " W6 "), ("8.2", -0.0480), ("8.2", -0.04804), ("8.3", 0.0777),
    ("8.4", delta), ("8.4", prints), ("8.5", backward),
])
def test_right(key, answer, capsys):
    assert check(key, answer).state == "right"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("key", "answer", "reason"), [
    ("8.1", "w5", "Close"), ("8.1", "w1", "w1 sits left"), ("8.1", "bias", "One of these words"),
    ("8.2", 0.0480, "the sign is not"), ("8.2", -0.0961, "one more factor"), ("8.2", 7, "Not yet"),
    ("8.2", "small", "A single number"), ("8.2", [1, 2], "A single number"),
    ("8.3", -0.7771, "Now take the step"), ("8.3", -0.0777, "Mind the sign"), ("8.3", 1, "Not yet"),
    ("8.4", lambda z, W, d: W @ d, "f'(z) is missing"),
    ("8.4", lambda z, W, d: sigmoid(z) * (W @ d), "multiply by f(z)"),
    ("8.4", lambda z, W, d: np.zeros(len(z) + 1), "The shape should be (3,); yours is (4,)"),
    ("8.4", lambda z, W, d: "text", "Numbers are wanted"),
    ("8.4", changes_its_input, "changes its input"),
    ("8.4", raises, "IndexError: out of range"),
    ("8.4", loops, "within 2 seconds"),
    ("8.4", 3, "A function is wanted"),
    ("8.5", lambda w, x, y: backward(w, x, y, factor=2.0), "wrong sign"),
    ("8.5", lambda w, x, y: backward(w, x, y, factor=-1.0), "factor 2"),
    ("8.5", lambda w, x, y: [np.zeros_like(w[0]), *backward(w, x, y)[1:]], "weight matrix 1 of 2"),
    ("8.5", lambda w, x, y: backward(w, x, y)[:1], "A list of 2 arrays"),
])
def test_wrong_with_its_reason(key, answer, reason):
    result = check(key, answer)
    assert result.state == "wrong"
    assert reason in result.text


@pytest.mark.parametrize("key", ["8.1", "8.2", "8.3", "8.4", "8.5"])
@pytest.mark.parametrize("answer", [..., None, "", unfinished])
def test_not_yet_attempted(key, answer):
    if key in ("8.1", "8.2", "8.3") and answer is unfinished:
        assert check(key, answer).state == "wrong"
    else:
        assert check(key, answer).state == "open"
