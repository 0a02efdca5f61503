"""The flat parameter vector theta of a network, and the views that give it the lecture's shapes.

Layer l owns a block of theta, shaped (n_{l-1} + 1, n_l): the rows of W^(l), then b^(l). Without
bias the block is W^(l).
"""

from contextlib import contextmanager
from itertools import pairwise

import numpy as np

from lecturelib import checks


class Views(list):
    """A list of views into one flat array, one a layer: `views[l] = value` writes into that array.

    So does `views[l] *= 2`; where the outcome is not finite, the old values return. What would add,
    remove or reorder layers is refused with TypeError. Copies are plain lists.
    """

    def __init__(self, name, views):
        super().__init__(views)
        # What each layer held when it was last asked for: `views[0] += views[1].sum()` asks twice.
        self.name, self._before = name, [None] * len(views)

    def __getitem__(self, layer):
        view = super().__getitem__(layer)
        if isinstance(view, np.ndarray):
            self._before[layer] = view.copy()
        return view

    def __setitem__(self, layer, value):
        layer = checks.whole(
            f"the layer in {self.name}[...]", layer, at_least=-len(self), at_most=len(self) - 1
        )
        name, view = f"{self.name}[{layer}]", super().__getitem__(layer)
        with undone(view, value, self._before[layer]):
            checked = checks.finite(name, value)
        if checked.shape != view.shape and (checked.ndim or not view.size):
            raise ValueError(f"{name} must have shape {view.shape}, got {checked.shape}")
        view[...] = checked

    def __reduce__(self):
        return list, (list(self),)

    def _refuse(self, *_, **__):
        raise TypeError(
            f"{self.name} must keep one array a layer: "
            f"assign to {self.name}[l], l = 0 to {len(self) - 1}"
        )

    append = extend = insert = pop = remove = clear = sort = reverse = _refuse
    __delitem__ = __iadd__ = __imul__ = _refuse


@contextmanager
def undone(view, value, before):
    """Puts `before` back where the value that is refused within is the view itself.

    `x.view *= 2` writes into the view first and assigns it then.
    """
    try:
        yield
    except ValueError:
        if value is view:
            view[...] = before
        raise


def blocks(theta, sizes, bias):
    """The blocks of theta, one a layer: a list of views."""
    shapes = [(m + bias, n) for m, n in pairwise(sizes)]
    ends = np.cumsum([m * n for m, n in shapes])
    return [
        theta[end - m * n : end].reshape(m, n) for end, (m, n) in zip(ends, shapes, strict=True)
    ]


def weights(theta, sizes, bias):
    """W^(1), W^(2), ...: a list of views, (n_{l-1}, n_l)."""
    return [block[:-1] if bias else block for block in blocks(theta, sizes, bias)]


def biases(theta, sizes, bias):
    """b^(1), b^(2), ...: a list of views, (n_l,); empty ones without bias."""
    return [block[-1] if bias else block[:0].ravel() for block in blocks(theta, sizes, bias)]
