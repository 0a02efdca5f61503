"""Prints what the README says of speed.

`python3 course.py bench [training|widgets|pages] [--slow TIMES]`; all three without a name.
Only if named: `class [--students N] [--every SECONDS]`, a class at one JupyterHub; `wire`, what a
browser loads; `binder`, Binder without Docker.
"""

import argparse
import os
import platform
import sys

# Before NumPy is loaded: one thread, and the kernels that the library chooses for this processor.
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
UNSET = [n for n in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE") if os.environ.pop(n, None)]

from benchmarks import binder, classroom, pages, training, widgets, wire  # noqa: E402


def load():
    """How busy the machine is; Windows does not say."""
    return (
        ", ".join(f"{value:.1f}" for value in os.getloadavg())
        if hasattr(os, "getloadavg")
        else "unknown"
    )


def main(arguments):
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument(
        "parts",
        nargs="*",
        metavar="training|widgets|pages|class|wire|binder",
        help="the first three without a name",
    )
    parser.add_argument("--students", type=int, default=20, metavar="N", help="how many come")
    parser.add_argument(
        "--every", type=float, default=6.0, metavar="SECONDS", help="how far apart they come"
    )
    parser.add_argument(
        "--slow",
        type=float,
        default=1,
        metavar="TIMES",
        help="widgets as on a machine that is so many times as slow",
    )
    options = parser.parse_args(arguments)
    runs = {
        "training": training.main,
        "widgets": lambda: widgets.main(options.slow),
        "pages": pages.main,
    }
    unasked = [*runs]
    runs["class"] = lambda: classroom.main(options.students, options.every)
    runs |= {"wire": wire.main, "binder": binder.main}
    unknown = [name for name in options.parts if name not in runs]
    if unknown:
        parser.error(f"{unknown[0]!r} is not one of {', '.join(runs)}")
    for name, least in ("slow", 1), ("students", 1), ("every", 0):
        if not getattr(options, name) >= least:
            parser.error(f"--{name} must be at least {least}, got {getattr(options, name):g}")
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()}, {system}.")
    if UNSET:
        print(f"Left aside, though set here: {', '.join(UNSET)}.")
    for name in options.parts or unasked:
        before = load()
        runs[name]()
        print(f"\nLoad average before: {before}, after: {load()}.")
        print("Above the number of cores, trust ratios only.", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
