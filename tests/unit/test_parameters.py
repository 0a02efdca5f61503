"""The flat parameter vector and its views."""

import numpy as np
import pytest

from lecturelib import parameters

SHAPES = [(3, 2), (3, 4)]  # 2-2-4 with bias


def test_blocks_are_views_in_order():
    theta = np.arange(18.0)
    first, second = parameters.blocks(theta, SHAPES)
    assert first.tolist() == [[0, 1], [2, 3], [4, 5]]
    assert second.ravel().tolist() == list(range(6, 18)) and second.shape == (3, 4)
    first[1, 0] = -1
    assert theta[2] == -1


def test_weights_and_biases_share_the_vector():
    theta = np.arange(18.0)
    blocks = parameters.blocks(theta, SHAPES)
    W, b = parameters.weights(blocks, True), parameters.biases(blocks, True)
    assert [w.tolist() for w in W][0] == [[0, 1], [2, 3]] and b[0].tolist() == [4, 5]
    assert W[1].shape == (2, 4) and b[1].tolist() == [14, 15, 16, 17]
    assert all(np.shares_memory(view, theta) for view in [*W, *b])


def test_without_bias():
    theta = np.arange(6.0)
    blocks = parameters.blocks(theta, [(2, 3)])
    assert parameters.weights(blocks, False)[0].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert parameters.biases(blocks, False)[0].shape == (0,)


def test_assigning_an_item_writes_through():
    theta = np.zeros(18)
    W = parameters.weights(parameters.blocks(theta, SHAPES), True)
    view = W[0]
    W[0] = [[1, 2], [3, 4]]
    W[-1] = 7
    W[0] *= 10
    assert W[0] is view and theta.tolist() == [10, 20, 30, 40, 0, 0] + [7] * 8 + [0] * 4


def test_a_wrong_shape_changes_nothing():
    theta = np.zeros(18)
    W = parameters.weights(parameters.blocks(theta, SHAPES), True)
    for wrong in ([1, 2, 3], np.ones((3, 2)), "abc", None, [[1, 2], [3]]):
        with pytest.raises((TypeError, ValueError)):
            W[0] = wrong
        assert not theta.any()


def test_only_one_layer_at_a_time_can_be_assigned():
    theta = np.zeros(18)
    W = parameters.weights(parameters.blocks(theta, SHAPES), True)
    with pytest.raises((TypeError, ValueError), match="weights"):
        W[0:1] = [np.ones((2, 2))]
    assert not theta.any()
