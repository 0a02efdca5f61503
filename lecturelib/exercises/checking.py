"""An exercise, how an answer is judged, and the judge of all those that ask for a value."""

import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from types import FunctionType

import numpy as np

from lecturelib import words
from lecturelib.exercises import sandbox
from lecturelib.exercises.answers import Answer, short
from lecturelib.exercises.verdicts import Note, Open, Result, Wrong


def judged(judge, given, own, key):
    """The Result of judge(Answer(given)), in the words `own` and those of all exercises.

    Nothing that the answer does is raised, or reaches the notebook.
    """
    common = words.table("exercises")
    names = [given.__globals__] if type(given) is FunctionType else []
    try:
        sandbox.run(lambda: _heard(judge, given), names)
    except Open:
        return Result(common["open"].format(key=key), "open")
    except Wrong as wrong:
        reasons = common["wrong"] | own.get("wrong", {})
        return Result(reasons[wrong.reason].format(**wrong.values), "wrong", wrong.reason)
    return Result(own["right"], "right")


def _heard(judge, given):
    try:
        with np.errstate(all="ignore"):
            judge(Answer(given))
    except (Open, Wrong):
        raise
    except BaseException as error:  # an answer of a kind that no judge foresaw
        raise Wrong("strange", got=short(given), detail=type(error).__name__) from None


@dataclass(frozen=True)
class Exercise:
    """key: "section.number"; its words stand under it in the section's table.

    judge(answer) raises Wrong, or returns if the answer is right. solution: a function whose source
    is the solution, or None where the words give it.
    """

    key: str
    judge: Callable
    solution: Callable | None = None

    @property
    def words(self):
        """The words of the exercise in the language that is in use."""
        section = self.key.partition(".")[0]
        return words.table(f"exercises_{section:0>2}")[self.key]

    def check(self, given):
        """A Result. Nothing that the answer does is raised, or reaches the notebook."""
        return judged(self.judge, given, self.words, self.key)

    def shown_solution(self):
        """A Note with the words of the solution and its code."""
        text = self.words.get("solution", "")
        if self.solution:
            code = textwrap.dedent(inspect.getsource(self.solution))
            text += f"\n\n```python\n{code}```"
        return Note(text.strip())


@dataclass(frozen=True)
class Value:
    """The judge of an answer that is one number, one array or one word.

    right: the value. mistakes: from the key of a reason to the value that this mistake leads to, a
    list of such values, or a function that tells whether a value is one; the first that fits is
    named. What fits none is wrong by the reason "value". Its words may use {got}, and {entry} for
    the first entry of an array that is off, counted from 1. within: how far off a number may be,
    for the digits that the exercise asks for; the rounding of a float32 is always allowed.
    """

    right: float | np.ndarray | str
    mistakes: dict
    within: float = 0.0

    def __call__(self, answer):
        got = self._read(answer)
        if self.alike(got, self.right):
            return
        shown = _shown(got)
        for reason, typical in self.mistakes.items():
            if callable(typical):
                fits = typical(got)
            else:
                fits = any(self.alike(got, value) for value in self.values(reason))
            if fits:
                raise Wrong(reason, got=shown)
        raise Wrong("value", got=shown, entry=1 + np.argmax(np.not_equal(got, self.right)))

    def values(self, reason):
        """The values that a mistake leads to, as a list."""
        return list(np.reshape(self.mistakes[reason], (-1, *np.shape(self.right))))

    def alike(self, got, value):
        """Whether two values are the same, but for rounding."""
        if isinstance(self.right, str):
            return got == value
        return np.allclose(got, value, rtol=1e-6, atol=self.within + 1e-9)

    def _read(self, answer):
        if isinstance(self.right, str):
            typical = (word for reason in self.mistakes for word in self.values(reason))
            return answer.choice(sorted({self.right, *typical}))
        return answer.array(np.shape(self.right)) if np.ndim(self.right) else answer.number()


def _shown(got):
    if isinstance(got, np.ndarray):
        return tuple(got.tolist())
    return f"{got:g}" if isinstance(got, float) else got
