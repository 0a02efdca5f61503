"""UniversalApproximator, driven as a person would: bumps, a drawn target, training played."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.widgets import UniversalApproximator
from tests.browser.helpers import handle, number, press, type_into, wait_steps
from tools.lab import middle

WIDGET = "UniversalApproximator()"
WORDS, KIT = words.table("universal_approximator"), words.table("kit")
DRAW = WORDS["draw"].replace("$", "")


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


def top(widget, k):
    """The handle on the top of bump k, from 1."""
    return handle(widget, WORDS["top_of"].format(k=k))


def says(widget, key, **values):
    """Whether a line stands beneath, as far as it is words."""
    said = widget.locator(".ll-status").inner_text()
    return all(part in said for part in WORDS[key].format(**values).split("$")[::2])


def agrees(book, widget):
    book.settle()
    return errors(widget)[0] == pytest.approx(float(book.python("print(w.sup_error)")), abs=0.002)


def test_a_tops_height_is_dragged_and_nothing_else(book, widget):
    before = bumps(book)
    book.drag(top(widget, 4), 30, -round(scale(widget)[1] * 0.4))
    change = bumps(book) - before
    assert change[3, 2] == pytest.approx(0.4, abs=0.02)
    change[3, 2] = 0
    assert not change.any()
    assert agrees(book, widget)


def test_an_edge_is_dragged_up_to_the_other_edge(book, widget):
    top(widget, 2).focus()
    edge, width = handle(widget, WORDS["right_of"].format(k=2)), scale(widget)[0]
    book.drag(edge, round(0.1 * width), 40)
    assert bumps(book)[1] == pytest.approx([1 / 6, 1 / 3 + 0.1, 1], abs=0.005)
    assert agrees(book, widget)
    book.drag(edge, -round(0.9 * width), 0)
    left, right, _ = bumps(book)[1]
    assert left < right < left + 0.01


def test_a_whole_bump_is_dragged_by_its_body(book, widget):
    x, y = middle(top(widget, 2))
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
    first = top(widget, 1)
    first.press("ArrowDown")
    first.press("ArrowRight")
    assert bumps(book)[0] == pytest.approx([-0.04, 1 / 6 + 0.01, 0.45], abs=0.002)
    for _ in range(4):
        first.press("Shift+ArrowUp")
    assert bumps(book)[0, 2] == 1.5
    handle(widget, WORDS["left_of"].format(k=1)).press("Shift+ArrowLeft")
    assert bumps(book)[0, 0] == -0.05


def test_typed_numbers_go_to_the_chosen_bump(book, widget):
    top(widget, 5).focus()
    widget.get_by_text(WORDS["bump"].format(k=5), exact=True).wait_for()
    for part, value in (("height", "0.7"), ("left", "0.5"), ("right", "0.9")):
        type_into(widget, WORDS[f"name_{part}"], value)
    assert list(bumps(book)[4]) == [0.5, 0.9, 0.7]
    assert agrees(book, widget)
    type_into(widget, WORDS["name_right"], 0.1)
    assert bumps(book)[4, 1] == 0.505, "no bump is turned inside out"


def test_a_target_is_drawn_with_the_mouse(book, widget):
    press(widget, DRAW)
    top(widget, 1).wait_for(state="hidden")
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
    press(widget, DRAW)
    top(widget, 1).wait_for(state="visible")


def test_a_target_is_drawn_with_keys(book, widget):
    press(widget, DRAW)
    pen = handle(widget, WORDS["pen"])
    pen.press("Shift+ArrowUp")
    for _ in range(3):
        pen.press("ArrowRight")
    book.settle()
    heights = eval(book.python("print(w.heights)"))
    assert heights[50:54] == (0.5, 0.5, 0.5, 0.5) and heights[54] == pytest.approx(-0.2487)
    press(widget, DRAW)


def test_more_bumps_are_built_and_the_band_is_met(book, widget):
    assert says(widget, "outside", error="", x="1.00", epsilon="0.25")
    slider = handle(widget, WORDS["n"])
    slider.focus()
    for _ in range(7):
        slider.press("ArrowRight")
    book.wait("w.n", "13")
    book.settle()
    assert len(bumps(book)) == 13
    neurons = widget.locator(".ua-top output").inner_text().replace("\u2005", " ")
    assert neurons == WORDS["neurons"].format(n=13, m=26).replace("$", "")
    assert errors(widget)[0] == pytest.approx(np.pi / 13, abs=0.005)
    assert says(widget, "within")


def test_steepness_leads_from_sigmoid_to_step(book, widget):
    shown = {}
    for w in (10, 1000):
        type_into(widget, WORDS["name_w"], w)
        assert agrees(book, widget)
        shown[w] = errors(widget)[0]
    assert book.python("print(w.activation)") == "sigmoid"
    widget.get_by_label(WORDS["strict"], exact=True).check()
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
    press(widget, WORDS["train"].format(m=12))
    wait_steps(widget, "1000 / 1000")
    book.wait("w.frame", str(len(eval(book.python("print(w.run['epochs'])"))) - 1))
    best = errors(widget)[1]
    by_python = book.python(
        "from lecturelib.approximation import sup_error\nprint(sup_error(w.trained, w.g))"
    )
    assert best == pytest.approx(float(by_python), abs=0.002)
    assert best < 0.1 < errors(widget)[0]
    sent = book.messages
    scrub = handle(widget, KIT["scrub"])
    scrub.evaluate("range => { range.value = 0; range.dispatchEvent(new Event('input')); }")
    book.settle()
    assert errors(widget)[1] > 0.5 and book.messages == sent, "a scrub sends nothing"
    top(widget, 1).press("ArrowUp")
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
    shown = {"train": f"{training:.3f}", "test": f"{test:.3f}"}
    assert says(widget, "epoch_noise", epoch=3000, epochs=3000, **shown)


def test_build_again(book, widget):
    book.drag(top(widget, 3), 0, 60)
    assert bumps(book)[2, 2] < 0.4
    press(widget, WORDS["build"])
    assert [tuple(row) for row in bumps(book)] == list(UniversalApproximator().bumps)
