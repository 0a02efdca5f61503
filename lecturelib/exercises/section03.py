"""The exercises of section 3."""

import numpy as np

from lecturelib.activations import sign
from lecturelib.exercises.answers import as_array
from lecturelib.exercises.checking import Exercise, Value
from lecturelib.exercises.verdicts import Wrong
from lecturelib.neuron import LOGIC, MPNeuron
from lecturelib.perceptron import Perceptron

_NEURON = MPNeuron([2, -1, 1], -2)
_X = np.array([[1, 0, 0], [1, 1, 0], [1, 0, 1], [0, 1, 1]])
_Z = _X @ _NEURON.weights + _NEURON.bias
_OUTPUTS = Value(
    _NEURON(_X),
    {
        "at_zero": _Z >= 0,
        "signs": [2 * _NEURON(_X) - 1, sign(_Z)],
        "without_b": _X @ _NEURON.weights > 0,
    },
)

_MARGINS = np.array([3.0, -2.0, -0.5, 1.0])  # y (x1 + 2 x2 - 2) of the four points
_LOSS = Value(
    -_MARGINS[_MARGINS < 0].sum(),
    {
        "sign": _MARGINS[_MARGINS < 0].sum(),
        "count": (_MARGINS < 0).sum(),
        "all_points": [_MARGINS.sum(), -_MARGINS.sum()],
        "absolute": np.abs(_MARGINS).sum(),
    },
)


def x1_and_not_x2(answer):
    """3.3: w1, w2, b of an M-P neuron that fires for (1, 0) only."""
    w1, w2, b = answer.array((3,))
    X, wanted = LOGIC["AND"][0], [0, 0, 1, 0]
    got = MPNeuron([w1, w2], b)(X)
    if np.array_equal(got, wanted):
        return
    if np.array_equal(MPNeuron([w1, w2], -b)(X), wanted):
        raise Wrong("threshold")
    n = int(np.argmax(got != wanted))
    z = w1 * X[n, 0] + w2 * X[n, 1] + b
    reason = "at_zero" if z == 0 else "row"
    raise Wrong(reason, x1=X[n, 0], x2=X[n, 1], z=f"{z:g}", wanted=wanted[n])


_R2, _GAMMA = 3, 0.5 / 1.5
_BOUND = Value(
    _R2 / _GAMMA**2,
    {
        "not_squared": np.sqrt(_R2) / _GAMMA,
        "not_unit": _R2 / 0.5**2,
        "without_one": 2 / _GAMMA**2,
        "b_not_in_norm": _R2 * 2 / 0.5**2,
        "updates": Perceptron().fit(LOGIC["OR"][0], 2 * LOGIC["OR"][1] - 1).n_updates_,
    },
    within=0.13,  # with a rounded gamma
)


def update(w, b, x, y, eta):
    if y * (np.dot(w, x) + b) <= 0:
        return w + eta * y * x, b + eta * y
    return w, b


def _moves(condition, step, step_b):
    """One way to get the update wrong: when it moves, and by which multiples of x and of 1."""

    def rule(w, b, x, y, eta):
        moves = condition(y * (np.dot(w, x) + b), np.dot(w, x) + b)
        return (w + step(y, eta) * x, b + step_b(y, eta)) if moves else (w, b)

    return rule


def _full(y, eta):
    return eta * y


def _when_wrong(margin, z):
    return margin <= 0


_WRONG_UPDATES = {
    "always": _moves(lambda margin, z: True, _full, _full),
    "strict": _moves(lambda margin, z: margin < 0, _full, _full),
    "never_y": _moves(lambda margin, z: z <= 0, _full, _full),
    "when_right": _moves(lambda margin, z: margin > 0, _full, _full),
    "away": _moves(_when_wrong, lambda y, eta: -eta * y, lambda y, eta: -eta * y),
    "no_y": _moves(_when_wrong, lambda y, eta: eta, lambda y, eta: eta),
    "no_eta": _moves(_when_wrong, lambda y, eta: y, lambda y, eta: y),
    "no_b": _moves(_when_wrong, _full, lambda y, eta: 0),
}


def judge_update(answer):
    """3.5: one update of the rule."""
    rng = np.random.default_rng(35)
    cases = [
        (np.zeros(2), 0.0, np.array([1.0, 2.0]), 1, 0.5),
        (np.array([1.0, -1.0]), 0.0, np.array([2.0, 2.0]), -1, 0.5),
        (np.array([1.0]), -2.0, np.array([2.0]), 1, 1.0),
    ]
    cases += [
        (rng.normal(size=k), float(rng.normal()), rng.normal(size=k), y, eta)
        for k, y, eta in ((2, 1, 1.0), (2, -1, 0.5), (3, 1, 0.1), (3, -1, 2.0), (1, 1, 0.3)) * 8
    ]
    cases.append((np.array([1.0]), -2.0, np.array([2.000001]), 1, 1.0))  # right, but only just
    got = [_pair(answer(*case), len(case[0])) for case in cases]
    if _same(got, [update(*case) for case in cases]):
        return
    for reason, rule in _WRONG_UPDATES.items():
        if _same(got, [rule(*case) for case in cases]):
            raise Wrong(reason)
    for case, mine in zip(cases, got, strict=True):
        if not _same([mine], [update(*case)]):
            raise Wrong("case", margin=f"{case[3] * (case[0] @ case[2] + case[1]):.2g}")


def _pair(value, k):
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        raise Wrong("pair")
    return as_array(value[0], (k,)), as_array(value[1], ())


def _same(some, others):
    pairs = zip(some, others, strict=True)
    return all(np.allclose(w, v) and np.allclose(b, c) for (w, b), (v, c) in pairs)


def fit(X, y, eta, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        moved = False
        for x_n, y_n in zip(X, y, strict=True):
            if y_n * (w @ x_n + b) <= 0:
                w, b = w + eta * y_n * x_n, b + eta * y_n
                moved = True
        if not moved:
            break
    return w, b


def judge_fit(answer):
    """3.6: the whole algorithm, on AND, in three dimensions, and where no plane separates."""
    rng = np.random.default_rng(36)
    X = rng.normal(size=(40, 3))
    y = np.where(X @ [1, -2, 1] > 0.3, 1, -1)
    X01, AND = LOGIC["AND"]
    line = np.array([[3.0], [1.0], [2.0], [-1.0], [0.5]]), np.array([1, -1, 1, -1, -1])
    for data, eta, epochs in (
        ((X01, 2 * AND - 1), 1.0, 50),
        ((X, y), 0.1, 500),
        (line, 0.5, 100),
        ((np.array([[1.0], [-1.000001]]), np.array([1, -1])), 1.0, 10),
    ):
        w, b = _pair(answer(*data, eta, epochs), data[0].shape[1])
        if not w.any() and not b:
            raise Wrong("still_zero")
        if (data[1] * (data[0] @ w + b) <= 0).any():
            one_pass = _same([(w, b)], [fit(*data, eta, 1)])
            raise Wrong("one_pass" if one_pass else "not_separated")
        if not _same([(w, b)], [fit(*data, eta, epochs)]):
            raise Wrong("other_way")
    for epochs in (5, 1, 2):
        endless = X, rng.permutation(y), 1.0, epochs
        if not _same([_pair(answer(*endless), 3)], [fit(*endless)]):
            raise Wrong("epochs", epochs=epochs)


EXERCISES = [
    Exercise("3.1", _OUTPUTS),
    Exercise("3.2", _LOSS),
    Exercise("3.3", x1_and_not_x2),
    Exercise("3.4", _BOUND),
    Exercise("3.5", judge_update, update),
    Exercise("3.6", judge_fit, fit),
]
