"""Kernels talk to the server through files in its own folder; a far browser is sent less."""

import os

from jupyter_core.paths import jupyter_runtime_dir

# kernel-<uuid>-ipc-<n> is 49 letters; macOS cuts the name of a socket after 103, Linux after 107.
FITS = len(os.path.join(jupyter_runtime_dir(), "")) + 49 <= 103

c = get_config()  # noqa: F821 (Jupyter puts it there)
if os.name == "posix" and FITS:
    c.KernelManager.transport = "ipc"
# Behind JupyterHub, as on Binder, a browser is far away: what it loads is a third as large.
if os.environ.get("JUPYTERHUB_SERVICE_PREFIX"):
    c.ServerApp.tornado_settings = {"compress_response": True}
