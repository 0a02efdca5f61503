"""Convolution and recurrence, which section 4 only names, each in its smallest form."""

from math import isfinite

import numpy as np

from lecturelib import checks
from lecturelib.activations import activation


def convolve(image, kernel):
    """Slide a filter over an image: at each place the sum of pixel times weight in its window.

    image: (m, n). kernel: (r, s), not larger. Returns (m - r + 1, n - s + 1). What deep learning
    calls convolution: the kernel is not turned round. Raises TypeError or ValueError on bad input.
    """
    image, kernel = checks.matrix("image", image), checks.matrix("kernel", kernel)
    if any(k > n for k, n in zip(kernel.shape, image.shape, strict=True)):
        raise ValueError(
            f"kernel must not be larger than the image {image.shape}, got {kernel.shape}"
        )
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    with np.errstate(all="ignore"):
        sums = (windows * kernel).sum(axis=(2, 3))
    if not np.isfinite(sums).all():
        raise ValueError(
            f"image must be small enough for finite sums, got up to {np.abs(image).max():g}"
        )
    return sums


def recur(x, w_x, w_h, b=0.0, f="tanh"):
    """One neuron that hears itself: h_t = f(w_x x_t + w_h h_{t-1} + b), with h_0 = 0.

    x: shape (T,), one number a step. f: a name or an activation. Returns h_1, ..., h_T, shape (T,).
    Raises TypeError or ValueError on bad input, also where h grows beyond what a float can hold.
    """
    x, f = checks.vector("x", x), activation("f", f)
    w_x, w_h, b = checks.number("w_x", w_x), checks.number("w_h", w_h), checks.number("b", b)
    h = [0.0]
    for x_t in x.tolist():
        z = w_x * x_t + w_h * h[-1] + b
        h.append(float(f(z)) if isfinite(z) else z)
        if not isfinite(h[-1]):
            raise ValueError(
                "x, w_x, w_h and b must be small enough for a finite h, "
                f"got h_{len(h) - 1} = {h[-1]}"
            )
    return np.array(h[1:])
