"""A neuron that sums signals against a threshold, and Hebb's rule for its synapses (section 2)."""

from typing import NamedTuple

import numpy as np

from lecturelib import checks
from lecturelib.neuron import net_input

_ROUNDING = 1e-9  # 0.1 + 0.2 is exactly at the threshold 0.3, whatever a computer's last digit says


class Run(NamedTuple):
    """path: strengths before the first beat and after each, shape (N + 1, k).

    y: 1 where the neuron fired, else 0, shape (N,).
    """

    path: np.ndarray
    y: np.ndarray


def fires(X, w, threshold):
    """Whether the neuron fires at each beat: shape (N,) of 0 and 1.

    X: signals, one row a beat, shape (N, k). w: strengths of the synapses, shape (k,).
    The neuron fires if its sum w.x is above the threshold; exactly at the threshold it does not. A
    sum counts as at the threshold if they differ by at most 1e-9 of sum_i |w_i x_i| + |threshold|,
    far more than rounding does.
    """
    w = checks.vector("w", w)
    X = checks.matrix("X", X, columns=len(w))
    return _fires(X, w, checks.number("threshold", threshold))


def hebb(X, w, threshold, learning_rate):
    """Hebb's rule: after each beat w_i <- w_i + eta x_i y. Returns a Run.

    X: shape (N, k). w: the first strengths, shape (k,). learning_rate: eta > 0. Raises TypeError or
    ValueError on bad input, also where a strength grows beyond what a float can hold.
    """
    w = checks.vector("w", w)
    X = checks.matrix("X", X, columns=len(w))
    threshold = checks.number("threshold", threshold)
    learning_rate = checks.number("learning_rate", learning_rate, above=0)
    path, y = [w], []
    for x in X:
        fired = _fires(x[None, :], path[-1], threshold)[0]
        with np.errstate(over="ignore", under="ignore"):
            path.append(path[-1] + learning_rate * x if fired else path[-1])
        if not np.isfinite(path[-1]).all():
            raise ValueError(
                f"learning_rate must be small enough for finite strengths, got {learning_rate:g}"
            )
        y.append(fired)
    return Run(np.array(path), np.array(y))


def _fires(X, w, threshold):
    excess = net_input(X, w, -threshold)
    size = net_input(np.abs(X), np.abs(w), abs(threshold))
    with np.errstate(under="ignore"):
        return (excess > np.where(np.isinf(size), 0, _ROUNDING * size)).astype(int)
