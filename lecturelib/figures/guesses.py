"""A guess on paper: the question, and the place for an answer."""

import re
from unicodedata import east_asian_width

from lecturelib.figures import style
from lecturelib.figures.picture import Picture

_WIDTH = 5.6
_LETTERS_A_LINE = 54
# What a line cannot end in: a formula, a word with what belongs to it, a mark after a wide letter.
_PIECE = re.compile(r"(?:\$[^$]*\$|[^\s\u2e80-\uffef])+|[\u2e80-\uffef][，。；：？！）”、]*| ")


def empty(alt, question):
    """The question of a guess as a Picture that holds no answer."""
    own = question["words"]
    title = _wrapped(own["ask"])
    return _DRAWN[question["kind"]](alt, title, question, own)


def _wrapped(text):
    """The text in lines; a Chinese letter is as wide as two others, and a line may end after it."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if _width(lines[-1] + piece) > _LETTERS_A_LINE:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.strip() for line in lines)


def _width(text):
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text.rstrip())


def _number(alt, title, question, own):
    picture = Picture(alt, width=_WIDTH, height=1.1)
    ax = style.axes(picture.subplots(), title)
    ax.set_xlim(question["limits"])
    if question["log"]:
        ax.set_xscale("log")
    ax.yaxis.set_visible(False)
    ax.spines["left"].set_visible(False)
    ax.set_box_aspect(0.01)
    return picture


def _options(alt, title, question, own):
    options = [own["options"][name] for name in question["options"]]
    picture = Picture(alt, width=_WIDTH, height=0.5 + 0.26 * len(options) + 0.1 * title.count("\n"))
    ax = picture.subplots()
    ax.set_title(title, fontsize=13, color=style.INK)
    ax.set_axis_off()
    ax.set(xlim=(0, 1), ylim=(len(options) - 0.4, -0.6))
    for k, option in enumerate(options):
        ax.plot(0.02, k, "o", color=style.INK, fillstyle="none", markersize=8)
        ax.text(0.06, k, option, fontsize=11, color=style.INK, va="center")
    return picture


def _sketch(alt, title, question, own):
    picture = Picture(alt, width=_WIDTH, height=2.6)
    ax = style.axes(picture.subplots(), title, own["x"], own["y"])
    ax.set(xlim=question["x"], ylim=question["y"])
    ax.grid(color=style.PALE)
    return picture


_DRAWN = {"number": _number, "choice": _options, "order": _options, "sketch": _sketch}
