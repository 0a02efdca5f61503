"""The widgets: what the lecture defines, to drag, play and scrub."""

from lecturelib.widgets.activation_curves import ActivationCurves
from lecturelib.widgets.backprop_stepper import BackpropStepper
from lecturelib.widgets.descent_paths import DescentPaths
from lecturelib.widgets.digit_pad import DigitPad
from lecturelib.widgets.loss_explorer import LossExplorer
from lecturelib.widgets.neuron_firing import NeuronFiring
from lecturelib.widgets.perceptron_plane import PerceptronPlane
from lecturelib.widgets.regularization_timeline import RegularizationTimeline
from lecturelib.widgets.universal_approximator import UniversalApproximator
from lecturelib.widgets.xor_network import XorNetwork

__all__ = [
    "ActivationCurves",
    "BackpropStepper",
    "DescentPaths",
    "DigitPad",
    "LossExplorer",
    "NeuronFiring",
    "PerceptronPlane",
    "RegularizationTimeline",
    "UniversalApproximator",
    "XorNetwork",
]
