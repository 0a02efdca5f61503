"""What UniversalApproximator's page judges and shades, against equation (2) on a dense grid."""

import numpy as np
import pytest

from lecturelib.widgets import UniversalApproximator

DENSE = np.linspace(0, 1, 200_001)
NAMES = ("any", "twelve", "eight", "narrow", "soft", "trained")
TOUCHING = [(0, 1 / 12, 0.25), (1 / 12, 5 / 12, 0.75), (5 / 12, 1 / 2, 0.25)]
OVERLAPPING = [(0.032, 0.468, 0.4), (0.102, 0.398, 0.4)]
NESTED = [(0.026, 0.474, 0.33), (0.08, 0.42, 0.33), (0.15, 0.35, 0.33)]


def whole_wave(up):
    """These bumps in the wave's upper half, and the same downwards in its lower half."""
    return up + [(a + 0.5, b + 0.5, -height) for a, b, height in up]


def equal(n):
    return [(k / n, (k + 1) / n, np.sin(2 * np.pi * (k + 0.5) / n)) for k in range(n)]


def stretched(up, factor):
    return [(a, b, factor * height) for a, b, height in up]


def steps(bumps):
    return sum(h * ((a < DENSE) & (b >= DENSE)) for a, b, h in bumps)


def sigmoids(bumps, w):
    up = lambda edge: 1 / (1 + np.exp(-w * (DENSE - edge)))  # noqa: E731
    return sum(h * (up(a) - up(b)) for a, b, h in bumps)


def far(G):
    return np.abs(G - np.sin(2 * np.pi * DENSE)).max()


@pytest.fixture
def judged(javascript):
    """judged(widget): the names that a page which shows this widget says are reached."""

    def judge(widget, **other):
        trained = widget.trained
        shown = {
            "heights": widget.heights,
            "noise": widget.noise,
            "m": widget.m,
            "activation": widget.activation,
            "epsilon": widget.epsilon,
            "bumps": widget.bumps,
            "w": widget.w,
            "trained": trained and float(np.abs(trained.predict(X) - widget.g(X[:, 0])).max()),
        }
        data = {"shown": shown | other, "challenges": widget.challenges}
        # As the page does: the error is that of what is drawn.
        found = """((xs) => worst(
            xs, xs.map(builtNetwork(data.shown.bumps, data.shown.w, data.shown.activation)),
            data.shown.heights).error)(samples(data.shown.bumps, [-0.05, 1.05]))"""
        error = javascript("universal_approximator/derive.js", found, data)
        data["shown"]["error"] = error
        return javascript(
            "universal_approximator/challenges.js", "reached(data.challenges, data.shown)", data
        )

    return judge


X = np.linspace(0, 1, 501)[:, None]
MET = [
    (equal(13), {}, {"any"}),
    (whole_wave(OVERLAPPING + [(0.2, 0.3, 0.1)]), {}, {"any", "twelve"}),
    (whole_wave(OVERLAPPING), {}, {"any", "twelve", "eight"}),
    (whole_wave(NESTED), {}, {"any", "twelve"}),
    (whole_wave(NESTED), {"epsilon": 0.2}, {"any", "twelve", "narrow"}),
    ([(0.14, 0.44, 1.3), (0.56, 0.86, -1.3)], {"activation": "sigmoid", "w": 15}, {"any", "soft"}),
]
NOT_QUITE = [
    (equal(12), {}),
    (whole_wave(TOUCHING), {}),  # 0.25 itself is not below 0.25
    (whole_wave(stretched(OVERLAPPING, 0.92)), {}),
    ([(0.14, 0.44, 1.15), (0.56, 0.86, -1.15)], {"activation": "sigmoid", "w": 11}),
]


@pytest.mark.parametrize(("bumps", "values", "names"), MET)
def test_a_challenge_that_is_met(judged, bumps, values, names):
    widget = UniversalApproximator("wave", **values)
    widget.bumps = bumps
    G = steps(bumps) if widget.activation == "step" else sigmoids(bumps, widget.w)
    assert far(G) < widget.epsilon
    assert set(judged(widget)) == names


@pytest.mark.parametrize(("bumps", "values"), NOT_QUITE)
def test_one_that_is_just_not_met(judged, bumps, values):
    widget = UniversalApproximator("wave", **values)
    widget.bumps = bumps
    G = steps(bumps) if widget.activation == "step" else sigmoids(bumps, widget.w)
    assert 0.25 - 1e-4 <= far(G) < 0.3
    assert judged(widget) == []


def test_twelve_neurons_are_just_too_far_for_the_narrow_band(judged):
    widget = UniversalApproximator("wave", epsilon=0.2)
    widget.bumps = whole_wave(stretched(NESTED, 1.04))
    assert 0.2 < far(steps(widget.bumps)) < 0.225
    assert judged(widget) == []
    widget.bumps, widget.epsilon = whole_wave(NESTED), 0.21
    assert far(steps(widget.bumps)) < 0.2 and "narrow" not in judged(widget), "the band is wider"
    widget.bumps, widget.epsilon = [*whole_wave(NESTED), (0.7, 0.8, 0.01)], 0.2
    assert far(steps(widget.bumps)) < 0.2 and judged(widget) == ["any"], "14 neurons"


def test_four_trained_neurons_are_enough_and_two_are_not(judged):
    widget = UniversalApproximator("wave", n=2)
    widget.train()
    assert far(widget.trained.predict(DENSE[:, None])) < 0.25
    assert judged(widget) == ["trained"]
    widget.epsilon = 0.22
    assert far(widget.trained.predict(DENSE[:, None])) > 0.22 and judged(widget) == []
    widget.epsilon, widget.n = 0.25, 1
    widget.train()
    assert judged(widget) == []


def test_nothing_is_met_at_the_start_and_nothing_but_the_wave_counts(judged):
    assert UniversalApproximator().met == () and judged(UniversalApproximator()) == []
    easy = UniversalApproximator(n=1)
    easy.heights = [0.0] * 101
    assert far(steps(easy.bumps)) > 0.25 and judged(easy) == []
    assert judged(easy, heights=UniversalApproximator().heights) == []
    noisy = UniversalApproximator(n=13, noise=0.1)
    assert judged(noisy) == []
    assert judged(UniversalApproximator(n=13, epsilon=0.26)) == []


def test_what_was_met_stays():
    widget = UniversalApproximator()
    widget.met = ["eight", "any", "any"]
    assert widget.met == ("any", "eight"), "in the order of the list"
    widget.n = 3
    widget.reset()
    assert widget.met == ("any", "eight") and widget.n == 6
    with pytest.raises(ValueError, match="met must be one of any, twelve, .*; got 'nine'"):
        widget.met = ["nine"]
    with pytest.raises(TypeError, match="met must be a list of names of challenges, got str"):
        widget.met = "any"
    assert widget.met == ("any", "eight")
    assert tuple(widget.challenges) == NAMES


@pytest.mark.parametrize("activation", ["step", "sigmoid"])
@pytest.mark.parametrize("epsilon", [0.05, 0.3, 0.5])
def test_what_is_shaded_is_what_leaves_the_band(javascript, activation, epsilon):
    bumps = [[-0.05, 0.3, 1.2], [0.25, 0.6, -0.7], [0.6, 1.05, 0.4]]
    data = {
        "bumps": bumps,
        "heights": UniversalApproximator("hills").heights,
        "epsilon": epsilon,
        "f": activation,
    }
    outline = javascript(
        "universal_approximator/derive.js",
        """((xs) => beyondBand(
            xs, xs.map(builtNetwork(data.bumps, 40, data.f)), data.heights, data.epsilon
        ))(samples(data.bumps, [-0.05, 1.05]))""",
        data,
    )
    G = steps(bumps) if activation == "step" else sigmoids(bumps, 40)
    g = np.interp(DENSE, np.linspace(0, 1, 101), data["heights"])
    excess = np.maximum(np.abs(G - g) - epsilon, 0)
    half = len(outline) // 2
    forth, back = np.array(outline[:half]), np.array(outline[half:])[::-1]
    np.testing.assert_array_equal(forth[:, 0], back[:, 0])
    height = np.abs(forth[:, 1] - back[:, 1])
    assert np.trapezoid(height, forth[:, 0]) == pytest.approx(excess.mean(), abs=1e-3)
    assert height.max() == pytest.approx(excess.max(), abs=2e-3)
    assert forth[height > 0, 0].min() >= 0 and forth[height > 0, 0].max() <= 1


def test_nothing_is_shaded_inside_the_band(javascript):
    data = {"bumps": equal(13), "heights": UniversalApproximator().heights}
    shaded = javascript(
        "universal_approximator/derive.js",
        """((xs) => beyondBand(
            xs, xs.map(builtNetwork(data.bumps, 100, "step")), data.heights, 0.25
        ))(samples(data.bumps, [-0.05, 1.05]))""",
        data,
    )
    assert shaded == []
