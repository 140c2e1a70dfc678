"""Countries counted in some years, and the clock that parts what was known from what came later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copcalc.errors import MeasureError

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Series:
    """Countries counted in some years, each count with its denominator.

    Parameters
    ----------
    years : numpy.ndarray of int, shape (n,)
        Calendar years, rising.
    covered : numpy.ndarray of int, shape (n,)
        Countries that were counted as covered.
    denominators : numpy.ndarray of int, shape (n,)
        Countries that were looked at.

    Raises
    ------
    MeasureError
        If the lengths differ, a number is not whole, the years do not rise, or a count is not within 0
        and its denominator.

    Examples
    --------
    >>> import copcalc as cop
    >>> laws = cop.Series.of([2006, 2008, 2010], [27, 29, 45], [184, 187, 196])
    >>> laws.until(2009).shares.round(3).tolist()
    [0.147, 0.155]
    """

    years: NDArray[np.int64]
    covered: NDArray[np.int64]
    denominators: NDArray[np.int64]

    def __post_init__(self) -> None:
        parts = (self.years, self.covered, self.denominators)
        # Written so that NaN is refused too.
        if not (
            all(part.dtype.kind in "iuf" for part in parts)
            and self.years.ndim == 1
            and len({part.shape for part in parts}) == 1
            and all(((part == np.floor(part)) & np.isfinite(part)).all() for part in parts)
            and (np.diff(self.years) > 0).all()
            and ((self.covered >= 0) & (self.covered <= self.denominators)).all()
            and (self.denominators >= 1).all()
        ):
            raise MeasureError(
                "years, counts and denominators do not make a series",
                where="Series",
                fix="Give rising years, and counts from 0 to their denominators.",
            )

    @classmethod
    def of(
        cls, years: Sequence[int], covered: Sequence[int], denominator: int | Sequence[int]
    ) -> Series:
        """Make a series of plain numbers.

        Parameters
        ----------
        years, covered : sequence of int, shape (n,)
            Calendar years, rising, and the countries that were counted as covered.
        denominator : int or sequence of int, shape (n,)
            Countries that were looked at, in all years or in each.

        Returns
        -------
        Series
            The counts.

        Examples
        --------
        >>> len(Series.of([2010, 2012, 2014], [34, 37, 43], 193))
        3
        """
        looked_at = np.array(denominator)
        if looked_at.ndim == 0:
            looked_at = np.full(len(years), denominator)
        return cls(np.array(years), np.array(covered), looked_at)

    @classmethod
    def from_frame(cls, counts: pd.DataFrame) -> Series:
        """Read a series from a frame of counts.

        Parameters
        ----------
        counts : pandas.DataFrame
            One row a year, the year in the index; columns covered and denominator, in countries.

        Returns
        -------
        Series
            The counts, in order of their years.

        Raises
        ------
        MeasureError
            If a column is not there, or the rows are no series.

        Examples
        --------
        >>> frame = pd.DataFrame({"covered": [29, 27], "denominator": [187, 184]}, index=[2008, 2006])
        >>> Series.from_frame(frame).covered.tolist()
        [27, 29]
        """
        missing = [name for name in ("covered", "denominator") if name not in counts]
        if missing:
            raise MeasureError(
                f"the frame of counts has no column {' and no column '.join(missing)}",
                where="Series.from_frame",
                fix="Give the columns covered and denominator, with the years as the index.",
            )
        rows = counts.sort_index()
        return cls(
            rows.index.to_numpy(), rows["covered"].to_numpy(), rows["denominator"].to_numpy()
        )

    @classmethod
    def from_adoptions(
        cls, adopted: Iterable[float], denominator: int, *, years: Iterable[int]
    ) -> Series:
        """Count adoptions from a complete list of their years, such as that of a treaty's parties.

        Formula: in each year, the adoptions of that year and of those before it.

        Parameters
        ----------
        adopted : iterable of float
            Year in which each country adopted; missing for one that has not. A country of which it is not
            known has no place here: whoever is not counted is taken to be without.
        denominator : int
            Countries that could have adopted.
        years : iterable of int, keyword-only
            Calendar years to count in, rising.

        Returns
        -------
        Series
            One count a year.

        Raises
        ------
        MeasureError
            If more adopted than there are countries, or the years do not rise.

        Examples
        --------
        >>> Series.from_adoptions([2001, 2003, 2003], 193, years=range(2001, 2004)).covered.tolist()
        [1, 1, 3]
        """
        at = pd.array(list(adopted), dtype="Float64").to_numpy(float, na_value=np.nan)
        counted = list(years)
        return cls.of(counted, [int((at <= year).sum()) for year in counted], denominator)

    def __len__(self) -> int:
        return len(self.years)

    def _where(self, chosen: NDArray[np.bool_]) -> Series:
        return Series(self.years[chosen], self.covered[chosen], self.denominators[chosen])

    def until(self, clock: int) -> Series:
        """Return what was known when the clock stopped: the observations up to that year."""
        return self._where(self.years <= clock)

    def after(self, clock: int) -> Series:
        """Return what was observed after a year."""
        return self._where(self.years > clock)

    def since(self, year: int) -> Series:
        """Return the observations from a year on."""
        return self._where(self.years >= year)

    @property
    def shares(self) -> Array:
        """Covered shares, as fractions."""
        return self.covered / self.denominators
