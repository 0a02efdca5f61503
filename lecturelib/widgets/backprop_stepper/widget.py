"""BackpropStepper: the lecture's example of back-propagation, step by step (section 8)."""

from pathlib import Path

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.text import Text

from lecturelib import checks, words
from lecturelib.figures import backpropagation as figures
from lecturelib.network import Network
from lecturelib.widgets.base import Checked, Limited, Numbers, Told, Widget, whole_run
from lecturelib.widgets.code import Code, numbers

_FORWARD, _STEPS = 6, 16  # 1 to 6 are the forward pass, 7 to 15 the backward pass, 16 is the update
_ORDER = [0, 2, 1, 3, 4, 5]  # theta goes by rows of W1: w1, w3, w2, w4, w5, w6. Its own inverse
_MOST_UPDATES = 1000
_SHRINK = 0.7  # of the figure in the notebook: the first display of a widget is to be light
_FASTEST = 1000
_FAR = 1e6  # a run that leaves these bounds has diverged, and ends


class BackpropStepper(Widget, folder=Path(__file__).parent):
    """The 2-2-1 network of the lecture's example with every number on its edge or node.

    w: the weights w1 to w6. x: the inputs x1, x2. y: the target; all between -1e6 and 1e6. s: the
    learning rate, above 0, at most 1000. step: how much is shown, from 0 (nothing is computed yet)
    over 6 (the forward pass) to 16 (the update). All are traits that can be read and set. Raises
    ValueError or TypeError on bad input.
    """

    remembers = ("w", "x", "y", "s", "step", "run", "updates")

    w = Numbers(6, _FAR)
    x = Numbers(2, _FAR)
    y = Limited(checks.number, 0.0, -_FAR, _FAR)
    s = Checked(lambda name, s: checks.number(name, s, above=0, at_most=_FASTEST), 0.1)
    step = Checked(
        lambda name, value: checks.whole(name, value, at_least=0, at_most=_STEPS), _FORWARD
    )
    # {path: float64 rows w1 to w6, the start and after each update} or {}
    run = Told({})
    updates = Checked(lambda name, value: checks.whole(name, value, at_least=0), 0)
    # The lines beside the graph: Python that computes what the graph shows.
    lines = Told(
        [
            "z = x @ W1",
            "a = f(z)",
            "y_hat = a @ W2",
            "L = (y - y_hat) ** 2",
            "delta = -2 * (y - y_hat)",
            "dW2 = delta * a",
            "delta_h = delta * W2 * df(z)",
            "dW1 = outer(x, delta_h)",
            "W2 = W2 - s * dW2",
            "W1 = W1 - s * dW1",
        ]
    )

    def __init__(self, w=(0.5, 1.5, 2.3, 3, 1, 1), x=(1, 0.5), y=4, s=0.1, step=_FORWARD):
        super().__init__(w=w, x=x, y=y, s=s, step=step)
        self.observe(self._drop_stale_run, ["w", "x", "y"])
        self.observe(self._follow_updates, "updates")

    @property
    def network(self):
        """A Network with the weights that are shown."""
        network = Network((2, 2, 1), bias=False)
        network.theta = np.array(self.w)[_ORDER]
        return network

    @property
    def gradient(self):
        """The slopes of the loss in w1 to w6, by back-propagation; shape (6,)."""
        return self.network.gradient(*self._data()).theta[_ORDER]

    @property
    def losses(self):
        """The loss at the start and after each update up to what is shown."""
        network, losses = self.network, []
        for w in self._path()[: self.updates + 1]:
            network.theta = w[_ORDER]
            losses.append(network.loss(*self._data()))
        return losses

    def update(self, times=1):
        """Takes so many steps w <- w - s dL/dw, at most 1000."""
        times = checks.whole("times", times, at_most=_MOST_UPDATES)
        with self.whole():
            self._learn(times)
            self.updates = len(self._path()) - 1

    def do_update(self):
        self.update()

    def do_fifty(self):
        self._learn(50)

    def code(self):
        """The lines that make the weights that are shown, and the gradient, as a Code."""
        training = "from lecturelib.training import train\n" if self.updates else ""
        learn = (
            f"train(network, X, y, batch_size=1, epochs={self.updates}, "
            f"learning_rate={numbers(self.s)})\n"
        )
        return Code(
            f"import numpy as np\n\nfrom lecturelib.network import Network\n{training}\n"
            f"X, y = np.array([{numbers(self.x)}]), np.array([{numbers(self.y)}])\n"
            "network = Network((2, 2, 1), bias=False)\n"
            f"w1, w2, w3, w4, w5, w6 = {numbers(self._path()[0])}\n"
            "network.theta = [w1, w3, w2, w4, w5, w6]\n"
            f"{learn if self.updates else ''}"
            "print(network.theta, network.loss(X, y), network.gradient(X, y).theta)"
        )

    def seen(self):
        X, Y = self._data()
        return words.table(self.table)["seen"].format(
            x=_list(self.x, "g"),
            y=f"{self.y:g}",
            w=_list(self.w, ".4g"),
            y_hat=f"{self.network.predict(X)[0]:.3f}",
            L=f"{self.network.loss(X, Y):.3f}",
            gradient=_list(self.gradient.round(3) + 0.0, ".3f"),
        )

    def picture(self):
        picture = figures.example(self.network, *self._data(), backward=self.step > _FORWARD)
        picture.set_size_inches(_SHRINK * picture.get_size_inches())
        for text in picture.findobj(Text):
            text.set_fontsize(_SHRINK * text.get_fontsize())
        for line in picture.findobj(Line2D):
            line.set_markersize(_SHRINK * line.get_markersize())
        return picture

    def _data(self):
        return np.array([self.x]), np.array([self.y])

    def _path(self):
        """The recorded rows w1 to w6; without a run the present one."""
        return np.frombuffer(self.run["path"]).reshape(-1, 6) if self.run else np.array([self.w])

    def _learn(self, times):
        options = {"batch_size": 1, "learning_rate": self.s, "record_path": True}
        history = whole_run(self.network, *self._data(), epochs=times, **options)
        new = history.path[1:, _ORDER]
        old = self._path()[: self.updates + 1]
        if len(old) + len(new) > _MOST_UPDATES + 1:
            old = old[-1:]
        near = (np.abs(new) <= _FAR).all(axis=1)
        path = np.concatenate([old, new[: len(new) if near.all() else near.argmin()]])
        with self.whole(), self.hold_trait_notifications():
            self.set_trait("run", {"path": path.tobytes()})
            self.updates = len(old) - 1

    def _drop_stale_run(self, change):
        shown = self._path()[min(self.updates, len(self._path()) - 1)]
        if self.run and (change["name"] != "w" or tuple(shown) != self.w):
            self.set_trait("run", {})
            self.updates = 0

    def _follow_updates(self, change):
        with self.hold_trait_notifications():
            self.updates = min(self.updates, len(self._path()) - 1)
            self.w = self._path()[self.updates]


def _list(values, form):
    return ", ".join(f"{value:{form}}" for value in values)
