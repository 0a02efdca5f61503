"""The editions in other languages say what the English says, of the same code and numbers."""

import re
from collections import Counter

import pytest

from tests import chinese
from tests.notebooks.test_notebooks import PATHS, code_cells, read, tags, texts
from tools import translations
from tools.normal_form import FOLDER, dumps, normalize

EDITIONS = [
    (language, path)
    for language in translations.begun()
    for path in PATHS
    if translations.path_of(language, path.stem).exists()
]
FIXED = {
    "formulas": r"\$\$.+?\$\$|\$[^$\n]+\$",
    "code": r"(?<!`)`[^`\n]+`(?!`)|```.*?```",
    "links": r"\]\(([^)]*)\)",
    "emphasis": r"(\*)\*{0,2}",
    "tags": r"</?[a-z][^<>]*>",
    "years": r"(?<!\d)(?:18|19|20)\d\d(?!\d)",
}
NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?")


@pytest.fixture(params=EDITIONS, ids=lambda edition: f"{edition[0]}-{edition[1].stem}")
def edition(request):
    return request.param


@pytest.fixture
def catalogue(edition):
    language, path = edition
    return translations.read(translations.path_of(language, path.stem), language)


@pytest.fixture
def both(edition):
    language, path = edition
    return read(path), read(FOLDER / language / path.name)


def test_the_catalogue_is_whole_and_of_this_notebook(edition, catalogue):
    language, path = edition
    file = translations.path_of(language, path.stem).read_bytes()
    assert translations.dumps(translations.merged(catalogue, read(path), language)) == file
    assert [entry.context for entry in translations.missing(catalogue)] == []


def test_what_has_no_language_is_the_same(catalogue):
    for entry in translations.entries(catalogue):
        for what, pattern in FIXED.items():
            texts = (re.sub(r"\\text\{[^}]*\}", "", text) for text in (entry.id, entry.string))
            here, there = (Counter(re.findall(pattern, text, re.DOTALL)) for text in texts)
            assert here == there, f"{what} in {entry.context}: {here - there} {there - here}"


def test_it_is_made_of_both(edition, catalogue, both):
    language, path = edition
    english, other = both
    made = translations.edition(english, catalogue, language)
    for cell, its in zip(made.cells, other.cells, strict=True):
        assert cell.id == its.id
        if cell.cell_type == "code":
            cell.outputs = its.outputs
    assert dumps(normalize(made)) == (FOLDER / language / path.name).read_text(encoding="utf-8")


def test_its_outputs_have_the_same_numbers(both):
    for here, there in zip(*map(code_cells, both), strict=True):
        if "nbval-ignore-output" not in tags(here):
            numbers = [sorted(NUMBER.findall(" ".join(texts(cell)))) for cell in (here, there)]
            assert numbers[0] == numbers[1], here.id


def test_no_output_of_ours_is_english(both):
    """What Python's own print shows is code; what lecturelib says is of the language."""
    for here, there in zip(*map(code_cells, both), strict=True):
        for one, two in zip(here.outputs, there.outputs, strict=True):
            said = one.get("data", {}).get("text/html")
            assert not said or said != two.data["text/html"], here.id


def chinese_entries():
    for language, path in EDITIONS:
        if language == "zh":
            found = translations.read(translations.path_of(language, path.stem), language)
            yield from ((path.stem, entry) for entry in translations.entries(found))


def test_chinese_marks_and_spaces():
    found = [
        (stem, entry.context, fault)
        for stem, entry in chinese_entries()
        for fault in chinese.faults(entry.string)
    ]
    assert found == []


def test_chinese_terms():
    glossary = chinese.read("glossary.toml")
    found = [
        (stem, entry.context, term)
        for stem, entry in chinese_entries()
        if not entry.id.startswith("#")  # a heading is the edition's own
        for term in chinese.missing_terms(entry.id, entry.string, glossary)
    ]
    assert found == []
