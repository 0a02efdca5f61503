"""What of the suite stays together when two processes share it."""

import re

from xdist.scheduler import LoadFileScheduling


class LoadPageScheduling(LoadFileScheduling):
    """A file goes to one process, as do a notebook's cells: they share a page or a kernel.

    The files that try the same on every widget or engine have a page for each of them.
    """

    def _split_scope(self, nodeid):
        file = super()._split_scope(nodeid)
        case = re.search(r"\[(\w+)", nodeid)
        apart = file.endswith(("test_every_widget.py", "test_engines.py"))
        return f"{file}[{case[1]}]" if case and apart else file


def pytest_xdist_make_scheduler(config, log):
    return LoadPageScheduling(config, log)
