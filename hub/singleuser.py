"""Starts a student's server: first the workbook in the student's home, then JupyterHub's part.

Whatever the kernel's code takes, it is the kernel that meets the limit, not the server: a kernel
that asks for more than it may have gets a MemoryError.
"""

import os
import resource
import sys
from pathlib import Path

ROOM = 300_000_000  # bytes, of the limit: for the server itself
# Many share the processors and the memory: one thread each, and what is freed is given back.
THRIFT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}
# JupyterHub's part of it. A grammar of 13 MB is for a format of addresses (IRI) that nothing here
# checks; where it cannot be imported, jsonschema leaves that format out.
SERVER = (
    "import sys; sys.modules['rfc3987_syntax'] = None; "
    "from jupyterhub.singleuser import main; main()"
)


def limit_memory():
    """Keeps every process from here on below the limit that JupyterHub names, less `ROOM`."""
    most = int(os.environ.get("MEM_LIMIT") or 0) - ROOM
    if most > 0:
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def main(arguments):
    os.umask(0o077)
    os.chdir(Path.home())
    os.environ.setdefault("COURSE_WORKBOOK", str(Path.home() / "workbook"))
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    import course

    course.workbook()
    course.menus(course.language())
    limit_memory()
    os.environ.update(THRIFT)
    os.execv(sys.executable, [sys.executable, "-c", SERVER, *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
