"""Every word that a student can read: a folder a language, in it the tables, `<name>.toml`.

The language is "en" unless the environment variable COURSE_LANGUAGE or `use` says otherwise. The
folders of the languages stand here, or where the environment variable COURSE_WORDS says.
"""

import os
import tomllib
from functools import cache
from pathlib import Path

from lecturelib import checks


def use(language):
    """From now on all words are taken from this language, such as "en", also in new processes.

    What was made before keeps its words. Raises ValueError if no folder has that name.
    """
    os.environ["COURSE_LANGUAGE"] = checks.choice("language", language, _languages(_folder()))


def table(name, language=None):
    """The words of `<language>/<name>.toml` as a dict. Treat it as read-only, and look it up when
    it is needed: after `use` it is another. Raises ValueError if the language does not exist.
    """
    return _read(_folder(), language or _language(), name)


def font():
    """The file of the letters that this language's pictures need; None if Matplotlib's will do."""
    file = _folder() / _language() / "font.otf"
    return file if file.exists() else None


@cache
def _read(folder, language, name):
    checks.choice("COURSE_LANGUAGE", language, _languages(folder))
    return tomllib.loads((folder / language / f"{name}.toml").read_text(encoding="utf-8"))


def _language():
    return os.environ.get("COURSE_LANGUAGE") or "en"


def _folder():
    return Path(os.environ.get("COURSE_WORDS") or Path(__file__).parent)


def _languages(folder):
    names = sorted({path.parent.name for path in folder.glob("*/*.toml")})
    if not names:
        raise ValueError(f"COURSE_WORDS must name a folder of languages, got {str(folder)!r}")
    return names
