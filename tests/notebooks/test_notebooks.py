"""What holds for every committed notebook."""

import os
import re
from copy import deepcopy

import nbformat
import pytest

from course import place
from tools.normal_form import FOLDER, client, dumps, normal_outputs, normalize

ROOT = FOLDER.parent
WORKBOOK = ROOT / "workbook"  # a reader's own copies
PATHS = sorted(FOLDER.glob("*.ipynb"))
EDITIONS = sorted(FOLDER.glob("[!.]*/*.ipynb"))  # in other languages
KEBAB_CASE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MACHINE_MADE_ID = re.compile(r"(?=[a-f-]*\d)[0-9a-f-]{8,}")
ABSOLUTE_PATH = re.compile(
    r"(?<![\w.:/<-])/(home|root|Users|tmp|work|usr|opt|var|private|mnt)/|\b[A-Z]:\\\\?Users"
)
ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,}")
NBVAL_COMMENT = re.compile(r"^\s*#+\s*(NBVAL_|PYTEST_VALIDATE)", re.MULTILINE)
# An output may differ from run to run only in a cell that says why.
REASONS_TO_IGNORE = {"timing", "random-by-design"}
FORBIDDEN_TAGS = {
    "skip",
    "nbval-skip",
    "raises-exception",
    "nbval-raises-exception",
}

every_notebook = pytest.mark.parametrize("path", PATHS + EDITIONS, ids=place)


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tags(cell):
    return set(cell.metadata.get("tags", []))


def texts(cell):
    """The text that a reader sees of a code cell's outputs, by MIME type; pictures aside."""
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.text
        for kind, value in output.get("data", {}).items():
            if kind.startswith("text/"):
                yield value


def compared(outputs):
    """Outputs in normal form without their pictures: what two runs must have in common."""
    outputs = normal_outputs(deepcopy(outputs), 0)
    for output in outputs:
        output.get("data", {}).pop("image/png", None)
    return outputs


def test_there_are_notebooks_and_none_lies_elsewhere():
    assert PATHS
    folders = [folder for folder in ROOT.iterdir() if folder.is_dir()]
    visible = [each for each in folders if not each.name.startswith(".") and each != WORKBOOK]
    found = [path for folder in visible for path in folder.rglob("*.ipynb")]
    strays = [path for path in found if ".ipynb_checkpoints" not in path.parts]
    assert sorted(strays) == sorted(PATHS + EDITIONS)


@every_notebook
def test_is_in_normal_form(path):
    text = path.read_bytes().decode("utf-8")
    assert text == dumps(normalize(nbformat.reads(text, as_version=4)))


@every_notebook
def test_every_code_cell_is_executed_in_order(path):
    cells = code_cells(read(path))
    assert cells
    assert all(cell.source.strip() for cell in cells)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


@every_notebook
def test_no_error_and_no_warning_is_shown(path):
    for cell in code_cells(read(path)):
        for output in cell.outputs:
            assert output.output_type != "error", cell.id
            assert output.get("name") != "stderr", (cell.id, output.text)


@every_notebook
def test_cell_ids_are_words(path):
    ids = [cell.id for cell in read(path).cells]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not KEBAB_CASE.fullmatch(i)] == []
    assert [i for i in ids if MACHINE_MADE_ID.fullmatch(i)] == []


@every_notebook
def test_numbers_of_the_lecture_are_shown_and_compared(path):
    cells = [cell for cell in code_cells(read(path)) if "lecture-number" in tags(cell)]
    assert cells, "no cell is tagged lecture-number"
    for cell in cells:
        assert "nbval-ignore-output" not in tags(cell), cell.id
        assert re.search(r"\d", "".join(texts(cell))), f"{cell.id} shows no number"


@every_notebook
def test_nothing_escapes_comparison_without_a_reason(path):
    for cell in code_cells(read(path)):
        assert not tags(cell) & FORBIDDEN_TAGS, cell.id
        assert not NBVAL_COMMENT.search(cell.source), cell.id
        if "nbval-ignore-output" in tags(cell):
            assert tags(cell) & REASONS_TO_IGNORE, cell.id


@every_notebook
def test_nothing_ties_it_to_one_machine(path):
    for cell in read(path).cells:
        shown = "".join(texts(cell)) if cell.cell_type == "code" else ""
        for pattern in (ABSOLUTE_PATH, ADDRESS):
            assert not pattern.search(cell.source + shown), cell.id
        if cell.cell_type == "code":
            assert not re.search(r"https?://", cell.source), cell.id


@every_notebook
def test_pictures_have_a_text(path):
    for cell in code_cells(read(path)):
        for output in cell.outputs:
            data = output.get("data", {})
            if "image/png" in data:
                assert not re.match(r"<.*>$|Figure\(", data.get("text/plain", "<>")), cell.id


@every_notebook
def test_runs_again_and_each_cell_twice_with_the_committed_outputs(path):
    """In one fresh kernel: every cell twice over, then once more from top to bottom.

    `jupyter nbconvert --execute` runs cells by the same NotebookClient, so it agrees too.
    """
    if path in EDITIONS and not os.environ.get("COURSE_NIGHTLY"):
        pytest.skip("its code is the English edition's, and nbval runs it; this way every night")
    committed = read(path)
    notebook = deepcopy(committed)
    once = list(enumerate(notebook.cells))
    run = client(notebook, path.parent)
    with run.setup_kernel():
        for i, cell in [pair for pair in once for _ in range(2)] + once:
            if cell.cell_type != "code":
                continue
            run.execute_cell(cell, i)
            if "nbval-ignore-output" not in tags(cell):
                assert compared(cell.outputs) == compared(committed.cells[i].outputs), cell.id
