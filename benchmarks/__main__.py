"""Prints what the README says of speed.

`python3 course.py bench [training|widgets]`; both without a name.
"""

import os
import platform
import sys

# Before NumPy is loaded: one thread, and the kernels that the library chooses for this processor.
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
UNSET = [n for n in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE") if os.environ.pop(n, None)]

from benchmarks import training, widgets  # noqa: E402

PARTS = {"training": training, "widgets": widgets}


def load():
    """How busy the machine is; Windows does not say."""
    return (
        ", ".join(f"{value:.1f}" for value in os.getloadavg())
        if hasattr(os, "getloadavg")
        else "unknown"
    )


def main(names):
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        sys.exit(f"benchmarks: {unknown[0]!r} is not one of {', '.join(PARTS)}.")
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()}, {system}.")
    if UNSET:
        print(f"Left aside, though set here: {', '.join(UNSET)}.")
    for name in names or PARTS:
        before = load()
        PARTS[name].main()
        print(f"\nLoad average before: {before}, after: {load()}.")
        print("Above the number of cores, trust ratios only.", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
