"""The pictures of section 1: what they draw and say."""

from copy import deepcopy

import numpy as np
import pytest

from lecturelib.datasets import digits
from lecturelib.figures import basics
from lecturelib.network import Network

X, y = digits()
x = np.linspace(-1, 1, 9)[:, None]


def some_pictures():
    return [
        basics.digit_images(X[:20], y[:20]),
        basics.digit_images(X[:3], y[:3], [0, 7, 2]),
        basics.curves(x, x[:, 0], {"one": Network((1, 3, 1), hidden="tanh")}),
        basics.course_map(),
    ]


def test_every_picture_is_small_says_what_is_seen_and_is_drawn_the_same_twice():
    for one, two in zip(some_pictures(), some_pictures()):
        assert "\n" not in repr(one) and len(one.alt) > 60
        assert one.png() == two.png()
        assert len(one.png()) < 60_000
        for ax in one.axes:
            texts = [*ax.texts, ax.title] + (
                ax.get_xticklabels() + ax.get_yticklabels() if ax.axison else []
            )
            assert min(text.get_fontsize() for text in texts if text.get_text()) >= 11


def test_digits_are_drawn_with_their_labels_and_what_was_said():
    pic = basics.digit_images(X[10:22], y[10:22])
    images, titles = pic.axes[0].images, [text.get_text() for text in pic.axes[0].texts]
    assert len(images) == 12 and titles == [str(label) for label in y[10:22]]
    corners = [tuple(image.get_extent()[:1] + image.get_extent()[3:]) for image in images]
    assert len(set(corners)) == 12 and len({top for _, top in corners}) == 2
    for drawn, image in zip(images, X[10:22]):
        np.testing.assert_array_equal(drawn.get_array().ravel(), image)
    wrong = basics.digit_images(X[:2], [0, 1], [0, 7])
    assert [text.get_text() for text in wrong.axes[0].texts] == ["0", "1, not 7"]
    assert "says 0, 7." in wrong.alt


def test_curves_are_the_networks():
    network = Network((1, 3, 1), hidden="tanh", seed=2)
    other = deepcopy(network)
    other.theta[3] += 1
    pic = basics.curves(x, np.zeros(9), {"a": network, "b": other})
    for line, net in zip(pic.axes[0].lines, (network, other)):
        at, value = line.get_xydata()[100]
        (W1, W2), (b1, b2) = net.weights, net.biases
        assert value == pytest.approx(
            sum(np.tanh(at * W1[0, i] + b1[i]) * W2[i, 0] for i in range(3)) + b2[0]
        )
    error = np.mean(network.predict(x) ** 2)
    assert (
        f"a (from {network.predict(x).min():.2f} to {network.predict(x).max():.2f}, mean squared error {error:.3f})"
        in pic.alt
    )


def test_the_map_names_all_ten_sections():
    texts = [text.get_text().split() for text in basics.course_map().axes[0].texts]
    assert sorted(int(words[0]) for words in texts if words and words[0].isdigit()) == list(
        range(1, 11)
    )


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
    with pytest.raises(error, match="^(X|y|networks) must "):
        draw()
