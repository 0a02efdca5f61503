"""The notebooks in JupyterLite, which runs them in the browser: `python -m pages.lite FOLDER`.

In an environment with the set "lite" of pyproject.toml. JUPYTERLITE_PYODIDE_URL names the archive
of the Pyodide distribution, a path or an address; it goes into the folder with all else, where
nothing asks for anything beyond the folder. Without it all opens, and no cell runs.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

_ROOT = Path(__file__).resolve().parents[1]
# What a browser's Python cannot get from Pyodide.
_WHEELS = ["anywidget", "filelock", "psygnal"]
_INSTALL = "%pip install -q lecturelib"


def write_contents(folder):
    """Copies of the notebooks, in each language, whose first code cell installs the course."""
    folder.mkdir()
    here = _ROOT / "notebooks"
    for path in sorted([*here.glob("*.ipynb"), *here.glob("[!.]*/*.ipynb")]):
        notebook = nbformat.read(path, as_version=4)
        first = next(k for k, cell in enumerate(notebook.cells) if cell.cell_type == "code")
        hidden = {"jupyter": {"source_hidden": True}}
        cell = nbformat.v4.new_code_cell(_INSTALL, id="install", metadata=hidden)
        notebook.cells.insert(first, cell)
        target = folder / path.relative_to(here)
        target.parent.mkdir(exist_ok=True)
        nbformat.write(notebook, target)


def settings():
    """Those of the build, and those of the pages that it makes."""
    build = {
        "LiteBuildConfig": {"contents": ["contents"], "apps": ["lab"], "no_sourcemaps": True},
        "PipliteAddon": {"piplite_urls": ["wheels"]},
    }
    kernel = {"disablePyPIFallback": True, "pyodideUrl": "./static/pyodide/pyodide.mjs"}
    lite = {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel}
        },
    }
    return {"jupyter_lite_config.json": build, "jupyter-lite.json": lite}


def build(folder):
    """Writes JupyterLite with the ten notebooks into a folder."""
    with TemporaryDirectory() as work:
        work = Path(work)
        write_contents(work / "contents")
        for name, values in settings().items():
            (work / name).write_text(json.dumps(values), encoding="utf-8")
        python, wheels = sys.executable, work / "wheels"
        pure = ["--only-binary=:all:", "--platform=any", "--abi=none"]
        for command in (
            [python, "-m", "build", "-w", "-o", wheels, _ROOT],
            [python, "-m", "pip", "download", "-q", "--no-deps", *pure, "-d", wheels, *_WHEELS],
            [python, "-m", "jupyter", "lite", "build", "--output-dir", Path(folder).resolve()],
        ):
            subprocess.run(list(map(str, command)), cwd=work, check=True)


if __name__ == "__main__":
    build(*sys.argv[1:])
