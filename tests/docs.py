"""The walks of docs/, carried out in a copy of the course."""

import re
import shutil
import subprocess
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).resolve().parents[1]
# The walks add English words, whatever the language of the tests.
ENGLISH = {"COURSE_LANGUAGE": "en", "COURSE_WORDS": ""}
# **`path`**, before `words`:  or  **`path`**, cell `id` after `id`:  and then a block of code.
BLOCK = re.compile(
    r"^\*\*`([^`]+)`\*\*"
    r"(?:, (before|after|cell|at the end)(?: `([^`]+)`(?: after `([^`]+)`)?)?)?:\n\n"
    r"```(\w*)\n(.*?)^```$",
    re.M | re.S,
)


def copy_of_the_course(folder):
    """All files that Git knows or would take up, in the folder."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in names.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def carry_out(page, folder):
    """Write and change the files of `folder` as the page says; the files' names."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    names = []
    for name, where, anchor, other, language, code in BLOCK.findall(text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if where == "cell":
            _add_cell(path, anchor, other, language, code)
        else:
            if where:
                code = _inserted(path.read_text(encoding="utf-8"), where, anchor, code)
            path.write_text(code, encoding="utf-8", newline="\n")
        names.append(name)
    return names


def _inserted(text, where, anchor, code):
    """The text with the code before or after the one line that begins with the anchor, or last."""
    if where == "at the end":
        return text + code
    lines = text.splitlines(keepends=True)
    [at] = [k for k, line in enumerate(lines) if line.startswith(anchor)]
    at += where == "after"
    return "".join([*lines[:at], code, *lines[at:]])


def _add_cell(path, name, other, language, code):
    """A new cell after the one of the id `other`, or at the end."""
    make = new_markdown_cell if language == "markdown" else new_code_cell
    notebook = nbformat.read(path, as_version=4) if path.exists() else new_notebook()
    ids = [cell.id for cell in notebook.cells]
    at = ids.index(other) + 1 if other else len(ids)
    notebook.cells.insert(at, make(code.rstrip("\n"), id=name))
    nbformat.write(notebook, path)
