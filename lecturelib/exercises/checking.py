"""How an exercise is judged: right, wrong with the reason, or not yet attempted. Nothing here raises."""

import inspect
import textwrap
import time
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lecturelib import words
from lecturelib.exercises import sandbox

SECONDS = 20.0  # for all calls of a check together
MARKS = {"right": "✓", "wrong": "✗", "open": "○"}


class Wrong(Exception):
    """What a judge raises: the key of the reason in the words of the exercise, and values to fill in."""

    def __init__(self, reason, **values):
        super().__init__(reason)
        self.reason, self.values = reason, values


class Open(Exception):
    """What a judge meets when there is no answer yet."""


@dataclass(frozen=True)
class Note:
    """A line or more of Markdown that a notebook shows."""

    text: str

    def _repr_markdown_(self):
        return self.text

    def __repr__(self):
        return self.text


@dataclass(frozen=True, repr=False)
class Result(Note):
    """What `check` says. state: "right", "wrong" or "open"."""

    state: str

    def _repr_markdown_(self):
        return f"{MARKS[self.state]} {self.text}"

    def __repr__(self):
        return f"{MARKS[self.state]} {self.text}"


class Answer:
    """A student's answer as a judge sees it."""

    def __init__(self, given):
        self.given, self._began = given, time.monotonic()
        if _empty(given):
            raise Open

    def number(self):
        """The answer as a float."""
        given = self.given
        if (
            isinstance(given, (bool, str))
            or np.ndim(given)
            or not np.isrealobj(given)
            or not np.isfinite(float(given))
        ):
            raise Wrong("a_number", got=_short(given))
        return float(f"{float(given):.12g}")  # 5.000000000000001 is 5

    def array(self, shape):
        """The answer as a float array of this shape."""
        return as_array(self.given, shape)

    def choice(self, options):
        """The answer as one of these words, whatever its case."""
        text = str(self.given).strip().casefold()
        if text not in options:
            raise Wrong("a_choice", options=", ".join(options), got=_short(self.given))
        return text

    def __call__(self, *arguments):
        """What the student's function returns for these arguments."""
        if not callable(self.given):
            raise Wrong("a_function", got=_short(self.given))
        if time.monotonic() - self._began > SECONDS:
            raise Wrong("slow")
        value = sandbox.call(self.given, *arguments)
        if value is None and not _is_stub(self.given):
            raise Wrong("nothing")
        if value is None or _dotted(value):
            raise Open
        return value


def as_array(value, shape):
    """A returned value as a float array of this shape."""
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise Wrong("numbers", got=_short(value)) from None
    if array.shape != tuple(shape):
        raise Wrong(
            "shape" if shape else "one_number",
            wanted=tuple(shape),
            got=array.shape or "that of a single number",
        )
    if not np.isfinite(array).all():
        raise Wrong("numbers", got=_short(value))
    return array


@dataclass(frozen=True)
class Exercise:
    """judge(answer) raises Wrong, or returns if the answer is right. solution: a function whose source is the
    solution, or None where the words give it."""

    table: str
    key: str
    judge: object
    solution: object = None

    @cached_property
    def words(self):
        return words.table(self.table)[self.key]

    def check(self, given):
        """A Result."""
        common = words.table("exercises")
        try:
            with np.errstate(all="ignore"):
                self.judge(Answer(given))
        except Open:
            return Result(common["open"].format(key=self.key), "open")
        except Wrong as wrong:
            reasons = common["wrong"] | self.words.get("wrong", {})
            return Result(reasons[wrong.reason].format(**wrong.values), "wrong")
        except sandbox.Failed as failed:
            return Result(common["wrong"][failed.kind].format(detail=failed.detail), "wrong")
        except (
            Exception
        ) as error:  # an answer of a kind no judge foresaw; the student must not meet a traceback
            return Result(
                common["wrong"]["strange"].format(got=_short(given), detail=type(error).__name__),
                "wrong",
            )
        return Result(self.words["right"], "right")

    def shown_solution(self):
        """A Note with the words of the solution and its code."""
        text = self.words.get("solution", "")
        if self.solution:
            code = textwrap.dedent(inspect.getsource(self.solution))
            text += f"\n\n```python\n{code}```"
        return Note(text.strip())


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


def _short(value):
    try:
        text = " ".join(repr(value).split())
    except Exception:  # an object's own repr can fail
        text = type(value).__name__
    return text if len(text) <= 60 else text[:57] + "..."
