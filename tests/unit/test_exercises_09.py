"""Every checker of section 9 against right answers and typical mistakes."""

import numpy as np
import pytest

from lecturelib.exercises import check


def update(W, gradients, s):
    total = np.zeros(len(W))
    for gradient in gradients:
        total += gradient
    return W - s * total / len(gradients)


def batches(N, B, rng):
    order = list(range(N))
    rng.shuffle(order)
    while order:
        yield order[:B]
        order = order[B:]


def in_order(N, B, rng):
    return [np.arange(N)[i : i + B] for i in range(0, N, B)]


def dropped(N, B, rng):
    order = rng.permutation(N)
    return [order[i * B : (i + 1) * B] for i in range(N // B)]


def with_replacement(N, B, rng):
    return [rng.integers(0, N, min(B, N - i)) for i in range(0, N, B)]


def fresh_for_each(N, B, rng):
    return [rng.permutation(N)[: min(B, N - i)] for i in range(0, N, B)]


def short_first(N, B, rng):
    order = rng.permutation(N)
    first = N % B or B
    return [order[:first], *(order[i : i + B] for i in range(first, N, B))]


def own_chance(N, B, rng):
    order = np.random.default_rng(0).permutation(N)
    return [order[i : i + B] for i in range(0, N, B)]


def raises_late(N, B, rng):
    yield np.arange(B)
    raise IndexError("too late")


def never_ends(N, B, rng):
    while True:
        yield np.arange(B)


def changes_its_input(W, gradients, s):
    W -= s * gradients.mean(axis=0)
    return W


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("9.1", 16),
        ("9.1", 16.0),
        ("9.2", 4690),
        ("9.3", 4),
        ("9.4", update),
        ("9.5", batches),
        ("9.5", lambda N, B, rng: list(batches(N, B, rng))),
    ],
)
def test_right(key, answer):
    assert check(key, answer).state == "right"


@pytest.mark.parametrize(
    ("key", "answer", "reason"),
    [
        ("9.1", 15, "the other 40"),
        ("9.1", 15.625, "no part of an update"),
        ("9.1", 64, "Not yet: this is 64"),
        ("9.1", "many", "A single number"),
        ("9.1", [16], "A single number"),
        ("9.2", 469, "one epoch"),
        ("9.2", 4680, "not full"),
        ("9.2", 4687.5, "not full"),
        ("9.2", 7, "Not yet"),
        ("9.3", 16, "square root"),
        ("9.3", 0.25, "By which factor"),
        ("9.3", 2, "Not yet"),
        ("9.4", lambda W, g, s: W + s * g.mean(axis=0), "uphill"),
        ("9.4", lambda W, g, s: W - s * g.sum(axis=0), "add the gradients up"),
        ("9.4", lambda W, g, s: W - g.mean(axis=0), "learning rate s is missing"),
        ("9.4", lambda W, g, s: W - s * g[0], "first observation only"),
        ("9.4", lambda W, g, s: W - s * g.mean(), "Not yet"),
        ("9.4", lambda W, g, s: W - s * g, "The shape should be"),
        ("9.4", lambda W, g, s: "down", "Numbers are wanted"),
        ("9.4", changes_its_input, "changes its input"),
        ("9.5", in_order, "Shuffle first"),
        ("9.5", dropped, "too few for a full batch"),
        ("9.5", with_replacement, "some observations come twice"),
        ("9.5", fresh_for_each, "some observations come twice"),
        ("9.5", short_first, "sizes [2, 4, 4]"),
        ("9.5", own_chance, "from rng alone"),
        (
            "9.5",
            lambda N, B, rng: [b + 1 for b in map(np.array, batches(N, B, rng))],
            "run from 0 to 11",
        ),
        ("9.5", lambda N, B, rng: [rng.permutation(N)[: N - 1]], "1 observations never come"),
        ("9.5", lambda N, B, rng: rng.permutation(N), "one-dimensional"),
        ("9.5", lambda N, B, rng: [["a"]], "one-dimensional"),
        ("9.5", lambda N, B, rng: 3, "Return a list"),
        ("9.5", raises_late, "IndexError: too late"),
        ("9.5", never_ends, "does not end"),
        ("9.1", 15.6, "Not yet"),
        ("9.2", 4687, "not full"),
        ("9.2", 4688, "not full"),
        ("9.4", lambda W, g, s: W - 0.1 * g.mean(axis=0), "Not yet"),
        ("9.4", lambda W, g, s: W - s * g.sum(axis=0) / 4, "Not yet"),
        ("9.5", lambda N, B, rng: list(batches(N, B, np.random.default_rng())), "from rng alone"),
        (
            "9.5",
            lambda N, B, rng: [b - 1 for b in map(np.array, batches(N, B, rng))],
            "run from 0 to 11",
        ),
        (
            "9.5",
            lambda N, B, rng: [rng.permutation(batch) for batch in in_order(N, B, rng)],
            "whatever the seed",
        ),
    ],
)
def test_wrong_with_its_reason(key, answer, reason):
    result = check(key, answer)
    assert result.state == "wrong"
    assert reason in result.text
