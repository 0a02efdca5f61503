"""One handle of every widget, for what is tried or measured on all; a new widget needs a row."""

from collections.abc import Callable
from typing import NamedTuple

from lecturelib import words


class Case(NamedTuple):
    """One widget and one of its handles.

    code makes the widget as `w`. label() is the accessible name of a handle with a number field
    behind Enter. value: Python for the number that the handle says. assign: Python that makes it
    `assigned`.
    """

    name: str
    code: str
    label: Callable
    value: str
    assign: str
    assigned: float

    @property
    def handle(self):
        """The handle's name in the language that is in use."""
        return self.label()


def named(table, key, **values):
    """A function that looks up the words of a table under a key."""
    return lambda: words.table(table)[key].format(**values)


CASES = [
    Case(
        "PerceptronPlane",
        "PerceptronPlane('AND', w=(1, 0.5), b=-0.5)",
        named("perceptron_plane", "tip"),
        "w.w[0]",
        "w.w = (0.25, 1.5)",
        0.25,
    ),
    Case(
        "ActivationCurves",
        "ActivationCurves()",
        named("activation_curves", "point"),
        "w.z",
        "w.z = -2.5",
        -2.5,
    ),
    Case(
        "XorNetwork",
        "XorNetwork()",
        named("xor_network", "line1"),
        "w.theta[4]",
        "w.theta = [8, -8, 8, -8, -6, 12, 8, 8, -12]",
        -6,
    ),
    Case(
        "DescentPaths",
        "DescentPaths()",
        named("descent_paths", "handle"),
        "w.start[0]",
        "w.start = (2.5, 0.5)",
        2.5,
    ),
    Case(
        "RegularizationTimeline",
        "RegularizationTimeline(epoch=120)",
        named("regularization_timeline", "handle"),
        "w.epoch",
        "w.epoch = 30",
        30,
    ),
    Case(
        "UniversalApproximator",
        "UniversalApproximator()",
        named("universal_approximator", "top_of", k=2),
        "w.bumps[1][2]",
        "w.bumps = ((0, 0.5, 1), (0.5, 1, -0.4))",
        -0.4,
    ),
    Case(
        "BackpropStepper",
        "BackpropStepper()",
        named("backprop_stepper", "w", n=5),
        "w.w[4]",
        "w.w = (0, 0, 0, 0, -2.5, 0)",
        -2.5,
    ),
    Case(
        "NeuronFiring",
        "NeuronFiring()",
        named("neuron_firing", "threshold_handle"),
        "w.threshold",
        "w.threshold = 1.75",
        1.75,
    ),
    Case("DigitPad", "DigitPad()", named("digit_pad", "cursor"), "w.pixel", "w.pixel = 20", 20),
    Case(
        "LossExplorer", "LossExplorer()", named("loss_explorer", "place"), "w.w", "w.w = 1.25", 1.25
    ),
    Case(
        "WaveFronts",
        "WaveFronts('ridge')",
        named("wave_fronts", "place_of", k=2),
        "w.fronts[1][0]",
        "w.fronts = ((0.2, 0.3, 0, 1), (0.75, 0.4, 45, -1))",
        0.75,
    ),
]

# The cells of a notebook with all widgets: made[k] is that of CASES[k].
ALL = [
    "from lecturelib.widgets import *\nmade = []",
    *(f"made.append({case.code})\nmade[-1]" for case in CASES),
]
