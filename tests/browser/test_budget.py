"""What the widgets cost on the wire, in a real browser: sizes and message counts, never times."""

import pytest

from tests.browser.helpers import handle
from tools.bench import LONG_RUN, Bench
from tools.cases import CASES


@pytest.fixture(scope="module")
def bench(lab, browser):
    bench = Bench(lab, browser)
    yield bench
    bench.page.context.close()  # its listeners, too


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_first_display_drag_and_scrub(bench, case):
    size = bench.show(f"w = {case.code}")
    assert 20_000 < size < 60_000
    grip = handle(bench.book.widget(), case.handle)
    assert bench.scrub(bench.book.widget()) in (0, None)

    before = bench.book.messages
    seconds = bench.flood(grip, 1000)
    bench.page.wait_for_timeout(500)
    assert 1 <= bench.book.messages - before <= 20 * seconds + 2, "the last one is the release's"


def test_a_run_of_a_thousand_updates(bench):
    bench.received(LONG_RUN)
    assert 16_000 < bench.received("w.history = updates") < 100_000


def test_many_drags_leave_nodes_and_listeners(bench):
    plane = next(case for case in CASES if case.name == "PerceptronPlane")
    bench.show("w = PerceptronPlane()")
    _, nodes, listeners = bench.growth(handle(bench.book.widget(), plane.handle), 2000)
    assert abs(nodes) <= 20 and abs(listeners) <= 5
