"""Prints what the README says of speed.

`python3 course.py bench [training|widgets|pages] [--slow TIMES]`; all without a name.
"""

import argparse
import os
import platform
import sys

# Before NumPy is loaded: one thread, and the kernels that the library chooses for this processor.
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
UNSET = [n for n in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE") if os.environ.pop(n, None)]

from benchmarks import pages, training, widgets  # noqa: E402


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
        "parts", nargs="*", metavar="training|widgets|pages", help="all without a name"
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
    unknown = [name for name in options.parts if name not in runs]
    if unknown:
        parser.error(f"{unknown[0]!r} is not one of {', '.join(runs)}")
    if options.slow < 1:
        parser.error(f"--slow must be at least 1, got {options.slow:g}")
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()}, {system}.")
    if UNSET:
        print(f"Left aside, though set here: {', '.join(UNSET)}.")
    for name in options.parts or runs:
        before = load()
        runs[name]()
        print(f"\nLoad average before: {before}, after: {load()}.")
        print("Above the number of cores, trust ratios only.", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
