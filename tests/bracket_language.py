"""A made-up language for tests: English with every word in brackets.

What then stands outside brackets was not taken from a table. Placeholders stand outside: what fills
them is a number, or comes from a table, too. To run tests in it, from the course's folder:

    python -m tests.bracket_language pytest tests/unit
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

LANGUAGE = "brackets"
ENGLISH = Path(__file__).parents[1] / "lecturelib" / "words" / "en"
_NOT_WORDS = {"lang"}  # the code by which a browser knows the language
_GATES = {"AND", "OR", "NAND", "XOR"}


def environment(folder):
    """Builds the language in a folder, and returns the environment variables that choose it."""
    (folder / LANGUAGE).mkdir()
    for table in ENGLISH.glob("*.toml"):
        english = tomllib.loads(table.read_text(encoding="utf-8"))
        lines = [
            f"{json.dumps(key)} = {_toml(words if key in _NOT_WORDS else _bracketed(words))}"
            for key, words in english.items()
        ]
        (folder / LANGUAGE / table.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {"COURSE_WORDS": str(folder), "COURSE_LANGUAGE": LANGUAGE}


def outside(text):
    """The words of a text that stand outside brackets. A single letter is a symbol and no word,
    and gates have their names in every language.
    """
    text = re.sub(r"\$[^$]*\$", "", text)
    while text != (text := re.sub(r"\[[^\[\]]*\]", "", text)):
        pass
    text = re.sub(r"\d[\d.,]*(e[+-]?\d+)?", "", text)
    words = filter(str.isalpha, re.findall(r"[^\W\d_]{2,}", text))  # ⁻¹¹ is no word
    return [word for word in words if word not in _GATES]


def _bracketed(words):
    if isinstance(words, str):
        return words and re.sub(r"(\$[^$]*\$|\{[^}]*\})", r"]\1[", f"[{words}]")
    if isinstance(words, list):
        return [_bracketed(each) for each in words]
    return {key: _bracketed(each) for key, each in words.items()}


def _toml(value):
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{json.dumps(key)} = {_toml(of)}' for key, of in value.items())} }}"
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", *sys.argv[1:]]
        sys.exit(subprocess.run(command, env=os.environ | environment(Path(folder))).returncode)
