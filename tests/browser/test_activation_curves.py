"""ActivationCurves, driven as a person would."""

import re

import numpy as np
import pytest

from lecturelib import words
from lecturelib.activations import ACTIVATIONS, LeakyReLU
from tests.browser.helpers import at, button, handle, press, show, type_into
from tools.lab import middle

WIDGET = "ActivationCurves(['sigmoid', 'relu', 'leaky_relu'], gamma=0.1)"
WORDS, KIT = words.table("activation_curves"), words.table("kit")


def point(widget):
    return handle(widget, WORDS["point"])


def arm(widget):
    return handle(widget, WORDS["arm"])


def curve_box(widget, name):
    """The tick of a curve."""
    return widget.get_by_label(WORDS[name], exact=True)


def numbers(widget, name):
    """f(z) and f'(z) as the table shows them."""
    tick = widget.page.get_by_label(WORDS[name], exact=True)
    row = widget.get_by_role("row").filter(has=tick)
    return [written(text) for text in row.locator("td").all_inner_texts()]


def written(text):
    """The number in a text such as 4.5·10⁻⁵."""
    plain = text.replace("−", "-").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(plain.replace("·10", "e"))


def chain(widget, name):
    """What the chain's row of a curve says, and the areas of its discs as shares of a ring.

    The discs run from the first layer to the last.
    """
    names = widget.page.get_by_text(WORDS[name], exact=True)
    row = widget.locator(".ac-chain .ac-row").filter(has=names)
    radii = row.locator("circle:not(.ac-ring)").evaluate_all(
        "discs => discs.map(disc => Number(disc.getAttribute('r')))"
    )
    ring = float(row.locator(".ac-ring").first.get_attribute("r"))
    return written(row.locator("output").inner_text()), np.square(radii) / ring**2


def drawn(widget, plane, curve):
    """The pixels (x, y) of the curve-th curve in the plane-th plane."""
    path = widget.locator(".ll-plane").nth(plane).locator(".ll-curve").nth(curve).get_attribute("d")
    return np.array(re.findall(r"[ML]([-\d.]+) ([-\d.]+)", path), dtype=float)


def test_dragging_the_point_moves_z_and_all_numbers(book, widget):
    book.drag(point(widget), -180, 0)
    z = at(book, "w.z")
    assert -6 <= z < -2
    assert point(widget).get_attribute("aria-valuetext") == f"z = {z:.2f}".replace("-", "−")
    for name, f in (
        ("sigmoid", ACTIVATIONS["sigmoid"]),
        ("relu", ACTIVATIONS["relu"]),
        ("leaky_relu", LeakyReLU(0.1)),
    ):
        assert numbers(widget, name) == pytest.approx([f(z), f.derivative(z)], abs=6e-5)


def test_pressing_anywhere_in_a_plane_brings_the_point_there(book, widget):
    x, _ = middle(point(widget))
    box = widget.locator(".ll-plane").nth(1).bounding_box()
    book.page.mouse.click(x + 100, box["y"] + box["height"] / 2)
    book.settle()
    assert middle(point(widget))[0] == pytest.approx(x + 100, abs=1.5)
    assert at(book, "w.z") > 1.5


@pytest.mark.parametrize("direction", ["upright", "level"])
def test_pressing_on_an_axis_moves_the_point_too(book, widget, direction):
    plane = widget.locator(".ll-plane").first
    line = plane.locator(".ll-zero").nth(int(direction == "level")).bounding_box()
    area = plane.locator(".ac-area").bounding_box()
    x, y = (line["x"], area["y"] + 30) if direction == "upright" else (area["x"] + 100, line["y"])
    book.page.mouse.click(x, y)
    book.settle()
    assert at(book, "w.z") == pytest.approx(12 * (x - area["x"]) / area["width"] - 6, abs=0.05)


def test_the_hand_cannot_leave_the_axis(book, widget):
    book.drag(point(widget), 900, 0)
    assert at(book, "w.z") == 6


def test_dragging_the_arm_moves_gamma(book, widget):
    book.drag(arm(widget), 0, 25)
    gamma = at(book, "w.gamma")
    assert gamma > 0.12
    assert widget.get_by_label(WORDS["gamma"], exact=True).input_value() == f"{gamma:.3f}"
    book.drag(arm(widget), 0, -200)
    assert at(book, "w.gamma") == 0.001


def test_arrow_keys_on_the_arm(book, widget):
    arm(widget).press("ArrowDown")
    assert at(book, "w.gamma") == pytest.approx(0.11)
    arm(widget).press("Shift+ArrowDown")
    assert at(book, "w.gamma") == pytest.approx(0.21)


def test_typed_gamma_is_pulled_into_its_range(book, widget):
    field = widget.get_by_label(WORDS["gamma"], exact=True)
    field.fill("0.3")
    field.press("Enter")
    assert at(book, "w.gamma") == 0.3
    field.fill("7")
    field.press("Enter")
    assert at(book, "w.gamma") == 0.999


def test_ticks_choose_the_curves(book, widget):
    curve_box(widget, "softplus").check()
    curve_box(widget, "leaky_relu").uncheck()
    assert at(book, "w.curves") == ("sigmoid", "relu", "softplus")
    assert len(drawn(widget, 0, 4)) and not len(drawn(widget, 0, 3))
    assert (
        arm(widget).count() == 0
        and not widget.get_by_label(WORDS["gamma"], exact=True).is_visible()
    )
    assert widget.locator(".ac-chain .ac-row output").count() == 3


def test_no_curve_at_all(book, widget):
    for name in ("sigmoid", "relu", "leaky_relu"):
        curve_box(widget, name).uncheck()
    assert at(book, "w.curves") == ()
    seen = WORDS["seen"].format(z="1.00", layers=10, curves=WORDS["none"])
    assert book.python("print(w)") == f"ActivationCurves: {seen}"
    assert book.errors == []


@pytest.mark.parametrize("zoom", ["all", "left", "right"])
def test_what_is_drawn_is_what_lecturelib_computes(book, widget, zoom):
    low, high, z = {"all": (-6, 6, 1), "left": (-12, -3, -5), "right": (3, 12, 5)}[zoom]
    show(book, curves=list(ACTIVATIONS), zoom=zoom, z=z)
    functions = ACTIVATIONS | {"leaky_relu": LeakyReLU(0.1)}
    ys, values = [[], []], [[], []]
    for k, f in enumerate(functions.values()):
        for plane, rule in ((0, f), (1, f.derivative)):
            pixels = drawn(widget, plane, k)
            left, right = pixels[:, 0].min(), pixels[:, 0].max()
            z = low + (pixels[:, 0] - left) / (right - left) * (high - low)
            smooth = np.abs(z) > 0.02
            ys[plane].extend(pixels[smooth, 1])
            values[plane].extend(rule(z[smooth]))
    for plane in (0, 1):
        scale = np.polyfit(values[plane], ys[plane], 1)
        assert scale[0] < 0
        assert (
            np.abs(np.polyval(scale, values[plane]) - ys[plane]).max()
            < 0.001 * abs(scale[0]) * np.ptp(values[plane]) + 0.6
        )


def test_zoom_brings_the_point_into_the_tail(book, widget):
    press(widget, WORDS["left"])
    assert at(book, "w.zoom") == "left" and at(book, "w.z") == -3
    assert button(widget, WORDS["left"]).get_attribute("aria-pressed") == "true"
    book.drag(point(widget), -200, 0)
    z = at(book, "w.z")
    assert z < -5
    assert numbers(widget, "sigmoid")[1] == pytest.approx(
        ACTIVATIONS["sigmoid"].derivative(z), rel=0.06
    )
    assert book.errors == []


@pytest.mark.parametrize("zoom", ["all", "left"])
def test_the_ring_stays_on_its_arm(book, widget, zoom):
    book.python(f"w.zoom, w.z, w.gamma = {zoom!r}, -4, 0.01")
    book.settle()
    book.drag(arm(widget), 0, 150)
    assert at(book, "w.gamma") > 0.02
    box = widget.locator(".ll-plane").first.bounding_box()
    x, y = middle(arm(widget))
    assert np.interp(x - box["x"], *drawn(widget, 0, 3).T) == pytest.approx(y - box["y"], abs=2)
    assert y < box["y"] + box["height"] - 34


def test_a_z_beyond_the_picture_widens_it(book, widget):
    widget.get_by_label(WORDS["z"], exact=True).fill("9")
    widget.get_by_label(WORDS["z"], exact=True).press("Enter")
    assert at(book, "w.z") == 9
    plane = widget.locator(".ll-plane").first.bounding_box()
    assert plane["x"] < middle(point(widget))[0] <= plane["x"] + plane["width"]


def test_the_chain_shows_the_products(book, widget):
    for name, slope in (("sigmoid", ACTIVATIONS["sigmoid"].derivative(1.0)), ("relu", 1.0)):
        product, areas = chain(widget, name)
        assert product == pytest.approx(slope**10, rel=0.06)
        assert areas == pytest.approx(slope ** np.arange(10, 0, -1), abs=0.01)


def test_layers_by_slider_and_number(book, widget):
    handle(widget, WORDS["layers"]).press("ArrowRight")
    assert at(book, "w.layers") == 11
    assert len(chain(widget, "sigmoid")[1]) == 11
    type_into(widget, WORDS["layers"], 3)
    assert at(book, "w.layers") == 3
    assert chain(widget, "sigmoid")[0] == pytest.approx(
        ACTIVATIONS["sigmoid"].derivative(1.0) ** 3, abs=6e-5
    )


def test_python_moves_everything(book, widget):
    book.python("w.z, w.gamma, w.curves, w.layers = -2.0, 0.5, ['leaky_relu'], 2")
    book.settle()
    assert numbers(widget, "leaky_relu") == [-1, 0.5]
    assert chain(widget, "leaky_relu")[0] == 0.25
    assert arm(widget).get_attribute("aria-valuenow") == "0.50"


def test_reset_and_a_quiet_console(book, widget):
    first = book.python("print(w)")
    book.drag(point(widget), 60, 0)
    curve_box(widget, "tanh").check()
    press(widget, WORDS["right"])
    book.settle()
    assert book.python("print(w)") != first
    press(widget, KIT["reset"])
    assert book.wait("w", first) == first
    assert book.errors == [] and book.strangers == []
