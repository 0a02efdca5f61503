"""The exercises of section 5."""

import numpy as np

from lecturelib.activations import ACTIVATIONS, sigmoid
from lecturelib.exercises.checking import Exercise, Wrong, as_array


def exactly_flat(answer):
    """5.1: the one of the five whose slope at z = -3 is exactly 0."""
    name = answer.choice(["sigmoid", "tanh", "relu", "leaky_relu", "softplus"])
    if name != "relu":
        raise Wrong(name, slope=f"{ACTIVATIONS[name].derivative(-3.0):.3f}")


def tanh_of_one(answer):
    """5.2: tanh(1) from Gamma(2)."""
    got = answer.number()
    if abs(got - (2 * sigmoid(1.0) - 1)) < 5e-4:
        raise Wrong("not_doubled")
    if abs(got - sigmoid(2.0)) < 5e-4:
        raise Wrong("not_stretched")
    if abs(got - np.tanh(1)) > 5e-4:
        raise Wrong("value", got=f"{got:g}")


def layers_until_millionth(answer):
    """5.3: how many sigmoid layers at z = 2 leave less than a millionth of a slope."""
    got = answer.number()
    if got in (10, 109):
        raise Wrong("best_case" if got == 10 else "value_for_slope")
    if got != round(got):
        raise Wrong("fraction")
    if 7 < got < 100:
        raise Wrong("enough")
    if got == 6:
        raise Wrong("just_above", left=f"{sigmoid.derivative(2.0) ** 6:.2g}")
    if got != 7:
        raise Wrong("value", got=f"{got:g}")


def leaky_slope(z, gamma):
    return np.where(z > 0, 1.0, gamma)


def judge_leaky_slope(answer):
    """5.4: the derivative of leaky ReLU, gamma at 0."""
    rng = np.random.default_rng(54)
    for gamma in (0.01, 0.3):
        z = np.append(rng.normal(size=7), 0.0)
        got, right = as_array(answer(z, gamma), z.shape), leaky_slope(z, gamma)
        if np.allclose(got, np.maximum(z, gamma * z)):
            raise Wrong("value_for_slope")
        if np.allclose(got[:-1], z[:-1] > 0):
            raise Wrong("relu")
        if np.allclose(got[:-1], right[:-1]) and got[-1] == 1:
            raise Wrong("at_zero")
        if not np.allclose(got, right):
            raise Wrong("value", got=np.round(got, 3))


def dead_neurons(W, b, X):
    return ((X @ W + b) <= 0).all(axis=0)


def judge_dead(answer):
    """5.5: which ReLU neurons are silent for every observation."""
    rng = np.random.default_rng(55)
    for N, p, n in ((30, 3, 6), (8, 2, 5)):
        X, W, b = rng.random((N, p)), rng.normal(size=(p, n)), np.linspace(-3, 1, n)
        W[:, -1] = -np.abs(W[:, -1])  # without its bias this neuron would be dead
        got, right = np.asarray(answer(W, b, X)), dead_neurons(W, b, X)
        if got.shape == (N,):
            raise Wrong("by_observation", n=n, N=N)
        got = as_array(got, (n,))
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
    """5.6: softplus that neither overflows nor loses its small values."""
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


EXERCISES = [
    Exercise("exercises_05", "5.1", exactly_flat),
    Exercise("exercises_05", "5.2", tanh_of_one),
    Exercise("exercises_05", "5.3", layers_until_millionth),
    Exercise("exercises_05", "5.4", judge_leaky_slope, solution=leaky_slope),
    Exercise("exercises_05", "5.5", judge_dead, solution=dead_neurons),
    Exercise("exercises_05", "5.6", judge_stable_softplus, solution=stable_softplus),
]
