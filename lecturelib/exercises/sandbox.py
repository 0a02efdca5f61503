"""Calls a student's function so that nothing it does reaches the notebook: no error, print, loop or side effect."""

import contextlib
import copy
import ctypes
import io
import threading
import warnings
from numbers import Number

import numpy as np

SECONDS = 2.0


class Failed(Exception):
    """The call gave no answer. kind: "raised", "endless" or "changed"; detail: the error's text."""

    def __init__(self, kind, detail=""):
        super().__init__(kind)
        self.kind, self.detail = kind, detail


def call(function, *arguments):
    """What function(*arguments) returns. Raises Failed if it raises, takes over 2 s, or changes an argument."""
    given = copy.deepcopy(arguments)
    outcome = {}

    def work():
        try:
            outcome["value"] = function(*given)
        except BaseException as error:  # SystemExit and KeyboardInterrupt are the student's too
            outcome["error"] = error

    thread = threading.Thread(target=work, daemon=True)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()), \
            warnings.catch_warnings():
        warnings.simplefilter("ignore")
        thread.start()
        thread.join(SECONDS)
        if thread.is_alive():
            _stop(thread)
            raise Failed("endless")
    if "error" in outcome:
        error = outcome["error"]
        if isinstance(error, NotImplementedError):
            return None
        raise Failed("raised", f"{type(error).__name__}: {error}")
    if not _same(given, arguments):
        raise Failed("changed")
    return outcome["value"]


def _stop(thread):
    # the only way to end a loop on every system; it takes effect at the next bytecode
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(SystemExit))
    thread.join(0.5)


def _same(a, b):
    if isinstance(a, (tuple, list)):
        return len(a) == len(b) and all(map(_same, a, b))
    if isinstance(a, np.ndarray):
        return a.shape == b.shape and np.array_equal(a, b, equal_nan=True)
    return not isinstance(a, Number) or a == b or a != a
