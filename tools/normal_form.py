"""The one form in which notebooks are committed, and the command that brings them into it.

    python3 course.py notebooks          all of notebooks/
    python3 course.py notebooks 03 08    the ones whose file names start so

The editions in other languages are made of them, and run, at the same time.

A notebook is run from top to bottom in a fresh kernel, then written as `normalize` says. Running
the command twice changes nothing: a cell tagged nbval-ignore-output, whose output is never twice
the same, keeps the output it has. Clear that output to get a new one.
"""

import base64
import struct
import subprocess
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from tools.sentences import sentence_lines
from tools.translations import Missing, editions, made

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
CELL_METADATA = {"jupyter", "slideshow", "tags"}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
CELL_TIMEOUT = 60


def normalize(notebook):
    """Bring `notebook` (a NotebookNode) into normal form, in place, and return it.

    Kept: cell ids, code, tags, slide metadata, folding. Gone: timing, the saved state of widgets,
    everything else that an editor adds. Code cells are counted 1, 2, ...; text has a sentence a
    line.
    """
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata = nbformat.from_dict(METADATA)
    count = 0
    for cell in notebook.cells:
        for key in set(cell.metadata) - CELL_METADATA:
            del cell.metadata[key]
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            cell.outputs = normal_outputs(cell.outputs, count)
        elif cell.cell_type == "markdown":
            cell.source = sentence_lines(cell.source)
    return notebook


def normal_outputs(outputs, count):
    """The outputs of the `count`-th code cell: neighbouring streams joined, no view of a widget.

    A widget's view names a model that lives only in the kernel that made it; the picture beside
    it in the same output is what a page without a kernel can show.
    """
    kept = []
    for output in outputs:
        if output.output_type == "stream" and kept and kept[-1].get("name") == output.name:
            kept[-1].text += output.text
            continue
        if "data" in output:
            output.data.pop(WIDGET_VIEW, None)
            if "image/png" in output.data:
                output.data["image/png"] = without_text(output.data["image/png"])
        if output.output_type == "execute_result":
            output.execution_count = count
        kept.append(output)
    return kept


def without_text(png):
    """A PNG (base64 text) without its text and time chunks, so that equal pictures are equal."""
    raw = base64.b64decode(png)
    kept, start = raw[:8], 8
    while start < len(raw):
        (length,) = struct.unpack(">I", raw[start : start + 4])
        end = start + 12 + length
        if raw[start + 4 : start + 8] not in (b"tEXt", b"zTXt", b"iTXt", b"tIME"):
            kept += raw[start:end]
        start = end
    return base64.b64encode(kept).decode()


def client(notebook, folder=FOLDER):
    """What runs `notebook` in a kernel of this Python's environment, started in `folder`."""
    return NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
    )


def dumps(notebook):
    """The text of the file, as Jupyter itself writes it."""
    return nbformat.writes(notebook) + "\n"


def remake(path, notebook=None):
    """Run the notebook at `path` and write it in normal form. True if the file changed.

    notebook: what is run and written in its place, an edition in another language, say. A notebook
    that fails raises what nbclient raises, and its file stays as it was. What the kernel itself
    says of its set-up (not the cells' stderr) is dropped: it is no output.
    """
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    notebook = notebook or nbformat.reads(before, as_version=4)
    saved = [cell.get("outputs") for cell in notebook.cells]
    client(notebook, path.parent).execute(stderr=subprocess.DEVNULL)
    for cell, outputs in zip(notebook.cells, saved, strict=True):
        if outputs and "nbval-ignore-output" in cell.metadata.get("tags", []):
            cell.outputs = outputs
    after = dumps(normalize(notebook))
    if after == before:
        return False
    path.write_text(after, encoding="utf-8", newline="\n")
    return True


def chosen(names, folder=FOLDER):
    """The notebooks of `folder` whose file names start with one of `names`; all if there is none.

    Raises ValueError for a name that fits no notebook.
    """
    paths = sorted(folder.glob("*.ipynb"))
    for name in names:
        if not any(path.name.startswith(name) for path in paths):
            raise ValueError(f"no notebook in {folder.name}/ starts with {name!r}")
    return [path for path in paths if not names or path.name.startswith(tuple(names))]


def main(names):
    """Remake the notebooks named, in each language; the exit code is 1 if one of them fails."""
    failed = False
    for path in chosen(names):
        for language, there in ((None, path), *editions(path)):
            name = there.relative_to(FOLDER).as_posix()
            try:
                there.parent.mkdir(exist_ok=True)
                written = remake(there, language and made(path, language, there))
                print(f"{name}: {'written' if written else 'unchanged'}", flush=True)
            except (CellExecutionError, CellTimeoutError, DeadKernelError, Missing) as error:
                failed = True
                print(f"{name}: failed, left as it was\n{error}", flush=True)
    return int(failed)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ValueError as error:
        sys.exit(f"notebooks: {error}")
