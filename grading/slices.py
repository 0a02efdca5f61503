"""What a cell of a notebook needs to run alone: the cells that make the names it uses."""

import ast
import re


def slice_of(sources, index):
    """The code of cell `index`, behind that of the earlier cells it needs, as one text.

    sources: the code cells of a notebook, in order. A cell is needed if it makes a name that is
    used, by import, assignment, loop, def or class; the last one that does so counts. A cell that
    cannot be read makes nothing.
    """
    needed = _uses(sources[index])
    taken = [_plain(sources[index])]
    for source in reversed(sources[:index]):
        made = _makes(source) & needed
        if made:
            taken.append(_plain(source))
            needed = (needed - made) | _uses(source)
    return "\n\n".join(reversed(taken))


def _plain(source):
    """Without IPython's own commands."""
    lines = source.splitlines()
    return "\n".join(line for line in lines if not re.match(r"\s*[%!]|.*\?\s*$", line))


def _names(source, context):
    try:
        tree = ast.parse(_plain(source))
    except (SyntaxError, ValueError):
        return set()
    nodes = list(ast.walk(tree))
    names = {each.id for each in nodes if isinstance(each, ast.Name) and type(each.ctx) in context}
    if ast.Store in context:
        defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        names |= {each.name for each in nodes if isinstance(each, defined)}
        names |= {
            (alias.asname or alias.name).partition(".")[0]
            for each in nodes
            if isinstance(each, ast.Import | ast.ImportFrom)
            for alias in each.names
        }
    return names


def _makes(source):
    return _names(source, {ast.Store})


def _uses(source):
    return _names(source, {ast.Load})
