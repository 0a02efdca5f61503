"""Data sets: made ones, with a seed, and two real ones (credits are in `data/README.md`)."""

from importlib.resources import files

import numpy as np

from lecturelib import checks

_DATA = files("lecturelib") / "data"

SPECIES = ("setosa", "versicolor", "virginica")


def blobs(N=40, distance=4.0, seed=0):
    """Two round clouds with standard deviation 1.

    Their centres lie `distance` >= 0 apart on a diagonal. Returns X (N, 2) and y (N,) of -1 and 1,
    half of each (one more of -1 if N is odd), in mixed order. N >= 2.
    """
    N = checks.count("N", N, at_least=2)
    rng = _rng(seed)
    y = rng.permutation(np.where(np.arange(N) % 2, 1, -1))
    shift = checks.number("distance", distance, at_least=0) / np.sqrt(8)
    return rng.normal(size=(N, 2)) + shift * y[:, None], y


def moons(N=200, noise=0.2, seed=0):
    """Two interleaved half circles of radius 1, with normal noise.

    noise: its standard deviation, at least 0. Returns X (N, 2) and y (N,) of 0 and 1, half of each,
    in mixed order. N >= 2.
    """
    N = checks.count("N", N, at_least=2)
    noise = checks.number("noise", noise, at_least=0)
    rng = _rng(seed)
    y = rng.permutation(np.arange(N) % 2)
    angle = np.pi * rng.random(N)
    X = np.column_stack([np.cos(angle), np.sin(angle)])
    X[y == 1] = np.array([1, 0.5]) - X[y == 1]
    return X + _noise(rng, noise, X.shape), y


def noisy_sine(N=30, noise=0.2, seed=0):
    """sin(2 pi x) at N >= 1 random places in [0, 1], with normal noise.

    noise: its standard deviation, at least 0. Returns X (N, 1), sorted, and y (N,).
    """
    N = checks.count("N", N)
    noise = checks.number("noise", noise, at_least=0)
    rng = _rng(seed)
    x = np.sort(rng.random(N))
    return x[:, None], np.sin(2 * np.pi * x) + _noise(rng, noise, N)


def digits():
    """Handwritten digits (UCI, Alpaydin & Kaynak 1998).

    Returns X (1797, 64), the pixels of 8 x 8 images, 0 white to 1 black, row by row, and y (1797,)
    of 0 to 9.
    """
    with (_DATA / "digits.npz").open("rb") as file, np.load(file) as archive:
        return archive["images"] / 16, archive["labels"].astype(int)


def iris():
    """Fisher's irises (1936).

    Returns X (150, 4), sepal length and width, petal length and width in cm, and y (150,) of 0, 1
    and 2, the species in the order of SPECIES.
    """
    with (_DATA / "iris.csv").open(encoding="utf-8") as file:
        table = np.loadtxt(file, delimiter=",", skiprows=1)
    return table[:, :4], table[:, 4].astype(int)


def _rng(seed):
    return np.random.default_rng(checks.whole("seed", seed, at_least=0))


def _noise(rng, noise, shape):
    with np.errstate(over="ignore", under="ignore"):
        values = noise * rng.normal(size=shape)
    if not np.isfinite(values).all():
        raise ValueError(f"noise must be small enough for finite data, got {noise:g}")
    return values
