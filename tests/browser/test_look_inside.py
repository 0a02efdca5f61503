"""DigitPad's look inside, on a page that has anywidget's contract and nothing else."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.datasets import digits
from tests.browser.bare import BarePage
from tests.browser.helpers import contrast_faults, handle, number, type_into
from tools.cases import CASES

WORDS = words.table("digit_pad")
CASE = next(case for case in CASES if case.name == "DigitPad")
X, y = digits()


@pytest.fixture(scope="module")
def bare(browser):
    bare = BarePage(browser, [CASE._replace(code="DigitPad(inside=True, neuron=3)")])
    yield bare
    assert bare.errors == []
    bare.close()


@pytest.fixture
def pad(bare):
    return bare.fresh("DigitPad")


@pytest.fixture
def python(bare):
    return lambda: bare.python("DigitPad")


def numbers(pad, selector):
    return [number(text) for text in pad.locator(selector).all_text_contents()]


def maps(pad, selector):
    """What the canvases of 8 x 8 pixels hold: an array (n, 64, 4)."""
    data = pad.locator(selector).evaluate_all(
        "all => all.map(e => [...e.getContext('2d').getImageData(0, 0, 8, 8).data])"
    )
    return np.array(data).reshape(len(data), 64, 4)


def agrees(pad, w):
    """What is shown of the open neuron is what Python has of it."""
    np.testing.assert_allclose(numbers(pad, ".pad-neuron span"), w.activations, atol=0.00501)
    np.testing.assert_allclose(numbers(pad, ".pad-votes output"), w.votes, atol=0.00501)
    W, b = w._network.weights[0][:, w.neuron], w._network.biases[0][w.neuron]
    sum_, z = W @ np.array(w.image), W @ np.array(w.image) + b
    told = pad.locator(".pad-sums output").nth(1).text_content().replace("−", "-")
    assert f"{sum_:.2f}"[:-1] in told and f"{z:.2f}"[:-1] in told


def test_it_is_closed_until_asked_for(bare, pad, python):
    pad.get_by_role("checkbox", name=WORDS["look_inside"]).uncheck()
    bare.frames()
    assert not python().inside
    assert pad.locator(".pad-inside").is_hidden() and pad.locator(".pad-hint").is_visible()
    pad.get_by_role("checkbox", name=WORDS["look_inside"]).check()
    bare.frames()
    assert python().inside and pad.locator(".pad-inside").is_visible()


def test_all_neurons_and_the_open_one_are_pythons(bare, pad, python):
    agrees(pad, python())
    W = python()._network.weights[0]
    small = maps(pad, ".pad-neuron canvas")
    assert len(small) == 16
    cover = np.minimum(1, np.abs(W.T) / (np.abs(W).max() / 2))
    np.testing.assert_allclose(small[:, :, 3] / 255, cover, atol=0.003)
    seen = small[:, :, 3] > 100  # translucent pixels are stored with an error
    assert ((small[:, :, 2] > small[:, :, 0]) == (W.T > 0))[seen].all()
    w, x, wx = maps(pad, ".pad-opened canvas")[:, :, 3] / 255
    np.testing.assert_allclose(w, cover[3], atol=0.003)
    np.testing.assert_allclose(x, python().image, atol=0.003)
    product = np.abs(W[:, 3] * python().image) / (np.abs(W).max() / 2)
    np.testing.assert_allclose(wx, np.minimum(1, product), atol=0.003)


def test_a_click_and_the_arrows_open_a_neuron(bare, pad, python):
    pad.locator(".pad-neuron").nth(10).click()
    bare.frames()
    assert python().neuron == 10
    agrees(pad, python())
    grid = handle(pad, WORDS["neurons"])
    columns = pad.locator(".pad-neurons").evaluate(
        "e => getComputedStyle(e).gridTemplateColumns.split(' ').length"
    )
    grid.focus()
    for key, wanted in (("ArrowLeft", 9), ("ArrowRight", 10), ("ArrowUp", max(0, 10 - columns))):
        bare.page.keyboard.press(key)
        bare.frames()
        assert python().neuron == wanted
    bare.page.keyboard.press("Enter")
    bare.page.keyboard.type("99")
    bare.page.keyboard.press("Enter")
    bare.frames()
    assert python().neuron == 15 and grid.get_attribute("aria-valuenow") == "15"
    assert pad.locator(".pad-neuron").nth(15).get_attribute("class").split()[-1] == "pad-open"


def test_it_is_one_stop_of_the_tab_key(pad):
    stops = pad.locator(".pad-neurons").evaluate(
        "e => [e, ...e.querySelectorAll('*')].filter(one => one.tabIndex >= 0).length"
    )
    assert stops == 1


def test_it_follows_the_pen_and_python(bare, pad, python):
    before = numbers(pad, ".pad-neuron span")
    box = pad.locator(".pad-area").bounding_box()
    bare.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    bare.page.mouse.down()
    bare.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 120, steps=6)
    bare.frames()
    assert numbers(pad, ".pad-neuron span") != before, "before the pen is lifted"
    bare.page.mouse.up()
    agrees(pad, python())
    bare.page.evaluate(f"host.give('DigitPad', {{ image: {X[5].tolist()}, neuron: 7 }})")
    w = bare.kernel["DigitPad"]
    w.image, w.neuron = X[5], 7
    bare.frames()
    agrees(pad, w)


def test_a_pixel_is_multiplied_under_the_cursor(bare, pad, python):
    type_into(pad, WORDS["pixel_name"], 28)
    bare.frames()
    w = python()
    weight, ink = w._network.weights[0][28, 3], w.image[28]
    told = pad.locator(".pad-sums output").first.text_content().replace("−", "-")
    assert all(f"{value:.2f}" in told for value in (weight, ink, weight * ink))
    places = pad.locator(".pad-mark").evaluate_all("all => all.map(e => e.style.cssText)")
    assert places == ["left: 50%; top: 37.5%;"] * 3


def test_letters_can_be_read_and_nothing_is_cut_on_a_phone(bare, pad):
    for look in ("", "background: #10161c; color: #d7dde3"):
        bare.style(look)
        assert contrast_faults(bare.page) == []
    colours = [pad.locator(".pad-scale").evaluate("e => getComputedStyle(e).backgroundImage")]
    bare.style("")
    colours.append(pad.locator(".pad-scale").evaluate("e => getComputedStyle(e).backgroundImage"))
    assert colours[0] == colours[1], "the same on a light page and on a dark one"
    bare.page.set_viewport_size({"width": 390, "height": 844})
    bare.frames()
    assert bare.page.evaluate("document.documentElement.scrollWidth") <= 390
    bare.page.set_viewport_size({"width": 1280, "height": 720})
