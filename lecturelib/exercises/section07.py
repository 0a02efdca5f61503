"""The exercises of section 7."""

import numpy as np

from lecturelib.activations import sigmoid, softmax, softplus
from lecturelib.exercises.answers import as_array
from lecturelib.exercises.checking import Exercise, Value
from lecturelib.exercises.verdicts import Wrong
from lecturelib.losses import binary_cross_entropy, squared

_MSE = Value(
    squared([1, 2, 4], [1, 3, 1]),
    {"sum": 10, "absolute": 4 / 3, "half": [10 / 2, 10 / 6]},
    within=0.005,
)

_COST = Value(
    binary_cross_entropy([0], [0.8]),
    {
        "other_term": -np.log(0.8),
        "sign": np.log(0.2),
        "decimal": -np.log10(0.2),
        "squared": 0.8**2,
    },
    within=0.005,
)

_KNOWS_NOTHING = Value(
    binary_cross_entropy([0, 1], [0.5, 0.5]),
    {"squared": [0.5, 0.25], "bits": 1, "sign": -np.log(2)},
    within=0.0005,
)


def cross_entropy(y, y_hat):
    return -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))


def judge_cross_entropy(answer):
    """7.4: the mean binary cross-entropy."""
    rng = np.random.default_rng(74)
    cases = [(rng.integers(0, 2, N), rng.uniform(0.05, 0.95, N)) for N in (4, 9, 1, 100)]
    cases += [([label], [y_hat]) for label in (0, 1) for y_hat in (1e-5, 0.001, 0.5, 0.999)]
    for y, y_hat in cases:
        y, y_hat = np.array(y), np.array(y_hat)
        half = -np.mean(y * np.log(y_hat))
        _compare(answer(y, y_hat), cross_entropy(y, y_hat), len(y), half)


def stable_cross_entropy(y, z):
    return np.mean(softplus((1 - 2 * y) * z))


def judge_stable_cross_entropy(answer):
    """7.5: the same from the net input, also far out."""
    rng = np.random.default_rng(75)
    cases = [(rng.integers(0, 2, N), rng.normal(size=N)) for N in (4, 9, 1, 100)]
    cases += [([label], [z]) for label in (0, 1) for z in np.linspace(-12, 12, 17)]
    for y, z in cases:
        y, z = np.array(y), np.array(z)
        half = -np.mean(y * np.log(sigmoid(z)))
        _compare(answer(y, z), stable_cross_entropy(y, z), len(y), half)
    y, z = np.array([0, 1, 0, 1]), np.array([1000.0, -1000.0, -1000.0, 1000.0])
    got = np.asarray(answer(y, z), dtype=float)
    if got.shape or not np.isclose(got, 500):
        raise Wrong("breaks", got=got)
    for z in (-300.0, -40.0, -20.0, 20.0, 40.0, 300.0):
        y, z = np.array([0, 1]), np.array([z, z / 2])
        _compare(answer(y, z), stable_cross_entropy(y, z), len(y), half=None)


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
    if half is not None and np.isclose(got, half):
        raise Wrong("one_term")
    raise Wrong("value", got=f"{got:.4g}")


def probabilities(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def judge_probabilities(answer):
    """7.6: softmax of each row, also where e^z overflows."""
    rng = np.random.default_rng(76)
    for shape in ((4, 3), (3, 5), (1, 4), (9, 2), (3, 3), (2, 10)):
        z = rng.normal(0, 2, shape)
        got, e = as_array(answer(z), shape), np.exp(z)
        if np.allclose(got, softmax(z)):
            continue
        for reason, mistaken in (
            ("not_divided", e),
            ("all_rows", e / e.sum()),
            ("columns", e / e.sum(axis=0)),
            ("sigmoids", sigmoid(z)),
        ):
            if np.allclose(got, mistaken):
                raise Wrong(reason)
        raise Wrong("value", got=np.round(got[0], 3))
    for row in ([1000, 999, 990], [-1000, -1001, -999], [500, -400, 501]):
        z = np.array([row, [0, 1, 2]], dtype=float)
        got = np.asarray(answer(z), dtype=float)
        if got.shape != z.shape or not np.allclose(got, softmax(z)):
            raise Wrong("breaks", row=row, got=got[0] if got.ndim else got)


EXERCISES = [
    Exercise("7.1", _MSE),
    Exercise("7.2", _COST),
    Exercise("7.3", _KNOWS_NOTHING),
    Exercise("7.4", judge_cross_entropy, cross_entropy),
    Exercise("7.5", judge_stable_cross_entropy, stable_cross_entropy),
    Exercise("7.6", judge_probabilities, probabilities),
]
