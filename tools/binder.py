"""Binder without Docker: its steps in a fresh folder and environment, then its command line.

What the image brings besides (its Python, its base packages) is not seen here.
"""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tools.lab import ROOT, drag, free_port

PREFIX = "/user/owner-repo-x1/"
_PATIENCE = 120  # s


class Binder:
    """The course as Binder would build and start it; a context manager."""

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="binder-"))
        self.home = self.folder / "home"
        self._environment = self.folder / "environment"
        subprocess.run([sys.executable, "-m", "venv", self._environment], check=True)
        self._bin = self._environment / "bin"
        self.run("python", "-m", "pip", "install", "--quiet", "uv")
        requirements = ROOT / "binder" / "requirements.txt"
        self.run("python", "-m", "uv", "pip", "install", "--quiet", "-r", requirements)
        self._copy()
        self.run(self.home / "binder" / "postBuild")
        self.run("python", "-m", "pip", "check")
        self._start()
        return self

    def run(self, *command):
        """A step of the build, in the folder of the repository. Raises if it fails."""
        self.home.mkdir(exist_ok=True)
        subprocess.run(
            [self._bin / command[0] if "/" not in str(command[0]) else command[0], *command[1:]],
            cwd=self.home,
            env=self._variables(),
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def _variables(self):
        path = f"{self._bin}{os.pathsep}{os.environ['PATH']}"
        return os.environ | {"PATH": path, "HOME": str(self.home), "VIRTUAL_ENV": ""}

    def _copy(self):
        """What Git knows, as Binder would get it."""
        names = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
        ).stdout
        for name in filter(None, names.split("\0")):
            if (ROOT / name).exists():
                (self.home / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, self.home / name)

    def _start(self):
        port, self.token = free_port(), secrets.token_urlsafe(16)
        self.url = f"http://127.0.0.1:{port}{PREFIX}"
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [
                self._bin / "jupyter-notebook",
                "--ip=127.0.0.1",
                f"--port={port}",
                f"--NotebookApp.base_url={PREFIX}",
                f"--NotebookApp.token={self.token}",
                "--NotebookApp.trust_xheaders=True",
                "--no-browser",
                "--allow-root",
            ],
            cwd=self.home,
            env=self._variables() | {"JUPYTERHUB_SERVICE_PREFIX": PREFIX},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while time.monotonic() < self.began + _PATIENCE and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}api/status?token={self.token}", timeout=5)
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.__exit__()
        raise RuntimeError("the server did not start")

    def address(self, path):
        """Where a badge's urlpath leads."""
        return f"{self.url}{path}?token={self.token}"

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def first_drag(page, address):
    """Opens the notebook, runs it, and drags the first handle as soon as it is there."""
    page.goto(address)
    page.locator(".jp-Notebook h1").wait_for()
    page.get_by_text("Run", exact=True).first.click()
    page.get_by_text("Run All Cells", exact=True).first.click()
    handle = page.locator(".ll [role=slider]").first
    handle.wait_for(state="attached", timeout=120_000)
    handle.scroll_into_view_if_needed()
    before = handle.get_attribute("aria-valuetext")
    drag(page, handle, 30, -20)
    page.wait_for_function(
        "([handle, before]) => handle.getAttribute('aria-valuetext') !== before",
        arg=[handle.element_handle(), before],
    )
