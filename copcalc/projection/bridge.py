"""A published level moved on at the pace of another body's indicator, and saying so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import pandas as pd

from copcalc.errors import MeasureError
from copcalc.measure import (
    ChildShare,
    CountryShare,
    Direction,
    Estimate,
    Share,
    counts_within,
    gap,
    rises,
)
from copcalc.projection.distribution import Outcomes, Shares
from copcalc.projection.forecast import LEVEL, forecast_from
from copcalc.projection.trend import Trend

S = TypeVar("S", bound=Share)
E = TypeVar("E", bound=Estimate)


@dataclass(frozen=True, eq=False)
class Forecast(Generic[S]):
    """A projected share: a distribution for each end of the rounding that it started from.

    Rounding is not chance. What was rounded lies somewhere between two bounds, and nothing says where; so
    there is no one distribution, but one from the least and one from the greatest level, and all between.

    Parameters
    ----------
    low, high : Distribution or Shares
        Of the covered share, from the least and from the greatest level.
    value : Distribution or Shares or None
        From the printed level; None where there is none.
    kind : type
        CountryShare or ChildShare: what the shares are shares of.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> fair = cop.Distribution(np.array([0.5, 0.5]))
    >>> either = cop.Forecast(fair, cop.Distribution(np.array([0.0, 1.0])), None, cop.ChildShare)
    >>> either.reached(cop.ChildShare.exact(1.0))
    Estimate(low=0.5, high=1.0, value=None)
    """

    low: Outcomes
    high: Outcomes
    value: Outcomes | None
    kind: type[S]

    def __repr__(self) -> str:
        low, high = self.interval()
        spread = f"{100 * LEVEL:g} % from {low:.4g} to {high:.4g}"
        return f"<Forecast: median {self.quantile(0.5)}; {spread}>"

    def quantile(self, level: float) -> S:
        """Return a quantile of the share, between those of the two ends.

        Parameters
        ----------
        level : float
            Probability in [0, 1]; 0.5 for the median.

        Returns
        -------
        CountryShare or ChildShare
            Fractions.
        """
        value = None if self.value is None else self.value.quantile(level)
        return _spanning(self.kind, self.low.quantile(level), self.high.quantile(level), value)

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Return what holds at least this probability of what is projected, wherever the level lies."""
        lows, highs = zip(self.low.interval(level), self.high.interval(level), strict=True)
        return min(lows), max(highs)

    def projected(self, level: float = LEVEL) -> S:
        """Return the interval as a share, with the printed level's median as its value.

        Parameters
        ----------
        level : float
            Probability that the interval is meant to hold, between 0 and 1.

        Returns
        -------
        CountryShare or ChildShare
            Fractions.
        """
        low, high = self.interval(level)
        return self.kind(low, high, self.quantile(0.5).value)

    def reached(self, target: S, *, direction: Direction = "rise") -> Estimate:
        """Return the probability that a target is reached.

        Parameters
        ----------
        target : CountryShare or ChildShare
            Fraction, of the same denominator.
        direction : {"rise", "fall"}, keyword-only
            Which way the indicator should move.

        Returns
        -------
        Estimate
            Probability in [0, 1], with the bounds that the roundings leave. One of less than half a per
            cent may read 0.

        Raises
        ------
        DenominatorError
            If the shares are of countries and the target is of children, or the other way round.
        """
        gap(self.quantile(0.5), target, direction=direction)  # refuses mixed denominators
        rise = rises(direction)
        meets = Outcomes.at_least if rise else Outcomes.at_most
        value = None
        if self.value is not None and target.value is not None:
            value = meets(self.value, target.value)
        easiest, hardest = (target.low, target.high) if rise else (target.high, target.low)
        farthest, nearest = (self.low, self.high) if rise else (self.high, self.low)
        return _spanning(Estimate, meets(farthest, hardest), meets(nearest, easiest), value)


def _spanning(kind: type[E], first: float, second: float, value: float | None) -> E:
    """Make an estimate of ends that may be out of order by their last digits."""
    parts = [first, second] if value is None else [first, second, value]
    return kind(min(parts), max(parts), value)


@dataclass(frozen=True, eq=False)
class Bridge(Generic[S]):
    """A bridge from another body's indicator to a published baseline: its pace, at the baseline's level.

    Formula: back(forward(level) + slope * years) on the scale on which the trend is a line, with what is
    not known of the slope; for countries, each of those without adopts with the probability that leads
    there (`forecast_from`). No projection leaves [0, 1].

    What a projection is not sure of is the pace, and for countries which of them adopt. Which children live
    in the countries that adopt next is not in a projected share of children: its interval is that of the
    pace alone, and narrower than what will be seen (`uncertainty` says so).

    Parameters
    ----------
    level : CountryShare or ChildShare
        Published share with its rounding.
    year : int
        Year of the level.
    trend : Trend
        Whose pace is borrowed.
    level_source, pace_source : str
        Whose indicator the level is, and whose the pace.
    denominator : int, optional
        Countries that the level is a share of; needed for a share of countries, and for no other.

    Raises
    ------
    MeasureError
        If the level is no share, a share of countries has no denominator, a share of children has one,
        or no whole number of the countries is the share.

    References
    ----------
    Hyndman and Athanasopoulos (2021), Forecasting: principles and practice, section 5.5, for the
    intervals.

    Examples
    --------
    >>> import copcalc as cop
    >>> pace = cop.fit_trend(cop.Series.of([2010, 2012, 2014], [34, 37, 43], 193), "logistic")
    >>> level = cop.CountryShare.published(0.26, step=0.01)
    >>> bridge = cop.Bridge(level, 2014, pace, "ITU: hotlines", "INHOPE: countries", 193)
    >>> round(bridge.at(2020).reached(cop.CountryShare.exact(0.7)).high, 2), bridge.pace_is_borrowed
    (0.08, True)
    """

    level: S
    year: int
    trend: Trend
    level_source: str
    pace_source: str
    denominator: int | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.level, CountryShare | ChildShare):
            raise MeasureError(
                f"{self.level!r} is no published share",
                where="Bridge",
                fix="Give it as CountryShare.published(0.26, step=0.01), or a ChildShare.",
            )
        if isinstance(self.level, CountryShare) != (self.denominator is not None):
            raise MeasureError(
                "a share of countries needs its denominator, and a share of children has none",
                where="Bridge",
                fix="Give denominator=193 or the like with a CountryShare, and none with a ChildShare.",
            )
        self.at(self.year)  # refuses what no number of countries can be

    def __repr__(self) -> str:
        level = f"{self.level} in {self.year} ({self.level_source})"
        return f"<Bridge: {level}, pace of {self.pace_source} ({self.trend.model})>"

    @property
    def pace_is_borrowed(self) -> bool:
        """Whether the pace is that of another indicator than the level."""
        return self.level_source != self.pace_source

    @property
    def uncertainty(self) -> str:
        """What the intervals hold beside the rounding: "pace", or "pace and adoptions"."""
        return "pace" if self.denominator is None else "pace and adoptions"

    def at(self, year: int) -> Forecast[S]:
        """Project the level to a year.

        Parameters
        ----------
        year : int
            Calendar year, not before that of the level.

        Returns
        -------
        Forecast
            Of the covered share, with the rounding of the level carried along.

        Raises
        ------
        MeasureError
            If the year lies before that of the level.
        """
        if isinstance(self.level, CountryShare) and self.denominator is not None:
            starts: Estimate = counts_within(self.level, self.denominator)
        else:
            starts = self.level
        value = None if starts.value is None else self._from(starts.value, year)
        return Forecast(
            self._from(starts.low, year), self._from(starts.high, year), value, type(self.level)
        )

    def _from(self, level: float, year: int) -> Outcomes:
        """Project one level: a whole number of countries, or a share of the children."""
        if self.denominator is None:
            return Shares(self.trend.moved(level, start=self.year, year=year))
        return forecast_from(self.trend, int(level), self.denominator, start=self.year, year=year)

    def to_frame(self, years: Iterable[int], *, level: float = LEVEL) -> pd.DataFrame:
        """Project the level to each of some years.

        Parameters
        ----------
        years : iterable of int
            Calendar years, none before that of the level.
        level : float, optional, keyword-only
            Probability that the interval is meant to hold, between 0 and 1.

        Returns
        -------
        pandas.DataFrame
            One row a year in the index: low and high (the interval, wherever in the rounding the level
            lies), median_low, median and median_high (fractions; the middle is missing where the level
            has no printed value), model, level_source, pace_source, pace_is_borrowed and uncertainty.

        Raises
        ------
        MeasureError
            If a year lies before that of the level.
        """
        rows = {}
        for year in years:
            projected = self.at(year)
            low, high = projected.interval(level)
            median = projected.quantile(0.5)
            rows[year] = (low, high, median.low, median.value, median.high)
        columns = ["low", "high", "median_low", "median", "median_high"]
        table = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype=float)
        return table.rename_axis(index="year").assign(
            model=self.trend.model,
            level_source=self.level_source,
            pace_source=self.pace_source,
            pace_is_borrowed=self.pace_is_borrowed,
            uncertainty=self.uncertainty,
        )
