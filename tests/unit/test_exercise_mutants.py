"""No small mistake in the solution of an exercise is judged right."""

import inspect
import sys

import numpy as np
import pytest

from lecturelib.datasets import digits
from lecturelib.exercises import EXERCISES, check
from tools.mutants import mutants

FUNCTIONS = [key for key, exercise in EXERCISES.items() if exercise.solution]

ONCE_MORE = "after a pass that moves nothing, another one moves nothing"
EQUIVALENT = {
    "2.4": {"line 2: int(np.dot(w, x) > threshold) -> np.dot(w, x) > threshold": "True is 1"},
    "3.5": {"line 3: eta * y -> eta / y": "y is 1 or -1"},
    "3.6": {
        "line 4: moved = False -> pass": ONCE_MORE,
        "line 4: False -> True": ONCE_MORE,
        "line 9: not moved -> False": ONCE_MORE,
        "line 10: break -> pass": ONCE_MORE,
        "line 7: eta * y_n -> eta / y_n": "y_n is 1 or -1",
    },
    "10.5": {
        "line 2: rng.random(a.shape) >= p -> rng.random(a.shape) > p": "a number that is exactly p "
        "comes once in 2^53 draws",
    },
}

# Where an answer is wrong that is right everywhere else; an array says for which of its entries.
REGIONS = {
    "1.3": [
        *("len(said) == 1", "len(said) > 100", "len(said) < 10", "len(said) % 2"),
        *("(said == labels).all()", "(said != labels).all()"),
    ],
    "1.4": [
        *("len(labels) == 1", "len(labels) > 5", "len(set(labels)) < len(labels)"),
        *(f"{digit} in labels" for digit in range(10)),
    ],
    "2.4": [
        *("len(x) == 1", "len(x) == 2", "len(x) > 5", "not x.any()", "x.all()", "(w < 0).any()"),
        *("threshold == 0", "threshold < 0", "w @ x == threshold", "w @ x < 0"),
    ],
    "2.5": [
        *("len(x) == 1", "len(x) == 2", "len(x) > 5", "not x.any()", "x.all()", "(w < 0).any()"),
        *("eta > 1", "eta < 0.3", "threshold < 0", "w @ x == threshold", "w @ x < 0"),
    ],
    "3.5": [
        *("len(x) == 1", "len(x) == 3", "not w.any()", "b == 0", "y > 0", "y < 0", "eta > 1"),
        *("y * (w @ x + b) == 0 and y < 0", "0 < y * (w @ x + b) < 0.001", "eta == 1"),
    ],
    "3.6": [
        *("X.shape[1] == 1", "X.shape[1] == 2", "X.shape[1] == 3", "len(X) == 4", "len(X) > 10"),
        *("epochs == 1", "epochs == 2", "epochs == 5", "epochs > 100", "eta == 1", "eta < 0.5"),
    ],
    "4.4": [
        *(f"len(weights) == {depth}" for depth in range(1, 6)),
        *("len(x) == 1", "len(x) == 3", "len(biases[-1]) == 1", "len(biases[-1]) > 1"),
    ],
    "4.5": [
        *(f"len(weights) == {depth}" for depth in range(1, 4)),
        *("len(weights) > 4", "len(biases[-1]) == 1", "len(biases[-1]) > 1"),
    ],
    "5.4": [
        *("len(z) == 1", "len(z) > 10", "gamma > 1", "gamma < 0.1", "z > 1000", "z < -1000"),
        *("(0 < z) & (z < 1e-6)", "(-1e-6 < z) & (z < 0)", "z == 0", "abs(z - 0.5) < 0.3"),
    ],
    "5.5": [
        *("len(X) == 1", "len(X) == X.shape[1]", "len(X) > 40", "len(b) == 1", "len(b) > 5"),
        *("(X < 0).any()", "(X > 0).all()"),
    ],
    "5.6": [
        *("len(z) == 1", "len(z) > 10", "z > 1000", "z < -500", "z == 0"),
        *(f"({k} < z) & (z < {k + 1})" for k in range(-80, 80)),
    ],
    "6.4": [
        *("len(X) == 1", "len(X) > 5", "X.shape[1] == 1", "X.shape[1] == len(b)", "len(b) == 1"),
        *("alpha_0 == 0", "alpha_0 < 0", "len(b) > 5"),
    ],
    "6.5": ["m == 1", "m == 4", "m > 10", "m % 2", "g(0) < g(1)", "g(0) > g(1)", "g(0) == 0"],
    "7.4": [
        *("len(y) == 1", "len(y) % 2", "len(y) > 50", "y.all()", "not y.any()"),
        *("y_hat.min() < 1e-4", "y_hat.max() > 0.99", "y_hat[0] == 0.5"),
    ],
    "7.5": [
        *("len(y) == 1", "len(y) % 2", "len(y) > 50", "y.all()", "not y.any()"),
        *(f"len(z) == 1 and {k} < z[0] <= {k + 2}" for k in range(-12, 12, 2)),
        *("z.max() > 500", "35 < z.max() < 500", "z.min() < -500", "-500 < z.min() < -35"),
    ],
    "7.6": [
        *("len(z) == 1", "len(z) > 5", "z.shape[1] == 2", "z.shape[1] > 5", "len(z) == z.shape[1]"),
        *("z.max() > 500", "z.min() < -500", "(z[0] < 0).all()", "z[0].argmax() == 0"),
        *("z[-1].argmin() == 0", "z.max() - z.min() > 500"),
    ],
    "8.4": [
        *("len(z) == 1", "len(z) == 2", "len(z) > 10", "len(z) == len(delta_next)"),
        *("abs(z).max() > 3", "len(delta_next) > 3"),
    ],
    "8.5": [
        *(f"len(weights) == {depth}" for depth in range(1, 6)),
        *("len(x) == 1", "len(x) == 2", "len(x) == 3", "len(y) == 1", "len(y) > 1"),
    ],
    "9.4": [
        *("len(gradients) == 1", "len(gradients) > 10", "len(gradients) == len(W)"),
        *("len(W) == 1", "len(W) > 3"),
    ],
    "9.5": [
        *("B == 1", "B == N", "N % B == 0", "N % B == 1", "N == 1", "N < 5", "N > 20", "N < B * 2"),
    ],
    "10.4": [
        *("len(W) == 1", "len(W) > 2", "W.shape[1] == 1", "len(W) == W.shape[1]"),
        *("lambda_ > 0.3", "lambda_ < 0.3", "s > 0.3", "s < 0.3"),
    ],
    "10.5": ["p < 0.3", "p == 0.5", "p > 0.8", "a.ndim == 1", "a.size > 100"],
    "10.6": [
        *("len(errors) == 1", "len(errors) > 10", "patience == 1", "patience > len(errors)"),
        *("patience == 2", "patience == 3", "patience > 3", "len(set(errors)) < len(errors)"),
        *("errors[0] == min(errors)", "errors[-1] == min(errors)"),
    ],
}


def spoilt(source, key):
    """The function that a changed source defines, among the names of its section."""
    solution = EXERCISES[key].solution
    names = dict(vars(sys.modules[solution.__module__]))
    exec(source, names)
    return names[solution.__name__]


def wrong_where(condition, key):
    """The solution, but wrong where its arguments meet a condition."""
    solution = EXERCISES[key].solution
    parameters = list(inspect.signature(solution).parameters)
    code = compile(condition, key, "eval")

    def answer(*arguments):
        right = solution(*arguments)
        where = eval(code, {"np": np}, dict(zip(parameters, arguments, strict=True)))
        return _off(right, where) if np.any(where) else right

    return answer


def _off(right, where):
    if isinstance(right, (list, tuple)):
        return type(right)([_off(right[0], where), *right[1:]])
    if np.isin(right, (0, 1)).all():
        return np.where(where, 1 - np.asarray(right, dtype=int), right)
    if np.asarray(right).dtype.kind == "i":
        return right + 1
    return np.where(where, right * 1.01 + (right == 0), right)


@pytest.mark.parametrize("key", [key for key in FUNCTIONS if key != "1.5"])
def test_every_mutant_of_a_solution_is_refused(key):
    changed = list(mutants(inspect.getsource(EXERCISES[key].solution), thorough=True))
    assert len(changed) > 5
    right = {mutant.what for mutant in changed if not refused(key, spoilt(mutant.source, key))}
    assert right == set(EQUIVALENT.get(key, {}))


def test_a_mutant_of_the_rule_for_digits_is_right_if_it_tells_nine_of_ten():
    X, y = digits()
    images, labels = X[y < 2].reshape(-1, 8, 8), y[y < 2]
    for mutant in mutants(inspect.getsource(EXERCISES["1.5"].solution), thorough=True):
        rule = spoilt(mutant.source, "1.5")
        try:
            good = np.mean([rule(image) for image in images] == labels) >= 0.9
        except Exception:  # some mutants only raise
            good = False
        assert good != refused("1.5", rule), mutant.what


CASES = [(key, condition) for key, conditions in REGIONS.items() for condition in conditions]


@pytest.mark.parametrize(("key", "condition"), CASES)
def test_an_answer_that_is_wrong_in_some_region_is_refused(key, condition):
    assert refused(key, wrong_where(condition, key))


def test_every_function_has_regions():
    assert list(REGIONS) == [key for key in FUNCTIONS if key != "1.5"]


def refused(key, answer):
    return check(key, answer).state == "wrong"
