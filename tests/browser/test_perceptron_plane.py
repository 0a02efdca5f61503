"""PerceptronPlane: what plane, table, arithmetic and timeline show is what lecturelib computes."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.perceptron import Perceptron
from lecturelib.widgets import PerceptronPlane
from tests.browser.helpers import at, button, handle, number, plain, press, show, steps, wait_steps
from tools.lab import middle

WIDGET = "PerceptronPlane()"
WORDS, KIT = words.table("perceptron_plane"), words.table("kit")


def term_cells(widget):
    cells = widget.locator("tbody td:nth-child(3)")
    return [number(text) for text in cells.all_text_contents()]


def status(widget):
    return plain(widget.locator(".pp-status").text_content())


def told(key, **values):
    """A line of the rule's arithmetic with its numbers."""
    return plain(WORDS[key].format(**values))


def counted(right, best, of=4):
    return WORDS["count"].format(right=right, best=best, all=of)


def test_dragging_the_line_moves_b_only(book, widget):
    show(book, w=(1.0, 1.0), b=-1.5)
    grip = handle(widget, WORDS["line"])
    x, y = middle(grip)
    book.drag(grip, 40, 0)
    low, high = 0.75 - 0.05, 0.75 + 0.6
    assert book.wait("w.w", "(1.0, 1.0)") == "(1.0, 1.0)"
    b = float(book.python("print(w.b)"))
    assert -high * 2 < b < -low * 2
    p = widget.locator(".ll-plane svg").bounding_box()
    scale = (p["width"] - 44) / 5
    assert b == pytest.approx(-1.5 - 40 / scale, abs=0.02), "the line goes through the pointer"


def on_plane(widget, x, y):
    """A place on the page in the plane's own numbers."""
    box = widget.locator(".ll-plane svg").bounding_box()
    size = box["width"] - 44
    return np.array([-2.25 + (x - box["x"] - 34) / size * 5, 2.75 - (y - box["y"] - 10) / size * 5])


def angle(vector):
    return np.degrees(np.arctan2(vector[1], vector[0]))


@pytest.mark.parametrize(
    "w, end", [((1, -0.5), (2.75, -1.375)), ((-0.5, 1), (-1.375, 2.75)), ((-1, -1), (-2.25, -2.25))]
)
def test_a_long_w_ends_at_the_planes_edge(book, widget, w, end):
    show(book, w=w)
    tip = handle(widget, WORDS["tip"])
    book.drag(tip, 480 * w[0], -480 * w[1])
    long = at(book, "w.w")
    assert np.hypot(*long) > 4.5 and angle(long) == pytest.approx(angle(w), abs=0.5)
    tip_at = on_plane(widget, *middle(tip))
    np.testing.assert_allclose(tip_at, end, atol=0.03)
    head = widget.locator(".ll-arrow").nth(2).locator("path").bounding_box()
    low, high = (
        on_plane(widget, head["x"], head["y"] + head["height"]),
        on_plane(widget, head["x"] + head["width"], head["y"]),
    )
    assert (
        (low > -2.26).all()
        and (high < 2.76).all()
        and np.abs((low + high) / 2 - tip_at).max() < 0.25
    ), "the head is at the handle"
    name = widget.locator(".pp-name").bounding_box()
    corners = (
        on_plane(widget, name["x"], name["y"] + name["height"]),
        on_plane(widget, name["x"] + name["width"], name["y"]),
    )
    assert min(corners[0]) > -2.25 and max(corners[1]) < 2.75, "its name is all on the plane"


def test_a_long_w_is_taken_up_without_a_jump(book, widget):
    show(book, w=(6.0, -3.0))
    tip = handle(widget, WORDS["tip"])
    start = on_plane(widget, *middle(tip))
    book.drag(tip, -2, -1, steps=1)
    w = np.array(at(book, "w.w"))
    assert np.abs(w - (6, -3)).max() < 0.1
    book.drag(tip, 0, 60)
    end = start + [0, -60 / (widget.locator(".ll-plane svg").bounding_box()["width"] - 44) * 5]
    assert angle(at(book, "w.w")) == pytest.approx(angle(end), abs=1.5), "it points to the hand"
    show(book, w=(6.0, -3.0))
    x, y = middle(tip)
    zero = start / 5 * (widget.locator(".ll-plane svg").bounding_box()["width"] - 44)
    book.drag(tip, -zero[0] / 2, zero[1] / 2)
    np.testing.assert_allclose(at(book, "w.w"), (3, -1.5), atol=0.05)


@pytest.mark.parametrize(
    "data, w, b",
    [("AND", (1, 1), -1.5), ("XOR", (1, 1), -0.5), ("NAND", (0, 0), 0), ("OR", (-1, 2), 0)],
)
def test_the_picture_says_what_the_numbers_say(book, widget, data, w, b):
    show(book, data=data, w=w, b=b)
    model = PerceptronPlane(data, w=w, b=b)
    terms = model.y * (model.X @ w + b)
    np.testing.assert_allclose(term_cells(widget), terms, atol=0.005)
    assert widget.locator("tbody td:nth-child(4)").all_text_contents() == [
        "✓" if term > 0 else "✗" for term in terms
    ]
    ringed = [
        ("ll-wrong" in mark.get_attribute("class")) for mark in widget.locator(".ll-mark").all()
    ]
    assert ringed == list(terms <= 0)
    L = float(widget.locator("output").first.text_content())
    assert pytest.approx(-terms[terms < 0].sum(), abs=0.005) == L
    inside = widget.evaluate("""root => [...root.querySelectorAll('.ll-mark')].map(mark => {
        const [x, y] = mark.getAttribute('transform').match(/[-\\d.]+/g).map(Number);
        const svg = root.querySelector('.ll-plane svg');
        const point = Object.assign(svg.createSVGPoint(), { x, y });
        return root.querySelector('.ll-fill-pos').isPointInFill(point);
    })""")
    z = model.X @ w + b
    assert [side for side, value in zip(inside, z, strict=True) if value] == [
        value > 0 for value in z if value
    ]


def test_a_step_shows_its_arithmetic(book, widget):
    press(widget, KIT["step"])
    rule = Perceptron(1.0, 50, initial_weights=(1.0, 0.5), initial_bias=-0.5).fit(
        PerceptronPlane().X, PerceptronPlane().y
    )
    wait_steps(widget, f"1 / {rule.n_updates_}")
    assert told("visit", k=1, x="(0,1)", y=-1) in status(widget)
    assert told("passed", passed=1) in status(widget)
    assert told("wrong", y=-1, sum="1·0+0.5·1+(-0.5)", term=0) in status(widget)
    before, after = {"w": "(1,0.5)", "b": -0.5}, {"w_new": "(1,-0.5)", "b_new": -1.5}
    assert told("update", eta=1, y=-1, x="(0,1)", **before, **after) in status(widget)
    assert widget.locator(".ll-ghost").get_attribute("d") != ""
    # On its first cell: WebKit gives a row no shadow.
    assert "inset" in widget.locator(".pp-now td").first.evaluate(
        "cell => getComputedStyle(cell).boxShadow"
    )
    assert (
        book.wait("w.history", "[Update(n=1, w=(1.0, -0.5), b=-1.5)]")
        == "[Update(n=1, w=(1.0, -0.5), b=-1.5)]"
    )


def test_play_pause_rewind_scrub(book, widget):
    press(widget, KIT["play"])
    wait_steps(widget, "2 / 15")
    press(widget, KIT["pause"])
    held = steps(widget)
    book.page.wait_for_timeout(700)
    assert steps(widget) == held
    assert book.wait("w.step", held.split()[0]) == held.split()[0]
    press(widget, KIT["back"])
    wait_steps(widget, f"{int(held.split()[0]) - 1} / 15")
    press(widget, KIT["rewind"])
    wait_steps(widget, "0 / 15")
    assert book.wait("w", repr(PerceptronPlane())) == repr(PerceptronPlane())

    book.settle()
    scrub, before = handle(widget, KIT["scrub"]), book.messages
    box = scrub.bounding_box()
    book.page.mouse.move(box["x"] + 8, box["y"] + box["height"] / 2)
    book.page.mouse.down()
    book.page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2, steps=12)
    wait_steps(widget, "15 / 15")
    book.settle()
    assert book.messages == before, "a scrub sends nothing"
    book.page.mouse.up()
    line = {"w1": "3.00", "w2": "1.50", "b": "-3.50"}
    seen = WORDS["seen"].format(data="AND", **line, right=4, all=4, L="0.00")
    assert book.wait("w", f"PerceptronPlane: {seen}") == f"PerceptronPlane: {seen}"
    assert told("converged") in status(widget)


def test_a_drag_ends_the_recorded_run(book, widget):
    press(widget, KIT["step"])
    wait_steps(widget, "1 / 15")
    book.drag(handle(widget, WORDS["tip"]), 30, 10)
    wait_steps(widget, "0 / 0")
    assert book.wait("w.history", "[]") == "[]"


def test_the_same_run_can_be_played_again(book, widget):
    press(widget, KIT["step"])
    wait_steps(widget, "1 / 15")
    book.settle()
    show(book, w=(1.0, 0.5), b=-0.5)
    wait_steps(widget, "0 / 0")
    press(widget, KIT["step"])
    wait_steps(widget, "1 / 15")
    assert told("visit", k=1, x="(0,1)", y=-1) in status(widget)


def test_keys_play_and_scrub(book, widget):
    play = button(widget, KIT["step"])
    play.focus()
    play.press("Space")
    wait_steps(widget, "1 / 15")
    play.press("Enter")
    wait_steps(widget, "2 / 15")
    handle(widget, KIT["scrub"]).press("ArrowRight")
    wait_steps(widget, "3 / 15")
    assert book.wait("w.step", "3") == "3"


def test_python_moves_the_timeline(book, widget):
    book.python("w.learn()")
    wait_steps(widget, "15 / 15")
    book.python("w.step = 4")
    wait_steps(widget, "4 / 15")
    book.python("w.history = w.history[:2]")
    wait_steps(widget, "2 / 2")


def test_xor_keeps_the_best_count(book, widget):
    widget.get_by_label(WORDS["data"]).select_option("XOR")
    show(book, w=(1.0, 1.0), b=-0.5)
    count = widget.locator(".pp-sums output").last
    assert count.text_content() == counted(3, best=3)
    assert widget.locator(".pp-wrong td:nth-child(2)").all_text_contents() == [
        "w1\u2006+\u2006w2\u2006+\u2006b\u2005<\u20050"
    ]
    show(book, w=(-1.0, -1.0), b=0.5)
    assert count.text_content() == counted(1, best=3)
    press(widget, KIT["play"])
    book.page.wait_for_timeout(300)
    press(widget, KIT["pause"])
    assert book.wait("w.run['converged']", "False") == "False"


def test_the_best_count_begins_anew_with_the_data_and_on_reset(book, widget):
    count = widget.locator(".pp-sums output").last
    show(book, data="overlapping blobs")
    here = PerceptronPlane("overlapping blobs", w=(1, 0.5), b=-0.5)
    right = (here.y * (here.X @ here.w + here.b) > 0).sum()
    assert count.text_content() == counted(right, best=right, of=40)
    show(book, data="XOR")
    assert count.text_content() == counted(2, best=2)
    show(book, w=(1.0, 1.0), b=-0.5)
    assert count.text_content() == counted(3, best=3)
    show(book, data="AND", w=(1.0, 1.0), b=-1.5)
    assert count.text_content() == counted(4, best=4)
    book.reset()
    assert count.text_content() == counted(2, best=2)


def test_several_starts_leave_their_lines(book, widget):
    for wanted in (1, 2):
        press(widget, KIT["step"])
        book.wait("w.step", "1")
        press(widget, WORDS["another"])
        book.wait("len(w.finals)", str(wanted))
        book.settle()
        assert widget.locator(".pp-finals path").count() == wanted
    press(widget, WORDS["clear"])
    assert book.wait("w.finals", "()") == "()"
    assert widget.locator(".pp-finals path").count() == 0


def test_blobs_and_own_data(notebook):
    book = notebook(
        "from lecturelib.widgets import PerceptronPlane\n"
        "w = PerceptronPlane(([[1, 2], [-1, 0.5], [3, -1]], [1, -1, 1]))\nw"
    )
    widget = book.widget()
    assert widget.locator(".ll-mark").count() == 3
    widget.get_by_label(WORDS["data"]).select_option("overlapping blobs")
    widget.locator(".ll-mark").nth(39).wait_for(state="attached")
    model = PerceptronPlane("overlapping blobs")
    terms = np.sort(model.y * (model.X @ model.w + model.b))
    np.testing.assert_allclose(term_cells(widget), terms[:6], atol=0.006)
    assert WORDS["more"].format(n=34, wrong=(terms[6:] <= 0).sum()) in widget.text_content()
