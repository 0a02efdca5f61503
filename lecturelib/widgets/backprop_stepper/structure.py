"""What a stepper's network is made of: its parameters in order, its steps, its code."""

from itertools import pairwise

import numpy as np

from lecturelib import checks, parameters
from lecturelib.activations import ACTIVATIONS, OUTPUTS, LeakyReLU
from lecturelib.network import Network

_INPUTS, _HIDDEN, _OUTPUTS = 3, (4, 3), 2
_FLAT = ("step", "sign")
_ROOM = 6  # so many edges between two layers still have room for their numbers
# The lines beside the graph, each with the kinds of numbers that it computes: see `described`.
_LECTURE = [
    ("z", "z = x @ W1"),
    ("a", "a = f(z)"),
    ("y", "y_hat = a @ W2"),
    ("L", "L = (y - y_hat) ** 2"),
    ("e", "delta = -2 * (y - y_hat)"),
    ("k", "dW2 = delta * a"),
    ("d", "delta_h = delta * W2 * df(z)"),
    ("g", "dW1 = outer(x, delta_h)"),
    ("u", "W2 = W2 - s * dW2"),
    ("u", "W1 = W1 - s * dW1"),
]
_LOSSES = {
    "squared": [("L", "L = sum((y - y_hat) ** 2)")],
    "binary_cross_entropy": [
        ("L", "p = where(y, y_hat, 1 - y_hat)"),
        ("L", "L = -sum(log(p))"),
    ],
    "cross_entropy": [("L", "L = -sum(y * log(y_hat))")],
}


def lecture():
    """The network of the lecture's example, 2-2-1 without biases, at its first weights."""
    network = Network((2, 2, 1), bias=False)
    network.theta = [0.5, 2.3, 1.5, 3, 1, 1]
    return network


def is_lecture(network):
    """Whether it is of the kind of the lecture's example."""
    return (
        (network.sizes, network.bias) == ((2, 2, 1), False)
        and network.activations == (ACTIVATIONS["sigmoid"], ACTIVATIONS["identity"])
        and network.loss_function.name == "squared"
    )


def fitting(network):
    """The Network itself, if it can be drawn and has slopes to carry errors back."""
    sizes = checks.instance("network", network, Network).sizes
    most = (_INPUTS, *_HIDDEN[: len(sizes) - 2], _OUTPUTS)
    if len(sizes) != len(most) or not all(1 <= n <= m for n, m in zip(sizes, most, strict=True)):
        raise ValueError(
            f"network must have 1 to {_INPUTS} inputs, at most two hidden layers of at most "
            f"{' and '.join(map(str, _HIDDEN))} neurons, and 1 to {_OUTPUTS} outputs, got {sizes}"
        )
    for f in network.activations:
        if f.name in _FLAT:
            raise ValueError(
                "network must have activations with a slope, or no error gets back through them; "
                f"that of {f} is 0 wherever there is one"
            )
        if f not in OUTPUTS.values() and type(f) is not LeakyReLU:
            names = ", ".join(name for name in OUTPUTS if name not in _FLAT)
            raise ValueError(f"network must have activations of {names}, got {f}")
    return network


def order(network):
    """Where the weights, then the biases, stand in theta.

    They go layer by layer, neuron by neuron: first what enters neuron 1, from the top down.
    """
    places = np.arange(len(network.theta))
    W = parameters.weights(places, network.sizes, network.bias)
    b = parameters.biases(places, network.sizes, network.bias)
    return np.concatenate([*(layer.T.ravel() for layer in W), *b])


def described(network):
    """What the browser has to know of a network besides its numbers, as a dict.

    lecture: whether it is the lecture's example. steps: the names of what each step computes, z a d
    and the number of a neuron, g h and that of a weight or bias; L, and u for the update.
    kinds: what each of `lines` computes, by these letters, but y e k for a d g of the output layer.
    crowded: whether there are more numbers than have room.
    """
    f, sizes, example = network.activations, network.sizes, is_lecture(network)
    walk = _walk(network)
    return {
        "lecture": example,
        "sizes": list(sizes),
        "f": [one.name for one in f],
        "gamma": [getattr(one, "gamma", 0) for one in f],
        "loss": network.loss_function.name,
        "bias": network.bias,
        "steps": [[name] for names in walk for name in names] if example else walk,
        "kinds": [kind for kind, _ in _listing(network)],
        "crowded": len(sizes) > 3 or max(m * n for m, n in pairwise(sizes)) > _ROOM,
    }


def lines(network):
    """The algorithm as lines of Python."""
    return [line for _, line in _listing(network)]


def forward_steps(steps):
    """How many of the steps are the forward pass, the loss included."""
    return steps.index(["L"]) + 1


def _walk(network):
    """The names that are computed together, in their order; an output without f has no z."""
    sizes, bias = network.sizes, network.bias
    ends = np.cumsum([0, *sizes[1:]]).tolist()
    neurons = [range(m + 1, n + 1) for m, n in pairwise(ends)]
    forward = [_names(kind, layer) for layer in neurons for kind in "za"]
    if network.activations[-1].name == "identity":
        del forward[-2]
    last = np.cumsum([m * n for m, n in pairwise(sizes)]).tolist()
    weights = [range(m + 1, n + 1) for m, n in pairwise([0, *last])]
    backward = []
    for into, layer in reversed(list(zip(weights, neurons, strict=True))):
        slopes = _names("g", into) + (_names("h", layer) if bias else [])
        backward += [_names("d", layer), slopes]
    return [*forward, ["L"], *backward, ["u"]]


def _names(kind, numbers):
    return [f"{kind}{n}" for n in numbers]


def _listing(network):
    if is_lecture(network):
        return _LECTURE
    b, direct = network.bias, network.activations[-1].name == "identity"
    entropy = network.loss_function.name != "squared"
    hidden = [("d", "back = W[l+1] @ delta[l+1]"), ("d", "delta[l] = df(z[l]) * back")]
    return [
        ("zy" if direct else "z", "z[l] = a[l-1] @ W[l]" + " + b[l]" * b),
        ("ay", "a[l] = f(z[l])"),
        ("y", "y_hat = a[-1]"),
        *_LOSSES[network.loss_function.name],
        *([] if entropy else [("e", "dL = -2 * (y - y_hat)")]),
        ("e", "delta[-1] = " + ("y_hat - y" if entropy else "dL * df(z[-1])")),
        *(hidden if len(network.sizes) > 2 else []),
        ("gk", "dW[l] = outer(a[l-1], delta[l])"),
        *([("h", "db[l] = delta[l]")] if b else []),
        ("u", "W[l] = W[l] - s * dW[l]"),
        *([("u", "b[l] = b[l] - s * db[l]")] if b else []),
    ]
