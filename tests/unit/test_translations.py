"""Catalogues of a notebook's paragraphs, and the editions made of them."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools import translations as tool

CODE = (
    "import numpy as np\n\nfrom lecturelib.activations import sign\nfrom lecturelib.hebb import x"
)
TEXT = """\
## 1.1 A neuron

It fires.
Or not:

$$a = f(z)$$

```
z = w @ x

a = f(z)
```

- One,
  and more;
- two.

</details>"""


def notebook(text=TEXT):
    cells = [new_markdown_cell(text, id="start"), new_code_cell(CODE, id="imports")]
    return new_notebook(cells=[*cells, new_markdown_cell("- A. (2000). T.", id="references")])


def translated(*chinese, book=None):
    catalogue = tool.merged(None, book or notebook(), "zh")
    for entry, text in zip(tool.entries(catalogue), chinese, strict=True):
        entry.string = text
    return catalogue


CHINESE = ["## 1.1 神经元", "它兴奋。\n也可能不：", "- 一，\n  还有；\n- 二。"]


def test_code_and_formulas_are_not_taken_apart():
    assert len(tool.paragraphs(TEXT)) == 6
    assert "\n\n".join(tool.paragraphs(TEXT)) == TEXT
    many = "$$\na\n\nb\n$$\n\ntext"
    assert tool.paragraphs(many) == ["$$\na\n\nb\n$$", "text"]


def test_what_has_words_is_an_entry_with_its_cell():
    entries = tool.entries(tool.merged(None, notebook(), "zh"))
    assert [entry.context for entry in entries] == ["start"] * 3
    assert [entry.id.split("\n")[0] for entry in entries] == [
        "## 1.1 A neuron",
        "It fires.",
        "- One,",
    ]
    assert len(tool.missing(tool.merged(None, notebook(), "zh"))) == 3


@pytest.mark.parametrize(
    "paragraph, says",
    [
        (r"$$\text{ReLU}(z) = \begin{cases} z & \text{if } z \ge 0 \end{cases}$$", False),
        (r"$$\text{number of updates} \le 3$$", True),
        (r"$$\text{squared:} \quad 2$$", True),
        ("</details>", False),
        ("```\nz = 1\n```", False),
    ],
)
def test_what_a_formula_says_is_translated_too(paragraph, says):
    cell = new_markdown_cell(paragraph, id="start")
    assert tool.speaks(cell, paragraph) is says


def test_a_file_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "zh.po"
    path.write_bytes(tool.dumps(translated(*CHINESE)))
    again = tool.merged(tool.read(path, "zh"), notebook(), "zh")
    assert [entry.string for entry in tool.entries(again)] == CHINESE
    assert tool.dumps(again) == path.read_bytes() and not tool.missing(again)
    assert tool.read(tmp_path / "none.po", "zh") is None


def test_what_has_changed_is_marked_and_what_has_gone_is_gone():
    changed = notebook(
        TEXT.replace("Or not:", "Or it does not:").replace("- two.", "- two.\n\nNew.")
    )
    new = tool.merged(translated(*CHINESE), changed, "zh")
    assert [(entry.string or "", entry.fuzzy) for entry in tool.entries(new)] == [
        (CHINESE[0], False),
        (CHINESE[1], True),
        (CHINESE[2], False),
        ("", False),
    ]
    assert [entry.id.split("\n")[0] for entry in tool.missing(new)] == ["It fires.", "New."]
    assert not tool.missing(tool.merged(new, notebook("Else."), "zh"))[1:]
    with pytest.raises(tool.Missing, match="missing in start: see docs/translate.md"):
        tool.edition(changed, new, "zh")


def test_an_edition_has_other_words_and_the_same_code():
    made = tool.edition(notebook(), translated(*CHINESE), "zh")
    start, imports, references = made.cells
    assert start.source == (
        "## 1.1 神经元\n\n它兴奋。也可能不：\n\n$$a = f(z)$$\n\n```\nz = w @ x\n\na = f(z)\n```\n\n"
        "- 一，还有；\n- 二。\n\n</details>"
    )
    assert references.source == "- A. (2000). T."
    assert imports.source.splitlines()[2:] == [
        "from lecturelib import words",
        "from lecturelib.activations import sign",
        "from lecturelib.hebb import x",
        "",
        'words.use("zh")',
    ]
    assert notebook().cells[0].source == TEXT, "the English stays"
