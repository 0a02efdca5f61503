"""Convolution and recurrence against loops and hand-made numbers."""

import numpy as np
import pytest

from lecturelib.structures import convolve, recur


def test_convolution_is_the_double_loop():
    rng = np.random.default_rng(0)
    for (m, n), (r, s) in (((8, 8), (3, 3)), ((5, 7), (2, 4)), ((3, 3), (3, 3)), ((4, 4), (1, 1))):
        image, kernel = rng.normal(size=(m, n)), rng.normal(size=(r, s))
        wanted = [
            [
                sum(image[i + k, j + l] * kernel[k, l] for k in range(r) for l in range(s))
                for j in range(n - s + 1)
            ]
            for i in range(m - r + 1)
        ]
        np.testing.assert_allclose(convolve(image, kernel), wanted, rtol=1e-12)


def test_an_upright_edge():
    image = np.array([[0, 0, 1, 1]] * 4)
    np.testing.assert_array_equal(convolve(image, [[-1, 0, 1]] * 3), [[3, 3], [3, 3]])


def test_recurrence_by_hand():
    np.testing.assert_allclose(recur([1, 2], 3.0, 0.5, b=1.0, f="identity"), [4, 9])
    h1 = np.tanh(0.5)
    np.testing.assert_allclose(
        recur([1, -1, 0], 0.5, 2.0)[:2], [h1, np.tanh(-0.5 + 2 * h1)], rtol=1e-14
    )
    assert not np.allclose(recur([1, 0], 1, 0.8)[-1], recur([0, 1], 1, 0.8)[-1])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: convolve(np.ones((2, 3)), np.ones((3, 2))),
            ValueError,
            r"kernel must not be larger than the image \(2, 3\), got \(3, 2\)",
        ),
        (lambda: convolve([1, 2], [[1]]), ValueError, "image must have shape"),
        (lambda: convolve([[1]], "a"), TypeError, "kernel must hold real numbers"),
        (lambda: recur([], 1, 1), ValueError, "x must not be empty"),
        (lambda: recur([1], "a", 1), TypeError, "w_x must be a number"),
        (lambda: recur([1], 1, 1, f="sine"), ValueError, "f must be one of"),
        (
            lambda: recur([1] * 400, 10, 10, f="identity"),
            ValueError,
            "x, w_x, w_h and b must be small enough for a finite h, got h_309 = inf",
        ),
        (
            lambda: recur([1e308, -1e308], 1.5, -1.5, f="identity"),
            ValueError,
            "x, w_x, w_h and b must be small enough for a finite h, got h_2 = -inf",
        ),
        (
            lambda: convolve([[1e200, 1.0]], [[1e200]]),
            ValueError,
            r"image must be small enough for finite sums, got up to 1e\+200",
        ),
        (
            lambda: convolve([[1e200, -1e200]], [[1e200, 1e200]]),
            ValueError,
            r"image must be small enough for finite sums, got up to 1e\+200",
        ),
    ],
)
def test_bad_input(call, error, message):
    with pytest.raises(error, match=message):
        call()
