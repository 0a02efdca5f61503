"""That all Python is laid out and written as pyproject.toml says; what is found is printed."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not importlib.util.find_spec("ruff"), reason="ruff is not installed")
@pytest.mark.parametrize("command", [("format", "--diff"), ("check",)], ids=["format", "check"])
def test_ruff_finds_nothing(command):
    """To mend what can be mended at once: python -m ruff format, python -m ruff check --fix."""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "--no-cache", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"\n{done.stdout}{done.stderr}"
