"""The Chinese tables: marks, terms, and nothing left in English."""

import pytest

from lecturelib import words
from tests import chinese
from tests.bracket_language import ENGLISH

GLOSSARY = chinese.read("glossary.toml")
TABLES = sorted(table.stem for table in (ENGLISH.parent / "zh").glob("*.toml"))


def pairs(english, other):
    """All texts of two tables of the same shape, side by side."""
    if isinstance(english, str):
        yield english, other
    elif isinstance(english, list):
        for pair in zip(english, other, strict=True):
            yield from pairs(*pair)
    else:
        for key in english:
            yield from pairs(english[key], other[key])


@pytest.fixture(params=TABLES)
def table(request, monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "en")
    english = words.table(request.param)
    monkeypatch.setenv("COURSE_LANGUAGE", "zh")
    return list(pairs(english, words.table(request.param)))


def test_marks_and_spaces(table):
    assert [(fault, text) for _, text in table for fault in chinese.faults(text)] == []


def test_terms(table):
    left = [
        (term, text)
        for english, text in table
        if text != english  # such as a hint that is code
        for term in chinese.missing_terms(english, text, GLOSSARY)
    ]
    assert left == []


@pytest.mark.parametrize(
    "text, what",
    [
        ("损失,再降", "a half-width mark beside Chinese"),
        ("损失.", "a half-width mark beside Chinese"),
        ("损失(loss)", "a half-width mark beside Chinese"),
        ('这叫"损失"', "a straight quotation mark beside Chinese"),
        ("用 ReLU", "a space between Chinese and Latin letters or digits"),
        ("当 $z$ 为正", "a space between Chinese and Latin letters or digits"),
        ("第一。 第二", "a space beside a full-width mark"),
        ("叫**“损失”**的", "an emphasis that Markdown does not see"),
        ("**预测。**斜率", "an emphasis that Markdown does not see"),
        ("我们看", "您 or 我们"),
        ("这是 the loss of the network", "English"),
    ],
)
def test_a_fault_is_found(text, what):
    assert what in [fault for fault, _ in chinese.faults(text)]


@pytest.mark.parametrize(
    "text",
    [
        "**激活函数**（activation function）把$z$变成$f(z)$，如$z=0.5$。",
        "第{n}步：损失为{loss:.3f}。",
        "用`a, b = f(x)`，见[第3节](03_perceptron.ipynb)。",
        "**预测**：斜率多大？",
        "- 一\n- 二",
        "## 5.1 对激活函数的要求\n\n[← 4 神经网络模型](04.ipynb)",
        "| 中文 | English |\n|---|---|\n| 两端饱和（见图） | saturated at both ends |",
        "这是**阶梯函数**，也叫**台阶**，（**重要**）。",
    ],
)
def test_what_is_right_is_not_a_fault(text):
    assert list(chinese.faults(text)) == []


def test_a_wrong_term_is_found():
    assert list(chinese.missing_terms("Over-fitting hurts.", "欠拟合有害。", GLOSSARY)) == [
        ("Over-fitting", ["过拟合"])
    ]
    assert not list(chinese.missing_terms("The learning rates", "学习率", GLOSSARY))
