"""What a page without Python weighs, how soon it lives, and how its first widget follows the hand.

Opened from a disk in a real Chromium. A page weighs what it has asked for when it has been scrolled
to its end. It lives when it is parsed, all its widgets with it, and its next frame painted. Layout
shifts are summed as browsers sum them in their reports.
"""

import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks.widgets import median_and_p95, pair, waits
from pages.build import build
from tools.bench import PROBE
from tools.cases import CASES
from tools.lab import Browser

WATCH = """
globalThis.shifts = 0;
new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) shifts += value;
}).observe({ type: "layout-shift", buffered: true });
addEventListener("DOMContentLoaded", () =>
    requestAnimationFrame(() => setTimeout(() => globalThis.alive = performance.now())));
"""


def main():
    with tempfile.TemporaryDirectory() as folder:
        build(folder)
        measure(Path(folder))


def measure(folder):
    """Prints a row for each page of the site in `folder`."""
    print(
        "\n| page | KB; of runs | alive after, ms | layout shift | strangers, errors "
        "| pointer to paint: ms |\n|---|---:|---:|---:|---:|---:|"
    )
    with Browser() as browser:
        for file in sorted(folder.glob("*.html")):
            print("|", " | ".join(measured(browser, file)), "|", flush=True)


def measured(browser, file):
    """The cells of a page's row."""
    page = browser.page(viewport={"width": 1280, "height": 900})
    page.add_init_script(WATCH)
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: said.type == "error" and errors.append(said.text))
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(file.as_uri())
    page.wait_for_function("globalThis.alive")
    alive = page.evaluate("alive")
    for image in page.locator("img").all():
        image.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    own = {Path(unquote(urlsplit(url).path)) for url in asked if url.startswith("file:")}
    strangers = [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
    runs = {path for path in own if path.suffix == ".js" and path.parent != file.parent}
    sizes = [sum(path.stat().st_size for path in paths) for paths in (own - runs, runs)]
    shift = page.evaluate("shifts")
    page.evaluate(PROBE.read_text(encoding="utf-8"))
    labels = [f'.ll [role=slider][aria-label="{case.handle}"]' for case in CASES]
    times = waits(page, page.locator(", ".join(labels)).first)
    page.close()
    return (
        file.stem,
        ", ".join(f"{size / 1000:.0f}" for size in sizes),
        f"{alive:.0f}",
        f"{shift:.4f}",
        f"{len(strangers)}, {len(errors)}",
        pair(*median_and_p95(times)),
    )
