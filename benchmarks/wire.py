"""What a student's browser loads: JupyterLab and a notebook, at first and again, on a slow line."""

from time import monotonic

from course import blank
from tools.lab import TOKEN, Browser, Lab
from tools.normal_form import FOLDER

NOTEBOOK = next(FOLDER.glob("08_*.ipynb"))
READY = """() => {
    const panel = window.jupyterapp?.shell.currentWidget;
    return panel?.sessionContext?.session?.kernel?.status === 'idle'
        && document.querySelector('.jp-Notebook h1');
}"""
# Bits a second, and ms there and back; None is as fast as it comes.
LINES = {"this machine": None, "1 Mbit/s, 300 ms": (1e6, 300)}
PATIENCE = 600_000  # ms


class Line:
    """A page whose traffic is counted, and slowed where `line` says so."""

    def __init__(self, page, line):
        self.page, self.bytes, self.requests = page, 0, 0
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.on("Network.loadingFinished", self._loaded)
        devtools.on("Network.webSocketFrameReceived", self._heard)
        if line:
            bits, delay = line
            speed = {"downloadThroughput": bits / 8, "uploadThroughput": bits / 8, "latency": delay}
            devtools.send("Network.emulateNetworkConditions", {"offline": False} | speed)

    def _loaded(self, event):
        self.bytes += event["encodedDataLength"]
        self.requests += 1

    def _heard(self, event):
        self.bytes += len(event["response"]["payloadData"])

    def open(self, lab):
        """Seconds until the notebook can be worked with."""
        self.page.goto("about:blank")
        self.bytes = self.requests = 0
        began, address = monotonic(), f"{lab.url}/lab/tree/{NOTEBOOK.name}?token={TOKEN}&reset"
        self.page.goto(address, timeout=PATIENCE, wait_until="commit")
        self.page.wait_for_function(READY, timeout=PATIENCE)
        return monotonic() - began


def main():
    print("\n| JupyterLab with section 8 | first time | again |\n|---|---:|---:|")
    with Browser() as browser, Lab() as lab:
        (lab.work / NOTEBOOK.name).write_text(blank(NOTEBOOK), encoding="utf-8")
        for name, line in LINES.items():
            page = browser.page()
            wire, cells = Line(page, line), []
            for _ in range(2):
                seconds = wire.open(lab)
                cells.append(f"{seconds:.1f} s, {wire.bytes / 1e6:.2f} MB in {wire.requests}")
            print(f"| {name} | {' | '.join(cells)} |", flush=True)
            page.close()
