"""What `grade` writes: a table for a learning platform, and a page for whoever teaches."""

import csv
from collections import Counter
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from lecturelib import words
from lecturelib.exercises import EXERCISES
from pages import prose

_MOST_SHOWN = 3


def write_csv(path, rows):
    """A row a hand-in: 1 for a right answer, 0 for a wrong one, nothing where there is none."""
    marks = {"right": 1, "wrong": 0, "open": ""}
    # The mark at the front tells Excel that this is UTF-8.
    with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(["name", "file", "right", "of", "look", "note", *EXERCISES])
        for row in rows:
            each = [marks[row.results.get(key, {"state": "open"})["state"]] for key in EXERCISES]
            head = [_harmless(row.name), _harmless(row.file), row.right, len(EXERCISES)]
            table.writerow([*head, " ".join(row.look), row.note, *each])


def _harmless(text):
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def write_page(path, rows):
    """What to speak of tomorrow: the most common wrong reasons, exercise by exercise."""
    own = words.table("grading")
    exercises = [_summary(key, rows) for key in EXERCISES]
    exercises = [each for each in exercises if each["right"] + each["wrong"]]
    exercises.sort(key=lambda each: each["wrong"], reverse=True)
    surprises = Counter(key for row in rows for key in row.surprises).most_common(5)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    html = environment.get_template("grades.html").render(
        words=own,
        lang=words.table("kit")["lang"],
        rows=rows,
        exercises=exercises,
        surprises=[(_asked(key), count) for key, count in surprises],
        read=[row for row in rows if not row.note],
        notes=[row for row in rows if row.note or row.look],
    )
    Path(path).write_text(html, encoding="utf-8", newline="\n")


def _summary(key, rows):
    results = [row.results[key] for row in rows if key in row.results]
    states = Counter(result["state"] for result in results)
    reasons = Counter(result["reason"] for result in results if result["state"] == "wrong")
    texts = {result["reason"]: result["text"] for result in results}
    return {
        "key": key,
        "right": states["right"],
        "wrong": states["wrong"],
        "reasons": [
            (count, prose.html(_said(reason, texts[reason]), trusted=False))
            for reason, count in reasons.most_common(_MOST_SHOWN)
        ],
    }


def _said(reason, text):
    own = words.table("grading")["stopped"]
    return own[reason].format(text=text) if reason in own else text


def _asked(key):
    return prose.html(words.table(f"guesses_{key.partition('.')[0]:0>2}")[key]["ask"])
