"""All widgets in one notebook: contrast in both themes, a finger that scrolls, and containers."""

import pytest

from tests.browser.helpers import contrast_faults
from tools.cases import CASES
from tools.lab import middle

NAMES = [case.name for case in CASES]
CODE = "\n".join(
    [
        "import ipywidgets as W",
        "from lecturelib.widgets import *",
        f"all = dict({', '.join(f'{case.name}={case.code}' for case in CASES)})",
        "box = W.VBox([*all.values()])",
        "box",
    ]
)


@pytest.fixture(scope="module")
def book(lab, browser):
    book = browser.open(lab, [CODE], width=1300, height=900)
    book.widget(len(CASES) - 1)
    book.settle()
    yield book
    assert book.errors == []
    book.close()


def widget(book, case):
    return book.widget(NAMES.index(case.name))


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_contrast(book, theme):
    book.theme(theme)
    book.python("all['BackpropStepper'].step = 16")  # the update
    book.settle()
    assert contrast_faults(book.page) == []


# A place in the widget's pictures from which nothing is dragged up or down.
EMPTY = """root => {
    const dragged = "[role=slider], .ll-grip, .nf-grip, .pad-area";
    for (const picture of root.querySelectorAll("svg[role=group]")) {
        picture.scrollIntoView({ block: "center" });
        const { x, y, width, height } = picture.getBoundingClientRect();
        for (let k = 1; k < 100; k++) {
            const place = [x + width * (k % 10) / 10, y + height * Math.floor(k / 10) / 10];
            const found = document.elementFromPoint(...place);
            if (picture.contains(found) && !found.closest(dragged)) return place;
        }
    }
}"""
SCROLLED = "document.querySelector('.jp-WindowedPanel-outer').scrollTop"
SAID = "root => [...root.querySelectorAll('[role=slider]')].map(e => e.ariaValueNow)"


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_finger_on_an_empty_place_scrolls_and_on_a_handle_drags(book, case):
    root = widget(book, case)
    place = root.evaluate(EMPTY)
    before, said = book.page.evaluate(SCROLLED), root.evaluate(SAID)
    way = 200 if before > 250 else -200
    book.touch(*place, 0, way, 10)
    book.settle()
    assert abs(book.page.evaluate(SCROLLED) - before) > 100
    assert root.evaluate(SAID) == said

    handle = root.get_by_role("slider", name=case.handle)
    now = handle.get_attribute("aria-valuenow")
    middle(handle)  # brings it into view
    before = book.page.evaluate(SCROLLED)
    book.touch_drag(handle, 40, -60)
    book.settle()
    assert book.page.evaluate(SCROLLED) == before
    assert handle.get_attribute("aria-valuenow") != now


def test_a_tap_presses_where_a_finger_would_scroll(book):
    curves = book.widget(NAMES.index("ActivationCurves"))
    z = curves.get_by_role("slider", name="Point z on the axis")
    area = curves.locator(".ac-area").first
    x, y = middle(area)
    before = float(z.get_attribute("aria-valuenow"))
    book.touch(x - 100, y)
    book.settle()
    after = float(z.get_attribute("aria-valuenow"))
    assert after < before
    book.touch(x - 100, y, 60, 0, 10)
    book.settle()
    assert float(z.get_attribute("aria-valuenow")) > after, "sideways it drags"


CONTAINERS = """
w, note = all[{name!r}], lambda: W.HTML('a note')
box.children = [
    W.HBox([w, note()]),
    W.VBox([w], layout=W.Layout(align_items='center')),
    W.AppLayout(left_sidebar=note(), center=w),
    W.TwoByTwoLayout(top_left=w),
    W.Stack([w], selected_index=0),
    W.HBox([W.Tab([w])]),
]
"""
# How wide each view is, what room it could have, and how far its output reaches beyond the page.
WIDTHS = """views => views.map(view => {
    const output = view.closest(".jp-OutputArea-output");
    return [view.offsetWidth, output.clientWidth, output.scrollWidth - output.clientWidth];
})"""


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_containers(book, case):
    book.python(CONTAINERS.format(name=case.name))
    book.widget(5)
    for width in (1500, 800):
        book.page.set_viewport_size({"width": width, "height": 900})
        book.settle()
        views = book.page.locator(".ll").evaluate_all(WIDTHS)
        assert len(views) == 6
        for wide, room, beyond in views:
            assert min(1040, room - 60) <= wide <= 1040
            assert beyond <= 0
