"""The exercises of section 9."""

import numpy as np

from lecturelib.exercises import sandbox
from lecturelib.exercises.checking import Exercise, Wrong, as_array


def iterations(answer):
    """9.1: N = 1000, B = 64: 16 iterations an epoch."""
    got = answer.number()
    if got == 15:
        raise Wrong("last_one")
    if abs(got - 15.625) < 0.01:
        raise Wrong("fraction")
    if got != 16:
        raise Wrong("value", got=f"{got:g}")


def updates(answer):
    """9.2: N = 60,000, B = 128, 10 epochs: 4,690 updates."""
    got = answer.number()
    if got == 469:
        raise Wrong("one_epoch")
    if got in (4680, 4687, 4687.5, 4688):
        raise Wrong("rounded", got=f"{got:g}")
    if got != 4690:
        raise Wrong("value", got=f"{got:g}")


def spread(answer):
    """9.3: from B = 32 to 512 the spread falls by the factor 4."""
    got = answer.number()
    if got == 16:
        raise Wrong("no_root")
    if got == 0.25:
        raise Wrong("upside_down")
    if got != 4:
        raise Wrong("value", got=f"{got:g}")


def update(W, gradients, s):
    return W - s * gradients.mean(axis=0)


def judge_update(answer):
    """9.4: one mini-batch update, given the gradient of each observation."""
    rng = np.random.default_rng(94)
    for B, P in ((4, 3), (1, 2), (32, 5)):
        W, gradients, s = rng.normal(size=P), rng.normal(size=(B, P)), rng.uniform(0.05, 0.5)
        got, mean = as_array(answer(W, gradients, s), (P,)), gradients.mean(axis=0)
        for reason, typical in (
            ("uphill", W + s * mean),
            ("sum", W - s * B * mean),
            ("no_rate", W - mean),
            ("first_only", W - s * gradients[0]),
        ):
            if not np.allclose(typical, update(W, gradients, s)) and np.allclose(got, typical):
                raise Wrong(reason)
        if not np.allclose(got, update(W, gradients, s)):
            raise Wrong("value", got=np.round(got, 3))


def batches_of(N, B, rng):
    order = rng.permutation(N)
    return [order[start : start + B] for start in range(0, N, B)]


def judge_batches(answer):
    """9.5: the batch iterator of one epoch."""
    for N, B in ((12, 4), (10, 4), (7, 7), (5, 1), (40, 16)):
        got = _batches(answer(N, B, np.random.default_rng(N)))
        if len(got) == sandbox.MOST_YIELDED:
            raise Wrong("endless", count=len(got))
        sizes, drawn = [len(batch) for batch in got], np.concatenate(got)
        if len(drawn) < N and sizes == [B] * (N // B):
            raise Wrong("dropped", N=N, B=B)
        if drawn.size and (drawn.min() < 0 or drawn.max() >= N):
            raise Wrong("range", N=N, last=N - 1)
        if len(np.unique(drawn)) < len(drawn):
            raise Wrong("replacement", N=N, B=B)
        if len(drawn) < N:
            raise Wrong("missing", N=N, B=B, count=N - len(drawn))
        if sizes != [B] * (N // B) + [N % B] * (N % B > 0):
            raise Wrong("sizes", N=N, B=B, got=sizes)
    first, again, other = (
        np.array(_batches(answer(40, 8, np.random.default_rng(seed)))) for seed in (1, 1, 2)
    )
    if np.array_equal(first.ravel(), np.arange(40)):
        raise Wrong("order")
    if not np.array_equal(first, again) or np.array_equal(first, other):
        raise Wrong("own_chance")
    if {frozenset(batch) for batch in first.tolist()} == {
        frozenset(batch) for batch in other.tolist()
    }:
        raise Wrong("same_company")


def _batches(value):
    try:
        batches = [np.asarray(batch) for batch in value]
    except (TypeError, ValueError):
        raise Wrong("not_indices") from None
    if any(batch.ndim != 1 or batch.dtype.kind not in "iu" for batch in batches):
        raise Wrong("not_indices")
    return batches


EXERCISES = [
    Exercise("exercises_09", "9.1", iterations),
    Exercise("exercises_09", "9.2", updates),
    Exercise("exercises_09", "9.3", spread),
    Exercise("exercises_09", "9.4", judge_update, solution=update),
    Exercise("exercises_09", "9.5", judge_batches, solution=batches_of),
]
