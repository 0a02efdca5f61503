"""What all widgets share: code, styles, typed traits, words, reset, and a still picture."""

from base64 import b64encode

import anywidget
import traitlets

from lecturelib import words
from lecturelib.training import train
from lecturelib.widgets import develop, link


class Checked(traitlets.TraitType):
    """A synced trait whose values pass through `check(name, value)`, which may raise."""

    def __init__(self, check, default):
        super().__init__(default)
        self._check = check
        # An echo could overtake what the hand has set since.
        self.tag(sync=True, echo_update=False)

    def validate(self, obj, value):
        return self._check(self.name, value)


class Limited(Checked):
    """The same for a number from `low` to `high`, for one of `checks`' checks."""

    def __init__(self, check, default, low, high):
        super().__init__(
            lambda name, value: check(name, value, at_least=low, at_most=high), default
        )


class Widget(anywidget.AnyWidget):
    """Base of the widgets: `class Name(Widget, folder=Path(__file__).parent)`.

    The folder holds view.js and style.css; the words are the table of the folder's name. A subclass
    has `seen()`: one line that says what the widget shows; `picture()`: the same as a Picture;
    `do_<what>()`: called when the browser asks for <what>, after the traits have got its values.
    `remembers` names the traits that `reset()` sets back.
    """

    remembers = ()
    words = traitlets.Dict().tag(sync=True)
    # {do, n}; a trait and not a message, so that it never overtakes one.
    asked = traitlets.Dict().tag(sync=True)

    def __init_subclass__(cls, folder=None, **options):
        if folder:
            cls.folder, cls.table = folder, folder.name
            cls._esm = link.link(folder / "view.js")
            cls._css = link.styles(folder / "style.css")
        super().__init_subclass__(**options)

    def __init__(self, **values):
        super().__init__(words=words.table("kit") | words.table(self.table), **values)
        self.start_values = {name: getattr(self, name) for name in self.remembers}
        develop.follow(self)

    def reset(self):
        """Everything as it was when the widget was made."""
        self.restore(self.start_values)

    def restore(self, values):
        """Sets traits back to values that they have had together."""
        with self.hold_sync(), self.hold_trait_notifications():
            for name, value in values.items():
                setattr(self, name, value)
        self.send_state(self.remembers)  # also what only the browser has changed and holds back

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


def whole_run(*arguments, **options):
    """What `train` returns; a run that is stopped raises KeyboardInterrupt and is not kept."""
    history = train(*arguments, **options)
    if history.interrupted:
        raise KeyboardInterrupt
    return history
