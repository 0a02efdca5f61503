"""What is presented: one notebook, run, and the notes of its slides; and where."""

import socket
from contextlib import ExitStack, suppress

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


def test_two_at_once_and_a_busy_port(tmp_path):
    with ExitStack() as open_ones:
        with suppress(OSError):  # another program has it already
            open_ones.enter_context(socket.create_server(("127.0.0.1", 8888)))
        servers = [open_ones.enter_context(present.Server(tmp_path / name)) for name in "ab"]
        addresses = {server.address().partition("?")[0] for server in servers}
    assert len(addresses) == 2 and "http://127.0.0.1:8888/" not in addresses


def test_a_server_that_does_not_start_is_said_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(present.sys, "executable", "false")
    with present.Server(tmp_path) as server, pytest.raises(RuntimeError, match="did not start"):
        server.address()
