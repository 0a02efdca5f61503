"""Runs a student's code so that nothing it does reaches the notebook: no error, print or loop.

The names and settings of Python and NumPy are put back. What a function changes inside its own
notebook's lists and arrays stays changed.
"""

import copy
import ctypes
import os
import random
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from numbers import Number
from operator import is_
from time import monotonic
from unittest.mock import patch

import numpy as np
from IPython.utils.capture import capture_output

from lecturelib import words
from lecturelib.exercises.verdicts import Wrong

CALL_SECONDS = 2.0
CHECK_SECONDS = 20.0  # for all calls of a check together
MOST_YIELDED = 1000
_here = threading.local()


def run(work, names=()):
    """What work() returns or raises, done in a thread that is stopped where it takes too long.

    names: dicts of variables to put back afterwards, besides those of Python and NumPy. Raises
    Wrong if work is still at the same call after CALL_SECONDS. A Python in a browser has no
    threads: there it is done in this one, and nothing stops it.
    """
    if _worker():
        raise Wrong("inside")
    settings = _Settings()
    with capture_output(), patch("builtins.input", _no_input), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        worker = _Worker(work, _Names([*_modules(), *names]))
        try:
            if has_threads():
                worker.start()
            else:
                worker.run()
            endless = worker.takes_too_long()
        finally:  # the reader may have pressed stop
            worker.stop()
            worker.names.put_back()
            settings.put_back()
    if endless:
        raise Wrong("endless", seconds=f"{CALL_SECONDS:g}")
    if worker.error:
        raise worker.error
    return worker.value


def call(function, *arguments):
    """What function(*arguments) returns, as a list if it yields; the dots if it is not yet written.

    To be called by what `run` runs. Raises Wrong if it raises, changes an argument, or comes after
    CHECK_SECONDS.
    """
    worker = _worker()
    worker.last_call = monotonic()
    if worker.last_call - worker.began > CHECK_SECONDS:
        raise Wrong("slow", seconds=f"{CHECK_SECONDS:g}")
    given = copy.deepcopy(arguments)
    try:
        with np.errstate(all="ignore"):
            value = function(*given)
            if isinstance(value, Iterator):
                value = list(islice(value, MOST_YIELDED))
    except NotImplementedError:
        return ...
    except BaseException as error:  # SystemExit and KeyboardInterrupt are the student's too
        raise Wrong("raised", detail=_told(error)) from None
    finally:
        worker.names.put_back()
    if not _same(given, arguments):
        raise Wrong("changed")
    return value


def has_threads():
    """Whether this Python can start a thread."""
    try:
        threading.Thread(target=int).start()
    except RuntimeError:
        return False
    return True


def _worker():
    """Whose work this is, or None."""
    return getattr(_here, "worker", None)


class _Worker(threading.Thread):
    def __init__(self, work, names):
        super().__init__(daemon=True)
        self.work, self.names, self.value, self.error = work, names, None, None
        self.done = threading.Event()
        self.began = self.last_call = monotonic()

    def run(self):
        _here.worker = self
        try:
            self.value = self.work()
        except BaseException as error:
            self.error = error
        finally:
            _here.worker = None
            self.done.set()

    def takes_too_long(self):
        """Waits for the end, and tells whether it did not come."""
        while not self.done.is_set():
            left = self.last_call + CALL_SECONDS - monotonic()
            if left < 0:
                return True
            self.done.wait(left)
        return False

    def stop(self):
        # The only way to end a loop on every system. A bare `except:` in the loop swallows the
        # error, so threads take turns as fast as they can, until one comes between two rounds.
        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)
        end = monotonic() + 1
        try:
            # Where the error comes inside a callback or at the end of run, Python would tell of it.
            with (
                patch("sys.unraisablehook", _tell_nobody),
                patch("threading.excepthook", _tell_nobody),
            ):
                while self.is_alive() and monotonic() < end:
                    if not self.done.is_set():
                        ctypes.pythonapi.PyThreadState_SetAsyncExc(
                            ctypes.c_ulong(self.ident), ctypes.py_object(SystemExit)
                        )
                    self.join(1e-4)
        finally:  # stop may be pressed twice
            sys.setswitchinterval(interval)


class _Names:
    """What the names in some dicts stand for. Putting it back relies on none of these names."""

    all, map, same = staticmethod(all), staticmethod(map), staticmethod(is_)

    def __init__(self, dicts):
        self.before = [(names, dict(names)) for names in dicts]

    def put_back(self):
        for names, before in self.before:
            if not self.all(self.map(self.same, self.map(names.get, before), before.values())):
                names.update(before)


class _Settings:
    """Seeds, folder, recursion limit, environment, and how NumPy prints."""

    def __init__(self):
        self.seeds, self.numpy_seeds = random.getstate(), np.random.get_state()
        self.folder, self.depth = _folder(), sys.getrecursionlimit()
        self.environment, self.printing = dict(os.environ), np.get_printoptions()

    def put_back(self):
        random.setstate(self.seeds)
        np.random.set_state(self.numpy_seeds)
        with suppress(OSError):  # the folder itself may be gone
            os.chdir(self.folder)
        sys.setrecursionlimit(self.depth)
        if dict(os.environ) != self.environment:
            os.environ.clear()
            os.environ.update(self.environment)
        np.set_printoptions(**self.printing)


def _modules():
    """The variables of the modules that a student may well change."""
    common = {"builtins", "math", "os", "random", "sys", "time"}
    common |= {"numpy", "numpy.linalg", "numpy.random"}
    return [
        vars(module)
        for name, module in list(sys.modules.items())
        if name in common or name.partition(".")[0] == "lecturelib"
    ]


def _folder():
    try:
        return os.getcwd()
    except OSError:  # it is gone
        return os.curdir


def _tell_nobody(_):
    pass


def _no_input(*_):
    raise EOFError(words.table("exercises")["no_input"])


def _told(error):
    try:
        return f"{type(error).__name__}: {error}"
    except BaseException:  # an error's own text can fail
        return type(error).__name__


def _same(a, b):
    if isinstance(a, (tuple, list)):
        return len(a) == len(b) and all(map(_same, a, b))
    if isinstance(a, np.ndarray):
        return a.shape == b.shape and np.array_equal(a, b, equal_nan=True)
    return not isinstance(a, Number) or a == b or a != a
