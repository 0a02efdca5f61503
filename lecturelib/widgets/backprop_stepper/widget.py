"""BackpropStepper: back-propagation in the lecture's example or another small network."""

from copy import deepcopy
from pathlib import Path

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.text import Text

from lecturelib import checks, words
from lecturelib.figures import backpropagation as figures
from lecturelib.widgets.backprop_stepper import question, source, structure
from lecturelib.widgets.base import Checked, Told, Widget, near, whole_run

_MOST_UPDATES = 1000
_SHRINK = 0.7  # of the figure in the notebook: the first display of a widget is to be light
_FASTEST = 1000
_FAR = 1e6  # a run that leaves these bounds has diverged, and ends
_X, _Y = (1, 0.5, -1), (1, 0)  # of a network whose observation is not given


def _fitted(name, value):
    return value  # `fits` knows how many there are


class BackpropStepper(Widget, folder=Path(__file__).parent):
    """A small network with every number on its edge or node; without one the lecture's example.

    network: a Network of at most 3 inputs, two hidden layers of at most 4 and 3 neurons, and 2
    outputs, whose activations have slopes; it is copied. w: its weights, neuron by neuron from the
    first hidden one on, each from the top down (the lecture's w1 to w6). b: its biases in the same
    order, () without. x: the inputs. y: the target, a number, or a number for each of two outputs;
    what its loss takes. All these lie between -1e6 and 1e6. s: the learning rate, above 0, at most
    1000. step: how much is shown, from 0 (nothing is computed yet) to the update, at first the
    forward pass. chosen: what is explained beside the step, "w3" for the slope of the third weight,
    "b1" for that of a bias, "n2" for the error of the second neuron, "" for nothing. quiz: () for
    none; (seed,) hides one of the numbers that are shown and asks for it; (seed, answer) judges.
    All but network are traits that can be read and set. Raises ValueError or TypeError on bad
    input.
    """

    remembers = ("w", "b", "x", "y", "s", "step", "chosen", "quiz", "run", "updates")

    w = Checked(_fitted, ())
    b = Checked(_fitted, ())
    x = Checked(_fitted, ())
    y = Checked(_fitted, 0.0)
    s = Checked(lambda name, s: checks.number(name, s, above=0, at_most=_FASTEST), 0.1)
    step = Checked(_fitted, 0)
    chosen = Checked(checks.text, "")
    quiz = Checked(question.checked, ())
    # {path: float64 rows of w and b, the start and after each update} or {}
    run = Told({})
    updates = Checked(lambda name, value: checks.whole(name, value, at_least=0), 0)
    shape = Told({})  # structure.described
    lines = Told([])  # Python that computes what the graph shows

    def __init__(self, network=None, x=None, y=None, w=None, b=None, s=0.1, step=None, quiz=()):
        example = network is None
        network = structure.lecture() if example else structure.fitting(network)
        self._network, self._order = deepcopy(network), structure.order(network)
        self._weights = int(network.is_weight.sum())
        theta = network.theta[self._order]
        self._shape = structure.described(network)
        p, k = network.sizes[0], network.sizes[-1]
        if y is None:
            y = 4 if example else _Y[0] if k == 1 else _Y[:k]
        super().__init__(
            w=theta[: self._weights] if w is None else w,
            b=theta[self._weights :] if b is None else b,
            x=_X[:p] if x is None else x,
            y=y,
            s=s,
            step=self._forward if step is None else step,
            quiz=quiz,
        )
        self.set_trait("shape", self._shape)
        self.set_trait("lines", structure.lines(network))
        self.observe(self._drop_stale_run, ["w", "b", "x", "y"])
        self.observe(self._follow_updates, "updates")

    def fits(self, name, value):
        match name:
            case "w":
                return near(name, value, self._weights, _FAR)
            case "b":
                return self._bias_values(name, value)
            case "x":
                return near(name, value, self._network.sizes[0], _FAR)
            case "y":
                return self._target(name, value)
            case "step":
                return checks.whole(name, value, at_least=0, at_most=len(self._shape["steps"]))
            case "chosen":
                return checks.choice(name, value, self._choices())
        return value

    @property
    def network(self):
        """A Network with the weights and biases that are shown."""
        network = deepcopy(self._network)
        network.theta[self._order] = self._theta()
        return network

    @property
    def gradient(self):
        """The slopes of the loss in w, then in b, by back-propagation; the lecture's six: (6,)."""
        return self.network.gradient(*self._data()).theta[self._order]

    @property
    def losses(self):
        """The loss at the start and after each update up to what is shown."""
        network, losses = self.network, []
        for row in self._path()[: self.updates + 1]:
            network.theta[self._order] = row
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

    @property
    def hidden(self):
        """The name of the number that the quiz hides; "" without a quiz, or if none is shown."""
        return question.hidden(self._shape["steps"], self.step, self.quiz[0]) if self.quiz else ""

    @property
    def right(self):
        """Whether the quiz's answer is right; None if there is none."""
        if len(self.quiz) < 2 or not self.hidden:
            return None
        truth = question.truth(self.hidden, self.network, *self._data(), self._order)
        return question.right(self.quiz[1], truth)

    def code(self):
        """The lines that make the numbers that are shown, and the gradient, as a Code."""
        start = self._path()[0]
        return source.source(self._network, self._order, start, *self._data(), self.s, self.updates)

    def seen(self):
        X, Y = self._data()
        texts, gradient = words.table(self.table), self.gradient.round(3) + 0.0
        steepest = int(np.abs(gradient).argmax())
        return texts["seen" if self._shape["lecture"] else "seen_network"].format(
            x=_list(self.x, "g"),
            y=_list(np.ravel(self.y), "g"),
            w=_list(self.w, ".4g"),
            y_hat=_list(self.network.predict(X).ravel(), ".3f"),
            L=f"{self.network.loss(X, Y):.3f}",
            gradient=_list(gradient, ".3f"),
            sizes="-".join(map(str, self._network.sizes)),
            parameters=len(gradient),
            steepest=f"{gradient[steepest]:.3f}",
        )

    def picture(self):
        draw = figures.example if self._shape["lecture"] else figures.network
        picture = draw(self.network, *self._data(), backward=self.step > self._forward)
        picture.set_size_inches(_SHRINK * picture.get_size_inches())
        for text in picture.findobj(Text):
            text.set_fontsize(_SHRINK * text.get_fontsize())
        for line in picture.findobj(Line2D):
            line.set_markersize(_SHRINK * line.get_markersize())
        return picture

    @property
    def _forward(self):
        return structure.forward_steps(self._shape["steps"])

    def _data(self):
        return np.array([self.x]), np.array([self.y])

    def _theta(self):
        return np.array([*self.w, *self.b])

    def _path(self):
        """The recorded rows of w and b; without a run the present one."""
        now = self._theta()
        return np.frombuffer(self.run["path"]).reshape(-1, len(now)) if self.run else now[None]

    def _learn(self, times):
        options = {"batch_size": 1, "learning_rate": self.s, "record_path": True}
        history = whole_run(self.network, *self._data(), epochs=times, **options)
        new = history.path[1:, self._order]
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
        by_run = change["name"] in ("w", "b") and np.array_equal(shown, self._theta())
        if self.run and not by_run:
            self.set_trait("run", {})
            self.updates = 0

    def _follow_updates(self, change):
        with self.hold_trait_notifications():
            self.updates = min(self.updates, len(self._path()) - 1)
            row = self._path()[self.updates]
            self.w, self.b = row[: self._weights], row[self._weights :]

    def _target(self, name, value):
        k = self._network.sizes[-1]
        if k == 1:
            value = checks.number(name, value, at_least=-_FAR, at_most=_FAR)
        else:
            value = near(name, value, k, _FAR)
        self._network.loss_function.check_target(name, np.reshape(value, (1, k)))
        return value

    def _bias_values(self, name, value):
        size = len(self._order) - self._weights
        if size:
            return near(name, value, size, _FAR)
        return tuple(checks.listed(name, value, checks.number, "numbers", at_least=0, at_most=0))

    def _choices(self):
        names = [name for names in self._shape["steps"] for name in names]
        kinds = {"d": "n", "g": "w", "h": "b"}
        return ["", *(kinds[name[0]] + name[1:] for name in names if name[0] in kinds)]


def _list(values, form):
    return ", ".join(f"{value:{form}}" for value in values)
