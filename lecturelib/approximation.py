"""Networks with one hidden layer as approximators on [0, 1]: equation (2), section 6."""

import numpy as np

from lecturelib import checks
from lecturelib.activations import Activation, Sigmoid, Tanh
from lecturelib.network import Network, sized
from lecturelib.training import train

_S_SHAPED = (Sigmoid, Tanh)
_GRID = np.linspace(0, 1, 10_001)
_GRID.flags.writeable = False


class Square(Activation):
    """A polynomial, f(z) = z^2, which is no activation for the theorem.

    Any G made of it is a parabola, whatever m.
    """

    name = "square"
    latex = r"f(z) = z^2"

    def value(self, z):
        with np.errstate(over="ignore"):
            return np.square(z)

    def slope(self, z):
        with np.errstate(over="ignore"):
            return 2 * z

    def slope_of_output(self, a):
        raise ValueError(
            "hidden must be an activation that can be trained, got square: "
            "z^2 does not keep the sign of z, so its slope cannot be had from its output"
        )


def staircase(g, m):
    """A network of m step neurons that climbs with g.

    Neuron i adds g's next change of height at x = i / (m + 1).

    On each of the m + 1 treads G(x) is g at the tread's middle, so |G - g| <= K / (2 (m + 1)) where
    g changes no faster than K. g: a function of an array in [0, 1]. m >= 1. Returns a Network of
    sizes (1, m, 1).
    """
    m = checks.count("m", m)
    height = values(g, (np.arange(m + 1) + 0.5) / (m + 1))
    with np.errstate(over="ignore"):
        change = np.diff(height)
    if not np.isfinite(change).all():
        raise ValueError(
            f"g(x) must change by what a float can hold, got {height.min():g} to {height.max():g}"
        )
    network = Network((1, m, 1), hidden="step")
    network.weights[0] = 1
    network.biases[0] = -np.arange(1, m + 1) / (m + 1)
    network.weights[1] = change[:, None]
    network.biases[1] = height[0]
    return network


def fit(g, m, hidden="tanh", epochs=2000, learning_rate=0.02, seed=0):
    """A network of m hidden neurons, trained on g in mini-batches of 20.

    It learns from 200 values of g, evenly spread over [0, 1].

    g: a function of an array in [0, 1]. m >= 1. hidden: a name or an activation. learning_rate: for
    up to 20 neurons; with more the steps shrink like 1/m, or they would diverge; a run that
    diverges all the same leaves weights that are not finite. The start has the neurons' bends
    spread as by `spread`. Returns the trained Network of sizes (1, m, 1).
    """
    x = np.linspace(0, 1, 200)
    network, y = spread(m, hidden, seed), values(g, x)
    rate = checks.number("learning_rate", learning_rate, above=0) * min(1, 20 / m)
    with np.errstate(under="ignore"):
        train(network, x[:, None], y, batch_size=20, epochs=epochs, learning_rate=rate, seed=seed)
    return network


def spread(m, hidden="tanh", seed=0):
    """A network of sizes (1, m, 1), not trained yet, with its bends spread over [0, 1].

    m >= 1. hidden: a name or an activation; the more S-shaped neurons there are, the steeper they
    are.
    """
    m = checks.count("m", m)
    network = Network((1, m, 1), hidden=hidden, seed=seed)
    bends = (np.arange(m) + 0.5) / m
    steepness = 2 * m if isinstance(network.activations[0], _S_SHAPED) else 4
    network.weights[0] = steepness * np.sign(network.weights[0])
    network.biases[0] = -network.weights[0][0] * bends
    network.weights[1] = network.weights[1] / np.sqrt(m)
    return network


def best_output(network, g):
    """Sets alpha_0, ..., alpha_m of equation (2) by least squares on 1,001 places.

    The hidden layer stays as it is.

    In alpha, (2) is linear: this is the best that the last layer can do, up to how the distance is
    measured. Changes the network of sizes (1, m, 1), which must have biases, and returns it.
    """
    if checks.instance("network", network, Network).sizes[::2] != (1, 1) or len(network.sizes) != 3:
        raise ValueError(f"network must have sizes (1, m, 1), got {network.sizes}")
    if not network.bias:
        raise ValueError("network must have biases, got bias=False")
    x = _GRID[::10]
    with np.errstate(all="ignore"):
        hidden = checks.finite("network's hidden layer", network.forward(x[:, None]).a[1])
    columns = np.column_stack([hidden, np.ones(len(x))])
    alpha = np.linalg.lstsq(columns, values(g, x), rcond=None)[0]
    if not np.isfinite(alpha).all():
        raise ValueError("g(x) must be small enough for finite alpha, got numbers too large")
    network.weights[1], network.biases[1] = alpha[:-1, None], alpha[-1:]
    return network


def sup_error(G, g):
    """The largest |G(x) - g(x)| on a grid of 10,001 points over [0, 1].

    G: a Network of one input and one output, or a function.
    """
    predicted = _outputs(G) if isinstance(G, Network) else values(G, _GRID, "G")
    wanted = values(g, _GRID)
    with np.errstate(over="ignore"):
        return float(np.abs(predicted - wanted).max())


def _outputs(G):
    with np.errstate(all="ignore"):  # after a training that diverged
        return checks.finite("G(x)", sized("G", G, 1, 1).predict(_GRID[:, None]))


def values(g, x, name="g"):
    """g(x), if g is a function whose values at the places x (n,) are finite numbers: (n,)."""
    if not callable(g) or isinstance(g, type):
        raise TypeError(f"{name} must be a function of x, got {type(g).__name__}")
    heights = checks.finite(f"{name}(x)", g(x.copy()))  # a copy, as g may work in place
    if heights.ndim and heights.shape != x.shape:
        raise ValueError(f"{name}(x) must have the shape of x, {x.shape}, got {heights.shape}")
    return np.broadcast_to(heights, x.shape)
