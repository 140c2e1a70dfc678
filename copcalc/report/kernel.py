"""One kernel for the notebooks of a report: it loads the library once, and each notebook finds it empty."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import nbformat
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from traitlets.config import Config

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
        For `copcalc.report.execute.execute`.
    """
    kernel = Kernel()
    try:
        yield kernel
    finally:
        kernel.hang_up()
        if kernel.has_kernel:
            run_sync(kernel.shutdown_kernel)(now=True)
