"""The cells of a notebook as the sections of a page."""

import re
from base64 import b64decode
from dataclasses import dataclass, field

import numpy as np
from markupsafe import Markup

from lecturelib import words
from lecturelib.exercises import EXERCISES
from lecturelib.practice import PRACTICE
from pages import prose
from tools.normal_form import WIDGET_VIEW

_CHECK = re.compile(r'^check\("(\d+\.\d+)"', re.M)
_GUESS = re.compile(r'^guess\("\d+\.\d+"\)$')
_PRACTICE = re.compile(r'^practice\("(\d+\.\d+)", \.\.\.\)$')
_LINKS_BACK_AND_ON = {"nav", "nav-end"}


@dataclass
class Section:
    """A cell on the page. slide: its slide type in the notebook, or "" for one that goes on."""

    id: str
    slide: str
    html: Markup


@dataclass
class Page:
    """A notebook as a page.

    name: of its files. title: HTML. contents: (id, HTML) of each heading. pictures: name -> PNG
    bytes. widgets: what the kernel said of each, in their order.
    """

    name: str
    title: Markup = Markup("")
    sections: list = field(default_factory=list)
    contents: list = field(default_factory=list)
    pictures: dict = field(default_factory=dict)
    widgets: list = field(default_factory=list)


def page(name, notebook, widgets):
    """The Page of a notebook that `run` has run, with the widgets that it gave."""
    made, numbers = Page(name), {}
    for cell in notebook.cells:
        if cell.id in _LINKS_BACK_AND_ON or cell.source == "progress()":
            continue
        if cell.cell_type == "markdown":
            for level, heading in prose.headings(cell.source):
                if level == 1:
                    made.title = heading
                elif level == 2:
                    made.contents.append((cell.id, heading))
            html = prose.html(cell.source, cell.id)
        elif practised := _PRACTICE.match(cell.source):
            html = _practice(practised[1])
        else:
            html = _code(cell) + _exercise(cell) + _outputs(cell, made, widgets, numbers)
        slide = cell.metadata.get("slideshow", {}).get("slide_type", "")
        made.sections.append(Section(cell.id, slide, html))
    return made


def _code(cell):
    if _GUESS.match(cell.source):
        return Markup("")  # the question is all there is to read
    source = prose.code(cell.source)
    if not cell.metadata.get("jupyter", {}).get("source_hidden"):
        return source
    return _fold(words.table("pages")["code"], source, "code")


def _fold(label, html, kind):
    return Markup('<details class="{}"><summary>{}</summary>{}</details>').format(kind, label, html)


def _exercise(cell):
    """The hints and the solution of the exercise that the cell checks, to unfold."""
    found = _CHECK.search(cell.source)
    if not found:
        return Markup("")
    exercise, text = EXERCISES[found[1]], words.table("pages")
    hints = exercise.words["hints"]
    folds = [
        _fold(text["hint"].format(number=k, count=len(hints)), prose.html(hint), "answer")
        for k, hint in enumerate(hints, 1)
    ]
    shown = prose.html(exercise.shown_solution().text)
    folds.append(_fold(text["solution"], shown, "answer"))
    return Markup("").join(folds)


def _practice(key):
    """The first question of a practice, and its answer, to unfold."""
    question, judge = PRACTICE[key].question(1)
    right = judge.right.tolist() if isinstance(judge.right, np.ndarray) else judge.right
    right = f"{right:.4g}" if isinstance(right, float) else right
    answer = f"`{right}` {PRACTICE[key].words['why']}"
    text = words.table("pages")["answer"]
    return prose.html(question) + _fold(text, prose.html(answer), "answer")


def _outputs(cell, made, widgets, numbers):
    if _CHECK.search(cell.source):
        return Markup("")  # it says that nothing was attempted
    return Markup("").join(_output(cell, output, made, widgets, numbers) for output in cell.outputs)


def _output(cell, output, made, widgets, numbers):
    if output.output_type == "stream":
        return _printed(output.text)
    data = output.data
    if WIDGET_VIEW in data:
        key = data[WIDGET_VIEW]["model_id"]
        if key not in numbers:
            numbers[key] = len(made.widgets)
            made.widgets.append(widgets[key])
        return _widget(numbers[key], _picture(cell, output, made))
    if "image/png" in data:
        return _picture(cell, output, made)
    if "text/markdown" in data:
        return prose.html(data["text/markdown"])
    return _printed(data["text/plain"])


def _printed(text):
    return Markup('<pre class="printed" tabindex="0">{}</pre>').format(text)


def _picture(cell, output, made):
    name = f"{cell.id}.png"
    made.pictures[name] = b64decode(output.data["image/png"])
    size = output.metadata["image/png"]
    return Markup('<img src="{}/{}" alt="{}" width="{}" height="{}" loading="lazy">').format(
        made.name, name, size["alt"], size["width"], size["height"]
    )


def _widget(number, picture):
    """The place of a widget: its picture until the script has put it there."""
    return Markup(
        '<div class="widget"><noscript>{}</noscript></div><script>course.show({})</script>'
    ).format(picture, number)
