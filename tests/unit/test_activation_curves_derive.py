"""activation_curves/derive.js: numbers as lecturelib has them, and as a reader can take them in."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.activations import ACTIVATIONS, LeakyReLU


@pytest.fixture
def derive(javascript):
    return lambda expression, data=None: javascript("activation_curves/derive.js", expression, data)


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("z", [-3.5, 0, 0.25, 7])
def test_what_a_chain_leaves(derive, name, z):
    f = LeakyReLU(0.3) if name == "leaky_relu" else ACTIVATIONS[name]
    seen = derive("atPoint(data.name, data.z, 0.3, 4)", {"name": name, "z": z})
    slope = float(f.derivative(z))
    wanted = {"f": float(f(z)), "slope": slope, "product": slope * slope * slope * slope}
    assert seen == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize(
    "value, wanted",
    [
        (0, "0"),
        (0.19661, "0.1966"),
        (-1.5, "−1.5000"),
        (0.001, "0.0010"),
        (4.54e-5, "4.5·10⁻⁵"),
        (-3e-195, "−3.0·10⁻¹⁹⁵"),
    ],
)
def test_small_numbers_are_not_shown_as_nothing(derive, value, wanted):
    assert derive("small(data)", value) == wanted


@pytest.mark.parametrize("low, high, counts", [(-6, 6, [5, 5]), (-12, -3, [5, 0]), (3, 12, [0, 5])])
def test_no_piece_runs_over_the_jump_at_0(derive, low, high, counts):
    pieces = derive("pieces(data, 5)", [low, high])
    assert [len(piece) for piece in pieces] == counts
    places = np.concatenate([piece for piece in pieces if piece])
    assert places.min() == low and places.max() == high and not (places == 0).any()


@pytest.mark.parametrize(
    "z, arm, x, y",
    [
        (0, None, [-6, 6], [-1.5, 2.5]),
        (9, None, [-6, 9], [-1.5, 2.5]),
        (-7, -4, [-7, 6], [-4.4, 2.5]),
        (0, -0.1, [-6, 6], [-1.5, 2.5]),
    ],
)
def test_what_is_seen_has_z_and_the_arm(derive, z, arm, x, y):
    data = {"ranges": [[-6, 6], [-1.5, 2.5], [0, 1]], "z": z, "arm": arm}
    assert derive("seen(data.ranges, data.z, data.arm)", data) == {"x": x, "y": pytest.approx(y)}


def test_what_is_said(derive):
    table = words.table("activation_curves")
    said = derive("spoken(data, ['relu', 'tanh'], 1, 0.01, 10)", table)
    for part in (table["relu"], table["tanh"], "1.0000", "0.7616", "0.4200", "1.7·10⁻⁴"):
        assert part in said
    assert table["none"] in derive("spoken(data, [], 1, 0.01, 10)", table)
