"""What a hand does with a widget and an eye reads of it, by the names that a screen reader says."""

import numpy as np
from axe_playwright_python.sync_playwright import Axe


def button(widget, name):
    return widget.get_by_role("button", name=name, exact=True)


def press(widget, name):
    button(widget, name).click()


def handle(widget, name):
    return widget.get_by_role("slider", name=name, exact=True)


def type_into(widget, name, value):
    """Types a number into a field, and Enter."""
    field = widget.get_by_role("spinbutton", name=name, exact=True)
    field.fill(str(value))
    field.press("Enter")


def number(text):
    """The number in a text with a typographic minus."""
    return float(text.replace("−", "-"))


TYPESET = {"\\cdot": "·", "\\eta": "η", "\\gets": "←", "\\le": "≤", "$": "", "_": "", "−": "-"}


def plain(text):
    """A text without white space, so that words with TeX and what is set from them are the same."""
    for tex, sign in TYPESET.items():
        text = text.replace(tex, sign)
    return "".join(text.split())


def steps(widget):
    """What stands beside the timeline, such as 3 / 24."""
    return widget.locator(".ll-count").text_content()


def wait_steps(widget, text):
    widget.locator(".ll-count").get_by_text(text, exact=True).wait_for()


def show(book, **values):
    """Sets traits of the widget `w` from Python, and waits until they are drawn."""
    for name, value in values.items():
        book.python(f"w.{name} = {value!r}")
    book.settle()


def at(book, expression):
    """The value that Python has for an expression, when all that the hand did has arrived."""
    book.settle()
    return eval(book.python(f"print(repr({expression}))"), {"array": np.array})


# Where the middle of a handle is, when it has been scrolled to and painted, and what it says.
LOOK = """async ([index, name]) => {
    const widget = document.querySelectorAll(".ll")[index];
    const handle = widget.querySelector(`[role=slider][aria-label^="${name}"]`);
    handle.scrollIntoView({ block: "center" });
    for (let k = 0; k < 3; k++) await new Promise(requestAnimationFrame);
    const { x, y, width, height } = handle.getBoundingClientRect();
    return [x + width / 2, y + height / 2, Number(handle.getAttribute("aria-valuenow"))];
}"""
# Of letters in pictures, which axe-core leaves undecided: those too pale for the widget's paper.
PALE_LETTERS = """selector => {
    const context = document.createElement("canvas").getContext("2d");
    const light = (...colours) => {
        for (const [colour, opacity] of colours) {
            Object.assign(context, { fillStyle: colour, globalAlpha: opacity });
            context.fillRect(0, 0, 1, 1);
        }
        const rgb = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
        const [r, g, b] = rgb.map(v => (v / 255) ** 2.2);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return [...document.querySelectorAll(selector)].flatMap(root => {
        const sheet = document.createElement("i");
        sheet.style.color = "var(--ll-paper)";
        root.append(sheet);
        const paper = getComputedStyle(sheet).color;
        sheet.remove();
        return [...root.querySelectorAll("text, tspan")].filter(letters => {
            const { fill, fillOpacity, fontSize, fontWeight, visibility, display } =
                getComputedStyle(letters);
            const own = [...letters.childNodes].some(node => node.nodeType === 3);
            if (!own || visibility === "hidden" || display === "none") return false;
            const shades = [light([paper, 1]), light([paper, 1], [fill, fillOpacity])];
            const ratio = (Math.max(...shades) + 0.05) / (Math.min(...shades) + 0.05);
            const size = parseFloat(fontSize) * (fontWeight >= 700 ? 24 / 18.66 : 1);
            return ratio < (size >= 24 ? 3 : 4.5);
        }).map(letters => ["letters", letters.outerHTML]);
    });
}"""


def all_faults(page):
    """What axe-core finds fault with on a whole page, by any of its rules, and pale letters."""
    found = Axe().run(page, {"exclude": ["svg"]}).response["violations"]
    faults = [[rule["id"], node["html"]] for rule in found for node in rule["nodes"]]
    return faults + page.evaluate(PALE_LETTERS, ".ll")


def contrast_faults(page, selector=".ll"):
    """What axe-core finds fault with here, by the WCAG's A and AA, and pale letters."""
    place = {"include": [selector], "exclude": ["svg"]}
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = Axe().run(page, place, rules).response["violations"]
    faults = [[rule["id"], node["html"]] for rule in found for node in rule["nodes"]]
    return faults + page.evaluate(PALE_LETTERS, selector)
