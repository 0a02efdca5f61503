"""`lecturelib.training.train` and `Perceptron` against the loops of a textbook, which do the same arithmetic.

Each pair starts from the same parameters, sees the same observations in the same order, and must end at the same
parameters. Time is the process's own (CPU) on one thread: the shortest of some runs, the two taken in turn.
"""

from time import process_time

import numpy as np

from lecturelib import datasets
from lecturelib.network import Network
from lecturelib.neuron import LOGIC
from lecturelib.perceptron import Perceptron
from lecturelib.training import train

RUNS = 5


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


SLOPES = {np.tanh: lambda a: 1 - a**2, sigmoid: lambda a: a * (1 - a)}


def textbook_train(weights, biases, f, X, Y, batch_size, epochs, s):
    """Gradient descent on the mean squared error; f in the hidden layers, identity at the output.

    Changes weights and biases in place; returns the loss after each epoch.
    """
    rng, N, losses = np.random.default_rng(0), len(X), []

    def forward(x):
        a = [x]
        for W, b in zip(weights[:-1], biases[:-1]):
            a.append(f(a[-1] @ W + b))
        return a + [a[-1] @ weights[-1] + biases[-1]]

    for _ in range(epochs):
        order = rng.permutation(N)
        for i in range(0, N, batch_size):
            n = order[i : i + batch_size]
            a = forward(X[n])
            delta = 2 * (a[-1] - Y[n]) / len(n)
            for l in reversed(range(len(weights))):
                W_slope, b_slope = a[l].T @ delta, delta.sum(axis=0)
                if l:
                    delta = delta @ weights[l].T * SLOPES[f](a[l])
                weights[l] -= s * W_slope
                biases[l] -= s * b_slope
        losses.append(((forward(X)[-1] - Y) ** 2).sum(axis=1).mean())
    return losses


def textbook_perceptron(X, y, max_epochs):
    """Rosenblatt's rule from zero weights, one observation after the other. Returns w and b after each update."""
    w, b, path = np.zeros(X.shape[1]), 0.0, []
    for _ in range(max_epochs):
        before = len(path)
        for x_n, y_n in zip(X, y):
            if y_n * (w.dot(x_n) + b) <= 0:
                w = w + y_n * x_n
                b += y_n
                path.append([*w, b])
        if len(path) == before:
            break
    return path


def training_pair(sizes, f, X, Y, batch_size, epochs, s=0.05):
    """The two runs: functions without arguments that return the parameters at the end, and the last loss."""
    Y = np.asarray(Y, float).reshape(len(X), -1)

    def network():
        return Network(sizes, hidden=f.__name__)

    def ours():
        net = network()
        return np.append(
            net.theta,
            train(net, X, Y, batch_size=batch_size, epochs=epochs, learning_rate=s).loss[-1],
        )

    def textbook():
        net = network()
        weights, biases = [W.copy() for W in net.weights], [b.copy() for b in net.biases]
        loss = textbook_train(weights, biases, f, X, Y, batch_size, epochs, s)[-1]
        return np.concatenate(
            [*(part.ravel() for layer in zip(weights, biases) for part in layer), [loss]]
        )

    return ours, textbook


def perceptron_pair(N, k, max_epochs):
    """Labels from a plane with a gap round it, so that the rule ends, if late."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(N, k))
    z = X.sum(axis=1) / np.sqrt(k)
    clear = np.abs(z) > 0.002
    X, y = X[clear], np.sign(z[clear]).astype(int)
    return (
        lambda: Perceptron(max_epochs=max_epochs).fit(X, y).path_[1:],
        lambda: textbook_perceptron(X, y, max_epochs),
    )


def pairs():
    """(what is done, our run, the textbook's run, how often each), made one after the other to save memory."""
    yield (
        "XOR, 2-2-1, B = 4, 2,000 epochs",
        *training_pair((2, 2, 1), sigmoid, *LOGIC["XOR"], 4, 2000),
        RUNS,
    )
    moons = datasets.moons(200)
    yield (
        "moons, 2-16-16-1, B = 32, 100 epochs",
        *training_pair((2, 16, 16, 1), np.tanh, *moons, 32, 100),
        RUNS,
    )
    yield (
        "moons, 2-16-16-1, B = 1, 10 epochs",
        *training_pair((2, 16, 16, 1), np.tanh, *moons, 1, 10),
        RUNS,
    )
    X = np.random.default_rng(0).normal(size=(1_000_000, 10))
    big = X, np.sin(X.sum(axis=1))
    yield (
        "N = 1,000,000, 10-32-1, B = 32, 1 epoch",
        *training_pair((10, 32, 1), np.tanh, *big, 32, 1),
        3,
    )
    yield (
        "N = 1,000,000, 10-32-1, B = N, 1 epoch",
        *training_pair((10, 32, 1), np.tanh, *big, len(X), 1),
        3,
    )
    yield "perceptron, N = 10,000 in 2-D", *perceptron_pair(10_000, 2, 200), RUNS
    yield "perceptron, N = 2,000 in 100-D", *perceptron_pair(2000, 100, 50), RUNS


def cpu_seconds(function):
    start = process_time()
    result = function()
    return process_time() - start, result


def main():
    print("\nTraining: CPU time of one thread\n")
    print("| | lecturelib, ms | textbook loop, ms | textbook / lecturelib |\n|---|---:|---:|---:|")
    for name, *pair, runs in pairs():
        shortest = [np.inf, np.inf]
        for _ in range(runs):
            timed = [cpu_seconds(function) for function in pair]
            shortest = np.minimum(shortest, [seconds for seconds, _ in timed])
            np.testing.assert_allclose(timed[0][1], timed[1][1], rtol=1e-6, atol=1e-9)
        ours, textbook = 1000 * shortest
        print(f"| {name} | {ours:.4g} | {textbook:.4g} | {textbook / ours:.1f} |", flush=True)
