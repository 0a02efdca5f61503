"""What every widget takes in and hands out: nothing is half-changed, and no page is told a lie.

A page is played by `Page`: it keeps what it sets itself and what Python sends it. Whatever is
assigned in Python, sent by a page or breaks off in the middle, in the end it has what Python has.
"""

import json
import sys
from decimal import Decimal

import numpy as np
import pytest
import traitlets

import lecturelib.widgets
from lecturelib.widgets.base import Checked, Synced
from tests.unit.reference import GARBAGE
from tests.unit.test_inputs import reachable, spoil

WIDGETS = [getattr(lecturelib.widgets, name) for name in lecturelib.widgets.__all__]
SYNCED = [
    pytest.param(kind, name, id=f"{kind.__name__}.{name}")
    for kind in WIDGETS
    for name, trait in kind.class_traits().items()
    if isinstance(trait, Synced)
]
JSON = {
    "None": None,
    "true": True,
    "false": False,
    "text": "nonsense",
    "no text": "",
    "a negative": -1,
    "a fraction": 0.5,
    "seven": 7,
    "large": 1e308,
    "small": 1e-308,
    "too large": 10**400,
    "nan": float("nan"),
    "inf": float("inf"),
    "an empty list": [],
    "an empty object": {},
    "an object": {"do": "nonsense", "n": 1},
    "no n": {"do": "reset"},
    "no do": {"n": 1},
    "a do that is no name": {"do": ["reset"], "n": 1},
    "an n that is no number": {"do": "reset", "n": "1"},
    "a huge n": {"do": "reset", "n": 10**30},
    "a dunder": {"do": "__class__", "n": 1},
    "None in a list": [None, None],
    "texts": ["a", "b", "c"],
    "an object in a list": [{}],
    "two": [1, 2],
    "three": [1, 2, 3],
    "six": [1e308, 1, 1, 1, 1, -1e308],
    "nine": [1e308] * 9,
    "nan in a list": [float("nan")] * 2,
    "rows": [[0, 1, 1], [0.5, 0.2, 1]],
    "ragged": [[1], [1, 2]],
    "long": [0] * 100_000,
    "deep": json.loads("[" * 90 + "]" * 90),
}
ANYTHING = JSON | GARBAGE | {"bytes": b"1", "decimal": Decimal(1), "array": np.ones((2, 2))}


class Page:
    """A page that shows the widget, a second one beside it that only listens, and the log."""

    def __init__(self, widget, monkeypatch):
        self.widget, self.log = widget, []
        self.shown, self.beside = plain(widget.get_state()), plain(widget.get_state())
        monkeypatch.setattr(widget.comm, "send", self.receive)
        monkeypatch.setattr(type(widget), "log", self, raising=False)

    def warning(self, text, *values):
        self.log.append(text % values)

    def receive(self, data, buffers):
        state = json.loads(json.dumps(data["state"]))
        for path, binary in zip(data["buffer_paths"], buffers, strict=True):
            place = state
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = binary.hex()
        self.shown |= state
        self.beside |= state

    def send(self, **values):
        self.shown |= {name: one for name, one in plain(values).items() if name in self.shown}
        self.widget.set_state(values)

    def knows(self):
        return self.shown == self.beside == plain(self.widget.get_state())


def plain(value):
    """As JSON has it; NaN, which equals nothing, as a text."""
    return json.loads(
        json.dumps(value, default=lambda binary: binary.hex()), parse_constant=lambda text: text
    )


@pytest.fixture
def made(monkeypatch):
    """made(kind) is a widget of the kind and its page."""

    def make(kind):
        widget = kind()
        return widget, Page(widget, monkeypatch)

    return make


def properties(widget):
    """What the widget's class makes of its traits."""
    names = [name for name, one in vars(kind_of(widget)).items() if isinstance(one, property)]
    return {name: getattr(widget, name) for name in names}


def kind_of(widget):
    return next(kind for kind in type(widget).__mro__ if kind in WIDGETS)


def whole(widget):
    """All that can be asked of the widget."""
    arrays = [one for one in reachable(properties(widget), {}) if isinstance(one, np.ndarray)]
    state = {name: getattr(widget, name) for name in widget.remembers}
    return plain(state), repr(widget), [array.tolist() for array in arrays]


@pytest.mark.parametrize(("kind", "name"), SYNCED)
def test_what_python_refuses_changes_nothing(kind, name, made):
    widget, page = made(kind)
    before, state = whole(widget), widget.get_state()
    for value in ANYTHING.values():
        try:
            setattr(widget, name, value)
        except (TypeError, ValueError, traitlets.TraitError) as refusal:
            assert name in str(refusal) and len(str(refusal)) < 500
        else:
            assert value is not None and page.knows() and "nan" not in repr(widget)
            widget.reset()
        assert widget.get_state() == state and page.knows()
    assert whole(widget) == before


@pytest.mark.parametrize(("kind", "name"), SYNCED)
def test_what_a_page_sends_is_taken_or_changes_nothing(kind, name, made):
    widget, page = made(kind)
    before = whole(widget)
    for value in JSON.values():
        state, kept = widget.get_state(), len(page.log)
        page.send(**{name: value})
        if len(page.log) > kept or not isinstance(getattr(kind, name), Checked):
            assert widget.get_state() == state
        assert page.knows() and "nan" not in repr(widget)
        widget.reset()
    assert page.knows() and whole(widget)[1:] == before[1:]


@pytest.mark.parametrize("kind", WIDGETS)
def test_a_page_s_message_is_refused_as_a_whole(kind, made):
    widget, page = made(kind)
    before, told = whole(widget), []
    widget.observe(told.append, list(widget.remembers))
    first, *others = (name for name in widget.remembers if isinstance(getattr(kind, name), Checked))
    good = {first: changed(widget)}
    for name in others or [first]:
        page.send(**good | {name: {"no": "value"}})
        assert page.log.pop().startswith(kind.__name__) and not page.log
        assert whole(widget) == before and page.knows() and told == []
    page.send(nonsense=1, _esm="", words={}, _view_name=None, layout="x")
    assert page.log.pop().endswith("'nonsense'") and whole(widget) == before and page.knows()


OPERATIONS = {
    "ActivationCurves": [lambda w: setattr(w, "curves", ["relu"])],
    "BackpropStepper": [lambda w: w.update(3), lambda w: setattr(w, "x", (2, 1))],
    "DescentPaths": [lambda w: w.do_run(), lambda w: setattr(w, "clock", "epochs")],
    "DigitPad": [lambda w: setattr(w, "pixel", 3)],
    "LossExplorer": [lambda w: setattr(w, "model", "sigmoid")],
    "NeuronFiring": [lambda w: setattr(w, "mode", "hebb"), lambda w: setattr(w, "eta", 0.2)],
    "PerceptronPlane": [
        lambda w: w.learn(),
        lambda w: w.do_another(),
        lambda w: setattr(w, "data", "XOR"),
        lambda w: setattr(w, "history", [(1, (1.0, -0.5), -1.5)]),
    ],
    "RegularizationTimeline": [lambda w: w.do_run()],
    "UniversalApproximator": [
        lambda w: setattr(w, "target", "roof"),
        lambda w: setattr(w, "n", 3),
        lambda w: setattr(w, "noise", 0.2),
    ],
    "XorNetwork": [
        lambda w: w.do_another(),
        lambda w: setattr(w, "history", [[0.0] * 9, [1.0] * 9]),
        lambda w: setattr(w, "network", w._drawn(3)),
    ],
}


@pytest.mark.parametrize(
    ("kind", "operation"),
    [(kind, one) for kind in WIDGETS for one in OPERATIONS.get(kind.__name__, ())],
)
def test_an_operation_that_breaks_off_changes_nothing(kind, operation, made):
    widget, _ = made(kind)
    lines = broken_off(widget, operation, None)
    done = widget.get_state()
    assert lines and done != kind().get_state()
    for line in range(0, lines, 1 + lines // 9):
        widget, page = made(kind)
        before = widget.get_state()
        broken_off(widget, operation, line)
        assert widget.get_state() in (before, done) and page.knows()


def broken_off(widget, operation, stop):
    """How many lines of the widget's own code ran; at line `stop` comes Ctrl-C."""
    lines = 0

    def trace(frame, event, argument):
        nonlocal lines
        if frame.f_code.co_filename != sys.modules[kind_of(widget).__module__].__file__:
            return None
        if event == "line":
            lines += 1
            if lines - 1 == stop:
                raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        operation(widget)
    except KeyboardInterrupt:
        assert stop is not None
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("kind", [kind for kind in WIDGETS if kind.__name__ in OPERATIONS])
def test_an_observer_that_fails_changes_nothing_and_is_heard_of(kind, made):
    widget, page = made(kind)
    before = whole(widget)
    widget.observe(lambda change: 1 / 0, list(widget.remembers))
    operation = OPERATIONS[kind.__name__][-1]
    if kind.__name__ not in ("RegularizationTimeline", "DescentPaths"):
        with pytest.raises(ZeroDivisionError):
            operation(widget)
        assert whole(widget) == before and page.knows()
    with pytest.raises(ZeroDivisionError):
        page.send(**{widget.remembers[0]: changed(widget)})
    assert whole(widget) == before and page.knows()


def changed(widget):
    """Another value for the first trait that a page can set: a number, if nothing else is said."""
    values = {
        "curves": ["relu"],
        "w": [0] * 6,
        "B": 7,
        "image": [0] * 64,
        "model": "sigmoid",
        "mode": "hebb",
        "data": "XOR",
        "epoch": 3,
        "target": "hills",
        "activation": "tanh",
        "c": 7,
    }
    return values.get(widget.remembers[0], 0.5)


@pytest.mark.parametrize("kind", WIDGETS)
def test_writing_into_what_is_handed_out_changes_nothing(kind, made):
    widget, _ = made(kind)
    for run in ("learn", "update", "train", "do_run"):
        getattr(widget, run, lambda: None)()
    fresh = whole(kind())
    handed = [properties(widget), {name: getattr(widget, name) for name in widget.keys}]
    if hasattr(widget, "g"):
        handed.append(widget.g(np.linspace(0, 1, 5)))
    widget.observe(lambda change: handed.extend([change["old"], change["new"]]))
    was = getattr(widget, widget.remembers[0])
    for value in (changed(widget), was):
        setattr(widget, widget.remembers[0], value)
    before = whole(widget)
    assert spoil(tuple(handed)) > 3
    assert whole(widget) == before and whole(kind()) == fresh
