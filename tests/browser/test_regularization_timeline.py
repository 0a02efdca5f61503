"""RegularizationTimeline, driven as a person would."""

import re

import pytest

from lecturelib import words
from tests.browser.helpers import button, handle, type_into
from tools.lab import middle

WIDGET = "RegularizationTimeline()"
WORDS, KIT = words.table("regularization_timeline"), words.table("kit")
METHODS = {
    WORDS[f"title_{method}"].replace("$", ""): method
    for method in ("none", "early", "dropout", "penalty")
}
NONE, EARLY, DROPOUT, PENALTY = METHODS


# The top of the error charts: of all four, and at most 1.
TOP = (
    "import numpy as np; runs = w.none, w.dropped, w.shrunk; "
    "e = [np.frombuffer(run['errors'], np.float32)[:2 * 241].max() for run in runs]; "
    "print(min(1, np.ceil(10 * max(e)) / 10))"
)


def column(widget, name):
    return widget.get_by_role("group", name=name, exact=True)


def shown(widget, name):
    """The errors on the three parts, as text."""
    return column(widget, name).locator(".rt-errors output").all_inner_texts()


def norm(widget, name):
    return float(column(widget, name).locator(".rt-line output").last.inner_text())


def boundary(widget, name):
    return column(widget, name).locator(".ll-line").get_attribute("d")


def kept(widget, name):
    return column(widget, name).locator(".rt-neurons circle:not(.rt-off)").count()


def ring(widget):
    return handle(widget, WORDS["handle"])


def opener(widget):
    return widget.get_by_label(WORDS["test_set"], exact=True)


def go(widget, t):
    type_into(widget, WORDS["entry"], t)


def epoch(widget):
    return int(float(ring(widget).get_attribute("aria-valuenow")))


def test_errors_and_norms_are_what_python_computes(book, widget):
    button(widget, KIT["reset"]).focus()
    opener(widget).check()
    for t in (0, 45, 240):
        book.python(f"w.epoch = {t}")
        book.settle()
        for name, method in METHODS.items():
            assert (
                shown(widget, name)
                == book.python(f"print(*(f'{{e:.2f}}' for e in w.errors['{method}']))").split()
            )
            code = f"print(sum((W ** 2).sum() for W in w.networks['{method}'].weights) ** 0.5)"
            assert norm(widget, name) == pytest.approx(float(book.python(code)), abs=0.051)


def test_the_test_errors_stay_closed_until_asked_for(book, widget):
    assert [shown(widget, name)[2] for name in METHODS] == ["?"] * 4
    opener(widget).check()
    book.settle()
    assert book.python("print(w.test_set)") == "True"
    assert all(re.fullmatch(r"0\.\d\d", shown(widget, name)[2]) for name in METHODS)


@pytest.mark.parametrize(("name", "method"), METHODS.items())
def test_the_boundary_is_where_the_network_says_one_half(book, widget, name, method):
    points = [
        tuple(map(float, pair))
        for pair in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", boundary(widget, name))
    ]
    canvas = column(widget, name).locator(".rt-plane canvas").bounding_box()
    places = [
        [-2 + 5 * (x - 34) / canvas["width"], 2 - 3.5 * (y - 10) / canvas["height"]]
        for x, y in points[::5]
    ]
    assert len(places) > 10
    beside = [[x, y + 0.05] for x, y in places]
    on, off = (
        book.python(f"print(abs(w.networks['{method}'].forward({there}).z[-1]).max())")
        for there in (places, beside)
    )
    assert float(on) < 0.5 * float(off), "much nearer to the true line than a twentieth"


def test_dragging_anywhere_in_a_chart_moves_the_epoch(book, widget):
    chart = column(widget, DROPOUT).locator(".rt-hit").bounding_box()
    mouse, before = book.page.mouse, boundary(widget, NONE)
    mouse.move(chart["x"] + 0.25 * chart["width"], chart["y"] + 20)
    mouse.down()
    mouse.move(chart["x"] + 0.5 * chart["width"], chart["y"] + 30, steps=5)
    mouse.up()
    book.settle()
    assert epoch(widget) == pytest.approx(120, abs=2)
    assert book.python("print(w.epoch)") == str(epoch(widget))
    assert boundary(widget, NONE) != before


def test_the_handle_rides_on_the_validation_curve(book, widget):
    chart = column(widget, NONE).locator(".rt-hit").bounding_box()
    for t in (30, 240):
        book.python(f"w.epoch = {t}")
        book.settle()
        x, y = middle(ring(widget))
        top = float(book.python(TOP))
        error = float(shown(widget, NONE)[1])
        box = column(widget, NONE).locator(".rt-hit").bounding_box()
        assert x == pytest.approx(box["x"] + t / 240 * box["width"], abs=1.5)
        assert y == pytest.approx(box["y"] + (1 - error / top) * box["height"], abs=2.5)
    assert chart["width"] > 100


def test_the_charts_are_as_high_as_the_highest_curve(book, widget):
    def highest_tick():
        return max(
            map(
                float,
                column(widget, NONE)
                .locator(".rt-chart .ll-axes text[text-anchor=end]")
                .all_text_contents(),
            )
        )

    assert float(book.python(TOP)) < 1 and highest_tick() < 1
    book.python("w.dropout = 0.9")
    book.settle()
    assert float(book.python(TOP)) == 1
    column(widget, NONE).locator(".rt-chart .ll-axes").get_by_text("1", exact=True).wait_for()


def test_the_key_names_every_mark(book, widget):
    keys = widget.locator(".rt-keys > span")
    assert keys.all_inner_texts() == [
        WORDS[f"key_{mark}"]
        for mark in ("learn", "check", "training", "validation", "plain", "thinned", "kept")
    ]
    kept, best = (column(widget, EARLY).locator(".rt-best"), keys.last.locator("path"))
    look = "e => [getComputedStyle(e).fill, Math.round(e.getBoundingClientRect().width)]"
    assert kept.evaluate(look) == best.evaluate(look)
    for k, look in enumerate(("rt-point", "rt-other")):
        for label in (0, 1):
            sample, drawn = (
                keys.nth(k).locator(f".{look}.rt-class{label}"),
                column(widget, NONE).locator(f".{look}.rt-class{label}"),
            )
            shape = sample.get_attribute("d").split("m")[1]
            assert (
                drawn.get_attribute("d").count("m" + shape)
                == drawn.get_attribute("d").count("M")
                > 10
            )


def test_numbers_stand_on_the_line_of_their_names(book, widget):
    bottoms = (
        column(widget, NONE)
        .locator(".rt-line")
        .last.evaluate("""line => {
        const foot = node => {
            const mark = document.createElement('span');
            mark.style.display = 'inline-block';
            node.append(mark);
            const { bottom } = mark.getBoundingClientRect();
            mark.remove();
            return bottom;
        };
        return [...line.children].map(foot);
    }""")
    )
    assert bottoms[0] == pytest.approx(bottoms[1], abs=0.6)


def test_early_stopping_stops_and_goes_back(book, widget):
    stopped, best = eval(book.python("print(w.stopping)"))
    for t, where in ((stopped - 1, stopped - 1), (stopped, best), (240, best)):
        go(widget, t)
        book.settle()
        now = shown(widget, EARLY)
        go(widget, where)
        book.settle()
        assert now[:2] == shown(widget, NONE)[:2], f"at {t} it shows the weights of {where}"
    status = widget.locator(".ll-status")
    assert WORDS["running"] in status.inner_text()
    go(widget, stopped)
    book.settle()
    assert WORDS["stopped"].format(stopped=stopped, best=best) in status.inner_text()
    line = column(widget, EARLY).locator(".rt-stop")
    assert line.get_attribute("visibility") is None
    go(widget, stopped - 1)
    book.settle()
    assert line.get_attribute("visibility") == "hidden"
    type_into(widget, WORDS["patience"], 3)
    book.settle()
    assert eval(book.python("print(w.stopping)"))[0] < stopped
    assert book.python("print(w.patience)") == "3"


@pytest.mark.parametrize(
    ("label", "trait", "name"),
    [
        (WORDS["dropout"], "dropout", DROPOUT),
        (WORDS["lambda_"], "lambda_", PENALTY),
    ],
)
def test_a_new_setting_trains_its_own_network_only(book, widget, label, trait, name):
    before = {name: (boundary(widget, name), shown(widget, name)) for name in METHODS}
    type_into(widget, label, 0.1)
    book.settle()
    book.settle()
    assert book.python(f"print(w.{trait})") == "0.1"
    assert {
        other
        for other in METHODS
        if (boundary(widget, other), shown(widget, other)) != before[other]
    } == {name}
    method = METHODS[name]
    assert (
        shown(widget, name)[:2]
        == book.python(f"print(*(f'{{e:.2f}}' for e in w.errors['{method}']))").split()[:2]
    )


def test_the_range_of_lambda_by_mouse(book, widget):
    box = handle(widget, WORDS["lambda_"]).bounding_box()
    book.page.mouse.click(box["x"] + box["width"] - 12, box["y"] + box["height"] / 2)
    book.page.wait_for_timeout(1000)
    assert float(book.python("print(w.lambda_)")) > 0.1
    assert norm(widget, PENALTY) < 1.5, "a large lambda leaves next to no weights"
    type_into(widget, WORDS["lambda_"], 0)
    book.page.wait_for_timeout(1000)
    assert shown(widget, PENALTY) == shown(widget, NONE), "without a penalty it is the plain run"


def test_dropped_neurons_change_from_epoch_to_epoch(book, widget):
    seen = set()
    for t in range(100, 106):
        book.python(f"w.epoch = {t}")
        book.settle()
        dots = (
            column(widget, DROPOUT)
            .locator(".rt-neurons circle")
            .evaluate_all("all => all.map(dot => dot.classList.contains('rt-off') ? 0 : 1)")
        )
        python = book.python(f"print(list(w.dropped['kept'][{16 * t}:{16 * t + 16}]))")
        assert dots == eval(python)
        seen.add(tuple(dots))
        assert kept(widget, NONE) == kept(widget, EARLY) == kept(widget, PENALTY) == 16
        kept_now = WORDS["kept"].format(kept=sum(dots), n=16)
        assert kept_now in column(widget, DROPOUT).inner_text()
    assert len(seen) > 3
    assert column(widget, DROPOUT).locator(".rt-thinned").get_attribute("d")
    assert not column(widget, NONE).locator(".rt-thinned").get_attribute("d")


def test_the_histogram_counts_every_weight(book, widget):
    for name, method in METHODS.items():
        heights = (
            column(widget, name)
            .locator(".rt-histogram rect")
            .evaluate_all("all => all.map(bar => +bar.getAttribute('height') / 2)")
        )
        code = (
            f"v = np.concatenate([W.ravel() for W in w.networks['{method}'].weights]); "
            "h, _ = np.histogram(np.clip(v, -5.2, 5.2), bins=21, range=(-5.25, 5.25)); "
            "print(h.clip(max=25).tolist())"
        )
        assert heights == eval(book.python(f"import numpy as np; {code}"))


def test_a_bar_that_is_cut_has_its_number(book, widget):
    def marks():
        texts = [column(widget, name).locator(".rt-histogram text") for name in METHODS]
        return [text.last.text_content() for text in texts]

    assert marks() == [""] * 4
    book.python("w.lambda_ = 0.3")
    book.settle()
    assert marks() == ["", "", "", "↑48"]


def test_play_pause_step_rewind(book, widget):
    button(widget, KIT["rewind"]).click()
    book.settle()
    assert epoch(widget) == 0
    assert len({boundary(widget, name) for name in METHODS}) == 1, (
        "all four start from the same weights"
    )
    button(widget, KIT["play"]).click()
    book.page.wait_for_timeout(1000)
    button(widget, KIT["pause"]).click()
    book.settle()
    played = epoch(widget)
    assert 3 < played < 200
    assert book.python("print(w.epoch)") == str(played)
    button(widget, KIT["step"]).click()
    book.settle()
    assert epoch(widget) == played + 1


def test_a_scrub_sends_nothing_until_it_ends(book, widget):
    box = handle(widget, KIT["scrub"]).bounding_box()
    page, sent = book.page, book.messages
    page.mouse.move(box["x"] + 30, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=20)
    book.settle()
    assert book.messages == sent
    page.mouse.up()
    book.settle()
    assert book.messages == sent + 1
    assert book.python("print(w.epoch)") == str(epoch(widget))


def test_another_start(book, widget):
    before = {name: boundary(widget, name) for name in METHODS}
    button(widget, WORDS["another"]).click()
    book.page.wait_for_timeout(2500)
    assert book.python("print(w.seed)") == "1"
    assert all(boundary(widget, name) != before[name] for name in METHODS)
    button(widget, KIT["reset"]).click()
    book.page.wait_for_timeout(1000)
    assert {name: boundary(widget, name) for name in METHODS} == before


def test_narrow_pages_have_two_columns(book, widget):
    wide = [column(widget, name).bounding_box()["y"] for name in METHODS]
    assert len(set(wide)) == 1
    book.page.set_viewport_size({"width": 700, "height": 1000})
    book.settle()
    rows = {column(widget, name).bounding_box()["y"] for name in METHODS}
    book.page.set_viewport_size({"width": 1280, "height": 1000})
    book.settle()
    assert len(rows) == 2


def test_without_a_kernel_an_old_run_does_not_pose_as_new(book, widget):
    book.restart()
    widget.locator(".ll-notice").filter(has_text=KIT["kernel_gone"]).wait_for()
    go(widget, 20)
    book.settle()
    assert epoch(widget) == 20, "what is recorded can still be played"
    assert "rt-stale" not in column(widget, DROPOUT).get_attribute("class")
    type_into(widget, WORDS["dropout"], 0.8)
    book.settle()
    assert "rt-stale" in column(widget, DROPOUT).get_attribute("class")
    assert "rt-stale" not in column(widget, PENALTY).get_attribute("class")
    assert widget.locator(".ll-status").inner_text() == WORDS["no_kernel"]
    assert button(widget, WORDS["another"]).is_disabled()
    book.run_all()
    widget.locator(".ll-notice:not(:empty)").wait_for(state="detached")
    told = book.widget().locator(".ll-status")
    told.filter(has_text=WORDS["rising"].split("{t}")[0] + "200").wait_for()
    assert book.errors == []
    assert book.strangers == []
