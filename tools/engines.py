"""Firefox and WebKit in Chromium's place, as far as a short round of every widget needs them."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

from tools.lab import Book, Browser, NoBrowser, free_port


class Firefox(Browser):
    """A Firefox, by WebDriver BiDi; a context manager. It shares an open Browser's Playwright."""

    def __init__(self, browser):
        super().__init__()
        self._playwright = browser._playwright

    def __enter__(self):
        path = shutil.which("firefox-esr") or shutil.which("firefox")
        if not path:
            raise NoBrowser("no Firefox found (on Debian: apt install firefox-esr)")
        start = Path(__file__).with_name("firefox.py")
        ours = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        self._engine = self._playwright.firefox.launch(
            channel="moz-firefox",
            executable_path=start,
            env={**os.environ, "PATH": ours, "FIREFOX": path},
        )
        return self

    def __exit__(self, *_):
        self._engine.close()


class WebKit:
    """The WebKit of GTK on a screen of its own, by WebDriver; a context manager for one page.

    Safari's engine, though not Safari. The Book of `open` has of Playwright what Page has.
    """

    def __enter__(self):
        for program, package in (("WebKitWebDriver", "webkit2gtk-driver"), ("Xvfb", "xvfb")):
            if not shutil.which(program):
                raise NoBrowser(f"no {program} found (on Debian: apt install {package})")
        with ExitStack() as ending:
            screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1000x24"]
            xvfb = self._start(ending, screen, stdout=subprocess.PIPE)
            display = xvfb.stdout.readline().decode().strip()
            port = free_port()
            self._start(
                ending,
                ["WebKitWebDriver", f"--port={port}"],
                env={**os.environ, "DISPLAY": f":{display}"},
            )
            self._session = f"http://127.0.0.1:{port}/session"
            wanted = {"alwaysMatch": {"timeouts": {"script": 60_000}}}
            self._session += "/" + self._first({"capabilities": wanted})["sessionId"]
            ending.callback(self.call, "", method="DELETE")
            self.call("/window/rect", {"width": 1280, "height": 1000})
            self._ending = ending.pop_all()
        return self

    def __exit__(self, *_):
        self._ending.close()

    @staticmethod
    def _start(ending, command, **options):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, **options)
        ending.callback(process.wait, 20)
        ending.callback(process.terminate)
        return process

    def _first(self, body):
        """The answer to a driver's first command, which has to wait until it listens."""
        for _ in range(100):
            try:
                return self.call("", body)
            except urllib.error.URLError:
                time.sleep(0.1)
        raise NoBrowser("WebKitWebDriver did not start")

    def call(self, path, body=None, method="POST"):
        """The value that the driver answers to a command of the session."""
        data = None if body is None else json.dumps(body).encode()
        kind = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._session + path, data, kind, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"WebDriver{path}: {error.read().decode()}") from None

    def page(self):
        """The one Page there is."""
        return Page(self.call)

    def open(self, lab, cells):
        """A Book with these cells, all run."""
        lab.write("webkit.ipynb", cells)
        return Book(self.page(), lab, "webkit.ipynb").load().run_all()


LISTEN = """
if (!window.told) {
    window.told = [];
    const tell = (event, text) => window.told.push([event, { type: "error", text, stack: text }]);
    const text = what => what?.stack ? `${what}\\n${what.stack}` : String(what);
    const log = console.error;
    console.error = (...words) => {
        tell("console", words.map(text).join(" "));
        log.apply(console, words);
    };
    addEventListener("error", event => tell("pageerror", text(event.error ?? event.message)));
    addEventListener("unhandledrejection", event => tell("pageerror", text(event.reason)));
}
"""
EVALUATE = """
const [argument, done] = arguments;
(async () => (%s)(argument))()
    .then(value => [value ?? null, null], error => [null, `${error}\\n${error?.stack}`])
    .then(found => done([...found, window.told.splice(0)]));
"""
KEYS = {"ArrowRight": "\ue014", "ArrowUp": "\ue013", "Enter": "\ue007"}


class Page:
    """What a Book, and a round of the widgets, use of Playwright's page; call: WebKit's."""

    def __init__(self, call):
        self._call, self._heard = call, {}
        self.mouse, self.keyboard = Mouse(call), Keyboard(call)

    def on(self, event, callback):
        self._heard[event] = callback

    def goto(self, url):
        self._call("/url", {"url": url})

    def evaluate(self, function, argument=None):
        script = LISTEN + EVALUATE % function
        value, error, told = self._call("/execute/async", {"script": script, "args": [argument]})
        for event, what in told:
            self._heard[event](SimpleNamespace(**what))
        if error:
            raise RuntimeError(error)
        return value

    def wait_for_function(self, function, arg=None):
        for _ in range(300):
            if self.evaluate(function, arg):
                return
            self.wait_for_timeout(100)
        raise TimeoutError(function)

    def wait_for_timeout(self, milliseconds):
        time.sleep(milliseconds / 1000)


class Mouse:
    def __init__(self, call):
        self._call, self._place = call, (0, 0)

    def _act(self, *actions):
        source = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
        self._call("/actions", {"actions": [{**source, "actions": actions}]})

    def move(self, x, y, steps=1):
        x0, y0 = self._place
        ways = [k / steps for k in range(1, steps + 1)]
        places = [(round(x0 + (x - x0) * way), round(y0 + (y - y0) * way)) for way in ways]
        self._act(*({"type": "pointerMove", "duration": 0, "x": x, "y": y} for x, y in places))
        self._place = x, y

    def down(self):
        self._act({"type": "pointerDown", "button": 0})

    def up(self):
        self._act({"type": "pointerUp", "button": 0})


class Keyboard:
    def __init__(self, call):
        self._call = call

    def type(self, text):
        strokes = [{"type": way, "value": key} for key in text for way in ("keyDown", "keyUp")]
        self._call("/actions", {"actions": [{"type": "key", "id": "keys", "actions": strokes}]})

    def press(self, key):
        self.type(KEYS[key])
