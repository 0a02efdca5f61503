"""Can the unit tests fail? Spoil the maths, one place at a time, and see each one noticed.

    python -m tools.mutations                      all of the maths
    python -m tools.mutations perceptron losses    these modules

tools/mutants.py says what is spoilt. A mutant is caught if a test of the maths fails, or never
ends. What survives is printed with its line; the exit code is 1 if fewer than nine of ten are
caught. No file is written: a mutant lives in a process of its own, forked from one that has loaded
all that the tests need but the course itself. So it needs Linux or macOS.
"""

import importlib.abc
import importlib.util
import os
import resource
import sys
import time
from pathlib import Path

import pytest

from tools.mutants import mutants

ROOT = Path(__file__).resolve().parents[1]
WANTED = 0.9
MEMORY = 8 * 2**30  # bytes; a mutant that never ends may want them all
OPTIONS = ["-xq", "-pxdist.plugin", "-pno:cacheprovider", "-oaddopts=--import-mode=importlib"]
# What no test of numbers can notice, (module, old, new): what changes speed alone, and the very
# edge of the perceptron's bound on rounding, which is wider than it need be.
EQUIVALENT = {
    ("network", "256", "257"),
    ("perceptron", "32", "33"),
    ("perceptron", "2", "3"),
    ("perceptron", "stride *= 2", "pass"),
    ("training", "rows.sort()", "pass"),
    ("training", "epoch < epochs", "epoch <= epochs"),
    ("training", "shared and epoch < epochs", "shared or epoch < epochs"),
    ("perceptron", "4", "5"),
    ("perceptron", "margin > near", "margin >= near"),
    ("perceptron", "margin[first] < -near", "margin[first] <= -near"),
    ("perceptron", "size < _HUGE", "size <= _HUGE"),
}


def maths():
    """The names of the modules that stand on NumPy alone: all beside the upper layers."""
    return sorted(file.stem for file in (ROOT / "lecturelib").glob("[a-z]*.py"))


class Spoilt(importlib.abc.InspectLoader, importlib.abc.MetaPathFinder):
    """Imports one module from another source."""

    def __init__(self, file, source):
        self.name, self.file, self.source = f"lecturelib.{file.stem}", file, source

    def find_spec(self, name, path, target=None):
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.file, loader=self)

    def get_source(self, name):
        return self.source


def tests(module=None):
    """The files with the tests of the maths, a module's own first."""
    names = sorted(maths(), key=lambda name: name != module) + ["inputs"]
    files = [ROOT / "tests" / "unit" / f"test_{name}.py" for name in names]
    return [str(file) for file in files if file.exists()]


def load():
    """Load all that the tests import, and forget what is the course's own."""
    for test in tests():
        importlib.import_module(f"tests.unit.{Path(test).stem}")
    for name in [name for name in sys.modules if name.split(".")[0] in ("lecturelib", "tests")]:
        del sys.modules[name]


def fork(files, seconds, spoilt=None):
    """The id of a process that ends with 0 if the tests in these files pass.

    It may compute for so many seconds, however many others do, too.
    """
    child = os.fork()
    if child:
        return child
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    if spoilt:
        sys.meta_path.insert(0, spoilt)
    os._exit(any(pytest.main([*OPTIONS, file]) for file in files))


def tried(module, patience):
    """Prints which mutants of a module survive; returns how many are caught, and of how many.

    As many run at once as there are CPUs.
    """
    caught = total = 0
    file = ROOT / "lecturelib" / f"{module}.py"
    waiting, running = list(mutants(file.read_text(encoding="utf-8"))), {}
    while waiting or running:
        if waiting and len(running) < os.cpu_count():
            mutant = waiting.pop(0)
            if (module, mutant.old, mutant.new) not in EQUIVALENT:
                running[fork(tests(module), patience, Spoilt(file, mutant.source))] = mutant
        else:
            child, status = os.wait()
            mutant = running.pop(child)
            total, caught = total + 1, caught + (status != 0)
            if not status:
                print(f"SURVIVED {module}.py, {mutant.what}", flush=True)
    print(f"{module}: {caught} of {total} caught", flush=True)
    return caught, total


def main(names):
    unknown = set(names) - set(maths())
    if unknown:
        sys.exit(f"mutations: {unknown.pop()!r} is not one of {', '.join(maths())}.")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.chdir(ROOT)
    load()
    start = time.monotonic()
    if os.waitpid(fork(tests(), 3600), 0)[1]:
        sys.exit("mutations: the tests fail before anything is spoilt.")
    patience = 30 + 3 * round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime)
    counts = [tried(module, patience) for module in names or maths()]
    caught, total = map(sum, zip(*counts, strict=True))
    print(f"all: {caught} of {total} caught in {(time.monotonic() - start) / 60:.0f} minutes")
    return int(caught < WANTED * total)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
