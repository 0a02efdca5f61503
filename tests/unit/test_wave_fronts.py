"""WaveFronts: equation (2) in the plane, the towers' heights, and what the browser draws."""

import warnings

import numpy as np
import pytest

from lecturelib import words
from lecturelib.widgets import WaveFronts

TEXT = words.table("wave_fronts")
ROWS = [(0.2, 0.7, 30, 1.0), (0.6, 0.4, -120, -0.5), (0.5, 0.1, 90, 1.75)]
AXIS = np.linspace(0, 1, 81)


def equation_2(fronts, c, X):
    """The sum of (2), written out: every front is 1/2 on the line through its place."""
    G = np.zeros(len(X))
    for x, y, angle, alpha in fronts:
        ahead = np.cos(np.pi * angle / 180) * (X[:, 0] - x) + np.sin(np.pi * angle / 180) * (
            X[:, 1] - y
        )
        G += alpha / (1 + np.exp(-c * ahead))
    return G


def steps(fronts, X):
    with np.errstate(over="ignore"):
        return np.round(equation_2(fronts, 1e9, X), 9)


@pytest.fixture
def derive(javascript):
    return lambda expression, data: javascript("wave_fronts/derive.js", expression, data)


def test_the_network_is_equation_2():
    widget = WaveFronts(ROWS, c=17)
    X = np.random.default_rng(6).random((50, 2))
    np.testing.assert_allclose(widget.network.predict(X), equation_2(ROWS, 17, X), atol=1e-12)
    assert widget.network.sizes == (2, 3, 1)


def test_the_second_layer_takes_the_sum():
    widget = WaveFronts(ROWS, c=17, second=True)
    X = np.random.default_rng(6).random((50, 2))
    assert widget.level == 1 + 1.75 - 0.5
    wanted = 1 / (1 + np.exp(-17 * (equation_2(ROWS, 17, X) - 2.25)))
    np.testing.assert_allclose(widget.network.predict(X), wanted, atol=1e-12)
    assert widget.network.sizes == (2, 3, 1, 1)


@pytest.mark.parametrize(
    ("preset", "heights"),
    [("front", {0, 1}), ("ridge", {0, 1}), ("tower", {0, 1, 2}), ("star", {0, 1, 2, 3, 4})],
)
def test_how_high_ridges_and_towers_are(preset, heights):
    """With steps: where k ridges cross, G is k; each alone is an arm of height 1."""
    fronts = WaveFronts(preset).fronts
    X = np.random.default_rng(0).random((20_000, 2))
    assert set(steps(fronts, X)) == heights
    middle = steps(fronts, np.array([[0.5, 0.5]]))[0]
    assert middle == max(heights)


@pytest.mark.parametrize(("preset", "k"), [("tower", 2), ("star", 4)])
@pytest.mark.parametrize("c", [40, 60, 200])
def test_a_second_layer_leaves_the_tower_alone(preset, k, c):
    X = np.random.default_rng(1).random((20_000, 2))
    sharp = WaveFronts(preset, c=c, second=True).network.predict(X)
    high = steps(WaveFronts(preset).fronts, X) == k
    far = np.hypot(*(X - 0.5).T) > 0.24
    assert sharp[far].max() < 1e-3 and WaveFronts(preset).network.predict(X[far]).max() > 0.99
    assert sharp[high & (np.hypot(*(X - 0.5).T) < 0.08)].min() > 0.9


@pytest.mark.parametrize("second", [False, True])
def test_the_browsers_heights_are_pythons(derive, second):
    widget = WaveFronts(ROWS, c=25, second=second)
    xs, ys = np.linspace(0, 1, 7), np.linspace(0.1, 0.8, 5)
    data = {"fronts": ROWS, "second": second, "xs": xs.tolist(), "ys": ys.tolist()}
    call = "Array.from(landscape(data.fronts, 25, data.second, data.xs, data.ys))"
    X = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    np.testing.assert_allclose(derive(call, data), widget.network.predict(X), atol=3e-5)
    assert derive("threshold(data)", ROWS) == widget.level


@pytest.mark.parametrize(
    ("low", "high", "levels"),
    [(0, 1, [0.5]), (0, 1.99, [0.5, 1.5]), (-1.2, 0.4, [-0.5]), (0, 0.4, []), (-0.6, 0.6, 2)],
)
def test_level_lines_stand_between_whole_heights(derive, low, high, levels):
    found = derive("halves(...data)", [low, high])
    assert found == ([-0.5, 0.5] if levels == 2 else levels)


@pytest.mark.parametrize(
    ("place", "angle"), [((0.7, 0.5), 0), ((0.5, 0.9), 90), ((0.3, 0.5), 180), ((0.4, 0.4), -135)]
)
def test_an_arrow_turns_towards_the_hand(derive, place, angle):
    front = derive("towards([0.5, 0.5, 33, 1], ...data)", place)
    assert front[:2] == [0.5, 0.5] and front[3] == 1 and (front[2] - angle) % 360 == 0
    assert derive("towards([0.5, 0.5, 33, 1], 0.5, 0.5)", None) == [0.5, 0.5, 33, 1]


def test_what_a_hand_makes_stays_within_the_limits(derive):
    assert derive("placed([0.5, 0.5, 33, 1], 1.7, -2)", None) == [1, 0, 33, 1]
    assert derive("weighted([0.5, 0.5, 33, 1], 9, [-2, 2])", None) == [0.5, 0.5, 33, 2]
    for angle in (-541, -180, 179, 180, 400, 7200):
        *_, turned, _ = derive("turned([0.5, 0.5, 0, 1], data)", angle)
        assert -180 <= turned <= 180 and (turned - angle) % 360 == 0


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ({"fronts": "wall"}, ValueError, "fronts must be one of front, ridge, tower, star; got"),
        ({"fronts": [(0, 0, 0)]}, ValueError, r"fronts must have shape \(N, 4\), got \(1, 3\)"),
        ({"fronts": [(0, 0, 0, 1)] * 9}, ValueError, "fronts must have at most 8 rows, got 9"),
        ({"fronts": [(0, 1.5, 0, 1)]}, ValueError, r"fronts\[0, 1\] must .* at most 1, got 1.5"),
        ({"fronts": [(0, 0, 200, 1)]}, ValueError, r"fronts\[0, 2\] must .* most 180, got 200"),
        ({"fronts": [(0, 0, 0, -3)]}, ValueError, r"fronts\[0, 3\] must .* least -2 .* got -3"),
        ({"c": 1}, ValueError, "c must be a finite number of at least 5 and of at most 200, got 1"),
        ({"second": 1}, TypeError, "second must be True or False, got int"),
    ],
)
def test_bad_input(values, error, message):
    with pytest.raises(error, match=message):
        WaveFronts(**values)


def test_a_refused_value_changes_nothing():
    widget = WaveFronts("tower")
    before = repr(widget)
    with pytest.raises(ValueError, match="fronts"):
        widget.fronts = [(0.5, 0.5, 0, 1), (0.5, 0.5, 0, 5)]
    assert repr(widget) == before and widget.fronts == WaveFronts("tower").fronts


def test_reset():
    widget = WaveFronts("ridge", c=30)
    widget.fronts, widget.c, widget.second = ROWS, 100, True
    widget.reset()
    assert (widget.fronts, widget.c, widget.second) == (WaveFronts("ridge").fronts, 30, False)


def test_seen():
    heights = equation_2(ROWS, 25, np.stack(np.meshgrid(AXIS, AXIS), axis=-1).reshape(-1, 2))
    values = {"m": 3, "c": "25", "high": f"{heights.max():.2f}", "low": f"{heights.min():.2f}"}
    assert WaveFronts(ROWS, c=25).seen() == TEXT["seen"].format(**values)
    sharp = WaveFronts("tower", second=True).seen()
    values = {"m": 4, "c": "60", "high": "1.00", "low": "0.00"}
    assert sharp == TEXT["seen_second"].format(**values)


@pytest.mark.parametrize("fronts", ["front", "star", ROWS])
def test_picture(fronts):
    widget = WaveFronts(fronts)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = widget.picture()
        assert len(picture.png(sharpness=1)) < 20_000
    assert len(picture.axes[0].texts) == len(widget.fronts), "an arrow for each front"
    assert widget.seen() in picture.alt
