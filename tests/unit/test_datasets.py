"""The made data keep their promises; the real data are those that were published."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecturelib import datasets
from tests.unit.reference import NOT_NUMBERS

pytestmark = pytest.mark.filterwarnings("error")

MADE = [datasets.blobs, datasets.moons, datasets.noisy_sine]


@given(N=st.integers(2, 80), seed=st.integers(0, 99))
def test_shapes_and_labels(N, seed):
    for make, columns, labels in [(datasets.blobs, 2, [-1, 1]), (datasets.moons, 2, [0, 1])]:
        X, y = make(N=N, seed=seed)
        assert X.shape == (N, columns) and y.shape == (N,) and np.isfinite(X).all()
        low, high = ((y == label).sum() for label in labels)
        assert low + high == N and low - high == N % 2
        assert y.dtype.kind == "i"
    X, y = datasets.noisy_sine(N=N, seed=seed)
    assert X.shape == (N, 1) and y.shape == (N,)
    assert X.min() >= 0 and X.max() <= 1 and (np.diff(X[:, 0]) >= 0).all()


@pytest.mark.parametrize("make", MADE)
def test_seeds_reproduce(make):
    for first, again, other in zip(make(seed=1), make(seed=1), make(seed=2), strict=True):
        np.testing.assert_array_equal(first, again)
        assert not np.array_equal(first, other)
    for default, zero in zip(make(), make(seed=0), strict=True):
        np.testing.assert_array_equal(default, zero)


def test_labels_come_in_mixed_order():
    for make in (datasets.blobs, datasets.moons):
        y = make(N=200)[1]
        assert 60 < (np.diff(y) != 0).sum() < 140


@pytest.mark.parametrize("distance", [0, 1.5, 4, 10])
def test_blobs_lie_at_their_distance(distance):
    X, y = datasets.blobs(N=20_000, distance=distance, seed=3)
    low, high = X[y == -1], X[y == 1]
    tolerance = 5 / np.sqrt(10_000)
    np.testing.assert_allclose(low.std(axis=0), 1, atol=tolerance)
    np.testing.assert_allclose(high.std(axis=0), 1, atol=tolerance)
    shift = distance / np.sqrt(8)  # on the diagonal, so half the distance is sqrt(2) times this
    np.testing.assert_allclose(high.mean(axis=0), [shift, shift], atol=tolerance)
    np.testing.assert_allclose(low.mean(axis=0), [-shift, -shift], atol=tolerance)


def test_moons_are_half_circles():
    X, y = datasets.moons(N=500, noise=0, seed=1)
    upper, lower = X[y == 0], X[y == 1]
    np.testing.assert_allclose(np.hypot(*upper.T), 1, rtol=1e-12)
    np.testing.assert_allclose(np.hypot(*(lower - [1, 0.5]).T), 1, rtol=1e-12)
    assert upper[:, 1].min() >= 0 and lower[:, 1].max() <= 0.5
    noisy = datasets.moons(N=500, noise=0.3, seed=1)[0]
    assert np.std(noisy - X) == pytest.approx(0.3, rel=0.15)


def test_noisy_sine_is_a_sine_with_noise():
    X, y = datasets.noisy_sine(N=4000, noise=0, seed=1)
    np.testing.assert_allclose(y, np.sin(2 * np.pi * X[:, 0]), rtol=1e-12)
    noise = datasets.noisy_sine(N=4000, noise=0.2, seed=1)[1] - y
    assert noise.std() == pytest.approx(0.2, rel=0.06)
    assert abs(noise.mean()) < 5 * 0.2 / np.sqrt(4000)
    assert np.histogram(X, bins=4, range=(0, 1))[0].min() > 850


def test_digits_are_those_of_the_uci():
    X, y = datasets.digits()
    assert X.shape == (1797, 64) and y.shape == (1797,) and X.dtype == float and y.dtype.kind == "i"
    pixels = X * 16
    np.testing.assert_array_equal(pixels, np.round(pixels))
    assert pixels.min() == 0 and pixels.max() == 16
    assert np.bincount(y).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert pixels.sum() == 561_718
    assert y[:10].tolist() == list(range(10))
    assert pixels[0, :16].tolist() == [0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0]


def test_iris_is_fishers():
    X, y = datasets.iris()
    assert X.shape == (150, 4) and y.dtype.kind == "i"
    assert datasets.SPECIES == ("setosa", "versicolor", "virginica")
    assert np.bincount(y).tolist() == [50, 50, 50] and (np.diff(y) >= 0).all()
    assert [f"{mean:.3f}" for mean in X.mean(axis=0)] == ["5.843", "3.057", "3.758", "1.199"]
    by_species = [X[y == k].mean(axis=0).round(3).tolist() for k in range(3)]
    assert by_species == [
        [5.006, 3.428, 1.462, 0.246],
        [5.936, 2.770, 4.260, 1.326],
        [6.588, 2.974, 5.552, 2.026],
    ]
    assert X[34].tolist() == [4.9, 3.1, 1.5, 0.2] and X[37].tolist() == [4.9, 3.6, 1.4, 0.1]
    assert X.min(axis=0).tolist() == [4.3, 2.0, 1.0, 0.1]
    assert X.max(axis=0).tolist() == [7.9, 4.4, 6.9, 2.5]


@pytest.mark.parametrize("load", [datasets.digits, datasets.iris])
def test_spoiling_the_arrays_does_not_spoil_the_data(load):
    X, y = load()
    X[:], y[:] = -1, -1
    again_X, again_y = load()
    assert again_X.min() >= 0 and again_y.min() >= 0


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: datasets.blobs(N=1), ValueError, "N must be a whole number of at least 2, got 1"),
        (
            lambda: datasets.blobs(distance=-1),
            ValueError,
            "distance must be a finite number of at least 0, got -1",
        ),
        (
            lambda: datasets.blobs(distance="far"),
            TypeError,
            "distance must be a number, got the text 'far'",
        ),
        (
            lambda: datasets.moons(noise=1.7e308),
            ValueError,
            "noise must be small enough for finite data, got 1.7e+308",
        ),
        (
            lambda: datasets.noisy_sine(N=50, noise=1e308),
            ValueError,
            "noise must be small enough for finite data, got 1e+308",
        ),
        (lambda: datasets.moons(N=10.0), TypeError, "N must be a whole number, got float"),
        (
            lambda: datasets.moons(noise=np.inf),
            ValueError,
            "noise must be a finite number of at least 0, got inf",
        ),
        (
            lambda: datasets.noisy_sine(N=0),
            ValueError,
            "N must be a whole number of at least 1, got 0",
        ),
        (
            lambda: datasets.noisy_sine(seed=-3),
            ValueError,
            "seed must be a whole number of at least 0, got -3",
        ),
    ],
)
def test_messages(call, error, message):
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value) == message


@pytest.mark.parametrize("make", MADE)
@pytest.mark.parametrize("bad", NOT_NUMBERS)
def test_numbers_are_wanted(make, bad):
    for name in ("N", "seed"):
        with pytest.raises(TypeError, match=f"^{name} must be a whole number, got "):
            make(**{name: NOT_NUMBERS[bad]})
