"""JupyterLab as the course sets it up."""

import os

import pytest

TRANSPORT = """
from ipykernel.kernelapp import IPKernelApp
print(IPKernelApp.instance().transport)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no ipc")
def test_a_kernel_is_reached_by_ipc_and_starts_without_a_warning(notebook, lab):
    assert notebook("0").python(TRANSPORT) == "ipc"
    assert "without encryption" not in lab.log()
