"""UniversalApproximator's Python side against equation (2), written out, and stated bounds."""

import warnings

import numpy as np
import pytest

from lecturelib import words
from lecturelib.widgets import UniversalApproximator

X = np.linspace(0, 1, 101)


def equation_2(widget, x, f):
    """The sum of (2) over pairs of neurons, one up and one down."""
    G = 0.0
    for left, right, height in widget.bumps:
        G += height * f(widget.w * x - widget.w * left) - height * f(
            widget.w * x - widget.w * right
        )
    return G


@pytest.mark.parametrize(
    ("activation", "f"),
    [("step", lambda z: float(z > 0)), ("sigmoid", lambda z: 1 / (1 + np.exp(-z)))],
)
def test_the_network_is_equation_2(activation, f):
    widget = UniversalApproximator("hills", n=4, activation=activation, w=40)
    widget.bumps = [(0.1, 0.35, 0.8), (0.2, 0.6, -0.3)]
    x = np.random.default_rng(6).random(50)
    by_hand = [equation_2(widget, value, f) for value in x]
    np.testing.assert_allclose(widget.network.predict(x[:, None]), by_hand, atol=1e-12)
    assert widget.network.sizes == (1, 4, 1) and widget.m == 4


def test_bumps_are_as_high_as_the_target_in_their_middles():
    widget = UniversalApproximator("wave", n=5)
    assert [row[2] for row in widget.bumps] == pytest.approx(
        np.sin(2 * np.pi * np.arange(0.1, 1, 0.2)), abs=1e-4
    )
    assert [row[0] for row in widget.bumps] == [-0.05, 0.2, 0.4, 0.6, 0.8]
    assert [row[1] for row in widget.bumps] == [0.2, 0.4, 0.6, 0.8, 1.05]


@pytest.mark.parametrize("n", [1, 3, 12, 24])
def test_the_error_keeps_the_staircases_bound(n):
    """Each bump is as wide as 1 / n, and the wave changes no faster than K = 2 pi."""
    widget = UniversalApproximator("wave", n=n)
    assert widget.sup_error <= np.pi / n + 1e-3
    if n >= 12:
        assert widget.sup_error > 0.95 * np.pi / n, (
            "the bound is nearly reached where the wave is steepest"
        )


def test_a_new_target_or_number_builds_anew():
    widget = UniversalApproximator()
    widget.bumps = [(0, 0.5, 1.2)]
    assert widget.n == 1 and widget.m == 2
    widget.n = 3
    assert widget.bumps == UniversalApproximator(n=3).bumps
    widget.bumps = [(0, 0.5, 1.2), (0.5, 1, 0), (0.5, 1, 0)]
    widget.target = "roof"
    assert widget.bumps == UniversalApproximator("roof", n=3).bumps
    widget.bumps = [(0, 0.5, 1.2), (0.5, 1, 0), (0.5, 1, 0)]
    widget.build()
    assert widget.bumps == UniversalApproximator("roof", n=3).bumps


def test_a_drawn_target():
    widget = UniversalApproximator(n=10)
    widget.heights = X - 0.5
    assert widget.target == "own" and widget.g(np.array([0.255])) == pytest.approx(-0.245)
    assert widget.sup_error == pytest.approx(0.05, abs=1e-3), "slope 1, bumps of width 0.1"
    widget.target = "wave"
    assert widget.heights == UniversalApproximator().heights


def test_what_the_browser_sends_when_a_target_is_drawn():
    widget = UniversalApproximator(n=2)
    widget.set_state({"heights": [0.5] * 101, "target": "own"})
    assert widget.sup_error == 0 and [row[2] for row in widget.bumps] == [0.5, 0.5]


def test_training_beats_what_is_built():
    widget = UniversalApproximator("wave", n=6)
    assert widget.trained is None
    widget.train()
    assert widget.trained.sizes == (1, 12, 1)
    x = np.linspace(0, 1, 501)
    assert (
        np.abs(widget.trained.predict(x[:, None]) - np.sin(2 * np.pi * x)).max()
        < 0.1
        < widget.sup_error
    )
    widget.frame = 0
    assert np.abs(widget.trained.predict(x[:, None]) - np.sin(2 * np.pi * x)).max() > 0.5, (
        "before the first epoch"
    )
    widget.w, widget.epsilon = 10, 0.5
    assert widget.trained is not None, "built otherwise, trained as before"
    widget.n = 7
    assert widget.trained is None, "13 neurons were not trained"


def test_noise_more_neurons_fit_the_sample_better_and_the_rest_worse():
    widget = UniversalApproximator("wave", noise=0.3)
    for n in (24, 1, 3):
        widget.n = n
        widget.train()
    m, training, test = np.transpose(widget.history)
    assert list(m) == [2, 6, 48]
    assert training[0] > training[1] > training[2]
    assert test[1] < test[0] and test[1] < test[2]
    assert training[2] < 0.3**2 < test.min(), (
        "0.3^2 is what noise alone costs, and no one can be expected to beat it"
    )
    X, y = np.frombuffer(widget.sample["x"]), np.frombuffer(widget.sample["y"])
    widget.n = 3
    widget.train()
    assert widget.trained.loss(X[:, None], y) == pytest.approx(training[1], rel=1e-5)
    assert len(widget.history) == 3, "the same m again is no other result"
    widget.noise = 0.2
    assert widget.history == [] and widget.trained is None
    widget.noise = 0
    assert widget.sample == {}


def test_a_run_is_light():
    widget = UniversalApproximator(n=24, noise=0.1)
    widget.do_train()
    assert widget.frame == 0 and widget.run["epochs"][0] == 0 and widget.run["epochs"][-1] == 3000
    assert len(widget.run["path"]) + len(widget.run["errors"]) < 60_000


def test_reset():
    widget = UniversalApproximator("hills", n=4)
    before = repr(widget), widget.bumps
    for change in (
        {"noise": 0.2},
        {"heights": [0] * 101},
        {"bumps": [(0, 1, 1)]},
        {"n": 9},
        {"target": "roof"},
    ):
        for name, value in change.items():
            setattr(widget, name, value)
        widget.reset()
        assert (repr(widget), widget.bumps) == before and widget.sample == {} and widget.n == 4


def test_reset_forgets_what_was_trained():
    widget = UniversalApproximator(n=1, noise=0.3)
    widget.train()
    widget.reset()
    assert widget.history == [] and widget.trained is None and len(widget.sample["x"]) == 20 * 8


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ({"target": "sine"}, ValueError, "target must be one of wave, hills, roof; got 'sine'"),
        ({"n": 0}, ValueError, "n must be a whole number of at least 1 and of at most 24, got 0"),
        ({"n": 2.5}, TypeError, "n must be a whole number, got float"),
        ({"activation": "relu"}, ValueError, "activation must be one of step, sigmoid"),
        (
            {"w": 1},
            ValueError,
            "w must be a finite number of at least 5 and of at most 1000, got 1",
        ),
        (
            {"epsilon": 0},
            ValueError,
            "epsilon must be a finite number of at least 0.01 and of at most 1, got 0",
        ),
        ({"noise": "much"}, TypeError, "noise must be a number, got the text 'much'"),
    ],
)
def test_bad_input(values, error, message):
    with pytest.raises(error, match=message):
        UniversalApproximator(**values)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("heights", [0] * 100, r"heights must have shape \(101,\), got \(100,\)"),
        ("heights", [0] * 100 + [-2], "heights must lie within -1.5 and 1.5, got -2"),
        ("bumps", [(0, 1)], r"bumps must have shape \(N, 3\)"),
        ("bumps", [(0, 1, 1)] * 25, "bumps must have at most 24 rows, got 25"),
        (
            "bumps",
            [(0.5, 0.5, 1)],
            "bumps must have -0.05 <= left < right <= 1.05 in each row, got 0.5 and 0.5",
        ),
        ("bumps", [(0, 1.2, 1)], "left < right <= 1.05 in each row, got 0 and 1.2"),
        ("bumps", [(0, 1, 1.6)], "bumps must have heights within -1.5 and 1.5, got 1.6"),
        ("frame", 1, "frame must be a whole number of at least 0 and of at most 0, got 1"),
    ],
)
def test_a_refused_value_changes_nothing(name, value, message):
    widget = UniversalApproximator()
    before = getattr(widget, name)
    with pytest.raises(ValueError, match=message):
        setattr(widget, name, value)
    assert getattr(widget, name) == before and repr(widget) == repr(UniversalApproximator())


def test_seen():
    text, f = words.table("universal_approximator"), words.table("activation_curves")["step"]
    values = {"target": text["targets"]["wave"], "n": 4, "m": 8, "f": f, "error": "0.71"}
    seen = text["seen"].format(**values)
    assert repr(UniversalApproximator("wave", n=4)) == f"UniversalApproximator: {seen}"


@pytest.mark.parametrize("noise", [0, 0.3])
def test_picture(noise):
    widget = UniversalApproximator("roof", n=3, noise=noise, epsilon=0.4)
    widget.train()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = widget.picture()
        assert len(picture.png(sharpness=1)) < 15_000
    g, G, *observations, trained = picture.axes[0].lines
    np.testing.assert_allclose(g.get_ydata(), 1 - 3 * np.abs(X - 0.4), atol=1e-4)
    assert set(G.get_ydata()[60:-60].round(3)) == {round(row[2], 3) for row in widget.bumps}
    np.testing.assert_allclose(trained.get_ydata(), widget.trained.predict(X[:, None]))
    assert [len(line.get_xdata()) for line in observations] == ([20] if noise else [])
    band = picture.axes[0].collections[-1].get_paths()[0].vertices
    middle = band[np.isclose(band[:, 0], 0.4), 1]
    assert (middle.min(), middle.max()) == pytest.approx((0.6, 1.4)), "g - epsilon and g + epsilon"
    assert widget.seen() in picture.alt
