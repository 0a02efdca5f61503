"""Right answers and typical mistakes of section 2: (key, answer), (key, answer, reason, ...)."""

import numpy as np


def total(x, w):
    return sum(a * b for a, b in zip(x, w, strict=True))


def neuron(x, w, threshold):
    return 1 if total(x, w) > threshold else 0


def step(w, x, threshold, eta, y=None, signal=None):
    y = neuron(x, w, threshold) if y is None else y
    return [a + eta * (b if signal is None else signal) * y for a, b in zip(w, x, strict=True)]


def in_place(w, x, threshold, eta):
    w += eta * x * neuron(x, w, threshold)
    return w


RIGHT = [
    ("2.1", [1, 0, 0, 1]),
    ("2.1", np.array([True, False, False, True])),
    ("2.2", 0.04),
    ("2.2", 0.2**2),
    ("2.3", 5),
    ("2.3", 5.0),
    ("2.4", neuron),
    ("2.4", lambda x, w, t: np.dot(x, w) > t),
    ("2.5", step),
    ("2.5", lambda *a: np.array(step(*a))),
    ("2.3", (0.8 - 0.2) / 0.15 + 1),
    ("2.4", lambda x, w, t: np.heaviside(w @ x - t, 0)),
    ("2.4", lambda x, w, t: np.array(sum(w[x == 1]) > t)),
    ("2.5", lambda w, x, t, eta: np.where((x == 1) & (w @ x > t), w + eta, w)),
    ("2.5", lambda w, x, t, eta: w + eta * x if w @ x > t else w),
]


WRONG = [
    ("2.1", [1, 0, 1, 1], "sign"),
    ("2.1", [1, 1, 1, 1], "zero"),
    ("2.1", [1, 0, 1, 0], "value", "3"),
    ("2.1", [0, 0, 0, 1], "value", "1"),
    ("2.1", [1, 0], "shape"),
    ("2.1", "yes", "numbers"),
    ("2.2", 4, "percent"),
    ("2.2", 0.2, "one"),
    ("2.2", 0.4, "added"),
    ("2.2", 0.008, "all"),
    ("2.2", 0.032, "only_two"),
    ("2.2", 0.1, "value", "0.1"),
    ("2.2", "0.04", "a_number"),
    ("2.3", 4, "at_threshold"),
    ("2.3", 6, "from_zero"),
    ("2.3", 4.5, "whole"),
    ("2.3", 3, "value", "3"),
    ("2.4", lambda x, w, t: int(total(x, w) >= t), "at_threshold"),
    ("2.4", lambda x, w, t: int(sum(x) > t), "unweighted"),
    ("2.4", lambda x, w, t: int(sum(w) > t), "all"),
    ("2.4", lambda x, w, t: int(total(x, w) + t > 0), "plus"),
    ("2.4", lambda x, w, t: total(x, w), "sum"),
    ("2.4", lambda x, w, t: 1, "case"),
    ("2.4", lambda x, w, t: x, "one_number"),
    ("2.4", lambda x: 1, "raised", "TypeError"),
    ("2.5", lambda *a: step(*a, y=1), "always"),
    ("2.5", lambda *a: step(*a, signal=1), "every_synapse"),
    ("2.5", lambda w, x, t, eta: step(w, x, t, 1), "no_eta"),
    ("2.5", lambda w, x, t, eta: step(w, x, t, eta, y=int(total(x, w) >= t)), "at_threshold"),
    ("2.5", lambda w, x, t, eta: np.array(step(w, x, t, eta)) - w, "step_only"),
    ("2.5", lambda w, x, t, eta: step(w, x, t, -eta), "weaker"),
    ("2.5", lambda w, *a: w, "case"),
    ("2.5", lambda w, *a: w[:1], "shape"),
    ("2.5", in_place, "changed"),
    ("2.2", 0.0401, "value", "0.0401"),
]
