"""BackpropStepper, driven as a person would."""

import re

import numpy as np
import pytest

from lecturelib import words
from lecturelib.network import Network
from lecturelib.training import train
from tests.browser.helpers import at, button, handle, press, show, type_into
from tools.lab import middle

WIDGET = "BackpropStepper()"
WORDS, KIT = words.table("backprop_stepper"), words.table("kit")
ORDER = [0, 2, 1, 3, 4, 5]


def seen(widget, kind):
    """The numbers of a kind on the graph that can be seen."""
    return [
        last_number(text) for text in texts(widget, f".bp-{kind}") if re.search(r"\d\.\d", text)
    ]


def weight(n):
    return WORDS["w"].format(n=n)


def texts(widget, selector):
    return widget.locator(f".bp-graph {selector}").evaluate_all(
        """all => all.filter(e => getComputedStyle(e).visibility === 'visible')
            .map(e => e.textContent)"""
    )


def last_number(text):
    return float(re.search(r"-?[\d.]+$", text.replace("−", "-"))[0])


def formula(widget):
    """The row of numbers, left to right."""
    return " ".join(widget.locator(".bp-formula > [style*='grid-area: 3 ']").all_inner_texts())


def test_every_number_of_the_lecture(book, widget):
    show(book, step=15)
    assert sorted(seen(widget, "value")) == [0.777, 0.978, 1.25, 1.755, 3.8, 5.038]
    assert sorted(seen(widget, "slope")) == [
        -4.489,
        -4.391,
        -3.489,
        -0.777,
        -0.777,
        -0.389,
        -0.096,
        -0.096,
        -0.048,
    ]
    assert sorted(seen(widget, "measured")) == [-4.391, -3.489, -0.777, -0.389, -0.096, -0.048]
    show(book, step=16)
    assert sorted(seen(widget, "new")) == [0.578, 1.349, 1.439, 1.539, 2.31, 3.005]


STORY = [  # code line, what is lit, numbers of the formula
    (1, "z = x @ W1", 3, "1.250 = 0.5 × 1 + 1.5 × 0.5"),
    (4, "a = f(z)", 1, "0.978 = Γ(3.800)"),
    (5, "y_hat = a @ W2", 3, "1.755 = 1 × 0.777 + 1 × 0.978"),
    (6, "L = (y - y_hat) ** 2", 2, "5.038 = (4−1.755)²"),
    (7, "delta = -2 * (y - y_hat)", 2, "−4.489 = −2·(4−1.755)"),
    (8, "dW2 = delta * a", 1, "−3.489 = −4.489 × 0.777"),
    (9, "dW2 = delta * a", 1, "−4.391 = −4.489 × 0.978"),
    (10, "delta_h = delta * W2 * df(z)", 2, "−0.777 = −4.489 × 1 × 0.173"),
    (12, "dW1 = outer(x, delta_h)", 1, "−0.777 = −4.489 × 1 × 0.173 × 1"),
    (15, "dW1 = outer(x, delta_h)", 1, "−0.048 = −4.489 × 1 × 0.021 × 0.5"),
    (16, "W2 = W2 - s * dW2", 6, "1.349 = 1 − 0.1 × (−3.489)"),
]


@pytest.mark.parametrize("step, line, lit, numbers", STORY)
def test_each_step_marks_line_edge_and_term(book, widget, step, line, lit, numbers):
    show(book, step=step)
    assert widget.locator(".bp-now").first.inner_text() == line
    assert widget.locator(".bp-lit").count() == lit
    assert widget.locator(".bp-formula .bp-fresh").count() >= 2
    assert formula(widget) == numbers


@pytest.mark.parametrize(
    "step, numbers", [(6, "10.240 = (−3.2−(−6.400))²"), (7, "−6.400 = −2·(−3.2−(−6.400))")]
)
def test_a_negative_number_stands_in_brackets_after_a_minus(book, widget, step, numbers):
    book.python("w.w, w.x, w.y = (0, 0, 0, 0, -12.8, 0), (0, 0), -3.2")
    show(book, step=step)
    assert formula(widget) == numbers


@pytest.mark.parametrize("value", [9.999, -0.481, -7.274, -20.56, 123.45, -123.45, -12345.6, 0.125])
def test_numbers_stay_in_their_frames_and_off_the_labels(book, widget, value):
    book.python(f"w.w, w.x, w.y = ({value},) * 6, (0, 0), 4")
    show(book, step=6)
    inside = widget.locator(".bp-pill").evaluate_all("""pills => pills.map(pill => {
        const [frame, text] = [...pill.children].map(e => e.getBoundingClientRect());
        return Math.min(text.left - frame.left, frame.right - text.right);
    })""")
    assert min(inside) > 2
    if abs(value) < 1000:
        assert all(
            last_number(text) == pytest.approx(value, rel=0.005)
            for text in texts(widget, ".bp-pill")[:6]
        )
    frame = (
        handle(widget, weight(5)).locator("rect").evaluate("e => e.getBBox().x + e.getBBox().width")
    )
    assert frame + 3 < widget.locator(".bp-graph .bp-start").evaluate("e => e.getBBox().x"), (
        "the prediction stands clear of it"
    )


def test_the_button_that_is_asked_for_keeps_its_look_under_the_mouse(book, widget):
    show(book, step=16)
    update = button(widget, WORDS["update"])
    look = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    before = update.evaluate(look)
    update.hover()
    assert update.evaluate(look) == before
    assert before != button(widget, WORDS["fifty"]).evaluate(look)


def test_stepping_shows_one_more_number_and_takes_it_back(book, widget):
    def count():
        return len(seen(widget, "value")) + len(seen(widget, "slope"))

    step, back = button(widget, KIT["step"]), button(widget, KIT["back"])
    shown = count()
    for k in range(9):
        step.click()
        book.settle()
        assert count() == shown + k + 1
    assert at(book, "w.step") == 15
    for _ in range(9):
        back.click()
    book.settle()
    assert count() == shown and at(book, "w.step") == 6


def test_scrubbing_sends_nothing_until_release(book, widget):
    scrub = handle(widget, KIT["scrub"])
    box = scrub.bounding_box()
    book.page.mouse.move(box["x"] + 4, box["y"] + box["height"] / 2)
    book.page.mouse.down()
    book.settle()
    sent = book.messages
    book.page.mouse.move(box["x"] + box["width"] - 4, box["y"] + box["height"] / 2, steps=15)
    book.settle()
    assert book.messages == sent and widget.get_attribute("data-phase") == "update"
    book.page.mouse.up()
    assert at(book, "w.step") == 16


def test_dragging_a_weight_moves_every_number_that_hangs_on_it(book, widget):
    show(book, step=15)
    before = seen(widget, "slope")
    book.drag(handle(widget, weight(5)), 60, 0)
    assert at(book, "w.w[4]") == pytest.approx(1.6)
    gradient = at(book, "w.gradient.round(3)")
    after = seen(widget, "slope")
    assert len(after) == len(before) and all(a != b for a, b in zip(before, after, strict=True))
    assert set(gradient) <= set(after)
    assert last_number(
        widget.get_by_role("status").filter(has_text=re.compile(r"^\d\.\d{3}$")).inner_text()
    ) == pytest.approx(at(book, "w.losses[-1]"), abs=5e-4)


@pytest.mark.parametrize(
    "name, trait", [(weight(2), "w.w[1]"), (WORDS["x"].format(n=1), "w.x[0]"), (WORDS["y"], "w.y")]
)
def test_hand_keys_and_typing(book, widget, name, trait):
    start, pill = at(book, trait), handle(widget, name)
    field = widget.get_by_role("spinbutton", name=name, exact=True)
    book.drag(pill, -40, 0)
    assert at(book, trait) == pytest.approx(start - 0.4)
    assert not field.is_visible(), "a drag is not a click"
    book.drag(pill, 0, -40)
    assert at(book, trait) == pytest.approx(start), "up is more"
    pill.press("ArrowRight")
    pill.press("Shift+ArrowDown")
    assert at(book, trait) == pytest.approx(start - 0.45)
    pill.click()
    field.fill("-2.125")
    field.press("Enter")
    assert at(book, trait) == -2.125 and not field.is_visible()
    assert pill.get_attribute("aria-valuetext") == "−2.125"
    assert pill.evaluate("e => e === document.activeElement")
    pill.press("Enter")
    field.fill("7")
    field.press("Escape")
    assert at(book, trait) == -2.125
    pill.click()
    field.fill("99")
    field.press("Enter")
    assert at(book, trait) == 20, "pulled into what can be shown"


def test_touch(book, widget):
    book.touch_drag(handle(widget, weight(5)), 50, 0)
    assert at(book, "w.w[4]") == pytest.approx(1.5)


def test_update_takes_the_step_that_was_announced(book, widget):
    show(book, step=16)
    announced = seen(widget, "new")
    press(widget, WORDS["update"])
    assert at(book, "w.updates") == 1
    assert sorted(round(value, 3) for value in at(book, "w.w")) == sorted(announced)
    assert widget.locator(".bp-after").inner_text() == WORDS["after_1"]


def test_fifty_times(book, widget):
    press(widget, WORDS["fifty"])
    widget.locator(".bp-after").filter(has_text=WORDS["after"].format(updates=50)).wait_for()
    network = Network((2, 2, 1), bias=False)
    network.theta = np.array([0.5, 2.3, 1.5, 3, 1, 1])
    train(network, [[1, 0.5]], [4], batch_size=1, epochs=50, learning_rate=0.1)
    assert at(book, "w.w") == pytest.approx(network.theta[ORDER], abs=1e-12)
    drawn = re.findall(r"[\d.]+ ([\d.]+)", widget.locator(".ll-curve").get_attribute("d"))
    heights = [float(y) for y in drawn]
    assert len(heights) == 51 and heights == sorted(heights), (
        "the loss falls: down the screen is more"
    )


def test_the_dot_goes_back_along_the_updates(book, widget):
    book.python("w.update(10)")
    book.settle()
    dot = handle(widget, WORDS["updates"])
    dot.press("ArrowLeft")
    assert at(book, "w.updates") == 9
    box = widget.locator(".ll-plane").bounding_box()
    x, y = middle(dot)
    book.drag(dot, box["x"] - x, 0)
    assert at(book, "w.updates") == 0 and at(book, "w.w") == (0.5, 1.5, 2.3, 3, 1, 1)
    book.drag(handle(widget, weight(1)), 30, 0)
    assert at(book, "w.run") == {}, "moved by hand, the run does not lead here"


def test_a_hand_stops_the_fifty(book, widget):
    press(widget, WORDS["fifty"])
    book.page.wait_for_timeout(700)
    book.drag(handle(widget, weight(1)), 50, 0)
    held = at(book, "w.w")
    book.page.wait_for_timeout(500)
    assert at(book, "w.w") == held and at(book, "w.updates") == 0


def test_learning_rate(book, widget):
    show(book, step=16)
    type_into(widget, WORDS["s"], 0.2)
    assert at(book, "w.s") == 0.2
    assert 1.698 in seen(widget, "new"), "w5 - 0.2 (-3.489)"


def test_without_a_kernel_it_steps_and_says_what_it_cannot_do(notebook):
    book = notebook(f"from lecturelib import widgets\nw = widgets.{WIDGET}\nw", height=1000)
    widget = book.widget()
    book.python("w.update(3)")
    book.restart()
    widget.locator(".ll-notice").filter(has_text=KIT["kernel_gone"]).wait_for()
    before, after = seen(widget, "value"), widget.locator(".bp-after")
    assert after.inner_text() == WORDS["after"].format(updates=3)
    book.drag(handle(widget, weight(5)), 50, 0)
    press(widget, KIT["step"])
    book.settle()
    assert seen(widget, "value") != before and len(seen(widget, "slope")) == 1
    assert after.inner_text() == WORDS["after_0"], "the run does not lead here"
    for name in (WORDS["update"], WORDS["fifty"], KIT["reset"]):
        assert button(widget, name).is_disabled()


def test_nothing_left_loopback_and_no_console_error(book, widget):
    assert book.strangers == [] and book.errors == []
