"""What holds for every exercise; the sections' own files have the right and the wrong answers."""

import importlib
import inspect
import json
import re
import sys
import threading
import weakref
from collections import Counter
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from lecturelib import exercises, words
from lecturelib.exercises import (
    EXERCISES,
    answers,
    check,
    checking,
    hint,
    sandbox,
    solution,
)
from lecturelib.exercises.checking import Value
from tests.answers.verdicts import assert_wrong

FUNCTIONS = [key for key, exercise in EXERCISES.items() if exercise.solution]
ONLY_NUMBERS = ["6.5", "9.5"]  # what they are given cannot be changed
VALUES = [key for key in EXERCISES if key not in FUNCTIONS]

every_exercise = pytest.mark.parametrize("key", EXERCISES)
every_function = pytest.mark.parametrize("key", FUNCTIONS)


class Hostile:
    def __repr__(self):
        raise RuntimeError("no repr")

    def __array__(self, *arguments, **options):
        raise RuntimeError("no array")


def leaves(*arguments):
    raise SystemExit("stop")


def dots(*arguments): ...


def not_implemented(*arguments):
    raise NotImplementedError


def around(key, before):
    """The solution of an exercise, with something done before it to its own arguments."""

    def answer(*arguments):
        before(*arguments)
        return EXERCISES[key].solution(*arguments)

    return answer


def cells(section):
    """The sources of a section's notebook by the ids of their cells."""
    [path] = Path(__file__).parents[2].glob(f"notebooks/{section:0>2}_*.ipynb")
    return {
        cell["id"]: "".join(cell["source"])
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    }


@every_exercise
@pytest.mark.parametrize(
    "answer", [leaves, object(), float("nan"), "?", {}, [[1], [2, 3]], 10**400, 1j, int]
)
def test_no_answer_makes_check_raise_or_is_right(key, answer):
    assert check(key, answer).state == "wrong"


@every_exercise
def test_not_even_a_hostile_object(key):
    assert check(key, Hostile()).state == "wrong"


@every_exercise
@pytest.mark.parametrize("answer", [..., None, "", " ", [], (...,), (..., ...)])
def test_an_empty_answer_is_not_yet_an_attempt(key, answer):
    assert check(key, answer).state == "open"


@every_function
@pytest.mark.parametrize("stub", [dots, not_implemented])
def test_nor_is_a_stub(key, stub):
    assert check(key, stub).state == "open"


@every_function
def test_a_forgotten_return_is_no_stub(key):
    def forgets(*arguments):
        EXERCISES[key].solution(*arguments)

    assert check(key, forgets).reason == "nothing"


@pytest.mark.parametrize("key", VALUES)
def test_where_a_value_is_wanted_a_function_is_wrong(key):
    assert check(key, dots).state == "wrong"


@every_function
def test_where_a_function_is_wanted_a_value_is_wrong(key):
    assert check(key, 3).reason == "a_function"


@every_function
@pytest.mark.parametrize("error", [KeyError, SystemExit, KeyboardInterrupt, RecursionError])
def test_a_function_that_raises(key, error):
    def fails(*arguments):
        raise error("reason")

    assert_wrong(key, fails, "raised", f"{error.__name__}: ", "reason")


@every_function
def test_a_function_that_never_ends(key, monkeypatch):
    monkeypatch.setattr(sandbox, "CALL_SECONDS", 0.1)

    def loops(*arguments):
        while True:
            pass

    assert_wrong(key, loops, "endless", "0.1")


def test_a_stop_inside_a_callback_is_not_told(monkeypatch):
    monkeypatch.setattr(sandbox, "CALL_SECONDS", 0.1)
    told = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)

    def loops(*arguments):
        while True:
            watched = threading.Event()
            watcher = weakref.ref(watched, lambda _: sum(map(abs, range(10_000))))
            del watched
            assert watcher() is None

    assert_wrong("6.5", loops, "endless", "0.1")
    assert not told


@every_function
def test_all_calls_of_a_check_together_are_bounded(key, monkeypatch):
    monkeypatch.setattr(sandbox, "CHECK_SECONDS", -1)
    assert_wrong(key, EXERCISES[key].solution, "slow", "-1")


@every_function
def test_a_function_that_prints_is_right_and_is_not_heard(key, capfd):
    def prints(*arguments):
        print("noise")
        print("noise", file=sys.stderr)

    assert check(key, around(key, prints)).state == "right"
    assert capfd.readouterr() == ("", "")


@every_function
def test_a_function_that_changes_its_input(key):
    def spoil(*arguments):
        for value in arguments:
            if isinstance(value, (np.ndarray, list)):
                value[0] = value[0] * 0 + 7

    verdict = check(key, around(key, spoil))
    if key in ONLY_NUMBERS:
        assert verdict.state == "right"
    else:
        assert verdict.reason == "changed"


@pytest.fixture
def no_threads(monkeypatch):
    """As in a Python that runs in a browser."""

    def refuses(thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuses)
    monkeypatch.setattr(exercises, "_notes_given", Counter())


@every_function
def test_without_threads_answers_are_judged_all_the_same(key, no_threads, capfd):
    def exits(*arguments):
        print("noise")
        raise SystemExit

    def looks_up_itself(*arguments):
        return check(key, exits)

    assert check(key, EXERCISES[key].solution).state == "right"
    assert_wrong(key, exits, "raised", "SystemExit: ")
    assert check(key, looks_up_itself).state == "wrong"
    assert check(key, EXERCISES[key].solution).state == "right"
    assert capfd.readouterr() == ("", "")


def test_without_threads_one_note_says_what_cannot_be_stopped(no_threads):
    note = words.table("exercises")["no_threads"]
    answers = [check("3.2", ...), check("3.2", EXERCISES["3.2"].solution)]
    assert [note in repr(answer) for answer in answers] == [True, False]


def as_lists(value):
    return [as_lists(part) for part in value] if np.ndim(value) else np.asarray(value).item()


def as_tuples(value):
    return tuple(map(as_tuples, value)) if np.ndim(value) else value


def as_float32(value):
    return np.float32(value)


def as_fractions(value):
    return np.vectorize(Fraction, otypes=[object])(np.asarray(value, dtype=float))[()]


@every_function
@pytest.mark.parametrize("kind", [as_lists, as_tuples, as_float32, as_fractions])
def test_what_a_function_returns_is_right_whatever_its_type(key, kind):
    if key == "9.5" and kind in (as_float32, as_fractions):
        pytest.skip("indices are whole numbers")

    def answer(*arguments):
        value = EXERCISES[key].solution(*arguments)
        if isinstance(value, (list, tuple)):
            return [kind(part) for part in value]
        return kind(value)

    assert check(key, answer).state == "right", check(key, answer)


@every_function
def test_three_functions_or_more_of_other_styles_are_tried(key):
    section = importlib.import_module(f"tests.answers.section{key.split('.')[0]:0>2}")
    assert len([row for row in section.RIGHT if row[0] == key]) + 1 >= 3


@pytest.mark.parametrize("section", range(1, 11))
def test_every_reason_has_words_and_all_words_of_reasons_are_used(section):
    tables = words.table(f"exercises_{section:02d}")
    assert list(tables) == [key for key in EXERCISES if key.split(".")[0] == str(section)]
    shared = words.table("exercises")["wrong"]
    for key, table in tables.items():
        judge = EXERCISES[key].judge
        told = set(table.get("wrong", {}))
        assert not told & set(shared) - {"value", "numbers"}, key
        if isinstance(judge, Value):
            assert set(judge.mistakes) <= told <= {*judge.mistakes, "value"}, key
        else:
            source = inspect.getsource(sys.modules[judge.__module__])
            assert all(f'"{reason}"' in source for reason in told), key
    source = "".join(
        inspect.getsource(module) for module in (answers, checking, sandbox, exercises)
    )
    assert all(f'"{reason}"' in source for reason in shared)


@every_exercise
def test_every_exercise_has_three_or_more_hints_and_a_solution(key):
    count = len(EXERCISES[key].words["hints"])
    hints = [hint(key).text for _ in range(count)]
    assert count >= 3 and len(set(hints)) == count
    common, first = words.table("exercises"), EXERCISES[key].words["hints"][0]
    assert hints[0] == common["hint"].format(number=1, count=count, text=first)
    assert hint(key).text == common["no_more_hints"].format(key=key)
    assert solution(key).text


@every_exercise
def test_the_solution_pasted_into_its_cell_is_right(key):
    """With what the notebook imports, under the name that it checks, hiding nothing that it has."""
    sources, shown, names = cells(key.split(".")[0]), solution(key).text, {}
    exec(sources["imports"], names)
    imported = set(names)
    code = re.search(r"```python\n(.*)```", shown, re.DOTALL) or re.search(
        r"`([^`]*=[^`]*)`", shown
    )
    exec(code[1], names)
    last_line = sources[f"ex-{key.replace('.', '-')}-cell"].strip().splitlines()[-1]
    assert eval(last_line, names).state == "right"
    assert not imported & set(re.findall(r"^def (\w+)", code[1], re.MULTILINE))


@pytest.mark.parametrize("ask", [hint, solution, lambda key: check(key, 1)])
def test_an_unknown_key_is_answered_in_words(ask):
    for key in ("99.1", None, 3, "", "{key}"):
        known = ", ".join(EXERCISES)
        assert ask(key).text == words.table("exercises")["unknown"].format(key=key, keys=known)


def test_a_verdict_says_it_in_the_notebook_and_in_plain_text():
    verdict = check("8.1", "w6")
    assert repr(verdict) == verdict._repr_markdown_() == f"✓ {verdict.text}"
