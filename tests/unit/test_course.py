"""The start script: what it says and does when something is in the way, and that it starts fast."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import threading
from collections import namedtuple
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]
OFFLINE = {
    "PIP_NO_INDEX": "1",
    "PIP_FIND_LINKS": "",
    "PIP_CONFIG_FILE": os.devnull,
    "UV_OFFLINE": "1",
}


@pytest.fixture
def copy(tmp_path):
    """The files that a set-up reads, in a folder with a space in its name."""
    folder = tmp_path / "my course"
    for room in ("jupyter", "lecturelib/words/en"):
        (folder / room).mkdir(parents=True)
    for name in (
        "course.py",
        "pyproject.toml",
        "requirements.txt",
        "requirements-test.txt",
        "jupyter/overrides.json",
        "jupyter/jupyter_server_config.py",
        "lecturelib/words/en/course.toml",
    ):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def course(copy):
    """The script as a module, acting on the copy."""
    spec = importlib.util.spec_from_file_location("course_in_copy", copy / "course.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def call(folder, *arguments, **environment):
    return subprocess.run(
        [sys.executable, folder / "course.py", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("flag", ["--help", "-h", "help"])
def test_help_lists_the_verbs(copy, flag):
    done = call(copy, flag)
    assert done.returncode == 0
    for verb in ("present", "test", "notebooks", "site", "pins", "--help"):
        assert f"course.py {verb}" in done.stdout
    assert not (copy / ".venv").exists()


@pytest.mark.parametrize("words", [("tset",), ("pins", "numpy")])
def test_what_is_not_understood_is_named(copy, words):
    done = call(copy, *words)
    assert done.returncode == 1
    assert done.stderr == f"course.py: '{' '.join(words)}' is not understood: try --help.\n"


@pytest.mark.parametrize("names", [(), ("04", "05")])
def test_one_notebook_is_presented(course, names):
    with pytest.raises(course.Problem, match="say which notebook, such as: python3 course.py"):
        course.present(*names)


def test_too_old_a_python(course, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(course.Problem, match=r"Python 3\.11 or newer is needed, this is 3\.10"):
        course.main([])


def test_no_room(course, monkeypatch):
    usage = namedtuple("usage", "total used free")(10**12, 10**12 - 5 * 10**6, 5 * 10**6)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(course.Problem, match="the disk has 5 MB free, the set-up needs 1000 MB"):
        course.prepare(course.RUN)


def test_no_venv_module(course, monkeypatch):
    find_spec = importlib.util.find_spec
    hidden = lambda name: None if name == "ensurepip" else find_spec(name)  # noqa: E731
    monkeypatch.setattr(importlib.util, "find_spec", hidden)
    with pytest.raises(course.Problem, match="apt install python3-venv"):
        course.make_venv()


def test_no_network_ends_in_one_sentence_and_a_half_made_folder_is_mended(copy):
    python = copy / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.parent.mkdir(parents=True)
    python.touch()
    done = call(copy, **OFFLINE)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr.rstrip().endswith(
        "course.py: the packages could not be installed: check the network, then try again."
    )
    assert "Making the folder .venv" in done.stdout
    assert list(copy.glob(".venv/*.done")) == []

    assert (copy / ".venv" / "unfinished").exists()


@pytest.fixture
def installs(course, monkeypatch):
    """Replaces the slow steps; the list of the sets that were installed."""
    done = []
    monkeypatch.setattr(course, "make_venv", lambda: None)
    monkeypatch.setattr(course, "install", done.append)
    course.PYTHON.parent.mkdir(parents=True)
    course.PYTHON.touch()
    return done


def test_a_finished_set_up_is_not_done_again(course, installs):
    course.prepare(course.RUN)
    course.prepare(course.RUN)
    assert installs == ["requirements.txt"]
    for source, folder in course.SETTINGS.items():
        assert (folder / source.name).read_bytes() == source.read_bytes()


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml", "jupyter/overrides.json"])
def test_a_changed_file_brings_the_set_up_up_to_date(course, installs, copy, name):
    course.prepare(course.RUN)
    with (copy / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    course.prepare(course.RUN)
    assert installs == ["requirements.txt"] * 2


@pytest.fixture
def package(course, installs):
    """A package in the environment, whose set is installed: the folder of its files."""
    lib = "Lib" if os.name == "nt" else "lib/python3.11"
    folder = course.VENV / lib / "site-packages" / "thing"
    record = folder.parent / "thing-1.0.dist-info" / "RECORD"
    for file in (folder / "part.py", folder / "__pycache__" / "part.pyc", record):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    record.write_text("thing/part.py,sha256=0,1\nthing/part.pyc,,\nthing-1.0.dist-info/RECORD,,\n")
    course.prepare(course.RUN)
    return folder


def test_what_python_writes_anew_is_not_missed(course, installs, package):
    shutil.rmtree(package / "__pycache__")
    assert course.finished(course.RUN)


@pytest.mark.parametrize("gone", ["thing/part.py", "thing-1.0.dist-info"])
def test_a_part_that_is_gone_is_told_and_all_is_made_anew(course, installs, package, gone, capsys):
    part = package.parent / gone
    shutil.rmtree(part) if part.is_dir() else part.unlink()
    marks = []
    course.install = lambda requirements: marks.append(course.UNFINISHED.exists())
    assert not course.finished(course.RUN)
    assert f"A part of .venv is gone ({gone.partition('-')[0]})." in capsys.readouterr().out
    assert course.UNFINISHED.exists(), "make_venv clears the folder"
    course.prepare(course.RUN)
    assert marks == [True]


@pytest.mark.parametrize("damage", [b"", b"\xff\x00", b"something else"])
def test_a_damaged_stamp_is_not_believed(course, installs, damage):
    course.prepare(course.RUN)
    course.stamp_of(course.RUN).write_bytes(damage)
    course.prepare(course.RUN)
    assert installs == ["requirements.txt"] * 2


def test_a_second_start_waits_and_finds_the_work_done(course, installs, monkeypatch, capsys):
    slept = threading.Event()
    monkeypatch.setattr(course, "time", SimpleNamespace(sleep=lambda seconds: slept.set()))
    with course.alone():
        second = threading.Thread(target=course.prepare, args=[course.RUN])
        second.start()
        assert slept.wait(60)
        assert installs == []
        course.VENV.mkdir(exist_ok=True)
        course.stamp_of(course.RUN).write_text(course.fingerprint(course.RUN))
    second.join()
    assert installs == []
    assert capsys.readouterr().out.count("Another start is setting up the course.") == 1


def test_a_folder_that_cannot_be_written_to(course, installs, monkeypatch):
    monkeypatch.setattr(course, "LOCK", course.ROOT / "no such folder" / "lock")
    with pytest.raises(course.Problem, match="cannot be written to.*: copy the course into a"):
        course.prepare(course.RUN)


@pytest.mark.skipif(os.name == "nt", reason="Windows makes the home folder with the user")
def test_a_home_that_cannot_be_made_is_replaced(course, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("HOME", str(tmp_path / "not made yet"))
    course.find_a_home()
    assert os.environ["HOME"] == str(tmp_path / "not made yet") and not capsys.readouterr().out
    monkeypatch.setenv("HOME", os.path.join(os.devnull, "home"))
    course.find_a_home()
    assert os.environ["HOME"] == str(course.VENV / "home")
    assert "Your home folder cannot be written to" in capsys.readouterr().out


def test_a_plain_locale_and_a_folder_in_chinese(copy):
    """Even where Python would write ASCII only."""
    folder = copy.rename(copy.with_name("\u8bfe\u7a0b"))
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    (folder / ".venv").touch()  # a file, so that no environment can be made
    done = call(folder, **plain)
    assert done.stderr == (
        "course.py: the folder .venv could not be made: close what uses it, delete it, retry.\n"
    )
    code = "import course; course.say(course.fingerprint(course.RUN))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=os.environ | plain, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    assert call(folder, "\u8bfe", **plain).returncode == 1


def test_a_reader_who_stops_reading_sees_no_error(copy):
    command = [sys.executable, copy / "course.py", "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_moved_folder_or_another_python_is_noticed(course, monkeypatch):
    here = course.fingerprint(course.RUN)
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert course.fingerprint(course.RUN) != here


def test_after_an_interrupted_install_nothing_is_taken_for_done(course, installs, monkeypatch):
    def interrupted(requirements):
        raise KeyboardInterrupt

    course.prepare(course.RUN)
    monkeypatch.setattr(course, "install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        course.prepare(course.TEST)
    monkeypatch.setattr(course, "install", installs.append)
    course.prepare(course.RUN)
    assert installs == ["requirements.txt"] * 2


def test_an_unfinished_environment_is_made_anew(course, monkeypatch):
    commands = []
    monkeypatch.setattr(course, "run", lambda *command, **options: commands.append(command) or True)
    monkeypatch.setattr(
        course, "answer", lambda *command: "{} {} True".format(*sys.version_info[:2])
    )
    course.make_venv()
    assert commands == []
    course.VENV.mkdir()
    course.UNFINISHED.touch()
    course.make_venv()
    assert [command[1:4] for command in commands] == [("-m", "venv", "--clear")]


def test_pip_takes_over_when_uv_fails(course, monkeypatch):
    commands = []

    def run(*command, **options):
        commands.append([str(word) for word in command])
        return "uv" not in commands[-1]

    monkeypatch.setattr(course, "run", run)
    course.install(course.RUN)
    tail = [command[1:5] for command in commands[-2:]]
    assert tail == [["-m", "pip", "install", "--quiet"]] * 2
    assert commands[-2][-2:] == ["-r", "requirements.txt"]
    assert commands[-1][-2:] == ["-e", "."]


PIPS = """:env:.index-url='https://own.example/simple'
global.cert='/own/ca.pem'
global.extra-index-url='https://a.example https://b.example'
global.find-links='wheels more-wheels'
global.index-url='https://slow.example'
global.timeout='60'"""


def test_uv_is_given_the_settings_of_pip(course, monkeypatch):
    """The environment goes before pip's files, and what was said to uv itself before both."""
    names = [*course.PIP_TO_UV.values(), "UV_INDEX_STRATEGY"]
    for name in names:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("UV_FIND_LINKS", "mine")
    monkeypatch.setattr(course, "answer", lambda *command: PIPS)
    given = course.settings_of_pip()
    assert {name: given.get(name) for name in names} == {
        "UV_DEFAULT_INDEX": "https://own.example/simple",
        "UV_INDEX": "https://a.example https://b.example",
        "UV_FIND_LINKS": "mine",
        "UV_CONSTRAINT": None,
        "UV_INSECURE_HOST": None,
        "SSL_CERT_FILE": "/own/ca.pem",
        "ALL_PROXY": None,
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }
    assert given["PATH"] == os.environ["PATH"]


def test_each_command_that_fetches_packages_knows_the_mirror(course, monkeypatch):
    """pip reads its settings by itself; each run of uv is given them."""
    commands = []
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.setattr(course, "answer", lambda *command: PIPS)
    monkeypatch.setattr(course, "make_venv", lambda: None)
    monkeypatch.setattr(
        course, "run", lambda *command, **options: not commands.append((command, options))
    )
    (course.ROOT / "binder").mkdir()
    course.install(course.RUN)
    course.pins()
    fetching = [(command[1:3], options) for command, options in commands]
    assert [options for words, options in fetching if words == ("-m", "pip")] == [{}] * 2
    uvs = [options["env"] for words, options in fetching if words == ("-m", "uv")]
    assert len(uvs) == 5 and len(fetching) == 7
    assert {env["UV_DEFAULT_INDEX"] for env in uvs} == {"https://own.example/simple"}


def test_no_browser_is_a_failure_and_not_a_skip(course, monkeypatch):
    monkeypatch.setattr(course, "find_browser", lambda: None)
    monkeypatch.setattr(course, "run", lambda *command, **options: False)
    with pytest.raises(course.Problem, match="no browser could be installed"):
        course.get_browser()


@pytest.mark.skipif(os.name == "nt", reason="the stub is a shell script")
def test_a_browser_that_does_not_start_is_passed_over(course, monkeypatch, tmp_path):
    for name, code in (("stub", 1), ("real", 0)):
        (tmp_path / name).write_text(f"#!/bin/sh\necho 1.0\nexit {code}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("COURSE_BROWSER", str(tmp_path / "stub"))
    monkeypatch.setattr(course, "BROWSERS", [])
    monkeypatch.setattr(course, "APPLICATIONS", [str(tmp_path / "real")])
    assert course.find_browser() == str(tmp_path / "real")


def test_the_whole_suite_has_three_processes_and_a_part_has_one(course, monkeypatch):
    monkeypatch.setattr(course, "with_browser", lambda module, arguments: arguments)
    assert course.test()[:2] == ["-n", "3"]
    assert course.test("--lf") == ("--lf",)


def test_the_result_of_the_tests_is_the_exit_code(copy):
    """The verb hands over to pytest; what hands over must hand the code back."""
    script = "import sys, course; sys.exit(course.hand_over(sys.executable, '-c', 'exit(7)'))"
    done = subprocess.run([sys.executable, "-c", script], cwd=copy)
    assert done.returncode == 7


# --- the reader's copies ---


def notebook(*sources, output="42"):
    """A notebook of code cells that have been run, as JSON."""
    result = {"output_type": "stream", "name": "stdout", "text": [output]}
    code = {"cell_type": "code", "metadata": {}, "execution_count": 1, "outputs": [result]}
    cells = [code | {"id": f"c{k}", "source": [source]} for k, source in enumerate(sources)]
    cells.append({"cell_type": "markdown", "id": "m", "metadata": {}, "source": ["神经元"]})
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def originals(course):
    folder = course.ROOT / "notebooks"
    folder.mkdir()
    for name in ("01_one", "02_two"):
        (folder / f"{name}.ipynb").write_text(notebook("1 + 1"), encoding="utf-8")
    return folder


def sources(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)
    return ["".join(cell["source"]) for cell in cells]


def test_the_first_start_copies_without_results(course, originals, capsys):
    assert course.workbook() == course.WORKBOOK / "01_one.ipynb"
    names = sorted(path.name for path in course.WORKBOOK.glob("*"))
    assert names == [".copied.json", ".lock", "01_one.ipynb", "02_two.ipynb"]
    assert sources(course.WORKBOOK / "02_two.ipynb") == ["1 + 1", "神经元"]
    assert capsys.readouterr().out == ""


def test_a_copy_is_never_overwritten_and_an_update_is_told(course, originals, capsys):
    course.workbook()
    mine = course.WORKBOOK / "02_two.ipynb"
    mine.write_text("my own work", encoding="utf-8")
    (originals / "02_two.ipynb").write_text(notebook("1 + 1", output="43"), encoding="utf-8")
    course.workbook()
    assert capsys.readouterr().out == "", "another result is no news"
    (originals / "02_two.ipynb").write_text(notebook("2 + 2"), encoding="utf-8")
    for _ in range(2):
        course.workbook()
        told = capsys.readouterr().out
        assert "Changed since you got your copy: 02_two.ipynb." in told
        assert told.endswith("python3 course.py fresh 02\n")
    assert course.main(["fresh", "02"]) == 0
    assert capsys.readouterr().out == "A new copy: workbook/02_two-2.ipynb\n"
    assert mine.read_text(encoding="utf-8") == "my own work"
    assert sources(course.WORKBOOK / "02_two-2.ipynb") == ["2 + 2", "神经元"]
    course.workbook()
    assert capsys.readouterr().out == ""
    course.main(["fresh", "0"])
    assert sorted(path.name for path in course.WORKBOOK.glob("*-*")) == [
        "01_one-2.ipynb",
        "02_two-2.ipynb",
        "02_two-3.ipynb",
    ]


def test_what_is_missing_is_copied_anew(course, originals):
    course.workbook()
    (course.WORKBOOK / "01_one.ipynb").unlink()
    (originals / "03_three.ipynb").write_text(notebook("3"), encoding="utf-8")
    course.workbook()
    assert sources(course.WORKBOOK / "01_one.ipynb") == ["1 + 1", "神经元"]
    assert sources(course.WORKBOOK / "03_three.ipynb") == ["3", "神经元"]


@pytest.mark.parametrize("damage", ["", "{", "[]", "null"])
def test_a_damaged_record_costs_nothing(course, originals, damage):
    course.workbook()
    (course.WORKBOOK / "01_one.ipynb").write_text("mine", encoding="utf-8")
    course.COPIED.write_text(damage, encoding="utf-8")
    course.workbook()
    assert (course.WORKBOOK / "01_one.ipynb").read_text(encoding="utf-8") == "mine"
    assert len(course.copied()) == 2


@pytest.mark.parametrize("words", [["fresh"], ["fresh", "07"], ["fresh", "01", "x"], ["fresh", ""]])
def test_fresh_says_what_it_needs_and_does_nothing(course, originals, words):
    with pytest.raises(course.Problem, match="fresh 03|no notebook starts with"):
        course.main(words)
    assert not course.WORKBOOK.exists()


def test_where_nothing_can_be_written_the_originals_open(course, originals, monkeypatch, capsys):
    opened = []
    monkeypatch.setattr(course, "prepare", lambda requirements: None)
    monkeypatch.setattr(course, "hand_over", lambda *command: opened.append(command[-1]))
    course.start()
    monkeypatch.setattr(course, "WORKBOOK", course.ROOT / "no such folder" / "workbook")
    course.start()
    assert opened == [course.ROOT / "workbook" / "01_one.ipynb", originals / "01_one.ipynb"]
    assert "cannot be written to: here are the originals" in capsys.readouterr().out


# --- the reader's language ----------------------------------------------------------------------


@pytest.fixture
def chinese(course, originals, monkeypatch):
    """A course with an edition in Chinese, and an environment that chooses no language."""
    (originals / "zh").mkdir()
    for name in ("01_one", "10_ten"):
        (originals / "zh" / f"{name}.ipynb").write_text(notebook("1 + 1"), encoding="utf-8")
    table = course.ROOT / "lecturelib/words/zh/course.toml"
    table.parent.mkdir()
    table.write_text(
        'no_such = "没有{name}"\nstarting = "启动"\nother_language = "English"', encoding="utf-8"
    )
    monkeypatch.delenv("COURSE_LANGUAGE", raising=False)
    monkeypatch.setattr(course.locale, "getlocale", lambda: (None, None))
    monkeypatch.setattr(course, "prepare", lambda requirements: None)
    monkeypatch.setattr(course, "hand_over", lambda *command: command[-1])
    return course


def test_jupyterlab_has_its_own_words_in_the_language(chinese, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "mine")
    monkeypatch.setenv("COURSE_LANGUAGE", "zh")
    chinese.start()
    folders = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert folders == [str(chinese.ROOT / "jupyter" / "zh"), "mine"]


@pytest.mark.parametrize(
    "system, language",
    [
        (None, "en"),
        ("zh_CN", "zh"),
        ("zh_Hans_CN", "zh"),
        ("Chinese (Simplified)_China", "zh"),
        ("de_DE", "en"),
        ("C", "en"),
    ],
)
def test_the_system_has_a_say(chinese, monkeypatch, system, language):
    monkeypatch.setattr(chinese.locale, "getlocale", lambda: (system, "UTF-8"))
    assert chinese.language() == language


def test_a_choice_is_kept_and_the_environment_goes_before(chinese, monkeypatch, capsys):
    english, other = (chinese.WORKBOOK / name for name in ("01_one.ipynb", "zh/01_one.ipynb"))
    assert chinese.main([]) == english
    assert "--language zh" in capsys.readouterr().out
    assert chinese.main(["--language", "zh"]) == other
    assert chinese.main([]) == other
    assert "--language" not in capsys.readouterr().out, "said at the first start only"
    with pytest.raises(chinese.Problem, match="没有'77'"):
        chinese.main(["fresh", "77"])
    monkeypatch.setenv("COURSE_LANGUAGE", "en")
    assert chinese.main([]) == english
    monkeypatch.delenv("COURSE_LANGUAGE")
    assert chinese.main([]) == other, "the environment is not kept"


def test_the_systems_language_of_the_first_start_is_kept(chinese, monkeypatch):
    monkeypatch.setattr(chinese.locale, "getlocale", lambda: ("zh_CN", "UTF-8"))
    assert chinese.main([]) == chinese.WORKBOOK / "zh" / "01_one.ipynb"
    monkeypatch.setattr(chinese.locale, "getlocale", lambda: ("de_DE", "UTF-8"))
    assert chinese.main([]) == chinese.WORKBOOK / "zh" / "01_one.ipynb"


def test_who_has_begun_in_english_goes_on_in_english(chinese, monkeypatch):
    chinese.workbook()
    monkeypatch.setattr(chinese.locale, "getlocale", lambda: ("zh_CN", "UTF-8"))
    for _ in range(2):
        assert chinese.main([]) == chinese.WORKBOOK / "01_one.ipynb"


@pytest.mark.parametrize("words", [["--language"], ["--language", "xx"], ["--language", ""]])
def test_an_unknown_language_is_refused(chinese, words):
    with pytest.raises(chinese.Problem, match="choose one of en, zh"):
        chinese.main(words)
    assert not chinese.WORKBOOK.exists()


def test_the_workbook_has_both_and_news_are_of_the_readers(chinese, originals, capsys):
    chinese.choose("zh")
    chinese.workbook()
    assert sources(chinese.WORKBOOK / "zh" / "10_ten.ipynb") == sources(
        chinese.WORKBOOK / "02_two.ipynb"
    )
    for changed in (originals / "01_one.ipynb", originals / "zh" / "01_one.ipynb"):
        changed.write_text(notebook("2 + 2"), encoding="utf-8")
    chinese.choose("en")
    chinese.workbook()
    assert "got your copy: 01_one.ipynb." in capsys.readouterr().out
    (chinese.ROOT / "lecturelib/words/zh/course.toml").write_text(
        'new_copy = "{path}"', encoding="utf-8"
    )
    chinese.main(["--language", "zh", "fresh", "01"])
    assert capsys.readouterr().out == "workbook/zh/01_one-2.ipynb\n"
