"""The guesses of section 6: steps, bumps, and what the theorem needs."""

import numpy as np

from lecturelib.approximation import Square, best_output, fit, spread, staircase, sup_error
from lecturelib.guesses.kinds import Choice, Number, Sketch
from lecturelib.network import Network

_TREADS = np.arange(2, 41)


def wave(x):
    return np.sin(2 * np.pi * x)


def jump(x):
    return np.where(x <= 0.5, -1, 1)


def steps(b, alpha, alpha_0=0):
    """Step neurons with w = 1 on one input, as a Network."""
    network = Network((1, len(b), 1), hidden="step")
    network.theta = [*np.ones(len(b)), *b, *alpha, alpha_0]
    return network


def formula_2():
    return steps((-0.25, -0.4, -0.75), (2, -1.5, 1), 0.5).predict([[0.5]])[0]


def bump():
    x = np.linspace(0, 1, 201)
    return x, [steps((-0.3, -0.6), (1, -1)).predict(x[:, None])]


def bumps_in_the_band():
    return next(n for n in range(2, 100) if sup_error(staircase(wave, n - 1), wave) < 0.25)


def error_by_treads():
    return _TREADS, [[sup_error(staircase(wave, n - 1), wave) for n in _TREADS.tolist()]]


def beyond():
    return fit(wave, 8, epochs=300).predict([[1.25]])[0]


def at_a_jump():
    """What the largest error of tanh neurons comes near to, as m grows."""
    errors = [sup_error(best_output(spread(m), jump), jump) for m in (4, 16, 64)]
    return "half" if min(errors) > 0.99 else "quarter" if min(errors) > 0.49 else "nothing"


def squares():
    """Where 80 neurons with f(z) = z^2 end, beside two of them and 80 with tanh."""
    two, many = (sup_error(best_output(spread(m, Square()), wave), wave) for m in (2, 80))
    if np.isclose(two, many):
        return "stays"
    return "as_tanh" if many < 0.01 else "slowly"


GUESSES = {
    "6.1": Number(
        formula_2,
        (-2, 4),
        digits=1,
        wrong={"all_on": (2, 2), "no_alpha_0": (0.5, 0.5), "last_only": (-1, -1)},
    ),
    "6.2": Sketch(
        bump,
        (0, 1),
        (-1.2, 1.2),
        start=0,
        near=0.12,
        knots=21,
        wrong={
            "below": ("curve", 0.65, 1, -0.4),
            "stays": ("curve", 0.65, 1, 0.4),
            "early": ("curve", 0, 0.25, 0.4),
            "flat": ("curve", 0.35, 0.55, -0.5),
        },
    ),
    "6.3": Number(bumps_in_the_band, (1, 40), near=1, wrong={"few": (1, 11), "many": (15, 40)}),
    "6.4": Sketch(
        error_by_treads,
        (2, 40),
        (0, 1.1),
        start=1,
        near=0.06,
        knots=20,
        wrong={"straight": ("curve", 6, 20, 0.12), "soon": ("curve", 3, 10, -0.1)},
    ),
    "6.5": Number(
        beyond, (-1.5, 1.5), near=0.3, digits=2, wrong={"wave": (0.6, 1.5), "on": (-1.5, -0.3)}
    ),
    "6.6": Choice(at_a_jump, ("nothing", "quarter", "half")),
    "6.7": Choice(squares, ("as_tanh", "slowly", "stays")),
}
