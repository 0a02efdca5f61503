"""The guesses of section 8: the lecture's example, and what a gradient costs."""

import numpy as np

from lecturelib.guesses.kinds import Choice, Number, Order, Sketch
from lecturelib.network import Network
from lecturelib.training import train

_X, _Y = np.array([[1.0, 0.5]]), np.array([4.0])


def example(w5=1.0):
    """The lecture's network, with another w5 if one is given."""
    network = Network([2, 2, 1], hidden="sigmoid", bias=False)
    network.weights[0] = [[0.5, 2.3], [1.5, 3.0]]
    network.weights[1] = [[w5], [1.0]]
    return network


def slopes(network):
    """w1 to w6 -> slope."""
    hidden, output = network.gradient(_X, _Y).weights
    each = [*hidden.T.ravel().tolist(), *output.ravel().tolist()]
    return {f"w{k}": slope for k, slope in enumerate(each, 1)}


def prediction():
    return example().predict(_X)[0]


def signs():
    found = slopes(example())
    negative = [found["w5"] < 0, found["w6"] < 0]
    return "negative" if all(negative) else "both" if any(negative) else "positive"


def sizes():
    return {name: abs(slope) for name, slope in slopes(example()).items()}


def without_w5():
    """Which slopes are 0 if w5 is."""
    gone = {name for name, slope in slopes(example(w5=0.0)).items() if slope == 0}
    sets = {
        "none": set(),
        "w5": {"w5"},
        "w1_w2": {"w1", "w2"},
        "all": {"w1", "w2", "w3", "w4", "w5", "w6"},
    }
    return next(name for name, these in sets.items() if these == gone)


def falling_loss():
    learner = example()
    before = learner.loss(_X, _Y)
    history = train(learner, _X, _Y, batch_size=1, epochs=12, learning_rate=0.1)
    return np.arange(13), [[before, *history.loss]]


def cost_of_differences():
    """How many times the multiplications, for about ten times the weights: two losses for each."""
    few, many = (Network([10, n, 1], bias=False).theta.size for n in (100, 1000))
    times = (2 * many * many) / (2 * few * few)
    return {10: "ten", 20: "twenty", 100: "hundred"}[round(times)]


GUESSES = {
    "8.1": Number(
        prediction,
        (0, 6),
        near=0.25,
        digits=2,
        wrong={"high": (2.01, 6), "low": (0, 0.99), "between": (1, 2)},
    ),
    "8.2": Choice(signs, ("positive", "negative", "both")),
    "8.3": Order(
        sizes,
        ("w4", "w1", "w3", "w2"),
        {"saturated": ("w3", "w1"), "third": ("w3", "w2"), "input": ("w2", "w1")},
    ),
    "8.4": Choice(without_w5, ("none", "w5", "w1_w2", "all")),
    "8.5": Sketch(
        falling_loss,
        (0, 12),
        (0, 6.5),
        start=5,
        near=0.35,
        wrong={"straight": ("curve", 2, 7, 0.6), "at_once": ("curve", 0.5, 2, -0.8)},
    ),
    "8.6": Choice(cost_of_differences, ("ten", "twenty", "hundred")),
}
