"""Right answers and typical mistakes of section 5: (key, answer), (key, answer, reason, ...)."""

import math

import numpy as np


def slope(z, gamma):
    return np.array([1 if value > 0 else gamma for value in z])


def dead(W, b, X):
    return [all(x @ W[:, i] + b[i] <= 0 for x in X) for i in range(len(b))]


def softplus(z):
    return np.logaddexp(0, z)


def softplus_in_pieces(k):
    return lambda z: np.where(z > k, z, np.where(z < -abs(k), np.exp(z), naive(z)))


def naive(z):
    return np.log(1 + np.exp(z))


def changes_its_input(z, *rest):
    z += 1
    return z


RIGHT = [
    ("5.1", "relu"),
    ("5.1", " ReLU "),
    ("5.2", 0.7616),
    ("5.2", np.tanh(1)),
    ("5.3", 7),
    ("5.3", 7.0),
    ("5.4", slope),
    ("5.5", dead),
    ("5.5", lambda W, b, X: np.array(dead(W, b, X)) * 1),
    ("5.6", softplus),
    ("5.2", 0.762),
    ("5.4", lambda z, gamma: gamma + (1 - gamma) * (z > 0)),
    ("5.4", lambda z, gamma: [1.0 if value > 0 else gamma for value in z.tolist()]),
    ("5.5", lambda W, b, X: np.max(X @ W + b, axis=0) <= 0),
    ("5.5", lambda W, b, X: np.maximum(X @ W + b, 0).sum(axis=0) == 0),
    ("5.6", lambda z: [max(t, 0) + math.log1p(math.exp(-abs(t))) for t in z.tolist()]),
    ("5.6", lambda z: np.where(z > 30, z, np.log1p(np.exp(np.minimum(z, 30))))),
    ("5.6", lambda z: np.log1p(np.exp(-abs(z.astype(np.float32)))) + np.maximum(z, 0)),
]


WRONG = [
    ("5.1", "sigmoid", "sigmoid"),
    ("5.1", "tanh", "tanh"),
    ("5.1", "leaky_relu", "leaky_relu"),
    ("5.1", "softplus", "softplus"),
    ("5.1", "step", "a_choice"),
    ("5.1", 3, "a_choice"),
    ("5.2", 0.4621, "not_doubled"),
    ("5.2", 0.8808, "not_stretched"),
    ("5.2", 1, "value"),
    ("5.2", "0.76", "a_number"),
    ("5.3", 10, "best_case"),
    ("5.3", 109, "value_for_slope"),
    ("5.3", 6, "just_above"),
    ("5.3", 8, "enough"),
    ("5.3", 6.13, "fraction"),
    ("5.3", 5, "value"),
    ("5.3", [7], "a_number"),
    ("5.4", lambda z, gamma: np.maximum(z, gamma * z), "value_for_slope"),
    ("5.4", lambda z, gamma: np.where(z > 0, 1, 0), "relu"),
    ("5.4", lambda z, gamma: np.where(z >= 0, 1, gamma), "at_zero"),
    ("5.4", lambda z, gamma: np.where(z > 0, gamma, 1), "value"),
    (
        "5.4",
        lambda z, gamma: gamma,
        "no_array",
        "(8,)",
    ),
    ("5.4", lambda z, gamma: "text", "numbers"),
    ("5.5", lambda W, b, X: ((X @ W + b) <= 0).all(axis=1), "by_observation", "30"),
    ("5.5", lambda W, b, X: ((X @ W + b) == 0).all(axis=0), "none"),
    ("5.5", lambda W, b, X: ((X @ W + b) > 0).any(axis=0), "alive"),
    ("5.5", lambda W, b, X: ((X @ W + b) <= 0).any(axis=0), "any"),
    ("5.5", lambda W, b, X: ((X @ W) <= 0).all(axis=0), "bias"),
    ("5.5", lambda W, b, X: np.arange(len(b)) == 2, "value"),
    ("5.5", lambda W, b, X: np.zeros(len(b) + 1), "shape", "(6,)"),
    ("5.6", naive, "overflow", "800", "inf"),
    ("5.6", lambda z: np.maximum(z, 0), "value"),
    ("5.6", lambda z: naive(np.clip(z, -100, 100)), "clipped"),
    ("5.6", lambda z: np.where(z > 50, z, naive(np.minimum(z, 50))), "tail", "-40", "0"),
    *[(key, changes_its_input, "changed") for key in ("5.4", "5.6")],
    ("5.2", 0.77, "value"),
    ("5.4", lambda z, gamma: np.where(z > 0, 1, 0.01), "value"),
    ("5.4", lambda z, gamma: np.where(z > 0, 1, 0.3), "value"),
    ("5.5", lambda W, b, X: np.zeros(len(b), bool), "none"),
    (
        "5.5",
        lambda W, b, X: [True, True, False, False, False, False][: len(b)],
        "value",
        "[ True  True False False False]",
    ),
    ("5.6", softplus_in_pieces(5), "between"),
    ("5.6", softplus_in_pieces(9), "between"),
    ("5.6", softplus_in_pieces(-3), "value"),
    ("5.6", lambda z: np.where(z > -20, softplus(z), 0), "tail"),
    ("5.6", lambda z: np.where(z < -12, 0.999 * np.exp(z), softplus(z)), "tail"),
    ("5.6", lambda z: np.where((z < -12) & (z > -35), 0, softplus(z)), "between", "-3", "0"),
]
