"""Markdown with a sentence a line, so that a difference between two versions shows the sentence.

The page that is rendered stays the same: a line is broken only where a space was, and no line then
begins with what Markdown takes for a list, a heading or a tag. Headings, tables, code, HTML and
displayed formulas are left alone. So is a Chinese full stop that no space follows: a new line
would show as a gap there.
"""

import re

# What a line's text may stand behind: quotation marks, list markers, indents.
PREFIX = re.compile(r"(?:\s*(?:>|(?:[-+*]|\d{1,9}[.)])(?=\s)))*\s*")
FENCE = re.compile(r"```|~~~")
# Headings, rows of tables, definitions of links, and lines that are all one mark.
NO_SENTENCE = re.compile(r"#|\||\[[^]]*\]:|[-*_=\s]+$")
# What a paragraph's next line must not begin with.
BLOCK_START = re.compile(r"[-+*=]+\s|[-=]+$|[>#|<]|```|~~~|\d{1,9}[.)]\s|\[[^]]*\]:")

# No sentence ends in code or in a formula.
OPAQUE = re.compile(r"(`+).+?\1|\$[^$]+\$")
END = re.compile(r"[.!?。！？][*_\"'”’)\]]* (?=[^a-z\s])")
ABBREVIATION = re.compile(
    r"(?<![^\s(\"“])(?:[A-Z]|e\.g|i\.e|al|cf|vs|[Ff]igs?|[Ee]qs?|[Nn]o|pp?|[Vv]ol|Dr|Prof|St)\.$"
    r"|\(\d{4}[a-z]?\)\.$"  # the year of a reference
)
LABEL = re.compile(r"\*\*[^*]+\*\*$")


def sentences(text):
    """The sentences of a paragraph. A bold label at its beginning stays with what follows."""
    blind = OPAQUE.sub(lambda found: "0" * len(found[0]), text)
    found, start = [], 0
    for match in END.finditer(blind):
        end = match.end()
        sentence, before = blind[start : end - 1], blind[:end]
        if (
            before.count("(") > before.count(")")
            or before.count("[") > before.count("]")
            or ABBREVIATION.search(sentence)
            or BLOCK_START.match(text[end:])
            or (start == 0 and LABEL.match(sentence))
        ):
            continue
        found.append(text[start : end - 1])
        start = end
    return [*found, text[start:]]


def sentence_lines(source):
    """The Markdown `source`, each sentence of paragraphs, quotations and lists on its own line."""
    lines, fence, formula, html = [], "", False, False
    for line in source.split("\n"):
        first = PREFIX.match(line)[0]
        text = line[len(first) :]
        html = bool(text) and (html or text.startswith("<"))
        if fence:
            fence = "" if text.startswith(fence) else fence
            lines.append(line)
            continue
        if opening := FENCE.match(text):
            fence = opening[0]
        whole = fence or html or formula or "$$" in line or NO_SENTENCE.match(text)
        formula ^= line.count("$$") % 2 == 1
        if whole or first.startswith("    "):
            lines.append(line)
            continue
        following = re.sub(r"[^\s>]", " ", first)
        parts = sentences(text)
        lines += [(following if k else first) + part for k, part in enumerate(parts)]
    return "\n".join(lines)
