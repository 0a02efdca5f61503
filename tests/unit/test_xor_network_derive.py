"""xor_network/derive.js computes what the lecture and lecturelib say, from plain values."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.widgets import XorNetwork

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = np.array([False, True, True, False])
BENT = (3, -3, 1, 3, -2, 1, 4, 4, -5)
PLANE = {"x": [-0.7, 1.7], "y": [-0.7, 1.7]}
WORDS = words.table("kit") | words.table("xor_network")
GAP = WORDS["gap"]
AXIS = np.linspace(-0.7, 1.7, 49)
NEAR = 1e-5  # what colours need


@pytest.fixture
def derive(javascript):
    return lambda expression, data=None: javascript("xor_network/derive.js", expression, data)


@pytest.mark.parametrize("theta", [BENT, (0,) * 9, None])
@pytest.mark.parametrize("activation", ["step", "sigmoid", "tanh", "relu", "identity"])
def test_the_four_points_take_equation_1s_way(derive, activation, theta):
    widget = XorNetwork(activation, theta)
    _, hidden, output = widget.network.forward(X).a
    rule = widget.rules[activation]
    data = {"theta": widget.theta, "name": activation, "rule": rule}
    shown = derive("passes(data.theta, data.name, data.rule)", data)
    np.testing.assert_allclose(shown["hidden"], hidden, atol=1e-12)
    np.testing.assert_allclose(shown["outputs"], output[:, 0], atol=1e-12)
    middle = 0 if activation == "tanh" else 0.5
    assert shown["wrong"] == ((output[:, 0] > middle) != XOR).tolist()
    anywhere = derive("outputOf(data.theta, data.name)([0.3, -0.4])", data)
    assert anywhere == pytest.approx(widget.network.predict([[0.3, -0.4]])[0])


def test_a_neurons_numbers_stand_where_network_has_them(derive):
    network = XorNetwork(theta=range(9)).network
    for i, (w, b) in enumerate(
        [
            (network.weights[0][:, 0], network.biases[0][0]),
            (network.weights[0][:, 1], network.biases[0][1]),
            (network.weights[1][:, 0], network.biases[1][0]),
        ]
    ):
        data = {"theta": list(range(9)), "i": i}
        assert derive("neuron(data.theta, data.i)", data) == {"w": w.tolist(), "b": b}
        changed = derive("withNeuron(data.theta, data.i, { w: [10, 11], b: 12 })", data)
        kept = sorted(set(changed) & set(range(9)))
        assert derive("neuron(data.theta, data.i)", data | {"theta": changed})["b"] == 12
        assert len(kept) == 6 and all(changed[k] == k for k in kept)


@pytest.mark.parametrize("activation", ["step", "sigmoid", "tanh", "relu", "identity"])
def test_the_border_is_where_the_output_is_in_the_middle(derive, activation):
    network = XorNetwork(activation, BENT).network
    middle = 0 if activation == "tanh" else 0.5
    grid = np.stack(np.meshgrid(AXIS, AXIS), axis=-1).reshape(-1, 2)
    values = network.predict(grid).reshape(49, 49)
    data = {"axis": AXIS.tolist(), "values": values.tolist(), "level": middle}
    data |= {"theta": BENT, "name": activation}
    ends = np.array(
        derive("border(data.axis, data.values, data.level, outputOf(data.theta, data.name))", data)
    )
    assert len(ends) > 20 and len(ends) % 2 == 0
    near = 0.05 / 2**6 * 1.001
    around = np.array([[1, 0], [-1, 0], [0, 1], [0, -1]]) * near
    sides = network.predict((ends[:, None] + around).reshape(-1, 2)).reshape(-1, 4) > middle
    assert (sides.any(axis=1) & ~sides.all(axis=1)).all()


def test_the_border_of_one_line_is_that_line(derive):
    values = np.add.outer(AXIS, 2 * AXIS)
    data = {"axis": AXIS.tolist(), "values": values.tolist()}
    ends = np.array(derive("border(data.axis, data.values, 0.5, ([x, y]) => 2 * x + y)", data))
    np.testing.assert_allclose(2 * ends[:, 0] + ends[:, 1], 0.5, atol=2 * 0.05 / 2**6)
    lengths = np.hypot(*(ends[1::2] - ends[::2]).T)
    assert lengths.sum() == pytest.approx(2.4 * np.hypot(1, 0.5), abs=0.02), "nothing is left out"


@pytest.mark.parametrize(
    "name, hidden, wanted",
    [
        ("sigmoid", [[0.2, 1]], [-0.35, 1.35]),
        ("step", [[0, 1]], [-0.35, 1.35]),
        ("tanh", [[-1, 1]], [-1.5, 1.5]),
        ("relu", [[0, 1], [1.5, 0]], [-0.5, 2.5]),
        ("relu", [[0, 2.1]], [-1, 5]),
        ("identity", [[-8, 3]], [-10, 10]),
        ("identity", [[-8.1, 3]], [-20, 20]),
    ],
)
def test_the_hidden_plane_holds_the_points(derive, name, hidden, wanted):
    range_ = derive("hiddenRange(data.name, data.hidden)", {"name": name, "hidden": hidden})
    assert range_ == wanted
    assert range_[0] <= np.min(hidden) and np.max(hidden) <= range_[1]


def test_an_arrows_length_says_that_of_w_and_back(derive):
    sizes = [0.1, 0.5, 1, 4, 11.3, 35]
    lengths = derive("data.map(arrowLength)", sizes)
    assert lengths == sorted(lengths) and lengths[0] > 0.09 and lengths[-1] < 0.36
    assert lengths[3] == pytest.approx(0.36 * (0.25 + 0.75 / 2))
    np.testing.assert_allclose(derive("data.map(sizeOf)", lengths), sizes)
    shortest, longest = derive("data.map(sizeOf)", [0, 9])
    assert shortest == pytest.approx(4 * 0.02 / 0.98) and longest == pytest.approx(36)


def test_the_hold_goes_to_the_nearest_place_of_the_line(derive):
    data = {"plane": PLANE, "neuron": {"w": [3, 4], "b": -2}, "place": [1, 1], "ends": []}
    ends = [[-0.7, 1.025], [1.566, -0.675]]
    x, y = derive("onLine(data.plane, data.neuron, data.place, data.ends)", data | {"ends": ends})
    assert 3 * x + 4 * y - 2 == pytest.approx(0)
    assert 3 * (y - 1) == pytest.approx(4 * (x - 1)), "at a right angle"
    # What is nearest lies out of the plane: the middle of what is within.
    data |= {"neuron": {"w": [1, -1], "b": -2}, "place": [-0.7, -0.7]}
    data["ends"] = [[1.3, -0.7], [1.7, -0.3]]
    place = derive("onLine(data.plane, data.neuron, data.place, data.ends)", data)
    assert place == pytest.approx([1.5, -0.5])


def test_points_on_one_place_are_named_together(derive):
    assert derive("grouped(data)", [[0, 0], [50, 0], [11, 0], [50, 11.9]]) == [[0, 2], [1, 3]]
    assert derive("grouped(data)", [[0, 0], [12, 0], [24, 0]]) == [[0], [1], [2]]
    assert derive("POINTS.map((_, n) => pointName(n))") == ["(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)"]


def tale(derive, **shown):
    start = {"name": "sigmoid", "k": 0, "last": 0, "every": 4, "loss": 0.25, "away": False}
    start |= {"outputs": [0.0] * 4, "wrong": 2, "groups": [[0], [1], [2], [3]]}
    return derive("tale(data.words, data.shown)", {"words": WORDS, "shown": start | shown})


def test_what_is_told_of_what_is_shown(derive):
    assert tale(derive) == WORDS["hint"]
    assert tale(derive, wrong=0) == WORDS["solved"]
    together = WORDS["together"].format(points="(0, 1), (1, 1)")
    assert tale(derive, groups=[[0], [1, 3], [2]]) == together
    assert tale(derive, groups=[[0], [1, 2], [3]]) == WORDS["hint"], "those two are alike"


def test_what_is_told_of_a_run(derive):
    run = {"last": 250, "every": 4}
    told = WORDS["iteration"].format(k=400, n=1000, L="0.2500")
    assert tale(derive, **run, k=100) == told
    assert tale(derive, **run, k=250, wrong=0).endswith(f"{GAP}{WORDS['solved']}")
    stuck = f"{WORDS['stuck'].format(wrong=2)}{GAP}{WORDS['elsewhere']}"
    assert tale(derive, **run, k=250).endswith(f"{GAP}{stuck}")
    assert tale(derive, **run, k=250, name="step").endswith(f"{GAP}{WORDS['flat']}")
    away = f"{WORDS['away']}{GAP}{WORDS['elsewhere']}"
    assert tale(derive, name="relu", away=True) == away
    second = WORDS["iteration"].format(k=2, n=3, L="0.2500")
    assert tale(derive, name="relu", away=True, last=3, k=2, every=1) == second
    assert tale(derive, name="relu", away=True, last=3, k=3, every=1).endswith(away)


def test_the_identitys_sum_is_written_out(derive):
    outputs = XorNetwork("identity", BENT).network.predict(X)
    a, b, c = outputs[2] - outputs[0], outputs[1] - outputs[0], outputs[0]
    wanted = WORDS["straight"].format(a=f"{a:.2f}", b=f"{b:+.2f}", c=f"{c:+.2f}")
    said = tale(derive, name="identity", outputs=outputs.tolist())
    assert said.replace("−", "-") == wanted
    end = f"{WORDS['stuck'].format(wrong=1)}{GAP}{WORDS['at_best']}"
    told = tale(derive, name="identity", wrong=1, last=9, k=9)
    assert told.endswith(end)


def test_a_grid_keeps_what_has_not_changed(javascript):
    xs, ys = [-0.5, 0.25, 1], [0.75, 2]
    data = {"xs": xs, "ys": ys, "theta": BENT, "other": (*BENT[:6], 1, -1, 0.5)}
    places = np.array([(x, y) for y in ys for x in xs])
    network = XorNetwork("tanh", BENT).network
    twin = XorNetwork("tanh", data["other"]).network
    run = """(() => {
        const grid = sampled(data.xs, data.ys);
        const copy = () => [...grid.hidden, grid.y].map((values) => [...values]);
        grid.update(data.theta, "tanh");
        const first = copy();
        grid.hidden[0][0] = 100;
        grid.update(data.other, "tanh");
        const second = copy();
        grid.update(data.theta, "relu");
        return [first, second, copy()];
    })()"""
    first, second, third = javascript("xor_network/sampled.js", run, data)
    _, hidden, output = network.forward(places).a
    np.testing.assert_allclose(first, [*hidden.T, output[:, 0]], atol=NEAR)
    assert second[0][0] == 100, "the hidden neuron was not computed anew"
    np.testing.assert_allclose(second[2][1:], twin.predict(places)[1:], atol=NEAR)
    _, hidden, output = XorNetwork("relu", BENT).network.forward(places).a
    np.testing.assert_allclose(third, [*hidden.T, output[:, 0]])


def test_the_output_follows_a_hidden_neuron_that_has_changed(javascript):
    data = {"theta": BENT, "moved": (*BENT[:4], 0.5, *BENT[5:])}
    run = """(() => {
        const grid = sampled([0.5], [0.25]);
        grid.update(data.theta, "sigmoid");
        grid.update(data.moved, "sigmoid");
        return grid.y[0];
    })()"""
    wanted = XorNetwork("sigmoid", data["moved"]).network.predict([[0.5, 0.25]])[0]
    assert javascript("xor_network/sampled.js", run, data) == pytest.approx(wanted, abs=NEAR)
