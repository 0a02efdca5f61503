"""What a reader has guessed, practised and checked: progress.json in the reader's workbook.

An entry is a line, `"guess 3.4": {...},`, so that damage costs no more than the lines it is in.
Nothing is kept outside a workbook. Whoever deletes the file begins anew.
"""

import json
import os
from pathlib import Path

from filelock import FileLock, Timeout

MARK = ".copied.json"  # course.py leaves it in the folder that it makes
FILE, DAMAGED, LOCK = "progress.json", "progress-damaged.json", ".progress.lock"
_SECONDS = 2.0
# A kernel starts in its notebook's folder, which for another language lies in the workbook.
_FOLDER = next((at for at in (Path.cwd(), Path.cwd().parent) if (at / MARK).is_file()), None)


def kept():
    """(entries, the names of the sentences that the reader should know).

    entries: a dict from "guess 3.4" to a dict, or None where nothing is kept. Never raises.
    """
    if not _FOLDER:
        return None, ["no_workbook"]
    entries, whole = _read()
    news = [] if whole else ["damaged"]
    if not os.access(_FOLDER / FILE if (_FOLDER / FILE).exists() else _FOLDER, os.W_OK):
        news.append("read_only")
    return entries, news


def entry(kind, key):
    """What is kept of a thing such as ("guess", "3.4"): a dict, which may be empty."""
    return (kept()[0] or {}).get(f"{kind} {key}", {})


def keep(kind, key, change):
    """Puts change(entry) in the place of an entry; None removes it.

    What other kernels write at the same time stays. A file that cannot be written stays as it is.
    """
    if not _FOLDER:
        return
    name = f"{kind} {key}"
    try:
        with FileLock(_FOLDER / LOCK, timeout=_SECONDS):
            entries, whole = _read()
            if not whole and not (_FOLDER / DAMAGED).exists():
                (_FOLDER / DAMAGED).write_bytes((_FOLDER / FILE).read_bytes())
            old = entries.pop(name, {})
            new = change(dict(old))
            if new is not None:
                _write(entries | {name: new})
            elif old:
                _write(entries)
    except (OSError, Timeout):
        pass


def _read():
    """(entries, whether all of the file could be read)."""
    try:
        text = (_FOLDER / FILE).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return {}, True
    except OSError:
        return {}, False
    whole = _loaded(text)
    if whole is not None and all(isinstance(each, dict) for each in whole.values()):
        return whole, True
    entries = {}
    for line in text.splitlines():
        entries |= _loaded("{" + line.strip().rstrip(",") + "}") or {}
    return {name: each for name, each in entries.items() if isinstance(each, dict)}, False


def _loaded(text):
    """The dict that a JSON text stands for, or None."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _write(entries):
    """Whole or not at all: what reads meanwhile sees the old file or the new one."""
    lines = [f"{json.dumps(name)}: {json.dumps(each)}" for name, each in sorted(entries.items())]
    part = _FOLDER / f"{FILE}.part"
    part.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    os.replace(part, _FOLDER / FILE)
