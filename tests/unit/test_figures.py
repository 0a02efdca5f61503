"""What holds for every picture: size, legibility, alt text, and no word that is not in a table."""

import ast
import gc
import inspect
import warnings
import weakref
from pathlib import Path

import numpy as np
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text

from lecturelib import datasets, structures
from lecturelib.activations import LeakyReLU, relu, sigmoid, tanh
from lecturelib.approximation import staircase
from lecturelib.figures import (
    activations,
    approximation,
    backpropagation,
    basics,
    biology,
    descent,
    losses,
    networks,
    neuron,
    perceptron,
    picture,
    regularization,
)
from lecturelib.network import Network
from lecturelib.neuron import LOGIC
from tests import bracket_language
from tests.unit.strange import STRANGE

FOLDER = Path(picture.__file__).parent
# What draws no picture by itself; guesses draws only what a Guess has checked.
PARTS = {"activations.label", "drawing", "guesses", "picture", "style"}

DIGITS, LABELS = (part[:3] for part in datasets.digits())
CORNERS, AND = LOGIC["AND"][0], 2 * LOGIC["AND"][1] - 1
RIGHT, WRONG = [1, 1, -1.5], [1, 1, -0.5]  # lines of AND
x = np.linspace(0, 1, 9)
X, y = np.array([[-1.0], [0.0], [2.0]]), np.array([0.5, 1.0, 3.5])
BEST = np.polyfit(X[:, 0], y, 1)
IMAGE, KERNEL = np.arange(64.0).reshape(8, 8), np.array([[1.0, 0], [0, -1]])
EXAMPLE = Network([2, 2, 1], bias=False, seed=1), np.array([[1.0, 0.5]]), np.array([4.0])
TWO = Network((2, 1), output="sigmoid", loss="binary_cross_entropy", seed=1)
PATHS = {f"[{way}]": np.array([[-1, 4.5], [1, 2]]) for way in ("one", "two", "three")}


def line(x):
    return 2 * x


def curve(seed):
    return Network((1, 2, 1), hidden="sigmoid", seed=seed)


# Names that a caller gives stand in brackets.
EXAMPLES = [
    (activations.at_a_point, "[alt]", {"relu": relu, "tanh": tanh}, 0.5, 3),
    (activations.pair, sigmoid, LeakyReLU(0.1)),
    (activations.overlay, sigmoid, tanh),
    (activations.errors, {"sigmoid": [1e-9, 1e-3], "relu": [0.02, 0.01]}),
    (activations.starts, {"[1/n]": [0.5, 0.4]}, {"[1/n]": [0.02, 0.1]}),
    (activations.activity, {"relu": CORNERS, "sigmoid": CORNERS / 2}),
    (activations.awakening, {"relu": [1.4, 0.9], "leaky_relu": [1.4, 0.0]}),
    (approximation.bump, staircase(line, 2)),
    (approximation.several, line, {"[two]": staircase(line, 2), "[four]": staircase(line, 4)}),
    (approximation.band, line, staircase(line, 2), 0.1),
    (approximation.band, line, staircase(line, 2), 0.5),
    (approximation.errors, [1, 3], {"[steps]": [0.5, 0.25]}, lambda m: 1 / (m + 1)),
    (approximation.noisy_fits, line, x[:, None], 2 * x, {"[few]": curve(1), "[many]": curve(2)}),
    (approximation.beyond, line, staircase(line, 2), (-1, 2)),
    (backpropagation.layers,),
    (backpropagation.example, *EXAMPLE),
    (backpropagation.example, *EXAMPLE, True),
    (backpropagation.network, Network((3, 4, 2), "tanh"), [[1, 0.5, -1]], [[1, 0]]),
    (backpropagation.network, Network((1, 1)), [[2]], [1], True),
    (backpropagation.descent, [5.0, 1.0, 0.2]),
    (backpropagation.cost, [10, 100], [1e-4, 2e-4], [1e-3, 2e-2]),
    (basics.digit_images, DIGITS, LABELS),
    (basics.digit_images, DIGITS, LABELS, [0, 7, 2]),
    (basics.curves, x[:, None], x, {"[one]": curve(1), "[two]": curve(2)}),
    (basics.course_map,),
    (biology.neuron,),
    (biology.synapse,),
    (descent.surface, X, y, [(0, 1), BEST]),
    (descent.gradients, X, y, [(0, 1), BEST]),
    (descent.three_paths, X, y, PATHS),
    (descent.spread, [1, 4, 16], [8.0, 4.1, 1.9], 150),
    (descent.epoch_time, [1, 32, 1000], [60.0, 4.0, 2.0]),
    (losses.squares, x, x**2, x),
    (losses.against_prediction,),
    (losses.slopes,),
    (losses.training, {"[one]": [0.9, 0.5], "[other]": [0.9, 0.8]}),
    (networks.network, [["$a$", "⋮", "$b$"], ["$c$"]], ("[left]", "[right]")),
    (networks.multi_output,),
    (networks.two_two_one,),
    (networks.one_hidden_layer,),
    (networks.two_hidden_layers,),
    (networks.feed_forward, [4, 5, 3]),
    (networks.convolution, IMAGE, KERNEL, structures.convolve(IMAGE, KERNEL)),
    (networks.recurrence,),
    (neuron.mp_neuron,),
    (perceptron.logic_panels,),
    (perceptron.one_update, CORNERS, AND, WRONG, 1),
    (perceptron.separating_lines, CORNERS, AND, [RIGHT, WRONG], ["[one]", "[two]"]),
    (perceptron.loss_along, CORNERS, AND, [WRONG, RIGHT]),
    (perceptron.mistakes, {"[AND]": [2, 1, 0]}),
    (regularization.boundaries, CORNERS, AND > 0, {"[one]": TWO, "[two]": TWO}),
    (regularization.three_parts, (60, 20, 30)),
    (regularization.early_stopping, [0.9, 0.5, 0.4], [0.8, 0.6, 0.7], 3, 2),
    (regularization.dropped_out, [[True, True], [True, False, True], [False, True], [True]]),
    (regularization.against_lambda, [0.01, 0.1], [5, 3], [0.1, 0.2], [0.5, 0.3]),
]


def name_of(draw):
    return f"{draw.__module__.split('.')[-1]}.{draw.__name__}"


every_picture = pytest.mark.parametrize(
    "draw, arguments",
    [(draw, arguments) for draw, *arguments in EXAMPLES],
    ids=[name_of(draw) for draw, *_ in EXAMPLES],
)


def test_every_function_that_draws_a_picture_has_an_example():
    names = {
        f"{file.stem}.{node.name}"
        for file in FOLDER.glob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    names = {name for name in names if not PARTS & {name, name.split(".")[0]}}
    assert names == {name_of(draw) for draw, *_ in EXAMPLES}


def letters(drawn):
    """All that is written in a picture, as Text."""
    drawn.draw_without_rendering()  # makes the labels of ticks
    return [text for text in drawn.findobj(Text) if text.get_visible() and text.get_text()]


@every_picture
def test_small_legible_and_said_in_a_line(draw, arguments):
    drawn = draw(*arguments)
    assert isinstance(drawn, picture.Picture)
    assert drawn.alt and "\n" not in repr(drawn)
    assert len(drawn.png()) < 100_000
    assert min(text.get_fontsize() for text in letters(drawn)) >= 10


@pytest.mark.parametrize(
    "draw, arguments",
    [(draw, arguments) for draw, *arguments in EXAMPLES if arguments],
    ids=[name_of(draw) for draw, *arguments in EXAMPLES if arguments],
)
def test_a_bad_argument_is_refused_by_its_name(draw, arguments):
    names = list(inspect.signature(draw).parameters)
    for place in range(len(arguments)):
        name, refused = names[min(place, len(names) - 1)], 0
        for strange in STRANGE:
            try:
                draw(*arguments[:place], strange, *arguments[place + 1 :])
            except (TypeError, ValueError) as refusal:
                said, refused = str(refusal), refused + 1
                mine = name in ("g", "bound") and callable(strange)  # what it raises itself
                assert mine or (said.startswith(tuple(names)) and " must " in said), said
        assert refused > len(STRANGE) / 2, name


@pytest.fixture
def pixels(monkeypatch):
    """What Matplotlib draws into, 4 MB each, as long as it is kept."""
    kept, begin = weakref.WeakSet(), RendererAgg.__init__

    def watched(self, *size):
        kept.add(self)
        begin(self, *size)

    monkeypatch.setattr(RendererAgg, "__init__", watched)
    return kept


@pytest.mark.parametrize("module", sorted({draw.__module__ for draw, *_ in EXAMPLES}))
def test_drawn_the_same_twice_and_light_afterwards(module, pixels):
    draw, *arguments = next(each for each in EXAMPLES if each[0].__module__ == module)
    one, two = draw(*arguments), draw(*arguments)
    assert one.png(sharpness=1) == two.png(sharpness=1)
    gc.collect()
    assert not pixels


@pytest.fixture
def brackets(tmp_path, monkeypatch):
    for name, value in bracket_language.environment(tmp_path).items():
        monkeypatch.setenv(name, value)


@every_picture
def test_no_word_but_from_a_table(draw, arguments, brackets):
    drawn = draw(*arguments)
    assert drawn.alt.startswith("[")
    for said in [drawn.alt, *(text.get_text() for text in letters(drawn))]:
        assert not bracket_language.outside(said)


@every_picture
def test_in_chinese_every_letter_is_there(draw, arguments, monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "zh")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # of Matplotlib, for a glyph that is missing
        draw(*arguments).png(sharpness=1)
