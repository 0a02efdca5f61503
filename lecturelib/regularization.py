"""Early stopping, dropout and the L2 penalty (section 10 of the lecture)."""

import numpy as np

from lecturelib import checks
from lecturelib.network import Network


def split(X, Y, fractions=(0.6, 0.2, 0.2), seed=0):
    """A random split into training, validation and test set: [(X, Y), (X, Y), (X, Y)].

    X: (N, ...), Y: (N, ...), both kept in their type. fractions: positive numbers that sum to 1,
    one for each part. Every observation lands in exactly one part. Raises TypeError or ValueError
    on bad input, or if a part would be empty.
    """
    checks.finite("X", X), checks.finite("Y", Y)
    X, Y = np.atleast_1d(X), np.asarray(Y)
    checks.rows("Y", Y, len(X))
    fractions = checks.vector("fractions", fractions)
    if (fractions <= 0).any() or abs(fractions.sum() - 1) > 1e-9:
        raise ValueError(f"fractions must be positive and sum to 1, got {fractions.tolist()}")
    ends = np.round(np.cumsum(fractions) * len(X)).astype(int)
    if (np.diff(ends, prepend=0) == 0).any():
        raise ValueError(
            f"X has too few rows, {len(X)}, for parts of {fractions.tolist()}: one would be empty"
        )
    order = np.random.default_rng(checks.whole("seed", seed, at_least=0)).permutation(len(X))
    return [(X[part], Y[part]) for part in np.split(order, ends[:-1])]


def penalty(network, lambda_):
    """The L2 term lambda ||W||_F^2 over all weights, biases left out. lambda_ >= 0."""
    checks.instance("network", network, Network)
    lambda_ = checks.number("lambda_", lambda_, at_least=0)
    return lambda_ * float(sum((W**2).sum() for W in network.weights))


def penalty_gradient(network, lambda_):
    """Its derivative, 2 lambda W, in the shape of `network.theta`; 0 for biases. lambda_ >= 0."""
    checks.instance("network", network, Network)
    lambda_ = checks.number("lambda_", lambda_, at_least=0)
    return 2 * lambda_ * np.where(network.is_weight, network.theta, 0)


def dropout_mask(rng, shape, rate):
    """What activations of this shape are multiplied by in training.

    0 with probability rate, else 1 / (1 - rate), which keeps each activation's expectation
    (inverted dropout; Srivastava et al. 2014 scale the weights at prediction instead).
    rng: a NumPy Generator. shape: a tuple of whole numbers. rate: in [0, 1).
    """
    checks.instance("rng", rng, np.random.Generator)
    rate = checks.number("rate", rate, at_least=0, below=1)
    shape = checks.instance("shape", shape, tuple)
    try:
        drawn = rng.random(shape)
    except (TypeError, ValueError):
        raise ValueError(f"shape must hold whole numbers of at least 0, got {shape}") from None
    return (drawn >= rate) / (1 - rate)


class EarlyStopping:
    """Watches the validation loss; keeps the parameters of the epoch where it was lowest.

    patience: how many epochs in a row may pass without a new lowest loss, at least 1.
    """

    def __init__(self, patience):
        self.patience = checks.whole("patience", patience)
        self.best_loss, self.best_epoch, self.best_theta = np.inf, 0, None

    def should_stop(self, epoch, loss, theta):
        """Take note of this epoch (1, 2, ...); True if it is the last. Unchecked."""
        if loss < self.best_loss:
            self.best_loss, self.best_epoch, self.best_theta = loss, epoch, theta.copy()
        return epoch - self.best_epoch >= self.patience
