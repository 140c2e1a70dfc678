"""Whole numbers: years ahead, draws, sweeps, cells and threads from 1, and counts from 0."""

from __future__ import annotations

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
    # Written so that NaN is refused too.
    if not isinstance(number, Real) or not 1 <= float(number) < float("inf") or float(number) % 1:
        raise MeasureError(
            f"{number} {name} make no sense", where=name, fix="Give a whole number from 1."
        )
    return int(float(number))


def is_count(number: object, least: int = 0) -> TypeGuard[int]:
    """Tell whether it is a whole number of countries or the like, no yes or no, from the least on.

    Examples
    --------
    >>> is_count(3), is_count(True), is_count(3.0), is_count(1, least=2)
    (True, False, False, False)
    """
    return isinstance(number, Integral) and not isinstance(number, bool) and int(number) >= least
