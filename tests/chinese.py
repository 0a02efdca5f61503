"""What can be checked of Chinese text: marks, spaces, terms, and English that was left."""

import re
import tomllib
from pathlib import Path

from markdown_it import MarkdownIt

FOLDER = Path(__file__).parents[1] / "translations" / "zh"
HAN = r"[\u3400-\u9fff]"
# What has no language: formulas, code, placeholders, addresses of links, tags, notes of letters.
OPAQUE = re.compile(
    r"(`+).+?\1|\$\$.+?\$\$|\$[^$]+\$|\{[^{}]*\}|\]\([^)]*\)|</?[a-z][^<>]*>|```.*?```", re.DOTALL
)
FAULTS = {
    "a half-width mark beside Chinese": rf"{HAN}[,;:?!(]|[,;:?!)]{HAN}|{HAN}\.(?=\s|$|{HAN})",
    "a straight quotation mark beside Chinese": rf"{HAN}[\"']|[\"']{HAN}",
    "a space between Chinese and Latin letters or digits": rf"{HAN} [\w$`{{]|[\w$`}}%] {HAN}",
    "a space beside a full-width mark": r"[，。；：？！（）“”、] \S|\S [，。；：？！）”、]",
    "您 or 我们": r"您|我们",
}
# A number before a name, as in a heading or a link, keeps its space.
NUMBERED = re.compile(r"(^#+ |\[(?:← )?|^)\d+(?:\.\d+)? (?=[\u3400-\u9fff])", re.MULTILINE)
ROW = re.compile(r"^\|.*\|$", re.MULTILINE)
MARKDOWN = MarkdownIt("commonmark").enable("table")
ENGLISH = re.compile(r"[A-Za-z][a-z’'-]+(?: [A-Za-z(][a-z’'-]+){3,}")


def read(name):
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def without_maths(text):
    """The text with a letter in place of all that has no language."""
    return OPAQUE.sub("x", text)


def faults(chinese):
    """What is wrong with the marks and spaces of a text: (what, where)."""
    plain = without_maths(chinese)
    lines = NUMBERED.sub(r"\1", ROW.sub(lambda row: re.sub(r" *\| *", "\n", row[0]), plain))
    for what, pattern in FAULTS.items():
        for found in re.finditer(pattern, lines):
            yield what, lines[max(found.start() - 8, 0) : found.end() + 8]
    for found in ENGLISH.finditer(re.sub(r"（[^）]*）", "", ROW.sub("", plain))):
        yield "English", found[0]
    if "**" in MARKDOWN.render(plain):
        yield "an emphasis that Markdown does not see", chinese


def patterns(glossary):
    """(pattern of an English term, its Chinese renderings), the longest first."""
    for term in sorted(glossary, key=len, reverse=True):
        chinese = glossary[term] if isinstance(glossary[term], list) else [glossary[term]]
        words = re.escape(term).replace(r"\ ", r"[\s-]+").replace(r"\-", "[- ]?")
        yield re.compile(rf"(?<![\w-]){words}(?:s|es)?(?![\w-])", re.IGNORECASE), chinese


def missing_terms(english, chinese, glossary):
    """The terms of the English text that the Chinese does not give by their own words."""
    rest = re.sub(r"\]\([^)]*\)|(`+).+?\1|\$[^$]+\$|\{[^{}]*\}", " ", english)
    for pattern, renderings in patterns(glossary):
        if found := pattern.search(rest):
            if not any(each in chinese for each in renderings):
                yield found[0], renderings
            rest = pattern.sub(" ", rest)
