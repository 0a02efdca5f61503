"""neuron_firing: derive.js and scene.js: sums, spikes, ways of a signal, the story of a beat."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.hebb import fires, stdp
from lecturelib.widgets import NeuronFiring

WORDS = words.table("neuron_firing")


@pytest.fixture
def derive(javascript):
    return lambda expression, data=None: javascript("neuron_firing/derive.js", expression, data)


@pytest.mark.parametrize("rate", [0, 0.25, 0.5, 1])
def test_signals_are_pythons(derive, rate):
    widget = NeuronFiring()
    chance = np.frombuffer(widget.inputs["chance"]).reshape(-1, 3).tolist()
    widget.rate = rate
    got = derive(
        "data.chance.map((u) => signalsAt(u, data.rate))", {"chance": chance, "rate": rate}
    )
    assert got == widget.X.tolist()


@pytest.mark.parametrize(
    "w, threshold", [((0.6, 0.5, 0.3), 1), ((0.1, 0.2, 0), 0.3), ((-1, 2, 1), 0)]
)
def test_spikes_are_lecturelibs(derive, w, threshold):
    X = [[i, j, k] for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    data = {"X": X, "w": w, "threshold": threshold}
    got = derive("data.X.map((x) => spikes(data.w, x, data.threshold))", data)
    assert got == fires(X, w, threshold).astype(bool).tolist()
    if threshold == 0.3:
        assert not got[6], "0.1 + 0.2 is at the threshold, whatever the last digit says"


@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_the_bars_add_up_to_the_sum(derive, share):
    w, x = np.array([0.6, -1, 0.3]), np.array([1, 1, 0])
    data = {"w": w.tolist(), "x": x.tolist(), "share": share}
    bars = derive("waterfall(data.w, data.x, data.share)", data)
    ends = share * np.cumsum(w * x)
    np.testing.assert_allclose([bar["to"] for bar in bars], ends)
    np.testing.assert_allclose([bar["from"] for bar in bars], [0, *ends[:2]])


def test_a_beat_brings_signals_in_then_sums_then_sends(derive):
    stages = [derive("stages(data)", t) for t in (0, 0.2, 0.4, 0.5, 0.6, 0.8, 1)]
    assert [s["arrive"] for s in stages[:3]] == pytest.approx([0, 0.5, 1])
    assert [s["sum"] for s in stages] == pytest.approx([0, 0, 0, 0.5, 1, 1, 1])
    assert [s["leave"] for s in stages] == pytest.approx([0, 0, 0, 0, 0, 0.5, 1])


@pytest.mark.parametrize(
    "t, place", [(-1, None), (0, None), (0.25, [1, 0]), (0.5, [2, 0]), (0.75, [2, 3]), (1, None)]
)
def test_a_signal_takes_as_long_for_every_part_of_its_way(derive, t, place):
    assert derive("along([[0, 0], [2, 0], [2, 6]], data)", t) == place


def test_the_axis_holds_what_it_shows(derive):
    assert derive("extent([0, 1])") == [-0.6, 3]
    low, high = derive("extent([-2, 5, 1])")
    assert low < -2 and high > 5


def test_strengths_jump_at_their_beats(derive):
    assert derive("staircase([1, 2, 2.5])") == [
        [0, 1],
        [1, 1],
        [1, 2],
        [2, 2],
        [2, 2.5],
        [2.5, 2.5],
    ]
    assert derive("staircase([4])") == [[0, 4], [0.5, 4]]


def told(derive, w, x, *, k=5, threshold=1, eta=None):
    after = [
        a + (eta or 0) * b * int(fires([x], w, threshold)[0]) for a, b in zip(w, x, strict=True)
    ]
    beat = {"k": k, "x": x, "w": w, "after": after}
    data = {"words": WORDS, "beat": beat, "threshold": threshold, "eta": eta}
    lines = derive("told(data.words, data.beat, data.threshold, data.eta ?? undefined)", data)
    return [line.replace("−", "-") for line in lines]


def test_the_story_of_a_beat(derive):
    fired = WORDS["fires"].format(k=5, sum="0.60+0.50=1.10", threshold="1.00")
    assert told(derive, [0.6, 0.5, 0.3], [1, 1, 0]) == [fired]
    silent = WORDS["silent"].format(k=5, sum="(-0.40)+0.30=-0.10", threshold="1.00")
    assert told(derive, [-0.4, 0.5, 0.3], [1, 0, 1]) == [silent]
    alone = WORDS["silent"].format(k=5, sum="(-0.40)", threshold="1.00")
    assert told(derive, [-0.4, 0.5, 0.3], [1, 0, 0]) == [alone]
    assert told(derive, [0.6, 0.5, 0.3], [0, 0, 0]) == [WORDS["nothing"].format(k=5)]
    assert told(derive, [0.6, 0.5, 0.3], [0, 0, 0], k=0) == [WORDS["at_rest"]]


def test_the_story_of_hebbs_rule(derive):
    first = WORDS["fires"].format(k=5, sum="1.10+0.30=1.40", threshold="1.00")
    grown = [
        WORDS["grown"].format(i=i, before=before, eta="0.10", after=after)
        for i, before, after in ((1, "1.10", "1.20"), (2, "0.30", "0.40"))
    ]
    second = WORDS["grows"].format(list="x_1, x_2", parts=", ".join(grown))
    assert told(derive, [1.1, 0.3, 0.3], [1, 1, 0], eta=0.1) == [first, second]
    assert told(derive, [1.1, 0.3, 0.3], [0, 1, 0], eta=0.1)[1] == WORDS["unchanged"]
    assert told(derive, [1.1, 0.3, 0.3], [0, 0, 0], eta=0.1)[1] == WORDS["unchanged"]


def test_the_gauge_shows_every_sum_up_to_its_ends(javascript):
    values = [-3, -1.4, 0, 1, 3.4, 9]
    data = {"values": values}
    heights = javascript("neuron_firing/scene.js", "data.values.map(gauge)", data)
    assert np.diff(heights[1:5]) == pytest.approx(1.3 * np.diff(values[1:5])), "to scale"
    assert heights[0] == heights[1] and heights[5] == heights[4]
    back = javascript("neuron_firing/scene.js", "data.map(sumAt)", heights[1:5])
    assert back == pytest.approx(values[1:5])


DELAYS = [-40, -9, -0.5, 0, 0.5, 10, 40]


def test_spike_timing_is_lecturelibs(derive):
    rules = NeuronFiring().rules
    got = derive(
        "data.delays.map((t) => changeOf(data.rules, t))", {"rules": rules, "delays": DELAYS}
    )
    np.testing.assert_allclose(got, stdp(DELAYS), rtol=1e-14)


@pytest.mark.parametrize(
    "delay, key, timing",
    [
        (10, "a_first", {"sign": "+", "most": "0.005", "power": "{-10/20}", "after": "0.682"}),
        (-9.5, "b_first", {"sign": "-", "most": "0.00525", "power": "{-9.5/20}", "after": "0.304"}),
        (0, "none_first", None),
    ],
)
def test_the_story_of_a_pairing(derive, delay, key, timing):
    data = {"words": WORDS, "rules": NeuronFiring().rules, "delay": delay}
    t = f"{abs(delay):g}"
    assert derive("inOrder(data.words, data.delay)", data) == WORDS[key].format(t=t)
    hebb, other = derive("toldOfPairing(data.words, data.rules, data.delay, 60)", data)
    assert hebb == WORDS["by_hebb"].format(start="0.500", n=60, eta="0.005", after="0.800")
    if timing:
        assert other == WORDS["by_timing"].format(start="0.500", n=60, **timing)
    else:
        assert other == WORDS["by_timing_none"].format(start="0.500")


def test_a_trace_rests_but_for_its_spike(derive):
    points = derive("trace(10, 2, 2.8, [0, 40])")
    assert points[0] == [0, 2] and points[-1] == [40, 2] and [10, 2.8] in points
    assert [y for _, y in points] == [2, 2, 2.8, 2, 2]
