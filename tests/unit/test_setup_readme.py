"""That README and CONTRIBUTING promise nothing that is not there."""

import re
from pathlib import Path

import lecturelib
from lecturelib import words
from tests import chinese

ROOT = Path(__file__).resolve().parents[2]
README, CHINESE, CONTRIBUTING, CHANGELOG = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md")
)
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


def test_every_link_leads_somewhere():
    links = re.findall(r"\]\((?!https?:)([^)]+)\)", README + CHINESE + CONTRIBUTING + CHANGELOG)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_notebook_is_linked():
    for text, folder in ((README, "notebooks"), (CHINESE, "notebooks/zh")):
        row = rf"^\| \d\d \| \[.*?\]\({folder}/(.*?)\)"
        assert re.findall(row, text, re.MULTILINE) == NOTEBOOKS


def test_the_chinese_readme_keeps_to_the_marks():
    text = re.sub(r"^```$.*?^```$", "", CHINESE, flags=re.M | re.S)
    assert list(chinese.faults(re.sub(r"\n(?! *[-|#])", "", text))) == []


def test_the_badge_opens_a_notebook_in_jupyterlab():
    badge = r"mybinder\.org/v2/gh/\S+?/\S+?/\S+?\?urlpath=lab%2Ftree%2Fworkbook%2F(\S+?)\)"
    assert re.findall(badge, README) and set(re.findall(badge, README)) <= set(NOTEBOOKS)


def test_the_verbs_are_those_of_the_script():
    script = words.table("course", "en")["help"]
    verbs = set(re.findall(r"python3 course\.py (\w+)", README + CONTRIBUTING))
    assert verbs == set(re.findall(r"python3 course\.py (\w+)", script))


def test_the_map_of_the_house_names_what_is_there():
    rooms = re.findall(r"^\| (`.*?`) \|", CONTRIBUTING.split("## Three")[0], re.MULTILINE)
    named = [name for room in rooms for name in re.findall(r"`([^`]+)`", room)]
    here = {"data/": "lecturelib/data"}
    missing = [name for name in named if not list(ROOT.glob(here.get(name, name).rstrip("/")))]
    assert len(named) > 10 and missing == []


def test_the_workflow_runs_what_the_readme_says_on_what_the_project_allows():
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    assert "python course.py test\n" in workflow and "python3 course.py test " in README
    assert 'python: ["3.11", "3.12", "3.13"]' in workflow


def test_the_newest_version_of_the_changelog_is_the_packages():
    released = re.findall(r"^## (\d+\.\d+\.\d+)", CHANGELOG, re.MULTILINE)
    assert released[0] == lecturelib.__version__
