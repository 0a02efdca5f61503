"""What every widget owes: hand, finger, keys and typed numbers move it, and nothing leaks."""

import pytest

from lecturelib import words
from tests.browser.helpers import press
from tools.cases import CASES
from tools.lab import middle

KIT = words.table("kit")


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name)
def case(request):
    return request.param


@pytest.fixture(scope="module")
def book(case, lab, browser):
    """A notebook with two views of the widget: they are one model."""
    code = f"from lecturelib.widgets import {case.name}\nw = {case.code}\nw"
    book = browser.open(lab, [code, "w"], width=1400, height=1500).ready(views=2)
    yield book
    book.close()


@pytest.fixture(autouse=True)
def afresh(book):
    book.reset()


def handle_of(book, case, view=0):
    return book.widget(view).get_by_role("slider", name=case.handle)


def shown(book, case, view=0):
    return float(handle_of(book, case, view).get_attribute("aria-valuenow"))


def drawn(book, case):
    """What can be seen of the handle: a place on a plane, or a number."""
    return middle(handle_of(book, case)), handle_of(book, case).text_content()


def python_agrees(book, case):
    """Within two seconds the kernel has the number that is shown."""
    for _ in range(20):
        if float(book.python(f"print({case.value})")) == pytest.approx(
            shown(book, case), abs=0.006
        ):
            return True
        book.settle()
    return False


def test_mouse(book, case):
    before = shown(book, case)
    book.drag(handle_of(book, case), 50, -30)
    assert shown(book, case) != before
    assert python_agrees(book, case)


def test_touch(book, case):
    book.drag(handle_of(book, case), 50, -30)
    by_mouse = shown(book, case)
    book.reset()
    book.touch_drag(handle_of(book, case), 50, -30)
    assert shown(book, case) == pytest.approx(by_mouse, abs=0.02), (
        "a finger goes as far as the mouse"
    )
    assert python_agrees(book, case)


def test_arrow_keys(book, case):
    handle = handle_of(book, case)
    before, steps = shown(book, case), []
    handle.focus()
    for key in ("ArrowRight", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowUp"):
        handle.press(key)
        book.settle()
        steps.append(shown(book, case) - before)
        before += steps[-1]
    assert any(steps[:2]) and max(map(abs, steps[2:])) > 2 * max(map(abs, steps[:2]))
    assert python_agrees(book, case)


def test_typed_number(book, case):
    handle_of(book, case).press("Enter")
    assert book.page.locator("input[type=number]:focus").count() == 1
    book.page.keyboard.type(str(case.assigned))  # over the number that stands there
    book.page.keyboard.press("Enter")
    book.settle()
    assert shown(book, case) == pytest.approx(case.assigned)
    assert python_agrees(book, case)


def test_setting_the_trait_moves_the_picture(book, case):
    before = drawn(book, case)
    book.python(case.assign)
    book.settle()
    assert shown(book, case) == pytest.approx(case.assigned)
    assert drawn(book, case) != before


def test_two_views_agree(book, case):
    for view in (0, 1):
        book.drag(handle_of(book, case, view), 30, -40)
        book.settle()
        assert shown(book, case, 0) == shown(book, case, 1)


def test_reset(book, case):
    before = shown(book, case)
    book.drag(handle_of(book, case), 50, -30)
    book.settle()
    press(book.widget(), KIT["reset"])
    assert book.wait("w", book.first_words) == book.first_words
    book.settle()
    assert shown(book, case) == before


def test_few_messages(book, case):
    x, y = middle(handle_of(book, case))
    page = book.page
    page.mouse.move(x, y)
    page.mouse.down()
    sent, start = book.messages, page.evaluate("performance.now()")
    for k in range(60):
        page.mouse.move(x + k, y - k / 2)
    page.mouse.up()
    page.wait_for_timeout(300)
    seconds = (page.evaluate("performance.now()") - start) / 1000
    assert 1 <= book.messages - sent <= 20 * seconds + 1
    at_rest = book.messages
    page.wait_for_timeout(300)
    assert book.messages == at_rest, "messages were left in a queue"


def test_handles_and_controls_are_named(book, case):
    unnamed = book.widget().evaluate("""root => {
        const named = e => e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length;
        return [...root.querySelectorAll('button, input, select, [role=slider]')]
            .filter(e => !named(e)).map(e => e.outerHTML);
    }""")
    assert unnamed == []
    assert book.widget().locator("[role=slider]:not([aria-valuetext])").count() == 0
    assert book.widget().get_by_role("status").count() > 0


def test_many_drags_leave_no_nodes(book, case):
    count = "root => root.querySelectorAll('*').length"
    book.drag(handle_of(book, case), 5, 5)
    before = book.widget().evaluate(count)
    book.widget().evaluate(
        """async (root, label) => {
        const handle = root.querySelector(`[role=slider][aria-label="${label}"]`);
        const { x, y } = handle.getBoundingClientRect();
        handle.setPointerCapture = () => {};
        handle.hasPointerCapture = () => true;
        for (let k = 0; k < 2000; k++) {
            const place = { clientX: x + 60 * Math.sin(k), clientY: y + k % 40 };
            handle.dispatchEvent(new PointerEvent('pointermove', place));
            if (k % 20 === 0) await new Promise(requestAnimationFrame);
        }
        delete handle.hasPointerCapture;
        delete handle.setPointerCapture;
    }""",
        case.handle,
    )
    assert abs(book.widget().evaluate(count) - before) <= 20


def test_views_that_are_gone_leave_no_nodes(book, case):
    def run_again():
        book.run_all()
        book.python("0")
        book.widget(1)
        book.page.wait_for_timeout(300)

    run_again()
    before, own = book.nodes(), book.widget().evaluate("root => root.querySelectorAll('*').length")
    for _ in range(3):
        run_again()
    assert book.nodes() - before < own, "six views came and went"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_themes(book, case, theme):
    book.theme(theme)
    book.settle()
    ratio = book.widget().evaluate("""root => {
        const grey = colour => {
            const canvas = document.createElement('canvas').getContext('2d');
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const rgb = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
            const light = rgb.map(v => (v / 255) ** 2.2);
            return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
        };
        const style = getComputedStyle(root), paper = grey(style.getPropertyValue('--ll-paper'));
        return ['--ll-ink', '--ll-soft', '--ll-pos', '--ll-green'].map(name => {
            const ink = grey(style.getPropertyValue(name));
            return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
        });
    }""")
    assert min(ratio[:2]) >= 4.5 and min(ratio) >= 3, ratio
    book.theme("light")


def test_saved_and_opened_again(book, case):
    bundle = book.save()[0]
    assert "".join(bundle["text/plain"]) == book.first_words
    assert len(bundle["image/png"]) < 20_000
    book.without_widgets()
    book.load()
    assert book.page.locator(".jp-OutputArea img").count() == 2
    assert book.page.locator(".ll").count() == 0
    book.run_all()
    book.widget(1)
    book.drag(handle_of(book, case), 40, -30)
    assert python_agrees(book, case)


def test_nothing_left_loopback_and_no_console_error(book, case):
    assert book.strangers == []
    assert book.errors == []


def test_restarted_kernel(book, case):
    book.restart()
    notice = book.widget().locator(".ll-notice")
    notice.filter(has_text=KIT["kernel_gone"]).wait_for()
    before = shown(book, case)
    book.drag(handle_of(book, case), 50, -30)
    assert shown(book, case) != before, "it can still be dragged"
    assert book.python("print('w' in globals())") == "False"
    book.run_all()
    book.page.locator(".ll-notice:not(:empty)").first.wait_for(state="detached")
    book.widget(1)
    book.drag(handle_of(book, case), 50, -30)
    assert python_agrees(book, case)
    assert book.errors == []
