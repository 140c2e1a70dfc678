"""Whole numbers from 1: years ahead, draws, sweeps, cells, threads."""

from __future__ import annotations

from numbers import Real

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
