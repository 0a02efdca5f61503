"""The guesses of section 2: a sum against a threshold, Hebb's rule, and spike timing."""

from itertools import product

import numpy as np

from lecturelib.guesses.kinds import Choice, Number, Order, Sketch
from lecturelib.hebb import fires, hebb, stdp
from lecturelib.widgets import NeuronFiring

_SIGNALS = np.array(list(product([0, 1], repeat=3)))
_STRENGTHS = np.array([0.6, 0.5, 0.3])


def company():
    """Which signals the neuron needs in order to fire."""
    rows = {tuple(x) for x in _SIGNALS[fires(_SIGNALS, _STRENGTHS, 1) == 1].tolist()}
    needs = {
        "one_and_two": {(1, 1, 0), (1, 1, 1)},
        "any_two": {tuple(x) for x in _SIGNALS.tolist() if sum(x) >= 2},
        "all": {(1, 1, 1)},
        "any": {tuple(x) for x in _SIGNALS.tolist() if any(x)},
    }
    return next(name for name, needed in needs.items() if needed == rows)


def inhibited():
    """What is left of the spikes when the second strength has changed its sign."""
    before = fires(_SIGNALS, _STRENGTHS, 1)
    after = fires(_SIGNALS, _STRENGTHS * [1, -1, 1], 1)
    if not after.any():
        return "never"
    gone = before.sum() - after.sum()
    return "same" if gone == 0 else "fewer" if gone > 0 else "more"


def at_rate(rate):
    """The share of beats with a spike, in percent."""
    chance = np.prod(np.where(_SIGNALS == 1, rate, 1 - rate), axis=1)
    return 100 * chance @ fires(_SIGNALS, _STRENGTHS, 1)


def learned():
    """The second and third strength, beat by beat."""
    path = NeuronFiring(mode="hebb").path
    return np.arange(len(path)), path[:, 1:].T


def runaway():
    path = hebb(np.ones((60, 2)), [1.1, 0.3], threshold=1, learning_rate=0.1).path
    return np.arange(len(path)), [path[:, 1]]


def timed():
    """The change by one pairing in which one cell fires so many ms before the other."""
    return {"a_2": stdp(2), "a_20": stdp(20), "b_20": stdp(-20), "b_2": stdp(-2)}


GUESSES = {
    "2.1": Choice(company, ("any", "any_two", "one_and_two", "all")),
    "2.2": Choice(inhibited, ("more", "same", "fewer", "never")),
    "2.3": Number(
        lambda: at_rate(0.25),
        (0, 50),
        near=1.5,
        digits=2,
        wrong={"half": (10, 15), "more": (25, 50), "less": (0, 4)},
    ),
    "2.4": Sketch(
        learned,
        (0, 24),
        (0, 2.2),
        start=0.3,
        near=0.15,
        curves=("second", "third"),
        wrong={
            "both": ("third", 12, 24, 0.2),
            "none": ("second", 18, 24, -0.5),
            "third_falls": ("third", 12, 24, -0.1),
        },
    ),
    "2.5": Sketch(
        runaway,
        (0, 60),
        (0, 9),
        start=0.3,
        near=0.6,
        wrong={"levels": ("curve", 45, 60, -1), "faster": ("curve", 30, 60, 1)},
    ),
    "2.6": Order(
        timed,
        ("b_2", "a_20", "b_20", "a_2"),
        {"either_way": ("b_2", "a_20"), "late": ("b_20", "a_20"), "near": ("b_2", "b_20")},
    ),
}
