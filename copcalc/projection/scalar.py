"""Numbers that callers give: whole ones from 1 or from 0, as draws and counts are, and finite ones."""

from __future__ import annotations

import math
from numbers import Integral, Real
from typing import TypeGuard

from copcalc.errors import MeasureError


def whole(number: object, name: str) -> int:
    """Read a whole number from 1, which may have come as a float: 1e5 draws.

    Raises
    ------
    MeasureError
        If it is none.

    Examples
    --------
    >>> whole(1e5, "draws")
    100000
    """
    if not is_finite(number) or number < 1 or number % 1:
        raise MeasureError(
            f"{number} {name} make no sense", where=name, fix="Give a whole number from 1."
        )
    return int(number)


def is_count(number: object, least: int = 0) -> TypeGuard[int]:
    """Tell whether it is a whole number of countries or the like, no yes or no, from the least on.

    Examples
    --------
    >>> is_count(3), is_count(True), is_count(3.0), is_count(1, least=2)
    (True, False, False, False)
    """
    return isinstance(number, Integral) and not isinstance(number, bool) and int(number) >= least


def is_finite(number: object) -> TypeGuard[float]:
    """Tell whether it is a number that a float can hold, no yes or no.

    Examples
    --------
    >>> is_finite(0.5), is_finite(True), is_finite(float("nan")), is_finite(10**400)
    (True, False, False, False)
    """
    try:
        return (
            isinstance(number, Real)
            and not isinstance(number, bool)
            and math.isfinite(float(number))
        )
    except OverflowError:
        return False
