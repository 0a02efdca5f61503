"""The kit's pure parts beside maths.js: numbers in paths, segments, colours of cells."""

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

import numpy as np
import pytest


def test_pixels_are_rounded_to_one_digit(javascript):
    rng = np.random.default_rng(5)
    ties = [34 + 0.775 * t for t in range(241)] + [k / 100 for k in range(-505, 500, 10)]
    values = [*rng.uniform(-3000, 3000, 2000), *ties, 0, -0.04, 0.06, -7.96, 19.96, 1e9, 1e300]
    texts = javascript("kit/numbers.js", "data.map(tenths)", values)
    tenth = Decimal("0.1")
    with localcontext(prec=400):
        exact = [Decimal(value).quantize(tenth, ROUND_HALF_UP) for value in values]
    assert texts[:-1] == [str(value) for value in exact[:-1]]
    assert float(texts[-1]) == 1e300


def test_segments_are_drawn_two_by_two(javascript):
    ends = [[0, 1], [2, 3], [-4, 5.25], [6, 7]]
    call = "segments({ sx: (x) => 10 * x, sy: (y) => -y }, data)"
    path = javascript("kit/contour.js", call, ends)
    assert re.sub(r"-?[\d.]+ -?[\d.]+", "_", path) == "M_L_M_L_"
    numbers = [float(text) for text in re.findall(r"-?[\d.]+", path)]
    wanted = [coordinate for x, y in ends for coordinate in (10 * x, -y)]
    assert numbers == pytest.approx(wanted, abs=0.0501)


def test_cells_take_the_colour_of_their_sign_and_their_value_as_its_strength(javascript):
    paint = """(() => {
        let shown;
        const context = {
            createImageData: (w, h) => ({ data: new Uint8ClampedArray(4 * w * h) }),
            putImageData: (image) => { shown = image; },
        };
        const canvas = { width: 0, height: 0, getContext: () => context };
        const inks = { positive: [1, 2, 3], negative: [4, 5, 6], strength: 50 };
        paintCells({ canvas }, data.length, 1, (k) => data[k], inks);
        return [canvas.width, canvas.height, ...shown.data];
    })()"""
    width, height, *colours = javascript("kit/regions.js", paint, [0.5, -0.5, 0, 1, -7])
    assert (width, height) == (5, 1)
    positive, negative = [1, 2, 3], [4, 5, 6]
    wanted = [
        *(*positive, 25),
        *(*negative, 25),
        *(*positive, 0),
        *(*positive, 50),
        *(*negative, 50),
    ]
    assert colours == wanted
