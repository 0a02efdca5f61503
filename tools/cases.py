"""One handle of every widget, for what is tried or measured on all; a new widget needs a row."""

from typing import NamedTuple


class Case(NamedTuple):
    """One widget and one of its handles.

    code makes the widget as `w`. handle: the accessible name of a handle with a number field
    behind Enter. value: Python for the number that the handle says. assign: Python that makes it
    `assigned`.
    """

    name: str
    code: str
    handle: str
    value: str
    assign: str
    assigned: float


CASES = [
    Case(
        "PerceptronPlane",
        "PerceptronPlane('AND', w=(1, 0.5), b=-0.5)",
        "Tip of the weight vector w",
        "w.w[0]",
        "w.w = (0.25, 1.5)",
        0.25,
    ),
    Case(
        "ActivationCurves", "ActivationCurves()", "Point z on the axis", "w.z", "w.z = -2.5", -2.5
    ),
    Case(
        "XorNetwork",
        "XorNetwork()",
        "Line of hidden neuron 1",
        "w.theta[4]",
        "w.theta = [8, -8, 8, -8, -6, 12, 8, 8, -12]",
        -6,
    ),
    Case(
        "DescentPaths",
        "DescentPaths()",
        "Start of the three paths",
        "w.start[0]",
        "w.start = (2.5, 0.5)",
        2.5,
    ),
    Case(
        "RegularizationTimeline",
        "RegularizationTimeline(epoch=120)",
        "Epoch on the error curve",
        "w.epoch",
        "w.epoch = 30",
        30,
    ),
    Case(
        "UniversalApproximator",
        "UniversalApproximator()",
        "Height of bump 2",
        "w.bumps[1][2]",
        "w.bumps = ((0, 0.5, 1), (0.5, 1, -0.4))",
        -0.4,
    ),
    Case(
        "BackpropStepper",
        "BackpropStepper()",
        "weight w 5",
        "w.w[4]",
        "w.w = (0, 0, 0, 0, -2.5, 0)",
        -2.5,
    ),
    Case(
        "NeuronFiring",
        "NeuronFiring()",
        "Threshold of the cell body",
        "w.threshold",
        "w.threshold = 1.75",
        1.75,
    ),
    Case("DigitPad", "DigitPad()", "Cursor on the image", "w.pixel", "w.pixel = 20", 20),
    Case("LossExplorer", "LossExplorer()", "Place on the loss surface", "w.w", "w.w = 1.25", 1.25),
]

# The cells of a notebook with all widgets: made[k] is that of CASES[k].
ALL = [
    "from lecturelib.widgets import *\nmade = []",
    *(f"made.append({case.code})\nmade[-1]" for case in CASES),
]
