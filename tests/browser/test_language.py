"""Under a made-up language whose every word stands in brackets, a widget has no other word."""

import pytest

from tests import bracket_language
from tools.cases import CASES
from tools.lab import Lab

# All that is read or said, but for maths and code, which have no language.
SAID = """root => {
    const texts = [...root.querySelectorAll("[aria-label], [aria-valuetext], [title]")].flatMap(e =>
        ["aria-label", "aria-valuetext", "title"].map(name => e.getAttribute(name) ?? ""));
    const copy = root.cloneNode(true);
    copy.querySelectorAll(".ll-maths, pre").forEach(element => element.remove());
    copy.querySelectorAll("*").forEach(element => element.append(" "));
    texts.push(copy.textContent);
    return texts;
}"""


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    language = bracket_language.environment(tmp_path_factory.mktemp("words"))
    with pytest.MonkeyPatch.context() as here, Lab(**language) as lab:
        for name, value in language.items():
            here.setenv(name, value)
        yield lab


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_word_is_left(browser, lab, case):
    code = f"from lecturelib.widgets import {case.name}\nw = {case.code}\nw"
    book = browser.open(lab, [code], height=1500).ready()
    handle = book.widget().get_by_role("slider", name=case.handle)
    before = handle.get_attribute("aria-valuenow")
    book.drag(handle, 50, -30)
    book.settle()
    assert handle.get_attribute("aria-valuenow") != before
    book.page.wait_for_timeout(700)  # it speaks once the hand has come to rest
    spoken = book.widget().locator(".ll-spoken").text_content()
    assert spoken.startswith("[")
    said = book.widget().evaluate(SAID)
    assert [word for text in said for word in bracket_language.outside(text)] == []
    assert book.errors == []
    book.close()
