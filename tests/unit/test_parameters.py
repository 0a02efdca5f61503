"""The flat parameter vector and its views."""

import copy
import pickle

import numpy as np
import pytest

from lecturelib import parameters
from lecturelib.network import Network

SIZES = (2, 2, 4)


def views(theta):
    return parameters.Views("weights", parameters.weights(theta, SIZES, True))


def test_blocks_are_views_in_order():
    theta = np.arange(18.0)
    first, second = parameters.blocks(theta, SIZES, True)
    assert first.tolist() == [[0, 1], [2, 3], [4, 5]]
    assert second.ravel().tolist() == list(range(6, 18)) and second.shape == (3, 4)
    first[1, 0] = -1
    assert theta[2] == -1


def test_weights_and_biases_share_the_vector():
    theta = np.arange(18.0)
    W, b = parameters.weights(theta, SIZES, True), parameters.biases(theta, SIZES, True)
    assert W[0].tolist() == [[0, 1], [2, 3]] and b[0].tolist() == [4, 5]
    assert W[1].shape == (2, 4) and b[1].tolist() == [14, 15, 16, 17]
    assert all(np.shares_memory(view, theta) for view in [*W, *b])


def test_without_bias():
    theta = np.arange(6.0)
    assert parameters.weights(theta, (2, 3), False)[0].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert parameters.biases(theta, (2, 3), False)[0].shape == (0,)
    network = Network((2, 3), bias=False)
    with pytest.raises(ValueError, match=r"^biases\[0\] must have shape \(0,\), got \(\)$"):
        network.biases[0] = 1


def test_assigning_an_item_writes_through():
    theta = np.zeros(18)
    W = views(theta)
    view = W[0]
    W[0] = [[1, 2], [3, 4]]
    W[-1] = 7
    W[0] *= 10
    assert W[0] is view and theta.tolist() == [10, 20, 30, 40, 0, 0] + [7] * 8 + [0] * 4


def test_a_wrong_shape_changes_nothing():
    theta = np.zeros(18)
    W = views(theta)
    for wrong in ([1, 2, 3], np.ones((3, 2)), "abc", None, [[1, 2], [3]]):
        with pytest.raises((TypeError, ValueError)):
            W[0] = wrong
        assert not theta.any()


def test_only_one_layer_at_a_time_can_be_assigned():
    theta = np.zeros(18)
    W = views(theta)
    with pytest.raises((TypeError, ValueError), match="weights"):
        W[0:1] = [np.ones((2, 2))]
    assert not theta.any()


def test_an_operation_in_place_that_is_refused_leaves_the_old_values():
    network = Network((2, 2, 1), seed=1)
    network.biases[0] = [1, 2]
    before = network.theta.copy()
    for change, wanted in [
        (lambda: network.weights.__setitem__(0, _times(network.weights[0], np.inf)), "weights"),
        (lambda: network.weights.__setitem__(1, _times(network.weights[1], np.nan)), "weights"),
        (lambda: network.biases.__setitem__(0, _times(network.biases[0], np.inf)), "biases"),
        (lambda: setattr(network, "theta", _times(network.theta, np.nan)), "theta"),
    ]:
        with pytest.raises(ValueError, match=f"^{wanted}.* must"):
            change()
        np.testing.assert_array_equal(network.theta, before)
    with pytest.raises(ValueError, match=r"^weights\[0\] must be finite, got 4 infinite of 4$"):
        network.weights[0] += np.inf
    network.weights[0] *= 2
    network.theta /= 2
    np.testing.assert_array_equal(network.weights[0], before[:4].reshape(2, 2))
    np.testing.assert_array_equal(network.biases[0], before[4:6] / 2)


def test_the_right_layer_is_put_back_where_the_new_value_reads_another():
    network = Network((2, 2, 1), seed=1)
    before = network.theta.copy()
    with pytest.raises(ValueError, match=r"^weights\[0\] must not hold NaN, got 4 of 4$"):
        network.weights[0] += network.weights[1].sum() * np.nan
    with pytest.raises(ValueError, match=r"^weights\[-1\] must be finite, got 2 infinite of 2$"):
        network.weights[-1] -= network.weights[0].sum() * np.inf
    with pytest.raises(ValueError, match=r"^biases\[0\] must not hold NaN, got 2 of 2$"):
        network.biases[0] += network.biases[1] * np.nan
    np.testing.assert_array_equal(network.theta, before)


def _times(array, factor):  # what `array *= factor` does before it assigns
    array *= factor
    return array


@pytest.mark.parametrize(
    "call",
    [
        lambda W: W.append(np.ones((2, 2))),
        lambda W: W.extend([np.ones((2, 2))]),
        lambda W: W.insert(0, np.ones((2, 2))),
        lambda W: W.pop(),
        lambda W: W.remove(W[0]),
        lambda W: W.clear(),
        lambda W: W.sort(key=len),
        lambda W: W.reverse(),
        lambda W: W.__delitem__(0),
        lambda W: W.__iadd__([np.ones((2, 2))]),
        lambda W: W.__imul__(2),
    ],
)
def test_layers_cannot_be_added_removed_or_reordered(call):
    network = Network((2, 2, 1))
    before = list(network.weights)
    with pytest.raises(TypeError, match="^weights must keep one array a layer: assign to"):
        call(network.weights)
    assert all(a is b for a, b in zip(network.weights, before, strict=True))


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda W: pickle.loads(pickle.dumps(W))])
def test_copies_are_plain_lists(duplicate):
    W = Network((2, 2, 1)).weights
    assert type(W.copy()) is type(copy.copy(W)) is type(W[:]) is list
    assert all(a is b for a, b in zip(W.copy(), W, strict=True))
    assert all(a is b for a, b in zip(W + [], W * 1, strict=True))
    other = duplicate(W)
    assert type(other) is list and [a.tolist() for a in other] == [a.tolist() for a in W]
    assert not np.shares_memory(other[0], W[0])
