"""kit/maths.js computes what lecturelib computes."""

import numpy as np
import pytest

from lecturelib.activations import ACTIVATIONS, LeakyReLU
from lecturelib.losses import LOSSES
from lecturelib.network import Network

TINY = 1e-12


@pytest.fixture
def compute(javascript):
    """compute(expression, data): a JavaScript expression of kit/maths.js and `data`."""
    return lambda expression, data=None: javascript("kit/maths.js", expression, data)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations(compute, name):
    rng = np.random.default_rng(1)
    z = np.concatenate(
        [rng.normal(scale=3, size=300), rng.uniform(-800, 800, 300), [0, -709, 710, -1e4, 1e4]]
    )
    f = ACTIVATIONS[name] if name != "leaky_relu" else LeakyReLU(0.07)
    seen = compute(
        f"data.map(z => [ACTIVATIONS.{name}.f(z, 0.07), ACTIVATIONS.{name}.slope(z, 0.07)])",
        z.tolist(),
    )
    np.testing.assert_allclose(np.array(seen).T, [f(z), f.derivative(z)], rtol=TINY, atol=TINY)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_of_a_picture_are_near(compute, name):
    rng = np.random.default_rng(8)
    z = np.concatenate([rng.uniform(-25, 25, 3000), [0, -20, 20, -21, 21, -1e9, 1e9, 1e300]])
    seen = compute(f"data.map((z) => quick('{name}')(z))", z.tolist())
    np.testing.assert_allclose(seen, ACTIVATIONS[name](z), rtol=TINY, atol=2e-6)


def test_the_browser_has_the_same_activations(compute):
    assert set(compute("Object.keys(ACTIVATIONS)", None)) == set(ACTIVATIONS)


@pytest.mark.parametrize(
    "name, unit",
    [("squared", "identity"), ("squared", "sigmoid"), ("binary_cross_entropy", "sigmoid")],
)
def test_losses_and_their_slopes(compute, name, unit):
    rng = np.random.default_rng(6)
    z = np.concatenate(
        [rng.normal(scale=3, size=300), rng.uniform(-800, 800, 300), [0, -709, 710, -1e4, 1e4]]
    )
    y = rng.integers(0, 2, len(z)) if unit == "sigmoid" else rng.normal(size=len(z))
    f, loss = ACTIVATIONS[unit], LOSSES[name]
    seen = compute(
        f"data.map(([y, z]) => ['L', 'delta'].map("
        f"what => LOSSES.{name}[what](y, z, ACTIVATIONS.{unit})))",
        np.column_stack([y, z]).tolist(),
    )
    wanted = [loss.terms_of_output(y, z, f(z)), loss.delta(y, f(z), f)]
    np.testing.assert_allclose(np.array(seen).T, wanted, rtol=TINY, atol=TINY)


def test_the_browser_has_the_same_losses(compute):
    assert {"cross_entropy", *compute("Object.keys(LOSSES)", None)} == set(LOSSES)


def test_net_input(compute):
    rng = np.random.default_rng(2)
    W, X, b = rng.normal(size=(200, 5)), rng.normal(size=(200, 5)), rng.normal(size=200)
    seen = compute(
        "data.map(([w, x, b]) => netInput(w, x, b))",
        list(zip(W.tolist(), X.tolist(), b.tolist(), strict=True)),
    )
    np.testing.assert_allclose(seen, (W * X).sum(axis=1) + b, rtol=TINY, atol=TINY)


@pytest.mark.parametrize(
    "sizes, hidden, output",
    [
        ((2, 2, 1), "step", "step"),
        ((2, 2, 1), "sigmoid", "sigmoid"),
        ((3, 5, 4, 2), "tanh", "identity"),
        ((2, 7, 1), "relu", "sigmoid"),
        ((1, 6, 6, 1), "leaky_relu", "softplus"),
        ((3, 5, 4), "relu", "softmax"),
    ],
)
def test_forward(compute, sizes, hidden, output):
    loss = "cross_entropy" if output == "softmax" else "squared"
    network = Network(list(sizes), hidden=hidden, output=output, loss=loss, seed=3)
    network.theta[:] = np.random.default_rng(4).normal(size=network.theta.size)
    X = np.random.default_rng(5).normal(size=(50, sizes[0]))
    trace = network.forward(X)
    seen = compute(
        "data.X.map(x => forward(data, x, { softmax }))",
        {
            "weights": [W.tolist() for W in network.weights],
            "biases": [b.tolist() for b in network.biases],
            "activations": [hidden] * (len(sizes) - 2) + [output],
            "X": X.tolist(),
        },
    )
    layers = len(sizes) - 1
    for l in range(layers + 1):
        np.testing.assert_allclose([one["a"][l] for one in seen], trace.a[l], rtol=TINY, atol=TINY)
    for l in range(layers):
        np.testing.assert_allclose([one["z"][l] for one in seen], trace.z[l], rtol=TINY, atol=TINY)
