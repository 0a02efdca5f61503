"""The guesses of section 9: noisy steps, and batches of three sizes."""

import numpy as np

from lecturelib.datasets import digits, iris
from lecturelib.guesses.kinds import Choice, Number, Order, Sketch
from lecturelib.losses import squared
from lecturelib.network import Network
from lecturelib.training import train

_STEPS = 25


def lines(batch_size, learning_rate, epochs):
    """The losses of the line through the irises, at the start and after each update."""
    flowers, _ = iris()
    X, y = flowers[:, :1] - 5, flowers[:, 2]
    line = Network([1, 1])
    line.theta = [-1, 4.5]
    path = train(
        line,
        X,
        y,
        batch_size=batch_size,
        epochs=epochs,
        learning_rate=learning_rate,
        record_path=True,
    ).path
    return np.array([squared(y, w * X[:, 0] + b) for w, b in path])


def uphill():
    return int((np.diff(lines(1, 0.1, 1)) > 0).sum())


def four_times_the_batch():
    """What four times the observations leave of the spread: drawn here without replacement."""
    rng, N = np.random.default_rng(0), 150
    spread = [np.std([rng.permutation(N)[:B].mean() for _ in range(4000)]) for B in (4, 16)]
    left = spread[1] / spread[0]
    return "quarter" if left < 0.35 else "half" if left < 0.7 else "most"


def three_losses():
    """At s = 0.45; what is beyond the picture is drawn at its edge."""
    rows = [lines(B, 0.45, epochs)[: _STEPS + 1] for B, epochs in ((1, 1), (32, 5), (150, 25))]
    return np.arange(_STEPS + 1), np.clip(rows, 0, 12)


def one_epoch():
    """B -> minus the loss of the digits after one epoch."""
    X, y = digits()
    found = {}
    for name, B in (("one", 1), ("small", 32), ("large", 256), ("all", len(X))):
        network = Network([64, 16, 10], output="sigmoid", loss="binary_cross_entropy")
        history = train(network, X, np.eye(10)[y], batch_size=B, epochs=1, learning_rate=0.1)
        found[name] = -history.loss[0]
    return found


GUESSES = {
    "9.1": Number(uphill, (0, 150), near=15, wrong={"none": (0, 20), "most": (100, 150)}),
    "9.2": Choice(four_times_the_batch, ("quarter", "half", "most")),
    "9.3": Sketch(
        three_losses,
        (0, _STEPS),
        (0, 12),
        start=6,
        near=1.5,
        curves=("sgd", "mini_batch", "batch"),
        wrong={
            "sgd_calm": ("sgd", 5, 25, -3),
            "batch_wild": ("batch", 5, 25, 2),
            "mini_batch_wild": ("mini_batch", 8, 25, 2),
        },
    ),
    "9.4": Order(
        one_epoch,
        ("all", "large", "one", "small"),
        {"exact": ("all", "one"), "middle": ("small", "one"), "few": ("large", "small")},
    ),
}
