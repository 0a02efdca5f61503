"""How long a call takes on this machine."""

from collections.abc import Callable
from time import perf_counter

from lecturelib import checks


def seconds(function, repeats=5):
    """The shortest time, in seconds, of `repeats` calls of function(): the least disturbed."""
    checks.instance("function", function, Callable)
    times = []
    for _ in range(checks.whole("repeats", repeats)):
        start = perf_counter()
        function()
        times.append(perf_counter() - start)
    return min(times)
