"""`w.code()`: the lines run as they stand, and give exactly the numbers that the widget shows."""

import numpy as np
import pytest

from lecturelib import widgets
from lecturelib.widgets.code import numbers
from tests.unit import small_networks

# What learns; the others draw what is set by hand.
LEARN = {
    "PerceptronPlane",
    "XorNetwork",
    "DescentPaths",
    "RegularizationTimeline",
    "UniversalApproximator",
    "BackpropStepper",
    "NeuronFiring",
}


def ran(widget):
    """The names that the code makes, and what it prints."""
    printed, names = [], {}
    names["print"] = lambda *values: printed.append(values)
    exec(widget.code(), names)
    return names, printed


def test_every_widget_that_learns_has_it():
    assert {name for name in widgets.__all__ if hasattr(getattr(widgets, name), "code")} == LEARN


def test_it_shows_itself_as_code_in_a_notebook():
    code = widgets.NeuronFiring().code()
    assert code._repr_markdown_() == f"```python\n{code}\n```" and repr(code) == code


@pytest.mark.parametrize("values", [3, 0.1, -0.0, [1.5, 2], ((1, 0.3),), np.array([[1, 1 / 3]])])
def test_numbers_are_written_exactly(values):
    assert np.array_equal(eval(numbers(values)), np.asarray(values).tolist())


@pytest.mark.parametrize("data", ["AND", "XOR", "blobs", "overlapping blobs", "own"])
@pytest.mark.parametrize("back", [0, 2])
def test_the_perceptrons_rule(data, back):
    points = np.array([[0.1, 0.2], [1, 1.5], [2, -1.25]])
    w = widgets.PerceptronPlane(
        (points, [1, -1, 1]) if data == "own" else data, w=(-0.3, 0.1), b=0.2, eta=0.5
    )
    for learned in (False, True):
        if learned:
            w.learn()
            w.step = max(0, w.step - back)
        names, _ = ran(w)
        assert (tuple(map(float, names["w"])), float(names["b"])) == (w.w, w.b)


@pytest.mark.parametrize("f", ["step", "sigmoid", "tanh", "relu", "identity"])
def test_xor(f):
    w = widgets.XorNetwork(f)
    for _ in range(2):
        names, printed = ran(w)
        assert tuple(names["network"].theta) == w.theta
        assert np.array_equal(printed[0][0], w.network.predict(names["X"]))
        w.do_draw()
        w.learn()
        w.step //= 2


@pytest.mark.parametrize("clock, step", [("observations", 77), ("epochs", 3), ("iterations", 0)])
def test_the_race(clock, step):
    w = widgets.DescentPaths(B=40, s=0.07, start=(0.5, 2), seed=3, clock=clock, step=step)
    _, printed = ran(w)
    shown = [tuple(place.tolist()) for _, place in printed]
    assert shown == list(w.theta.values()) and [B for B, _ in printed] == [1, 40, 150]


@pytest.mark.parametrize("epoch", [0, 3, 200])
def test_four_ways_to_train(epoch):
    w = widgets.RegularizationTimeline(epoch=epoch, patience=12, dropout=0.25, lambda_=0.01, seed=2)
    if epoch == 3:
        w.y = 1 - w.y
    _, printed = ran(w)
    assert {name: tuple(errors) for name, errors in printed} == {
        name: pytest.approx(errors) for name, errors in w.errors.items()
    }


@pytest.mark.parametrize("target", ["wave", "hills", "roof", "own"])
def test_bumps(target):
    w = widgets.UniversalApproximator("wave" if target == "own" else target, n=3)
    if target == "own":
        w.heights = np.linspace(-1, 1, 101) ** 2
    w.bumps = ((0, 0.25, 1), (0.3, 0.7, -0.4))
    names, printed = ran(w)
    assert tuple(names["heights"]) == w.heights
    assert np.array_equal(names["network"].theta, w.network.theta)
    assert printed == [(w.sup_error,)]


@pytest.mark.parametrize("noise", [0.0, 0.2])
def test_a_trained_approximator(noise):
    w = widgets.UniversalApproximator("hills", n=2, noise=noise)
    w.train()
    w.frame = len(w.run["epochs"]) // 3
    names, _ = ran(w)
    assert np.array_equal(names["network"].theta.astype(np.float32), w.trained.theta)


def test_the_lectures_example():
    w = widgets.BackpropStepper()
    for times in (1, 50):
        names, printed = ran(w)
        assert np.array_equal(names["network"].theta, w.network.theta)
        assert printed[0][1] == w.losses[-1]
        w.update(times)
    names, _ = ran(w)
    assert w.updates == 51 and np.array_equal(names["network"].theta, w.network.theta)


@pytest.mark.parametrize("times, pairs", [((10, 20), 60), ((12.5, 3), 7), ((4, 4), 1)])
def test_a_pairing(times, pairs):
    w = widgets.NeuronFiring("pairing")
    w.times, w.pairs = times, pairs
    assert ran(w)[1] == [(w.changes["timing"],)]


@pytest.mark.parametrize("mode, step", [("signals", 9), ("hebb", 0), ("hebb", 20)])
def test_a_neuron(mode, step):
    w = widgets.NeuronFiring(mode)
    w.step = step
    names, printed = ran(w)
    if mode == "signals":
        assert np.array_equal(printed[0][0], w.y[:step])
    else:
        assert np.array_equal(printed[0][0], w.path[step])
        assert np.array_equal(printed[0][1], w.y[:step])


@pytest.mark.parametrize("case", small_networks.several(), ids=small_networks.named)
def test_any_other_small_network(case):
    network, x, y = case
    w = widgets.BackpropStepper(network, x=x, y=y if len(y) > 1 else y[0], s=0.05)
    for times in (0, 7):
        if times:
            w.update(times)
        names, printed = ran(w)
        made = names["network"]
        assert [repr(f) for f in made.activations] == [repr(f) for f in network.activations]
        assert np.array_equal(made.theta, w.network.theta) and printed[0][1] == w.losses[-1]
        assert np.array_equal(printed[0][2][w._order], w.gradient)
