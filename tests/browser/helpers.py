"""What a hand does with a widget and an eye reads of it, by the names that a screen reader says."""

import numpy as np


def button(widget, name):
    return widget.get_by_role("button", name=name, exact=True)


def press(widget, name):
    button(widget, name).click()


def handle(widget, name):
    return widget.get_by_role("slider", name=name, exact=True)


def type_into(widget, name, value):
    """Types a number into a field, and Enter."""
    field = widget.get_by_role("spinbutton", name=name, exact=True)
    field.fill(str(value))
    field.press("Enter")


def number(text):
    """The number in a text with a typographic minus."""
    return float(text.replace("−", "-"))


TYPESET = {"\\cdot": "·", "\\eta": "η", "\\gets": "←", "\\le": "≤", "$": "", "_": "", "−": "-"}


def plain(text):
    """A text without white space, so that words with TeX and what is set from them are the same."""
    for tex, sign in TYPESET.items():
        text = text.replace(tex, sign)
    return "".join(text.split())


def steps(widget):
    """What stands beside the timeline, such as 3 / 24."""
    return widget.locator(".ll-count").text_content()


def wait_steps(widget, text):
    widget.locator(".ll-count").get_by_text(text, exact=True).wait_for()


def show(book, **values):
    """Sets traits of the widget `w` from Python, and waits until they are drawn."""
    for name, value in values.items():
        book.python(f"w.{name} = {value!r}")
    book.settle()


def at(book, expression):
    """The value that Python has for an expression, when all that the hand did has arrived."""
    book.settle()
    return eval(book.python(f"print(repr({expression}))"), {"array": np.array})
