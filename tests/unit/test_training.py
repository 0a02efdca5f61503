"""Section 9: training against scalar loops for every batch size; early stopping; divergence."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturelib.activations import Tanh
from lecturelib.network import Network
from lecturelib.passes import Passes
from lecturelib.training import batches, train
from tests.unit.reference import GARBAGE, NOT_NUMBERS, complex_step, descend, mean_loss

pytestmark = pytest.mark.filterwarnings("error")


def rng(seed=0):
    return np.random.default_rng(seed)


@given(N=st.integers(1, 60), data=st.data())
def test_batches_cover_each_observation_once(N, data):
    B = data.draw(st.integers(1, N))
    drawn = list(batches(N, B, rng(N)))
    assert sorted(n for batch in drawn for n in batch.tolist()) == list(range(N))
    assert [len(batch) for batch in drawn] == [B] * (N // B) + ([N % B] if N % B else [])


def test_batches_are_random_and_go_on_from_epoch_to_epoch():
    generator = rng(1)
    first, second = (np.concatenate(list(batches(50, 7, generator))) for _ in range(2))
    assert not np.array_equal(first, np.arange(50)) and not np.array_equal(first, second)
    np.testing.assert_array_equal(first, np.concatenate(list(batches(50, 7, rng(1)))))


def test_each_observation_is_as_likely_to_come_first():
    generator = rng(2)
    counts = np.bincount(
        [next(iter(batches(5, 2, generator)))[0] for _ in range(2000)], minlength=5
    )
    assert (np.abs(counts - 400) < 5 * np.sqrt(2000 * 0.2 * 0.8)).all()


def data(N, k=2, loss="squared", seed=3):
    r = rng(seed)
    X = r.normal(size=(N, 2))
    return X, r.integers(0, 2, (N, k)).astype(float) if loss != "squared" else r.normal(size=(N, k))


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("penalty", [0.0, 0.05])
@pytest.mark.parametrize("B", [1, 4, 5, 7, 10])  # 10 is N; 4 and 7 do not divide it
@pytest.mark.parametrize(
    ("hidden", "output", "loss"),
    [("tanh", "identity", "squared"), ("leaky_relu", "sigmoid", "binary_cross_entropy")],
)
def test_training_is_the_plain_loop(hidden, output, loss, B, penalty, bias):
    N, epochs, rate, seed = 10, 3, 0.2, 11
    X, Y = data(N, loss=loss)
    network = Network((2, 3, 2), hidden=hidden, output=output, loss=loss, bias=bias, seed=1)
    start = network.theta.copy()
    generator = rng(seed)
    order = [batch.tolist() for _ in range(epochs) for batch in batches(N, B, generator)]
    names = [hidden, output]
    path = descend(start, X, Y, network.sizes, names, loss, bias, order, rate, penalty)
    history = train(
        network,
        X,
        Y,
        batch_size=B,
        epochs=epochs,
        learning_rate=rate,
        seed=seed,
        penalty=penalty,
        record_path=True,
    )
    np.testing.assert_allclose(history.path, path, rtol=1e-10, atol=1e-13)
    np.testing.assert_array_equal(network.theta, history.path[-1])
    per_epoch = -(-N // B)
    assert history.iterations == epochs * per_epoch == len(path) - 1
    assert history.stopped_epoch == epochs and len(history.loss) == epochs
    for epoch, value in enumerate(history.loss, start=1):
        theta = path[epoch * per_epoch]
        assert value == pytest.approx(
            mean_loss(theta, X, Y, network.sizes, names, loss, bias), rel=1e-9
        )
    assert history.validation_loss is None and history.best_epoch is None


@pytest.mark.parametrize("N", [2048, 2049, 5000])
def test_a_large_batch_is_the_mean_of_small_blocks(N):
    X, Y = data(N, k=1)
    network = Network((2, 4, 1), hidden="tanh", seed=2)
    start = network.theta.copy()
    sizes = [len(block) for block in np.array_split(np.arange(N), 40)]
    parts = zip(np.array_split(X, 40), np.array_split(Y, 40), strict=True)
    gradients = [network.gradient(x, y).theta for x, y in parts]
    history = train(network, X, Y, batch_size=N, epochs=1, learning_rate=0.5)
    expected = start - 0.5 * np.average(gradients, axis=0, weights=sizes)
    np.testing.assert_allclose(network.theta, expected, rtol=1e-10, atol=1e-14)
    assert history.loss[0] == pytest.approx(((network.predict(X) - Y[:, 0]) ** 2).mean(), rel=1e-12)


def test_a_large_batch_with_dropout_draws_a_mask_for_every_row():
    """One hidden neuron with a constant output: the masks' mean moves the output's weight."""
    N, p = 6000, 0.5
    network = Network((1, 1, 1), hidden="identity", bias=False)
    network.theta = [1, 0]
    train(
        network, np.ones((N, 1)), np.ones(N), batch_size=N, epochs=1, learning_rate=0.5, dropout=p
    )
    kept = network.theta[1]  # w2 = s * 2 * mean(mask) = mean(mask), because y_hat is 0 at the start
    assert abs(kept - 1) < 5 * np.sqrt(p / (1 - p) / N) and kept != 1


@pytest.mark.parametrize("dropout", [0.0, 0.3])
@pytest.mark.parametrize("B", [1, 6, 20])
def test_seeds_reproduce(B, dropout):
    X, Y = data(20)
    paths = []
    for seed in (4, 4, 5):
        network = Network((2, 5, 2), seed=1)
        paths.append(
            train(
                network,
                X,
                Y,
                batch_size=B,
                epochs=2,
                learning_rate=0.1,
                seed=seed,
                dropout=dropout,
                record_path=True,
            ).path
        )
    np.testing.assert_array_equal(paths[0], paths[1])
    if B < 20 or dropout:
        assert not np.allclose(paths[0], paths[2])


def test_training_goes_on_from_where_the_network_stands():
    X, Y = data(12)
    once, twice = Network((2, 3, 2)), Network((2, 3, 2))
    train(once, X, Y, batch_size=12, epochs=4, learning_rate=0.1)
    for _ in range(2):
        train(twice, X, Y, batch_size=12, epochs=2, learning_rate=0.1)
    np.testing.assert_allclose(once.theta, twice.theta, rtol=1e-12)


def test_recording_the_path_changes_nothing_and_paths_are_copies():
    X, Y = data(12)
    networks = [Network((2, 3, 2)), Network((2, 3, 2))]
    histories = [
        train(network, X, Y, batch_size=5, epochs=2, learning_rate=0.1, record_path=record)
        for network, record in zip(networks, (False, True), strict=True)
    ]
    assert histories[0].path is None
    assert histories[1].path.shape == (7, len(networks[1].theta))
    np.testing.assert_array_equal(networks[0].theta, networks[1].theta)
    networks[1].theta[:] = 0
    assert histories[1].path[-1].any()


def test_arguments_are_left_alone():
    X, Y = data(9)
    before = X.copy(), Y.copy()
    train(
        Network((2, 3, 2)),
        X,
        Y,
        batch_size=2,
        epochs=2,
        learning_rate=0.1,
        dropout=0.2,
        penalty=0.1,
    )
    np.testing.assert_array_equal(X, before[0])
    np.testing.assert_array_equal(Y, before[1])


# Early stopping


def stopping_reference(validation, patience):
    """The epoch at which to stop and the best one, by reading the list of validation losses."""
    best = 1
    for epoch in range(1, len(validation) + 1):
        if validation[epoch - 1] < validation[best - 1]:
            best = epoch
        if epoch - best >= patience:
            return epoch, best
    return len(validation), best


@pytest.mark.parametrize("patience", [1, 2, 5, 40])
@pytest.mark.parametrize("seed", range(4))
def test_early_stopping_restores_the_best_weights(patience, seed):
    r = rng(seed)
    X, Y = r.normal(size=(8, 2)), r.normal(size=(8, 2))
    validation = r.normal(size=(8, 2)), r.normal(size=(8, 2))
    args = {
        "batch_size": 3,
        "epochs": 30,
        "learning_rate": 0.3,
        "seed": seed,
        "record_path": True,
    }
    free, network = (Network((2, 6, 2), hidden="tanh", seed=seed) for _ in range(2))
    whole = train(free, X, Y, validation=validation, **args)
    probe = Network((2, 6, 2), hidden="tanh")
    expected = []
    for theta in whole.path[3::3]:
        probe.theta = theta
        expected.append(probe.loss(*validation))
    np.testing.assert_allclose(whole.validation_loss, expected, rtol=1e-12)
    assert whole.best_epoch == np.argmin(expected) + 1 and whole.stopped_epoch == 30
    np.testing.assert_array_equal(free.theta, whole.path[-1])  # nothing restored without patience

    history = train(network, X, Y, validation=validation, patience=patience, **args)
    stop, best = stopping_reference(expected, patience)
    assert (history.stopped_epoch, history.best_epoch) == (stop, best)
    assert len(history.loss) == len(history.validation_loss) == stop
    assert history.iterations == 3 * stop
    np.testing.assert_array_equal(history.path, whole.path[: 3 * stop + 1])
    np.testing.assert_array_equal(network.theta, whole.path[3 * best])
    assert network.loss(*validation) == pytest.approx(min(history.validation_loss), rel=1e-13)


def test_early_stopping_really_stops_early():
    X, Y = rng(0).normal(size=(8, 2)), rng(1).normal(size=(8, 2))
    network = Network((2, 6, 2), hidden="tanh", seed=0)
    history = train(
        network,
        X,
        Y,
        batch_size=3,
        epochs=200,
        learning_rate=0.3,
        validation=(X[::-1], Y),
        patience=3,
    )
    assert history.best_epoch + 3 == history.stopped_epoch < 200


def test_losses_are_reported_without_penalty_and_without_dropout():
    X, Y = data(10)
    network = Network((2, 4, 2), seed=1)
    history = train(
        network,
        X,
        Y,
        batch_size=5,
        epochs=3,
        learning_rate=0.1,
        penalty=0.3,
        dropout=0.5,
        validation=(X, Y),
    )
    assert history.loss == history.validation_loss
    assert history.loss[-1] == pytest.approx(network.loss(X, Y), rel=1e-14)


# Rates that diverge


@pytest.mark.parametrize("hidden", ["tanh", "relu", "softplus", "identity"])
@pytest.mark.parametrize("options", [{}, {"dropout": 0.4}, {"penalty": 1.0}])
def test_a_diverging_rate_ends_cleanly(hidden, options):
    X, Y = data(10)
    network = Network((2, 4, 2), hidden=hidden, seed=1)
    history = train(network, 10 * X, Y, batch_size=3, epochs=2000, learning_rate=1e3, **options)
    assert history.stopped_epoch == len(history.loss) < 2000
    assert not np.isfinite(history.loss[-1]) and np.isfinite(history.loss[:-1]).all()


def test_the_best_weights_survive_a_divergence():
    X, Y = data(10)
    network = Network((2, 2), seed=1)
    history = train(
        network,
        X,
        Y,
        batch_size=10,
        epochs=2000,
        learning_rate=2.0,
        validation=(X, Y),
        patience=2000,
    )
    assert not np.isfinite(history.loss[-1]) and history.best_epoch == 1
    assert network.loss(X, Y) == pytest.approx(history.validation_loss[0], rel=1e-13)


@pytest.mark.parametrize("patience", [None, 3])
def test_no_best_epoch_without_a_finite_validation_loss(patience):
    network = Network((1, 2, 1), hidden="identity")
    history = train(
        network,
        [[1.0], [2.0]],
        [0.0, 1.0],
        batch_size=2,
        epochs=3,
        learning_rate=0.01,
        validation=([[1e200]], [0.0]),
        patience=patience,
    )
    assert history.best_epoch is None and history.validation_loss == [np.inf] * 3


# Dropout inside training


def masks_of(shapes, bits, rate):
    for shape in shapes:
        mask = np.empty(shape)
        for place in np.ndindex(*shape):
            mask[place] = (bits & 1) / (1 - rate)
            bits >>= 1
        yield mask


@pytest.mark.parametrize("bias", [True, False])
def test_a_dropout_step_is_the_gradient_under_one_of_all_masks(bias):
    """3 + 2 hidden neurons, one observation: 32 masks. Each step must be one mask's step."""
    sizes, names, rate, s = (2, 3, 2, 1), ["tanh", "softplus", "identity"], 0.4, 0.1
    x, y = np.array([[0.7, -1.2]]), np.array([[2.0]])
    start = rng(8).normal(size=len(Network(sizes, bias=bias).theta))
    steps = {}
    for bits in range(32):
        masks = list(masks_of([(1, 3), (1, 2)], bits, rate))
        loss = partial(mean_loss, X=x, Y=y, sizes=sizes, names=names, loss="squared", bias=bias)
        gradient = complex_step(partial(loss, masks=masks), start)
        steps[bits] = start - s * gradient
    seen = []
    for seed in range(60):
        network = Network(sizes, hidden=names[:-1], bias=bias)
        network.theta = start
        train(network, x, y, batch_size=1, epochs=1, learning_rate=s, dropout=rate, seed=seed)
        matches = [
            bits
            for bits, theta in steps.items()
            if np.allclose(theta, network.theta, rtol=1e-12, atol=1e-13)
        ]
        assert matches
        seen.append(matches[0])
    assert len(set(seen)) > 10


@pytest.mark.parametrize(
    "hidden", ["sigmoid", "tanh", "relu", "leaky_relu", "softplus", "identity"]
)
@pytest.mark.parametrize("N", [6, 4100])
def test_gradient_with_given_masks(hidden, N):
    """The same masks in the loss and in its gradient, for a small and a large batch."""
    sizes, names, loss = (2, 3, 2, 1), [hidden, "tanh", "sigmoid"], "binary_cross_entropy"
    network = Network(sizes, hidden=[hidden, "tanh"], output="sigmoid", loss=loss, seed=3)
    X, Y = data(N, k=1, loss=loss)
    masks, generator = {3: [], 2: []}, rng(9)

    def draw(shape):
        mask = (generator.random(shape) < 0.5) / 0.5
        masks[shape[1]].append(mask)
        return mask

    out = Passes(network, X, Y).gradient(np.arange(N), draw)
    drawn = [np.concatenate(masks[3]), np.concatenate(masks[2])]
    assert [mask.shape for mask in drawn] == [(N, 3), (N, 2)]
    expected = complex_step(
        lambda theta: mean_loss(theta, X, Y, sizes, names, loss, True, drawn), network.theta
    )
    np.testing.assert_allclose(out, expected, rtol=1e-9, atol=1e-14)


# A run that is cut short


class Breaking(Tanh):
    """Raises an error at its n-th call."""

    def __init__(self, n, error):
        self.left, self.error = n + 1, error  # the network tries it once

    def value(self, z):
        self.left -= 1
        if self.left == 0:
            raise self.error
        return super().value(z)


@pytest.mark.parametrize("B", [3, 8])
@pytest.mark.parametrize("patience", [None, 30])
def test_ctrl_c_gives_back_the_last_whole_epoch(B, patience):
    """A run that is interrupted anywhere is the one that was to end after its last whole epoch."""
    X, Y = data(8)
    validation = data(5, seed=8)
    args = {
        "batch_size": B,
        "learning_rate": 1.5,
        "validation": validation,
        "patience": patience,
    }
    seen = set()
    for n in range(1, 40):
        network = Network((2, 4, 2), hidden=Breaking(n, KeyboardInterrupt()), seed=1)
        start = network.theta.copy()
        history = train(network, X, Y, epochs=30, record_path=True, **args)
        seen.add(history.stopped_epoch)
        assert history.interrupted
        if history.stopped_epoch == 0:
            assert history.loss == history.validation_loss == [] and history.best_epoch is None
            np.testing.assert_array_equal(history.path, [start])
            np.testing.assert_array_equal(network.theta, start)
            continue
        other = Network((2, 4, 2), hidden="tanh", seed=1)
        whole = train(other, X, Y, epochs=history.stopped_epoch, record_path=True, **args)
        assert not whole.interrupted
        for name in ("loss", "validation_loss", "iterations", "stopped_epoch", "best_epoch"):
            assert getattr(history, name) == getattr(whole, name)
        np.testing.assert_array_equal(history.path, whole.path)
        np.testing.assert_array_equal(network.theta, other.theta)
    assert seen > {0, 1, 2, 3}


@pytest.mark.parametrize("B", [3, 8])
def test_an_error_in_an_activation_changes_nothing(B):
    X, Y = data(8)
    for n in range(1, 20):
        network = Network((2, 4, 2), hidden=Breaking(n, ArithmeticError("mine")), seed=1)
        before = network.theta.tobytes()
        with pytest.raises(ArithmeticError, match="^mine$"):
            train(network, X, Y, batch_size=B, epochs=30, learning_rate=0.1)
        assert network.theta.tobytes() == before


class InPlace(Tanh):
    """An activation whose methods write into what they are given."""

    def value(self, z):
        return np.tanh(z, out=z)

    def slope(self, z):
        z[...] = super().slope(z)
        return z

    def slope_of_output(self, a):
        a[...] = super().slope_of_output(a)
        return a


@pytest.mark.parametrize("dropout", [0.0, 0.3])
def test_an_activation_may_work_in_place(dropout):
    X, Y = data(10)
    networks = [Network((2, 4, 3, 2), hidden=f, output=f, seed=1) for f in (Tanh(), InPlace())]
    for network in networks:
        train(network, X, Y, batch_size=4, epochs=3, learning_rate=0.2, dropout=dropout)
    plain, in_place = networks
    np.testing.assert_array_equal(plain.theta, in_place.theta)
    np.testing.assert_array_equal(plain.gradient(X, Y).theta, in_place.gradient(X, Y).theta)
    np.testing.assert_array_equal(plain.forward(X).z[0], in_place.forward(X).z[0])


# Under strict settings


@pytest.mark.parametrize("rate", [0.1, 1e3])
def test_strict_floating_point_settings_change_nothing(rate):
    X, Y = data(10)
    results = []
    for setting in ("warn", "raise"):
        network = Network((2, 4, 2), hidden="sigmoid", seed=1)
        with np.errstate(all=setting):
            history = train(network, 1e3 * X, Y, batch_size=3, epochs=50, learning_rate=rate)
        results.append((history.loss, network.theta))
    np.testing.assert_array_equal(results[0][0], results[1][0])
    np.testing.assert_array_equal(results[0][1], results[1][1])


# Bad input

GOOD = {"batch_size": 2, "epochs": 1, "learning_rate": 0.1}


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        (
            {"batch_size": 0},
            ValueError,
            "batch_size must be a whole number of at least 1 and of at most 4, got 0",
        ),
        (
            {"batch_size": 5},
            ValueError,
            "batch_size must be a whole number of at least 1 and of at most 4, got 5",
        ),
        ({"batch_size": 2.5}, TypeError, "batch_size must be a whole number, got float"),
        ({"batch_size": True}, TypeError, "batch_size must be a whole number, got bool"),
        ({"batch_size": "2"}, TypeError, "batch_size must be a whole number, got the text '2'"),
        ({"epochs": 0}, ValueError, "epochs must be a whole number of at least 1, got 0"),
        ({"epochs": None}, TypeError, "epochs must be a whole number, got NoneType"),
        ({"learning_rate": 0}, ValueError, "learning_rate must be a finite number above 0, got 0"),
        (
            {"learning_rate": np.nan},
            ValueError,
            "learning_rate must be a finite number above 0, got nan",
        ),
        (
            {"learning_rate": "fast"},
            TypeError,
            "learning_rate must be a number, got the text 'fast'",
        ),
        ({"seed": -1}, ValueError, "seed must be a whole number of at least 0, got -1"),
        ({"seed": None}, TypeError, "seed must be a whole number, got NoneType"),
        ({"penalty": -0.5}, ValueError, "penalty must be a finite number of at least 0, got -0.5"),
        (
            {"dropout": 1},
            ValueError,
            "dropout must be a finite number of at least 0 and below 1, got 1",
        ),
        (
            {"dropout": -0.1},
            ValueError,
            "dropout must be a finite number of at least 0 and below 1, got -0.1",
        ),
        ({"patience": 3}, ValueError, "patience needs validation data, got validation=None"),
        (
            {"patience": 0, "validation": ([[1.0, 1.0]], [1.0])},
            ValueError,
            "patience must be a whole number of at least 1, got 0",
        ),
        (
            {"validation": np.ones((3, 2))},
            TypeError,
            "validation must be a pair (X, Y), got ndarray",
        ),
        (
            {"validation": ([[1.0]], [1.0])},
            ValueError,
            "validation X must have shape (N, 2), got (1, 1)",
        ),
        (
            {"validation": ([[1.0, 1.0]], [np.nan])},
            ValueError,
            "validation Y must not hold NaN, got 1 of 1",
        ),
        (
            {"validation": ([[1.0, 1.0]], [1.0, 2.0])},
            ValueError,
            "validation Y must have one row for each of the 1 rows of validation X, "
            "got shape (2, 1)",
        ),
        ({"record_path": 1}, TypeError, "record_path must be True or False, got int"),
    ],
)
def test_messages_and_nothing_changes(change, error, message):
    network = Network((2, 3, 1))
    before = network.theta.tobytes()
    with pytest.raises(error) as raised:
        train(network, np.ones((4, 2)), np.ones(4), **GOOD | change)
    assert str(raised.value) == message
    assert network.theta.tobytes() == before


@pytest.mark.parametrize("bad", GARBAGE)
def test_garbage_is_refused_and_nothing_changes(bad):
    network = Network((1, 1))
    before = network.theta.tobytes()
    X, Y, args = [[1.0], [2.0]], [1.0, 2.0], GOOD | {"batch_size": 1}
    for wrong, name in [((GARBAGE[bad], Y), "X"), ((X, GARBAGE[bad]), "Y")]:
        with pytest.raises((TypeError, ValueError), match=f"^{name} must"):
            train(network, *wrong, **args)
        with pytest.raises((TypeError, ValueError), match=f"^validation {name} must"):
            train(network, X, Y, validation=wrong, **args)
    assert network.theta.tobytes() == before


@pytest.mark.parametrize("bad", NOT_NUMBERS)
def test_numbers_are_wanted(bad):
    for name in ("batch_size", "epochs", "learning_rate", "seed", "penalty", "dropout"):
        with pytest.raises(TypeError, match=f"^{name} must be a"):
            train(Network((2, 1)), np.ones((4, 2)), np.ones(4), **GOOD | {name: NOT_NUMBERS[bad]})


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: train(None, [[1.0]], [1.0], **GOOD),
            TypeError,
            "network must be a Network, got NoneType",
        ),
        (
            lambda: batches(4, 0, rng()),
            ValueError,
            "batch_size must be a whole number of at least 1 and of at most 4, got 0",
        ),
        (
            lambda: batches(4, 5, rng()),
            ValueError,
            "batch_size must be a whole number of at least 1 and of at most 4, got 5",
        ),
        (lambda: batches(0, 1, rng()), ValueError, "N must be a whole number of at least 1, got 0"),
        (lambda: batches(4, 2.0, rng()), TypeError, "batch_size must be a whole number, got float"),
        (lambda: batches(4, 2, 0), TypeError, "rng must be a Generator, got int"),
    ],
)
def test_messages(call, error, message):
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value) == message
