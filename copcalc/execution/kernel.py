"""One kernel for the notebooks of a report: it loads the library once, and each notebook finds it empty."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import nbformat
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from traitlets.config import Config

from copcalc.errors import ReportError
from copcalc.execution.warm import CAN_FORK, ENGINES, environment

KERNEL = "python3"
# What a notebook leaves behind that the next one could see.
_EMPTY = '%reset -f\n__import__("matplotlib.pyplot").pyplot.close("all")'


class Kernel(AsyncKernelManager):
    """A kernel that starts with the first notebook, and closes what notebooks opened to speak with it."""

    def __init__(self) -> None:
        # Kernels that speak over an open TCP port warn about it at every start.
        config = Config({"KernelManager": {"transport_encryption": "auto"}})
        super().__init__(kernel_name=KERNEL, config=config)
        self._clients: list[AsyncKernelClient] = []

    def client(self, **options: Any) -> Any:
        """Return a new client, which `hang_up` closes."""
        made = super().client(**options)
        self._clients.append(made)
        return made

    def hang_up(self) -> None:
        """Close every client."""
        while self._clients:
            self._clients.pop().stop_channels()

    def empty(self) -> None:
        """Clear away what notebooks left, if there were any."""
        if self.has_kernel:
            cell = nbformat.v4.new_code_cell(_EMPTY)
            NotebookClient(nbformat.v4.new_notebook(cells=[cell]), km=self).execute()
            self.hang_up()


@contextmanager
def one_kernel() -> Iterator[Kernel]:
    """Share a kernel among notebooks that are executed one after the other.

    Yields
    ------
    Kernel
        For `copcalc.execution.execute.execute`.
    """
    kernel = Kernel()
    # Not the user's own: what a profile does when a kernel starts would show in what notebooks show.
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profiles,
        environment({"IPYTHONDIR": profiles}),
    ):
        try:
            yield kernel
        finally:
            kernel.hang_up()
            if kernel.has_kernel:
                run_sync(kernel.shutdown_kernel)(now=True)


def kernel_for(engine: str) -> AbstractContextManager[Kernel | None]:
    """Give what an engine needs to execute notebooks one after the other.

    Parameters
    ----------
    engine : str
        "forked": processes forked from a warm one. "kernel": Jupyter's kernels, slower, on every system.

    Returns
    -------
    context manager of Kernel or None
        For `copcalc.execution.execute.execute`.

    Raises
    ------
    ReportError
        If there is no such engine here.
    """
    if engine not in ENGINES or (engine == "forked" and not CAN_FORK):
        raise ReportError(
            f"there is no engine {engine!r} on this system",
            where="--engine",
            fix=f"Use {' or '.join(ENGINES if CAN_FORK else ENGINES[1:])}.",
        )
    return one_kernel() if engine == "kernel" else nullcontext()
