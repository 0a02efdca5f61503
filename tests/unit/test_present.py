"""What is presented: one notebook, run, and the notes of its slides."""

import nbformat
import pytest

from tools import present
from tools.normal_form import FOLDER


@pytest.mark.parametrize("name, message", [("0", "'0' names 9 notebooks"), ("77", "77")])
def test_one_notebook_must_be_named(name, message):
    with pytest.raises(ValueError, match=message):
        present.present(name)


def test_notes_stand_under_their_slides():
    markdown, code = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell
    cells = [
        markdown("# 2 The neuron"),
        markdown("Say a."),
        code("## no heading"),
        markdown("Say b."),
    ]
    for cell in cells[1::2]:
        cell.metadata["slideshow"] = {"slide_type": "notes"}
    cells.insert(3, markdown("## 2.1 A cell\n\nText."))
    found = list(present.notes(nbformat.v4.new_notebook(cells=cells)))
    assert found == [("2 The neuron", "Say a."), ("2.1 A cell", "Say b.")]


def test_every_notebook_has_notes():
    for path in FOLDER.glob("*.ipynb"):
        assert list(present.notes(nbformat.read(path, as_version=4))), path.name
