"""The guesses of section 3: the perceptron's loss, its rule, and units."""

import numpy as np

from lecturelib.datasets import iris
from lecturelib.guesses.kinds import Choice, Number, Sketch
from lecturelib.neuron import LOGIC
from lecturelib.perceptron import Perceptron

_X = LOGIC["AND"][0]
_Y = 2 * LOGIC["AND"][1] - 1


def loss(w, b):
    """The sum over misclassified observations, for AND."""
    return np.maximum(-_Y * (_X @ w + b), 0).sum()


def smaller_loss():
    two_wrong, one_wrong = loss((1, 1), -0.5), loss((1, 1), -5)
    return "two" if two_wrong < one_wrong else "one" if one_wrong < two_wrong else "same"


def ten_times_eta():
    """What ten times the learning rate does to the number of updates from 0."""
    slow, fast = (Perceptron(learning_rate=eta).fit(_X, _Y).n_updates_ for eta in (1, 10))
    return "same" if slow == fast else "fewer" if fast < slow else "more"


def loss_along():
    path = Perceptron(initial_weights=[1, 1], initial_bias=-0.5).fit(_X, _Y).path_
    return np.arange(len(path)), [[loss(w, b) for *w, b in path]]


def updates_in_millimetres():
    flowers, species = iris()
    two = species < 2
    kind = np.where(species[two] == 0, -1, 1)
    return Perceptron().fit(np.round(10 * flowers[two][:, 2:]), kind).n_updates_


GUESSES = {
    "3.1": Choice(smaller_loss, ("one", "two", "same")),
    "3.2": Choice(ten_times_eta, ("fewer", "same", "more")),
    "3.3": Sketch(
        loss_along,
        (0, 8),
        (0, 2.75),
        start=1,
        near=0.25,
        knots=9,
        wrong={"falls": ("curve", 2, 7, -0.25), "rises": ("curve", 6, 8, 0.4)},
    ),
    "3.4": Number(updates_in_millimetres, (1, 10_000), near=2, log=True, wrong={"same": (1, 10)}),
}
