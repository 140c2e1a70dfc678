"""Children by state, as numbers in the order of the states that count."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copcalc.errors import MeasureError


def told_by_state(given: object) -> None:
    """Refuse what has not one entry, or one row, a state.

    Raises
    ------
    MeasureError
        If it is no series or frame, or a state stands in it twice.
    """
    if not isinstance(given, pd.Series | pd.DataFrame) or given.index.has_duplicates:
        raise MeasureError(
            "children are not told by state, or of a state more than once",
            where="children",
            fix="Give a pandas.Series with one number a state, indexed by state.",
        )


def children_of(given: pd.Series, states: pd.Index, *, when: str = "") -> NDArray[np.float64]:
    """Return the children (persons) of each state; 0 where there is no number.

    Parameters
    ----------
    given : pandas.Series
        Children (persons) by state; of other states too.
    states : pandas.Index, shape (n,)
        Whose children are wanted, in this order.
    when : str, keyword-only
        What to say of the time in a message, such as " in 2015".

    Returns
    -------
    numpy.ndarray of float, shape (n,)
        Children (persons).

    Raises
    ------
    MeasureError
        If something is no number, not finite or negative, or there are no children at all.

    Examples
    --------
    >>> children_of(pd.Series({"KEN": 2e7, "TCD": 8e6}), pd.Index(["TCD", "NRU"])).tolist()
    [8000000.0, 0.0]
    """
    own = given.reindex(states)
    numbers = pd.to_numeric(own, errors="coerce")
    odd = own[numbers.isna() & own.notna()]
    if len(odd):
        raise MeasureError(
            f"{odd.iloc[0]!r} is no number of children in {odd.index[0]}",
            where="children",
            fix="Give a number, or leave it missing.",
        )
    children = numbers.to_numpy(float, na_value=0.0)
    if not (np.isfinite(children).all() and (children >= 0).all() and children.sum() > 0):
        raise MeasureError(
            f"there are no children{when}, or fewer than none somewhere",
            where="children",
            fix="Give finite numbers from 0, at least one of them above 0.",
        )
    return np.asarray(children)
