"""universal_approximator's derive.js and edit.js against lecturelib's networks and NumPy."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.widgets import UniversalApproximator

WORDS = words.table("kit") | words.table("universal_approximator")
GAP = WORDS["gap"]
BUMPS = [[-0.05, 0.3, 1.2], [0.25, 0.6, -0.7], [0.6, 1.05, 0.4]]


@pytest.fixture
def derive(javascript):
    return lambda expression, data: javascript("universal_approximator/derive.js", expression, data)


@pytest.fixture
def edit(javascript):
    def edit(function, *values):
        limits = UniversalApproximator().limits
        call = f"{function}(...data.values, data.limits)"
        data = {"values": values, "limits": limits}
        return javascript("universal_approximator/edit.js", call, data)

    return edit


def built(activation, w=40.0):
    widget = UniversalApproximator("hills", activation=activation, w=w)
    widget.bumps = BUMPS
    return widget


def shown(number):
    return f"{number:.2f}".replace("-", "−")


def test_the_target_is_straight_between_its_heights(derive):
    widget, xs = UniversalApproximator("hills"), [0, 0.004, 0.5, 0.777, 0.999, 1]
    data = {"heights": widget.heights, "xs": xs}
    g = derive("data.xs.map((x) => targetAt(data.heights, x))", data)
    np.testing.assert_allclose(g, widget.g(np.array(xs)), atol=1e-12)


@pytest.mark.parametrize("activation", ["step", "sigmoid"])
def test_the_built_network_is_pythons(derive, activation):
    xs = np.linspace(-0.05, 1.05, 57) + 0.0003
    data = {"bumps": BUMPS, "xs": xs.tolist(), "activation": activation}
    G = derive("data.xs.map(builtNetwork(data.bumps, 40, data.activation))", data)
    np.testing.assert_allclose(G, built(activation).network.predict(xs[:, None]), atol=1e-12)


@pytest.mark.parametrize("activation", ["step", "sigmoid"])
def test_the_largest_error_is_pythons(derive, activation):
    widget = built(activation)
    data = {"bumps": BUMPS, "heights": widget.heights, "activation": activation}
    code = """((xs) => {
        const G = xs.map(builtNetwork(data.bumps, 40, data.activation));
        return worst(xs, G, data.heights);
    })(samples(data.bumps, [-0.05, 1.05]))"""
    found = derive(code, data)
    assert found["error"] == pytest.approx(widget.sup_error, abs=2e-3)
    assert 0 <= found["at"] <= 1
    at = np.array([found["at"]])
    assert found["value"] == pytest.approx(widget.network.predict(at[:, None])[0], abs=1e-9)
    assert abs(found["value"] - widget.g(at)[0]) == pytest.approx(found["error"], abs=1e-9)


def test_samples_hold_both_ends_and_both_sides_of_every_edge(derive):
    xs = np.array(derive("samples(data, [-0.05, 1.05])", [[0.1234, 0.5, 1]]))
    assert (np.diff(xs) >= 0).all() and np.diff(xs).max() < 0.0011
    assert xs.min() == -0.05 and xs.max() == 1.05
    assert {0, 1} <= set(xs.tolist())
    for edge in (0.1234, 0.5):
        near = xs[np.abs(xs - edge) < 1e-8]
        assert near.min() < edge < near.max()


@pytest.mark.parametrize("activation", ["step", "sigmoid"])
def test_an_outline_is_what_one_bump_adds(derive, activation):
    widget = built(activation)
    data = {"bump": BUMPS[1], "activation": activation, "xs": np.linspace(0, 1, 31).tolist()}
    points = derive("outline(data.bump, 40, data.activation, data.xs)", data)
    assert points[0][1] == points[-1][1] == 0
    widget.bumps = [BUMPS[1]]
    x, y = np.transpose(points[1:-1])
    np.testing.assert_allclose(y, widget.network.predict(x[:, None]), atol=1e-12)
    assert np.abs(y).max() == pytest.approx(0.7, abs=0.02)


def test_a_training_is_read_state_by_state_and_gives_pythons_network(derive):
    widget = UniversalApproximator(n=2, noise=0.2)
    widget.train()
    run = widget.run
    xs = np.linspace(0, 1, 9)
    path = np.frombuffer(run["path"], np.float32).tolist()
    errors = np.frombuffer(run["errors"]).tolist()
    data = {"path": path, "errors": errors, "epochs": run["epochs"], "xs": xs.tolist()}
    code = """((states) => [
        states.length,
        states.map(({ epoch, train, test }) => [epoch, train, test]),
        data.xs.map(trainedNetwork(states[states.length - 1].theta)),
    ])(readRun({
        path: new DataView(new Float32Array(data.path).buffer),
        errors: new DataView(new Float64Array(data.errors).buffer),
        epochs: data.epochs,
    }))"""
    count, rows, G = derive(code, data)
    assert count == len(run["epochs"])
    wanted = np.column_stack([run["epochs"], np.reshape(errors, (-1, 2))])
    np.testing.assert_allclose(rows, wanted)
    np.testing.assert_allclose(G, widget.trained.predict(xs[:, None]), atol=1e-9)
    assert derive("readRun({})", None) == []


@pytest.mark.parametrize("tried, top", [([], 0.2), ([[4, 0.01, 0.5]], 0.6), ([[4, 1, 0.5]], 1.1)])
def test_the_chart_leaves_room_above_the_highest_error(derive, tried, top):
    assert derive("highest(data)", tried) == pytest.approx(top)


def test_what_the_text_says(derive):
    state = {"epoch": 7, "train": 0.1234, "test": 0.5}
    trained = {"state": state, "epochs": 90, "error": 0.125, "noisy": False}
    data = {"words": WORDS, "error": 0.3, "at": 0.5, "epsilon": 0.25, "trained": None}
    outside = WORDS["outside"].format(error="0.30", x="0.50", epsilon="0.25")
    assert derive("summary(data.words, data)", data) == outside
    data |= {"error": 0.2, "trained": trained | {"error": 0.4}}
    epoch = WORDS["epoch"].format(epoch=7, epochs=90, error=shown(0.4))
    assert derive("summary(data.words, data)", data) == f"{WORDS['within']}{GAP}{epoch}"
    data["trained"]["noisy"] = True
    noise = WORDS["epoch_noise"].format(epoch=7, epochs=90, train="0.123", test="0.500")
    assert derive("summary(data.words, data)", data) == f"{WORDS['within']}{GAP}{noise}"


@pytest.mark.parametrize("y, height", [(0.5, 0.5), (9, 1.5), (-9, -1.5)])
def test_a_top_stays_within_the_limits(edit, y, height):
    assert edit("lifted", [0.1, 0.3, 1], y) == [0.1, 0.3, height]


@pytest.mark.parametrize("x, left, right", [(0.2, 0.2, 0.2), (9, 0.295, 1.05), (-9, -0.05, 0.105)])
def test_an_edge_stays_on_its_side(edit, x, left, right):
    assert edit("leftMoved", [0.1, 0.3, 1], x) == [left, 0.3, 1]
    assert edit("rightMoved", [0.1, 0.3, 1], x) == [0.1, right, 1]


@pytest.mark.parametrize(
    "by, left, right", [(0.25, 0.35, 0.55), (9, 0.85, 1.05), (-9, -0.05, 0.15)]
)
def test_a_shifted_bump_keeps_its_width(edit, by, left, right):
    assert edit("shifted", [0.1, 0.3, 1], by) == [left, right, 1]


def test_a_stroke_changes_what_lies_between_its_ends(edit, javascript):
    assert edit("penAt", -3, 1.23456) == [0, 1.235]
    assert edit("penAt", 0.41237, -8) == [0.412, -1.5]
    heights = np.linspace(1, -1, 101).round(3)
    data = {"heights": heights.tolist()}
    for start, end in (([0.2, 0.4], [0.5, -0.2]), ([0.5, -0.2], [0.2, 0.4])):
        drawn = javascript(
            "universal_approximator/edit.js",
            "stroked(data.heights, data.start, data.end)",
            data | {"start": start, "end": end},
        )
        wanted = heights.copy()
        wanted[20:51] = np.linspace(0.4, -0.2, 31)
        np.testing.assert_allclose(drawn, wanted, atol=6e-4)
    one = javascript(
        "universal_approximator/edit.js", "stroked(data.heights, [0.3, 1], [0.3, 0.2])", data
    )
    assert one[30] == 0.2 and one[29] == heights[29] and one[31] == heights[31]
