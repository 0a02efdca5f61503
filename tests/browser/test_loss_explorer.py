"""LossExplorer, driven as a person would."""

import re

import numpy as np
import pytest

from lecturelib import words
from lecturelib.losses import LOSSES
from lecturelib.network import Network
from lecturelib.widgets import LossExplorer
from tests.browser.helpers import handle, number, press
from tools.lab import middle

WIDGET = "LossExplorer()"
WORDS = words.table("loss_explorer")


def python(book):
    """The widget as Python has it, remade here."""
    book.settle()
    here = LossExplorer(book.python("print(w.model)"))
    for name in ("loss", "w", "b", "x", "y", "chosen"):
        setattr(here, name, eval(book.python(f"print(repr(w.{name}))")))
    return here


def table(widget):
    """The visible rows: L, slope and mean of each loss."""
    rows = widget.locator("tbody tr:not(.le-absent)").all()
    return [[number(text) for text in row.locator("td + td").all_text_contents()] for row in rows]


def agrees(book, widget):
    here = python(book)
    n = here.chosen
    wanted = [
        [here.losses[name][n], here.slopes[name][n], here.losses[name].mean()]
        for name in here.losses
    ]
    np.testing.assert_allclose(table(widget), wanted, atol=0.00051)
    return here


def test_each_error_is_the_side_of_a_square_and_its_square_a_bar(book, widget):
    here = agrees(book, widget)
    plane = widget.locator(".ll-plane svg").first.bounding_box()
    unit = (plane["height"] - 44) / 6
    squares = widget.locator(".le-square")
    sides = squares.evaluate_all(
        "all => all.map(e => [e.width.baseVal.value, e.height.baseVal.value])"
    )
    np.testing.assert_allclose(
        np.array(sides) / unit, np.sqrt(here.losses["squared"])[:, None] * [1, 1], atol=0.01
    )
    chart = widget.locator(".ll-plane svg").nth(1).bounding_box()
    bars = widget.locator(".le-squared .le-bar").evaluate_all(
        "all => all.map(e => +e.getAttribute('height'))"
    )
    np.testing.assert_allclose(
        np.array(bars) / (chart["height"] - 44) * 5, here.losses["squared"], atol=0.02
    )


def test_a_bar_that_is_cut_ends_in_an_arrow(book, widget):
    def cut():
        return widget.locator(".le-squared .le-tip").evaluate_all(
            "all => all.map(e => e.getBBox().height > 5)"
        )

    assert cut() == [False] * 6
    book.python("w.y = (8, 1.7, 1.3, -9, 2.2, 3.4)")
    book.settle()
    assert (
        cut()
        == (agrees(book, widget).losses["squared"] > 5).tolist()
        == [True, False, False, True, False, False]
    )
    press(widget, WORDS["sigmoid_binary_cross_entropy"])
    book.settle()
    book.python("w.w = -5")
    book.settle()
    tips = widget.locator(".le-binary_cross_entropy .le-tip").evaluate_all(
        "all => all.map(e => e.getBBox().height > 5)"
    )
    assert tips == (agrees(book, widget).losses["binary_cross_entropy"] > 6).tolist() and any(tips)
    assert cut() == [False] * 6


def test_dragging_a_target_raises_its_loss_and_moves_the_surface(book, widget):
    before, lines = python(book), widget.locator(".le-contour").get_attribute("d")
    book.drag(handle(widget, WORDS["point"].format(n=2)), 0, 80)
    here = agrees(book, widget)
    assert (
        here.chosen == 1
        and here.y[1] < before.y[1] - 1
        and here.x[1] == pytest.approx(before.x[1], abs=0.02)
    )
    assert here.losses["squared"][1] > before.losses["squared"][1] + 1
    assert widget.locator(".le-contour").get_attribute("d") != lines


def test_the_line_follows_its_handles_and_the_place(book, widget):
    start = python(book)
    book.drag(handle(widget, WORDS["shift"]), 0, 60)
    down = agrees(book, widget)
    assert down.w == start.w and down.b < start.b - 0.5
    book.drag(handle(widget, WORDS["tilt"]), 0, -60)
    up = agrees(book, widget)
    assert up.b == down.b and up.w > down.w + 0.1
    place = handle(widget, WORDS["place"])
    x, y = middle(place)
    book.drag(place, 60, 30)
    there = agrees(book, widget)
    assert there.w > up.w + 0.3 and there.b < up.b - 0.3
    assert middle(place) == pytest.approx((x + 60, y + 30), abs=1.5)


def test_contours_lie_where_the_mean_loss_has_their_level(book, widget):
    press(widget, WORDS["sigmoid_binary_cross_entropy"])
    book.settle()
    here = python(book)
    frame = widget.locator(".ll-plane svg").nth(2).bounding_box()
    path = widget.locator(".le-contour").get_attribute("d")
    x, y = np.array(re.findall(r"[ML]([-\d.]+) ([-\d.]+)", path), dtype=float).T
    w = -5 + (x - 34) / (frame["width"] - 44) * 10
    b = 5 - (y - 10) / (frame["height"] - 44) * 10
    net = Network((1, len(w)), output="sigmoid")
    net.theta = np.concatenate([w, b])
    trace = net.forward(np.array(here.x)[:, None])
    terms = LOSSES["binary_cross_entropy"].terms_of_output(
        np.array(here.y)[:, None], trace.z[-1], trace.a[-1]
    )
    power = np.log(terms.mean(axis=0) / 0.05) / np.log(1.2)
    assert len(w) > 1000
    np.testing.assert_allclose(power, np.round(power), atol=0.15)


def test_a_badly_wrong_point_is_pulled_by_cross_entropy_only(book, widget):
    press(widget, WORDS["sigmoid_squared"])
    book.settle()
    frame = widget.locator(".ll-plane svg").first.bounding_box()
    book.drag(handle(widget, WORDS["point"].format(n=6)), -0.75 * frame["width"], 0)
    here = agrees(book, widget)
    assert here.y[5] == 1 and here.y_hat[5] < 0.01
    assert here.slopes["binary_cross_entropy"][5] < -0.99
    assert here.slopes["squared"][5] > -0.02
    bce, mse = (abs(here.slopes[name][5]) for name in ("binary_cross_entropy", "squared"))
    said = widget.locator(".ll-status").text_content()
    first, *_, last = WORDS["says_wrong"].split("$")  # the maths between is set otherwise
    numbers = {"y_hat": f"{here.y_hat[5]:.3f}", "bce": f"{bce:.3f}", "mse": f"{mse:.3f}"}
    assert said.startswith(first.format(n=6))
    assert said.endswith(last.format(ratio=f"{bce / mse:.0f}", **numbers))
    arrows = widget.locator(".ll-arrow").evaluate_all(
        "all => all.slice(-2).map(e => e.getBBox().height)"
    )
    assert arrows[0] < 5 and arrows[1] == pytest.approx((frame["height"] - 44) / 1.5, abs=6)


def test_a_label_is_turned_by_dragging_and_by_keys(book, widget):
    press(widget, WORDS["sigmoid_binary_cross_entropy"])
    book.settle()
    book.drag(handle(widget, WORDS["point"].format(n=1)), 0, -150)
    assert agrees(book, widget).y[0] == 1
    handle(widget, WORDS["point"].format(n=1)).press("ArrowDown")
    handle(widget, WORDS["point"].format(n=1)).press("ArrowRight")
    here = agrees(book, widget)
    assert here.y[0] == 0 and here.x[0] == pytest.approx(-2.95, abs=0.02)


def test_the_sigmoid_follows_its_handles(book, widget):
    press(widget, WORDS["sigmoid_binary_cross_entropy"])
    book.settle()
    start = python(book)
    book.drag(handle(widget, WORDS["shift"]), 60, 0)
    moved = agrees(book, widget)
    assert moved.w == start.w and moved.b < -0.5
    book.drag(handle(widget, WORDS["tilt"]), 40, 0)
    flatter = agrees(book, widget)
    assert flatter.w < moved.w - 0.1
    assert flatter.b / flatter.w == pytest.approx(moved.b / moved.w, abs=0.02), (
        "it turns about its centre"
    )


def test_typed_numbers_and_sliders(book, widget):
    field = widget.get_by_label(WORDS["y"], exact=True)
    field.fill("34")
    field.press("Enter")
    here = agrees(book, widget)
    assert here.y[5] == 34 and here.losses["squared"].mean() > 150
    handle(widget, WORDS["w"]).fill("1.5")
    assert agrees(book, widget).w == 1.5


def test_python_changes_the_model(book, widget):
    book.python("w.model = 'sigmoid'; w.loss = 'binary_cross_entropy'; w.w = -2")
    book.settle()
    pressed = widget.locator("button[aria-pressed]").evaluate_all(
        "all => all.map(e => e.getAttribute('aria-pressed'))"
    )
    assert pressed == ["false", "false", "true"]
    agrees(book, widget)
    press(widget, WORDS["sigmoid_squared"])
    book.settle()
    assert agrees(book, widget).w == -2, "the other loss of the same sigmoid"
    press(widget, WORDS["line_squared"])
    book.settle()
    assert book.wait("w", repr(LossExplorer())) == repr(LossExplorer())
