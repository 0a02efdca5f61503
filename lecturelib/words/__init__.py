"""Every word that a widget or a checker shows, one table a widget, so that an edition in another language adds a folder."""

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGE = "en"


@cache
def table(name):
    """The words of `words/<language>/<name>.toml` as a dict. Treat it as read-only."""
    return tomllib.loads((files(__name__) / LANGUAGE / f"{name}.toml").read_text(encoding="utf-8"))
