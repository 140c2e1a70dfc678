"""Rows and columns that are told by name: each name once."""

from __future__ import annotations

import pandas as pd

from copcalc.errors import MeasureError


def once(names: pd.Index, where: str, *, what: str = "a state") -> None:
    """Refuse names of which one stands twice.

    Raises
    ------
    MeasureError
        If so.

    Examples
    --------
    >>> once(pd.Index(["KEN", "TCD"]), "history")
    """
    twice = names[names.duplicated()]
    if len(twice):
        raise MeasureError(f"{twice[0]} stands twice", where=where, fix=f"Keep one entry {what}.")
