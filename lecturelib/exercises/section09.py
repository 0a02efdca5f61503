"""The exercises of section 9."""

from itertools import permutations, product

import numpy as np

from lecturelib.exercises import sandbox
from lecturelib.exercises.answers import as_array
from lecturelib.exercises.checking import Exercise, Value
from lecturelib.exercises.verdicts import Wrong

_ITERATIONS = Value(np.ceil(1000 / 64), {"last_one": 15, "fraction": lambda n: n % 1})

_UPDATES = Value(
    10 * np.ceil(60_000 / 128),
    {"one_epoch": 469, "rounded": [10 * 468, 4687, 10 * 468.75, 4688]},
)

_FACTOR = Value(np.sqrt(512 / 32), {"no_root": 512 / 32, "upside_down": np.sqrt(32 / 512)})


def update(W, gradients, s):
    return W - s * gradients.mean(axis=0)


def judge_update(answer):
    """9.4: one mini-batch update, given the gradient of each observation."""
    rng = np.random.default_rng(94)
    for B, P in ((4, 3), (1, 2), (32, 5), (3, 3), (5, 1)):
        W, gradients, s = rng.normal(size=P), rng.normal(size=(B, P)), rng.uniform(0.05, 0.5)
        got, mean = as_array(answer(W, gradients, s), (P,)), gradients.mean(axis=0)
        if np.allclose(got, update(W, gradients, s)):
            continue
        for reason, typical in (
            ("uphill", W + s * mean),
            ("sum", W - s * B * mean),
            ("no_rate", W - mean),
            ("first_only", W - s * gradients[0]),
        ):
            if np.allclose(got, typical):
                raise Wrong(reason)
        raise Wrong("value", got=np.round(got, 3))


def batches_of(N, B, rng):
    order = rng.permutation(N)
    return [order[start : start + B] for start in range(0, N, B)]


def judge_batches(answer):
    """9.5: the batch iterator of one epoch."""
    for N, B in ((12, 4), (10, 4), (7, 7), (5, 1), (40, 16), (5, 2), (1, 1)):
        got = _batches(answer(N, B, np.random.default_rng(N)))
        if len(got) == sandbox.MOST_YIELDED:
            raise Wrong("never_ends", count=len(got))
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
    if {*map(frozenset, first.tolist())} == {*map(frozenset, other.tolist())}:
        raise Wrong("same_company")
    _judge_chance(answer)


def _judge_chance(answer):
    """All orders of four come; and of five, each at each place, the short batch's too."""
    # By bad luck one of the 24 orders is missing in one of a million right answers.
    orders = {_order(answer, 4, seed) for seed in range(400)}
    places = {place for seed in range(100) for place in enumerate(_order(answer, 5, seed))}
    if orders != set(permutations(range(4))) or places != set(product(range(5), repeat=2)):
        raise Wrong("pattern")


def _order(answer, N, seed):
    return tuple(np.concatenate(_batches(answer(N, 2, np.random.default_rng(seed)))).tolist())


def _batches(value):
    try:
        batches = [np.asarray(batch) for batch in value]
    except (TypeError, ValueError):
        raise Wrong("not_indices") from None
    if any(batch.ndim != 1 or batch.dtype.kind not in "iu" for batch in batches):
        raise Wrong("not_indices")
    return batches


EXERCISES = [
    Exercise("9.1", _ITERATIONS),
    Exercise("9.2", _UPDATES),
    Exercise("9.3", _FACTOR),
    Exercise("9.4", judge_update, update),
    Exercise("9.5", judge_batches, batches_of),
]
