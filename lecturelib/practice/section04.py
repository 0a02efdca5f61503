"""Practice for section 4: one question a subsection, about layers and what they can do."""

import numpy as np

from lecturelib import words
from lecturelib.activations import relu
from lecturelib.exercises.checking import Value
from lecturelib.network import Network
from lecturelib.neuron import LOGIC
from lecturelib.practice.kinds import Practice

_BOOK = "04_network_models.ipynb"

_FUNCTIONS = (
    ("2z", "-z", "0.5z", "-3z"),
    ("z + 1", "3 - z", "2z - 1", "4 - 2z"),
    (r"|z|", r"\max(0, z)", r"\mathbb{I}(z > 0)", r"\text{sign}(z)"),
    ("z^2", "z^3", "e^z", "1 - z^2"),
)
_STUCK = ([0, 1], [0, 2], [3, 1], [3, 2])  # two points of XOR that differ


def bends(rng):
    """One linear function, one affine, one made of straight pieces, one smooth."""
    order = rng.permutation(4)
    shown = [str(rng.choice(functions)) for functions in _FUNCTIONS]
    mistakes = {
        "affine": np.array([0, 1, 1, 1])[order],
        "pieces": np.array([0, 0, 0, 1])[order],
        "turned": np.array([1, 1, 0, 0])[order],
        "all": [1, 1, 1, 1],
    }
    shown = {letter: shown[n] for letter, n in zip("abcd", order, strict=True)}
    return shown, Value(np.array([0, 0, 1, 1])[order], mistakes)


def two_outputs(rng):
    W = rng.choice([-3, -2, -1, 1, 2, 3, 4], (2, 2), replace=False)
    x, b = rng.choice([-1, 1, 2, 3], (2, 2), replace=False)
    z = x @ W + b
    mistakes = {"rows": W @ x + b, "no_b": x @ W, "order": z[::-1]}
    shown = {"x": tuple(x.tolist()), "W": W.tolist(), "b": b.tolist()}
    return shown, Value(z, mistakes)


def output(rng):
    """Equation (1) from the two sums on; one hidden neuron is silent."""
    z = rng.permutation([rng.integers(2, 6), -rng.integers(1, 5)])
    w = rng.choice([2, 3, 4, 5], 2, replace=False)
    b = int(rng.choice([-3, -2, -1, 1, 2, 3]))
    right = relu(relu(z) @ w + b)
    mistakes = {
        "hidden_f": relu(z @ w + b),
        "no_b": relu(z) @ w,
        "exchanged": relu(relu(z) @ w[::-1] + b),
    }
    shown = {"z1": z[0], "z2": z[1], "w": tuple(w.tolist()), "b": b}
    return shown, Value(right, mistakes)


def seen_before(rng):
    """A straight line behind the hidden layer, and the bent border in front of it."""
    c, x1, x2 = int(rng.integers(2, 5)), int(rng.integers(2, 5)), int(rng.integers(2, 7))
    line = c * x1**2 + x2**2
    mistakes = {"behind": x2**2, "straight": [line - c * x1, np.sqrt(line - c * x1)]}
    return {"c": c, "line": line, "x1": x1}, Value(x2, mistakes, within=0.01)


def collapsed(rng):
    """Two linear layers, with their biases, multiplied out."""
    w, v = rng.choice([-4, -3, -2, 2, 3, 4, 5], (2, 2))
    b = rng.choice([-4, -1, 2, 3], 2, replace=False)
    c = int(rng.choice([-5, -4, 4, 5]))
    mistakes = {
        "last_bias": [w @ v, c],
        "added_biases": [w @ v, b.sum() + c],
        "no_last_bias": [w @ v, b @ v],
        "one_neuron": [[w[n] * v[n], b[n] * v[n] + c] for n in range(2)],
    }
    shown = {"w1": w[0], "w2": w[1], "b1": b[0], "b2": b[1], "v1": v[0], "v2": v[1], "c": c}
    return shown, Value([w @ v, b @ v + c], mistakes)


def failed_start(rng):
    """The loss of a network that answers one half to two points of XOR."""
    y = LOGIC["XOR"][1]
    error = rng.choice([0.1, 0.2, 0.3], 4)
    error[_STUCK[rng.integers(4)]] = 0.5
    outputs = np.round(np.abs(y - error), 1)
    mistakes = {
        "sum": (error**2).sum(),
        "not_squared": error.mean(),
        "half": (error**2).mean() / 2,
    }
    shown = {"outputs": tuple(outputs.tolist())}
    return shown, Value((error**2).mean(), mistakes, within=0.006)


def wider(rng):
    """What a few more hidden neurons add."""
    p, n, k = (int(rng.integers(*limits)) for limits in ((3, 11), (4, 13), (2, 6)))
    more = int(rng.integers(2, 6))
    right = len(Network((p, n + more, k)).theta) - len(Network((p, n, k)).theta)
    mistakes = {
        "no_biases": more * (p + k),
        "only_in": more * (p + 1),
        "output_biases": more * (p + 1 + k + 1),
        "neurons": more,
    }
    return {"p": p, "n": n, "k": k, "more": more}, Value(right, mistakes)


def kinds(rng):
    """Which network for which data: 1 fully-connected, 2 convolutional, 3 recurrent."""
    data = words.table("practice_04")["4.8"]["data"]
    pools = [rng.permutation(data[kind]).tolist() for kind in ("plain", "images", "sequences")]
    right = rng.permutation([1, 2, 3, rng.integers(1, 4)])
    mistakes = {
        "exchanged": np.array([1, 3, 2])[right - 1],
        "all_plain": [1, 1, 1, 1],
        "never_plain": [np.array([kind, 2, 3])[right - 1] for kind in (2, 3)],
    }
    shown = {letter: pools[kind - 1].pop() for letter, kind in zip("abcd", right, strict=True)}
    return shown, Value(right, mistakes)


PRACTICE = [
    Practice("4.1", _BOOK, "bend", bends),
    Practice("4.2", _BOOK, "outputs", two_outputs),
    Practice("4.3", _BOOK, "multilayer", output),
    Practice("4.4", _BOOK, "drag-predict", seen_before),
    Practice("4.5", _BOOK, "identity-predict", collapsed),
    Practice("4.6", _BOOK, "learn-predict", failed_start),
    Practice("4.7", _BOOK, "hidden-figure-text", wider),
    Practice("4.8", _BOOK, "kinds", kinds),
]
