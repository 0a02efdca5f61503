"""Everything that the lecture says stands in a notebook, in the cell that `coverage.toml` names."""

import json
import re
import tomllib
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tools.normal_form import FOLDER

TABLE = tomllib.loads(Path(__file__).with_name("coverage.toml").read_text(encoding="utf-8"))
NOTEBOOKS = {int(section): name for section, name in TABLE["notebooks"].items()}
ENTRIES = TABLE["entries"]
SECTIONS = set(range(1, 11))
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

# The givens and results of section 8's "A simple example", in the lecture's order.
EXAMPLE = [
    "1",
    "0.5",
    "4",
    "0.5",
    "1.5",
    "2.3",
    "3",
    "1",
    "1",
    "1.25",
    "3.8",
    "0.777",
    "0.978",
    "1.755",
    "5.04",
    "-3.489",
    "1.349",
    "-4.391",
    "1.439",
    "0.173",
    "-4.49",
    "-0.777",
    "0.578",
]


def kind(name):
    """Run a test once for each entry of this kind."""
    entries = ENTRIES[name]
    return pytest.mark.parametrize(
        "entry", entries, ids=[f"{e['section']}-{e['cell']}-{i}" for i, e in enumerate(entries)]
    )


@cache
def cells(section):
    """The cells of a section's notebook by their ids."""
    notebook = json.loads((FOLDER / NOTEBOOKS[section]).read_text(encoding="utf-8"))
    return {cell["id"]: cell for cell in notebook["cells"]}


def find(entry):
    found = cells(entry["section"])
    assert entry["cell"] in found, f"{NOTEBOOKS[entry['section']]} has no cell {entry['cell']}"
    return found[entry["cell"]]


def shown(cell):
    """What a code cell prints or displays, as text; nothing for a Markdown cell."""
    texts = []
    for output in cell.get("outputs", []):
        texts += output.get("text", [])
        texts += output.get("data", {}).get("text/plain", [])
    return "".join(texts)


def says(cell):
    """What a page shows of a cell; a new line in its text is a space there."""
    return "".join(cell["source"]).replace("\n", " ") + "\n" + shown(cell)


def test_every_section_has_its_notebook_and_entries():
    assert set(NOTEBOOKS) == SECTIONS
    missing = [name for name in NOTEBOOKS.values() if not (FOLDER / name).is_file()]
    assert not missing
    assert {entry["section"] for entries in ENTRIES.values() for entry in entries} == SECTIONS


def test_nothing_is_listed_twice():
    listed = [
        (name, entry["section"], entry["lecture"])
        for name, entries in ENTRIES.items()
        for entry in entries
    ]
    assert [key for key, count in Counter(listed).items() if count > 1] == []


def test_formulas_1_to_8_and_fifteen_figures_are_listed():
    assert [entry["number"] for entry in ENTRIES["numbered"]] == list(range(1, 9))
    assert len(ENTRIES["figure"]) == 15


def test_the_whole_example_of_section_8_is_listed():
    assert {entry["section"] for entry in ENTRIES["worked"]} == {8}
    assert Counter(entry["value"] for entry in ENTRIES["worked"]) == Counter(EXAMPLE)


@kind("numbered")
def test_a_formula_stands_under_its_own_number(entry):
    source = "".join(find(entry)["source"])
    displays = source.split("$$")[1::2]
    tagged = [formula for formula in displays if rf"\tag{{{entry['number']}}}" in formula]
    assert len(tagged) == 1
    assert entry["text"] in tagged[0]


@pytest.mark.parametrize(
    "entry",
    [e for name in ("unnumbered", "definition", "named", "statement") for e in ENTRIES[name]],
    ids=lambda entry: f"{entry['section']}-{entry['cell']}",
)
def test_the_cell_says_it(entry):
    assert entry["text"] in says(find(entry)), entry["lecture"]


@kind("figure")
def test_a_figure_is_drawn(entry):
    cell = find(entry)
    assert any("image/png" in output.get("data", {}) for output in cell.get("outputs", []))
    assert entry["text"] in shown(cell)


@kind("worked")
def test_a_worked_number_is_computed(entry):
    output = shown(find(entry))
    assert re.search(re.escape(entry["text"]) + r"(?!\.?\d)", output), entry["lecture"]
    printed, value = Decimal(NUMBER.findall(entry["text"])[-1]), Decimal(entry["value"])
    assert printed.quantize(value) == value


@kind("citation")
def test_a_work_is_cited_and_listed(entry):
    assert entry["text"] in says(find(entry))
    references = "".join(cells(entry["section"])["references"]["source"])
    assert f"\n- {entry['reference']}" in references
