"""descent_paths/derive.js: clocks, gradients, angles and the story of the next update."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.network import Network
from lecturelib.training import batches
from lecturelib.widgets import DescentPaths

WORDS = words.table("kit") | words.table("descent_paths")
GAP = WORDS["gap"]
N = 150
SIZES = [1, 7, 32, 50, 149, 150]


@pytest.fixture
def derive(javascript):
    return lambda expression, data=None: javascript("descent_paths/derive.js", expression, data)


@pytest.fixture(scope="module")
def recorded():
    """The runs as the browser unpacks them, and the widget that made them."""
    widget = DescentPaths(B=40, s=0.08, seed=3)
    widget.do_run()

    def numbers(data):
        return np.frombuffer(data, np.float32).astype(float)

    def pairs(data):
        return numbers(data).reshape(-1, 2).tolist()

    runs = {
        name: {
            "size": run["B"],
            "points": pairs(run["path"]),
            "losses": numbers(run["loss"]).tolist(),
            "one": pairs(run["one"]),
            "all": pairs(run["all"]),
        }
        for name, run in widget.run.items()
        if name != "of"
    }
    return runs, widget


@pytest.mark.parametrize("B", SIZES)
def test_observations_that_updates_have_used(derive, B):
    rng = np.random.default_rng(0)
    lengths = [len(batch) for _ in range(3) for batch in batches(N, B, rng)]
    wanted = [0, *np.cumsum(lengths).tolist()]
    ks = list(range(len(wanted)))
    assert derive("data.ks.map((k) => used(data.B, k, 150))", {"ks": ks, "B": B}) == wanted


@pytest.mark.parametrize("clock", ["observations", "epochs", "iterations"])
@pytest.mark.parametrize("B", SIZES)
def test_updates_that_the_clock_allows(derive, B, clock):
    rng = np.random.default_rng(0)
    seen = np.cumsum([len(batch) for _ in range(4) for batch in batches(N, B, rng)])
    for t in (0, 1, 2, 3, 31, 32, 33, 149, 150, 151, 300):
        passed = {
            "observations": seen <= t,
            "epochs": seen <= t * N,
            "iterations": np.arange(len(seen)) < t,
        }[clock]
        run = {"size": B, "points": [[0, 0]] * (len(seen) + 1)}
        data = {"run": run, "clock": clock, "t": t}
        assert derive("updates(data.run, data.clock, data.t, 150)", data) == passed.sum()


@pytest.mark.parametrize("clock", ["observations", "epochs", "iterations"])
def test_the_curve_is_the_loss_against_the_clock(derive, recorded, clock):
    run = recorded[0]["mini_batch"]
    curve = np.array(derive("lossCurve(data.run, data.clock, 150)", {"run": run, "clock": clock}))
    sizes = [len(b) for _ in range(30) for b in batches(N, 40, np.random.default_rng(0))]
    seen = np.array([0, *np.cumsum(sizes)])[: len(curve)]
    times = {"observations": seen, "epochs": seen / N, "iterations": np.arange(len(curve))}[clock]
    np.testing.assert_allclose(curve[:, 0], times)
    np.testing.assert_allclose(10 ** curve[:, 1], run["losses"])


def test_what_has_diverged_stays_at_a_height_that_can_be_drawn(derive):
    run = {"size": 150, "losses": [1, 1e30]}
    curve = derive("lossCurve(data, 'iterations', 150)", run)
    assert 3 < curve[1][1] < 20
    data = {"words": WORDS, "losses": [999.994, 1000]}
    assert derive("data.losses.map((L) => lossText(data.words, L))", data) == [
        "999.99",
        WORDS["far"],
    ]


@pytest.mark.parametrize("name, B", [("stochastic", 1), ("mini_batch", 40), ("batch", 150)])
def test_the_gradients_are_lecturelibs(derive, recorded, name, B):
    runs, widget = recorded
    rng, line = np.random.default_rng(3), Network((1, 1))
    order = [batch for _ in range(2) for batch in batches(N, B, rng)]
    for k in (0, 1):
        line.theta = runs[name]["points"][k]
        wanted = [
            line.gradient(widget.X[rows], widget.y[rows]).theta
            for rows in (order[k][:1], order[k], np.arange(N))
        ]
        data = {"run": runs[name], "k": k}
        got = derive("gradientsAt(data.run, data.k, 0.08)", data)
        np.testing.assert_allclose(got, wanted, rtol=1e-3, atol=1e-4)


def test_arrows_to_one_scale(derive):
    assert derive("arrowScale([[0, 1], [3, 4], [0, 2]], 10)") == pytest.approx(0.4)
    assert derive("arrowScale([[0, 100], [3, 4], [0, 2]], 10)") == pytest.approx(0.05)
    assert derive("arrowScale([[0, 0], [0, 0], [0, 0]], 10)") == pytest.approx(2)


@pytest.mark.parametrize(
    "a, b, degrees",
    [
        ((1, 0), (2, 0), 0),
        ((1, 0), (0, 3), 90),
        ((1, 0), (-1, 0), 180),
        ((-1, 0.1), (-1, -0.1), 11),
    ],
)
def test_the_angle_between_two_directions(derive, a, b, degrees):
    assert derive("angleBetween(data.a, data.b)", {"a": a, "b": b}) == degrees
    assert derive("angleBetween(data.b, data.a)", {"a": a, "b": b}) == degrees


@pytest.mark.parametrize(
    "losses, key", [((4, 3), "down"), ((3, 4), "up"), ((3.001, 3.004), "same"), ((4, 2e3), "up")]
)
def test_the_story_of_the_next_update(derive, losses, key):
    run = {
        "size": 32,
        "points": [[1, 1], [0.9, 1]],
        "losses": losses,
        "one": [[1, 1], [0, 0]],
        "all": [[0, 2], [0, 0]],
    }
    data = {"words": WORDS, "run": run, "name": "mini_batch", "k": 0, "s": 0.1, "N": N}
    before, after = (f"{L:.2f}" if L < 1000 else WORDS["far"] for L in losses)
    method = WORDS["mini_batch"]
    said = derive("told(data.words, { ...data, inside: true })", data)
    first = WORDS["next"].format(method=method, B=32, N=N, angle=90)
    assert said == f"{first}{GAP}{WORDS[key].format(before=before, after=after)}"
    outside = derive("told(data.words, { ...data, inside: false })", data)
    assert outside == WORDS["outside"].format(method=method)


def test_the_story_of_what_has_diverged(derive):
    run = {"size": 1, "points": [[9e3, 9e3], [9e3, 9e3]], "losses": [1e8, 1e8]}
    data = {"words": WORDS, "run": run, "name": "stochastic", "k": 0, "s": 0.1, "N": N}
    said = derive("told(data.words, { ...data, inside: false })", data)
    assert said == WORDS["diverged"].format(method=WORDS["stochastic"])
