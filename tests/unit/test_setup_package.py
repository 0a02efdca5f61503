"""That what is installed is all of lecturelib, with its data, JavaScript, styles and words."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_wheel_holds_every_file(tmp_path):
    source = tmp_path / "source"
    no_cache = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "lecturelib", source / "lecturelib", ignore=no_cache)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)

    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
    done = subprocess.run(
        [*command, "--no-index", "-w", str(tmp_path), str(source)],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr

    (wheel,) = tmp_path.glob("lecturelib-*.whl")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("lecturelib/")}
    files = (source / "lecturelib").rglob("*")
    assert held == {path.relative_to(source).as_posix() for path in files if path.is_file()}
