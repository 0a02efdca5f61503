"""The checks: what passes, what is refused, and whether the message says all that it should."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from lecturelib import checks
from tests.unit.reference import GARBAGE, NOT_NUMBERS

pytestmark = pytest.mark.filterwarnings("error")


@given(
    arrays(
        st.sampled_from([np.float32, np.float64, np.int16, np.int64, np.uint8]),
        array_shapes(max_dims=3, max_side=4),
        elements=st.integers(0, 100),
    )
)
def test_real_arrays_pass_unchanged(array):
    for check in (checks.numbers, checks.finite):
        result = check("x", array)
        assert result.dtype == float and result.shape == array.shape
        np.testing.assert_array_equal(result, array)


def test_infinity_passes_numbers_but_not_finite():
    assert checks.numbers("x", [np.inf, 1.0]).tolist() == [np.inf, 1]
    with pytest.raises(ValueError, match="^x must be finite, got 1 infinite of 2$"):
        checks.finite("x", [np.inf, 1.0])


def test_any_real_number_passes_number():
    for value in (3, 3.0, np.float32(3), np.int8(3), Fraction(3)):
        result = checks.number("x", value)
        assert result == 3 and type(result) is float
    assert type(checks.whole("x", np.int64(3))) is int


@given(value=st.integers(-20, 20), low=st.integers(-5, 0), high=st.integers(1, 5))
def test_bounds(value, low, high):
    def passes(check, **bounds):
        try:
            check("x", value, **bounds)
        except ValueError as error:
            assert str(error).startswith("x must be a ") and str(error).endswith(f", got {value}")
            return False
        return True

    assert passes(checks.number, above=low, below=high) == (low < value < high)
    assert passes(checks.number, at_least=low, at_most=high) == (low <= value <= high)
    assert passes(checks.whole, at_least=low, at_most=high) == (low <= value <= high)


@given(arrays(float, array_shapes(max_dims=3, max_side=3), elements=st.floats(-9, 9)))
def test_shapes(array):
    for check, dims in [(checks.vector, 1), (checks.matrix, 2)]:
        if array.ndim == dims:
            assert check("x", array).shape == array.shape
        else:
            with pytest.raises(ValueError, match="^x must have shape "):
                check("x", array)


@pytest.mark.parametrize("bad", sorted(GARBAGE.keys() - {"inf", "a scalar", "four axes"}))
def test_garbage_is_refused_by_numbers(bad):
    with pytest.raises((TypeError, ValueError), match="^x must"):
        checks.numbers("x", GARBAGE[bad])


@pytest.mark.parametrize("unit", ["s", "ns", "D"])
def test_dates_are_no_numbers(unit):
    for kind in ("M8", "m8"):
        with pytest.raises(TypeError, match="^x must hold real numbers, got "):
            checks.numbers("x", np.array([5], dtype=f"{kind}[{unit}]"))


@pytest.mark.parametrize("bad", NOT_NUMBERS)
def test_only_numbers_pass(bad):
    with pytest.raises(TypeError, match="^x must be a number, got "):
        checks.number("x", NOT_NUMBERS[bad])
    with pytest.raises(TypeError, match="^x must be a whole number, got "):
        checks.whole("x", NOT_NUMBERS[bad])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: checks.numbers("x", [[1], [1, 2]]),
            ValueError,
            "x must be a rectangular array of numbers, got rows of unequal length",
        ),
        (lambda: checks.numbers("x", None), TypeError, "x must hold real numbers, got NoneType"),
        (
            lambda: checks.numbers("x", [1, None]),
            TypeError,
            "x must hold real numbers, got NoneType",
        ),
        (
            lambda: checks.numbers("x", [10**400]),
            ValueError,
            "x must hold numbers that fit a float, got one that is too large",
        ),
        (lambda: checks.number("x", 10**400), ValueError, "x must be a finite number, got inf"),
        (
            lambda: checks.number("x", 1.0000001, at_most=1),
            ValueError,
            "x must be a finite number of at most 1, got 1.0000001",
        ),
        (
            lambda: checks.vector("x", [1, 2], size=3),
            ValueError,
            "x must have shape (3,), got (2,)",
        ),
        (
            lambda: checks.matrix("x", [[1, 2]], columns=3),
            ValueError,
            "x must have shape (N, 3), got (1, 2)",
        ),
        (
            lambda: checks.labels("x", [1, 3], (-1, 1), 2),
            ValueError,
            "x must hold only -1, 1, got 3",
        ),
        (lambda: checks.flag("x", 0), TypeError, "x must be True or False, got int"),
        (lambda: checks.choice("x", "c", ["a", "b"]), ValueError, "x must be one of a, b; got 'c'"),
        (lambda: checks.choice("x", ["a"], ["a", "b"]), TypeError, "x must be a name, got list"),
    ],
)
def test_messages(call, error, message):
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value) == message


def test_integers_of_any_size_that_fit_a_float_are_numbers():
    assert checks.numbers("x", 10**30).tolist() == 1e30
    assert checks.number("x", 10**30) == 1e30
