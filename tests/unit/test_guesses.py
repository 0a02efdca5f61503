"""Guesses: their truths, the sentence for each kind of wrong, and that no answer shows early."""

import re
from collections import Counter
from dataclasses import replace
from itertools import permutations
from math import exp

import nbformat
import numpy as np
import pytest
from matplotlib.text import Text

from lecturelib import words
from lecturelib.backpropagation import finite_differences
from lecturelib.datasets import iris
from lecturelib.figures.guesses import _wrapped
from lecturelib.guesses import GUESSES, guess, section08
from lecturelib.guesses.kinds import Choice, Number, Order, Sketch
from lecturelib.widgets.guess.widget import Guess
from tests import bracket_language
from tools.normal_form import FOLDER

every_guess = pytest.mark.parametrize("key", GUESSES)


def own_words(key):
    return words.table(f"guesses_{key.partition('.')[0]:0>2}")[key]


def truth(key):
    return GUESSES[key].question()["truth"]


def printed(section, cell_id):
    """All numbers that a committed notebook's cell shows."""
    (path,) = FOLDER.glob(f"{section}_*.ipynb")
    cells = nbformat.read(path, as_version=4).cells
    (cell,) = [cell for cell in cells if cell.id == cell_id]
    shown = "".join(o.get("text") or o.data["text/plain"] for o in cell.outputs)
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", shown)]


# --- truths: against closed forms, the lecture, or the cell that shows them -----------------------


def test_four_to_seven_a_notebook():
    counts = Counter(key.partition(".")[0] for key in GUESSES)
    assert len(counts) == 10 and set(counts.values()) <= {4, 5, 6, 7}


def test_the_digit_reader_does_what_its_cells_show():
    assert truth("1.1") == pytest.approx(100 * printed("01", "train-run")[2], abs=0.05)
    decided, images = printed("01", "one-pixel-run")
    assert truth("1.2") == pytest.approx(100 * decided / images)
    moved, swapped, shuffled = printed("01", "limits-run")
    assert truth("1.4") == ["shuffled", "moved", "swapped"] and shuffled > moved > swapped
    assert truth("1.5") == pytest.approx(printed("01", "sure-run")[0], abs=0.5)
    *switched, mean, _, _ = printed("01", "inside-run")
    assert len(switched) == 16 and truth("1.6") == pytest.approx(sum(switched) / 16)
    assert mean == pytest.approx(truth("1.6"), abs=0.05)


def test_knobs_are_counted():
    assert truth("1.3") == 16 * (64 + 1) + 10 * (16 + 1)


def test_what_came_last_has_faded_least():
    assert truth("4.4") == "last" and np.tanh(1) > np.tanh(0.8 * np.tanh(1))


def test_one_neuron():
    rows = [(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1)]
    fire = {row for row in rows if 0.6 * row[0] + 0.5 * row[1] + 0.3 * row[2] > 1}
    assert truth("2.1") == "one_and_two" and fire == {row for row in rows if row[0] and row[1]}
    assert truth("2.2") == "never" and 0.6 + 0.3 < 1
    assert truth("2.3") == pytest.approx(100 * 0.25**2)


def test_strengths_grow_by_eta_where_a_signal_meets_a_spike():
    second, third = ([height for _, height in curve] for curve in truth("2.4"))
    assert second[0] == third[0] == 0.3 and set(third) == {0.3}
    assert second[-1] == pytest.approx(0.3 + 0.1 * 10)  # eight beats with signal 1, two alone
    assert np.all(np.isclose(np.diff(second), 0) | np.isclose(np.diff(second), 0.1))
    (weaker,) = truth("2.5")
    assert weaker == [[beat, pytest.approx(0.3 + 0.1 * beat)] for beat in range(61)]


def test_who_fires_first_counts_more_than_how_near():
    change = {"a_2": 5 * exp(-0.1), "a_20": 5 * exp(-1), "b_20": -5.25 * exp(-1)}
    change["b_2"] = -5.25 * exp(-0.1)
    assert truth("2.6") == sorted(change, key=change.get, reverse=True)


def test_steps_and_bumps():
    assert truth("6.1") == 0.5 + 2 - 1.5
    (curve,) = truth("6.2")
    assert all(height == (0.3 < x <= 0.6) for x, height in curve if x not in (0.3, 0.6))
    assert truth("6.3") == np.ceil(np.pi / np.arcsin(0.25))


def test_the_error_of_a_staircase():
    (curve,) = truth("6.4")
    x = np.arange(20_001) / 20_000
    for treads, error in curve:
        middle = (np.minimum(np.floor(x * treads), treads - 1) + 0.5) / treads
        flat, wave = np.sin(2 * np.pi * middle), np.sin(2 * np.pi * x)
        assert error == pytest.approx(np.abs(flat - wave).max(), abs=0.002)


def test_what_no_network_can():
    assert truth("6.5") == pytest.approx(printed("06", "beyond-run")[-1], abs=0.005)
    assert truth("6.6") == "half"  # a continuous curve is within e of -1 and 1 for e >= 1 only
    assert truth("6.7") == "stays"  # for each m a parabola: test_approximation knows the rank


def test_the_lectures_example():
    assert truth("8.1") == pytest.approx(1.755, abs=0.0005)
    network = section08.example()
    w1, w3, w2, w4, w5, w6 = finite_differences(network, section08._X, section08._Y)
    assert (w5, w6) == pytest.approx((-3.489, -4.391), abs=0.0005)
    assert truth("8.2") == "negative"
    assert truth("8.3") == ["w1", "w2", "w3", "w4"]
    assert abs(w1) > abs(w2) > abs(w3) > abs(w4)
    without = finite_differences(section08.example(w5=0.0), section08._X, section08._Y)
    assert truth("8.4") == "w1_w2" and [round(abs(s), 6) > 0 for s in without] == [0, 1, 0, 1, 1, 1]


def test_the_losses_of_gradient_descent():
    (curve,) = truth("8.5")
    W, v = np.array([[0.5, 1.5], [2.3, 3.0]]), np.ones(2)
    for step, loss in curve:
        a = 1 / (1 + np.exp(-W @ [1, 0.5]))
        error = 4 - v @ a
        assert loss == pytest.approx(error**2, abs=0.0006), step
        W, v = W + 0.2 * error * np.outer(v * a * (1 - a), [1, 0.5]), v + 0.2 * error * a


def test_a_gradient_by_differences_grows_with_the_square():
    assert truth("8.6") == "hundred" and 10 * 10 == 100


def test_the_loss_of_a_perceptron():
    assert truth("3.1") == "two"  # by hand: 0.5 + 0.5 against 3
    assert truth("3.2") == "same"  # from 0, w and b are multiples of the rate: section 3
    (curve,) = truth("3.3")
    assert [height for _, height in curve] == printed("03", "loss-falls-run")
    assert truth("3.4") == printed("03", "mm-run")[0]


def test_a_network_for_xor():
    (curve,) = truth("4.1")
    shown = printed("04", "learn-loss")  # iteration, loss, iteration, loss, ...
    for at, loss in zip(shown[:8:2], shown[1:8:2], strict=True):
        assert dict(curve)[at] == pytest.approx(loss, abs=0.001)
    assert truth("4.2") == "half" and printed("04", "zero-run")[-4:] == [0.5] * 4
    assert truth("4.3") == 32 * 65 + 10 * 33


def test_slopes_of_activations():
    (curve,) = truth("5.1")
    assert all(slope == pytest.approx(1 / (2 + 2 * np.cosh(z)), abs=0.0006) for z, slope in curve)
    assert truth("5.2") == "millionth" and abs(4**10 / 1e6 - 1) < 0.05
    assert truth("5.3") == pytest.approx(printed("05", "sparse-run")[1], abs=0.5)
    assert truth("5.4") == ["leaky_relu", "softplus", "relu"]
    assert 0.01 > 1 / (1 + np.exp(8)) > 0


def test_what_a_mistake_costs():
    assert truth("7.1") == pytest.approx((30.7 / 0.1) ** 2)
    slope = {"entropy_wrong": 0.99, "entropy_unsure": 0.5}
    slope |= {"squared_unsure": 2 * 0.5**3, "squared_wrong": 2 * 0.99 * 0.01 * 0.99}
    assert truth("7.2") == sorted(slope, key=slope.get, reverse=True)
    half, entropy = truth("7.3")
    assert all(loss == pytest.approx((1 - p) ** 2, abs=0.0006) for p, loss in half)
    assert all(loss == pytest.approx(-np.log(p), abs=0.0006) for p, loss in entropy)
    one, many = printed("07", "race-run")
    assert truth("7.4") == many / one


def test_three_batch_sizes():
    assert truth("9.1") == printed("09", "sgd-uphill")[-3]
    assert truth("9.2") == "half"  # sqrt(4/16) is 0.5, times sqrt((150 - 16)/(150 - 4)) is 0.48
    sgd, mini_batch, batch = (dict(curve) for curve in truth("9.3"))
    A, y = iris_line()
    theta = np.array([-1, 4.5])
    for step in range(26):
        error = A @ theta - y
        assert batch[step] == pytest.approx(np.mean(error**2), abs=0.0006)
        theta = theta - 0.45 * 2 * A.T @ error / len(y)
    assert sgd[0] == mini_batch[0] == batch[0] and sgd[25] == 12 and mini_batch[25] < 2
    shown = printed("09", "cost-gain-run")
    by_size = dict(zip(("one", "small", "large", "all"), shown[3:16:4], strict=True))
    assert truth("9.4") == sorted(by_size, key=by_size.get)


def iris_line():
    flowers, _ = iris()
    return np.column_stack([flowers[:, 0] - 5, np.ones(len(flowers))]), flowers[:, 2]


def test_two_errors_part():
    training, validation = (np.array(curve) for curve in truth("10.1"))
    shown = printed("10", "overfitting-run")  # epoch, seen, unseen, ...
    for at, seen, unseen in zip(shown[6::3], shown[7::3], shown[8::3], strict=True):
        assert np.interp(at, *training.T) == pytest.approx(seen, abs=0.05)
        assert np.interp(at, *validation.T) == pytest.approx(unseen, abs=0.05)
    assert truth("10.2") == printed("10", "early-stopping-run")[1]
    assert truth("10.3") == pytest.approx(np.exp(1200 * np.log1p(-0.0048)))
    assert truth("10.4") == "zero" and printed("10", "lambda-run")[-3] == 0


# --- the sentence that a guess gets ---------------------------------------------------------------


def sampled(question, row):
    """A curve of the truth at the knots of a sketch."""
    at, height = np.transpose(row)
    return np.interp(np.linspace(*question["x"], question["knots"]), at, height)


def sketches(kind, question):
    """The truth as a hand would draw it, flat lines, and what each reason describes."""
    drawn = [sampled(question, row) for row in question["truth"]]
    low, high = kind.y
    yield drawn
    for height in np.linspace(low, high, 9):
        yield [np.full(kind.knots, height)] * len(drawn)
    for off in (-3, -2, -1.3, 1.3, 2, 3):
        yield [row + off * kind.near for row in drawn]
        yield [row + off * kind.near * (-1) ** np.arange(kind.knots) for row in drawn]
    x = np.linspace(*kind.x, kind.knots)
    for name, left, right, by in kind.wrong.values():
        for times in (1.3, 2, 3):
            k = kind.curves.index(name)
            lifted = drawn[k] + np.where((x >= left) & (x <= right), times * by, 0)
            yield [*drawn[:k], lifted, *drawn[k + 1 :]]


def answers(kind, question):
    """Answers of all sorts, as JSON can say them."""
    if isinstance(kind, Choice):
        return list(kind.options)
    if isinstance(kind, Order):
        return [list(each) for each in permutations(kind.options)]
    if isinstance(kind, Sketch):
        return [np.clip(each, *kind.y).tolist() for each in sketches(kind, question)]
    low, high = kind.limits
    ends = [end for pair in kind.wrong.values() for end in pair]
    grid = np.geomspace(low, high, 500) if kind.log else np.arange(low, high, 10.0**-kind.digits)
    return [float(n) for n in (*np.round(grid, kind.digits), high, *ends, question["truth"])]


@every_guess
def test_each_guess_gets_a_sentence_and_each_sentence_a_guess(key, javascript):
    question = GUESSES[key].question()
    tried = answers(GUESSES[key], question)
    asked = "data.answers.map((answer) => reason(data.question, answer))"
    reasons = javascript("guess/derive.js", asked, {"question": question, "answers": tried})
    assert set(reasons) == {"right", *own_words(key)["wrong"]}


@every_guess
def test_the_truth_is_right(key, javascript):
    kind, question = GUESSES[key], GUESSES[key].question()
    answer = question["truth"]
    if isinstance(kind, Sketch):
        answer = [sampled(question, row).tolist() for row in question["truth"]]
    elif isinstance(kind, Number):
        assert kind.limits[0] <= answer <= kind.limits[1]
        answer = round(answer, kind.digits)
    elif isinstance(kind, Order):
        assert answer != list(kind.options), "it is asked in the true order"
    asked = {"question": question, "answer": answer}
    assert javascript("guess/derive.js", "reason(data.question, data.answer)", asked) == "right"


@every_guess
def test_words_name_what_there_is(key):
    kind, own = GUESSES[key], own_words(key)
    assert len(own["ask"]) < 120
    if isinstance(kind, (Choice, Order)):
        assert set(own["options"]) == set(kind.options)
    if isinstance(kind, Sketch):
        assert own["x"] and own["y"]
        assert list(own.get("curves", {"curve": ""})) == list(kind.curves)
    if isinstance(kind, Number):
        assert "{n}" in own.get("show", "{n}")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_asks_its_own_guesses_in_their_order(path):
    cells = nbformat.read(path, as_version=4).cells
    asked = [key for cell in cells for key in re.findall(r'^guess\("(.*)"\)', cell.source, re.M)]
    section = str(int(path.stem[:2]))
    assert set(asked) <= {key for key in GUESSES if key.partition(".")[0] == section}
    assert asked == sorted(set(asked))


# --- the widget -----------------------------------------------------------------------------------


def another(kind):
    """The same guess with another truth."""
    asked = kind.question()["truth"]
    if isinstance(kind, Number):
        low, high = kind.limits
        return replace(kind, truth=lambda: (low + asked) / 2 if asked > low else high)
    if isinstance(kind, Choice):
        return replace(kind, truth=lambda: next(n for n in kind.options if n != asked))
    if isinstance(kind, Order):
        return replace(kind, truth=lambda: {name: k for k, name in enumerate(asked)})
    x, rows = kind.truth()
    return replace(kind, truth=lambda: (x, np.full_like(np.asarray(rows, float), kind.y[0])))


@every_guess
def test_nothing_that_is_shown_without_a_kernel_knows_the_truth(key):
    true, other = Guess(key, GUESSES[key]), Guess(key, another(GUESSES[key]))
    assert true.question["truth"] != other.question["truth"]
    (shown, about), (same, alike) = true._repr_mimebundle_(), other._repr_mimebundle_()
    for bundle in (shown, same):
        del bundle["application/vnd.jupyter.widget-view+json"]
    assert (shown, about) == (same, alike)
    assert shown["text/plain"] == f"Guess {key}: {own_words(key)['ask']}"
    assert about["image/png"]["alt"] == shown["text/plain"]
    assert len(shown["image/png"]) < 20_000


@every_guess
def test_the_first_display_is_light(key):
    widget = guess(key)
    sent = len(widget._esm) + len(widget._css) + len(str(widget.question))
    assert sent < (45_000 if isinstance(GUESSES[key], Sketch) else 35_000)


@every_guess
def test_a_picture_has_no_word_that_is_in_no_table(key, monkeypatch, tmp_path):
    for name, value in bracket_language.environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    picture = guess(key).picture()
    picture.draw_without_rendering()
    said = [text.get_text() for text in picture.findobj(Text) if text.get_visible()]
    said = [re.sub(r"\$[^$]*\$", "", text) for text in said]  # maths, and powers of ten
    assert [word for text in said for word in bracket_language.outside(text)] == []


@every_guess
def test_the_question_fits_into_its_picture(key):
    picture = guess(key).picture()
    picture.draw_without_rendering()
    width = picture.bbox.width
    titles = [ax.title.get_window_extent() for ax in picture.axes]
    assert titles and all(box.x0 >= 0 and box.x1 <= width for box in titles)


@pytest.mark.parametrize(
    "key, error", [("3.99", ValueError), ("", ValueError), (2.1, TypeError), (None, TypeError)]
)
def test_an_unknown_key_is_told_which_there_are(key, error):
    with pytest.raises(error, match="key must be "):
        guess(key)
    with pytest.raises(ValueError, match=r"key must be one of 1\.1, 1\.2, .*; got 'x'"):
        guess("x")


@pytest.mark.parametrize(
    "key, good, bad, error, message",
    [
        (
            "2.3",
            12.5,
            51,
            ValueError,
            "answer must be a finite number of at least 0 and of at most 50",
        ),
        ("2.3", 12.5, "12", TypeError, "answer must be a number, got the text '12'"),
        ("2.1", "all", "none", ValueError, "answer must be one of any, any_two"),
        (
            "1.4",
            ["moved", "swapped", "shuffled"],
            ["moved"],
            ValueError,
            "answer must name each of",
        ),
        ("1.4", ["moved", "swapped", "shuffled"], "moved", TypeError, "answer must be a list of"),
        ("2.5", [[1.0] * 13], [[1.0] * 12], ValueError, r"answer must have shape \(13,\)"),
        ("2.5", [[1.0] * 13], [[10.0] * 13], ValueError, "at least 0 and of at most 9, got 10"),
        ("2.4", [[1.0] * 13, None], [None], ValueError, "answer must have a length"),
    ],
)
def test_a_bad_answer_changes_nothing(key, good, bad, error, message):
    widget = guess(key)
    widget.answer = good
    before = widget.answer
    with pytest.raises(error, match=message):
        widget.answer = bad
    assert widget.answer == before
    widget.votes = [good, good]
    with pytest.raises(error, match=message.replace("answer", "votes", 1)):
        widget.votes = [good, bad]
    assert len(widget.votes) == 2


def test_other_bad_input():
    widget = guess("2.1")
    with pytest.raises(ValueError, match="stage must be one of open, kept, compared; got 'done'"):
        widget.stage = "done"
    with pytest.raises(ValueError, match="votes must have a length.* at most 500"):
        widget.votes = ["all"] * 501
    with pytest.raises(TypeError, match="votes must be a list of answers"):
        widget.votes = "all"


def test_reset():
    widget = guess("2.1")
    widget.answer, widget.stage, widget.votes = "all", "compared", ["any"]
    widget.reset()
    assert (widget.answer, widget.stage, widget.votes) == (None, "open", ())


# --- what the page computes -----------------------------------------------------------------------


def test_a_stroke_moves_the_knots_that_it_passes(javascript):
    question = {"x": [0, 10], "y": [0, 1], "knots": 11}

    def stroke(start, end):
        data = {"question": question, "old": [0.5] * 11, "from": start, "to": end}
        expression = "stroked(data.old, data.question, data.from, data.to)"
        return javascript("guess/derive.js", expression, data)

    assert stroke([3.2, 0.9], [3.2, 0.9]) == [0.5] * 3 + [0.9] + [0.5] * 7
    assert stroke([2, 0], [4, 1]) == [0.5] * 2 + [0, 0.5, 1] + [0.5] * 6
    assert stroke([4, 1], [2, 0]) == stroke([2, 0], [4, 1])
    assert stroke([-5, 7], [-5, 7])[0] == 1 and stroke([99, -7], [99, -7])[10] == 0


def test_votes(javascript):
    limits = {"limits": [1, 1000], "log": True}
    parts = javascript(
        "guess/derive.js",
        "histogram(data.question, data.votes, 3)",
        {"question": limits, "votes": [1, 9, 11, 1000, 1000]},
    )
    assert parts == [2, 1, 2]
    read = javascript("guess/derive.js", "votesIn(data, '3 4,5;  2000 x 1')", limits)
    assert read == [3, 4.5, 1]
    counted = javascript("guess/derive.js", "tally([['a','b'], ['b','a'], ['b','a']])")
    assert counted == [[["b", "a"], 2], [["a", "b"], 1]]


@pytest.mark.parametrize(
    "text, lines",
    [
        ("One two three. " * 4, ["One two three. One two three. One two three. One two", "three."]),
        ("损失" * 20 + "。", ["损失" * 13 + "损", "失" + "损失" * 6 + "。"]),
        ("损失" * 13 + "损。", ["损失" * 13, "损。"]),
        ("损失" * 12 + "$f(x) = a x + b$", ["损失" * 12, "$f(x) = a x + b$"]),
    ],
)
def test_a_question_on_paper_is_wrapped(text, lines):
    assert _wrapped(text.strip()).split("\n") == lines
