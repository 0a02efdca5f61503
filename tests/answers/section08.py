"""Right answers and typical mistakes of section 8: (key, answer), (key, answer, reason, ...)."""

import math

import numpy as np

from lecturelib.activations import sigmoid
from lecturelib.network import Network


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


def delta_by_loops(z, W, d):
    values = [1 / (1 + math.exp(-t)) for t in z]
    sums = [sum(W[i, k] * d[k] for k in range(len(d))) for i in range(len(z))]
    return [a * (1 - a) * total for a, total in zip(values, sums, strict=True)]


def by_a_network(weights, x, y):
    network = Network([len(x), *(W.shape[1] for W in weights)], bias=False)
    for l, W in enumerate(weights):
        network.weights[l] = W
    return tuple(network.gradient([x], [y]).weights)


def recursive(weights, x, y):
    def back(a, rest):
        """The gradients of the matrices in rest, and the errors to the left of them."""
        W, *later = rest
        if not later:
            delta = 2 * (a @ W - y)
            return [np.outer(a, delta)], W @ delta
        a_next = sigmoid(a @ W)
        gradients, errors = back(a_next, later)
        delta = errors * a_next * (1 - a_next)
        return [np.outer(a, delta), *gradients], W @ delta

    return back(x, weights)[0]


RIGHT = [
    ("8.1", "w6"),
    ("8.1", " W6 "),
    ("8.2", -0.0542),
    ("8.2", -0.05419),
    ("8.2", -2.533 * 2 * 0.021 * 0.5),
    ("8.3", 0.0777),
    ("8.4", delta),
    ("8.5", backward),
    ("8.3", 0.078),
    ("8.4", delta_by_loops),
    ("8.4", lambda z, W, d: np.einsum("i,ik,k->i", sigmoid(z) * sigmoid(-z), W, d)),
    ("8.5", by_a_network),
    ("8.5", recursive),
]


WRONG = [
    ("8.1", "w5", "second"),
    ("8.1", "w1", "early", "1"),
    ("8.1", "bias", "a_choice"),
    ("8.2", 0.0542, "sign"),
    ("8.2", -0.1084, "input"),
    ("8.2", -0.0271, "no_w6"),
    ("8.2", -0.048, "lecture"),
    ("8.2", 7, "value"),
    ("8.2", "small", "a_number"),
    ("8.2", [1, 2], "a_number"),
    ("8.3", -0.7771, "gradient"),
    ("8.3", -0.0777, "direction"),
    ("8.3", 1, "value"),
    ("8.4", lambda z, W, d: W @ d, "slope"),
    ("8.4", lambda z, W, d: sigmoid(z) * (W @ d), "value_for_slope"),
    ("8.4", lambda z, W, d: np.zeros(len(z) + 1), "shape", "(3,)", "(4,)"),
    ("8.4", lambda z, W, d: "text", "numbers"),
    ("8.4", changes_its_input, "changed"),
    ("8.5", lambda w, x, y: backward(w, x, y, factor=2.0), "sign"),
    ("8.5", lambda w, x, y: backward(w, x, y, factor=-1.0), "half"),
    (
        "8.5",
        lambda w, x, y: [np.zeros_like(w[0]), *backward(w, x, y)[1:]],
        "layer",
        "1",
        "2",
    ),
    ("8.5", lambda w, x, y: [*backward(w, x, y)[:-1], 0 * w[-1]], "last"),
    ("8.5", lambda w, x, y: backward(w, x, y)[::-1], "order"),
    ("8.5", lambda w, x, y: backward(w, x, y)[:1], "one_each", "2"),
    ("8.1", "w7", "a_choice"),
    ("8.2", -0.06, "value"),
    ("8.3", 0.08, "value"),
    ("8.4", lambda z, W, d: z * (1 - z) * (W @ d), "value"),
    ("8.5", lambda w, x, y: backward(w[:2], x, y), "one_each", "3"),
]
