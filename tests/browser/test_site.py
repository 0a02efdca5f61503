"""Pages without Python, opened from a disk: every widget lives, and plays what was recorded."""

import pytest

from lecturelib import words
from tests.browser.helpers import all_faults, button, press, steps
from tests.browser.site import PLAYED, Opened
from tools.cases import CASES
from tools.lab import middle

PAGES, KIT = words.table("pages"), words.table("kit")


@pytest.fixture(scope="module")
def opened(site, browser):
    opened = Opened(browser, site / "all.html")
    yield opened
    opened.page.close()
    assert opened.errors == [] and opened.strangers == []


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case.name for case in CASES])
def test_a_widget_follows_mouse_and_keys_and_goes_back(opened, number):
    widget = opened.widget(number)
    handle = widget.get_by_role("slider", name=CASES[number].handle)
    start = handle.get_attribute("aria-valuenow")
    x, y = middle(handle)
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    opened.page.mouse.move(x + 30, y - 20, steps=4)
    opened.page.mouse.up()
    opened.page.wait_for_function(
        "([e, start]) => e.getAttribute('aria-valuenow') !== start",
        arg=[handle.element_handle(), start],
    )
    dragged = handle.get_attribute("aria-valuenow")
    handle.focus()
    for key in ("ArrowRight", "ArrowUp"):
        opened.page.keyboard.press(key)
    opened.page.wait_for_function(
        "([e, dragged]) => e.getAttribute('aria-valuenow') !== dragged",
        arg=[handle.element_handle(), dragged],
    )
    press(widget, KIT["reset"])
    opened.page.wait_for_function(
        "([e, start]) => e.getAttribute('aria-valuenow') === start",
        arg=[handle.element_handle(), start],
    )
    assert KIT["kernel_gone"] not in widget.text_content()


@pytest.mark.parametrize("name", PLAYED)
def test_what_was_recorded_is_played(opened, name):
    widget = opened.widget([case.name for case in CASES].index(name))
    press(widget, KIT["reset"])
    opened.page.wait_for_timeout(200)
    before = steps(widget)
    press(widget, KIT["step"])
    opened.page.wait_for_function(
        "([e, before]) => e.textContent !== before",
        arg=[widget.locator(".ll-count").element_handle(), before],
    )
    assert widget.locator(".ll-notice").text_content() == ""


def test_two_that_ask_for_the_same_at_once_are_both_answered(site, browser):
    """Both wait for one file; each was to get it."""
    opened = Opened(browser, site / "twins.html")
    before = [steps(opened.widget(number)) for number in (0, 1)]
    opened.page.evaluate(
        """label => {
            for (const one of document.querySelectorAll(`.ll button[aria-label="${label}"]`)) {
                one.click();
            }
        }""",
        KIT["step"],
    )
    opened.page.wait_for_timeout(1000)
    assert [steps(opened.widget(number)) for number in (0, 1)] == [steps(opened.widget(0))] * 2
    assert steps(opened.widget(0)) not in before
    opened.page.close()


def test_a_run_that_a_hand_has_left_is_no_longer_told_of(opened):
    table = words.table("backprop_stepper")
    widget = opened.widget([case.name for case in CASES].index("BackpropStepper"))
    press(widget, KIT["reset"])
    press(widget, table["fifty"])
    far = widget.locator(".ll-axes").get_by_text("40", exact=True)
    far.wait_for()
    widget.get_by_text(table["after"].format(updates=50)).wait_for()
    widget.get_by_role("slider", name=table["w"].format(n=5)).focus()
    opened.page.keyboard.press("ArrowRight")
    widget.get_by_text(table["after_0"]).wait_for()
    far.wait_for(state="hidden")
    press(widget, KIT["reset"])


def test_what_was_not_recorded_says_so(opened):
    widget = opened.widget([case.name for case in CASES].index("PerceptronPlane"))
    press(widget, KIT["reset"])
    field = widget.get_by_role("spinbutton").nth(1)
    field.fill("0.77")
    field.press("Enter")
    press(widget, KIT["play"])
    widget.locator(".ll-notice").get_by_text(KIT["needs_python"]).wait_for()
    press(widget, KIT["reset"])


def test_the_switch_changes_light_and_dark(opened):
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = opened.page.evaluate(paper)
    opened.page.get_by_role("button", name=PAGES["theme"]).click()
    assert opened.page.evaluate(paper) != light
    opened.page.get_by_role("button", name=PAGES["theme"]).click()
    assert opened.page.evaluate(paper) == light


def test_a_link_opens_the_page_with_the_widget_as_it_was(site, browser, opened):
    number = [case.name for case in CASES].index("PerceptronPlane")
    widget = opened.widget(number)
    field = widget.get_by_role("spinbutton").nth(1)
    field.fill("0.77")
    field.press("Enter")
    button(opened.page.locator(".widget").nth(number), PAGES["link"]["copy"]).click()
    opened.page.get_by_text(PAGES["link"]["address"]).or_(
        opened.page.get_by_text(PAGES["link"]["copied"])
    ).wait_for()
    address = opened.page.url
    other = Opened(browser, site / "all.html", hash=address.partition("#")[2])
    again = other.widget(number)
    assert again.get_by_role("spinbutton").nth(1).input_value() == "0.77"
    assert again.get_by_role("spinbutton").nth(2).input_value() == "0.50"
    # The page stays, its address changes, as when a link is pasted.
    other.page.evaluate("location.hash = '#top'")
    press(again, KIT["reset"])
    other.page.evaluate("hash => location.hash = hash", address.partition("#")[2])
    other.page.wait_for_function(
        "field => field.value === '0.77'",
        arg=again.get_by_role("spinbutton").nth(1).element_handle(),
    )
    assert other.errors == []
    other.page.close()
    press(widget, KIT["reset"])


def test_the_contents_mark_what_is_read(site, browser):
    opened = Opened(browser, site / "all.html", viewport={"width": 1280, "height": 700})
    assert opened.page.locator(".contents details").get_attribute("open") is not None
    for name in (CASES[3].name, CASES[1].name):
        opened.page.locator(".contents").get_by_role("link", name=name).click()
        opened.page.locator(".contents [aria-current]").get_by_text(name).wait_for()
        assert opened.page.locator(".contents [aria-current]").count() == 1
    opened.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("file", ["all.html", "twins.html", "index.html"])
def test_axe_finds_no_fault(site, browser, scheme, file):
    opened = Opened(browser, site / file, color_scheme=scheme)
    opened.page.wait_for_timeout(300)
    assert all_faults(opened.page) == []
    opened.page.close()


def test_handles_can_be_held_by_a_thumb(site, browser):
    opened = Opened(
        browser,
        site / "all.html",
        viewport={"width": 390, "height": 800},
        has_touch=True,
        is_mobile=True,
    )
    sizes = opened.page.locator(".ll-handle .ll-hit").evaluate_all(
        """hits => hits.filter(hit => hit.checkVisibility({ visibilityProperty: true }))
            .map(hit => { const { width, height } = hit.getBoundingClientRect();
                          const { className } = hit.closest(".ll");
                          return [Math.round(Math.min(width, height)), className]; })"""
    )
    assert len(sizes) >= len(CASES) - 1
    assert [each for each in sizes if each[0] < 44] == []
    opened.page.close()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 768)])
def test_slides_fit_and_follow_the_keys(site, browser, size):
    opened = Opened(browser, site / "all.html", viewport={"width": size[0], "height": size[1]})
    page = opened.page
    page.keyboard.press("p")
    for number, case in enumerate(CASES, 1):
        now = page.locator("section.now")
        assert case.name in now.first.text_content()
        boxes = [section.bounding_box() for section in now.all()]
        assert boxes[0]["y"] >= 0 and boxes[-1]["y"] + boxes[-1]["height"] <= size[1]
        assert page.evaluate("location.hash") == f"#slides/{now.first.get_attribute('id')}"
        page.keyboard.press("Space" if number % 2 else "PageDown")
    page.keyboard.press("Home")
    page.locator("section.now [role=slider]").first.focus()
    page.keyboard.press("PageDown")
    assert CASES[1].name in page.locator("section.now").first.text_content()
    page.keyboard.press("PageUp")
    assert CASES[0].name in page.locator("section.now").first.text_content()
    page.keyboard.press("b")
    assert not page.locator("section.now").first.is_visible()
    page.keyboard.press("Escape")
    assert page.locator("main section").last.is_visible()
    assert opened.errors == []
    page.close()


def test_the_speaker_has_the_notes_and_the_room_has_not(site, browser):
    opened = Opened(browser, site / "all.html")
    opened.page.keyboard.press("p")
    with opened.page.expect_popup() as popup:
        button(opened.page, PAGES["notes"]).click()
    assert "Say it slowly." in popup.value.locator("#notes").text_content()
    assert CASES[1].name in popup.value.locator("#next").text_content()
    assert not opened.page.get_by_text("Say it slowly.").is_visible()
    opened.page.close()


@pytest.mark.parametrize("width", [360, 390, 430])
def test_a_phone_shows_no_page_wider_than_itself(site, browser, width):
    for file in ("all.html", "index.html"):
        opened = Opened(browser, site / file, viewport={"width": width, "height": 800})
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
        assert opened.page.locator(".contents [open]").count() == 0
        opened.page.close()


@pytest.mark.parametrize("width", range(360, 1080, 90))
def test_no_widget_is_wider_than_its_place(site, browser, width):
    opened = Opened(browser, site / "all.html", viewport={"width": width, "height": 800})
    wider = opened.page.locator(".ll").evaluate_all(
        """widgets => widgets.flatMap(widget => {
            const { right } = widget.getBoundingClientRect();
            return [...widget.querySelectorAll("td, button, input, select, output, .ll-plane")]
                .filter(each => each.checkVisibility({ visibilityProperty: true }))
                .filter(each => each.getBoundingClientRect().right > right + 4)
                .map(each => `${widget.className}: ${each.outerHTML}`);
        })"""
    )
    assert wider == []
    opened.page.close()
