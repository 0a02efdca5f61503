"""The passes in kept arrays are those of `Network.loss` and `Network.gradient`."""

import numpy as np
import pytest

from lecturelib.network import ROWS, Network
from lecturelib.passes import Passes

pytestmark = pytest.mark.filterwarnings("error")


def case(sizes, N, hidden, output, loss, bias):
    rng = np.random.default_rng(N)
    network = Network(sizes, hidden=hidden, output=output, loss=loss, bias=bias)
    network.theta = rng.normal(size=len(network.theta))
    Y = rng.integers(0, 2, (N, sizes[-1])).astype(float)
    if loss == "cross_entropy":
        Y[:, 0] = 1 - Y[:, 1]
    return network, rng.normal(size=(N, sizes[0])), Y


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("N", [1, 7, ROWS, ROWS + 1, 2 * ROWS + 3])
@pytest.mark.parametrize("sizes", [(3, 2), (3, 4, 2), (2, 5, 3, 2)])
@pytest.mark.parametrize(
    ("hidden", "output", "loss"),
    [
        ("sigmoid", "identity", "squared"),
        ("tanh", "sigmoid", "binary_cross_entropy"),
        ("leaky_relu", "tanh", "squared"),
        ("softplus", "sigmoid", "squared"),
        ("relu", "softmax", "cross_entropy"),
    ],
)
def test_both_forms_agree(sizes, N, hidden, output, loss, bias):
    network, X, Y = case(sizes, N, hidden, output, loss, bias)
    passes = Passes(network, X, Y)
    for _ in range(2):  # the second time in arrays that were used
        value, gradient = passes.loss_and_gradient()
        np.testing.assert_allclose(value, network.loss(X, Y), rtol=1e-12)
        np.testing.assert_allclose(passes.loss(), network.loss(X, Y), rtol=1e-12)
        wanted = network.gradient(X, Y).theta
        np.testing.assert_allclose(gradient, wanted, rtol=1e-12, atol=1e-14)
        rows = np.random.default_rng(1).permutation(N)[: N // 2 + 1]
        wanted = network.gradient(X[rows], Y[rows]).theta
        np.testing.assert_allclose(passes.gradient(rows), wanted, rtol=1e-12, atol=1e-14)
        passes.gradient(rows, np.zeros)  # a mask holds for one pass
        wanted = network.gradient(X[rows], Y[rows]).theta
        np.testing.assert_allclose(passes.gradient(rows), wanted, rtol=1e-12, atol=1e-14)
        network.theta += 0.25  # the passes see the network's parameters as they are


def test_a_saturated_neuron_has_a_slope_in_the_one_and_none_in_the_other():
    network = Network((1, 1, 1), hidden="sigmoid", bias=False)
    network.theta = [40, 1]
    X, Y = np.ones((1, 1)), np.zeros((1, 1))
    slope = np.exp(-40) / (1 + np.exp(-40)) ** 2
    assert network.gradient(X, Y).theta[0] == pytest.approx(2 * slope, rel=1e-14)
    assert Passes(network, X, Y).gradient(np.arange(1))[0] == 0


def test_a_column_of_a_larger_array_is_copied_once():
    """`take` would copy all of it for each batch: a million rows, 15 times as long at B = 32."""
    network, table = Network((2, 1), seed=0), np.random.default_rng(0).normal(size=(9, 3))
    X, Y = table[:, :2], table[:, 2:]
    passes = Passes(network, X, Y)
    assert passes._X.flags.c_contiguous and passes._Y.flags.c_contiguous
    whole = Passes(network, X.copy(), Y.copy())
    assert whole._X.base is None, "what lies together is not copied again"
    np.testing.assert_array_equal(passes.gradient(np.arange(9)), whole.gradient(np.arange(9)))
