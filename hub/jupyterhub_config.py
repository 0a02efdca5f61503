"""JupyterHub on one machine: the course once, and for each student a server and a workbook.

hub/README.md says how it is started. Nobody gets in until you choose who, in the first lines.
"""

import os
import shutil
import sys
from pathlib import Path

HUB = Path(__file__).resolve().parent

c = get_config()  # noqa: F821 (JupyterHub puts it there)

# Who comes in: those of this machine's accounts that you name here. For a university's own log-in
# install oauthenticator, or ldapauthenticator, and choose its class.
c.JupyterHub.authenticator_class = "pam"
c.Authenticator.allow_all = False
c.Authenticator.allowed_users = set()
c.Authenticator.admin_users = set()

# TLS stands in front (Caddy, nginx), and leads from https://hub.example.org to here.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"

# With systemd each server gets limits that the system keeps.
systemd = os.path.isdir("/run/systemd/system") and shutil.which("systemd-run")
c.JupyterHub.spawner_class = "systemd" if systemd and os.geteuid() == 0 else "localprocess"

# Measured: a student with one notebook, all of it run, takes up to 229 MiB (hub/README.md).
c.Spawner.mem_guarantee = "240M"
c.Spawner.mem_limit = "1G"
c.Spawner.cpu_limit = 1.0
c.SystemdSpawner.disable_user_sudo = True
c.SystemdSpawner.isolate_tmp = True

c.Spawner.cmd = [sys.executable, str(HUB / "singleuser.py")]
c.Spawner.notebook_dir = "~"
c.Spawner.default_url = "/lab/tree/workbook/01_basic_concepts.ipynb"
# A folder that all can write into and only you can read (mode 1733): course.py handin finds it.
if os.environ.get("COURSE_HANDIN"):
    c.Spawner.environment = {"COURSE_HANDIN": os.environ["COURSE_HANDIN"]}
c.Spawner.args = [
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--MappingKernelManager.cull_interval=300",
]

# Servers of a whole class start one after the other, as fast as the processors can.
c.JupyterHub.concurrent_spawn_limit = 2 * (os.cpu_count() or 1)
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 120

# What nobody has used for an hour is stopped; the workbook stays.
c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"],
    }
]
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }
]
