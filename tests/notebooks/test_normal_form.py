"""The command that executes and normalizes notebooks, on small notebooks made here."""

import base64
import io

import nbformat
import pytest
from matplotlib.figure import Figure
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools.normal_form import chosen, dumps, normalize, remake, without_text


def make(*sources):
    cells = [new_code_cell(source, id=f"cell-{i}") for i, source in enumerate(sources)]
    return new_notebook(cells=[new_markdown_cell("# Title", id="title"), *cells])


def save(path, notebook):
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    return path


def png(**metadata):
    buffer = io.BytesIO()
    Figure(figsize=(1, 1)).savefig(buffer, format="png", metadata=metadata)
    return base64.b64encode(buffer.getvalue()).decode()


def test_only_what_the_course_uses_is_kept():
    notebook = make("1")
    notebook.metadata = nbformat.from_dict({"widgets": {"state": {}}, "authors": ["me"]})
    notebook.cells[1].metadata = nbformat.from_dict(
        {
            "tags": ["lecture-number"],
            "slideshow": {"slide_type": "slide"},
            "jupyter": {"source_hidden": True},
            "execution": {"iopub.execute_input": "2025-03-01T10:00:00Z"},
            "collapsed": False,
        }
    )
    normalize(notebook)
    assert notebook.metadata == {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    assert set(notebook.cells[1].metadata) == {"tags", "slideshow", "jupyter"}
    assert [cell.id for cell in notebook.cells] == ["title", "cell-0"]


def test_code_cells_are_counted_from_one():
    notebook = make("1", "2")
    notebook.cells[1].execution_count = 7
    notebook.cells[2].outputs = [new_output("execute_result", {"text/plain": "2"})]
    notebook.cells[2].outputs[0].execution_count = 9
    normalize(notebook)
    assert [cell.execution_count for cell in notebook.cells[1:]] == [1, 2]
    assert notebook.cells[2].outputs[0].execution_count == 2


def test_neighbouring_streams_are_joined_and_others_kept_apart():
    notebook = make("")
    notebook.cells[1].outputs = [
        new_output("stream", name="stdout", text="a\n"),
        new_output("stream", name="stdout", text="b\n"),
        new_output("stream", name="stderr", text="c\n"),
        new_output("stream", name="stdout", text="d\n"),
    ]
    normalize(notebook)
    assert [(o.name, o.text) for o in notebook.cells[1].outputs] == [
        ("stdout", "a\nb\n"),
        ("stderr", "c\n"),
        ("stdout", "d\n"),
    ]


def test_a_widget_leaves_its_picture_and_its_line_but_not_its_view():
    notebook = make("")
    view = {"model_id": "4f1c", "version_major": 2, "version_minor": 1}
    data = {
        "application/vnd.jupyter.widget-view+json": view,
        "image/png": png(),
        "text/plain": "a plane",
    }
    notebook.cells[1].outputs = [new_output("display_data", data)]
    normalize(notebook)
    assert set(notebook.cells[1].outputs[0].data) == {"image/png", "text/plain"}


def test_pictures_lose_their_text_and_nothing_else():
    stamped = png(Software="someone's", Comment="made today")
    plain = png(Software=None)
    assert stamped != plain
    assert without_text(stamped) == without_text(plain) == plain


def test_a_second_run_changes_nothing(tmp_path):
    path = save(tmp_path / "a.ipynb", make("print('one')", "6 * 7"))
    assert remake(path) is True
    written = path.read_text(encoding="utf-8")
    assert remake(path) is False
    assert path.read_text(encoding="utf-8") == written

    notebook = nbformat.read(path, as_version=4)
    assert notebook.cells[1].outputs[0].text == "one\n"
    assert notebook.cells[2].outputs[0].data["text/plain"] == "42"
    assert dumps(normalize(notebook)) == written


def test_an_output_that_is_never_the_same_stays_until_it_is_cleared(tmp_path):
    notebook = make("import time; time.perf_counter_ns()")
    notebook.cells[1].metadata["tags"] = ["nbval-ignore-output", "timing"]
    path = save(tmp_path / "a.ipynb", notebook)
    assert [remake(path), remake(path)] == [True, False]
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].outputs = []
    assert remake(save(path, notebook)) is True


def test_a_failing_notebook_is_left_as_it_was(tmp_path):
    path = save(tmp_path / "a.ipynb", make("1", "1 / 0"))
    before = path.read_bytes()
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        remake(path)
    assert path.read_bytes() == before


def test_the_kernel_starts_in_the_notebooks_folder(tmp_path):
    (tmp_path / "beside.txt").write_text("found", encoding="utf-8")
    path = save(tmp_path / "a.ipynb", make("print(open('beside.txt').read())"))
    remake(path)
    assert nbformat.read(path, as_version=4).cells[1].outputs[0].text == "found\n"


def test_notebooks_are_chosen_by_the_start_of_their_names(tmp_path):
    for name in ("03_perceptron", "08_backpropagation"):
        save(tmp_path / f"{name}.ipynb", make())
    assert [path.name[:2] for path in chosen([], tmp_path)] == ["03", "08"]
    assert [path.name[:2] for path in chosen(["08"], tmp_path)] == ["08"]
    with pytest.raises(ValueError, match="starts with '11'"):
        chosen(["11"], tmp_path)
