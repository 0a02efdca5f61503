"""One JupyterLab and one browser for all tests of this folder."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.site import make
from tools.lab import Browser, Lab, NoBrowser


def pytest_collection_modifyitems(items):
    """A busy machine may drop a frame; what fails three times is broken."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.flaky(reruns=2))


@contextmanager
def installed(browser):
    """The browser, entered; where it is missing, the test is skipped, or fails if CI is set."""
    try:
        with browser:
            yield browser
    except NoBrowser as reason:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(reason))


@pytest.fixture(scope="package")
def browser():
    with installed(Browser()) as browser:
        yield browser


@pytest.fixture(scope="package")
def lab(browser):
    with Lab() as lab:
        yield lab


@pytest.fixture(scope="package")
def site(tmp_path_factory):
    """The folder of a site whose page all.html has all widgets."""
    folder = tmp_path_factory.mktemp("site")
    make(folder)
    return folder


@pytest.fixture
def notebook(lab, browser):
    """notebook(*cells) opens a notebook with these code cells, all run, for one test."""
    books = []

    def open_book(*cells, **options):
        books.append(browser.open(lab, cells, **options))
        return books[-1]

    yield open_book
    for book in books:
        book.close()


@pytest.fixture(scope="module")
def book(lab, browser, request):
    """A notebook whose variable w is the module's WIDGET.

    By its end there was no error, and nothing was asked for beyond loopback.
    """
    code = f"from lecturelib import widgets\nw = widgets.{request.module.WIDGET}\nw"
    book = browser.open(lab, [code], height=1100).ready()
    yield book
    assert book.errors == [] and book.strangers == []
    book.close()


@pytest.fixture
def widget(book):
    """The module's widget on the page, as at its start."""
    book.reset()
    return book.widget()
