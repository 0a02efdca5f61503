"""The exercises of section 4."""

import numpy as np

from lecturelib.activations import identity, sigmoid, tanh
from lecturelib.exercises.checking import Exercise, Wrong, as_array
from lecturelib.network import Network

_X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def hidden_place(answer):
    """4.1: where an OR and a NAND neuron send (1, 1)."""
    got = answer.array((2,))
    for reason, place in (
        ("swapped", (0, 1)),
        ("xor", (0, 0)),
        ("same", (1, 1)),
        ("net", (1.5, -0.5)),
    ):
        if np.array_equal(got, place):
            raise Wrong(reason)
    if not np.array_equal(got, (1, 0)):
        raise Wrong("value", got=tuple(got.tolist()))


def parameters(answer):
    """4.2: the number of parameters of a 64-32-16-10 network."""
    got, sizes = answer.number(), (64, 32, 16, 10)
    mistakes = {
        "no_biases": 2720,
        "input_biases": 2778 + 64,
        "circles": sum(sizes),
        "neurons": sum(sizes[1:]),
        "product": np.prod(sizes),
    }
    for reason, number in mistakes.items():
        if got == number:
            raise Wrong(reason)
    if got != 2778:
        raise Wrong("value", got=f"{got:g}")


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
    for W, b in zip(weights, biases):
        a = f(a @ W + b)
    return a


def _drawn(rng, sizes):
    shapes = list(zip(sizes, sizes[1:]))
    return [rng.normal(size=shape) for shape in shapes], [rng.normal(size=n) for _, n in shapes]


def _alike(given, wanted):
    return np.shape(given) == wanted.shape and np.allclose(given, wanted)


def judge_forward(answer):
    """4.4: equation (1) at any depth."""
    rng = np.random.default_rng(44)
    for f, sizes in ((sigmoid, (2, 2, 1)), (tanh, (3, 4, 3, 2)), (tanh, (2, 3, 3, 3, 1))):
        weights, biases = _drawn(rng, sizes)
        x = rng.normal(size=sizes[0])
        given, right = answer(weights, biases, f, x), forward(weights, biases, f, x)
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
        if not np.allclose(got, right):
            raise Wrong("value", got=np.round(got, 3))


def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for W_next, b_next in zip(weights[1:], biases[1:]):
        W, b = W @ W_next, b @ W_next + b_next
    return W, b


def judge_collapse(answer):
    """4.5: the one linear layer that equals several."""
    rng = np.random.default_rng(45)
    for sizes in ((3, 3, 3), (2, 2, 1), (3, 4, 4, 2), (2, 3)):
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
    Exercise("exercises_04", "4.1", hidden_place),
    Exercise("exercises_04", "4.2", parameters),
    Exercise("exercises_04", "4.3", equal),
    Exercise("exercises_04", "4.4", judge_forward, solution=forward),
    Exercise("exercises_04", "4.5", judge_collapse, solution=collapse),
]
