"""Tests of widgets, pictures and answers hold in a language that has another word for every word.

Every night all unit tests are run in it.
"""

import os
import subprocess
import sys

from tests import bracket_language
from tests.docs import ROOT

TABLES = [table.stem for table in bracket_language.ENGLISH.glob("*.toml")]
# The two scripts speak only languages that have notebooks.
APART = {"exercises", "course", "present"}
NAMES = [*(name for name in TABLES if name not in APART), "exercise_answers"]
FILES = sorted(file for name in NAMES for file in (ROOT / "tests/unit").glob(f"test_{name}*.py"))


def test_tests_look_words_up(tmp_path):
    assert len(FILES) > 25
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *map(str, FILES)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | bracket_language.environment(tmp_path),
    )
    assert done.returncode == 0, f"\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
