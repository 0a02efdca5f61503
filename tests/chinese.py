"""What can be checked of Chinese text: marks, spaces, terms, and English that was left."""

import re
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "translations" / "zh"
HAN = r"[\u3400-\u9fff]"
# What has no language: formulas, code, placeholders, addresses of links, tags, notes of letters.
OPAQUE = re.compile(
    r"(`+).+?\1|\$\$.+?\$\$|\$[^$]+\$|\{[^{}]*\}|\]\([^)]*\)|<[^<>]*>|```.*?```", re.DOTALL
)
FAULTS = {
    "a half-width mark beside Chinese": rf"{HAN}[,;:?!(]|[,;:?!)]{HAN}|{HAN}\.(?=\s|$|{HAN})",
    "a straight quotation mark beside Chinese": rf"{HAN}[\"']|[\"']{HAN}",
    "a space between Chinese and Latin letters or digits": rf"{HAN} [\w$`{{]|[\w$`}}%] {HAN}",
    "a space beside a full-width mark": r"[，。；：？！（）“”、] \S|\S [，。；：？！）”、]",
    "an emphasis that Markdown does not see": (
        r"[\w\u3400-\u9fff]\*\*[（“《，。：](?=[^*\n]*\*\*)|[（）“”，。：？！]\*\*(?=[\w\u3400-\u9fff])"
    ),
    "您 or 我们": r"您|我们",
}
ENGLISH = re.compile(r"[A-Za-z][a-z’'-]+(?: [A-Za-z(][a-z’'-]+){3,}")


def read(name):
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def without_maths(text):
    """The text with a letter in place of all that has no language."""
    return OPAQUE.sub("x", text)


def faults(chinese):
    """What is wrong with the marks and spaces of a text: (what, where)."""
    for what, pattern in FAULTS.items():
        # A space or a mark counts beside formulas, too; but what stands in them does not.
        for found in re.finditer(pattern, without_maths(chinese)):
            start = max(found.start() - 8, 0)
            yield what, without_maths(chinese)[start : found.end() + 8]
    bare = re.sub(r"（[^）]*）", "", without_maths(chinese))
    for found in ENGLISH.finditer(bare):
        yield "English", found[0]


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
