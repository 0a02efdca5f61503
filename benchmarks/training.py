"""What `lecturelib.training.train` and `Perceptron` cost beside others that do the same.

First, the results are held equal. Then all take turns; the ratios are medians over the rounds, and
time is the process's own (CPU) on one thread. Memory and imports are measured in fresh processes.
"""

import subprocess
import sys
from statistics import median
from time import process_time

import numpy as np

from benchmarks import peers
from benchmarks.peers import PEERS, Work
from lecturelib import datasets
from lecturelib.neuron import LOGIC
from lecturelib.perceptron import Perceptron

ROUNDS = 7


def work(name, sizes, hidden, data, batch_size, epochs, learning_rate=0.05):
    X, Y = (np.asarray(part, float) for part in data)
    return Work(name, sizes, hidden, X, Y.reshape(len(X), -1), batch_size, epochs, learning_rate)


def waves(N):
    """N observations of ten inputs, and a wave of their sum."""
    X = np.random.default_rng(0).normal(size=(N, 10))
    return X, np.sin(X.sum(axis=1))


def digits():
    X, y = datasets.digits()
    return X, np.eye(10)[y]


def works():
    moons = datasets.moons(200)
    yield work("XOR, 2-2-1, batch, 1,000 epochs", (2, 2, 1), "sigmoid", LOGIC["XOR"], 4, 1000, 0.5)
    yield work("moons, 2-16-16-1, B = 32, 50 epochs", (2, 16, 16, 1), "tanh", moons, 32, 50)
    yield work("moons, 2-16-16-1, B = 1, 5 epochs", (2, 16, 16, 1), "tanh", moons, 1, 5)
    yield work("digits, 64-64-10, B = 64, 10 epochs", (64, 64, 10), "tanh", digits(), 64, 10)
    yield work("100,000 rows, 10-32-1, B = 256", (10, 32, 1), "tanh", waves(100_000), 256, 1)


def equal(a, b):
    """Holds two results equal: weights, biases and, where both have them, losses."""
    for ours, theirs in zip(a, b, strict=True):
        for one, other in zip(ours, theirs, strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-7, atol=1e-10)


def check(work):
    """scikit-learn keeps one order: it is compared after one epoch, and without its losses."""
    if "PyTorch" in PEERS:
        equal(peers.lecturelib(work)(), peers.pytorch(work)())
    if "scikit-learn" in PEERS:
        once = work._replace(epochs=1)
        equal(peers.lecturelib(once)()[:2], peers.scikit_learn(once, once.orders()[0])()[:2])


def cpu_seconds(function):
    start = process_time()
    function()
    return process_time() - start


def rounds(runs, count=ROUNDS):
    """The CPU seconds of each run, (count, len(runs)), taken in turn."""
    return np.array([[cpu_seconds(run) for run in runs] for _ in range(count)])


def against_peers():
    names = [*PEERS, "floor"]
    print("\nTraining, the loss of every epoch included: CPU time, lecturelib = 1\n")
    print(f"| | {' | '.join(names)} | lecturelib, ms |\n|---|{'---:|' * (len(names) + 1)}")
    for one in works():
        check(one)
        prepared = [peers.lecturelib, *PEERS.values(), peers.floor]
        seconds = rounds([peer(one) for peer in prepared])
        ratios = [f"{ratio:.2f}" for ratio in np.median(seconds[:, 1:] / seconds[:, :1], axis=0)]
        shortest = 1000 * seconds[:, 0].min()
        print(f"| {one.name} | {' | '.join(ratios)} | {shortest:.1f} |", flush=True)
    missing = {"scikit-learn", "PyTorch"} - set(PEERS)
    if missing:
        print(f"\nNot installed here, so not compared: {', '.join(sorted(missing))}.")


def textbook_perceptron(X, y, max_epochs):
    """Rosenblatt's rule from zero weights, row after row: [*w, b] after each update."""
    w, b, path = np.zeros(X.shape[1]), 0.0, []
    for _ in range(max_epochs):
        before = len(path)
        for x_n, y_n in zip(X, y, strict=True):
            if y_n * (w.dot(x_n) + b) <= 0:
                w = w + y_n * x_n
                b += y_n
                path.append([*w, b])
        if len(path) == before:
            break
    return path


def perceptron(N, k, max_epochs):
    """Labels from a plane with a gap round it, so that the rule ends, if late."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(N, k))
    z = X.sum(axis=1) / np.sqrt(k)
    clear = np.abs(z) > 0.002
    X, y = X[clear], np.sign(z[clear]).astype(int)
    runs = [
        lambda: Perceptron(max_epochs=max_epochs).fit(X, y).path_[1:],
        lambda: textbook_perceptron(X, y, max_epochs),
    ]
    np.testing.assert_allclose(*(run() for run in runs), rtol=1e-6, atol=1e-9)
    ours, textbook = rounds(runs, 3).T
    ratio = median(textbook / ours)
    print(
        f"perceptron, {N:,} points in {k}-D: a loop over the points takes {ratio:.1f} times as long"
    )


def growth():
    """Seconds for each unit of what grows: level if time grows in proportion."""
    waves_of = {N: waves(N) for N in (10_000, 100_000, 1_000_000)}
    series = {
        "N, us a row": [(N, 1e6 / N, (10, 32, 1), waves_of[N], 1) for N in waves_of],
        "epochs, ms an epoch": [
            (e, 1e3 / e, (10, 32, 1), waves_of[10_000], e) for e in (1, 10, 100)
        ],
        "width, us a neuron": [
            (n, 1e6 / n, (10, n, 1), waves_of[10_000], 1) for n in (32, 128, 512)
        ],
    }
    print("\nGrowth, 10-n-1, B = 256 (n = 32, N = 10,000, one epoch, if not said otherwise)\n")
    for name, cases in series.items():
        shown = []
        for size, unit, sizes, data, epochs in cases:
            run = peers.lecturelib(work(name, sizes, "tanh", data, 256, epochs))
            shown.append(f"{size:,}: {rounds([run], 3).min() * unit:.3g}")
        print(f"{name}: {'; '.join(shown)}", flush=True)


MEMORY = """
import tracemalloc
from benchmarks.training import peers, waves, work
job = work("memory", (10, 32, 1), "tanh", waves(1_000_000), {batch_size}, 1)
run = peers.lecturelib(job)
tracemalloc.start()
run()
print(f"{{100 * tracemalloc.get_traced_memory()[1] / (job.X.nbytes + job.Y.nbytes):.1f}}")
"""
IMPORTS = """
from time import process_time
start = process_time()
import lecturelib.training
print(f"{1000 * (process_time() - start):.0f}")
"""


def in_a_process(code):
    command = [sys.executable, "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def main():
    against_peers()
    print()
    perceptron(10_000, 2, 200)
    perceptron(2000, 100, 50)
    growth()
    print("\nMemory that training takes beside a million rows, in percent of the data")
    for batch_size in (32, 1_000_000):
        print(f"B = {batch_size:,}: {in_a_process(MEMORY.format(batch_size=batch_size))}")
    imports = in_a_process(IMPORTS)
    print(f"\n`import lecturelib.training`, NumPy included: {imports} ms of CPU time")
