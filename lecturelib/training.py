"""Gradient descent with batches of any size (section 9 of the lecture)."""

from dataclasses import dataclass

import numpy as np

from lecturelib import checks
from lecturelib.network import Network
from lecturelib.regularization import EarlyStopping, dropout_mask


@dataclass(frozen=True)
class History:
    """What a training run went through.

    loss, validation_loss: the mean loss after each epoch, without the penalty; the latter None without
    validation data. path: theta at the start and after each iteration, (iterations + 1, P), or None.
    stopped_epoch: how many epochs were run. best_epoch: the one (1, 2, ...) with the lowest validation
    loss, or None; its weights are the network's when `patience` was given.
    """

    loss: list
    validation_loss: list | None
    path: np.ndarray | None
    iterations: int
    stopped_epoch: int
    best_epoch: int | None


def batches(N, batch_size, rng):
    """One epoch: index arrays of batch_size observations drawn without replacement, each of the N once.

    The last is shorter where batch_size does not divide N. batch_size: 1 to N. rng: a NumPy Generator.
    """
    N = checks.whole("N", N)
    batch_size = checks.whole("batch_size", batch_size, at_most=N)
    order = checks.instance("rng", rng, np.random.Generator).permutation(N)
    return (order[i : i + batch_size] for i in range(0, N, batch_size))


def train(
    network,
    X,
    Y,
    *,
    batch_size,
    epochs,
    learning_rate,
    seed=0,
    penalty=0.0,
    dropout=0.0,
    validation=None,
    patience=None,
    record_path=False,
):
    """Minimize the mean loss by W <- W - s (gradient of the batch's mean loss); changes the network in place.

    batch_size: 1 is stochastic, N batch, between them mini-batch gradient descent. learning_rate: the
    lecture's s > 0. penalty: lambda >= 0 of the L2 term. dropout: the rate in [0, 1) at which hidden
    activations are dropped. validation: a pair (X, Y). patience: stop after as many epochs without a new
    lowest validation loss, and restore the best weights. record_path: keep theta after each iteration.
    Returns a History. A run whose loss is no longer finite ends after that epoch. Raises TypeError or
    ValueError on bad input, and then leaves the network as it was.
    """
    X, Y = checks.instance("network", network, Network).check_data(X, Y)
    N = len(X)
    batch_size = checks.whole("batch_size", batch_size, at_most=N)
    epochs = checks.whole("epochs", epochs)
    learning_rate = checks.number("learning_rate", learning_rate, above=0)
    rng = np.random.default_rng(checks.whole("seed", seed, at_least=0))
    penalty = checks.number("penalty", penalty, at_least=0)
    dropout = checks.number("dropout", dropout, at_least=0, below=1)
    validation = _validation(network, validation)
    stopping = _stopping(patience, validation)
    record_path = checks.flag("record_path", record_path)

    X = network.with_ones(X)
    theta, decay = network.theta, 2 * penalty * network.is_weight
    step = np.empty_like(theta)
    blocks = network.blocks_of(step)
    draw_mask = (lambda shape: dropout_mask(rng, shape, dropout)) if dropout else None
    loss, validation_loss, path = [], [], [theta.copy()]
    iterations = 0
    with np.errstate(
        over="ignore", invalid="ignore"
    ):  # a rate that diverges is a lesson, not an error
        for epoch in range(1, epochs + 1):
            order = rng.permutation(N)
            X_epoch, Y_epoch = (
                (X, Y) if batch_size == N else (X.take(order, axis=0), Y.take(order, axis=0))
            )
            for i in range(0, N, batch_size):
                batch = slice(i, i + batch_size)
                network.gradient_into(step, blocks, X_epoch[batch], Y_epoch[batch], draw_mask)
                if penalty:
                    step += decay * theta
                theta -= learning_rate * step
                iterations += 1
                if record_path:
                    path.append(theta.copy())
            loss.append(network.loss_of(X, Y))
            if validation:
                validation_loss.append(network.loss_of(*validation))
            if (
                stopping
                and stopping.should_stop(epoch, validation_loss[-1], theta)
                or not np.isfinite(loss[-1])
            ):
                break
    if stopping and stopping.best_theta is not None:
        theta[:] = stopping.best_theta
    return History(
        loss,
        validation_loss if validation else None,
        np.array(path) if record_path else None,
        iterations,
        epoch,
        _best_epoch(validation_loss),
    )


def _validation(network, validation):
    if validation is None:
        return None
    if not isinstance(validation, (tuple, list)) or len(validation) != 2:
        raise TypeError(f"validation must be a pair (X, Y), got {type(validation).__name__}")
    X, Y = network.check_data(*validation, names=("validation X", "validation Y"))
    return network.with_ones(X), Y


def _stopping(patience, validation):
    if patience is None:
        return None
    if validation is None:
        raise ValueError("patience needs validation data, got validation=None")
    return EarlyStopping(patience)


def _best_epoch(validation_loss):
    if not np.isfinite(validation_loss).any():
        return None
    return int(np.nanargmin(validation_loss)) + 1
