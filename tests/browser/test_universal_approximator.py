"""UniversalApproximator, driven as a person would: bumps, a drawn target, training played."""

import numpy as np
import pytest

from lecturelib.widgets import UniversalApproximator
from tests.browser.helpers import handle, number, type_into
from tools.lab import middle

WIDGET = "UniversalApproximator()"


def bumps(book):
    book.settle()
    return np.array(eval(book.python("print(w.bumps)")))


def errors(widget):
    """The largest errors that are shown, of what is built and of what is trained."""
    return [
        text if text == "–" else number(text)
        for text in widget.locator(".ua-errors output").all_inner_texts()
    ]


def scale(widget):
    """Pixels for 1 of x and for 1 of y."""
    box = widget.locator(".ua-sheet").bounding_box()
    return box["width"], box["height"] / 3.24


def agrees(book, widget):
    book.settle()
    return errors(widget)[0] == pytest.approx(float(book.python("print(w.sup_error)")), abs=0.002)


def test_a_tops_height_is_dragged_and_nothing_else(book, widget):
    before = bumps(book)
    book.drag(handle(widget, "Height of bump 4"), 30, -round(scale(widget)[1] * 0.4))
    change = bumps(book) - before
    assert change[3, 2] == pytest.approx(0.4, abs=0.02)
    change[3, 2] = 0
    assert not change.any()
    assert agrees(book, widget)


def test_an_edge_is_dragged_up_to_the_other_edge(book, widget):
    handle(widget, "Height of bump 2").focus()
    edge, width = handle(widget, "Right edge of bump 2"), scale(widget)[0]
    book.drag(edge, round(0.1 * width), 40)
    assert bumps(book)[1] == pytest.approx([1 / 6, 1 / 3 + 0.1, 1], abs=0.005)
    assert agrees(book, widget)
    book.drag(edge, -round(0.9 * width), 0)
    left, right, _ = bumps(book)[1]
    assert left < right < left + 0.01


def test_a_whole_bump_is_dragged_by_its_body(book, widget):
    x, y = middle(handle(widget, "Height of bump 2"))
    width, high = scale(widget)
    book.page.mouse.move(x, y + 0.5 * high)
    book.page.mouse.down()
    book.page.mouse.move(x + 0.2 * width, y, steps=8)
    book.page.mouse.up()
    assert bumps(book)[1] == pytest.approx([1 / 6 + 0.2, 1 / 3 + 0.2, 1], abs=0.005)
    book.page.mouse.move(x + 0.2 * width, y + 0.25 * high)
    book.page.mouse.down()
    book.page.mouse.move(x + 2 * width, y, steps=8)
    book.page.mouse.up()
    left, right, _ = bumps(book)[1]
    assert right == 1.05 and right - left == pytest.approx(1 / 6, abs=0.005), (
        "it stops at the end with its width kept"
    )


def test_keys_shift_lift_and_stop_at_the_ends(book, widget):
    top = handle(widget, "Height of bump 1")
    top.press("ArrowDown")
    top.press("ArrowRight")
    assert bumps(book)[0] == pytest.approx([-0.04, 1 / 6 + 0.01, 0.45], abs=0.002)
    for _ in range(4):
        top.press("Shift+ArrowUp")
    assert bumps(book)[0, 2] == 1.5
    handle(widget, "Left edge of bump 1").press("Shift+ArrowLeft")
    assert bumps(book)[0, 0] == -0.05


def test_typed_numbers_go_to_the_chosen_bump(book, widget):
    handle(widget, "Height of bump 5").focus()
    widget.get_by_text("Bump 5", exact=True).wait_for()
    for name, value in (("height", "0.7"), ("left edge", "0.5"), ("right edge", "0.9")):
        type_into(widget, f"{name} of the chosen bump", value)
    assert list(bumps(book)[4]) == [0.5, 0.9, 0.7]
    assert agrees(book, widget)
    type_into(widget, "right edge of the chosen bump", 0.1)
    assert bumps(book)[4, 1] == 0.505, "no bump is turned inside out"


def test_a_target_is_drawn_with_the_mouse(book, widget):
    widget.get_by_role("button", name="Draw g").click()
    handle(widget, "Height of bump 1").wait_for(state="hidden")
    box = widget.locator(".ua-sheet").bounding_box()
    middle_y = box["y"] + box["height"] / 2
    book.page.mouse.move(box["x"] + 1, middle_y - 0.5 * scale(widget)[1])
    book.page.mouse.down()
    book.page.mouse.move(box["x"] + box["width"] - 1, middle_y + 0.5 * scale(widget)[1], steps=4)
    book.page.mouse.up()
    book.settle()
    heights = np.array(eval(book.python("print(w.heights)")))
    np.testing.assert_allclose(heights, np.linspace(0.5, -0.5, 101), atol=0.02)
    assert book.python("print(w.target)") == "own"
    np.testing.assert_allclose(bumps(book)[:, 2], heights[[8, 25, 42, 58, 75, 92]], atol=0.02)
    assert agrees(book, widget)
    widget.get_by_role("button", name="Draw g").click()
    handle(widget, "Height of bump 1").wait_for(state="visible")


def test_a_target_is_drawn_with_keys(book, widget):
    widget.get_by_role("button", name="Draw g").click()
    pen = handle(widget, "Pen")
    pen.press("Shift+ArrowUp")
    for _ in range(3):
        pen.press("ArrowRight")
    book.settle()
    heights = eval(book.python("print(w.heights)"))
    assert heights[50:54] == (0.5, 0.5, 0.5, 0.5) and heights[54] == pytest.approx(-0.2487)
    widget.get_by_role("button", name="Draw g").click()


def test_more_bumps_are_built_and_the_band_is_met(book, widget):
    assert "leaves the band" in widget.locator(".ll-status").inner_text()
    slider = widget.get_by_role("slider", name="bumps")
    slider.focus()
    for _ in range(7):
        slider.press("ArrowRight")
    book.wait("w.n", "13")
    book.settle()
    assert len(bumps(book)) == 13
    assert "m = 2 × 13 = 26 neurons" in widget.locator(".ua-top output").inner_text().replace(
        "\u2005", " "
    )
    assert errors(widget)[0] == pytest.approx(np.pi / 13, abs=0.005)
    assert "stays in the band" in widget.locator(".ll-status").inner_text()


def test_steepness_leads_from_sigmoid_to_step(book, widget):
    shown = {}
    for w in (10, 1000):
        type_into(widget, "weight w of every hidden neuron", w)
        assert agrees(book, widget)
        shown[w] = errors(widget)[0]
    assert book.python("print(w.activation)") == "sigmoid"
    widget.get_by_role("checkbox").check()
    assert agrees(book, widget)
    assert book.python("print(w.activation)") == "step"
    assert abs(shown[1000] - errors(widget)[0]) < 0.05 < abs(shown[10] - errors(widget)[0])


def test_soft_bumps_have_no_outline(book, widget):
    book.python("w.n = 24")
    book.settle()
    outline = "e => getComputedStyle(e).stroke"
    bump = widget.locator(".ua-bump").nth(3)
    assert bump.evaluate(outline) != "none"
    book.python("w.activation = 'sigmoid'")
    book.settle()
    assert bump.evaluate(outline) == "none"


def test_training_is_played_and_scrubbed(book, widget):
    assert errors(widget)[1] == "–"
    widget.get_by_role("button", name="Train 12 neurons").click()
    widget.locator(".ll-count").get_by_text("1000 / 1000", exact=True).wait_for()
    book.wait("w.frame", str(len(eval(book.python("print(w.run['epochs'])"))) - 1))
    best = errors(widget)[1]
    by_python = book.python(
        "from lecturelib.approximation import sup_error\nprint(sup_error(w.trained, w.g))"
    )
    assert best == pytest.approx(float(by_python), abs=0.002)
    assert best < 0.1 < errors(widget)[0]
    sent = book.messages
    scrub = widget.get_by_role("slider", name="Step", exact=True)
    scrub.evaluate("range => { range.value = 0; range.dispatchEvent(new Event('input')); }")
    book.settle()
    assert errors(widget)[1] > 0.5 and book.messages == sent, "a scrub sends nothing"
    handle(widget, "Height of bump 1").press("ArrowUp")
    book.settle()
    assert errors(widget)[1] > 0.5, "the bumps are another network"
    book.python("w.n = 4")
    book.settle()
    assert errors(widget)[1] == "–", "8 neurons were not trained"


def test_noise_fills_the_chart(book, widget):
    assert not widget.locator(".ua-chart").is_visible()
    book.python("w.noise = 0.3\nfor n in (24, 3):\n    w.n = n\n    w.train()")
    book.settle()
    assert widget.locator(".ua-chart").is_visible()
    for dots in widget.locator(".ua-chart path[style]:not(.ll-curve)").all():
        assert dots.get_attribute("d").count("M") == 2
    assert widget.locator(".ua-point").get_attribute("d").count("M") == 20
    _, training, test = eval(book.python("print(w.history[0])"))
    said = widget.locator(".ll-status").inner_text()
    assert f"{training:.3f} on the 20" in said and f"{test:.3f} on 500" in said


def test_build_again(book, widget):
    book.drag(handle(widget, "Height of bump 3"), 0, 60)
    assert bumps(book)[2, 2] < 0.4
    widget.get_by_role("button", name="Build again").click()
    assert [tuple(row) for row in bumps(book)] == list(UniversalApproximator().bumps)
