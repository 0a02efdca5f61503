"""Practice for section 8: errors, slopes and steps on networks small enough for the head."""

import numpy as np

from lecturelib.activations import sigmoid
from lecturelib.exercises.checking import Value
from lecturelib.practice.kinds import Practice

_BOOK = "08_back_propagation.ipynb"


def chain(rng):
    """From a weight far to the left to the loss, by one way."""
    loss = int(rng.choice([-8, -6, -4, 2, 4, 6]))
    y_hat, a = int(rng.choice([-3, -2, 2, 3])), float(rng.choice([0.1, 0.2, 0.3, 0.5]))
    mistakes = {"sum": loss + y_hat + a, "prediction": y_hat * a, "short": loss * y_hat}
    return {"loss": loss, "y_hat": y_hat, "a": f"{a:g}"}, Value(loss * y_hat * a, mistakes)


def net_input(rng):
    """Two neurons before, two after: which weights enter neuron i."""
    w, i = rng.choice([-3, -2, -1, 1, 2, 3, 4], (2, 2), replace=False), int(rng.integers(2))
    a = rng.choice([1, 2, 3, 4], 2, replace=False)
    z = a @ w
    mistakes = {"turned": w[i] @ a, "other": z[1 - i], "unweighted": w[:, i].sum()}
    return {"a1": a[0], "a2": a[1], "i": i + 1} | _entries(w), Value(z[i], mistakes)


def slope_of_weight(rng):
    j, i = (int(each) for each in rng.permutation(2))
    a = rng.choice([2, 3, 4, 5], 2, replace=False)
    delta = rng.choice([-0.4, -0.3, -0.2, 0.1, 0.3, 0.5], 2, replace=False)
    w = int(rng.choice([-3, -2, 6, 7]))
    right = delta[i] * a[j]
    mistakes = {"turned": delta[j] * a[i], "weight": delta[i] * w, "both": right * w}
    shown = {"j": j + 1, "i": i + 1, "w": w, "a1": a[0], "a2": a[1]}
    return shown | {"d1": f"{delta[0]:g}", "d2": f"{delta[1]:g}"}, Value(right, mistakes)


def error(rng):
    """Equation (8) for neuron i, its slope being given."""
    w, i = rng.choice([-3, -2, -1, 1, 2, 3, 4], (2, 2), replace=False), int(rng.integers(2))
    delta = rng.choice([-3, -2, 1, 2, 3, 4], 2, replace=False)
    slope = float(rng.choice([0.1, 0.2, 0.25]))
    back = w @ delta
    mistakes = {
        "no_slope": back[i],
        "turned": slope * (delta @ w)[i],
        "one_way": slope * delta[0] * w[i, 0],
        "unweighted": slope * delta.sum(),
    }
    shown = {"d1": delta[0], "d2": delta[1], "i": i + 1, "slope": f"{slope:g}"}
    return shown | _entries(w), Value(slope * back[i], mistakes)


def _entries(w):
    return {f"w{j + 1}{i + 1}": w[j, i] for j, i in np.ndindex(w.shape)}


def algorithm(rng):
    """Steps 2 to 4 for a weight into the output."""
    y_hat, gap = int(rng.integers(1, 5)), int(rng.choice([-3, -2, 2, 3]))
    w, a, s = int(rng.choice([-1, 1, 3])), float(rng.choice([0.5, 2, 4])), 0.1
    slope = -2 * gap * a
    mistakes = {
        "slope": slope,
        "uphill": w + s * slope,
        "no_two": w - s * slope / 2,
        "no_a": w + s * 2 * gap,
    }
    shown = {"w": w, "a": f"{a:g}", "s": s, "y_hat": y_hat, "y": y_hat + gap}
    return shown, Value(w - s * slope, mistakes)


def forward(rng):
    """The example with weights that make its net inputs whole numbers."""
    x = np.array([rng.integers(1, 3), rng.choice([-1, 1])])
    z = rng.choice([-2, -1, 0, 1, 2], 2, replace=False)
    first = rng.choice([-2, -1, 1, 2, 3], 2, replace=False)
    w = np.column_stack([first, (z - first * x[0]) * x[1]])
    out = rng.choice([-2, -1, 1, 2, 3], 2, replace=False)
    right = sigmoid(z) @ out
    mistakes = {
        "no_f": z @ out,
        "f_outside": sigmoid(right),
        "turned": sigmoid(x @ w) @ out,
    }
    shown = {"x": tuple(x.tolist()), "w": (*w.ravel().tolist(), *out.tolist())}
    return shown, Value(right, mistakes, within=0.006)


def backward(rng):
    """The slope of w_1, which acts through z_1, a_1 and the output."""
    y_hat, gap = int(rng.integers(1, 4)), int(rng.choice([-2, -1, 1, 2]))
    w5, x1 = (float(each) for each in rng.choice([-2, 0.5, 2, 3], 2))
    a1 = float(rng.choice([0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9]))
    delta = -2 * gap
    right = delta * w5 * a1 * (1 - a1) * x1
    mistakes = {
        "sign": -right,
        "no_w5": right / w5,
        "no_input": right / x1,
        "a_for_slope": delta * w5 * a1 * x1,
    }
    shown = {"x1": f"{x1:g}", "w5": f"{w5:g}", "a1": f"{a1:g}", "y_hat": y_hat, "y": y_hat + gap}
    return shown, Value(right, mistakes, within=0.0006)


def other_input(rng):
    """Two weights into one neuron: their slopes are as their inputs."""
    first = int(rng.choice([1, 3]))
    x1, x2 = int(rng.choice([2, 4, 5])), int(rng.choice([-3, -1, 1, 3, 6]))
    delta = int(rng.choice([-4, -3, -2, -1, 1, 2, 3])) / 10
    given = delta * x1
    mistakes = {"same": given, "turned": given * x1 / x2, "times": given * x2}
    shown = {"first": first, "second": first + 1, "x1": x1, "x2": x2, "slope": f"{given:g}"}
    return shown, Value(delta * x2, mistakes, within=0.0006)


def new_target(rng):
    """The error of the output is a factor of every slope."""
    y_hat, gap = int(rng.integers(1, 5)), int(rng.choice([-2, -1, 1, 2]))
    factor = int(rng.choice([-3, -2, 2, 3, 4]))
    y, new, weight = y_hat + gap, y_hat + gap * factor, int(rng.integers(1, 7))
    slope = -int(np.sign(gap)) * int(rng.integers(1, 7)) / 10
    right = slope * factor
    mistakes = {"same": slope, "sign": -right, "squared": right * factor}
    shown = {"y_hat": y_hat, "y": y, "new": new, "weight": weight, "slope": f"{slope:g}"}
    return shown, Value(right, mistakes)


def again(rng):
    """Each step leaves the same share of the loss."""
    start, share = int(rng.choice([4, 6, 8, 10, 20])), float(rng.choice([0.2, 0.4, 0.5]))
    steps = int(rng.integers(3, 5))
    after = start * share
    mistakes = {
        "amount": start - steps * (start - after),
        "one_less": start * share ** (steps - 1),
        "one_more": start * share ** (steps + 1),
    }
    right = start * share**steps
    shown = {"start": start, "after": f"{after:g}", "steps": steps}
    return shown, Value(right, mistakes, within=0.02 * right)


def differences(rng):
    h, slope = 0.1, float(rng.choice([-3, -2, -1.5, -0.5, 0.5, 1.5, 2, 3]))
    middle, bend = int(rng.integers(10, 40)) / 10, int(rng.choice([2, 4, 6]))
    above, below = (middle + step * slope + bend * h**2 for step in (h, -h))
    mistakes = {
        "one_h": 2 * slope,
        "one_side": slope + bend * h,
        "sign": -slope,
        "not_divided": above - below,
    }
    shown = {"h": h, "above": f"{above:g}", "middle": f"{middle:g}", "below": f"{below:g}"}
    return shown, Value(slope, mistakes)


def cost(rng):
    weights = 30 * int(rng.integers(2, 40))
    mistakes = {"passes": 2 * weights, "one_side": weights / 3, "weights": weights}
    return {"weights": weights}, Value(2 * weights / 3, mistakes)


PRACTICE = [
    Practice("8.1", _BOOK, "why", chain),
    Practice("8.2", _BOOK, "net-input", net_input),
    Practice("8.3", _BOOK, "eq-5", slope_of_weight),
    Practice("8.4", _BOOK, "eq-6", error),
    Practice("8.5", _BOOK, "algorithm", algorithm),
    Practice("8.6", _BOOK, "example", forward),
    Practice("8.7", _BOOK, "example-backward", backward),
    Practice("8.8", _BOOK, "example-rest", other_input),
    Practice("8.9", _BOOK, "hands", new_target),
    Practice("8.10", _BOOK, "again", again),
    Practice("8.11", _BOOK, "check-gradient", differences),
    Practice("8.12", _BOOK, "cost", cost),
]
