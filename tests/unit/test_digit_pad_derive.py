"""digit_pad: the image made of a drawing, the outputs as the network has them, a neuron's sum."""

from decimal import Decimal

import numpy as np
import pytest

from lecturelib import words
from lecturelib.activations import LeakyReLU
from lecturelib.network import Network
from lecturelib.palette import LIGHT
from lecturelib.widgets import DigitPad

RING = [16 + 7 * f(t) for t in np.linspace(0, 2 * np.pi, 40) for f in (np.cos, np.sin)]
STROKES = {"one": [[16, 4, 16, 28]], "slanted": [[21, 4, 11, 28]], "ring": [RING], "dot": [[5, 5]]}


@pytest.fixture
def image(javascript):
    return lambda strokes: np.array(javascript("digit_pad/image.js", "imageOf(data)", strokes))


@pytest.mark.parametrize("name", STROKES)
def test_an_image_is_64_sixteenths(image, name):
    made = image(STROKES[name])
    assert made.shape == (64,) and made.min() >= 0 and made.max() <= 1
    np.testing.assert_array_equal(made * 16, (made * 16).round())


@pytest.mark.parametrize("move, scale", [((0, 0), 1), ((3, -2), 1), ((-4, 3), 0.5)])
def test_place_and_size_do_not_matter(image, move, scale):
    moved = [
        [16 + scale * (value - 16) + move[k % 2] for k, value in enumerate(stroke)]
        for stroke in STROKES["ring"]
    ]
    np.testing.assert_allclose(image(moved), image(STROKES["ring"]), atol=1 / 16)


def test_slant_is_taken_out(image):
    np.testing.assert_allclose(image(STROKES["slanted"]), image(STROKES["one"]), atol=1 / 8)
    upright = image(STROKES["one"]).reshape(8, 8)
    np.testing.assert_allclose(upright, upright[:, ::-1])


def test_every_digit_has_the_same_ink(image):
    assert image(STROKES["ring"]).sum() * 16 == pytest.approx(313, abs=16)


@pytest.mark.parametrize("hidden", ["tanh", LeakyReLU(0.2)])
@pytest.mark.parametrize("bias", [True, False])
def test_the_network_arrives_as_it_was_sent(javascript, hidden, bias):
    network = Network((64, 5, 3, 10), hidden=hidden, bias=bias)
    network.theta = np.random.default_rng(2).normal(size=network.theta.size)
    pad = DigitPad(network)
    theta = np.frombuffer(pad.net["theta"]).tolist()
    binary = "new DataView(new Float64Array(data.theta).buffer)"
    net = javascript(
        "digit_pad/derive.js",
        f"networkOf({{ ...data, theta: {binary} }})",
        pad.net | {"theta": theta},
    )
    for sent, W in zip(net["weights"], pad._network.weights, strict=True):
        np.testing.assert_array_equal(sent, W)
    for sent, W, b in zip(net["biases"], pad._network.weights, pad._network.biases, strict=True):
        np.testing.assert_array_equal(sent, b if bias else np.zeros(W.shape[1]))


@pytest.mark.parametrize(
    "largest, second, blank, key, answer",
    [
        (0.9, 0.2, False, "sure", "3"),
        (0.9, 0.6, False, "several", "3"),
        (0.4, 0.2, False, "doubt", "3?"),
        (0.9, 0.2, True, "blank", "3?"),
    ],
)
def test_what_is_told(javascript, largest, second, blank, key, answer):
    outputs = [0.0] * 10
    outputs[3], outputs[7] = largest, second
    table = words.table("digit_pad")
    data = {"words": table, "outputs": outputs, "blank": blank}
    told = javascript("digit_pad/derive.js", "telling(data.words, data.outputs, data.blank)", data)
    values = {"first": 3, "second": 7, "y_first": f"{largest:.2f}", "y_second": f"{second:.2f}"}
    assert told["answer"] == answer and told["line"] == table[key].format(**values)
    assert told["spoken"] == table["spoken"].format(**values)


def test_an_open_neuron_is_numpys(javascript):
    network = Network((64, 6, 10), output="sigmoid", seed=3)
    network.theta[:] = np.random.default_rng(5).normal(size=network.theta.size)
    x = np.random.default_rng(6).random(64)
    (W, V), (b, c) = network.weights, network.biases
    z = x @ W + b
    a = 1 / (1 + np.exp(-z))
    data = {
        "net": {"weights": [W.tolist(), V.tolist()], "biases": [b.tolist(), c.tolist()]},
        "pass": {"z": [z.tolist()], "a": [x.tolist(), a.tolist()]},
    }
    votes = np.zeros(10)
    for j in range(6):
        got = javascript(
            "digit_pad/hidden.js", "opened(data.net, data.j, data.pass)", data | {"j": j}
        )
        assert got["w"] == W[:, j].tolist()
        np.testing.assert_allclose(got["wx"], W[:, j] * x)
        assert got["sum"] + got["b"] == pytest.approx(got["z"]) and got["a"] == a[j]
        assert got["sum"] == pytest.approx(sum(got["wx"]))
        votes += got["votes"]
    np.testing.assert_allclose(votes + c, a @ V + c)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_written_adds_up(javascript, seed):
    rng = np.random.default_rng(seed)
    pairs = rng.normal(size=(200, 2)) * [4, 1]
    data = [{"parts": pair.tolist(), "total": float(pair.sum())} for pair in pairs]
    expression = "data.map(({ parts, total }) => digitsThatAdd(parts, total))"
    digits = javascript("digit_pad/hidden.js", expression, data)
    for (one, other), n in zip(pairs, digits, strict=True):
        written = [Decimal(f"{value:.{n}f}") for value in (one, other, one + other)]
        assert written[0] + written[1] == written[2]
    assert min(digits) == 2 and sorted(digits)[180] <= 4, "few need many digits"


@pytest.mark.parametrize(
    "value, colour",
    [
        (2, [0, 114, 178, 255]),
        (-2, [213, 94, 0, 255]),
        (9, [0, 114, 178, 255]),
        (0, [0, 114, 178, 0]),
    ],
)
def test_blue_speaks_for_and_orange_against(javascript, value, colour):
    assert javascript("digit_pad/hidden.js", "shade(data, 2)", value) == colour
    names = {"pos": colour[:3]} if value >= 0 else {"neg": colour[:3]}
    for name, rgb in names.items():
        assert LIGHT[name] == "#" + bytes(rgb).hex()
