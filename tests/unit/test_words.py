"""The tables of words: the language in which they speak, and that each word is used."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lecturelib import words
from tests import bracket_language

PACKAGE = Path(words.__file__).parents[1]
TABLES = sorted(path.stem for path in (Path(words.__file__).parent / "en").glob("*.toml"))
LANGUAGES = sorted({path.parent.name for path in Path(words.__file__).parent.glob("*/*.toml")})
FIXED = re.compile(r"\$[^$]*\$|\{[^}]*\}")  # formulas and placeholders


@pytest.fixture(autouse=True)
def english(monkeypatch):
    for name in ("COURSE_WORDS", "COURSE_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def french(tmp_path, monkeypatch):
    """A folder of languages that holds "fr" alone; the environment is put back afterwards."""
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "kit.toml").write_text('play = "Départ"\n', encoding="utf-8")
    monkeypatch.setenv("COURSE_WORDS", str(tmp_path))
    monkeypatch.setenv("COURSE_LANGUAGE", "fr")


def test_english_unless_told_otherwise():
    assert words.table("kit")["play"] == "Play"


def test_the_environment_chooses_the_language(french):
    assert words.table("kit") == {"play": "Départ"}
    code = "from lecturelib import words; print(ascii(words.table('kit')['play']))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ascii("Départ")


def test_use_works_at_any_time(french, monkeypatch):
    assert words.table("kit")["play"] == "Départ"
    monkeypatch.delenv("COURSE_WORDS")
    words.use("en")
    assert words.table("kit")["play"] == "Play"
    assert os.environ["COURSE_LANGUAGE"] == "en"  # so new processes speak it, too


@pytest.mark.parametrize(
    "language, error, message",
    [
        ("xx", ValueError, "language must be one of fr; got 'xx'"),
        ("", ValueError, "language must be one of fr; got ''"),
        (3, TypeError, "language must be a name, got int"),
    ],
)
def test_an_unknown_language_changes_nothing(language, error, message, french):
    with pytest.raises(error, match=re.escape(message)):
        words.use(language)
    assert words.table("kit")["play"] == "Départ"


def test_an_unknown_environment_is_named(french, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "xx")
    with pytest.raises(ValueError, match="COURSE_LANGUAGE must be one of fr; got 'xx'"):
        words.table("kit")
    monkeypatch.setenv("COURSE_WORDS", str(tmp_path / "nowhere"))
    with pytest.raises(ValueError, match="COURSE_WORDS must name a folder of languages, got "):
        words.table("kit")


def test_the_language_of_brackets(tmp_path, monkeypatch):
    english = {name: words.table(name) for name in TABLES}
    for name, value in bracket_language.environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    made = {name: words.table(name) for name in TABLES}
    assert made["kit"] == {key: f"[{word}]" for key, word in english["kit"].items()} | {
        "lang": english["kit"]["lang"]
    }
    assert made["backprop_stepper"]["said"][0] == f"[{english['backprop_stepper']['said'][0]}]"
    assert made["digit_pad"]["cursor_at"].startswith("[row ]{row}[, column ]{column}[, ink ]{ink}[")
    assert list(unlike(english, made)) == []
    for said, left in (
        ("[one [two] three] four", ["four"]),
        ("[an]: 1.0e-03, $be$ XOR x1", []),
        ("50% AND [white]; 3 more", ["more"]),
        ("[open", ["open"]),
    ):
        assert bracket_language.outside(said) == left


def unlike(english, other, at=""):
    """Where a table has other keys than English, or a word other placeholders or formulas."""
    if type(english) is not type(other):
        yield at
    elif isinstance(english, str):
        if set(FIXED.findall(english)) != set(FIXED.findall(other)):
            yield at
    else:
        if isinstance(english, list):
            english, other = dict(enumerate(english)), dict(enumerate(other))
        for key in {**english, **other}:
            yield from unlike(english.get(key), other.get(key), f"{at}[{key}]")


@pytest.mark.parametrize("name", TABLES)
def test_all_languages_have_the_tables_keys_placeholders_and_formulas_of_english(name, monkeypatch):
    english = words.table(name)
    for language in LANGUAGES:
        monkeypatch.setenv("COURSE_LANGUAGE", language)
        assert list(unlike(english, words.table(name))) == [], language


@pytest.mark.parametrize(
    "change, at",
    [
        ({}, []),
        ({"a": "$x$: {n:g}, yes, {n:g}"}, []),
        ({"a": "{n} $x$"}, ["[a]"]),
        ({"a": "{n:g} $y$"}, ["[a]"]),
        ({"b": ["{k}"]}, ["[b][1]"]),
        ({"c": {"e": "f"}}, ["[c][d]", "[c][e]"]),
        ({"c": "d"}, ["[c]"]),
    ],
)
def test_a_difference_to_english_is_found(change, at):
    english = {"a": "{n:g} of $x$", "b": ["{k}", "more"], "c": {"d": ""}}
    assert list(unlike(english, english | change)) == at


def text_of(files):
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def code_for(name):
    """All code that can use the words of a table: its widget's with the kit, or its exercises'."""
    if name in (scripts := {"course": "course.py", "present": "tools/present.py"}):
        return (PACKAGE.parent / scripts[name]).read_text(encoding="utf-8")
    if name in ("pages", "grading"):
        files = (PACKAGE.parent / name).rglob("*")
        return text_of(file for file in files if file.suffix in (".py", ".html", ".js"))
    room, _, section = name.partition("_")
    if section.isdigit() and room == "guesses":
        own = PACKAGE / "guesses" / f"section{section}.py"
        return text_of([own, *(PACKAGE / "widgets/guess").glob("*.*")])
    if room == "practice":
        own = [PACKAGE / "practice" / f"section{section}.py"] if section else []
        return text_of(
            [*own, *(PACKAGE / "practice" / each for each in ("kinds.py", "__init__.py"))]
        )
    if name == "progress":
        return text_of([PACKAGE / "progress.py", PACKAGE / "record.py"])
    own = name.replace("exercises_", "section")
    shared = ("checking", "__init__") if name.startswith("exercises") else ("kit", "base")
    folder = PACKAGE / ("exercises" if name.startswith("exercises") else "widgets")
    files = [file for file in folder.rglob("*") if file.suffix in (".py", ".js")]
    parts = {file: {*file.relative_to(folder).parent.parts, file.stem} for file in files}
    everyone = name in ("kit", "exercises")
    return text_of(file for file in files if everyone or parts[file] & {own, *shared})


def keys_of(table):
    """All keys of a table and of the tables in it, but for numbers of sections and exercises."""
    for key, value in table.items():
        if not re.fullmatch(r"\d+(\.\d+)?", key):
            yield key
        if isinstance(value, dict):
            yield from keys_of(value)


def unused(table, code):
    """The keys that stand nowhere in the code: not as .key, "key" or key: and in no [`a${...}`].

    A key is not found out if its name stands there for something else.
    """
    built = re.findall(r"\[\s*`([^`]*)`\s*\]", code) + re.findall(r'\[\s*f"([^"]*)"\s*\]', code)
    patterns = [re.sub(r"\$?\{[^}]*\}", r"\\w+", each) for each in built]
    return [
        key
        for key in keys_of(table)
        if not re.search(rf"""\.{key}\b|(["'`]){key}\1|\b{key}\s*:""", code)
        and not any(re.fullmatch(pattern, key) for pattern in patterns)
    ]


@pytest.mark.parametrize("name", [name for name in TABLES if not name.startswith("figures_")])
def test_every_word_is_used(name):
    assert unused(words.table(name), code_for(name)) == []


def strings_by_function(file):
    """For each function of a module the texts that stand in it."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            yield {each.value for each in ast.walk(node) if isinstance(each, ast.Constant)}


@pytest.mark.parametrize("name", [name for name in TABLES if name.startswith("figures_")])
def test_every_word_is_used_by_the_function_that_looks_up_its_table(name):
    functions = list(
        strings_by_function(PACKAGE / "figures" / f"{name.removeprefix('figures_')}.py")
    )
    for picture, table in words.table(name).items():
        used = [strings for strings in functions if {name, picture} <= strings]
        assert sorted(set(table).difference(*used)) == [], picture


@pytest.mark.parametrize("name", [name for name in TABLES if name != "kit"])
def test_what_the_kit_says_is_said_once(name):
    kit = words.table("kit")
    assert [key for key, word in words.table(name).items() if kit.get(key) == word] == []


def test_an_unused_word_is_found():
    code = 'words.one + words["two"] + words[`at_${name}`] + words[f"in_{name}"]; x = { three: 3 };'
    table = dict.fromkeys(["one", "two", "at_me", "in_it", "three", "four"], "")
    assert unused(table | {"1.2": {"wrong": {}}}, code) == ["four", "wrong"]
