"""Every checker of section 10 against right answers and typical mistakes."""

import numpy as np
import pytest

from lecturelib.exercises import check


def update(W, gradient, s, lambda_):
    return np.array(
        [[(1 - 2 * s * lambda_) * w - s * g for w, g in zip(*rows)] for rows in zip(W, gradient)]
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


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("10.1", 5),
        ("10.2", 7.0),
        ("10.3", 0.8),
        ("10.3", 0.6 / 0.75),
        ("10.4", update),
        ("10.5", dropout),
        ("10.5", by_choice),
        ("10.6", early_stop),
        ("10.2", np.exp(np.log(49) / 2)),
    ],
)
def test_right(key, answer):
    assert check(key, answer).state == "right"


@pytest.mark.parametrize(
    ("key", "answer", "reason"),
    [
        ("10.1", 3, "patience 1"),
        ("10.1", 7, "stops at epoch 7"),
        ("10.1", 8, "used up the patience"),
        ("10.1", 0.39, "Which epoch"),
        ("10.1", 2, "Not yet"),
        ("10.1", "five", "A single number"),
        ("10.2", 49, "its root"),
        ("10.2", 13, "Square the entries"),
        ("10.2", 4, "Not yet"),
        ("10.2", [7], "A single number"),
        ("10.3", 0.45, "scale down"),
        ("10.3", 2.4, "share is kept"),
        ("10.3", 0.6, "Unscaled"),
        ("10.3", 1, "Not yet"),
        ("10.4", lambda W, g, s, lambda_: W - s * (g + lambda_ * W), "the 2 is missing"),
        ("10.4", lambda W, g, s, lambda_: W - s * (g - 2 * lambda_ * W), "weights grow"),
        ("10.4", lambda W, g, s, lambda_: W - s * g, "penalty is missing"),
        ("10.4", lambda W, g, s, lambda_: W - s * g - 2 * lambda_ * W, "both terms"),
        ("10.4", lambda W, g, s, lambda_: W - s * (g + lambda_ * (W**2).sum()), "its derivative"),
        ("10.4", lambda W, g, s, lambda_: 0 * W, "Not yet"),
        ("10.4", lambda W, g, s, lambda_: W.sum(), "The shape should be"),
        ("10.4", changes_its_input, "changes its input"),
        ("10.5", lambda a, p, rng: a, "Nothing is dropped"),
        ("10.5", lambda a, p, rng: a * (rng.random(a.shape) >= p), "the mean falls"),
        ("10.5", rows, "whole rows"),
        ("10.5", lambda a, p, rng: a * (rng.random(a.shape) < p) / (1 - p), "the share to keep"),
        ("10.5", lambda a, p, rng: a * (rng.random(a.shape) >= p / 3) / (1 - p), "a share of"),
        ("10.5", own_chance, "rng alone"),
        ("10.5", lambda a, p, rng: a * (rng.random(a.shape) >= p) / p**2, "wrong size"),
        ("10.6", rises_in_a_row, "not rises"),
        ("10.6", last, "keep the last weights"),
        ("10.6", foresight, "stops before"),
        ("10.6", lambda e, p: np.array(early_stop(e, p)) - 1, "count from 1"),
        ("10.6", lambda e, p: early_stop(e, p)[::-1], "swapped"),
        ("10.6", lambda e, p: (1, 1), "not right yet"),
        ("10.6", lambda e, p: 3, "The shape should be"),
        ("10.2", 5.0, "sum of the entries"),
        ("10.4", lambda W, g, s, lambda_: W - 0.1 * (g + 2 * lambda_ * W), "Not yet"),
        ("10.5", lambda a, p, rng: a * (rng.random(a.shape[1]) >= p) / (1 - p), "whole rows"),
        ("10.5", lambda a, p, rng: dropout(a, p, np.random.default_rng()), "rng alone"),
        ("10.5", lambda a, p, rng: a * (rng.random(a.shape) >= p / 3), "a share of 0.0"),
    ],
)
def test_wrong_with_its_reason(key, answer, reason):
    result = check(key, answer)
    assert result.state == "wrong"
    assert reason in result.text
