"""WaveFronts, driven as a person would: fronts shifted and turned, sums, and a second layer."""

import numpy as np
import pytest

from lecturelib import words
from tests.browser.helpers import at, handle, number, show, type_into
from tools.lab import middle

WIDGET = "WaveFronts('tower')"
WORDS = words.table("wave_fronts")


def place(widget, k):
    return handle(widget, WORDS["place_of"].format(k=k))


def direction(widget, k):
    return handle(widget, WORDS["direction_of"].format(k=k))


def width(widget):
    """The square's side in pixels."""
    return widget.locator("canvas").bounding_box()["width"]


def heights(widget):
    """Lowest and highest, as shown."""
    return [number(text) for text in widget.locator(".wf-scale output").all_inner_texts()]


def agrees(book, widget):
    """What is shown of G is what Python's network gives on a grid that is not the page's."""
    book.settle()
    low, high = eval(
        book.python(
            "import numpy as np\nX = np.stack(np.meshgrid(*[np.linspace(0, 1, 161)] * 2), -1)\n"
            "G = w.network.predict(X.reshape(-1, 2))\nprint([float(G.min()), float(G.max())])"
        )
    )
    return heights(widget) == pytest.approx([low, high], abs=0.02)


def test_a_front_is_shifted_and_keeps_its_direction(book, widget):
    before = at(book, "w.fronts")
    book.drag(place(widget, 2), round(0.2 * width(widget)), -round(0.1 * width(widget)))
    after = at(book, "w.fronts")
    assert after[1][:2] == pytest.approx((before[1][0] + 0.2, before[1][1] + 0.1), abs=0.01)
    assert after[1][2:] == before[1][2:] and after[:1] + after[2:] == before[:1] + before[2:]
    assert agrees(book, widget)


def test_a_front_is_turned_about_its_place(book, widget):
    place(widget, 3).focus()
    tip = direction(widget, 3)
    # From straight up to straight right, by a tip that lies 0.13 above its place.
    far = round(0.3 * width(widget))
    book.drag(tip, -far, round(0.13 * width(widget)))
    x, y, angle, alpha = at(book, "w.fronts[2]")
    assert (x, y, alpha) == at(book, "w.presets['tower'][2]")[:2] + (1,)
    assert abs(angle) == pytest.approx(180, abs=2)
    assert agrees(book, widget)


def test_a_line_is_dragged_where_there_is_no_handle(book, widget):
    x, y = middle(place(widget, 1))
    up = 0.75 * width(widget)
    book.page.mouse.move(x, y - up)
    book.page.mouse.down()
    book.page.mouse.move(x + 0.1 * width(widget), y - up, steps=5)
    book.page.mouse.up()
    assert at(book, "w.fronts[0]") == pytest.approx((0.48, 0.89, 0, 1), abs=0.01)
    assert direction(widget, 1).is_visible(), "it is the chosen one"


def test_keys_shift_and_turn_and_stop_at_the_edge(book, widget):
    first = place(widget, 1)
    first.press("ArrowRight")
    first.press("ArrowUp")
    assert at(book, "w.fronts[0][:2]") == pytest.approx((0.4, 0.16))
    for _ in range(4):
        first.press("Shift+ArrowLeft")
    assert at(book, "w.fronts[0][:2]") == pytest.approx((0, 0.16))
    tip = direction(widget, 1)
    tip.press("ArrowUp")
    assert at(book, "w.fronts[0][2]") == 3
    tip.press("Shift+ArrowDown")
    assert at(book, "w.fronts[0][2]") == -27
    assert tip.get_attribute("aria-valuetext") == WORDS["degrees"].format(angle="−27")
    assert agrees(book, widget)


def test_typed_numbers_go_to_the_chosen_front(book, widget):
    place(widget, 4).focus()
    widget.get_by_text(WORDS["front"].format(k=4), exact=True).wait_for()
    for part, value in (("x", 0.3), ("y", 0.6), ("angle", 45), ("alpha", 1.5)):
        type_into(widget, WORDS[f"name_{part}"], value)
    assert at(book, "w.fronts[3]") == (0.3, 0.6, 45, 1.5)
    assert agrees(book, widget)
    type_into(widget, WORDS["name_alpha"], -7)
    assert at(book, "w.fronts[3][3]") == -2


def test_a_tower_and_its_arms(book, widget):
    preset = widget.get_by_label(WORDS["preset"], exact=True)
    for name, high in (("front", 1), ("ridge", 1), ("tower", 2), ("star", 4)):
        preset.select_option(name)
        assert at(book, "w.fronts") == at(book, f"w.presets[{name!r}]")
        assert heights(widget) == pytest.approx([0, high], abs=0.02)
        assert agrees(book, widget)


def test_fronts_come_and_go_and_own_ones_stay(book, widget):
    show(book, fronts=((0.3, 0.3, 10, 1.5),))
    assert widget.get_by_label(WORDS["preset"], exact=True).input_value() == "own"
    n = handle(widget, WORDS["n"])
    for _ in range(2):
        n.press("ArrowRight")
    assert at(book, "w.fronts") == ((0.3, 0.3, 10, 1.5), *at(book, "w.presets['star'][1:3]"))
    assert place(widget, 3).is_visible() and not place(widget, 4).is_visible()
    n.press("Home")
    assert at(book, "w.fronts") == ((0.3, 0.3, 10, 1.5),)


def test_steepness(book, widget):
    type_into(widget, WORDS["name_c"], 5)
    assert at(book, "w.c") == 5 and heights(widget)[1] < 1.5
    assert agrees(book, widget)


def test_a_second_layer_cuts_the_tower_out(book, widget):
    assert "(2)" in widget.locator(".ll-status").inner_text()
    shade = """canvas => {
        const { width, height } = canvas;
        const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
        let seen = 0;
        for (let k = 3; k < data.length; k += 4) seen += data[k] > 60;
        return seen / (width * height);
    }"""
    arms = widget.locator("canvas").evaluate(shade)
    widget.get_by_label(WORDS["second"].format(level="1.5"), exact=True).check()
    assert at(book, "w.second") is True and at(book, "w.level") == 1.5
    tower = widget.locator("canvas").evaluate(shade)
    # Two strips of width 0.24, and the square that they share.
    assert arms == pytest.approx(2 * 0.24 - 0.24**2, abs=0.06)
    assert tower == pytest.approx(0.24**2, abs=0.02)
    assert heights(widget) == pytest.approx([0, 1], abs=0.01) and agrees(book, widget)
    said = WORDS["two_layers"].format(m=4)
    assert said in widget.locator(".ll-status").inner_text()


def test_level_lines_and_fronts_fit_each_other(book, widget):
    """The first front alone: its level line at 1/2 is the front."""
    widget.get_by_label(WORDS["preset"], exact=True).select_option("front")
    book.settle()
    d = widget.locator(".wf-contour").get_attribute("d")
    xs = np.array([float(part.split()[0]) for part in d.replace("L", "M").split("M")[1:]])
    box = widget.locator("canvas").evaluate("canvas => canvas.offsetLeft")
    assert xs == pytest.approx(box + 0.38 * width(widget), abs=0.5) and len(xs) == 160
