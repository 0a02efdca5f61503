"""The exercises of section 1."""

import numpy as np

from lecturelib.datasets import digits
from lecturelib.exercises.answers import as_array
from lecturelib.exercises.checking import Exercise, Value
from lecturelib.exercises.verdicts import Wrong
from lecturelib.network import Network

_OUTPUTS = (0.03, 0.01, 0.07, 0.62, 0.00, 0.55, 0.00, 0.02, 0.91, 0.30)

_PARAMETERS = Value(
    Network((64, 20, 10)).theta.size,
    {
        "without_biases": 64 * 20 + 20 * 10,
        "neurons": 64 + 20 + 10,
        "product": 64 * 20 * 10,
        "one_layer": 65 * 20,
        "input_biases": 65 * 20 + 21 * 10 + 64,
    },
)


def accuracy(said, labels):
    return np.mean(said == labels)


def judge_accuracy(answer):
    """1.3: the share of right answers."""
    rng = np.random.default_rng(13)
    for N, share in ((10, 0.7), (7, 0.7), (250, 0.7), (1, 1), (1, 0), (4, 1), (4, 0)):
        labels = rng.integers(0, 10, N)
        others = (labels + rng.integers(1, 10, N)) % 10
        said = np.where(rng.random(N) < share, labels, others)
        got, right = float(as_array(answer(said, labels), ())), accuracy(said, labels)
        for reason, value in (("count", right * N), ("percent", right * 100), ("error", 1 - right)):
            if np.isclose(got, value) and not np.isclose(right, value):
                raise Wrong(reason)
        if not np.isclose(got, right):
            raise Wrong("case", got=f"{got:g}", right=f"{right:g}", N=N)


def one_hot(labels):
    Y = np.zeros((len(labels), 10))
    for n, label in enumerate(labels):
        Y[n, label] = 1
    return Y


def judge_one_hot(answer):
    """1.4: labels as rows of ten targets."""
    for labels in ([3, 0, 9], [5], [1, 1, 0, 7, 2], range(10)):
        labels = np.array(labels)
        right, given = one_hot(labels), answer(labels)
        turned = np.shape(given) == right.shape[::-1] != right.shape
        if turned and np.array_equal(np.transpose(given), right):
            raise Wrong("transposed")
        got = as_array(given, right.shape)
        if np.array_equal(got, np.roll(right, -1, axis=1)):
            raise Wrong("from_one")
        if not np.array_equal(got, right):
            raise Wrong("row", label=labels[int(np.argmax((got != right).any(axis=1)))])


def zero_or_one(image):
    centre = image[2:6, 3:5].mean()
    return 0 if centre < 0.4 else 1


def judge_rule(answer):
    """1.5: a rule that tells 0 from 1, on all of them in the data set."""
    X, y = digits()
    images, labels = X[y < 2].reshape(-1, 8, 8), y[y < 2]
    said = np.array([_zero_or_one(answer(image)) for image in images])
    if np.array_equal(said, [0 if image[3:5, 3:5].mean() < 0.3 else 1 for image in images]):
        raise Wrong("same_rule")
    share = np.mean(said == labels)
    if share < 0.9:
        reason = "swapped" if share < 0.1 else "constant" if len(set(said)) == 1 else "weak"
        raise Wrong(
            reason, share=f"{100 * share:.1f}", missed=int(labels[np.argmax(said != labels)])
        )


def _zero_or_one(value):
    value = float(as_array(value, ()))
    if value not in (0, 1):
        raise Wrong("not_binary", got=f"{value:g}")
    return int(value)


EXERCISES = [
    Exercise("1.1", Value(np.argmax(_OUTPUTS), {"output": max(_OUTPUTS), "from_one": 9})),
    Exercise("1.2", _PARAMETERS),
    Exercise("1.3", judge_accuracy, accuracy),
    Exercise("1.4", judge_one_hot, one_hot),
    Exercise("1.5", judge_rule, zero_or_one),
]
