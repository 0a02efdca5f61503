"""A student's answer as a judge reads it: a number, an array, a word, or a function to call."""

from numbers import Number

import numpy as np

from lecturelib.exercises import sandbox
from lecturelib.exercises.verdicts import Open, Wrong


class Answer:
    """Raises Open if nothing is given yet; what cannot be read raises Wrong."""

    def __init__(self, given):
        if _empty(given):
            raise Open
        self.given = given

    def number(self):
        """The answer as a float. True and False are no numbers here, nor is a list of one."""
        try:
            if np.asarray(self.given).dtype != bool:
                return float(as_array(self.given, ()))
        except (ValueError, Wrong):
            pass
        raise Wrong("a_number", got=short(self.given))

    def array(self, shape):
        """The answer as a float array of this shape."""
        return as_array(self.given, shape)

    def choice(self, options):
        """The answer as one of these words, whatever its case."""
        text = self.given.strip().casefold() if isinstance(self.given, str) else None
        if text not in options:
            raise Wrong("a_choice", options=", ".join(options), got=short(self.given))
        return text

    def __call__(self, *arguments):
        """What the student's function returns for these arguments."""
        if not callable(self.given):
            raise Wrong("a_function", got=short(self.given))
        value = sandbox.call(self.given, *arguments)
        if value is None and not _is_stub(self.given):
            raise Wrong("nothing")
        if value is None or _dotted(value):
            raise Open
        return value


def as_array(value, shape):
    """A value as a finite float array of this shape. Text is no number; True is 1, False is 0."""
    try:
        array = np.asarray(value)
        if not np.ma.is_masked(value) and _holds_numbers(array):
            if array.shape != tuple(shape):
                raise _misshapen(array.shape, tuple(shape))
            array = array.astype(float)
            if np.isfinite(array).all():
                return array
    except (TypeError, ValueError, OverflowError):
        pass
    raise Wrong("numbers", got=short(value))


def _holds_numbers(array):
    if array.dtype.kind == "O":  # fractions, say
        return all(isinstance(entry, Number) for entry in array.flat)
    return array.dtype.kind in "biuf"


def _misshapen(got, wanted):
    if not wanted:
        return Wrong("one_number", got=got)
    return Wrong("shape", got=got, wanted=wanted) if got else Wrong("no_array", wanted=wanted)


def short(value):
    """A value in at most 60 characters."""
    try:
        text = " ".join(repr(value).split())
    except BaseException:  # an object's own repr can fail
        text = type(value).__name__
    return text if len(text) <= 60 else text[:57] + "..."


def _empty(value):
    if value is None or _dotted(value) or isinstance(value, str) and not value.strip():
        return True
    return isinstance(value, (tuple, list)) and (not value or any(part is None for part in value))


def _dotted(value):
    return (
        value is Ellipsis
        or isinstance(value, (tuple, list))
        and any(part is Ellipsis for part in value)
    )


def _stub(): ...


def _is_stub(function):
    return getattr(getattr(function, "__code__", None), "co_code", None) == _stub.__code__.co_code
