"""Section 10: the random split, the L2 term and its derivative, dropout's mask, early stopping."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturelib.network import Network
from lecturelib.regularization import EarlyStopping, dropout_mask, penalty, penalty_gradient, split
from lecturelib.training import train
from tests.unit.reference import GARBAGE, NOT_NUMBERS

pytestmark = pytest.mark.filterwarnings("error")


@given(N=st.integers(5, 80), seed=st.integers(0, 50))
def test_split_puts_every_observation_in_one_part(N, seed):
    X, Y = np.arange(2.0 * N).reshape(N, 2), np.arange(N)
    parts = split(X, Y, seed=seed)
    assert len(parts) == 3
    assert sorted(n for _, y in parts for n in y) == list(range(N))
    for x, y in parts:
        np.testing.assert_array_equal(x, X[y.astype(int)])
    for (_, y), fraction in zip(parts, (0.6, 0.2, 0.2), strict=True):
        assert abs(len(y) - fraction * N) <= 1


def test_split_is_random_and_reproducible():
    X = Y = np.arange(40)
    first, again, other = (split(X, Y, seed=seed)[0][1] for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other) and not np.array_equal(first, np.arange(24))


def test_split_keeps_types_and_copies():
    X, Y = np.arange(10.0)[:, None], np.arange(10)
    parts = split(X, Y, fractions=(0.5, 0.5))
    assert [len(y) for _, y in parts] == [5, 5]
    assert parts[0][1].dtype == Y.dtype and parts[0][0].shape == (5, 1)
    parts[0][0][:] = -1
    assert (X >= 0).all()


def network(bias=True):
    net = Network((2, 3, 2), hidden="tanh", bias=bias, seed=4)
    net.theta = np.random.default_rng(1).normal(size=net.theta.shape)
    return net


@pytest.mark.parametrize("bias", [True, False])
def test_penalty_is_lambda_times_the_squared_frobenius_norm(bias):
    net = network(bias)
    expected = 0.0
    for W in net.weights:
        for row in W:
            for w in row:
                expected += w * w
    assert penalty(net, 0.3) == pytest.approx(0.3 * expected, rel=1e-13)
    assert penalty(net, 0) == 0
    if bias:
        net.biases[0] = 1e6
        assert penalty(net, 0.3) == pytest.approx(0.3 * expected, rel=1e-13)


@pytest.mark.parametrize("bias", [True, False])
def test_penalty_gradient_is_the_terms_derivative(bias):
    net, h = network(bias), 1e-6
    gradient = penalty_gradient(net, 0.7)
    assert gradient.shape == net.theta.shape
    for i in range(len(net.theta)):
        net.theta[i] += h
        up = penalty(net, 0.7)
        net.theta[i] -= 2 * h
        down = penalty(net, 0.7)
        net.theta[i] += h
        assert gradient[i] == pytest.approx((up - down) / (2 * h), abs=1e-8)


def test_training_adds_exactly_the_penaltys_derivative():
    X, Y = np.ones((4, 2)), np.ones((4, 2))
    with_penalty, net = network(), network()
    step = net.gradient(X, Y).theta + penalty_gradient(net, 0.25)
    train(with_penalty, X, Y, batch_size=4, epochs=1, learning_rate=0.1, penalty=0.25)
    np.testing.assert_allclose(with_penalty.theta, net.theta - 0.1 * step, rtol=1e-13)


def test_without_data_to_fit_weights_decay_and_biases_stay():
    net = Network((1, 1))
    net.theta = [2.0, 3.0]
    train(net, [[0.0]], [3.0], batch_size=1, epochs=5, learning_rate=0.1, penalty=0.5)
    assert net.theta.tolist() == pytest.approx([2 * 0.9**5, 3.0], rel=1e-14)


@pytest.mark.parametrize("rate", [0.0, 0.1, 0.5, 0.9])
def test_dropout_keeps_the_expectation(rate):
    n = 200_000
    mask = dropout_mask(np.random.default_rng(6), (n // 10, 10), rate)
    assert mask.shape == (n // 10, 10)
    assert set(np.unique(mask)) <= {0.0, 1 / (1 - rate)}
    tolerance = 5 * np.sqrt(rate / (1 - rate) / n)
    assert abs(mask.mean() - 1) <= tolerance
    assert abs((mask == 0).mean() - rate) <= 5 * np.sqrt(rate * (1 - rate) / n)
    assert (np.abs(mask.mean(axis=0) - 1) <= tolerance * np.sqrt(10)).all()


def test_neurons_and_observations_drop_independently():
    mask = dropout_mask(np.random.default_rng(6), (20_000, 4), 0.5) == 0
    correlation = np.corrcoef(mask.T)[np.triu_indices(4, 1)]
    assert np.abs(correlation).max() < 5 / np.sqrt(20_000)
    assert 0 < mask.all(axis=1).mean() < 0.1


def test_dropout_is_off_in_predict():
    X, Y = np.random.default_rng(0).normal(size=(30, 2)), np.ones((30, 2))
    net = network()
    train(net, X, Y, batch_size=10, epochs=2, learning_rate=0.1, dropout=0.5)
    np.testing.assert_array_equal(net.predict(X), net.predict(X))
    plain = Network((2, 3, 2), hidden="tanh")
    plain.theta = net.theta
    np.testing.assert_array_equal(net.predict(X), plain.predict(X))
    assert net.loss(X, Y) == plain.loss(X, Y)


def test_dropout_without_hidden_layers_does_nothing():
    X, Y = np.eye(2), np.ones((2, 1))
    nets = [Network((2, 1)), Network((2, 1))]
    for net, rate in zip(nets, (0.0, 0.9), strict=True):
        train(net, X, Y, batch_size=2, epochs=3, learning_rate=0.1, dropout=rate)
    np.testing.assert_array_equal(nets[0].theta, nets[1].theta)


def test_early_stopping_by_hand():
    stopping, theta = EarlyStopping(2), np.zeros(1)
    answers = []
    for epoch, loss in enumerate([5, 3, 3, 2, 4, 2, 1], start=1):
        theta[0] = epoch
        answers.append(stopping.should_stop(epoch, loss, theta))
    assert answers[:6] == [False, False, False, False, False, True]  # equal is no new lowest
    stopping = EarlyStopping(1)
    assert not stopping.should_stop(1, 1.0, np.array([1.0]))
    assert stopping.should_stop(2, np.nan, np.array([2.0]))
    assert (stopping.best_epoch, stopping.best_loss) == (1, 1.0)
    assert stopping.best_theta.tolist() == [1.0]


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: split(np.ones((4, 1)), np.ones(5)),
            ValueError,
            "Y must have one row for each of the 4 rows of X, got shape (5,)",
        ),
        (
            lambda: split(np.ones(10), np.ones(10), fractions=(0.6, 0.2)),
            ValueError,
            "fractions must be positive and sum to 1, got [0.6, 0.2]",
        ),
        (
            lambda: split(np.ones(10), np.ones(10), fractions=(1.5, -0.5)),
            ValueError,
            "fractions must be positive and sum to 1, got [1.5, -0.5]",
        ),
        (
            lambda: split(np.ones(2), np.ones(2)),
            ValueError,
            "X has too few rows, 2, for parts of [0.6, 0.2, 0.2]: one would be empty",
        ),
        (
            lambda: split(np.ones(10), np.ones(10), fractions="60/40"),
            TypeError,
            "fractions must hold real numbers, got the text '60/40'",
        ),
        (
            lambda: split(np.ones(10), np.ones(10), seed=1.5),
            TypeError,
            "seed must be a whole number, got float",
        ),
        (
            lambda: split(np.ones((3, 1)), 5),
            ValueError,
            "Y must have one row for each of the 3 rows of X, got shape ()",
        ),
        (
            lambda: penalty(network(), -1),
            ValueError,
            "lambda_ must be a finite number of at least 0, got -1",
        ),
        (lambda: penalty(None, 1), TypeError, "network must be a Network, got NoneType"),
        (
            lambda: penalty_gradient("net", 1),
            TypeError,
            "network must be a Network, got the text 'net'",
        ),
        (
            lambda: penalty_gradient(network(), np.nan),
            ValueError,
            "lambda_ must be a finite number of at least 0, got nan",
        ),
        (
            lambda: EarlyStopping(0),
            ValueError,
            "patience must be a whole number of at least 1, got 0",
        ),
        (lambda: EarlyStopping(1.5), TypeError, "patience must be a whole number, got float"),
        (lambda: dropout_mask(None, (3,), 0.5), TypeError, "rng must be a Generator, got NoneType"),
        (
            lambda: dropout_mask(np.random.default_rng(0), (3,), 1),
            ValueError,
            "rate must be a finite number of at least 0 and below 1, got 1",
        ),
        (
            lambda: dropout_mask(np.random.default_rng(0), (3,), -0.5),
            ValueError,
            "rate must be a finite number of at least 0 and below 1, got -0.5",
        ),
    ],
)
def test_messages(call, error, message):
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value) == message


@pytest.mark.parametrize("bad", sorted(GARBAGE.keys() - {"a scalar", "four axes"}))
def test_garbage_is_refused(bad):
    with pytest.raises((TypeError, ValueError), match="^X must"):
        split(GARBAGE[bad], np.ones(1))
    with pytest.raises((TypeError, ValueError), match="^Y must"):
        split(np.ones(10), GARBAGE[bad])


@pytest.mark.parametrize("bad", NOT_NUMBERS)
def test_numbers_are_wanted(bad):
    for call in (penalty, penalty_gradient):
        with pytest.raises(TypeError, match="^lambda_ must be a number, got "):
            call(network(), NOT_NUMBERS[bad])


@pytest.mark.parametrize(
    ("shape", "error", "message"),
    [
        (3, TypeError, "shape must be a tuple, got int"),
        ([2, 2], TypeError, "shape must be a tuple, got list"),
        ((2, None), ValueError, r"shape must hold whole numbers of at least 0, got \(2, None\)"),
        ((2, -1), ValueError, r"shape must hold whole numbers of at least 0, got \(2, -1\)"),
    ],
)
def test_a_bad_shape_of_a_mask_is_named(shape, error, message):
    with pytest.raises(error, match=f"^{message}$"):
        dropout_mask(np.random.default_rng(0), shape, 0.5)
