"""The pictures of section 8: what is written in them, and how a picture shows itself."""

import base64

import numpy as np
import pytest

from lecturelib.figures import backpropagation as figures
from lecturelib.network import Network


@pytest.fixture
def example():
    network = Network([2, 2, 1], bias=False)
    network.weights[0] = [[0.5, 2.3], [1.5, 3.0]]
    network.weights[1] = [[1.0], [1.0]]
    return network, np.array([[1.0, 0.5]]), np.array([4.0])


def written(picture):
    return " ".join(text.get_text() for text in picture.axes[0].texts)


def test_the_forward_picture_bears_the_lectures_numbers(example):
    text = written(figures.example(*example))
    for number in (
        "w_1 = 0.5",
        "w_2 = 1.5",
        "w_3 = 2.3",
        "w_4 = 3",
        "w_5 = 1",
        "w_6 = 1",
        "1.25",
        "3.8",
        "0.777",
        "0.978",
        "1.755",
        "5.038",
    ):
        assert number in text


def test_the_backward_picture_puts_each_slope_on_its_weight(example):
    text = written(figures.example(*example, backward=True))
    for n, slope in enumerate(
        ("-0.777", "-0.389", "-0.096", "-0.048", "-3.489", "-4.391"), start=1
    ):
        assert f"w_{n} = {slope}" in text


def test_any_small_network_bears_its_numbers():
    network = Network([2, 2, 2], "tanh", seed=3)
    x, y = np.array([[1.0, 0.5]]), np.array([[1.0, 0.0]])
    trace, gradient = network.forward(x), network.gradient(x, y)
    for backward, nodes, edges in (
        (False, trace.a[1:], network.weights),
        (True, gradient.delta, gradient.weights),
    ):
        text = written(figures.network(network, x, y, backward)).split()
        numbers = np.concatenate([np.ravel(each) for each in (*nodes, *edges)])
        assert {f"{number:.2f}" for number in numbers} <= set(text)
    crowded = written(figures.network(Network([3, 3, 1]), [[1, 2, 3]], [1])).split()
    assert len(crowded) == 3 + 3 + 1 + 3, "at nine edges there is no room"
    with pytest.raises(ValueError, match=r"x must have shape \(1, 2\), got \(2, 2\)"):
        figures.network(network, [[1, 2], [3, 4]], [[1, 0], [0, 1]])


@pytest.mark.parametrize(
    "draw",
    [
        figures.layers,
        lambda: figures.descent([5.0, 1.0, 0.2]),
        lambda: figures.cost([10, 100], [1e-4, 2e-4], [1e-3, 2e-2]),
    ],
)
def test_a_picture_shows_itself_as_png_and_alt_text(draw):
    picture = draw()
    data, metadata = picture._repr_mimebundle_()
    png = base64.b64decode(data["image/png"])
    assert png.startswith(b"\x89PNG") and png == base64.b64decode(
        draw()._repr_mimebundle_()[0]["image/png"]
    )
    assert data["text/plain"] == f"[picture] {picture.alt}" and "\n" not in picture.alt
    assert metadata["image/png"]["alt"] == picture.alt
    width = int.from_bytes(png[16:20])
    # Matplotlib before 3.11.2 rounds down.
    assert width + 1 >= 2 * metadata["image/png"]["width"] >= width
