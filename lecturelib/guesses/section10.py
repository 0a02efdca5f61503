"""The guesses of section 10: two errors that part, and a network that forgets."""

import numpy as np

from lecturelib.datasets import moons
from lecturelib.guesses.kinds import Choice, Number, Sketch
from lecturelib.network import Network
from lecturelib.regularization import penalty, split
from lecturelib.training import train

_EPOCHS = 240


def trained(**options):
    """The notebook's network and its History."""
    X, y = moons(240, noise=0.35, seed=11)
    training, validation, _ = split(X, y, (1 / 6, 5 / 12, 5 / 12), seed=11)
    network = Network([2, 16, 1], "tanh", "sigmoid", "binary_cross_entropy")
    history = train(
        network,
        *training,
        batch_size=8,
        epochs=_EPOCHS,
        learning_rate=0.8,
        validation=validation,
        **options,
    )
    return network, history


def two_errors():
    """Training and validation error, each a mean over nine epochs, as a hand would draw it."""
    history = trained()[1]
    epochs = np.arange(1, _EPOCHS + 1)
    smooth = np.ones(9) / 9
    rows = [
        np.convolve(np.pad(row, 4, mode="edge"), smooth, mode="valid")
        for row in (history.loss, history.validation_loss)
    ]
    return epochs[::4], [row[::4] for row in rows]


def impatient():
    return trained(patience=1)[1].stopped_epoch


def decayed():
    """What 1,200 updates leave of a weight of 1 that the loss does not care about."""
    return (1 - 2 * 0.8 * 0.003) ** 1200


def large_lambda():
    """Where the weights end if lambda is very large."""
    norm = penalty(trained(penalty=0.3)[0], 1) ** 0.5
    return "zero" if norm < 0.01 else "small" if norm < 5 else "large"


GUESSES = {
    "10.1": Sketch(
        two_errors,
        (1, _EPOCHS),
        (0, 0.9),
        start=0.45,
        near=0.06,
        curves=("training", "validation"),
        wrong={
            "both_fall": ("validation", 160, 240, -0.12),
            "training_rises": ("training", 160, 240, 0.12),
        },
    ),
    "10.2": Number(impatient, (1, 240), near=3, wrong={"late": (30, 240)}),
    "10.3": Number(
        decayed, (0, 1), near=0.02, digits=2, wrong={"stays": (0.9, 1), "little": (0.1, 0.89)}
    ),
    "10.4": Choice(large_lambda, ("zero", "small", "large")),
}
