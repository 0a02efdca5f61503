"""NeuronFiring: the sum, the spikes and Hebb's training that are shown are lecturelib's."""

import numpy as np
import pytest

from lecturelib import words
from lecturelib.widgets import NeuronFiring
from tests.browser.helpers import handle, plain, press, steps, wait_steps
from tools.lab import middle

WIDGET = "NeuronFiring()"
WORDS, KIT = words.table("neuron_firing"), words.table("kit")


def status(widget):
    return plain(widget.locator(".nf-status").text_content())


def told(key, **values):
    """A line of the story with its numbers."""
    return plain(WORDS[key].format(**values))


def strength(widget, i):
    return handle(widget, WORDS["strength"].format(i=i))


def show_hebb(widget):
    widget.get_by_role("combobox", name=WORDS["mode"]).select_option("hebb")


def lit_beats(widget):
    """The beats (from 1) that are drawn as firing, by bars and by dots."""
    bars = widget.locator(".nf-beat").evaluate_all(
        "all => all.map(e => e.classList.contains('nf-on'))"
    )
    dots = widget.locator(".nf-dot").evaluate_all(
        "all => all.map(e => e.getAttribute('visibility') !== 'hidden')"
    )
    assert bars == dots
    return (1 + np.flatnonzero(bars)).tolist()


def of_python(book, expression):
    return eval(book.python(f"print({expression})"))


def spikes(book):
    return of_python(book, "[k + 1 for k, y in enumerate(w.y) if y]")


def scrub_to(widget, k):
    handle(widget, KIT["scrub"]).fill(str(k))
    wait_steps(widget, f"{k} / 24")


def test_at_first_it_shows_a_beat_that_fires(book, widget):
    assert lit_beats(widget) == spikes(book)
    assert told("fires", k=6, sum="0.60+0.50=1.10", threshold="1.00") in status(widget)
    assert (
        widget.locator(".nf-body.nf-on").count() == 1
        and widget.locator(".nf-next.nf-on").count() == 1
    )
    on = widget.locator(".nf-band").evaluate_all(
        "all => all.map(e => e.classList.contains('nf-on'))"
    )
    assert on == [True, True, False]


def test_dragging_a_strength_moves_one_and_the_sums_follow(book, widget):
    knob = strength(widget, 1)
    book.drag(knob, 0, 60)
    value = float(knob.get_attribute("aria-valuenow"))
    assert value < 0
    assert book.wait("w.w", f"({value}, 0.5, 0.3)") == f"({value}, 0.5, 0.3)"
    assert lit_beats(widget) == spikes(book) == []
    total = f"({value:.2f})+0.50={value + 0.5:.2f}"
    assert told("silent", k=6, sum=total, threshold="1.00") in status(widget)
    assert widget.locator(".nf-band").first.get_attribute("class").split() == [
        "nf-band",
        "nf-on",
        "nf-against",
    ]
    assert widget.locator(".nf-body.nf-on").count() == 0


def test_the_hand_stays_on_the_threshold(book, widget):
    for name in (".nf-grip", None):
        line = widget.locator(name) if name else handle(widget, WORDS["threshold_handle"])
        x, y = middle(line)
        book.page.mouse.move(x, y)
        book.page.mouse.down()
        book.page.mouse.move(x, y + 25, steps=5)
        book.settle()
        assert middle(line)[1] == pytest.approx(y + 25, abs=1.5)
        book.page.mouse.up()
        book.settle()
        assert lit_beats(widget) == spikes(book)
    assert of_python(book, "w.threshold") < 0.5
    assert len(lit_beats(widget)) > 10
    counted = WORDS["count"].format(fired=len(lit_beats(widget)), all=24)
    assert widget.locator(".ll-bar output").last.text_content() == counted


def test_the_rate_by_keys(book, widget):
    field = widget.get_by_role("spinbutton", name=WORDS["rate"], exact=True)
    for _ in range(6):
        field.press("ArrowUp")
        book.settle()
    assert book.wait("round(w.rate, 6)", "0.8") == "0.8"
    assert lit_beats(widget) == spikes(book) != NeuronFiring().y.nonzero()[0].tolist()
    assert of_python(book, "int(w.X.sum())") > NeuronFiring().X.sum()


def test_a_sum_at_the_threshold_is_silent(book, widget):
    book.python("w.w = (0.1, 0.2, -1); w.threshold = 0.3; w.rate = 1.0; w.w = (0.1, 0.2, 0)")
    book.settle()
    total = "0.10+0.20+0.00=0.30"
    assert status(widget) == told("silent", k=6, sum=total, threshold="0.30")
    assert lit_beats(widget) == spikes(book) == []


def test_play_sends_a_pulse_in_and_a_spike_out(book, widget):
    scrub_to(widget, 4)
    widget.evaluate("""root => {
        const pulses = [...root.querySelectorAll('.nf-pulse')];
        root.travelled = pulses.map(() => new Set());
        const look = () => {
            pulses.forEach((e, i) => {
                if (e.getAttribute('visibility') !== 'hidden')
                    root.travelled[i].add(Math.round(e.getAttribute('cx')));
            });
            root.watch = requestAnimationFrame(look);
        };
        look();
    }""")
    scrub_to(widget, 5)
    book.page.wait_for_timeout(500)
    assert widget.evaluate("root => root.travelled.map(set => set.size)") == [0] * 4, (
        "a scrub does not animate"
    )
    press(widget, KIT["step"])
    wait_steps(widget, "6 / 24")
    book.page.wait_for_timeout(1300)
    widget.evaluate("root => cancelAnimationFrame(root.watch)")
    far = widget.evaluate("root => root.travelled.map(set => [set.size, Math.max(0, ...set)])")
    assert [size > 2 for size, _ in far] == [True, True, False, True]
    assert far[3][1] > far[0][1], "the spike goes on to the right"
    assert widget.locator(".nf-pulse:not([visibility=hidden])").count() == 0
    press(widget, KIT["play"])
    wait_steps(widget, "8 / 24")
    press(widget, KIT["pause"])
    held = int(steps(widget).split()[0])
    assert book.wait("w.step", str(held)) == str(held)


def test_hebb_strengthens_until_one_alone_fires(book, widget):
    show_hebb(widget)
    assert book.wait("w", repr(NeuronFiring("hebb"))) == repr(NeuronFiring("hebb"))
    scrub_to(widget, 1)
    silent = told("silent", k=1, sum="0.30", threshold="1.00")
    assert status(widget) == silent + plain(WORDS["unchanged"])
    scrub_to(widget, 4)
    grown = [
        told("grown", i=i, before=before, eta="0.10", after=after)
        for i, before, after in ((1, "1.10", "1.20"), (2, "0.30", "0.40"))
    ]
    assert status(widget).endswith(told("grows", list="x1,x2", parts=",".join(grown)))
    scrub_to(widget, 20)
    assert told("fires", k=20, sum="1.10", threshold="1.00") in status(widget)
    knobs = [strength(widget, i) for i in (1, 2, 3)]
    shown = [float(knob.get_attribute("aria-valuenow")) for knob in knobs]
    assert shown == pytest.approx(NeuronFiring("hebb").path[20])
    assert lit_beats(widget) == [k for k in spikes(book) if k <= 20]
    assert len(widget.locator(".ll-curve").nth(1).get_attribute("d").split("L")) == 2 * 20 + 2


def test_what_is_named_can_be_read_to_the_end(book, widget):
    book.python("w.mode = 'hebb'; w.step = 24")
    book.settle()
    shown = widget.bounding_box()
    for k in range(3):
        name = widget.locator(".ll-plane").nth(1).locator("text.nf-value").nth(k)
        assert name.text_content() == f"w{k + 1}"
        clipped = name.evaluate("e => e.closest('[clip-path]') !== null")
        assert (
            not clipped
            and name.bounding_box()["x"] + name.bounding_box()["width"]
            <= shown["x"] + shown["width"]
        )


def test_the_threshold_is_named_inside_the_body_at_its_line(book, widget):
    named = f"text:text-is('{WORDS['threshold']}')"
    for threshold in (0.3, 1, 2.5):
        book.python(f"w.threshold = {threshold}")
        book.settle()
        name, body, line = (
            widget.locator(look).bounding_box() for look in (named, ".nf-body", ".nf-grip")
        )
        assert body["x"] < name["x"] and name["x"] + name["width"] < body["x"] + 0.6 * body["width"]
        assert 0 < line["y"] - name["y"] < 25


@pytest.mark.parametrize("w", [(0.6, -1, 0.3), (-1, -1, -1), (2, 2, 1.5), (0.6, 0.5, 0.3)])
def test_no_bar_is_cut(book, widget, w):
    book.python(f"w.w = {w}")
    book.settle()
    strip = widget.locator(".ll-plane").nth(1)
    frame = strip.locator("clipPath rect").evaluate(
        "e => [+e.getAttribute('y'), +e.getAttribute('y') + +e.getAttribute('height')]"
    )
    bars = strip.locator(".nf-beat").evaluate_all(
        "all => all.map(e => [+e.getAttribute('y'), +e.getAttribute('height')])"
    )
    sums = of_python(book, "w.sums.tolist()")
    assert all(frame[0] <= y and y + height <= frame[1] for y, height in bars)
    heights, most = np.array(bars)[:, 1] * np.sign(sums), np.abs(sums).argmax()
    np.testing.assert_allclose(heights, np.array(sums) * heights[most] / sums[most], atol=0.3)


def test_the_axis_follows_strengths_that_grow(book, widget):
    book.python("w.mode = 'hebb'; w.eta = 0.5; w.step = 0")
    book.settle()
    strip = widget.locator(".ll-plane").nth(1)
    ticks = strip.locator(".ll-axes text")
    start = ticks.all_text_contents()
    scrub_to(widget, 24)
    book.settle()
    assert of_python(book, "w.path[-1].max()") > 5
    assert ticks.all_text_contents() != start
    top = strip.bounding_box()["y"]
    values = strip.locator("text.nf-value")
    for k in range(3):
        assert values.nth(k).bounding_box()["y"] > top - 6


def test_another_start_is_trained_anew(book, widget):
    show_hebb(widget)
    book.wait("w.mode", "hebb")
    scrub_to(widget, 10)
    book.drag(strength(widget, 2), 0, 45)
    wait_steps(widget, "0 / 24")
    start = float(strength(widget, 2).get_attribute("aria-valuenow"))
    assert start < 0
    book.wait("w.w[1]", str(start))
    assert book.wait("w.step", "0") == "0"
    scrub_to(widget, 24)
    wanted = of_python(book, "w.path[24].tolist()")
    for i in (1, 2, 3):
        knob = strength(widget, i)
        assert float(knob.get_attribute("aria-valuenow")) == pytest.approx(wanted[i - 1], abs=0.006)
    assert lit_beats(widget) == spikes(book)


def test_without_a_kernel_it_says_that_hebb_cannot_go_on(notebook):
    book = notebook("from lecturelib.widgets import NeuronFiring\nw = NeuronFiring('hebb')\nw")
    widget = book.widget()
    book.restart()
    widget.locator(".ll-notice").filter(has_text=KIT["kernel_gone"]).wait_for()
    scrub_to(widget, 20)
    seen = told("fires", k=20, sum="1.10", threshold="1.00")
    assert seen in status(widget), "what was computed can still be scrubbed"
    book.drag(strength(widget, 2), 0, 20)
    widget.locator(".nf-status").filter(has_text=WORDS["no_kernel"]).wait_for()
    assert handle(widget, KIT["scrub"]).is_disabled()


def test_two_views_of_a_pairing_are_alike(notebook):
    code = "from lecturelib.widgets import NeuronFiring\nw = NeuronFiring('pairing')\nw"
    book = notebook(code, "w").ready(views=2)
    spike = WORDS["spike_of"].format(cell="B")
    book.drag(handle(book.widget(1), spike), -150, 0)
    views = [book.widget(k) for k in (0, 1)]
    times = [handle(view, spike).get_attribute("aria-valuenow") for view in views]
    assert float(times[0]) < 20 and times[0] == times[1]
    assert of_python(book, "w.times[1]") == float(times[0])
    told = [view.locator(".nf-key").all_text_contents() for view in views]
    assert told[0] == told[1]
    assert book.errors == []
