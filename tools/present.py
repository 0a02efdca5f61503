"""Presents a notebook: run already, at its first slide. `python3 course.py present 04`.

It is a copy that is gone at the end. The speaker's notes are printed here, where the room does not
see them.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

import nbformat
from jupyter_client import BlockingKernelClient
from jupyter_core.paths import jupyter_runtime_dir
from nbformat.sign import NotebookNotary

from course import ENGLISH, folder_of
from lecturelib import words
from tools.normal_form import FOLDER, chosen

_PATIENCE = 120  # in s, for the server and for a cell
# A deck is active from the first moment on.
_ACTIVE = "jupyterlab-slideshow/plugin.jupyterlab-settings"


class Server:
    """A JupyterLab on loopback whose folder holds the notebook; a context manager."""

    def __init__(self, folder):
        self._folder, self._token = folder, secrets.token_hex(24)

    def __enter__(self):
        settings = self._folder / ".settings"
        (settings / _ACTIVE).parent.mkdir(parents=True)
        (settings / _ACTIVE).write_text(json.dumps({"active": True}), encoding="utf-8")
        root = ["--allow-root"] if os.name == "posix" and os.geteuid() == 0 else []
        options = [
            "--no-browser",
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.root_dir={self._folder}",
            f"--LabApp.user_settings_dir={settings}",
            f"--LabApp.workspaces_dir={self._folder / '.workspaces'}",
            *root,
        ]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            env=os.environ | {"JUPYTER_TOKEN": self._token},
            stderr=subprocess.DEVNULL,
        )
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()

    def wait(self):
        self._process.wait()

    def address(self, path=""):
        """Where it answers, once it does. Raises RuntimeError if it ends or takes too long."""
        note = Path(jupyter_runtime_dir()) / f"jpserver-{self._process.pid}.json"
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            try:
                url = json.loads(note.read_text(encoding="utf-8"))["url"]
                urllib.request.urlopen(f"{url}api/status?token={self._token}", timeout=5)
                return f"{url}{path}?token={self._token}"
            except (OSError, ValueError, urllib.error.URLError):
                time.sleep(0.1)
        raise RuntimeError(words.table("present")["not_started"])

    def kernel(self, name):
        """A client of the kernel that the page of this notebook will find."""
        asked = {"path": name, "name": name, "type": "notebook", "kernel": {"name": "python3"}}
        request = urllib.request.Request(
            self.address("api/sessions"),
            json.dumps(asked).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
            identity = json.load(answer)["kernel"]["id"]
        client = BlockingKernelClient()
        client.load_connection_file(str(Path(jupyter_runtime_dir()) / f"kernel-{identity}.json"))
        client.start_channels()
        client.kernel_info(reply=True, timeout=_PATIENCE)
        return client


def run(notebook, client):
    """Runs all cells in the client's kernel and puts what they show into the notebook."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = []

        def take(message, cell=cell):
            if message["msg_type"] in ("execute_result", "display_data", "stream", "error"):
                cell.outputs.append(nbformat.v4.output_from_msg(message))

        reply = client.execute_interactive(cell.source, output_hook=take, timeout=_PATIENCE)
        cell.execution_count = reply["content"]["execution_count"]


def notes(notebook):
    """(heading of a slide, its notes) for each slide that has some, as Markdown."""
    heading = ""
    for cell in notebook.cells:
        first = cell.source.partition("\n")[0]
        if cell.cell_type == "markdown" and first.startswith("#"):
            heading = first.lstrip("# ")
        if cell.metadata.get("slideshow", {}).get("slide_type") == "notes":
            yield heading, cell.source


def present(name):
    said = words.table("present")
    paths = chosen([name], FOLDER / folder_of(os.environ.get("COURSE_LANGUAGE") or ENGLISH))
    if len(paths) > 1:
        raise ValueError(said["several"].format(name=repr(name), n=len(paths)))
    with tempfile.TemporaryDirectory(prefix="present-") as folder:
        copy = Path(shutil.copy(paths[0], folder))
        say(said["starting"].format(name=copy.name))
        with Server(Path(folder)) as server:
            notebook = nbformat.read(copy, as_version=4)
            run(notebook, server.kernel(copy.name))
            NotebookNotary().sign(notebook)  # only of what is trusted JupyterLab shows the widgets
            nbformat.write(notebook, copy)
            for heading, text in notes(notebook):
                say(f"\n-- {heading}\n{text}")
            address = server.address(f"lab/tree/{copy.name}")
            say(f"\n{said['keys']}")
            say(said["address"].format(address=address))
            webbrowser.open(address)
            server.wait()


def say(text):
    print(text, flush=True)


if __name__ == "__main__":
    try:
        present(*sys.argv[1:])
    except (RuntimeError, ValueError) as error:
        sys.exit(f"present: {error}")
    except KeyboardInterrupt:
        say(f"\n{words.table('present')['gone']}")
