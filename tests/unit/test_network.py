"""Section 4: shapes, views, the forward pass, and what a network refuses."""

import copy
import pickle
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturelib.activations import LeakyReLU, softmax, tanh
from lecturelib.network import Network
from lecturelib.neuron import LOGIC
from lecturelib.training import train
from tests.unit.reference import FORMULAS, GARBAGE

pytestmark = pytest.mark.filterwarnings("error")


@given(
    sizes=st.lists(st.integers(1, 6), min_size=2, max_size=5),
    N=st.integers(1, 9),
    bias=st.booleans(),
    hidden=st.sampled_from(sorted(FORMULAS)),
    seed=st.integers(0, 99),
)
def test_shapes_and_forward_pass_by_plain_loops(sizes, N, bias, hidden, seed):
    network = Network(sizes, hidden=hidden, bias=bias, seed=seed)
    rng = np.random.default_rng(seed)
    network.theta = rng.normal(size=network.theta.shape)
    X = rng.normal(size=(N, sizes[0]))
    assert network.theta.shape == (sum((m + bias) * n for m, n in pairwise(sizes)),)
    assert [W.shape for W in network.weights] == list(pairwise(sizes))
    assert [b.shape for b in network.biases] == [(n,) if bias else (0,) for n in sizes[1:]]
    trace = network.forward(X)
    assert [z.shape for z in trace.z] == [(N, n) for n in sizes[1:]]
    assert [a.shape for a in trace.a] == [(N, n) for n in sizes]
    np.testing.assert_array_equal(trace.a[0], X)
    for l, (W, b) in enumerate(zip(network.weights, network.biases, strict=True)):
        name = hidden if l < len(sizes) - 2 else "identity"
        for n in range(N):
            for i in range(W.shape[1]):
                z = b[i] if bias else 0.0
                for j in range(W.shape[0]):
                    z += W[j, i] * trace.a[l][n, j]
                assert trace.z[l][n, i] == pytest.approx(z, rel=1e-10, abs=1e-13)
                expected = float(FORMULAS[name](np.float64(trace.z[l][n, i])))
                assert trace.a[l + 1][n, i] == pytest.approx(expected, rel=1e-13, abs=1e-15)
    output = network.predict(X)
    assert output.shape == ((N,) if sizes[-1] == 1 else (N, sizes[-1]))
    np.testing.assert_allclose(output.reshape(N, -1), trace.a[-1], rtol=1e-12, atol=1e-14)


def test_formula_1():
    """y_hat = f(b + w1 f(z1) + w2 f(z2)): XOR from OR, NAND and AND with step neurons."""
    network = Network((2, 2, 1), hidden="step", output="step")
    network.weights[0] = [[1, -1], [1, -1]]
    network.biases[0] = [-0.5, 1.5]
    network.weights[1] = [[1], [1]]
    network.biases[1] = -1.5
    X, y = LOGIC["XOR"]
    np.testing.assert_array_equal(network.predict(X), y)


def test_theta_is_rows_of_each_layer_then_its_biases():
    network = Network((2, 2, 1))
    network.theta = np.arange(9)
    assert network.weights[0].tolist() == [[0, 1], [2, 3]] and network.biases[0].tolist() == [4, 5]
    assert network.weights[1].tolist() == [[6], [7]] and network.biases[1].tolist() == [8]
    assert network.is_weight.tolist() == [1, 1, 1, 1, 0, 0, 1, 1, 0]
    assert Network((2, 2, 1), bias=False).is_weight.all()


def test_writing_through_every_view_changes_the_network():
    network = Network((2, 1))
    x = [[10.0, 100.0]]
    network.theta = [1, 2, 3]
    assert network.predict(x) == [213]
    network.weights[0][1, 0] = 5
    assert network.predict(x) == [513] and network.theta[1] == 5
    network.weights[0] = [[4], [6]]
    assert network.predict(x) == [643]
    network.biases[0] = [7]
    network.biases[0][0] += 1
    assert network.predict(x) == [648] and network.theta.tolist() == [4, 6, 8]
    network.theta[:] = [0, 0, 9]
    assert network.weights[0].tolist() == [[0], [0]] and network.predict(x) == [9]
    network.theta += 1
    assert network.predict(x) == [120]
    network.theta[2] = 0
    assert network.predict(x) == [110]


def test_setting_theta_copies():
    network, values = Network((2, 1)), np.array([1.0, 2.0, 3.0])
    network.theta = values
    values[:] = 0
    assert network.theta.tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    "duplicate", [copy.deepcopy, lambda network: pickle.loads(pickle.dumps(network))]
)
def test_a_copy_is_a_network_of_its_own(duplicate):
    network = Network((2, 3, 1), hidden=["tanh"])
    X, y = LOGIC["OR"]
    before = network.theta.copy()
    other = duplicate(network)
    np.testing.assert_array_equal(other.predict(X), network.predict(X))
    assert not np.shares_memory(other.theta, network.theta)
    for view in [*other.weights, *other.biases]:
        assert np.shares_memory(view, other.theta)
    history = train(other, X, y, batch_size=4, epochs=3, learning_rate=0.1)
    assert history.loss[2] < history.loss[0] and other.loss(X, y) == pytest.approx(history.loss[2])
    np.testing.assert_array_equal(network.theta, before)


def test_seed_reproduces_the_start():
    assert (Network((3, 4, 1), seed=5).theta == Network((3, 4, 1), seed=5).theta).all()
    weights = Network((3, 4, 1)).is_weight
    assert (Network((3, 4, 1), seed=5).theta != Network((3, 4, 1), seed=6).theta)[weights].all()
    assert (Network((3, 4, 1), seed=0).theta == Network((3, 4, 1)).theta).all()


@pytest.mark.parametrize(
    ("hidden", "factor"), [("tanh", 1), ("sigmoid", 1), ("relu", 2), ("leaky_relu", 2)]
)
@pytest.mark.parametrize("bias", [True, False])
def test_spread_of_the_start(hidden, factor, bias):
    network = Network((50, 400, 60), hidden=hidden, bias=bias, seed=1)
    for W, expected in zip(network.weights, [factor / 50, 1 / 400], strict=True):
        deviation = expected * np.sqrt(2 / W.size)  # of a sample's mean square
        assert abs((W**2).mean() - expected) < 5 * deviation
        assert abs(W.mean()) < 5 * np.sqrt(expected / W.size)
    assert not any(b.any() for b in network.biases)


def test_linear_layers_collapse_to_one():
    network = Network((3, 5, 4, 2), hidden="identity", seed=3)
    X = np.random.default_rng(0).normal(size=(6, 3))
    W = network.weights[0] @ network.weights[1] @ network.weights[2]
    np.testing.assert_allclose(network.predict(X), X @ W, atol=1e-14)


def test_each_hidden_layer_may_have_its_own_activation():
    mixed = Network((1, 2, 2, 1), hidden=["relu", LeakyReLU(0.5)], output=tanh)
    mixed.theta = np.ones_like(mixed.theta)
    a = mixed.forward([[-3.0]]).a  # z1 = -2 -> 0; z2 = 1 -> 1; z3 = 3
    assert a[1].tolist() == [[0, 0]] and a[2].tolist() == [[1, 1]]
    assert a[3][0, 0] == pytest.approx(np.tanh(3))
    assert Network((1, 1), hidden=[]).predict([[0.0]]) == [0]


def test_targets_may_be_flat_with_one_output():
    network = Network((2, 3, 1), seed=2)
    X, Y = np.ones((4, 2)), np.arange(4.0)
    assert network.loss(X, Y) == network.loss(X, Y[:, None])
    assert network.loss(X, Y) == pytest.approx(((Y - network.predict(X)) ** 2).mean(), rel=1e-14)


def test_loss_is_summed_over_outputs_and_averaged_over_observations():
    network = Network((2, 3), seed=2)
    X, Y = np.arange(8.0).reshape(4, 2), np.ones((4, 3))
    assert network.loss(X, Y) == pytest.approx(((Y - network.predict(X)) ** 2).sum() / 4, rel=1e-14)


def test_nothing_is_written_into_the_arguments_or_kept_of_them():
    for bias in (True, False):
        network = Network((2, 3, 1), bias=bias)
        X, Y = np.ones((4, 2)), np.ones(4)
        trace = network.forward(X)
        network.gradient(X, Y)
        network.predict(X)
        assert (X == 1).all() and (Y == 1).all()
        assert not any(np.shares_memory(a, X) for a in trace.a)


def test_repr_is_one_line_without_an_address():
    text = repr(Network((2, 3, 1), hidden="tanh"))
    assert "2-3-1" in text and "13" in text and "tanh" in text
    assert "0x" not in text and "\n" not in text


@pytest.mark.parametrize("bad", GARBAGE)
def test_garbage_is_refused_and_nothing_changes(bad):
    network = Network((1, 1))
    before = network.theta.tobytes()
    for call in (network.forward, network.predict, lambda X: network.loss(X, [1.0])):
        with pytest.raises((TypeError, ValueError), match="^X must"):
            call(GARBAGE[bad])
    with pytest.raises((TypeError, ValueError), match="^Y must"):
        network.loss([[1.0]], GARBAGE[bad])
    with pytest.raises((TypeError, ValueError), match="^theta must"):
        network.theta = GARBAGE[bad]
    assert network.theta.tobytes() == before


@given(
    N=st.integers(1, 5),
    p=st.integers(1, 5),
    k=st.integers(1, 4),
    rows=st.integers(1, 5),
    columns=st.integers(1, 5),
)
def test_only_the_right_shapes_pass(N, p, k, rows, columns):
    network = Network((p, k))
    X, Y = np.zeros((N, columns)), np.zeros((rows, k))
    if columns == p and rows == N:
        network.gradient(X, Y)
    else:
        with pytest.raises(ValueError, match="^X must|^Y must"):
            network.gradient(X, Y)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: Network(3), TypeError, "sizes must be a list of whole numbers, got int"),
        (lambda: Network("21"), TypeError, "sizes must be a list of whole numbers, got str"),
        (
            lambda: Network((2,)),
            ValueError,
            "sizes must hold at least the numbers of inputs and outputs, got (2,)",
        ),
        (
            lambda: Network((2, 0, 1)),
            ValueError,
            "sizes must be a whole number of at least 1, got 0",
        ),
        (lambda: Network((2, 1.0)), TypeError, "sizes must be a whole number, got float"),
        (lambda: Network((2, True)), TypeError, "sizes must be a whole number, got bool"),
        (
            lambda: Network((2, 2, 1), hidden="swish"),
            ValueError,
            "hidden must be one of sigmoid, tanh, relu, leaky_relu, softplus, identity, step, "
            "sign; got 'swish'",
        ),
        (lambda: Network((2, 2, 1), hidden=None), TypeError, "hidden must be a name, got NoneType"),
        (
            lambda: Network((2, 2, 1), hidden=["tanh", "tanh"]),
            ValueError,
            "hidden must hold one activation for each of the 1 hidden layers, got 2",
        ),
        (lambda: Network((2, 1), output=np.tanh), TypeError, "output must be a name, got ufunc"),
        (
            lambda: Network((2, 1), loss="hinge"),
            ValueError,
            "loss must be one of squared, binary_cross_entropy, cross_entropy; got 'hinge'",
        ),
        (
            lambda: Network((2, 1), loss="binary_cross_entropy"),
            ValueError,
            "output must be sigmoid with loss binary_cross_entropy, got identity",
        ),
        (
            lambda: Network((2, 3), output="sigmoid", loss="cross_entropy"),
            ValueError,
            "output must be softmax with loss cross_entropy, got sigmoid",
        ),
        (
            lambda: Network((2, 3), output="softmax"),
            ValueError,
            "loss must be cross_entropy with output softmax, got squared",
        ),
        (
            lambda: Network((2, 3, 1), output="softmax", loss="cross_entropy"),
            ValueError,
            "sizes must end with at least 2 classes for softmax, got (2, 3, 1)",
        ),
        (
            lambda: Network((2, 2, 3), hidden="softmax"),
            ValueError,
            "hidden must be one of sigmoid, tanh, relu, leaky_relu, softplus, identity, step, "
            "sign; got 'softmax'",
        ),
        (
            lambda: Network((2, 2, 3), output="softmin"),
            ValueError,
            "output must be one of sigmoid, tanh, relu, leaky_relu, softplus, identity, step, "
            "sign, softmax; got 'softmin'",
        ),
        (
            lambda: Network((2, 3), output=softmax, loss="cross_entropy").loss(
                [[1, 2]], [[1, 0, 1]]
            ),
            ValueError,
            "Y must have a single 1 in each row, got 2 of them",
        ),
        (lambda: Network((2, 1), bias=1), TypeError, "bias must be True or False, got int"),
        (
            lambda: Network((2, 1), seed=-1),
            ValueError,
            "seed must be a whole number of at least 0, got -1",
        ),
        (
            lambda: Network((2, 1), seed=None),
            TypeError,
            "seed must be a whole number, got NoneType",
        ),
        (
            lambda: Network((2, 1)).predict([[1, 2, 3]]),
            ValueError,
            "X must have shape (N, 2), got (1, 3)",
        ),
        (lambda: Network((2, 1)).predict([1, 2]), ValueError, "X must have shape (N, 2), got (2,)"),
        (
            lambda: Network((2, 3)).loss([[1, 2]], [1]),
            ValueError,
            "Y must have shape (N, 3), got (1,)",
        ),
        (
            lambda: Network((2, 1)).loss([[1, 2]], [1, 2]),
            ValueError,
            "Y must have one row for each of the 1 rows of X, got shape (2, 1)",
        ),
        (
            lambda: Network((2, 1), output="sigmoid", loss="binary_cross_entropy").loss(
                [[1, 2]], [0.5]
            ),
            ValueError,
            "Y must hold only 0, 1, got 0.5",
        ),
        (
            lambda: setattr(Network((2, 1)), "theta", [1, 2]),
            ValueError,
            "theta must have shape (3,), got (2,)",
        ),
    ],
)
def test_messages(call, error, message):
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value) == message


@pytest.mark.parametrize("wrong", [[1.0, 2.0, 3.0], np.nan, [[np.inf], [1.0]], "a", "1", None, 1j])
def test_a_view_refuses_what_theta_refuses(wrong):
    network = Network((2, 1))
    before = network.theta.tobytes()
    with pytest.raises((TypeError, ValueError), match="weights"):
        network.weights[0] = wrong
    assert network.theta.tobytes() == before


@pytest.mark.parametrize("value", [np.inf, np.nan])
def test_a_parameter_that_is_not_finite_is_named_where_it_is_used(value):
    network, X, Y = Network((2, 1)), [[1.0, 2.0]], [1.0]
    network.weights[0][0, 0] = value
    for call in (
        lambda: network.forward(X),
        lambda: network.predict(X),
        lambda: network.loss(X, Y),
        lambda: network.gradient(X, Y),
        lambda: train(network, X, Y, batch_size=1, epochs=1, learning_rate=0.1),
    ):
        with pytest.raises(ValueError, match="^theta must "):
            call()


def test_overflow_neither_warns_nor_raises():
    network = Network((1, 1, 1), hidden="identity")
    network.theta = [1e200, 0, 1e200, 0]
    with np.errstate(all="raise"):
        assert network.predict([[1.0]]) == [np.inf] and network.loss([[1.0]], [0.0]) == np.inf
        assert network.forward([[-1.0]]).a[-1] == [[-np.inf]]
        assert not np.isfinite(network.gradient([[1.0]], [0.0]).theta).all()
