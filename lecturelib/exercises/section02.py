"""The exercises of section 2."""

import numpy as np

from lecturelib.exercises.answers import as_array
from lecturelib.exercises.checking import Exercise, Value
from lecturelib.exercises.verdicts import Wrong
from lecturelib.hebb import fires, hebb

_X, _W = np.array([[1, 0, 0], [0, 1, 0], [1, 0, 1], [1, 1, 1]]), np.array([0.7, 0.4, -0.3])
_OUTPUTS = Value(fires(_X, _W, 0.6), {"sign": fires(_X, abs(_W), 0.6), "zero": _X @ _W > 0})

_SHARE = Value(
    0.2**2,
    {"percent": 4, "one": 0.2, "added": 0.4, "all": 0.2**3, "only_two": 0.2**2 * 0.8},
)

_STRENGTHS = hebb([[1, 1]] * 9, [0.2, 1], 0.8, 0.15).path[:, 0]  # the second fires the neuron
_BEATS = Value(
    next(n for n, w in enumerate(_STRENGTHS) if fires([[1]], [w], 0.8)),
    {"at_threshold": 4, "from_zero": 6, "whole": lambda n: n % 1},
)


def neuron_fires(x, w, threshold):
    return int(np.dot(w, x) > threshold)


_WRONG_NEURONS = {
    "at_threshold": lambda x, w, threshold: np.dot(w, x) >= threshold,
    "unweighted": lambda x, w, threshold: np.sum(x) > threshold,
    "all": lambda x, w, threshold: np.sum(w) > threshold,
    "plus": lambda x, w, threshold: np.dot(w, x) + threshold > 0,
    "sum": lambda x, w, threshold: np.dot(w, x),
}


def judge_neuron(answer):
    """2.4: one neuron, one beat."""
    rng = np.random.default_rng(24)
    cases = [
        (np.array([1, 1, 0]), np.array([0.5, 0.25, 1.0]), 0.75),
        (np.array([0, 0]), np.array([0.5, 0.25]), 0.0),
        (np.array([0, 0]), np.array([0.5, 0.25]), -0.5),
    ]
    cases += [
        (rng.integers(0, 2, k), rng.normal(0.3, 0.6, k), float(rng.uniform(-0.3, 1)))
        for k in (1, 2, 3, 5, 12) * 8
    ]
    _compare(answer, cases, neuron_fires, _WRONG_NEURONS, ())


def strengthen(w, x, threshold, eta):
    y = 1 if np.dot(w, x) > threshold else 0
    return w + eta * x * y


_WRONG_STEPS = {
    "always": lambda w, x, threshold, eta: w + eta * x,
    "every_synapse": lambda w, x, threshold, eta: w + eta * (np.dot(w, x) > threshold),
    "no_eta": lambda w, x, threshold, eta: w + x * (np.dot(w, x) > threshold),
    "at_threshold": lambda w, x, threshold, eta: w + eta * x * (np.dot(w, x) >= threshold),
    "step_only": lambda w, x, threshold, eta: eta * x * (np.dot(w, x) > threshold),
    "weaker": lambda w, x, threshold, eta: w - eta * x * (np.dot(w, x) > threshold),
}


def judge_step(answer):
    """2.5: one beat of Hebb's rule."""
    rng = np.random.default_rng(25)
    cases = [(np.array([0.5, 0.25, 1.0]), np.array([1, 1, 0]), 0.75, 0.5)]
    cases += [
        (rng.normal(0.4, 0.6, k), rng.integers(0, 2, k), *rng.uniform((-0.2, 0.1), (0.6, 1.5)))
        for k in (1, 2, 3, 5, 12) * 8
    ]

    def right(w, x, threshold, eta):
        return hebb([x], w, threshold, eta).path[1]

    _compare(answer, cases, right, _WRONG_STEPS, None)


def _compare(answer, cases, right, wrong, shape):
    """shape: of what is returned; None is that of the case's first argument."""
    got = [as_array(answer(*case), np.shape(case[0]) if shape is None else shape) for case in cases]

    def same(rule):
        return all(np.allclose(mine, rule(*case)) for mine, case in zip(got, cases, strict=True))

    if same(right):
        return
    for reason, rule in wrong.items():
        if same(rule):
            raise Wrong(reason)
    raise Wrong("case")


EXERCISES = [
    Exercise("2.1", _OUTPUTS),
    Exercise("2.2", _SHARE),
    Exercise("2.3", _BEATS),
    Exercise("2.4", judge_neuron, neuron_fires),
    Exercise("2.5", judge_step, strengthen),
]
