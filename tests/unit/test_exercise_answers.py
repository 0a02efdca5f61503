"""Every exercise against the right answers and the typical mistakes of tests/answers."""

from importlib import import_module

import pytest

from lecturelib.exercises import EXERCISES, solution
from tests.answers.verdicts import assert_right, assert_wrong

SECTIONS = [import_module(f"tests.answers.section{number:02}") for number in range(1, 11)]
RIGHT = [case for section in SECTIONS for case in section.RIGHT]
WRONG = [case for section in SECTIONS for case in section.WRONG]


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case[0])
def test_right(case):
    assert_right(*case)


@pytest.mark.parametrize("case", WRONG, ids=lambda case: f"{case[0]}-{case[2]}")
def test_wrong_with_its_reason(case):
    assert_wrong(*case)


def test_every_exercise_has_both():
    assert {key for key, _ in RIGHT} == set(EXERCISES) == {key for key, *_ in WRONG}


@pytest.mark.parametrize(
    "key, answer",
    [
        ("2.2", 0.2 * 0.2),
        ("2.3", 5),
        ("3.2", -(-2 - 0.5)),
        ("3.4", 3 / (0.5 / 1.5) ** 2),
    ],
)
def test_solutions_in_words_are_right(key, answer):
    assert f"{answer:.4g}" in solution(key).text
    assert_right(key, answer)
