"""BackpropStepper with networks of one's own: numbers, updates, the quiz, bad input."""

import numpy as np
import pytest

from lecturelib.activations import LeakyReLU, Tanh
from lecturelib.backpropagation import finite_differences
from lecturelib.network import Network
from lecturelib.training import train
from lecturelib.widgets import BackpropStepper
from tests.unit.helpers import ask
from tests.unit.small_networks import named, several

CASES = several()


def stepper(case, **more):
    network, x, y = case
    return BackpropStepper(network, x=x, y=y if len(y) > 1 else y[0], **more)


def lecture(case):
    """Whether its lines are the lecture's, which another test carries out."""
    return stepper(case).shape["lecture"]


@pytest.fixture(params=CASES, ids=named)
def case(request):
    return request.param


def test_its_slopes_are_the_networks_and_those_measured(case):
    network, x, y = case
    widget = stepper(case)
    w, b = (np.array(getattr(widget, name)) for name in "wb")
    for l, W in enumerate(network.weights):
        size = W.size
        assert np.array_equal(w[:size].reshape(W.shape[::-1]).T, W)
        w = w[size:]
        if network.bias:
            assert np.array_equal(b[: W.shape[1]], network.biases[l])
            b = b[W.shape[1] :]
    assert not len(w) and not len(b)
    measured = finite_differences(widget.network, x[None], y[None])[widget._order]
    assert widget.gradient == pytest.approx(measured, abs=1e-6)
    assert widget.losses == [network.loss(x[None], y[None])]


def test_updates_are_those_of_training(case):
    network, x, y = case
    before = network.theta.copy()
    widget = stepper(case, s=0.05)
    widget.update(3)
    ask(widget, "update")
    ask(widget, "fifty")
    assert widget.updates == 4 and np.array_equal(network.theta, before), "it is a copy"
    learner = Network(
        network.sizes, network.activations[:-1], network.activations[-1],
        network.loss_function.name, network.bias
    )  # fmt: skip
    learner.theta = before
    train(learner, x[None], y[None], batch_size=1, epochs=4, learning_rate=0.05)
    assert widget.network.theta == pytest.approx(learner.theta, abs=1e-12)
    widget.reset()
    assert np.array_equal(widget.network.theta, before)


def test_the_picture_and_the_words_go_with_the_step(case):
    widget = stepper(case)
    assert repr(widget) == repr(stepper(case)) and "\n" not in repr(widget)
    forward = widget.picture().alt
    widget.step = len(widget.shape["steps"])
    assert widget.picture().alt != forward


@pytest.mark.parametrize("case", [case for case in CASES if not lecture(case)], ids=named)
def test_the_lines_shown_compute_what_is_shown(case):
    network, x, y = case
    widget = stepper(case, s=0.2)
    depth = len(network.sizes) - 1
    layers = range(1, depth + 1)
    names = {
        "W": {l: network.weights[l - 1].copy() for l in layers},
        "b": {l: network.biases[l - 1].copy() for l in layers},
        "a": Last(depth, {0: x}),
        "z": Last(depth),
        "delta": Last(depth),
        "dW": {},
        "db": {},
        "y": y,
        "s": 0.2,
        **{name: getattr(np, name) for name in ("sum", "where", "log", "outer")},
    }

    def run(kinds, l):
        f = network.activations[l - 1]
        one = f.name == "softmax"
        names.update(l=l, f=f, df=None if one else f.derivative)
        for marks, line in zip(widget.shape["kinds"], widget.lines, strict=True):
            if set(marks) & set(kinds) and line not in done:
                exec(line, names)
                done.append(line)

    for l in layers:
        done = []
        run("za", l)
    done = ["a[l] = f(z[l])", *(line for line in widget.lines if line.startswith("z[l]"))]
    run("yLe", depth)
    for l in reversed(layers):
        done = []
        if l < depth:
            run("d", l)
        run("gh", l)
    assert names["L"] == pytest.approx(widget.losses[0], abs=1e-12)
    slopes = [names["dW"][l].T.ravel() for l in layers]
    if network.bias:
        slopes += [names["db"][l] for l in layers]
    assert np.concatenate(slopes) == pytest.approx(widget.gradient, abs=1e-11)
    for l in layers:
        done = []
        run("u", l)
    widget.update()
    for l, W in enumerate(widget.network.weights, 1):
        assert names["W"][l] == pytest.approx(W, abs=1e-11)


class Last(dict):
    """Layers by their numbers; -1 is the last."""

    def __init__(self, depth, values=()):
        super().__init__(values)
        self.depth = depth

    def __getitem__(self, l):
        return super().__getitem__(self.depth if l == -1 else l)

    def __setitem__(self, l, value):
        super().__setitem__(self.depth if l == -1 else l, value)


def test_the_quiz_asks_for_every_number_in_turn(case):
    widget = stepper(case)
    widget.step = len(widget.shape["steps"])
    names = [name for names in widget.shape["steps"] for name in names][:-1]
    asked = []
    for seed in range(len(names)):
        widget.quiz = (seed,)
        asked.append(widget.hidden)
        assert widget.right is None
    assert sorted(asked) == sorted(names)
    trace, gradient = (
        widget.network.forward([widget.x]),
        widget.network.gradient([widget.x], [np.ravel(widget.y)]),
    )
    truth = {"L": widget.losses[0]}
    for kind, layers in (("z", trace.z), ("a", trace.a[1:]), ("d", gradient.delta)):
        numbers = np.concatenate(layers, axis=1)[0]
        truth |= {f"{kind}{n}": value for n, value in enumerate(numbers, 1)}
    truth |= {f"g{k}": slope for k, slope in enumerate(widget.gradient[: len(widget.w)], 1)}
    truth |= {f"h{k}": slope for k, slope in enumerate(widget.gradient[len(widget.w) :], 1)}
    for seed in range(len(names)):
        widget.quiz = (seed,)
        right = float(truth[widget.hidden])
        near = max(0.002, 0.01 * abs(right))
        for off, verdict in ((0, True), (0.99 * near, True), (1.01 * near, False)):
            widget.quiz = (seed, right - off)
            assert widget.right is verdict


def test_the_quiz_of_the_lectures_example():
    widget = BackpropStepper()
    assert (widget.quiz, widget.hidden, widget.right) == ((), "", None)
    widget.quiz = [3]
    assert (widget.quiz, widget.hidden) == ((3,), "a2")
    widget.quiz = (3, 0.97)
    assert widget.right is True, "0.978 within a hundredth of it"
    widget.quiz = (3, 0.96)
    assert widget.right is False
    widget.step = 0
    assert (widget.hidden, widget.right) == ("", None)
    widget.reset()
    assert widget.quiz == ()


@pytest.mark.parametrize("sizes", [(4, 1), (2, 5, 1), (2, 4, 4, 1), (2, 2, 2, 2, 1), (2, 2, 3)])
def test_a_network_that_is_too_large(sizes):
    with pytest.raises(ValueError, match="network must have 1 to 3 inputs, at most two hidden"):
        BackpropStepper(Network(sizes))


class Own(Tanh):
    name = "own"


@pytest.mark.parametrize(
    "values, error, message",
    [
        ({"network": (2, 2, 1)}, TypeError, "network must be a Network, got tuple"),
        (
            {"network": Network((2, 2, 1), "step")},
            ValueError,
            "network must have activations with a slope, .* that of step is 0",
        ),
        ({"network": Network((2, 1), output="sign")}, ValueError, "that of sign is 0"),
        (
            {"network": Network((2, 2, 1), Own())},
            ValueError,
            "network must have activations of sigmoid, .*softmax, got own",
        ),
        ({"network": Network((2, 2, 2)), "y": 1}, ValueError, r"y must have shape \(2,\)"),
        ({"network": Network((2, 2, 2)), "w": (1, 2)}, ValueError, r"w must have shape \(8,\)"),
        ({"network": Network((2, 2, 2)), "b": (1, 2)}, ValueError, r"b must have shape \(4,\)"),
        ({"b": (1,)}, ValueError, "b must have a length of at least 0 and of at most 0, got 1"),
        (
            {"network": Network((2, 1), output="sigmoid", loss="binary_cross_entropy"), "y": 0.5},
            ValueError,
            "y must hold only 0, 1, got 0.5",
        ),
        (
            {"network": Network((2, 2), output="softmax", loss="cross_entropy"), "y": (1, 1)},
            ValueError,
            "y must have a single 1 in each row, got 2 of them",
        ),
        ({"network": Network((2, 2, 2)), "step": 10}, ValueError, "step must .* at most 9, got 10"),
    ],
)
def test_bad_input(values, error, message):
    with pytest.raises(error, match=message):
        BackpropStepper(**values)


@pytest.mark.parametrize(
    "name, value, message",
    [
        ("chosen", "w9", "chosen must be one of "),
        ("chosen", 3, "chosen must be a text, got int"),
        ("quiz", (1, 2, 3), "quiz must have a length of at least 0 and of at most 2, got 3"),
        ("quiz", (-1,), r"quiz\[0\] must be a whole number of at least 0"),
        ("quiz", (1, "a"), r"quiz\[1\] must be a number, got the text 'a'"),
        ("quiz", 3, "quiz must be a list of numbers, got int"),
    ],
)
def test_what_is_refused_changes_nothing(name, value, message):
    widget = BackpropStepper(Network((2, 2, 2), bias=False))
    widget.chosen, widget.quiz = "n1", (2, 0.5)
    with pytest.raises((TypeError, ValueError), match=message):
        setattr(widget, name, value)
    assert (widget.chosen, widget.quiz) == ("n1", (2, 0.5))


def test_a_slope_below_zero_of_ones_own():
    widget = BackpropStepper(Network((1, 1), output=LeakyReLU(0.3)), x=(-1,), w=(2,))
    assert widget.gradient[0] == pytest.approx(-2 * (1 - 0.3 * -2) * 0.3 * -1)
