"""The pinned sets: complete, consistent, and free of addresses."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN, TEST = "requirements.txt", "requirements-test.txt"
HUB = "hub/requirements.txt"
PYTHONS = ["3.11", "3.12", "3.13"]


def pins(name):
    """The requirements in a file, by canonical name."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    requirements = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


@pytest.mark.parametrize("name", [RUN, TEST, HUB, "binder/requirements.txt"])
def test_every_line_pins_one_version_and_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://| @ |^\s*-", text, re.MULTILINE)
    for requirement in pins(name).values():
        assert re.fullmatch(r"==[\w.]+", str(requirement.specifier)), requirement


@pytest.mark.parametrize(
    "name, extras", [(RUN, ["lab"]), (HUB, ["lab", "hub"]), (TEST, ["lab", "hub", "test"])]
)
def test_pins_satisfy_the_ranges_of_the_project(name, extras):
    wanted = [*PROJECT["dependencies"]]
    for extra in extras:
        wanted += PROJECT["optional-dependencies"][extra]
    for requirement in map(Requirement, wanted):
        pinned = pins(name)[canonicalize_name(requirement.name)]
        (version,) = pinned.specifier
        assert version.version in requirement.specifier, requirement
        for python in PYTHONS:
            place = {"python_version": python, "python_full_version": f"{python}.0"}
            needed = requirement.marker is None or requirement.marker.evaluate(place)
            assert not needed or pinned.marker is None or pinned.marker.evaluate(place)


@pytest.mark.parametrize("larger", [HUB, TEST])
def test_the_larger_sets_hold_the_run_set(larger):
    run, more = pins(RUN), pins(larger)
    assert {name: str(run[name]) for name in run} == {name: str(more[name]) for name in run}


def test_binder_installs_the_run_set():
    assert (ROOT / "binder" / RUN).read_bytes() == (ROOT / RUN).read_bytes()
