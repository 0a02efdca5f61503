"""Right answers and typical mistakes of section 3: (key, answer), (key, answer, reason, ...)."""

import numpy as np


def rule(w, b, x, y, eta, wrong=lambda m, z: m <= 0, gain=lambda y, eta: eta * y, gain_b=None):
    z = sum(p * q for p, q in zip(w, x, strict=True)) + b
    if wrong(y * z, z):
        return np.array(w) + gain(y, eta) * x, b + (gain_b or gain)(y, eta)
    return w, b


def as_list(w, b, x, y, eta):
    w, b = rule(w, b, x, y, eta)
    return list(w), np.float64(b)


def variant(**changes):
    return lambda *arguments: rule(*arguments, **changes)


def in_place(w, b, x, y, eta):
    if y * (w @ x + b) <= 0:
        w += eta * y * x
        b += eta * y
    return w, b


def learn(X, y, eta, epochs, start=0.0, order=1, batch=False, stop=True):
    w, b = np.full(X.shape[1], start), start
    for _ in range(epochs):
        before = w.copy(), b
        for n in range(len(X))[::order]:
            at = before if batch else (w, b)
            if y[n] * (at[0] @ X[n] + at[1]) <= 0:
                w, b = w + eta * y[n] * X[n], b + eta * y[n]
        if stop and np.array_equal(w, before[0]) and b == before[1]:
            break
    return w, b


def one_pass(X, y, eta, epochs):
    return learn(X, y, eta, 1)


def until_right(X, y, eta, epochs):
    return learn(X, y, eta, 500)


def changes_X(X, y, eta, epochs):
    X[:] = 0
    return learn(X, y, eta, epochs)


def with_one(X, y, eta, epochs):
    """With the 1 as a further input, until a whole pass moves nothing."""
    X1, theta = np.column_stack([X, np.ones(len(X))]), np.zeros(X.shape[1] + 1)
    still = passes = 0
    while still < len(X) and passes < epochs:
        for x, label in zip(X1, y, strict=True):
            wrong = label * theta.dot(x) <= 0
            theta = theta + eta * label * x * wrong
            still = 0 if wrong else still + 1
        passes += 1
    return theta[:-1].tolist(), theta[-1]


def plain(X, y, eta, epochs):
    w, b = [0] * len(X[0]), 0
    for _ in range(epochs):
        for x, label in zip(X.tolist(), y.tolist(), strict=True):
            if label * (sum(p * q for p, q in zip(w, x, strict=True)) + b) <= 0:
                w = [p + eta * label * q for p, q in zip(w, x, strict=True)]
                b += eta * label
    return w, b


RIGHT = [
    ("3.1", [0, 0, 1, 0]),
    ("3.1", np.array([False, False, True, False])),
    ("3.2", 2.5),
    ("3.2", np.float64(2.5)),
    ("3.3", (1, -1, -0.5)),
    ("3.3", [3, -2, -2.9]),
    ("3.3", np.array([0.1, -9, 0])),
    ("3.4", 27),
    ("3.4", 27.0000001),
    ("3.5", rule),
    ("3.5", as_list),
    ("3.6", learn),
    ("3.4", 26.9),
    (
        "3.5",
        lambda w, b, x, y, eta: (w + eta * y * x * (m := y * (w @ x + b) <= 0), b + eta * y * m),
    ),
    ("3.6", with_one),
    ("3.6", plain),
]


WRONG = [
    ("3.1", [1, 0, 1, 0], "at_zero"),
    ("3.1", [-1, -1, 1, -1], "signs"),
    ("3.1", [1, 1, 1, 0], "without_b"),
    ("3.1", [0, 0, 1, 1], "value", "4"),
    ("3.1", [0, 1, 1, 0], "value", "2"),
    ("3.1", [0, 1], "shape"),
    ("3.1", "yes", "numbers"),
    ("3.2", -2.5, "sign"),
    ("3.2", 2, "count"),
    ("3.2", -1.5, "all_points"),
    ("3.2", 1.5, "all_points"),
    ("3.2", 6.5, "absolute"),
    ("3.2", 8, "value", "8"),
    ("3.2", "2.5", "a_number"),
    ("3.2", True, "a_number"),
    ("3.3", (1, -1, 0.5), "threshold"),
    ("3.3", (1, -1, -1), "at_zero", {"x1": 1, "x2": 0, "wanted": 1}),
    ("3.3", (1, 1, -0.5), "row", {"x1": 0, "x2": 1, "z": "0.5", "wanted": 0}),
    ("3.3", (1, -1), "shape"),
    ("3.3", (np.nan, 1, 1), "numbers"),
    ("3.4", 27**0.5, "not_squared"),
    ("3.4", 12, "not_unit"),
    ("3.4", 18, "without_one"),
    ("3.4", 24, "b_not_in_norm"),
    ("3.4", 9, "updates"),
    ("3.4", 30, "value", "30"),
    ("3.5", variant(wrong=lambda m, z: True), "always"),
    ("3.5", variant(wrong=lambda m, z: m < 0), "strict"),
    ("3.5", variant(wrong=lambda m, z: z <= 0), "never_y"),
    ("3.5", variant(wrong=lambda m, z: m > 0), "when_right"),
    ("3.5", variant(gain=lambda y, eta: -eta * y), "away"),
    ("3.5", variant(gain=lambda y, eta: eta), "no_y"),
    ("3.5", variant(gain=lambda y, eta: y), "no_eta"),
    ("3.5", variant(gain_b=lambda y, eta: 0), "no_b"),
    ("3.5", variant(gain=lambda y, eta: 3 * eta * y), "case"),
    ("3.5", lambda w, b, x, y, eta: w, "pair"),
    ("3.5", in_place, "changed"),
    ("3.5", lambda w, b: (w, b), "raised", "TypeError"),
    ("3.6", lambda X, y, eta, epochs: (0 * X[0], 0.0), "still_zero"),
    ("3.6", one_pass, "one_pass"),
    ("3.6", lambda *a: learn(*a, order=-1), "other_way"),
    ("3.6", lambda *a: learn(*a, start=5.0), "other_way"),
    ("3.6", lambda X, y, eta, epochs: (7 * np.ones(X.shape[1]), 0.0), "not_separated"),
    ("3.6", until_right, "epochs"),
    ("3.6", lambda X, y, eta, epochs: np.zeros(3), "pair"),
    ("3.6", lambda X, y, eta, epochs: (np.zeros(1), 0), "shape"),
    ("3.6", changes_X, "changed"),
    ("3.1", [1, -1, 1, -1], "signs"),
    ("3.4", 28, "value", "28"),
    ("3.5", variant(wrong=lambda m, z: m <= 0.5), "case", "0.24"),
    ("3.5", lambda *a: (*rule(*a), 1), "pair"),
    ("3.6", lambda X, y, eta, epochs: learn(X, y, 1.0, epochs), "other_way"),
]
