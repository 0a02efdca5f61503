"""DigitPad, driven as a person would: digits drawn, and what the ten bars say of them."""

from itertools import pairwise

import numpy as np
import pytest

from lecturelib import words
from lecturelib.datasets import digits
from lecturelib.widgets import DigitPad
from tests.browser.helpers import at, button, handle, number, press

WIDGET = "DigitPad()"
WORDS = words.table("digit_pad")


def arc(x, y, rx, ry, start, end):
    """Points on an ellipse; degrees run clockwise from the right."""
    t = np.radians(np.linspace(start, end, 14))
    return np.column_stack([x + rx * np.cos(t), y + ry * np.sin(t)]).tolist()


# Strokes as a hand makes them, 0 to 1 across the pad.
DIGITS = {
    0: [arc(0.5, 0.5, 0.2, 0.33, -90, 270)],
    1: [[(0.4, 0.28), (0.53, 0.14), (0.52, 0.86)]],
    2: [arc(0.5, 0.32, 0.18, 0.18, -170, 50) + [(0.31, 0.83), (0.72, 0.83)]],
    3: [arc(0.47, 0.32, 0.18, 0.17, -150, 90) + arc(0.47, 0.67, 0.21, 0.18, -90, 150)],
    4: [[(0.52, 0.13), (0.25, 0.6), (0.75, 0.6)], [(0.6, 0.38), (0.53, 0.87)]],
    5: [[(0.69, 0.16), (0.37, 0.16), (0.34, 0.45)] + arc(0.45, 0.64, 0.2, 0.21, -110, 140)],
    6: [[(0.57, 0.13), (0.35, 0.5)] + arc(0.5, 0.68, 0.18, 0.18, -170, 180)],
    7: [[(0.28, 0.16), (0.72, 0.16), (0.44, 0.87)]],
    8: [arc(0.5, 0.32, 0.16, 0.17, 90, 450) + arc(0.5, 0.68, 0.2, 0.19, -90, 270)],
    9: [arc(0.5, 0.33, 0.18, 0.2, 0, -360) + arc(0.47, 0.62, 0.22, 0.25, -30, 120)],
}


def draw(book, widget, strokes, size=1.0, shift=(0, 0)):
    """Draws with the mouse; size and shift are of the pad's side."""
    box = widget.locator(".pad-area").bounding_box()
    for stroke in strokes:
        for k, (x, y) in enumerate(stroke):
            x, y = (
                (value - 0.5) * size + 0.5 + move for value, move in zip((x, y), shift, strict=True)
            )
            book.page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=2)
            if k == 0:
                book.page.mouse.down()
        book.page.mouse.up()
    book.settle()


def bars(widget):
    return [number(text) for text in widget.locator(".pad-bars output").all_text_contents()]


def image_of(book):
    """The 64 pixels, as Python has them."""
    return np.array(at(book, "w.image"))


@pytest.mark.parametrize("size, shift", [(1.0, (0, 0)), (0.55, (0.18, -0.15))])
def test_drawn_digits_are_named(book, widget, size, shift):
    said = {}
    for digit, strokes in DIGITS.items():
        press(widget, WORDS["clear"])
        book.settle()
        draw(book, widget, strokes, size, shift)
        said[digit] = int(np.argmax(bars(widget)))
    assert sum(digit == word for digit, word in said.items()) >= 9, said


def test_a_drawing_looks_like_the_data(book, widget):
    press(widget, WORDS["clear"])
    book.settle()
    draw(book, widget, DIGITS[0], size=0.5, shift=(0.2, 0.2))
    image, (X, y) = image_of(book), digits()
    np.testing.assert_array_equal(16 * image, np.round(16 * image))
    np.testing.assert_allclose(image.sum(), X.sum(axis=1).mean(), rtol=0.05)
    zeros = X[y == 0]
    assert (
        np.abs(image - zeros.mean(axis=0)).mean() < np.abs(zeros - zeros.mean(axis=0)).mean() * 1.5
    )
    assert image.reshape(8, 8)[3:5, 3:5].sum() < 0.5 < image.reshape(8, 8)[3].max()


def test_bars_follow_the_pen_before_it_is_lifted(book, widget):
    press(widget, WORDS["clear"])
    book.settle()
    box = widget.locator(".pad-area").bounding_box()
    book.page.mouse.move(box["x"] + 100, box["y"] + 40)
    book.page.mouse.down()
    seen = [bars(widget)]
    for y in (60, 100, 160):
        book.page.mouse.move(box["x"] + 100, box["y"] + y)
        book.settle()
        seen.append(bars(widget))
    book.page.mouse.up()
    assert all(one != two for one, two in pairwise(seen))


def test_python_and_the_bars_say_the_same(book, widget):
    draw(book, widget, DIGITS[5])
    book.settle()
    np.testing.assert_allclose(
        bars(widget), eval(book.python("print(w.outputs.tolist())")), atol=0.00501
    )
    assert int(book.python("print(w.digit)")) == np.argmax(bars(widget))
    best = widget.locator(".pad-bars .pad-first").first
    assert best.text_content() == str(np.argmax(bars(widget)))


def test_an_image_from_python_is_shown(book, widget):
    X, y = digits()
    for k in (0, 3):
        book.python(f"from lecturelib.datasets import digits; w.image = digits()[0][{k}]")
        book.settle()
        ink = [
            float(cell.get_attribute("fill-opacity"))
            for cell in widget.locator(".pad-grid .pad-cells rect").all()
        ]
        np.testing.assert_allclose(ink, X[k])
        np.testing.assert_allclose(bars(widget), DigitPad(image=X[k]).outputs, atol=0.00501)


def test_a_stroke_after_an_image_starts_anew(book, widget):
    draw(book, widget, DIGITS[1])
    assert image_of(book).reshape(8, 8)[:, :2].sum() < 2
    assert book.python("print(len(w.strokes))") == "1"


def test_undo_takes_one_stroke_back_and_clear_all(book, widget):
    draw(book, widget, DIGITS[4][:1])
    one = image_of(book)
    draw(book, widget, DIGITS[4][1:])
    assert (image_of(book) != one).any()
    press(widget, WORDS["undo"])
    book.settle()
    np.testing.assert_array_equal(image_of(book), one)
    press(widget, WORDS["clear"])
    book.settle()
    assert image_of(book).sum() == 0
    said, first = widget.locator(".pad-status").text_content(), int(np.argmax(bars(widget)))
    assert said == WORDS["blank"].format(first=first, y_first=f"{max(bars(widget)):.2f}")
    assert button(widget, WORDS["undo"]).is_disabled()


def test_the_keyboard_draws(book, widget):
    press(widget, WORDS["clear"])
    book.settle()
    book.python("w.pixel = 4")
    book.settle()
    cursor = handle(widget, WORDS["cursor"])
    cursor.focus()
    for _ in range(8):
        cursor.press("Space")
        cursor.press("ArrowLeft")
        cursor.press("Space")
        cursor.press("ArrowRight")
        cursor.press("ArrowDown")
    image = image_of(book).reshape(8, 8)
    np.testing.assert_array_equal(image.sum(axis=1), 2)
    np.testing.assert_array_equal(image[:, 3:5], 1)
    assert int(np.argmax(bars(widget))) == 1
    place = WORDS["cursor_at"].format(row=8, column=5, ink="1.00")
    assert cursor.get_attribute("aria-valuetext") == place
    cursor.press("Space")
    assert image_of(book)[60] == 0
    field = widget.get_by_label(WORDS["x_name"])
    field.fill("0.25")
    field.press("Enter")
    assert image_of(book)[60] == 0.25


def test_a_finger_draws(book, widget):
    book.settle()
    pad = widget.locator(".pad-area")
    press(widget, WORDS["clear"])
    book.settle()
    book.touch_drag(pad, 0, 90)
    assert image_of(book).sum() > 8
    assert int(book.python("print(len(w.strokes[0]))")) > 8, "points all along the way"


def test_drawing_needs_no_coalesced_events(book, widget):
    """As on a page that is served by plain http under a name."""
    book.page.evaluate("PointerEvent.prototype.getCoalescedEvents = undefined")
    try:
        draw(book, widget, DIGITS[1])
    finally:
        book.page.evaluate(
            "PointerEvent.prototype.getCoalescedEvents = function () { return [this]; }"
        )
    assert len(at(book, "w.strokes")[0]) > 8 and int(np.argmax(bars(widget))) == 1


def test_two_views_open_the_same_neuron(notebook):
    code = "from lecturelib.widgets import DigitPad\nw = DigitPad(inside=True)\nw"
    book = notebook(code, "w").ready(views=2)
    book.widget(1).locator(".pad-neuron").nth(6).click()
    book.settle()
    shown = [book.widget(k).locator(".pad-inside").inner_text() for k in (0, 1)]
    assert shown[0] == shown[1] and book.python("print(w.neuron)") == "6"
    press(book.widget(), words.table("kit")["reset"])
    assert book.wait("w.neuron", "0") == "0"
    assert book.errors == []
