"""Start the course, or look after it: `python3 course.py --help`. Needs Python 3.11 or newer alone.

What it says stands in the table "course" of each language, lecturelib/words/en/course.toml.
"""

import ast
import hashlib
import importlib.util
import json
import locale
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

if os.name == "nt":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parent
NOTEBOOKS = ROOT / "notebooks"
ENGLISH = "en"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
UNFINISHED = VENV / "unfinished"
LOCK = ROOT / ".venv.lock"
OLDEST = (3, 11)
ROOM = 1_000_000_000  # bytes; a full set-up takes about half of it
RUN, TEST, HUB = "requirements.txt", "requirements-test.txt", "hub/requirements.txt"
OUTDATED = ["jupyterlab-deck"]  # of an earlier version, and in the way of what took its place
# A class's server has the course once and a workbook in each home.
WORKBOOK = Path(os.environ.get("COURSE_WORKBOOK") or ROOT / "workbook").absolute()
CHOSEN = WORKBOOK / ".language"
COPIED = WORKBOOK / ".copied.json"  # name of a notebook -> fingerprint of what was copied last
# What is copied into .venv for JupyterLab, and where to.
SETTINGS = {
    ROOT / "jupyter" / "overrides.json": VENV / "share" / "jupyter" / "lab" / "settings",
    ROOT / "jupyter" / "jupyter_server_config.py": VENV / "etc" / "jupyter",
}
# uv reads no settings of pip; this is what it calls them.
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "constraint": "UV_CONSTRAINT",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}

BROWSERS = ["chromium", "google-chrome", "chromium-browser", "msedge"]
APPLICATIONS = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    os.path.expandvars(r"%ProgramFiles%\Google\Chrome\Application\chrome.exe"),
    os.path.expandvars(r"%LocalAppData%\Google\Chrome\Application\chrome.exe"),
    os.path.expandvars(r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe"),
]
PLAYWRIGHTS_OWN = (
    "from playwright.sync_api import sync_playwright as start\n"
    "with start() as p: print(p.chromium.executable_path)"
)


class Problem(Exception):
    """What went wrong, in one sentence for the reader."""


# --- the reader's language ----------------------------------------------------------------------


def languages():
    """Those that have all notebooks, English first."""
    editions = (path.parent.name for path in NOTEBOOKS.glob("*/10_*.ipynb"))
    return [ENGLISH, *sorted(editions)]


def folder_of(name):
    """Where a language's notebooks lie under notebooks/, and its pages in the site."""
    return "" if name == ENGLISH else f"{name}/"


def language():
    """What COURSE_LANGUAGE says, or what was chosen, or, before the first start, the system's."""
    try:
        kept = CHOSEN.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        kept = ""
    system = "" if COPIED.exists() else locale.getlocale()[0] or ""
    # On Windows it is "Chinese (Simplified)_China".
    system = "zh" if system.startswith("Chinese") else system[:2]
    wanted = [os.environ.get("COURSE_LANGUAGE"), kept, system]
    return next((name for name in wanted if name in languages()), ENGLISH)


def menus(name):
    """What is started from here on has JupyterLab's own words, too, in that language."""
    folders = [str(ROOT / "jupyter" / name), os.environ.get("JUPYTER_CONFIG_PATH")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, folders))


def choose(name):
    """Keeps the language for the starts to come."""
    if name not in languages():
        raise Problem(words("no_language", name=repr(name), names=", ".join(languages())))
    os.environ.pop("COURSE_LANGUAGE", None)
    WORKBOOK.mkdir(exist_ok=True)
    put(CHOSEN, f"{name}\n")


def words(key, **values):
    """A sentence of the table "course" in the reader's language."""
    import tomllib  # not in the Pythons that are too old

    table = ROOT / "lecturelib" / "words" / language() / "course.toml"
    return tomllib.loads(table.read_text(encoding="utf-8"))[key].format(**values)


def say(text):
    print(text, flush=True)


def run(*command, **options):
    """True if the command succeeded."""
    try:
        return subprocess.call(list(map(str, command)), cwd=ROOT, **options) == 0
    except OSError:
        return False


def answer(*command):
    """What a command prints, or "" if it fails."""
    try:
        done = subprocess.run(
            list(map(str, command)),
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


# --- set-up -------------------------------------------------------------------------------------


def check_room():
    free = shutil.disk_usage(ROOT).free
    if free < ROOM:
        raise Problem(words("no_room", free=free // 10**6, need=ROOM // 10**6))


def make_venv():
    """A working .venv of this Python's version; a half-made or older one is made anew."""
    look = "import pip, sys; print(*sys.version_info[:2], sys.prefix != sys.base_prefix)"
    ours = "{} {} True".format(*sys.version_info[:2])
    if not UNFINISHED.exists() and answer(PYTHON, "-c", look) == ours:
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise Problem(words("no_venv_module"))
    say(words("making"))
    if not run(sys.executable, "-m", "venv", "--clear", VENV, stderr=subprocess.DEVNULL):
        raise Problem(words("not_made"))


def uv():
    """The command of uv, a fast installer, or None where it cannot be had."""
    if run(PYTHON, "-m", "pip", "install", "--quiet", "uv"):
        return [PYTHON, "-m", "uv", "pip"]
    return None


def settings_of_pip():
    """The user's settings of pip in the words of uv; what is set for uv itself goes before."""
    lines = answer(PYTHON, "-m", "pip", "config", "list").splitlines()
    found = {}
    for line in sorted(lines, key=lambda line: line.startswith(":env:")):  # the environment wins
        key, _, value = line.partition("=")
        name = PIP_TO_UV.get(key.rpartition(".")[2])
        if name:
            between = "," if name == "UV_FIND_LINKS" else " "
            found[name] = between.join(ast.literal_eval(value).split())
    if "UV_INDEX" in found:  # pip takes the best version that any of its indexes has
        found["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return found | os.environ


def install(requirements):
    say(words("installing", requirements=requirements))
    steps = [["-r", requirements], ["--no-deps", "--no-build-isolation", "-e", "."]]
    pip = [PYTHON, "-m", "pip", "install", "--quiet"]
    if fast := uv():
        fast += ["install", "--python", PYTHON]
        env = settings_of_pip()
        if all(run(*fast, *step, env=env) for step in steps):
            return
    say(words("with_pip"))
    if not all(run(*pip, *step) for step in steps):
        check_room()
        raise Problem(words("not_installed"))


def stamp_of(requirements):
    """The file that says that the set is installed: the fingerprint, then the packages."""
    return VENV / f"{requirements.replace('/', '-')}.done"


def fingerprint(requirements):
    """Changes when the set-up has to be brought up to date, also when the folder has moved."""
    files = [ROOT / requirements, ROOT / "pyproject.toml", *SETTINGS]
    place = sys.version.encode() + os.fsencode(ROOT)
    return hashlib.sha256(b"\n".join([place, *(f.read_bytes() for f in files)])).hexdigest()


def packages():
    """The lists of files (RECORD) that the installed packages left, by package."""
    site = "Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages"
    records = VENV.glob(f"{site}/*.dist-info/RECORD")
    return {record.parent.name.partition("-")[0]: record for record in records}


def missing(names):
    """The first file of the packages `names` that is gone from .venv, or None."""
    records = packages()
    # Reading the folders is several times as fast as asking for each file.
    there = {os.path.join(at, file) for at, _, files in os.walk(VENV) for file in files}
    for name in names:
        if name not in records:
            return name
        site = records[name].parents[1]
        for line in records[name].read_text(encoding="utf-8").splitlines():
            file = line.rsplit(",", 2)[0].strip('"')
            if not file.endswith(".pyc") and os.path.normpath(site / file) not in there:
                return file
    return None


def finished(requirements):
    """True if the set is installed, up to date and whole. A part that is gone is told."""
    try:
        stamp = stamp_of(requirements).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return False
    if stamp[0] != fingerprint(requirements) or UNFINISHED.exists() or not PYTHON.exists():
        return False
    gone = missing(stamp[1:])
    if gone:
        say(words("gone", gone=gone))
        UNFINISHED.touch()
    return not gone


@contextmanager
def alone(lock=None):
    """Only one start at a time sets up; another waits until that is done."""
    lock = lock or LOCK
    try:
        file = lock.open("a")
    except OSError as error:
        raise Problem(words("read_only", folder=lock.parent, reason=error.strerror)) from None
    with file:
        waits = False
        while True:
            try:
                if os.name == "nt":
                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                else:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except (BlockingIOError, PermissionError):
                if not waits:
                    say(words("waiting"))
                waits = True
                time.sleep(1)
            except OSError:  # a file system that knows no locks
                break
        yield  # the lock ends with the file


def prepare(requirements):
    """Install the set unless that is done.

    A package whose installing was cut short looks installed to pip and uv, so an unfinished
    set-up, or one that lost a part, is not gone on with but begun anew.
    """
    if finished(requirements):
        return
    with alone():
        if finished(requirements):
            return
        if not stamp_of(requirements).exists():
            check_room()
        make_venv()
        UNFINISHED.touch()
        install(requirements)
        if any(name.replace("-", "_") in packages() for name in OUTDATED):
            run(PYTHON, "-m", "pip", "uninstall", "--quiet", "--yes", *OUTDATED)
        for source, folder in SETTINGS.items():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder)
        stamp = [fingerprint(requirements), *sorted(packages())]
        stamp_of(requirements).write_text("\n".join(stamp), encoding="utf-8")
        UNFINISHED.unlink()


def find_a_home():
    """Where the home folder cannot be made or written to, Jupyter keeps its notes in .venv."""
    home = Path(os.path.expanduser("~"))
    while not home.exists():
        home = home.parent
    if not (home.is_absolute() and home.is_dir() and os.access(home, os.W_OK)):
        os.environ["HOME"] = str(VENV / "home")
        say(words("no_home"))


# --- the reader's copies ------------------------------------------------------------------------


def originals(name):
    """The notebooks in a language."""
    return sorted((NOTEBOOKS / folder_of(name)).glob("*.ipynb"))


def place(original):
    """Where a notebook lies under notebooks/, and its copy in the workbook: "zh/03_..." say."""
    return original.relative_to(NOTEBOOKS).as_posix()


def blank(original):
    """The text of a notebook without the results of a run."""
    notebook = json.loads(original.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def mark(text):
    return hashlib.sha256(text.encode()).hexdigest()


def copied():
    """The marks of what was copied; none where the file is missing or damaged."""
    try:
        marks = json.loads(COPIED.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return marks if isinstance(marks, dict) else {}


def put(path, text):
    """Writes a file whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    os.replace(part, path)


def workbook():
    """Copies what the workbook lacks, tells what is new since, and returns the first notebook."""
    mine = language()
    WORKBOOK.mkdir(exist_ok=True)
    with alone(WORKBOOK / ".lock"):
        marks, news = copied(), []
        for name in languages():
            for original in originals(name):
                text, where = blank(original), place(original)
                copy = WORKBOOK / where
                copy.parent.mkdir(exist_ok=True)
                if not copy.exists():
                    put(copy, text)
                    marks[where] = mark(text)
                elif marks.setdefault(where, mark(text)) != mark(text) and name == mine:
                    news.append(where)
        put(COPIED, json.dumps(marks, indent=1))
    if news:
        say(words("changed", names=", ".join(news)))
        numbers = " ".join(Path(where).name.partition("_")[0] for where in news)
        say(words("get_fresh", numbers=numbers))
    return WORKBOOK / place(originals(mine)[0])


def fresh(*names):
    """Copies the notebooks whose names start so; an older copy keeps its name and content."""
    mine = originals(language())
    found = {name: [path for path in mine if path.name.startswith(name)] for name in names}
    for name, paths in found.items():
        if not (name and paths):
            raise Problem(words("no_such", name=repr(name)))
    if not names:
        raise Problem(words("which_fresh"))
    WORKBOOK.mkdir(exist_ok=True)
    with alone(WORKBOOK / ".lock"):
        marks = copied()
        for original in sorted({path for paths in found.values() for path in paths}):
            where = Path(place(original))
            copy, number = WORKBOOK / where, 1
            while copy.exists():
                number += 1
                copy = WORKBOOK / where.with_stem(f"{where.stem}-{number}")
            copy.parent.mkdir(exist_ok=True)
            text = blank(original)
            put(copy, text)
            marks[where.as_posix()] = mark(text)
            say(words("new_copy", path=copy.relative_to(WORKBOOK.parent).as_posix()))
        put(COPIED, json.dumps(marks, indent=1))
    return 0


# --- the browser of the tests -------------------------------------------------------------------


def candidates(python):
    """Where a browser may be; the slowest look, for the one that Playwright keeps, comes last."""
    yield os.environ.get("COURSE_BROWSER")
    yield from map(shutil.which, BROWSERS)
    yield from APPLICATIONS
    yield answer(python, "-c", PLAYWRIGHTS_OWN)


def find_browser(python=PYTHON):
    """The path of a Chromium, Chrome or Edge that starts, or None."""
    for path in candidates(python):
        # Some systems keep a stub that only says what to install; Windows' Chrome has no --version.
        if path and os.path.exists(path) and (os.name == "nt" or answer(path, "--version")):
            return path
    return None


def get_browser():
    browser = find_browser()
    if browser:
        return browser
    say(words("browser"))
    root = os.name == "posix" and os.geteuid() == 0
    if root and shutil.which("apt-get"):
        apt = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        run("apt-get", "update", "-qq", **apt)
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", **apt)
    if not find_browser():
        run(PYTHON, "-m", "playwright", "install", *(["--with-deps"] if root else []), "chromium")
    browser = find_browser()
    if not browser:
        raise Problem(words("no_browser"))
    return browser


# --- the verbs ----------------------------------------------------------------------------------


def hand_over(*command):
    """Run the command to its end, letting it answer Ctrl-C."""
    command = list(map(str, command))
    if os.name == "posix":
        os.chdir(ROOT)
        os.execv(command[0], command)
    process = subprocess.Popen(command, cwd=ROOT)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            pass


def start():
    prepare(RUN)
    mine, new = language(), not CHOSEN.exists() and len(languages()) > 1
    if new:
        say(words("other_language"))
    try:
        first = workbook()
        if new and "COURSE_LANGUAGE" not in os.environ:
            put(CHOSEN, f"{mine}\n")
    except (OSError, Problem):
        say(words("originals"))
        first = originals(mine)[0]
    say(words("starting"))
    menus(mine)
    root = ["--allow-root"] if os.name == "posix" and os.geteuid() == 0 else []
    return hand_over(PYTHON, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", *root, first)


def with_browser(module, arguments):
    for requirements in (RUN, TEST):
        prepare(requirements)
    os.environ["COURSE_BROWSER"] = get_browser()
    return hand_over(PYTHON, "-m", module, *arguments)


def test(*arguments):
    """All tests by three processes, in the order of their files; what is named by one.

    Three, also on two cores: a test of a browser waits more than it computes.
    """
    three = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
    return with_browser("pytest", arguments or three)


def bench(*parts):
    return with_browser("benchmarks", parts)


def site(folder="site"):
    prepare(RUN)
    return hand_over(PYTHON, "-m", "pages", Path(folder).resolve())


def present(*names):
    if len(names) != 1:
        raise Problem(words("which_present"))
    prepare(RUN)
    os.environ["COURSE_LANGUAGE"] = language()
    menus(language())
    return hand_over(PYTHON, "-m", "tools.present", *names)


def handin(*arguments):
    prepare(RUN)
    os.environ["COURSE_LANGUAGE"] = language()
    return hand_over(PYTHON, "-m", "grading.handin", *arguments)


def grade(*arguments):
    prepare(RUN)
    folders = [Path(folder).resolve() for folder in arguments]
    os.environ["COURSE_LANGUAGE"] = language()
    return hand_over(PYTHON, "-m", "grading.grade", *folders)


def hub(*arguments):
    if os.name == "nt":
        raise Problem(words("needs_linux"))
    for requirements in (RUN, HUB):
        prepare(requirements)
    os.environ["PATH"] = f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return hand_over(PYTHON, "-m", "jupyterhub", "-f", "hub/jupyterhub_config.py", *arguments)


def notebooks(*names):
    prepare(RUN)
    return hand_over(PYTHON, "-m", "tools.normal_form", *names)


def translations(*names):
    prepare(RUN)
    return hand_over(PYTHON, "-m", "tools.translations", *names)


def pins():
    make_venv()
    command = uv() or []
    if not command:
        raise Problem(words("no_uv"))
    # One version for all Pythons, so that everyone sees the same numbers; and no addresses.
    options = ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest", "--upgrade"]
    options += ["--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--quiet"]
    options += ["--custom-compile-command", "python3 course.py pins", "pyproject.toml"]
    for target, sets in (
        (RUN, ["--extra", "lab"]),
        (HUB, ["--extra", "lab", "--extra", "hub", "--constraint", RUN]),
        (TEST, ["--extra", "lab", "--extra", "hub", "--extra", "test", "--constraint", HUB]),
    ):
        say(words("renewing", target=target))
        arguments = [*command, "compile", *options, *sets, "-o", target]
        if not run(*arguments, env=settings_of_pip(), stdout=subprocess.DEVNULL):
            raise Problem(words("not_renewed", target=target))
    shutil.copy(ROOT / RUN, ROOT / "binder" / RUN)
    return 0


def main(arguments):
    if sys.version_info < OLDEST:
        found = "{}.{}".format(*sys.version_info[:2])
        raise Problem(f"Python 3.11 or newer is needed, this is {found}: see python.org/downloads.")
    verbs = {"": start, "test": test, "bench": bench, "notebooks": notebooks}
    verbs |= {"present": present, "site": site, "pins": pins, "fresh": fresh}
    verbs |= {"handin": handin, "grade": grade, "hub": hub, "translations": translations}
    if arguments[:1] == ["--language"]:
        choose(*arguments[1:2] or [""])
        arguments = arguments[2:]
    verb, *rest = arguments or [""]
    if verb in ("-h", "--help", "help"):
        return say(words("help"))
    if verb not in verbs or (verb == "pins" and rest):
        raise Problem(words("unknown", arguments=repr(" ".join(arguments))))
    find_a_home()
    return verbs[verb](*rest)


if __name__ == "__main__":
    for stream in sys.stdout, sys.stderr:
        stream.reconfigure(errors="replace")  # a locale may not know all letters of a path
    os.environ.setdefault("PYTHONUTF8", "1")  # and what is started here reads and writes UTF-8
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(f"course.py: {problem}")
    except BrokenPipeError:  # as in course.py --help | head; Python is to stay quiet at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        sys.exit(f"course.py: {error.strerror or error}: {error.filename or ''}.")
    except KeyboardInterrupt:
        sys.exit(f"\ncourse.py: {words('stopped')}")
