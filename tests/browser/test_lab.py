"""JupyterLab as the course sets it up."""

import os

import pytest

from course import ENGLISH, languages
from tools.lab import ROOT, Lab

# The first word of the menu.
FILE = {"zh": "文件"}
TRANSPORT = """
from ipykernel.kernelapp import IPKernelApp
print(IPKernelApp.instance().transport)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no ipc")
def test_a_kernel_is_reached_by_ipc_and_starts_without_a_warning(notebook, lab):
    assert notebook("0").python(TRANSPORT) == "ipc"
    assert "without encryption" not in lab.log()


@pytest.mark.parametrize("language", [name for name in languages() if name != ENGLISH])
def test_the_menus_are_in_the_readers_language(browser, language):
    folders = [ROOT / "jupyter", ROOT / "jupyter" / language]
    with Lab(JUPYTER_CONFIG_PATH=os.pathsep.join(map(str, folders))) as lab:
        book = browser.open(lab, ["0"])
        assert book.page.locator(".lm-MenuBar-itemLabel").first.text_content() == FILE[language]
        book.close()
