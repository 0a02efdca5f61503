"""Section 6: the staircase's bound, its halving, and trained networks that beat stated bounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturelib.approximation import Square, best_output, fit, spread, staircase, sup_error
from lecturelib.network import Network
from tests.unit.reference import NOT_NUMBERS

pytestmark = pytest.mark.filterwarnings("error")


def wave(x):
    return np.sin(2 * np.pi * x)


@given(heights=st.lists(st.floats(-5, 5), min_size=2, max_size=12), m=st.integers(1, 60))
def test_staircase_keeps_its_bound_on_lipschitz_functions(heights, m):
    """A broken line through random heights changes no faster than its steepest piece, K."""
    knots = np.linspace(0, 1, len(heights))
    K = np.abs(np.diff(heights)).max() * (len(heights) - 1)

    def g(x):
        return np.interp(x, knots, heights)

    error = sup_error(staircase(g, m), g)
    assert error <= K / (2 * (m + 1)) + 1e-12 * (1 + max(map(abs, heights))) * m


@pytest.mark.parametrize(
    ("g", "K"), [(wave, 2 * np.pi), (np.exp, np.e), (lambda x: np.abs(x - 0.4), 1)]
)
@pytest.mark.parametrize("m", [1, 2, 9, 49, 199])
def test_staircase_keeps_its_bound(g, K, m):
    assert sup_error(staircase(g, m), g) <= K / (2 * (m + 1)) * (1 + 1e-9)


def test_the_bound_is_reached_by_a_straight_line():
    for m in (1, 4, 9, 99):
        error = sup_error(staircase(lambda x: 3 * x, m), lambda x: 3 * x)
        assert error == pytest.approx(3 / (2 * (m + 1)), rel=1e-3)


def test_error_halves_as_m_doubles():
    errors = [sup_error(staircase(wave, m), wave) for m in (9, 19, 39, 79, 159)]  # treads double
    ratios = np.divide(errors[:-1], errors[1:])
    assert (np.abs(ratios - 2) < 0.1).all()


def test_staircase_is_the_lectures_network():
    """G(x) = sum alpha_i f(w_i x + b_i) + alpha_0 of m steps; g at each tread's middle."""
    m = 4
    network = staircase(np.square, m)
    assert network.sizes == (1, m, 1)
    assert [f.name for f in network.activations] == ["step", "identity"]
    middles = (np.arange(m + 1) + 0.5) / (m + 1)
    for shift in (-0.09, 0, 0.09):
        np.testing.assert_allclose(
            network.predict((middles + shift)[:, None]), middles**2, atol=1e-14
        )


def test_a_constant_needs_no_steps():
    network = staircase(lambda x: 2.5, 3)
    assert not network.weights[1].any() and sup_error(network, lambda x: 2.5 + 0 * x) == 0


def test_sup_error_looks_everywhere():
    def spike(x):
        return np.where(np.abs(x - 0.7) < 1e-9, 3.0, 0.0)

    assert sup_error(lambda x: 0 * x, spike) == 3
    for tilted in (lambda x: x, lambda x: 1 - x):
        assert sup_error(tilted, lambda x: 0 * x) == 1
    assert sup_error(lambda x: -2.0, lambda x: 1.0) == 3
    assert isinstance(sup_error(wave, wave), float) and sup_error(wave, wave) == 0
    network = Network((1, 1))
    network.theta = [2, 1]
    assert sup_error(network, lambda x: 2 * x + 1.25) == pytest.approx(0.25)


@pytest.mark.parametrize(
    "hidden", ["sigmoid", "tanh", "relu", "leaky_relu", "softplus", "identity"]
)
@pytest.mark.parametrize("m", [1, 20, 200])
def test_training_never_diverges(hidden, m):
    error = sup_error(fit(wave, m, hidden=hidden, epochs=30), wave)
    assert np.isfinite(error) and error < 1.5


@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "relu", "leaky_relu", "softplus"])
def test_twenty_trained_neurons_beat_the_best_constant_by_far(hidden):
    assert sup_error(fit(wave, 20, hidden=hidden, epochs=1000), wave) < 0.3


@pytest.mark.parametrize("g", [wave, np.exp, lambda x: np.abs(x - 0.4)])
def test_ten_trained_neurons_beat_ten_steps(g):
    network = fit(g, 10)
    assert network.sizes == (1, 10, 1)
    assert sup_error(network, g) < sup_error(staircase(g, 10), g)


def test_without_an_activation_the_fit_is_a_straight_line():
    network = fit(wave, 5, hidden="identity", epochs=100)
    x = np.linspace(0, 1, 11)[:, None]
    assert np.abs(np.diff(network.predict(x), n=2)).max() < 1e-12


def test_seeds_reproduce():
    first, again, other = (fit(wave, 3, epochs=20, seed=seed).theta for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.allclose(first, other)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: staircase(wave, 0), ValueError, "m must be a whole number of at least 1, got 0"),
        (lambda: staircase(wave, 2.0), TypeError, "m must be a whole number, got float"),
        (lambda: staircase(3, 4), TypeError, "g must be a function of x, got int"),
        (
            lambda: staircase(lambda x: x / 0 * 0, 4),
            ValueError,
            "g(x) must not hold NaN, got 5 of 5",
        ),
        (
            lambda: staircase(lambda x: x[:3], 4),
            ValueError,
            "g(x) must have the shape of x, (5,), got (3,)",
        ),
        (
            lambda: staircase(lambda x: "high", 4),
            TypeError,
            "g(x) must hold real numbers, got the text 'high'",
        ),
        (lambda: fit(wave, -1), ValueError, "m must be a whole number of at least 1, got -1"),
        (lambda: fit(None, 3), TypeError, "g must be a function of x, got NoneType"),
        (
            lambda: fit(wave, 3, epochs=0),
            ValueError,
            "epochs must be a whole number of at least 1, got 0",
        ),
        (
            lambda: fit(wave, 3, hidden="cosine", epochs=1),
            ValueError,
            "hidden must be one of sigmoid, tanh, relu, leaky_relu, softplus, identity, step, "
            "sign; got 'cosine'",
        ),
        (
            lambda: fit(wave, 3, seed=-1),
            ValueError,
            "seed must be a whole number of at least 0, got -1",
        ),
        (lambda: sup_error("G", wave), TypeError, "G must be a function of x, got str"),
        (lambda: sup_error(wave, [1]), TypeError, "g must be a function of x, got list"),
        (
            lambda: sup_error(Network((2, 1)), wave),
            ValueError,
            "G must have sizes (1, ..., 1), got (2, 1)",
        ),
        (
            lambda: sup_error(Network((1, 3, 2)), wave),
            ValueError,
            "G must have sizes (1, ..., 1), got (1, 3, 2)",
        ),
    ],
)
def test_messages(call, error, message):
    with np.errstate(all="ignore"), pytest.raises(error) as raised:
        call()
    assert str(raised.value) == message


@pytest.mark.parametrize("bad", NOT_NUMBERS)
def test_m_must_be_a_whole_number(bad):
    for call in (staircase, fit):
        with pytest.raises(TypeError, match="^m must be a whole number, got "):
            call(wave, NOT_NUMBERS[bad])


def test_of_squares_comes_a_parabola_whatever_m():
    for m in (1, 2, 7, 60):
        network = best_output(spread(m, Square()), wave)
        curve = network.predict(np.linspace(0, 1, 41)[:, None])
        assert np.abs(np.diff(curve, n=3)).max() < 1e-7
        assert sup_error(network, wave) > 0.7


def wave_in_place(x):
    x *= 2 * np.pi
    return np.sin(x, out=x)


def test_a_function_that_works_in_place_harms_nobody():
    for make in (
        lambda g: staircase(g, 20),
        lambda g: fit(g, 3, epochs=5),
        lambda g: best_output(spread(6), g),
    ):
        np.testing.assert_array_equal(make(wave_in_place).theta, make(wave).theta)
    assert sup_error(wave_in_place, wave_in_place) == 0
    assert sup_error(staircase(wave, 20), wave_in_place) == sup_error(staircase(wave, 20), wave)
    assert sup_error(lambda x: x, lambda x: 0 * x) == 1


def test_square_cannot_be_trained():
    with pytest.raises(ValueError, match="^hidden must be an activation that can be trained"):
        fit(wave, 3, hidden=Square(), epochs=1)


def test_square_at_the_ends_of_the_number_line():
    with np.errstate(all="raise"):
        assert Square()([1e200, -np.inf, 1e-200]).tolist() == [np.inf, np.inf, 0]
        assert Square().derivative([1e308, -1e308, 5e-324]).tolist() == [np.inf, -np.inf, 1e-323]


def test_best_output_wants_biases():
    network = Network((1, 3, 1), hidden="tanh", bias=False)
    before = network.theta.copy()
    with pytest.raises(ValueError, match="^network must have biases, got bias=False$"):
        best_output(network, wave)
    np.testing.assert_array_equal(network.theta, before)


def jump(x):
    return np.where(x > 0.5, 1.5e308, -1.5e308)


def test_heights_beyond_floats():
    with np.errstate(all="raise"):
        assert sup_error(jump, lambda x: -jump(x)) == np.inf
        with pytest.raises(
            ValueError, match=r"^g\(x\) must change .*, got -1.5e\+308 to 1.5e\+308$"
        ):
            staircase(jump, 4)
    network = spread(1)
    network.theta = [1e-10, 0, 1, 0]  # so alpha_1 would have to be 3e318
    with pytest.raises(ValueError, match=r"^g\(x\) must be small enough"):
        best_output(network, lambda x: 1.5e308 * (2 * x - 1))
    assert network.theta.tolist() == [1e-10, 0, 1, 0]


def test_a_network_that_has_diverged_has_no_error():
    network = spread(3, "relu")
    network.theta[:] = 1e300
    with pytest.raises(ValueError, match=r"^G\(x\) must be finite"):
        sup_error(network, wave)


def test_masked_heights_are_refused():
    with pytest.raises(ValueError, match=r"^g\(x\) must not hold masked numbers"):
        staircase(lambda x: np.ma.masked_less(x, 0.5), 4)


def test_square_and_its_slope():
    z, h = np.linspace(-3, 3, 13), 1e-6
    np.testing.assert_allclose(Square()(z), z * z)
    np.testing.assert_allclose(
        Square().derivative(z), ((z + h) ** 2 - (z - h) ** 2) / (2 * h), atol=1e-8
    )


@pytest.mark.parametrize("hidden", ["relu", "tanh", "sigmoid"])
def test_best_output_leaves_no_slope_in_alpha(hidden):
    network = spread(6, hidden)
    before = network.weights[0].copy(), network.biases[0].copy()
    assert best_output(network, wave) is network
    np.testing.assert_array_equal(network.weights[0], before[0])
    np.testing.assert_array_equal(network.biases[0], before[1])
    x = np.linspace(0, 1, 1001)
    gradient = network.gradient(x[:, None], wave(x))
    assert np.abs(gradient.weights[1]).max() < 1e-9 and np.abs(gradient.biases[1]).max() < 1e-9


def test_spread_has_its_bends_in_the_unit_interval():
    for hidden in ("tanh", "relu"):
        network = spread(5, hidden)
        np.testing.assert_allclose(
            -network.biases[0] / network.weights[0][0], [0.1, 0.3, 0.5, 0.7, 0.9]
        )


@pytest.mark.parametrize("sizes", [(1, 1), (2, 3, 1), (1, 2, 2, 1), (1, 2, 1, 3)])
def test_best_output_wants_one_hidden_layer(sizes):
    with pytest.raises(ValueError, match=r"network must have sizes \(1, m, 1\), got"):
        best_output(Network(sizes), wave)
    with pytest.raises(TypeError, match="network must be a Network, got the text 'network'"):
        best_output("network", wave)
