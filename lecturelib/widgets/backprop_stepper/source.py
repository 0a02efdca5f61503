"""The lines of Python that make what a stepper shows."""

import numpy as np

from lecturelib.activations import LeakyReLU
from lecturelib.widgets.backprop_stepper import structure
from lecturelib.widgets.code import Code, numbers


def source(network, order, start, X, Y, s, updates):
    """A Code: the network from its parameters at the start, which stand in `order`; updates."""
    theta = np.empty_like(start)
    theta[order] = start
    imported, made = (_lecture if structure.is_lecture(network) else _any)(network, start, theta)
    training = "from lecturelib.training import train\n"
    learn = f"train(network, X, y, batch_size=1, epochs={updates}, learning_rate={numbers(s)})\n"
    return Code(
        f"import numpy as np\n\n{imported}from lecturelib.network import Network\n"
        f"{training if updates else ''}\n"
        f"X, y = np.array({numbers(X)}), np.array({numbers(Y)})\n"
        f"{made}{learn if updates else ''}"
        "print(network.theta, network.loss(X, y), network.gradient(X, y).theta)"
    )


def _lecture(network, start, theta):
    return "", (
        "network = Network((2, 2, 1), bias=False)\n"
        f"w1, w2, w3, w4, w5, w6 = {numbers(start)}\n"
        "network.theta = [w1, w3, w2, w4, w5, w6]\n"
    )


def _any(network, start, theta):
    """An import, where one is needed, and the lines that make the network."""
    own = {f: f"LeakyReLU({f.gamma!r})" for f in network.activations if type(f) is LeakyReLU}
    *hidden, output = (own.get(f, f'"{f.name}"') for f in network.activations)
    imported = "from lecturelib.activations import LeakyReLU\n" if own else ""
    return imported, (
        f"network = Network({network.sizes}, [{', '.join(hidden)}], {output}, "
        f'"{network.loss_function.name}", bias={network.bias})\n'
        f"network.theta = {numbers(theta)}\n"
    )
