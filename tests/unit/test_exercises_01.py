"""Every checker of section 1 against right and wrong answers."""

import numpy as np
import pytest

from lecturelib.exercises import EXERCISES, check, solution


def share(said, labels):
    return sum(a == b for a, b in zip(said, labels)) / len(labels)


def middle(image):
    return 0 if image[3:5, 3:5].mean() < 0.3 else 1


def whitens(image):
    image[:] = 0
    return 0


def loops(image):
    while True:
        pass


@pytest.mark.parametrize(("key", "answer"), [
    ("1.1", 8), ("1.2", 1510), ("1.3", share), ("1.4", lambda labels: np.eye(10)[labels]),
    ("1.4", lambda labels: [[int(k == label) for k in range(10)] for label in labels]), ("1.5", middle),
    ("1.5", lambda image: image[4, 4] > 0.5),
])
def test_right(key, answer):
    assert check(key, answer).state == "right"


@pytest.mark.parametrize(("key", "answer", "reason"), [
    ("1.1", 0.91, "the output itself"), ("1.1", 9, "Count from 0"), ("1.1", 3, "output of 3"), ("1.1", "eight", "single number"),
    ("1.2", 1480, "a bias, too"), ("1.2", 94, "number of neurons"), ("1.2", 12800, "Add"), ("1.2", 1300, "ten outputs"),
    ("1.2", 1574, "inputs have no bias"), ("1.2", 1000, "Not yet"),
    ("1.3", lambda said, labels: np.sum(said == labels), "how many"), ("1.3", lambda said, labels: 100 * share(said, labels), "percent"),
    ("1.3", lambda said, labels: 1 - share(said, labels), "error rate"), ("1.3", lambda said, labels: 0.5, "you get 0.5"),
    ("1.3", lambda said, labels: said == labels, "shape"), ("1.3", 0.98, "A function"),
    ("1.4", lambda labels: np.eye(10)[labels].T, "one column an observation"),
    ("1.4", lambda labels: np.eye(10)[labels - 1], "too far left"), ("1.4", lambda labels: np.eye(10)[:len(labels)], "label 3"),
    ("1.4", lambda labels: np.eye(10)[labels][:, :9], "shape"),
    ("1.5", lambda image: 1 - middle(image), "Swap"), ("1.5", lambda image: 1, "same answer"),
    ("1.5", lambda image: int(image[0, 3] > 0.3), "are wanted"), ("1.5", lambda image: image.mean(), "0 or 1"),
    ("1.5", whitens, "changes its input"), ("1.5", loops, "2 seconds"), ("1.5", lambda image: 1 / 0, "ZeroDivisionError"),
])
def test_wrong_with_its_reason(key, answer, reason):
    result = check(key, answer)
    assert (result.state, reason in result.text) == ("wrong", True), result


@pytest.mark.parametrize("key", ["1.1", "1.2", "1.3", "1.4", "1.5"])
def test_not_yet_attempted(key):
    assert check(key, ...).state == check(key, None).state == "open"


@pytest.mark.parametrize("key", ["1.3", "1.4", "1.5"])
def test_a_stub_is_not_yet_attempted(key):
    assert check(key, lambda *arguments: None).state == "open"


@pytest.mark.parametrize("key", ["1.3", "1.4", "1.5"])
def test_shown_solution_is_right(key):
    names = {"np": np}
    exec(solution(key).text.split("```python\n")[1].split("```")[0], names)
    assert check(key, names[EXERCISES[key].solution.__name__]).state == "right"
