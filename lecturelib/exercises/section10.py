"""The exercises of section 10."""

import numpy as np

from lecturelib.exercises.checking import Exercise, Wrong, as_array


def kept_epoch(answer):
    """10.1: validation errors 0.60 0.48 0.41 0.43 0.39 0.42 0.44 0.37, patience 2: the weights of epoch 5 are kept."""
    got = answer.number()
    if got == 3:
        raise Wrong("impatient")
    if got == 7:
        raise Wrong("stopped")
    if got == 8:
        raise Wrong("foresight")
    if got == 0.39:
        raise Wrong("error")
    if got != 5:
        raise Wrong("value", got=f"{got:g}")


def frobenius(answer):
    """10.2: the norm of W = [[1, -4], [4, 4]] is 7."""
    got = answer.number()
    if got == 49:
        raise Wrong("squared")
    if got == 13:
        raise Wrong("absolute")
    if got == 5:
        raise Wrong("sum")
    if got != 7:
        raise Wrong("value", got=f"{got:g}")


def scaled(answer):
    """10.3: an activation of 0.6 that is kept at p = 0.25 is passed on as 0.8."""
    got = answer.number()
    if abs(got - 0.45) < 1e-9:
        raise Wrong("multiplied")
    if abs(got - 2.4) < 1e-9:
        raise Wrong("by_p")
    if abs(got - 0.6) < 1e-9:
        raise Wrong("unscaled")
    if abs(got - 0.8) > 1e-9:
        raise Wrong("value", got=f"{got:g}")


def update(W, gradient, s, lambda_):
    return W - s * (gradient + 2 * lambda_ * W)


def judge_update(answer):
    """10.4: one update of a weight matrix with the L2 penalty."""
    rng = np.random.default_rng(104)
    for shape in ((3, 2), (1, 4), (2, 1)):
        W, gradient, s, lambda_ = (
            rng.normal(size=shape),
            rng.normal(size=shape),
            *rng.uniform(0.1, 0.6, 2),
        )
        got = as_array(answer(W, gradient, s, lambda_), shape)
        for reason, typical in (
            ("no_two", W - s * (gradient + lambda_ * W)),
            ("grows", W - s * (gradient - 2 * lambda_ * W)),
            ("no_penalty", W - s * gradient),
            ("no_rate", W - s * gradient - 2 * lambda_ * W),
            ("term", W - s * (gradient + lambda_ * (W**2).sum())),
        ):
            if np.allclose(got, typical):
                raise Wrong(reason)
        if not np.allclose(got, update(W, gradient, s, lambda_)):
            raise Wrong("value", got=np.round(got, 3).tolist())


def dropout(a, p, rng):
    kept = rng.random(a.shape) >= p
    return a * kept / (1 - p)


def judge_dropout(answer):
    """10.5: inverted dropout of an array of activations."""
    for p in (0.2, 0.5):
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
    if not np.array_equal(got, again) or np.array_equal(got, other):
        raise Wrong("own_chance")


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


def judge_early_stop(answer):
    """10.6: the epoch at which training stops, and the epoch whose weights are kept, both counted from 1."""
    rng = np.random.default_rng(106)
    cases = [
        ([0.6, 0.5, 0.4, 0.45, 0.5, 0.3], 2),
        ([0.6, 0.5, 0.55, 0.4, 0.45, 0.5, 0.55], 3),
        ([0.5, 0.4, 0.3], 2),
        ([0.4, 0.5, 0.6], 1),
    ]
    cases += [(np.round(rng.random(8), 2).tolist(), patience) for patience in (1, 2, 2, 3, 3, 5)]
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
        raise Wrong("pair", got=f"({stopped:g}, {best:g})", **case)


EXERCISES = [
    Exercise("exercises_10", "10.1", kept_epoch),
    Exercise("exercises_10", "10.2", frobenius),
    Exercise("exercises_10", "10.3", scaled),
    Exercise("exercises_10", "10.4", judge_update, solution=update),
    Exercise("exercises_10", "10.5", judge_dropout, solution=dropout),
    Exercise("exercises_10", "10.6", judge_early_stop, solution=early_stop),
]
