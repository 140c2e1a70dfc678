"""Kernels that are forked: warm when they begin, and started, interrupted and ended as any kernel."""

import os
import subprocess
import sys
import time

import pytest
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager, start_new_kernel
from jupyter_client.provisioning.factory import KernelProvisionerFactory

pytestmark = pytest.mark.slow


@pytest.fixture
def forked(monkeypatch):
    # Jupyter reads the name once, when a process starts its first kernel.
    KernelProvisionerFactory.clear_instance()
    monkeypatch.setenv("JUPYTER_DEFAULT_PROVISIONER_NAME", "copcalc-forked")
    yield
    KernelProvisionerFactory.clear_instance()


def ask(client, source):
    """What a cell shows as its result."""
    shown = []
    client.execute_interactive(source, timeout=60, output_hook=shown.append)
    return [m["content"]["data"]["text/plain"] for m in shown if m["msg_type"] == "execute_result"]


def test_a_kernel_has_everything_imported_and_ends_when_it_should(forked, tmp_path):
    manager, client = start_new_kernel(cwd=str(tmp_path), env=dict(os.environ, COP_TOLD="yes"))
    try:
        assert ask(client, "import sys, os; 'statsmodels' in sys.modules") == ["True"]
        assert ask(client, "os.getcwd()") == [repr(str(tmp_path))]
        assert ask(client, "os.environ['COP_TOLD']") == ["'yes'"]
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
        client.execute("print('begun')\nwhile True: pass")
        while client.get_iopub_msg(timeout=60)["msg_type"] != "stream":
            pass
        manager.interrupt_kernel()
        assert client.get_iopub_msg(timeout=60)["content"]["ename"] == "KeyboardInterrupt"
        assert client.get_shell_msg(timeout=60)["content"]["status"] == "error"
        time.sleep(0.5)  # what is asked at once is dropped with what failed
        assert ask(client, "6 * 7") == ["42"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_a_kernel_ends_with_whoever_started_it(forked, tmp_path, is_there):
    script = tmp_path / "script.py"
    script.write_text(
        "import os\n"
        "from jupyter_client.manager import start_new_kernel\n"
        "manager, client = start_new_kernel()\n"
        "print(manager.provisioner.pid, flush=True)\n"
        "os._exit(0)\n"
    )
    told = subprocess.run(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, check=True, timeout=60
    )
    process = int(told.stdout)
    until = time.monotonic() + 5
    while is_there(process):
        assert time.monotonic() < until
        time.sleep(0.1)


def test_kernels_of_another_python_are_started_as_ever(forked, tmp_path):
    other = tmp_path / "python"
    other.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    other.chmod(0o755)
    spec = KernelSpec(argv=[str(other), "-m", "ipykernel_launcher", "-f", "{connection_file}"])
    manager = KernelManager(transport="ipc", connection_file=str(tmp_path / "kernel.json"))
    manager._kernel_spec = spec
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        assert ask(client, "import sys; 'statsmodels' in sys.modules") == ["False"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
