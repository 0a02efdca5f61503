"""A Matplotlib figure with alt text, made without pyplot."""

from base64 import b64encode
from functools import cache
from io import BytesIO

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager, get_font
from matplotlib.text import Text
from PIL import Image

from lecturelib import checks, words

_SHARPNESS = 2  # pixels of the PNG for each pixel on the page


class Picture(Figure):
    """A figure that shows itself in a notebook as a PNG, crisp on a dense screen, and as alt text.

    alt: one line that says what is seen. width, height: in inches of 100 pixels on the page, above
    0 and at most 100.
    """

    def __init__(self, alt, width=7.2, height=3.6):
        alt = checks.text("alt", alt)
        width = checks.number("width", width, above=0, at_most=100)
        height = checks.number("height", height, above=0, at_most=100)
        super().__init__(figsize=(width, height), dpi=100, facecolor="white")
        self.set_layout_engine("constrained", w_pad=0.08, h_pad=0.08)
        FigureCanvasAgg(self)
        self.alt = " ".join(alt.split())

    def png(self, sharpness=_SHARPNESS, colours=128):
        """The PNG's bytes, a quarter of what all colours would take.

        sharpness: pixels for each on the page, above 0 and at most 10. colours: how many, 1 to 256.
        The same picture gives the same bytes.
        """
        sharpness = checks.number("sharpness", sharpness, above=0, at_most=10)
        colours = checks.whole("colours", colours, at_most=256)
        drawn, small = BytesIO(), BytesIO()
        with rc_context(_letters(words.font())):
            self.savefig(drawn, format="png", dpi=100 * sharpness)
        self._let_go_of_pixels()
        few = Image.open(drawn).convert("RGB").quantize(colours, dither=Image.Dither.NONE)
        few.save(small, "png", optimize=True)
        return small.getvalue()

    def _let_go_of_pixels(self):
        """A kernel keeps each picture that a cell has shown, but needs not its 4 MB of pixels."""
        FigureCanvasAgg(self)
        for text in self.findobj(Text):
            text._renderer = None

    def _repr_mimebundle_(self, include=None, exclude=None):
        width, height = (round(100 * inches) for inches in self.get_size_inches())
        data = {"image/png": b64encode(self.png()).decode(), "text/plain": repr(self)}
        return data, {"image/png": {"width": width, "height": height, "alt": self.alt}}

    def __repr__(self):
        return f"[picture] {self.alt}"

    __str__ = __repr__


@cache
def _letters(file):
    """Settings of Matplotlib by which a font comes before its own; none without a file."""
    if not file:
        return {}
    fontManager.addfont(file)
    return {"font.sans-serif": [get_font(file).family_name, "DejaVu Sans"]}
