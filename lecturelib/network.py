"""The feed-forward network (section 4 of the lecture): equations (1), (3) and (4).

All parameters stand in one flat vector theta, of which the W^(l) and b^(l) are views. So gradients,
penalties and paths are vectors of the length of theta.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lecturelib import checks, parameters
from lecturelib.activations import OUTPUTS, activation
from lecturelib.backpropagation import backward
from lecturelib.losses import LOSSES

ROWS = 256  # so many stay in the cache from one layer to the next; more at once are slower
_ONE_SIDED = ("relu", "leaky_relu", "softplus")


@dataclass(frozen=True)
class Trace:
    """A forward pass.

    z: the net inputs z^(1), z^(2), ... of equation (4), each (N, n_l). a: X, then the activations
    a^(1), a^(2), ... of equation (3); the last is the prediction, (N, k).
    """

    z: list
    a: list


class Network:
    """A fully-connected feed-forward network.

    sizes: (p, n_1, ..., k), the numbers of inputs, hidden neurons and outputs; two numbers or more.
    hidden: a name in ACTIVATIONS, an activation, or a list with one for each hidden layer.
    output: a name or an activation; "softmax" too, for k >= 2 classes. loss: a name in LOSSES;
    "binary_cross_entropy" needs output="sigmoid", "cross_entropy" and "softmax" need each other,
    and both are computed from the net input. bias: False leaves all biases out.
    seed: of the start; weights are drawn from N(0, 1/n_{l-1}), from N(0, 2/n_{l-1}) where the
    layer's activation is ReLU or akin (He et al. 2015); biases are 0.

    Raises TypeError or ValueError on bad input. What is computed with an infinite or NaN parameter,
    which can get in only by writing into a view, raises ValueError. Parameters or inputs so large
    that a net input overflows give inf or NaN, without a warning.
    """

    def __init__(
        self, sizes, hidden="sigmoid", output="identity", loss="squared", bias=True, seed=0
    ):
        self.sizes = _sizes(sizes)
        self.bias = checks.flag("bias", bias)
        output = activation("output", output, OUTPUTS)
        self.activations = (*_hidden(hidden, len(self.sizes) - 2), output)
        self.loss_function = LOSSES[checks.choice("loss", loss, LOSSES)]
        _paired(output, self.loss_function, self.sizes)
        rng = np.random.default_rng(checks.whole("seed", seed, at_least=0))
        self._theta = np.zeros(sum((m + self.bias) * n for m, n in pairwise(self.sizes)))
        self._look()
        for W, f in zip(self.weights, self.activations, strict=True):
            variance = (2 if f.name in _ONE_SIDED else 1) / len(W)
            W[...] = rng.normal(0, np.sqrt(variance), W.shape)

    def _look(self):
        W = parameters.weights(self._theta, self.sizes, self.bias)
        b = parameters.biases(self._theta, self.sizes, self.bias)
        self._weights, self._biases = parameters.Views("weights", W), parameters.Views("biases", b)
        self._before = None

    def __setstate__(self, state):  # a copy's views must look into the copy's theta
        self.__dict__.update(state)
        self._look()

    @property
    def theta(self):
        """All parameters, flat and writable: layer by layer the rows of W^(l), then b^(l)."""
        self._before = self._theta.copy()
        return self._theta

    @theta.setter
    def theta(self, values):
        with parameters.undone(self._theta, values, self._before):
            self._theta[:] = checks.vector("theta", values, size=len(self._theta))

    @property
    def weights(self):
        """W^(1), W^(2), ...: views, (n_{l-1}, n_l); [j, i] is the lecture's w_ji, from j to i."""
        return self._weights

    @property
    def biases(self):
        """b^(1), b^(2), ...: views of shape (n_l,); empty without bias."""
        return self._biases

    @property
    def is_weight(self):
        """Which entries of theta are weights and not biases: bool, in the shape of theta."""
        mark = np.zeros(len(self._theta), dtype=bool)
        for W in parameters.weights(mark, self.sizes, self.bias):
            W[...] = True
        return mark

    def forward(self, X):
        """The forward pass of X (N, p): a Trace with every net input (4) and activation (3)."""
        return self._forward(self._check_inputs("X", X).copy())

    @np.errstate(all="ignore")
    def _forward(self, X):
        z, a = [], [X]
        for W, b, f in zip(self.weights, self.biases, self.activations, strict=True):
            z.append(a[-1].dot(W) + b if self.bias else a[-1].dot(W))  # (4)
            a.append(f.value(z[-1].copy()))  # (3); f may work in place
        return Trace(z, a)

    def predict(self, X):
        """The outputs for X (N, p): shape (N, k), or (N,) when there is one output."""
        X = self._check_inputs("X", X)
        y_hat = np.concatenate([self._forward(X[rows]).a[-1] for rows in slices(len(X))])
        return y_hat[:, 0] if self.sizes[-1] == 1 else y_hat

    @np.errstate(all="ignore")
    def loss(self, X, Y):
        """The mean loss, each summed over outputs. X (N, p), Y (N, k) or (N,)."""
        X, Y = self.check_data(X, Y)
        total = 0.0
        for rows in slices(len(X)):
            trace = self._forward(X[rows])
            total += self.loss_function.terms_of_output(Y[rows], trace.z[-1], trace.a[-1]).sum()
        return float(total / len(X))

    @np.errstate(all="ignore")
    def gradient(self, X, Y):
        """Back-propagation: the Gradient of the mean loss at theta. X (N, p), Y (N, k) or (N,)."""
        X, Y = self.check_data(X, Y)
        return backward(self, self._forward(X), Y)

    def check_data(self, X, Y, names=("X", "Y")):
        """X as a float array (N, p), Y as one of shape (N, k)."""
        X = self._check_inputs(names[0], X)
        Y = checks.finite(names[1], Y)
        if Y.ndim == 1 and self.sizes[-1] == 1:
            Y = Y[:, None]
        Y = checks.rows(
            names[1], checks.matrix(names[1], Y, columns=self.sizes[-1]), len(X), other=names[0]
        )
        return X, self.loss_function.check_target(names[1], Y)

    def _check_inputs(self, name, X):
        checks.finite("theta", self._theta)
        return checks.matrix(name, X, columns=self.sizes[0])

    def __repr__(self):
        activations = ", ".join(map(repr, self.activations))
        return (
            f"Network({'-'.join(map(str, self.sizes))}, {activations}, {self.loss_function}, "
            f"{len(self._theta)} parameters)"
        )


def sized(name, value, p, k):
    """The value itself, if it is a Network of p inputs and k outputs."""
    sizes = checks.instance(name, value, Network).sizes
    if (sizes[0], sizes[-1]) != (p, k):
        raise ValueError(f"{name} must have sizes ({p}, ..., {k}), got {sizes}")
    return value


def _sizes(sizes):
    sizes = tuple(checks.listed("sizes", sizes, checks.whole, "whole numbers", at_least=0))
    if len(sizes) < 2:
        raise ValueError(f"sizes must hold at least the numbers of inputs and outputs, got {sizes}")
    return sizes


def _paired(output, loss, sizes):
    if loss.output not in (None, output.name):
        raise ValueError(f"output must be {loss.output} with loss {loss}, got {output}")
    if output is not OUTPUTS["softmax"]:
        return
    if loss.output != output.name:
        raise ValueError(f"loss must be cross_entropy with output softmax, got {loss}")
    if sizes[-1] < 2:
        raise ValueError(f"sizes must end with at least 2 classes for softmax, got {sizes}")


def _hidden(hidden, count):
    if not isinstance(hidden, (list, tuple)):
        return [activation("hidden", hidden)] * count
    if len(hidden) != count:
        raise ValueError(
            f"hidden must hold one activation for each of the {count} hidden layers, "
            f"got {len(hidden)}"
        )
    return [activation("hidden", f) for f in hidden]


def slices(N):
    """The rows 0 to N - 1 in slices of at most ROWS."""
    return (slice(i, i + ROWS) for i in range(0, N, ROWS))
