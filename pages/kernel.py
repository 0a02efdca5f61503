"""What a notebook's kernel says of its widgets when all cells have run."""

from IPython import get_ipython
from IPython.display import JSON

from lecturelib.widgets.base import Widget
from pages.recordings import record, told


def farewell(recorded):
    """What the page needs of the session's widgets, ready for JSON.

    widgets: what `told` says of each, by model id. answers: what `record` found, by table; only if
    `recorded`, for it takes long.
    """
    names = get_ipython().user_ns
    values = [*names.values(), *names["Out"].values()]
    found = {value.model_id: value for value in values if isinstance(value, Widget)}
    widgets = {key: told(widget) for key, widget in found.items()}
    answers = {widget.table: {} for widget in found.values()}
    for widget in found.values() if recorded else ():
        record(widget, answers[widget.table])
    return JSON({"widgets": widgets, "answers": answers})
