"""A page of JupyterLab in which widgets are weighed: bytes, messages, pictures, memory."""

from pathlib import Path

from tools.lab import middle

PROBE = Path(__file__).with_name("probe.js")
EVENTS = 10_000

SETUP = """
import ipywidgets
import numpy as np
from lecturelib.widgets import *
box = ipywidgets.VBox()
box
"""

# 200 points labelled by chance: the rule does not end, and the first 1,000 updates are sent.
LONG_RUN = """
rng = np.random.default_rng(0)
w = PerceptronPlane((rng.normal(size=(200, 2)), np.where(np.arange(200) % 2, 1, -1)))
w.learn()
updates, w.step = w.history[:1000], 0
assert len(updates) == 1000
"""


class Bench:
    """A page with an empty box, in which one widget after the other is shown."""

    def __init__(self, lab, browser):
        self.book = browser.open(lab, [SETUP], width=1400, height=1000)
        self.page = self.book.page
        self._devtools, self._bytes = self.page.context.new_cdp_session(self.page), 0
        self._devtools.send("Performance.enable")
        self._devtools.send("Network.enable")
        self._devtools.on("Network.webSocketFrameReceived", self._count)
        self.book.python("0")
        self.page.evaluate(PROBE.read_text(encoding="utf-8"))

    def _count(self, event):
        data, binary = event["response"]["payloadData"], event["response"]["opcode"] == 2
        # Binary comes in base64.
        self._bytes += len(data) * 3 // 4 if binary else len(data.encode())

    def received(self, code):
        """How many bytes the server sends the page for the code, before any compression."""
        self.book.settle()  # what an earlier widget has asked for is not counted
        before, complaint = self._bytes, self.book.python(code)
        assert not complaint, complaint
        self.page.wait_for_timeout(500)
        return self._bytes - before

    def show(self, code):
        """Makes the widget `w` and waits until it is on the page, in the place of the one before.

        Returns the bytes of its first display beyond an empty widget's.
        """
        empty = self.received("display(ipywidgets.Box())")
        size = self.received(f"{code}\ndisplay(w)") - empty
        shown = self.page.locator(".widget-vbox").first.locator("svg, img")
        self.book.python("box.children = []")
        shown.first.wait_for(state="detached")
        self.book.python("box.children = [w]")
        shown.first.wait_for()
        self.book.settle()
        return size

    def flood(self, handle, count):
        """A burst of so many drag events; returns the seconds that it took."""
        kind = "mouse" if "noUi" in handle.get_attribute("class") else "pointer"
        flood = "(handle, [count, kind]) => probe.flood(handle, count, kind)"
        return handle.evaluate(flood, [count, kind]) / 1000

    def scrub(self, widget):
        """How many messages the kernel gets while a run is scrubbed; None without a scrubber."""
        scrubber = widget.locator(".ll-timeline input[type=range]").first
        if not scrubber.is_visible():
            return None
        if scrubber.is_disabled():
            widget.locator(".ll-timeline").first.locator("button").last.evaluate(
                "step => step.click()"
            )
            scrubber.element_handle().wait_for_element_state("enabled")
        self.page.wait_for_timeout(1000)
        (x, y), width = middle(scrubber), scrubber.bounding_box()["width"]
        self.page.mouse.move(x - width / 2 + 8, y)
        self.page.mouse.down()
        before = self.book.messages
        self.page.mouse.move(x + width / 2 - 8, y, steps=40)
        self.page.wait_for_timeout(300)
        sent = self.book.messages - before
        self.page.mouse.up()
        return sent

    def kept(self):
        """The kernel's memory in MB, the page's DOM nodes and listeners, both cleaned up."""
        self._devtools.send("HeapProfiler.collectGarbage")
        rss = self.book.python(
            "import gc, psutil\ngc.collect()\nprint(psutil.Process().memory_info().rss / 1e6)"
        )
        metrics = self._devtools.send("Performance.getMetrics")["metrics"]
        metrics = {metric["name"]: metric["value"] for metric in metrics}
        return float(rss), metrics["Nodes"], metrics["JSEventListeners"]

    def growth(self, handle, events=EVENTS):
        """What `kept` has grown by after so many drag events; a tenth as many warm up."""
        self.flood(handle, events // 10)
        self.page.wait_for_timeout(2000)
        before = self.kept()
        self.flood(handle, events)
        self.page.wait_for_timeout(2000)
        return [after - start for start, after in zip(before, self.kept(), strict=True)]
