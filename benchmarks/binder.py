"""Binder without Docker: from the server's start to the first drag, and its memory."""

from time import monotonic

import psutil

from tools.binder import Binder, first_drag
from tools.lab import Browser

PATH = "lab/tree/workbook/03_perceptron.ipynb"


def memory(process):
    """MiB of the server and its kernels."""
    family = [psutil.Process(process.pid)]
    family += family[0].children(recursive=True)
    return sum(each.memory_full_info().pss for each in family) / 2**20


def main():
    with Binder() as binder, Browser() as browser:
        started = monotonic() - binder.began
        rest = memory(binder.process)
        page = browser.page(viewport={"width": 1280, "height": 900})
        first_drag(page, binder.address(PATH))
        drag_after = monotonic() - binder.began
        page.wait_for_timeout(20_000)  # until all cells have run
        work = memory(binder.process)
        print(
            f"\nBinder's server answers after {started:.1f} s; first drag after {drag_after:.1f} s."
        )
        print(f"Memory: {rest:.0f} MiB at rest, {work:.0f} MiB with section 3, all of it run.")
