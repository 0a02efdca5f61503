"""Activation functions f and their derivatives f' (section 5 of the lecture).

Each is an object that is called like a function: `sigmoid(z)`, `sigmoid.derivative(z)`. Both are
exact to about 1e-15, relatively, at any z from -inf to inf, down to the smallest number above 0;
none ever warns. Beyond the lecture stands `softmax`, which takes all net inputs of a layer at once.
"""

from abc import ABC, abstractmethod
from types import MappingProxyType

import numpy as np

from lecturelib import checks


class Activation(ABC):
    """An activation function f.

    `f(z)` and `f.derivative(z)` take real numbers of any shape and return floats of the same shape.
    They raise TypeError if z holds anything but real numbers, and ValueError if it is empty or
    holds NaN. `name` is its key in ACTIVATIONS, `latex` its formula. A subclass gives three
    unchecked methods, which may work in place: `value(z)`, `slope(z)`, and `slope_of_output(a)`.
    """

    name = latex = ""

    @abstractmethod
    def value(self, z):
        """f(z)."""

    @abstractmethod
    def slope(self, z):
        """f'(z)."""

    @abstractmethod
    def slope_of_output(self, a):
        """f'(z) in terms of a = f(z), which spares back-propagation a second evaluation of f.

        Exact to about 1e-16, absolutely. Where f is saturated, a says no more of z: from about
        z = 37 on the sigmoid is 1 in floats, from 19 on tanh is, and this slope is 0. `derivative`
        says how small it truly is.
        """

    def __call__(self, z):
        return self._quietly(self.value, z)

    def derivative(self, z):
        return self._quietly(self.slope, z)

    def _quietly(self, method, z):
        z = np.array(checks.numbers("z", z))
        with np.errstate(under="ignore"):  # too small for a float is 0, as it should be
            return method(z)

    def __repr__(self):
        return self.name


class Sigmoid(Activation):
    """The S-shaped logistic function, in (0, 1), saturated at both ends.

    Gamma' = Gamma (1 - Gamma).
    """

    name = "sigmoid"
    latex = r"\Gamma(z) = \frac{e^z}{1 + e^z}"

    def value(self, z):
        e = np.exp(np.minimum(z, 709))  # e^709 is the last whole power that is finite
        e /= 1 + e
        return e

    def slope(self, z):
        e = np.exp(-np.abs(z))  # Gamma' is the same at -z
        return e / (1 + e) ** 2

    def slope_of_output(self, a):
        return a * (1 - a)


class Tanh(Activation):
    """The hyperbolic tangent, in (-1, 1): tanh(z) = 2 Gamma(2z) - 1, saturated at both ends."""

    name = "tanh"
    latex = r"\tanh(z) = \frac{e^z - e^{-z}}{e^z + e^{-z}}"

    def value(self, z):
        return np.tanh(z)

    def slope(self, z):
        e = np.exp(-np.abs(z))
        return (2 * e / (1 + e * e)) ** 2

    def slope_of_output(self, a):
        return 1 - a * a


class ReLU(Activation):
    """The rectified linear unit (Nair & Hinton 2010). Its derivative at 0 is taken to be 0."""

    name = "relu"
    latex = r"\mathrm{ReLU}(z) = \max(0, z)"

    def value(self, z):
        return np.maximum(z, 0.0)

    def slope(self, z):
        return np.greater(z, 0) * 1.0

    slope_of_output = slope


class LeakyReLU(Activation):
    """The leaky rectified linear unit (Maas et al. 2013), gamma in (0, 1).

    Its derivative at 0 is gamma.
    """

    name = "leaky_relu"
    latex = r"\mathrm{LReLU}(z) = \max(z, \gamma z)"

    def __init__(self, gamma=0.01):
        self._gamma = checks.number("gamma", gamma, above=0, below=1)

    @property
    def gamma(self):
        """The slope below 0, which stays as it is: another one makes another LeakyReLU."""
        return self._gamma

    def value(self, z):
        return np.maximum(z, self._gamma * z)

    def slope(self, z):
        return np.where(np.greater(z, 0), 1.0, self._gamma)[()]

    slope_of_output = slope  # f keeps the sign of z

    def __repr__(self):
        return f"leaky_relu({self.gamma:g})"


class Softplus(Activation):
    """The smooth version of ReLU. Its derivative is the sigmoid, so it is never 0."""

    name = "softplus"
    latex = r"\mathrm{Softplus}(z) = \ln(1 + e^z)"

    def value(self, z):
        return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))

    def slope(self, z):
        return sigmoid.value(z)

    def slope_of_output(self, a):
        return -np.expm1(-a)


class Identity(Activation):
    """No activation at all: layers of it collapse to one linear function (section 4)."""

    name = "identity"
    latex = r"f(z) = z"

    def value(self, z):
        return np.positive(z)

    def slope(self, z):
        return np.ones_like(z)[()]

    def slope_of_output(self, a):
        return 1.0


class Step(Activation):
    """The indicator of the M-P neuron: 1 if z > 0, else 0.

    Flat, so its derivative is 0 (undefined at 0).
    """

    name = "step"
    latex = r"\mathbb{I}(z > 0)"

    def value(self, z):
        return np.greater(z, 0) * 1.0

    def slope(self, z):
        return np.zeros_like(z)[()]

    slope_of_output = slope


class Sign(Step):
    """The sign function of the perceptron: 1 if z >= 0, else -1. Flat, like the step."""

    name = "sign"
    latex = r"\mathrm{sign}(z)"

    def value(self, z):
        return np.where(np.greater_equal(z, 0), 1.0, -1.0)[()]


class Softmax:
    """The probabilities of k classes, e^z_i / sum_j e^z_j, in (0, 1): they sum to 1.

    Beyond the lecture. Two classes are the sigmoid's: softmax((z, 0)) = (Gamma(z), 1 - Gamma(z)).
    It is for the output layer only, and no Activation: each a_i depends on all z_j, with the slopes
    a_i ([i = j] - a_j).

    `softmax(z)` takes finite numbers of shape (k,) or (N, k), one row an observation, and returns
    floats of the same shape, exact to about 1e-13, relatively, and never warns. Raises TypeError or
    ValueError on bad input.
    """

    name = "softmax"
    latex = r"\mathrm{softmax}(z)_i = \frac{e^{z_i}}{\sum_j e^{z_j}}"

    def value(self, z):
        e = np.exp(z - z.max(axis=-1, keepdims=True))  # the largest is e^0: none overflows
        return e / e.sum(axis=-1, keepdims=True)

    def __call__(self, z):
        z = checks.finite("z", z)
        if z.ndim not in (1, 2):
            raise ValueError(f"z must have shape (k,) or (N, k), got {z.shape}")
        with np.errstate(over="ignore", under="ignore"):
            return self.value(z)

    def __repr__(self):
        return self.name


sigmoid = Sigmoid()
tanh = Tanh()
relu = ReLU()
leaky_relu = LeakyReLU()
softplus = Softplus()
identity = Identity()
step = Step()
sign = Sign()
softmax = Softmax()

ACTIVATIONS = MappingProxyType(
    {f.name: f for f in (sigmoid, tanh, relu, leaky_relu, softplus, identity, step, sign)}
)
"""Each activation by its name. Read-only."""
OUTPUTS = MappingProxyType(ACTIVATIONS | {"softmax": softmax})
"""What an output layer can be, by name. Read-only."""


def activation(name, value, options=ACTIVATIONS):
    """The activation that `value` names or is; `name` is the argument's, for error messages.

    What is no name is tried once: its methods must return numbers in the shape of z. What they
    raise is left for later, when they are needed. options: those that go by a name.
    """
    if isinstance(value, Softmax):
        value = value.name
    if isinstance(value, Activation):
        for method in (value.value, value.slope, value.slope_of_output):
            _try(name, method)
        return value
    return options[checks.choice(name, value, options)]


def _try(name, method):
    z = np.array([[-0.5, 0.5, 2.0], [1.0, -3.0, 0.0]])
    try:
        with np.errstate(all="ignore"):
            array = np.asarray(method(z.copy()))
    except Exception:
        return
    one_for_all = method.__name__ == "slope_of_output" and array.shape == ()
    if array.dtype.kind not in "biuf" or not (array.shape == z.shape or one_for_all):
        raise TypeError(
            f"{name} must be an activation whose {method.__name__}(z) holds numbers in the shape "
            f"of z, {z.shape}, got {array.dtype} in the shape {array.shape}"
        )
