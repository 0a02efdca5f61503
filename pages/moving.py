"""Records the README's moving picture from a page: `python -m pages.moving`, a minute.

A hand turns the line, then the rule goes on from there. Needs the test set and a Chromium.
"""

import io
import tempfile
from pathlib import Path

from PIL import Image

from lecturelib import words
from pages.build import write
from tools.lab import ROOT, Browser, middle

FILE = ROOT / "docs" / "perceptron-plane.webp"
WIDTH, SCALE = 720, 1.25
FRAME = 80  # ms
# The opening page's widget is dragged from place to place: what its handle says, how far, how long.
DRAGS = [("tip", (-60, -75), 14), ("tip", (38, 62), 12), ("line", (-26, 30), 10)]
STEPS = 13  # of the rule, which is then done
HAND = """
document.querySelector(".state").remove();
document.body.insertAdjacentHTML("beforeend", `<svg id="hand" width="26" height="26"
    viewBox="0 0 26 26" style="position:fixed;left:0;top:0;z-index:99;pointer-events:none">
    <circle cx="13" cy="13" r="11" fill="#8886" stroke="#fff" stroke-width="2"/></svg>`);
addEventListener("pointermove", ({ clientX: x, clientY: y }) => {
    document.getElementById("hand").style.transform = `translate(${x - 13}px, ${y - 13}px)`;
}, { capture: true });
"""

PAINTED = """() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(done)))"""


class Film:
    """Frames of a widget on a page, one after each thing that is done."""

    def __init__(self, page, widget):
        self.page, self.frames, box = page, [], widget.bounding_box()
        self._clip = box | {"height": box["height"] + 55}  # the lines below may need more rows

    def take(self, times=1):
        self.page.evaluate(PAINTED)
        png = Image.open(io.BytesIO(self.page.screenshot(clip=self._clip))).convert("RGB")
        self.frames += [png] * times

    def drag(self, handle, way, count):
        mouse = self.page.mouse
        x, y = middle(handle)
        mouse.move(x, y)
        self.take(3)
        mouse.down()
        for k in range(1, count + 1):
            share = (1 - k / count) ** 2 * (1 + 2 * k / count)  # starts and ends at rest
            mouse.move(x + way[0] * (1 - share), y + way[1] * (1 - share))
            self.take()
        mouse.up()
        self.take(4)

    def press(self, button, times):
        self.page.mouse.move(*middle(button))
        for _ in range(times):
            button.click()
            for _ in range(4):
                self.take()
        self.take(20)

    def save(self, file):
        first, *rest = self.frames
        options = {"duration": FRAME, "loop": 0, "quality": 65, "method": 6}
        first.save(file, save_all=True, append_images=rest, **options)


def main():
    kit, table = words.table("kit"), words.table("perceptron_plane")
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        write(Path(folder), [], [])
        page = browser.page(viewport={"width": WIDTH, "height": 900}, device_scale_factor=SCALE)
        page.goto((Path(folder) / "index.html").as_uri())
        page.evaluate(HAND)
        widget = page.locator(".ll").first
        film = Film(page, widget)
        film.take(6)
        for name, way, count in DRAGS:
            film.drag(widget.get_by_role("slider", name=table[name]), way, count)
        for name, presses in (("reset", 1), ("step", STEPS)):
            film.press(widget.get_by_role("button", name=kit[name], exact=True), presses)
        film.save(FILE)
    print(f"{FILE.relative_to(ROOT)}: {len(film.frames)} frames, {FILE.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main()
