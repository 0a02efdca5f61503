"""Practice for section 10: choosing and reporting, and the three ways to hold a network back."""

import numpy as np

from lecturelib.exercises.checking import Value
from lecturelib.practice.kinds import Practice
from lecturelib.regularization import EarlyStopping

_BOOK = "10_regularization.ipynb"


def over_fitting(rng):
    """Where the error on unseen points turns, while that on the others falls on."""
    epochs = (np.array([1, 2, 4, 8, 16]) * rng.choice([5, 10, 20])).tolist()
    best = int(rng.integers(1, 4))
    seen = 10 + np.cumsum(rng.integers(3, 9, 5))[::-1]
    unseen = _turning(rng, best) + seen[best] + rng.integers(5, 9)
    mistakes = {
        "seen": epochs[-1],
        "first_gap": epochs[0],
        "too_late": epochs[best + 1],
        "error": unseen[best] / 100,
    }
    shown = {"epochs": epochs, "seen": _hundredths(seen), "unseen": _hundredths(unseen)}
    return shown, Value(epochs[best], mistakes)


def _turning(rng, best):
    """Five numbers that fall to 0 at `best` and rise from there."""
    steps = rng.integers(3, 9, 4)
    return np.abs(np.cumsum([0, *steps]) - steps[:best].sum())


def _hundredths(whole):
    return (np.asarray(whole) / 100).tolist()


def reported(rng):
    """Chosen by the validation set, reported on the test set."""
    chosen, lucky, learned = (int(each) for each in rng.permutation(3))
    low = int(rng.integers(15, 30))
    training, validation, test = np.zeros((3, 3), dtype=int)
    validation[[chosen, lucky, learned]] = low + np.array([0, 2, 7]) + rng.integers(0, 2, 3)
    test[[lucky, chosen, learned]] = low + np.array([3, 5, 11]) + rng.integers(0, 2, 3)
    training[[learned, lucky, chosen]] = low - np.array([12, 7, 4]) + rng.integers(0, 2, 3)
    mistakes = {
        "validation": validation[chosen] / 100,
        "by_test": test[lucky] / 100,
        "by_training": test[learned] / 100,
        "training": training[learned] / 100,
    }
    errors = {"training": training, "validation": validation, "test": test}
    shown = {name: _hundredths(values) for name, values in errors.items()}
    return shown, Value(test[chosen] / 100, mistakes)


def stopped(rng):
    """A bump that patience bears, a new lowest error, and then none until it runs out."""
    patience, falls = int(rng.integers(2, 4)), int(rng.integers(2, 4))
    first = 60 - np.cumsum(rng.integers(3, 7, falls))
    bump = first[-1] + rng.integers(1, 4, patience - 1)
    low = first[-1] - rng.integers(3, 6)
    errors = _hundredths([*first, *bump, low, *(low + rng.integers(1, 6, patience)), low - 2])
    stopper = EarlyStopping(patience)
    stop = next(
        epoch
        for epoch, error in enumerate(errors, start=1)
        if stopper.should_stop(epoch, error, np.zeros(0))
    )
    mistakes = {
        "kept": stopper.best_epoch,
        "first_rise": falls + 1,
        "last": len(errors),
        "early": stop - 1,
    }
    return {"errors": errors, "patience": patience}, Value(stop, mistakes)


def dropped(rng):
    """How many neurons sit out one step."""
    p, inputs = float(rng.choice([0.1, 0.2, 0.4, 0.5])), int(rng.choice([20, 60]))
    first, second = (int(each) for each in rng.choice([20, 30, 40, 50, 80], 2, replace=False))
    hidden = first + second
    mistakes = {
        "kept": (1 - p) * hidden,
        "all": p * (inputs + hidden + 10),
        "one_layer": p * first,
    }
    shown = {"p": f"{p:g}", "inputs": inputs, "first": first, "second": second}
    return shown, Value(p * hidden, mistakes)


def unscaled(rng):
    """The mean net input if the factor is forgotten."""
    p, total = float(rng.choice([0.2, 0.25, 0.4, 0.5])), int(rng.choice([2, 4, 6, 8, 10]))
    b = int(rng.choice([-3, -2, -1, 1, 2, 3]))
    mistakes = {
        "scaled": total + b,
        "bias_too": (1 - p) * (total + b),
        "dropped": p * total + b,
        "no_bias": (1 - p) * total,
    }
    return {"p": f"{p:g}", "total": total, "b": b}, Value((1 - p) * total + b, mistakes)


def objective(rng):
    """A mean loss and its penalty, for a 2-2-1 network without biases."""
    loss, lambda_ = int(rng.integers(2, 8)) / 10, float(rng.choice([0.01, 0.02, 0.1]))
    W1, W2 = rng.integers(-3, 4, (2, 2)), rng.choice([-3, -2, 2, 3], (2, 1))
    squares = (W1**2).sum() + (W2**2).sum()
    mistakes = {
        "penalty": lambda_ * squares,
        "root": loss + lambda_ * np.sqrt(squares),
        "absolute": loss + lambda_ * (np.abs(W1).sum() + np.abs(W2).sum()),
        "first_only": loss + lambda_ * (W1**2).sum(),
    }
    shown = {"loss": loss, "lambda_": f"{lambda_:g}", "W1": W1.tolist(), "W2": W2.tolist()}
    return shown, Value(loss + lambda_ * squares, mistakes, within=0.002)


def tuned(rng):
    """The lambda with the lowest validation error."""
    lambdas = (np.array([1, 3, 10, 30, 100]) / rng.choice([1000, 10000])).tolist()
    best = int(rng.integers(1, 4))
    training = 5 + np.cumsum(rng.integers(2, 8, 5))
    validation = _turning(rng, best) + training[-1] + 3
    mistakes = {"training": lambdas[0], "largest": lambdas[-1], "error": validation[best] / 100}
    shown = {"training": _hundredths(training), "validation": _hundredths(validation)}
    return shown | {"lambdas": lambdas}, Value(lambdas[best], mistakes)


def surer(rng):
    """The loss from the share of wrong answers and what answers cost."""
    wrong = float(rng.choice([0.1, 0.2, 0.3]))
    dear, cheap = int(rng.integers(10, 31)) / 10, int(rng.integers(1, 5)) / 10
    mistakes = {
        "wrong_only": wrong * dear,
        "turned": (1 - wrong) * dear + wrong * cheap,
        "mean": (dear + cheap) / 2,
        "added": dear + cheap,
    }
    shown = {"wrong": f"{wrong:g}", "dear": f"{dear:g}", "cheap": f"{cheap:g}"}
    return shown, Value(wrong * dear + (1 - wrong) * cheap, mistakes, within=0.006)


PRACTICE = [
    Practice("10.1", _BOOK, "opening", over_fitting),
    Practice("10.2", _BOOK, "three-parts", reported),
    Practice("10.3", _BOOK, "early-stopping", stopped),
    Practice("10.4", _BOOK, "dropout", dropped),
    Practice("10.5", _BOOK, "scale", unscaled),
    Practice("10.6", _BOOK, "penalty", objective),
    Practice("10.7", _BOOK, "lambda", tuned),
    Practice("10.8", _BOOK, "timeline", surer),
]
