"""A class's server: nobody gets in unconfigured, every option exists, updates keep one's own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

hub_app = pytest.importorskip("jupyterhub.app")
from jupyterhub.auth import Authenticator  # noqa: E402
from jupyterhub.spawner import LocalProcessSpawner, Spawner  # noqa: E402
from traitlets.config import Config  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
HUB = ROOT / "hub"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="JupyterHub needs Linux or macOS")


@pytest.fixture(scope="module")
def config():
    app = hub_app.JupyterHub()
    app.load_config_file(str(HUB / "jupyterhub_config.py"))
    return app.config


@pytest.mark.parametrize("file", ["jupyterhub_config.py", "tljh.py"])
def test_every_option_is_one_of_jupyterhubs(file):
    systemd = pytest.importorskip("systemdspawner")
    classes = [hub_app.JupyterHub, Authenticator, Spawner, systemd.SystemdSpawner]
    app = hub_app.JupyterHub()
    app.load_config_file(str(HUB / file))
    known = {each.__name__: each.class_trait_names(config=True) for each in classes}
    for name, options in app.config.items():
        assert set(options) <= set(known[name]), name


def test_nobody_gets_in_until_somebody_is_chosen(config):
    class Anyone(Authenticator):
        async def authenticate(self, handler, data):
            return data["username"]

    door = Anyone(config=Config(config))
    assert not door.allow_all and not door.allowed_users and not door.admin_users
    assert door.check_allowed("student", None) is False


def test_it_listens_on_loopback_and_starts_what_is_there(config):
    assert config.JupyterHub.bind_url.startswith("http://127.0.0.1:")
    spawner = LocalProcessSpawner(config=Config(config))
    python, script = spawner.cmd
    assert python == sys.executable and Path(script) == HUB / "singleuser.py"
    assert spawner.mem_limit == 2**30 and spawner.mem_guarantee < spawner.mem_limit
    assert "idle-culler" in {service["name"] for service in config.JupyterHub.services}


def test_the_students_kernel_meets_the_limit_and_a_workbook_is_made(tmp_path):
    """The script itself, with a harmless program in the place of JupyterHub's."""
    if sys.platform != "linux":
        pytest.skip("the limit is Linux's")
    program = (
        "import os, runpy, sys\n"
        "sys.argv = ['singleuser.py', '--one', '--two']\n"
        "os.execv = lambda path, command: print(command[1:]) or try_it()\n"
        "def try_it():\n"
        "    try: bytearray(800_000_000)\n"
        "    except MemoryError: print('limited')\n"
        f"runpy.run_path({str(HUB / 'singleuser.py')!r}, run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=os.environ | {"HOME": str(tmp_path), "MEM_LIMIT": str(2**30)},
    )
    assert "main()\", '--one', '--two']\nlimited\n" in done.stdout, done.stderr
    books = sorted(path.name for path in (tmp_path / "workbook").glob("*.ipynb"))
    assert len(books) == 10 and books[0] == "01_basic_concepts.ipynb"
    assert (tmp_path / "workbook").stat().st_mode & 0o077 == 0


# --- Kubernetes ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def values():
    return yaml.safe_load((HUB / "values.yaml").read_text(encoding="utf-8"))


def test_nobody_gets_in_there_either(values):
    door = values["hub"]["config"]["Authenticator"]
    assert door == {"allow_all": False, "allowed_users": [], "admin_users": []}


def test_the_same_limits_on_both(values, config):
    memory = values["singleuser"]["memory"]
    assert memory["limit"] == config.Spawner.mem_limit
    assert memory["guarantee"] == config.Spawner.mem_guarantee
    assert values["singleuser"]["cmd"][1] == "hub/singleuser.py"


def test_the_workbook_lies_on_what_is_kept(values):
    single = values["singleuser"]
    mount = single["storage"]["homeMountPath"]
    assert single["extraEnv"]["COURSE_WORKBOOK"] == f"{mount}/workbook"
    assert (
        single["defaultUrl"].removeprefix("/lab/tree")
        in f"{mount}/workbook/01_basic_concepts.ipynb"
    )


@pytest.mark.skipif("COURSE_HELM_SCHEMA" not in os.environ, reason="says where the schema lies")
def test_the_charts_own_schema_takes_the_values(values):
    """values.schema.json of the chart, which `helm pull` brings; the nightly workflow does."""
    jsonschema = pytest.importorskip("jsonschema")
    schema = yaml.safe_load(Path(os.environ["COURSE_HELM_SCHEMA"]).read_text(encoding="utf-8"))
    jsonschema.validate(values, schema)


# --- sizes, updates ------------------------------------------------------------------------------


def test_the_table_of_nodes_is_what_is_computed():
    done = subprocess.run(
        [sys.executable, HUB / "sizes.py"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() in (HUB / "README.md").read_text(encoding="utf-8")


def test_more_students_never_need_fewer_nodes():
    space = {}
    exec((HUB / "sizes.py").read_text(encoding="utf-8"), space)
    counts = [space["nodes"](students, 8, 32) for students in range(1, 2000, 37)]
    assert counts == sorted(counts) and counts[0] == 1
    assert space["nodes"](1000, 8, 32) * 8 * 60 * 5 >= 1000 * space["START"]


def test_an_update_makes_no_conflict_with_what_a_student_has_written(tmp_path):
    """nbgitpuller, on a repository with a workbook that Git ignores, and a changed original."""
    puller = pytest.importorskip("nbgitpuller.pull")
    there, here = tmp_path / "there", tmp_path / "here"

    def git(*command):
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *command], cwd=there, check=True, capture_output=True)

    there.mkdir()
    git("init", "-b", "main")
    (there / ".gitignore").write_text("workbook/\n")
    (there / "one.ipynb").write_text("first\n")
    git("add", ".")
    git("commit", "-m", "one")

    def pull():
        for _ in puller.GitPuller(str(there), str(here), branch="main").pull():
            pass

    pull()
    (here / "workbook").mkdir()
    (here / "workbook" / "one.ipynb").write_text("mine\n")
    (here / "one.ipynb").write_text("mine, over the original\n")
    (there / "one.ipynb").write_text("second\n")
    (there / "two.ipynb").write_text("new\n")
    git("add", ".")
    git("commit", "-m", "two")
    pull()
    assert (here / "workbook" / "one.ipynb").read_text() == "mine\n"
    assert (here / "one.ipynb").read_text() == "mine, over the original\n"
    assert (here / "two.ipynb").read_text() == "new\n"
    assert re.search(r"^workbook/$", (ROOT / ".gitignore").read_text(), re.M)
