"""Predictions to commit to: `guess(key)` asks, keeps the answer, and compares it with the truth.

A guess is a line of `section<NN>.py`: its kind, a function that computes the truth, and what is
typically wrong. Its words stand under its key in the table guesses_<NN>. Nothing is graded.
"""

from importlib import import_module
from pkgutil import iter_modules

from lecturelib import checks
from lecturelib.widgets.guess.widget import Guess

_SECTIONS = sorted(
    module.name for module in iter_modules(__path__) if module.name.startswith("section")
)

GUESSES = {
    key: kind
    for name in _SECTIONS
    for key, kind in import_module(f"{__name__}.{name}").GUESSES.items()
}


def guess(key):
    """The Guess of a key "section.number", such as "3.2"; ValueError tells which keys there are."""
    return Guess(key, GUESSES[checks.choice("key", key, GUESSES)])
