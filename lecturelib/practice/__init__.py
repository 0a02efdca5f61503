"""Practice where it is taught: `practice(key)` asks, `practice(key, answer)` judges.

A key is the number of a subsection, such as "8.2". The first question of a key has the seed 1, the
one after a right answer the next; a seed makes the same question everywhere.
"""

from importlib import import_module
from pkgutil import iter_modules

from lecturelib import record, words
from lecturelib.exercises.answers import short
from lecturelib.exercises.verdicts import Note

_SECTIONS = sorted(
    module.name for module in iter_modules(__path__) if module.name.startswith("section")
)

PRACTICE = {
    practised.key: practised
    for name in _SECTIONS
    for practised in import_module(f"{__name__}.{name}").PRACTICE
}

_waiting = {}  # key -> the seed of the question that waits for an answer
_answered = {}  # key -> the seed of the last question that was answered right


def practice(key, answer=..., *, seed=None):
    """A question with fresh numbers, or what is to be said of the answer to it. Never raises.

    The dots stand for no answer: then the question is asked. It stays the same until the answer is
    right; the next call asks anew. seed: the number of a question, to have that one.
    """
    key = str.__str__(key) if issubclass(type(key), str) else short(key)
    if key not in PRACTICE:
        return _told("unknown", key=key, keys=", ".join(PRACTICE))
    if seed is None:
        if key not in _waiting:
            answer = ...  # what stands there answers the question before
        seed = _waiting.setdefault(key, 1 + _answered.get(key, _times_right(key)))
    elif type(seed) is not int or seed < 0:
        return _told("seed", got=short(seed))
    result = PRACTICE[key].judged(seed, answer)
    if result.state != "open":
        record.keep("practice", key, lambda entry: _counted(entry, result.state))
    if result.state == "right" and _waiting.get(key) == seed:
        _answered[key] = _waiting.pop(key)
    return result


def _told(sentence, **values):
    return Note(words.table("practice")[sentence].format(**values))


def _times_right(key):
    return _whole(record.entry("practice", key).get("right"))


def _counted(entry, state):
    return entry | {state: 1 + _whole(entry.get(state))}


def _whole(value):
    return value if type(value) is int and value >= 0 else 0
