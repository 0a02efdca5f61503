"""regularization_timeline/derive.js computes what lecturelib's network and NumPy say, too."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.network import Network
from lecturelib.regularization import EarlyStopping

WORDS = words.table("kit") | words.table("regularization_timeline")
GAP = WORDS["gap"]


@pytest.fixture
def derive(javascript):
    return lambda expression, data: javascript(
        "regularization_timeline/derive.js", expression, data
    )


def network(largest=2.0):
    """A 2-5-1 network whose largest weight or bias is so large: with 50 it is saturated."""
    net = Network((2, 5, 1), hidden="tanh", output="sigmoid", loss="binary_cross_entropy")
    theta = np.random.default_rng(3).normal(size=len(net.theta))
    net.theta = largest * theta / np.abs(theta).max()
    return net


def logits(net, xs, ys):
    """The output neuron's net input at [j][i] for xs[i], ys[j]."""
    grid = np.stack(np.meshgrid(xs, ys), axis=-1)
    return net.forward(grid.reshape(-1, 2)).z[-1].reshape(len(ys), len(xs))


def run(training, validation, stopped=None, best=0):
    errors = [training, validation, validation]
    return {"errors": errors, "stopped": 1000 if stopped is None else stopped, "best": best}


@pytest.mark.parametrize("largest", [0.1, 2, 10, 50])
def test_net_inputs_are_the_networks(derive, largest):
    net = network(largest)
    grid = {"theta": net.theta.tolist(), "xs": [-2, -0.3, 0, 1.7, 3], "ys": [-1.5, 0.2, 2]}
    z = derive("netInputs(data.theta, data.xs, data.ys).map((row) => [...row])", grid)
    np.testing.assert_allclose(z, logits(net, grid["xs"], grid["ys"]), atol=1e-12 * largest)


def test_a_dropped_neuron_sends_nothing_and_the_others_more(derive):
    net, kept = network(), np.array([1, 0, 0, 1, 1])
    grid = {"xs": [-1, 0.5, 2], "ys": [0.25, 1]}
    data = grid | {"theta": net.theta.tolist(), "scale": (kept / 0.6).tolist()}
    z = derive("netInputs(data.theta, data.xs, data.ys, data.scale).map((row) => [...row])", data)
    net.weights[1] = net.weights[1] * kept[:, None] / 0.6
    np.testing.assert_allclose(z, logits(net, grid["xs"], grid["ys"]), atol=1e-12)


def test_biases_are_no_weights(derive):
    net = network()
    weights = derive("weightsOf(data)", net.theta.tolist())
    wanted = np.concatenate([W.ravel() for W in net.weights])
    np.testing.assert_array_equal(weights, wanted)
    assert derive("norm(data)", weights) == pytest.approx(np.linalg.norm(wanted))


def test_the_histogram_is_numpys(derive):
    weights = [*np.random.default_rng(0).normal(scale=3, size=200), -0.25, 0.25, 5.3, -80, 9]
    edges = np.linspace(-5.25, 5.25, 22)
    wanted, _ = np.histogram(np.clip(weights, -5.2, 5.2), bins=edges)
    assert derive("histogram(data)", weights) == wanted.tolist()


@pytest.mark.parametrize(
    "errors, top", [([0.2, 0.61], 0.7), ([0.2, 0.5], 0.5), ([0.9, 0.3], 0.9), ([4.0, 0.1], 1)]
)
def test_the_axes_end_at_the_next_tenth_and_at_1(derive, errors, top):
    runs = [run([0.1, 0.1], errors), run([0.05, 0.2], [0.1, 0.1])]
    assert derive("highest(data)", runs) == pytest.approx(top)


@pytest.mark.parametrize("t, shown", [(0, 0), (6, 6), (7, 3), (9, 3)])
def test_early_stopping_goes_back_where_it_stops(derive, t, shown):
    data = {"run": run([], [], stopped=7, best=3), "t": t}
    assert derive("shownEpoch(data.run, data.t)", data) == shown
    plain = "shownEpoch({ stopped: Infinity, best: 0 }, data)"
    assert derive(plain, t) == t


def test_a_run_is_read_by_epoch(javascript):
    sent = """((data) => {
        const bytes = (kind, values) => new DataView(new kind(values).buffer);
        const plain = {
            of: [4], path: bytes(Float32Array, data.path), errors: bytes(Float32Array, data.errors),
        };
        const other = bytes(Float32Array, data.path.map((w) => w + 100));
        const dropped = { ...plain, path: other, of: [4, 0.5], kept: bytes(Uint8Array, data.kept) };
        const early = { of: [4, 9], stopped: 2, best: 1 };
        return [plain, dropped, early].map((run) => readRun(run, plain, 2));
    })(data)"""
    path, errors = np.arange(15.0).reshape(3, 5), np.arange(9.0).reshape(3, 3) / 8
    kept = [[1, 1], [0, 1], [1, 0]]
    data = {"path": path.ravel().tolist(), "errors": errors.ravel().tolist()}
    data["kept"] = np.ravel(kept).tolist()
    plain, dropped, early = javascript("regularization_timeline/derive.js", sent, data)
    for each, own in ((plain, path), (dropped, path + 100), (early, path)):
        assert each["path"] == own.tolist() and each["errors"] == errors.tolist()
    assert (plain["kept"], dropped["kept"], early["kept"]) == ([], kept, [])
    assert [each["stopped"] for each in (plain, dropped, early)] == ["Infinity", "Infinity", 2]
    assert (early["best"], early["of"]) == (1, [4, 9])


def test_what_the_text_says(derive):
    training = [0.7, 0.5, 0.4, 0.3, 0.2, 0.1]
    validation = [0.7, 0.6, 0.45, 0.5, 0.455, 0.6]
    watch = EarlyStopping(2)
    for stopped in range(1, 6):
        if watch.should_stop(stopped, validation[stopped], np.zeros(1)):
            break
    early = {"stopped": stopped, "best": watch.best_epoch}
    assert early == {"stopped": 4, "best": 2}

    def said(t):
        data = {"words": WORDS, "t": t, "plain": run(training, validation), "early": early}
        return derive("summary(data.words, data.t, data.plain, data.early)", data)

    low = {"low": "0.45", "best": 2, "was": "0.40"}
    at_1 = WORDS["early_days"].format(t=1, now="0.60", **{"is": "0.50"})
    at_3 = WORDS["rising"].format(t=3, now="0.50", **low, **{"is": "0.30"})
    at_4 = WORDS["early_days"].format(t=4, now="0.46", **{"is": "0.20"})
    assert said(1) == f"{at_1}{GAP}{WORDS['running']}"
    assert said(3) == f"{at_3}{GAP}{WORDS['running']}"
    assert said(4) == f"{at_4}{GAP}{WORDS['stopped'].format(**early)}"
