"""After a check Python and NumPy are as they were, whatever the answer has done to them."""

import builtins
import math
import os
import random
import sys
import time
import warnings

import numpy as np
import pytest

from lecturelib import activations, exercises
from lecturelib.exercises import EXERCISES, check, hint, sandbox, solution

counter = 0


def count():
    global counter
    counter += 1


def loops():
    np.exp = sys.stdout = time.monotonic = builtins.len = None
    while True:
        pass


DEEDS = {
    "NumPy's seed": lambda: np.random.seed(0),
    "NumPy's generator": lambda: np.random.random(),
    "random's seed": lambda: random.seed(0),
    "random's generator": lambda: random.random(),
    "folder": lambda: os.chdir(os.sep),
    "recursion limit": lambda: sys.setrecursionlimit(5000),
    "how NumPy prints": lambda: np.set_printoptions(precision=2, suppress=True),
    "what NumPy does at an overflow": lambda: np.seterr(all="raise"),
    "warnings": lambda: warnings.simplefilter("error"),
    "environment": lambda: os.environ.update(COURSE="1"),
    "environment emptied": lambda: os.environ.clear(),
    "a function of NumPy": lambda: setattr(np, "exp", None),
    "a function of NumPy deleted": lambda: delattr(np, "mean"),
    "what judges compare with": lambda: setattr(np, "allclose", lambda *a, **b: True),
    "a function of math": lambda: setattr(math, "exp", None),
    "a builtin": lambda: setattr(builtins, "print", None),
    "builtins that everything needs": lambda: vars(builtins).update(next=None, all=None, zip=None),
    "the clock": lambda: setattr(time, "monotonic", None),
    "the course itself": lambda: setattr(activations, "sigmoid", None),
    "the checker": lambda: setattr(exercises, "EXERCISES", {}),
    "where output goes": lambda: setattr(sys, "stdout", None),
    "where errors go": lambda: setattr(sys, "stderr", None),
    "a variable of its notebook": count,
}


def state():
    """What the deeds change, by name."""
    names = [builtins, math, np, os, random, time, activations, exercises]
    return {
        **{module.__name__: dict(vars(module)) for module in names},
        "streams": (sys.stdout, sys.stderr),
        "seeds": (random.getstate(), str(np.random.get_state())),
        "folder": os.getcwd(),
        "depth": sys.getrecursionlimit(),
        "interval": sys.getswitchinterval(),
        "environment": dict(os.environ),
        "printing": np.get_printoptions(),
        "errors": np.geterr(),
        "warnings": list(warnings.filters),
        "counter": counter,
    }


@pytest.mark.parametrize("what", DEEDS)
def test_a_right_function_that_does_it_is_right_and_leaves_no_trace(what):
    before = state()

    def answer(W, gradients, s):
        new = W - s * gradients.mean(axis=0)
        DEEDS[what]()
        return new

    verdict = check("9.4", answer)
    assert state() == before
    assert verdict.state == "right", verdict


def test_what_a_wrong_function_does_to_the_judge_does_not_help_it():
    def answer(W, gradients, s):
        np.allclose = np.isclose = np.array_equal = builtins.all = lambda *a, **b: True
        return W

    assert check("9.4", answer).state == "wrong"


def test_a_loop_that_is_stopped_leaves_no_trace_either(monkeypatch):
    monkeypatch.setattr(sandbox, "CALL_SECONDS", 0.1)
    before = state()
    assert check("1.3", lambda said, labels: loops()).reason == "endless"
    assert state() == before


@pytest.mark.parametrize("what", DEEDS)
def test_nor_does_a_value_that_does_it_when_it_is_read(what):
    class Value:
        def __array__(self, dtype=None, copy=None):
            DEEDS[what]()
            return np.array(0.8)

    before = state()
    check("10.3", Value())
    after = state()
    if what == "a variable of its notebook":  # only functions are known to belong to a notebook
        before["counter"] = after["counter"]
    assert after == before


def test_a_folder_that_is_gone_is_no_reason_to_raise(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    try:
        gone.rmdir()
    except OSError:
        pytest.skip("this system keeps a folder that is in use")
    assert check("10.3", 0.8).state == "right"


def fails(*arguments, **options):
    raise FAILURE[0]("nothing works here")


FAILURE = [RuntimeError]
DUNDERS = [
    *("__repr__", "__str__", "__format__", "__array__", "__float__", "__int__", "__index__"),
    *("__len__", "__iter__", "__getitem__", "__eq__", "__ne__", "__lt__", "__gt__", "__bool__"),
    *("__hash__", "__call__", "__getattribute__", "__add__", "__radd__", "__contains__"),
    *("__deepcopy__", "__copy__", "__reduce__", "__array_ufunc__", "__array_function__"),
    *("__array_interface__", "__array_struct__", "__complex__", "__round__", "__next__"),
]
Hostile = type("Hostile", (), dict.fromkeys(DUNDERS, fails) | {"__class__": property(fails)})
Hostiles = [
    type(f"Hostile{base.__name__}", (base,), dict.fromkeys(DUNDERS, fails))
    for base in (str, float, int, list, tuple, dict, np.ndarray)
]


def hostile_things():
    nested = []
    for _ in range(100_000):
        nested = [nested]
    itself = [1]
    itself.append(itself)
    yield from (Hostile(), nested, itself, 10**5000, b"8", range(3), memoryview(b"8"), type, print)
    yield from (base((1,)) if base.__mro__[1] is np.ndarray else base() for base in Hostiles)
    yield from (np.broadcast_to(0.0, (10**6, 10**6)), np.zeros((2, 2), "M8[s]"), np.array(None))
    yield from ((n for n in range(3)), iter([]), np.datetime64("NaT"), np.zeros(2, "i4,f8"))
    yield from (
        Hostile,
        {1, 2},
        {"a": 1},
        slice(3),
        np,
        NotImplemented,
        Exception("8"),
        "8" * 10**6,
    )


@pytest.mark.parametrize("failure", [RuntimeError, SystemExit, KeyboardInterrupt, RecursionError])
def test_nothing_makes_the_three_raise(failure):
    FAILURE[0] = failure
    for thing in hostile_things():
        for key in ("1.1", "1.3", "2.1", "4.3", "5.1", "9.5"):
            assert check(key, thing).state in ("wrong", "open")
        for ask in (hint, solution, lambda key: check(key, 1)):
            assert ask(thing).text


@pytest.mark.parametrize("failure", [RuntimeError, SystemExit, KeyboardInterrupt, RecursionError])
def test_nor_does_a_function_that_returns_them(failure):
    FAILURE[0] = failure
    for thing in hostile_things():
        for key in ("1.3", "1.5", "3.5", "4.5", "6.5", "8.5", "9.5", "10.6"):
            assert check(key, lambda *a, thing=thing: thing).state == "wrong"


def test_nor_does_an_error_whose_text_fails():
    class Silent(Exception):
        __str__ = fails

    def answer(*arguments):
        raise Silent

    for key, exercise in EXERCISES.items():
        if exercise.solution:
            assert check(key, answer).reason == "raised"


def test_a_value_that_is_read_for_ever_is_given_up(monkeypatch):
    monkeypatch.setattr(sandbox, "CALL_SECONDS", 0.1)

    class Endless:
        def __array__(self, dtype=None, copy=None):
            while True:
                pass

    assert check("10.3", Endless()).reason == "endless"
