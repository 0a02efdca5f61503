"""A neuron that sums signals against a threshold, Hebb's rule for its synapses, and spike timing
(section 2).
"""

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


def stdp(delay, a_plus=0.005, a_minus=0.00525, tau_plus=20.0, tau_minus=20.0):
    """Spike-timing-dependent plasticity: how much one pair of spikes changes a synapse.

    Beyond the lecture. delay: t_B - t_A in ms, from the sender's spike to the receiver's; a number
    or an array of any shape, which the result has, too:

        delay > 0, A before B:   a_plus exp(-delay / tau_plus)
        delay < 0, B before A:  -a_minus exp(delay / tau_minus)
        delay = 0:               0, since neither comes first (a convention)

    a_plus, a_minus: the largest change, above 0, as a share of the largest strength. tau_plus,
    tau_minus: above 0, in ms; after so long a change is down to 1/e. The shape was measured by Bi &
    Poo (1998); the formula and its default numbers are those of Song, Miller & Abbott (2000).
    Raises TypeError or ValueError on bad input.
    """
    delay = checks.finite("delay", delay)
    a_plus = checks.number("a_plus", a_plus, above=0)
    a_minus = checks.number("a_minus", a_minus, above=0)
    tau_plus = checks.number("tau_plus", tau_plus, above=0)
    tau_minus = checks.number("tau_minus", tau_minus, above=0)
    first = delay > 0
    with np.errstate(under="ignore", over="ignore"):
        size = np.exp(-np.abs(delay) / np.where(first, tau_plus, tau_minus))
        return np.sign(delay) * np.where(first, a_plus, a_minus) * size


def _fires(X, w, threshold):
    excess = net_input(X, w, -threshold)
    size = net_input(np.abs(X), np.abs(w), abs(threshold))
    with np.errstate(under="ignore"):
        return (excess > np.where(np.isinf(size), 0, _ROUNDING * size)).astype(int)
