"""Judges a folder of hand-ins: `python3 course.py grade FOLDER`.

Each is judged in processes of its own, with limits of time and memory. Writes grades.csv, a row a
hand-in, and grades.html, what the class got wrong. An answer is a stranger's code: see the README.
"""

import json
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from grading.processes import judged
from grading.report import write_csv, write_page
from lecturelib import words
from lecturelib.exercises import EXERCISES
from lecturelib.guesses import GUESSES
from lecturelib.progress import surprised

_BYTES = 2_000_000  # of a hand-in
# Names that no exercise needs, and that what cheats or harms does.
_STRANGE = re.compile(
    r"\b(inspect|importlib|subprocess|socket|ctypes|shutil|gc|os|sys|open|exec|eval|compile|"
    r"__\w+__|EXERCISES|lecturelib\.exercises\.\w+)\b"
)


@dataclass
class Row:
    """A hand-in, judged. results: {key: {"state", "reason", "text"}}; note: why it has none."""

    file: str
    name: str = ""
    note: str = ""
    results: dict = field(default_factory=dict)
    look: list = field(default_factory=list)
    surprises: list = field(default_factory=list)

    @property
    def right(self):
        return sum(result["state"] == "right" for result in self.results.values())


def grade(folder):
    """The Rows of all hand-ins in a folder, by the names of their files."""
    paths = sorted(Path(folder).glob("*.json"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(graded, paths))


def graded(path):
    """The Row of one hand-in, which may be anything."""
    row = Row(path.name)
    try:
        if path.stat().st_size > _BYTES:
            raise ValueError
        packed = json.loads(path.read_text(encoding="utf-8"))
        row.name = str(packed["name"])[:100]
        answers = {
            key: str(packed["answers"][key]) for key in EXERCISES if key in packed["answers"]
        }
        progress = packed.get("progress", {})
        row.surprises = [key for key in GUESSES if surprised(progress.get(f"guess {key}") or {})]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        row.note = "damaged"
        return row
    row.look = [key for key, code in answers.items() if _strange(code)]
    row.results = judged(answers)
    return row


def _strange(code):
    own = re.sub(r"^from lecturelib\.exercises import [\w, ]+$", "", code, flags=re.M)
    return bool(_STRANGE.search(own))


def main(*arguments):
    said = words.table("grading")["said"]
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        raise ValueError(said["which"])
    folder = Path(arguments[0])
    rows = grade(folder)
    if not rows:
        raise ValueError(said["empty"].format(folder=folder))
    write_csv(folder / "grades.csv", rows)
    write_page(folder / "grades.html", rows)
    damaged = sum(bool(row.note) for row in rows)
    page, table = folder / "grades.html", folder / "grades.csv"
    print(said["graded"].format(n=len(rows), damaged=damaged, page=page, table=table))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (OSError, ValueError) as problem:
        sys.exit(f"grade: {problem}")
