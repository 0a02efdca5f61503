"""The pictures of section 6: what is drawn, and what the alt text says."""

import numpy as np
import pytest

from lecturelib.approximation import spread, staircase
from lecturelib.figures import approximation as figures
from lecturelib.network import Network


def line(x):
    return 2 * x


def box():
    network = Network((1, 2, 1), hidden="step")
    network.weights[0], network.biases[0], network.weights[1], network.biases[1] = (
        1,
        [-0.2, -0.7],
        [[3], [-3]],
        0,
    )
    return network


def test_bump_draws_both_neurons_and_their_sum():
    picture = figures.bump(box())
    up, down, total = [ax.lines[1].get_xydata() for ax in picture.axes]
    np.testing.assert_allclose(up[:, 1], np.where(up[:, 0] > 0.2, 3, 0))
    np.testing.assert_allclose(down[:, 1], np.where(down[:, 0] > 0.7, -3, 0))
    np.testing.assert_allclose(total[:, 1], up[:, 1] + down[:, 1])
    assert "as high as 3.0" in picture.alt and "from x = 0.20 to 0.70" in picture.alt


def test_several_marks_the_largest_error():
    picture = figures.several(line, {"m = 1": staircase(line, 1), "m = 3": staircase(line, 3)})
    for ax, error in zip(picture.axes, (0.5, 0.25)):
        low, high = np.sort(ax.lines[2].get_ydata())
        assert high - low == pytest.approx(error, abs=0.003)
    assert "m = 1: 0.500, m = 3: 0.250" in picture.alt


@pytest.mark.parametrize(
    ("epsilon", "where"), [(0.3, "is inside it"), (0.2, "is not everywhere inside it")]
)
def test_band_says_whether_the_network_is_inside(epsilon, where):
    picture = figures.band(line, staircase(line, 3), epsilon)
    assert where in picture.alt and "largest error is 0.250" in picture.alt
    edges = picture.axes[0].collections[0].get_paths()[0].vertices
    assert edges[:, 1].max() == pytest.approx(2 + epsilon) and edges[:, 1].min() == pytest.approx(
        -epsilon
    )


def test_errors_on_logarithmic_axes_with_the_bound():
    picture = figures.errors(
        [1, 3], {"steps": [0.5, 0.25], "trained": [0.1, 0.01]}, bound=lambda m: 1 / (m + 1)
    )
    ax = picture.axes[0]
    assert ax.get_xscale() == ax.get_yscale() == "log"
    assert [list(curve.get_ydata()) for curve in ax.lines] == [
        [0.5, 0.25],
        [0.5, 0.25],
        [0.1, 0.01],
    ]
    assert "steps from 0.5 at m = 1 to 0.25 at m = 3; trained from 0.1" in picture.alt


def test_noisy_fits_draw_the_observations_in_each_panel():
    X, y = np.array([[0.1], [0.6]]), np.array([1.0, -1.0])
    networks = {"m = 1": spread(1), "m = 5": spread(5)}
    picture = figures.noisy_fits(line, X, y, networks)
    for ax, network in zip(picture.axes, networks.values()):
        np.testing.assert_allclose(
            ax.lines[1].get_ydata(), network.predict(ax.lines[1].get_xdata()[:, None])
        )
        np.testing.assert_allclose(ax.lines[2].get_xydata(), [[0.1, 1], [0.6, -1]])
    assert "2 noisy observations" in picture.alt and "m = 1, m = 5" in picture.alt


def test_beyond_tells_inside_from_outside():
    picture = figures.beyond(line, staircase(line, 1), (-1, 2))
    assert "largest error 0.50 inside, 2.50 outside" in picture.alt
    assert picture.axes[0].lines[1].get_xdata()[[0, -1]].tolist() == [-1, 2]
