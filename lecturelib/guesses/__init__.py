"""Predictions to commit to: `guess(key)` asks, keeps the answer, and compares it with the truth.

A guess is a line of `section<NN>.py`: its kind, a function that computes the truth, and what is
typically wrong. Its words stand under its key in the table guesses_<NN>. Nothing is graded.
"""

from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules

from lecturelib import checks, record
from lecturelib.widgets.guess.widget import Guess

_SECTIONS = sorted(
    module.name for module in iter_modules(__path__) if module.name.startswith("section")
)

GUESSES = {
    key: kind
    for name in _SECTIONS
    for key, kind in import_module(f"{__name__}.{name}").GUESSES.items()
}


_KEPT = ("answer", "stage", "reason")


def guess(key):
    """The Guess of a key "section.number", such as "3.2"; ValueError tells which keys there are.

    In a workbook it stands as it was left.
    """
    kind = GUESSES[checks.choice("key", key, GUESSES)]
    made = Guess(key, kind)
    entry = record.entry("guess", key)
    with suppress(TypeError, ValueError):  # damaged, or of an earlier version: one guesses anew
        made.restore({name: entry[name] for name in _KEPT if name in entry})

    def keep(_):
        state = {name: getattr(made, name) for name in _KEPT}
        begun = state["stage"] != "open"
        record.keep("guess", key, lambda _: state if begun else None)

    made.observe(keep, list(_KEPT))
    return made
