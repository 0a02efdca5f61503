"""backprop_stepper/derive.js and steps.js: both passes, the formulas, and numbers as written."""

import re

import numpy as np
import pytest

from lecturelib.activations import sigmoid
from lecturelib.backpropagation import finite_differences
from lecturelib.network import Network

ORDER = [0, 2, 1, 3, 4, 5]  # theta goes by rows of W1: w1, w3, w2, w4, w5, w6
LECTURE = {"w": [0.5, 1.5, 2.3, 3, 1, 1], "x": [1, 0.5], "y": 4, "s": 0.1}
OTHER = {"w": [0.3, -1.2, 0.7, 2, -0.4, 1.1], "x": [0.8, -1.5], "y": 2.5, "s": 0.3}


@pytest.fixture
def derive(javascript):
    return lambda expression, data=None: javascript("backprop_stepper/derive.js", expression, data)


@pytest.fixture
def steps(javascript):
    return lambda expression, data=None: javascript("backprop_stepper/steps.js", expression, data)


def network_of(w):
    network = Network((2, 2, 1), bias=False)
    network.theta = np.array(w, float)[ORDER]
    return network


def numbers_of(w, x, y, s):
    """Every number of the example by its name in the formulas, from lecturelib."""
    network = network_of(w)
    trace, gradient = network.forward([x]), network.gradient([x], [y])
    z, slopes = trace.z[0][0], gradient.theta[ORDER]
    lists = {
        "w": w,
        "x": x,
        "z": z,
        "a": trace.a[1][0],
        "slope": sigmoid.derivative(z),
        "d": gradient.delta[0][0],
        "g": slopes,
        "m": finite_differences(network, [x], [y], h=1e-3)[ORDER],
        "n": np.array(w) - s * slopes,
    }
    named = {f"{name}{k}": v for name, values in lists.items() for k, v in enumerate(values, 1)}
    single = {"yHat": trace.a[2][0, 0], "L": network.loss([x], [y])}
    return named | single | {"delta": gradient.delta[1][0, 0], "y": y, "s": s}


def test_it_computes_what_lecturelib_computes(derive):
    rng = np.random.default_rng(0)
    for _ in range(100):
        example = {
            "w": rng.normal(0, 2, 6).tolist(),
            "x": rng.normal(0, 2, 2).tolist(),
            "y": rng.normal(0, 3),
            "s": rng.uniform(0.01, 2),
        }
        got, wanted = derive("computed(data)", example)["values"], numbers_of(**example)
        assert got.keys() == wanted.keys()
        for name, value in wanted.items():
            near = 1e-9 if name.startswith("m") else 1e-12
            np.testing.assert_allclose(got[name], value, rtol=1e-12, atol=near, err_msg=name)


def test_around_a_weight_stand_the_two_losses_that_measure_its_slope(derive):
    around = derive("computed(data)", OTHER)["around"]
    for k, pair in enumerate(around):
        for shift, loss in zip((0.001, -0.001), pair, strict=True):
            w = [*OTHER["w"]]
            w[k] += shift
            assert loss == pytest.approx(network_of(w).loss([OTHER["x"]], [OTHER["y"]]), abs=1e-12)
    assert derive("lossOf(data.w, data.x, data.y)", OTHER) == pytest.approx(
        network_of(OTHER["w"]).loss([OTHER["x"]], [OTHER["y"]]), abs=1e-12
    )


def test_a_quotient_is_written_with_its_losses(derive):
    data = derive("computed(data)", LECTURE)
    said = derive("quotient(data.around, data.values, 5)", data).replace(" − ", " ")
    numbers = re.findall(r"-?[\d.]+", said.replace("−", "-"))
    up, down, h, slope = map(float, numbers)
    assert (up - down) / h == pytest.approx(slope, abs=6e-4) and h == 0.002
    assert slope == pytest.approx(-3.489, abs=5e-4), "the lecture's"


@pytest.mark.parametrize("example", [LECTURE, OTHER], ids=["lecture", "other"])
def test_both_sides_of_every_formula_are_equal(steps, example):
    numbers, stages = numbers_of(**example), steps("STEPS")
    assert len(stages) == 17
    for stage in stages[1:]:
        code = ""
        for term in steps("termsOf(data)", stage["formula"]):
            sign = "" if term["symbol"].startswith("(") else term["symbol"]  # not "(5)"
            code += term.get("template", sign)
        code = code.replace("·", "*").replace("−", "-").replace("←", "=").replace("²", "**2")
        code = re.sub(r"\{(\w+)\}", r"(numbers['\1'])", code).replace("Γ", "sigmoid")
        left, right = code.split("=")
        names = {"numbers": numbers, "sigmoid": sigmoid}
        assert eval(left, names) == pytest.approx(eval(right, names), abs=1e-12), stage["formula"]


def test_every_step_has_its_lines_and_the_lecture_number(steps):
    stages = steps("STEPS")
    assert sorted({line for stage in stages for line in stage["code"]}) == list(range(10))
    numbered = {re.search(r"(\(\d\))?$", stage["formula"])[0] for stage in stages}
    assert numbered == {"(3)", "(4)", "(5)", "(8)", ""}
    phases = steps("STEPS.map((_, k) => phaseOf(k))")
    assert phases == ["start", *["forward"] * 6, *["backward"] * 9, "update"]


def test_a_term_in_its_parts(steps):
    fraction, equals, plain = steps("termsOf(data)", "!∂L/∂w_5:δ:{g5} = a_1:{a1}")
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
        ("−2·({y}−{yHat})", False, "−2·(−3.2−(−6.400))"),
        ("{yHat}", False, "−6.400"),
        ("{yHat}", True, "(−6.400)"),
        ("{w1}", True, "0.5"),
        ("{g1}", True, "0.500"),
    ],
)
def test_a_negative_number_stands_in_brackets(derive, template, factor, wanted):
    values = {"y": -3.2, "yHat": -6.4, "w1": 0.5, "g1": 0.5}
    data = {"template": template, "values": values, "factor": factor}
    assert derive("withNumbers(data.template, data.values, data.factor)", data) == wanted


@pytest.mark.parametrize(
    "losses, top", [([0.2], 1), ([5.04, 3], 8), ([8], 8), ([3, 900], 1024), ([1e9], 1024)]
)
def test_the_axis_ends_at_a_power_of_two(derive, losses, top):
    assert derive("ceiling(data)", losses) == top
