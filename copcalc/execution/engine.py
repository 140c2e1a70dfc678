"""Papermill's engine "copcalc": a notebook runs in a process forked from a warm one, without a kernel."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager

from copcalc.execution import warm

if TYPE_CHECKING:
    from copcalc.execution.cells import Ran


class ForkedEngine(Engine):  # type: ignore[misc]
    """Runs each notebook in a process of its own, forked from the warm one.

    It is registered with papermill as "copcalc", and takes the options of papermill's own engine.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        log_output: bool = False,
        execution_timeout: int | None = None,
        timeout_func: Callable[[NotebookNode], float] | None = None,
        skip_cells_with_tag: str = "",
        **_: Any,
    ) -> None:
        """Run the cells of a notebook.

        Parameters
        ----------
        nb_man : papermill.engines.NotebookExecutionManager
            The notebook.
        kernel_name : str
            Not used: there is no kernel.
        log_output : bool
            Whether papermill tells what cells show.
        execution_timeout : int, optional
            Seconds that one cell may take; by default as many as it wants.
        timeout_func : callable, optional
            Tells for each cell, before it runs, how many seconds it may take.
        skip_cells_with_tag : str
            Tag of cells that are not run.

        Raises
        ------
        nbclient.exceptions.CellTimeoutError
            If a cell takes longer.
        nbclient.exceptions.DeadKernelError
            If the process ends before the cell does.
        """
        _Client(
            nb_man,
            log_output=log_output,
            timeout=execution_timeout,
            timeout_func=timeout_func,
            skip_cells_with_tag=skip_cells_with_tag,
        ).execute()


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """Papermill's way through the cells of a notebook, with a forked process in a kernel's place."""

    _connection: Connection
    _process: BaseProcess

    def execute(self) -> NotebookNode:
        self.reset_execution_trackers()
        self._connection, theirs = multiprocessing.Pipe()
        from copcalc.execution.cells import serve

        self._process = warm.start(serve, theirs, os.getcwd(), dict(os.environ))
        theirs.close()
        try:
            self.papermill_execute_cells()
        finally:
            self._connection.close()
            self._process.kill()
            self._process.join()
        notebook: NotebookNode = self.nb
        return notebook

    def execute_cell(self, cell: NotebookNode, cell_index: int, *_: Any, **__: Any) -> NotebookNode:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in tags:
            return cell
        ran = self._ran(cell)
        cell.execution_count = ran.execution_count
        self.clear_before_next_output = False
        for message in ran.messages:
            self.process_message(message, cell, cell_index)
        if ran.failure:
            raise CellExecutionError.from_cell_and_msg(cell, ran.failure)
        return cell

    def _ran(self, cell: NotebookNode) -> Ran:
        timeout = self.timeout_func(cell) if self.timeout_func else self.timeout
        try:
            self._connection.send(cell.source)
            if self._connection.poll(timeout):
                ran: Ran = self._connection.recv()
                return ran
        except (EOFError, OSError):
            self._process.join()
            raise DeadKernelError(
                f"its process ended: {warm.how_it_ended(self._process)}"
            ) from None
        raise CellTimeoutError.error_from_timeout_and_cell(
            f"A cell did not end in {timeout} seconds", timeout, cell
        )
