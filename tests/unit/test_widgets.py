"""What the Python side of every widget owes: weight, bundle, reset, words. No browser."""

import json
from base64 import b64decode

import pytest
from matplotlib.text import Text

import lecturelib.widgets
from lecturelib import words
from lecturelib.training import History
from lecturelib.widgets import BackpropStepper, XorNetwork
from tests import bracket_language
from tools.cases import CASES

WIDGETS = [getattr(lecturelib.widgets, name) for name in lecturelib.widgets.__all__]


def binary_bytes(value):
    if isinstance(value, dict):
        return sum(map(binary_bytes, value.values()))
    if isinstance(value, (list, tuple)):
        return sum(map(binary_bytes, value))
    return len(value) if isinstance(value, (bytes, memoryview)) else 0


@pytest.fixture(params=WIDGETS, ids=lambda kind: kind.__name__)
def widget(request):
    return request.param()


def test_first_display_is_light(widget):
    data, metadata = widget._repr_mimebundle_()
    state = widget.get_state()
    sent = json.dumps(
        [state, data, metadata], default=lambda binary: "", ensure_ascii=False
    )  # as Jupyter packs it
    size = len(sent.encode()) + binary_bytes(state)
    assert size < 60_000
    assert size > len(widget._esm) > 5_000


def test_bundle(widget):
    data, metadata = widget._repr_mimebundle_()
    assert (
        data["text/plain"] == repr(widget) and "\n" not in repr(widget) and "0x" not in repr(widget)
    )
    assert repr(widget).startswith(type(widget).__name__ + ": ")
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.model_id
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == repr(widget)
    assert data["image/png"] == type(widget)()._repr_mimebundle_()[0]["image/png"]


@pytest.mark.parametrize(
    "make",
    [
        *WIDGETS,
        lambda: lecturelib.widgets.NeuronFiring("hebb"),
        lambda: lecturelib.widgets.NeuronFiring("pairing"),
        lambda: lecturelib.widgets.DigitPad(inside=True),
        lambda: lecturelib.widgets.ActivationCurves(["relu"], zoom="left"),
        lambda: lecturelib.widgets.ActivationCurves([]),
        lambda: lecturelib.widgets.DescentPaths(s=0.9, clock="epochs"),
        lambda: lecturelib.widgets.LossExplorer("sigmoid"),
        lambda: lecturelib.widgets.PerceptronPlane("overlapping blobs"),
        lambda: lecturelib.widgets.PerceptronPlane(([[0.0, 1.0]], [1])),
        lambda: trained(lecturelib.widgets.UniversalApproximator("hills", activation="sigmoid")),
        *(lambda f=f: XorNetwork(f) for f in ("sigmoid", "tanh", "relu", "identity")),
    ],
)
def test_a_picture_has_no_word_that_is_in_no_table(make, monkeypatch, tmp_path):
    for name, value in bracket_language.environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    picture = make().picture()
    picture.draw_without_rendering()
    said = [text.get_text() for text in picture.findobj(Text) if text.get_visible()]
    assert [word for text in [*said, picture.alt] for word in bracket_language.outside(text)] == []


def trained(widget):
    widget.train()
    return widget


def test_reset_restores_everything(widget):
    start = {name: getattr(widget, name) for name in widget.remembers}
    assert start
    assert repr(widget) == repr(type(widget)())
    widget.reset()
    assert {name: getattr(widget, name) for name in widget.remembers} == start


def test_words_reach_the_browser(widget):
    tables = [words.table(name) for name in (*widget.speaks, widget.table)]
    assert widget.words == {key: word for table in tables for key, word in table.items()}
    assert widget.speaks[0] == "kit"
    assert widget.words["lang"]


def test_what_every_widget_owes_is_tried_on_every_widget():
    assert sorted(case.name for case in CASES) == sorted(lecturelib.widgets.__all__)


@pytest.mark.parametrize("learn", [XorNetwork.do_learn, BackpropStepper.do_update])
def test_a_run_that_is_stopped_leaves_nothing(learn, monkeypatch):
    def stopped(*arguments, **options):
        return History([], None, None, 0, 0, None, interrupted=True)

    widget = XorNetwork() if learn is XorNetwork.do_learn else BackpropStepper()
    before = widget.get_state()
    monkeypatch.setattr("lecturelib.widgets.base.train", stopped)
    with pytest.raises(KeyboardInterrupt):
        learn(widget)
    assert widget.get_state() == before
