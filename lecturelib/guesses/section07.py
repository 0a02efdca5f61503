"""The guesses of section 7: what a confident mistake costs."""

import numpy as np

from lecturelib.guesses.kinds import Number, Order, Sketch
from lecturelib.losses import binary_cross_entropy, squared
from lecturelib.network import Network
from lecturelib.training import train

_OUTLIER = (3.4, 34.0, 0.5 + 0.7 * 4.0)  # the target, as mistyped, and the prediction


def factor():
    target, mistyped, prediction = _OUTLIER
    return (mistyped - prediction) ** 2 / (target - prediction) ** 2


def both_losses():
    """Of one observation with the label 1, against the prediction."""
    p = np.linspace(0.01, 1, 100)
    losses = (squared, binary_cross_entropy)
    return p, [[loss([1.0], [each]) for each in p] for loss in losses]


def slopes():
    """In the net input, at a prediction of 0.01 for the label 1, and at 0.5."""

    def steepness(loss, p):
        z, h = np.log(p / (1 - p)), 1e-5
        up, down = (loss([1.0], [1 / (1 + np.exp(-each))]) for each in (z + h, z - h))
        return abs(up - down) / (2 * h)

    return {
        "entropy_wrong": steepness(binary_cross_entropy, 0.01),
        "entropy_unsure": steepness(binary_cross_entropy, 0.5),
        "squared_wrong": steepness(squared, 0.01),
        "squared_unsure": steepness(squared, 0.5),
    }


def times_sooner():
    updates = []
    for loss in ("binary_cross_entropy", "squared"):
        neuron = Network([1, 1], output="sigmoid", loss=loss, bias=False)
        neuron.theta = [-5.0]
        path = train(
            neuron,
            [[1.0]],
            [1.0],
            batch_size=1,
            epochs=600,
            learning_rate=0.5,
            record_path=True,
        ).path[:, 0]
        updates.append(np.argmax(1 / (1 + np.exp(-path)) > 0.9))
    return updates[1] / updates[0]


GUESSES = {
    "7.1": Number(
        factor,
        (1, 1_000_000),
        near=3,
        log=True,
        wrong={"ten": (5, 20), "hundred": (50, 200), "small": (1, 10_000)},
    ),
    "7.2": Order(
        slopes,
        ("squared_wrong", "squared_unsure", "entropy_unsure", "entropy_wrong"),
        {
            "flat": ("squared_wrong", "squared_unsure"),
            "steep": ("entropy_unsure", "entropy_wrong"),
        },
    ),
    "7.3": Sketch(
        both_losses,
        (0.01, 1),
        (0, 5.5),
        start=0.7,
        near=0.25,
        curves=("squared", "entropy"),
        wrong={
            "bounded": ("entropy", 0.01, 0.15, -0.6),
            "squared_high": ("squared", 0.01, 0.5, 0.4),
            "entropy_late": ("entropy", 0.6, 1, 0.4),
        },
    ),
    "7.4": Number(
        times_sooner, (0, 20), near=1, digits=1, wrong={"later": (0, 0.9), "even": (1, 3)}
    ),
}
