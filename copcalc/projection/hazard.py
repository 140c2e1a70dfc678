"""How fast states adopt: a yearly hazard for each region and period, learnt from dated statuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copcalc.errors import MeasureError
from copcalc.framed import Framed
from copcalc.projection.forecast import LEVEL
from copcalc.projection.history import Known, known_at
from copcalc.projection.horizon import calendar_year
from copcalc.projection.pooling import PooledHazard, drawn, grid_weights, moments, told
from copcalc.projection.scalar import whole

Array = NDArray[np.float64]

# Turns that forget the hazards they started from. Where it is assumed who has it: turns that forget who had
# it before, and turns that are kept.
_START, _FORGOTTEN, _KEPT = 50, 4, 4


def exposure(
    first: Array, group: NDArray[np.int64], groups: int, years: range
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count adoptions and the country-years in which they could have happened.

    Formula, with a_i the year of adoption and y_0..y_1 the years: a state is at risk in each y with
    y_0 <= y <= min(a_i, y_1), and adopts if y_0 <= a_i <= y_1.

    Parameters
    ----------
    first : numpy.ndarray of float, shape (states,)
        Calendar year of adoption; NaN if there was none. What lies after the last year is not looked at.
    group : numpy.ndarray of int, shape (states,)
        Group of each state, from 0 to groups - 1.
    groups : int
        Number of groups, at least 1.
    years : range
        Calendar years without gaps: range(first, last + 1).

    Returns
    -------
    events : numpy.ndarray of int, shape (groups,)
        Adoptions.
    at_risk : numpy.ndarray of int, shape (groups,)
        Country-years.

    Raises
    ------
    MeasureError
        If the shapes differ, a group or a year makes no sense, or there are no years.

    References
    ----------
    Allison (1982), Discrete-time methods for the analysis of event histories, Sociological Methodology
    13, for country-years at risk.

    Examples
    --------
    >>> adopted = np.array([2003.0, np.nan, 1990.0, 2001.0])
    >>> events, at_risk = exposure(adopted, np.array([0, 0, 0, 1]), 2, range(2001, 2005))
    >>> events.tolist(), at_risk.tolist()
    ([1, 1], [7, 1])
    """
    known = first[~np.isnan(first)]
    if (
        first.ndim != 1
        or group.shape != first.shape
        or groups < 1
        or (group.size and not 0 <= group.min() <= group.max() < groups)
        or not np.isfinite(known).all()
        or (known != np.floor(known)).any()
        or len(years) < 1
        or years.step != 1
    ):
        raise MeasureError(
            "years of adoption, groups and years at risk do not fit together",
            where="exposure",
            fix="Give a whole year or NaN and a group for each state, and a range of years.",
        )
    end = years[-1]
    adopted = (first >= years[0]) & (first <= end)
    last = np.where(first <= end, first, end)
    span = np.maximum(last - years[0] + 1, 0).astype(np.int64)
    events = np.bincount(group[adopted], minlength=groups)
    at_risk = np.bincount(group, weights=span, minlength=groups).astype(np.int64)
    return events, at_risk


@dataclass(frozen=True, eq=False)
class Hazards(Framed):
    """Yearly hazards of regions in periods, as known when the clock stopped.

    Parameters
    ----------
    regions : tuple of str
        Names of the regions.
    periods : tuple of range
        Calendar years of each period, the last one ending with the clock.
    pooled : tuple of PooledHazard
        Hazards of the regions in each period.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> rows = [("Africa", 2010, 2011), ("Africa", 2014, None), ("CIS", None, 2012)]
    >>> history = pd.DataFrame(rows, columns=["region", "last_without", "first_with"], index=list("ABC"))
    >>> round(cop.fit_hazards(history, first=2005, clock=2014).expected("CIS"), 2)
    0.11
    """

    regions: tuple[str, ...]
    periods: tuple[range, ...]
    pooled: tuple[PooledHazard, ...]

    def __repr__(self) -> str:
        years = f"{self.periods[0][0]} to {self.periods[-1][-1]}"
        return f"<Hazards: {years}, periods {len(self.periods)}, regions {len(self.regions)}>"

    def expected(self, region: str, period: int = -1) -> float:
        """Return a region's expected hazard, a fraction a year, in a period: by default the last.

        Raises
        ------
        MeasureError
            If there is no such region or period.
        """
        if region not in self.regions or not -len(self.periods) <= period < len(self.periods):
            raise MeasureError(
                f"there is no region {region!r} with a period {period}",
                where="Hazards.expected",
                fix=f"Use one of {', '.join(self.regions)} and 0 to {len(self.periods) - 1}.",
            )
        return float(self.pooled[period].expected[self.regions.index(region)])

    def to_frame(self, *, level: float = LEVEL) -> pd.DataFrame:
        """Tell the hazards of each region and period.

        Parameters
        ----------
        level : float, optional, keyword-only
            Probability that the intervals are meant to hold, between 0 and 1.

        Returns
        -------
        pandas.DataFrame
            One row a region and period: region, since and until (calendar years), adoptions and
            country_years (expected ones where years are censored), hazard, low and high (fractions a
            year).

        Raises
        ------
        MeasureError
            If the level is not between 0 and 1.
        """
        tables = []
        for years, hazard in zip(self.periods, self.pooled, strict=True):
            low, high = hazard.interval(level)
            table = {
                "region": self.regions,
                "since": years[0],
                "until": years[-1],
                "adoptions": hazard.events,
                "country_years": hazard.at_risk,
                "hazard": hazard.expected,
                "low": low,
                "high": high,
            }
            tables.append(pd.DataFrame(table))
        return pd.concat(tables, ignore_index=True)


def fit_hazards(
    history: pd.DataFrame,
    *,
    first: int,
    clock: int,
    unknown: float | pd.Series | Mapping[str, float] | None = None,
    breaks: Sequence[int] = (),
    sweeps: int = 1000,
    seed: int = 0,
) -> Hazards:
    """Learn the yearly hazard of each region and period from dated statuses, censored ones too.

    Formula: in each year of a period p a state of region g that has not adopted does so with probability
    h_gp; in each period the regions are pooled as in `pooled_hazard`. A year that is known only to lie
    after one year and by another is drawn, given the hazards, from the years that are possible:
    P(a = y) ~ h_y prod over x < y of (1 - h_x); the hazards are then drawn given the years, and so on in
    turn. Who of the assumed has it is drawn anew every few turns, with the probability that was given. The
    moments of the hazards are averaged over these draws. Where every year is known nothing is
    drawn. Nobody adopted before the first year but those whose history says so. When a state was looked
    at is taken to have nothing to do with when it adopted: where sources like to tell of what has just
    begun, a bound lies nearer to the year than is assumed here, and hazards come out a little high.

    Parameters
    ----------
    history : pandas.DataFrame
        By state: region, last_without and first_with, as `adoption_history` gives it with this clock.
    first : int, keyword-only
        First calendar year in which a state could adopt.
    clock : int, keyword-only
        Last calendar year that is known: the history must not tell of later ones.
    unknown : float, or pandas.Series or mapping of str to float, optional, keyword-only
        Probability that a state of which it is not known had it at the clock: 0 and 1 are the bounds, and
        `placement` gives probabilities that fit a published count. Must be said where any is unknown.
    breaks : sequence of int, optional, keyword-only
        First calendar years of later periods, rising; by default there is one period.
    sweeps : int, keyword-only
        Draws of censored years that are kept. With 1,000 their Monte Carlo error is about a hundredth of
        the standard deviation of a hazard; where hardly any year is known it is a tenth, and more with later
        periods: compare seeds, and give more.
    seed : int, keyword-only
        The same seed gives the same hazards.

    Returns
    -------
    Hazards
        All above 0 and below 1, however small the region.

    Raises
    ------
    MeasureError
        If the history does not fit together, there are unknown states and nothing is said of them, a
        period has no year, or there are no sweeps.

    References
    ----------
    Tanner and Wong (1987), The calculation of posterior distributions by data augmentation, Journal of the
    American Statistical Association 82; Allison (1982), Discrete-time methods for the analysis of event
    histories, Sociological Methodology 13.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> rows = [("Africa", 2010, 2011), ("Africa", 2014, None), ("CIS", None, 2012)]
    >>> history = pd.DataFrame(rows, columns=["region", "last_without", "first_with"], index=list("ABC"))
    >>> hazards = cop.fit_hazards(history, first=2005, clock=2014)
    >>> hazards.to_frame()[["region", "hazard"]].round(2).to_numpy().tolist()
    [['Africa', 0.08], ['CIS', 0.11]]
    """
    known = known_at(history, first=first, clock=clock, unknown=unknown)
    periods = _periods(first, clock, breaks)
    return Hazards(known.regions, periods, pooled_over(known, periods, sweeps=sweeps, seed=seed))


def _periods(first: int, clock: int, breaks: Sequence[int]) -> tuple[range, ...]:
    if not isinstance(breaks, Iterable):
        raise MeasureError(
            f"{breaks} is no list of calendar years",
            where="breaks",
            fix=f"Write [{breaks}].",
        )
    starts = [calendar_year(first, "first"), *(calendar_year(year, "breaks") for year in breaks)]
    ends = [*starts[1:], calendar_year(clock, "clock") + 1]
    periods = tuple(range(a, b) for a, b in zip(starts, ends, strict=True))
    if not all(periods):
        raise MeasureError(
            f"a period without a year lies between {first}, {', '.join(map(str, ends[:-1]))} and {clock}",
            where="breaks",
            fix="Give the first years of later periods, rising, after the first year and by the clock.",
        )
    return periods


def pooled_over(
    known: Known, periods: Sequence[range], *, sweeps: int, seed: int
) -> tuple[PooledHazard, ...]:
    """Pool the regions in each period; years that are not known are drawn anew in each sweep.

    Reports ask for the same over and over, in one process and in those forked from it: what was found is kept.
    """
    parts = (known.group, known.chance, known.earliest, known.latest)
    asked = tuple((part.dtype.str, part.tobytes()) for part in parts)
    return _pooled(asked, len(known.regions), tuple(periods), whole(sweeps, "sweeps"), seed)


@lru_cache(maxsize=256)
def _pooled(
    parts: tuple[tuple[str, bytes], ...],
    groups: int,
    periods: tuple[range, ...],
    sweeps: int,
    seed: int,
) -> tuple[PooledHazard, ...]:
    known = _Dated(*(np.frombuffer(content, kind) for kind, content in parts))
    rng = np.random.default_rng(seed)
    years = np.arange(periods[0][0], periods[-1][-1] + 1)
    completion = _Completion(known, years)
    totals: list[list[Any]] = [[0.0] * 5 for _ in periods]
    hazard = np.full((groups, len(years)), 0.1)
    for anew, share in completion.turns(sweeps):
        if anew:
            completion.assume(rng)
        adopted = completion.drawn(hazard, rng)
        for p, period in enumerate(periods):
            events, at_risk = exposure(adopted, known.group, groups, period)
            weight = grid_weights(events, at_risk)
            inside = (years >= period[0]) & (years <= period[-1])
            hazard[:, inside] = drawn(weight, events, at_risk, rng)[:, None]
            if share:
                found = (events, at_risk, *moments(weight, events, at_risk))
                totals[p] = [
                    sum_ + share * part for sum_, part in zip(totals[p], found, strict=True)
                ]
    pooled = tuple(told(*total) for total in totals)
    for part in (part for each in pooled for part in vars(each).values()):
        if isinstance(part, np.ndarray):
            part.flags.writeable = False  # others will be given the same
    return pooled


class _Dated(NamedTuple):
    """What is known of every state, as in `Known`."""

    group: NDArray[np.int64]
    chance: Array
    earliest: Array
    latest: Array


class _Completion:
    """Years of adoption for every state, those that are not known drawn from those that are possible."""

    def __init__(self, known: _Dated, years: NDArray[np.int64]) -> None:
        self._years = years
        self._has_it = known.chance > 0
        self._adopted = known.earliest
        self._assumed = np.flatnonzero((known.chance > 0) & (known.chance < 1))
        self._chance = known.chance[self._assumed]
        self._censored = np.flatnonzero((known.chance > 0) & (known.earliest < known.latest))
        self._group = known.group[self._censored]
        earliest, latest = (part[self._censored, None] for part in (known.earliest, known.latest))
        self._possible = (years >= earliest) & (years <= latest)

    def turns(self, sweeps: int) -> Iterator[tuple[bool, float]]:
        """Tell of each turn whether to assume anew who has it, and its share in what is averaged."""
        if not self._assumed.size and not self._censored.size:
            yield False, 1.0
            return
        rounds, kept = (-(-sweeps // _KEPT), _KEPT) if self._assumed.size else (1, sweeps)
        yield from [(False, 0.0)] * _START
        for _ in range(rounds):
            yield from [(True, 0.0), *[(False, 0.0)] * (_FORGOTTEN - 1)]
            yield from [(False, 1 / (rounds * kept))] * kept

    def assume(self, rng: np.random.Generator) -> None:
        """Draw who has it, of those of whom it is not known."""
        self._has_it[self._assumed] = rng.random(self._assumed.size) < self._chance

    def drawn(self, hazard: Array, rng: np.random.Generator) -> Array:
        """Draw a year for each state, NaN for one that has not adopted, given the hazards by year."""
        adopted = np.where(self._has_it, self._adopted, np.nan)
        h = np.where(self._possible, hazard[self._group], 0.0)
        waiting = np.cumprod(1 - h, axis=1)
        below = np.cumsum(h * np.column_stack([np.ones(len(h)), waiting[:, :-1]]), axis=1)
        chosen = (below < rng.random((len(h), 1)) * below[:, -1:]).sum(axis=1)
        has_it = self._has_it[self._censored]
        adopted[self._censored[has_it]] = self._years[chosen[has_it]]
        return adopted
