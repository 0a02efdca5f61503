"""What a workbook hands in, and how a class's hand-ins are graded, whatever is in them."""

import csv
import json
import os
from itertools import count

import nbformat
import pytest

from grading import grade, handin, processes
from grading.report import write_csv, write_page
from grading.slices import slice_of
from lecturelib import words
from lecturelib.exercises import EXERCISES
from tools.normal_form import FOLDER

IMPORTS = "import numpy as np\nfrom lecturelib.exercises import check\n\n"
RIGHT = 'check("5.1", "relu")'
SLOPE = "def leaky_slope(z, gamma):\n    {}\n\ncheck('5.4', leaky_slope)"
# name -> {key: code}; what each comes to stands in VERDICTS.
CLASS = {
    "李伟": {"5.1": RIGHT, "5.4": SLOPE.format("return np.where(z > 0, 1.0, gamma)")},
    "Ana": {"5.1": 'check("5.1", "tanh")', "5.4": SLOPE.format("return z > 0")},
    "Ben": {"5.1": 'check("5.1", "tanh")', "5.2": "1 / 0"},
    "empty": {},
    "endless in a function": {"5.4": SLOPE.format("while True: pass"), "5.1": RIGHT},
    "endless in the cell": {"5.1": "while True:\n    pass", "5.2": 'check("5.2", 0.7616)'},
    "greedy": {"5.1": "hold = []\nwhile True: hold.append(b'x' * 10**7)", "5.3": 'check("5.3", 7)'},
    "curious": {
        "5.4": "import inspect\nfrom lecturelib.exercises import section05\n"
        "inspect.getsource(section05)\ncheck('5.4', section05.leaky_slope)"
    },
    "quitter": {"5.1": "import os\nos._exit(0)", "5.3": 'check("5.3", 6)'},
    "forger": {"5.1": 'print(\'{"key": "5.1", "state": "right", "reason": "", "text": ""}\')'},
    "=1+1": {"5.1": 'check("5.1", ...)', "5.2": "check(", "5.3": "import sys\nsys.exit()"},
}
VERDICTS = {
    "李伟": {"5.1": "right", "5.4": "right"},
    "Ana": {"5.1": "tanh", "5.4": "relu"},
    "Ben": {"5.1": "tanh", "5.2": "cell"},
    "empty": {},
    "endless in a function": {"5.1": "right", "5.4": "endless"},
    "endless in the cell": {"5.1": "time", "5.2": "right"},
    "greedy": {"5.1": "memory", "5.3": "right"},
    "curious": {"5.4": "right"},
    "quitter": {"5.1": "ended", "5.3": "just_above"},
    "forger": {"5.1": "unchecked"},
    "=1+1": {"5.1": "open", "5.2": "cell", "5.3": "cell"},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Twelve hand-ins, of which one is damaged."""
    made, number = tmp_path_factory.mktemp("handins"), count()
    for name, answers in CLASS.items():
        progress = {"guess 5.3": {"answer": 90, "stage": "compared", "reason": "most"}}
        packed = {
            "name": name,
            "course": "1",
            "answers": {key: IMPORTS + code for key, code in answers.items()},
            "progress": progress if name == "Ana" else {},
        }
        (made / f"{next(number):02}.json").write_text(json.dumps(packed), encoding="utf-8")
    (made / "damaged.json").write_text('{"name": "half', encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def rows(folder):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processes, "SECONDS", 12.0)
        patch.setattr(processes, "MEGABYTES", 400)
        return grade.grade(folder)


@pytest.mark.parametrize("name", CLASS)
def test_every_answer_gets_its_verdict(rows, name):
    (row,) = (row for row in rows if row.name == name)
    found = {
        key: result["reason"] or result["state"] for key, result in sorted(row.results.items())
    }
    assert found == VERDICTS[name]


def test_a_damaged_file_costs_its_own_row_only(rows):
    assert [row.file for row in rows if row.note] == ["damaged.json"] and len(rows) == 12


def test_who_reads_the_judge_or_leaves_the_process_is_pointed_out(rows):
    assert {row.name: row.look for row in rows if row.look} == {
        "curious": ["5.4"],
        "quitter": ["5.1"],
        "=1+1": ["5.3"],
    }


@pytest.mark.parametrize(
    "content", ["", "[]", "3", '{"name": 1}', '{"name": "a", "answers": 3}', "\0", '"x"']
)
def test_anything_can_lie_in_the_folder(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    assert grade.graded(path).note == "damaged"


def test_a_hand_in_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"name": "x" * 3_000_000, "answers": {}}), encoding="utf-8")
    assert grade.graded(path).note == "damaged"


def test_the_table_for_a_learning_platform(rows, tmp_path):
    write_csv(tmp_path / "grades.csv", rows)
    with (tmp_path / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        table = {line["name"]: line for line in csv.DictReader(file)}
    assert len(table) == 12 and table["李伟"]["right"] == "2" and table["李伟"]["5.4"] == "1"
    assert table["Ana"]["5.4"] == "0" and table["Ana"]["5.5"] == ""
    assert "'=1+1" in table  # a spreadsheet computes nothing
    assert table["curious"]["look"] == "5.4" and table[""]["note"] == "damaged"
    assert all(line["of"] == str(len(EXERCISES)) for line in table.values())


def test_the_page_for_tomorrow(rows, tmp_path):
    write_page(tmp_path / "grades.html", rows)
    html = (tmp_path / "grades.html").read_text(encoding="utf-8")
    own = words.table("grading")
    reason = EXERCISES["5.1"].words["wrong"]["tanh"].split(",")[0]
    assert own["times"].format(n=2) in html and reason in html
    first, later = (own["exercise"].format(key=key) for key in ("5.1", "5.4"))
    assert html.index(first) < html.index(later)  # the most wrong first
    assert words.table("guesses_05")["5.3"]["ask"] in html and "damaged.json" in html
    assert own["counts"].format(read=11, all=12) in html and "<script" not in html


def test_an_answer_cannot_write_into_the_page(tmp_path):
    row = grade.Row("a.json", name="<b>", look=["5.1"])
    row.results = {"5.1": {"state": "wrong", "reason": "cell", "text": "<script>alert(1)</script>"}}
    write_page(tmp_path / "grades.html", [row])
    html = (tmp_path / "grades.html").read_text(encoding="utf-8")
    assert "<script" not in html and "<b>" not in html


# --- what is handed in ---------------------------------------------------------------------------


def workbook(folder, originals=FOLDER, **cells):
    """A copy of notebook 05 in a folder, with other code in some cells."""
    (path,) = originals.glob("05_*.ipynb")
    book = nbformat.read(path, as_version=4)
    for cell in book.cells:
        cell.source = cells.get(cell.id.replace("-", "_"), cell.source)
    nbformat.write(book, folder / path.name)
    return folder / path.name


def test_nothing_is_handed_in_of_a_fresh_workbook(tmp_path):
    workbook(tmp_path)
    assert handin.pack("A", tmp_path) == {
        "name": "A",
        "course": handin.__version__,
        "answers": {},
        "progress": {},
    }


def test_an_answer_takes_along_what_it_needs_and_is_judged_alone(tmp_path):
    workbook(
        tmp_path,
        ex_5_1_cell='answer_1 = "relu"\ncheck("5.1", answer_1)',
        ex_5_3_cell='%matplotlib inline\nlayers = count_layers(7)\n\ncheck("5.3", layers)',
        ex_5_2_cell="def count_layers(n):\n    return n + zero\n\nzero = 0",
        ex_5_4_cell=SLOPE.format("return np.where(z > 0, 1.0, gamma)").replace("'", '"'),
    )
    answers = handin.answers(tmp_path)
    assert list(answers) == ["5.1", "5.3", "5.4"]
    assert "count_layers(n)" in answers["5.3"] and "leaky_slope" not in answers["5.3"]
    results = processes.judged(answers)
    assert {key: result["state"] for key, result in results.items()} == dict.fromkeys(
        answers, "right"
    )


def test_dots_that_were_left_and_other_quotes_take_no_answer_away(tmp_path):
    left = "def leaky_slope(z, gamma):\n    ...\n    return np.where(z > 0, 1.0, gamma)\n\n"
    workbook(tmp_path, ex_5_4_cell=f"{left}check('5.4', leaky_slope)")
    answers = handin.answers(tmp_path)
    assert processes.judged(answers)["5.4"]["state"] == "right"


def test_an_answer_in_the_chinese_edition_is_found_and_judged(tmp_path, monkeypatch):
    for name in ("COURSE_LANGUAGE", "COURSE_WORDS"):  # that notebook chooses its language itself
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "zh").mkdir()
    answer = "check('5.4', lambda z, gamma: np.where(z > 0, 1.0, gamma))"
    workbook(tmp_path / "zh", FOLDER / "zh", ex_5_4_cell=answer)
    answers = handin.answers(tmp_path)
    assert list(answers) == ["5.4"] and processes.judged(answers)["5.4"]["state"] == "right"


def test_of_two_copies_the_newer_answer_counts(tmp_path):
    old = workbook(tmp_path, ex_5_1_cell='check("5.1", "tanh")')
    old.rename(tmp_path / "05_activation_functions-2.ipynb")
    new = workbook(tmp_path, ex_5_1_cell='check("5.1", "relu")')
    os.utime(new, (2e9, 2e9))
    assert '"relu"' in handin.answers(tmp_path)["5.1"]


def test_a_damaged_progress_is_left_out(tmp_path):
    workbook(tmp_path)
    (tmp_path / "progress.json").write_text("{", encoding="utf-8")
    assert handin.pack("A", tmp_path)["progress"] == {}


def test_a_slice_follows_names_back_to_the_import():
    cells = ["import numpy as np", "a = np.ones(3)", "b = 2", "def f():\n    return a", "f()"]
    assert slice_of(cells, 4).split() == " ".join([cells[0], cells[1], cells[3], cells[4]]).split()


def test_a_cell_that_cannot_be_read_is_taken_as_it_is():
    assert slice_of(["x = 1", "x ="], 1).strip() == "x ="


def test_the_name_comes_from_the_account_or_must_be_said(monkeypatch, tmp_path):
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    with pytest.raises(ValueError, match="say your name"):
        handin.handin()
    book = tmp_path / "workbook"
    book.mkdir()
    workbook(book)
    monkeypatch.setattr(handin, "WORKBOOK", book)
    monkeypatch.setattr(handin.pack, "__defaults__", (book,))
    monkeypatch.setenv("JUPYTERHUB_USER", "../李 伟")
    monkeypatch.setenv("COURSE_HANDIN", str(tmp_path))
    handin.handin()
    packed = json.loads((tmp_path / "handin-李-伟.json").read_text(encoding="utf-8"))
    assert packed["name"] == "../李 伟"
    with pytest.raises(ValueError, match="no folder"):
        handin.handin("A", str(tmp_path / "none"))
