"""One Hypothesis profile for all unit tests: the same examples in every run, and few of them."""

import pytest
from hypothesis import settings

from lecturelib import exercises
from tests.javascript import JavaScript

settings.register_profile("course", derandomize=True, max_examples=40, deadline=None, database=None)
settings.load_profile("course")


@pytest.fixture(autouse=True)
def no_hint_given_yet():
    exercises._hints_given.clear()


@pytest.fixture(scope="session")
def javascript():
    """javascript(module, expression, data): see tests/javascript.py."""
    running = JavaScript()
    yield running
    running.close()
