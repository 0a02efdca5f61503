"""The exercises of section 4."""

from itertools import pairwise

import numpy as np

from lecturelib.activations import identity, sigmoid, softplus, tanh
from lecturelib.exercises.answers import as_array
from lecturelib.exercises.checking import Exercise, Value
from lecturelib.exercises.verdicts import Wrong
from lecturelib.network import Network
from lecturelib.neuron import MPNeuron

_X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


_OR, _NAND = MPNeuron([1, 1], -0.5), MPNeuron([-1, -1], 1.5)
_PLACE = Value(
    [_OR(_X)[3], _NAND(_X)[3]],
    {"swapped": (0, 1), "xor": (0, 0), "same": (1, 1), "net": (1.5, -0.5)},
)

_SIZES = (64, 32, 16, 10)
_PARAMETERS = Value(
    Network(_SIZES).theta.size,
    {
        "no_biases": Network(_SIZES, bias=False).theta.size,
        "input_biases": Network(_SIZES).theta.size + 64,
        "circles": sum(_SIZES),
        "neurons": sum(_SIZES[1:]),
        "product": np.prod(_SIZES),
    },
)


def equal(answer):
    """4.3: nine numbers that make a 2-2-1 network of steps say TRUE when the inputs are equal."""
    network = Network((2, 2, 1), "step", "step")
    network.theta = theta = answer.array((9,))
    got, hidden = network.predict(_X), network.forward(_X).a[1]
    if np.array_equal(got, [0, 1, 1, 0]):
        raise Wrong("xor")
    wrong = got != [1, 0, 0, 1]
    if not wrong.any():
        return
    network.theta = theta[[0, 2, 1, 3, 4, 5, 6, 7, 8]]
    if np.array_equal(network.predict(_X), [1, 0, 0, 1]):
        raise Wrong("order")
    if any((hidden[n] == hidden[m]).all() for n in (0, 3) for m in (1, 2)):
        raise Wrong("hidden")
    raise Wrong("output", count=wrong.sum(), x=tuple(_X[np.argmax(wrong)].tolist()))


def forward(weights, biases, f, x):
    a = x
    for W, b in zip(weights, biases, strict=True):
        a = f(a @ W + b)
    return a


def _drawn(rng, sizes):
    shapes = list(pairwise(sizes))
    return [rng.normal(size=shape) for shape in shapes], [rng.normal(size=n) for _, n in shapes]


def _alike(given, wanted):
    return np.shape(given) == wanted.shape and np.allclose(given, wanted)


def judge_forward(answer):
    """4.4: equation (1) at any depth."""
    rng = np.random.default_rng(44)
    for f, sizes in (
        (sigmoid, (2, 2, 1)),
        (tanh, (3, 4, 3, 2)),
        (tanh, (2, 3, 3, 3, 1)),
        (sigmoid, (3, 3, 3)),
        (softplus, (3, 2)),
        (tanh, (1, 1, 1, 1, 1, 1)),
    ):
        weights, biases = _drawn(rng, sizes)
        x = rng.normal(size=sizes[0])
        given, right = answer(weights, biases, f, x), forward(weights, biases, f, x)
        if _alike(given, right):
            continue
        if len(weights) > 2 and _alike(given, forward(weights[:2], biases[:2], f, x)):
            raise Wrong("two_layers")
        got = as_array(given, (sizes[-1],))
        if np.allclose(got, forward(weights, [0 * b for b in biases], f, x)):
            raise Wrong("no_bias")
        last = forward(weights[:-1], biases[:-1], f, x) @ weights[-1] + biases[-1]
        if np.allclose(got, last):
            raise Wrong("no_output_f")
        if np.allclose(got, f(forward(weights, biases, identity, x))):
            raise Wrong("f_once")
        raise Wrong("value", got=np.round(got, 3))


def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for W_next, b_next in zip(weights[1:], biases[1:], strict=True):
        W, b = W @ W_next, b @ W_next + b_next
    return W, b


def judge_collapse(answer):
    """4.5: the one linear layer that equals several."""
    rng = np.random.default_rng(45)
    for sizes in ((3, 3, 3), (2, 2, 1), (3, 4, 4, 2), (2, 3), (1, 1, 1, 1, 1, 1)):
        weights, biases = _drawn(rng, sizes)
        got = answer(weights, biases)
        if not isinstance(got, (tuple, list)) or len(got) != 2:
            raise Wrong("a_pair")
        W, b = collapse(weights, biases)
        if len(weights) > 2 and _alike(got[0], weights[0] @ weights[1]):
            raise Wrong("two_layers")
        if len(weights) > 1 and _alike(got[1], biases[0]):
            raise Wrong("first_bias")
        got_W, got_b = as_array(got[0], W.shape), as_array(got[1], b.shape)
        if not np.allclose(got_W, W):
            raise Wrong("matrix")
        if len(biases) > 1 and np.allclose(got_b, biases[-1]):
            raise Wrong("last_bias")
        if not np.allclose(got_b, b):
            raise Wrong("bias")


EXERCISES = [
    Exercise("4.1", _PLACE),
    Exercise("4.2", _PARAMETERS),
    Exercise("4.3", equal),
    Exercise("4.4", judge_forward, forward),
    Exercise("4.5", judge_collapse, collapse),
]
