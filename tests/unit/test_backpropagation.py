"""Section 8: the lecture's example by every digit, gradients by complex steps, deltas by loops."""

import mpmath
import numpy as np
import pytest

from lecturelib.activations import Tanh
from lecturelib.backpropagation import finite_differences
from lecturelib.network import Network
from lecturelib.training import train
from tests.unit.reference import GARBAGE, complex_step, layers, mean_loss, observation

pytestmark = pytest.mark.filterwarnings("error")

mp = mpmath.MPContext()
mp.prec = 200
X1, Y1 = [[1, 0.5]], [4]


def lecture():
    """w1: x1 -> z1, w2: x2 -> z1, w3: x1 -> z2, w4: x2 -> z2, w5: a1 -> y_hat, w6: a2 -> y_hat."""
    network = Network((2, 2, 1), hidden="sigmoid", output="identity", loss="squared", bias=False)
    network.weights[0] = [[0.5, 2.3], [1.5, 3]]
    network.weights[1] = [[1], [1]]
    return network


def closed_form():
    """The example's gradient by w1, ..., w6 at 200 bits."""
    a1, a2 = (1 / (1 + mp.exp(-mp.mpf(z))) for z in ("1.25", "3.8"))
    slope = -2 * (4 - (a1 + a2))
    d1, d2 = slope * a1 * (1 - a1), slope * a2 * (1 - a2)
    return [d1, d1 / 2, d2, d2 / 2, slope * a1, slope * a2]


def w1_to_w6(weights):
    (w1, w3), (w2, w4) = weights[0]
    return [w1, w2, w3, w4, *weights[1][:, 0]]


def test_forward_pass_of_the_example():
    network, digits = lecture(), lambda values: [f"{v:.3f}" for v in values]
    trace = network.forward(X1)
    assert trace.z[0][0].tolist() == pytest.approx([1.25, 3.8], rel=1e-15)
    assert digits(trace.a[1][0]) == ["0.777", "0.978"]
    assert digits(trace.a[2][0]) == digits(network.predict(X1)) == ["1.755"]
    assert f"{network.loss(X1, Y1):.2f}" == "5.04"


def test_backward_pass_of_the_example():
    network = lecture()
    gradient = network.gradient(X1, Y1)
    g = w1_to_w6(gradient.weights)
    assert [f"{g[i]:.3f}" for i in (4, 5, 0)] == ["-3.489", "-4.391", "-0.777"]
    assert f"{gradient.delta[1][0, 0]:.2f}" == "-4.49"
    f = network.activations[0]
    assert f"{f.derivative(network.forward(X1).z[0])[0, 0]:.3f}" == "0.173"
    np.testing.assert_allclose(g, [float(v) for v in closed_form()], rtol=1e-14)


def test_update_of_the_example_and_what_is_left_to_the_reader():
    network = lecture()
    train(network, X1, Y1, batch_size=1, epochs=1, learning_rate=0.1)
    w = w1_to_w6(network.weights)
    assert [f"{w[i]:.3f}" for i in (4, 5, 0)] == ["1.349", "1.439", "0.578"]
    start = [0.5, 1.5, 2.3, 3, 1, 1]
    expected = [
        float(mp.mpf(v) - mp.mpf("0.1") * g) for v, g in zip(start, closed_form(), strict=True)
    ]
    np.testing.assert_allclose(w, expected, rtol=1e-15)
    assert [f"{w[i]:.3f}" for i in (1, 2, 3)] == ["1.539", "2.310", "3.005"]


OUTPUTS = [
    ("squared", "identity"),
    ("squared", "sigmoid"),
    ("squared", "tanh"),
    ("squared", "relu"),
    ("squared", "leaky_relu"),
    ("squared", "softplus"),
    ("binary_cross_entropy", "sigmoid"),
    ("cross_entropy", "softmax"),
]
HIDDEN = ["sigmoid", "tanh", "relu", "leaky_relu", "softplus", "identity", "step", "sign"]
SIZES = {1: (3, 2), 2: (3, 4, 2), 3: (3, 4, 3, 2), 4: (3, 4, 3, 2, 2)}


def case(hidden, loss, output, depth, bias, N=5):
    rng = np.random.default_rng([len(hidden), len(loss), len(output), depth, bias])
    sizes = SIZES[depth]
    network = Network(sizes, hidden=hidden, output=output, loss=loss, bias=bias, seed=depth)
    network.theta = rng.normal(0, 0.7, network.theta.shape)
    X = rng.normal(size=(N, 3))
    Y = rng.integers(0, 2, (N, 2)).astype(float) if loss != "squared" else rng.normal(size=(N, 2))
    if loss == "cross_entropy":
        Y[:, 0] = 1 - Y[:, 1]
    return network, X, Y, [hidden] * (depth - 1) + [output]


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("depth", [1, 2, 3, 4])
@pytest.mark.parametrize(("loss", "output"), OUTPUTS)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_gradient_by_complex_steps(hidden, loss, output, depth, bias):
    network, X, Y, names = case(hidden, loss, output, depth, bias)
    args = X, Y, network.sizes, names, loss, bias
    assert network.loss(X, Y) == pytest.approx(mean_loss(network.theta, *args), rel=1e-12)
    expected = complex_step(lambda theta: mean_loss(theta, *args), network.theta)
    np.testing.assert_allclose(network.gradient(X, Y).theta, expected, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("hidden", ["sigmoid", "leaky_relu"])
@pytest.mark.parametrize(("loss", "output"), OUTPUTS[-2:])
def test_gradient_by_central_differences_of_its_own_loss(hidden, bias, loss, output):
    network, X, Y, _ = case(hidden, loss, output, 3, bias)
    gradient, h = network.gradient(X, Y).theta, 1e-6
    for i in range(len(gradient)):
        network.theta[i] += h
        up = network.loss(X, Y)
        network.theta[i] -= 2 * h
        down = network.loss(X, Y)
        network.theta[i] += h
        assert gradient[i] == pytest.approx((up - down) / (2 * h), abs=1e-8)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize(
    ("loss", "output"), [("squared", "identity"), ("binary_cross_entropy", "sigmoid")]
)
def test_different_activations_in_each_layer(loss, output, bias):
    rng = np.random.default_rng(2)
    names = ["tanh", "relu", "softplus", output]
    network = Network((2, 3, 4, 3, 2), hidden=names[:-1], output=output, loss=loss, bias=bias)
    network.theta = rng.normal(size=network.theta.shape)
    X, Y = rng.normal(size=(4, 2)), rng.integers(0, 2, (4, 2))
    expected = complex_step(
        lambda theta: mean_loss(theta, X, Y, network.sizes, names, loss, bias), network.theta
    )
    np.testing.assert_allclose(network.gradient(X, Y).theta, expected, rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize(
    ("loss", "output"), [("squared", "tanh"), ("binary_cross_entropy", "sigmoid")]
)
def test_deltas_and_gradients_obey_8_and_5(loss, output, bias):
    network, X, Y, names = case("tanh", loss, output, 4, bias, N=6)
    gradient = network.gradient(X, Y)
    pairs = layers(network.theta, network.sizes, bias)
    assert [d.shape for d in gradient.delta] == [(6, n) for n in network.sizes[1:]]
    by_hand = [observation(pairs, x, y, names, loss) for x, y in zip(X, Y, strict=True)]
    for l in range(4):
        for n in range(6):
            np.testing.assert_allclose(
                gradient.delta[l][n], np.array(by_hand[n][1][l]) / 6, rtol=1e-11
            )
        dW = sum(np.array(gradients[l][0]) for gradients, _ in by_hand) / 6
        np.testing.assert_allclose(gradient.weights[l], dW, rtol=1e-10, atol=1e-15)
        if bias:
            db = sum(np.array(gradients[l][1]) for gradients, _ in by_hand) / 6
            np.testing.assert_allclose(gradient.biases[l], db, rtol=1e-10, atol=1e-15)


def test_delta_is_the_derivative_by_the_net_input():
    """Shifting z_i^(l) of all observations is shifting b_i^(l): deltas add up to its slope."""
    network, X, Y, _ = case("softplus", "squared", "identity", 4, True)
    gradient = network.gradient(X, Y)
    for delta, b in zip(gradient.delta, gradient.biases, strict=True):
        np.testing.assert_allclose(delta.sum(axis=0), b, rtol=1e-12)


def test_recursion_8_by_a_triple_loop():
    network, X, Y, _ = case("sigmoid", "squared", "identity", 4, True)
    gradient, trace = network.gradient(X, Y), network.forward(X)
    for l in range(3):
        W = network.weights[l + 1]
        for n in range(len(X)):
            for i in range(W.shape[0]):
                total = 0.0
                for k in range(W.shape[1]):
                    total += gradient.delta[l + 1][n, k] * W[i, k]
                a = trace.a[l + 1][n, i]
                assert gradient.delta[l][n, i] == pytest.approx(a * (1 - a) * total, rel=1e-12)


def test_lists_of_the_gradient_are_views_of_its_vector():
    network, X, Y, _ = case("tanh", "squared", "identity", 3, True)
    gradient = network.gradient(X, Y)
    assert not np.shares_memory(gradient.theta, network.theta)
    for view in [*gradient.weights, *gradient.biases]:
        assert np.shares_memory(view, gradient.theta)
        view[...] = 0
    assert not gradient.theta.any()


def test_gradient_is_the_mean_over_observations():
    network, X, Y, _ = case("tanh", "squared", "identity", 2, True)
    one_by_one = [network.gradient(X[n : n + 1], Y[n : n + 1]).theta for n in range(5)]
    np.testing.assert_allclose(
        network.gradient(X, Y).theta, np.mean(one_by_one, axis=0), rtol=1e-12
    )


def test_many_rows_equal_small_blocks():
    rng = np.random.default_rng(4)
    network = Network((3, 4, 1), hidden="tanh")
    X, Y = rng.normal(size=(5000, 3)), rng.normal(size=5000)
    gradient = network.gradient(X, Y)
    blocks = [slice(i, i + 100) for i in range(0, 5000, 100)]
    mean = np.mean([network.gradient(X[block], Y[block]).theta for block in blocks], axis=0)
    np.testing.assert_allclose(gradient.theta, mean, rtol=1e-11)
    losses = [network.loss(X[block], Y[block]) for block in blocks]
    assert network.loss(X, Y) == pytest.approx(np.mean(losses), rel=1e-13)
    outputs = [network.predict(X[block]) for block in blocks]
    np.testing.assert_allclose(network.predict(X), np.concatenate(outputs), rtol=1e-12)


def test_saturated_cross_entropy_still_has_a_gradient():
    network = Network((1, 1), output="sigmoid", loss="binary_cross_entropy")
    network.theta = [1, 0]
    assert network.gradient([[1e4]], [0]).theta.tolist() == [1e4, 1]
    assert network.gradient([[-1e4]], [1]).theta.tolist() == [1e4, -1]


def test_dead_relu_gets_no_gradient():
    network = Network((1, 1, 1), hidden="relu")
    network.theta = [1, -5, 1, 0]  # z = x - 5
    assert network.gradient([[1.0], [5.0]], [3, 3]).theta[:2].tolist() == [0, 0]  # ReLU'(0) = 0
    leaky = Network((1, 1, 1), hidden="leaky_relu")
    leaky.theta = [1, -5, 1, 0]
    assert leaky.gradient([[5.0]], [1]).theta[1] == -2 * 0.01  # LReLU'(0) = gamma


@pytest.mark.parametrize("bad", GARBAGE)
def test_garbage_is_refused_and_nothing_changes(bad):
    network = Network((1, 2, 1))
    before = network.theta.tobytes()
    with pytest.raises((TypeError, ValueError), match="^X must"):
        network.gradient(GARBAGE[bad], [1.0])
    with pytest.raises((TypeError, ValueError), match="^Y must"):
        network.gradient([[1.0]], GARBAGE[bad])
    assert network.theta.tobytes() == before


@pytest.mark.parametrize("bias", [True, False])
def test_finite_differences_agree_and_leave_the_network_as_it_was(bias):
    network, X, Y, names = case("tanh", "squared", "identity", 3, bias)
    before = network.theta.copy()
    exact = complex_step(
        lambda theta: mean_loss(theta, X, Y, network.sizes, names, "squared", bias), before
    )
    np.testing.assert_allclose(finite_differences(network, X, Y), exact, atol=1e-8)
    np.testing.assert_array_equal(network.theta, before)
    errors = [np.abs(finite_differences(network, X, Y, h) - exact).max() for h in (0.02, 0.01)]
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.01)  # of order h^2


@pytest.mark.parametrize("h", [0, -1e-5, np.nan, "small"])
def test_the_step_of_finite_differences_is_positive(h):
    with pytest.raises((TypeError, ValueError), match="^h must be a "):
        finite_differences(Network((1, 1)), [[1.0]], [1.0], h)


class Breaking(Tanh):
    """Is interrupted at its n-th call."""

    def __init__(self, n):
        self.left = n + 1  # the network tries it once

    def value(self, z):
        self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt
        return super().value(z)


def test_finite_differences_that_are_cut_short_leave_the_network_as_it_was():
    for n in (1, 2, 5):
        network = Network((1, 2, 1), hidden=Breaking(n))
        before = network.theta.tobytes()
        with pytest.raises(KeyboardInterrupt):
            finite_differences(network, [[1.0]], [1.0])
        assert network.theta.tobytes() == before


@pytest.mark.parametrize("thing", [None, "net", type("Thing", (), {"theta": np.zeros(3)})()])
def test_finite_differences_want_a_network(thing):
    with pytest.raises(TypeError, match="^network must be a Network, got "):
        finite_differences(thing, [[1.0]], [1.0])
