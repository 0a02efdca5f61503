"""Section 5: every activation and its derivative against 200-bit arithmetic; some facts."""

import copy

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from lecturelib import activations
from lecturelib.activations import (
    ACTIVATIONS,
    OUTPUTS,
    Activation,
    LeakyReLU,
    activation,
    softmax,
)
from lecturelib.network import Network
from lecturelib.structures import recur
from tests.unit.reference import GARBAGE, NOT_NUMBERS

pytestmark = pytest.mark.filterwarnings("error")

NAMES = ["sigmoid", "tanh", "relu", "leaky_relu", "softplus", "identity", "step", "sign"]
SMALLEST = float(np.finfo(float).tiny)
STEP = 5e-324  # between floats below SMALLEST
mp = mpmath.MPContext()
mp.prec = 200

# Written from the lecture, in forms that lose nothing at 200 bits.
VALUE = {
    "sigmoid": lambda z: mp.exp(z) / (1 + mp.exp(z)),
    "tanh": lambda z: mp.sinh(z) / mp.cosh(z),
    "relu": lambda z: max(z, mp.mpf(0)),
    "leaky_relu": lambda z: z if z >= 0 else mp.mpf(0.01) * z,
    "softplus": lambda z: mp.log1p(mp.exp(z)),
    "identity": lambda z: z,
    "step": lambda z: mp.mpf(1 if z > 0 else 0),
    "sign": lambda z: mp.mpf(1 if z >= 0 else -1),
}
SLOPE = {
    "sigmoid": lambda z: mp.exp(z) / (1 + mp.exp(z)) ** 2,
    "tanh": lambda z: 1 / mp.cosh(z) ** 2,
    "relu": lambda z: mp.mpf(1 if z > 0 else 0),
    "leaky_relu": lambda z: mp.mpf(1 if z > 0 else 0.01),
    "softplus": VALUE["sigmoid"],
    "identity": lambda z: mp.mpf(1),
    "step": lambda z: mp.mpf(0),
    "sign": lambda z: mp.mpf(0),
}


def places():
    rng = np.random.default_rng(5)
    edges = np.array(
        [
            0,
            5e-324,
            1e-310,
            SMALLEST,
            1e-200,
            1e-16,
            1e-8,
            0.5,
            1,
            18,
            19,
            20,
            36,
            36.8,
            37,
            177,
            354,
            354.2,
            354.5,
            354.9,
            372,
            372.5,
            708,
            708.39,
            708.4,
            709,
            709.7,
            709.79,
            710,
            744,
            745,
            745.2,
            746,
            1e154,
            1e200,
            9e307,
            1e3,
            9999.5,
            1e4,
        ]
    )
    tiny = 10 ** rng.uniform(-320, 4, 300)
    wide = rng.uniform(0, 1e4, 100)
    middle = rng.uniform(0, 760, 500)
    positive = np.concatenate([edges, tiny, wide, middle])
    return np.concatenate([positive, -positive])


def assert_close(got, true, z):
    for value, exact, at in zip(got.tolist(), true, z.tolist(), strict=True):
        assert abs(mp.mpf(value) - exact) <= 1e-14 * abs(exact) + STEP, (at, value, exact)


@pytest.mark.parametrize("name", NAMES)
def test_value_is_exact(name):
    z = places()
    assert_close(ACTIVATIONS[name](z), [VALUE[name](mp.mpf(v)) for v in z.tolist()], z)


@pytest.mark.parametrize("name", NAMES)
def test_derivative_is_exact(name):
    z = places()
    assert_close(ACTIVATIONS[name].derivative(z), [SLOPE[name](mp.mpf(v)) for v in z.tolist()], z)


@pytest.mark.parametrize("name", NAMES)
def test_slope_of_output_agrees_with_the_slope(name):
    f, z = ACTIVATIONS[name], places()
    difference = np.abs(f.slope_of_output(f.value(z)) - f.slope(z))
    assert difference.max() <= 4e-16


def test_a_saturated_slope_is_small_but_there():
    """sigmoid'(40) = e^-40 / (1 + e^-40)^2 = 4.248354255291589e-18, and so on."""
    assert activations.sigmoid.derivative([40, -40]).tolist() == [4.248354255291589e-18] * 2
    assert activations.sigmoid.derivative(-745.0) == activations.sigmoid(-745.0) == STEP
    assert activations.sigmoid(-744.0) == 2 * STEP  # e^-744 is 2.04 of these
    assert activations.sigmoid(-746.0) == 0
    assert activations.tanh.derivative(30.0) == pytest.approx(4 * np.exp(-60.0), rel=1e-15)
    assert activations.sigmoid.slope_of_output(activations.sigmoid(40.0)) == 0


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "leaky_relu", "softplus", "identity"])
def test_derivative_is_the_slope_of_the_value(name):
    f, z, h = ACTIVATIONS[name], np.linspace(-6.03, 6, 71), 1e-5
    np.testing.assert_allclose(f.derivative(z), (f(z + h) - f(z - h)) / (2 * h), atol=1e-9)


def test_values_at_zero():
    at_zero = {
        name: (float(ACTIVATIONS[name](0.0)), float(ACTIVATIONS[name].derivative(0.0)))
        for name in NAMES
    }
    assert at_zero == {
        "sigmoid": (0.5, 0.25),
        "tanh": (0, 1),
        "relu": (0, 0),
        "leaky_relu": (0, 0.01),
        "softplus": (np.log(2), 0.5),
        "identity": (0, 1),
        "step": (0, 0),
        "sign": (1, 0),
    }
    assert activations.sign(-0.0) == 1 and activations.step(-0.0) == 0
    assert activations.sign(-5e-324) == -1 and activations.step(5e-324) == 1


def test_tanh_is_a_stretched_sigmoid():
    z = np.linspace(-20, 20, 401)
    np.testing.assert_allclose(activations.tanh(z), 2 * activations.sigmoid(2 * z) - 1, atol=1e-15)


def test_sigmoid_is_symmetric_and_steepest_at_zero():
    z = np.linspace(-30, 30, 601)
    np.testing.assert_allclose(activations.sigmoid(z) + activations.sigmoid(-z), 1, rtol=1e-15)
    assert activations.sigmoid.derivative(z).max() == activations.sigmoid.derivative(0.0) == 0.25


@pytest.mark.parametrize("gamma", [0.01, 0.2, 0.999])
def test_leaky_relu_takes_gamma(gamma):
    f, z = LeakyReLU(gamma), np.array([-1e4, -2.0, -0.0, 0.0, 3.0])
    np.testing.assert_array_equal(f(z), [-1e4 * gamma, -2 * gamma, 0, 0, 3])
    np.testing.assert_array_equal(f.derivative(z), [gamma, gamma, gamma, gamma, 1])
    np.testing.assert_array_equal(f.slope_of_output(f.value(z)), f.slope(z))
    assert f.gamma == gamma and f.name == "leaky_relu"


def test_limits_at_infinity():
    z = np.array([-np.inf, np.inf])
    expected = {
        "sigmoid": ([0, 1], [0, 0]),
        "tanh": ([-1, 1], [0, 0]),
        "relu": ([0, np.inf], [0, 1]),
        "leaky_relu": ([-np.inf, np.inf], [0.01, 1]),
        "softplus": ([0, np.inf], [0, 1]),
        "identity": ([-np.inf, np.inf], [1, 1]),
        "step": ([0, 1], [0, 0]),
        "sign": ([-1, 1], [0, 0]),
    }
    for name, (values, slopes) in expected.items():
        assert ACTIVATIONS[name](z).tolist() == values, name
        assert ACTIVATIONS[name].derivative(z).tolist() == slopes, name


@given(z=arrays(float, array_shapes(max_dims=3, max_side=4), elements=st.floats(-1e4, 1e4)))
def test_shape_is_kept_and_the_input_is_left_alone(z):
    before = z.copy()
    for f in ACTIVATIONS.values():
        for result in (f(z), f.derivative(z)):
            assert result.shape == z.shape and result.dtype == float
            assert not np.shares_memory(result, z)
    np.testing.assert_array_equal(z, before)


class Cube(Activation):
    """A student's own, which works in place."""

    name = "cube"

    def value(self, z):
        z *= z * z
        return z

    def slope(self, z):
        z **= 2
        z *= 3
        return z

    def slope_of_output(self, a):
        return 3 * np.cbrt(a) ** 2


def test_an_activation_that_works_in_place_harms_nobody():
    z = np.array([1.0, -2.0])
    assert Cube()(z).tolist() == [1, -8] and Cube().derivative(z).tolist() == [3, 12]
    assert z.tolist() == [1, -2]
    np.testing.assert_allclose(recur([1.0, 0.5], 1, 1, f=Cube()), [1, 1.5**3], rtol=1e-15)


def test_an_unfinished_activation_cannot_be_made():
    class Half(Activation):
        def value(self, z):
            return z

    with pytest.raises(TypeError, match="Half.*slope.*slope_of_output"):
        Half()


def test_shared_activations_stay_as_they_are():
    with pytest.raises(AttributeError, match="gamma"):
        activations.leaky_relu.gamma = 0.5
    with pytest.raises(TypeError, match="does not support item assignment"):
        ACTIVATIONS["relu"] = Cube()
    assert activations.leaky_relu(-1.0) == -0.01 and ACTIVATIONS["relu"] is activations.relu


@pytest.mark.parametrize(
    "z",
    [
        [-1, 0, 2],
        np.array([-1, 0, 2], dtype=np.int8),
        (-1.0, 0.0, 2.0),
        np.array([-1, 0, 2], dtype=np.float32),
    ],
)
def test_any_real_numbers_will_do(z):
    np.testing.assert_array_equal(softmax(z), softmax(np.array([-1.0, 0.0, 2.0])))
    for f in ACTIVATIONS.values():
        np.testing.assert_array_equal(f(z), f(np.array([-1.0, 0.0, 2.0])))
        assert f(z).dtype == f.derivative(z).dtype == float


def test_table():
    assert list(ACTIVATIONS) == NAMES
    for name, f in ACTIVATIONS.items():
        assert f is getattr(activations, name) and f.name == repr(f).split("(")[0] == name
        assert isinstance(f.latex, str) and f.latex
    assert activation("hidden", "tanh") is activations.tanh
    own = LeakyReLU(0.3)
    assert activation("hidden", own) is own


def rows_of_net_inputs():
    rng = np.random.default_rng(8)
    ends = [[0, 0, 0], [745, 0, -745], [1e4, 1e4 - 1, -1e4], [5e-324, 0, -36.8], [1e300, 0, -1e300]]
    spread = 10 ** rng.uniform(-3, 3, (60, 1))
    return np.concatenate([ends, spread * rng.normal(size=(60, 3))])


def test_softmax_is_exact():
    z = rows_of_net_inputs()
    for row, at in zip(softmax(z).tolist(), z.tolist(), strict=True):
        powers = [mp.exp(mp.mpf(value) - max(at)) for value in at]
        for value, power in zip(row, powers, strict=True):
            true = power / sum(powers)
            assert abs(mp.mpf(value) - true) <= 1e-13 * true + STEP, (at, value, true)


def test_softmax_of_two_classes_is_the_sigmoid():
    z = np.concatenate([np.linspace(-40, 40, 81), [-744, 744, 1e300]])
    pairs = softmax(np.column_stack([z, np.zeros_like(z)]))
    np.testing.assert_allclose(pairs[:, 0], activations.sigmoid(z), rtol=1e-15)
    np.testing.assert_allclose(pairs[:, 1], activations.sigmoid(-z), rtol=1e-15)


def test_softmax_by_hand():
    np.testing.assert_allclose(softmax(np.log([1, 2, 5])), [1 / 8, 2 / 8, 5 / 8], rtol=1e-15)
    assert softmax([3.0, 3.0, 3.0, 3.0]).tolist() == [0.25] * 4
    assert softmax([1.7e308, -1.7e308]).tolist() == [1, 0]
    assert softmax([5.0]).tolist() == [1]


@given(
    z=arrays(float, array_shapes(min_dims=2, max_dims=2, max_side=5), elements=st.floats(-800, 800))
)
def test_softmax_is_a_distribution_that_forgets_what_all_have_in_common(z):
    before, a = z.copy(), softmax(z)
    assert a.shape == z.shape and (a >= 0).all()
    np.testing.assert_allclose(a.sum(axis=1), 1, rtol=1e-15)
    np.testing.assert_allclose(softmax(z + 64), a, rtol=1e-12, atol=1e-300)
    np.testing.assert_array_equal([softmax(row) for row in z], a)
    np.testing.assert_array_equal(z, before)


def test_softmax_is_an_output_and_no_activation():
    assert {**ACTIVATIONS, "softmax": softmax} == OUTPUTS
    assert softmax.name == repr(softmax) == "softmax" and softmax.latex
    assert activation("output", "softmax", OUTPUTS) is softmax
    assert activation("output", copy.deepcopy(softmax), OUTPUTS) is softmax
    for value in ("softmax", softmax):
        with pytest.raises(ValueError, match="hidden must be one of .*, sign; got 'softmax'"):
            activation("hidden", value)


@pytest.mark.parametrize("bad", sorted(GARBAGE))
def test_softmax_refuses_garbage(bad):
    with pytest.raises((TypeError, ValueError), match="^z must"):
        softmax(GARBAGE[bad])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("bad", sorted(GARBAGE.keys() - {"inf", "a scalar", "four axes"}))
def test_garbage_is_refused(name, bad):
    for call in (ACTIVATIONS[name], ACTIVATIONS[name].derivative):
        with pytest.raises((TypeError, ValueError), match="^z must"):
            call(GARBAGE[bad])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: activations.sigmoid("3"), TypeError, "z must hold real numbers, got the text '3'"),
        (lambda: activations.tanh([1j]), TypeError, "z must hold real numbers, got complex"),
        (
            lambda: activations.relu(np.empty((0, 2))),
            ValueError,
            "z must not be empty, got shape (0, 2)",
        ),
        (
            lambda: activations.softplus([1, np.nan, np.nan]),
            ValueError,
            "z must not hold NaN, got 2 of 3",
        ),
        (
            lambda: softmax([1, np.inf]),
            ValueError,
            "z must be finite, got 1 infinite of 2",
        ),
        (
            lambda: softmax(3.0),
            ValueError,
            "z must have shape (k,) or (N, k), got ()",
        ),
        (
            lambda: LeakyReLU(0),
            ValueError,
            "gamma must be a finite number above 0 and below 1, got 0",
        ),
        (
            lambda: LeakyReLU(1.0),
            ValueError,
            "gamma must be a finite number above 0 and below 1, got 1",
        ),
        (lambda: LeakyReLU("0.1"), TypeError, "gamma must be a number, got the text '0.1'"),
        (lambda: activation("hidden", 3), TypeError, "hidden must be a name, got int"),
        (
            lambda: activation("hidden", "gelu"),
            ValueError,
            "hidden must be one of " + ", ".join(NAMES) + "; got 'gelu'",
        ),
    ],
)
def test_messages(call, error, message):
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value) == message


@pytest.mark.parametrize("bad", NOT_NUMBERS)
def test_gamma_must_be_a_number(bad):
    with pytest.raises(TypeError, match="^gamma must be a number, got "):
        LeakyReLU(NOT_NUMBERS[bad])


@pytest.mark.parametrize("method", ["value", "slope", "slope_of_output"])
@pytest.mark.parametrize(
    ("result", "said"),
    [
        (None, r"object in the shape \(\)"),
        ("high", r"<U4 in the shape \(\)"),
        (np.zeros((1, 3)), r"float64 in the shape \(1, 3\)"),
        (np.zeros((2, 3), dtype=complex), r"complex128 in the shape \(2, 3\)"),
        (np.zeros(3), r"float64 in the shape \(3,\)"),
    ],
)
def test_an_activation_whose_numbers_do_not_fit_is_refused(method, result, said, monkeypatch):
    f = Cube()
    assert activation("hidden", f) is f
    monkeypatch.setattr(Cube, method, named(method, result))
    wanted = rf"^hidden must be an activation whose {method}\(z\) holds numbers in the shape of z, "
    with pytest.raises(TypeError, match=wanted + rf"\(2, 3\), got {said}$"):
        activation("hidden", f)


def named(name, result):
    def method(self, z):
        return result

    method.__name__ = name
    return method


@pytest.mark.parametrize("method", ["value", "slope"])
def test_only_the_slope_of_the_output_may_be_one_number_for_all(method, monkeypatch):
    monkeypatch.setattr(Cube, "slope_of_output", named("slope_of_output", 1.0))
    assert activation("hidden", Cube())
    monkeypatch.setattr(Cube, method, named(method, 1.0))
    with pytest.raises(TypeError, match="^hidden must be an activation whose"):
        activation("hidden", Cube())


def test_what_an_activation_raises_it_raises_in_use(monkeypatch):
    def value(self, z):
        raise NotImplementedError("not yet")

    monkeypatch.setattr(Cube, "value", value)
    network = Network((1, 1), output=Cube())
    with pytest.raises(NotImplementedError, match="not yet"):
        network.predict([[1.0]])
