"""`course.py present`: a deck that a remote can drive, with live widgets, at its first slide."""

import os
import re
import signal
import subprocess
import sys

import nbformat
import pytest

from course import folder_of, languages
from tools.lab import ROOT, drag
from tools.normal_form import FOLDER

NAMES = [
    (language, path.name[:2])
    for language in languages()
    for path in sorted((FOLDER / folder_of(language)).glob("*.ipynb"))
]
SIZES = [(1280, 720), (1920, 1080)]
# The active cell's number, and how far what is seen reaches beyond the window.
NOW = """() => {
    const active = document.querySelector(".jp-Cell.jp-mod-active");
    const seen = [...document.querySelectorAll(".jp-deck-mod-visible")]
        .filter(cell => cell.getBoundingClientRect().height);
    const ends = seen.map(cell => cell.getBoundingClientRect());
    const beyond = Math.max(...ends.map(end => Math.max(-end.top, end.bottom - innerHeight)));
    return [Number(active.dataset.windowedListIndex), beyond];
}"""

FOCUSED = "() => document.querySelector('.jp-Cell.jp-mod-active').contains(document.activeElement)"


@pytest.fixture(scope="module", params=NAMES, ids="-".join)
def presented(request, browser):
    """(the notebook, its page at the first slide)."""
    language, number = request.param
    if request.param != ("en", "02") and not os.environ.get("COURSE_NIGHTLY"):
        pytest.skip("all ten are walked every night, in each language")
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "tools.present", number],
        cwd=ROOT,
        env={**os.environ, "BROWSER": "true", "COURSE_LANGUAGE": language},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    printed = ""
    for line in process.stdout:
        printed += line
        if found := re.search(r"http://127\.0\.0\.1:\S+", line):
            break
    folder = FOLDER / folder_of(language)
    page = browser.page(viewport={"width": 1280, "height": 720})
    page.goto(found[0])
    page.wait_for_selector("body[data-jp-deck-mode=presenting]", state="attached")
    page.locator(".jp-deck-mod-visible h1").wait_for()
    yield nbformat.read(next(folder.glob(f"{number}*")), as_version=4), page, printed
    page.close()
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0


def walk(page, key, first, last):
    """The cells that presses of a key lead through, from the first to the last one."""
    seen = [page.evaluate(NOW)]
    assert seen[0][0] == first
    while seen[-1][0] != last:
        onward(page, key)
        seen.append(page.evaluate(NOW))
    return seen


def onward(page, key):
    """One press of a key, and what it leads to has come."""
    page.wait_for_function(FOCUSED)
    old, _ = page.evaluate(NOW)
    page.keyboard.press(key)
    page.wait_for_function("([now, old]) => eval(now)()[0] !== old", arg=[NOW, old])
    page.wait_for_timeout(50)


def to_first(page, notebook):
    """Back to the first slide, wherever a test has left the deck."""
    for _ in notebook.cells:
        if page.evaluate(NOW)[0] == 0:
            return
        onward(page, "PageUp")


@pytest.mark.parametrize("size", SIZES)
def test_a_remote_leads_through_every_slide_and_back(presented, size):
    notebook, page, _ = presented
    page.set_viewport_size({"width": size[0], "height": size[1]})
    shown = [
        number
        for number, cell in enumerate(notebook.cells)
        if cell.metadata.get("slideshow", {}).get("slide_type") not in ("skip", "notes")
    ]
    to_first(page, notebook)
    on = walk(page, "PageDown", shown[0], shown[-1])
    assert [cell for cell, _ in on] == shown
    assert [notebook.cells[cell].id for cell, beyond in on if beyond > 1] == []
    back = walk(page, "PageUp", shown[-1], shown[0])
    assert [cell for cell, _ in back] == shown[::-1]


def test_the_speaker_has_the_notes_and_the_room_has_not(presented):
    notebook, page, printed = presented
    notes = [
        cell.source
        for cell in notebook.cells
        if cell.metadata.get("slideshow", {}).get("slide_type") == "notes"
    ]
    assert notes and all(note in printed for note in notes)


def test_a_widget_on_a_slide_follows_the_hand(presented):
    notebook, page, _ = presented
    page.set_viewport_size({"width": 1280, "height": 720})
    to_first(page, notebook)
    handle = page.locator(".jp-deck-mod-visible .ll [role=slider]").first
    for _ in notebook.cells:
        if handle.is_visible():
            break
        onward(page, "PageDown")
    before = handle.get_attribute("aria-valuenow")
    drag(page, handle, 30, -20)
    page.wait_for_function(
        "([handle, before]) => handle.getAttribute('aria-valuenow') !== before",
        arg=[handle.element_handle(), before],
    )
    # The remote leads on, though the widget has the focus; and when nothing has it.
    for leave in (lambda: None, lambda: page.evaluate("document.activeElement.blur()")):
        leave()
        old, _ = page.evaluate(NOW)
        page.keyboard.press("PageDown")
        page.wait_for_function("([now, old]) => eval(now)()[0] !== old", arg=[NOW, old])
