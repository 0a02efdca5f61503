"""The pictures of section 5: what is drawn, and what the alt text says."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.activations import ACTIVATIONS, LeakyReLU, relu, sigmoid, softplus, tanh
from lecturelib.figures import activations as figures


def said(picture, name, **values):
    """What the alt text says of one curve."""
    label = words.table("activation_curves")[name]
    return words.table("figures_activations")[picture]["each"].format(name=label, **values)


def drawn(ax):
    """Each line's points, in the order in which they were drawn."""
    return [line.get_xydata() for line in ax.lines]


def test_every_activation_has_a_look_of_its_own():
    assert set(figures.LOOKS) == set(ACTIVATIONS)
    colours, markers, _ = zip(*figures.LOOKS.values(), strict=True)
    assert len(set(colours)) == len(set(markers)) == len(ACTIVATIONS)


@pytest.mark.parametrize("functions", [(sigmoid, tanh), (relu, LeakyReLU(0.1))])
def test_pair_draws_each_function_and_its_derivative(functions):
    picture = figures.pair(*functions)
    for ax, f in zip(picture.axes, functions, strict=True):
        for points, rule in zip(drawn(ax)[:4], (f, f, f.derivative, f.derivative), strict=True):
            np.testing.assert_allclose(points[:, 1], rule(points[:, 0]))


def test_pair_says_the_slopes():
    alt = figures.pair(sigmoid, tanh).alt
    assert said("pair", "sigmoid", low=0.00665, high=0.25) in alt
    assert said("pair", "tanh", low=0.000182, high=1.0) in alt


def test_overlay_puts_functions_left_and_derivatives_right():
    picture = figures.overlay(relu, softplus)
    slopes = (relu.derivative, softplus.derivative)
    for ax, rules in zip(picture.axes, ((relu, softplus), slopes), strict=True):
        for points, rule in zip(drawn(ax)[:4], np.repeat(rules, 2), strict=True):
            np.testing.assert_allclose(points[:, 1], rule(points[:, 0]))
    for name, value in (("relu", 0.0), ("softplus", 0.693)):
        assert said("overlay", name, value=value) in picture.alt


def test_a_jump_stays_a_jump():
    left, right = drawn(figures.pair(relu, softplus).axes[0])[2:4]
    assert left[-1, 1] == 0 and right[0, 1] == 1


def test_starts_draws_both_sizes_and_says_their_ends_in_the_order_of_the_pass():
    forward, backward = {"a": [0.5, 0.25], "b": [1.0, 3.0]}, {"a": [0.1, 0.2], "b": [9.0, 0.3]}
    picture = figures.starts(forward, backward)
    for ax, sizes in zip(picture.axes, (forward, backward), strict=True):
        assert ax.get_yscale() == "log"
        lines = {line.get_label(): line.get_xydata().T for line in ax.lines}
        for name, of in sizes.items():
            np.testing.assert_array_equal(lines[name], [[1, 2], of])
    each = words.table("figures_activations")["starts"]["each"].format
    for name, start, end in (("a", 0.5, 0.25), ("b", 1, 3), ("a", 0.2, 0.1), ("b", 0.3, 9)):
        assert each(name=name, start=start, end=end) in picture.alt


def test_starts_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="^activations.* must hold only numbers above 0, got 0$"):
        figures.starts({"a": [0.0, 1]}, {"a": [1, 1]})
    with pytest.raises(ValueError, match="^errors's keys must be one of a; got 'b'$"):
        figures.starts({"a": [1]}, {"b": [1]})
    with pytest.raises(ValueError, match="^activations must have a length .* at most 4, got 5$"):
        figures.starts(dict.fromkeys("abcde", [1]), {"a": [1]})


def test_at_a_point_marks_the_values_and_the_areas_are_the_products():
    picture = figures.at_a_point("alt", {"tanh": tanh, "sigmoid": sigmoid}, z=0.5, layers=4)
    top, middle, bottom = picture.axes
    for ax, rules in ((top, (tanh, sigmoid)), (middle, (tanh.derivative, sigmoid.derivative))):
        marks = [points[0] for points in drawn(ax) if len(points) == 1]
        np.testing.assert_allclose(marks, [[0.5, rule(0.5)] for rule in rules])
    rings, discs = bottom.collections[2:]
    np.testing.assert_allclose(
        discs.get_sizes() / rings.get_sizes()[0], sigmoid.derivative(0.5) ** np.arange(4, 0, -1)
    )
    assert picture.alt == "alt"


def test_errors_on_a_logarithmic_axis():
    picture = figures.errors({"sigmoid": [1e-9, 1e-3], "relu": [0.02, 0.01]})
    assert picture.axes[0].get_yscale() == "log"
    assert said("errors", "sigmoid", last=1e-3, first=1e-9) in picture.alt
    assert said("errors", "relu", last=0.01, first=0.02) in picture.alt


def test_activity_counts_exact_zeros():
    some, all_ = np.array([[0, 1.0], [0, 0]]), np.array([[0.5, 0.1], [0.2, 0.3]])
    picture = figures.activity({"relu": some, "sigmoid": all_}, rows=2)
    assert said("activity", "relu", white=0.75) in picture.alt
    assert said("activity", "sigmoid", white=0.0) in picture.alt
    assert [len(ax.images) for ax in picture.axes] == [1, 1]


def test_awakening_says_where_each_curve_starts_and_ends():
    picture = figures.awakening({"relu": [1.37, 1.37], "leaky_relu": [1.41, 0.0]})
    assert said("awakening", "relu", first=1.37, last=1.37) in picture.alt
    assert said("awakening", "leaky_relu", first=1.41, last=0.0) in picture.alt
    assert [len(points) for points in drawn(picture.axes[0])] == [2, 2]
