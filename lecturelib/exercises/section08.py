"""The exercises of section 8."""

import numpy as np

from lecturelib.activations import sigmoid
from lecturelib.exercises.checking import Exercise, Wrong, as_array
from lecturelib.network import Network

_X, _Y = np.array([[1, 0.5]]), np.array([4.0])


def _example(w6=1):
    network = Network((2, 2, 1), bias=False)
    network.weights[0] = [[0.5, 2.3], [1.5, 3]]
    network.weights[1] = [[1], [w6]]
    return network


def most_moved(answer):
    """8.1: the weight that the first update moves furthest."""
    name = answer.choice([f"w{n}" for n in range(1, 7)])
    if name == "w5":
        raise Wrong("second")
    if name != "w6":
        raise Wrong("early", name=name)


def slope_of_w4(answer):
    """8.2: dL/dw4 of the example with w6 = 2. Who rounds on the way, as the lecture does, is 0.001 off."""
    got, near = answer.number(), 1.5e-3
    right = _example(w6=2).gradient(_X, _Y).weights[0][1, 1]
    for reason, value in (
        ("sign", -right),
        ("input", 2 * right),
        ("no_w6", right / 2),
        ("lecture", _example().gradient(_X, _Y).weights[0][1, 1]),
    ):
        if abs(got - value) < near:
            raise Wrong(reason, got=f"{got:g}")
    if abs(got - right) > near:
        raise Wrong("value", got=f"{got:g}")


def bias_update(answer):
    """8.3: b1 after one update, were there a bias in z1 that starts at 0."""
    got, delta = answer.number(), _example().gradient(_X, _Y).delta[0][0, 0]
    if abs(got - delta) < 5e-4:
        raise Wrong("gradient")
    if abs(got - 0.1 * delta) < 5e-4:
        raise Wrong("direction")
    if abs(got + 0.1 * delta) > 5e-4:
        raise Wrong("value", got=f"{got:g}")


def hidden_delta(z, W_next, delta_next):
    slope = sigmoid.derivative(z)
    return slope * (W_next @ delta_next)


def judge_hidden_delta(answer):
    """8.4: equation (8) for a layer of sigmoid neurons."""
    rng = np.random.default_rng(84)
    for m, n in ((3, 2), (2, 4), (1, 1)):
        z, W, delta = rng.normal(size=m), rng.normal(size=(m, n)), rng.normal(size=n)
        got, right = as_array(answer(z, W, delta), (m,)), hidden_delta(z, W, delta)
        if np.allclose(got, W @ delta):
            raise Wrong("slope")
        if np.allclose(got, sigmoid(z) * (W @ delta)):
            raise Wrong("value_for_slope")
        if not np.allclose(got, right):
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
    for sizes in ((2, 2, 1), (3, 1), (3, 4, 2, 2), (2, 3, 3, 2, 1)):
        weights = [rng.normal(size=shape) for shape in zip(sizes, sizes[1:])]
        x, y = rng.normal(size=sizes[0]), rng.normal(size=sizes[-1])
        got = answer(weights, x, y)
        if not isinstance(got, (list, tuple)) or len(got) != len(weights):
            raise Wrong("one_each", wanted=len(weights))
        shapes = [W.shape for W in weights]
        if [np.shape(g) for g in got] != shapes == [np.shape(g) for g in got[::-1]]:
            raise Wrong("order")
        got = [as_array(g, shape) for g, shape in zip(got, shapes)]
        right = backward(weights, x, y)
        if all(np.allclose(g, -r) for g, r in zip(got, right)):
            raise Wrong("sign")
        if all(np.allclose(2 * g, r) for g, r in zip(got, right)):
            raise Wrong("half")
        for l in range(len(weights), 0, -1):
            if not np.allclose(got[l - 1], right[l - 1]):
                raise Wrong("last" if l == len(weights) else "layer", layer=l, layers=len(weights))


EXERCISES = [
    Exercise("exercises_08", "8.1", most_moved),
    Exercise("exercises_08", "8.2", slope_of_w4),
    Exercise("exercises_08", "8.3", bias_update),
    Exercise("exercises_08", "8.4", judge_hidden_delta, solution=hidden_delta),
    Exercise("exercises_08", "8.5", judge_backward, solution=backward),
]
