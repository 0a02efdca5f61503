"""DigitPad: draw a digit, and a trained network names it while the pen moves (section 1)."""

import reprlib
from copy import deepcopy
from functools import cache
from pathlib import Path

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from lecturelib import checks, words
from lecturelib.datasets import digits
from lecturelib.figures import style
from lecturelib.figures.picture import Picture
from lecturelib.network import Network
from lecturelib.widgets.base import Checked, Told, Widget, whole_run

_SIDE = 8
_START = 97  # a clear 4 of the data set
_LARGEST = 1e6  # of a weight
_FAR, _MOST_INK = 10_000, 20_000  # how far a pen leaves the pad; three minutes without a pause


def _image(name, value):
    value = checks.vector(name, checks.finite(name, value).ravel(), size=_SIDE**2)
    if ((value < 0) | (value > 1)).any():
        raise ValueError(
            f"{name} must hold numbers from 0 to 1, got {value.min():g} to {value.max():g}"
        )
    return tuple(value.tolist())


def _strokes(name, value):
    if not isinstance(value, (list, tuple)):
        raise TypeError(f"{name} must be a list of strokes, got {type(value).__name__}")
    strokes = [checks.vector(f"{name}[{k}]", stroke) for k, stroke in enumerate(value)]
    for k, stroke in enumerate(strokes):
        if len(stroke) % 2 or np.abs(stroke).max() > _FAR:
            wanted = f"x, y, x, y, ... from -{_FAR} to {_FAR}"
            raise ValueError(f"{name}[{k}] must be {wanted}, got {reprlib.repr(stroke.tolist())}")
    if sum(map(len, strokes)) > _MOST_INK:
        raise ValueError(f"{name} must hold at most {_MOST_INK:,} numbers")
    return tuple(tuple(stroke.tolist()) for stroke in strokes)


class DigitPad(Widget, folder=Path(__file__).parent):
    """A pad to draw on, the 8 x 8 image that is made of the drawing, and a network's ten outputs.

    network: a Network of sizes (64, ..., 10), as trained on `datasets.digits()`; a copy is shown,
    so later training does not change it. Without one, a small one is trained on the spot. image: 64
    numbers from 0 (white) to 1 (black), row by row, or an array (8, 8). pixel: 0 to 63, the one
    under the keyboard's cursor. inside: whether the neurons of the hidden layer are shown, for a
    network that has just one. neuron: the one of them that is open, from 0. All four are traits
    that can be read and set; `outputs`, `digit`, `activations` and `votes` follow. Raises
    ValueError or TypeError on bad input.
    """

    remembers = ("image", "strokes", "pixel", "inside", "neuron")

    image = Checked(_image, (0.0,) * _SIDE**2)
    pixel = Checked(
        lambda name, value: checks.whole(name, value, at_least=0, at_most=_SIDE**2 - 1), 43
    )
    # Each (x, y, x, y, ...), from 0 to 32 on the pad; shown while they make `image`.
    strokes = Checked(_strokes, ())
    inside = Checked(checks.flag, False)
    neuron = Checked(lambda name, value: checks.whole(name, value, at_least=0), 0)
    # {sizes, bias, activations, gamma, theta: float64}
    net = Told({})

    def __init__(self, network=None, image=None, pixel=43, inside=False, neuron=0):
        network = _trained() if network is None else checks.instance("network", network, Network)
        if (network.sizes[0], network.sizes[-1]) != (_SIDE**2, 10):
            raise ValueError(
                f"network must have 64 inputs and 10 outputs, got sizes {network.sizes}"
            )
        if np.abs(network.theta).max() > _LARGEST:
            largest = np.abs(network.theta).max()
            raise ValueError(f"network must have weights within -1e6 and 1e6, got {largest:g}")
        self._network = deepcopy(network)
        net = {
            "sizes": list(network.sizes),
            "bias": network.bias,
            "activations": [f.name for f in network.activations],
            "gamma": next((f.gamma for f in network.activations if f.name == "leaky_relu"), 0),
            "theta": network.theta.tobytes(),
        }
        image = digits()[0][_START] if image is None else image
        super().__init__(net=net, image=image, pixel=pixel, inside=inside, neuron=neuron)

    def fits(self, name, value):
        if name == "inside" and value:
            self._has_one_hidden(name)
        if name == "neuron":
            checks.whole(name, value, at_least=0, at_most=self._network.sizes[1] - 1)
        return value

    def _has_one_hidden(self, name):
        sizes = self._network.sizes
        if len(sizes) != 3:
            raise ValueError(f"{name} must have a network with one hidden layer, got sizes {sizes}")

    @property
    def outputs(self):
        """The ten outputs for the image, shape (10,)."""
        return self._network.predict([self.image])[0]

    @property
    def digit(self):
        """The digit with the largest output."""
        return int(self.outputs.argmax())

    @property
    def activations(self):
        """Those of the first layer after the pixels, shape (n,)."""
        return self._network.forward([self.image]).a[1][0]

    @property
    def votes(self):
        """The open neuron's activation times its weight to each output, shape (10,).

        Raises ValueError unless there is one hidden layer.
        """
        self._has_one_hidden("votes")
        return self.activations[self.neuron] * self._network.weights[1][self.neuron]

    def seen(self):
        outputs, text = self.outputs, words.table(self.table)
        first, second = np.argsort(-outputs, kind="stable")[:2]
        seen = text["seen"].format(
            sizes="-".join(map(str, self._network.sizes)),
            first=first,
            y_first=f"{outputs[first]:.2f}",
            second=second,
            y_second=f"{outputs[second]:.2f}",
        )
        if not self.inside:
            return seen
        a, digit = self.activations[self.neuron], int(self.votes.argmax())
        open_ = {"j": self.neuron, "a": f"{a:.2f}", "vote": f"{self.votes[digit]:+.2f}"}
        return text["seen_inside"].format(seen=seen, digit=digit, **open_)

    def picture(self):
        text = words.table(self.table)
        alt = text["alt_inside" if self.inside else "alt"].format(seen=self.seen())
        picture = Picture(alt, width=5.4 if self.inside else 6, height=4 if self.inside else 3)
        above = picture
        if self.inside:
            above, below = picture.subfigures(2, height_ratios=(3, 1.4))
            self._draw_neurons(below)
        left, right = above.subplots(1, 2, width_ratios=(1, 1.1))
        left.imshow(np.reshape(self.image, (_SIDE, _SIDE)), cmap="gray_r", vmin=0, vmax=1)
        left.set(xticks=[], yticks=[])
        style.axes(right, "", text["axis"]).barh(range(10), self.outputs, color=style.SKY)
        right.barh(self.digit, self.outputs[self.digit], color=style.BLUE)
        right.set(xlim=(0, 1), ylim=(9.6, -0.6), yticks=range(10))
        return picture

    def _draw_neurons(self, place):
        """Each neuron's weights, framed by its activation."""
        W, a = self._network.weights[0], self.activations
        most, strongest = np.abs(W).max() / 2, max(1, np.abs(a).max())
        colours = LinearSegmentedColormap.from_list("", (style.VERMILLION, "white", style.BLUE))
        rows = -(-len(a) // 8)
        for j, ax in enumerate(place.subplots(rows, 8, squeeze=False).flat):
            ax.set(xticks=[], yticks=[])
            if j >= len(a):
                ax.axis("off")
                continue
            weights = W[:, j].reshape(_SIDE, _SIDE)
            ax.imshow(weights, cmap=colours, vmin=-most, vmax=most)
            ax.spines[:].set(color=style.PURPLE, linewidth=4 * abs(a[j]) / strongest)


@cache
def _trained():
    X, y = digits()
    network = Network((64, 16, 10), output="sigmoid", loss="binary_cross_entropy")
    whole_run(network, X, np.eye(10)[y], batch_size=32, epochs=20, learning_rate=1.0)
    return network
