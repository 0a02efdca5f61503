"""The M-P neuron of McCulloch & Pitts (1943), and the four logic functions (section 3 of the lecture)."""

import numpy as np

from lecturelib import checks


def _fixed(values):
    array = np.array(values)
    array.flags.writeable = False
    return array


_X = _fixed([[0, 0], [0, 1], [1, 0], [1, 1]])

LOGIC = {
    "AND": (_X, _fixed([0, 0, 0, 1])),
    "OR": (_X, _fixed([0, 1, 1, 1])),
    "NAND": (_X, _fixed([1, 1, 1, 0])),
    "XOR": (_X, _fixed([0, 1, 1, 0])),
}
"""Each logic function as (X, y): its four inputs, shape (4, 2), and its outputs 0 or 1, shape (4,). Read-only."""


class MPNeuron:
    """The indicator I(sum_i w_i x_i + b > 0), with weights set by hand; it fires when the sum passes -b.

    weights: shape (k,). bias: the lecture's b, so the threshold is -b. Raises TypeError or ValueError on
    anything but finite numbers.
    """

    def __init__(self, weights, bias):
        self.weights = checks.vector("weights", weights).copy()
        self.bias = checks.number("bias", bias)

    def __call__(self, X):
        """X: shape (N, k), one row an observation -> shape (N,) of 0 and 1. Exactly at the threshold it is 0."""
        X = checks.matrix("X", X, columns=len(self.weights))
        return (X.dot(self.weights) + self.bias > 0).astype(int)

    def __repr__(self):
        return f"MPNeuron(weights={self.weights.tolist()}, bias={self.bias:g})"
