"""How the widgets follow the hand, in a real Chromium at a real JupyterLab, beside `interact`.

Pointer to paint: Chromium gets a real mouse move, whose event says when it came in. A
MutationObserver sees the dragged handle change, or, for the peer, a new image, which is then
decoded. Each animation frame posts itself a message, which arrives when that frame has been
painted; the first one after the change ends the interval. The next move comes a random time later,
so that moves fall anywhere in a frame. What the screen adds after that is not seen. Bursts of
events and 10,000 of them are sent from within the page, twenty a frame.

Browser and server talk through a proxy on loopback that holds every byte back: 0 or 75 ms on each
way. `--slow` holds the page and the kernel back, too.
"""

import random
import statistics
from pathlib import Path
from typing import NamedTuple

from benchmarks.delay import Proxy
from benchmarks.slow import Slow
from tools.bench import EVENTS, LONG_RUN, Bench
from tools.cases import CASES
from tools.lab import Browser, Lab, middle

FAR = 0.075
HERE = Path(__file__).parent
MOVES, BURST = 60, 1_200


class Feel(NamedTuple):
    """How one handle follows.

    median, p95: pointer to paint in ms. rate, messages: pictures, and messages to the kernel, a
    second in a burst. late: ms from its release until the last picture. left: messages after it.
    """

    median: float
    p95: float
    rate: float
    messages: float
    late: float
    left: int


def waits(page, handle, image=None):
    """How many ms passed from each move of a drag to its paint.

    image selects the element whose picture follows in the handle's stead.
    """
    count = 0
    x, y = middle(handle)
    handle.evaluate("(handle, image) => probe.watch(handle, image)", image)
    page.mouse.move(x, y)
    page.mouse.down()
    for k in range(MOVES):
        page.mouse.move(*swing(x, y, k))
        # A small move may change nothing: DigitPad's cursor goes from cell to cell.
        count = page.evaluate("limits => probe.next(limits)", [count, 3000 if image else 500])
        page.wait_for_timeout(random.uniform(5, 35))
    page.mouse.up()
    return [paint["after"] for paint in page.evaluate("probe.paints")]


def median_and_p95(times):
    return statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[-1]


def feel(bench, handle, image=None):
    """The Feel of a handle; image as in `waits`."""
    page, book = bench.page, bench.book
    times = waits(page, handle, image)
    page.wait_for_timeout(1000)

    before = book.messages
    seconds = bench.flood(handle, BURST)
    drawn, at_release = page.evaluate("probe.paints.length") - len(times), book.messages
    page.wait_for_timeout(2000)
    late = page.evaluate("Math.max(0, probe.paints.at(-1).at - probe.released)")
    return Feel(
        *median_and_p95(times),
        drawn / seconds,
        (at_release - before) / seconds,
        late,
        book.messages - at_release,
    )


def swing(x, y, k):
    """The k-th place of a hand that goes to and fro; two in a row share no height and no width."""
    far = abs((k + 10) % 40 - 20) - 10
    return x + 4 * far, y - 3 * far


def pair(median, p95):
    return f"{median:.0f} / {p95:.0f}"


def shares(feels, peers):
    """near and far, where `interact` has 1: of the median, of the 95th percentile, of pictures."""
    pairs = list(zip(feels, peers, strict=True))
    for name in ("median", "p95", "rate"):
        yield [getattr(own, name) / getattr(peer, name) for own, peer in pairs]


def main(slow):
    print("\nWidgets: near, and far with a round trip of 150 ms. Pointer to paint: median / p95")
    if slow > 1:
        print(f"Page and kernel run {slow:g} times as slowly as this machine lets them.")
    print(
        "\n| `interact` = 1: near, far | median | p95 | pictures "
        "| pointer to paint: ms | pictures/s | messages/s "
        "| after release: ms; messages | messages of a scrub | first display, KB |\n"
        f"|---|{'---:|' * 9}",
        flush=True,
    )
    with Lab() as lab, Proxy(int(lab.url.rsplit(":", 1)[1])) as proxy, Browser() as browser:
        lab.url = f"http://127.0.0.1:{proxy.port}"
        bench = Bench(lab, browser)
        with Slow(bench, slow):
            measure(bench, proxy)


def measure(bench, proxy):
    def row(name, size, handle, peers=None, image=None):
        near = feel(bench, handle, image)
        proxy.delay = FAR
        far = feel(bench, handle, image)
        proxy.delay = 0
        feels = near, far
        scrub = None if image else bench.scrub(bench.book.widget())
        ratios = shares(feels, peers or feels)
        cells = [
            name,
            *(", ".join(f"{ratio:.2f}" for ratio in both) for both in ratios),
            ", ".join(pair(feel.median, feel.p95) for feel in feels),
            f"{near.rate:.0f}, {far.rate:.0f}",
            f"{near.messages:.0f}, {far.messages:.0f}",
            f"{near.late:.0f}, {far.late:.0f}; {near.left}, {far.left}",
            "-" if scrub is None else scrub,
            f"{size / 1000:.1f}",
        ]
        print("|", " | ".join(map(str, cells)), "|", flush=True)
        return feels

    size = bench.show((HERE / "peer.py").read_text(encoding="utf-8"))
    handle = bench.page.locator(".noUi-touch-area").first
    peer = row("`interact`, inline figure", size, handle, image=".widget-interact")
    grown, medians = {"`interact`": bench.growth(handle)}, []
    for case in CASES:
        size = bench.show(f"w = {case.code}")
        handle = bench.book.widget().get_by_role("slider", name=case.handle)
        medians.append(next(shares(row(case.name, size, handle, peer), peer)))
        if case.name == "PerceptronPlane":
            grown[case.name] = bench.growth(handle)
    bench.received(LONG_RUN)
    run = bench.received("w.history = updates") - bench.received("pass")
    near, far = map(max, zip(*medians, strict=True))
    print(f"\nNo widget takes more than {near:.2f} of `interact`'s median near, {far:.2f} far.")
    print(f"A recorded run of 1,000 updates: {run / 1000:.1f} KB.\n")
    print(
        f"| after {EVENTS:,} drag events | kernel, MB | DOM nodes | listeners |\n"
        "|---|---:|---:|---:|"
    )
    for name, (memory, nodes, listeners) in grown.items():
        print(f"| {name} | {memory:+.1f} | {nodes:+.0f} | {listeners:+.0f} |")
