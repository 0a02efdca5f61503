"""The pictures of section 1: what they draw and say."""

import re
from copy import deepcopy

import numpy as np
import pytest

from lecturelib import words
from lecturelib.datasets import digits
from lecturelib.figures import basics
from lecturelib.network import Network

X, y = digits()
x = np.linspace(-1, 1, 9)[:, None]


def test_digits_are_drawn_with_their_labels_and_what_was_said():
    pic = basics.digit_images(X[10:22], y[10:22])
    images, titles = pic.axes[0].images, [text.get_text() for text in pic.axes[0].texts]
    assert len(images) == 12 and titles == [str(label) for label in y[10:22]]
    corners = [tuple(image.get_extent()[:1] + image.get_extent()[3:]) for image in images]
    assert len(set(corners)) == 12 and len({top for _, top in corners}) == 2
    for drawn, image in zip(images, X[10:22], strict=True):
        np.testing.assert_array_equal(drawn.get_array().ravel(), image)
    wrong = basics.digit_images(X[:2], [0, 1], [0, 7])
    text = words.table("figures_basics")["digit_images"]
    titles = [title.get_text() for title in wrong.axes[0].texts]
    assert titles == ["0", text["wrong"].format(label=1, said=7)]
    assert text["alt_said"].format(said=text["between"].join("07")) in wrong.alt


def test_curves_are_the_networks():
    network = Network((1, 3, 1), hidden="tanh", seed=2)
    other = deepcopy(network)
    other.theta[3] += 1
    pic = basics.curves(x, np.zeros(9), {"a": network, "b": other})
    for line, net in zip(pic.axes[0].lines, (network, other), strict=True):
        at, value = line.get_xydata()[100]
        (W1, W2), (b1, b2) = net.weights, net.biases
        assert value == pytest.approx(
            sum(np.tanh(at * W1[0, i] + b1[i]) * W2[i, 0] for i in range(3)) + b2[0]
        )
    y_hat, each = network.predict(x), words.table("figures_basics")["curves"]["each"]
    values = {"low": y_hat.min(), "high": y_hat.max(), "error": np.mean(y_hat**2)}
    assert each.format(name="a", **values) in pic.alt


def test_the_map_names_all_ten_sections():
    texts = " ".join(text.get_text() for text in basics.course_map().axes[0].texts)
    assert list(map(int, re.findall(r"\d+", texts))) == list(range(1, 11))


@pytest.mark.parametrize(
    "draw, error",
    [
        (lambda: basics.digit_images(X[:21], y[:21]), ValueError),
        (lambda: basics.digit_images(X[:2], y[:3]), ValueError),
        (lambda: basics.digit_images(X[:2, :60], y[:2]), ValueError),
        (lambda: basics.curves(x, x[:, 0], {}), ValueError),
        (lambda: basics.curves(x, x[:, 0], {"a": 3}), TypeError),
    ],
)
def test_bad_input_is_named(draw, error):
    with pytest.raises(error, match=r"^(X|y|networks)(\['a'\])? must "):
        draw()
