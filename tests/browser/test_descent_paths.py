"""DescentPaths, driven as a person would."""

import math
import re

import pytest

from lecturelib import words
from tests.browser.helpers import button, handle, press, type_into
from tools.lab import middle

WIDGET = "DescentPaths()"
WORDS, KIT = words.table("descent_paths"), words.table("kit")
METHODS = {WORDS[method]: method for method in ("stochastic", "mini_batch", "batch")}
SGD, MINI_BATCH, BATCH = METHODS


def path(widget, method):
    return widget.locator(f".ll-plane:not(.dp-chart) .dp-path.dp-{method}")


def drawn(widget, method):
    return path(widget, method).get_attribute("d")


def start_of(widget):
    return handle(widget, WORDS["handle"])


def row(widget, name):
    """Batch size, updates, epochs and loss as the table shows them."""
    cells = (
        widget.get_by_role("row")
        .filter(has=widget.page.get_by_role("cell", name=name, exact=True))
        .locator("td")
    )
    return cells.all_inner_texts()[1:]


def status(widget):
    return widget.locator(".ll-status").inner_text()


def said(widget, key, method):
    """What stands for the words in braces of a sentence of the status line; None without it."""
    sentence = re.escape(WORDS[key]).replace(r"\{method\}", re.escape(method))
    found = re.search(re.sub(r"\\{(\w+)\\}", r"(?P<\1>\\S+)", sentence), status(widget))
    return found and found.groupdict()


def test_the_table_shows_what_python_computes(book, widget):
    for clock, step in (("observations", 300), ("epochs", 3), ("iterations", 17)):
        book.python(f"w.clock, w.step = '{clock}', {step}")
        book.settle()
        for name, method in METHODS.items():
            size, updates, epochs, loss = row(widget, name)
            w, b = eval(book.python(f"print(w.theta['{method}'])"))
            assert loss == book.python(
                f"print(f'{{(({w} * w.X[:, 0] + {b} - w.y) ** 2).mean():.2f}}')"
            )
            made = {
                "observations": step // 150 * -(-150 // int(size)) + step % 150 // int(size),
                "epochs": step * -(-150 // int(size)),
                "iterations": step,
            }[clock]
            assert int(updates) == made
            rounds, rest = divmod(made, -(-150 // int(size)))
            assert float(epochs) == pytest.approx(rounds + rest * int(size) / 150, abs=0.006)


def test_the_balls_stand_where_python_says(book, widget):
    start = middle(start_of(widget))
    book.python("w.start = (1.0, 4.5)")
    book.settle()
    unit = (middle(start_of(widget))[0] - start[0]) / 2
    for method in METHODS.values():
        w, b = eval(book.python(f"print(w.theta['{method}'])"))
        x, y = middle(widget.locator(f".ll-plane .dp-ball.dp-{method}"))
        assert (x - start[0], y - start[1]) == pytest.approx(
            ((w + 1) * unit, (4.5 - b) * unit), abs=2
        )


def test_dragging_the_start_brings_three_new_paths(book, widget):
    before = {method: drawn(widget, method) for method in METHODS.values()}
    start = start_of(widget)
    book.drag(start, 150, 60)
    book.settle()
    x, y = (float(number) for number in re.findall(r"[\d.]+", start.get_attribute("transform")))
    for method, old in before.items():
        assert drawn(widget, method) != old
        first = re.match(r"M([\d.]+) ([\d.]+)", drawn(widget, method)).groups()
        assert tuple(map(float, first)) == pytest.approx((x, y), abs=0.2)
    assert (
        book.python("print((w.history['batch'].path[0] == w.start).all(), w.start != (-1, 4.5))")
        == "True True"
    )


def test_one_observation_a_batch_is_sgd_and_all_is_batch(book, widget):
    assert drawn(widget, "mini_batch") not in (drawn(widget, "stochastic"), drawn(widget, "batch"))
    type_into(widget, WORDS["B"], 1)
    book.settle()
    assert drawn(widget, "mini_batch") == drawn(widget, "stochastic")
    type_into(widget, WORDS["B"], 999)
    book.settle()
    assert drawn(widget, "mini_batch") == drawn(widget, "batch")
    assert book.python("print(w.B)") == "150"


def test_sliders_by_mouse_and_keys(book, widget):
    rate = handle(widget, WORDS["s"])
    before = drawn(widget, "batch")
    rate.press("ArrowLeft")
    book.settle()
    assert 0.09 < float(book.python("print(w.s)")) < 0.1
    assert drawn(widget, "batch") != before
    size = handle(widget, WORDS["B"])
    box = size.bounding_box()
    book.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    book.settle()
    assert row(widget, MINI_BATCH)[0] == book.python("print(w.B)")
    assert 9 <= int(row(widget, MINI_BATCH)[0]) <= 16, (
        "the middle of a logarithmic range of 1 to 150"
    )


def test_a_rate_that_diverges(book, widget):
    type_into(widget, WORDS["s"], 0.7)
    widget.get_by_role("combobox", name=WORDS["clock"]).select_option("iterations")
    book.settle()
    assert status(widget) == WORDS["diverged"].format(method=MINI_BATCH)
    assert [row(widget, name)[3] for name in METHODS] == [WORDS["far"]] * 3
    assert book.errors == []


def test_the_clock_decides_who_leads(book, widget):
    book.python("w.step = 150")
    book.settle()
    seen = [float(row(widget, name)[3]) for name in METHODS]
    assert seen[0] < seen[1] < seen[2], "for the same observations SGD is ahead"
    widget.get_by_role("combobox", name=WORDS["clock"]).select_option("iterations")
    book.settle()
    assert [row(widget, name)[1] for name in METHODS] == ["100"] * 3
    assert book.python("print(w.clock, w.step)") == "iterations 100"


def test_play_pause_step_rewind(book, widget):
    press(widget, KIT["rewind"])
    press(widget, KIT["play"])
    book.page.wait_for_timeout(600)
    press(widget, KIT["pause"])
    book.settle()
    step = int(book.python("print(w.step)"))
    assert 5 < step < 300
    assert row(widget, SGD)[1] == str(step)
    press(widget, KIT["step"])
    book.settle()
    assert row(widget, SGD)[1] == str(step + 1)
    press(widget, KIT["rewind"])
    book.settle()
    assert [row(widget, name)[1] for name in METHODS] == ["0"] * 3
    assert book.python("print(w.step)") == "0"


def test_a_scrub_sends_nothing_until_it_ends(book, widget):
    box = handle(widget, KIT["scrub"]).bounding_box()
    page, sent = book.page, book.messages
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + box["height"] / 2, steps=30)
    book.settle()
    assert book.messages == sent
    assert int(row(widget, SGD)[1]) > 700
    page.mouse.up()
    book.settle()
    assert book.messages == sent + 1
    assert book.python("print(w.step)") == row(widget, SGD)[1]


def test_another_order_moves_sgd_and_not_batch(book, widget):
    before = {method: drawn(widget, method) for method in METHODS.values()}
    press(widget, WORDS["another"])
    book.settle()
    assert drawn(widget, "stochastic") != before["stochastic"]
    assert drawn(widget, "mini_batch") != before["mini_batch"]
    assert drawn(widget, "batch") == before["batch"]
    press(widget, KIT["reset"])
    book.settle()
    assert {method: drawn(widget, method) for method in METHODS.values()} == before


def test_arrows_point_along_the_gradients(book, widget):
    at = widget.get_by_role("combobox", name=WORDS["arrows"])
    ends = """root => Object.fromEntries([...root.querySelectorAll('.ll-arrow')].map(arrow => {
        const [x1, y1] = ['x1', 'y1'].map(name => +arrow.querySelector('line').getAttribute(name));
        const head = arrow.querySelector('path').getAttribute('d');
        const [x2, y2] = head.match(/[\\d.]+/g).map(Number);
        return [arrow.style.color.match(/--ll-(\\w+)/)[1], Math.atan2(y2 - y1, x2 - x1)];
    }))"""
    for name, method in METHODS.items():
        at.select_option(method)
        book.settle()
        angles = widget.evaluate(ends)
        w, b = eval(book.python(f"print(w.theta['{method}'])"))
        rest = f"({w} * w.X[:, 0] + {b} - w.y)"
        slope_w, slope_b = (
            float(book.python(f"print(({rest} * {x}).mean())")) for x in ("w.X[:, 0]", 1)
        )
        assert angles["pos"] == pytest.approx(math.atan2(slope_b, -slope_w), abs=0.02), (
            "downhill, with y downwards on the screen"
        )
        if name == SGD:
            assert angles["neg"] == pytest.approx(angles["green"], abs=0.02), (
                "one observation is its whole batch"
            )
        if name == BATCH:
            assert angles["green"] == pytest.approx(angles["pos"], abs=0.02)
            assert said(widget, "next", name)["angle"] == "0"
        assert said(widget, "next", name)["B"] == row(widget, name)[0]


def test_a_step_can_go_uphill(book, widget):
    widget.get_by_role("combobox", name=WORDS["arrows"]).select_option("stochastic")
    seen = set()
    for step in range(140, 150):
        book.python(f"w.step = {step}")
        book.settle()
        now, after = loss_at(book, step), loss_at(book, step + 1)
        rises = said(widget, "up", SGD) is not None
        assert rises == (after > now and f"{after:.2f}" != f"{now:.2f}")
        seen.add(rises)
    assert seen == {True, False}


def test_a_loss_that_does_not_change_to_two_decimals_stays(book, widget):
    book.python("w.clock, w.step, w.arrows = 'iterations', 90, 'batch'")
    book.settle()
    assert said(widget, "same", BATCH) == {"before": row(widget, BATCH)[3]}
    assert said(widget, "next", BATCH)["B"] == said(widget, "next", BATCH)["N"] == "150"


def loss_at(book, k):
    code = (
        f"a, c = w.history['stochastic'].path[{k}]; print(((a * w.X[:, 0] + c - w.y) ** 2).mean())"
    )
    return float(book.python(code))


def test_without_a_kernel_old_paths_do_not_pose_as_new(book, widget):
    book.restart()
    widget.locator(".ll-notice").filter(has_text=KIT["kernel_gone"]).wait_for()
    press(widget, KIT["step"])
    book.settle()
    assert row(widget, SGD)[1] == "151", "what is recorded can still be played"
    assert path(widget, "batch").is_visible()
    book.drag(start_of(widget), 100, 50)
    book.settle()
    assert not path(widget, "batch").is_visible()
    assert status(widget) == WORDS["no_kernel"]
    assert button(widget, WORDS["another"]).is_disabled()
    book.run_all()
    widget.locator(".ll-notice:not(:empty)").wait_for(state="detached")
    path(book.widget(), "batch").wait_for()
    assert book.errors == []
    assert book.strangers == []
