"""Back-propagation (section 8 of the lecture): equations (5) to (8)."""

from dataclasses import dataclass

import numpy as np

from lecturelib import checks


@dataclass(frozen=True)
class Gradient:
    """The gradient of the mean loss over the N observations.

    theta: flat, in the order of `Network.theta`. weights, biases: lists by layer, views into it, equation
    (5). delta: list by layer, each (N, n_l); row n is the derivative of the *mean* loss by z^(l) of
    observation n, so it carries a factor 1/N. For one observation it is the lecture's delta.
    """

    theta: np.ndarray
    weights: list
    biases: list
    delta: list


def backward(network, z, a, masks, Y, N, out):
    """Carry the error from right to left through a forward pass.

    z, a, masks: what the network's forward pass returned. Y: (rows, k). N: what the sum of losses is
    divided by. out: the gradient's blocks by layer, filled with (5). Returns the deltas of (6), by layer.
    """
    W = network.weights
    last = len(out) - 1
    deltas = []
    for l in range(last, -1, -1):
        f = network.activations[l]
        if l == last:
            delta = network.loss_function.delta(Y, a[-1], f) / N
        else:
            slope = (
                f.slope(z[l]) * masks[l] if masks else f.slope_of_output(network.plain(a[l + 1]))
            )
            delta = delta.dot(W[l + 1].T) * slope  # (8)
        np.dot(a[l].T, delta, out=out[l])  # (5); the column of ones gives the bias row
        deltas.insert(0, delta)
    return deltas


def finite_differences(network, X, Y, h=1e-5):
    """The flat gradient of the mean loss by central differences: two losses for each parameter.

    (L(theta_i + h) - L(theta_i - h)) / (2h), with an error of order h^2. The network is left as it was.
    X: (N, p). Y: (N, k) or (N,). h > 0. Raises TypeError or ValueError on bad input.
    """
    if not hasattr(network, "theta"):
        raise TypeError(f"network must be a Network, got {type(network).__name__}")
    X, Y = network.check_data(X, Y)
    h = checks.number("h", h, above=0)
    start = network.theta.copy()
    slopes = np.empty_like(start)
    for i in range(len(start)):
        losses = []
        for shift in (h, -h):
            network.theta[i] = start[i] + shift
            losses.append(network.loss(X, Y))
        network.theta[i] = start[i]
        slopes[i] = (losses[0] - losses[1]) / (2 * h)
    return slopes
