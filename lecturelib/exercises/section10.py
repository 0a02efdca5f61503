"""The exercises of section 10."""

from itertools import product

import numpy as np

from lecturelib.exercises.answers import as_array
from lecturelib.exercises.checking import Exercise, Value
from lecturelib.exercises.verdicts import Wrong

_ERRORS = [0.60, 0.48, 0.41, 0.43, 0.39, 0.42, 0.44, 0.37]
_KEPT = Value(5, {"impatient": 3, "stopped": 7, "foresight": 8, "error": _ERRORS[4]})

_W = np.array([[1, -4], [4, 4]])
_NORM = Value(
    np.linalg.norm(_W),
    {"squared": (_W**2).sum(), "absolute": np.abs(_W).sum(), "sum": _W.sum()},
)

_SCALED = Value(
    0.6 / (1 - 0.25), {"multiplied": 0.6 * (1 - 0.25), "by_p": 0.6 / 0.25, "unscaled": 0.6}
)


def update(W, gradient, s, lambda_):
    return W - s * (gradient + 2 * lambda_ * W)


def judge_update(answer):
    """10.4: one update of a weight matrix with the L2 penalty."""
    rng = np.random.default_rng(104)
    for shape, s, lambda_ in (
        ((3, 2), 0.5, 0.3),
        ((1, 4), 0.2, 0.6),
        ((2, 1), 0.4, 0.1),
        ((3, 3), 0.05, 0.02),
    ):
        W, gradient = rng.normal(size=shape), rng.normal(size=shape)
        got = as_array(answer(W, gradient, s, lambda_), shape)
        if np.allclose(got, update(W, gradient, s, lambda_)):
            continue
        for reason, typical in (
            ("no_two", W - s * (gradient + lambda_ * W)),
            ("grows", W - s * (gradient - 2 * lambda_ * W)),
            ("no_penalty", W - s * gradient),
            ("no_rate", W - s * gradient - 2 * lambda_ * W),
            ("term", W - s * (gradient + lambda_ * (W**2).sum())),
        ):
            if np.allclose(got, typical):
                raise Wrong(reason)
        raise Wrong("value", got=np.round(got, 3).tolist())


def dropout(a, p, rng):
    kept = rng.random(a.shape) >= p
    return a * kept / (1 - p)


def judge_dropout(answer):
    """10.5: inverted dropout of an array of activations."""
    for p in (0.2, 0.5, 0.9):
        a = np.random.default_rng(105).uniform(0.5, 1.5, (60, 40))
        got = as_array(answer(a, p, np.random.default_rng(1)), a.shape)
        on, share = got != 0, np.mean(got == 0)
        if not share:
            raise Wrong("none_dropped")
        if (on.all(axis=0) | ~on.any(axis=0)).all() or (on.all(axis=1) | ~on.any(axis=1)).all():
            raise Wrong("rows")
        if p != 0.5 and abs(share - (1 - p)) < 0.05:
            raise Wrong("upside_down", p=p, share=f"{share:.2f}")
        if abs(share - p) > 0.05:
            raise Wrong("share", p=p, share=f"{share:.2f}")
        if np.allclose(got[on], a[on]):
            raise Wrong("unscaled", mean=f"{got.mean():.2f}", before=f"{a.mean():.2f}")
        if not np.allclose(got[on], a[on] / (1 - p)):
            raise Wrong("scale", p=p)
    again, other = (answer(a, p, np.random.default_rng(seed)) for seed in (1, 2))
    if not np.array_equal(again, got) or np.array_equal(again, other):
        raise Wrong("own_chance")
    a, rngs = np.ones(4), map(np.random.default_rng, range(300))
    patterns = {tuple(np.round(as_array(answer(a, 0.5, rng), a.shape), 6)) for rng in rngs}
    if patterns != set(product((0, 2), repeat=4)):
        raise Wrong("pattern", count=len(patterns))


def early_stop(errors, patience):
    best = 0
    for k, error in enumerate(errors):
        if error < errors[best]:
            best = k
        if k - best >= patience:
            break
    return k + 1, best + 1


def _rises(errors, patience):
    """What comes out if one counts rises in a row, not epochs without a new lowest error."""
    run = 0
    for k in range(1, len(errors)):
        run = run + 1 if errors[k] > errors[k - 1] else 0
        if run >= patience:
            break
    return k + 1, int(np.argmin(errors[: k + 1])) + 1


def _ties(errors, patience):
    """What comes out if an error that equals the lowest counts as a new lowest one."""
    return early_stop([error - 1e-9 * k for k, error in enumerate(errors)], patience)


def judge_early_stop(answer):
    """10.6: the epoch that stops training, and the one whose weights are kept, counted from 1."""
    rng = np.random.default_rng(106)
    cases = [
        ([0.6, 0.5, 0.4, 0.45, 0.5, 0.3], 2),
        ([0.6, 0.5, 0.55, 0.4, 0.45, 0.5, 0.55], 3),
        ([0.5, 0.4, 0.3], 2),
        ([0.4, 0.5, 0.6], 1),
        ([0.5], 1),
        ([0.5, 0.4, 0.6, 0.6, 0.3], 2),
        ([0.5, 0.6, 0.7], 5),
    ]
    patiences = (1, 2, 2, 3, 3, 5) * 3
    cases += [(np.round(rng.random(8), 2).tolist(), patience) for patience in patiences]
    cases += [(np.round(rng.random(12), 1).tolist(), patience) for patience in patiences]  # ties
    for errors, patience in cases:
        stopped, best = as_array(answer(list(errors), patience), (2,))
        right = early_stop(errors, patience)
        if (stopped, best) == right:
            continue
        case = {"errors": errors, "patience": patience}
        if (stopped + 1, best + 1) == right:
            raise Wrong("from_one", **case)
        if (best, stopped) == right:
            raise Wrong("swapped", **case)
        if stopped == right[0] and best == stopped:
            raise Wrong("last", **case)
        if (stopped, best) == _rises(errors, patience):
            raise Wrong("rises", **case)
        if best == int(np.argmin(errors)) + 1 != right[1]:
            raise Wrong("foresight", **case)
        if (stopped, best) == _ties(errors, patience):
            raise Wrong("ties", **case)
        raise Wrong("pair", got=f"({stopped:g}, {best:g})", **case)


EXERCISES = [
    Exercise("10.1", _KEPT),
    Exercise("10.2", _NORM),
    Exercise("10.3", _SCALED),
    Exercise("10.4", judge_update, update),
    Exercise("10.5", judge_dropout, dropout),
    Exercise("10.6", judge_early_stop, early_stop),
]
