"""The pictures of section 2: their labels name the parts, stand on them, and are drawn the same twice."""

import pytest
from matplotlib.patches import Circle

from lecturelib.figures import biology
from lecturelib.figures.picture import Picture


@pytest.mark.parametrize("draw", [biology.neuron, biology.synapse])
def test_small_legible_and_the_same_twice(draw):
    one, two = draw(), draw()
    assert isinstance(one, Picture) and "\n" not in repr(one) and len(one.alt) > 60
    assert one.png() == two.png() and len(one.png()) < 60_000
    assert min(text.get_fontsize() for text in one.axes[0].texts if text.get_text()) >= 11


def labels(picture):
    return {text.get_text().replace("\n", " "): text for text in picture.axes[0].texts}


def test_the_parts_are_named_from_left_to_right():
    found = labels(biology.neuron())
    places = [found[name].xy[0] for name in ("dendrites", "cell body", "axon", "axon terminals")]
    assert places == sorted(places)


def test_the_synapse_is_terminal_gap_and_dendrite_within_the_lens():
    picture = biology.synapse()
    found = labels(picture)
    assert {"neuron A", "neuron B", "synapse"} <= set(found)
    rings = [
        patch
        for patch in picture.axes[0].patches
        if isinstance(patch, Circle) and patch.get_linewidth() == 2
    ]
    small, lens = sorted(rings, key=lambda patch: patch.radius)[::2]
    places = [found[name].get_position()[0] for name in ("terminal of A", "gap", "dendrite of B")]
    assert places == sorted(places) and all(abs(x - lens.center[0]) < lens.radius for x in places)
    assert abs(found["synapse"].xy[0] - small.center[0]) < small.radius + 0.05
