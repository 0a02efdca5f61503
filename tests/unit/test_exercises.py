"""What holds for every exercise, whatever its section."""

import pytest

from lecturelib import words
from lecturelib.exercises import EXERCISES, check, hint, solution


def raises(*arguments):
    raise SystemExit("stop")


class Hostile:
    def __repr__(self):
        raise RuntimeError("no repr")

    def __array__(self, *arguments, **options):
        raise RuntimeError("no array")


@pytest.mark.parametrize("key", EXERCISES)
@pytest.mark.parametrize("answer", [raises, object(), float("nan"), "", "?", [], {}, [[1], [2, 3]], 10**400, 1j, print, int])
def test_no_answer_makes_check_raise_or_is_right(key, answer):
    assert check(key, answer).state in ("wrong", "open")


@pytest.mark.parametrize("key", EXERCISES)
def test_not_even_a_hostile_object(key):
    assert check(key, Hostile()).state in ("wrong", "open")


@pytest.mark.parametrize("key", EXERCISES)
def test_every_exercise_has_three_or_more_hints_and_a_solution(key):
    hints = [hint(key).text for _ in EXERCISES[key].words["hints"]]
    assert len(set(hints)) >= 3
    assert hint(key).text == words.table("exercises")["no_more_hints"].format(key=key)
    assert solution(key).text


@pytest.mark.parametrize("key", [key for key, exercise in EXERCISES.items() if exercise.solution])
def test_the_solution_shown_is_judged_right(key):
    assert check(key, EXERCISES[key].solution).state == "right"


@pytest.mark.parametrize("ask", [hint, solution, lambda key: check(key, 1)])
def test_an_unknown_key_is_answered_in_words(ask):
    assert "There is no exercise 99.1" in ask("99.1").text
    assert "There is no exercise" in ask(None).text


def test_a_verdict_says_it_in_the_notebook_and_in_plain_text():
    verdict = check("8.1", "w6")
    assert repr(verdict) == verdict._repr_markdown_() == f"✓ {verdict.text}"
