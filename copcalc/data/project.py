"""Where the project's folders are."""

from __future__ import annotations

import os
from pathlib import Path

from copcalc.errors import CopcalcError

ROOT_VARIABLE = "COPCALC_ROOT"
ASKED_VARIABLE = "COPCALC_ASKED"
"""Names the file to write down what tables are asked; without it nothing is."""
_MARK = Path("data", "raw", "datapackage.json")


def find_root(start: Path | None = None) -> Path:
    """Find the project folder: the one that holds data/raw/datapackage.json.

    Parameters
    ----------
    start : pathlib.Path, optional
        Where to begin looking, upwards; by default what the environment variable COPCALC_ROOT names,
        else the current folder.

    Returns
    -------
    pathlib.Path
        The project folder.

    Raises
    ------
    CopcalcError
        If neither the folder nor one above it is a project.

    Examples
    --------
    >>> (find_root() / "data" / "raw" / "datapackage.json").is_file()
    True
    """
    start = Path(start or os.environ.get(ROOT_VARIABLE) or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / _MARK).is_file():
            return folder
    raise CopcalcError(
        f"no {_MARK.as_posix()} in this folder or above it",
        where=str(start),
        fix=f"Run copcalc inside the project's folder, or set {ROOT_VARIABLE} to it.",
    )
