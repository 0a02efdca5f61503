"""A sentence a line: where a line ends, where not, and that the page stays the same."""

import re

import nbformat
import pytest
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from tools.normal_form import FOLDER
from tools.sentences import sentence_lines

BROKEN = [
    ("One. Two? Three! Four", "One.\nTwo?\nThree!\nFour"),
    ("It is 0.5 here. $z$ is not.", "It is 0.5 here.\n$z$ is not."),
    ("**Predict.** Will it? Or not?", "**Predict.** Will it?\nOr not?"),
    (
        "**Exercise 3.1.** (Read it.) Now. *Then.* End.",
        "**Exercise 3.1.** (Read it.)\nNow.\n*Then.*\nEnd.",
    ),
    ('He said "No." Then he left. (She stayed.)', 'He said "No."\nThen he left.\n(She stayed.)'),
    ("So *it is.* `code` follows. [A link](a.md)", "So *it is.*\n`code` follows.\n[A link](a.md)"),
    ("- One. Two.\n  Three. Four.\n- Five.", "- One.\n  Two.\n  Three.\n  Four.\n- Five."),
    ("10. One. Two.", "10. One.\n    Two."),
    ("> One. Two.\n>\n> Three. Four.", "> One.\n> Two.\n>\n> Three.\n> Four."),
    ("> - One. Two.", "> - One.\n>   Two."),
    ("中文。 下一句。 再一句", "中文。\n下一句。\n再一句"),
    ("Bold **ends here.** Next.", "Bold **ends here.**\nNext."),
    ("$a$. Then $b$. End.", "$a$.\nThen $b$.\nEnd."),
]
WHOLE = [
    "Rosenblatt, F. (1958). The perceptron",
    "See e.g. Fig. 3 and Eq. (4), by Liu et al. Nothing else, cf. No. 5, pp. 3-4, Vol. 1",
    "An aside (one. Two. Three) goes on, and [so. Does this](a.md)",
    "`a. B` and ``a. `B` c. D`` and $x. Y$ and 3.5. that",
    "中文。没有空格。再一句",
    "## 3.1 One. Two.",
    "| One. Two. | Three. Four. |\n|---|---|\n| Five. Six. | Seven. |",
    "```\nOne. Two.\n```",
    "~~~python\nx = 1. # One. Two.\n```\nA. B. C d. E\n~~~",
    "$$x = 1. \\text{One. Two.}$$",
    "$$\n\\text{One. Two.}\nThree. Four.\n$$",
    "<details><summary>One. Two.</summary>\nThree. Four.\n</details>",
    "    code. With. Dots.",
    "[label]: a.md 'One. Two.'",
    # The next line would be a list, a quotation, a heading or a tag.
    "So count. 1) One",
    "It was so. - Was it",
    "So. # is a sign",
    "So. > is a sign",
    "So. <b>Bold</b>",
    "So. + is a sign. == is another",
]


RENDER = MarkdownWithMath(renderer=IPythonRenderer(escape=False))


def html(source):
    return re.sub(r"\s+", " ", RENDER.render(source))


@pytest.mark.parametrize("source, lines", BROKEN)
def test_a_sentence_a_line(source, lines):
    assert sentence_lines(source) == lines
    assert sentence_lines(lines) == lines
    assert html(lines) == html(source)


@pytest.mark.parametrize("source", WHOLE)
def test_what_is_left_alone(source):
    assert sentence_lines(source) == source


def test_html_ends_at_a_blank_line():
    source = "<details>\n\nOne. Two.\n\n</details>\n\nThree. Four."
    assert sentence_lines(source) == source.replace(". T", ".\nT").replace(". F", ".\nF")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_the_notebooks_render_as_if_each_paragraph_were_one_line(path):
    """Paragraphs are joined here, found again by the module, and the page is the same."""
    paragraph = re.compile(
        r"^(?![#|<>\s]|[-*+] |\d+[.)] |```|\$\$).*(?:\n(?![#|<>\s-]|\d+[.)] ).+)+", re.M
    )
    joined = 0
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown" and "```" not in cell.source:
            crowded = paragraph.sub(lambda found: found[0].replace("\n", " "), cell.source)
            joined += crowded != cell.source
            assert sentence_lines(crowded) == cell.source
            assert html(crowded) == html(cell.source)
    assert joined > 10
