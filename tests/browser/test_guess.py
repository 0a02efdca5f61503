"""Guess: kept, then compared, by hand and by keys, with a kernel and without; a room's votes."""

import pytest

from lecturelib import words
from lecturelib.guesses import GUESSES
from tests.browser.helpers import button, contrast_faults, handle, press
from tools.lab import middle

WORDS = words.table("guess")
KEYS = {"number": "2.3", "choice": "2.1", "order": "1.4", "sketch": "2.4"}
HALF, RIGHT = 12.5, "6.20"


def own(kind):
    key = KEYS[kind]
    return words.table(f"guesses_{key.partition('.')[0]:0>2}")[key]


@pytest.fixture(scope="module")
def book(lab, browser):
    make = "from lecturelib.guesses import guess\nmade = {}"
    cells = [f"made[{kind!r}] = guess({key!r})\nmade[{kind!r}]" for kind, key in KEYS.items()]
    book = browser.open(lab, [make, *cells], height=1900)
    yield book
    assert book.errors == [] and book.strangers == []
    book.close()


@pytest.fixture(autouse=True)
def afresh(book):
    book.page.locator(".guess").nth(len(KEYS) - 1).wait_for()
    book.settle()
    book.python("for each in made.values(): each.reset()")
    book.settle()


@pytest.fixture
def place(book):
    """place(kind): the widget on the page."""
    return lambda kind: book.page.locator(".guess").nth(list(KEYS).index(kind))


def python(book, kind, trait):
    book.settle()
    return eval(book.python(f"print(repr(made[{kind!r}].{trait}))"))


def told(widget):
    return widget.locator(".gu-told")


def type_number(widget, value):
    field = widget.get_by_role("spinbutton")
    field.fill(str(value))
    field.press("Enter")


def choose(widget, option):
    widget.get_by_role("radio", name=own("choice")["options"][option]).check()


def draw(book, widget, ends, steps=20):
    """From the left edge to the right one, between shares of the height from below."""
    sheet = widget.locator(".gu-sheet")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    x, y = box["x"] + 2, box["y"] + box["height"]
    book.page.mouse.move(x, y - ends[0] * box["height"])
    book.page.mouse.down()
    to = x + box["width"] - 4, y - ends[1] * box["height"]
    book.page.mouse.move(*to, steps=steps)
    book.page.mouse.up()


def draw_both(book, widget):
    for name in ("second", "third"):
        press(widget, own("sketch")["curves"][name])
        draw(book, widget, (0.2, 0.6))


def answer(book, widget, kind):
    """A typical wrong guess; returns the reason of the sentence that it gets."""
    if kind == "number":
        type_number(widget, HALF)
        return "half"
    if kind == "choice":
        choose(widget, "any_two")
        return "any_two"
    if kind == "order":
        return "neighbours"
    draw_both(book, widget)
    return "both"


@pytest.mark.parametrize("kind", KEYS)
def test_keep_then_compare(book, place, kind):
    widget = place(kind)
    compare = button(widget, WORDS["compare"])
    assert compare.is_disabled()
    reason = answer(book, widget, kind)
    assert compare.is_disabled(), "a guess is kept first"
    press(widget, WORDS["keep"])
    book.settle()
    assert told(widget).text_content() == WORDS["kept"]
    assert widget.get_by_text(WORDS["truth"]).locator("visible=true").count() == 0
    assert python(book, kind, "stage") == "kept"
    kept = python(book, kind, "answer")
    compare.click()
    told(widget).get_by_text(own(kind)["wrong"][reason].replace("$", "")).wait_for()
    assert python(book, kind, "stage") == "compared" and python(book, kind, "answer") == kept
    press(widget, WORDS["again"])
    assert python(book, kind, "answer") is None and told(widget).text_content() == ""


@pytest.mark.parametrize("kind", KEYS)
def test_what_is_kept_stands_until_it_is_changed(book, place, kind):
    widget = place(kind)
    answer(book, widget, kind)
    press(widget, WORDS["keep"])
    kept = python(book, kind, "answer")
    if kind == "sketch":
        draw(book, widget, (0.9, 0.9))
        assert python(book, kind, "answer") == kept
    else:
        controls = widget.locator("input[type=number], input[type=radio], li button")
        assert controls.count() and all(each.is_disabled() for each in controls.all()[:3])
    press(widget, WORDS["change"])
    assert python(book, kind, "stage") == "open" and python(book, kind, "answer") == kept


def test_a_right_guess(book, place):
    widget = place("number")
    type_number(widget, RIGHT)
    press(widget, WORDS["keep"])
    press(widget, WORDS["compare"])
    told(widget).get_by_text(own("number")["right"]).wait_for()
    truth = GUESSES[KEYS["number"]].truth()
    both = WORDS["both"].format(
        guess=own("number")["show"].format(n=RIGHT), truth=own("number")["show"].format(n=truth)
    )
    assert both in told(widget).text_content()
    assert widget.locator(".gu-mark").all_text_contents() == ["6.20", "6.25"]


def test_keys_alone(book, place):
    page = book.page
    number = place("number")
    number.get_by_role("slider").focus()
    for key in ("ArrowRight", "Tab", "Enter", "Tab", "Enter"):
        page.keyboard.press(key)
        book.settle()
    assert python(book, "number", "stage") == "compared"

    choice = place("choice")
    choice.get_by_role("radio").first.focus()
    for key in ("ArrowDown", "ArrowDown", "Tab", "Enter", "Tab", "Enter"):
        page.keyboard.press(key)
        book.settle()
    assert python(book, "choice", "answer") == GUESSES["2.1"].options[2]
    assert python(book, "choice", "stage") == "compared"

    order, names = place("order"), own("order")["options"]
    order.get_by_role("button", name=WORDS["up"].format(name=names["shuffled"])).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert python(book, "order", "answer") == ("shuffled", "moved", "swapped")
    focus = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focus == WORDS["down"].format(name=names["shuffled"])

    sketch = place("sketch")
    press(sketch, own("sketch")["curves"]["second"])
    pen = handle(sketch, WORDS["pen"])
    pen.focus()
    before = float(pen.get_attribute("aria-valuenow"))
    for key in ("Shift+ArrowUp", "ArrowUp", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
        book.settle()
    second, third = python(book, "sketch", "answer")
    k = second.index(max(second))
    assert second[k] > before + 0.4 and second[k - 1] < before and third is None
    assert float(pen.get_attribute("aria-valuenow")) == pytest.approx(second[k - 1], abs=0.006)


def test_a_finger_draws(book, place):
    widget = place("sketch")
    press(widget, own("sketch")["curves"]["second"])
    x, y = middle(widget.locator(".gu-sheet"))
    book.touch(x - 120, y, 240, -60, steps=12)
    second, third = python(book, "sketch", "answer")
    assert len(set(second)) > 5 and list(second[3:10]) == sorted(second[3:10]) and third is None


def test_a_room_of_votes(book, place):
    number = place("number")
    number.locator("summary").click()
    assert button(number, WORDS["compare"]).is_disabled()
    field = number.get_by_role("textbox", name=WORDS["votes"])
    field.fill("12.5 12.5 25 6 99 no")
    field.press("Enter")
    assert python(book, "number", "votes") == (12.5, 12.5, 25.0, 6.0)
    assert number.locator(".gu-scale").is_hidden(), "votes are shown with the truth"
    press(number, WORDS["compare"])  # also without a guess of one's own
    book.settle()
    heights = [bar.bounding_box()["height"] for bar in number.locator(".gu-bars i").all()]
    assert heights[5] == max(heights) and heights[2] == heights[10] == pytest.approx(heights[5] / 2)
    assert number.locator(".gu-mark:visible").count() == 1

    choice = place("choice")
    choice.locator("summary").click()
    for option, count in (("all", 3), ("any", 1)):
        entry = choice.get_by_role("spinbutton", name=own("choice")["options"][option])
        entry.fill(str(count))
        entry.press("Enter")
    votes = python(book, "choice", "votes")
    assert sorted(votes) == ["all", "all", "all", "any"]
    press(choice, WORDS["compare"])
    book.settle()
    widths = [bar.bounding_box()["width"] for bar in choice.locator(".gu-bar").all()]
    assert widths[3] == pytest.approx(3 * widths[0]) and widths[1] == widths[2] == 0

    sketch = place("sketch")
    sketch.locator("summary").click()
    assert button(sketch, WORDS["add"]).is_disabled()
    draw_both(book, sketch)
    press(sketch, WORDS["add"])
    draw_both(book, sketch)
    press(sketch, WORDS["add"])
    assert len(python(book, "sketch", "votes")) == 2
    press(sketch, WORDS["clear"])
    assert python(book, "sketch", "votes") == ()
    for each in (number, choice, sketch):
        each.locator("summary").click()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_contrast(book, place, theme):
    book.theme(theme)
    for compared in (False, True):
        for kind in KEYS:
            if compared:
                answer(book, place(kind), kind)
                press(place(kind), WORDS["keep"])
                press(place(kind), WORDS["compare"])
        book.settle()
        book.page.wait_for_timeout(200)
        assert contrast_faults(book.page, ".guess") == []
    book.theme("light")


def test_a_phone(book, place):
    for kind in KEYS:
        answer(book, place(kind), kind)
        press(place(kind), WORDS["keep"])
        press(place(kind), WORDS["compare"])
    book.page.set_viewport_size({"width": 390, "height": 1900})
    book.settle()
    beyond = "each => each.scrollWidth - each.clientWidth"
    wide = [place(kind).evaluate(beyond) for kind in KEYS]
    book.page.set_viewport_size({"width": 1280, "height": 1900})
    assert max(wide) <= 0, wide


def test_without_a_kernel(book, place):
    book.restart()
    widget = place("choice")
    choose(widget, "any_two")
    press(widget, WORDS["keep"])
    press(widget, WORDS["compare"])
    told(widget).get_by_text(own("choice")["wrong"]["any_two"]).wait_for()
    book.run_all()
    book.python("0")
