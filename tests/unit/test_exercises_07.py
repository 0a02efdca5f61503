"""Every checker of section 7 against right answers and typical mistakes."""

import numpy as np
import pytest

from lecturelib.activations import sigmoid
from lecturelib.exercises import check


def bce(y, p):
    return sum(-np.log(q) if label else -np.log(1 - q) for label, q in zip(y, p)) / len(y)


def stable(y, z):
    t = np.where(y == 1, -z, z)
    return np.logaddexp(0, t).mean()


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("7.1", 10 / 3),
        ("7.1", 3.33),
        ("7.2", 1.61),
        ("7.2", 1.6094),
        ("7.3", 0.693),
        ("7.3", np.log(2)),
        ("7.4", bce),
        ("7.5", stable),
    ],
)
def test_right(key, answer):
    assert check(key, answer).state == "right"


@pytest.mark.parametrize(
    ("key", "answer", "reason"),
    [
        ("7.1", 10, "the sum"),
        ("7.1", 1.3333, "Square them"),
        ("7.1", 5, "no 1/2"),
        ("7.1", 2, "Not yet"),
        ("7.2", 0.223, "if the label were 1"),
        ("7.2", -1.609, "Mind the sign"),
        ("7.2", 0.699, "base 10"),
        ("7.2", 0.64, "squared loss"),
        ("7.2", 0.8, "Not yet"),
        ("7.3", 0.5, "not a logarithm"),
        ("7.3", 0.25, "not a logarithm"),
        ("7.3", 1, "base 2"),
        ("7.3", -0.693, "sign is not"),
        ("7.3", 0.3, "Not yet"),
        ("7.4", lambda y, p: -np.log(np.where(y, p, 1 - p)), "Take the mean"),
        ("7.4", lambda y, p: -bce(y, p), "the sign is not"),
        ("7.4", lambda y, p: len(y) * bce(y, p), "the sum over"),
        ("7.4", lambda y, p: -np.mean(y * np.log(p)), "Only the observations with label 1"),
        ("7.4", lambda y, p: 0.0, "Not yet"),
        ("7.5", lambda y, z: bce(y, sigmoid(z)), "Right near 0"),
        ("7.5", lambda y, z: np.mean(np.log(1 + np.exp((1 - 2 * y) * z))), "Right near 0"),
        ("7.5", lambda y, z: -stable(y, z), "the sign is not"),
        ("7.5", lambda y, z: "text", "Numbers are wanted"),
        ("7.1", 3.4, "Not yet"),
        ("7.1", 5 / 3, "no 1/2"),
        ("7.2", 1.65, "Not yet"),
        ("7.3", 0.7, "Not yet"),
        ("7.5", lambda y, z: -np.mean(y * np.log(sigmoid(z))), "Only the observations"),
    ],
)
def test_wrong_with_its_reason(key, answer, reason):
    result = check(key, answer)
    assert (result.state, reason in result.text) == ("wrong", True), result
