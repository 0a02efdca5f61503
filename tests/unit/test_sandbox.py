"""What a student's function may do to the notebook: nothing."""

import numpy as np
import pytest

from lecturelib.exercises.sandbox import Failed, call


def test_the_value_comes_back():
    assert call(lambda a, b: a + b, 2, 3) == 5


@pytest.mark.parametrize("spoil", [
    lambda values: values.sort(), lambda values: values.append(1), lambda values: values.__setitem__(0, 9.0),
])
def test_a_changed_list_is_noticed(spoil):
    with pytest.raises(Failed, match="changed"):
        call(spoil, [3.0, 1.0, 2.0])


def test_a_changed_array_is_noticed_and_the_callers_own_is_safe():
    array = np.array([1.0, np.nan])
    with pytest.raises(Failed, match="changed"):
        call(lambda a: a.fill(0), array)
    assert np.array_equal(array, [1.0, np.nan], equal_nan=True)
    assert call(lambda a: 1, array) == 1


def test_what_is_not_yet_written_gives_none():
    def stub():
        raise NotImplementedError
    assert call(stub) is None


def test_an_endless_loop_ends_even_if_it_catches_errors():
    def stubborn():
        while True:
            try:
                pass
            except Exception:
                pass
    with pytest.raises(Failed, match="endless"):
        call(stubborn)
