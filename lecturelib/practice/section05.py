"""Practice for section 5: one question a subsection, about slopes, and what is left of them."""

import numpy as np

from lecturelib.activations import leaky_relu, relu, sigmoid, softplus, tanh
from lecturelib.exercises.checking import Value
from lecturelib.practice.kinds import Practice

_BOOK = "05_activation_functions.ipynb"

_SIGMOID = {z / 10: round(float(sigmoid(z / 10)), 3) for z in range(4, 26)}


def needs(rng):
    """Layers without a bend collapse: two slopes make one."""
    w, v = (int(each) for each in rng.choice([-5, -4, -3, 2, 3, 4, 5], 2, replace=False))
    mistakes = {"added": w + v, "first": w, "zero": 0}
    return {"w": w, "v": v}, Value(w * v, mistakes)


def slope_of_sigmoid(rng):
    z = float(rng.choice(list(_SIGMOID)))
    value = _SIGMOID[z]
    right = value * (1 - value)
    mistakes = {"itself": value, "rest": 1 - value, "quarter": 0.25, "square": value**2}
    return {"z": f"{z:g}", "value": value}, Value(right, mistakes, within=0.006)


def slope_of_tanh(rng):
    z = float(rng.integers(4, 16)) / 10
    value = round(float(tanh(z)), 3)
    mistakes = {"as_sigmoid": value * (1 - value), "not_squared": 1 - value, "square": value**2}
    return {"z": f"{z:g}", "value": value}, Value(1 - value**2, mistakes, within=0.006)


def through_layers(rng):
    layers, slope = int(rng.integers(3, 6)), float(rng.choice([0.1, 0.2]))
    mistakes = {"times": layers * slope, "one": slope, "one_more": slope ** (layers + 1)}
    within = 0.02 * slope**layers
    return {"layers": layers, "slope": f"{slope:g}"}, Value(slope**layers, mistakes, within)


def rectified(rng):
    z = rng.permutation([-3, -1, 2, 4]) + rng.choice([0.0, 0.5])
    mistakes = {"slopes": (z > 0) * 1.0, "sizes": np.abs(z), "turned": relu(-z)}
    return {"z": z.tolist()}, Value(relu(z), mistakes)


def silent(rng):
    """A ReLU neuron with one weight: from which bias on is it silent for all inputs."""
    w = int(rng.integers(2, 6))
    top = int(rng.integers(1, 5))
    mistakes = {"sign": w * top, "input": -top, "weight": -w}
    return {"w": w, "top": top}, Value(-w * top, mistakes)


def leak(rng):
    gamma = float(rng.choice([0.1, 0.2, 0.05]))
    z = -float(rng.integers(2, 9))
    mistakes = {"silent": 0, "slope": gamma, "whole": z, "sign": -gamma * z}
    return {"z": f"{z:g}", "gamma": f"{gamma:g}"}, Value(gamma * z, mistakes, within=1e-3)


def smooth(rng):
    """The slope of softplus is the sigmoid."""
    z = float(rng.choice(list(_SIGMOID)))
    mistakes = {
        "itself": float(softplus(z)),
        "relu": 1,
        "slope_of_sigmoid": float(sigmoid.derivative(z)),
    }
    return {"z": f"{z:g}", "value": _SIGMOID[z]}, Value(_SIGMOID[z], mistakes, within=0.006)


def overflow(rng):
    """Which of the forms survives at a large |z|."""
    z = int(rng.choice([-2000, -900, 800, 1500]))
    right, other = ("plus", "minus") if z < 0 else ("minus", "plus")
    return {"z": z}, Value(right, {"overflows": other, "neither": "both"})


def which(rng):
    """A function is told by two of its values."""
    functions = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "leaky_relu": leaky_relu}
    name = str(rng.choice(list(functions)))
    z = float(rng.choice([1.0, 2.0, 3.0]))
    shown = {"z": f"{z:g}"}
    shown |= {
        side: f"{float(functions[name](at)):.3g}" for side, at in (("left", -z), ("right", z))
    }
    return shown, Value(name, {each: each for each in functions})


PRACTICE = [
    Practice("5.1", _BOOK, "needs", needs),
    Practice("5.2", _BOOK, "sigmoid", slope_of_sigmoid),
    Practice("5.3", _BOOK, "tanh", slope_of_tanh),
    Practice("5.4", _BOOK, "vanish", through_layers),
    Practice("5.5", _BOOK, "relu", rectified),
    Practice("5.6", _BOOK, "dying", silent),
    Practice("5.7", _BOOK, "leaky", leak),
    Practice("5.8", _BOOK, "softplus", smooth),
    Practice("5.9", _BOOK, "stable", overflow),
    Practice("5.10", _BOOK, "choose", which),
]
