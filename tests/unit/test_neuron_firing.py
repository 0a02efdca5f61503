"""The Python side of NeuronFiring: signals, sums, Hebb's training, a pairing, traits, bad input."""

from math import exp

import numpy as np
import pytest

from lecturelib import words
from lecturelib.widgets import NeuronFiring
from lecturelib.widgets.base import Checked


def test_it_fires_where_the_sum_is_above_the_threshold():
    widget = NeuronFiring()
    sums = [0.6 * a + 0.5 * b + 0.3 * c for a, b, c in widget.X]
    np.testing.assert_allclose(widget.sums, sums)
    assert widget.y.tolist() == [int(z > 1) for z in sums]
    assert 0 < widget.y.sum() < 24
    widget.threshold = 0
    assert widget.y.tolist() == [int(row.any()) for row in widget.X]


def test_a_higher_rate_adds_signals_and_takes_none():
    widget = NeuronFiring()
    fewer = widget.X
    widget.rate = 0.75
    assert (fewer <= widget.X).all() and widget.X.sum() > fewer.sum()
    for rate, share in ((0, 0), (1, 1)):
        widget.rate = rate
        assert (share == widget.X).all()


def test_hebb_lets_the_companion_fire_the_neuron_alone():
    widget = NeuronFiring("hebb")
    alone = [k for k, x in enumerate(widget.X.tolist()) if x == [0, 1, 0]]
    assert [widget.y[k] for k in alone] == [0, 1, 1]
    w, path = list(widget.w), [widget.w]
    for x in widget.X:
        fired = sum(a * b for a, b in zip(w, x, strict=True)) > 1
        w = [a + 0.1 * b * fired for a, b in zip(w, x, strict=True)]
        path.append(w)
    np.testing.assert_allclose(widget.path, path)
    assert (widget.path[:, 2] == 0.3).all(), "the third never took part"


@pytest.mark.parametrize(
    ("name", "value"), [("eta", 0.02), ("threshold", 2), ("w", (1.1, -0.9, 0.3))]
)
def test_a_change_is_trained_anew_and_sent(name, value):
    widget = NeuronFiring("hebb")
    before = widget.run["path"]
    setattr(widget, name, value)
    assert widget.run["path"] == widget.path.tobytes() != before
    assert (widget.run["w"], widget.run["threshold"], widget.run["eta"]) == (
        list(widget.w),
        widget.threshold,
        widget.eta,
    )
    if name != "w":
        assert widget.y[np.all(widget.X == [0, 1, 0], axis=1)].sum() == 0


def test_a_new_mode_brings_its_strengths_and_reset_brings_all_back():
    widget = NeuronFiring()
    start = repr(widget)
    widget.w, widget.rate, widget.threshold, widget.step = (1, 1, 1), 0.1, 2, 9
    widget.mode = "hebb"
    assert repr(widget) == repr(NeuronFiring("hebb"))
    widget.eta = 0.5
    widget.reset()
    assert repr(widget) == start and (widget.rate, widget.eta, widget.mode) == (0.5, 0.1, "signals")
    assert widget.run == NeuronFiring().run


def test_every_setting_is_remembered():
    checked = {
        name for name, trait in NeuronFiring.class_traits().items() if isinstance(trait, Checked)
    }
    assert checked == set(NeuronFiring.remembers)


def test_what_is_seen_in_one_line():
    widget, text = NeuronFiring(), words.table("neuron_firing")
    widget.w = (1, 1, 1)
    widget.rate = 1
    counts = {"fired": 24, "all": 24}
    seen = text["seen_signals"].format(
        w="1.00, 1.00, 1.00", threshold="1.00", rate="1.00", **counts
    )
    assert repr(widget) == f"NeuronFiring: {seen}"
    widget.mode = "hebb"
    widget.step = 4
    counts = {"step": 4, "all": 24, "so_far": 1}
    seen = text["seen_hebb"].format(w="1.20, 0.40, 0.30", threshold="1.00", eta="0.10", **counts)
    assert repr(widget) == f"NeuronFiring: {seen}"


def test_picture():
    widget = NeuronFiring()
    picture = widget.picture()
    assert repr(widget).removeprefix("NeuronFiring: ") in picture.alt
    np.testing.assert_allclose([bar.get_height() for bar in picture.axes[0].patches], widget.sums)
    assert picture.axes[0].lines[-1].get_xdata().tolist() == (1 + np.flatnonzero(widget.y)).tolist()
    widget.mode = "hebb"
    widget.step = 12
    drawn = widget.picture().axes[0].lines
    assert [len(line.get_xdata()) for line in drawn[:3]] == [14] * 3, (
        "what comes after is a question, and not told"
    )
    np.testing.assert_allclose([line.get_ydata()[:13] for line in drawn[:3]], widget.path[:13].T)
    assert drawn[-1].get_xdata().tolist() == [4, 6, 8, 10, 12]


def test_a_pairing_is_judged_by_two_rules():
    widget = NeuronFiring("pairing")
    assert widget.delay == 10
    assert widget.changes == pytest.approx({"hebb": 0.3, "timing": 0.3 * exp(-0.5)})
    widget.times, widget.pairs = (33, 3), 20
    assert widget.delay == -30
    assert widget.changes == pytest.approx({"hebb": 0.1, "timing": -0.105 * exp(-1.5)})
    widget.times = (8, 8)
    assert widget.changes == pytest.approx({"hebb": 0.1, "timing": 0})


def test_every_pairing_leaves_a_strength_between_0_and_1():
    widget = NeuronFiring("pairing")
    for a, b in ((0, 1e-9), (1e-9, 0)):
        widget.times = a, b
        assert all(0 < widget.rules["start"] + change < 1 for change in widget.changes.values())


def test_what_is_seen_of_a_pairing():
    widget = NeuronFiring("pairing")
    values = {"times": "10, 20", "pairs": 60, "hebb": "+0.300", "timing": "+0.182"}
    seen = words.table("neuron_firing")["seen_pairing"].format(**values)
    assert repr(widget) == f"NeuronFiring: {seen}"
    widget.mode = "signals"
    assert repr(widget) == repr(NeuronFiring())


def test_the_picture_of_a_pairing_shows_other_delays_only_when_asked():
    widget = NeuronFiring("pairing")
    (ax,) = widget.picture().axes
    marks = [line.get_xydata().tolist() for line in ax.lines if line.get_marker() != "None"]
    wanted = [[[10, widget.changes[rule]]] for rule in ("hebb", "timing")]
    assert marks == wanted
    assert max(len(line.get_xdata()) for line in ax.lines) == 2
    widget.all_delays = True
    drawn = [line for line in widget.picture().axes[0].lines if len(line.get_xdata()) > 2]
    x, y = np.hstack([line.get_data() for line in drawn[2:]])
    np.testing.assert_allclose(
        y, np.where(x > 0, 0.3 * np.exp(-x / 20), -0.315 * np.exp(x / 20)), rtol=1e-12
    )
    assert all((line.get_ydata() == 0.3).all() for line in drawn[:2])


@pytest.mark.parametrize(
    ("name", "value", "error", "says"),
    [
        ("mode", "oja", ValueError, "mode must be one of signals, hebb, pairing; got 'oja'"),
        (
            "times",
            (3, 41),
            ValueError,
            r"times\[1\] must be a finite number of at least 0 and of at most 40, got 41",
        ),
        ("times", 3, ValueError, r"times must have shape \(2,\), got \(\)"),
        ("times", ("a", "b"), TypeError, "times must hold real numbers, got the text 'a'"),
        (
            "pairs",
            61,
            ValueError,
            "pairs must be a whole number of at least 1 and of at most 60, got 61",
        ),
        ("pairs", 2.5, TypeError, "pairs must be a whole number, got float"),
        ("all_delays", 1, TypeError, "all_delays must be True or False, got int"),
        ("w", (1, 2), ValueError, r"w must have shape \(3,\), got \(2,\)"),
        (
            "w",
            (1, 2, 2.1),
            ValueError,
            r"w\[2\] must be a finite number of at least -1 and of at most 2, got 2.1",
        ),
        (
            "threshold",
            -0.1,
            ValueError,
            "threshold must be a finite number of at least 0 and of at most 3, got -0.1",
        ),
        (
            "rate",
            1.5,
            ValueError,
            "rate must be a finite number of at least 0 and of at most 1, got 1.5",
        ),
        ("rate", "often", TypeError, "rate must be a number, got the text 'often'"),
        ("eta", 0, ValueError, "eta must be a finite number above 0 and of at most 1, got 0"),
        (
            "step",
            25,
            ValueError,
            "step must be a whole number of at least 0 and of at most 24, got 25",
        ),
    ],
)
def test_bad_input_changes_nothing(name, value, error, says):
    widget = NeuronFiring()
    before = repr(widget), getattr(widget, name)
    with pytest.raises(error, match=says):
        setattr(widget, name, value)
    assert (repr(widget), getattr(widget, name)) == before
