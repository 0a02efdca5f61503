"""The guesses of section 4: parameters, what training does from its start, and what order does."""

import numpy as np

from lecturelib.guesses.kinds import Choice, Number, Sketch
from lecturelib.network import Network
from lecturelib.neuron import LOGIC
from lecturelib.structures import recur
from lecturelib.training import train

_X, _XOR = LOGIC["XOR"]


def learned(seed, epochs, zero=False):
    """The network for XOR after training, and its losses."""
    network = Network([2, 2, 1], hidden="sigmoid", output="sigmoid", seed=seed)
    if zero:
        network.theta = np.zeros(9)
    history = train(network, _X, _XOR, batch_size=4, epochs=epochs, learning_rate=5.0)
    return network, history.loss


def parameters():
    return Network([64, 32, 10]).theta.size


def plateau():
    iterations = np.r_[1, 5:401:5]
    return iterations, [np.array(learned(31, 400)[1])[iterations - 1]]


def from_zero():
    """Where all four outputs are after training from nine zeros."""
    outputs = learned(0, 1000, zero=True)[0].predict(_X)
    if np.array_equal(outputs > 0.5, _XOR == 1):
        return "solved"
    return "half" if np.allclose(outputs, 0.5) else "other"


def order():
    """Which of two sequences of the same numbers leaves a recurrent neuron with more."""
    sequences = {"first": [1, 0], "last": [0, 1]}
    ends = {name: recur(x, w_x=1.0, w_h=0.8)[-1] for name, x in sequences.items()}
    return max(ends, key=ends.get) if ends["first"] != ends["last"] else "same"


GUESSES = {
    "4.1": Sketch(
        plateau,
        (1, 400),
        (0, 0.33),
        start=0.25,
        near=0.025,
        knots=17,
        wrong={"at_once": ("curve", 30, 180, -0.03), "never": ("curve", 300, 400, 0.06)},
    ),
    "4.2": Choice(from_zero, ("solved", "half", "other")),
    "4.3": Number(
        parameters,
        (10, 50_000),
        near=1,
        log=True,
        wrong={
            "neurons": (64 + 32 + 10, 64 + 32 + 10),
            "weights": (64 * 32 + 32 * 10, 64 * 32 + 32 * 10),
            "product": (64 * 32 * 10, 64 * 32 * 10),
        },
    ),
    "4.4": Choice(order, ("first", "last", "same")),
}
