"""Runs a notebook, and brings its widgets out of the kernel."""

import os
import subprocess
from pathlib import Path

import nbformat

from tools import normal_form

_ROOT = Path(__file__).resolve().parents[1]
_FAREWELL = "from pages.kernel import farewell\nfarewell()"
_WIDGETS = "application/json"


def run(path):
    """The notebook at `path`, run, and its widgets: model id -> what `kernel.farewell` says of it.

    A cell whose output is never twice the same keeps the one that is committed. Raises what
    nbclient raises if a cell fails.
    """
    notebook = nbformat.read(path, as_version=4)
    committed = [cell.get("outputs") for cell in notebook.cells]
    notebook.cells.append(nbformat.v4.new_code_cell(_FAREWELL))
    os.environ["PYTHONPATH"] = str(_ROOT)
    normal_form.client(notebook, path.parent).execute(stderr=subprocess.DEVNULL)
    widgets = notebook.cells.pop().outputs[0].data[_WIDGETS]
    for cell, outputs in zip(notebook.cells, committed, strict=True):
        if "nbval-ignore-output" in cell.metadata.get("tags", []):
            cell.outputs = outputs
    return notebook, widgets
