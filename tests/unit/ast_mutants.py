"""Small mistakes put into a function's source, one at a time."""

import ast
from copy import deepcopy

COMPARISONS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
}
ARITHMETIC = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.MatMult: ast.Mult,
}
RELATIVES = {
    "all": "any",
    "argmax": "argmin",
    "maximum": "minimum",
    "mean": "sum",
    "zeros": "ones",
    "log1p": "log",
    "permutation": "integers",
    "softplus": "sigmoid",
}
RELATIVES |= {other: name for name, other in RELATIVES.items()}


def mutants(source):
    """Yields (what was changed, the changed source), no source twice."""
    tree = ast.parse(source)
    parameters = [argument.arg for argument in tree.body[0].args.args]
    seen = {ast.unparse(tree)}
    for node in ast.walk(tree):
        for new in _changes(node, parameters):
            text = _with(tree, node, new)
            if text not in seen:
                seen.add(text)
                shown = ast.unparse(new) if new else ""
                yield f"line {node.lineno}: {ast.unparse(node)} -> {shown}", text


def _with(tree, node, new):
    """The source of the tree with another node in its place; without it if new is None."""
    memo = {}
    copy = deepcopy(tree, memo)

    class Swap(ast.NodeTransformer):
        def visit(self, here):
            return new if here is memo[id(node)] else self.generic_visit(here)

    return ast.unparse(ast.fix_missing_locations(Swap().visit(copy)))


def _changes(node, parameters):
    match node:
        case ast.Compare(left, [op], right):
            for other in COMPARISONS[type(op)]:
                yield ast.Compare(left, [other()], right)
        case ast.BinOp(left, op, right):
            yield left
            yield right
            if type(op) in ARITHMETIC:
                yield ast.BinOp(left, ARITHMETIC[type(op)](), right)
        case ast.UnaryOp(_, operand):
            yield operand
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value) | float(value)):
            yield from (ast.Constant(value + step) for step in (-1, 0.01, 1))
        case ast.If(_, body, orelse):
            yield from (ast.If(ast.Constant(value), body, orelse) for value in (True, False))
        case ast.IfExp(_, body, orelse):
            yield from (body, orelse)
        case ast.Attribute(value, name) if name in RELATIVES:
            yield ast.Attribute(value, RELATIVES[name])
        case ast.Call(function, [first, *rest], keywords):
            yield first
            if keywords or rest:
                yield ast.Call(function, [first, *rest[:-1]], keywords[:-1])
        case ast.Slice(lower, upper):
            yield from (ast.Slice(None, upper), ast.Slice(lower, None))
        case ast.Tuple([first, second], ast.Load()):
            yield ast.Tuple([second, first])
        case ast.Name(name, ast.Load()) if name in parameters:
            yield from (ast.Name(other, ast.Load()) for other in parameters if other != name)
        case ast.Return(value):
            yield ast.Return(ast.Call(ast.Name("str", ast.Load()), [value], []))
            yield ast.Return(ast.parse(f"np.array({ast.unparse(value)}, str)", mode="eval").body)
            yield ast.Return(ast.UnaryOp(ast.USub(), value))
        case ast.Assign() | ast.Expr() | ast.Break():
            yield ast.Pass()
