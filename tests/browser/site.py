"""A site of one page, with all widgets, for the tests of pages without Python."""

import nbformat

from lecturelib import widgets
from pages.build import write
from pages.cells import page
from pages.recordings import record, told
from tools.cases import CASES
from tools.normal_form import WIDGET_VIEW

# What is recorded here: one that is asked, one that is answered unasked, one without a timeline.
PLAYED = ["PerceptronPlane", "DescentPaths"]
RECORDED = [*PLAYED, "BackpropStepper"]


TWINNED = [case for case in CASES if case.name in ("PerceptronPlane", "RegularizationTimeline")]
TWINS = [twin for case in TWINNED for twin in (case, case._replace(name=f"Other{case.name}"))]


def notebook(cases):
    """A cell for each widget, and slides with notes."""
    cells = [nbformat.v4.new_markdown_cell("# 0 All of them\n\nOne after another.")]
    for number, case in enumerate(cases):
        cells.append(nbformat.v4.new_markdown_cell(f"## {case.name}\n\n$$z = w \\cdot x + b$$"))
        data = {WIDGET_VIEW: {"model_id": case.name}, "image/png": ""}
        metadata = {"image/png": {"width": 10, "height": 10, "alt": case.name}}
        output = nbformat.v4.new_output("execute_result", data, metadata=metadata)
        cells.append(nbformat.v4.new_code_cell(case.code, outputs=[output]))
        cells[-2].metadata["slideshow"] = {"slide_type": "slide"}
        if number == 0:
            cells.append(nbformat.v4.new_markdown_cell("Say it slowly."))
            cells[-1].metadata["slideshow"] = {"slide_type": "notes"}
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    return nbformat.v4.new_notebook(cells=cells)


def make(folder):
    """Writes the site into a folder: all.html, twins.html and index.html."""
    made = {case.name: eval(case.code, vars(widgets).copy()) for case in CASES}
    made["RegularizationTimeline"].do_run()  # whose handle stands on a curve that was learned
    answers = {}
    for name in RECORDED:
        record(made[name], answers.setdefault(made[name].table, {}))
    twins = {case.name: made[case.name.removeprefix("Other")] for case in TWINS}
    pages = [
        page(name, notebook(cases), {each: told(widget) for each, widget in shown.items()})
        for name, cases, shown in (("all", CASES, made), ("twins", TWINS, twins))
    ]
    write(folder, pages, [answers])


class Opened:
    """A page of the site; errors and strangers are as of a Book."""

    def __init__(self, browser, file, hash="", **options):
        self.page = browser.page(**options)
        self.errors, self.strangers = [], []
        self.page.on("console", lambda said: said.type == "error" and self.errors.append(said.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda asked: self._note(asked.url))
        self.page.goto(f"{file.as_uri()}#{hash}")
        self.page.wait_for_function("() => document.querySelector('.ll svg') !== null")

    def _note(self, url):
        if not url.startswith(("file:", "data:", "blob:")):
            self.strangers.append(url)

    def widget(self, number):
        return self.page.locator(".ll").nth(number)
