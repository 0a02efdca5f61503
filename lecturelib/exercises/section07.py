"""The exercises of section 7."""

import numpy as np

from lecturelib.activations import sigmoid, softplus
from lecturelib.exercises.checking import Exercise, Wrong, as_array


def mean_squared_error(answer):
    """7.1: targets 1, 2, 4 and predictions 1, 3, 1."""
    got = answer.number()
    if abs(got - 10) < 5e-3:
        raise Wrong("sum")
    if abs(got - 4 / 3) < 5e-3:
        raise Wrong("absolute")
    if abs(got - 5) < 5e-3 or abs(got - 5 / 3) < 5e-3:
        raise Wrong("half")
    if abs(got - 10 / 3) > 5e-3:
        raise Wrong("value", got=f"{got:g}")


def cost_of_one(answer):
    """7.2: y = 0 and y_hat = 0.8."""
    got = answer.number()
    if abs(got + np.log(0.8)) < 5e-3:
        raise Wrong("other_term")
    if abs(got - np.log(0.2)) < 1e-2:
        raise Wrong("sign")
    if abs(got + np.log10(0.2)) < 5e-3:
        raise Wrong("decimal")
    if abs(got - 0.64) < 5e-3:
        raise Wrong("squared")
    if abs(got + np.log(0.2)) > 5e-3 + 1e-9:
        raise Wrong("value", got=f"{got:g}")


def knows_nothing(answer):
    """7.3: ln 2."""
    got = answer.number()
    if abs(got - 0.5) < 1e-9 or abs(got - 0.25) < 1e-9:
        raise Wrong("squared")
    if abs(got - 1) < 1e-9:
        raise Wrong("bits")
    if abs(got + np.log(2)) < 1e-3:
        raise Wrong("sign")
    if abs(got - np.log(2)) > 1e-3:
        raise Wrong("value", got=f"{got:g}")


def cross_entropy(y, y_hat):
    return -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))


def judge_cross_entropy(answer):
    """7.4: the mean binary cross-entropy."""
    rng = np.random.default_rng(74)
    for N in (4, 9, 1):
        y, y_hat = rng.integers(0, 2, N), rng.uniform(0.05, 0.95, N)
        _compare(answer(y, y_hat), cross_entropy(y, y_hat), N, half=-np.mean(y * np.log(y_hat)))


def stable_cross_entropy(y, z):
    return np.mean(softplus((1 - 2 * y) * z))


def judge_stable_cross_entropy(answer):
    """7.5: the same from the net input, also far out."""
    rng = np.random.default_rng(75)
    for N in (4, 9, 1):
        y, z = rng.integers(0, 2, N), rng.normal(size=N)
        _compare(answer(y, z), stable_cross_entropy(y, z), N, half=-np.mean(y * np.log(sigmoid(z))))
    y, z = np.array([0, 1, 0, 1]), np.array([1000.0, -1000.0, -1000.0, 1000.0])
    got = answer(y, z)
    if np.ndim(got) or not np.isclose(got, 500):
        raise Wrong("breaks", got=f"{got}")


def _compare(got, right, N, half):
    if np.ndim(got):
        raise Wrong("not_mean")
    got = float(as_array(got, ()))
    if np.isclose(got, right):
        return
    if np.isclose(got, -right):
        raise Wrong("sign")
    if np.isclose(got, N * right):
        raise Wrong("sum")
    if np.isclose(got, half):
        raise Wrong("one_term")
    raise Wrong("value", got=f"{got:.4g}")


EXERCISES = [
    Exercise("exercises_07", "7.1", mean_squared_error),
    Exercise("exercises_07", "7.2", cost_of_one),
    Exercise("exercises_07", "7.3", knows_nothing),
    Exercise("exercises_07", "7.4", judge_cross_entropy, solution=cross_entropy),
    Exercise("exercises_07", "7.5", judge_stable_cross_entropy, solution=stable_cross_entropy),
]
