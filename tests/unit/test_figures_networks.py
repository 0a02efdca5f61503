"""The drawings of networks: as many circles, arrows and labels as the network has."""

import numpy as np
import pytest
from matplotlib.patches import Circle, Rectangle

from lecturelib import words
from lecturelib.figures import networks as figures
from lecturelib.structures import convolve


def circles(picture):
    return sum(isinstance(patch, Circle) for patch in picture.axes[0].patches)


def written(picture):
    return [text.get_text() for text in picture.axes[0].texts if text.get_text()]


def arrows(picture):
    return sum(getattr(text, "arrow_patch", None) is not None for text in picture.axes[0].texts)


@pytest.mark.parametrize(
    ("draw", "neurons", "edges"),
    [
        (figures.multi_output, 5, 3 * 2),
        (figures.two_two_one, 5, 4 + 2),
        (figures.one_hidden_layer, 9, 12 + 8),
        (figures.two_hidden_layers, 12, 12 + 12 + 6),
        (lambda: figures.feed_forward([4, 5, 3]), 12, 20 + 15 + 1),
        (figures.recurrence, 5, 4),
    ],
)
def test_every_neuron_and_every_edge_is_there(draw, neurons, edges):
    picture = draw()
    assert circles(picture) == neurons
    assert arrows(picture) == edges


def test_the_labels_are_the_lectures():
    assert {"$w_{11}$", "$w_{12}$", "$w_{p1}$", "$w_{p2}$", "$\\hat{y}_1$", "$\\hat{y}_2$"} <= set(
        written(figures.multi_output())
    )
    labels = {"$f(z_1)$", "$f(z_2)$", "$w_1^{(2)}$", "$w_2^{(2)}$", "$w_{21}$"}
    assert labels <= set(written(figures.two_two_one()))
    for draw in (figures.two_two_one, figures.one_hidden_layer, figures.two_hidden_layers):
        layers = words.table("figures_networks")[draw.__name__]["layers"]
        assert written(draw())[-len(layers) :] == layers


def test_a_weight_stands_on_its_edge():
    picture = figures.network([["a", "b"], ["c", "d"]], weights={(0, 0, 1): "from a to d"})
    places = {
        text.get_text(): np.array(text.get_position())
        for text in picture.axes[0].texts
        if text.get_text()
    }
    along, edge = places["from a to d"] - places["a"], places["d"] - places["a"]
    assert np.cross(np.append(along, 0), np.append(edge, 0)) == pytest.approx(0)
    assert 0 < along @ edge < edge @ edge


def test_dots_have_no_edges():
    picture = figures.network([["a", "⋮", "b"], ["c"]])
    assert (circles(picture), arrows(picture)) == (3, 2)
    text = words.table("figures_networks")["network"]
    shapes = text["more"].format(n=2) + text["between"] + text["each"].format(n=1)
    assert picture.alt == text["alt"].format(layers=2, shapes=shapes)


def test_the_filters_window_is_framed_with_its_result():
    image, kernel = np.arange(64.0).reshape(8, 8), np.array([[1.0, 0], [0, -1]])
    picture = figures.convolution(image, kernel, convolve(image, kernel))
    left, middle, right = picture.axes
    (window,), (number,) = (
        [patch for patch in ax.patches if isinstance(patch, Rectangle)] for ax in (left, right)
    )
    assert window.get_xy() == number.get_xy() and (window.get_width(), number.get_width()) == (2, 1)
    assert [text.get_text() for text in middle.texts] == ["1", "0", "0", "-1"]
    np.testing.assert_array_equal(right.images[0].get_array(), convolve(image, kernel))
    sizes = {"m": 8, "n": 8, "r": 2, "s": 2, "rows": 7, "columns": 7}
    alt = words.table("figures_networks")["convolution"]["alt"]
    assert picture.alt == alt.format(kernel=[[1.0, 0.0], [0.0, -1.0]], **sizes)


@pytest.mark.parametrize("sizes", [[0, 2], [9], [2.5], [2, None]])
def test_bad_sizes(sizes):
    with pytest.raises((ValueError, TypeError), match="sizes must be a whole number"):
        figures.feed_forward(sizes)
