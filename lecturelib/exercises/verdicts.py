"""What is said of an answer: right, wrong with the reason, or not yet attempted."""

from dataclasses import dataclass

MARKS = {"right": "✓", "wrong": "✗", "open": "○"}


class Wrong(Exception):
    """Raised where an answer is wrong: the key of the reason in the words, and what to fill in."""

    def __init__(self, reason, **values):
        super().__init__(reason)
        self.reason, self.values = reason, values


class Open(Exception):
    """Raised where there is no answer yet."""


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
    """What `check` says. state: "right", "wrong" or "open"; reason: its key, if wrong."""

    state: str
    reason: str = ""

    def _repr_markdown_(self):
        return repr(self)

    def __repr__(self):
        return f"{MARKS[self.state]} {self.text}"
