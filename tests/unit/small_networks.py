"""Networks of every shape, loss and activation that BackpropStepper draws, with an observation."""

import numpy as np

from lecturelib.activations import LeakyReLU
from lecturelib.network import Network

SHAPES = [(1, 1), (2, 2), (3, 1), (1, 4, 1), (2, 2, 1), (2, 2, 2), (3, 4, 2), (2, 3, 3, 2)]
SHAPES += [(3, 4, 3, 2), (1, 4, 1, 2), (3, 2, 3, 1)]
HIDDEN = ["sigmoid", "tanh", "relu", "leaky_relu", "softplus", "identity", LeakyReLU(0.3)]
ENDS = [("identity", "squared"), ("sigmoid", "binary_cross_entropy"), ("softmax", "cross_entropy")]
ENDS += [(f, "squared") for f in ("sigmoid", "tanh", "leaky_relu", "softplus", LeakyReLU(0.2))]


def drawn(seed, sizes, hidden, output, loss, bias):
    """The network with random parameters, x (p,) and y (k,)."""
    rng = np.random.default_rng(seed)
    network = Network(sizes, hidden, output, loss, bias)
    network.theta = rng.normal(0, 1, len(network.theta))
    p, k = sizes[0], sizes[-1]
    if loss == "squared":
        y = rng.normal(0, 1, k)
    elif loss == "cross_entropy":
        y = rng.permutation([1.0, 0.0])
    else:
        y = rng.integers(0, 2, k).astype(float)
    return network, rng.normal(0, 1, p), y


def several():
    """(network, x, y): every shape, every activation and every loss, with biases and without."""
    cases = [(sizes, "sigmoid", "identity", "squared", bias) for sizes in SHAPES for bias in (0, 1)]
    cases += [((2, 3, 2, 2), f, "identity", "squared", 1) for f in HIDDEN]
    cases += [((3, 2, 2), "tanh", *end, bias) for end in ENDS for bias in (0, 1)]
    cases += [((2, 2, 1), "tanh", *end, 0) for end in ENDS if end[0] != "softmax"]
    cases += [((2, 4, 3, 2), ["tanh", "relu"], "sigmoid", "binary_cross_entropy", 1)]
    cases += [((2, 2, 2, 1), [LeakyReLU(0.1), LeakyReLU(0.4)], "identity", "squared", 1)]
    return [drawn(seed, *case[:-1], bool(case[-1])) for seed, case in enumerate(cases)]


def named(case):
    """For the name of a test."""
    network = case[0]
    f = "-".join(map(repr, network.activations))
    return f"{network.sizes}-{f}-{network.loss_function}-{network.bias}".replace(" ", "")
