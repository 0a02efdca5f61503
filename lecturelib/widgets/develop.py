"""While developing, ANYWIDGET_HMR=1 in the environment: an edit of a .js or .css shows at once.

Each file is then a module of its own, so that a stack trace names file and line.
"""

import json
import os
import time
from threading import Thread
from weakref import ref

from lecturelib.widgets import link

_EVERY = 0.5  # seconds


def follow(widget):
    """Shows the widget's code and styles as they are in its folder, now and after each edit."""
    if os.environ.get("ANYWIDGET_HMR") == "1":
        Thread(target=_watch, args=(ref(widget), widget.folder), daemon=True).start()


def _watch(widget, folder):
    shown = None
    while widget():
        now = _read(folder)
        if now != shown:
            shown = now
            widget()._esm, widget()._css = now
        time.sleep(_EVERY)


def _read(folder):
    try:
        link.link(folder / "view.js")  # refuses what the course's readers could not load
        return link.apart(folder / "view.js"), link.styles(folder / "style.css")
    except (ValueError, OSError) as error:
        return f"throw new Error({json.dumps(str(error))});", ""
