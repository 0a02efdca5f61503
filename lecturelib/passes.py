"""The forward and the backward pass, (3) to (8), in arrays that are kept: what `train` repeats.

`Network.forward` and `backpropagation.backward` say the same in the lecture's form, and a test
holds the two equal. Here an observation is a column, and below the inputs of each layer lies a row
of ones, which meets the bias row of the layer's block of theta. So a layer takes one matrix product
on the way up and two on the way down, and every array is contiguous. Activations and losses are
given the transposes, in which an observation is a row, as elsewhere.
"""

from itertools import pairwise

import numpy as np

from lecturelib import parameters
from lecturelib.network import ROWS, slices


class Layer:
    """Layer l, for a batch of so many rows.

    f: its activation. block, gradient: its parts of theta and of the gradient, (n_{l-1} + 1, n_l).
    inputs: a^(l-1) and the row of ones, (n_{l-1} + 1, rows). a: a^(l), (n_l, rows), where its
    outputs go.
    """

    def __init__(self, f, block, gradient, inputs, a):
        self.f, self.block, self.block_T, self.gradient = f, block, block.T, gradient
        self.inputs, self.a, self.a_T = inputs, a, a.T
        self.z, self.delta, self.mask = np.empty_like(a), np.empty_like(a), None

    def forward(self):
        self.block_T.dot(self.inputs, out=self.z)  # (4)
        self.a[...] = self.z
        self.a_T[...] = self.f.value(self.a_T)  # (3), also by an f that works in place
        self.mask = None

    def drop(self, draw_mask):
        self.mask = draw_mask(self.a.shape[::-1]).T
        self.a *= self.mask

    def slope(self):
        if self.mask is None:
            return self.f.slope_of_output(self.a)
        return self.f.slope(self.z) * self.mask

    def backward(self, below):
        W = self.block[: len(below.a)]
        W.dot(self.delta, out=below.delta)
        below.delta *= below.slope()  # (8)

    def fill_gradient(self):
        self.inputs.dot(self.delta.T, out=self.gradient)  # (5)


class Batch:
    """All layers, for a batch of so many rows."""

    def __init__(self, network, rows):
        sizes, bias = network.sizes, network.bias
        extended = [np.ones((n + bias, rows)) for n in sizes]
        a = [array[:n] for array, n in zip(extended, sizes, strict=True)]
        self.gradient = np.empty_like(network.theta)
        self.layers = [
            Layer(*parts)
            for parts in zip(
                network.activations,
                parameters.blocks(network.theta, sizes, bias),
                parameters.blocks(self.gradient, sizes, bias),
                extended[:-1],
                a[1:],
                strict=True,
            )
        ]
        self.downwards = list(pairwise(reversed(self.layers)))
        self.loss_function = network.loss_function
        self.X, self.Y = a[0], np.empty_like(a[-1])

    def forward(self, X, Y, draw_mask):
        self.X[...], self.Y[...] = X.T, Y.T
        *hidden, output = self.layers
        for layer in hidden:
            layer.forward()
            if draw_mask:
                layer.drop(draw_mask)
        output.forward()

    def loss(self):
        """The sum of the observations' losses."""
        output = self.layers[-1]
        return self.loss_function.terms_of_output(self.Y.T, output.z.T, output.a_T).sum()

    def backward(self, N):
        """The gradient of that sum divided by N, flat; the next pass overwrites it."""
        output = self.layers[-1]
        output.delta[...] = self.loss_function.delta(self.Y, output.a, output.f) / N  # (6), (7)
        output.fill_gradient()
        for layer, below in self.downwards:
            layer.backward(below)
            below.fill_gradient()
        return self.gradient


class Passes:
    """What `train` computes again and again of a network and the observations X (N, p), Y (N, k).

    X and Y have been checked. Gradients are flat, in the order of theta. They take slopes from
    activations and so are right to 1e-16, absolutely: that of a neuron saturated beyond is 0.
    """

    def __init__(self, network, X, Y):
        # A column of a larger array would be copied whole for each batch that is taken from it.
        self._network, self._X, self._Y = network, *map(np.ascontiguousarray, (X, Y))
        self._batches = {}

    def loss(self):
        """The mean loss."""
        return float(sum(self._part(rows).loss() for rows in slices(len(self._X))) / len(self._X))

    def loss_and_gradient(self):
        """The mean loss and its gradient, for one forward pass."""
        loss, gradient = 0.0, np.zeros(len(self._network.theta))
        for rows in slices(len(self._X)):
            batch = self._part(rows)
            loss += batch.loss()
            gradient += batch.backward(len(self._X))
        return float(loss / len(self._X)), gradient

    def gradient(self, rows, draw_mask=None):
        """The gradient of the mean loss over these rows (an index array), until the next pass.

        draw_mask(shape): what hidden activations, of that shape, are multiplied by.
        """
        N = len(rows)
        if N <= ROWS:
            return self._drawn(rows, draw_mask).backward(N)
        return sum(self._drawn(rows[some], draw_mask).backward(N) for some in slices(N))

    def _part(self, rows):
        return self._forward(self._X[rows], self._Y[rows])

    def _drawn(self, rows, draw_mask):
        return self._forward(self._X.take(rows, axis=0), self._Y.take(rows, axis=0), draw_mask)

    def _forward(self, X, Y, draw_mask=None):
        """The Batch after its forward pass of X and Y, which have at most ROWS rows."""
        batch = self._batches.get(len(X))
        if batch is None:
            batch = self._batches[len(X)] = Batch(self._network, len(X))
        batch.forward(X, Y, draw_mask)
        return batch
