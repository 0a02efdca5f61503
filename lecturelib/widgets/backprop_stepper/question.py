"""One number is hidden and asked for: which one, and what counts as right."""

import numpy as np

from lecturelib import checks
from lecturelib.widgets.base import MOST_SEED

_STRIDE = 7919  # a prime: every number has its turn before one comes again
NEAR = 0.002  # what counts as right: so far off, or
SHARE = 0.01  # this share of the number


def checked(name, value):
    """() for no quiz, (seed,) for a question, or (seed, answer), as a tuple."""
    value = tuple(checks.listed(name, value, lambda _, each: each, "numbers", 0, 2))
    if not value:
        return value
    seed = checks.whole(f"{name}[0]", value[0], at_least=0, at_most=MOST_SEED)
    return (seed, *(checks.number(f"{name}[1]", answer) for answer in value[1:]))


def hidden(steps, step, seed):
    """The name of the number that is hidden: one of those that are computed by this step, or ""."""
    names = [name for names in steps[:step] for name in names if name != "u"]
    return names[seed * _STRIDE % len(names)] if names else ""


def truth(name, network, X, Y, order):
    """The number of that name, see `structure.described`; X, Y: one observation."""
    if name == "L":
        return network.loss(X, Y)
    kind, n = name[0], int(name[1:]) - 1
    if kind in "gh":
        slopes = network.gradient(X, Y).theta[order]
        return float(slopes[n + (kind == "h") * int(network.is_weight.sum())])
    if kind == "d":
        layers = network.gradient(X, Y).delta
    else:
        trace = network.forward(X)
        layers = trace.z if kind == "z" else trace.a[1:]
    return float(np.concatenate(layers, axis=1)[0, n])


def right(answer, truth):
    """Whether the answer is within NEAR or within SHARE of the truth."""
    return abs(answer - truth) <= max(NEAR, SHARE * abs(truth))
