"""Every widget on a page without Jupyter: anywidget's contract, colours, widths, scales."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from lecturelib import palette
from tests.browser.bare import BarePage
from tests.browser.helpers import contrast_faults
from tools.cases import CASES

NAMES = [case.name for case in CASES]
# A page that is light, one that is dark, and one that leaves it to the system.
LIGHT, DARK, EITHER = "", "background: #10161c; color: #d7dde3", "color-scheme: light dark"
SLIDERS = "[role=slider]:not([visibility=hidden])"


@pytest.fixture(scope="module")
def bare(browser):
    bare = BarePage(browser, CASES)
    yield bare
    assert bare.errors == []
    bare.close()


@pytest.fixture(autouse=True)
def afresh(bare):
    bare.style("")


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_drag_sets_the_trait_and_saves_it(bare, case):
    handle = bare.widget(case.name).get_by_role("slider", name=case.handle)
    before = handle.get_attribute("aria-valuenow")
    scrolls = "handle => handle.dispatchEvent(new TouchEvent('touchmove', { cancelable: true }))"
    assert not handle.evaluate(scrolls)
    bare.drag(handle, 50, -30)
    bare.answer(case.name)
    shown = float(handle.get_attribute("aria-valuenow"))
    assert shown != float(before)
    assert eval(case.value, {"w": bare.kernel[case.name]}) == pytest.approx(shown, abs=0.006)


def painted(bare, name):
    """The colours in a widget's first canvas, less those that are hardly to be seen."""
    colours = (
        bare.widget(name)
        .locator("canvas")
        .first.evaluate("""canvas => {
        const { width, height } = canvas;
        const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
        const seen = new Set();
        for (let k = 0; k < data.length; k += 4) {
            if (data[k + 3] > 20) seen.add(`${data[k]} ${data[k + 1]} ${data[k + 2]}`);
        }
        return [...seen];
    }""")
    )
    return np.array([colour.split() for colour in colours], dtype=int)


@pytest.mark.parametrize(
    "system, page, dark",
    [
        ("light", LIGHT, False),
        ("light", DARK, True),
        ("dark", LIGHT, False),
        ("dark", EITHER, True),
    ],
)
def test_colours_go_with_the_page(bare, system, page, dark):
    bare.page.emulate_media(color_scheme=system)
    bare.style(page)
    colours = palette.DARK if dark else palette.LIGHT
    wanted = [list(bytes.fromhex(colours[name][1:])) for name in ("pos", "neg")]
    for name in ("XorNetwork", "RegularizationTimeline"):
        distance = np.abs(painted(bare, name)[:, None] - wanted).max(axis=2)
        assert distance.min(axis=1).max() <= 8, "translucent pixels are stored with an error"
        assert set(distance.argmin(axis=1)) == {0, 1}


@pytest.mark.parametrize("page", [LIGHT, DARK])
def test_contrast(bare, page):
    bare.style(page)
    bare.page.evaluate("host.give('BackpropStepper', { step: 8 })")  # an error runs backwards
    bare.frames()
    assert contrast_faults(bare.page) == []


def test_a_plane_narrower_than_its_margins_draws_nothing(bare):
    state = """planes => planes.map(plane => [
        plane.clientWidth > 44 && plane.clientHeight > 44,
        getComputedStyle(plane.querySelector("svg")).visibility === "visible",
    ])"""
    planes = bare.page.locator(".ll-plane")
    before = planes.evaluate_all(state)
    bare.page.add_style_tag(content=".narrow > div { width: 16px; overflow: hidden }")
    bare.page.evaluate("document.body.className = 'narrow'")
    bare.frames()
    narrow = planes.evaluate_all(state)
    assert all(fits == visible for fits, visible in narrow)
    assert sum(visible for _, visible in narrow) < 3 < len(narrow)
    bare.page.evaluate("document.body.className = ''")
    bare.frames()
    assert planes.evaluate_all(state) == before


def test_what_browsers_draw_in_ways_of_their_own(bare):
    """Firefox' ranges are wider than others'; WebKit cuts the hats off letters with an opacity."""
    wide = "all => all.filter(e => e.computedStyleMap().get('width').toString() === 'auto').length"
    assert bare.page.locator(".ll input[type=range], .ll input[type=number]").count() > 40
    assert (
        bare.page.locator(".ll input[type=range], .ll input[type=number]").evaluate_all(wide) == 0
    )
    pale = """all => all.filter(letters => {
        for (let e = letters; e.tagName !== "svg"; e = e.parentElement) {
            if (getComputedStyle(e).opacity !== "1") return true;
        }
        return false;
    }).map(letters => letters.outerHTML)"""
    assert bare.page.locator(".ll svg text").evaluate_all(pale) == []


def test_a_hat_keeps_off_the_fractions_line(bare):
    bare.page.evaluate("host.give('BackpropStepper', { step: 7 })")
    bare.frames()
    fraction = bare.widget("BackpropStepper").locator(".bp-fraction").first
    picture = Image.open(BytesIO(fraction.screenshot()))
    inked = (np.asarray(picture.convert("L")) < 190).sum(axis=1)
    line = inked.argmax()
    assert inked[line] > 0.8 * picture.width
    assert 2 < inked[line + 2 :].nonzero()[0][0] < 12


# Drags every handle, each from the same start; what it says then.
DRAGS = """async ([name, scale]) => {
    const frame = () => new Promise(requestAnimationFrame);
    const said = [];
    const handles = "[role=slider]:not([visibility=hidden])";
    host.reset(name);
    await frame();
    for (const handle of document.querySelectorAll(`#${name} ${handles}`)) {
        const own = { setPointerCapture: () => {}, hasPointerCapture: () => true };
        Object.assign(handle, own);
        const box = handle.getBoundingClientRect();
        const send = (type, dx, dy) => handle.dispatchEvent(new PointerEvent(type, {
            clientX: box.x + box.width / 2 + scale * dx,
            clientY: box.y + box.height / 2 + scale * dy,
        }));
        send("pointerdown", 0, 0);
        send("pointermove", 20, -12);
        await frame();
        said.push([handle.ariaLabel, Number(handle.ariaValueNow)]);
        send("lostpointercapture", 0, 0);
        await new Promise((done) => setTimeout(done, 70)); // what the hand set has gone out
        host.reset(name);
        await frame();
        for (const key of Object.keys(own)) delete handle[key];
    }
    return said;
}"""
SCALES = [
    ("transform: scale(0.8)", 0.8),
    ("transform: scale(1.25)", 1.25),
    ("zoom: 0.67", 0.67),
    ("zoom: 1.5", 1.5),
]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_handles_stay_under_the_pointer_at_any_scale(bare, case):
    bare.page.add_style_tag(content="body > div { width: 760px }")
    bare.show_again(case.name)
    plain = bare.page.evaluate(DRAGS, [case.name, 1])
    look = f"css => {{ document.getElementById({case.name!r}).style.cssText = css }}"
    for css, scale in SCALES:
        assert bare.show_again(case.name) == 0, "listeners that the view has left"
        bare.page.evaluate(look, f"{css}; transform-origin: 0 0")
        bare.frames()
        scaled = bare.page.evaluate(DRAGS, [case.name, scale])
        assert [name for name, _ in scaled] == [name for name, _ in plain]
        for (name, now), (_, wanted) in zip(scaled, plain, strict=True):
            assert now == pytest.approx(wanted, rel=0.01, abs=0.03), (name, css)
