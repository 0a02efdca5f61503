"""The M-P neuron of McCulloch & Pitts (1943), and the four logic functions (section 3)."""

from fractions import Fraction
from types import MappingProxyType

import numpy as np

from lecturelib import checks


def _fixed(values):
    array = np.array(values)
    array.flags.writeable = False
    return array


_X = _fixed([[0, 0], [0, 1], [1, 0], [1, 1]])

LOGIC = MappingProxyType(
    {
        "AND": (_X, _fixed([0, 0, 0, 1])),
        "OR": (_X, _fixed([0, 1, 1, 1])),
        "NAND": (_X, _fixed([1, 1, 1, 0])),
        "XOR": (_X, _fixed([0, 1, 1, 0])),
    }
)
"""Each logic function as (X, y): its inputs, shape (4, 2), and outputs 0 or 1, shape (4,).

Read-only.
"""


class MPNeuron:
    """The indicator I(sum_i w_i x_i + b > 0), with weights set by hand.

    It fires when the sum passes -b. weights: shape (k,). bias: the lecture's b, so the threshold is
    -b. Raises TypeError or ValueError on anything but finite numbers.
    """

    def __init__(self, weights, bias):
        self.weights = checks.vector("weights", weights).copy()
        self.bias = checks.number("bias", bias)

    def __call__(self, X):
        """X: shape (N, k), one row an observation -> shape (N,) of 0 and 1.

        Exactly at the threshold it is 0. The sum is `net_input`'s: that of floats, in which 0.1 +
        0.2 - 0.3 is above 0.
        """
        weights = checks.vector("weights", self.weights)
        X = checks.matrix("X", X, columns=len(weights))
        return (net_input(X, weights, checks.number("bias", self.bias)) > 0).astype(int)

    def __repr__(self):
        return f"MPNeuron(weights={self.weights.tolist()}, bias={self.bias:g})"


def net_input(X, w, b):
    """w.x + b of each row of X (N, k): floats, added from left to right -> shape (N,). Unchecked.

    Where such a sum leaves the floats on its way, the exact one takes its place, or inf with its
    sign. Only a fixed order gives a row the same sum whatever rows stand beside it; `X.dot(w)` does
    not promise one.
    """
    with np.errstate(all="ignore"):
        z = X[:, 0] * w[0]
        for x_i, w_i in zip(X.T[1:], w[1:], strict=True):
            z += x_i * w_i
        z += b
    for n in np.flatnonzero(~np.isfinite(z)):
        z[n] = _exact(X[n].tolist(), w.tolist(), b)
    return z


def _exact(x, w, b):
    total = sum((Fraction(u) * Fraction(v) for u, v in zip(x, w, strict=True)), Fraction(b))
    try:
        return float(total)
    except OverflowError:
        return float("inf") if total > 0 else float("-inf")
