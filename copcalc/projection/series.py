"""Countries counted in some years, and the clock that parts what was known from what came later."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
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
    """

    years: NDArray[np.int64]
    covered: NDArray[np.int64]
    denominators: NDArray[np.int64]

    def __post_init__(self) -> None:
        parts = (self.years, self.covered, self.denominators)
        # Written so that NaN is refused too.
        if not (
            self.years.ndim == 1
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
