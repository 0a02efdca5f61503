"""The checks: what passes, what is refused, and whether the message says all that it should."""

from collections import deque
from datetime import date, timedelta
from decimal import Decimal
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


NUMBER = checks.number


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: checks.text("x", 1), TypeError, "x must be a text, got int"),
        (lambda: checks.positive("x", [2, 0.5, 0]), ValueError, "x must hold only numbers above 0"),
        (lambda: checks.positive("x", [1], size=2), ValueError, "x must have shape (2,), got (1,)"),
        (
            lambda: checks.listed("x", "ab", NUMBER, "numbers"),
            TypeError,
            "x must be a list of numbers, got str",
        ),
        (
            lambda: checks.listed("x", np.array(1), NUMBER, "numbers"),
            TypeError,
            "x must be a list of numbers, got ndarray",
        ),
        (
            lambda: checks.listed("x", {1: 2}, NUMBER, "numbers"),
            TypeError,
            "x must be a list of numbers, got dict",
        ),
        (
            lambda: checks.listed("x", np.ma.masked_equal([1.0, 2.0], 2), NUMBER, "numbers"),
            ValueError,
            "x must not hold masked numbers, got 1",
        ),
        (
            lambda: checks.listed("x", [], NUMBER, "numbers"),
            ValueError,
            "x must have a length of at least 1, got 0",
        ),
        (
            lambda: checks.listed("x", [1, 2, 3], NUMBER, "numbers", at_least=2, at_most=2),
            ValueError,
            "x must have a length of at least 2 and of at most 2, got 3",
        ),
        (
            lambda: checks.listed("x", (1, None), NUMBER, "numbers"),
            TypeError,
            "x must be a number, got NoneType",
        ),
        (lambda: checks.named("x", [1], NUMBER), TypeError, "x must be a dict of names, got list"),
        (
            lambda: checks.named("x", {}, NUMBER),
            ValueError,
            "x must have a length of at least 1, got 0",
        ),
        (
            lambda: checks.named("x", {"a": 1, "b": 2}, NUMBER, at_most=1),
            ValueError,
            "x must have a length of at least 1 and of at most 1, got 2",
        ),
        (lambda: checks.named("x", {1: 2}, NUMBER), TypeError, "x's keys must be a text, got int"),
        (
            lambda: checks.named("x", {"c": 1}, NUMBER, options=["a", "b"]),
            ValueError,
            "x's keys must be one of a, b; got 'c'",
        ),
        (
            lambda: checks.named("x", {"a": "1"}, NUMBER),
            TypeError,
            "x['a'] must be a number, got the text '1'",
        ),
    ],
)
def test_messages_of_lists_and_dicts(call, error, message):
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value).startswith(message)


def test_lists_and_dicts_come_back_checked():
    assert checks.text("x", "") == ""
    assert checks.positive("x", [1, 5e-324]).tolist() == [1, 5e-324]
    for value in ([1, 2], (1, 2), range(1, 3), np.array([1, 2])):
        assert checks.listed("x", value, NUMBER, "numbers", at_least=2, at_most=2) == [1.0, 2.0]
    assert checks.listed("x", [], NUMBER, "numbers", at_least=0) == []
    assert checks.named("x", {"a": 1}, NUMBER, at_most=1, options=["a"]) == {"a": 1.0}


class Wrapped:
    """Like a table of another library: NumPy may ask it for an array."""

    def __array__(self, dtype=None, copy=None):
        return np.ma.masked_equal([1.0, -999.0], -999.0)


HALF = np.ma.masked_equal([1.0, -999.0], -999.0)
MASKED = {
    "array": HALF,
    "whole numbers": np.ma.array([1, 2], mask=[False, True]),
    "scalar": np.ma.masked,
    "list with a scalar": [1.0, np.ma.masked],
    "list of arrays": [np.ma.array([1.0, 2.0]), HALF],
    "tuple of lists": ([1.0, np.ma.masked], [2.0, 3.0]),
    "deque": deque([1.0, np.ma.masked]),
    "objects": np.array([1.0, np.ma.masked], dtype=object),
    "objects that are arrays": np.array([HALF, None], dtype=object),
    "wrapped": Wrapped(),
}


@pytest.mark.parametrize("masked", MASKED)
def test_what_a_mask_hides_is_refused_as_nan_is(masked):
    for check in (checks.numbers, checks.finite, checks.vector, checks.matrix):
        with pytest.raises(ValueError, match="^x must not hold masked numbers, got 1$"):
            check("x", MASKED[masked])


def test_a_masked_scalar_is_no_number():
    for check in (checks.number, checks.whole):
        with pytest.raises(ValueError, match="^x must not hold masked numbers, got 1$"):
            check("x", np.ma.masked)


def test_a_mask_that_hides_nothing_is_fine():
    for value in (np.ma.array([1.0, 2.0]), np.ma.array([1, 2], mask=[False, False])):
        result = checks.numbers("x", value)
        assert type(result) is np.ndarray and result.tolist() == [1, 2]
    assert checks.numbers("x", [np.ma.array([1.0]), np.ma.array([2.0])]).tolist() == [[1], [2]]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (np.longdouble("1.5"), 1.5),
        (np.longdouble("1e-400"), 0.0),
        (np.float16(0.1), 0.0999755859375),
        (np.float32(0.1), 0.10000000149011612),
        (np.uint64(2**64 - 1), 2.0**64),
        (10**30, 1e30),
        (Fraction(1, 3), 1 / 3),
    ],
)
def test_every_type_of_real_number_becomes_the_nearest_float(value, number):
    assert checks.number("x", value) == number
    assert checks.numbers("x", [value]).tolist() == [number]
    assert checks.numbers("x", np.array([value, 1], dtype=object)).tolist() == [number, 1]


HUGE = [10**400, -(10**400), Fraction(10**400), Fraction(-(10**400), 3)]
if np.finfo(np.longdouble).maxexp > 1024:
    HUGE.append(np.longdouble("1e400"))


@pytest.mark.parametrize("value", HUGE)
def test_numbers_beyond_floats_are_refused(value):
    for array in (value, [value, 0.5], np.array([value, 1], dtype=object)):
        with pytest.raises(ValueError, match="^x must hold numbers that fit a float, got one"):
            checks.numbers("x", array)
    with pytest.raises(ValueError, match="^x must be a finite number, got -?inf$"):
        checks.number("x", value)


NO_REALS = {
    "Decimal": Decimal("1.5"),
    "timedelta": timedelta(1),
    "date": date(2025, 3, 1),
    "timedelta64": np.timedelta64(5, "s"),
    "datetime64": np.datetime64("2025-03-01"),
    "bytes": b"1",
    "dict": {1: 2},
    "set": {1},
    "generator": (i for i in range(3)),
    "ellipsis": ...,
    "type": float,
}


@pytest.mark.parametrize("kind", NO_REALS)
def test_what_is_no_real_number_is_called_by_its_type(kind):
    value = NO_REALS[kind]
    for call, wanted in [
        (lambda: checks.number("x", value), f"x must be a number, got {kind}"),
        (lambda: checks.whole("x", value), f"x must be a whole number, got {kind}"),
        (lambda: checks.numbers("x", value), f"x must hold real numbers, got {kind}"),
        (
            lambda: checks.numbers("x", np.array([1, value], dtype=object)),
            f"x must hold real numbers, got {kind}",
        ),
    ]:
        with pytest.raises(TypeError) as raised:
            call()
        assert str(raised.value) == wanted


def test_arrays_without_real_numbers_are_called_by_their_type():
    for value, kind in [
        (np.array([5], dtype="m8[ns]"), "timedelta64[ns]"),
        (np.array([5], dtype="M8[ns]"), "datetime64[ns]"),
        (np.array([5], dtype="m8[s]"), "timedelta"),
        (np.array([], dtype="<U3"), "str96"),
        (np.zeros(2, dtype=[("a", float)]), "tuple"),
    ]:
        with pytest.raises(TypeError) as raised:
            checks.numbers("x", value)
        assert str(raised.value) == f"x must hold real numbers, got {kind}"


def test_long_values_are_shortened_in_messages():
    with pytest.raises(ValueError, match=r"^x must be a whole .*, got one of about 5000 digits$"):
        checks.whole("x", -(10**5000))
    for call in (
        lambda: checks.number("x", "long" * 1000),
        lambda: checks.choice("x", "long" * 1000, ["a"]),
    ):
        with pytest.raises((TypeError, ValueError), match="^x must be ") as raised:
            call()
        assert len(str(raised.value)) < 100


def test_counts_have_an_end():
    assert checks.count("x", 10_000_000) == 10_000_000
    for value, shown in [(10_000_001, "10000001"), (10**400, "one of about 400 digits")]:
        with pytest.raises(ValueError) as raised:
            checks.count("x", value)
        assert str(raised.value) == f"x must be at most 10,000,000, got {shown}"
    with pytest.raises(ValueError, match="^x must be a whole number of at least 2, got 1$"):
        checks.count("x", 1, at_least=2)


def test_a_list_that_holds_itself_is_refused():
    endless = []
    endless.append(endless)
    with pytest.raises(ValueError, match="^x must be a rectangular array"):
        checks.numbers("x", endless)


def test_integers_of_any_size_that_fit_a_float_are_numbers():
    assert checks.numbers("x", 10**30).tolist() == 1e30
    assert checks.number("x", 10**30) == 1e30


@pytest.mark.parametrize("value", [np.inf, -np.inf])
def test_an_infinite_number_of_either_sign_is_not_finite(value):
    for array in ([value], [1.0, value, -1.0], [[0.0, 1.0], [value, 2.0]]):
        with pytest.raises(ValueError, match="^x must be finite, got 1 infinite of "):
            checks.finite("x", array)
