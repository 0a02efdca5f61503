"""The lecture's formulas in their plainest form, which the tests hold against lecturelib.

Nothing here uses lecturelib. FORMULAS work on complex arrays too, so that `complex_step` gives
gradients without any rounding from differences; `observation` is back-propagation in scalar loops.
"""

import math
from itertools import pairwise

import numpy as np

GAMMA = 0.01
FORMULAS = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.where(z.real > 0, z, 0),
    "leaky_relu": lambda z: np.where(z.real > 0, z, GAMMA * z),
    "softplus": lambda z: np.log(1 + np.exp(z)),
    "identity": lambda z: z,
    "step": lambda z: np.where(z.real > 0, 1 + 0 * z, 0),
    "sign": lambda z: np.where(z.real >= 0, 1 + 0 * z, -1),
}
OUTPUTS = FORMULAS | {"softmax": lambda z: np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)}
SLOPES = {
    "sigmoid": lambda z: math.exp(z) / (1 + math.exp(z)) ** 2,
    "tanh": lambda z: 1 / math.cosh(z) ** 2,
    "relu": lambda z: 1.0 if z > 0 else 0.0,
    "leaky_relu": lambda z: 1.0 if z > 0 else GAMMA,
    "softplus": lambda z: math.exp(z) / (1 + math.exp(z)),
    "identity": lambda z: 1.0,
    "step": lambda z: 0.0,
    "sign": lambda z: 0.0,
}
LOSSES = {
    "squared": lambda y, a: (y - a) ** 2,
    "binary_cross_entropy": lambda y, a: -(y * np.log(a) + (1 - y) * np.log(1 - a)),
    "cross_entropy": lambda y, a: -y * np.log(a),
}
LOSS_SLOPES = {
    "squared": lambda y, a: 2 * (a - y),
    "binary_cross_entropy": lambda y, a: (a - y) / (a * (1 - a)),
}


def layers(theta, sizes, bias):
    """The flat vector as [(W, b), ...]: by layer the rows of W, then b (zeros without bias)."""
    pairs, at = [], 0
    for m, n in pairwise(sizes):
        W = theta[at : at + m * n].reshape(m, n)
        at += m * n
        b = theta[at : at + n] if bias else np.zeros(n)
        at += n if bias else 0
        pairs.append((W, b))
    assert at == len(theta)
    return pairs


def mean_loss(theta, X, Y, sizes, names, loss, bias, masks=None):
    """(1/N) sum of the losses. names: an activation a layer. masks: one a hidden layer."""
    a = X
    for l, ((W, b), name) in enumerate(zip(layers(theta, sizes, bias), names, strict=True)):
        a = OUTPUTS[name](a @ W + b)
        if masks is not None and l < len(names) - 1:
            a = a * masks[l]
    return LOSSES[loss](Y, a).sum() / len(X)


def complex_step(f, theta):
    """The gradient of f at theta: Im f(theta + ih) / h, exact to rounding."""
    gradient, h = np.empty(len(theta)), 1e-200
    for i in range(len(theta)):
        shifted = theta.astype(complex)
        shifted[i] += 1j * h
        gradient[i] = f(shifted).imag / h
    return gradient


def observation(pairs, x, y, names, loss):
    """One observation by (3) to (8), one number at a time: its [(dW, db), ...] and its deltas."""
    z, a = [], [[float(value) for value in x]]
    for (W, b), name in zip(pairs, names, strict=True):
        z.append([sum(W[j, i] * a[-1][j] for j in range(len(a[-1]))) + b[i] for i in range(len(b))])
        a.append([float(FORMULAS[name](np.float64(value))) for value in z[-1]])
    deltas = [None] * len(pairs)
    for l in reversed(range(len(pairs))):
        slope = SLOPES[names[l]]
        if l == len(pairs) - 1:
            deltas[l] = [LOSS_SLOPES[loss](y[i], a[-1][i]) * slope(z[l][i]) for i in range(len(y))]
        else:
            after = pairs[l + 1][0]
            deltas[l] = [
                slope(z[l][i]) * sum(deltas[l + 1][k] * after[i, k] for k in range(after.shape[1]))
                for i in range(len(z[l]))
            ]
    # Each layer's delta meets what came into the layer; the last a comes into none.
    gradients = [
        ([[d * a_j for d in delta] for a_j in a_l], delta)
        for a_l, delta in zip(a[:-1], deltas, strict=True)
    ]
    return gradients, deltas


def descend(theta, X, Y, sizes, names, loss, bias, batches, rate, penalty=0.0):
    """W <- W - s ((1/B) sum of gradients + 2 lambda W), by batch. Returns theta's path."""
    theta = np.array(theta)
    path = [theta.copy()]
    for batch in batches:
        pairs = layers(theta, sizes, bias)
        total = [(np.zeros_like(W), np.zeros_like(b)) for W, b in pairs]
        for n in batch:
            gradients, _ = observation(pairs, X[n], Y[n], names, loss)
            for (dW, db), (gW, gb) in zip(total, gradients, strict=True):
                dW += gW
                db += gb
        new = []
        for (W, b), (dW, db) in zip(pairs, total, strict=True):
            new.append((W - rate * (dW / len(batch) + 2 * penalty * W)).ravel())
            if bias:
                new.append(b - rate * db / len(batch))
        theta = np.concatenate(new)
        path.append(theta.copy())
    return np.array(path)


GARBAGE = {
    "text": "abc",
    "None": None,
    "complex": [[1 + 1j]],
    "empty": [],
    "nan": [[np.nan]],
    "inf": [[np.inf]],
    "ragged": [[1.0], [1.0, 2.0]],
    "words": [["a"]],
    "a set": {1.0},
    "an object": object(),
    "a function": len,
    "a scalar": 3.0,
    "four axes": np.ones((1, 1, 1, 1)),
    "a date": np.array(["2025-03-01"], dtype="M8[D]"),
}
NOT_NUMBERS = {
    "text": "1",
    "None": None,
    "bool": True,
    "complex": 1j,
    "list": [1],
    "array": np.ones(1),
    "numpy bool": np.True_,
}
