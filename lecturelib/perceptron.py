"""Rosenblatt's perceptron (1958): the M-P neuron that learns (section 3 of the lecture)."""

from math import inf, sqrt

import numpy as np

from lecturelib import checks
from lecturelib.neuron import net_input

_FIRST_LOOK = 32
_EPS = float(np.finfo(float).eps)
_TINY, _HUGE = 1e-150, 1e300  # between them nothing under- or overflows


class Perceptron:
    """A separating hyperplane w.x + b = 0, learned one misclassified observation at a time.

    learning_rate: eta > 0. max_epochs: passes through the data before giving up, at least 1.
    initial_weights: shape (k,), zeros if None. initial_bias: a number.

    After `fit`: `w_` shape (k,), `b_`, `converged_` (True once a whole pass makes no mistake),
    `n_updates_`, `mistakes_` (updates in each epoch), `path_` shape (n_updates_ + 1, k + 1), a row
    [w..., b] at the start and after each update, and `visited_` shape (n_updates_,), the
    observation that caused each.
    """

    def __init__(self, learning_rate=1.0, max_epochs=1000, initial_weights=None, initial_bias=0.0):
        self.learning_rate = checks.number("learning_rate", learning_rate, above=0)
        self.max_epochs = checks.whole("max_epochs", max_epochs)
        if initial_weights is not None:
            initial_weights = checks.vector("initial_weights", initial_weights).copy()
        self.initial_weights = initial_weights
        self.initial_bias = checks.number("initial_bias", initial_bias)

    def fit(self, X, y):
        """Visit X (N, k) in its order; where y_n (w.x_n + b) <= 0, learn from x_n.

        Learning is w += eta y_n x_n and b += eta y_n. w.x_n + b is `net_input`'s sum of floats,
        from left to right. A run whose next update would leave the floats ends before it, not
        converged. y: shape (N,) of -1 and 1. Returns self. Raises TypeError or ValueError on bad
        input.
        """
        X, y = _data(X, y)
        start = np.zeros(X.shape[1]) if self.initial_weights is None else self.initial_weights
        start = checks.vector("initial_weights", start, size=X.shape[1])
        theta = np.append(start, self.initial_bias)
        signed = y[:, None] * np.column_stack([X, np.ones(len(X))])
        path, visited, mistakes, fits = [theta], [], [], True
        with np.errstate(all="ignore"):
            reach = float(np.abs(signed).dot(np.ones_like(theta)).max())
            near = _near_zero(signed, theta, reach)
            while fits and len(mistakes) < self.max_epochs and (not mistakes or mistakes[-1] > 0):
                before = len(visited)
                n = _next_mistake(signed, theta, 0, near)
                while n < len(signed):
                    theta = theta + self.learning_rate * signed[n]
                    near = _near_zero(signed, theta, reach)
                    fits = near < inf or bool(np.isfinite(theta).all())
                    if not fits:
                        break
                    path.append(theta)
                    visited.append(n)
                    n = _next_mistake(signed, theta, n + 1, near)
                mistakes.append(len(visited) - before)
        self.w_, self.b_ = path[-1][:-1].copy(), float(path[-1][-1])
        self.converged_ = fits and mistakes[-1] == 0
        self.n_updates_, self.mistakes_ = len(visited), mistakes
        self.path_, self.visited_ = np.array(path), np.array(visited, dtype=int)
        return self

    def predict(self, X):
        """sign(w.x + b) of each row of X (N, k), with sign(0) = 1 -> shape (N,) of -1 and 1."""
        X = checks.matrix("X", X, columns=len(self._fitted().w_))
        return np.where(net_input(X, self.w_, self.b_) >= 0, 1, -1)

    def loss(self, X, y):
        """The lecture's L: minus the sum of y_n (w.x_n + b) over the misclassified, or 0."""
        X, y = _data(X, y, columns=len(self._fitted().w_))
        with np.errstate(over="ignore"):
            return float(np.maximum(-y * net_input(X, self.w_, self.b_), 0).sum())

    def _fitted(self):
        if not hasattr(self, "w_"):
            raise ValueError("Perceptron has no weights yet: call fit(X, y) first")
        return self


def _data(X, y, columns=None):
    X = checks.matrix("X", X, columns=columns)
    return X, checks.labels("y", y, (-1, 1), size=len(X))


def _near_zero(signed, theta, reach):
    """How far a row's product with theta may lie from the textbook loop's.

    Both round, each in its own order. reach: the largest sum of absolute values in a row. inf where
    a sum may leave the floats.
    """
    size = reach * (sqrt(theta.dot(theta)) + _TINY)
    return 4 * len(theta) * _EPS * size if size < _HUGE else inf


def _next_mistake(signed, theta, n, near):
    """The first row from n on whose y (w.x + b) is not above 0, or len(signed).

    signed: rows y [x..., 1]. It looks ahead in doubling strides. A product nearer to 0 than `near`
    is summed again as the textbook's loop does it.
    """
    stride = _FIRST_LOOK
    while n < len(signed):
        margin = signed[n : n + stride].dot(theta)
        right = margin > near
        first = int(right.argmin())
        if right[first]:
            n += stride
            stride *= 2
            continue
        n += first
        if margin[first] < -near or _margin(signed[n], theta) <= 0:
            return n
        n += 1
    return len(signed)


def _margin(row, theta):
    return net_input(row[None, :-1], theta[:-1], row[-1] * theta[-1])[0]
