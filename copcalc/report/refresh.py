"""Executing a stored notebook again, so that its outputs are those of the code and the data as they are."""

from __future__ import annotations

from pathlib import Path

import nbformat

from copcalc.data.written import write_at_once
from copcalc.execution.execute import execute
from copcalc.execution.kernel import kernel_for
from copcalc.execution.warm import USUAL_ENGINE
from copcalc.report.blocks import in_words
from copcalc.report.shown import text_of


def refresh(notebook: Path, *, root: Path, engine: str = USUAL_ENGINE) -> None:
    """Execute a stored notebook with its defaults and store its outputs.

    Parameters
    ----------
    notebook : pathlib.Path
        The notebook; it is replaced in one step, and only if every cell ran.
    root : pathlib.Path, keyword-only
        The project folder.
    engine : str, keyword-only
        What runs it: "forked" or "kernel" (`kernel_for`).

    Raises
    ------
    ReportError
        As `execute`.
    """
    with kernel_for(engine) as kernel:
        executed = execute(notebook, {}, root=root, folder=notebook.parent, kernel=kernel)
    for cell in executed.cells:
        if cell.cell_type == "markdown":
            cell["source"] = in_words(text_of(cell))
    write_at_once(notebook, f"{nbformat.writes(executed)}\n")
