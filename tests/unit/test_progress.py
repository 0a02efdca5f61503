"""What a workbook remembers: written by two at once, damaged, read-only, and none elsewhere."""

import json
import os
import re
import subprocess
import sys

import pytest

from lecturelib import record, words
from lecturelib.exercises import EXERCISES, check
from lecturelib.guesses import GUESSES, guess
from lecturelib.practice import PRACTICE, practice
from lecturelib.progress import progress
from tools.normal_form import FOLDER

OWN = words.table("progress")


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    """An empty workbook, as if a kernel had started in it."""
    monkeypatch.setattr(record, "_FOLDER", tmp_path)
    return tmp_path


def entries(workbook):
    return json.loads((workbook / record.FILE).read_text(encoding="utf-8"))


def row(section):
    """The three counts of a section."""
    (line,) = (each for each in progress().text.splitlines() if each.startswith(f"| {section} "))
    return [re.findall(r"\d+", cell) for cell in line.split("|")[2:-1]]


def test_elsewhere_nothing_is_kept_and_a_sentence_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    check("5.1", "relu")
    guess("5.2").stage = "compared"
    assert progress().text == OWN["no_workbook"] and not list(tmp_path.iterdir())


def test_a_kernel_keeps_in_the_folder_where_it_starts(tmp_path):
    (tmp_path / record.MARK).touch()
    code = "import os\nfrom lecturelib.exercises import check\nos.chdir('/')\ncheck('5.1', 'relu')"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert entries(tmp_path) == {"exercise 5.1": {"right": True, "tries": 1}}


def test_another_language_in_the_workbook_has_the_same_record(tmp_path):
    (tmp_path / record.MARK).touch()
    (tmp_path / "zh").mkdir()
    code = "from lecturelib.exercises import check\ncheck('5.1', 'relu')"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path / "zh", check=True)
    assert entries(tmp_path) == {"exercise 5.1": {"right": True, "tries": 1}}


def test_an_exercise_that_was_right_stays_so(workbook):
    check("5.1", ...)
    assert not (workbook / record.FILE).exists()
    for answer in ("tanh", "relu", "sigmoid"):
        check("5.1", answer)
    assert entries(workbook) == {"exercise 5.1": {"right": True, "tries": 3, "reason": "sigmoid"}}
    assert row("5")[2][0] == "1"


def test_practice_counts_and_goes_on_where_it_was(workbook, monkeypatch):
    first, second = (PRACTICE["5.4"].question(seed) for seed in (1, 2))
    practice("5.4")
    practice("5.4", 0.9)
    practice("5.4", first[1].right)
    assert entries(workbook) == {"practice 5.4": {"wrong": 1, "right": 1}}
    monkeypatch.setattr("lecturelib.practice._answered", {})  # as in a new kernel
    assert second[0] in practice("5.4").text
    assert row("5")[1][0] == "1"


@pytest.mark.parametrize(
    "key, answer",
    [("5.3", 90), ("5.2", "quarter"), ("5.4", ["relu", "softplus", "leaky_relu"])],
)
def test_a_guess_stands_as_it_was_left(workbook, key, answer):
    made = guess(key)
    made.answer = answer
    assert not (workbook / record.FILE).exists(), "it is kept on request"
    made.stage = "kept"
    again = guess(key)
    assert (again.answer, again.stage) == (made.answer, "kept")
    again.stage = "compared"
    assert guess(key).stage == "compared" and row("5")[0][0] == "1"
    again.reset()
    assert guess(key).stage == "open"


def test_a_guess_that_is_taken_back_is_forgotten(workbook):
    made = guess("5.3")
    made.answer, made.stage = 20, "kept"
    made.stage = "open"
    assert entries(workbook) == {}


def test_what_surprised_is_listed_and_what_comes_next(workbook):
    for key in ("4.1", "4.2"):
        made = guess(key)
        made.stage = "compared"
        made.reason = "right" if key == "4.1" else "other"
    text = progress().text
    asked = words.table("guesses_04")
    assert asked["4.2"]["ask"] in text and asked["4.1"]["ask"] not in text
    left = ", ".join(key for key in EXERCISES if key.startswith("4."))
    assert OWN["exercise"].format(keys=left) in text


def test_the_next_section_follows_a_section_that_is_done(workbook):
    done = {f"guess {key}": {"stage": "compared"} for key in GUESSES if key.startswith("10.")}
    done |= {f"practice {key}": {"right": 1} for key in PRACTICE if key.startswith("10.")}
    done |= {f"exercise {key}": {"right": True} for key in EXERCISES if key.startswith("10.")}
    (workbook / record.FILE).write_text(json.dumps(done))
    assert OWN["end"] in progress().text
    assert all(part == whole for part, whole in row("10"))


@pytest.mark.skipif("COURSE_WORDS" in os.environ, reason="the notebooks are English")
def test_the_titles_are_the_notebooks():
    for path in sorted(FOLDER.glob("*.ipynb")):
        title = json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"][0]
        number = str(int(path.name[:2]))
        assert title.lower().startswith(f"# {number} {OWN['titles'][number]} ".lower()), title


# --- the file ------------------------------------------------------------------------------------


def test_many_kernels_at_once_lose_nothing(workbook):
    (workbook / record.MARK).touch()
    code = (
        "import sys\nfrom lecturelib import record\n"
        "for k in range(40):\n"
        "    record.keep('guess', f'{sys.argv[1]}.{k}', lambda entry: {'k': k})\n"
        "    record.keep('exercise', 'all', lambda entry: {'n': entry.get('n', 0) + 1})\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(number)], cwd=workbook)
        for number in range(4)
    ]
    assert [process.wait() for process in running] == [0] * 4
    kept = entries(workbook)
    assert kept["exercise all"] == {"n": 160} and len(kept) == 161


def test_a_line_that_is_damaged_costs_itself_only(workbook):
    for key, answer in (("5.1", "relu"), ("5.2", 0.7616), ("5.3", 7)):
        check(key, answer)
    file = workbook / record.FILE
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[2] = '"exercise 5.2": {"ri'
    file.write_text("\n".join(lines), encoding="utf-8")
    assert OWN["damaged"] in progress().text and row("5")[2][0] == "2"
    check("5.4", 1)
    assert set(entries(workbook)) == {"exercise 5.1", "exercise 5.3", "exercise 5.4"}
    assert '"exercise 5.2": {"ri' in (workbook / record.DAMAGED).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"[1, 2]", b'{"guess 5.3": 3}', b"{" * 100_000, b"null", b'{"a": {}'],
)
def test_whatever_stands_in_the_file_nothing_is_raised(workbook, content):
    (workbook / record.FILE).write_bytes(content)
    assert OWN["damaged"] in progress().text
    assert guess("5.3").stage == "open" and check("5.1", "relu").state == "right"
    assert practice("5.1").state == "open"
    assert entries(workbook)["exercise 5.1"]["right"] is True


@pytest.mark.parametrize(
    "entry",
    [
        {"answer": 1e9, "stage": "kept"},
        {"answer": "x"},
        {"stage": 3},
        {"answer": 20, "stage": "compared", "reason": "no such"},
        {"right": "a", "wrong": [], "tries": -1},
    ],
)
def test_an_entry_of_another_kind_is_passed_over(workbook, entry):
    kept = {f"{kind} 5.3": entry for kind in ("guess", "practice", "exercise")}
    (workbook / record.FILE).write_text(json.dumps(kept))
    assert guess("5.3").stage == "open" and practice("5.3").state == "open"
    assert check("5.3", 7).state == "right" and progress().text


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="whoever runs this may write everywhere"
)
def test_a_folder_that_is_read_only_costs_a_sentence(workbook):
    workbook.chmod(0o500)
    assert check("5.1", "relu").state == "right" and OWN["read_only"] in progress().text


def test_a_file_that_cannot_be_written_costs_a_sentence(workbook, monkeypatch):
    monkeypatch.setattr(record.os, "access", lambda *_: False)

    def refused(*_):
        raise PermissionError

    monkeypatch.setattr(record.os, "replace", refused)
    assert check("5.1", "relu").state == "right" and OWN["read_only"] in progress().text
    assert not (workbook / record.FILE).exists()


def test_a_lock_that_is_never_given_back_holds_nobody_up(workbook, monkeypatch):
    monkeypatch.setattr(record, "_SECONDS", 0.1)
    with record.FileLock(workbook / record.LOCK):
        assert check("5.1", "relu").state == "right"
    assert not (workbook / record.FILE).exists()
