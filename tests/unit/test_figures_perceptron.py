"""The pictures of section 3: what they draw and say, against plain arithmetic."""

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex

from lecturelib import words
from lecturelib.datasets import blobs
from lecturelib.figures import perceptron, style
from lecturelib.neuron import LOGIC
from lecturelib.perceptron import Perceptron

X, AND = LOGIC["AND"][0], 2 * LOGIC["AND"][1] - 1


def said(picture, **values):
    """What the alt text of a picture is."""
    return words.table("figures_perceptron")[picture]["alt"].format(**values)


def line_of(ax):
    """The one drawn line of these axes, as a function that is 0 on it."""
    (line,) = [line for line in ax.lines if line.get_linestyle() == "-"]
    (x1, y1), (x2, y2) = line.get_xy1(), line.get_xy2()
    return lambda x, y: (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)


def points_of(ax, look):
    """The corners that are marked in this colour."""
    marks = [
        marks
        for marks in ax.collections
        if isinstance(marks, PathCollection) and to_hex(marks.get_facecolor()[0]) == look["color"]
    ]
    return {tuple(point) for point in np.asarray(marks[0].get_offsets()).tolist()}


def test_logic_panels_show_the_truth_tables_and_lines_that_separate_them():
    wanted = {
        "AND": {(1, 1)},
        "OR": {(0, 1), (1, 0), (1, 1)},
        "NAND": {(0, 0), (0, 1), (1, 0)},
        "XOR": {(0, 1), (1, 0)},
    }
    for ax in perceptron.logic_panels().axes:
        true, false = points_of(ax, style.TRUE), points_of(ax, style.FALSE)
        assert true == wanted[ax.get_title()]
        assert true | false == {(0, 0), (0, 1), (1, 0), (1, 1)} and not true & false
        if ax.get_title() == "XOR":
            assert not ax.lines
        else:
            side = line_of(ax)
            signs = {np.sign(side(*p)) for p in true}, {np.sign(side(*p)) for p in false}
            assert signs in (({1}, {-1}), ({-1}, {1}))


def test_one_update_draws_the_line_before_and_after():
    pic = perceptron.one_update(X, AND, [1, 1, -0.5], n=1)
    before, after = map(line_of, pic.axes)
    assert before(0, 0.5) == pytest.approx(0) and before(0.5, 0) == pytest.approx(0)
    assert after(1.5, 0) == pytest.approx(0) and after(1.5, 7) == pytest.approx(0)
    point = {"x1": 0, "x2": 1, "y": -1}
    assert pic.alt == said("one_update", before="x1+x2-0.5 = 0", after="x1-1.5 = 0", **point)


def test_one_update_may_end_without_a_line():
    pic = perceptron.one_update([[1.0, 1.0]], [-1], [1, 1, 0], n=0)
    point = {"x1": 1, "x2": 1, "y": -1}
    assert pic.alt == said("one_update", before="x1+x2 = 0", after="-1 = 0", **point)


def test_one_update_with_another_rate():
    assert "x1+0.5x2-1 = 0" in perceptron.one_update(X, AND, [1, 1, -0.5], n=1, eta=0.5).alt


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ([1, 1, -1.5], "x_1+x_2-1.5 = 0"),
        ([-1, 2, 0], "-x_1+2x_2 = 0"),
        ([0, -1, 3], "-x_2+3 = 0"),
        ([1.171, 0.5, 1], "1.17x_1+0.5x_2+1 = 0"),
        ([0, 0, -1], "-1 = 0"),
        ([11, -21, 0], "11x_1-21x_2 = 0"),
    ],
)
def test_equations(row, text):
    assert perceptron._equation(row) == text


def test_separating_lines_goes_through_the_points_of_each_line():
    pic = perceptron.separating_lines(X, AND, [[1, 1, -1.5], [0, 2, -1], [0, 0, 1]], list("abc"))
    drawn = pic.axes[0].lines
    assert [line.get_label() for line in drawn] == ["a", "b"]
    for line, row in zip(drawn, ([1, 1, -1.5], [0, 2, -1]), strict=True):
        for x, y in (line.get_xy1(), line.get_xy2()):
            assert row[0] * x + row[1] * y + row[2] == pytest.approx(0)
    each = words.table("figures_perceptron")["separating_lines"]["each"]
    assert each.format(name="c", equation="1 = 0") in pic.alt


@pytest.mark.parametrize("start", [[1, 1, -0.5], [0, 0, 0]])
def test_loss_along_counts_and_sums_as_the_lecture_defines(start):
    path = Perceptron(initial_weights=start[:2], initial_bias=start[2]).fit(X, AND).path_
    above, below = perceptron.loss_along(X, AND, path).axes
    loss, wrong = [], []
    for w1, w2, b in path:
        terms = [y * (w1 * x1 + w2 * x2 + b) for (x1, x2), y in zip(X, AND, strict=True)]
        loss.append(-sum(t for t in terms if t < 0))
        wrong.append(sum(t <= 0 for t in terms))
    assert above.lines[0].get_ydata().tolist() == pytest.approx(loss)
    assert below.lines[0].get_ydata().tolist() == wrong
    assert loss[:3] == ([0, 1, 2] if start == [0, 0, 0] else [1, 0.5, 2])


def test_mistakes_draws_each_run_from_its_first_pass():
    ax = perceptron.mistakes({"a": [3, 1, 0], "b": [4, 4]}).axes[0]
    assert [line.get_label() for line in ax.lines[:2]] == ["a", "b"]
    assert ax.lines[0].get_xydata().tolist() == [[1, 3], [2, 1], [3, 0]]


@pytest.mark.parametrize(
    "draw",
    [
        lambda: perceptron.one_update(X, AND, [1, 1, -1.5], n=1),
        lambda: perceptron.one_update(X, AND, [1, 1, -0.5], n=4),
        lambda: perceptron.separating_lines(X, LOGIC["AND"][1], [[1, 1, 1]], ["a"]),
        lambda: perceptron.loss_along(blobs()[0], blobs()[1], [[1, 2]]),
    ],
)
def test_bad_input_is_named(draw):
    with pytest.raises(ValueError, match="^(n|y|path) must "):
        draw()
