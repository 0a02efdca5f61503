"""That nbval compares what we rely on it to compare, and that no notebook escapes it.

nbval 0.11 compares every output, by MIME type, of every cell that has an execution count. It
passes over image/png and a widget's view, whether saved or live. So a saved cell without the view
equals a live cell with it as long as the texts agree, and nothing has to be sanitized.
"""

import subprocess
import sys

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from tools.normal_form import FOLDER, remake

WIDGET = """
class Plane:
    def _repr_mimebundle_(self, **options):
        return {
            "application/vnd.jupyter.widget-view+json": {"model_id": str(id(self))},
            "image/png": "iVBORw0KGgo=",
            "text/plain": "a plane",
        }

Plane()
"""


def pytest_run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *map(str, arguments)],
        cwd=FOLDER.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stdout


def test_every_code_cell_of_every_notebook_is_collected():
    collected = pytest_run("--collect-only", "notebooks").splitlines()
    for path in FOLDER.glob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        n_code = sum(cell.cell_type == "code" for cell in cells)
        expected = {f"notebooks/{path.name}::Cell {k}" for k in range(n_code)}
        assert expected <= set(collected)


def test_a_plain_pytest_run_includes_the_notebooks(pytestconfig):
    assert "notebooks" in pytestconfig.getini("testpaths")
    assert pytestconfig.getoption("nbval") is True
    assert pytestconfig.getoption("nbval_current_env") is True
    assert pytestconfig.getoption("nbval_cell_timeout") == 60


def test_a_widget_agrees_with_its_saved_picture_and_a_changed_text_fails(tmp_path):
    path = tmp_path / "widget.ipynb"
    cells = [new_code_cell(WIDGET, id="plane"), new_code_cell("6 * 7", id="answer")]
    path.write_text(nbformat.writes(new_notebook(cells=cells)), encoding="utf-8")
    remake(path)
    saved = nbformat.read(path, as_version=4)
    assert set(saved.cells[0].outputs[0].data) == {"image/png", "text/plain"}

    for i, cell in enumerate(saved.cells):
        kept = cell.outputs[0].data["text/plain"]
        cell.outputs[0].data["text/plain"] = "something else"
        nbformat.write(saved, tmp_path / f"changed-{i}.ipynb")
        cell.outputs[0].data["text/plain"] = kept
    settings = FOLDER.parent / "pyproject.toml"
    report = pytest_run("--rootdir", FOLDER.parent, "-c", settings, tmp_path)
    assert "2 failed, 4 passed" in report, report
