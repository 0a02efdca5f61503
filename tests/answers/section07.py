"""Right answers and typical mistakes of section 7: (key, answer), (key, answer, reason, ...)."""

import numpy as np

from lecturelib.activations import sigmoid, softmax


def bce(y, p):
    return sum(
        -np.log(q) if label else -np.log(1 - q) for label, q in zip(y, p, strict=True)
    ) / len(y)


def stable(y, z):
    t = np.where(y == 1, -z, z)
    return np.logaddexp(0, t).mean()


def shifted(z, by):
    e = np.exp(z - by)
    return e / e.sum(axis=1, keepdims=True)


def bce_in_pieces(y, z, k):
    t = np.where(y == 1, -z, z)
    return np.mean(np.where(t > k, t, np.log1p(np.exp(np.minimum(t, k)))))


RIGHT = [
    ("7.1", 10 / 3),
    ("7.1", 3.33),
    ("7.2", 1.61),
    ("7.2", 1.6094),
    ("7.3", 0.693),
    ("7.3", np.log(2)),
    ("7.4", bce),
    ("7.5", stable),
    ("7.4", lambda y, p: -np.log(np.where(y == 1, p, 1 - p)).mean()),
    ("7.4", lambda y, p: (-y @ np.log(p) - (1 - y) @ np.log1p(-p)) / y.size),
    ("7.5", lambda y, z: float(np.mean(np.maximum(z, 0) - z * y + np.log(1 + np.exp(-abs(z)))))),
    (
        "7.5",
        lambda y, z: (
            sum(np.logaddexp(0, -t if k else t) for k, t in zip(y, z, strict=True)) / len(y)
        ),
    ),
    ("7.6", lambda z: np.exp(z - np.logaddexp.reduce(z, axis=1, keepdims=True))),
    ("7.6", lambda z: 1 / np.exp(z[:, None, :] - z[:, :, None]).sum(axis=2)),
    ("7.6", lambda z: [softmax(row) for row in z.tolist()]),
]


WRONG = [
    ("7.1", 10, "sum"),
    ("7.1", 1.3333, "absolute"),
    ("7.1", 5, "half"),
    ("7.1", 2, "value"),
    ("7.2", 0.223, "other_term"),
    ("7.2", -1.609, "sign"),
    ("7.2", 0.699, "decimal"),
    ("7.2", 0.64, "squared"),
    ("7.2", 0.8, "value"),
    ("7.3", 0.5, "squared"),
    ("7.3", 0.25, "squared"),
    ("7.3", 1, "bits"),
    ("7.3", -0.693, "sign"),
    ("7.3", 0.3, "value"),
    ("7.4", lambda y, p: -np.log(np.where(y, p, 1 - p)), "not_mean"),
    ("7.4", lambda y, p: -bce(y, p), "sign"),
    ("7.4", lambda y, p: len(y) * bce(y, p), "sum"),
    ("7.4", lambda y, p: -np.mean(y * np.log(p)), "one_term"),
    ("7.4", lambda y, p: 0.0, "value"),
    ("7.5", lambda y, z: bce(y, sigmoid(z)), "breaks"),
    ("7.5", lambda y, z: np.mean(np.log(1 + np.exp((1 - 2 * y) * z))), "breaks"),
    ("7.5", lambda y, z: -stable(y, z), "sign"),
    ("7.5", lambda y, z: "text", "numbers"),
    ("7.1", 3.4, "value"),
    ("7.1", 5 / 3, "half"),
    ("7.2", 1.65, "value"),
    ("7.3", 0.7, "value"),
    ("7.5", lambda y, z: -np.mean(y * np.log(sigmoid(z))), "one_term"),
    ("7.5", lambda y, z: bce_in_pieces(y, z, 5), "value"),
    ("7.5", lambda y, z: bce_in_pieces(y, z, 7.5), "value"),
    ("7.5", lambda y, z: bce(y, np.clip(sigmoid(z), 1e-15, 1 - 1e-15)), "breaks"),
    ("7.6", np.exp, "not_divided"),
    ("7.6", lambda z: np.exp(z) / np.exp(z).sum(), "all_rows"),
    ("7.6", lambda z: np.exp(z) / np.exp(z).sum(axis=0), "columns"),
    ("7.6", sigmoid, "sigmoids"),
    ("7.6", lambda z: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True), "breaks", "[1000, 999"),
    ("7.6", lambda z: shifted(z, z.max()), "breaks"),
    ("7.6", lambda z: shifted(z, z.min(axis=1, keepdims=True)), "breaks", "[500, -400"),
    ("7.6", lambda z: shifted(z, z.max(axis=0)), "value"),
    ("7.6", lambda z: z / z.sum(axis=1, keepdims=True), "value"),
    ("7.6", lambda z: softmax(z[0]), "shape"),
]
