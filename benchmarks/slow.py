"""A slower machine than this one."""

import threading
import time

import psutil

SLICE = 0.01  # seconds


class Slow:
    """Gives a Bench's page and kernel a part of their time, as if they ran so many times as slowly.

    A context manager. Chromium does it for the page; the kernel is stopped for the rest of each
    SLICE. Server and network keep their speed.
    """

    def __init__(self, bench, times):
        self._times, self._over = times, threading.Event()
        self._devtools = bench.page.context.new_cdp_session(bench.page)
        self._kernel = psutil.Process(int(bench.book.python("import os; print(os.getpid())")))
        self._thread = threading.Thread(target=self._hold)

    def __enter__(self):
        self._devtools.send("Emulation.setCPUThrottlingRate", {"rate": self._times})
        self._thread.start()

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()
        self._devtools.detach()

    def _hold(self):
        run = SLICE / self._times
        while self._times > 1 and not self._over.wait(run):
            self._kernel.suspend()
            time.sleep(SLICE - run)
            self._kernel.resume()
