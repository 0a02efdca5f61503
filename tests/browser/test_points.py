"""Own points: what a hand and keys do to them, on a page that has anywidget's contract alone."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.perceptron import Perceptron
from tests.browser.bare import BarePage
from tests.browser.helpers import button, handle, press, type_into
from tools.cases import Case
from tools.lab import middle

WORDS = words.table("points")
NAME = "PerceptronPlane"
# Whether a finger that goes over the plane's empty corner scrolls the page.
SCROLLS = """plane => {
    const { x, y, width } = plane.getBoundingClientRect();
    const there = document.elementFromPoint(x + width - 60, y + 60);
    const event = new TouchEvent('touchmove', { cancelable: true, bubbles: true });
    return getComputedStyle(there).touchAction !== 'none' && there.dispatchEvent(event);
}"""


@pytest.fixture
def bare(browser):
    case = Case(NAME, f"{NAME}('AND')", lambda: WORDS["cross"], "", "", 0)
    bare = BarePage(browser, [case])
    yield bare
    assert bare.errors == []
    bare.close()


@pytest.fixture
def editing(bare):
    bare.widget(NAME).get_by_label(WORDS["edit"]).check()
    bare.frames()
    return bare


def rows(bare):
    """Python's points, when all that the hand did has arrived."""
    bare.answer(NAME)
    w = bare.kernel[NAME]
    return np.column_stack([w.X, w.y]).round(2).tolist()


def place(bare, x, y):
    """Where a point of AND's plane is on the page."""
    box = bare.widget(NAME).locator(".ll-plane svg").bounding_box()
    size = box["width"] - 44
    return box["x"] + 34 + (x + 2.25) / 5 * size, box["y"] + 10 + (2.75 - y) / 5 * size


AND = [[0, 0, -1], [0, 1, -1], [1, 0, -1], [1, 1, 1]]


def point(bare, n):
    return handle(bare.widget(NAME), WORDS["nth"].format(n=n))


def test_off_it_changes_nothing(bare):
    widget = bare.widget(NAME)
    bare.page.mouse.click(*place(bare, 2, 2))
    assert rows(bare) == AND and not widget.get_by_label(WORDS["x1"]).is_visible()
    assert widget.locator(".ll-plane").evaluate(SCROLLS), "a finger scrolls the page"


def test_a_click_adds_a_drag_moves_a_double_click_removes(editing):
    widget = editing.widget(NAME)
    assert not widget.locator(".ll-plane").evaluate(SCROLLS)
    editing.page.mouse.click(*place(editing, 2, 2))
    editing.page.wait_for_timeout(600)
    added = rows(editing)
    assert added[:4] == AND and added[4] == pytest.approx([2, 2, 1], abs=0.02)
    widget.get_by_label(WORDS["new"]).select_option("-1")
    editing.page.mouse.move(*place(editing, -2, 2))
    editing.page.mouse.down()
    editing.page.mouse.move(*place(editing, -1, 2), steps=5)
    editing.page.mouse.up()
    assert rows(editing)[5] == pytest.approx([-1, 2, -1], abs=0.02), "put down where it is let go"
    assert widget.locator(".ll-mark").count() == 6

    x, y = middle(point(editing, 2))
    to = place(editing, -0.5, 1.5)
    editing.drag(point(editing, 2), to[0] - x, to[1] - y)
    assert rows(editing)[1] == pytest.approx([-0.5, 1.5, -1], abs=0.02)
    editing.page.mouse.dblclick(*place(editing, 1, 1))
    assert [row[2] for row in rows(editing)] == [-1, -1, -1, 1, -1]
    for _ in range(4):
        press(widget, WORDS["undo"])
        editing.frames()
    assert rows(editing) == AND and button(widget, WORDS["undo"]).is_disabled()


def test_two_quick_clicks_add_one_point(editing):
    editing.page.mouse.dblclick(*place(editing, 2, -1))
    assert len(rows(editing)) in (5, 6), "and the second takes none away"


def test_a_finger_adds_and_moves(editing):
    devtools = editing.page.context.new_cdp_session(editing.page)
    for kind, x in (("touchStart", -2), ("touchMove", -1.5), ("touchMove", -1)):
        across, down = place(editing, x, -1)
        devtools.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": across, "y": down}]},
        )
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert rows(editing)[4] == pytest.approx([-1, -1, 1], abs=0.03)


def test_keys_do_all_that_a_hand_does(editing):
    widget, keys = editing.widget(NAME), editing.page.keyboard
    handle(widget, WORDS["cross"]).focus()
    before = float(handle(widget, WORDS["cross"]).get_attribute("aria-valuenow"))
    keys.press("Shift+ArrowLeft")
    keys.press("ArrowUp")
    keys.press("Space")
    editing.frames()
    assert rows(editing)[4][0] == pytest.approx(before - 0.5) and rows(editing)[4][2] == 1
    point(editing, 4).focus()
    keys.press("ArrowDown")
    keys.press("Space")
    assert rows(editing)[3] == [1, 0.95, -1]
    keys.press("Enter")
    assert widget.get_by_label(WORDS["x1"]).evaluate("field => field.matches(':focus')")
    type_into(widget, WORDS["x2"], 2.5)
    assert rows(editing)[3] == [1, 2.5, -1]
    point(editing, 5).focus()
    keys.press("Delete")
    editing.frames()
    assert len(rows(editing)) == 4
    assert point(editing, 4).evaluate("group => group.matches(':focus')"), "the focus stays"
    press(widget, WORDS["flip"])
    assert rows(editing)[3] == [1, 2.5, 1]
    for _ in range(3):
        point(editing, 1).focus()
        keys.press("Backspace")
        editing.frames()
    assert len(rows(editing)) == 1 and button(widget, WORDS["remove"]).is_disabled()
    keys.press("Delete")
    assert len(rows(editing)) == 1, "one stays"


def test_no_point_leaves_the_plane_and_none_is_one_too_many(editing):
    editing.drag(point(editing, 4), 5000, -5000)
    assert rows(editing)[3] == [2.75, 2.75, 1]
    w = editing.kernel[NAME]
    w.data = (np.zeros((200, 2)), np.ones(200))
    editing.page.evaluate("([name, value]) => host.give(name, value)", [NAME, {"data": w.data}])
    editing.frames()
    editing.page.mouse.click(*place(editing, 2, -2))
    assert len(rows(editing)) == 200


def test_the_stock_data_come_back(editing):
    widget = editing.widget(NAME)
    editing.drag(point(editing, 4), 30, -30)
    words_of = words.table("perceptron_plane")
    data = widget.get_by_label(words_of["data"])
    assert data.input_value() == "own" and rows(editing) != AND
    data.select_option("AND")
    editing.frames()
    assert rows(editing) == AND
    data.select_option("own")
    assert rows(editing) == AND and editing.kernel[NAME].data.points, "from here on they are own"


def test_a_dragged_point_ends_the_run_and_the_next_is_its_own(editing):
    widget = editing.widget(NAME)
    kit = words.table("kit")
    for _ in range(2):  # Python records the run, then it is played
        press(widget, kit["step"])
        editing.answer(NAME)
    assert widget.locator(".ll-count").text_content() == "1 / 15"
    editing.drag(point(editing, 4), 40, -40)
    editing.answer(NAME)
    assert widget.locator(".ll-count").text_content() == "0 / 0"
    for _ in range(2):
        press(widget, kit["step"])
        editing.answer(NAME)
    w = editing.kernel[NAME]
    *start, b = np.frombuffer(w.run["path"])[:3]
    rule = Perceptron(initial_weights=start, initial_bias=b).fit(w.X, w.y)
    assert w.run["data"] == w.data and len(w.history) == 1
    assert widget.locator(".ll-count").text_content() == f"1 / {rule.n_updates_}"


def test_the_bound_follows_the_hand(editing):
    widget, w = editing.widget(NAME), editing.kernel[NAME]
    text = words.table("perceptron_plane")
    label = text["bound"].replace("$", "").replace("\\gamma", "γ")
    assert widget.locator(".pp-bound").text_content() == ""
    widget.get_by_label(label).check()
    editing.frames()
    said = widget.locator(".pp-bound")
    plain = said.text_content().replace("\u2005", "").replace("\u2006", "")
    assert "R=1.73" in plain and "γ=0.243" in plain and "(R/γ)2=51" in plain and "18" in plain
    radius = float(widget.locator("circle.pp-circle").get_attribute("r"))
    box = widget.locator(".ll-plane svg").bounding_box()
    assert radius == pytest.approx(np.sqrt(2) / 5 * (box["width"] - 44), rel=1e-3)
    assert all(edge.get_attribute("d") for edge in widget.locator(".pp-edge").all())
    point(editing, 4).focus()
    for key in ("ArrowLeft", "ArrowDown", "ArrowDown"):
        editing.page.keyboard.press(f"Shift+{key}")
    editing.frames()
    assert rows(editing)[3] == [0.5, 0, 1], "between two of the other class"
    no_bound = text["no_bound"].replace("$", "").replace("\\gamma", "γ")
    assert said.text_content() == no_bound and w.bound
    assert not any(edge.get_attribute("d") for edge in widget.locator(".pp-edge").all())
