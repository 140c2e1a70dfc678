"""Jupyter's kernels, forked from the warm process: for whatever runs notebooks in kernels, as nbval does.

It is registered with jupyter_client as "copcalc-forked"; the environment variable
JUPYTER_DEFAULT_PROVISIONER_NAME names it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from copcalc.execution import warm

_KERNEL = ["-m", "ipykernel_launcher"]


class ForkedProvisioner(LocalProvisioner):
    """Forks kernels of this Python from the warm process, and starts others as ever."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start a kernel.

        Parameters
        ----------
        cmd : list of str
            The command that would start it.
        **kwargs
            Its folder and its environment.

        Returns
        -------
        dict
            How to connect to it.
        """
        arguments = _arguments(cmd)
        if not warm.CAN_FORK or arguments is None:
            return await super().launch_kernel(cmd, **kwargs)
        folder, variables = kwargs.get("cwd") or os.getcwd(), kwargs.get("env") or dict(os.environ)
        # By its parent a kernel knows that it was not started by hand, and prints no advice.
        options = [*arguments, f"--IPKernelApp.parent_handle={os.getpid()}"]
        started = warm.start(_kernel, options, folder, variables)
        self.process = _Process(started)  # type: ignore[assignment]
        self.pid = started.pid
        self.pgid = None
        return self.connection_info


def _arguments(command: Sequence[str]) -> list[str] | None:
    """What the kernel of this Python is given; None for another Python, or none of its kernels."""
    program, *options = command
    # This option only tells how Python finds its own modules.
    options = [each for each in options if not each.startswith("-Xfrozen_modules")]
    is_ours = os.path.realpath(program) == os.path.realpath(sys.executable)
    return options[2:] if is_ours and options[:2] == _KERNEL else None


def _kernel(arguments: Sequence[str], folder: str, variables: Mapping[str, str]) -> None:
    from ipykernel.kernelapp import launch_new_instance

    warm.settle(folder, variables)
    sys.argv = ["ipykernel_launcher", *arguments]
    launch_new_instance()


class _Process:
    """A forked process, as its provisioner speaks to one that it has started itself."""

    stdin = stdout = stderr = None

    def __init__(self, started: BaseProcess) -> None:
        self._started = started
        self.pid = started.pid

    def poll(self) -> int | None:
        return self._started.exitcode

    def wait(self) -> int | None:
        self._started.join()
        return self._started.exitcode

    def send_signal(self, signum: int) -> None:
        if self._started.is_alive() and self.pid:
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)
