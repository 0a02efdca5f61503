"""Every checker of section 1 against right answers and typical mistakes."""

import numpy as np
import pytest

from lecturelib.exercises import check


def share(said, labels):
    return sum(a == b for a, b in zip(said, labels)) / len(labels)


def middle(image):
    return 0 if image[3:5, 3:5].mean() < 0.3 else 1


def whitens(image):
    image[:] = 0
    return 0


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("1.1", 8),
        ("1.2", 1510),
        ("1.3", share),
        ("1.4", lambda labels: np.eye(10)[labels]),
        ("1.4", lambda labels: [[int(k == label) for k in range(10)] for label in labels]),
        ("1.5", lambda image: image[4, 4] > 0.5),
    ],
)
def test_right(key, answer):
    assert check(key, answer).state == "right"


@pytest.mark.parametrize(
    ("key", "answer", "reason"),
    [
        ("1.1", 0.91, "the output itself"),
        ("1.1", 9, "Count from 0"),
        ("1.1", 3, "output of 3"),
        ("1.1", "eight", "single number"),
        ("1.2", 1480, "a bias, too"),
        ("1.2", 94, "number of neurons"),
        ("1.2", 12800, "Add"),
        ("1.2", 1300, "ten outputs"),
        ("1.2", 1574, "inputs have no bias"),
        ("1.2", 1000, "Not yet"),
        ("1.3", lambda said, labels: np.sum(said == labels), "how many"),
        ("1.3", lambda said, labels: 100 * share(said, labels), "percent"),
        ("1.3", lambda said, labels: 1 - share(said, labels), "error rate"),
        ("1.3", lambda said, labels: 0.5, "you get 0.5"),
        ("1.3", lambda said, labels: said == labels, "One number is wanted"),
        ("1.3", 0.98, "A function"),
        ("1.4", lambda labels: np.eye(10)[labels].T, "one column an observation"),
        ("1.4", lambda labels: np.eye(10)[labels - 1], "too far left"),
        ("1.4", lambda labels: np.eye(10)[: len(labels)], "label 3"),
        ("1.4", lambda labels: np.eye(10)[labels][:, :9], "shape"),
        ("1.5", middle, "rule of section 1.3"),
        ("1.5", lambda image: 1 - middle(image), "Swap"),
        ("1.5", lambda image: 1, "same answer"),
        ("1.5", lambda image: int(image[0, 3] > 0.3), "are wanted"),
        ("1.5", lambda image: image.mean(), "0 or 1"),
        ("1.5", whitens, "changes its input"),
        ("1.5", lambda image: 0 if image[4, 4] < 0.4 else None, "returns nothing"),
        ("1.5", lambda image: 1 / 0, "ZeroDivisionError"),
        ("1.3", lambda said, labels: np.sum(said == labels) / 10, "For 7 answers"),
        ("1.4", lambda labels: np.eye(labels.max() + 1)[labels], "(1, 10)"),
        ("1.4", lambda labels: np.eye(10)[list(dict.fromkeys(labels.tolist()))], "(5, 10)"),
        ("1.4", lambda labels: np.zeros((10, len(labels))), "The shape should be (3, 10)"),
        ("1.4", lambda labels: np.eye(10)[np.where(labels == 0, 1, labels)], "label 0"),
        (
            "1.5",
            lambda image: image[4, 4] > 0.5 and image[0, 3] > 0.3,
            "82.8 % are right; at least 90 % are wanted. Its first mistake is an image of a 1",
        ),
    ],
)
def test_wrong_with_its_reason(key, answer, reason):
    result = check(key, answer)
    assert (result.state, reason in result.text) == ("wrong", True), result
