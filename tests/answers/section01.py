"""Right answers and typical mistakes of section 1: (key, answer), (key, answer, reason, ...)."""

from fractions import Fraction

import numpy as np


def share(said, labels):
    return sum(a == b for a, b in zip(said, labels, strict=True)) / len(labels)


def middle(image):
    return 0 if image[3:5, 3:5].mean() < 0.3 else 1


def whitens(image):
    image[:] = 0
    return 0


RIGHT = [
    ("1.1", 8),
    ("1.2", 1510),
    ("1.3", share),
    ("1.4", lambda labels: np.eye(10)[labels]),
    ("1.4", lambda labels: [[int(k == label) for k in range(10)] for label in labels]),
    ("1.5", lambda image: image[4, 4] > 0.5),
    ("1.3", lambda said, labels: Fraction(int(np.sum(said == labels)), len(said))),
    ("1.3", lambda said, labels: np.float32(1 - np.count_nonzero(said - labels) / said.size)),
    ("1.4", lambda labels: labels[:, None] == np.arange(10)),
    ("1.5", lambda image: float(image[2, 4] + image[3, 4] + image[4, 4] > 1.2)),
    ("1.5", lambda image: int(sum(image[row][4] for row in range(2, 6)) / 4 >= 0.45)),
]


WRONG = [
    ("1.1", 0.91, "output"),
    ("1.1", 9, "from_one"),
    ("1.1", 3, "value", "3"),
    ("1.1", "eight", "a_number"),
    ("1.2", 1480, "without_biases"),
    ("1.2", 94, "neurons"),
    ("1.2", 12800, "product"),
    ("1.2", 1300, "one_layer"),
    ("1.2", 1574, "input_biases"),
    ("1.2", 1000, "value"),
    ("1.3", lambda said, labels: np.sum(said == labels), "count"),
    ("1.3", lambda said, labels: 100 * share(said, labels), "percent"),
    ("1.3", lambda said, labels: 1 - share(said, labels), "error"),
    ("1.3", lambda said, labels: 0.5, "case", "0.5"),
    ("1.3", lambda said, labels: said == labels, "one_number"),
    ("1.3", 0.98, "a_function"),
    ("1.4", lambda labels: np.eye(10)[labels].T, "transposed"),
    ("1.4", lambda labels: np.eye(10)[labels - 1], "from_one"),
    ("1.4", lambda labels: np.eye(10)[: len(labels)], "row", "3"),
    ("1.4", lambda labels: np.eye(10)[labels][:, :9], "shape"),
    ("1.5", middle, "same_rule"),
    ("1.5", lambda image: 1 - middle(image), "swapped"),
    ("1.5", lambda image: 1, "constant"),
    ("1.5", lambda image: int(image[0, 3] > 0.3), "weak"),
    ("1.5", lambda image: image.mean(), "not_binary"),
    ("1.5", whitens, "changed"),
    ("1.5", lambda image: 0 if image[4, 4] < 0.4 else None, "nothing"),
    ("1.5", lambda image: 1 / 0, "raised", "ZeroDivisionError"),
    ("1.3", lambda said, labels: np.sum(said == labels) / 10, "case", "7"),
    ("1.4", lambda labels: np.eye(labels.max() + 1)[labels], "shape", "(1, 10)"),
    ("1.4", lambda labels: np.eye(10)[list(dict.fromkeys(labels.tolist()))], "shape", "(5, 10)"),
    ("1.4", lambda labels: np.zeros((10, len(labels))), "shape", "(3, 10)"),
    ("1.4", lambda labels: np.eye(10)[np.where(labels == 0, 1, labels)], "row", "0"),
    (
        "1.5",
        lambda image: image[4, 4] > 0.5 and image[0, 3] > 0.3,
        "weak",
        "82.8",
        "90",
        "1",
    ),
]
