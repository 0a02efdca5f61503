"""How far am I: `progress()` shows what a workbook remembers, and what comes next."""

from lecturelib import record, words
from lecturelib.exercises import EXERCISES
from lecturelib.exercises.verdicts import Note
from lecturelib.guesses import GUESSES
from lecturelib.practice import PRACTICE

_THINGS = {"guess": GUESSES, "practice": PRACTICE, "exercise": EXERCISES}
_MOST_SHOWN = 5


def progress():
    """A table of what was guessed, practised and checked, by section. Never raises."""
    own = words.table("progress")
    entries, news = record.kept()
    lines = [own[sentence] for sentence in news]
    if entries is not None:
        rows = [_row(section, title, entries) for section, title in own["titles"].items()]
        lines = [own["head"] + "\n" + "\n".join(rows), *_surprises(entries), _next(entries), *lines]
    return Note("\n\n".join(lines))


def surprised(entry):
    """Whether this entry of a guess was compared, and was not right."""
    return _done("guess", entry) and entry.get("reason") not in ("right", "", None)


def _done(kind, entry):
    if kind == "guess":
        return entry.get("stage") == "compared"
    return bool(entry.get("right"))


def _keys(kind, section):
    return [key for key in _THINGS[kind] if key.partition(".")[0] == section]


def _entry(entries, kind, key):
    return entries.get(f"{kind} {key}", {})


def _left(entries, section):
    """{kind: the keys that are not done}."""
    return {
        kind: [key for key in _keys(kind, section) if not _done(kind, _entry(entries, kind, key))]
        for kind in _THINGS
    }


def _row(section, title, entries):
    counts = [
        words.table("progress")["count"].format(done=len(keys) - len(left), all=len(keys))
        for kind, left in _left(entries, section).items()
        for keys in [_keys(kind, section)]
    ]
    return f"| {section} {title} | {' | '.join(counts)} |"


def _surprises(entries):
    own = words.table("progress")
    keys = [key for key in GUESSES if surprised(_entry(entries, "guess", key))]
    if not keys:
        return []
    asked = [f"- {key} {_asked(key)}" for key in keys[-_MOST_SHOWN:]]
    return ["\n".join([own["surprises"].format(n=len(keys)), "", *asked])]


def _asked(key):
    return words.table(f"guesses_{key.partition('.')[0]:0>2}")[key]["ask"]


def _next(entries):
    """What is left of the last section that was begun; if nothing is, the section after it."""
    own = words.table("progress")
    titles = own["titles"]
    begun = [
        section
        for section in titles
        if any(_entry(entries, kind, key) for kind in _THINGS for key in _keys(kind, section))
    ]
    section = begun[-1] if begun else "1"
    left = {kind: keys for kind, keys in _left(entries, section).items() if keys}
    if begun and left:
        parts = [own[kind].format(keys=", ".join(keys)) for kind, keys in left.items()]
        return own["left"].format(section=section, things="; ".join(parts))
    if begun:
        section = str(int(section) + 1)
    if section not in titles:
        return own["end"]
    return own["next"].format(section=section, title=titles[section])
