"""The palette's colours can be seen on JupyterLab's paper, and its letters read."""

import pytest

from lecturelib import palette


def contrast(one, other):
    """By the WCAG: 21 for black on white."""

    def light(colour):
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted([light(one), light(other)])
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_the_wcags():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("name", palette.LIGHT)
def test_colours_can_be_seen(name):
    if name not in ("orange", "sky"):  # these fill areas that have an edge or a name beside them
        assert contrast(palette.LIGHT[name], "#ffffff") >= 3
    assert contrast(palette.DARK[name], "#111111") >= 3


@pytest.mark.parametrize("name", palette.LETTERS)
def test_letters_can_be_read(name):
    assert contrast(palette.LETTERS[name], "#ffffff") >= 4.5
    assert contrast(palette.DARK[name], "#181818") >= 4.5
