"""Exercises that are checked at once: `check(key, answer)`, `hint(key)`, `solution(key)`.

A key is "section.number", such as "3.2". None of the three ever raises: what is wrong is said in
words.
"""

from collections import Counter
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from lecturelib import record, words
from lecturelib.exercises import sandbox
from lecturelib.exercises.answers import short
from lecturelib.exercises.verdicts import Note, Result

_SECTIONS = sorted(
    module.name for module in iter_modules(__path__) if module.name.startswith("section")
)

EXERCISES = {
    exercise.key: exercise
    for name in _SECTIONS
    for exercise in import_module(f"{__name__}.{name}").EXERCISES
}

_hints_given = Counter()
_notes_given = Counter()


def check(key, answer):
    """Judge an answer, a value or a function: right, wrong with the reason, or not attempted."""
    exercise = EXERCISES.get(_text(key))
    if not exercise:
        return Result(_unknown(key), "wrong", "unknown")
    result = exercise.check(answer)
    if result.state != "open":
        record.keep("exercise", exercise.key, lambda entry: _noted(entry, result))
    if sandbox.has_threads() or _notes_given["threads"]:
        return result
    _notes_given["threads"] += 1
    note = words.table("exercises")["no_threads"]
    return replace(result, text=f"{result.text}\n\n{note}")


def hint(key):
    """The next hint of an exercise, from a nudge to nearly the answer."""
    exercise = EXERCISES.get(_text(key))
    if not exercise:
        return Note(_unknown(key))
    common, hints = words.table("exercises"), exercise.words["hints"]
    _hints_given[exercise.key] += 1
    number = _hints_given[exercise.key]
    if number > len(hints):
        return Note(common["no_more_hints"].format(key=exercise.key))
    return Note(common["hint"].format(number=number, count=len(hints), text=hints[number - 1]))


def solution(key):
    """One way to do it."""
    exercise = EXERCISES.get(_text(key))
    return exercise.shown_solution() if exercise else Note(_unknown(key))


def _noted(entry, result):
    """right: whether it was ever; tries: how many answers; reason: of the last that was wrong."""
    tries = entry.get("tries")
    new = {"right": entry.get("right") is True or result.state == "right"}
    new["tries"] = 1 + (tries if type(tries) is int else 0)
    return entry | new | ({"reason": result.reason} if result.reason else {})


def _text(key):
    """A key as text, whatever came: 3.2 is "3.2"."""
    return str.__str__(key) if issubclass(type(key), str) else short(key)


def _unknown(key):
    return words.table("exercises")["unknown"].format(key=_text(key), keys=", ".join(EXERCISES))
