"""Loss functions (section 7 of the lecture): the mean over observations of L(Y_i, Y_hat_i)."""

from types import MappingProxyType

import numpy as np

from lecturelib import checks
from lecturelib.activations import softplus


class Loss:
    """A loss. `loss(y, y_hat)` is the mean over the N observations, summed over outputs; a float.

    y, y_hat: both of shape (N,) or (N, k). `derivative(y, y_hat)` is dL/dy_hat of each observation,
    in the same shape, without the 1/N. What is too large for a float is inf. Raises TypeError or
    ValueError on bad input. `name` is its key in LOSSES.
    """

    name = latex = ""
    output = None  # the name of the only output activation that it goes with

    def __call__(self, y, y_hat):
        y, y_hat = self._checked(y, y_hat)
        with np.errstate(all="ignore"):
            terms = self.terms(y, y_hat)
            total = terms.sum()
            if np.isinf(total):  # the mean may be finite all the same
                return float((terms / len(y)).sum())
            return float(total / len(y))

    def derivative(self, y, y_hat):
        y, y_hat = self._checked(y, y_hat)
        with np.errstate(all="ignore"):
            return self.slope(y, y_hat)

    def check_target(self, name, y):
        """The targets, if this loss can take them."""
        return y

    def _checked(self, y, y_hat):
        y, y_hat = checks.finite("y", y), checks.finite("y_hat", y_hat)
        if y.ndim not in (1, 2):
            raise ValueError(f"y must have shape (N,) or (N, k), got {y.shape}")
        if y_hat.shape != y.shape:
            raise ValueError(f"y_hat must have the shape of y, {y.shape}, got {y_hat.shape}")
        return self.check_target("y", y), y_hat

    def __repr__(self):
        return self.name


class Squared(Loss):
    """The squared loss (y - y_hat)^2 for regression; its mean is the mean squared error."""

    name = "squared"
    latex = r"(y - \hat{y})^2"

    def terms(self, y, y_hat):
        with np.errstate(over="ignore"):
            return (y - y_hat) ** 2

    def slope(self, y, y_hat):
        return 2 * (y_hat - y)

    def terms_of_output(self, y, z, a):
        """The terms, given the output layer's net input z and activation a = f(z)."""
        return self.terms(y, a)

    def delta(self, y, a, f):
        """dL/dz of the output layer, given its f and a = f(z); as exact as `f.slope_of_output`."""
        return self.slope(y, a) * f.slope_of_output(a)


class BinaryCrossEntropy(Loss):
    """-(y ln y_hat + (1 - y) ln(1 - y_hat)): minus the Bernoulli log-likelihood.

    y in {0, 1}, y_hat in [0, 1]. A prediction that is certain and wrong costs infinitely much.
    """

    name = "binary_cross_entropy"
    latex = r"-\left(y \ln \hat{y} + (1 - y) \ln(1 - \hat{y})\right)"
    output = "sigmoid"

    def check_target(self, name, y):
        return checks.members(name, y, (0, 1))

    def _checked(self, y, y_hat):
        y, y_hat = super()._checked(y, y_hat)
        return y, _probabilities(y_hat)

    def terms(self, y, y_hat):
        return 0 - np.where(y == 1, np.log(y_hat), np.log1p(-y_hat))

    def slope(self, y, y_hat):
        return np.where(y == 1, -1 / y_hat, 1 / (1 - y_hat))

    def terms_of_output(self, y, z, a):
        """The terms for a = sigmoid(z): softplus((1 - 2y) z), finite for every finite z."""
        return softplus.value((1 - 2 * y) * z)

    def delta(self, y, a, f):
        """dL/dz of the output layer for a = sigmoid(z): a - y, exact to about 1e-16, absolutely."""
        return a - y


class CrossEntropy(Loss):
    """-sum_i y_i ln y_hat_i: minus ln of the probability that the true class was given.

    Beyond the lecture. k >= 2 classes: y (N, k), in each row a 1 for the true class and else 0;
    y_hat (N, k) in [0, 1], its rows sum to 1. Certain and wrong costs infinitely much.
    """

    name = "cross_entropy"
    latex = r"-\sum_i y_i \ln \hat{y}_i"
    output = "softmax"

    def check_target(self, name, y):
        if y.ndim != 2 or y.shape[1] < 2:
            raise ValueError(f"{name} must have shape (N, k) with k >= 2 classes, got {y.shape}")
        ones = checks.members(name, y, (0, 1)).sum(axis=1)
        if (ones != 1).any():
            raise ValueError(
                f"{name} must have a single 1 in each row, got {ones[ones != 1][0]:g} of them"
            )
        return y

    def _checked(self, y, y_hat):
        y, y_hat = super()._checked(y, y_hat)
        y_hat = _probabilities(y_hat)
        sums = y_hat.sum(axis=1)
        if np.abs(sums - 1).max() > 1e-6:
            strange = sums[np.abs(sums - 1).argmax()]
            raise ValueError(f"y_hat must have rows that sum to 1, got a sum of {strange:g}")
        return y, y_hat

    def terms(self, y, y_hat):
        return 0 - np.where(y == 1, np.log(y_hat), 0)

    def slope(self, y, y_hat):
        return np.where(y == 1, -1 / y_hat, 0)

    def terms_of_output(self, y, z, a):
        """The terms for a = softmax(z): ln(sum_j e^z_j) - z_i, finite for all usual z."""
        below = z - z.max(axis=1, keepdims=True)
        rest = np.exp(below)
        np.put_along_axis(rest, z.argmax(axis=1)[:, None], 0, axis=1)  # e^0 = 1 is log1p's
        return np.where(y == 1, np.log1p(rest.sum(axis=1, keepdims=True)) - below, 0)

    def delta(self, y, a, f):
        """dL/dz of the output layer for a = softmax(z): a - y, exact to about 1e-16, absolutely."""
        return a - y


def _probabilities(y_hat):
    if (y_hat < 0).any() or (y_hat > 1).any():
        raise ValueError(f"y_hat must lie in [0, 1], got {y_hat.min():g} to {y_hat.max():g}")
    return np.abs(y_hat)  # -0 is 0


squared = Squared()
binary_cross_entropy = BinaryCrossEntropy()
cross_entropy = CrossEntropy()

LOSSES = MappingProxyType(
    {loss.name: loss for loss in (squared, binary_cross_entropy, cross_entropy)}
)
"""Each loss by its name. Read-only."""
