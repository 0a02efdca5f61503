"""Code is laid out and written as pyproject.toml and deno.json say; findings are printed."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


LINTERS = {
    "ruff format": ("ruff", "format", "--diff", "--no-cache", "."),
    "ruff check": ("ruff", "check", "--no-cache", "."),
    "deno fmt": ("deno", "fmt", "--check"),
    "deno lint": ("deno", "lint"),
    "deno check": ("deno", "check", "--no-remote", "lecturelib/widgets", "pages", "tools", "docs"),
}


@pytest.mark.parametrize("linter", LINTERS)
def test_the_linter_finds_nothing(linter):
    """What can be mended at once: python -m ruff format, ruff check --fix, deno fmt."""
    command = LINTERS[linter]
    if not importlib.util.find_spec(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert done.returncode == 0, f"\n{done.stdout}{done.stderr}"
