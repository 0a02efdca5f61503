"""What all widgets share: code, styles, typed traits, words, reset, and a still picture."""

import reprlib
from base64 import b64encode
from contextlib import contextmanager
from copy import deepcopy
from threading import RLock

import anywidget
import traitlets
from ipywidgets.widgets.widget import _remove_buffers

from lecturelib import checks, words
from lecturelib.training import train
from lecturelib.widgets import develop, link

MOST_SEED = 10**9
_MOST_ASKED = 2**53  # JavaScript's numbers count no further


class Synced(traitlets.TraitType):
    """What a page shows. What follows from a new value is made with it, or neither is."""

    def __init__(self, default, read_only=False):
        super().__init__(default, read_only=read_only)
        self.tag(sync=True)

    def set(self, obj, value):
        with obj.whole():
            super().set(obj, value)


class Checked(Synced):
    """A synced trait whose values pass through `check(name, value)`, which may raise."""

    def __init__(self, check, default):
        super().__init__(default)
        self._check = check

    def validate(self, obj, value):
        return obj.fits(self.name, self._check(self.name, value))


class Limited(Checked):
    """The same for a number from `low` to `high`, for one of `checks`' checks."""

    def __init__(self, check, default, low, high):
        super().__init__(
            lambda name, value: check(name, value, at_least=low, at_most=high), default
        )


class Numbers(Checked):
    """The same for so many numbers from -far to far, a tuple of floats."""

    def __init__(self, size, far):
        super().__init__(lambda name, value: near(name, value, size, far), (0.0,) * size)


class Told(Synced):
    """A synced trait that the widget alone sets, with `set_trait`; who reads it has a copy."""

    def __init__(self, default):
        super().__init__(default, read_only=True)

    def get(self, obj, cls=None):
        return deepcopy(super().get(obj, cls))


class Widget(anywidget.AnyWidget):
    """Base of the widgets: `class Name(Widget, folder=Path(__file__).parent)`.

    The folder holds view.js and style.css; the words are the table of the folder's name. A subclass
    has `seen()`: one line that says what the widget shows; `picture()`: the same as a Picture;
    `do_<what>()`: called when the browser asks for <what>, after the traits have got its values.
    `remembers` names the traits that `reset()` sets back; of these a page can set what is not Told,
    in this order.
    """

    remembers = ()
    # The tables of words that come before its own.
    speaks = ("kit",)
    words = Told({})
    # {do, n}; a trait and not a message, so that it never overtakes one.
    asked = Told({})

    def __init_subclass__(cls, folder=None, **options):
        if folder:
            cls.folder, cls.table = folder, folder.name
            cls._esm = link.packed(link.link(folder / "view.js"))
            cls._css = link.styles(folder / "style.css")
        super().__init_subclass__(**options)

    @classmethod
    def vocabulary(cls):
        """All words that its page says, in the language that is chosen now."""
        tables = map(words.table, (*cls.speaks, cls.table))
        return {key: word for table in tables for key, word in table.items()}

    def __init__(self, **values):
        self._alone = RLock()  # a kernel can take a page's messages in a thread of their own
        with self.hold_trait_notifications():
            for name, value in values.items():
                self.set_trait(name, value)
        self.set_trait("words", self.vocabulary())
        super().__init__()
        self.start_values = {name: getattr(self, name) for name in self.remembers}
        develop.follow(self)

    def fits(self, name, value):
        """The value, if it fits the other traits; a subclass raises where it does not."""
        return value

    @contextmanager
    def whole(self):
        """A change that is made as a whole: after an exception every trait is as before."""
        with self._alone, self.hold_sync():
            before = self._values()
            try:
                yield
            except BaseException:
                self._trait_values.update(before)
                raise

    def notify_change(self, change):
        if isinstance(getattr(type(self), change["name"], None), Told):
            change = change | {end: deepcopy(change[end]) for end in ("old", "new")}
        super().notify_change(change)

    def _values(self):
        values = self._trait_values.items()
        return {name: one for name, one in values if isinstance(getattr(type(self), name), Synced)}

    def reset(self):
        """Everything as it was when the widget was made."""
        self.restore(self.start_values)

    def restore(self, values):
        """Sets traits back to values that they have had together."""
        with self.whole():
            with self.hold_trait_notifications():
                for name, value in values.items():
                    self.set_trait(name, value)
            self._states_to_send.update(values)  # also what a page has changed and holds

    do_reset = reset

    def set_state(self, sync_data):
        """Takes what a page has set, all of it or nothing; then tells all pages what is so."""
        sent = {name: value for name, value in sync_data.items() if name in self.keys}
        with self._alone, self.hold_sync(), self._lock_property(**sent):
            try:
                self._take(sent)
            except _Refused as refusal:
                self.log.warning(
                    "%s: a page's message is refused: %s", type(self).__name__, refusal
                )
            finally:
                self._echo(sent)
        for name in set(sync_data) - set(sent):
            self.log.warning("%s: a page has set %.40r", type(self).__name__, name)

    def _take(self, sent):
        with self.whole():
            before = self._values()
            with self.hold_trait_notifications():
                try:
                    for name in self.remembers:
                        if name in sent and not getattr(type(self), name).read_only:
                            self.set_trait(name, sent[name])
                    do = self._request(sent["asked"]) if "asked" in sent else None
                except (TypeError, ValueError) as refusal:
                    self._trait_values.update(before)  # before an observer hears of it
                    raise _Refused(refusal) from None
            if do:
                do()

    def _request(self, asked):
        """The method that a page asks for."""
        what, n = (asked.get("do"), asked.get("n")) if isinstance(asked, dict) else (None, None)
        do = getattr(self, f"do_{what}", None) if isinstance(what, str) else None
        if not do:
            raise ValueError(f"asked must name in do what there is, got {reprlib.repr(asked)}")
        n = checks.whole("asked n", n, at_least=0, at_most=_MOST_ASKED)
        self.set_trait("asked", {"do": what, "n": n})
        return do

    def _echo(self, sent):
        """Tells all pages how a message left its traits; its sender drops what it has set since."""
        state, paths, buffers = _remove_buffers(self.get_state(list(sent)))
        self._send({"method": "echo_update", "state": state, "buffer_paths": paths}, buffers)
        for name in sent:
            self._should_send_property(name, getattr(self, name))

    def __repr__(self):
        return f"{type(self).__name__}: {self.seen()}"

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        picture = self.picture()
        width, height = (round(100 * inches) for inches in picture.get_size_inches())
        data["image/png"] = b64encode(picture.png(sharpness=1, colours=48)).decode()
        return data, metadata | {"image/png": {"width": width, "height": height, "alt": repr(self)}}


def near(name, value, size, far):
    """The checked vector as a tuple, if all its numbers lie within -far and far."""
    numbers = checks.vector(name, value, size).tolist()
    return tuple(
        checks.number(f"{name}[{k}]", number, at_least=-far, at_most=far)
        for k, number in enumerate(numbers)
    )


class _Refused(traitlets.TraitError):
    """What a page has set is not taken; traitlets then takes a bundle of changes back."""


def whole_run(*arguments, **options):
    """What `train` returns; a run that is stopped raises KeyboardInterrupt and is not kept."""
    history = train(*arguments, **options)
    if history.interrupted:
        raise KeyboardInterrupt
    return history
