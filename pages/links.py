"""Where the course is to be had, as links.toml says."""

import re
import tomllib
from pathlib import Path
from urllib.parse import quote, urlencode

_FILE = Path(__file__).resolve().parents[1] / "links.toml"
_ADDRESS = re.compile(r"https?://[^\s/]+[^\s]*")


def read(file=_FILE):
    """The entries of links.toml. Raises ValueError where one is unknown or is no address."""
    found = {"repository": "", "branch": "main", "hub": "", "lite": ""}
    for name, value in tomllib.loads(Path(file).read_text(encoding="utf-8")).items():
        if name not in found:
            raise ValueError(f"links.toml: {name} is not one of {', '.join(found)}")
        relative = name == "branch" or (name == "lite" and not str(value).startswith("http"))
        if not isinstance(value, str) or (value and not relative and not _ADDRESS.match(value)):
            raise ValueError(f"links.toml: {name} must be an address or empty, got {value!r}")
        found[name] = value.rstrip("/")
    return found


def ways(name, links, up=""):
    """(kind, address) of each place that runs the notebook `name`, and of the archive.

    name: such as "03_perceptron", or "zh/03_perceptron". up: from the page to the site's folder.
    """
    repository, branch, hub, lite = (links[k] for k in ("repository", "branch", "hub", "lite"))
    path = f"notebooks/{name}.ipynb"
    found = []
    if lite:
        lite = lite if _ADDRESS.match(lite) else up + lite
        found.append(("lite", f"{lite}/lab/index.html?{urlencode({'path': f'{name}.ipynb'})}"))
    if repository:
        owner = repository.partition("://")[2].partition("/")[2]
        there = f"https://mybinder.org/v2/gh/{owner}/{quote(branch, safe='')}"
        work = f"lab/tree/workbook/{name}.ipynb"
        found.append(("binder", f"{there}?{urlencode({'urlpath': work})}"))
    if hub and repository:  # nbgitpuller brings the course there
        folder = repository.rpartition("/")[2]
        asked = {"repo": repository, "branch": branch, "urlpath": f"lab/tree/{folder}/{path}"}
        found.append(("hub", f"{hub}/hub/user-redirect/git-pull?{urlencode(asked)}"))
    elif hub:
        found.append(("hub", hub))
    if repository:
        found.append(("archive", f"{repository}/archive/refs/heads/{quote(branch)}.zip"))
    return found
