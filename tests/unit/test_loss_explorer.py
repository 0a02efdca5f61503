"""The Python side of LossExplorer: losses, slopes, traits, picture, bad input."""

import math

import numpy as np
import pytest

from lecturelib import words
from lecturelib.widgets import LossExplorer
from lecturelib.widgets.base import Checked


def test_line_costs_squares():
    widget = LossExplorer()
    widget.w, widget.b = 0.5, 1
    errors = [y - (0.5 * x + 1) for x, y in zip(widget.x, widget.y, strict=True)]
    assert set(widget.losses) == {"squared"}
    np.testing.assert_allclose(widget.losses["squared"], [error**2 for error in errors])
    np.testing.assert_allclose(widget.slopes["squared"], [-2 * error for error in errors])


def test_sigmoid_pays_and_pulls_both_ways():
    widget = LossExplorer("sigmoid")
    for n, (x, y) in enumerate(zip(widget.x, widget.y, strict=True)):
        p = 1 / (1 + math.exp(-1.5 * x))
        assert widget.losses["squared"][n] == pytest.approx((y - p) ** 2)
        assert widget.losses["binary_cross_entropy"][n] == pytest.approx(
            -math.log(p if y else 1 - p)
        )
        assert widget.slopes["squared"][n] == pytest.approx(2 * (p - y) * p * (1 - p))
        assert widget.slopes["binary_cross_entropy"][n] == pytest.approx(p - y)


def test_badly_wrong_cross_entropy_pulls_fifty_times_as_hard():
    widget = LossExplorer("sigmoid")
    widget.x = [-math.log(99) / 1.5, 0, 0, 0, 0, 0]
    widget.y = [1, 0, 0, 0, 0, 0]
    assert widget.y_hat[0] == pytest.approx(0.01)
    ratio = widget.slopes["binary_cross_entropy"][0] / widget.slopes["squared"][0]
    assert ratio == pytest.approx(1 / (2 * 0.01 * 0.99))


def test_a_new_model_brings_its_points_and_a_loss_that_fits():
    widget, line, sigmoid = LossExplorer(), LossExplorer("line"), LossExplorer("sigmoid")
    widget.w, widget.x = 2, range(6)
    widget.model = "sigmoid"
    assert (widget.w, widget.b, widget.x, widget.y) == (sigmoid.w, sigmoid.b, sigmoid.x, sigmoid.y)
    widget.loss = "binary_cross_entropy"
    widget.model = "line"
    assert (widget.w, widget.b, widget.x, widget.y, widget.loss) == (
        line.w,
        line.b,
        line.x,
        line.y,
        "squared",
    )


@pytest.mark.parametrize("other", ["line", "sigmoid"])
def test_reset(other):
    widget = LossExplorer("sigmoid", "binary_cross_entropy")
    start = repr(widget), widget.loss, widget.x, widget.y
    widget.model = other
    widget.w, widget.x, widget.y, widget.chosen = 3, [1, 2, 3, 4, 5, 6], [1] * 6, 1
    widget.reset()
    assert (repr(widget), widget.loss, widget.x, widget.y) == start and widget.chosen == 2


def test_every_setting_is_remembered():
    checked = {
        name for name, trait in LossExplorer.class_traits().items() if isinstance(trait, Checked)
    }
    assert checked == set(LossExplorer.remembers)


def test_what_is_seen_in_one_line():
    widget, text = LossExplorer("sigmoid"), words.table("loss_explorer")
    widget.w = 0
    means = ", ".join(
        text["seen_mean"].format(loss=text[loss], L=L)
        for loss, L in (("squared", "0.250"), ("binary_cross_entropy", "0.693"))
    )
    model = text["models"]["sigmoid"]
    assert widget.seen() == text["seen"].format(model=model, w="0.00", b="0.00", means=means)
    assert repr(widget) == f"LossExplorer: {widget.seen()}"


@pytest.mark.parametrize(
    ("model", "loss"),
    [("line", "squared"), ("sigmoid", "squared"), ("sigmoid", "binary_cross_entropy")],
)
def test_picture(model, loss):
    widget = LossExplorer(model, loss)
    widget.w = 90
    picture = widget.picture()
    assert repr(widget).removeprefix("LossExplorer: ") in picture.alt
    left, right = picture.axes
    assert len(left.lines) == 7
    assert right.lines[-1].get_xydata().tolist() == [
        [widget.models[model]["ranges"]["w"][1], widget.b]
    ]
    data, _ = LossExplorer(model, loss)._repr_mimebundle_()
    assert len(data["image/png"]) < 14_000


@pytest.mark.parametrize(
    ("name", "value", "error", "says"),
    [
        ("model", "tanh", ValueError, "model must be one of line, sigmoid; got 'tanh'"),
        (
            "loss",
            "absolute",
            ValueError,
            "loss must be one of squared, binary_cross_entropy; got 'absolute'",
        ),
        (
            "w",
            101,
            ValueError,
            "w must be a finite number of at least -100 and of at most 100, got 101",
        ),
        ("b", "1", TypeError, "b must be a number, got the text '1'"),
        ("x", [1, 2], ValueError, r"x must have shape \(6,\), got \(2,\)"),
        ("x", [0, 0, 0, 0, 0, 1e3], ValueError, r"x\[5\] must be a finite number of at least -100"),
        ("y", [0, 1, 0, 1, 0, 0.5], ValueError, "y must hold only 0, 1, got 0.5"),
        (
            "chosen",
            6,
            ValueError,
            "chosen must be a whole number of at least 0 and of at most 5, got 6",
        ),
    ],
)
def test_bad_input_changes_nothing(name, value, error, says):
    widget = LossExplorer("sigmoid")
    before = repr(widget), getattr(widget, name)
    with pytest.raises(error, match=says):
        setattr(widget, name, value)
    assert (repr(widget), getattr(widget, name)) == before


def test_a_line_has_no_cross_entropy():
    with pytest.raises(ValueError, match="loss must be one of squared; got 'binary_cross_entropy'"):
        LossExplorer("line", "binary_cross_entropy")
    with pytest.raises(ValueError, match="model must be one of line, sigmoid; got 'tanh'"):
        LossExplorer("tanh")
