"""The stopwatch, on a clock of our own."""

import pytest

from lecturelib import timing


def test_it_takes_the_shortest_of_the_calls(monkeypatch):
    clock = iter([0, 3, 10, 11, 20, 22])
    monkeypatch.setattr(timing, "perf_counter", lambda: next(clock))
    calls = []
    assert timing.seconds(lambda: calls.append(1), repeats=3) == 1
    assert len(calls) == 3


@pytest.mark.parametrize(
    ("repeats", "error"), [(0, ValueError), (1.5, TypeError), ("3", TypeError)]
)
def test_bad_repeats(repeats, error):
    with pytest.raises(error, match="repeats"):
        timing.seconds(lambda: None, repeats)


@pytest.mark.parametrize("function", [None, 3, "len"])
def test_a_function_is_wanted(function):
    with pytest.raises(TypeError, match="^function must be a Callable, got "):
        timing.seconds(function)
