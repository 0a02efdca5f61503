"""The guesses of section 1: the network that reads digits."""

from functools import cache

import numpy as np

from lecturelib.datasets import digits
from lecturelib.guesses.kinds import Number, Order
from lecturelib.network import Network
from lecturelib.regularization import split
from lecturelib.training import train


def trained(X, y):
    """The notebook's network, trained on the pixels X with the labels y."""
    network = Network((64, 16, 10), output="sigmoid", loss="binary_cross_entropy")
    train(network, X, np.eye(10)[y], batch_size=32, epochs=40, learning_rate=1)
    return network


@cache
def _reader():
    """That network, and the images that it has not seen, with their labels."""
    training, _, test = split(*digits())
    return trained(*training), *test


def _percent(share):
    return 100 * np.mean(share)


def right():
    network, X, y = _reader()
    return _percent(network.predict(X).argmax(axis=1) == y)


def one_pixel_decides():
    network, X, _ = _reader()
    said = network.predict(X).argmax(axis=1)
    flipped = np.repeat(X[:, None], 64, axis=1)
    each = np.arange(64)
    flipped[:, each, each] = 1 - flipped[:, each, each]
    answers = network.predict(flipped.reshape(-1, 64)).argmax(axis=1).reshape(-1, 64)
    return _percent((answers != said[:, None]).any(axis=1))


def parameters():
    return Network((64, 16, 10)).theta.size


def changed():
    network, X, y = _reader()
    order = np.random.default_rng(0).permutation(64)
    training = split(*digits())[0]
    again = trained(training[0][:, order], training[1])
    outputs = {
        "moved": network.predict(np.roll(X.reshape(-1, 8, 8), 1, axis=2).reshape(-1, 64)),
        "swapped": network.predict(1 - X),
        "shuffled": again.predict(X[:, order]),
    }
    return {name: np.mean(y_hat.argmax(axis=1) == y) for name, y_hat in outputs.items()}


def sure():
    network, X, _ = _reader()
    return _percent(network.predict(1 - X).max(axis=1) > 0.9)


def switched_on():
    """How many digits switch on a neuron, on average: most of their images bring it above 0.5."""
    network, X, y = _reader()
    on = network.forward(X).a[1] > 0.5
    return np.sum([on[y == digit].mean(axis=0) > 0.5 for digit in range(10)]) / on.shape[1]


GUESSES = {
    "1.1": Number(right, (0, 100), near=1.5, wrong={"low": (0, 96)}),
    "1.2": Number(one_pixel_decides, (0, 100), near=10, wrong={"few": (0, 17), "many": (38, 100)}),
    "1.3": Number(
        parameters,
        (10, 20_000),
        near=1,
        log=True,
        wrong={
            "neurons": (64 + 16 + 10, 64 + 16 + 10),
            "weights": (64 * 16 + 16 * 10, 64 * 16 + 16 * 10),
            "product": (64 * 16 * 10, 64 * 16 * 10),
        },
    ),
    "1.4": Order(
        changed,
        ("moved", "swapped", "shuffled"),
        {"neighbours": ("moved", "shuffled"), "places": ("swapped", "moved")},
    ),
    "1.5": Number(sure, (0, 100), near=12, wrong={"none": (0, 15), "most": (50, 100)}),
    "1.6": Number(switched_on, (0, 10), near=1, digits=1, wrong={"one": (0, 2), "all": (8, 10)}),
}
