"""Every widget on one page without Jupyter; this process is its kernel."""

import json
from base64 import b64encode
from pathlib import Path

from lecturelib import widgets
from tools.lab import middle

HOST = Path(__file__).with_name("host.js").read_text(encoding="utf-8")


class BarePage:
    """`cases`' widgets one below the other, on a page that says nothing of colours.

    page: Playwright's. errors: of the console.
    """

    def __init__(self, browser, cases):
        self.page, self.errors = browser.page(), []
        self.page.on("console", lambda said: said.type == "error" and self.errors.append(said.text))
        self.page.on("pageerror", lambda error: self.errors.append(error.stack or str(error)))
        self.page.evaluate(HOST)
        self.kernel = {case.name: eval(case.code, vars(widgets)) for case in cases}
        for name in self.kernel:
            self._show(name)
        for name in self.kernel:
            self.answer(name)

    def _show(self, name):
        state = _written(self.kernel[name].get_state())
        self.page.evaluate(f"host.show({name!r}, {state})")

    def show_again(self, name):
        """A new view instead of the one there is; how many listeners that has left behind."""
        left = self.page.evaluate(f"host.end({name!r})")
        self._show(name)
        self.frames()
        return left

    def widget(self, name):
        return self.page.locator(f"#{name} .ll")

    def fresh(self, name):
        """The widget on the page, with both sides as at the start."""
        self.kernel[name].reset()
        self.page.evaluate(f"host.reset({name!r})")
        self.frames()
        return self.widget(name)

    def python(self, name):
        """Python's widget, when it has what the page has saved."""
        self.answer(name)
        return self.kernel[name]

    def answer(self, name):
        """Python gets what the widget has saved, and the widget what Python makes of it."""
        self.page.wait_for_timeout(60)  # a widget saves at most every 55 ms
        w = self.kernel[name]
        before = w.get_state()
        w.set_state(self.page.evaluate(f"host.take({name!r})"))
        after = w.get_state()
        changed = {trait: value for trait, value in after.items() if value != before[trait]}
        self.page.evaluate(f"host.give({name!r}, {_written(changed)})")
        self.frames()

    def drag(self, handle, dx, dy, steps=5):
        """Drags a handle by so many pixels with the mouse."""
        x, y = middle(handle)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx, y + dy, steps=steps)
        self.page.mouse.up()
        self.frames()

    def style(self, css):
        """The page's own look."""
        self.page.evaluate("css => { document.documentElement.style.cssText = css }", css)
        self.frames()

    def frames(self, count=4):
        self.page.evaluate(
            "async n => { while (n--) await new Promise(requestAnimationFrame) }", count
        )

    def close(self):
        self.page.close()


def _written(state):
    return json.dumps(state, default=lambda data: {"base64": b64encode(data).decode()})
