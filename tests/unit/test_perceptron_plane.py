"""PerceptronPlane's Python side: traits, runs, bad input, what it says. No browser."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.perceptron import Perceptron
from lecturelib.widgets import PerceptronPlane
from tests.unit.helpers import ask


def test_the_line_learns_as_the_perceptron_does():
    plane = PerceptronPlane("OR", w=(0.5, -1), b=0.25, eta=0.5)
    rule = Perceptron(0.5, initial_weights=(0.5, -1), initial_bias=0.25).fit(plane.X, plane.y)
    plane.learn()
    assert plane.w == tuple(rule.w_) and plane.b == rule.b_ and rule.converged_
    assert [update.n for update in plane.history] == rule.visited_.tolist()
    np.testing.assert_array_equal(
        [[*update.w, update.b] for update in plane.history], rule.path_[1:]
    )


def test_history_is_what_led_to_what_is_shown():
    plane = PerceptronPlane()
    plane.learn()
    whole = plane.history
    plane.step = 3
    assert plane.history == whole[:3] and (plane.w, plane.b) == whole[2][1:]
    plane.step = 0
    assert plane.history == [] and (plane.w, plane.b) == ((1.0, 0.5), -0.5)
    plane.step = len(whole)
    plane.b = 0.123
    assert plane.history == [], "another b: the recorded run does not lead here"


@pytest.mark.parametrize("change", [{"w": (0, 0)}, {"b": 9}, {"eta": 0.5}, {"data": "OR"}])
def test_a_change_ends_the_run(change):
    plane = PerceptronPlane()
    plane.learn()
    for name, value in change.items():
        setattr(plane, name, value)
    assert plane.history == []


def test_own_history_is_played():
    plane = PerceptronPlane("AND", w=(0, 0), b=0)
    plane.history = [(0, (0.0, 0.0), -1.0), (3, (1.0, 1.0), 0.0)]
    assert (plane.w, plane.b, plane.step) == ((1.0, 1.0), 0.0, 2)
    plane.history = plane.history
    assert plane.step == 2


@pytest.mark.parametrize(
    "history, message",
    [
        (
            [(0, (0, 0), 1)],
            r"history\[0\] must be w \+ eta y x, b \+ eta y = \[0.0, 0.0, -1.0\], "
            r"got \[0.0, 0.0, 1.0\]",
        ),
        (
            [(0, (0, 0), -1), (0, (0, 0), -2)],
            r"history\[1\] must visit an observation that is wrong, got n = 0",
        ),
        (
            [(4, (0, 0), -1)],
            r"history\[0\] n must be a whole number of at least 0 and of at most 3, got 4",
        ),
        ([(0, (0, 0, 0), -1)], r"history\[0\] w must have shape \(2,\), got \(3,\)"),
    ],
)
def test_a_wrong_history_is_refused(history, message):
    plane = PerceptronPlane("AND", w=(0, 0), b=0)
    with pytest.raises(ValueError, match=message):
        plane.history = history
    assert plane.history == [] and plane.w == (0, 0)


@pytest.mark.parametrize(
    "values, error, message",
    [
        (
            {"data": "NOR"},
            ValueError,
            "data must be one of AND, OR, NAND, XOR, blobs, overlapping blobs; got 'NOR'",
        ),
        ({"data": 3}, TypeError, r"data must be a name or \(X, y\), got int"),
        ({"data": ([[1, 2]], [0])}, ValueError, "y must hold only -1, 1, got 0"),
        (
            {"data": (np.zeros((201, 2)), np.ones(201))},
            ValueError,
            "X must have at most 200 rows, got 201",
        ),
        ({"w": (1, 2, 3)}, ValueError, r"w must have shape \(2,\), got \(3,\)"),
        ({"w": (1, float("nan"))}, ValueError, "w must not hold NaN"),
        ({"b": "much"}, TypeError, "b must be a number, got the text 'much'"),
        ({"eta": 0}, ValueError, "eta must be a finite number above 0 and of at most 1000, got 0"),
    ],
)
def test_bad_input(values, error, message):
    with pytest.raises(error, match=message):
        PerceptronPlane(**values)


def test_a_refused_value_changes_nothing():
    plane = PerceptronPlane()
    for name, bad in (
        ("w", (1, np.inf)),
        ("b", None),
        ("eta", -1),
        ("data", "NOR"),
        ("data", 3),
        ("step", -1),
        ("step", 1),
    ):
        before = repr(plane), getattr(plane, name)
        with pytest.raises((ValueError, TypeError)):
            setattr(plane, name, bad)
        assert (repr(plane), getattr(plane, name)) == before


@pytest.mark.parametrize(
    "data, line, right, L",
    [
        ("AND", ("0.00", "0.00", "0.00"), 0, "0.00"),  # y(w.x + b) = 0 is not right
        ("AND", ("1.00", "1.00", "-1.50"), 4, "0.00"),
        ("XOR", ("1.00", "1.00", "-0.50"), 3, "1.50"),
    ],
)
def test_repr_counts_as_the_lecture_does(data, line, right, L):
    w1, w2, b = line
    values = {"w1": w1, "w2": w2, "b": b, "right": right, "all": 4, "L": L}
    seen = words.table("perceptron_plane")["seen"].format(data=data, **values)
    plane = PerceptronPlane(data, w=(float(w1), float(w2)), b=float(b))
    assert repr(plane) == f"PerceptronPlane: {seen}"


def test_another_start_is_the_same_each_time():
    def three_starts():
        plane = PerceptronPlane("OR")
        places = []
        for _ in range(3):
            ask(plane, "another")
            places.append((plane.w, plane.b))
        return places

    assert len(set(three_starts())) == 3
    assert three_starts() == three_starts()


def test_a_run_without_end_is_stopped():
    plane = PerceptronPlane("XOR")
    ask(plane, "learn")
    assert not plane.run["converged"] and plane.run["epochs"] == 50


def test_a_learned_run_is_light():
    plane = PerceptronPlane("overlapping blobs")
    plane.learn()
    assert len(plane.history) > 100
    sent = sum(len(value) for value in plane.run.values() if isinstance(value, (bytes, memoryview)))
    assert sent == 32 * len(plane.history) + 24


def test_blobs_are_separable_and_the_overlapping_are_not():
    for name, converged in (("blobs", True), ("overlapping blobs", False)):
        plane = PerceptronPlane(name)
        plane.learn()
        assert plane.run["converged"] is converged


X, Y = [[0.5, -1], [2, 1.5], [-1, 0]], [1, -1, 1]


def test_own_points_follow_and_can_be_set():
    plane = PerceptronPlane("AND")
    plane.X = X0 = plane.X + 0.25
    np.testing.assert_array_equal(plane.X, X0)
    assert plane.y.tolist() == [-1, -1, -1, 1] and plane.data.range == (-2.25, 2.75)
    plane.data = (X, Y)
    np.testing.assert_array_equal(plane.X, X)
    plane.y = [-1, -1, 1]
    assert plane.y.tolist() == [-1, -1, 1]
    plane.learn()
    rule = Perceptron(initial_weights=(1, 0.5), initial_bias=-0.5).fit(X, plane.y)
    assert [update.n for update in plane.history] == rule.visited_.tolist() != []
    plane.X = 10 * plane.X
    assert plane.history == [], "another place: the recorded run does not lead here"
    assert plane.data.range == (-22, 22), "a plane with room for all"
    plane.data = "OR"
    assert plane.y.tolist() == [-1, 1, 1, 1]
    assert words.table("perceptron_plane")["own"] in repr(PerceptronPlane((X, Y)))


@pytest.mark.parametrize(
    "name, value, error, message",
    [
        ("X", [[1, 2]], ValueError, r"y must have shape \(1,\), got \(3,\)"),
        ("X", [[1, 2, 3]] * 3, ValueError, r"X must have shape \(N, 2\), got \(3, 3\)"),
        ("X", [[1, np.nan]] * 3, ValueError, "X must not hold NaN, got 3 of 6"),
        ("X", [[1, 2e6]] * 3, ValueError, "X must lie within -1e6 and 1e6, got 2e\\+06"),
        ("X", "points", TypeError, "X must hold real numbers, got the text 'points'"),
        ("y", [1, 0, 1], ValueError, "y must hold only -1, 1, got 0"),
        ("y", [1, 1], ValueError, r"y must have shape \(3,\), got \(2,\)"),
        ("data", (np.empty((0, 2)), []), ValueError, "X must not be empty"),
        ("data", (np.ones((201, 2)), np.ones(201)), ValueError, "X must have at most 200 rows"),
        ("edit", 1, TypeError, "edit must be True or False, got int"),
        ("bound", "yes", TypeError, "bound must be True or False, got the text 'yes'"),
    ],
)
def test_bad_points_change_nothing(name, value, error, message):
    plane = PerceptronPlane((X, Y), bound=True)
    before = plane.get_state()
    with pytest.raises(error, match=message):
        setattr(plane, name, value)
    assert plane.get_state() == before


def test_what_is_handed_out_cannot_be_written():
    for plane in (PerceptronPlane(), PerceptronPlane((X, Y))):
        for array in (plane.X, plane.y):
            with pytest.raises(ValueError, match="read-only"):
                array[0] = 7
    with pytest.raises(AttributeError):
        plane.data.points = ()


@pytest.mark.parametrize(
    "sent",
    [
        [[[0, 0, 1], [9, 1, -1]], [-2.25, 2.75]],  # beyond the plane
        [[[0, 0, 2]], [-2.25, 2.75]],
        [[[0, 0, 1]], [1, 1]],
        [[[0, 0, 1]], [-2.25, None]],
        [[], [-2.25, 2.75]],
        {"points": []},
    ],
)
def test_a_page_sets_own_points_and_what_is_wrong_is_refused(sent):
    plane = PerceptronPlane("AND")
    plane.set_state({"data": [[[0, 0.5, 1], [1, 1, -1]], [-2.25, 2.75]], "best": 0, "finals": []})
    assert plane.X.tolist() == [[0, 0.5], [1, 1]] and plane.y.tolist() == [1, -1]
    assert plane.best == 0 == (plane.y * (plane.X @ plane.w + plane.b) > 0).sum()
    before = plane.get_state()
    plane.set_state({"data": sent})
    assert plane.get_state() == before
    plane.reset()
    assert plane.data == "AND" and len(plane.y) == 4


def test_lines_and_the_best_count_begin_anew_with_each_edit():
    plane = PerceptronPlane("AND", w=(1, 1), b=-1.5)
    plane.finals = [(1, 1, -1.5)]
    plane.y = -plane.y
    assert plane.finals == () and plane.best == 0
