"""Small mistakes put into a source, one at a time: its mutants."""

import ast
from typing import NamedTuple

OPERATORS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
RELATIVES = {
    "all": "any",
    "argmax": "argmin",
    "max": "min",
    "maximum": "minimum",
    "mean": "sum",
    "zeros": "ones",
    "log1p": "log",
    "permutation": "integers",
    "softplus": "sigmoid",
}
RELATIVES |= {other: name for name, other in RELATIVES.items()}


class Mutant(NamedTuple):
    """line: where. old, new: what stood there, and what stands there now. source: all of it."""

    line: int
    old: str
    new: str
    source: str

    @property
    def what(self):
        return f"line {self.line}: {self.old} -> {self.new}"


def mutants(source, thorough=False):
    """The mutants of a source, none twice: as a rule one a place, if thorough several."""
    seen = {ast.unparse(ast.parse(source))}
    for node, parameters in _nodes(ast.parse(source), []):
        changes = list(_slight(node))
        changes = [*changes, *_further(node, parameters)] if thorough else changes[:1]
        for place, new in changes:
            mutant = _with(source, place, new)
            meaning = ast.unparse(ast.parse(mutant.source))
            if meaning not in seen:
                seen.add(meaning)
                yield mutant


def _nodes(node, parameters):
    """Each node, with the parameters of the function around it.

    Without the wording of messages, and without zip's `strict`: what it guards against cannot be.
    """
    if isinstance(node, (ast.Raise, ast.JoinedStr)) or getattr(node, "arg", None) == "strict":
        return
    if isinstance(node, ast.FunctionDef):
        parameters = [argument.arg for argument in node.args.args]
    yield node, parameters
    for child in ast.iter_child_nodes(node):
        yield from _nodes(child, parameters)


def _with(source, place, new):
    """The source with another node in a place; nothing else moves."""
    lines = [line.encode() for line in source.splitlines(keepends=True)]
    begin = sum(map(len, lines[: place.lineno - 1])) + place.col_offset
    end = sum(map(len, lines[: place.end_lineno - 1])) + place.end_col_offset
    raw = source.encode()
    whole = raw[:begin] + _text(new).encode() + raw[end:]
    return Mutant(place.lineno, raw[begin:end].decode(), ast.unparse(new), whole.decode())


def _text(new):
    """As it can stand where another node stood: in brackets, but not if it is an index."""
    if isinstance(new, ast.stmt):
        return ast.unparse(new)
    if isinstance(new, ast.Slice) or any(
        isinstance(n, ast.Slice) for n in getattr(new, "elts", ())
    ):
        return ast.unparse(ast.Subscript(ast.Name("x"), new))[2:-1]
    return f"({ast.unparse(new)})"


def _slight(node):
    """What can be changed at a node, as (place, new node); the hardest to notice comes first."""
    match node:
        case ast.Compare(left, operators, right):
            for k, operator in enumerate(operators):
                for other in OPERATORS[type(operator)]:
                    changed = [*operators[:k], other(), *operators[k + 1 :]]
                    yield node, ast.Compare(left, changed, right)
        case ast.BinOp(left, operator, right):
            for other in OPERATORS.get(type(operator), ()):
                yield node, ast.BinOp(left, other(), right)
        case ast.BoolOp(operator, values):
            for other in OPERATORS[type(operator)]:
                yield node, ast.BoolOp(other(), values)
        case ast.UnaryOp(ast.USub() | ast.Not(), operand):
            yield node, operand
        case ast.Constant(bool(value)):
            yield node, ast.Constant(not value)
        case ast.Constant(int(value) | float(value)):
            yield from ((node, ast.Constant(value + step)) for step in (1, -1, 0.01))
        case ast.If(ast.Name() | ast.Attribute() | ast.Call() as test) | ast.IfExp(
            ast.Name() | ast.Attribute() | ast.Call() as test
        ):
            yield test, ast.UnaryOp(ast.Not(), test)
        case ast.Attribute(value, name) if name in RELATIVES:
            yield node, ast.Attribute(value, RELATIVES[name])
        case ast.Name(name, ast.Load()) if name in RELATIVES:
            yield node, ast.Name(RELATIVES[name])
        case ast.AugAssign() | ast.Expr(ast.Call()) | ast.Break():
            yield node, ast.Pass()
        case ast.Assign([ast.Subscript() | ast.Attribute()]):
            yield node, ast.Pass()


def _further(node, parameters):
    """What can be changed besides."""
    match node:
        case ast.BinOp(left, _, right):
            yield from ((node, left), (node, right))
        case ast.If(test):
            yield from ((test, ast.Constant(value)) for value in (True, False))
        case ast.IfExp(_, body, orelse):
            yield from ((node, body), (node, orelse))
        case ast.Call(function, [first, *rest], keywords):
            yield node, first
            if keywords or rest:
                yield node, ast.Call(function, [first, *rest[:-1]], keywords[:-1])
        case ast.Slice(lower, upper):
            yield from ((node, ast.Slice(None, upper)), (node, ast.Slice(lower, None)))
        case ast.Tuple([first, second], ast.Load()):
            yield node, ast.Tuple([second, first], ast.Load())
        case ast.Name(name, ast.Load()) if name in parameters:
            yield from ((node, ast.Name(other)) for other in parameters if other != name)
        case ast.Return(value):
            for text in ("str({})", "np.array({}, str)", "-({})"):
                new = text.format(ast.unparse(value))
                yield value, ast.parse(new, mode="eval").body
        case ast.Assign():
            yield node, ast.Pass()
