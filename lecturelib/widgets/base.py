"""What all widgets share: their JavaScript, typed traits, words, reset, and a picture for where no widget can live."""

import re
from base64 import b64encode
from pathlib import Path

import anywidget
import traitlets

from lecturelib import words

_KIT = Path(__file__).parent / "kit"
_PARTS = ("maths", "dom", "label", "view", "plane", "marks", "controls", "timeline")


def script(name):
    """The kit's JavaScript and `<name>.js` as one module, without indentation and comments (so no text in it may hold " // ")."""
    paths = [*(_KIT / f"{part}.js" for part in _PARTS), _KIT.parent / f"{name}.js"]
    lines = (
        line.strip().split(" // ")[0]
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def styles(name=None):
    """The kit's CSS, and `<name>.css` after it, without the white space that only readers need."""
    paths = [_KIT / "kit.css"] + ([_KIT.parent / f"{name}.css"] if name else [])
    return re.sub(
        r"\s*([{};])\s*", r"\1", "".join(path.read_text(encoding="utf-8") for path in paths)
    )


class Checked(traitlets.TraitType):
    """A synced trait whose value passes through `check(name, value)`, which returns it or raises."""

    def __init__(self, check, default):
        super().__init__(default)
        self._check = check
        self.tag(sync=True, echo_update=False)  # an echo could overtake what the hand has set since

    def validate(self, obj, value):
        return self._check(self.name, value)


class Widget(anywidget.AnyWidget):
    """Base of the widgets. A subclass sets `_esm = script(name)` and `table = name`, and has

    `seen()`: one line that says what the widget shows; `picture()`: the same as a Picture;
    `do_<what>()`: called when the browser asks for <what>, after the traits have got the browser's values.
    `remembers` names the traits that `reset()` sets back.
    """

    _css = styles()
    table = ""
    remembers = ()
    words = traitlets.Dict().tag(sync=True)
    asked = traitlets.Dict().tag(
        sync=True
    )  # {do, n}; a trait and not a message, so that it never overtakes one

    def __init__(self, **values):
        super().__init__(words=words.table("kit") | words.table(self.table), **values)
        self._start = {name: getattr(self, name) for name in self.remembers}

    def reset(self):
        """Everything as it was when the widget was made."""
        with self.hold_sync(), self.hold_trait_notifications():
            for name, value in self._start.items():
                setattr(self, name, value)

    do_reset = reset

    def set_state(self, sync_data):
        super().set_state(sync_data)
        if "asked" in sync_data:
            with self.hold_sync():
                getattr(self, f"do_{self.asked['do']}")()

    def __repr__(self):
        return f"{type(self).__name__}: {self.seen()}"

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        picture = self.picture()
        width, height = (round(100 * inches) for inches in picture.get_size_inches())
        data["image/png"] = b64encode(picture.png(sharpness=1, colours=64)).decode()
        return data, metadata | {"image/png": {"width": width, "height": height, "alt": repr(self)}}
