"""Convolution and recurrence, which section 4 of the lecture only names, each in its smallest form."""

import numpy as np

from lecturelib import checks
from lecturelib.activations import activation


def convolve(image, kernel):
    """Slide a filter over an image: at each place the sum of (pixel times weight) over the filter's window.

    image: (m, n). kernel: (r, s), not larger. Returns (m - r + 1, n - s + 1). What deep learning calls convolution:
    the kernel is not turned round. Raises TypeError or ValueError on bad input.
    """
    image, kernel = checks.matrix("image", image), checks.matrix("kernel", kernel)
    if any(k > n for k, n in zip(kernel.shape, image.shape)):
        raise ValueError(
            f"kernel must not be larger than the image {image.shape}, got {kernel.shape}"
        )
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))


def recur(x, w_x, w_h, b=0.0, f="tanh"):
    """One neuron that hears itself: h_t = f(w_x x_t + w_h h_{t-1} + b), with h_0 = 0.

    x: shape (T,), one number a step. Returns h_1, ..., h_T, shape (T,). Raises TypeError or ValueError on bad input.
    """
    x, f = checks.vector("x", x), activation("f", f)
    w_x, w_h, b = checks.number("w_x", w_x), checks.number("w_h", w_h), checks.number("b", b)
    h = [0.0]
    for value in x:
        h.append(float(f(w_x * value + w_h * h[-1] + b)))
    return np.array(h[1:])
