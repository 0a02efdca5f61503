"""Practice for section 7: what a loss charges, and how hard it pulls."""

import numpy as np

from lecturelib.exercises.checking import Value
from lecturelib.losses import binary_cross_entropy, squared
from lecturelib.network import Network
from lecturelib.practice.kinds import Practice

_BOOK = "07_loss_functions.ipynb"

_POWERS = ([1, 2, 7], [1, 3, 6], [1, 4, 5], [2, 3, 5], [2, 7, 11], [3, 5, 12], [4, 6, 10])


def knowledge(rng):
    p, h, k = int(rng.integers(2, 6)), int(rng.integers(3, 9)), int(rng.integers(1, 4))
    right = Network([p, h, k]).theta.size
    mistakes = {
        "no_biases": p * h + h * k,
        "one_layer": p * h + h,
        "inputs_too": right + p,
        "neurons": p + h + k,
    }
    return {"p": p, "h": h, "k": k}, Value(right, mistakes)


def of_all(rng):
    """The mean loss of two samples together."""
    n, m = (int(each) for each in rng.permutation([30, 10]) * rng.choice([1, 2, 5]))
    first, second = (int(each) / 10 for each in rng.choice([2, 4, 6, 8, 12, 14], 2, replace=False))
    total = n * first + m * second
    mistakes = {
        "mean_of_means": (first + second) / 2,
        "added": first + second,
        "turned": (m * first + n * second) / (n + m),
        "total": total,
    }
    shown = {"n": n, "m": m, "first": f"{first:g}", "second": f"{second:g}"}
    return shown, Value(total / (n + m), mistakes, within=0.006)


def share(rng):
    """How much of the mean squared error comes from the largest error."""
    size = rng.permutation([rng.integers(4, 8), *rng.integers(1, 4, 3)])
    errors, largest = size * rng.choice([-1, 1], 4), size.max()
    mistakes = {"absolute": largest / size.sum(), "count": 1 / 4, "part": largest**2 / 4}
    right = largest**2 / (size**2).sum()
    return {"errors": errors.tolist()}, Value(right, mistakes, within=0.006)


def both(rng):
    """The squared loss and cross-entropy for the same prediction."""
    y, y_hat = int(rng.integers(2)), float(rng.choice([0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.9]))

    def losses(label):
        return squared([label], [y_hat]), binary_cross_entropy([label], [y_hat])

    square, entropy = losses(y)
    mistakes = {
        "other_label": losses(1 - y),
        "order": [entropy, square],
        "sign": [square, -entropy],
        "decimal": [square, entropy / np.log(10)],
    }
    return {"y": y, "y_hat": y_hat}, Value(np.array([square, entropy]), mistakes, within=0.006)


def likelihood(rng):
    labels = rng.permutation([0, rng.integers(2), 1])
    y_hat = rng.choice([0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9], 3, replace=False)
    given = np.where(labels == 1, y_hat, 1 - y_hat)
    right = given.prod()
    mistakes = {
        "all_ones": y_hat.prod(),
        "turned": (1 - given).prod(),
        "sum": given.sum(),
        "loss": -np.log(right) / 3,
    }
    shown = {"labels": labels.tolist(), "y_hat": y_hat.tolist()}
    return shown, Value(right, mistakes, within=0.0006)


def surer(rng):
    """The label is 1, and the prediction sinks by a factor."""
    before, factor = float(rng.choice([0.8, 0.6, 0.4, 0.2])), int(rng.choice([2, 4, 5, 20, 50]))
    after = before / factor
    mistakes = {
        "factor": factor,
        "difference": before - after,
        "squared": (1 - after) ** 2 - (1 - before) ** 2,
        "decimal": np.log10(factor),
    }
    shown = {"before": f"{before:g}", "after": f"{after:g}"}
    return shown, Value(float(np.log(factor)), mistakes, within=0.006)


def slopes(rng):
    """In the net input: of cross-entropy, and of the squared loss."""
    y, y_hat = int(rng.integers(2)), float(rng.choice([0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9]))
    error, slope = y_hat - y, y_hat * (1 - y_hat)
    right = np.array([error, 2 * error * slope])
    mistakes = {
        "sign": -right,
        "no_two": [error, error * slope],
        "in_y_hat": [error, 2 * error],
        "order": right[::-1],
    }
    return {"y": y, "y_hat": y_hat}, Value(right, mistakes, within=0.0006)


def normalized(rng):
    powers = rng.permutation(_POWERS[rng.integers(len(_POWERS))])
    mistakes = {
        "powers": powers,
        "sigmoids": powers / (1 + powers),
        "one_hot": powers == powers.max(),
    }
    return {"powers": powers.tolist()}, Value(powers / powers.sum(), mistakes, within=0.006)


PRACTICE = [
    Practice("7.1", _BOOK, "knowledge", knowledge),
    Practice("7.2", _BOOK, "objective", of_all),
    Practice("7.3", _BOOK, "squared", share),
    Practice("7.4", _BOOK, "widget-intro", both),
    Practice("7.5", _BOOK, "likelihood", likelihood),
    Practice("7.6", _BOOK, "confident", surer),
    Practice("7.7", _BOOK, "slope", slopes),
    Practice("7.8", _BOOK, "many", normalized),
]
