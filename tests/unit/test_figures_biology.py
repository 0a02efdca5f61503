"""The pictures of section 2: their labels name the parts and stand on them."""

from matplotlib.patches import Circle

from lecturelib import words
from lecturelib.figures import biology


def labels(picture, name):
    """The labels of a picture by their keys in its table of words."""
    texts = {text.get_text(): text for text in picture.axes[0].texts}
    table = words.table("figures_biology")[name]
    return {key: texts[word] for key, word in table.items() if key != "alt"}


def test_the_parts_are_named_from_left_to_right():
    found = labels(biology.neuron(), "neuron")
    places = [found[name].xy[0] for name in ("dendrites", "body", "axon", "terminals")]
    assert places == sorted(places)


def test_the_synapse_is_terminal_gap_and_dendrite_within_the_lens():
    picture = biology.synapse()
    found = labels(picture, "synapse")
    rings = [
        patch
        for patch in picture.axes[0].patches
        if isinstance(patch, Circle) and patch.get_linewidth() == 2
    ]
    small, lens = sorted(rings, key=lambda patch: patch.radius)[::2]
    places = [found[name].get_position()[0] for name in ("terminal", "gap", "dendrite")]
    assert places == sorted(places) and all(abs(x - lens.center[0]) < lens.radius for x in places)
    assert abs(found["synapse"].xy[0] - small.center[0]) < small.radius + 0.05
