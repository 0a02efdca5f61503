"""That the README promises nothing that is not there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


def test_every_link_leads_somewhere():
    links = re.findall(r"\]\((?!https?:)([^)]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_notebook_is_linked():
    assert re.findall(r"^\| \d\d \| \[.*?\]\(notebooks/(.*?)\)", README, re.MULTILINE) == NOTEBOOKS


def test_the_badge_opens_a_notebook_in_jupyterlab():
    badge = r"mybinder\.org/v2/gh/\S+?/\S+?/\S+?\?urlpath=lab%2Ftree%2Fnotebooks%2F(\S+?)\)"
    assert re.findall(badge, README) and set(re.findall(badge, README)) <= set(NOTEBOOKS)


def test_the_verbs_are_those_of_the_script():
    script = (ROOT / "course.py").read_text(encoding="utf-8").split('"""')[1]
    verbs = set(re.findall(r"python3 course\.py (\w+)", README))
    assert verbs == set(re.findall(r"python3 course\.py (\w+)", script))
