"""The feed-forward network (section 4 of the lecture): equations (1), (3) and (4).

All parameters stand in one flat vector theta. Layer l owns a block of it, shaped (n_{l-1} + 1, n_l), whose
last row is the bias; activations carry a last column of ones to match. So a layer is one matrix product,
and gradients, penalties and paths are vectors of the length of theta.
"""

from dataclasses import dataclass

import numpy as np

from lecturelib import checks, parameters
from lecturelib.activations import activation
from lecturelib.backpropagation import Gradient, backward
from lecturelib.losses import LOSSES

_ROWS = 2048  # as many rows stay in the cache; one product over more is slower
_ONE_SIDED = ("relu", "leaky_relu", "softplus")


@dataclass(frozen=True)
class Trace:
    """A forward pass. z: the net inputs z^(1), z^(2), ... of equation (4), each (N, n_l).
    a: X, then the activations a^(1), a^(2), ... of equation (3); the last is the prediction, (N, k)."""

    z: list
    a: list


class Network:
    """A fully-connected feed-forward network.

    sizes: (p, n_1, ..., k), the numbers of inputs, hidden neurons and outputs; at least two numbers.
    hidden: a name in ACTIVATIONS, an activation, or a list with one for each hidden layer.
    output: a name or an activation. loss: "squared" or "binary_cross_entropy"; the latter needs
    output="sigmoid", and is computed from the net input. bias: False leaves all biases out.
    seed: of the start; weights are drawn from N(0, 1/n_{l-1}), from N(0, 2/n_{l-1}) where the layer's
    activation is ReLU or akin (He et al. 2015); biases are 0. Raises TypeError or ValueError on bad input.
    """

    def __init__(
        self, sizes, hidden="sigmoid", output="identity", loss="squared", bias=True, seed=0
    ):
        self.sizes = _sizes(sizes)
        self.bias = checks.flag("bias", bias)
        self.activations = [*_hidden(hidden, len(self.sizes) - 2), activation("output", output)]
        self.loss_function = LOSSES[checks.choice("loss", loss, LOSSES)]
        if loss == "binary_cross_entropy" and self.activations[-1].name != "sigmoid":
            raise ValueError(
                f"output must be sigmoid with loss binary_cross_entropy, got {self.activations[-1]}"
            )
        self._shapes = [(m + self.bias, n) for m, n in zip(self.sizes, self.sizes[1:])]
        self._theta = np.zeros(sum(m * n for m, n in self._shapes))
        self._look()
        rng = np.random.default_rng(checks.whole("seed", seed, at_least=0))
        for W, f in zip(self.weights, self.activations):
            variance = (2 if f.name in _ONE_SIDED else 1) / len(W)
            W[...] = rng.normal(0, np.sqrt(variance), W.shape)

    def _look(self):
        self.blocks = self.blocks_of(self._theta)
        self._weights = parameters.weights(self.blocks, self.bias)
        self._biases = parameters.biases(self.blocks, self.bias)

    def __setstate__(self, state):  # a copy's views must look into the copy's theta
        self.__dict__.update(state)
        self._look()

    @property
    def theta(self):
        """All parameters as one flat array: layer by layer the rows of W^(l), then b^(l). Writable."""
        return self._theta

    @theta.setter
    def theta(self, values):
        self._theta[:] = checks.vector("theta", values, size=len(self._theta))

    @property
    def weights(self):
        """W^(1), W^(2), ...: views of shape (n_{l-1}, n_l), entry [j, i] the lecture's w_ji, from j to i."""
        return self._weights

    @property
    def biases(self):
        """b^(1), b^(2), ...: views of shape (n_l,); empty without bias."""
        return self._biases

    @property
    def is_weight(self):
        """Which entries of theta are weights and not biases: bool, in the shape of theta."""
        mark = np.zeros(len(self._theta), dtype=bool)
        for W in parameters.weights(self.blocks_of(mark), self.bias):
            W[...] = True
        return mark

    def forward(self, X):
        """The forward pass of X (N, p): a Trace with every net input (4) and activation (3)."""
        z, a, _ = self._forward(self.with_ones(self.check_inputs("X", X)))
        return Trace(z, [self.plain(layer) for layer in a[:-1]] + a[-1:])

    def predict(self, X):
        """The outputs for X (N, p): shape (N, k), or (N,) when there is one output."""
        X = self.with_ones(self.check_inputs("X", X))
        a = np.concatenate([self._forward(rows)[1][-1] for (rows,) in _cut(X)])
        return a[:, 0] if self.sizes[-1] == 1 else a

    def loss(self, X, Y):
        """The mean over the N observations of the loss, summed over outputs. X (N, p), Y (N, k) or (N,)."""
        X, Y = self.check_data(X, Y)
        return self.loss_of(self.with_ones(X), Y)

    def gradient(self, X, Y):
        """Back-propagation: the Gradient of the mean loss at theta. X (N, p), Y (N, k) or (N,)."""
        X, Y = self.check_data(X, Y)
        theta = np.empty_like(self._theta)
        blocks = self.blocks_of(theta)
        delta = backward(self, *self._forward(self.with_ones(X)), Y, len(X), blocks)
        return Gradient(
            theta,
            parameters.weights(blocks, self.bias),
            parameters.biases(blocks, self.bias),
            delta,
        )

    def check_inputs(self, name, X):
        """X as a float array (N, p)."""
        return checks.matrix(name, X, columns=self.sizes[0])

    def check_data(self, X, Y, names=("X", "Y")):
        """X as a float array (N, p), Y as one of shape (N, k)."""
        X = self.check_inputs(names[0], X)
        Y = checks.finite(names[1], Y)
        if Y.ndim == 1 and self.sizes[-1] == 1:
            Y = Y[:, None]
        Y = checks.rows(
            names[1], checks.matrix(names[1], Y, columns=self.sizes[-1]), len(X), other=names[0]
        )
        return X, self.loss_function.check_target(names[1], Y)

    # What training calls in its loop: unchecked, X with its column of ones, Y of shape (N, k).

    def with_ones(self, X):
        """X with a last column of ones; without bias X itself."""
        if not self.bias:
            return X
        extended = np.empty((len(X), X.shape[1] + 1))
        extended[:, :-1] = X
        extended[:, -1] = 1
        return extended

    def plain(self, a):
        """An activation without its column of ones."""
        return a[:, :-1] if self.bias else a

    def loss_of(self, X, Y):
        """The mean loss."""
        total = 0.0
        for x, y in _cut(X, Y):
            z, a, _ = self._forward(x)
            total += self.loss_function.terms_of_output(y, z[-1], a[-1]).sum()
        return float(total / len(X))

    def blocks_of(self, vector):
        """A flat vector like theta as a list of blocks, one a layer, views of shape (n_{l-1} + 1, n_l)."""
        return parameters.blocks(vector, self._shapes)

    def gradient_into(self, out, blocks, X, Y, draw_mask=None):
        """Fill the flat vector `out`, whose blocks are `blocks`, with the gradient of the mean loss.

        draw_mask(shape) gives what the hidden activations of that shape are multiplied by.
        """
        if len(X) <= _ROWS:
            backward(self, *self._forward(X, draw_mask), Y, len(X), blocks)
            return
        total = np.zeros_like(out)
        for x, y in _cut(X, Y):
            backward(self, *self._forward(x, draw_mask), y, len(X), blocks)
            total += out
        out[:] = total

    def _forward(self, a, draw_mask=None):
        """Net inputs, activations (all but the last with their ones), and masks: lists by layer."""
        z, activations, masks = [], [a], []
        for l, (block, f) in enumerate(zip(self.blocks, self.activations), start=1):
            z.append(a.dot(block))
            a = f.value(z[-1])
            if l < len(self.blocks):
                if draw_mask is not None:
                    masks.append(draw_mask(a.shape))
                    a = a * masks[-1]
                a = self.with_ones(a)
            activations.append(a)
        return z, activations, masks

    def __repr__(self):
        activations = ", ".join(map(repr, self.activations))
        return (
            f"Network({'-'.join(map(str, self.sizes))}, {activations}, {self.loss_function}, "
            f"{len(self._theta)} parameters)"
        )


def _cut(*arrays):
    for i in range(0, len(arrays[0]), _ROWS):
        yield tuple(array[i : i + _ROWS] for array in arrays)


def _sizes(sizes):
    if isinstance(sizes, str) or not hasattr(sizes, "__iter__"):
        raise TypeError(f"sizes must be a list of whole numbers, got {type(sizes).__name__}")
    sizes = tuple(checks.whole("sizes", n) for n in sizes)
    if len(sizes) < 2:
        raise ValueError(f"sizes must hold at least the numbers of inputs and outputs, got {sizes}")
    return sizes


def _hidden(hidden, count):
    if not isinstance(hidden, (list, tuple)):
        return [activation("hidden", hidden)] * count
    if len(hidden) != count:
        raise ValueError(
            f"hidden must hold one activation for each of the {count} hidden layers, got {len(hidden)}"
        )
    return [activation("hidden", f) for f in hidden]
