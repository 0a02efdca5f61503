"""The exercises of section 3."""

import numpy as np

from lecturelib.exercises.checking import Exercise, Wrong, as_array
from lecturelib.neuron import LOGIC, MPNeuron


def outputs(answer):
    """3.1: what an M-P neuron with weights (2, -1, 1) and b = -2 sends for four inputs."""
    neuron, X = MPNeuron([2, -1, 1], -2), np.array([[1, 0, 0], [1, 1, 0], [1, 0, 1], [0, 1, 1]])
    got, right, z = answer.array((4,)), neuron(X), X @ neuron.weights + neuron.bias
    if np.array_equal(got, z >= 0):
        raise Wrong("at_zero")
    if np.array_equal(got, 2 * right - 1) or np.array_equal(got, np.where(z >= 0, 1, -1)):
        raise Wrong("signs")
    if np.array_equal(got, X @ neuron.weights > 0):
        raise Wrong("without_b")
    if not np.array_equal(got, right):
        raise Wrong("row", row=1 + int(np.argmax(got != right)))


def loss(answer):
    """3.2: the lecture's L of x1 + 2 x2 - 2 = 0 on four points."""
    margins = np.array([3.0, -2.0, -0.5, 1.0])
    got = answer.number()
    for reason, value in (
        ("sign", -2.5),
        ("count", 2),
        ("all_points", -margins.sum()),
        ("all_points", margins.sum()),
        ("absolute", np.abs(margins).sum()),
    ):
        if np.isclose(got, value):
            raise Wrong(reason)
    if not np.isclose(got, 2.5):
        raise Wrong("value", got=f"{got:g}")


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


def bound(answer):
    """3.4: Novikoff's bound for OR, with the plane x1 + x2 - 0.5 = 0."""
    got = answer.number()
    for reason, value in (
        ("not_squared", np.sqrt(27)),
        ("not_unit", 12),
        ("without_one", 18),
        ("b_not_in_norm", 24),
        ("updates", 9),
    ):
        if np.isclose(got, value, rtol=5e-3):
            raise Wrong(reason)
    if not np.isclose(got, 27, rtol=5e-3):
        raise Wrong("value", got=f"{got:g}")


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
    cases = [(np.zeros(2), 0.0, np.array([1.0, 2.0]), 1, 0.5)]
    cases += [
        (rng.normal(size=k), float(rng.normal()), rng.normal(size=k), y, eta)
        for k, y, eta in ((2, 1, 1.0), (2, -1, 0.5), (3, 1, 0.1), (3, -1, 2.0)) * 4
    ]
    got = [_pair(answer(*case), len(case[0])) for case in cases]
    if _same(got, [update(*case) for case in cases]):
        return
    for reason, rule in _WRONG_UPDATES.items():
        if _same(got, [rule(*case) for case in cases]):
            raise Wrong(reason)
    for case, mine in zip(cases, got):
        if not _same([mine], [update(*case)]):
            raise Wrong("case", margin=f"{case[3] * (case[0] @ case[2] + case[1]):.2f}")


def _pair(value, k):
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        raise Wrong("pair")
    return as_array(value[0], (k,)), as_array(value[1], ())


def _same(some, others):
    return all(np.allclose(w, v) and np.allclose(b, c) for (w, b), (v, c) in zip(some, others))


def fit(X, y, eta, epochs):
    w, b = np.zeros(X.shape[1]), 0.0
    for epoch in range(epochs):
        moved = False
        for x_n, y_n in zip(X, y):
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
    for data, eta, epochs in (((X01, 2 * AND - 1), 1.0, 50), ((X, y), 0.1, 500)):
        w, b = _pair(answer(*data, eta, epochs), data[0].shape[1])
        if not w.any() and not b:
            raise Wrong("still_zero")
        if (data[1] * (data[0] @ w + b) <= 0).any():
            one_pass = _same([(w, b)], [fit(*data, eta, 1)])
            raise Wrong("one_pass" if one_pass else "not_separated")
        if not _same([(w, b)], [fit(*data, eta, epochs)]):
            raise Wrong("other_way")
    endless = X, rng.permutation(y), 1.0, 5
    if not _same([_pair(answer(*endless), 3)], [fit(*endless)]):
        raise Wrong("epochs")


EXERCISES = [
    Exercise("exercises_03", "3.1", outputs),
    Exercise("exercises_03", "3.2", loss),
    Exercise("exercises_03", "3.3", x1_and_not_x2),
    Exercise("exercises_03", "3.4", bound),
    Exercise("exercises_03", "3.5", judge_update, solution=update),
    Exercise("exercises_03", "3.6", judge_fit, solution=fit),
]
