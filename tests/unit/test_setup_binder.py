"""What Binder would build, as repo2docker prints it; no Docker is needed to look at it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from course import SETTINGS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def dockerfile():
    if sys.platform == "win32":
        pytest.skip("repo2docker does not run on Windows")
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_the_pins_are_installed_before_the_repository_is_copied(dockerfile):
    """So that a change of a notebook does not build the whole image anew."""
    install = dockerfile.index('pip install --no-cache-dir -r "binder/requirements.txt"')
    assert install < dockerfile.index("src/ ${REPO_DIR}/")


def test_the_python_of_runtime_txt_is_used(dockerfile):
    assert (ROOT / "binder" / "runtime.txt").read_text(encoding="utf-8") == "python-3.12\n"
    assert "python=3.12" in dockerfile


def test_the_package_and_the_settings_are_installed_last(dockerfile):
    assert "./binder/postBuild" in dockerfile
    script = (ROOT / "binder" / "postBuild").read_text(encoding="utf-8")
    assert "pip install --no-deps" in script
    for file in SETTINGS:
        assert f"jupyter/{file.name}" in script
    assert "course.workbook()" in script
    if os.name == "posix":
        assert os.access(ROOT / "binder" / "postBuild", os.X_OK)


def test_jupyterlab_asks_nothing_and_fetches_nothing():
    settings = json.loads((ROOT / "jupyter" / "overrides.json").read_text(encoding="utf-8"))
    news = settings["@jupyterlab/apputils-extension:notification"]
    assert news == {"checkForUpdates": False, "fetchNews": "false"}
