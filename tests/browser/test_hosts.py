"""The widgets where it is not JupyterLab on this machine that shows them."""

import numpy as np
import pytest

from tests.browser.helpers import handle, press
from tests.browser.test_digit_pad import DIGITS, WORDS, bars, draw
from tools.cases import ALL, CASES
from tools.lab import NAME, TOKEN, Lab, drag


@pytest.fixture(scope="module")
def named(browser):
    """A notebook with all widgets by plain http from a server with a name, as a class may have."""
    with Lab(name=NAME) as lab:
        book = browser.open(lab, ALL)
        book.widget(len(CASES) - 1)
        yield book
        book.close()


def test_all_appear_by_plain_http_under_a_name(named):
    assert named.page.evaluate("isSecureContext") is False
    for k, case in enumerate(CASES):
        named.widget(k).scroll_into_view_if_needed()
        handle = named.widget(k).get_by_role("slider", name=case.handle).first
        handle.and_(named.page.locator("[aria-valuetext]")).wait_for(state="attached")
    assert named.errors == [] and named.strangers == []


def test_digits_are_drawn_by_plain_http_under_a_name(named):
    """A page like this has no PointerEvent.getCoalescedEvents."""
    pad = named.widget([case.name for case in CASES].index("DigitPad"))
    pad.scroll_into_view_if_needed()
    said = []
    for digit in (0, 3, 7):
        press(pad, WORDS["clear"])
        draw(named, pad, DIGITS[digit])
        said.append(int(np.argmax(bars(pad))))
    assert said == [0, 3, 7]


def test_notebook_7(notebook):
    book = notebook(
        "from lecturelib.widgets import ActivationCurves\nw = ActivationCurves()\nw",
        path="notebooks",
    ).ready()
    point = handle(book.widget(), "Point z on the axis")
    book.drag(point, 60, 0)
    book.settle()
    z = float(book.python("print(w.z)"))
    assert z > 1.5
    assert float(point.get_attribute("aria-valuenow")) == pytest.approx(z, abs=0.006)
    assert book.errors == [] and book.strangers == []


def test_voila(browser, lab):
    """Not in the test set, since it adds to JupyterLab; it runs every night."""
    pytest.importorskip("voila", reason="Voila is not installed (pip install voila)")
    follow = "w.observe(lambda change: setattr(said, 'value', str(w.z)), 'z')"
    cells = [
        "from ipywidgets import Label, VBox\nfrom lecturelib.widgets import ActivationCurves",
        f"w, said = ActivationCurves(), Label()\n{follow}\nVBox([w, said])",
    ]
    lab.write("voila.ipynb", cells)
    page = browser.page()
    page.goto(f"{lab.url}/voila/render/voila.ipynb?token={TOKEN}")
    drag(page, handle(page, "Point z on the axis"), 60, 0)
    page.wait_for_function("""() => {
        const said = Number(document.querySelector(".widget-label")?.textContent);
        const point = document.querySelector("[role=slider]");
        return said > 1.5 && said === Number(point.getAttribute("aria-valuenow"));
    }""")
    page.close()
