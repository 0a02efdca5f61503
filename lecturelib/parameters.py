"""The flat parameter vector theta of a network, and the views that give it the lecture's shapes."""

import numpy as np

from lecturelib import checks


class Views(list):
    """Views into one flat array, one a layer. Assigning to an item writes through to that array."""

    def __init__(self, name, views):
        super().__init__(views)
        self.name = name

    def __setitem__(self, layer, value):
        view = self[
            checks.whole(
                f"the layer in {self.name}[...]", layer, at_least=-len(self), at_most=len(self) - 1
            )
        ]
        name = f"{self.name}[{layer}]"
        value = checks.finite(name, value)
        if value.ndim and value.shape != view.shape:
            raise ValueError(f"{name} must have shape {view.shape}, got {value.shape}")
        view[...] = value


def blocks(theta, shapes):
    """theta cut into consecutive blocks of these shapes: a list of views."""
    ends = np.cumsum([m * n for m, n in shapes])
    return [theta[end - m * n : end].reshape(m, n) for end, (m, n) in zip(ends, shapes)]


def weights(blocks, bias):
    """W^(1), W^(2), ...: the blocks without their bias row."""
    return Views("weights", (block[:-1] if bias else block for block in blocks))


def biases(blocks, bias):
    """b^(1), b^(2), ...: the bias rows, or empty views without bias."""
    return Views("biases", (block[-1] if bias else block[:0].ravel() for block in blocks))
