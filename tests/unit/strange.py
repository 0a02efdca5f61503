"""What a function may be given instead of what it wants."""

from datetime import timedelta
from decimal import Decimal

import numpy as np

from lecturelib.activations import Activation, LeakyReLU
from lecturelib.network import Network
from tests.unit.reference import GARBAGE, NOT_NUMBERS


class HasTheta:
    theta = np.zeros(3)


class Unfinished(Activation):
    """A student's own, whose derivative is still missing."""

    name = "unfinished"

    def value(self, z):
        return z

    def slope(self, z):
        raise ValueError("hidden must have a slope, got none yet")

    slope_of_output = slope


class Flat(Unfinished):
    """Its values have another shape than z."""

    def value(self, z):
        return z[..., :1]


class Speaking(Unfinished):
    """Its values are no numbers."""

    def value(self, z):
        return "high"


STRANGE = [
    *GARBAGE.values(),
    *NOT_NUMBERS.values(),
    np.ma.masked_equal([1.0, -999.0], -999.0),
    np.ma.masked,
    [1.0, np.ma.masked],
    np.timedelta64(3, "s"),
    np.array([3], dtype="m8[ns]"),
    timedelta(1),
    Decimal(1),
    b"1",
    {1: 2},
    (i for i in range(3)),
    np.array([], dtype=str),
    np.zeros(2, dtype=[("a", float)]),
    10**400,
    -(10**5000),
    [10**400, 0.5],
    np.nan,
    np.inf,
    -1,
    0,
    0.5,
    [],
    [[]],
    np.ones((2, 0)),
    np.float16(2),
    np.longdouble(2),
    LeakyReLU,
    np.tanh,
    lambda: None,
    lambda x: None,
    lambda x: x[:1],
    lambda x: np.ma.masked_less(x, 0.5),
    lambda x: "high",
    Network((2, 1)),
    Network((1, 2, 1), bias=False),
    Network,
    HasTheta(),
    Unfinished(),
    Flat(),
    Speaking(),
    np.random.RandomState(0),
    np.array([1j]),
    np.ones((0, 2)),
    {},
    {"a": 1},
]
