"""The class's JupyterHub on loopback: hub/jupyterhub_config.py, with a door for simulated students.

Where it runs as root, and all may run its Python, each student has a user number of its own.
"""

import os
import stat
import sys
from pathlib import Path

from jupyterhub.spawner import SimpleLocalProcessSpawner

FIRST_USER = 40_000  # numbers of users that no account has
_NEEDED = [Path(sys.executable).resolve(), Path(sys.executable), Path(__file__).resolve()]
APART = os.geteuid() == 0 and all(
    folder.stat().st_mode & stat.S_IXOTH for path in _NEEDED for folder in path.parents
)


class Student(SimpleLocalProcessSpawner):
    """A process with a home of its own and, where that is possible, a user number of its own."""

    def make_preexec_fn(self, name):
        home = Path(self.home_dir)
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(stat.S_IRWXU)
        if not APART:
            return lambda: os.chdir(home)
        number = FIRST_USER + int(name.removeprefix("student"))
        os.chown(home, number, number)

        def begin():
            os.setgroups([])
            os.setgid(number)
            os.setuid(number)
            os.chdir(home)

        return begin


c = get_config()  # noqa: F821 (JupyterHub puts it there)
load_subconfig(str(Path(__file__).parents[1] / "hub" / "jupyterhub_config.py"))  # noqa: F821
folder = Path(os.environ["CLASS_FOLDER"])
c.JupyterHub.bind_url = f"http://127.0.0.1:{os.environ['CLASS_PORT']}"
c.JupyterHub.hub_port = int(os.environ["CLASS_HUB_PORT"])
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{os.environ['CLASS_PROXY_PORT']}"
c.ConfigurableHTTPProxy.command = [os.environ["CLASS_PROXY"]]
c.JupyterHub.db_url = f"sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = str(folder / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(folder / "proxy.pid")
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.DummyAuthenticator.password = os.environ["CLASS_PASSWORD"]
c.JupyterHub.spawner_class = Student
c.SimpleLocalProcessSpawner.home_dir_template = str(folder / "homes" / "{username}")
