"""Practice for section 1: one question a subsection, about knobs, rules and their limits."""

import numpy as np

from lecturelib.exercises.checking import Value
from lecturelib.practice.kinds import Practice

_BOOK = "01_basic_concepts.ipynb"

_THRESHOLDS = np.array([0.2, 0.3, 0.4, 0.5, 0.6])
_INKS = np.array([0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75])


def knobs(rng):
    """Two examples set the two knobs of a straight line."""
    x = int(rng.integers(3, 6))
    b = x * int(rng.choice([-2, -1, 1, 2]))
    w = int(rng.choice([each for each in (-5, -4, -3, -2, 2, 3, 4, 5) if each != b]))
    mistakes = {"swapped": [b, w], "rise": [w * x, b], "without_b": [w + b / x, b]}
    return {"x": x, "first": b, "second": w * x + b}, Value([w, b], mistakes)


def threshold(rng):
    """Eight images, of which the best threshold gets one of each digit wrong."""
    while True:
        zeros, ones = np.sort(rng.choice(_INKS[:6], 4)), np.sort(rng.choice(_INKS[2:], 4))
        right = np.array([zeros[:, None] < _THRESHOLDS, ones[:, None] >= _THRESHOLDS]).sum(axis=1)
        total = right.sum(axis=0)
        best = total.argmax()
        alone = np.sum(total == total[best]) == 1
        if alone and (right[:, best] == 3).all() and (right.max(axis=1) == 4).all():
            break
    mistakes = {
        "zeros": _THRESHOLDS[right[0] == 4],
        "ones": _THRESHOLDS[right[1] == 4],
        "count": total[best],
    }
    shown = {"zeros": zeros.tolist(), "ones": ones.tolist()}
    return shown, Value(_THRESHOLDS[best], mistakes)


def changed(rng):
    """What one neuron makes of pixels that are moved, swapped, or shuffled with its weights.

    The sum of the weights is odd, so that no two of the numbers meet.
    """
    weights = [rng.choice([-3, -1, 3, 5]), *rng.choice([-4, -2, 2, 4, 6], 3, replace=False)]
    w, x = rng.permutation(weights), np.roll([1, 1, 0, 0], rng.integers(4))
    old, moved, swapped = w @ x, w @ np.roll(x, 1), w @ (1 - x)
    mistakes = {
        "same": [old, old, old],
        "left": [w @ np.roll(x, -1), swapped, old],
        "minus": [moved, -old, old],
    }
    shown = {"w": tuple(w.tolist()), "x": tuple(x.tolist()), "old": old}
    return shown, Value([moved, swapped, old], mistakes)


PRACTICE = [
    Practice("1.2", _BOOK, "what", knobs),
    Practice("1.3", _BOOK, "rules", threshold),
    Practice("1.4", _BOOK, "limits", changed),
]
