"""The years that are projected to: not before what is known, and each with what there is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import pandas as pd

from copcalc.errors import MeasureError
from copcalc.projection.scalar import is_finite

N = TypeVar("N", int, float)

FIRST, LAST = 1000, 9999
"""Calendar years that are read as such: what has more or fewer digits is something else."""


def calendar_year(year: object, where: str) -> int:
    """Read a whole calendar year, which may have come as a float from a table.

    Raises
    ------
    MeasureError
        If it is no whole number from 1000 to 9999.

    Examples
    --------
    >>> calendar_year(2014.0, "clock")
    2014
    """
    if not is_finite(year) or not FIRST <= year <= LAST or year % 1:
        raise MeasureError(
            f"{year} is no calendar year", where=where, fix="Give a whole year, such as 2020."
        )
    return int(year)


def calendar_years(years: object, where: str) -> list[int]:
    """Read a list of calendar years.

    Raises
    ------
    MeasureError
        If there is none, it is no list of years, or one of them is no calendar year.

    Examples
    --------
    >>> calendar_years(range(2014, 2017), "years")
    [2014, 2015, 2016]
    """
    asked = list(years) if isinstance(years, Iterable) and not isinstance(years, str) else []
    if not asked:
        raise MeasureError(
            f"{years!r} asks for no year",
            where=where,
            fix="Give a list of calendar years, such as [2016, 2020].",
        )
    return [calendar_year(year, where) for year in asked]


def horizons(years: object, known: float) -> list[int]:
    """Read a list of calendar years that are projected to, none of them before what is known.

    Raises
    ------
    MeasureError
        As `calendar_years` and `not_before`.

    Examples
    --------
    >>> horizons([2016, 2020], 2014)
    [2016, 2020]
    """
    asked = calendar_years(years, "years")
    for year in asked:
        not_before(year, known)
    return asked


def not_before(year: float, known: float) -> None:
    """Refuse a horizon that is no calendar year, or lies before what is known.

    Raises
    ------
    MeasureError
        If it is no calendar year, or lies before the known one.
    """
    if calendar_year(year, "horizon") < known:
        raise MeasureError(
            f"a projection to {year} lies before {known}, which is known",
            where="horizon",
            fix=f"Give a horizon of {known} or later.",
        )


def of_year(whole: N | Mapping[int, N] | pd.Series[N], year: int) -> N:
    """Find all that there is in a year, where it may be the same in every year.

    Parameters
    ----------
    whole : number, or mapping or pandas.Series of int to number
        Countries or children: in every year, or by year.
    year : int
        Calendar year.

    Returns
    -------
    number
        Countries or children of the year, above 0.

    Raises
    ------
    MeasureError
        If there is no number for the year, or it is not above 0.

    Examples
    --------
    >>> of_year(193, 2020), of_year({2020: 194}, 2020)
    (193, 194)
    """
    found = whole.get(year, 0) if isinstance(whole, Mapping | pd.Series) else whole
    if not 0 < found < float("inf"):  # written so that NaN is refused too
        raise MeasureError(
            f"there is nobody to be counted in {year}",
            where="horizon",
            fix="Give the countries or children of each year as a number above 0.",
        )
    return found
