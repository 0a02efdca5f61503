"""The one place where arguments are checked.

Every function returns the checked value, ready for use, or raises TypeError (wrong type) or
ValueError (wrong shape or value) with a message that names the argument, what came and what is
wanted.
"""

import reprlib
from collections.abc import Sequence
from numbers import Integral, Real

import numpy as np

_MOST_AXES = 64  # NumPy's own limit
_MOST = 10_000_000


def numbers(name, value):
    """Real numbers of any shape as a float array.

    inf passes; NaN, masked numbers and emptiness do not. Real is what Python and NumPy call so: not
    Decimal, not a date, not a span of time.
    """
    _refuse_masked(name, value)
    try:
        array = np.asanyarray(value)
    except ValueError:
        raise ValueError(
            f"{name} must be a rectangular array of numbers, got rows of unequal length"
        ) from None
    _refuse_masked(name, array)
    if array.dtype.kind not in "biuf":
        entries = np.asarray(value, dtype=object).ravel().tolist()
        strange = [entry for entry in entries if not _is_real(entry)]
        if strange:
            raise TypeError(f"{name} must hold real numbers, got {_kind(strange[0])}")
        if array.dtype.kind != "O":  # dates in nanoseconds, which become whole numbers
            raise TypeError(f"{name} must hold real numbers, got {array.dtype.name}")
    if array.size == 0:
        raise ValueError(f"{name} must not be empty, got shape {array.shape}")
    array = _floats(name, np.asarray(array))
    if np.isnan(array.min()):  # without an array of so many True and False
        raise ValueError(f"{name} must not hold NaN, got {np.isnan(array).sum()} of {array.size}")
    return array


def finite(name, value):
    """Finite real numbers of any shape as a float array."""
    array = numbers(name, value)
    if np.inf in (-array.min(), array.max()):
        raise ValueError(
            f"{name} must be finite, got {np.isinf(array).sum()} infinite of {array.size}"
        )
    return array


def vector(name, value, size=None):
    """A finite float array of shape (size,)."""
    array = finite(name, value)
    if array.ndim != 1 or size not in (None, len(array)):
        wanted = "(N,)" if size is None else f"({size},)"
        raise ValueError(f"{name} must have shape {wanted}, got {array.shape}")
    return array


def positive(name, value, size=None):
    """A finite float array of shape (size,), all of it above 0."""
    array = vector(name, value, size)
    if array.min() <= 0:
        raise ValueError(f"{name} must hold only numbers above 0, got {_shown(array.min())}")
    return array


def matrix(name, value, columns=None):
    """A finite float array of shape (N, columns), one row an observation."""
    array = finite(name, value)
    if array.ndim != 2 or columns not in (None, array.shape[1]):
        wanted = "p" if columns is None else columns
        raise ValueError(f"{name} must have shape (N, {wanted}), got {array.shape}")
    return array


def labels(name, value, allowed, size):
    """A float array of shape (size,) whose values all stand in `allowed`."""
    return members(name, vector(name, value, size), allowed)


def members(name, array, allowed):
    """The array itself, if all its values stand in `allowed`."""
    strange = np.setdiff1d(array, allowed)
    if strange.size:
        wanted = ", ".join(map(_shown, allowed))
        raise ValueError(f"{name} must hold only {wanted}, got {_shown(strange[0])}")
    return array


def rows(name, array, count, other="X"):
    """The array itself, if it has `count` rows."""
    if array.ndim == 0 or len(array) != count:
        raise ValueError(
            f"{name} must have one row for each of the {count} rows of {other}, "
            f"got shape {array.shape}"
        )
    return array


def number(name, value, above=None, at_least=None, below=None, at_most=None):
    """A finite float within the bounds that are given."""
    _refuse_masked(name, value)
    if isinstance(value, (bool, np.bool_)) or not _is_real(value):
        raise TypeError(f"{name} must be a number, got {_kind(value)}")
    try:
        value = float(value)
    except OverflowError:
        value = np.inf
    if not np.isfinite(value) or not _within(value, above, at_least, below, at_most):
        wanted = _bounds(above, at_least, below, at_most)
        raise ValueError(f"{name} must be a finite number{wanted}, got {_shown(value)}")
    return value


def whole(name, value, at_least=1, at_most=None):
    """An int within the bounds."""
    _refuse_masked(name, value)
    if isinstance(value, (bool, np.bool_)) or not (_is_real(value) and isinstance(value, Integral)):
        raise TypeError(f"{name} must be a whole number, got {_kind(value)}")
    value = int(value)
    if not _within(value, None, at_least, None, at_most):
        wanted = _bounds(None, at_least, None, at_most)
        raise ValueError(f"{name} must be a whole number{wanted}, got {_shown_whole(value)}")
    return value


def count(name, value, at_least=1):
    """How many to make of something: an int, not more than a memory holds."""
    value = whole(name, value, at_least)
    if value > _MOST:
        raise ValueError(f"{name} must be at most {_MOST:,}, got {_shown_whole(value)}")
    return value


def flag(name, value):
    """A bool."""
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{name} must be True or False, got {_kind(value)}")
    return bool(value)


def choice(name, value, options):
    """A name that stands in `options`."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a name, got {_kind(value)}")
    if value not in options:
        raise ValueError(f"{name} must be one of {', '.join(options)}; got {reprlib.repr(value)}")
    return value


def text(name, value):
    """A str."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a text, got {_kind(value)}")
    return value


def listed(name, value, check, what, at_least=1, at_most=None):
    """A list of what `check(name, entry)` returns; `what` says what the entries are."""
    if isinstance(value, (str, bytes)) or not (
        isinstance(value, Sequence) or (isinstance(value, np.ndarray) and value.ndim)
    ):
        raise TypeError(f"{name} must be a list of {what}, got {type(value).__name__}")
    _refuse_masked(name, value)
    _length(name, value, at_least, at_most)
    return [check(name, entry) for entry in value]


def named(name, value, check, at_least=1, at_most=None, options=None):
    """A dict of texts, which stand in `options`, to what `check(name, entry)` returns."""
    if not isinstance(value, dict):
        raise TypeError(f"{name} must be a dict of names, got {_kind(value)}")
    _length(name, value, at_least, at_most)
    for key in value:
        if options is None:
            text(f"{name}'s keys", key)
        else:
            choice(f"{name}'s keys", key, options)
    return {key: check(f"{name}[{key!r}]", entry) for key, entry in value.items()}


def instance(name, value, kind):
    """The value itself, if it is one of the class `kind`."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be a {kind.__name__}, got {_kind(value)}")
    return value


def _length(name, value, at_least, at_most):
    if not _within(len(value), None, at_least, None, at_most):
        wanted = _bounds(None, at_least, None, at_most)
        raise ValueError(f"{name} must have a length{wanted}, got {len(value)}")


def _refuse_masked(name, value):
    count = _masked(value)
    if count:
        raise ValueError(f"{name} must not hold masked numbers, got {count}")


def _masked(value, depth=0):
    """How many numbers a mask hides, in lists too: NumPy makes of them an array without mask."""
    if isinstance(value, np.ma.MaskedArray):
        return int(np.ma.count_masked(value)) if value.dtype.names is None else 0
    if isinstance(value, np.ndarray) and value.dtype == object:
        value = value.ravel().tolist()
    if not isinstance(value, Sequence) or isinstance(value, (str, bytes)) or depth == _MOST_AXES:
        return 0
    return sum(_masked(one, depth + 1) for one in value if not isinstance(one, (float, int)))


def _is_real(value):
    # NumPy counts a span of time among its whole numbers.
    return isinstance(value, (Real, np.bool_)) and not isinstance(value, np.timedelta64)


def _floats(name, array):
    if array.dtype == float:
        return array
    try:
        with np.errstate(all="ignore"):
            floats = array.astype(float)
    except OverflowError:
        floats = None
    if floats is None or (np.isinf(floats) & (np.abs(array) != np.inf)).any():
        raise ValueError(f"{name} must hold numbers that fit a float, got one that is too large")
    return floats


def _kind(value):
    if isinstance(value, str):
        return f"the text {reprlib.repr(value)}"
    return type(value).__name__


def _shown(value):
    value = float(value)
    return f"{value:g}" if float(f"{value:g}") == value else repr(value)


def _shown_whole(value):
    digits = int(value.bit_length() * 0.30103)
    return str(value) if digits < 100 else f"one of about {digits} digits"


def _within(value, above, at_least, below, at_most):
    return (
        (above is None or value > above)
        and (at_least is None or value >= at_least)
        and (below is None or value < below)
        and (at_most is None or value <= at_most)
    )


def _bounds(above, at_least, below, at_most):
    parts = [
        f"above {_shown(above)}" if above is not None else "",
        f"of at least {_shown(at_least)}" if at_least is not None else "",
        f"below {_shown(below)}" if below is not None else "",
        f"of at most {_shown(at_most)}" if at_most is not None else "",
    ]
    given = " and ".join(part for part in parts if part)
    return f" {given}" if given else ""
