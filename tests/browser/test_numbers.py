"""Every number that a widget takes can be shown: at the ends of what Python accepts."""

import pytest

from tests.browser.helpers import press
from tools.cases import CASES

# In the kernel: the traits' values at the ends of what they take, each set alone and all at once.
ENDS = """
from lecturelib.widgets.base import Checked

LARGE = [10.0**k for k in (308, 15, 12, 9, 6, 5, 4, 3, 2, 1, 0)] + [2**32 - 1, 1000, 12, 7, 3, 2, 1]
SMALL = [0, 0.0, 5e-324, 1e-300, 1e-12, 0.001, 0.01, 1, 5]

def taken(name, candidates):
    for value in candidates:
        try:
            setattr(w, name, value)
        except (TypeError, ValueError):
            continue
        found = getattr(w, name)
        w.reset()
        return [found]
    return []

def shapes(name, numbers):
    now = getattr(w, name)
    if not isinstance(now, tuple) or not now or not isinstance(now[0], float):
        return numbers
    signs = [1, -1] * len(now)
    return [
        kind for value in numbers for kind in (
            [value * sign for sign in signs[: len(now)]], [value] * len(now)
        )
    ]

def ends(name):
    found = taken(name, shapes(name, LARGE)) + taken(name, shapes(name, [-v for v in LARGE]))
    return found + taken(name, shapes(name, SMALL))

traits = {name: ends(name) for name in w.remembers if isinstance(getattr(type(w), name), Checked)}
states = [{name: value} for name, values in traits.items() for value in values]
for k in range(3):  # several at once
    several = traits.items()
    states.append({name: values[min(k, len(values) - 1)] for name, values in several if values})

def show(k):
    w.reset()
    for name, value in states[k].items():
        try:
            setattr(w, name, value)
        except ValueError:
            pass  # it does not fit the others
print(len(states))
"""
NO_NUMBER = """() => [...document.querySelectorAll('.ll, .ll *')].flatMap(element => {
    const own = [...element.childNodes].filter(n => n.nodeType === 3).map(n => n.data);
    const values = [...element.attributes].map(a => `${a.name}=${a.value}`);
    return [...own, ...values, String(element.value ?? '')]
        .filter(text => /NaN|Infinity|undefined/.test(text))
        .map(text => `${element.tagName} ${text.slice(0, 200)}`);
})"""
BOOKS = [(case.name, case.code) for case in CASES] + [
    ("PerceptronPlane", f"PerceptronPlane(([[0, 1], [-1, 0.5]] * np.array({size}), [1, -1]))")
    for size in (1e6, 1e-6, 1e-300, 0)
]


@pytest.mark.parametrize(("name", "code"), BOOKS)
def test_what_python_takes_the_page_shows(notebook, name, code):
    make = f"import numpy as np\nfrom lecturelib.widgets import {name}\nw = {code}\nw"
    book = notebook(make).ready()
    count = book.python(ENDS)
    assert count.isdigit(), count
    for k in range(int(count)):
        complaint = book.python(f"show({k})")
        book.settle()
        seen = book.page.evaluate(NO_NUMBER)
        assert (complaint, seen) == ("", []), book.python(f"print(states[{k}])")
        assert book.errors == [], book.python(f"print(states[{k}])")
    for button in ("Play", "Learn", "Reset"):
        if book.widget().get_by_role("button", name=button, exact=True).count():
            press(book.widget(), button)
            book.settle()
    assert book.errors == [] and book.page.evaluate(NO_NUMBER) == []
