"""Back-propagation (section 8 of the lecture): equations (5) to (8)."""

from dataclasses import dataclass

import numpy as np

from lecturelib import checks, parameters


@dataclass(frozen=True)
class Gradient:
    """The gradient of the mean loss over the N observations.

    theta: flat, in the order of `Network.theta`. weights, biases: lists by layer, views into it,
    equation (5). delta: list by layer, each (N, n_l); row n is the derivative of the *mean* loss by
    z^(l) of observation n, so it carries a factor 1/N. For one observation it is the lecture's
    delta.
    """

    theta: np.ndarray
    weights: list
    biases: list
    delta: list


def backward(network, trace, Y):
    """Carry the error from right to left through a forward pass: the Gradient at theta.

    Unchecked: `network.gradient` is what checks.

    trace: what `network.forward` returned for N observations. Y: (N, k). Slopes of hidden layers
    are exact; the output's is taken from its activation a, and holds to 1e-16 absolutely, not
    relatively, where it is saturated.
    """
    W, f, z, a = list(network.weights), network.activations, trace.z, trace.a
    L = len(W)
    delta = [None] * L
    delta[L - 1] = network.loss_function.delta(Y, a[L], f[L - 1]) / len(Y)  # (6), (7)
    for l in reversed(range(L - 1)):
        delta[l] = f[l].slope(z[l]) * delta[l + 1].dot(W[l + 1].T)  # (8)

    theta = np.empty_like(network.theta)
    weights = parameters.weights(theta, network.sizes, network.bias)
    biases = parameters.biases(theta, network.sizes, network.bias)
    for l in range(L):
        weights[l][...] = a[l].T.dot(delta[l])  # (5)
        if network.bias:
            biases[l][...] = delta[l].sum(axis=0)
    return Gradient(theta, weights, biases, delta)


def finite_differences(network, X, Y, h=1e-5):
    """The flat gradient of the mean loss by central differences: two losses for each parameter.

    (L(theta_i + h) - L(theta_i - h)) / (2h), with an error of order h^2. The network is left as it
    was. X: (N, p). Y: (N, k) or (N,). h > 0. Raises TypeError or ValueError on bad input.
    """
    if not hasattr(network, "check_data") or isinstance(network, type):
        raise TypeError(f"network must be a Network, got {type(network).__name__}")
    X, Y = network.check_data(X, Y)
    h = checks.number("h", h, above=0)
    theta = network.theta
    start, slopes = theta.copy(), np.empty_like(theta)
    try:
        for i in range(len(theta)):
            losses = []
            for shift in (h, -h):
                theta[i] = start[i] + shift
                losses.append(network.loss(X, Y))
            theta[i] = start[i]
            slopes[i] = (losses[0] - losses[1]) / (2 * h)
    finally:  # the reader may have pressed stop
        theta[:] = start
    return slopes
