"""loss_explorer/derive.js computes what the lecture and lecturelib say, from plain values."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.losses import LOSSES
from lecturelib.network import Network
from lecturelib.widgets import LossExplorer

WORDS = words.table("loss_explorer")
MODES = [("line", "squared"), ("sigmoid", "squared"), ("sigmoid", "binary_cross_entropy")]
OUTPUT = {"line": "identity", "sigmoid": "sigmoid"}


@pytest.fixture
def derive(javascript):
    return lambda expression, data=None: javascript("loss_explorer/derive.js", expression, data)


def data_of(widget):
    fit = {name: getattr(widget, name) for name in ("w", "b", "x", "y")}
    return {"fit": fit, "activation": OUTPUT[widget.model]}


@pytest.mark.parametrize(("w", "b"), [(-0.3, 2.8), (1.5, -4), (0, 0)])
@pytest.mark.parametrize("model", ["line", "sigmoid"])
def test_losses_and_slopes_are_lecturelibs(derive, model, w, b):
    widget = LossExplorer(model)
    widget.w, widget.b = w, b
    points = derive("costs(data.fit, data.activation)", data_of(widget))
    np.testing.assert_allclose([point["y_hat"] for point in points], widget.y_hat, atol=1e-12)
    names, means = derive("NAMES"), derive("means(data)", points)
    for name, losses in widget.losses.items():
        k = names.index(name)
        np.testing.assert_allclose([point["L"][k] for point in points], losses, atol=1e-12)
        slopes = [point["slopes"][k] for point in points]
        np.testing.assert_allclose(slopes, widget.slopes[name], atol=1e-12)
        assert means[k] == pytest.approx(losses.mean())


@pytest.mark.parametrize(("model", "loss"), MODES)
def test_the_surface_is_the_mean_loss_of_a_network(derive, model, loss):
    widget = LossExplorer(model, loss)
    ws, bs = [-2.0, 0.5, 3.0], [-1.0, 2.5]
    data = {"loss": loss, "activation": OUTPUT[model], "x": widget.x, "y": widget.y}
    call = "surface(data.loss, data.activation, data.x, data.y, data.ws, data.bs)"
    rows = derive(f"{call}.map((row) => [...row])", data | {"ws": ws, "bs": bs})
    network = Network((1, 1), output=OUTPUT[model], loss=loss)
    X, y = np.array(widget.x)[:, None], np.array(widget.y)
    for j, b in enumerate(bs):
        for i, w in enumerate(ws):
            network.theta = [w, b]
            assert rows[j][i] == pytest.approx(network.loss(X, y))


def test_the_grid_stands_in_the_middles_of_cells(derive):
    places = np.array(derive("gridAxis([-1, 3])"))
    np.testing.assert_allclose(np.diff(places), 4 / 64)
    assert places[0] == pytest.approx(-1 - 2 / 64) and places[-1] == pytest.approx(3 + 2 / 64)


def test_contours_start_above_the_lowest_place(derive):
    levels = derive("contourLevels([0.1, 1.5], [[3, 0.4], [0.21, 9]])")
    assert levels[0] == pytest.approx(0.1 * 1.5**3) and len(levels) == 27, "0.225 is too near"
    np.testing.assert_allclose(np.array(levels[1:]) / levels[:-1], 1.5)


def test_the_surface_is_darker_where_it_is_lower(derive):
    shades = derive("data.map(darkness)", [0, 0.1, 0.1 * 50**0.5, 5, 60])
    assert shades == pytest.approx([1, 1, 0.5, 0, 0])


@pytest.mark.parametrize(("w", "b"), [(0.5, 1), (-2, 3)])
@pytest.mark.parametrize("model", ["line", "sigmoid"])
def test_the_curves_handles_stand_on_the_curve(derive, model, w, b):
    is_line = model == "line"
    widget = LossExplorer(model)
    widget.w, widget.b = w, b
    places = derive(f"holds({str(is_line).lower()}, data.w, data.b)", {"w": w, "b": b})
    widget.x = [x for x, _ in places] * 3
    np.testing.assert_allclose([y for _, y in places] * 3, widget.y_hat)
    if not is_line:
        assert places[0][1] == 0.5


def test_a_hand_shifts_and_tilts_the_curve(derive):
    data = {"start": {"w": 0.5, "b": 1}, "range": [-5, 5]}
    assert derive("shifted(true, 0.5, [3, 2])") == {"w": 0.5, "b": 2}
    # A line turns where x = 0, and goes through the place where x = 4.5.
    tilted = derive("tilted(data.range, true, data.start, [4.5, 5.5])", data)
    assert tilted == {"w": 1, "b": 1}
    # A sigmoid's middle, z = 0, goes where the hand is; it turns about that, and z = 2 follows.
    moved = derive("shifted(false, 0.5, [3, 0.2])")
    assert moved["w"] == 0.5 and 0.5 * 3 + moved["b"] == 0
    tilted = derive("tilted(data.range, false, data.start, [-1.5, 0.9])", data)
    assert -1.5 * tilted["w"] + tilted["b"] == pytest.approx(2)
    assert -2 * tilted["w"] + tilted["b"] == pytest.approx(0), "it turns about its middle"
    steepest = derive("tilted(data.range, false, data.start, [-1.99, 0.9])", data)
    assert steepest == {"w": 5, "b": 10}
    flat = data | {"start": {"w": 0, "b": 0}}
    assert derive("tilted(data.range, false, data.start, [1, 1])", flat) == {"w": 0, "b": 0}


def test_a_hand_keeps_within_what_is_shown(derive):
    model = LossExplorer().models["line"]
    data = {"model": model}
    assert derive("within(data.model, 9, -9)", data) == {"w": 2.5, "b": -2}
    assert derive("within(data.model, 0.12349, 1)", data) == {"w": 0.123, "b": 1}
    assert derive("[-9, 1, 19].map((value) => inner([0, 10], value))") == pytest.approx(
        [0.3, 1, 9.7]
    )


def test_what_is_told_of_a_line(derive):
    widget = LossExplorer()
    point = derive("costs(data.fit, data.activation)", data_of(widget))[3]
    error = abs(widget.y[3] - widget.y_hat[3])
    said = derive("tale(data.words, true, 3, data.point)", {"words": WORDS, "point": point})
    assert said == WORDS["says_line"].format(n=4, error=f"{error:.2f}", L=f"{error**2:.2f}")


@pytest.mark.parametrize(
    ("x", "y", "key", "digits"), [(-4, 1, "says_wrong", 0), (-1, 1, "says_wrong", 1)]
)
def test_what_is_told_of_a_sigmoid(derive, x, y, key, digits):
    widget = LossExplorer("sigmoid")
    widget.x, widget.y = [x] * 6, [y] * 6
    point = derive("costs(data.fit, data.activation)", data_of(widget))[0]
    said = derive("tale(data.words, false, 0, data.point)", {"words": WORDS, "point": point})
    bce, mse = (abs(widget.slopes[name][0]) for name in ("binary_cross_entropy", "squared"))
    numbers = {"y_hat": f"{widget.y_hat[0]:.3f}", "bce": f"{bce:.3f}", "mse": f"{mse:.3f}"}
    ratio = f"{bce / mse:.{digits}f}"
    assert said == WORDS[key].format(n=1, y=y, ratio=ratio, **numbers)


def test_a_right_point_and_one_too_wrong_to_count(derive):
    point = {"x": 0, "y": 1, "y_hat": 0.75, "L": [0.0625, 0.288], "slopes": [-0.09375, -0.25]}
    data = {"words": WORDS, "point": point}
    right = {"n": 1, "y": 1, "y_hat": "0.750", "bce": "0.250", "mse": "0.094"}
    assert derive("tale(data.words, false, 0, data.point)", data) == WORDS["says_right"].format(
        **right
    )
    point |= {"y_hat": 1e-6, "slopes": [-2e-6, -1]}
    assert "> 1000" in derive("tale(data.words, false, 0, data.point)", data)


def test_losses_have_the_names_of_lecturelib(derive):
    assert set(derive("NAMES")) <= set(LOSSES)
