"""A real JupyterLab on loopback and a real Chromium, for the tests and for screenshots."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from course import find_browser

ROOT = Path(__file__).parents[1]
# Leads to this machine in the browser alone. Plain http under a name is no secure context.
NAME = "course.example"
FLAGS = [
    f"--host-resolver-rules=MAP {NAME} 127.0.0.1",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TOKEN = "browser-tests"
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}


class NoBrowser(Exception):
    """A browser is not installed."""


def free_port():
    """A port of this machine that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Lab:
    """A JupyterLab server in a temporary folder; a context manager.

    course: the folder whose lecturelib the kernels import. name: by which the browser calls it,
    NAME or its address. environment: variables for the kernels.
    """

    def __init__(self, course=ROOT, name="127.0.0.1", **environment):
        self._course, self._name, self._environment = course, name, environment

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="lecture-lab-"))
        self.work = self.folder / "work"
        self.work.mkdir()
        settings = self.folder / "lab"
        for plugin, values in SETTINGS.items():
            package, name = plugin.split(":")
            path = settings / "settings" / package / f"{name}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(values), encoding="utf-8")
        port = free_port()
        self.url = f"http://{self._name}:{port}"
        environment = os.environ | {
            "JUPYTER_CONFIG_DIR": str(self.folder / "config"),
            "JUPYTER_CONFIG_PATH": str(ROOT / "jupyter"),
            "JUPYTER_DATA_DIR": str(self.folder / "data"),
            "JUPYTER_RUNTIME_DIR": str(self.folder / "runtime"),
            "IPYTHONDIR": str(self.folder / "ipython"),
            "JUPYTERLAB_SETTINGS_DIR": str(settings / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(settings / "workspaces"),
            "PYTHONPATH": str(self._course),
            **self._environment,
        }
        self._log = open(self.folder / "server.log", "w", encoding="utf-8")
        self._server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jupyterlab",
                "--no-browser",
                "--allow-root",
                "--expose-app-in-browser",
                "--JupyterNotebookApp.expose_app_in_browser=True",
                "--ip=127.0.0.1",
                f"--port={port}",
                "--ServerApp.port_retries=0",
                f"--IdentityProvider.token={TOKEN}",
                f"--ServerApp.local_hostnames={self._name}",
                f"--ServerApp.root_dir={self.work}",
            ],
            stdout=self._log,
            stderr=self._log,
            env=environment,
            cwd=self.work,
        )
        for _ in range(300):
            try:
                status = f"http://127.0.0.1:{port}/api/status?token={TOKEN}"
                urllib.request.urlopen(status, timeout=5)
                return self
            except (urllib.error.URLError, OSError):
                if self._server.poll() is not None:
                    break
                time.sleep(0.2)
        log = self.log()
        self.__exit__()
        raise RuntimeError(f"JupyterLab did not start:\n{log}")

    def __exit__(self, *_):
        self._server.terminate()
        self._server.wait(20)
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self):
        """What the server and its kernels have said so far."""
        return (self.folder / "server.log").read_text(encoding="utf-8")

    def write(self, name, cells):
        """Saves a notebook of code cells in the server's folder."""
        book = {
            "cells": [
                {
                    "cell_type": "code",
                    "id": f"cell-{k}",
                    "execution_count": None,
                    "metadata": {},
                    "outputs": [],
                    "source": source,
                }
                for k, source in enumerate(cells)
            ],
            "metadata": {
                "kernelspec": {
                    "display_name": "Python 3 (ipykernel)",
                    "language": "python",
                    "name": "python3",
                }
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (self.work / name).write_text(json.dumps(book), encoding="utf-8")


class Browser:
    """One Chromium; a context manager. `open` gives each notebook a page of its own.

    A JupyterLab takes longer to load than a notebook: the page of one that was closed takes in the
    next.
    """

    def __init__(self, scale=1):
        self._scale, self._count, self._lab, self._spare = scale, 0, None, []

    def __enter__(self):
        path = find_browser(sys.executable)
        if not path:
            raise NoBrowser(
                "no Chromium, Chrome or Edge found; `python3 course.py test` installs one"
            )
        self._playwright = sync_playwright().start()
        self._engine = self._playwright.chromium.launch(executable_path=path, args=FLAGS)
        return self

    def __exit__(self, *_):
        self._engine.close()
        self._playwright.stop()

    def page(self, **options):
        """An empty page; options are Playwright's."""
        return self._engine.new_page(**options)

    def open(self, lab, cells, width=1280, height=900, path="lab/tree"):
        """A Book with these cells, all run; the path "notebooks" is that of Notebook 7."""
        self._count += 1
        name = f"book-{self._count}.ipynb"
        lab.write(name, cells)
        size = {"width": width, "height": height}
        if path == "lab/tree":
            return self.book(lab, name, size).run_all()
        return Book(self._empty(size), lab, name, path).load().run_all()

    def book(self, lab, name, size):
        """The Book of a notebook that is there."""
        if lab is not self._lab:
            for page in self._spare:
                page.context.close()
            self._lab, self._spare = lab, []
        if not self._spare:
            return Book(self._empty(size), lab, name, browser=self).load()
        page = self._spare.pop()
        page.set_viewport_size(size)
        return Book(page, lab, name, browser=self).open()

    def keep(self, page, lab):
        """Takes a page back, with an empty JupyterLab."""
        if lab is self._lab:
            self._spare.append(page)
        else:
            page.context.close()

    def _empty(self, size):
        return self.page(viewport=size, device_scale_factor=self._scale)


class Book:
    """A notebook open in a page.

    page: Playwright's. errors: of the console. strangers: addresses beyond the server that were
    asked for. messages: how many the widgets have sent to the kernel. browser: gets the page back
    from `close`; without it the page is closed, too.
    """

    def __init__(self, page, lab, name, path="lab/tree", browser=None):
        self.page, self._lab, self._path, self._name = page, lab, path, name
        self._browser, self._beside = browser, []
        self.errors, self.strangers, self.messages = [], [], 0
        self._ears = {
            "console": self._hear,
            "pageerror": self._fail,
            "request": self._ask,
            "websocket": self._listen,
        }
        for event, ear in self._ears.items():
            page.on(event, ear)

    def _hear(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def _ask(self, request):
        self._note(request.url)

    def _fail(self, error):
        # anywidget loads a widget's code from a blob; what fails without it is JupyterLab's own.
        if not error.stack or "blob:" in error.stack:
            self.errors.append(error.stack or str(error))

    def _note(self, url):
        server = self._lab.url
        own = (server, server.replace("http", "ws", 1), "data:", "blob:", "about:")
        if not url.startswith(own):
            self.strangers.append(url)

    def _listen(self, socket):
        self._note(socket.url)
        socket.on("framesent", self._count)

    def _count(self, frame):
        self.messages += (b"comm_msg" if isinstance(frame, bytes) else "comm_msg") in frame

    def load(self):
        """Opens, or opens again, the saved notebook, and waits for its kernel."""
        self.page.goto(f"{self._lab.url}/{self._path}/{self._name}?token={TOKEN}&reset")
        self._begun()
        self.page.evaluate("() => window.jupyterapp.shell.collapseLeft?.()")
        return self

    def open(self):
        """Opens the saved notebook in a JupyterLab that is there, and waits for its kernel."""
        self.command("docmanager:open", {"path": self._name})
        self._begun()
        return self

    def _begun(self):
        self.page.wait_for_function(
            """name => {
                const panel = window.jupyterapp?.shell.currentWidget;
                return panel?.context?.path === name
                    && panel.sessionContext?.session?.kernel?.status === 'idle'
                    && panel.content.widgets.length;
            }""",
            arg=self._name,
        )

    def command(self, name, arguments=None):
        """Runs a command of JupyterLab's palette."""
        return self.page.evaluate(
            """([name, args]) =>
                window.jupyterapp.commands.execute(name, args ?? {}).then(() => null)""",
            [name, arguments],
        )

    def run_all(self):
        self.command("notebook:run-all-cells")
        return self

    def python(self, code):
        """What the kernel prints when it runs the code, as a cell after the others would."""
        return self.page.evaluate(
            """async code => {
            const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            const future = kernel.requestExecute({ code, store_history: false });
            let text = '';
            future.onIOPub = ({ header, content }) => {
                if (header.msg_type === 'stream') text += content.text;
                if (header.msg_type === 'error') text += `${content.ename}: ${content.evalue}`;
            };
            await future.done;
            return text.trim();
        }""",
            code,
        )

    def widget(self, index=0):
        """The index-th widget on the page, when it has appeared."""
        found = self.page.locator(".ll").nth(index)
        found.locator("svg").first.wait_for()
        return found

    def ready(self, views=1):
        """Waits for the views of the widget `w`, and notes what Python prints of it."""
        self.widget(views - 1)
        self.first_words = self.python("print(w)")
        return self

    def reset(self):
        """Brings the widget `w` back to its start, and waits until it is there."""
        self.settle()  # what the last drag sent has arrived
        self.python("w.reset()")
        self.wait("w", self.first_words)
        self.settle()

    def theme(self, name):
        """ "light" or "dark"."""
        wanted = f"JupyterLab {name.title()}"
        self.command("apputils:change-theme", {"theme": wanted})
        self.page.wait_for_selector(
            f'body[data-jp-theme-light="{"true" if name == "light" else "false"}"]',
            state="attached",
        )

    def drag(self, handle, dx, dy, steps=10):
        """Drags a handle by so many pixels with the mouse."""
        drag(self.page, handle, dx, dy, steps)

    def touch_drag(self, handle, dx, dy, steps=10):
        """The same with a finger."""
        self.touch(*middle(handle), dx, dy, steps)

    def touch(self, x, y, dx=0, dy=0, steps=0):
        """A finger comes down there, goes so far, and is lifted."""
        devtools = self.page.context.new_cdp_session(self.page)
        devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        for k in range(steps + 1):
            point = {"x": x + dx * k / max(1, steps), "y": y + dy * k / max(1, steps)}
            devtools.send(
                "Input.dispatchTouchEvent",
                {"type": "touchMove" if k else "touchStart", "touchPoints": [point]},
            )
        devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
        devtools.detach()

    def settle(self):
        """Waits until the kernel has what the page sent, and the page has painted the answer."""
        self.page.evaluate("""async () => {
            const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
            await new Promise(done => setTimeout(done, 60)); // a widget sends at most every 50 ms
            // While a message is unanswered, the next waits in the page: two rounds see both out.
            const nothing = { code: "", store_history: false };
            for (let k = 0; k < 2; k++) await kernel.requestExecute(nothing).done;
            for (let k = 0; k < 2; k++) await new Promise(requestAnimationFrame);
        }""")

    def wait(self, code, wanted):
        """Waits until the kernel prints `wanted` for the code; returns what it printed last."""
        for _ in range(40):
            seen = self.python(f"print({code})")
            if seen == wanted:
                break
            self.page.wait_for_timeout(50)
        return seen

    def nodes(self):
        """How many DOM nodes the page keeps, the detached ones included."""
        devtools = self.page.context.new_cdp_session(self.page)
        devtools.send("Performance.enable")
        for _ in range(3):
            devtools.send("HeapProfiler.collectGarbage")
            self.page.wait_for_timeout(100)
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        devtools.detach()
        return next(metric["value"] for metric in metrics if metric["name"] == "Nodes")

    def restart(self):
        """Restarts the kernel, without running anything."""
        self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
        )

    def save(self):
        """Saves the notebook; returns its outputs' MIME bundles."""
        self.command("docmanager:save")
        cells = json.loads((self._lab.work / self._name).read_text(encoding="utf-8"))["cells"]
        return [output["data"] for cell in cells for output in cell["outputs"] if "data" in output]

    def without_widgets(self):
        """Takes the widget views out of the saved file, as in the committed notebooks."""
        path = self._lab.work / self._name
        book = json.loads(path.read_text(encoding="utf-8"))
        for cell in book["cells"]:
            for output in cell["outputs"]:
                output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
        path.write_text(json.dumps(book), encoding="utf-8")

    def beside(self):
        """The same notebook, saved and open in a second page, on the same kernel."""
        self.command("docmanager:save")
        self._beside.append(self._browser.book(self._lab, self._name, self.page.viewport_size))
        return self._beside[-1]

    def close(self):
        """Ends its kernel, and closes it here and beside."""
        for book in self._beside:
            book.leave()
        if self._browser:
            self.page.evaluate(
                "() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()"
            )
        self.leave()

    def leave(self):
        """Closes it in this page; its kernel goes on."""
        if not self._browser:
            self.page.context.close()
            return
        for event, ear in self._ears.items():
            self.page.remove_listener(event, ear)
        self.page.mouse.move(0, 0)
        self.page.evaluate("""() => {
            for (const panel of [...window.jupyterapp.shell.widgets('main')]) {
                if (panel.context) panel.context.model.dirty = false; // or it would ask
                panel.close();
            }
        }""")
        self._browser.keep(self.page, self._lab)


def middle(element):
    """The middle of an element on the page; a handle's knob is its middle."""
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, handle, dx, dy, steps=10):
    """Book.drag, in any page."""
    x, y = middle(handle)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=steps)
    page.mouse.up()
