"""A student's hour with one whole workbook: guesses, practice, exercises, and how far one is.

The kernel restarts and the page is loaded again, and nothing is forgotten.
"""

import json

import pytest

from course import blank
from lecturelib import record
from lecturelib.exercises import EXERCISES
from lecturelib.guesses import GUESSES
from lecturelib.practice import PRACTICE
from tests.browser.helpers import press
from tests.browser.test_guess import WORDS, draw, told, type_number
from tools.lab import Book, Lab
from tools.normal_form import FOLDER

(ORIGINAL,) = FOLDER.glob("05_*.ipynb")
# Runs a cell of the open notebook, with another source if there is one, and waits for its end.
RUN = """async ([id, source]) => {
    const { content, sessionContext } = window.jupyterapp.shell.currentWidget;
    const index = content.widgets.findIndex(cell => cell.model.id === id);
    const cell = content.widgets[index];
    if (source !== null) cell.model.sharedModel.setSource(source);
    content.activeCellIndex = index;
    await window.jupyterapp.commands.execute("notebook:run-cell");
    await content.scrollToItem(index, "center");
    return cell.model.sharedModel.outputs
        .map(({ data, text }) => data?.["text/plain"] ?? text ?? "").flat().join("");
}"""

SEEN = (
    "heading => { const { top } = heading.getBoundingClientRect(); return 0 < top && top < 900; }"
)


@pytest.fixture(scope="module")
def student(browser):
    """A Book of a fresh workbook's notebook 05, and the folder that it lies in."""
    with Lab() as lab:
        (lab.work / record.MARK).write_text("{}", encoding="utf-8")
        (lab.work / ORIGINAL.name).write_text(blank(ORIGINAL), encoding="utf-8")
        page = browser.page(viewport={"width": 1280, "height": 1000})
        book = Book(page, lab, ORIGINAL.name).load()
        yield book, lab.work
        book.close()


@pytest.fixture(scope="module")
def done(student):
    """The same after an hour's work."""
    book, _ = student
    run(book, "imports")
    for cell in ("sigmoid-guess", "vanish-guess", "sparse-guess", "left-tail-guess"):
        run(book, cell)
    draw(book, shown(book, "5.1"), (0.2, 0.6))
    shown(book, "5.2").get_by_role("radio").first.check()
    type_number(shown(book, "5.3"), 90)
    for key in ("5.1", "5.2", "5.3", "5.4"):
        press(shown(book, key), WORDS["keep"])
        press(shown(book, key), WORDS["compare"])
    book.settle()
    return book


def run(book, cell, source=None):
    """What a cell shows, as text."""
    return book.page.evaluate(RUN, [cell, source])


def shown(book, key):
    """The widget of a guess on the page."""
    return book.page.locator(".guess").nth(int(key[2:]) - 1)


def cells_of(text, section="5"):
    """The counts in the row of a section."""
    (row,) = (line for line in text.splitlines() if line.startswith(f"| {section} "))
    return [cell.strip() for cell in row.split("|")[2:-1]]


def test_a_guess_of_each_kind_is_compared(done):
    for key in ("5.1", "5.2", "5.3", "5.4"):
        assert told(shown(done, key)).text_content().strip()


def test_practice_asks_judges_and_asks_anew(done):
    first, second = (PRACTICE["5.4"].question(seed) for seed in (1, 2))
    assert first[0] in run(done, "practice-5-4")
    wrong = run(done, "practice-5-4", 'practice("5.4", 1)')
    assert wrong.startswith("✗") and first[0] in wrong
    right = f'practice("5.4", {first[1].right})'
    assert run(done, "practice-5-4", right).startswith("✓")
    assert second[0] in run(done, "practice-5-4")


def test_its_sentence_leads_back_to_the_heading(done):
    run(done, "practice-5-2")
    run(done, "practice-5-2", 'practice("5.2", 7)')
    heading = done.page.locator("h2", has_text="5.2 The sigmoid")
    assert not heading.evaluate(SEEN)
    done.page.get_by_role("link", name="section 5.2").click()
    done.page.wait_for_function(f"heading => ({SEEN})(heading)", arg=heading.element_handle())


def test_exercises_are_judged(done):
    assert run(done, "ex-5-1-cell", 'check("5.1", "relu")').startswith("✓")
    assert run(done, "ex-5-2-cell", 'check("5.2", 0.9)').startswith("✗")


def test_progress_shows_what_was_done(done):
    text = run(done, "progress")
    exercises = sum(key.startswith("5.") for key in EXERCISES)
    assert cells_of(text) == ["4 of 4", "1 of 10", f"1 of {exercises}"]
    assert cells_of(text, "4")[0] == f"0 of {sum(key.startswith('4.') for key in GUESSES)}"
    assert done.page.get_by_role("cell", name="5 Activation functions").count() == 1


def test_a_restarted_kernel_and_a_reloaded_page_forget_nothing(done, student):
    _, folder = student
    before = run(done, "progress")
    sentences = [told(shown(done, key)).text_content() for key in ("5.1", "5.2", "5.3", "5.4")]
    done.command("docmanager:save")
    done.page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
    )
    done.load()
    run(done, "imports")
    for cell in ("sigmoid-guess", "vanish-guess", "sparse-guess", "left-tail-guess"):
        run(done, cell)
    for key, sentence in zip(("5.1", "5.2", "5.3", "5.4"), sentences, strict=True):
        told(shown(done, key)).get_by_text(sentence[:40]).wait_for()
    assert run(done, "progress") == before
    kept = json.loads((folder / record.FILE).read_text(encoding="utf-8"))
    assert kept["guess 5.3"] == {"answer": 90, "stage": "compared", "reason": "most"}
    assert kept["exercise 5.2"]["right"] is False
    assert PRACTICE["5.4"].question(2)[0] in run(done, "practice-5-4", 'practice("5.4", ...)')
