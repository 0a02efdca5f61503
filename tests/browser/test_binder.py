"""The course as Binder builds and starts it, without Docker: a drag, and an exercise."""

import os

import pytest

from tools.binder import Binder, first_drag

pytestmark = pytest.mark.skipif(
    not os.environ.get("COURSE_NIGHTLY"), reason="every night: it sets up a whole environment"
)


def test_a_badge_leads_to_a_notebook_that_works(browser):
    with Binder() as binder:
        page = browser.page(viewport={"width": 1280, "height": 900})
        first_drag(page, binder.address("lab/tree/workbook/03_perceptron.ipynb"))
        cell = page.locator(".jp-CodeCell", has_text='check("3.2"')
        cell.locator(".cm-content").click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type('check("3.2", 2.5)')
        page.keyboard.press("Shift+Enter")
        cell.get_by_text("✓").wait_for(timeout=120_000)
        page.close()
