"""Kernels that are forked: warm when they begin, and started, interrupted and ended as any kernel."""

import os
import sys

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient

pytestmark = pytest.mark.slow


@pytest.fixture
def forked(monkeypatch):
    monkeypatch.setenv("JUPYTER_DEFAULT_PROVISIONER_NAME", "copcalc-forked")


def ask(client, source):
    """What a cell shows as its result."""
    shown = []
    client.execute_interactive(source, timeout=60, output_hook=shown.append)
    return [m["content"]["data"]["text/plain"] for m in shown if m["msg_type"] == "execute_result"]


def test_a_kernel_has_everything_imported_and_ends_when_it_should(forked, tmp_path):
    manager, client = start_new_kernel(cwd=str(tmp_path), env=dict(os.environ, COP_TOLD="yes"))
    try:
        assert ask(client, "import sys, os; 'statsmodels' in sys.modules") == ["True"]
        assert ask(client, "os.getcwd(), os.environ['COP_TOLD']") == [f"('{tmp_path}', 'yes')"]
        process = int(ask(client, "os.getpid()")[0])
        assert manager.is_alive()
        os.kill(process, 0)
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    assert not manager.is_alive()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_kernel_is_interrupted_and_lives_on(forked):
    manager, client = start_new_kernel()
    try:
        cells = [nbformat.v4.new_code_cell("while True: pass"), nbformat.v4.new_code_cell("6 * 7")]
        notebook = nbformat.v4.new_notebook(cells=cells)
        options = {"timeout": 1, "interrupt_on_timeout": True, "allow_errors": True}
        NotebookClient(notebook, km=manager, **options).execute()
        assert notebook.cells[0].outputs[0].ename == "KeyboardInterrupt"
        assert notebook.cells[1].outputs[0].data["text/plain"] == "42"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_kernels_of_another_python_are_started_as_ever(forked, tmp_path):
    other = tmp_path / "python"
    other.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    other.chmod(0o755)
    manager, client = start_new_kernel(extra_arguments=[])
    client.stop_channels()
    manager.shutdown_kernel(now=True)
