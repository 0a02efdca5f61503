"""Right answers and typical mistakes of section 9: (key, answer), (key, answer, reason, ...)."""

import numpy as np


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


def by_sorting(N, B, rng):
    return np.split(np.argsort(rng.random(N)), range(B, N, B))


def one_by_one(N, B, rng):
    left, batch = list(range(N)), []
    while left:
        batch.append(left.pop(rng.integers(len(left))))
        if len(batch) == B or not left:
            yield tuple(batch)
            batch = []


def cut(order, B):
    return [order[i : i + B] for i in range(0, len(order), B)]


def rolled(N, B, rng):
    return cut(np.roll(np.arange(N), int(rng.integers(N))), B)


def strides(N, B, rng):
    steps = [step for step in range(1, N + 1) if np.gcd(step, N) == 1]
    return cut((rng.integers(N) + rng.choice(steps) * np.arange(N)) % N, B)


def last_stays(N, B, rng):
    return cut(np.append(rng.permutation(N - 1), N - 1), B)


def one_swap(N, B, rng):
    order = np.arange(N)
    i, k = rng.integers(0, N, 2)
    order[[i, k]] = order[[k, i]]
    return cut(order, B)


def forth_or_back(N, B, rng):
    return cut(np.roll(np.arange(N), rng.integers(N))[:: rng.choice([-1, 1])], B)


def shuffled_batches(N, B, rng):
    whole = [rng.permutation(batch) for batch in cut(np.arange(N), B)]
    if N % B:
        return [*(whole[i] for i in rng.permutation(len(whole) - 1)), whole[-1]]
    return [whole[i] for i in rng.permutation(len(whole))]


def sorted_batches(N, B, rng):
    return [np.sort(batch) for batch in cut(rng.permutation(N), B)]


def short_batch_stays(N, B, rng):
    full = N - N % B
    return cut(np.append(rng.permutation(full), np.arange(full, N)), B)


def by_the_seed_only(N, B, rng):
    return cut(np.random.default_rng(int(rng.integers(2))).permutation(N), B)


RIGHT = [
    ("9.1", 16),
    ("9.1", 16.0),
    ("9.2", 4690),
    ("9.3", 4),
    ("9.4", update),
    ("9.5", batches),
    ("9.5", lambda N, B, rng: list(batches(N, B, rng))),
    ("9.4", lambda W, g, s: np.average(np.vstack([W - s * row for row in g]), axis=0)),
    (
        "9.4",
        lambda W, g, s: [w - s * sum(c) / len(c) for w, c in zip(W, g.T.tolist(), strict=True)],
    ),
    ("9.5", by_sorting),
    ("9.5", one_by_one),
    ("9.5", lambda N, B, rng: cut(rng.choice(N, N, replace=False), B)),
]


WRONG = [
    ("9.1", 15, "last_one"),
    ("9.1", 15.625, "fraction"),
    ("9.1", 64, "value", "64"),
    ("9.1", "many", "a_number"),
    ("9.1", [16], "a_number"),
    ("9.2", 469, "one_epoch"),
    ("9.2", 4680, "rounded"),
    ("9.2", 4687.5, "rounded"),
    ("9.2", 7, "value"),
    ("9.3", 16, "no_root"),
    ("9.3", 0.25, "upside_down"),
    ("9.3", 2, "value"),
    ("9.4", lambda W, g, s: W + s * g.mean(axis=0), "uphill"),
    ("9.4", lambda W, g, s: W - s * g.sum(axis=0), "sum"),
    ("9.4", lambda W, g, s: W - g.mean(axis=0), "no_rate"),
    ("9.4", lambda W, g, s: W - s * g[0], "first_only"),
    ("9.4", lambda W, g, s: W - s * g.mean(), "value"),
    ("9.4", lambda W, g, s: W - s * g, "shape"),
    ("9.4", lambda W, g, s: "down", "numbers"),
    ("9.4", changes_its_input, "changed"),
    ("9.5", in_order, "order"),
    ("9.5", dropped, "dropped"),
    ("9.5", with_replacement, "replacement"),
    ("9.5", fresh_for_each, "replacement"),
    ("9.5", short_first, "sizes", "[2, 4, 4]"),
    ("9.5", own_chance, "own_chance"),
    (
        "9.5",
        lambda N, B, rng: [b + 1 for b in map(np.array, batches(N, B, rng))],
        "range",
        "0",
        "11",
    ),
    ("9.5", lambda N, B, rng: [rng.permutation(N)[: N - 1]], "missing", "1"),
    ("9.5", lambda N, B, rng: rng.permutation(N), "not_indices"),
    ("9.5", lambda N, B, rng: [["a"]], "not_indices"),
    ("9.5", lambda N, B, rng: 3, "not_indices"),
    ("9.5", raises_late, "raised", "IndexError"),
    ("9.5", never_ends, "never_ends"),
    ("9.1", 15.6, "fraction"),
    ("9.2", 4687, "rounded"),
    ("9.2", 4688, "rounded"),
    ("9.4", lambda W, g, s: W - 0.1 * g.mean(axis=0), "value"),
    ("9.4", lambda W, g, s: W - s * g.sum(axis=0) / 4, "value"),
    ("9.5", lambda N, B, rng: list(batches(N, B, np.random.default_rng())), "own_chance"),
    (
        "9.5",
        lambda N, B, rng: [b - 1 for b in map(np.array, batches(N, B, rng))],
        "range",
        "0",
        "11",
    ),
    (
        "9.5",
        lambda N, B, rng: [rng.permutation(batch) for batch in in_order(N, B, rng)],
        "same_company",
    ),
    ("9.5", rolled, "pattern"),
    ("9.5", strides, "pattern"),
    ("9.5", last_stays, "pattern"),
    ("9.5", one_swap, "pattern"),
    ("9.5", forth_or_back, "pattern"),
    ("9.5", shuffled_batches, "same_company"),
    ("9.5", sorted_batches, "pattern"),
    ("9.5", short_batch_stays, "pattern"),
    ("9.5", by_the_seed_only, "pattern"),
    ("9.5", lambda N, B, rng: [[str(n) for n in b] for b in batches(N, B, rng)], "not_indices"),
]
