"""Every checker of section 4 against right answers and typical mistakes."""

import numpy as np
import pytest

from lecturelib.exercises import check

EQUAL = [1, -1, 1, -1, -0.5, 1.5, -1, -1, 1.5]
XOR = [1, -1, 1, -1, -0.5, 1.5, 1, 1, -1.5]


def run(weights, biases, f, x, bias=1.0, last=True):
    a = x
    for k, (W, b) in enumerate(zip(weights, biases)):
        z = a @ W + bias * b
        a = f(z) if last or k + 1 < len(weights) else z
    return a


def f_once(weights, biases, f, x):
    return f(run(weights, biases, lambda z: z, x))


def multiply(weights, biases):
    W, b = np.eye(len(weights[0])), np.zeros(len(weights[0]))
    for V, c in zip(weights, biases):
        W, b = W @ V, b @ V + c
    return W, b


def changes_its_input(weights, biases, f, x):
    x += 1
    return run(weights, biases, f, x)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("4.1", (1, 0)),
        ("4.1", [1.0, 0.0]),
        ("4.2", 2778),
        ("4.3", EQUAL),
        ("4.3", [-1, 1, -1, 1, 0.5, -1.5, 1, 1, -0.5]),
        ("4.4", run),
        ("4.5", multiply),
        ("4.5", lambda w, b: list(multiply(w, b))),
    ],
)
def test_right(key, answer):
    assert check(key, answer).state == "right"


@pytest.mark.parametrize(
    ("key", "answer", "reason"),
    [
        ("4.1", (0, 1), "wrong order"),
        ("4.1", (0, 0), "OR fires for (1, 1)"),
        ("4.1", (1, 1), "two TRUE points land"),
        ("4.1", (2, 0), "Not yet"),
        ("4.1", 1, "The shape should be (2,)"),
        ("4.2", 2720, "has a bias, too"),
        ("4.2", 2842, "no biases"),
        ("4.2", 122, "inputs included"),
        ("4.2", 58, "weights are missing"),
        ("4.2", 64 * 32 * 16 * 10, "neighbouring layers only"),
        ("4.2", 7, "Not yet"),
        ("4.2", "many", "A single number"),
        ("4.3", XOR, "This is XOR"),
        ("4.3", [0] * 9, "to the same place"),
        ("4.3", [*EQUAL[:6], 1, 1, -0.5], "2 of 4 outputs are wrong, the first at x = (0, 1)"),
        ("4.3", EQUAL[:8], "The shape should be (9,); yours is (8,)"),
        ("4.3", "nine", "Numbers are wanted"),
        ("4.4", lambda w, b, f, x: run(w, b, f, x, bias=0), "biases are missing"),
        ("4.4", lambda w, b, f, x: run(w, b, f, x, last=False), "applies f at the output as well"),
        ("4.4", lambda w, b, f, x: run(w[:2], b[:2], f, x), "two layers only"),
        ("4.4", f_once, "applied at the end only"),
        ("4.4", lambda w, b, f, x: 2 * run(w, b, f, x), "Not yet"),
        ("4.4", lambda w, b, f, x: 0.5, "The shape should be (1,)"),
        ("4.4", changes_its_input, "changes its input"),
        ("4.5", lambda w, b: multiply(w, b)[0], "Return two things"),
        ("4.5", lambda w, b: (multiply(w, b)[0] + 1, b[-1]), "Mind the order"),
        ("4.5", lambda w, b: (multiply(w, b)[0], b[-1]), "earlier layers count"),
        ("4.5", lambda w, b: multiply(w[:2], b[:2]), "two layers only"),
        ("4.5", lambda w, b: (multiply(w, b)[0], b[0]), "must pass through"),
        ("4.5", lambda w, b: (multiply(w, b)[0], 2 * multiply(w, b)[1]), "the bias is not"),
        ("4.5", lambda w, b: (b[-1], multiply(w, b)[0]), "The shape should be"),
        ("4.1", (1.5, -0.5), "net inputs"),
        ("4.3", [1, 1, -1, -1, -0.5, 1.5, -1, -1, 1.5], "w12 and w21 exchanged"),
        ("4.5", lambda w, b: (w[1] @ w[0], multiply(w, b)[1]), "Mind the order"),
        ("4.5", lambda w, b: (*multiply(w, b), 1), "two things"),
    ],
)
def test_wrong_with_its_reason(key, answer, reason):
    result = check(key, answer)
    assert result.state == "wrong"
    assert reason in result.text
