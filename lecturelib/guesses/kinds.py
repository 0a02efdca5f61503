"""The four kinds of a guess: a number, a choice, an order, a sketch.

Each has `question()`, all that a page needs, ready for JSON, and `checked(name, answer)`, which
raises TypeError or ValueError on what is no answer. truth: a function without arguments, called
when the question is asked. wrong: what is typical; from a reason, a key in the words, to the
guesses that it explains. The first that fits is told, or else the reason "other".
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from lecturelib import checks


@dataclass(frozen=True)
class Number:
    """A number within `limits`.

    near: how far off is still right, or by which factor if the scale is logarithmic. wrong: reason
    -> (low, high), both included. digits: after the point.
    """

    truth: Callable
    limits: tuple
    near: float = 0.0
    wrong: dict = field(default_factory=dict)
    digits: int = 0
    log: bool = False

    def question(self):
        return {
            "kind": "number",
            "truth": float(self.truth()),
            "limits": self.limits,
            "near": self.near,
            "wrong": [[reason, *ends] for reason, ends in self.wrong.items()],
            "digits": self.digits,
            "log": self.log,
        }

    def checked(self, name, answer):
        low, high = self.limits
        return checks.number(name, answer, at_least=low, at_most=high)


@dataclass(frozen=True)
class Choice:
    """One of the names `options`; each but the true one is a reason of its own."""

    truth: Callable
    options: tuple

    def question(self):
        truth = checks.choice("truth", self.truth(), self.options)
        return {"kind": "choice", "truth": truth, "options": self.options}

    def checked(self, name, answer):
        return checks.choice(name, answer, self.options)


@dataclass(frozen=True)
class Order:
    """All of the names `options`, which stand in a wrong order.

    truth: a function that gives each name its size; the largest comes first. wrong: reason ->
    (a, b), for guesses that put a before b.
    """

    truth: Callable
    options: tuple
    wrong: dict

    def question(self):
        sizes = self.truth()
        return {
            "kind": "order",
            "truth": sorted(self.options, key=sizes.get, reverse=True),
            "options": self.options,
            "wrong": [[reason, *pair] for reason, pair in self.wrong.items()],
        }

    def checked(self, name, answer):
        names = checks.listed(name, answer, self._option, "names")
        if sorted(names) != sorted(self.options):
            raise ValueError(f"{name} must name each of {', '.join(self.options)} once")
        return tuple(names)

    def _option(self, name, value):
        return checks.choice(name, value, self.options)


@dataclass(frozen=True)
class Sketch:
    """Curves over x from one end to the other, drawn through `knots` places.

    truth: a function that gives (x, rows), a row of heights for each of the names `curves`. x, y:
    the ends of the axes. start: the height at which one begins to draw. near: how far off a curve
    may be on average. wrong: reason -> (curve, low, high, by): between low and high the guess is on
    average more than `by` above the truth, or below it where `by` is negative.
    """

    truth: Callable
    x: tuple
    y: tuple
    start: float
    near: float
    wrong: dict
    curves: tuple = ("curve",)
    knots: int = 13

    def question(self):
        x, rows = self.truth()
        heights = [[round(float(height), 3) for height in row] for row in rows]
        return {
            "kind": "sketch",
            "truth": [
                [[round(float(at), 3), height] for at, height in zip(x, row, strict=True)]
                for row in heights
            ],
            "x": self.x,
            "y": self.y,
            "start": self.start,
            "near": self.near,
            "wrong": [[reason, *where] for reason, where in self.wrong.items()],
            "curves": self.curves,
            "knots": self.knots,
        }

    def checked(self, name, answer):
        many = len(self.curves)
        return tuple(checks.listed(name, answer, self._curve, "curves", many, many))

    def _curve(self, name, heights):
        if heights is None:
            return None
        low, high = self.y
        return tuple(
            checks.number(name, height, at_least=low, at_most=high)
            for height in checks.vector(name, heights, self.knots).tolist()
        )
