"""A neuron that sums signals against a threshold, and Hebb's rule for its synapses (section 2 of the lecture)."""

from typing import NamedTuple

import numpy as np

from lecturelib import checks

_ROUNDING = 1e-9  # 0.1 + 0.2 is exactly at the threshold 0.3, whatever a computer's last digit says


class Run(NamedTuple):
    """path: strengths before the first beat and after each, shape (N + 1, k). y: 1 where the neuron fired, (N,)."""

    path: np.ndarray
    y: np.ndarray


def fires(X, w, threshold):
    """X: signals, one row a beat, shape (N, k). w: strengths of the synapses, (k,) -> (N,) of 0 and 1.

    The neuron fires if its sum w.x is above the threshold; exactly at the threshold it does not.
    """
    w = checks.vector("w", w)
    X = checks.matrix("X", X, columns=len(w))
    return (X.dot(w) - checks.number("threshold", threshold) > _ROUNDING).astype(int)


def hebb(X, w, threshold, learning_rate):
    """Hebb's rule: after each beat w_i <- w_i + eta x_i y. X: shape (N, k); w: the first strengths, (k,) -> Run."""
    w = checks.vector("w", w)
    X = checks.matrix("X", X, columns=len(w))
    learning_rate = checks.number("learning_rate", learning_rate, above=0)
    path, y = [w], []
    for x in X:
        y.append(fires([x], path[-1], threshold)[0])
        path.append(path[-1] + learning_rate * x * y[-1])
    return Run(np.array(path), np.array(y))
