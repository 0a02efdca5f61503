"""BackpropStepper with a network of two outputs: what is chosen, the quiz, and another shape."""

import re

import pytest

from lecturelib import words
from tests.browser.helpers import at, button, handle, number, press, show
from tests.browser.test_backprop_stepper import formula, texts

PAIR = """from lecturelib.network import Network
from lecturelib import widgets
pair = Network([2, 2, 2], bias=False)
pair.weights[0] = [[0.5, 2.3], [1.5, 3.0]]
pair.weights[1] = [[1.0, 1.0], [1.0, -1.0]]
w = widgets.BackpropStepper(pair, x=(1, 0.5), y=(4, -1), step=8)
w"""
WORDS = words.table("backprop_stepper")
# z = 1.25 and 3.8, a = 0.777 and 0.978 as in the lecture; errors -2 (y - y_hat) of the outputs.
SUM = "−0.500 = 0.173 × ( (−4.489)·1 + 1.598·1 )"


@pytest.fixture(scope="module")
def book(lab, browser):
    book = browser.open(lab, [PAIR], height=1000).ready()
    yield book
    assert book.errors == [] and book.strangers == []
    book.close()


def neuron(widget, layer, i):
    return widget.get_by_role("button", name=WORDS["neuron"].format(layer=layer, i=i), exact=True)


def weight(layer, j, i):
    return WORDS["weight"].format(layer=layer, j=j, i=i)


def shares(widget):
    return [number(text.strip("=\u2009")) for text in widget.locator(".bp-share").all_inner_texts()]


def on_edges(widget):
    """The bold numbers below the frames of weights, which are the shares while a sum is shown."""
    found = texts(widget, ".bp-slope.bp-fresh:not(:has(.ll-small))")
    return sorted(number(text) for text in found if re.fullmatch(r"−?[\d.]+", text))


def test_a_click_on_a_neuron_shows_the_sum_of_its_ways(book, widget):
    neuron(widget, 1, 1).click()
    book.settle()
    assert at(book, "w.chosen") == "n1" and at(book, "w.step") == 8
    assert formula(widget) == SUM and shares(widget) == [-4.489, 1.598]
    assert {-4.489, 1.598} <= set(on_edges(widget))
    assert widget.locator(".bp-lit").count() == 3, "the neuron and both ways"
    neuron(widget, 1, 2).click()
    book.settle()
    assert shares(widget) == [-4.489, -1.598]
    neuron(widget, 2, 1).click()
    book.settle()
    assert formula(widget) == "−4.489 = −2·(4−1.755)"


@pytest.mark.parametrize("key", ["Enter", " "])
def test_keys_choose_a_neuron_and_an_edge(book, widget, key):
    neuron(widget, 1, 1).press(key)
    book.settle()
    assert formula(widget) == SUM
    handle(widget, weight(2, 1, 2)).press(" ")
    book.settle()
    assert at(book, "w.chosen") == "w7"
    assert formula(widget) == "1.242 = 1.598 × 0.777"


def test_a_click_on_an_edge_shows_its_slope(book, widget):
    line = widget.locator(".bp-edge").nth(6).locator(".bp-hit")
    box = line.bounding_box()
    book.page.mouse.click(box["x"] + 40, box["y"] + box["height"] / 2)
    book.settle()
    assert at(book, "w.chosen") == "w5" and formula(widget) == "−3.489 = −4.489 × 0.777"
    measured = widget.locator(".bp-check").inner_text()
    assert number(measured.split()[-1]) == -3.489, "finite differences stand below"


def test_what_is_not_computed_yet_leads_to_its_step(book, widget):
    show(book, step=4)
    neuron(widget, 1, 1).click()
    assert at(book, "(w.step, w.chosen)") == (7, "n1")
    show(book, step=1)
    neuron(widget, 1, 2).click()
    assert at(book, "(w.step, w.chosen)") == (1, "n2"), "at this step it has a number of its own"
    assert formula(widget) == "3.800 = 2.3·1 + 3·0.5"
    press(widget, words.table("kit")["step"])
    assert at(book, "(w.step, w.chosen)") == (2, "")


def test_at_the_root_the_shares_cancel(book, widget):
    neuron(widget, 1, 1).click()
    handle(widget, weight(2, 1, 2)).press("Enter")
    field = widget.get_by_role("spinbutton", name=weight(2, 1, 2), exact=True)
    field.fill("1.6849")
    field.press("Enter")
    book.settle()
    assert sum(shares(widget)) == pytest.approx(0, abs=0.03)
    assert formula(widget).startswith(("0.000 =", "0.001 =", "−0.001 ="))


def test_dragging_a_frame_and_both_targets(book, widget):
    book.drag(handle(widget, weight(1, 2, 1)), 40, 0)
    assert at(book, "w.w[1]") == pytest.approx(1.9)
    handle(widget, WORDS["y_n"].format(n=2)).press("ArrowRight")
    assert at(book, "w.y") == (4.0, -0.95)


def answered(book, widget, value):
    field = widget.get_by_role("spinbutton", name=WORDS["answer"], exact=True)
    field.fill(str(value))
    field.press("Enter")
    book.settle()
    return widget.locator(".bp-said").inner_text()


def hidden_value(book):
    code = "__import__('lecturelib.widgets.backprop_stepper.question', fromlist=['x'])"
    return at(book, f"{code}.truth(w.hidden, w.network, *w._data(), w._order)")


def test_the_quiz_by_mouse(book, widget):
    begin = button(widget, WORDS["hide"])
    begin.click()
    book.settle()
    assert sum(text.endswith("?") for text in texts(widget, ".bp-number")) == 1
    assert widget.locator(".bp-formula").inner_text() == "", "the formula would tell it"
    truth, seed = hidden_value(book), at(book, "w.quiz[0]")
    said = answered(book, widget, round(truth + 1 + abs(truth), 3))
    assert at(book, "w.right") is False and f"{abs(truth):.3f}" in said
    assert widget.locator(".bp-formula > *").count() > 3, "with the formula as the reason"
    button(widget, WORDS["another"]).click()
    assert at(book, "w.quiz") == (seed + 1,)
    truth = hidden_value(book)
    said = answered(book, widget, round(truth, 3))
    assert at(book, "w.right") is True and WORDS["right"].split(",")[0] in said
    button(widget, WORDS["end"]).click()
    assert at(book, "w.quiz") == () and begin.evaluate("e => e === document.activeElement")


def test_the_quiz_by_keys_and_from_python(book, widget):
    button(widget, WORDS["hide"]).press("Enter")
    book.settle()
    assert book.page.locator(":focus").get_attribute("aria-label") == WORDS["answer"]
    book.page.keyboard.type(f"{hidden_value(book):.3f}")
    book.page.keyboard.press("Enter")
    book.settle()
    assert at(book, "w.right") is True
    assert book.page.locator(":focus").inner_text() == WORDS["another"]
    show(book, quiz=(5,))
    assert at(book, "w.hidden") == "g4"
    assert texts(widget, ".bp-slope").count("?") == 1
    show(book, quiz=(5, -0.065))
    assert at(book, "w.right") is True, "-0.130 x 0.5"
    press(widget, words.table("kit")["back"])
    assert at(book, "w.quiz") == (), "another step ends it"


def test_the_hidden_loss_is_not_drawn_either(book, widget):
    seed = next(
        seed for seed in range(99) if at(book, f"setattr(w, 'quiz', ({seed},)) or w.hidden") == "L"
    )
    show(book, quiz=(seed,))
    assert (
        widget.locator(".bp-side .ll-plane").evaluate("e => getComputedStyle(e).visibility")
        == "hidden"
    )
    assert "2.481" not in widget.inner_text()


def test_updates_play_in_the_page(book, widget):
    press(widget, WORDS["update"])
    assert at(book, "w.updates") == 1
    press(widget, WORDS["fifty"])
    widget.locator(".bp-after").filter(has_text=WORDS["after"].format(updates=51)).wait_for()
    assert at(book, "w.losses[-1]") < 1e-3


def test_the_largest_network_shows_weights_on_demand(notebook):
    book = notebook(
        "from lecturelib.network import Network\nfrom lecturelib.widgets import BackpropStepper\n"
        "w = BackpropStepper(Network((3, 4, 3, 2), 'tanh', seed=3))\nw",
        height=1000,
    )
    widget = book.ready().widget()
    frame = handle(widget, weight(2, 3, 1)).locator("rect")
    assert not frame.is_visible()
    handle(widget, weight(2, 3, 1)).focus()
    assert frame.is_visible()
    handle(widget, weight(2, 3, 1)).press("ArrowUp")
    assert at(book, "w.w[14]") == pytest.approx(
        at(book, "w.start_values['w'][14]") + 0.05, abs=0.006
    )
    neuron(widget, 1, 3).click()
    book.settle()
    assert len(shares(widget)) == 3 and at(book, "w.chosen") == "n3"
    assert frame.is_visible(), "it is one of the three ways"
    handle(widget, WORDS["bias"].format(layer=3, i=2)).press(" ")
    assert at(book, "(w.chosen, w.step)") == ("b9", 11)
    assert book.errors == []
