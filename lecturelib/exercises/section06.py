"""The exercises of section 6."""

import numpy as np

from lecturelib.activations import relu, step, tanh
from lecturelib.exercises.answers import as_array
from lecturelib.exercises.checking import Exercise, Value
from lecturelib.exercises.verdicts import Wrong

_HEIGHT = Value(
    0.5 + np.array([1, -2, 3]) @ step(0.6 - np.array([0.25, 0.5, 0.75])),
    {"no_alpha_0": 1 - 2, "all_three": 0.5 + 1 - 2 + 3, "first_only": 0.5 + 1},
)

_M = Value(200, {"equal": 199, "no_half": [399, 400], "one_too_many": 201})  # 4 / (2 * 201) < 0.01


def two_steps(answer):
    """6.3: b_1, b_2, alpha_1, alpha_2 of a bump of height 3 on (0.2, 0.7]."""
    b1, b2, alpha1, alpha2 = answer.array((4,))
    near = 1e-5
    x = np.array([0, 0.1, 0.2 - near, 0.2 + near, 0.5, 0.65, 0.7 - near, 0.7 + near, 0.8, 1])
    wanted = np.where((x > 0.2) & (x < 0.7), 3.0, 0.0)
    G = alpha1 * (x + b1 > 0) + alpha2 * (x + b2 > 0)
    if np.allclose(G, wanted):
        return
    if np.allclose(alpha1 * (x - b1 > 0) + alpha2 * (x - b2 > 0), wanted):
        raise Wrong("sign_of_b")
    if alpha1 == alpha2 or alpha2 == 0 or alpha1 == 0:
        raise Wrong("stays_up", last=f"{G[-1]:g}")
    n = np.argmin(np.isclose(G, wanted))
    raise Wrong("wrong_at", x=f"{x[n]:g}", got=f"{G[n]:g}", wanted=f"{wanted[n]:g}")


def G(X, w, b, alpha, alpha_0, f):
    return f(X @ w.T + b) @ alpha + alpha_0


def judge_network_2(answer):
    """6.4: equation (2) for any p and m."""
    rng = np.random.default_rng(64)
    for N, p, m, alpha_0, f in (
        (7, 3, 5, 0.7, tanh),
        (4, 1, 6, 0.7, relu),
        (3, 3, 3, -1.2, tanh),
        (1, 2, 1, 0.0, tanh),
    ):
        given = [rng.normal(size=shape) for shape in ((N, p), (m, p), m, m)]
        X, w, b, alpha = given
        right = G(X, w, b, alpha, alpha_0, f)
        got = as_array(answer(*given, alpha_0, f), (N,))
        if np.allclose(got, right):
            continue
        if np.allclose(got, right - alpha_0):
            raise Wrong("no_alpha_0")
        if np.allclose(got, f(X @ w.T) @ alpha + alpha_0):
            raise Wrong("no_b")
        if np.allclose(got, (X @ w.T + b) @ alpha + alpha_0):
            raise Wrong("no_f")
        if np.allclose(got, f(right)):
            raise Wrong("f_outside")
        raise Wrong("value", got=np.round(got, 3))


def steps_for(g, m):
    middles = (np.arange(m + 1) + 0.5) / (m + 1)
    heights = g(middles)
    b = -np.arange(1, m + 1) / (m + 1)
    return b, np.diff(heights), heights[0]


def judge_steps_of(answer):
    """6.5: b, alpha and alpha_0 of the staircase of m steps."""
    for g, m in ((np.cos, 4), (lambda x: 3 * x * x, 7), (np.exp, 1), (np.sin, 30)):
        got = answer(g, m)
        if not isinstance(got, (tuple, list)) or len(got) != 3:
            raise Wrong("three_parts")
        b, alpha = as_array(got[0], (m,)), as_array(got[1], (m,))
        if np.ndim(got[2]):
            raise Wrong("alpha_0_shape")
        alpha_0 = float(as_array(got[2], ()))
        right = steps_for(g, m)
        if np.allclose(b, -right[0]):
            raise Wrong("sign_of_b")
        if any(np.allclose(np.sort(-b), np.arange(first, first + m) / m) for first in (0, 1)):
            raise Wrong("m_treads")
        both_ends_and_middle = [1e-5, 0.5, 1 - 1e-5]  # of each tread
        x = (np.arange(m + 1)[:, None] + both_ends_and_middle) / (m + 1)
        heights, stairs = g(x[:, 1]), (x[..., None] + b > 0) @ alpha + alpha_0
        if np.allclose(alpha, heights[1:]) or np.allclose(alpha, heights[:-1]):
            raise Wrong("heights_for_changes")
        if np.allclose(stairs[:, 1] - alpha_0 + right[2], heights) and not np.isclose(
            alpha_0, right[2]
        ):
            raise Wrong("alpha_0", wanted=f"{right[2]:.3f}", got=f"{alpha_0:.3f}")
        if not np.allclose(stairs[:, 1], heights):
            raise Wrong("off", got=np.round(stairs[:, 1], 3), wanted=np.round(heights, 3))
        if not np.allclose(stairs, heights[:, None]):
            raise Wrong("places")


EXERCISES = [
    Exercise("6.1", _HEIGHT),
    Exercise("6.2", _M),
    Exercise("6.3", two_steps),
    Exercise("6.4", judge_network_2, G),
    Exercise("6.5", judge_steps_of, steps_for),
]
