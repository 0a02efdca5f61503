"""What docs/ tells to write works: each walk is carried out in a copy, whose tests are run."""

import os
import re
import subprocess
import sys

import pytest

from tests.docs import ENGLISH, ROOT, carry_out, copy_of_the_course

PAGES = sorted(path.name for path in (ROOT / "docs").glob("*.md"))
NAMED = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")

PYTEST = ["-m", "pytest", "-q", "-p", "no:cacheprovider"]


def unit(names, chosen):
    """Arguments to Python. Files are named, since to collect all unit tests takes ten seconds."""
    return [*PYTEST, *(f"tests/unit/test_{name}.py" for name in names.split()), "-k", chosen]


# page -> what is run in the copy
WALKS = {
    "write-a-widget.md": [
        unit("chinese layers link messages style tangent widgets words", "angent or linter")
    ],
    "write-an-exercise.md": [
        unit(
            "exercise_answers exercises practice style",
            "(4.6 or 4.7) and (right or wrong) or linter or every_reason",
        )
    ],
    "write-a-guess.md": [
        ["-m", "tools.normal_form", "04"],
        unit(
            "chinese guesses style words",
            "4.5 and guess or full_connection or linter or guesses_04",
        ),
    ],
    "write-a-practice.md": [
        ["-m", "tools.normal_form", "03"],
        unit("chinese practice style words", "3.10 and practice or linter or practice_03"),
    ],
    "write-a-section.md": [
        ["-m", "tools.normal_form", "11"],
        [
            *PYTEST,
            "notebooks/11_noise.ipynb",
            "tests/notebooks/test_notebooks.py",
            "-k",
            "11_noise and not lecture",
        ],
    ],
    "translate.md": [unit("words", "kit")],
}


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    made = set(re.findall(r"^\*\*`([^`]+)`\*\*", text, re.M))
    named = [name for name in NAMED.findall(text) if name.split("/")[0] in os.listdir(ROOT)]
    missing = [name for name in named if not any(new.startswith(name) for new in made)]
    assert [name for name in missing if not (ROOT / name).exists()] == []


def test_every_page_that_writes_is_walked():
    assert {page for page in PAGES if "\n**`" in (ROOT / "docs" / page).read_text("utf-8")} == set(
        WALKS
    )


@pytest.mark.parametrize("page", WALKS)
def test_the_walk_leads_to_where_it_says(page, tmp_path):
    folder = copy_of_the_course(tmp_path)
    assert carry_out(page, folder)
    for command in WALKS[page]:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, **ENGLISH, "PYTHONPATH": str(folder)},
        )
        assert done.returncode == 0, f"\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
