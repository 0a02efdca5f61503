"""Guess: a prediction that one commits to, and then compares with the truth."""

from pathlib import Path

from lecturelib import checks, words
from lecturelib.figures import guesses as figures
from lecturelib.widgets import link
from lecturelib.widgets.base import Checked, Told, Widget

_FOLDER = Path(__file__).parent
_LIGHT = link.link(_FOLDER / "light.js")
_STAGES = ("open", "kept", "compared")
_MOST_VOTES = 500


class Guess(Widget, folder=_FOLDER):
    """The question `key` of one of `lecturelib.guesses.kinds`; `guess(key)` makes it.

    answer: a number, a name, a list of names, or for a sketch a list of lists of heights; None
    until there is one. stage: "open", "kept" or "compared". votes: a room's answers, at most 500.
    reason: after Compare, "right" or what was wrong. Traits that can be read and set. Raises
    ValueError or TypeError on bad input.
    """

    remembers = ("answer", "stage", "reason", "votes")

    # The truth goes with it, since a page may have no kernel to ask; only Compare shows it.
    question = Told({})
    answer = Checked(lambda name, value: value, None)
    stage = Checked(lambda name, value: checks.choice(name, value, _STAGES), "open")
    reason = Checked(lambda name, value: value, "")
    votes = Checked(lambda name, value: value, ())

    def __init__(self, key, kind):
        self._key, self._kind = key, kind
        question = kind.question()
        if question["kind"] != "sketch":
            self._esm = _LIGHT
        own = words.table(f"guesses_{key.partition('.')[0]:0>2}")[key]
        self._reasons = own.get("wrong", {})
        super().__init__(question=question | {"words": own})

    def fits(self, name, value):
        if name == "answer" and value is not None:
            return self._kind.checked(name, value)
        if name == "reason":
            return checks.choice(name, value, ("", "right", "other", *self._reasons))
        if name == "votes":
            votes = checks.listed(name, value, self._kind.checked, "answers", 0, _MOST_VOTES)
            return tuple(votes)
        return value

    def seen(self):
        return self.question["words"]["ask"]

    def __repr__(self):
        return f"Guess {self._key}: {self.seen()}"

    def picture(self):
        return figures.empty(repr(self), self.question)
