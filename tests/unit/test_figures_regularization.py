"""The pictures of section 10 say what their numbers are, and draw them."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.figures import regularization as figures
from lecturelib.network import Network

X = np.array([[0.0, 0.0], [2.0, 0.5], [0.5, 2.0], [2.5, 2.0]])
Y = np.array([0, 1, 1, 1])


def said(picture, key="alt", **values):
    """What the alt text of a picture is, or a part of it."""
    return words.table("figures_regularization")[picture][key].format(**values)


def line(w, b):
    network = Network((2, 1), output="sigmoid", loss="binary_cross_entropy")
    network.theta = [*w, b]
    return network


def test_boundaries_ring_what_is_misclassified():
    picture = figures.boundaries(X, Y, {"right": line((1, 1), -1), "wrong": line((1, 0), -1)})
    assert [ax.get_title() for ax in picture.axes] == ["right", "wrong"]
    for title, wrong in (("right", 0), ("wrong", 1)):
        assert said("boundaries", "each", title=title, wrong=wrong) in picture.alt
    wanted = (((1, 1), []), ((1, 0), [[0.5, 2.0]]))
    for ax, (w, wrong) in zip(picture.axes, wanted, strict=True):
        positive, negative, ringed = (np.transpose(points.get_data()) for points in ax.lines)
        assert positive.tolist() == X[1:].tolist() and negative.tolist() == X[:1].tolist()
        assert ringed.tolist() == wrong
        boundary = ax.collections[-1].get_paths()[0].vertices
        np.testing.assert_allclose(boundary @ w, 1, atol=0.01)


def test_three_parts_are_as_long_as_they_are_large():
    picture = figures.three_parts((60, 20, 30))
    bars = picture.axes[0].patches
    assert [(bar.get_x(), bar.get_width()) for bar in bars] == [(0, 60), (60, 20), (80, 30)]
    parts = {"training": 60, "validation": 20, "test": 30}
    assert picture.alt == said("three_parts", all=110, **parts)
    with pytest.raises(ValueError, match="sizes"):
        figures.three_parts((60, 0, 30))


def test_early_stopping_marks_the_stop_and_the_best_epoch():
    training, validation = [0.9, 0.7, 0.5, 0.4, 0.3], [0.8, 0.6, 0.65, 0.7, 0.9]
    picture = figures.early_stopping(training, validation, stopped=4, best=2)
    ax = picture.axes[0]
    assert list(ax.lines[0].get_ydata()) == training and list(ax.lines[1].get_ydata()) == validation
    assert list(ax.lines[0].get_xdata()) == [1, 2, 3, 4, 5]
    upright = {tuple(each.get_xdata()) for each in ax.lines[2:]}
    assert upright == {(4, 4), (2, 2), (2,)}
    errors = {"training": 0.3, "lowest": 0.6, "validation": 0.9}
    assert picture.alt == said("early_stopping", best=2, last=5, stopped=4, **errors)


def test_dropped_neurons_lose_all_their_connections():
    kept = [[True, True], [True, False, True], [False, True], [True]]
    whole, thinned = figures.dropped_out(kept).axes

    def count(ax, marker):
        return sum(each.get_marker() == marker for each in ax.lines)

    assert count(whole, "o") == count(thinned, "o") == 8
    assert (count(whole, "x"), count(thinned, "x")) == (0, 2)
    assert count(whole, "None") == 2 * 3 + 3 * 2 + 2 * 1
    assert count(thinned, "None") == 2 * 2 + 2 * 1 + 1 * 1
    gone = "1" + said("dropped_out", "between") + "1"
    assert figures.dropped_out(kept).alt == said("dropped_out", shape="2-3-2-1", gone=gone)
    with pytest.raises(TypeError, match="kept"):
        figures.dropped_out([[1, 0]])


def test_against_lambda_marks_the_lowest_validation_error():
    picture = figures.against_lambda([0.01, 0.1, 1], [5, 3, 0.5], [0.1, 0.2, 0.6], [0.5, 0.3, 0.6])
    left, right = picture.axes
    assert list(left.lines[0].get_ydata()) == [5, 3, 0.5] and left.get_xscale() == "log"
    assert [list(each.get_ydata()) for each in right.lines[:2]] == [
        [0.1, 0.2, 0.6],
        [0.5, 0.3, 0.6],
    ]
    assert list(right.lines[2].get_xdata()) == [0.1, 0.1]
    norms = {"norm_first": 5, "norm_last": 0.5}
    ends = {"first": 0.01, "last": 1, "lowest": 0.3, "best": 0.1}
    assert picture.alt == said("against_lambda", **norms, **ends)
