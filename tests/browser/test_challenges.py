"""UniversalApproximator's challenges by hand: judged on the page, in every view; marks stay."""

import pytest

from lecturelib import words
from tests.browser.bare import BarePage
from tests.browser.helpers import handle, press
from tools.cases import CASES

NAME = "UniversalApproximator"
WORDS, KIT = words.table("universal_approximator"), words.table("kit")
ORDER = ("any", "twelve", "eight", "narrow", "soft", "trained")
# One key away from four bumps that stay in the band.
NEARLY = "[(0.032, 0.468, 0.4), (0.102, 0.398, 0.3), (0.532, 0.968, -0.4), (0.602, 0.898, -0.4)]"


def marked(widget):
    """The challenges with a mark."""
    said = widget.locator(".ua-goals li").all_inner_texts()
    assert len(said) == len(ORDER) and all(one[0] in "○✓" for one in said)
    return [name for name, one in zip(ORDER, said, strict=True) if one[0] == "✓"]


def test_a_page_without_python_judges_and_a_mark_stays(browser):
    bare = BarePage(browser, [case for case in CASES if case.name == NAME])
    widget = bare.widget(NAME)
    assert marked(widget) == []
    rows = NEARLY.replace("(", "[").replace(")", "]")
    bare.page.evaluate(f"host.give({NAME!r}, {{ bumps: {rows}, n: 4 }})")
    bare.frames()
    assert marked(widget) == [] and "M" in widget.locator(".ua-beyond").get_attribute("d")
    top = handle(widget, WORDS["top_of"].format(k=2))
    for _ in range(2):
        top.press("ArrowUp")
    bare.frames()
    assert marked(widget) == ["any", "twelve", "eight"]
    assert widget.locator(".ua-beyond").get_attribute("d") == "", "nothing is left to shade"
    for _ in range(9):
        top.press("ArrowUp")
    bare.frames()
    assert "M" in widget.locator(".ua-beyond").get_attribute("d")
    assert marked(widget) == ["any", "twelve", "eight"]
    bare.page.wait_for_timeout(60)
    assert bare.page.evaluate(f"host.take({NAME!r})")["met"] == ["any", "twelve", "eight"]
    assert bare.errors == []
    bare.close()


@pytest.fixture
def book(notebook):
    return notebook(f"from lecturelib.widgets import {NAME}\nw = {NAME}()\nw", "w").ready(views=2)


def test_both_views_and_python_have_the_marks_and_a_reset_keeps_them(book):
    book.python(f"w.bumps = {NEARLY}")
    book.settle()
    assert marked(book.widget()) == []
    first = handle(book.widget(), WORDS["top_of"].format(k=2))
    first.scroll_into_view_if_needed()
    box = book.widget().locator(".ua-sheet").bounding_box()
    book.drag(first, 0, -round(0.1 * box["height"] / 3.24))
    book.settle()
    met = ["any", "twelve", "eight"]
    assert marked(book.widget(0)) == marked(book.widget(1)) == met
    assert eval(book.python("print(w.met)")) == tuple(met)
    press(book.widget(1), KIT["reset"])
    book.wait("w.n", "6")
    book.settle()
    assert marked(book.widget(0)) == marked(book.widget(1)) == met
    assert eval(book.python("print(w.met)")) == tuple(met)
    book.python("w.met = ()")
    book.settle()
    assert marked(book.widget(0)) == marked(book.widget(1)) == []
    assert book.errors == []


def test_noise_hides_the_challenges(book):
    assert book.widget().locator(".ua-goals").is_visible()
    book.python("w.noise = 0.2")
    book.settle()
    assert not book.widget().locator(".ua-goals").is_visible()
