"""Practice for section 3: one question a subsection, about one neuron, its line and its rule."""

import numpy as np

from lecturelib.exercises.checking import Value
from lecturelib.neuron import LOGIC
from lecturelib.perceptron import Perceptron
from lecturelib.practice.kinds import Practice

_BOOK = "03_perceptron.ipynb"

_X = LOGIC["AND"][0]


def net_input(rng):
    order = rng.permutation(3)
    w = np.array([*rng.choice(range(3, 7), 2, replace=False), -1])[order]
    x = rng.permutation([0, 1, 1])
    threshold = rng.integers(1, 6) + 0.5
    z = w @ x - threshold
    mistakes = {"output": float(z > 0), "sum": w @ x, "sign": w @ x + threshold}
    shown = {"w": tuple(w.tolist()), "x": tuple(x.tolist()), "threshold": f"{threshold:g}"}
    return shown, Value(z, mistakes)


def gate(rng):
    """The range of b in which given weights compute AND, OR or NAND."""
    name = str(rng.choice(["AND", "OR", "NAND"]))
    w = rng.choice(range(1, 8), 2, replace=False) * (-1 if name == "NAND" else 1)
    y = LOGIC[name][1]
    low, high = right = _range(w, _X, y)
    mistakes = {
        "order": [high, low],
        "sign": [[-low, -high], [-high, -low]],
        "one_input": [_range(w, _X[rows], y[rows]) for rows in ([0, 1, 3], [0, 2, 3])],
        "other_gate": _range(w, _X, y ^ [0, 1, 1, 0]),
    }
    return {"w": tuple(w.tolist()), "gate": name}, Value(right, mistakes)


def _range(w, X, y):
    """The b with which w.x + b is above 0 where y is 1, and not where y is 0: from, to."""
    return [-(X @ w)[y == 1].min(), -(X @ w)[y == 0].max()]


def classified(rng):
    """Four points: one on the line, one right on either side of it, and one wrong."""
    z = np.array([0, -rng.integers(1, 4), rng.integers(1, 4), rng.choice([-3, -2, -1, 1, 2, 3])])
    y = np.array([rng.choice([-1, 1]), -1, 1, -np.sign(z[3])])
    order = rng.permutation(4)
    z, y = z[order], y[order]
    w1, w2, b = int(rng.choice([-1, 1])), int(rng.choice([-2, 2, 3])), int(rng.integers(-2, 3))
    x2 = rng.integers(-1, 3, 4)
    X = np.column_stack([w1 * (z - b - w2 * x2), x2])
    mistakes = {
        "side": z > 0,
        "on_line": y * z >= 0,
        "turned": [y * z < 0, y * z <= 0],
    }
    mistakes = {reason: np.array(value) * 1 for reason, value in mistakes.items()}
    shown = {"w": (w1, w2), "b": b, "X": X.tolist(), "y": y.tolist()}
    return shown, Value((y * z > 0) * 1, mistakes)


def loss(rng):
    """L from its terms, after w and b have been made longer."""
    terms = rng.choice(range(1, 9), 5, replace=False) * [1, 1, -1, -1, rng.choice([-1, 1])] / 2
    terms, times = rng.permutation(terms), int(rng.integers(2, 6))
    L = -terms[terms < 0].sum()
    mistakes = {
        "unscaled": L,
        "sign": -times * L,
        "all": [times * terms.sum(), -times * terms.sum(), times * np.abs(terms).sum()],
        "count": (terms < 0).sum(),
    }
    shown = {"terms": ", ".join(f"{each:g}" for each in terms), "times": times}
    return shown, Value(times * L, mistakes)


def visit(rng):
    """One update, of a point on the wrong side or on the line."""
    w, x = rng.choice([-3, -2, -1, 1, 2, 3], (2, 2))
    y, eta = int(rng.choice([-1, 1])), float(rng.choice([0.5, 2]))
    b = int(-y * rng.integers(0, 4) - w @ x)
    rule = Perceptron(eta, max_epochs=1, initial_weights=w, initial_bias=b).fit([x], [y])
    old, new = rule.path_
    mistakes = {
        "stays": old,
        "away": 2 * old - new,
        "no_b": [*new[:2], b],
        "no_eta": old + (new - old) / eta,
    }
    shown = {"w": tuple(w.tolist()), "b": b, "x": tuple(x.tolist()), "y": y, "eta": f"{eta:g}"}
    return shown, Value(new, mistakes)


def bound(rng):
    """Novikoff's, for a plane that is not of length 1."""
    R, length = int(rng.integers(2, 7)), int(rng.choice([2, 3, 5]))
    gamma = float(rng.choice([0.1, 0.2, 0.5]))
    least = gamma * length
    mistakes = {
        "not_squared": R / gamma,
        "not_unit": (R / least) ** 2,
        "one_square": R**2 / gamma,
    }
    shown = {"R": R, "length": length, "least": f"{least:g}"}
    return shown, Value((R / gamma) ** 2, mistakes, within=0.06)


def stops(rng):
    """Four ways to label five points in a row: two are separable."""
    sign = rng.choice([-1, 1])
    up, down = (np.where(np.arange(5) < rng.integers(1, 5), -1, 1) for _ in range(2))
    stray = sign * np.array([[1, -1, 1, 1, 1], [1, 1, -1, 1, 1], [1, 1, 1, -1, 1]])
    mixed = sign * np.array([[1, -1, 1, -1, 1], [1, -1, -1, 1, -1], [1, -1, 1, 1, -1]])
    order = rng.permutation(4)
    labels = np.array([up, -down, rng.choice(stray), rng.choice(mixed)])[order]
    mistakes = {
        "always": [1, 1, 1, 1],
        "turned": np.array([0, 0, 1, 1])[order],
        "one_way": np.array([1, 0, 0, 0])[order],
        "stray": np.array([1, 1, 1, 0])[order],
    }
    shown = dict(zip("abcd", labels.tolist(), strict=True))
    return shown, Value(np.array([1, 1, 0, 0])[order], mistakes)


def boundary(rng):
    """Two of its points tell where a straight boundary goes on."""
    between, slope = int(rng.integers(2, 4)), int(rng.choice([-3, -2, 2, 3]))
    start = between * int(rng.choice([-2, -1, 1, 2]))
    x = int(rng.integers(4, 8))
    mistakes = {
        "from_zero": slope * x,
        "rise": start + slope * between * x,
        "ratio": (start / between + slope) * x,
    }
    shown = {"start": start, "between": between, "end": start + slope * between, "x": x}
    return shown, Value(start + slope * x, mistakes)


def fourth_corner(rng):
    """Three of XOR's points are right; the fourth then cannot be."""
    z00, z01, z10 = -int(rng.integers(1, 6)), *rng.integers(1, 8, 2).tolist()
    right = z01 + z10 - z00
    mistakes = {"wish": -right, "without": z01 + z10, "plus": z01 + z10 + z00}
    return {"z00": z00, "z01": z01, "z10": z10}, Value(right, mistakes)


PRACTICE = [
    Practice("3.1", _BOOK, "mp-neuron", net_input),
    Practice("3.2", _BOOK, "gates", gate),
    Practice("3.3", _BOOK, "perceptron", classified),
    Practice("3.4", _BOOK, "loss", loss),
    Practice("3.5", _BOOK, "rule", visit),
    Practice("3.6", _BOOK, "convergence", bound),
    Practice("3.7", _BOOK, "starts", stops),
    Practice("3.8", _BOOK, "linear", boundary),
    Practice("3.9", _BOOK, "xor", fourth_corner),
]
