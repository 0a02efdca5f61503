"""The Littlest JupyterHub: copy this file into /opt/tljh/config/jupyterhub_config.d/.

The course stands in /srv/course, with its own environment; hub/README.md has the commands. Who may
come in, limits, TLS and culling are set by tljh-config, and TLJH lets nobody in by itself.
"""

c = get_config()  # noqa: F821 (JupyterHub puts it there)

COURSE = "/srv/course"
c.Spawner.cmd = [f"{COURSE}/.venv/bin/python", f"{COURSE}/hub/singleuser.py"]
c.Spawner.default_url = "/lab/tree/workbook/01_basic_concepts.ipynb"
c.SystemdSpawner.mem_limit = "1G"
c.SystemdSpawner.cpu_limit = 1.0
