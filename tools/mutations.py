"""Can the unit tests fail? Spoil a copy of the maths, one place at a time; see each one noticed.

    python -m tools.mutations                      all of the maths (hours)
    python -m tools.mutations perceptron losses    these modules

A mutant is one comparison, sign, operator, number or truth value turned into another, or one
statement left out. It is caught if a test fails, or never ends. What survives is printed with its
line; the exit code is 1 if fewer than nine of ten are caught.
"""

import ast
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What no test of numbers can notice, with the reason.
EQUIVALENT = {}
WANTED = 0.9
SWAPS = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


def maths():
    """The names of the modules that stand on NumPy alone: all beside the upper layers."""
    return sorted(file.stem for file in (ROOT / "lecturelib").glob("[a-z]*.py"))


def spoilt(node):
    """`node` as a mutant writes it, or None if it has none."""
    match node:
        case ast.Compare(left, [op], right) if type(op) in SWAPS:
            return ast.Compare(left, [SWAPS[type(op)]()], right)
        case ast.BinOp(left, op, right) if type(op) in SWAPS:
            return ast.BinOp(left, SWAPS[type(op)](), right)
        case ast.BoolOp(op, values):
            return ast.BoolOp(SWAPS[type(op)](), values)
        case ast.UnaryOp(ast.USub() | ast.Not(), operand):
            return operand
        case ast.Constant(bool() as value):
            return ast.Constant(not value)
        case ast.Constant(int() | float() as value):
            return ast.Constant(value + 1)
        case ast.AugAssign() | ast.Expr(ast.Call()):
            return ast.Pass()


def mutants(source):
    """Each mutant of a source: its line, what stood there, what stands there now, its source."""
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    raw = source.encode()
    waiting = [ast.parse(source)]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, (ast.Raise, ast.JoinedStr)):  # the wording of messages
            continue
        waiting += ast.iter_child_nodes(node)
        new = spoilt(node)
        if new is not None:
            begin = starts[node.lineno - 1] + node.col_offset
            end = starts[node.end_lineno - 1] + node.end_col_offset
            text = ast.unparse(new)
            text = text if isinstance(new, ast.Pass) else f"({text})"
            whole = raw[:begin] + text.encode() + raw[end:]
            yield node.lineno, raw[begin:end].decode(), text, whole.decode()


def notices(folder, tests, seconds=None):
    """True if a test fails there, or all together take longer than so many seconds."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            timeout=seconds,
            env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main(names):
    unknown = set(names) - set(maths())
    if unknown:
        sys.exit(f"mutations: {unknown.pop()!r} is not one of {', '.join(maths())}.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        skip = shutil.ignore_patterns("__pycache__", "browser", "notebooks")
        for part in ("lecturelib", "tests", "tools"):
            shutil.copytree(ROOT / part, folder / part, ignore=skip)
        shutil.copy(ROOT / "pyproject.toml", folder)
        every = [f"tests/unit/test_{module}.py" for module in maths()]
        every = [test for test in every if (folder / test).exists()]
        start = time.monotonic()
        if notices(folder, every):
            sys.exit("mutations: the tests fail before anything is spoilt.")
        patience = 10 + 3 * (time.monotonic() - start)
        caught = total = 0
        for module in names or maths():
            file = folder / "lecturelib" / f"{module}.py"
            own_first = sorted(every, key=lambda test: test != f"tests/unit/test_{module}.py")
            source = file.read_text(encoding="utf-8")
            for line, old, new, text in mutants(source):
                if (module, old, new) in EQUIVALENT:
                    continue
                file.write_text(text, encoding="utf-8")
                total += 1
                if notices(folder, own_first, patience):
                    caught += 1
                else:
                    print(f"SURVIVED {module}.py:{line}: {old} -> {new}", flush=True)
            file.write_text(source, encoding="utf-8")
            print(f"{module}: {caught} of {total} caught so far", flush=True)
    return int(caught < WANTED * total)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
