"""Countries counted in some years, and the clock that parts what was known from what came later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copcalc.errors import MeasureError

Array = NDArray[np.float64]


def _whole_numbers(part: object, name: str) -> NDArray[np.int64]:
    try:
        numbers = np.asarray(part)
    except ValueError:  # rows of different lengths
        numbers = np.array([None])
    # The kind first: what is no number has no floor. Written so that NaN is refused too.
    if not (
        numbers.ndim == 1
        and numbers.dtype.kind in "iuf"
        and (np.isfinite(numbers) & (numbers == np.floor(numbers))).all()
    ):
        raise MeasureError(
            f"the {name} are not one row of whole numbers",
            where=f"Series.{name}",
            fix="Give a whole number for each year, and leave out years that have none.",
        )
    return numbers.astype(np.int64)


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
        for name in ("years", "covered", "denominators"):
            object.__setattr__(self, name, _whole_numbers(getattr(self, name), name))
        if not len(self.years) == len(self.covered) == len(self.denominators):
            raise MeasureError(
                f"there are {len(self.years)} years, {len(self.covered)} counts and "
                f"{len(self.denominators)} denominators",
                where="Series",
                fix="Give one count and one denominator for each year.",
            )
        late = self.years[1:] <= self.years[:-1]
        if late.any():
            raise MeasureError(
                f"{self.years[1:][late][0]} comes after {self.years[:-1][late][0]}",
                where="Series.years",
                fix="Give each year once, in rising order.",
            )
        wrong = (self.covered < 0) | (self.covered > self.denominators) | (self.denominators < 1)
        if wrong.any():
            year, count, n = (part[wrong][0] for part in self._parts)
            raise MeasureError(
                f"{count} of {n} countries in {year} is no count",
                where="Series.covered",
                fix="Give counts from 0 to their denominators, of at least one country.",
            )

    @property
    def _parts(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        return self.years, self.covered, self.denominators

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
        each = np.full(len(years), denominator) if np.ndim(denominator) == 0 else denominator
        return cls(*(cast(NDArray[np.int64], part) for part in (years, covered, each)))

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
        order = np.argsort(_whole_numbers(counts.index, "years"))
        rows = counts.iloc[order]
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
            If more adopted than there are countries, a year is infinite, or the years do not rise.

        Examples
        --------
        >>> Series.from_adoptions([2001, 2003, 2003], 193, years=range(2001, 2004)).covered.tolist()
        [1, 1, 3]
        """
        at = pd.array(list(adopted), dtype="Float64").to_numpy(float, na_value=np.nan)
        if np.isinf(at).any():
            raise MeasureError(
                "a country adopted in a year without end",
                where="Series.from_adoptions",
                fix="Leave the year missing for a country that has not adopted.",
            )
        counted = list(years)
        return cls.of(counted, [int((at <= year).sum()) for year in counted], denominator)

    def __repr__(self) -> str:
        observed = zip(self.covered, self.denominators, self.years, strict=True)
        told = [f"{covered} of {of} in {year}" for covered, of, year in observed]
        ends = dict.fromkeys([*told[:1], *told[-1:]])  # there may be one observation, or none
        return f"<Series of {len(self)}{': ' if ends else ''}{', '.join(ends)}>"

    def __len__(self) -> int:
        return len(self.years)

    def _where(self, chosen: NDArray[np.bool_]) -> Series:
        return Series(*(part[chosen] for part in self._parts))

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
