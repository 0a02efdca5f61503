"""What a student's function may do to the notebook: nothing."""

import _thread
import threading
import time

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display
from IPython.utils.capture import capture_output

from lecturelib import words
from lecturelib.exercises import check, sandbox
from lecturelib.exercises.verdicts import Wrong


def call(function, *arguments):
    return sandbox.run(lambda: sandbox.call(function, *arguments), [function.__globals__])


def test_the_value_comes_back():
    assert call(lambda a, b: a + b, 2, 3) == 5


@pytest.mark.parametrize(
    "spoil",
    [
        lambda values: values.sort(),
        lambda values: values.append(1),
        lambda values: values.__setitem__(0, 9.0),
    ],
)
def test_a_changed_list_is_noticed(spoil):
    with pytest.raises(Wrong, match="changed"):
        call(spoil, [3.0, 1.0, 2.0])


def test_a_changed_array_is_noticed_and_the_callers_own_is_safe():
    array = np.array([1.0, np.nan])
    with pytest.raises(Wrong, match="changed"):
        call(lambda a: a.fill(0), array)
    assert np.array_equal(array, [1.0, np.nan], equal_nan=True)
    assert call(lambda a: 1, array) == 1


def test_what_is_not_yet_written_gives_the_dots():
    def stub():
        raise NotImplementedError

    assert call(stub) is ...


def test_an_endless_loop_ends_even_if_it_catches_every_error():
    threads = threading.active_count()

    def stubborn():
        i = 0
        while i < 10:
            try:
                len([])
            except BaseException:
                i = 0

    with pytest.raises(Wrong, match="endless"):
        call(stubborn)
    assert threading.active_count() == threads


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt, GeneratorExit])
def test_not_even_what_is_no_exception_comes_through(error):
    def raises():
        raise error

    with pytest.raises(Wrong, match="raised"):
        call(raises)


def test_what_it_displays_stays_out_of_the_notebook():
    InteractiveShell.instance()
    try:
        with capture_output() as seen:
            call(display, "noise")
        assert not seen.outputs
    finally:
        InteractiveShell.clear_instance()


def test_it_cannot_ask_the_reader():
    with pytest.raises(Wrong) as caught:
        call(lambda: input())
    assert words.table("exercises")["no_input"] in caught.value.values["detail"]


def test_what_a_generator_yields_is_taken_out_while_it_is_watched():
    def numbers():
        yield from range(5)

    assert call(numbers) == list(range(5))


def test_a_reader_who_presses_stop_stops_the_loop():
    counts = [0]

    def counting():
        while True:
            counts[0] += 1

    stop = threading.Timer(0.2, _thread.interrupt_main)
    stop.start()
    with pytest.raises(KeyboardInterrupt):
        call(counting)
    stop.join()
    seen = counts[0]
    time.sleep(0.1)
    assert counts[0] == seen


def test_a_check_inside_the_function_that_it_checks_comes_back():
    def nested(x, w, threshold):
        return check("2.4", nested)

    assert check("2.4", nested).reason == "numbers"
    assert threading.active_count() < 5
