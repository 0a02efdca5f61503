"""backprop_stepper's derive.js, steps.js and quiz.js: both passes, formulas, numbers as written."""

import re

import numpy as np
import pytest

from lecturelib.backpropagation import finite_differences
from lecturelib.widgets import BackpropStepper
from lecturelib.widgets.backprop_stepper import question, structure
from tests.unit.small_networks import named, several

LECTURE = {"w": [0.5, 1.5, 2.3, 3, 1, 1], "b": [], "x": [1, 0.5], "y": [4], "s": 0.1}
OTHER = {"w": [0.3, -1.2, 0.7, 2, -0.4, 1.1], "b": [], "x": [0.8, -1.5], "y": [2.5], "s": 0.3}
CASES = several()


@pytest.fixture
def derive(javascript):
    return lambda expression, data=None: javascript("backprop_stepper/derive.js", expression, data)


@pytest.fixture
def steps(javascript):
    return lambda expression, data=None: javascript("backprop_stepper/steps.js", expression, data)


def given_to_page(network, x, y, s=0.3):
    """What JavaScript gets: the shape, and the numbers that a hand can change."""
    y = float(y[0]) if len(y) == 1 else y
    widget = BackpropStepper(network, x=x, y=y, s=s)
    hands = {name: getattr(widget, name) for name in ("w", "b", "x", "s")}
    return {"shape": widget.shape, "example": hands | {"y": np.ravel(y).tolist()}}


def of_lecture(example):
    network = structure.lecture()
    network.theta = np.array(example["w"], float)[[0, 2, 1, 3, 4, 5]]
    return network, np.array(example["x"]), np.array(example["y"])


def numbers_of(network, x, y, s):
    """Every number of a network by its name in the formulas, from lecturelib."""
    X, Y = x[None], y[None]
    trace, gradient = network.forward(X), network.gradient(X, Y)
    z = [layer[0] for layer in trace.z]
    measured = finite_differences(network, X, Y, h=1e-3)
    weights = [W.T.ravel() for W in network.weights]
    slopes = [W.T.ravel() for W in gradient.weights]
    mark = network.is_weight
    biases = [b for b in network.biases if network.bias]
    lists = {
        "w": np.concatenate(weights),
        "b": np.concatenate([[], *biases]),
        "x": x,
        "y": y,
        "z": np.concatenate(z),
        "a": np.concatenate([layer[0] for layer in trace.a[1:]]),
        "d": np.concatenate([layer[0] for layer in gradient.delta]),
        "g": np.concatenate(slopes),
        "h": np.concatenate([[], *(b for b in gradient.biases if network.bias)]),
        "m": measured[structure.order(network)][: mark.sum()],
        "q": measured[structure.order(network)][mark.sum() :],
    }
    pairs = zip(network.activations, z, strict=True)
    slopes = [f.derivative(layer) for f, layer in pairs if f.name != "softmax"]
    lists["f"] = np.concatenate(slopes)
    lists["n"], lists["o"] = lists["w"] - s * lists["g"], lists["b"] - s * lists["h"]
    pairs = zip(gradient.delta, network.weights, strict=True)
    behind = [np.repeat(delta[0], len(W)) for delta, W in pairs]
    lists["p"] = lists["w"] * np.concatenate(behind)
    numbers = {f"{name}{k}": v for name, values in lists.items() for k, v in enumerate(values, 1)}
    return numbers | {"L": network.loss(X, Y), "s": s}


@pytest.mark.parametrize("case", CASES, ids=named)
def test_it_computes_what_lecturelib_computes(derive, case):
    data = given_to_page(*case)
    got = derive("computed(data.shape, data.example)", data)["values"]
    wanted = numbers_of(*case, data["example"]["s"])
    assert {name for name in got if name in wanted or name[0] != "f"} == wanted.keys()
    for name, value in wanted.items():
        near = 1e-9 if name[0] in "mq" else 1e-12
        np.testing.assert_allclose(got[name], value, rtol=1e-11, atol=near, err_msg=name)


@pytest.mark.parametrize("example", [LECTURE, OTHER], ids=["lecture", "other"])
def test_the_lectures_numbers(derive, example):
    case = of_lecture(example)
    data = {"shape": BackpropStepper().shape, "example": example}
    got = derive("computed(data.shape, data.example)", data)["values"]
    for name, value in numbers_of(*case, example["s"]).items():
        assert got[name] == pytest.approx(value, abs=1e-9), name


def test_around_a_parameter_stand_the_two_losses_that_measure_its_slope(derive):
    network, x, y = CASES[5]
    assert network.bias
    data = given_to_page(network, x, y)
    around = derive("computed(data.shape, data.example)", data)["around"]
    places = structure.order(network)
    weights = network.is_weight.sum()
    for slope, pair in around.items():
        at = places[int(slope[1:]) - 1 + weights * (slope[0] == "h")]
        for shift, loss in zip((0.001, -0.001), pair, strict=True):
            start = network.theta.copy()
            network.theta[at] += shift
            assert loss == pytest.approx(network.loss(x[None], y[None]), abs=1e-12)
            network.theta = start
    assert len(around) == len(places)


def test_a_quotient_is_written_with_its_losses(derive):
    data = {"shape": BackpropStepper().shape, "example": LECTURE}
    data = derive("computed(data.shape, data.example)", data)
    said = derive("quotient(data.around, data.values, 'g5')", data).replace(" − ", " ")
    numbers = re.findall(r"-?[\d.]+", said.replace("−", "-"))
    up, down, h, slope = map(float, numbers)
    assert (up - down) / h == pytest.approx(slope, abs=6e-4) and h == 0.002
    assert slope == pytest.approx(-3.489, abs=5e-4), "the lecture's"


def sides(terms, numbers, f):
    """Both sides of a formula, computed from the numbers in it, and of each of its shares."""
    code, shares = "", []
    for term in terms:
        sign = "" if re.match(r"\(\d", term["symbol"]) else term["symbol"]  # not "(5)"
        code += term.get("template", sign)
        if "share" in term:
            shares.append((term["template"], term["share"].strip("=\u2009")))
    both = [re.split("[=←]", code), *shares]
    return [[worked_out(side, numbers, f) for side in pair] for pair in both]


def worked_out(text, numbers, f):
    text = text.replace("·", "*").replace("−", "-").replace("²", "**2").replace(";", ",")
    text = re.sub(r"ln(\{\w+\})", r"ln(\1)", text).replace("Γ", "f")
    return eval(
        re.sub(r"\{(\w+)\}", r"numbers['\1']", text), {"numbers": numbers, "ln": ln, "f": f}
    )


def ln(value):
    return np.log(max(value, 1e-300))


def activations(network):
    """The activation behind each neuron's formula; softmax gets all net inputs of its layer."""
    for f, size in zip(network.activations, network.sizes[1:], strict=True):
        for i in range(size):
            yield (lambda *z, f=f, i=i: f(np.array(z))[i]) if f.name == "softmax" else f


@pytest.mark.parametrize("case", [of_lecture(LECTURE), of_lecture(OTHER), *CASES], ids=named)
def test_both_sides_of_every_formula_are_equal(steps, case):
    numbers, shape = numbers_of(*case, 0.3), given_to_page(*case)["shape"]
    f = list(activations(case[0]))
    hidden = sum(shape["sizes"][1:-1])
    for name in [name for names in shape["steps"] for name in names]:
        ask = {"shape": shape, "name": name}
        found = steps("explained(data.shape).item(data.name)", ask)
        terms = steps("termsOf(data)", found["formula"])
        assert any(term["fresh"] for term in terms)
        n = int(name[1:] or 1)
        for left, right in sides(terms, numbers, f[n - 1] if name[0] == "a" else None):
            assert left == pytest.approx(right, abs=1e-11), found["formula"]
        ways = sum("share" in term for term in terms)
        layer = np.searchsorted(np.cumsum(shape["sizes"][1:]), n)
        summed = name[0] == "d" and n <= hidden and not shape["lecture"]
        assert ways == (shape["sizes"][layer + 2] if summed else 0), "each way has its share"


def test_the_ways_of_a_sum_are_lit(steps):
    shape = BackpropStepper(CASES[11][0], y=CASES[11][2]).shape
    assert shape["sizes"] == [2, 2, 2]
    item = steps("explained(data).item('d2')", shape)
    assert item["lit"] == ["w6", "w8", "n2"], "from neuron 2 to both outputs"
    assert item["formula"].count("|") == 2 and item["formula"].endswith("(8)")
    assert steps("explained(data).item('g6')", shape)["lit"] == ["w6"]
    assert steps("explained(data).item('a3')", shape)["lit"] == ["w5", "w6", "n3"]


def test_every_step_has_its_lines_and_the_lecture_number(steps):
    shape = BackpropStepper().shape
    names = [name for names in shape["steps"] for name in names]
    assert len(names) == 16
    items = [
        steps("explained(data.shape).item(data.name)", {"shape": shape, "name": name})
        for name in names
    ]
    assert {item["kind"] for item in items} == set("".join(shape["kinds"]))
    numbered = {re.search(r"(\(\d\))?$", item["formula"])[0] for item in items}
    assert numbered == {"(3)", "(4)", "(5)", "(8)", ""}
    phases = steps("[undefined, ...data].map(phaseOf)", names)
    assert phases == ["start", *["forward"] * 6, *["backward"] * 9, "update"]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_every_number_has_a_line_of_code(steps, case):
    shape = given_to_page(*case)["shape"]
    ask = "data.steps.flat().map(name => explained(data).item(name).kind)"
    found = set(steps(ask, shape))
    assert found <= set("".join(shape["kinds"])) and all(
        found & set(line) for line in shape["kinds"]
    )


@pytest.mark.parametrize(
    "step, chosen, name, leads",
    [
        (0, "", None, 0),
        (8, "", "g5", 8),
        (15, "w1", "g1", 15),
        (15, "n2", "d2", 15),
        (15, "n3", "d3", 15),
        (6, "n1", "L", 10),
        (1, "n1", "z1", 1),
        (3, "w6", "a1", 9),
        (16, "w2", "g2", 16),
    ],
)
def test_what_is_chosen_is_explained_once_it_is_computed(steps, step, chosen, name, leads):
    data = {"shape": BackpropStepper().shape, "step": step, "chosen": chosen}
    found = steps("spotlight(data.shape, data.step, data.chosen)", data)
    assert (found.get("name"), found["step"]) == (name, leads)


def test_a_term_in_its_parts(steps):
    fraction, equals, plain = steps("termsOf(data)", "!∂L/∂w_5:δ:{g5} = a_1:{a1}|={p1}")
    assert fraction == {
        "fresh": True,
        "symbol": "∂L/∂w_5",
        "over": "∂L",
        "under": "∂w_5",
        "meaning": "δ",
        "template": "{g5}",
        "factor": False,
    }
    assert equals["symbol"] == "=" and "template" not in equals
    assert (plain["template"], plain["fresh"], "meaning" in plain) == ("{a1}", False, False)
    assert plain["share"] == "={p1}"


@pytest.mark.parametrize(
    "value, given, brief",
    [
        (0.5, "0.5", "0.5"),
        (-0.0004, "0", "0"),
        (9.9994, "9.999", "9.999"),
        (-20.56, "−20.56", "−20.6"),
        (123.456, "123.46", "123.5"),
        (-123.45, "−123.45", "−123"),
        (-12345.6, "−1.2e+4", "−1e4"),
        (5e5, "5.0e+5", "5.0e5"),
    ],
)
def test_numbers_that_were_given(derive, value, given, brief):
    assert derive("[given(data), brief(data)]", value) == [given, brief]
    assert len(brief) <= 5


@pytest.mark.parametrize(
    "template, factor, wanted",
    [
        ("−2·({y1}−{a3})", False, "−2·(−3.2−(−6.400))"),
        ("{a3}", False, "−6.400"),
        ("{a3}", True, "(−6.400)"),
        ("{w1}·{a3}", False, "0.5·(−6.400)"),
        ("{w1}", True, "0.5"),
        ("{g1}", True, "0.500"),
    ],
)
def test_a_negative_number_stands_in_brackets(derive, template, factor, wanted):
    values = {"y1": -3.2, "a3": -6.4, "w1": 0.5, "g1": 0.5}
    data = {"template": template, "values": values, "factor": factor}
    assert derive("withNumbers(data.template, data.values, data.factor)", data) == wanted


@pytest.mark.parametrize(
    "losses, top", [([0.2], 1), ([5.04, 3], 8), ([8], 8), ([3, 900], 1024), ([1e9], 1024)]
)
def test_the_axis_ends_at_a_power_of_two(derive, losses, top):
    assert derive("ceiling(data)", losses) == top


@pytest.mark.parametrize("name", ["z1", "g5", "h2", "L"])
def test_a_hidden_number_is_told_by_no_other(derive, name):
    values = dict.fromkeys(["z1", "g5", "m5", "n5", "h2", "q2", "o2", "L", "a1"], 1.5)
    shown = derive("veiled(data.values, data.name)", {"values": values, "name": name})
    telling = {"g5": {"g5", "m5", "n5"}, "h2": {"h2", "q2", "o2"}}.get(name, {name})
    assert {key for key, value in shown.items() if value == "NaN"} == telling
    data = {"values": values, "name": name}
    assert derive("written(veiled(data.values, data.name), data.name)", data) == "?"


def test_the_page_hides_and_judges_what_python_does(javascript):
    def quiz(expression, data):
        return javascript("backprop_stepper/quiz.js", expression, data)

    shape = BackpropStepper(CASES[-1][0]).shape
    for step in (0, 1, 4, len(shape["steps"])):
        for seed in (0, 1, 2, 77, 10**9):
            data = {"shape": shape, "step": step, "seed": seed}
            found = quiz("hiddenAt(data.shape, data.step, data.seed)", data)
            assert (found or "") == question.hidden(shape["steps"], step, seed)
    for answer, truth in ((1.0, 1.0099), (1.0, 1.0102), (0.002, 0), (0.0021, 0), (-3.5, -3.489)):
        data = {"answer": answer, "truth": truth}
        assert quiz("isRight(data.answer, data.truth)", data) == question.right(answer, truth)


def test_a_new_target_is_one_that_the_loss_takes(javascript):
    def targets(loss, y, k, value):
        data = {"loss": loss, "y": y, "k": k, "value": value}
        call = "targets(data.loss, data.y, data.k, data.value)"
        return javascript("backprop_stepper/graph.js", call, data)

    assert targets("squared", [1, 0], 1, 2.5) == [1, 2.5]
    assert targets("binary_cross_entropy", [1, 0], 1, 0.05) == [1, 1]
    assert targets("binary_cross_entropy", [1, 0], 0, 0.95) == [0, 0]
    assert targets("binary_cross_entropy", [1], 0, 1) == [1]
    assert targets("cross_entropy", [1, 0], 1, 0.05) == [0, 1]
    assert targets("cross_entropy", [1, 0], 0, 0.5) == [0, 1]


@pytest.mark.parametrize("case", CASES[:22], ids=named)
def test_nothing_lies_on_anything_else(javascript, case):
    """Frames, nodes, and the slope below a weight's frame; where it is crowded, its dot alone."""
    shape = given_to_page(*case)["shape"]
    found = javascript("backprop_stepper/layout.js", "layout(data, () => 'w')", shape)
    boxes = []
    for name, frame in found["frames"].items():
        (x, y), half = frame["place"], frame["wide"] / 2
        if name[0] != "w":
            boxes.append((x - half, y - 11, x + half, y + 11))
        elif shape["crowded"]:
            boxes.append((x - 5, y - 5, x + 5, y + 5))
        else:
            boxes.append((x - half, y - 11, x + half, y + 11))
            boxes.append((x - half, y + 13, x + half, y + 28))
    if not shape["lecture"]:
        for node in found["nodes"]:
            (x, y), (w, h) = node["place"], node["size"]
            boxes.append((x - w, y - h, x + w, y + h))
        for k, (a, b, c, d) in enumerate(boxes):
            for e, f, g, h in boxes[:k]:
                over = min(c, g) - max(a, e), min(d, h) - max(b, f)
                assert min(over) <= 1, (boxes[k], (e, f, g, h))
        assert all(a >= 0 and b >= 0 for a, b, _, _ in boxes)
        assert all(c <= found["wide"] and d <= found["high"] for _, _, c, d in boxes)
