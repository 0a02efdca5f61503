"""Kernels talk to the server through files in its own folder, not through open ports."""

import os

from jupyter_core.paths import jupyter_runtime_dir

# kernel-<uuid>-ipc-<n> is 49 letters; macOS cuts the name of a socket after 103, Linux after 107.
FITS = len(os.path.join(jupyter_runtime_dir(), "")) + 49 <= 103

c = get_config()  # noqa: F821 (Jupyter puts it there)
if os.name == "posix" and FITS:
    c.KernelManager.transport = "ipc"
