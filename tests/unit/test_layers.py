"""Who imports whom: maths <- datasets <- figures, widgets, exercises, guesses, practice. No pyplot.

And the rooms around the package: lecturelib <- tools <- pages <- grading, benchmarks, tests.
"""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "lecturelib"
UPPER = ("figures", "widgets", "exercises", "guesses", "practice", "record", "progress")
FILES = sorted(PACKAGE.rglob("*.py"))
MATHS = [
    "checks",
    "activations",
    "neuron",
    "perceptron",
    "losses",
    "parameters",
    "backpropagation",
    "network",
    "training",
    "regularization",
    "approximation",
]
# Each room of the house, and what it may import of the others.
ROOMS = {
    "course": [],
    "lecturelib": [],
    "tools": ["course", "lecturelib"],
    "pages": ["course", "lecturelib", "tools"],
    "grading": ["course", "lecturelib", "pages"],
    "benchmarks": ["course", "lecturelib", "pages", "tools"],
    "tests": ["course", "grading", "lecturelib", "pages", "tools"],
}


def name_of(file):
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(file):
    """The full names of the modules, and of the things in them, that a file imports anywhere."""
    package = name_of(file).split(".")[: None if file.name == "__init__.py" else -1]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def layer(name):
    """0 for the maths, 1 for datasets, 2 for what stands on them; None for what has no layer."""
    parts = name.split(".")
    if parts[0] != "lecturelib" or len(parts) == 1 or parts[1] == "words":
        return None
    if parts[1] in UPPER:
        return 2
    return 1 if parts[1] == "datasets" else 0


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_imports_go_down_only(file):
    own = layer(name_of(file))
    for name in imports(file):
        if own is not None and layer(name) is not None:
            assert layer(name) <= own, f"{name_of(file)} imports {name}"
        if own in (None, 0, 1) and not name.startswith("lecturelib"):
            allowed = {"numpy", *sys.stdlib_module_names}
            assert name.split(".")[0] in allowed, f"{name_of(file)} imports {name}"


@pytest.mark.parametrize("room, others", ROOMS.items(), ids=list(ROOMS))
def test_rooms_import_only_what_stands_below_them(room, others):
    files = [ROOT / "course.py"] if room == "course" else sorted((ROOT / room).rglob("*.py"))
    assert files
    for file in files:
        found = {name.split(".")[0] for name in imports(file)} & set(ROOMS)
        assert found <= {room, *others}, f"{name_of(file)} imports {found - {room, *others}}"


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_nothing_imports_pyplot(file):
    for name in imports(file):
        assert not name.startswith(("matplotlib.pyplot", "pylab", "matplotlib.pylab"))


def test_every_maths_module_is_there():
    assert {layer(f"lecturelib.{name}") for name in MATHS} == {0}
    assert all((PACKAGE / f"{name}.py").is_file() for name in [*MATHS, "datasets"])


@pytest.mark.parametrize("modules", [[], [*MATHS, "datasets"]], ids=["package", "maths"])
def test_importing_loads_numpy_alone(modules):
    names = ", ".join(["lecturelib", *(f"lecturelib.{module}" for module in modules)])
    run = subprocess.run(
        [sys.executable, "-c", f"import sys, {names}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert run.returncode == 0, run.stderr
    loaded = run.stdout.split()
    assert "numpy" in loaded or not modules
    assert not {"matplotlib", "ipywidgets", "anywidget", "traitlets", "IPython"} & set(loaded)
    assert not [name for name in loaded if layer(name) == 2]


@pytest.mark.parametrize("name", [*MATHS, "datasets"])
def test_each_module_can_be_the_first_to_be_imported(name):
    """No circle. The imports are followed here: an interpreter for each would take seconds."""

    def visit(module, above):
        assert module not in above, " -> ".join([*above, module])
        file = PACKAGE / f"{module}.py"
        for found in {n.split(".")[1] for n in imports(file) if n.startswith("lecturelib.")}:
            visit(found, [*above, module])

    visit(name, [])
