"""The widgets: what the lecture defines, to drag, play and scrub."""

from lecturelib.widgets.activation_curves.widget import ActivationCurves
from lecturelib.widgets.backprop_stepper.widget import BackpropStepper
from lecturelib.widgets.descent_paths.widget import DescentPaths
from lecturelib.widgets.digit_pad.widget import DigitPad
from lecturelib.widgets.loss_explorer.widget import LossExplorer
from lecturelib.widgets.neuron_firing.widget import NeuronFiring
from lecturelib.widgets.perceptron_plane.widget import PerceptronPlane
from lecturelib.widgets.regularization_timeline.widget import RegularizationTimeline
from lecturelib.widgets.universal_approximator.widget import UniversalApproximator
from lecturelib.widgets.wave_fronts.widget import WaveFronts
from lecturelib.widgets.xor_network.widget import XorNetwork

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
    "WaveFronts",
    "XorNetwork",
]
