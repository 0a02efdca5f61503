"""The exercises of section 2."""

import numpy as np

from lecturelib.exercises.checking import Exercise, Wrong, as_array
from lecturelib.hebb import fires, hebb


def outputs(answer):
    """2.1: fires or not, for four inputs of a neuron with an inhibitory synapse."""
    X, w = np.array([[1, 0, 0], [0, 1, 0], [1, 0, 1], [1, 1, 1]]), np.array([0.7, 0.4, -0.3])
    got, right = answer.array((4,)), fires(X, w, 0.6)
    if np.array_equal(got, fires(X, abs(w), 0.6)):
        raise Wrong("sign")
    if np.array_equal(got, X @ w > 0):
        raise Wrong("zero")
    if not np.array_equal(got, right):
        raise Wrong("row", row=1 + int(np.argmax(got != right)))


def share(answer):
    """2.2: signals 1 and 2 must meet, each with the rate 0.2."""
    got = answer.number()
    for reason, value in (
        ("percent", 4),
        ("one", 0.2),
        ("added", 0.4),
        ("all", 0.008),
        ("only_two", 0.032),
    ):
        if abs(got - value) < 1e-6:
            raise Wrong(reason)
    if abs(got - 0.04) > 1e-6:
        raise Wrong("value", got=f"{got:g}")


def beats(answer):
    """2.3: 0.2 + 0.15 n must exceed 0.8."""
    got = answer.number()
    if got == 4:
        raise Wrong("at_threshold")
    if got == 6:
        raise Wrong("from_zero")
    if got != int(got):
        raise Wrong("whole")
    if got != 5:
        raise Wrong("value", n=f"{got:g}", w=f"{0.2 + 0.15 * got:g}")


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
    cases = [(np.array([1, 1, 0]), np.array([0.5, 0.25, 1.0]), 0.75)]
    cases += [
        (rng.integers(0, 2, k), rng.normal(0.3, 0.6, k), float(rng.uniform(0.1, 1)))
        for k in (2, 3, 5) * 6
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
        (rng.normal(0.4, 0.6, k), rng.integers(0, 2, k), *rng.uniform(0.1, 0.6, 2).tolist())
        for k in (2, 3, 5) * 6
    ]
    _compare(
        answer,
        cases,
        lambda w, x, threshold, eta: hebb([x], w, threshold, eta).path[1],
        _WRONG_STEPS,
        None,
    )


def _compare(answer, cases, right, wrong, shape):
    """shape: of what is returned; None is that of the case's first argument."""
    got = [as_array(answer(*case), np.shape(case[0]) if shape is None else shape) for case in cases]

    def same(rule):
        return all(np.allclose(mine, rule(*case)) for mine, case in zip(got, cases))

    if same(right):
        return
    for reason, rule in wrong.items():
        if same(rule):
            raise Wrong(reason)
    raise Wrong("case")


EXERCISES = [
    Exercise("exercises_02", "2.1", outputs),
    Exercise("exercises_02", "2.2", share),
    Exercise("exercises_02", "2.3", beats),
    Exercise("exercises_02", "2.4", judge_neuron, solution=neuron_fires),
    Exercise("exercises_02", "2.5", judge_step, solution=strengthen),
]
