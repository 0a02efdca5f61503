"""Runs a notebook, and brings its widgets out of the kernel."""

import os
import subprocess
from pathlib import Path

import nbformat

from tools import normal_form

_ROOT = Path(__file__).resolve().parents[1]
_FAREWELL = "from pages.kernel import farewell\nfarewell({recorded})"
_PATIENCE = 900  # in s, for a cell: all runs of the widgets are recorded in one


def run(path, recorded):
    """The notebook at `path`, run, and what `kernel.farewell(recorded)` says of its widgets.

    A cell whose output is never twice the same keeps the one that is committed. Raises what
    nbclient raises if a cell fails.
    """
    notebook = nbformat.read(path, as_version=4)
    committed = [cell.get("outputs") for cell in notebook.cells]
    notebook.cells.append(nbformat.v4.new_code_cell(_FAREWELL.format(recorded=recorded)))
    os.environ["PYTHONPATH"] = str(_ROOT)
    client = normal_form.client(notebook, path.parent)
    client.timeout, client.coalesce_streams = _PATIENCE, True
    client.execute(stderr=subprocess.DEVNULL)
    told = notebook.cells.pop().outputs[0].data["application/json"]
    for cell, outputs in zip(notebook.cells, committed, strict=True):
        if "nbval-ignore-output" in cell.metadata.get("tags", []):
            cell.outputs = outputs
    return notebook, told
