"""Practice for section 6: sums of neurons, bumps and treads, and what the theorem promises."""

import numpy as np

from lecturelib.activations import relu
from lecturelib.exercises.checking import Value
from lecturelib.practice.kinds import Practice

_BOOK = "06_universal_approximator.ipynb"

_ADMISSIBLE_OR_NOT = {
    "polynomial": ("z^2", "z^3", "2z - 1", "z(1 - z)", "z^3 + z"),
    "not_increasing": (r"\sin z", "e^{-z^2}", "|z|"),
    "jumps": (r"\mathrm{step}(z)", r"\mathrm{sign}(z)"),
    "unbounded": (r"\max(0, z)", r"\ln(1 + e^z)", r"\max(0.1z, z)", "e^z"),
}


def formula(rng):
    """Two ReLU neurons, of which one is on."""
    x, w = rng.integers(1, 4, 2), rng.choice([-2, -1, 1, 2, 3], (2, 2))
    z = rng.permutation([rng.integers(1, 4), -rng.integers(1, 4)])
    alpha = rng.choice([-3, -2, 2, 3], 2, replace=False)
    alpha_0 = int(rng.choice([-3, -2, -1, 1, 2, 3]))
    mistakes = {
        "no_f": alpha @ z + alpha_0,
        "no_alpha_0": alpha @ relu(z),
        "no_b": alpha @ relu(w @ x) + alpha_0,
    }
    arrays = {"x": x, "w1": w[0], "w2": w[1], "b": z - w @ x, "alpha": alpha}
    shown = {name: tuple(array.tolist()) for name, array in arrays.items()}
    return shown | {"alpha_0": alpha_0}, Value(alpha @ relu(z) + alpha_0, mistakes)


def bump(rng):
    """The second neuron of a bump: its bias and its alpha."""
    w, height = int(rng.choice([2, 4, 5, 10])), int(rng.integers(2, 7))
    left, right = sorted((rng.choice(np.arange(1, 10), 2, replace=False) / 10).tolist())
    mistakes = {
        "sign": [w * right, -height],
        "place": [-right, -height],
        "stays": [-w * right, height],
        "left": [-w * left, -height],
    }
    shown = {"w": w, "height": height, "left": f"{left:g}", "right": f"{right:g}"}
    return shown, Value(np.array([-w * right, -height]), mistakes)


def flat_top(rng):
    low, climb = int(rng.integers(1, 6)) / 10, int(rng.integers(2, 9)) / 10
    high = low + climb
    mistakes = {"whole": climb, "height": (low + high) / 2, "top": high}
    return {"low": f"{low:g}", "high": f"{high:g}"}, Value(climb / 2, mistakes)


def bound(rng):
    K, m = int(rng.integers(2, 10)), int(rng.choice([10, 20, 50])) - 1
    mistakes = {"whole_tread": K / (m + 1), "treads": K / (2 * m), "no_K": 1 / (2 * (m + 1))}
    return {"K": K, "m": m}, Value(K / (2 * (m + 1)), mistakes, within=1e-4)


def everywhere(rng):
    """What epsilon must exceed: the largest error in size, here a negative one."""
    worst = int(rng.integers(20, 50))
    others = rng.integers(2, worst - 3, 4) * [1, 1, -1, -1]
    errors = rng.permutation([-worst, *others]) / 100
    mistakes = {
        "signed": errors.max(),
        "negative": errors.min(),
        "mean": np.abs(errors).mean(),
        "squares": (errors**2).mean(),
    }
    return {"errors": errors.tolist()}, Value(worst / 100, mistakes, within=1e-3)


def carried_over(rng):
    """From [0, 1] to [c, d]: x becomes (x - c) / (d - c)."""
    c, width = int(rng.choice([-3, -2, -1, 1, 2, 3])), int(rng.choice([2, 4, 5]))
    slope, b = int(rng.choice([-3, -2, -1, 1, 2, 3])), int(rng.choice([-4, -3, -2, 2, 3, 4]))
    w = slope * width
    mistakes = {
        "not_moved": [slope, b],
        "direction": [slope, b + slope * c],
        "not_stretched": [w, b - w * c],
        "weight_only": [w, b],
    }
    shown = {"w": w, "b": b, "c": c, "d": c + width}
    return shown, Value(np.array([slope, b - slope * c]), mistakes)


def not_admissible(rng):
    letters = dict(zip(_ADMISSIBLE_OR_NOT, rng.permutation(list("abcd")).tolist(), strict=True))
    shown = {
        letters[kind]: str(rng.choice(functions)) for kind, functions in _ADMISSIBLE_OR_NOT.items()
    }
    return shown, Value(letters.pop("polynomial"), letters)


def known_to_be_enough(rng):
    """One training that succeeds proves it; one that fails, at the next m, proves nothing."""
    epsilon, first = float(rng.choice([0.05, 0.1, 0.2])), int(rng.integers(1, 3))
    failed, done = rng.uniform(1.2, 3, first), rng.uniform(0.5, 0.9, 4 - first)
    luck = [rng.uniform(0.6, 0.9), rng.uniform(1.2, 1.8)]
    share = [*sorted(failed, reverse=True), *luck, *sorted(done, reverse=True)]
    share[-1] = rng.uniform(0.2, 0.4)
    errors = np.round(epsilon * np.array(share), 3).tolist()
    m = (np.arange(6) + rng.integers(2, 5)).tolist()
    mistakes = {"unlucky": m[first + 2], "best": m[-1], "error": errors[first]}
    return {"m": m, "errors": errors, "epsilon": f"{epsilon:g}"}, Value(m[first], mistakes)


def chosen_by_training(rng):
    """What it costs on new observations to take the m with the lowest training error."""
    m = [[1, 3, 9, 27], [2, 6, 16, 48], [2, 4, 8, 32]][rng.integers(3)]
    best = int(rng.integers(1, 3))
    training = np.cumsum(rng.integers(2, 7, 4))[::-1]
    steps = rng.integers(2, 8, 3)
    new = training[best] + rng.integers(2, 5) + np.abs(np.cumsum([0, *steps]) - steps[:best].sum())
    mistakes = {
        "whole": new[-1] / 100,
        "gap": (new[-1] - training[-1]) / 100,
        "training": (training[best] - training[-1]) / 100,
    }
    shown = {"m": m, "training": (training / 100).tolist(), "new": (new / 100).tolist()}
    return shown, Value((new[-1] - new.min()) / 100, mistakes)


PRACTICE = [
    Practice("6.1", _BOOK, "eq-2", formula),
    Practice("6.2", _BOOK, "bump", bump),
    Practice("6.3", _BOOK, "drag", flat_top),
    Practice("6.4", _BOOK, "staircase", bound),
    Practice("6.5", _BOOK, "theorem", everywhere),
    Practice("6.6", _BOOK, "any-set", carried_over),
    Practice("6.7", _BOOK, "admissible", not_admissible),
    Practice("6.8", _BOOK, "existence", known_to_be_enough),
    Practice("6.9", _BOOK, "noise", chosen_by_training),
]
