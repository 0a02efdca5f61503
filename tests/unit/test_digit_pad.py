"""The Python side of DigitPad: outputs, traits, copy of the network, picture, bad input."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.activations import LeakyReLU
from lecturelib.datasets import digits
from lecturelib.network import Network
from lecturelib.widgets import DigitPad

X, y = digits()


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def test_outputs_are_the_networks():
    network = Network((64, 5, 10), hidden="tanh", output="sigmoid", seed=4)
    pad = DigitPad(network, image=X[7])
    W1, W2 = network.weights
    network.biases[0][:] = pad._network.biases[0][:] = 0.3
    by_hand = sigmoid(np.tanh(X[7] @ W1 + 0.3) @ W2)
    np.testing.assert_allclose(pad.outputs, by_hand)
    assert pad.digit == max(range(10), key=lambda k: by_hand[k])


def test_a_network_with_softmax_is_shown_too():
    pad = DigitPad(Network((64, 5, 10), hidden="relu", output="softmax", loss="cross_entropy"))
    assert pad.outputs.sum() == pytest.approx(1, rel=1e-15)
    assert pad.net["activations"] == ["relu", "softmax"]


def test_the_small_network_knows_most_digits():
    pad, right = DigitPad(), 0
    for k in range(0, 1797, 20):
        pad.image = X[k]
        right += pad.digit == y[k]
    assert right / len(range(0, 1797, 20)) > 0.9


def test_what_is_sent_is_a_copy():
    network = Network((64, 3, 10), seed=1)
    pad, before = DigitPad(network), network.theta.copy()
    outputs = pad.outputs
    network.theta[:] = 0
    np.testing.assert_array_equal(np.frombuffer(pad.net["theta"]), before)
    np.testing.assert_array_equal(pad.outputs, outputs)
    assert pad.net["sizes"] == [64, 3, 10] and pad.net["activations"] == ["sigmoid", "identity"]


def test_slope_of_leaky_relu_and_missing_biases_are_sent():
    pad = DigitPad(Network((64, 3, 10), hidden=LeakyReLU(0.2), bias=False))
    assert pad.net["gamma"] == 0.2 and pad.net["bias"] is False
    assert len(pad.net["theta"]) == 8 * (64 * 3 + 3 * 10)


def test_an_image_may_have_either_shape():
    flat, square = DigitPad(image=X[5]), DigitPad(image=X[5].reshape(8, 8))
    assert flat.image == square.image == tuple(X[5])


def test_reset_brings_the_first_image_back():
    pad = DigitPad(image=X[3])
    pad.image, pad.pixel, pad.strokes = X[4], 9, [[1, 2, 3, 4]]
    pad.reset()
    assert (pad.image, pad.pixel, pad.strokes) == (tuple(X[3]), 43, ())


def test_what_is_seen_in_one_line():
    network = Network((64, 10), output="sigmoid")
    network.theta[:] = 0
    network.biases[0][:] = np.log([1, 1, 1, 9, 1, 1, 1, 4, 1, 1])
    values = {"sizes": "64-10", "first": 3, "y_first": "0.90", "second": 7, "y_second": "0.80"}
    seen = words.table("digit_pad")["seen"].format(**values)
    assert repr(DigitPad(network)) == f"DigitPad: {seen}"


def test_picture_shows_image_and_bars():
    pad = DigitPad(image=X[11])
    left, right = pad.picture().axes
    np.testing.assert_array_equal(left.images[0].get_array(), X[11].reshape(8, 8))
    np.testing.assert_allclose([bar.get_width() for bar in right.patches[:10]], pad.outputs)
    assert right.patches[10].get_y() + 0.4 == pytest.approx(pad.digit)
    assert pad.seen() in pad.picture().alt


@pytest.mark.parametrize(
    "image, error",
    [
        (X[0][:63], ValueError),
        (X[0] * 16, ValueError),
        (-X[0], ValueError),
        (np.full(64, np.nan), ValueError),
        ("a digit", TypeError),
        ([], ValueError),
    ],
)
def test_bad_image_changes_nothing(image, error):
    pad = DigitPad()
    before = pad.image
    with pytest.raises(error, match="image"):
        pad.image = image
    assert pad.image == before


@pytest.mark.parametrize(
    "network, error",
    [
        (Network((64, 9)), ValueError),
        (Network((2, 2, 10)), ValueError),
        (7, TypeError),
        (X, TypeError),
    ],
)
def test_bad_network(network, error):
    with pytest.raises(error, match="network"):
        DigitPad(network)


@pytest.mark.parametrize("pixel, error", [(64, ValueError), (-1, ValueError), (1.5, TypeError)])
def test_bad_pixel(pixel, error):
    with pytest.raises(error, match="pixel"):
        DigitPad(pixel=pixel)


SMALL = Network((64, 5, 10), hidden="tanh", output="sigmoid", seed=4)
SMALL.theta[:] += 0.1


def test_the_votes_of_all_neurons_and_the_biases_make_the_net_inputs_of_the_outputs():
    pad, votes = DigitPad(SMALL, image=X[7], inside=True), []
    for j in range(5):
        pad.neuron = j
        assert pad.activations[j] == pytest.approx(
            np.tanh(X[7] @ SMALL.weights[0][:, j] + SMALL.biases[0][j])
        )
        votes.append(pad.votes)
    z = np.sum(votes, axis=0) + SMALL.biases[1]
    np.testing.assert_allclose(sigmoid(z), pad.outputs)


def test_what_is_handed_out_cannot_change_the_network():
    pad = DigitPad(SMALL)
    before = pad.outputs
    pad.votes[:] = pad.activations[:] = 9
    np.testing.assert_array_equal(pad.outputs, before)


def test_what_is_seen_inside():
    pad = DigitPad(SMALL, image=X[3], neuron=2)
    closed, most = pad.seen(), int(np.argmax(pad.votes))
    pad.inside = True
    values = {"j": 2, "a": f"{pad.activations[2]:.2f}", "vote": f"{pad.votes[most]:+.2f}"}
    table = words.table("digit_pad")
    assert pad.seen() == table["seen_inside"].format(seen=closed, digit=most, **values)
    pad.reset()
    assert pad.seen() == closed and pad.neuron == 2


def test_the_picture_inside_shows_each_neurons_weights_and_activation():
    pad = DigitPad(SMALL, inside=True)
    axes = [ax for ax in pad.picture().axes if ax.images]
    neurons = [ax for ax in axes if ax.images[0].norm.vmin < 0]
    for ax, weights in zip(neurons, SMALL.weights[0].T, strict=True):
        np.testing.assert_array_equal(ax.images[0].get_array(), weights.reshape(8, 8))
    widths = [ax.spines["left"].get_linewidth() for ax in neurons]
    np.testing.assert_allclose(widths, 4 * np.abs(pad.activations))


@pytest.mark.parametrize(
    "name, value, error, says",
    [
        ("neuron", 5, ValueError, "neuron must be a whole number of at least 0 and of at most 4"),
        ("neuron", -1, ValueError, "neuron must be a whole number of at least 0, got -1"),
        ("neuron", 1.5, TypeError, "neuron must be a whole number, got float"),
        ("inside", 1, TypeError, "inside must be True or False, got int"),
    ],
)
def test_bad_neuron_changes_nothing(name, value, error, says):
    pad = DigitPad(SMALL, neuron=1)
    with pytest.raises(error, match=says):
        setattr(pad, name, value)
    assert (pad.neuron, pad.inside) == (1, False)


@pytest.mark.parametrize("sizes", [(64, 10), (64, 5, 4, 10)])
def test_only_one_hidden_layer_can_be_looked_into(sizes):
    pad = DigitPad(Network(sizes))
    says = r"must have a network with one hidden layer, got sizes"
    with pytest.raises(ValueError, match=f"inside {says}"):
        pad.inside = True
    with pytest.raises(ValueError, match=f"votes {says}"):
        pad.votes  # noqa: B018
    assert not pad.inside
