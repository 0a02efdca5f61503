"""The exercises that ask for a value: the right one in every kind of number, and nothing else."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from lecturelib.exercises import EXERCISES, check
from lecturelib.exercises.checking import Exercise, Value
from tests.answers.verdicts import assert_right, assert_wrong

RIGHT = {
    "1.1": 8,
    "1.2": 65 * 20 + 21 * 10,
    "2.1": [1, 0, 0, 1],
    "2.2": 0.04,
    "2.3": 5,
    "3.1": [0, 0, 1, 0],
    "3.2": 2.5,
    "3.4": 27,
    "4.1": (1, 0),
    "4.2": 65 * 32 + 33 * 16 + 17 * 10,
    "5.1": "relu",
    "5.2": 0.7615941559557649,  # tanh 1
    "5.3": 7,
    "6.1": -0.5,
    "6.2": 200,
    "7.1": 10 / 3,
    "7.2": 1.6094379124341003,  # ln 5
    "7.3": 0.6931471805599453,  # ln 2
    "8.1": "w6",
    "8.2": -0.0541943,
    "8.3": 0.0777117,
    "9.1": 16,
    "9.2": 4690,
    "9.3": 4,
    "10.1": 5,
    "10.2": 7,
    "10.3": 0.8,
}
NUMBERS = [key for key, right in RIGHT.items() if isinstance(right, (int, float))]
ARRAYS = [key for key, right in RIGHT.items() if isinstance(right, (list, tuple))]
ROUNDED = {"5.2": 0.762, "7.1": 3.33, "7.2": 1.61, "7.3": 0.693, "8.2": -0.054, "8.3": 0.078}
ROUNDED |= {"3.4": 27.1}  # gamma as 0.3327


def test_these_are_all_of_them():
    assert list(RIGHT) == [key for key, each in EXERCISES.items() if isinstance(each.judge, Value)]


@pytest.mark.parametrize("kind", [float, np.float64, np.float32, np.array, Fraction, Decimal])
@pytest.mark.parametrize("key", NUMBERS)
def test_a_number_is_right_whatever_its_type(key, kind):
    assert_right(key, kind(RIGHT[key]))


@pytest.mark.parametrize("kind", [int, np.int64, np.int32, np.uint16, np.longdouble])
@pytest.mark.parametrize("key", [key for key in NUMBERS if RIGHT[key] == int(RIGHT[key])])
def test_so_is_a_whole_number(key, kind):
    assert_right(key, kind(RIGHT[key]))


@pytest.mark.parametrize(
    "kind", [list, tuple, np.array, np.float32, np.bool, lambda values: [*map(Fraction, values)]]
)
@pytest.mark.parametrize("key", ARRAYS)
def test_an_array_is_right_whatever_its_type(key, kind):
    assert_right(key, kind(RIGHT[key]))


@pytest.mark.parametrize("key", ROUNDED)
def test_a_value_with_the_digits_that_are_asked_for_is_right(key):
    assert_right(key, ROUNDED[key])


@pytest.mark.parametrize("key", NUMBERS)
def test_any_other_number_is_wrong(key):
    right = RIGHT[key]
    others = [-right, 2 * right, right / 2, 1 / right, right + 1, right - 1, right * 1.03, 0]
    others += [right - 0.01 - right * 0.005, right + 0.01 + right * 0.005]
    assert {check(key, other).state for other in others} == {"wrong"}


@pytest.mark.parametrize("key", NUMBERS)
def test_what_is_no_number_is_none_even_if_it_looks_like_one(key):
    right = RIGHT[key]
    masked = np.ma.array(right, mask=True)
    for other in (str(right), [right], complex(right), np.array([right]), masked, True, {right}):
        assert_wrong(key, other, "a_number")


@pytest.mark.parametrize("key", ARRAYS)
def test_every_array_with_another_entry_is_wrong(key):
    right = np.array(RIGHT[key], dtype=float)
    for n in range(len(right)):
        other = right.copy()
        other[n] = 1 - other[n]
        assert check(key, other).state == "wrong"
    texts = [str(value) for value in RIGHT[key]]
    masked = np.ma.array(right, mask=[True] + [False] * (len(right) - 1))
    for other in (texts, np.array(texts), masked):
        assert_wrong(key, other, "numbers")


@pytest.mark.parametrize("key", RIGHT)
def test_a_typical_mistake_is_not_right_and_has_its_own_reason(key):
    judge = EXERCISES[key].judge
    for reason, typical in judge.mistakes.items():
        if not callable(typical):
            for value in judge.values(reason):
                assert not judge.alike(value, judge.right)
                assert check(key, value).reason in judge.mistakes
            assert check(key, judge.values(reason)[0]).reason == reason


def test_the_numbers_in_the_words_of_the_value_exercises():
    """Slopes at -3 by closed forms; what six layers leave."""
    wrong = EXERCISES["5.1"].words["wrong"]
    sigmoid = 1 / (1 + np.exp(3))
    assert f"{sigmoid * (1 - sigmoid):.3f}" in wrong["sigmoid"]
    assert f"{1 - np.tanh(3) ** 2:.3f}" in wrong["tanh"]
    assert f"{0.01:.3f}" in wrong["leaky_relu"]
    assert f"{sigmoid:.3f}" in wrong["softplus"]
    left = (np.exp(-2) / (1 + np.exp(-2)) ** 2) ** 6
    assert f"{left:.2g}" in EXERCISES["5.3"].words["wrong"]["just_above"]


def test_an_exercise_is_its_value_its_mistakes_and_its_words():
    """The whole of a new exercise, under a key that has words already."""
    exercise = Exercise("9.3", Value(4, {"no_root": 16, "upside_down": [0.25, 1 / 16]}))
    states = [(exercise.check(n).state, exercise.check(n).reason) for n in (4, 16, 0.0625, 5)]
    assert states == [("right", ""), *(("wrong", r) for r in ("no_root", "upside_down", "value"))]
