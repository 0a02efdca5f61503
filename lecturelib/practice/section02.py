"""Practice for section 2: one question a subsection, about signals, sums and Hebb's rule."""

import numpy as np

from lecturelib.exercises.checking import Value
from lecturelib.hebb import hebb
from lecturelib.practice.kinds import Practice

_BOOK = "02_neuron.ipynb"


def way(rng):
    """The parts of a neuron, under random numbers, in the order of the signal."""
    dendrites, body, axon, terminals = (rng.permutation(9)[:4] + 1).tolist()
    right = [dendrites, body, axon, terminals]
    mistakes = {
        "backwards": right[::-1],
        "body": [dendrites, axon, body, terminals],
        "terminals": [dendrites, body, terminals, axon],
        "before": [terminals, dendrites, body, axon],
    }
    shown = {"axon": axon, "terminals": terminals, "body": body, "dendrites": dendrites}
    return shown, Value(right, mistakes)


def arriving(rng):
    """What two synapses and an inhibitory one let through."""
    first, second, third = np.append(rng.choice(range(3, 10), 2, replace=False), rng.choice([1, 2]))
    right = (first + second - third) / 10
    mistakes = {
        "added": (first + second + third) / 10,
        "ignored": (first + second) / 10,
        "count": 3,
    }
    shown = {"first": first / 10, "second": second / 10, "third": third / 10}
    return shown, Value(right, mistakes)


def silent(rng):
    """The threshold at which a sum is just not enough."""
    tenths = [*rng.choice(range(3, 10), 2, replace=False), -rng.choice([1, 3]), rng.choice([5, 7])]
    order = rng.permutation(4)
    w, x = np.array(tenths)[order] / 10, np.array([1, 1, 1, 0])[order]
    total = w @ x
    mistakes = {
        "all": w.sum(),
        "sizes": np.abs(w) @ x,
        "unweighted": x.sum(),
        "above": [total + 0.1, total + 0.01],
    }
    return {"w": tuple(w.tolist()), "x": tuple(x.tolist())}, Value(total, mistakes)


def meeting(rng):
    """Signals that must meet: the share of beats falls with a power of the rate."""
    signals, factor = rng.choice([(3, 2), (2, 3), (2, 4)]).tolist()
    right = int(rng.integers(2, 7))
    share = right * factor**signals
    mistakes = {
        "once": share / factor,
        "times": share / (factor * signals),
        "fraction": right / 100,
    }
    shown = {"signals": signals, "factor": factor, "share": share}
    return shown, Value(right, mistakes, within=1e-3)


def beat(rng):
    """One beat of Hebb's rule; at some of them the neuron stays silent."""
    w = rng.choice(range(2, 10), 3, replace=False) / 10
    x = rng.permutation([0, 1, 1])
    threshold = round(float(w @ x) + rng.choice([-0.3, -0.2, -0.1, 0, 0.1]), 1)
    eta = float(rng.choice([0.1, 0.2]))
    step = eta * x * hebb([x], w, threshold, eta).y[0]
    mistakes = {
        "silent": w + eta * x,
        "unchanged": w,
        "every": w + eta,
        "weaker": w + step - eta * (step == 0),
    }
    shown = {
        "w": tuple(w.tolist()),
        "x": tuple(x.tolist()),
        "threshold": f"{threshold:g}",
        "eta": f"{eta:g}",
    }
    return shown, Value(w + step, mistakes)


def fading(rng):
    """Two signals that do not come at the same moment."""
    halvings, left = int(rng.integers(2, 4)), int(rng.integers(1, 4))
    first, second = left * 2**halvings, int(rng.integers(4, 10))
    half = int(rng.choice([5, 10, 20]))
    mistakes = {
        "one_beat": (first + second) / 10,
        "gone": second / 10,
        "once": (first / 2 + second) / 10,
    }
    shown = {
        "first": first / 10,
        "second": second / 10,
        "half": half,
        "later": halvings * half,
    }
    return shown, Value((left + second) / 10, mistakes)


PRACTICE = [
    Practice("2.1", _BOOK, "neuron", way),
    Practice("2.2", _BOOK, "synapse", arriving),
    Practice("2.3", _BOOK, "sum", silent),
    Practice("2.4", _BOOK, "rate", meeting),
    Practice("2.5", _BOOK, "hebb", beat),
    Practice("2.6", _BOOK, "richer", fading),
]
