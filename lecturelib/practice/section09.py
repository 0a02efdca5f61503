"""Practice for section 9: what steps cost, where they lead, and how to count them."""

import numpy as np

from lecturelib.exercises.checking import Value
from lecturelib.losses import squared
from lecturelib.practice.kinds import Practice

_BOOK = "09_mini_batch_training.ipynb"


def affordable(rng):
    """Steps that use all observations, and steps that use B."""
    B, times = int(rng.choice([10, 20, 50])), int(rng.choice([3, 5, 8, 20]))
    N = B * int(rng.choice([100, 500, 2000]))
    steps = times * N // B
    mistakes = {"order": [steps, times], "one_pass": [times, N // B], "one": [times, times * N]}
    return {"budget": times * N, "N": N, "B": B}, Value(np.array([times, steps]), mistakes)


def height(rng):
    """The surface over one point (w, b)."""
    w, b = (int(each) for each in rng.choice([-2, -1, 1, 2, 3], 2, replace=False))
    x, residual = rng.choice([1, 2, 3, 4], 2, replace=False), rng.choice([-4, -3, -2, 2, 3, 4], 2)
    y = w * x + b + residual
    right = squared(y, w * x + b)
    mistakes = {
        "sum": 2 * right,
        "exchanged": squared(y, b * x + w),
        "absolute": np.abs(residual).mean(),
    }
    return {"w": w, "b": b, "x": x.tolist(), "y": y.tolist()}, Value(right, mistakes)


def one_drawn(rng):
    """One update of y_hat = wx by one of three observations."""
    w, s, x = int(rng.choice([-1, 1, 2, 3])), float(rng.choice([0.05, 0.1])), np.array([1, 3, 4])
    residual = rng.choice([-3, -2, -1, 1, 2, 3], 3)
    drawn = int(rng.integers(1, 3))
    gradients = -2 * residual * x
    mistakes = {
        "all": w - s * gradients.mean(),
        "uphill": w + s * gradients[drawn],
        "no_two": w - s * gradients[drawn] / 2,
        "no_x": w + s * 2 * residual[drawn],
    }
    shown = {"w": w, "s": f"{s:g}", "x": x.tolist(), "y": (w * x + residual).tolist()}
    return shown | {"drawn": x[drawn]}, Value(w - s * gradients[drawn], mistakes, within=0.002)


def at_the_minimum(rng):
    """The single gradients are not 0 there, but their mean is."""
    last, *others = (int(each) for each in rng.choice([-6, -5, -4, -2, 2, 3, 4, 6], 3))
    given = [*others, -last - sum(others)]
    mistakes = {"none": 0, "sign": sum(given), "mean": sum(given) / 3}
    return {"given": given}, Value(last, mistakes, within=0.006)


def averaged(rng):
    """One update by a mini-batch of four."""
    w, N, s = int(rng.integers(1, 5)), int(rng.choice([20, 40, 80])), 0.1
    mean, spread = int(rng.choice([-3, -2, -1, 1, 2, 3])), rng.integers(1, 6, 2)
    gradients = rng.permutation(mean + np.array([*spread, *-spread]))
    mistakes = {
        "sum": w - s * 4 * mean,
        "uphill": w + s * mean,
        "over_all": w - s * 4 * mean / N,
        "no_rate": w - mean,
    }
    return {"w": w, "N": N, "s": s, "g": gradients.tolist()}, Value(w - s * mean, mistakes)


def steadier(rng):
    """Which batch size brings the spread down by a whole factor."""
    B, factor = int(rng.choice([4, 8, 16, 32])), int(rng.choice([2, 3, 5]))
    low = int(rng.integers(1, 7))
    mistakes = {"no_square": B * factor, "factor": factor**2, "smaller": B / factor**2}
    return {"B": B, "high": low * factor, "low": low}, Value(B * factor**2, mistakes)


def race(rng):
    """Which of three has seen the fewest observations at the same loss."""
    B, N = int(rng.choice([10, 20, 25, 50])), int(rng.choice([500, 1000]))
    batch = int(rng.integers(10, 25))
    mini_batch = batch + int(rng.integers(1, 6))
    seen = mini_batch * B
    stochastic = round(seen * float(rng.choice([0.5, 0.7, 1.4, 1.8])))
    mistakes = {"updates": batch, "exact": batch * N, "second": max(seen, stochastic)}
    shown = {"B": B, "N": N, "batch": batch, "mini_batch": mini_batch, "stochastic": stochastic}
    return shown, Value(min(seen, stochastic), mistakes)


def stable(rng):
    c = rng.choice([1, 2, 4, 5, 8, 10, 16, 20], 3, replace=False)
    mistakes = {"one": 1 / c.max(), "flattest": 2 / c.min(), "mean": 2 / c.mean()}
    return {"c": c.tolist()}, Value(2 / c.max(), mistakes, within=0.002)


def epochs(rng):
    """How many epochs some iterations are, with a short batch at the end of each."""
    full, B = int(rng.integers(2, 6)), int(rng.choice([16, 32, 64, 128]))
    N = full * B + int(rng.integers(3, B - 5))
    iterations = full * (full + 1) * int(rng.integers(1, 4))
    mistakes = {
        "no_short_batch": iterations / full,
        "fraction": iterations * B / N,
        "iterations": iterations,
    }
    shown = {"N": N, "B": B, "iterations": iterations}
    return shown, Value(iterations / (full + 1), mistakes, within=0.006)


def time(rng):
    """A fixed cost for each update, and one for each observation."""
    fixed, each = int(rng.choice([10, 20, 30, 50])), int(rng.choice([1, 2, 3]))
    B, updates = int(rng.choice([10, 20, 40])), int(rng.choice([10, 50, 100]))
    N = B * updates
    mistakes = {
        "once": fixed + N * each,
        "not_fixed": N * each,
        "one_update": fixed + B * each,
        "one": N * (fixed + each),
    }
    shown = {"fixed": fixed, "each": each, "B": B, "N": N}
    return shown, Value(updates * (fixed + B * each), mistakes)


PRACTICE = [
    Practice("9.1", _BOOK, "objective", affordable),
    Practice("9.2", _BOOK, "surface", height),
    Practice("9.3", _BOOK, "sgd", one_drawn),
    Practice("9.4", _BOOK, "noise", at_the_minimum),
    Practice("9.5", _BOOK, "mini-batch", averaged),
    Practice("9.6", _BOOK, "spread", steadier),
    Practice("9.7", _BOOK, "race", race),
    Practice("9.8", _BOOK, "rate", stable),
    Practice("9.9", _BOOK, "epoch", epochs),
    Practice("9.10", _BOOK, "cost", time),
]
