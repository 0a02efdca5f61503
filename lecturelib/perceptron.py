"""Rosenblatt's perceptron (1958): the M-P neuron that learns (section 3 of the lecture)."""

import numpy as np

from lecturelib import checks

_FIRST_LOOK = 32


class Perceptron:
    """A separating hyperplane w.x + b = 0, learned one misclassified observation at a time.

    learning_rate: eta > 0. max_epochs: passes through the data before giving up, at least 1.
    initial_weights: shape (k,), zeros if None. initial_bias: a number.

    After `fit`: `w_` shape (k,), `b_`, `converged_` (True once a whole pass makes no mistake), `n_updates_`,
    `mistakes_` (updates in each epoch), `path_` shape (n_updates_ + 1, k + 1), a row [w..., b] at the start
    and after each update, and `visited_` shape (n_updates_,), the observation that caused each.
    """

    def __init__(self, learning_rate=1.0, max_epochs=1000, initial_weights=None, initial_bias=0.0):
        self.learning_rate = checks.number("learning_rate", learning_rate, above=0)
        self.max_epochs = checks.whole("max_epochs", max_epochs)
        if initial_weights is not None:
            initial_weights = checks.vector("initial_weights", initial_weights).copy()
        self.initial_weights = initial_weights
        self.initial_bias = checks.number("initial_bias", initial_bias)

    def fit(self, X, y):
        """Visit X (N, k) in its order; where y_n (w.x_n + b) <= 0, w += eta y_n x_n and b += eta y_n.

        y: shape (N,) of -1 and 1. Returns self. Raises TypeError or ValueError on bad input.
        """
        X, y = _data(X, y)
        start = np.zeros(X.shape[1]) if self.initial_weights is None else self.initial_weights
        theta = np.append(
            checks.vector("initial_weights", start, size=X.shape[1]), self.initial_bias
        )
        signed = y[:, None] * np.column_stack(
            [X, np.ones(len(X))]
        )  # a mistake is signed[n].theta <= 0
        path, visited, mistakes = [theta.copy()], [], []
        while len(mistakes) < self.max_epochs and (not mistakes or mistakes[-1] > 0):
            before = len(visited)
            n = _next_mistake(signed, theta, 0)
            while n < len(signed):
                theta += self.learning_rate * signed[n]
                path.append(theta.copy())
                visited.append(n)
                n = _next_mistake(signed, theta, n + 1)
            mistakes.append(len(visited) - before)
        self.w_, self.b_ = theta[:-1].copy(), float(theta[-1])
        self.converged_ = mistakes[-1] == 0
        self.n_updates_, self.mistakes_ = len(visited), mistakes
        self.path_, self.visited_ = np.array(path), np.array(visited, dtype=int)
        return self

    def predict(self, X):
        """sign(w.x + b) of each row of X (N, k), with sign(0) = 1 -> shape (N,) of -1 and 1."""
        return np.where(
            self._net_input(checks.matrix("X", X, columns=len(self._fitted().w_))) >= 0, 1, -1
        )

    def loss(self, X, y):
        """The lecture's L: minus the sum of y_n (w.x_n + b) over the misclassified; 0 when there are none."""
        X, y = _data(X, y, columns=len(self._fitted().w_))
        return float(np.maximum(-y * self._net_input(X), 0).sum())

    def _net_input(self, X):
        return X.dot(self.w_) + self.b_

    def _fitted(self):
        if not hasattr(self, "w_"):
            raise ValueError("Perceptron has no weights yet: call fit(X, y) first")
        return self


def _data(X, y, columns=None):
    X = checks.matrix("X", X, columns=columns)
    return X, checks.labels("y", y, (-1, 1), size=len(X))


def _next_mistake(signed, theta, n):
    """The first row from n on with signed[n].theta <= 0, or len(signed); looks ahead in doubling strides."""
    stride = _FIRST_LOOK
    while n < len(signed):
        wrong = signed[n : n + stride].dot(theta) <= 0
        first = int(wrong.argmax())
        if wrong[first]:
            return n + first
        n += stride
        stride *= 2
    return len(signed)
