"""What the browser does to a widget, done here."""


def ask(widget, what, **state):
    """What the browser sends when a button asks Python for something."""
    widget.set_state(state | {"asked": {"do": what, "n": widget.asked.get("n", 0) + 1}})
