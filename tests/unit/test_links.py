"""Where the pages send their readers: to what links.toml names, and nowhere else."""

from urllib.parse import parse_qs, urlsplit

import pytest

from pages import links

ALL = """
repository = "https://github.com/someone/course"
branch = "spring/27"
hub = "https://hub.example.org/"
lite = "lite"
"""


@pytest.fixture
def read(tmp_path):
    def read(text):
        file = tmp_path / "links.toml"
        file.write_text(text, encoding="utf-8")
        return links.read(file)

    return read


def test_what_is_not_set_leads_nowhere(read):
    assert links.ways("03_perceptron", read("")) == []


def test_the_file_of_the_course_is_understood():
    assert set(links.read()) == {"repository", "branch", "hub", "lite"}


def test_every_place_opens_the_notebook(read):
    ways = dict(links.ways("03_perceptron", read(ALL)))
    assert list(ways) == ["lite", "binder", "hub", "archive"]
    assert ways["lite"] == "lite/lab/index.html?path=03_perceptron.ipynb"
    assert ways["archive"] == "https://github.com/someone/course/archive/refs/heads/spring/27.zip"
    binder = urlsplit(ways["binder"])
    assert (binder.netloc, binder.path) == ("mybinder.org", "/v2/gh/someone/course/spring%2F27")
    assert parse_qs(binder.query) == {"urlpath": ["lab/tree/workbook/03_perceptron.ipynb"]}
    hub = urlsplit(ways["hub"])
    assert (hub.netloc, hub.path) == ("hub.example.org", "/hub/user-redirect/git-pull")
    assert parse_qs(hub.query) == {
        "repo": ["https://github.com/someone/course"],
        "branch": ["spring/27"],
        "urlpath": ["lab/tree/course/notebooks/03_perceptron.ipynb"],
    }


def test_a_hub_that_cannot_fetch_the_course_is_named_itself(read):
    assert links.ways("01", read('hub = "https://hub.example.org"')) == [
        ("hub", "https://hub.example.org")
    ]


@pytest.mark.parametrize(
    "text", ['hub = "hub.example.org"', "hub = 3", 'repository = "javascript:alert(1)"']
)
def test_what_is_no_address_is_refused(read, text):
    with pytest.raises(ValueError, match=f"{text.split()[0]} must be an address or empty, got"):
        read(text)


def test_an_entry_that_nobody_knows_is_refused(read):
    with pytest.raises(ValueError, match="repo is not one of repository, branch, hub, lite"):
        read('repo = "https://github.com/someone/course"')
