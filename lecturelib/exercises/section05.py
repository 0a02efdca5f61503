"""The exercises of section 5."""

import numpy as np

from lecturelib.activations import sigmoid, tanh
from lecturelib.exercises.answers import as_array
from lecturelib.exercises.checking import Exercise, Value
from lecturelib.exercises.verdicts import Wrong

_FLAT = Value("relu", {name: name for name in ("sigmoid", "tanh", "leaky_relu", "softplus")})

_TANH = Value(
    tanh(1.0),
    {"not_doubled": 2 * sigmoid(1.0) - 1, "not_stretched": sigmoid(2.0)},
    within=0.0005,
)

_LAYERS = Value(
    np.ceil(np.log(1e-6) / np.log(sigmoid.derivative(2.0))),
    {
        "best_case": 10,  # a quarter each
        "value_for_slope": 109,
        "enough": range(8, 100),
        "just_above": 6,
        "fraction": lambda n: n % 1,
    },
)


def leaky_slope(z, gamma):
    return np.where(z > 0, 1.0, gamma)


def judge_leaky_slope(answer):
    """5.4: the derivative of leaky ReLU, gamma at 0."""
    rng = np.random.default_rng(54)
    far = np.geomspace(1e-9, 1e6, 31)
    for gamma, z in (
        (0.01, np.append(rng.normal(size=7), 0.0)),
        (0.3, np.append(rng.normal(size=7), 0.0)),
        (0.2, np.array([-0.5])),
        (1.5, np.concatenate([-far, far, [-0.0]])),
    ):
        got, right = as_array(answer(z, gamma), z.shape), leaky_slope(z, gamma)
        if np.allclose(got, right):
            continue
        if np.allclose(got, np.maximum(z, gamma * z)):
            raise Wrong("value_for_slope")
        if np.allclose(got[z != 0], z[z != 0] > 0):
            raise Wrong("relu")
        if np.allclose(got[z != 0], right[z != 0]):
            raise Wrong("at_zero")
        raise Wrong("value", got=np.round(got, 3))


def dead_neurons(W, b, X):
    return ((X @ W + b) <= 0).all(axis=0)


def judge_dead(answer):
    """5.5: which ReLU neurons are silent for every observation."""
    rng = np.random.default_rng(55)
    for N, p, n in ((30, 3, 6), (8, 2, 5), (4, 4, 4), (1, 2, 3), (50, 3, 1)):
        X, W, b = rng.random((N, p)), rng.normal(size=(p, n)), np.linspace(-3, 1, n)
        W[:, -1] = -np.abs(W[:, -1])  # without its bias this neuron would be dead
        if N < 30:
            W[:, 0], W[:, 1], b[:2], X[-1] = 0, 1e-6, 0, -X[-1]  # net inputs of 0, and near it
        given, right = answer(W, b, X), dead_neurons(W, b, X)
        if np.shape(given) == (N,) and n != N:
            raise Wrong("by_observation", n=n, N=N)
        got = as_array(given, (n,))
        if np.array_equal(got, right):
            continue
        if not got.any():
            raise Wrong("none")
        if np.array_equal(got, ~right):
            raise Wrong("alive")
        if np.array_equal(got, ((X @ W + b) <= 0).any(axis=0)):
            raise Wrong("any")
        if np.array_equal(got, ((X @ W) <= 0).all(axis=0)):
            raise Wrong("bias")
        raise Wrong("value", got=got.astype(bool))


def stable_softplus(z):
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def judge_stable_softplus(answer):
    """5.6: softplus that neither overflows nor loses its small values, also where pieces meet."""
    small, large = np.array([-3.0, -0.5, 0.0, 1.0, 4.0]), np.array([-1000.0, 800.0, 1e4])
    got = as_array(answer(small), small.shape)
    if not np.allclose(got, stable_softplus(small)):
        raise Wrong("value", got=np.round(got, 3))
    got = np.asarray(answer(large), dtype=float)
    if got.shape == large.shape and not np.isfinite(got).all():
        raise Wrong("overflow", z=f"{large[~np.isfinite(got)][0]:g}", got=got[~np.isfinite(got)][0])
    got = as_array(got, large.shape)
    if not np.allclose(got, stable_softplus(large)):
        raise Wrong("clipped", got=np.round(got, 3))
    tail = as_array(answer(np.array([-40.0])), (1,))
    if not np.allclose(tail, np.exp(-40), rtol=1e-6, atol=0):
        raise Wrong("tail", got=f"{tail[0]:.3g}")
    z = np.linspace(-80, 80, 641)
    got, right = as_array(answer(z), z.shape), stable_softplus(z)
    if not np.allclose(got, right, rtol=1e-6, atol=0):
        n = np.argmax(np.abs(got / right - 1))
        raise Wrong("between", z=f"{z[n]:g}", got=f"{got[n]:.7g}", wanted=f"{right[n]:.7g}")


EXERCISES = [
    Exercise("5.1", _FLAT),
    Exercise("5.2", _TANH),
    Exercise("5.3", _LAYERS),
    Exercise("5.4", judge_leaky_slope, leaky_slope),
    Exercise("5.5", judge_dead, dead_neurons),
    Exercise("5.6", judge_stable_softplus, stable_softplus),
]
