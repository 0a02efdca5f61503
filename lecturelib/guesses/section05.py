"""The guesses of section 5: slopes, and what layers leave of them."""

import numpy as np

from lecturelib.activations import LeakyReLU, relu, sigmoid, softplus
from lecturelib.datasets import digits
from lecturelib.guesses.kinds import Choice, Number, Order, Sketch
from lecturelib.network import Network


def slope_of_sigmoid():
    z = np.linspace(-6, 6, 61)
    return z, [sigmoid.derivative(z)]


def ten_layers():
    """The nearest of four shares to what ten sigmoid layers leave of a slope, all at z = 0."""
    left = sigmoid.derivative(0.0) ** 10
    shares = {"quarter": 1 / 4, "fortieth": 1 / 40, "thousandth": 1e-3, "millionth": 1e-6}
    return min(shares, key=lambda name: abs(np.log(shares[name] / left)))


def silent():
    """The share of hidden activations that are exactly 0 before training, in percent."""
    network = Network([64, 100, 10], hidden="relu", seed=0)
    return 100 * (network.forward(digits()[0]).a[1] == 0).mean()


def far_left():
    functions = {"softplus": softplus, "leaky_relu": LeakyReLU(0.01), "relu": relu}
    return {name: float(f.derivative(-8.0)) for name, f in functions.items()}


GUESSES = {
    "5.1": Sketch(
        slope_of_sigmoid,
        (-6, 6),
        (0, 1.1),
        start=0.5,
        near=0.03,
        wrong={
            "high": ("curve", -1, 1, 0.12),
            "steady": ("curve", 4, 6, 0.08),
            "low": ("curve", -1, 1, -0.1),
        },
    ),
    "5.2": Choice(ten_layers, ("quarter", "fortieth", "thousandth", "millionth")),
    "5.3": Number(silent, (0, 100), near=10, wrong={"few": (0, 20), "most": (75, 100)}),
    "5.4": Order(
        far_left,
        ("softplus", "relu", "leaky_relu"),
        {"softplus": ("softplus", "leaky_relu"), "zero": ("relu", "softplus")},
    ),
}
