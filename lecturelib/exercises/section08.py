"""The exercises of section 8."""

from itertools import pairwise

import numpy as np

from lecturelib.activations import sigmoid
from lecturelib.exercises.answers import as_array
from lecturelib.exercises.checking import Exercise, Value
from lecturelib.exercises.verdicts import Wrong
from lecturelib.network import Network

_X, _Y = np.array([[1, 0.5]]), np.array([4.0])


def _example(w6=1):
    network = Network((2, 2, 1), bias=False)
    network.weights[0] = [[0.5, 2.3], [1.5, 3]]
    network.weights[1] = [[1], [w6]]
    return network


_LECTURE, _DOUBLED = _example().gradient(_X, _Y), _example(w6=2).gradient(_X, _Y)
_MOVES = np.abs(np.concatenate([W.T.ravel() for W in _LECTURE.weights]))  # of w1 to w6
_MOST_MOVED = Value(
    f"w{1 + np.argmax(_MOVES)}", {"second": "w5", "early": ["w1", "w2", "w3", "w4"]}
)

_SLOPE_W4 = Value(
    _DOUBLED.weights[0][1, 1],
    {
        "sign": -_DOUBLED.weights[0][1, 1],
        "input": _DOUBLED.delta[0][0, 1],
        "no_w6": _DOUBLED.weights[0][1, 1] / 2,
        "lecture": _LECTURE.weights[0][1, 1],
    },
    within=0.0015,  # who rounds on the way, as the lecture does, is 0.001 off
)

_DELTA_1 = _LECTURE.delta[0][0, 0]
_B1 = Value(-0.1 * _DELTA_1, {"gradient": _DELTA_1, "direction": 0.1 * _DELTA_1}, within=0.0005)


def hidden_delta(z, W_next, delta_next):
    slope = sigmoid.derivative(z)
    return slope * (W_next @ delta_next)


def judge_hidden_delta(answer):
    """8.4: equation (8) for a layer of sigmoid neurons."""
    rng = np.random.default_rng(84)
    for m, n in ((3, 2), (2, 4), (1, 1), (3, 3), (40, 2)):
        z, W, delta = rng.normal(size=m) * 3, rng.normal(size=(m, n)), rng.normal(size=n)
        got, right = as_array(answer(z, W, delta), (m,)), hidden_delta(z, W, delta)
        if np.allclose(got, right):
            continue
        if np.allclose(got, W @ delta):
            raise Wrong("slope")
        if np.allclose(got, sigmoid(z) * (W @ delta)):
            raise Wrong("value_for_slope")
        raise Wrong("value", got=np.round(got, 3))


def backward(weights, x, y):
    a = [x]
    for W in weights[:-1]:
        a.append(sigmoid(a[-1] @ W))
    y_hat = a[-1] @ weights[-1]

    delta = -2 * (y - y_hat)
    gradients = [np.outer(a[-1], delta)]
    for l in range(len(weights) - 1, 0, -1):
        delta = a[l] * (1 - a[l]) * (weights[l] @ delta)
        gradients.insert(0, np.outer(a[l - 1], delta))
    return gradients


def judge_backward(answer):
    """8.5: back-propagation at any depth."""
    rng = np.random.default_rng(85)
    for sizes in ((2, 2, 1), (3, 1), (3, 4, 2, 2), (2, 3, 3, 2, 1), (1, 4, 4, 4, 4, 1)):
        weights = [rng.normal(size=shape) for shape in pairwise(sizes)]
        x, y = rng.normal(size=sizes[0]), rng.normal(size=sizes[-1])
        got = answer(weights, x, y)
        if not isinstance(got, (list, tuple)) or len(got) != len(weights):
            raise Wrong("one_each", wanted=len(weights))
        shapes = [W.shape for W in weights]
        if [np.shape(g) for g in got] != shapes == [np.shape(g) for g in got[::-1]]:
            raise Wrong("order")
        got = [as_array(g, shape) for g, shape in zip(got, shapes, strict=True)]
        right = backward(weights, x, y)
        for reason, factor in (("sign", -1), ("half", 2)):
            if all(np.allclose(factor * g, r) for g, r in zip(got, right, strict=True)):
                raise Wrong(reason)
        for l in range(len(weights), 0, -1):
            if not np.allclose(got[l - 1], right[l - 1]):
                raise Wrong("last" if l == len(weights) else "layer", layer=l, layers=len(weights))


EXERCISES = [
    Exercise("8.1", _MOST_MOVED),
    Exercise("8.2", _SLOPE_W4),
    Exercise("8.3", _B1),
    Exercise("8.4", judge_hidden_delta, hidden_delta),
    Exercise("8.5", judge_backward, backward),
]
