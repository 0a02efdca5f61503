"""perceptron_plane/derive.js computes what the lecture and lecturelib say, from plain values."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.perceptron import Perceptron
from lecturelib.widgets import PerceptronPlane

PLANE = {"x": [-2, 3], "y": [-1, 2]}


@pytest.fixture
def derive(javascript):
    return lambda expression, data: javascript("perceptron_plane/derive.js", expression, data)


@pytest.mark.parametrize("w, b", [((1, 0.5), -0.5), ((-2, 1.5), 0.25), ((0, 0), 0)])
@pytest.mark.parametrize("data", ["AND", "XOR", "overlapping blobs"])
def test_terms_and_loss(derive, data, w, b):
    plane = PerceptronPlane(data, w=w, b=b)
    points = [{"x": x, "y": y} for x, y in zip(plane.X.tolist(), plane.y.tolist(), strict=True)]
    terms = derive("terms(data.points, data.w, data.b)", {"points": points, "w": w, "b": b})
    np.testing.assert_allclose(terms, plane.y * (plane.X @ w + b), atol=1e-12)
    rule = Perceptron(initial_weights=w, initial_bias=b, max_epochs=1)
    rule.w_, rule.b_ = np.array(w, float), b
    assert derive("loss(data)", terms) == pytest.approx(rule.loss(plane.X, plane.y))


@pytest.mark.parametrize(
    "x, y, wanted",
    [
        ((0, 0), -1, "b<0"),
        ((0, 1), 1, "w_2+b>0"),
        ((1, 1), -1, "w_1+w_2+b<0"),
        ((0.5, 1), 1, "w\\cdot x+b>0"),
    ],
)
def test_what_a_point_needs(derive, x, y, wanted):
    assert derive("need(data)", {"x": x, "y": y}) == wanted


@pytest.mark.parametrize(
    "w, t", [((1, 1), 1), ((6, 0), 0.5), ((0, 4), 0.5), ((-8, -2), 0.25), ((0, 0), 1)]
)
def test_a_long_w_ends_at_the_planes_edge(derive, w, t):
    assert derive("reach(data.plane, data.w)", {"plane": PLANE, "w": w}) == t


def test_the_sign_stands_on_its_side_and_inside(derive):
    corners = [[0, -1], [3, -1], [3, 2], [0, 2]]
    x, y = derive(
        "signPlace(data.plane, data.corners, [1, 0], 0)", {"plane": PLANE, "corners": corners}
    )
    assert 1.5 < x < 3 and y == pytest.approx(0.5)


@pytest.mark.parametrize("taken, share", [((50, 0), 0.5 + 0.44), ((50, 31), 0.5), ((0, 0), 0.5)])
def test_the_grip_is_not_where_the_tip_is(derive, taken, share):
    assert derive("gripShare([0, 0], [100, 0], data)", taken) == pytest.approx(share)


def test_a_steps_arithmetic_is_the_rules(derive):
    plane = PerceptronPlane("AND")
    rule = Perceptron(0.5, initial_weights=(1, 0.5), initial_bias=-0.5).fit(plane.X, plane.y)
    points = [{"x": x, "y": y} for x, y in zip(plane.X.tolist(), plane.y.tolist(), strict=True)]
    k = 3
    (*w, b), (*w_new, b_new) = rule.path_[k - 1 : k + 1].tolist()
    before, n = map(int, rule.visited_[k - 2 : k])
    said = derive(
        "arithmetic(data.words, data)",
        {
            "words": words.table("perceptron_plane"),
            "k": k,
            "before": {"theta": [*w, b], "n": before},
            "after": {"theta": [*w_new, b_new], "n": n},
            "points": points,
            "eta": 0.5,
            "end": "",
        },
    )
    shown = " ".join(said).replace("−", "-")
    x, y = plane.X[n], plane.y[n]
    for value in (y * (x @ w + b), b, b_new, *w, *w_new, *x):
        assert f"{value:.2f}".rstrip("0").rstrip(".") in shown
    passed = (n - before - 1) % 4
    assert (words.table("perceptron_plane")["passed"].format(passed=passed) in shown) == (
        passed > 0
    )
