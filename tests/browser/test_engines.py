"""Every widget in the engines of Firefox and Safari, too: it appears, and hand and keys move it."""

import sys

import pytest

from tests.browser.conftest import installed
from tests.browser.helpers import LOOK
from tests.browser.site import Opened
from tools.cases import ALL, CASES
from tools.engines import Firefox, WebKit

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="on Windows and macOS nothing here can drive them"
)

ALL_HERE = f"() => document.querySelectorAll('.ll:has(svg)').length >= {len(CASES)}"


@pytest.fixture(scope="module", params=["Firefox", "WebKit"])
def book(request, browser, lab):
    """A notebook with all widgets: the k-th is made[k] in Python."""
    with installed(Firefox(browser) if request.param == "Firefox" else WebKit()) as engine:
        book = engine.open(lab, ALL)
        book.page.wait_for_function(ALL_HERE)
        yield book


@pytest.fixture(scope="module", params=["Firefox", "WebKit"])
def opened(request, browser, site):
    """The page without Python that has all widgets."""
    with installed(Firefox(browser) if request.param == "Firefox" else WebKit()) as engine:
        opened = Opened(engine, site / "all.html")
        opened.page.wait_for_function(ALL_HERE)
        yield opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hand_and_keys_move_it(book, case):
    k, (mouse, keyboard) = CASES.index(case), (book.page.mouse, book.page.keyboard)

    def shown():
        """What the handle says, which Python has as well."""
        book.settle()
        *_, value = book.page.evaluate(LOOK, [k, case.handle])
        python = book.python(f"w = made[{k}]; print({case.value})")
        assert float(python) == pytest.approx(value, abs=0.006)
        return value

    first = shown()
    x, y, _ = book.page.evaluate(LOOK, [k, case.handle])
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 50, y - 30, steps=10)
    mouse.up()
    dragged = shown()
    assert dragged != first

    keyboard.press("ArrowRight")  # the drag has left it the focus
    keyboard.press("ArrowUp")
    assert shown() != dragged

    keyboard.press("Enter")
    keyboard.type(str(case.assigned))  # over the number that stands there
    keyboard.press("Enter")
    assert shown() == pytest.approx(case.assigned)


def test_no_error_in_the_console_and_nothing_left_loopback(book):
    assert book.errors == [] and book.strangers == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hand_and_keys_move_it_without_python(opened, case):
    k, (mouse, keyboard) = CASES.index(case), (opened.page.mouse, opened.page.keyboard)
    x, y, first = opened.page.evaluate(LOOK, [k, case.handle])
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 40, y - 30, steps=10)
    mouse.up()
    *_, dragged = opened.page.evaluate(LOOK, [k, case.handle])
    assert dragged != first
    keyboard.press("ArrowRight")  # the drag has left it the focus
    keyboard.press("ArrowUp")
    *_, moved = opened.page.evaluate(LOOK, [k, case.handle])
    assert moved != dragged


def test_no_error_without_python_and_nothing_was_asked_for(opened):
    assert opened.errors == [] and opened.strangers == []
