"""Practice: every question over many seeds, in every honest form of an answer."""

import re
from decimal import Decimal
from fractions import Fraction

import nbformat
import numpy as np
import pytest

import lecturelib.practice as practice_module
from lecturelib.exercises.answers import Answer
from lecturelib.exercises.checking import Value
from lecturelib.exercises.verdicts import Wrong
from lecturelib.practice import PRACTICE, practice
from tools.normal_form import FOLDER

SEEDS = range(1, 41)
NOTHING_TO_COMPUTE = {"1.1", "1.5", "3.10"}
every_practice = pytest.mark.parametrize("key", PRACTICE)


@pytest.fixture(autouse=True)
def begun_anew(monkeypatch):
    monkeypatch.setattr(practice_module, "_waiting", {})
    monkeypatch.setattr(practice_module, "_answered", {})


def forms(right):
    """The right answer as different people write it."""
    if isinstance(right, str):
        return [right, right.upper(), f" {right} "]
    if np.ndim(right):
        values = np.asarray(right)
        return [values.tolist(), tuple(values.tolist()), values, values.astype(np.float32)]
    number = float(right)
    whole = [int(number)] if number == int(number) else []
    return [number, np.float32(number), Decimal(number), Fraction(number), np.array(number), *whole]


def subsections():
    """{number: (the notebook's name, the id of the cell with its heading)}."""
    found = {}
    for path in sorted(FOLDER.glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            heading = re.search(r"^## (\d+\.\d+) ", cell.source, re.M)
            if cell.cell_type == "markdown" and heading:
                found[heading[1]] = (path.name, cell.id)
    return found


def test_every_subsection_has_one():
    assert set(PRACTICE) == set(subsections()) - NOTHING_TO_COMPUTE


@every_practice
def test_it_leads_to_the_cell_that_explains(key):
    notebook, cell = subsections()[key]
    assert (PRACTICE[key].notebook, PRACTICE[key].cell) == (notebook, cell)
    assert f"{notebook}#cell-id={cell}" in practice(key, object(), seed=1).text


def verdict(judge, answer):
    """ "right", or the reason why it is not; without the sandbox, which takes its time."""
    try:
        judge(Answer(answer))
    except Wrong as wrong:
        return wrong.reason
    return "right"


@every_practice
def test_the_right_answer_is_right_in_every_form(key):
    for seed in SEEDS:
        _, judge = PRACTICE[key].question(seed)
        for answer in forms(judge.right):
            assert verdict(judge, answer) == "right", (seed, answer)


@every_practice
def test_each_mistake_is_told_by_its_own_reason(key):
    told = dict.fromkeys(PRACTICE[key].question(1)[1].mistakes, 0)
    for seed in SEEDS:
        _, judge = PRACTICE[key].question(seed)
        for reason in judge.mistakes:
            for answer in judge.values(reason):
                told[reason] += (
                    verdict(judge, answer if np.ndim(answer) else answer.item()) == reason
                )
    # By chance a mistake can lead to the right answer, or to that of another.
    assert min(told.values()) > len(SEEDS) / 4, told
    assert set(PRACTICE[key].words["wrong"]) - {"value"} == set(told)


@every_practice
def test_the_numbers_are_fresh_and_those_of_a_seed_the_same(key):
    questions = [PRACTICE[key].question(seed)[0] for seed in SEEDS]
    again = [PRACTICE[key].question(seed)[0] for seed in SEEDS]
    assert questions == again
    asked = {question.partition(".")[2] for question in questions}
    assert len({*questions}) == len(SEEDS) and len(asked) >= 4


@every_practice
def test_nothing_is_judged_before_there_is_an_answer(key):
    result = practice(key)
    assert result.state == "open" and PRACTICE[key].question(1)[0] in result.text
    assert "{" not in result.text.replace("{}", "") or "$" in result.text


@every_practice
@pytest.mark.parametrize("answer", [object(), [], [1, "a"], float("nan"), print, {}, b"x", 1j])
def test_what_is_no_answer_costs_a_sentence(key, answer):
    assert practice(key, answer, seed=1).state in ("wrong", "open")


def test_a_question_stays_until_it_is_answered_right():
    key = "5.1"
    first, second = (PRACTICE[key].question(seed) for seed in (1, 2))
    assert first[0] in practice(key, 1e9).text  # asked first, whatever stands there
    assert practice(key, 1e9).state == "wrong" and first[0] in practice(key).text
    assert practice(key, first[1].right).state == "right"
    assert second[0] in practice(key, first[1].right).text
    assert practice(key, second[1].right).state == "right"


def test_a_seed_leaves_the_question_that_waits():
    practice("5.1")
    assert practice("5.1", PRACTICE["5.1"].question(7)[1].right, seed=7).state == "right"
    assert PRACTICE["5.1"].question(1)[0] in practice("5.1").text


@pytest.mark.parametrize("key", ["9", 5.99, None, [], "x"])
def test_an_unknown_key_names_those_there_are(key):
    assert "5.1, 5.2" in practice(key).text


@pytest.mark.parametrize("seed", ["a", -1, 1.5, True])
def test_a_seed_that_is_none_is_told(seed):
    assert "seed" in practice("5.1", seed=seed).text


def test_every_judge_is_a_value():
    assert all(isinstance(one.question(1)[1], Value) for one in PRACTICE.values())
