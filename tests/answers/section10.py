"""Right answers and typical mistakes of section 10: (key, answer), (key, answer, reason, ...)."""

import numpy as np


def update(W, gradient, s, lambda_):
    return np.array(
        [
            [(1 - 2 * s * lambda_) * w - s * g for w, g in zip(*rows, strict=True)]
            for rows in zip(W, gradient, strict=True)
        ]
    )


def dropout(a, p, rng):
    return np.where(rng.uniform(size=a.shape) < p, 0, a / (1 - p))


def by_choice(a, p, rng):
    return a * rng.choice([0, 1 / (1 - p)], p=[p, 1 - p], size=a.shape)


def early_stop(errors, patience):
    lowest, best, waited = np.inf, 0, 0
    for epoch, error in enumerate(errors, start=1):
        waited += 1
        if error < lowest:
            lowest, best, waited = error, epoch, 0
        if waited == patience:
            return [epoch, best]
    return [len(errors), best]


def rows(a, p, rng):
    return a * (rng.random((len(a), 1)) >= p) / (1 - p)


def own_chance(a, p, rng):
    return dropout(a, p, np.random.default_rng(0))


def last(errors, patience):
    return (early_stop(errors, patience)[0],) * 2


def foresight(errors, patience):
    return early_stop(errors, patience)[0], int(np.argmin(errors)) + 1


def rises_in_a_row(errors, patience):
    up = np.diff(errors) > 0
    for k in range(patience, len(errors)):
        if up[k - patience : k].all():
            return k + 1, int(np.argmin(errors[: k + 1])) + 1
    return len(errors), int(np.argmin(errors)) + 1


def changes_its_input(W, gradient, s, lambda_):
    W -= s * (gradient + 2 * lambda_ * W)
    return W


def in_place_on_a_copy(W, gradient, s, lambda_):
    new = W.copy()
    new -= s * gradient
    new -= 2 * s * lambda_ * W
    return new


def dropout_by_loops(a, p, rng):
    return np.reshape([0 if rng.random() < p else x / (1 - p) for x in a.flat], a.shape)


def stop_by_slices(errors, patience):
    for k in range(len(errors)):
        best = errors.index(min(errors[: k + 1]))
        if best + patience == k:
            return k + 1, best + 1
    return len(errors), errors.index(min(errors)) + 1


def stop_by_records(errors, patience):
    """The epochs of new lowest errors; the first gap that is too long ends the training."""
    lowest = np.minimum.accumulate(errors)
    records = [1, *(np.flatnonzero(np.diff(lowest) < 0) + 2), np.inf]
    for record, following in zip(records, records[1:], strict=False):
        if following - record > patience:
            return np.array([min(record + patience, len(errors)), record])
    return np.array([len(errors), records[-2]])


def ties_count(errors, patience):
    lowest, best = np.inf, 0
    for epoch, error in enumerate(errors, start=1):
        if error <= lowest:
            lowest, best = error, epoch
        if epoch - best == patience:
            return epoch, best
    return len(errors), best


def exact_share(a, p, rng):
    dropped = rng.permutation(a.size)[: round(p * a.size)]
    return np.where(np.isin(np.arange(a.size), dropped).reshape(a.shape), 0, a / (1 - p))


def rolled_mask(a, p, rng):
    mask = np.random.default_rng(0).random(a.size) < p
    return np.where(np.roll(mask, rng.integers(a.size)).reshape(a.shape), 0, a / (1 - p))


RIGHT = [
    ("10.1", 5),
    ("10.2", 7.0),
    ("10.3", 0.8),
    ("10.3", 0.6 / 0.75),
    ("10.4", update),
    ("10.5", dropout),
    ("10.5", by_choice),
    ("10.6", early_stop),
    ("10.2", np.exp(np.log(49) / 2)),
    ("10.4", in_place_on_a_copy),
    ("10.4", lambda W, g, s, lambda_: (W - s * g - 2 * s * lambda_ * W).tolist()),
    ("10.5", dropout_by_loops),
    ("10.5", lambda a, p, rng: a * rng.binomial(1, 1 - p, a.shape) / (1 - p)),
    ("10.6", stop_by_slices),
    ("10.6", stop_by_records),
]


WRONG = [
    ("10.1", 3, "impatient"),
    ("10.1", 7, "stopped"),
    ("10.1", 8, "foresight"),
    ("10.1", 0.39, "error"),
    ("10.1", 2, "value"),
    ("10.1", "five", "a_number"),
    ("10.2", 49, "squared"),
    ("10.2", 13, "absolute"),
    ("10.2", 4, "value"),
    ("10.2", [7], "a_number"),
    ("10.3", 0.45, "multiplied"),
    ("10.3", 2.4, "by_p"),
    ("10.3", 0.6, "unscaled"),
    ("10.3", 1, "value"),
    ("10.4", lambda W, g, s, lambda_: W - s * (g + lambda_ * W), "no_two"),
    ("10.4", lambda W, g, s, lambda_: W - s * (g - 2 * lambda_ * W), "grows"),
    ("10.4", lambda W, g, s, lambda_: W - s * g, "no_penalty"),
    ("10.4", lambda W, g, s, lambda_: W - s * g - 2 * lambda_ * W, "no_rate"),
    ("10.4", lambda W, g, s, lambda_: W - s * (g + lambda_ * (W**2).sum()), "term"),
    ("10.4", lambda W, g, s, lambda_: 0 * W, "value"),
    ("10.4", lambda W, g, s, lambda_: W.sum(), "no_array"),
    ("10.4", changes_its_input, "changed"),
    ("10.5", lambda a, p, rng: a, "none_dropped"),
    ("10.5", lambda a, p, rng: a * (rng.random(a.shape) >= p), "unscaled"),
    ("10.5", rows, "rows"),
    ("10.5", lambda a, p, rng: a * (rng.random(a.shape) < p) / (1 - p), "upside_down"),
    ("10.5", lambda a, p, rng: a * (rng.random(a.shape) >= p / 3) / (1 - p), "share"),
    ("10.5", own_chance, "own_chance"),
    ("10.5", lambda a, p, rng: a * (rng.random(a.shape) >= p) / p**2, "scale"),
    ("10.6", rises_in_a_row, "rises"),
    ("10.6", last, "last"),
    ("10.6", foresight, "foresight"),
    ("10.6", lambda e, p: np.array(early_stop(e, p)) - 1, "from_one"),
    ("10.6", lambda e, p: early_stop(e, p)[::-1], "swapped"),
    ("10.6", lambda e, p: (1, 1), "pair"),
    ("10.6", lambda e, p: 3, "no_array"),
    ("10.2", 5.0, "sum"),
    ("10.4", lambda W, g, s, lambda_: W - 0.1 * (g + 2 * lambda_ * W), "value"),
    ("10.5", lambda a, p, rng: a * (rng.random(a.shape[1]) >= p) / (1 - p), "rows"),
    ("10.5", lambda a, p, rng: dropout(a, p, np.random.default_rng()), "own_chance"),
    ("10.5", lambda a, p, rng: a * (rng.random(a.shape) >= p / 3), "share", "0.0"),
    ("10.5", exact_share, "pattern", "6"),
    ("10.5", rolled_mask, "pattern"),
    ("10.6", ties_count, "ties"),
]
