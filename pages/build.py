"""The whole site in one folder: an opening page, a page for each notebook, and what they need.

Everything is plain, classic scripts and relative addresses, so that it works from a disk as well.
"""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from course import ENGLISH, folder_of, languages
from lecturelib import widgets, words
from lecturelib.widgets import PerceptronPlane, link
from lecturelib.widgets.guess.widget import Guess
from pages import links
from pages.cells import page
from pages.recordings import ANSWERS, record, told
from pages.run import run
from tools.normal_form import FOLDER, chosen

_ASSETS = Path(__file__).parent / "assets"
_WIDGETS = Path(link.__file__).parent
_SCRIPT = "course.js"
_KINDS = {kind.table: kind for kind in (Guess, *map(widgets.__dict__.get, widgets.__all__))}


def build(folder, names=()):
    """Writes the site into `folder`, in each language; an older site in it is taken away.

    names: which notebooks, by how their file names start; all if there is none. Raises ValueError
    if no notebook has such a name, or if the folder holds something else than a site.
    """
    _clear(Path(folder))
    answers = None
    for language in languages():
        words.use(language)
        answers = _build(Path(folder), names, language, answers)
    words.use(ENGLISH)


def _build(folder, names, language, answers):
    """Runs the notebooks in a language and writes their pages; returns the recorded answers.

    answers: those of another language, if there was one. They have no words, and are the same.
    """
    paths = chosen(names, FOLDER / folder_of(language))
    with ThreadPoolExecutor(2) as pool:
        ran = list(pool.map(partial(run, recorded=answers is None), paths))
    pages = [
        page(path.stem, notebook, said["widgets"])
        for path, (notebook, said) in zip(paths, ran, strict=True)
    ]
    answers = answers or [said["answers"] for _, said in ran]
    write(folder / folder_of(language), pages, answers, language)
    return answers


def write(folder, pages, answers, language=ENGLISH):
    """Writes these Pages, an opening page, and what they need into a folder.

    answers: dicts of what `record` found, by table.
    """
    folder.mkdir(exist_ok=True)
    first, firsts = PerceptronPlane("AND", w=(1, -0.5), b=0.25), {}
    record(first, firsts)
    _write_assets(folder, [{first.table: firsts}, *answers])
    for made, before, after in zip(pages, [None, *pages], [*pages[1:], None], strict=False):
        around = {"before": before, "after": after, **_around(language, made.name)}
        _write_page(folder, made, around)
    around = _around(language, min(FOLDER.glob("*.ipynb")).stem) | {"file": "index.html"}
    _write(folder / "index.html", _with_widgets("index.html", [told(first)], pages=pages, **around))


def _around(language, name):
    """What leads away from a page: to its other languages, and to where its notebook runs."""
    up = "" if language == ENGLISH else "../"
    others = [each for each in languages() if each != language]
    return {
        "file": f"{name}.html",
        "others": [
            (up + folder_of(each), words.table("kit", each) | words.table("pages", each))
            for each in others
        ],
        "ways": links.ways(folder_of(language) + name, links.read(), up),
    }


def _clear(folder):
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _SCRIPT).exists():
            raise ValueError(f"{folder} holds something else than a site: choose another folder")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)


def _write_assets(folder, answers):
    sheets = sorted(_WIDGETS.glob("*/style.css"))
    _write(folder / _SCRIPT, _classic(link.link(_ASSETS / "page.js")))
    for table in (sheet.parent.name for sheet in sheets):
        recorded = {}
        for each in answers:
            recorded.update(each.get(table, {}))
        _write_kind(folder, table, recorded)
    _write(folder / "widgets.css", link.styles(*sheets))
    shutil.copy(_ASSETS / "page.css", folder)


def _write_kind(folder, table, recorded):
    """What all widgets of a kind share, and a file for each answer that was recorded."""
    linked = link.link(_WIDGETS / table / "view.js")
    widget = _classic(linked.replace("export default ", "const whole=", 1) + "\nreturn whole")
    text = _json(_KINDS[table].vocabulary())
    answers = [
        {"gives": each.gives, "of": each.of, "ask": each.ask, "on": each.on}
        for each in ANSWERS.get(table, ())
    ]
    kind = f"{{widget:{widget},words:{text},answers:{_json(answers)}}}"
    _write(
        folder / f"{table}.js", f"course.define({_json(table)},{kind},{_json(list(recorded))});\n"
    )
    (folder / table).mkdir(exist_ok=True)
    for name, answer in recorded.items():
        file = f"{table}/{name}.js"
        _write(folder / file, f"course.answer({_json(file)},{_json(answer)});\n")


def _json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _classic(module):
    return f"(()=>{{{module}\n}})()"


def _write_page(folder, made, around):
    (folder / made.name).mkdir(exist_ok=True)
    for name, png in made.pictures.items():
        (folder / made.name / name).write_bytes(png)
    html = _with_widgets("page.html", made.widgets, page=made, **around)
    _write(folder / f"{made.name}.html", html)


def _with_widgets(template, widgets, **values):
    # In a script, "</" could end it.
    state = Markup(_json(widgets).replace("</", "<\\/"))
    tables = sorted({each["table"] for each in widgets})
    return _render(template, widgets=state, tables=tables, **values)


def _render(template, **values):
    environment = Environment(
        loader=FileSystemLoader(_ASSETS), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(template).render(
        words=words.table("kit") | words.table("pages"), **values
    )


def _write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")
