"""XorNetwork, driven as a person would: lines, typed numbers, presets, learning played."""

import re
import unicodedata

import numpy as np
import pytest

from lecturelib import words
from lecturelib.network import Network
from lecturelib.widgets import XorNetwork
from tests.browser.helpers import button, handle, number, press, show, steps, wait_steps
from tools.lab import middle

WIDGET = "XorNetwork()"
WORDS, KIT = words.table("xor_network"), words.table("kit")

X, XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([False, True, True, False])
SIDE = (-0.7, 1.7)
BENT = (3, -3, 1, 3, -2, 1, 4, 4, -5)


def theta(book):
    book.settle()
    return np.array(eval(book.python("print(w.theta)")))


def place(widget, plane, low, high, element):
    """Where an element's middle stands, in the plane's own numbers."""
    box = widget.locator(".ll-plane").nth(plane).bounding_box()
    x, y = middle(element)
    size = box["width"] - 44
    return np.array(
        [
            low + (x - box["x"] - 34) / size * (high - low),
            high - (y - box["y"] - 10) / size * (high - low),
        ]
    )


def marks(widget, plane, low, high):
    return [
        place(widget, plane, low, high, mark)
        for mark in widget.locator(".ll-plane").nth(plane).locator(".ll-mark > :nth-child(2)").all()
    ]


def status(widget):
    return widget.locator(".xn-status").text_content()


def iteration(k):
    """How the line beneath begins; its maths comes after that."""
    return WORDS["iteration"].split("$")[0].format(k=k, n=1000)


def table(widget):
    return [
        [number(text) for text in row.locator("td").all_text_contents()[1:4]]
        for row in widget.locator("tbody tr").all()
    ]


@pytest.mark.parametrize(
    ("activation", "weights"),
    [
        ("step", (1, 1, 1, 1, -0.5, -1.5, 1, -1, -0.5)),
        ("sigmoid", BENT),
        ("tanh", BENT),
        ("relu", BENT),
        ("identity", BENT),
    ],
)
def test_the_numbers_are_lecturelibs(book, widget, activation, weights):
    show(book, activation=activation, theta=weights)
    network = XorNetwork(activation, weights).network
    a = network.forward(X).a
    np.testing.assert_allclose(table(widget), np.hstack([a[1], a[2]]), atol=0.006)
    right = (a[2][:, 0] > (0 if activation == "tanh" else 0.5)) == XOR
    assert widget.locator("tbody tr td:last-child").all_text_contents() == [
        "✓" if ok else "✗" for ok in right
    ]
    assert widget.locator(".xn-right").text_content() == WORDS["right"].format(right=right.sum())
    for plane in (0, 1):
        rings = widget.locator(".ll-plane").nth(plane).locator(".ll-mark").all()
        assert [("ll-wrong" in ring.get_attribute("class")) for ring in rings] == list(~right)


def test_points_stand_where_the_hidden_layer_sends_them(book, widget):
    show(book, theta=BENT)
    np.testing.assert_allclose(marks(widget, 0, *SIDE), X, atol=0.01)
    np.testing.assert_allclose(
        marks(widget, 1, -0.35, 1.35),
        XorNetwork("sigmoid", BENT).network.forward(X).a[1],
        atol=0.01,
    )
    show(book, activation="identity")
    hidden = XorNetwork("identity", BENT).network.forward(X).a[1]
    np.testing.assert_allclose(marks(widget, 1, -5, 5), hidden, atol=0.05)


@pytest.mark.parametrize("activation", ["step", "sigmoid", "tanh", "relu", "identity"])
def test_the_border_is_where_the_output_is_in_the_middle(book, widget, activation):
    show(book, activation=activation, theta=BENT)
    box = widget.locator(".ll-plane").first.bounding_box()
    numbers = re.findall(r"[-\d.]+", widget.locator(".xn-edge").get_attribute("d"))
    pixels = np.array(numbers, float).reshape(-1, 2)
    assert len(pixels) > 20
    scale = (SIDE[1] - SIDE[0]) / (box["width"] - 44)
    points = np.column_stack(
        [SIDE[0] + (pixels[:, 0] - 34) * scale, SIDE[1] - (pixels[:, 1] - 10) * scale]
    )
    network, middle_value = XorNetwork(activation, BENT).network, 0 if activation == "tanh" else 0.5
    around = np.array(
        [
            [0.01, 0],
            [-0.01, 0],
            [0, 0.01],
            [0, -0.01],
            [0.01, 0.01],
            [-0.01, -0.01],
            [0.01, -0.01],
            [-0.01, 0.01],
        ]
    )
    sides = network.predict((points[:, None] + around).reshape(-1, 2)).reshape(-1, 8) > middle_value
    assert (sides.any(axis=1) & ~sides.all(axis=1)).all()


def test_the_identity_has_a_straight_border_whatever_one_drags(book, widget):
    show(book, activation="identity", theta=(1, -1, 1, 2, -0.5, 1, 1, 0.5, -1))
    for name in ("tip1", "line2"):
        book.drag(handle(widget, WORDS[name]), 25, 35)
        book.settle()
        numbers = re.findall(r"[-\d.]+", widget.locator(".xn-edge").get_attribute("d"))
        pixels = np.array(numbers, float).reshape(-1, 2)
        _, spread, _ = np.linalg.svd(pixels - pixels.mean(axis=0))
        assert spread[0] > 100 and spread[1] / np.sqrt(len(pixels)) < 0.3
    assert status(widget).endswith(WORDS["straight"].split("$")[-1])


@pytest.mark.parametrize(
    ("neuron", "plane", "span", "parts"),
    [(1, 0, SIDE, (0, 2, 4)), (2, 0, SIDE, (1, 3, 5)), (3, 1, (-0.35, 1.35), (6, 7, 8))],
)
def test_a_line_follows_its_hold_and_turns_by_its_tip(book, widget, neuron, plane, span, parts):
    before = theta(book)
    hold, tip = (handle(widget, WORDS[f"{what}{neuron}"]) for what in ("line", "tip"))
    book.drag(hold, -30, 20)
    after = theta(book)
    *w, b = after[list(parts)]
    at = place(widget, plane, *span, hold)
    assert tuple(w) == tuple(before[list(parts)][:2]), "a shift is parallel"
    assert np.dot(w, at) + b == pytest.approx(0, abs=0.01 * np.hypot(*w)), (
        "the line goes through the pointer"
    )
    changed = np.flatnonzero(after != before)
    assert list(changed) == [parts[2]]

    book.drag(tip, 22, 9)
    *w, b = theta(book)[list(parts)]
    np.testing.assert_allclose(place(widget, plane, *span, hold), at, atol=0.01)
    assert np.dot(w, at) + b == pytest.approx(0, abs=0.01 * np.hypot(*w)), "it turns about its hold"
    arrow = place(widget, plane, *span, tip) - at
    assert np.dot(arrow, w) / np.hypot(*arrow) / np.hypot(*w) == pytest.approx(1, abs=1e-3), (
        "the arrow is w's"
    )
    shorter = np.hypot(*w)
    x, y = middle(tip)
    hx, hy = middle(hold)
    book.drag(tip, 0.2 * (x - hx), 0.2 * (y - hy))
    assert np.hypot(*theta(book)[list(parts)][:2]) > 1.3 * shorter, "a longer arrow is a larger w"


def test_the_line_itself_can_be_grasped(book, widget):
    before = theta(book)
    x, y = middle(handle(widget, WORDS["line1"]))
    page = book.page
    page.mouse.move(x - 60, y - 60)
    page.mouse.down()
    page.mouse.move(x - 60, y - 30, steps=5)
    page.mouse.up()
    assert list(np.flatnonzero(theta(book) != before)) == [4]


def test_a_finger_turns_a_line(book, widget):
    tip = handle(widget, WORDS["tip2"])
    before = theta(book)
    book.touch_drag(tip, 30, 30)
    assert list(np.flatnonzero(theta(book) != before)) == [1, 3, 5]


def test_arrow_keys_turn_a_line(book, widget):
    before = theta(book)
    handle(widget, WORDS["tip3"]).press("ArrowLeft")
    after = theta(book)
    assert list(np.flatnonzero(after != before)) == [6, 7, 8] and after[6] < before[6]


def test_each_number_can_be_typed(book, widget):
    for index, name in enumerate(
        widget.evaluate(
            "root => [...root.querySelectorAll('.xn-equations input')].map(e => e.ariaLabel)"
        )
    ):
        field = widget.get_by_label(name, exact=True)
        field.fill(str(0.25 + index))
        field.press("Enter")
    assert list(theta(book)) == [0.25, 3.25, 1.25, 4.25, 2.25, 5.25, 6.25, 7.25, 8.25]


def test_presets(book, widget):
    press(widget, WORDS["zero"])
    assert not theta(book).any()
    everywhere = "(0, 0), (0, 1), (1, 0), (1, 1)"
    assert status(widget) == WORDS["together"].format(points=everywhere)
    assert widget.locator(".xn-edge").get_attribute("d") == ""
    before = theta(book)
    book.drag(handle(widget, WORDS["tip1"]), 60, 40)
    assert list(np.flatnonzero(theta(book) != before)) == [0, 2, 4], (
        "an arrow can be pulled out of nothing"
    )
    press(widget, WORDS["gates"])
    assert tuple(theta(book)) == XorNetwork().theta
    widget.get_by_label(WORDS["activation"]).select_option("relu")
    press(widget, WORDS["by_hand"])
    assert tuple(theta(book)) == XorNetwork("relu").theta
    press(widget, WORDS["learned"])
    wait_steps(widget, "1000 / 1000")
    twin = XorNetwork("relu")
    twin.do_learned()
    np.testing.assert_allclose(theta(book), twin.theta, rtol=1e-9)


def test_learning_is_played_and_scrubbed(book, widget):
    press(widget, WORDS["another"])
    book.wait("w.seed", "32")
    assert tuple(theta(book)) == tuple(Network((2, 2, 1), "sigmoid", "sigmoid", seed=32).theta)
    press(widget, KIT["play"])
    widget.locator(".ll-count").get_by_text(re.compile(r"^\d{2,3} / 1000$")).wait_for()
    press(widget, KIT["pause"])
    book.settle()
    held = int(steps(widget).split()[0])
    book.page.wait_for_timeout(400)
    assert int(steps(widget).split()[0]) == held
    assert book.wait("w.step * 4", str(held)) == str(held)
    assert status(widget).startswith(iteration(held))
    scrub, before = handle(widget, KIT["scrub"]), book.messages
    box = scrub.bounding_box()
    book.page.mouse.move(box["x"] + 8, box["y"] + box["height"] / 2)
    book.page.mouse.down()
    book.page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2, steps=12)
    wait_steps(widget, "1000 / 1000")
    book.settle()
    assert book.messages == before, "a scrub sends nothing"
    book.page.mouse.up()
    twin = XorNetwork(seed=32)
    twin.do_draw()
    twin.learn()
    assert book.wait("w", repr(twin)) == repr(twin)
    press(widget, KIT["rewind"])
    wait_steps(widget, "0 / 1000")
    press(widget, KIT["step"])
    wait_steps(widget, "4 / 1000")
    np.testing.assert_allclose(theta(book), twin.history[1], rtol=1e-9)
    book.drag(handle(widget, WORDS["line1"]), 10, 10)
    wait_steps(widget, "0 / 0")


def test_a_typed_seed_draws_its_start(book, widget):
    field = widget.get_by_label(WORDS["seed"], exact=True)
    field.fill("7")
    field.press("Enter")
    book.wait("w.seed", "7")
    start = tuple(Network((2, 2, 1), "sigmoid", "sigmoid", seed=7).theta)
    assert tuple(theta(book)) == start
    # The same number draws the start again, and the same run can be played from it.
    for _ in range(2):
        press(widget, KIT["step"])
        wait_steps(widget, "4 / 1000")
        assert status(widget).startswith(iteration(4))
        field.press("Enter")
        wait_steps(widget, "0 / 0")
        assert tuple(theta(book)) == start


def test_a_step_does_not_learn_and_says_why(book, widget):
    widget.get_by_label(WORDS["activation"]).select_option("step")
    book.wait("w.activation", "step")
    assert button(widget, WORDS["learned"]).is_disabled()
    press(widget, KIT["step"])
    wait_steps(widget, "4 / 1000")
    assert status(widget).endswith(WORDS["flat"])
    assert tuple(theta(book)) == XorNetwork().theta


def test_a_start_that_gets_stuck_is_said_to_be(book, widget):
    stuck = XorNetwork(seed=6)
    stuck.do_draw()
    stuck.learn()
    assert "0.03, 0.50, 0.98, 0.50" in repr(stuck)
    show(book, seed=6)
    book.python("w.do_draw(); w.learn()")
    wait_steps(widget, "1000 / 1000")
    together, stuck = WORDS["together"].format(points="(0, 1), (1, 1)"), WORDS["stuck"]
    assert status(widget).endswith(f"{together} {stuck.format(wrong=2)} {WORDS['elsewhere']}")


def test_another_activation_after_learning_starts_afresh(book, widget):
    choose = widget.get_by_label(WORDS["activation"]).select_option
    press(widget, WORDS["learned"])
    wait_steps(widget, "1000 / 1000")
    # Before ReLU nothing is learned, and tanh's start is not ReLU's.
    for activation in ("tanh", "relu"):
        choose(activation)
        wait_steps(widget, "0 / 0")
        assert tuple(theta(book)) == tuple(
            Network((2, 2, 1), activation, activation, seed=31).theta
        )
    press(widget, KIT["play"])
    wait_steps(widget, "1000 / 1000")
    assert widget.locator(".xn-right").text_content() == WORDS["right"].format(right=4)


def test_another_activation_keeps_what_a_hand_has_set(book, widget):
    choose = widget.get_by_label(WORDS["activation"]).select_option
    choose("tanh")
    assert tuple(theta(book)) == XorNetwork().theta
    press(widget, WORDS["learned"])
    wait_steps(widget, "1000 / 1000")
    book.drag(handle(widget, WORDS["line1"]), 10, 10)
    before = theta(book)
    choose("sigmoid")
    assert tuple(theta(book)) == tuple(before)


def test_another_activation_stops_the_play(book, widget):
    press(widget, WORDS["another"])
    press(widget, KIT["play"])
    widget.locator(".ll-count").get_by_text(re.compile(r"^\d{2,3} / 1000$")).wait_for()
    widget.get_by_label(WORDS["activation"]).select_option("relu")
    wait_steps(widget, "0 / 0")
    book.page.wait_for_timeout(300)
    assert tuple(theta(book)) == tuple(Network((2, 2, 1), "relu", "relu", seed=32).theta)


@pytest.mark.parametrize("sums", [(0.5, 2, -1), (0, 0, 52), (-0.5, -0.001, 0)])
def test_the_identitys_sum_is_written_out(book, widget, sums):
    a, b, c = sums
    show(book, activation="identity", theta=(a, 0, b, 0, c, 0, 1, 1, 0))
    wanted = {
        0.5: "ŷ=0.50x1+2.00x2−1.00",
        0: "ŷ=0.00x1+0.00x2+52.00",
        -0.5: "ŷ=−0.50x1+0.00x2+0.00",
    }[a]
    assert wanted in "".join(unicodedata.normalize("NFC", status(widget)).split())


def test_with_the_identity_no_other_start_is_promised(book, widget):
    widget.get_by_label(WORDS["activation"]).select_option("identity")
    press(widget, WORDS["learned"])
    wait_steps(widget, "1000 / 1000")
    assert status(widget).endswith(WORDS["at_best"]) and WORDS["elsewhere"] not in status(widget)


@pytest.mark.parametrize(
    ("activation", "times", "shown", "advice"),
    [
        ("identity", 1, "1 / 1", "at_best"),
        ("identity", 5, "0 / 0", "at_best"),
        ("relu", 5, "0 / 0", "elsewhere"),
    ],
)
def test_learning_that_runs_away_stops_in_time_and_says_so(
    book, widget, activation, times, shown, advice
):
    show(book, activation=activation, theta=[times * value for value in XorNetwork().theta])
    press(widget, KIT["play"])
    widget.locator(".xn-status").get_by_text(WORDS["away"]).wait_for()
    wait_steps(widget, shown)
    assert status(widget).endswith(f"{WORDS['away']} {WORDS[advice]}")
    assert WORDS["hint"] not in status(widget)
    assert np.abs(theta(book)).max() < 150
    assert widget.locator(".xn-equations input").evaluate_all(
        "all => all.every(field => field.scrollWidth <= field.clientWidth)"
    )


def test_python_moves_everything(book, widget):
    book.python("import numpy as np; w.history = np.linspace(0, 1, 45).reshape(5, 9)")
    wait_steps(widget, "4 / 4")
    book.python("w.step = 2")
    wait_steps(widget, "2 / 4")
    assert (
        widget.get_by_label(WORDS["numbers"][8], exact=True).input_value()
        == f"{np.linspace(0, 1, 45)[26]:.2f}"
    )
