"""Executing notebooks with papermill, and cleaning them so that the same input gives the same bytes."""

from __future__ import annotations

import contextlib
import logging
import re
import time
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import CellTimeoutError
from nbformat import NotebookNode

from copcalc.data.project import ROOT_VARIABLE
from copcalc.errors import ReportError
from copcalc.execution.kernel import KERNEL, Kernel
from copcalc.execution.warm import SETTINGS, environment, get_ready

ENGINE = "copcalc"
"""Name of papermill's engine that forks (`copcalc.execution.engine`)."""
PLAYGROUND = "try-this"
"""Tag of cells for readers to change, which no report needs."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")
# The file that a warning names when a cell gives it.
_CELL = re.compile(r"<ipython-input-\d+-[0-9a-f]+>|\S*/ipykernel_\d+/\d+\.py")
# What a carriage return lets the rest of its line take the place of, as a progress bar does.
_OVERWRITTEN = re.compile(r".*\r(?=[^\n])")


def execute(
    notebook: Path,
    parameters: Mapping[str, str | int],
    *,
    root: Path,
    folder: Path,
    shared: Mapping[str, str | int] | None = None,
    leave_out: str = "",
    timeout: float = 600,
    variables: Mapping[str, str] | None = None,
    kernel: Kernel | None = None,
) -> NotebookNode:
    """Execute a notebook with papermill.

    Parameters
    ----------
    notebook : pathlib.Path
        The notebook, with a cell tagged "parameters".
    parameters : mapping of str to str or int
        Values for names of the parameters cell; another name is refused.
    root : pathlib.Path, keyword-only
        The project folder.
    folder : pathlib.Path, keyword-only
        Where the notebook runs, and where it writes what it saves.
    shared : mapping of str to str or int, optional, keyword-only
        Values that are given to several notebooks, and left aside where this one has no such name.
    leave_out : str, keyword-only
        Tag of cells that are not run; by default all are.
    timeout : float, keyword-only
        Seconds that the notebook may take.
    variables : mapping of str to str, optional, keyword-only
        Environment variables that it finds set, beside those of every notebook.
    kernel : Kernel, optional, keyword-only
        A kernel to run it in, as `one_kernel` gives it; by default it runs in a process of its own, forked
        from a warm one.

    Returns
    -------
    nbformat.NotebookNode
        The executed notebook, cleaned (`clean`).

    Raises
    ------
    ReportError
        If a parameter is unknown, or a cell fails, ends the process or takes too long: the message names
        notebook, cell and error, and a note (`__notes__`) holds the traceback.
    """
    papermill = _papermill()
    clock = _Clock(timeout)
    given = _given(notebook, parameters, shared or {})
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    scratch = folder / f".{notebook.stem}.ipynb"
    try:
        with contextlib.ExitStack() as stack:
            stack.enter_context(environment({**SETTINGS, ROOT_VARIABLE: str(root)}))
            if kernel is None:
                get_ready()  # before anything is set that is for this notebook alone
            stack.enter_context(environment(variables or {}))
            stack.enter_context(warnings.catch_warnings())
            warnings.simplefilter("ignore")
            if kernel is not None:
                stack.callback(kernel.hang_up)
                kernel.empty()
            papermill.execute_notebook(
                str(notebook),
                str(scratch),
                parameters=given,
                kernel_name=KERNEL,
                cwd=str(folder),
                progress_bar=False,
                log_output=False,
                record_timing=False,
                request_save_on_cell_execute=False,
                timeout_func=clock,
                **({"skip_cells_with_tag": leave_out} if leave_out else {}),
                extra_arguments=["--log-level=CRITICAL"],
                **({"engine_name": ENGINE} if kernel is None else {"km": kernel}),
            )
    except papermill.PapermillExecutionError as error:
        failed = ReportError(
            f"{error.ename}: {error.evalue}".rstrip("."),
            where=_place(notebook, clock.cell),
            fix="Open the notebook and run it with the same parameters to look closer.",
        )
        failed.add_note(_COLOUR.sub("", "\n".join(error.traceback)))
        raise failed from None
    except CellTimeoutError:
        raise ReportError(
            "it did not run to its end: this cell still ran when the time was up",
            where=_place(notebook, clock.cell),
            fix="Allow more time, or open the notebook and run it to look closer.",
        ) from None
    except Exception as error:  # a process that ended: papermill has no common class for them
        raise ReportError(
            f"it did not run to its end ({type(error).__name__}: {str(error).strip().splitlines()[0]})",
            where=_place(notebook, clock.cell),
            fix="Open the notebook and run it with the same parameters to look closer.",
        ) from None
    else:
        executed = nbformat.read(scratch, as_version=4)
    finally:
        scratch.unlink(missing_ok=True)
    if any(o.output_type == "error" for cell in executed.cells for o in cell.get("outputs", ())):
        # For papermill, sys.exit(0) is a way to leave a notebook early; what comes after it is missing.
        raise ReportError(
            "it did not run to its end: this cell ended it",
            where=_place(notebook, clock.cell),
            fix="Let the notebook run to its last cell.",
        )
    return clean(executed)


def _papermill() -> Any:
    # Loading it takes seconds, and most commands do not need it.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import papermill
    return papermill


class _Clock:
    """Tells each cell what is left of its notebook's time, and so knows which one runs."""

    cell: NotebookNode | None = None

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def __call__(self, cell: NotebookNode) -> float:
        self.cell = cell
        # No time at all would mean no limit.
        return max(self._end - time.monotonic(), 0.1)


def _place(notebook: Path, cell: NotebookNode | None) -> str:
    """Name a cell as a reader of the notebook counts, who does not see the cell that papermill added."""
    if cell is None:
        return notebook.name
    ids = [each.get("id") for each in nbformat.read(notebook, as_version=4).cells]
    number = f" {ids.index(cell.get('id')) + 1}" if cell.get("id") in ids else ""
    return f"{notebook.name}, cell{number} ({cell.source.strip().splitlines()[0]})"


def parameters_of(notebook: Path) -> list[str]:
    """List the names that a notebook's parameters cell sets.

    Parameters
    ----------
    notebook : pathlib.Path
        A notebook with a cell tagged "parameters".

    Returns
    -------
    list of str
        Names, in their order; empty without such a cell.

    Raises
    ------
    ReportError
        If the notebook does not say which kernel it is for.
    """
    papermill = _papermill()
    try:
        return list(papermill.inspect_notebook(str(notebook)))
    except ValueError as error:
        raise ReportError(
            f"its parameters can't be read ({str(error).rstrip('.')})",
            where=notebook.name,
            fix="Open the notebook in JupyterLab, choose the kernel for Python 3, and save it.",
        ) from None


def _given(
    notebook: Path, parameters: Mapping[str, str | int], shared: Mapping[str, str | int]
) -> dict[str, str | int]:
    """What the notebook is given; a name that it does not have is refused, unless it is shared."""
    known = parameters_of(notebook)
    for name in parameters:
        if name not in known:
            raise ReportError(
                f"there is no parameter {name!r}",
                where=notebook.name,
                fix=f"Use one of {', '.join(known)}.",
            )
    return {name: value for name, value in shared.items() if name in known} | dict(parameters)


def clean(notebook: NotebookNode) -> NotebookNode:
    """Remove from an executed notebook what differs between runs and machines.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        An executed notebook; it is changed in place.

    Returns
    -------
    nbformat.NotebookNode
        The same notebook: without timings, paths and papermill's notes, with cells numbered in order
        what a stream printed joined, and addresses of objects and files of cells blanked.
    """
    for key in [k for k in notebook.metadata if k not in ("kernelspec", "language_info")]:
        del notebook.metadata[key]
    notebook.metadata["kernelspec"] = {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": KERNEL,
    }
    notebook.metadata["language_info"] = {"name": "python"}
    run = [cell for cell in notebook.cells if cell.get("execution_count")]
    for count, cell in enumerate(run, start=1):
        for part in (cell, *(each for each in cell.outputs if "execution_count" in each)):
            part["execution_count"] = count
    for number, cell in enumerate(notebook.cells):
        # The id of a text is that of the message that tells it.
        if cell.cell_type == "code":
            cell["id"] = f"cell-{number}"
        tags = cell.metadata.get("tags", [])
        cell["metadata"] = NotebookNode({"tags": tags} if tags else {})
        if "outputs" in cell:
            cell["outputs"] = _joined(cell.outputs)
    return notebook


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Put what a cell printed into one output a stream: how it was cut into pieces is chance."""
    printed: dict[str, NotebookNode] = {}
    kept = []
    for output in outputs:
        if output.output_type == "stream":
            first = printed.setdefault(output.name, output)
            if first is not output:
                first["text"] += output.text
                continue
        kept.append(output)
    for output in printed.values():
        text = _CELL.sub("<cell>", _OVERWRITTEN.sub("", output.text))
        output["text"] = _ADDRESS.sub("0x…", text)
    return kept
