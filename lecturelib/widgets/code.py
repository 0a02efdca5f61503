"""The lines of Python that make what a widget shows."""


class Code(str):
    """Source code, ready to be pasted into a cell: `w.code()` shows it, and `exec` runs it."""

    def __repr__(self):
        return str(self)

    def _repr_markdown_(self):
        return f"```python\n{self}\n```"


def numbers(values):
    """Rows of numbers, or one, as Python writes them: read again they are exactly the same."""
    values = values.tolist() if hasattr(values, "tolist") else values
    if isinstance(values, (list, tuple)):
        return f"[{', '.join(map(numbers, values))}]"
    return repr(int(values)) if values == int(values) else repr(float(values))
