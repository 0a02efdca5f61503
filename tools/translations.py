"""The notebooks in another language: catalogues of their paragraphs, and the editions made of them.

    python3 course.py translations       bring all catalogues up to date, and say what is missing

A catalogue is a file of gettext, `translations/<language>/<notebook>.po`, for Poedit, Weblate or an
editor. Each paragraph of the English is an entry, with the id of its cell as its context. What has
changed in English is marked as fuzzy, and counts as missing until the mark is taken away.
"""

import copy
import re
import sys
from difflib import get_close_matches
from io import BytesIO

import nbformat
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from course import NOTEBOOKS, ROOT, folder_of

CATALOGUES = ROOT / "translations"
HEAD = """\
# A paragraph of the notebook is an entry, its cell the context.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
REFERENCES = "references"  # the cell whose list is the same in every language
_FENCE = re.compile(r"\s*(```|~~~|\$\$)")
# What has nothing to translate: formulas, code, tags.
_MUTE = re.compile(r"\$\$.*?\$\$|```.*?```|~~~.*?~~~|</?[a-z][^<>]*>|[^\w<$`]|\d", re.DOTALL)
# Words in a formula; "if", and names of functions, are the lecture's own.
_TEXT = re.compile(r"\\text\{([^}]*)\}")
_SAYS = re.compile(r"\S\s+\S|:")
# Where two lines of a paragraph meet without a space, and what begins a line of its own.
_WIDE = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—]"
_MARK = r"(?:[-+*#>|]|\d+[.)]|<)"
_SEAM = re.compile(rf"(?<={_WIDE})\n\s*(?!\s*{_MARK})|\n\s*(?={_WIDE})")


class Missing(Exception):
    """Translations that a notebook lacks."""


def paragraphs(source):
    """The paragraphs of a Markdown text; code and displayed formulas are not taken apart."""
    found, inside = [[]], None
    for line in source.split("\n"):
        if fence := _FENCE.match(line):
            mark = fence[1]
            opens_and_closes = mark == "$$" and line.count("$$") % 2 == 0
            if inside == mark:
                inside = None
            elif not inside and not opens_and_closes:
                inside = mark
        if line or inside:
            found[-1].append(line)
        else:
            found.append([])
    return ["\n".join(lines) for lines in found]


def speaks(cell, paragraph):
    """Whether a paragraph of a Markdown cell has words of a language."""
    if cell.id == REFERENCES and not paragraph.startswith("#"):
        return False
    return bool(_MUTE.sub("", paragraph)) or any(map(_SAYS.search, _TEXT.findall(paragraph)))


def catalogue_of(notebook, language):
    """A Catalog of all that a notebook says, without translations."""
    catalogue = Catalog(locale=language, fuzzy=False)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for paragraph in paragraphs(cell.source):
                if speaks(cell, paragraph):
                    catalogue.add(paragraph, context=cell.id)
    return catalogue


def merged(old, notebook, language):
    """The catalogue of what the notebook says now, with the translations of an older one.

    Where a paragraph of a cell has changed, the translation of the most similar one is taken as
    fuzzy. Without an older one (None) all is missing.
    """
    catalogue = catalogue_of(notebook, language)
    for entry in entries(catalogue):
        before = old and old.get(entry.id, entry.context)
        if old and not before:
            cells = {each.id: each for each in entries(old) if each.context == entry.context}
            closest = get_close_matches(entry.id, cells, n=1)
            before = cells[closest[0]] if closest else None
        if before:
            entry.string, entry.flags = before.string, set(before.flags)
            entry.user_comments = before.user_comments
            if before.id != entry.id and before.string:
                entry.flags.add("fuzzy")
    return catalogue


def entries(catalogue):
    """The entries but for the first, which is the head of the file."""
    return [entry for entry in catalogue if entry.id]


def path_of(language, stem):
    return CATALOGUES / language / f"{stem}.po"


def read(path, language):
    """The Catalog in a file; None where there is none."""
    return read_po(BytesIO(path.read_bytes()), locale=language) if path.exists() else None


def dumps(catalogue):
    """The file's bytes."""
    for entry in entries(catalogue):  # braces are LaTeX's here, per cents are per cents
        entry.flags -= {"python-format", "python-brace-format"}
    text = BytesIO()
    write_po(text, catalogue, width=0, omit_header=True, no_location=True)
    return HEAD.format(language=catalogue.locale).encode() + text.getvalue()


def missing(catalogue):
    """The entries that have no translation, or one of an older English text."""
    return [entry for entry in entries(catalogue) if not entry.string or entry.fuzzy]


def begun():
    """The languages that have a catalogue."""
    return sorted({path.parent.name for path in CATALOGUES.glob("*/*.po")})


def edition(notebook, catalogue, language):
    """The notebook in another language: its words from the catalogue, all else as it is.

    Raises Missing where a translation is.
    """
    catalogue = merged(catalogue, notebook, language)
    if lacking := missing(catalogue):
        cells = ", ".join(dict.fromkeys(entry.context for entry in lacking))
        raise Missing(f"translations are missing in {cells}: see docs/translate.md")
    made = copy.deepcopy(notebook)
    for cell in made.cells:
        if cell.cell_type == "markdown":
            said = [
                _SEAM.sub("", catalogue.get(each, cell.id).string) if speaks(cell, each) else each
                for each in paragraphs(cell.source)
            ]
            # The way to this edition is in it the way back.
            cell.source = "\n\n".join(said).replace(f"]({language}/", "](../")
    first = next(cell for cell in made.cells if cell.cell_type == "code")
    first.source = speaking(first.source, language)
    return made


def speaking(code, language):
    """The notebook's first code, which then chooses the language, too."""
    before, mark, after = code.partition("from lecturelib")
    return f'{before}from lecturelib import words\n{mark}{after}\n\nwords.use("{language}")'


def editions(path):
    """The languages that have a catalogue of the notebook at a path, each with where it lies."""
    for language in begun():
        if path_of(language, path.stem).exists():
            yield language, path.parent / folder_of(language) / path.name


def made(path, language, there):
    """The notebook at a path in another language, with the outputs that it has there already."""
    catalogue = read(path_of(language, path.stem), language)
    notebook = edition(nbformat.read(path, as_version=4), catalogue, language)
    old = nbformat.read(there, as_version=4).cells if there.exists() else []
    outputs = {cell.id: cell.outputs for cell in old if cell.cell_type == "code"}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = outputs.get(cell.id, [])
    return notebook


def main(chosen=()):
    """Brings the catalogues up to date; `chosen`: begin those of these notebooks."""
    for language in begun():
        for path in sorted(NOTEBOOKS.glob("*.ipynb")):
            file = path_of(language, path.stem)
            if not file.exists() and not path.name.startswith(tuple(chosen) or "-"):
                print(f"{language} {path.stem}: not begun")
                continue
            new = merged(read(file, language), nbformat.read(path, as_version=4), language)
            file.write_bytes(dumps(new))
            print(f"{language} {path.stem}: {len(new)} texts, {len(missing(new))} missing")


if __name__ == "__main__":
    main(sys.argv[1:])
