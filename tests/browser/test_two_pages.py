"""The same notebook in two pages, on one kernel: what the hand does in one is seen in both."""

import re
from itertools import pairwise

import pytest

from tests.browser.helpers import handle
from tools.cases import CASES
from tools.lab import middle

# Those whose two hands in quick turns have been seen to agree.
QUICK = ("PerceptronPlane", "XorNetwork")
NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")
# What is seen of a widget: text and numbers, the handles' values, and what is drawn.
SEEN = """root => {
    const drawn = ['d', 'transform', 'x', 'y', 'cx', 'cy', 'width', 'height', 'points'];
    const seen = [];
    for (const element of root.querySelectorAll('*')) {
        if (element.closest('.ll-spoken, .ll-notice') || !element.checkVisibility()) continue;
        const { tagName, value, disabled } = element;
        // A name without letters keeps the place of its last ones, and cannot be seen.
        if (tagName === 'text' && !element.textContent) continue;
        const own = [...element.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('');
        const attributes = [...element.attributes]
            .filter(({ name }) => name.startsWith('aria-value') || drawn.includes(name))
            .map(({ name, value }) => `${name}=${value}`);
        seen.push([tagName, own, value ?? '', disabled ?? '', ...attributes].join(' '));
    }
    return seen;
}"""


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name)
def case(request):
    return request.param


@pytest.fixture(scope="module")
def pages(case, lab, browser):
    code = f"from lecturelib.widgets import {case.name}\nw = {case.code}\nw"
    one = browser.open(lab, [code], width=1400, height=900).ready()
    two = one.beside().ready()
    yield one, two
    assert one.errors == two.errors == []
    one.close()


def differences(pages, case):
    """What is seen in one page only, when both have come to rest."""
    for _ in range(20):
        for page in pages:
            page.page.bring_to_front()
            handle(page.widget(), case.handle).focus()  # what a page has chosen is its own
            page.settle()
        first, second = (page.widget().evaluate(SEEN) for page in pages)
        if not unlike(first, second):
            return []
        pages[0].page.wait_for_timeout(100)
    return unlike(first, second)


def unlike(first, second):
    """The pairs of texts that differ by more than a pixel's rounding, or all if one has more."""
    pairs = list(zip(first, second, strict=False))
    if len(first) != len(second):
        return pairs
    return [pair for pair in pairs if not alike(*pair)]


def alike(one, other):
    (text, numbers), (other_text, other_numbers) = map(parted, (one, other))
    return text == other_text and numbers == pytest.approx(other_numbers, abs=0.2)


def parted(text):
    return NUMBER.sub("#", text), [float(number) for number in NUMBER.findall(text)]


def shown(page, case):
    return float(handle(page.widget(), case.handle).get_attribute("aria-valuenow"))


def agree(pages, case):
    assert differences(pages, case) == []
    number = float(pages[0].python(f"print({case.value})"))
    assert [shown(page, case) for page in pages] == pytest.approx([number] * 2, abs=0.006)
    return number


def test_a_drag_in_one_is_seen_in_the_other(pages, case):
    numbers = [agree(pages, case)]
    for page, dx in ((pages[0], 45), (pages[1], -25), (pages[0], 10)):
        page.page.bring_to_front()
        page.drag(handle(page.widget(), case.handle), dx, -dx)
        numbers.append(agree(pages, case))
    assert len(set(numbers)) > 2


def test_hands_in_quick_turns_and_a_page_that_is_opened_later(pages, case):
    if case.name not in QUICK:
        pytest.skip("not seen to hold yet")
    for dx in (30, -20, 15, -10):
        for page in pages:
            page.page.bring_to_front()
            # At a right angle to XOR's line: where a grip sits along a line is a page's own.
            page.drag(handle(page.widget(), case.handle), dx, -dx)
    agree(pages, case)
    later = pages[0].beside().ready()
    agree((pages[0], later), case)


def test_nothing_jumps_under_a_moving_hand_when_python_is_slow(pages, case):
    if case.name not in QUICK:
        pytest.skip("not seen to hold yet")
    one, two = pages
    one.python("w.observe(slow := lambda change: __import__('time').sleep(0.1))")
    one.page.bring_to_front()
    x, y = middle(handle(one.widget(), case.handle))
    one.page.mouse.move(x, y)
    one.page.mouse.down()
    places = []
    for k in range(24):
        one.page.mouse.move(x - 2 * k, y + 2 * k)
        one.page.wait_for_timeout(30)
        places.append(shown(one, case))
    one.page.mouse.up()
    one.python("w.unobserve(slow)")
    steps = [after - before for before, after in pairwise(places) if after != before]
    assert steps and len({step > 0 for step in steps}) == 1
    assert agree(pages, case) == pytest.approx(places[-1], abs=0.006)
