"""NeuronFiring's pairing to design, on a page that has anywidget's contract and nothing else."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.hebb import stdp
from tests.browser.bare import BarePage
from tests.browser.helpers import contrast_faults, handle, plain, press, type_into
from tools.cases import CASES

WORDS, KIT = words.table("neuron_firing"), words.table("kit")
CASE = next(case for case in CASES if case.name == "NeuronFiring")


@pytest.fixture(scope="module")
def bare(browser):
    bare = BarePage(browser, [CASE._replace(code="NeuronFiring('pairing')")])
    yield bare
    assert bare.errors == []
    bare.close()


@pytest.fixture
def pair(bare):
    return bare.fresh("NeuronFiring")


@pytest.fixture
def python(bare):
    return lambda: bare.python("NeuronFiring")


def spike(pair, cell):
    return handle(pair, WORDS["spike_of"].format(cell=cell))


def told(pair):
    return [plain(line) for line in pair.locator(".nf-key").all_text_contents()]


def after(w):
    """The strengths after all pairings, as the two lines must end."""
    return [f"{w.rules['start'] + w.changes[rule]:.3f}" for rule in ("hebb", "timing")]


def height(pair, rule):
    """A mark's place upright, in pixels."""
    return float(pair.locator(f".nf-mark.nf-{rule}").get_attribute("y"))


def test_the_hand_puts_b_before_a(bare, pair, python):
    before = {rule: height(pair, rule) for rule in ("hebb", "timing")}
    wide = pair.locator(".nf-line clipPath rect").evaluate("e => +e.getAttribute('width')")
    bare.drag(spike(pair, "A"), 20 * wide / 40, 0)
    w = python()
    assert w.times == (30, 20) and w.delay == -10
    assert plain(WORDS["b_first"].format(t=10)) in plain(pair.text_content())
    assert [line.split("≈")[-1].split("=")[-1] for line in told(pair)] == after(w)
    assert height(pair, "hebb") == before["hebb"] and height(pair, "timing") > before["timing"]


def test_only_the_delay_counts(bare, pair, python):
    first = told(pair)
    for cell in "AB":
        spike(pair, cell).press("Shift+ArrowRight")
    bare.frames()
    assert python().times == (20, 30) and told(pair) == first
    assert spike(pair, "B").get_attribute("aria-valuenow") == "30.00"


def test_keys_and_typed_numbers_stay_on_the_line(bare, pair, python):
    for key, wanted in (
        ("ArrowLeft", 9),
        ("ArrowUp", 10),
        ("Shift+ArrowDown", 0),
        ("ArrowLeft", 0),
    ):
        spike(pair, "A").press(key)
        bare.frames()
        assert python().times == (wanted, 20)
    spike(pair, "B").press("Enter")
    bare.page.keyboard.type("99")
    bare.page.keyboard.press("Enter")
    type_into(pair, WORDS["pairs"], 7)
    w = python()
    assert (w.times, w.pairs) == ((0, 40), 7)
    assert [line.split("≈")[-1].split("=")[-1] for line in told(pair)] == after(w)


def test_at_the_same_moment_neither_comes_first(bare, pair, python):
    type_into(pair, WORDS["time_of"].format(cell="B"), 10)
    bare.frames()
    assert python().delay == 0
    assert told(pair)[1] == plain(WORDS["by_timing_none"].format(start="0.500"))
    assert pair.locator(".nf-line .nf-middle").text_content() == ""


def test_other_delays_are_shown_when_asked(bare, pair, python):
    curves = pair.locator(".nf-pairing .ll-cols .ll-curve")
    assert curves.evaluate_all("all => all.map(e => e.getAttribute('d'))") == [""] * 4
    pair.get_by_role("checkbox").check()
    bare.frames()
    assert python().all_delays
    frame = pair.locator(".nf-pairing .ll-cols clipPath rect").evaluate(
        "e => ['x', 'y', 'width', 'height'].map(name => +e.getAttribute(name))"
    )
    left, top, width, high = frame
    for path in curves.evaluate_all("all => all.slice(2).map(e => e.getAttribute('d'))"):
        x, y = np.array([place.split() for place in path[1:].split("L")], float).T
        delays = 80 * (x - left) / width - 40
        drawn = 0.36 - 0.72 * (y - top) / high
        inside = np.abs(delays) > 0.1  # at 0 the curve jumps
        np.testing.assert_allclose(drawn[inside], 60 * stdp(delays[inside]), atol=0.003)


def test_python_moves_the_picture_and_reset_brings_it_back(bare, pair, python):
    first = told(pair)
    w = bare.kernel["NeuronFiring"]
    w.times, w.pairs = (5, 4), 10
    bare.page.evaluate("host.give('NeuronFiring', { times: [5, 4], pairs: 10 })")
    bare.frames()
    assert [line.split("≈")[-1].split("=")[-1] for line in told(pair)] == after(w)
    press(pair, KIT["reset"])
    python()
    assert told(pair) == first and w.times == (10, 20)


def test_it_takes_the_neurons_place_and_gives_it_back(bare, pair, python):
    assert pair.locator(".nf-scene").is_hidden() and pair.locator(".nf-line").is_visible()
    pair.get_by_role("combobox", name=WORDS["mode"]).select_option("hebb")
    w = python()
    assert w.mode == "hebb" and w.w == (1.1, 0.3, 0.3)
    assert pair.locator(".nf-scene").is_visible() and pair.locator(".nf-line").is_hidden()


def test_letters_can_be_read_and_nothing_is_cut_on_a_phone(bare, pair):
    for dark in ("", "background: #10161c; color: #d7dde3"):
        bare.style(dark)
        assert contrast_faults(bare.page) == []
    bare.page.set_viewport_size({"width": 390, "height": 844})
    bare.frames()
    wide = bare.page.evaluate("document.documentElement.scrollWidth")
    names = [name.bounding_box() for name in pair.locator(".nf-line .nf-value").all()]
    assert wide <= 390 and all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in names)
    bare.page.set_viewport_size({"width": 1280, "height": 720})
    bare.style("")
