"""The pictures of section 6: what is drawn, and what the alt text says."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.approximation import spread, staircase
from lecturelib.figures import approximation as figures
from lecturelib.network import Network

TEXT = "figures_approximation"


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
    # The network is above half its height from the first to the last x between 0.2 and 0.7.
    alt = words.table(TEXT)["bump"]["alt"]
    assert picture.alt == alt.format(height=3, left=0.2, right=0.7)


def test_several_marks_the_largest_error():
    picture = figures.several(line, {"m = 1": staircase(line, 1), "m = 3": staircase(line, 3)})
    for ax, error in zip(picture.axes, (0.5, 0.25), strict=True):
        low, high = np.sort(ax.lines[2].get_ydata())
        assert high - low == pytest.approx(error, abs=0.003)
    for title, error in (("m = 1", 0.5), ("m = 3", 0.25)):
        assert words.table(TEXT)["several"]["each"].format(title=title, error=error) in picture.alt


@pytest.mark.parametrize(("epsilon", "where"), [(0.3, "inside"), (0.2, "outside")])
def test_band_says_whether_the_network_is_inside(epsilon, where):
    picture = figures.band(line, staircase(line, 3), epsilon)
    assert picture.alt == words.table(TEXT)["band"][where].format(epsilon=epsilon, error=0.25)
    edges = picture.axes[0].collections[0].get_paths()[0].vertices[:, 1]
    assert edges.max() == pytest.approx(2 + epsilon) and edges.min() == pytest.approx(-epsilon)


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
    for name, high, low in (("steps", 0.5, 0.25), ("trained", 0.1, 0.01)):
        each = words.table(TEXT)["errors"]["each"]
        assert each.format(name=name, high=high, first=1, low=low, last=3) in picture.alt


def test_noisy_fits_draw_the_observations_in_each_panel():
    X, y = np.array([[0.1], [0.6]]), np.array([1.0, -1.0])
    networks = {"m = 1": spread(1), "m = 5": spread(5)}
    picture = figures.noisy_fits(line, X, y, networks)
    for ax, network in zip(picture.axes, networks.values(), strict=True):
        np.testing.assert_allclose(
            ax.lines[1].get_ydata(), network.predict(ax.lines[1].get_xdata()[:, None])
        )
        np.testing.assert_allclose(ax.lines[2].get_xydata(), [[0.1, 1], [0.6, -1]])
    titles = words.table(TEXT)["noisy_fits"]["between"].join(networks)
    alt = words.table(TEXT)["noisy_fits"]["alt"].format(N=2, titles=titles)
    assert picture.alt == " ".join(alt.split())


def test_beyond_tells_inside_from_outside():
    picture = figures.beyond(line, staircase(line, 1), (-1, 2))
    alt = words.table(TEXT)["beyond"]["alt"]
    assert picture.alt == alt.format(left=-1, right=2, inside=0.5, outside=2.5)
    assert picture.axes[0].lines[1].get_xdata()[[0, -1]].tolist() == [-1, 2]
