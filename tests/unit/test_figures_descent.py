"""The pictures of section 9 say what their numbers are, and draw them."""

import numpy as np
import pytest

from lecturelib import datasets, words
from lecturelib.figures import descent

FLOWERS, _ = datasets.iris()
X, Y = FLOWERS[:, :1] - 5, FLOWERS[:, 2]
BEST = np.polyfit(X[:, 0], Y, 1)


def said(picture, **values):
    """What the alt text says of one line, place, path or size."""
    return words.table("figures_descent")[picture]["each"].format(**values)


def lines(ax, count):
    return [np.transpose(line.get_data()) for line in ax.lines if len(line.get_xdata()) == count]


def test_surface_shows_each_line_and_its_point():
    picture = descent.surface(X, Y, [(-1, 4.5), BEST])
    left, right = picture.axes
    assert lines(left, 2)[0][0] == pytest.approx([X.min() - 0.1, 4.5 - (X.min() - 0.1)])
    assert [tuple(point[0]) for point in lines(right, 1)] == [(-1, 4.5), tuple(BEST)]
    loss = np.mean((4.5 - X[:, 0] - Y) ** 2)
    assert said("surface", w=-1, b=4.5, L=loss) in picture.alt


def test_gradients_of_single_observations_and_their_mean():
    picture = descent.gradients(X, Y, [(-1, 4.5), BEST])
    residual = Y - (4.5 - X[:, 0])
    each = 2 * np.column_stack([residual * X[:, 0], residual])
    np.testing.assert_allclose(lines(picture.axes[0], 150)[0], each)
    mean = each.mean(axis=0)
    counts = {"against": (each @ mean < 0).sum(), "N": 150}
    place = {"w": -1, "b": 4.5, "mean_w": mean[0], "mean_b": mean[1]}
    assert said("gradients", **place, **counts) in picture.alt
    title = words.table("figures_descent")["gradients"]["title_minimum"]
    assert picture.axes[1].get_title() == title
    np.testing.assert_allclose(lines(picture.axes[1], 150)[0].mean(axis=0), 0, atol=1e-9)


def test_three_paths_side_by_side():
    paths = {f"way {k}": np.array([[-1, 4.5], [k, 3], [1, 2]]) for k in (0, 1, 2)}
    picture = descent.three_paths(X, Y, paths)
    assert [ax.get_title() for ax in picture.axes] == list(paths)
    for ax, path in zip(picture.axes, paths.values(), strict=True):
        assert (lines(ax, 3)[0] == path).all()
    loss = np.mean((X[:, 0] + 2 - Y) ** 2)
    assert said("three_paths", title="way 1", L=loss, updates=2) in picture.alt


def test_contours_are_levels_of_the_loss():
    ax = descent.surface(X, Y, [BEST]).axes[1]
    contours = ax.collections[0]
    for level, path in list(zip(contours.levels, contours.get_paths(), strict=True))[2:7]:
        for w, b in path.vertices[::9]:
            assert np.mean((w * X[:, 0] + b - Y) ** 2) == pytest.approx(level, abs=0.05)


def test_spread():
    picture = descent.spread([1, 4, 16], [8.0, 4.1, 1.9], 150)
    falling, without, measured = picture.axes[0].lines
    assert falling.get_ydata()[-1] == pytest.approx(8 / np.sqrt(150))
    assert (without.get_ydata() <= falling.get_ydata()[:-1] + 1e-9).all()
    assert list(measured.get_ydata()) == [8.0, 4.1, 1.9]
    for B, value in ((1, 8.0), (4, 4.1), (16, 1.9)):
        assert said("spread", B=B, spread=value) in picture.alt


def test_epoch_time():
    picture = descent.epoch_time([1, 32, 1000], [60.0, 4.0, 2.0])
    assert [bar.get_width() for bar in picture.axes[0].patches] == [60, 4, 2]
    bar = words.table("figures_descent")["epoch_time"]["bar"]
    labels = [text.get_text() for text in picture.axes[0].texts]
    assert labels == [bar.format(seconds=value) for value in (60, 4, 2)]
