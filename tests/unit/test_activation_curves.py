"""ActivationCurves from Python: traits, numbers, words, picture, bad input."""

import math

import numpy as np
import pytest

from lecturelib import words
from lecturelib.activations import ACTIVATIONS, LeakyReLU
from lecturelib.widgets import ActivationCurves
from lecturelib.widgets.base import Checked


def test_it_starts_with_something_to_see():
    widget = ActivationCurves()
    assert widget.curves == ("sigmoid", "tanh", "relu")
    assert (widget.z, widget.gamma, widget.layers, widget.zoom) == (1, 0.01, 10, "all")


def test_values_slopes_and_products_at_z():
    widget = ActivationCurves(["softplus", "sigmoid", "leaky_relu"], z=-1, gamma=0.2, layers=3)
    sigmoid = 1 / (1 + math.e)
    assert widget.values == pytest.approx(
        {"sigmoid": sigmoid, "leaky_relu": -0.2, "softplus": math.log(1 + 1 / math.e)}
    )
    assert widget.slopes == pytest.approx(
        {"sigmoid": sigmoid * (1 - sigmoid), "leaky_relu": 0.2, "softplus": sigmoid}
    )
    assert widget.products == pytest.approx(
        {"sigmoid": (sigmoid * (1 - sigmoid)) ** 3, "leaky_relu": 0.008, "softplus": sigmoid**3}
    )


def test_no_product_is_rounded_to_zero():
    widget = ActivationCurves(
        ["sigmoid", "tanh", "softplus", "leaky_relu"], z=-12, gamma=0.001, layers=20
    )
    assert min(widget.products.values()) > 1e-200


def test_curves_stand_in_one_order_and_once():
    widget = ActivationCurves(["relu", "sigmoid", "relu"])
    assert widget.curves == ("sigmoid", "relu")


def test_what_is_seen_in_one_line():
    text = words.table("activation_curves")
    sigmoid = {"name": text["sigmoid"], "f": "0.5", "slope": "0.25", "product": "9.54e-07"}
    relu = {"name": text["relu"], "f": "0", "slope": "0", "product": "0"}
    curves = text["and"].join(text["seen_curve"].format(**curve) for curve in (sigmoid, relu))
    for names, z, said in ((["sigmoid", "relu"], 0, curves), ([], 1, text["none"])):
        seen = text["seen"].format(z=f"{z}.00", layers=10, curves=said)
        assert repr(ActivationCurves(names, z=z, layers=10)) == f"ActivationCurves: {seen}"


def test_reset_brings_back_the_start():
    widget = ActivationCurves(["step"], z=3, gamma=0.5, layers=4, zoom="right")
    start = repr(widget)
    widget.curves, widget.z, widget.gamma, widget.layers, widget.zoom = ("tanh",), -1, 0.3, 7, "all"
    assert repr(widget) != start
    widget.reset()
    assert repr(widget) == start and (widget.gamma, widget.zoom) == (0.5, "right")


@pytest.mark.parametrize(
    "curves",
    [
        [],
        ["sigmoid"],
        ["sigmoid", "tanh", "relu", "leaky_relu", "softplus", "identity", "step", "sign"],
    ],
)
def test_picture(curves):
    widget = ActivationCurves(curves, z=9)
    picture = widget.picture()
    assert repr(widget).removeprefix("ActivationCurves: ") in picture.alt
    top, middle, _ = picture.axes
    assert len(top.lines) == len(middle.lines) == 3 * len(curves) + 1
    data, metadata = widget._repr_mimebundle_()
    assert data["text/plain"] == repr(widget)
    assert metadata["image/png"]["alt"] == repr(widget)


@pytest.mark.parametrize(
    ("zoom", "z", "ends"), [("left", -4, (-12, -3)), ("right", 5, (3, 12)), ("left", 1, (-12, 1))]
)
def test_the_picture_shows_the_tail(zoom, z, ends):
    widget = ActivationCurves(["sigmoid", "leaky_relu"], z=z, gamma=0.2, zoom=zoom)
    rules = (lambda f: f, lambda f: f.derivative)
    for ax, rule in zip(widget.picture().axes[:2], rules, strict=True):
        assert ax.get_xlim() == ends
        assert np.ptp(ax.get_ylim()) < 0.3
        for k, f in enumerate((ACTIVATIONS["sigmoid"], LeakyReLU(0.2))):
            pieces = np.concatenate([line.get_xydata() for line in ax.lines[3 * k : 3 * k + 2]])
            assert pieces[:, 0].min() <= ends[0] and pieces[:, 0].max() >= ends[1]
            np.testing.assert_allclose(rule(f)(pieces[:, 0]), pieces[:, 1])


def test_first_display_is_light():
    widget = ActivationCurves()
    data, _ = widget._repr_mimebundle_()
    assert (
        len(widget._esm) + len(widget._css) + len(data["image/png"]) + len(str(widget.words))
        < 60_000
    )


@pytest.mark.parametrize(
    ("given", "error", "says"),
    [
        ({"curves": ["gelu"]}, ValueError, "curves must be one of sigmoid, tanh"),
        ({"curves": "tanh"}, TypeError, "curves must be a list of names, got 'tanh'"),
        ({"curves": [3]}, TypeError, "curves must be a name, got int"),
        (
            {"z": 13},
            ValueError,
            "z must be a finite number of at least -12 and of at most 12, got 13",
        ),
        ({"z": math.nan}, ValueError, "z must be a finite number"),
        ({"z": "1"}, TypeError, "z must be a number"),
        ({"gamma": 0}, ValueError, "gamma must be a finite number of at least 0.001"),
        ({"gamma": 1}, ValueError, "gamma must be a finite number"),
        ({"layers": 0}, ValueError, "layers must be a whole number of at least 1"),
        ({"layers": 21}, ValueError, "layers must be a whole number"),
        ({"layers": 2.0}, TypeError, "layers must be a whole number"),
        ({"zoom": "tail"}, ValueError, "zoom must be one of all, left, right"),
    ],
)
def test_bad_input_names_the_argument(given, error, says):
    with pytest.raises(error, match=says):
        ActivationCurves(**given)
    widget = ActivationCurves()
    ((name, value),) = given.items()
    before = getattr(widget, name)
    with pytest.raises(error, match=says):
        setattr(widget, name, value)
    assert getattr(widget, name) == before


def test_every_setting_is_remembered():
    checked = {
        name
        for name, trait in ActivationCurves.class_traits().items()
        if isinstance(trait, Checked)
    }
    assert checked == set(ActivationCurves.remembers)
