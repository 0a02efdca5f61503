"""Runs the judge in processes of its own, with limits of time and memory."""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from time import monotonic

import psutil

from course import ROOT
from lecturelib.exercises import EXERCISES

SECONDS = 40.0  # for one exercise; a check itself ends after 20
MEGABYTES = 1000  # for a process with its children
_LOOK_SECONDS = 0.05
_PASSED_ON = {"SYSTEMROOT", "COURSE_LANGUAGE", "COURSE_WORDS"}


def judged(answers):
    """{key: result} of all answers; one that ends its process costs only itself."""
    results, left = {}, dict(answers)
    while left:
        for line, stopped in _lines(dict(left)):
            key = next(iter(left)) if stopped else line["key"]
            if stopped:
                results[key] = {"state": "wrong", "reason": stopped, "text": ""}
            elif line["state"] != "started":
                results[key] = {name: line[name] for name in ("state", "reason", "text")}
            if key in results:
                left.pop(key, None)
    return results


def _lines(answers):
    """(line, "") for each line of the judging process, and at its early end (None, reason)."""
    with tempfile.TemporaryDirectory() as empty:
        own = {"PATH": os.environ.get("PATH", ""), "HOME": empty, "PYTHONPATH": str(ROOT)}
        own |= {name: os.environ[name] for name in os.environ if name in _PASSED_ON}
        process = subprocess.Popen(
            [sys.executable, "-m", "grading.judge"],
            cwd=empty,
            env=own,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        try:
            yield from _watched(process, answers)
        finally:
            _end(process)


def _watched(process, answers):
    said = queue.Queue()
    threading.Thread(target=_hear, args=(process, answers, said), daemon=True).start()
    last, left = monotonic(), len(answers)
    while left:
        try:
            text = said.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            if monotonic() - last > SECONDS:
                yield None, "time"
                return
            if _megabytes(process) > MEGABYTES:
                yield None, "memory"
                return
            continue
        line = _line(text)
        if line is None:
            yield None, "ended"
            return
        last = monotonic()
        left -= line["state"] != "started"
        yield line, ""


def _hear(process, answers, said):
    with suppress(OSError):
        json.dump(answers, process.stdin)
        process.stdin.close()
    for text in process.stdout:
        said.put(text)
    said.put("")


def _line(text):
    """What the process says, or None at its end and if it is not what a judge says."""
    try:
        line = json.loads(text)
        return line if line["key"] in EXERCISES and isinstance(line["state"], str) else None
    except (ValueError, KeyError, TypeError):
        return None


def _family(process):
    try:
        parent = psutil.Process(process.pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.Error:
        return []


def _megabytes(process):
    total = 0
    for each in _family(process):
        with suppress(psutil.Error):
            total += each.memory_info().rss
    return total / 1e6


def _end(process):
    for each in _family(process):
        with suppress(psutil.Error):
            each.kill()
    process.wait()
    process.stdout.close()
