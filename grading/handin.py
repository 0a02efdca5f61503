"""Packs the answers of a workbook into one file: `python3 course.py handin NAME [FOLDER]`.

For each exercise the cell that checks it, with what it needs of the cells before. On a class's
server the name is the account's and the folder the shared one, unless they are given.
"""

import json
import os
import re
import sys
from pathlib import Path

import nbformat

from course import ENGLISH, ROOT, WORKBOOK, originals
from grading.slices import slice_of
from lecturelib import __version__, words
from lecturelib.exercises import EXERCISES

_CHECK = re.compile(r"""^check\(["'](\d+\.\d+)["']""", re.M)
_FOLDER, _USER = "COURSE_HANDIN", "JUPYTERHUB_USER"  # what a class's server sets


def answers(workbook):
    """{key: code} of what is answered in the notebooks of a folder; of copies the newest counts."""
    found, untouched = {}, {source for path in originals(ENGLISH) for source in _sources(path)}
    for path in sorted(_notebooks(workbook), key=lambda path: path.stat().st_mtime):
        sources = _sources(path)
        for index, source in enumerate(sources):
            key = _CHECK.search(source)
            if key and key[1] in EXERCISES and source not in untouched:
                found[key[1]] = slice_of(sources, index)
    return {key: found[key] for key in EXERCISES if key in found}


def _notebooks(workbook):
    """Those in English, and in folders beside them those in other languages."""
    folder = Path(workbook)
    return [*folder.glob("*.ipynb"), *folder.glob("[!.]*/*.ipynb")]


def _sources(path):
    """The code cells of a notebook, in order."""
    cells = nbformat.read(path, as_version=4).cells
    return [cell.source for cell in cells if cell.cell_type == "code"]


def pack(name, workbook=WORKBOOK):
    """The content of a hand-in: who, with which version of the course, answers and progress."""
    try:
        progress = json.loads((Path(workbook) / "progress.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        progress = {}
    return {
        "name": name,
        "course": __version__,
        "answers": answers(workbook),
        "progress": progress if isinstance(progress, dict) else {},
    }


def handin(*arguments):
    said = words.table("grading")["said"]
    name, folder = [*arguments, None, None][:2]
    name = (name or os.environ.get(_USER) or "").strip()
    if not name or len(arguments) > 2:
        raise ValueError(said["name"])
    if not _notebooks(WORKBOOK):
        raise ValueError(said["no_workbook"])
    folder = Path(folder or os.environ.get(_FOLDER) or ROOT)
    if not folder.is_dir():
        raise ValueError(said["no_folder"].format(folder=folder))
    packed = pack(name)
    path = folder / f"handin-{_plain(name)}.json"
    path.write_text(json.dumps(packed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    n, of = len(packed["answers"]), len(EXERCISES)
    print(said["packed"].format(n=n, of=of, path=path))


def _plain(name):
    """A name as a part of a file's name, in any script."""
    return re.sub(r"\W+", "-", name).strip("-") or "unnamed"


if __name__ == "__main__":
    try:
        handin(*sys.argv[1:])
    except (OSError, ValueError) as problem:
        sys.exit(f"handin: {problem}")
