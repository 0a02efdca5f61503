"""What a notebook's kernel says of its widgets when all cells have run."""

from base64 import b64encode

from IPython import get_ipython
from IPython.display import JSON

from lecturelib.widgets.base import Widget
from pages.recordings import record

# Traits of Jupyter's, and those that a page has from elsewhere.
_ELSEWHERE = {"layout", "tabbable", "tooltip", "words", "asked"}


def farewell():
    """What the page needs of the session's widgets, ready for JSON.

    widgets: table, start and state by model id. answers: name -> answer by table.
    """
    names = get_ipython().user_ns
    values = [*names.values(), *names["Out"].values()]
    found = {value.model_id: value for value in values if isinstance(value, Widget)}
    widgets = {key: _plain(_told(widget)) for key, widget in found.items()}
    answers = {widget.table: {} for widget in found.values()}
    for widget in found.values():
        record(widget, answers[widget.table])
    return JSON({"widgets": widgets, "answers": _plain(answers)})


def _told(widget):
    names = [name for name in widget.keys if name[0] != "_" and name not in _ELSEWHERE]
    return {
        "table": widget.table,
        "start": widget.start_values,
        "state": {name: getattr(widget, name) for name in names},
    }


def _plain(value):
    """The same with bytes as {"bytes": base64}."""
    match value:
        case bytes():
            return {"bytes": b64encode(value).decode()}
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
    return value
