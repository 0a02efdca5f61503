"""Gradient descent with batches of any size (section 9 of the lecture)."""

from dataclasses import dataclass
from math import isfinite

import numpy as np

from lecturelib import checks
from lecturelib.network import Network
from lecturelib.passes import Passes
from lecturelib.regularization import EarlyStopping, dropout_mask


@dataclass(frozen=True)
class History:
    """What a training run went through.

    loss, validation_loss: the mean loss after each epoch, without the penalty; the latter None
    without validation data.
    path: theta at the start and after each iteration, (iterations + 1, P), or None.
    stopped_epoch: how many epochs were run.
    best_epoch: the one (1, 2, ...) with the lowest validation loss, or None; its weights are the
    network's when `patience` was given.
    interrupted: whether Ctrl-C ended the run; then all the others are as if it had been meant to
    end after its last whole epoch, 0 if there is none.
    """

    loss: list
    validation_loss: list | None
    path: np.ndarray | None
    iterations: int
    stopped_epoch: int
    best_epoch: int | None
    interrupted: bool


def batches(N, batch_size, rng):
    """One epoch: index arrays of batch_size observations, each of the N in one, in random order.

    The last is shorter where batch_size does not divide N. batch_size: 1 to N. rng: a NumPy
    Generator.
    """
    N = checks.count("N", N)
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
    """Minimize the mean loss by W <- W - s (gradient of the batch's mean loss), in place.

    batch_size: 1 is stochastic, N batch, between them mini-batch gradient descent.
    learning_rate: the lecture's s > 0. penalty: lambda >= 0 of the L2 term.
    dropout: the rate in [0, 1) at which hidden activations are dropped.
    validation: a pair (X, Y). patience: stop after as many epochs without a new lowest validation
    loss, and restore the best weights. record_path: keep theta after each iteration.

    Returns a History. A run whose loss is no longer finite ends after that epoch. Ctrl-C (Jupyter's
    stop) ends a run, too: the network goes back to the end of the last whole epoch, to the best one
    where `patience` was given, and the History so far is returned; `interrupted` tells.
    Raises TypeError or ValueError on bad input; then, and after an error in an activation, the
    network is as it was.
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

    passes = Passes(network, X, Y)
    validation = validation and Passes(network, *validation)
    draw_mask = (lambda shape: dropout_mask(rng, shape, dropout)) if dropout else None
    theta, decay = network.theta, 2 * penalty * network.is_weight
    # Then the forward pass that measures an epoch's loss is that of the next epoch's only step.
    shared = batch_size == N and not dropout
    start = theta.copy()
    loss, validation_loss, path = [], [], [start]
    whole = 0, start, None  # the last whole epoch, theta after it, and the best theta until then
    interrupted = False
    try:
        with np.errstate(all="ignore"):  # a rate that diverges is a lesson, not an error
            if shared:
                _, gradient = passes.loss_and_gradient()
            for epoch in range(1, epochs + 1):
                for rows in [None] if shared else batches(N, batch_size, rng):
                    if not shared:
                        if batch_size == N:
                            rows.sort()  # all of them: fastest in the order in which they lie
                        gradient = passes.gradient(rows, draw_mask)
                    if penalty:
                        gradient += decay * theta
                    theta -= learning_rate * gradient
                    if record_path:
                        path.append(theta.copy())
                if shared and epoch < epochs:
                    value, gradient = passes.loss_and_gradient()
                else:
                    value = passes.loss()
                loss.append(value)
                if validation:
                    validation_loss.append(validation.loss())
                stop = stopping and stopping.should_stop(epoch, validation_loss[-1], theta)
                whole = epoch, theta.copy(), stopping and stopping.best_theta
                if stop or not isfinite(value):
                    break
    except KeyboardInterrupt:
        interrupted = True
    except BaseException:
        theta[:] = start
        raise
    epoch, last, best = whole
    theta[:] = last if best is None else best
    iterations = epoch * -(-N // batch_size)
    return History(
        loss[:epoch],
        validation_loss[:epoch] if validation else None,
        np.array(path[: iterations + 1]) if record_path else None,
        iterations,
        epoch,
        _best_epoch(validation_loss[:epoch]),
        interrupted,
    )


def _validation(network, validation):
    if validation is None:
        return None
    if not isinstance(validation, (tuple, list)) or len(validation) != 2:
        raise TypeError(f"validation must be a pair (X, Y), got {type(validation).__name__}")
    return network.check_data(*validation, names=("validation X", "validation Y"))


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
