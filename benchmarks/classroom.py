"""A class at one JupyterHub on loopback: N students log in, run a notebook, drag, check, leave."""

import asyncio
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from time import monotonic

import httpx
import psutil
from tornado.httpclient import HTTPClientError

from benchmarks.student import NOTEBOOK, Student
from tools.lab import free_port

ROOT = Path(__file__).parents[1]
START = 60.0  # s that the hub may take


class Hub:
    """The class's JupyterHub in a temporary folder; a context manager."""

    def __enter__(self):
        proxy = os.environ.get("COURSE_PROXY") or shutil.which("configurable-http-proxy")
        if not proxy:
            raise RuntimeError(
                "configurable-http-proxy is missing: npm install -g configurable-http-proxy"
            )
        self.folder = Path(tempfile.mkdtemp(prefix="class-"))
        self.folder.chmod(0o755)  # each home in it is closed
        self.password = secrets.token_hex(8)
        ports = [free_port() for _ in range(3)]
        self.url = f"http://127.0.0.1:{ports[0]}"
        self._log = (self.folder / "log").open("w")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(ROOT / "benchmarks" / "hub_config.py")],
            cwd=self.folder,
            env=os.environ
            | {
                "CLASS_FOLDER": str(self.folder),
                "CLASS_PASSWORD": self.password,
                "CLASS_PROXY": proxy,
                "CLASS_PORT": str(ports[0]),
                "CLASS_HUB_PORT": str(ports[1]),
                "CLASS_PROXY_PORT": str(ports[2]),
                "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            },
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._wait()
        return self

    def _wait(self):
        end = monotonic() + START
        while monotonic() < end and self._process.poll() is None:
            with suppress(httpx.HTTPError):
                if httpx.get(f"{self.url}/hub/login").status_code == 200:
                    return
            asyncio.run(asyncio.sleep(0.2))
        raise RuntimeError(f"the hub did not start: {(self.folder / 'log').read_text()[-2000:]}")

    def __exit__(self, *_):
        family = [self._process, *psutil.Process(self._process.pid).children(recursive=True)]
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(30)
        for process in family:
            with suppress(psutil.Error, OSError):
                process.kill()
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def student(self, number):
        return Student(self.url, f"student{number}", self.password)

    def processes(self, student):
        """Those of a student's server: what has the student's home."""
        home = str(self.folder / "homes" / student.name)
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if process.environ().get("HOME") == home:
                    yield process

    def memory(self, student):
        """MiB of a student's server, kernel and both; what several processes share is counted in
        parts (PSS).
        """
        found = {"server, MiB": 0.0, "kernel, MiB": 0.0}
        for process in self.processes(student):
            with suppress(psutil.Error):
                kernel = any("ipykernel" in word for word in process.cmdline())
                pss = process.memory_full_info().pss / 2**20
                found["kernel, MiB" if kernel else "server, MiB"] += pss
        return found | {"both, MiB": sum(found.values())}

    def processor(self, student):
        """Seconds of processors that a student's processes have taken."""
        found = 0.0
        for process in self.processes(student):
            with suppress(psutil.Error):
                found += sum(process.cpu_times()[:2])
        return found


async def attend(hub, student):
    """One student's hour, shortened."""
    times, began = student.times, monotonic()
    await student.log_in()
    times["server"] = monotonic() - began
    began = monotonic()
    sources = await student.open()
    await student.run(sources[0])
    times["first result"] = monotonic() - began
    times["processor until then"] = hub.processor(student)
    for source in sources[1:]:
        await student.run(source)
    times["all cells"] = monotonic() - began
    waits = await student.drag()
    times["drag, median"] = statistics.median(waits)
    times["drag, slowest"] = max(waits)
    began = monotonic()
    shown = await student.run("from lecturelib.exercises import check\ncheck('3.1', [0, 0, 1, 0])")
    times["check"] = monotonic() - began
    if not shown.startswith("✓"):
        raise RuntimeError(f"the exercise is judged otherwise: {shown}")
    times |= hub.memory(student)
    status = await student.leave()
    if status not in (202, 204):
        raise RuntimeError(f"the server does not stop: {status}")


async def whole_class(hub, count, every):
    """(students who got through, what stopped the others), one coming every so many seconds."""
    students = [hub.student(number) for number in range(1, count + 1)]

    async def later(k):
        await asyncio.sleep(k * every)
        await attend(hub, students[k])

    ends = await asyncio.gather(*map(later, range(count)), return_exceptions=True)
    through = [s for s, end in zip(students, ends, strict=True) if end is None]
    failures = [
        f"{s.name}: {type(end).__name__} {end}"
        for s, end in zip(students, ends, strict=True)
        if end is not None
    ]
    return through, failures


async def walls(hub):
    """(what was tried, what came of it) between two students, and of one alone."""
    one, two = hub.student(101), hub.student(102)
    for each in (one, two):
        await each.log_in()
        await each.open()
    found = []
    answer = await two.http.get(f"{one.server}/api/contents/workbook")
    found.append(("another's folder, over the web", answer.status_code))
    try:
        await two.connect(one.kernel, one.server)
        status = "open"
    except HTTPClientError as error:
        status = error.code
    found.append(("another's kernel", status))
    path = hub.folder / "homes" / one.name / NOTEBOOK
    shown = await _error(two, f"open({str(path)!r}).read()")
    found.append(("another's workbook, from a kernel", shown))
    found.append(("2 GB in a kernel", await _error(one, "hold = bytearray(2_000_000_000)")))
    found.append(("that kernel, afterwards", await one.run("print(6 * 7)")))
    found.append(("the other student meanwhile", await two.run("print(6 * 7)")))

    notebook = await one.api("GET", f"contents/{NOTEBOOK}")
    notebook["content"]["cells"][0]["source"] = "my own words"
    await one.api("PUT", f"contents/{NOTEBOOK}", json=notebook)
    for process in hub.processes(one):
        process.kill()
    await asyncio.sleep(1)
    began = monotonic()
    back = hub.student(101)
    await back.log_in()
    kept = (await back.api("GET", f"contents/{NOTEBOOK}"))["content"]["cells"][0]["source"]
    found.append((f"a server killed, back after {monotonic() - began:.0f} s", kept))
    await two.leave()
    await back.leave()
    return found


async def _error(student, code):
    try:
        return await student.run(code) or "nothing is raised"
    except RuntimeError as error:
        return str(error).partition(":")[0]


def main(count=20, every=6.0):
    with Hub() as hub:
        began = monotonic()
        through, failures = asyncio.run(whole_class(hub, count, every))
        print(f"\n{len(through)} of {count} students through, one every {every:g} s, in", end=" ")
        print(f"{monotonic() - began:.0f} s; {sum(s.retries for s in through)} had to wait.\n")
        for failure in failures:
            print(f"- {failure}")
        if through:
            print("| A student's | median | slowest / largest |\n|---|---:|---:|")
            for name in through[0].times:
                values = [student.times[name] for student in through]
                unit, digits = ("", 0) if name.endswith("MiB") else (" s", 2)
                middle = statistics.median(values)
                print(f"| {name} | {middle:.{digits}f}{unit} | {max(values):.{digits}f}{unit} |")
        print("\n| Tried | Came |\n|---|---|")
        for tried, came in asyncio.run(walls(hub)):
            print(f"| {tried} | {str(came).strip()} |")
