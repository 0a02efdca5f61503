"""Section 7: the losses against their definitions, high precision and the likelihood."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturelib.losses import LOSSES, binary_cross_entropy, cross_entropy, squared
from lecturelib.network import Network
from tests.unit.reference import GARBAGE

pytestmark = pytest.mark.filterwarnings("error")

mp = mpmath.MPContext()
mp.prec = 200


def sigmoid_unit():
    """A network whose net input is x itself."""
    network = Network((1, 1), output="sigmoid", loss="binary_cross_entropy")
    network.theta = [1, 0]
    return network


def net_inputs():
    rng = np.random.default_rng(7)
    edges = [0, 5e-324, 1e-300, 1e-16, 1e-8, 36, 37, 40, 708.39, 709, 710, 745, 746, 1e4]
    z = np.concatenate([edges, rng.uniform(0, 800, 100), 10 ** rng.uniform(-20, 4, 100)])
    return np.concatenate([z, -z])


@pytest.mark.parametrize("y", [0.0, 1.0])
def test_cross_entropy_from_the_net_input_is_exact(y):
    network = sigmoid_unit()
    for z in net_inputs().tolist():
        true = mp.log1p(mp.exp(-mp.mpf(z))) if y else mp.log1p(mp.exp(mp.mpf(z)))
        got = network.loss([[z]], [y])
        if true >= np.finfo(float).tiny:
            assert abs(got - true) <= 1e-14 * true, z
        else:
            assert 0 <= got <= np.finfo(float).tiny, z


@pytest.mark.parametrize("y", [0.0, 1.0])
@pytest.mark.parametrize("z", [-1e300, -1e4, 1e4, 1e300])
def test_confident_and_wrong_is_dear_but_finite(y, z):
    wrong = (z > 0) != (y == 1)
    assert sigmoid_unit().loss([[z]], [y]) == (abs(z) if wrong else 0)


def test_slope_in_the_net_input_is_prediction_minus_target():
    network = sigmoid_unit()
    for z in net_inputs().tolist():
        for y in (0.0, 1.0):
            delta = network.gradient([[z]], [y]).delta[0][0, 0]
            true = 1 / (1 + mp.exp(-mp.mpf(z))) - y
            assert abs(delta - true) <= 2e-16


@given(
    st.lists(
        st.tuples(st.sampled_from([0.0, 1.0]), st.floats(1e-6, 1 - 1e-6)), min_size=1, max_size=8
    )
)
def test_cross_entropy_is_minus_the_bernoulli_log_likelihood(pairs):
    likelihood = mp.mpf(1)
    for y, p in pairs:
        likelihood *= mp.mpf(p) if y == 1 else 1 - mp.mpf(p)
    y, p = np.array(pairs).T
    expected = float(-mp.log(likelihood) / len(pairs))
    assert binary_cross_entropy(y, p) == pytest.approx(expected, rel=1e-13)


def softmax_units(k):
    """A network whose net inputs are x itself."""
    network = Network((k, k), output="softmax", loss="cross_entropy")
    network.theta = [*np.eye(k).ravel(), *np.zeros(k)]
    return network


def rows_of_net_inputs():
    rng = np.random.default_rng(9)
    ends = [[0, 0, 0], [40, 0, 0], [0, 745, -1e4], [1e4, 1e4, 1e4 - 1e-9], [-1e300, 1e300, 0]]
    return np.concatenate([ends, 10 ** rng.uniform(-3, 3, (40, 1)) * rng.normal(size=(40, 3))])


def test_cross_entropy_of_many_classes_from_the_net_inputs_is_exact():
    network = softmax_units(3)
    for z in rows_of_net_inputs().tolist():
        for true in range(3):
            terms = [mp.exp(mp.mpf(value) - mp.mpf(z[true])) for value in z]
            exact = mp.log1p(sum(terms[:true] + terms[true + 1 :]))
            got = network.loss([z], [np.eye(3)[true]])
            assert abs(got - exact) <= 1e-13 * exact + 5e-324, (z, true)


def test_slope_in_the_net_inputs_is_prediction_minus_target():
    network = softmax_units(3)
    for z in rows_of_net_inputs():
        y = np.eye(3)[1]
        delta = network.gradient([z], [y]).delta[0][0]
        powers = [mp.exp(mp.mpf(value) - max(z)) for value in z.tolist()]
        exact = [
            float(power / sum(powers) - target) for power, target in zip(powers, y, strict=True)
        ]
        np.testing.assert_allclose(delta, exact, atol=3e-16)


@given(st.lists(st.tuples(st.integers(0, 2), *[st.floats(0.01, 1)] * 3), min_size=1, max_size=8))
def test_cross_entropy_is_minus_the_log_likelihood_of_the_true_classes(rows):
    true, parts = [row[0] for row in rows], np.array([row[1:] for row in rows])
    y_hat, likelihood = parts / parts.sum(axis=1, keepdims=True), mp.mpf(1)
    for one, chances in zip(true, y_hat.tolist(), strict=True):
        likelihood *= mp.mpf(chances[one])
    expected = float(-mp.log(likelihood) / len(rows))
    assert cross_entropy(np.eye(3)[true], y_hat) == pytest.approx(expected, rel=1e-12, abs=1e-15)


def test_the_loss_of_many_observations_is_the_mean_of_each_ones():
    network, z = softmax_units(3), rows_of_net_inputs()[:4]
    Y = np.eye(3)[[0, 2, 1, 1]]
    one_by_one = [network.loss([z[n]], [Y[n]]) for n in range(4)]
    assert network.loss(z, Y) == pytest.approx(np.mean(one_by_one), rel=1e-15)


def test_two_classes_are_the_binary_case():
    rng = np.random.default_rng(3)
    y, p = rng.integers(0, 2, 20), rng.uniform(size=20)
    both = np.column_stack([p, 1 - p])
    wanted = binary_cross_entropy(y, p)
    assert cross_entropy(np.column_stack([y, 1 - y]), both) == pytest.approx(wanted, rel=1e-14)


def test_cross_entropy_by_hand_and_at_the_ends():
    y_hat = np.array([[0.5, 0.25, 0.25], [0.1, 0.2, 0.7]])
    y = np.array([[0, 1, 0], [0, 0, 1]])
    assert cross_entropy(y, y_hat) == pytest.approx((np.log(4) - np.log(0.7)) / 2, rel=1e-15)
    np.testing.assert_array_equal(
        cross_entropy.derivative(y, y_hat), [[0, -4, 0], [0, 0, -1 / 0.7]]
    )
    certain = np.eye(2)
    assert str(cross_entropy(certain, certain)) == "0.0"
    assert cross_entropy(certain, certain[::-1]) == np.inf
    assert cross_entropy.derivative(certain, certain[::-1]).tolist() == [[-np.inf, 0], [0, -np.inf]]
    assert cross_entropy.derivative([[1, 0]], [[-0.0, 1]]).tolist() == [[-np.inf, 0]]
    assert cross_entropy([[1, 0]], [[0.5 + 4e-7, 0.5 + 4e-7]]) > 0  # rounded, as from 32 bits


@given(st.lists(st.tuples(*[st.floats(-1e3, 1e3)] * 2), min_size=1, max_size=8))
def test_squared_is_the_mean_squared_error(pairs):
    expected = sum((y - a) ** 2 for y, a in pairs) / len(pairs)
    y, a = np.array(pairs).T
    assert squared(y, a) == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize("loss", [squared, binary_cross_entropy])
def test_summed_over_outputs_averaged_over_observations(loss):
    rng = np.random.default_rng(0)
    y, a = rng.integers(0, 2, (6, 3)).astype(float), rng.uniform(0.1, 0.9, (6, 3))
    one_by_one = [loss([y[n, i]], [a[n, i]]) for n in range(6) for i in range(3)]
    assert isinstance(loss(y, a), float)
    assert loss(y, a) == pytest.approx(sum(one_by_one) / 6, rel=1e-14)
    assert loss(y[:, 0], a[:, 0]) == pytest.approx(loss(y[:, :1], a[:, :1]), rel=1e-15)


def test_by_hand():
    assert squared([1, 2], [3, 5]) == (4 + 9) / 2
    assert squared([[1, 2]], [[3, 5]]) == 4 + 9
    assert binary_cross_entropy([1, 0], [0.5, 0.5]) == pytest.approx(np.log(2), rel=1e-15)
    assert squared.derivative([1.0, 2.0], [3.0, 5.0]).tolist() == [4, 6]
    assert binary_cross_entropy.derivative([1, 0], [0.25, 0.75]).tolist() == [-4, 4]


@pytest.mark.parametrize("shape", [(5,), (5, 1), (5, 3)])
def test_derivative_closed_forms(shape):
    rng = np.random.default_rng(1)
    y, a = rng.integers(0, 2, shape).astype(float), rng.uniform(0.01, 0.99, shape)
    np.testing.assert_allclose(squared.derivative(y, a), -2 * (y - a), rtol=1e-15)
    np.testing.assert_allclose(
        binary_cross_entropy.derivative(y, a), (a - y) / (a * (1 - a)), rtol=1e-13
    )
    for loss in (squared, binary_cross_entropy):  # per observation: N times the slope of the mean
        h, one = 1e-6, np.zeros(shape)
        one.flat[2] = h
        slope = (loss(y, a + one) - loss(y, a - one)) / (2 * h) * len(y)
        assert loss.derivative(y, a).flat[2] == pytest.approx(slope, rel=1e-4)
        assert loss.derivative(y, a).shape == shape


def test_certain_predictions():
    assert binary_cross_entropy([0, 1], [0, 1]) == 0
    assert binary_cross_entropy([0, 1], [1, 1]) == np.inf
    assert binary_cross_entropy([1], [0]) == np.inf
    slopes = binary_cross_entropy.derivative([1, 0, 0, 1], [0, 1, 0, 1])
    assert slopes.tolist() == [-np.inf, np.inf, 1, -1]
    almost = 1 - 2**-53
    assert binary_cross_entropy([0.0], [almost]) == pytest.approx(53 * np.log(2), rel=1e-15)
    assert binary_cross_entropy([0.0], [1e-300]) == 1e-300


def test_the_mean_is_right_where_only_the_sum_is_too_large():
    """Two terms of 1e308 have the mean 1e308, but no sum that a float can hold."""
    y, y_hat = np.full(2, 1e154), np.zeros(2)
    assert squared(y, y_hat) == pytest.approx(1e308, rel=1e-15)
    assert squared([5e-162, 0.0], [0.0, 0.0]) == 1e-323  # 2.5e-323 / 2, in steps of 5e-324


def test_minus_zero_is_zero():
    assert binary_cross_entropy.derivative([1.0, 0.0], [-0.0, -0.0]).tolist() == [-np.inf, 1]
    for y in (0.0, 1.0):
        assert str(binary_cross_entropy([y], [y])) == "0.0"
    assert str(binary_cross_entropy([0.0], [-0.0])) == "0.0"


def test_tables_stay_as_they_are():
    with pytest.raises(TypeError, match="does not support item assignment"):
        LOSSES["squared"] = binary_cross_entropy


def test_extreme_values_do_not_warn():
    assert squared.derivative([-1e308], [1e308]).tolist() == [np.inf]
    assert squared([1e308, 1e200], [-1e308, 0.0]) == np.inf
    assert binary_cross_entropy.derivative([0.0, 1.0], [5e-324, 5e-324]).tolist() == [1, -np.inf]
    assert squared([1e200], [-1e200]) == np.inf


def test_table():
    assert list(LOSSES.values()) == [squared, binary_cross_entropy, cross_entropy]
    for name, loss in LOSSES.items():
        assert loss.name == repr(loss) == name and loss.latex


@pytest.mark.parametrize("loss", [squared, binary_cross_entropy, cross_entropy])
@pytest.mark.parametrize("bad", GARBAGE)
def test_garbage_is_refused(loss, bad):
    for call in (loss, loss.derivative):
        with pytest.raises((TypeError, ValueError), match="^y must"):
            call(GARBAGE[bad], [[1.0, 0.0]])
        with pytest.raises((TypeError, ValueError), match="^y_hat must"):
            call([[1.0, 0.0]], GARBAGE[bad])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: squared([1, 2], [1, 2, 3]), "y_hat must have the shape of y, (2,), got (3,)"),
        (lambda: squared([1, 2], [[1], [2]]), "y_hat must have the shape of y, (2,), got (2, 1)"),
        (lambda: squared(3, 4), "y must have shape (N,) or (N, k), got ()"),
        (lambda: squared([], []), "y must not be empty, got shape (0,)"),
        (lambda: binary_cross_entropy([2], [0.5]), "y must hold only 0, 1, got 2"),
        (lambda: binary_cross_entropy([-1, 1], [0.5, 0.5]), "y must hold only 0, 1, got -1"),
        (
            lambda: binary_cross_entropy([0, 1], [0.5, 1.5]),
            "y_hat must lie in [0, 1], got 0.5 to 1.5",
        ),
        (
            lambda: cross_entropy([0, 1], [0.5, 0.5]),
            "y must have shape (N, k) with k >= 2 classes, got (2,)",
        ),
        (
            lambda: cross_entropy([[1], [1]], [[1], [1]]),
            "y must have shape (N, k) with k >= 2 classes, got (2, 1)",
        ),
        (lambda: cross_entropy([[0, 2]], [[0.5, 0.5]]), "y must hold only 0, 1, got 2"),
        (
            lambda: cross_entropy([[0, 1], [0, 0]], [[0.5, 0.5]] * 2),
            "y must have a single 1 in each row, got 0 of them",
        ),
        (
            lambda: cross_entropy([[0, 1]] * 2, [[0.5, 0.5], [0.5, 0.501]]),
            "y_hat must have rows that sum to 1, got a sum of 1.001",
        ),
        (
            lambda: cross_entropy([[0, 1]] * 2, [[0.5, 0.5], [0.25, 0.25]]),
            "y_hat must have rows that sum to 1, got a sum of 0.5",
        ),
        (
            lambda: cross_entropy.derivative([[0, 1, 0]], [[-0.5, 0.75, 0.75]]),
            "y_hat must lie in [0, 1], got -0.5 to 0.75",
        ),
        (
            lambda: binary_cross_entropy.derivative([0], [-0.5]),
            "y_hat must lie in [0, 1], got -0.5 to -0.5",
        ),
    ],
)
def test_messages(call, message):
    with pytest.raises(ValueError) as raised:
        call()
    assert str(raised.value) == message
