"""JupyterLite's copies of the notebooks, and that it asks nobody beyond its own folder."""

import json

import nbformat

from pages.lite import settings, write_contents
from tools.normal_form import FOLDER


def test_a_copy_first_installs_the_course_and_is_else_the_same(tmp_path):
    write_contents(tmp_path / "contents")
    contents = tmp_path / "contents"
    copies = sorted(contents.rglob("*.ipynb"))
    originals = sorted([*FOLDER.glob("*.ipynb"), *FOLDER.glob("zh/*.ipynb")])
    places = [path.relative_to(FOLDER) for path in originals]
    assert len(places) == 20 and [path.relative_to(contents) for path in copies] == places
    for copy, original in zip(copies, originals, strict=True):
        copy, original = (nbformat.read(path, as_version=4) for path in (copy, original))
        nbformat.validate(copy)
        code = [cell for cell in copy.cells if cell.cell_type == "code"]
        assert code[0].source == "%pip install -q lecturelib"
        copy.cells.remove(code[0])
        assert copy == original


def test_nothing_is_asked_for_elsewhere():
    kernel = settings()["jupyter-lite.json"]["jupyter-config-data"]["litePluginSettings"]
    assert kernel["@jupyterlite/pyodide-kernel-extension:kernel"]["disablePyPIFallback"] is True
    assert "http" not in json.dumps(settings())
