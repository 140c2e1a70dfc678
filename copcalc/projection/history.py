"""When each state adopted, as far as it is known: after a year without, by a year with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copcalc.errors import MeasureError
from copcalc.measure import STATUSES
from copcalc.projection.horizon import FIRST, LAST, calendar_year
from copcalc.projection.once import once

Array = NDArray[np.float64]

COLUMNS = ("region", "last_without", "first_with")
"""Columns of a frame of histories, by state."""


def adoption_history(
    statuses: pd.DataFrame,
    region: pd.Series,
    *,
    clock: int | None = None,
    began: pd.Series | Mapping[str, int] | None = None,
) -> pd.DataFrame:
    """Tell of each state the last year without and the first year with, from dated statuses.

    Formula, with the statuses of the ends of years up to the clock: last_without is the last year with
    "no", first_with the first year with "yes" after it. A source that dates the beginning makes both
    exact, first_with = b and last_without = b - 1, unless a year with "yes" before it is known, or one with
    "no" in it or after it. Between the two the state adopted, and it is not known when: the year is censored. Without a date the first
    year with "yes" is only a bound, since the state may have had it for long.

    Parameters
    ----------
    statuses : pandas.DataFrame
        One row a state and year: iso3, year, status ("yes", "no" or "unknown"). States without a row, and
        years without one, are unknown; rows of states without a region are left aside.
    region : pandas.Series of str, shape (states,)
        Region of each state, indexed by state. These are the states that are told of; a categorical
        series keeps regions without any state.
    clock : int, optional, keyword-only
        What lies after the end of this year is not looked at; by default everything is.
    began : pandas.Series or mapping of str to int, optional, keyword-only
        Year in which it began, for states of which a source says so ("launched in 2005"). An attested
        year ("a member by 2009") is no such year: leave it to the statuses.

    Returns
    -------
    pandas.DataFrame
        By state: region, last_without and first_with (calendar years, missing where not known).

    Raises
    ------
    MeasureError
        If a column is missing, a status is none of the three, a year is not whole, a state has it and is
        without it in one year, regions are not told by state, a state has no region or more than one.

    References
    ----------
    Sun (2006), The Statistical Analysis of Interval-censored Failure Time Data, chapter 1, for the kinds
    of censoring.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> rows = [("KEN", 2010, "no"), ("KEN", 2013, "yes"), ("NAM", 2014, "yes")]
    >>> statuses = pd.DataFrame(rows, columns=["iso3", "year", "status"])
    >>> region = pd.Series("Africa", index=["KEN", "NAM", "TCD"])
    >>> cop.adoption_history(statuses, region).to_numpy().tolist()
    [['Africa', 2010, 2013], ['Africa', <NA>, 2014], ['Africa', <NA>, <NA>]]
    """
    given = statuses.columns if isinstance(statuses, pd.DataFrame) else ()
    missing = [name for name in ("iso3", "year", "status") if name not in given]
    if missing:
        raise MeasureError(
            f"the statuses have no column {' and no column '.join(missing)}",
            where="adoption_history",
            fix="Give a row a state and year with the columns iso3, year and status.",
        )
    if not isinstance(region, pd.Series):
        raise MeasureError(
            "the regions are not told by state",
            where="region",
            fix="Give a pandas.Series with the region of each state, indexed by state.",
        )
    odd = statuses.loc[~statuses["status"].isin(STATUSES), "status"]
    if len(odd):
        raise MeasureError(
            f"there is a status {odd.iloc[0]!r}",
            where="adoption_history",
            fix=f"Use one of {', '.join(STATUSES)}.",
        )
    clock = None if clock is None else calendar_year(clock, "clock")
    years = pd.Series(_years(statuses["year"], "year"), index=statuses.index)
    seen = years.notna() if clock is None else years <= clock
    rows = pd.DataFrame({"state": statuses["iso3"], "year": years, "status": statuses["status"]})
    rows = rows[seen]
    _one_answer(rows)
    without = rows[rows["status"] == "no"].groupby("state")["year"].max()
    later = rows["year"] > rows["state"].map(without).fillna(-np.inf)
    with_it = rows[later & (rows["status"] == "yes")].groupby("state")["year"].min()
    last, first = (part.reindex(region.index).to_numpy(float) for part in (without, with_it))
    dated = pd.Series(began, dtype=object)
    once(dated.index, "began")
    at = _years(dated.reindex(region.index), "began")
    if clock is not None:
        at = np.where(at > clock, np.nan, at)
    # Comparisons with a missing year are false: a date stands where nothing earlier is attested.
    dates = ~np.isnan(at) & ~(first < at) & ~(last >= at)
    first, last = np.where(dates, at, first), np.where(dates, at - 1, last)
    history = pd.DataFrame(
        {
            "region": region,
            "last_without": pd.array(last).astype("Int64"),
            "first_with": pd.array(first).astype("Int64"),
        },
        index=region.index,
    )
    _check(history)
    return history


def count_known(history: pd.DataFrame, year: int) -> tuple[int, int]:
    """Count the states known to have it at the end of a year, and those known to be without.

    Parameters
    ----------
    history : pandas.DataFrame
        As `adoption_history` gives it.
    year : int
        Calendar year.

    Returns
    -------
    tuple of (int, int)
        Countries with it and without; of the others it is not known.

    Examples
    --------
    >>> history = pd.DataFrame({"first_with": [2008, None], "last_without": [2007, 2012]})
    >>> count_known(history, 2010), count_known(history, 2013)
    ((1, 1), (1, 0))
    """
    has, lacks = history["first_with"] <= year, history["last_without"] >= year
    return int(has.sum()), int(lacks.sum())


def _years(given: pd.Series, name: str) -> Array:
    """Read whole calendar years, some of them missing."""
    years = pd.to_numeric(given, errors="coerce").to_numpy(float, na_value=np.nan)
    wrong = (np.isnan(years) & given.notna().to_numpy()) | (years % 1 > 0)
    # Dates and year-months read as numbers are far outside.
    wrong |= (years < FIRST) | (years > LAST)
    if wrong.any():
        raise MeasureError(
            f"{given.iloc[int(np.argmax(wrong))]} of {given.index[int(np.argmax(wrong))]} is no "
            "calendar year",
            where=name,
            fix="Give a whole year, such as 2014, or leave it missing.",
        )
    return np.asarray(years)


def _one_answer(rows: pd.DataFrame) -> None:
    """Refuse a state that has it and is without it at the end of one year."""
    answers = rows[rows["status"].isin(["yes", "no"])].drop_duplicates()
    twice = answers[answers.duplicated(["state", "year"])]
    if len(twice):
        raise MeasureError(
            f"{twice['state'].iloc[0]} has it and is without it at the end of {twice['year'].iloc[0]:g}",
            where="adoption_history",
            fix="Keep the row that holds, or say unknown where sources disagree.",
        )


def _check(history: pd.DataFrame) -> None:
    given = history.columns if isinstance(history, pd.DataFrame) else ()
    missing = [name for name in COLUMNS if name not in given]
    if missing or history.empty:
        lacks = f"has no column {' and no column '.join(missing)}" if missing else "tells of nobody"
        raise MeasureError(
            f"the history {lacks}",
            where="history",
            fix=f"Give a row a state with the columns {', '.join(COLUMNS)}.",
        )
    once(history.index, "history")
    nowhere = history.index[history["region"].isna()]
    if len(nowhere):
        raise MeasureError(
            f"{nowhere[0]} has no region",
            where="history.region",
            fix="Give every state a region; one for all will do.",
        )


@dataclass(frozen=True, eq=False)
class Known:
    """What was known of every state when the clock stopped, in the years that adoption is counted in.

    Parameters
    ----------
    states : pandas.Index, shape (states,)
        Codes of the states.
    regions : tuple of str
        Names of the regions, in their order.
    group : numpy.ndarray of int, shape (states,)
        Region of each state: an index into regions.
    chance : numpy.ndarray of float, shape (states,)
        Probability to have it at the clock: 1 known, 0 known to be without, otherwise what was assumed.
    earliest, latest : numpy.ndarray of float, shape (states,)
        Calendar years within which a state adopted, if it has it at the clock.
    """

    states: pd.Index
    regions: tuple[str, ...]
    group: NDArray[np.int64]
    chance: Array
    earliest: Array
    latest: Array


def unknown_states(history: pd.DataFrame, clock: int) -> pd.Index:
    """Name the states of which it was not known at the clock whether they have it.

    Raises
    ------
    MeasureError
        As `known_at`.
    """
    _, _, _, unknown = _at_clock(history, clock)
    return history.index[unknown]


def known_at(
    history: pd.DataFrame,
    *,
    first: int,
    clock: int,
    unknown: float | pd.Series | Mapping[str, float] | None = None,
) -> Known:
    """Stop the clock: keep what was known then, and put the unknown where one is told to.

    Formula: a state has it where first_with is known, is without where last_without is the clock, and is
    unknown otherwise. A state that has it adopted in a year from max(first, last_without + 1) to
    first_with, or to the clock if it was assumed to have it.

    Parameters
    ----------
    history : pandas.DataFrame
        As `adoption_history` gives it with this clock.
    first : int, keyword-only
        First year in which a state could adopt, but for those that are known to have done so before.
    clock : int, keyword-only
        Last year that is known.
    unknown : float, or pandas.Series or mapping of str to float, optional, keyword-only
        Probability of an unknown state to have it at the clock: 0 and 1 are the bounds.

    Returns
    -------
    Known
        One entry a state.

    Raises
    ------
    MeasureError
        If the history does not fit together or tells of years after the clock, the clock is before the first
        year, or there are unknown states and nothing is said of them.
    """
    first, clock = calendar_year(first, "first"), calendar_year(clock, "clock")
    if first > clock:
        raise MeasureError(
            f"there is no year from {first} to {clock}",
            where="clock",
            fix="Give the first year in which a state could adopt, and a clock in it or later.",
        )
    last, by, yes, open_ = _at_clock(history, clock)
    chance = yes.astype(float)
    chance[open_] = _assumed(history.index, open_, unknown, clock)
    regions = pd.Categorical(history["region"])
    earliest = np.fmax(last + 1, first)
    # Whoever was there before the first year was never at risk in it.
    earliest = np.where(by < first, by, earliest)
    return Known(
        history.index,
        tuple(map(str, regions.categories)),
        regions.codes.astype(np.int64),
        chance,
        earliest,
        np.where(yes, by, clock),
    )


def _at_clock(
    history: pd.DataFrame, clock: int
) -> tuple[Array, Array, NDArray[np.bool_], NDArray[np.bool_]]:
    """Years without and with, and who has it at the clock and who is unknown."""
    _check(history)
    last, by = (_years(history[name], name) for name in COLUMNS[1:])
    wrong = by <= last
    if wrong.any():
        i = int(np.argmax(wrong))
        raise MeasureError(
            f"{history.index[i]} was without it in {last[i]:g} and had it by {by[i]:g}",
            where="history",
            fix="Give a first_with after last_without; of one that lost it, the years since.",
        )
    latest = np.fmax(last, by)
    if (latest > clock).any():
        i = int(np.nanargmax(latest))
        # Not left out here: a "no" after the clock has already hidden what was seen before it.
        raise MeasureError(
            f"the history tells of {history.index[i]} in {latest[i]:g}, after the clock of {clock}",
            where="history",
            fix=f"Make it with adoption_history(..., clock={clock}).",
        )
    yes = ~np.isnan(by)
    return last, by, yes, ~yes & ~(last == clock)


def _assumed(
    states: pd.Index,
    open_: NDArray[np.bool_],
    unknown: float | pd.Series | Mapping[str, float] | None,
    clock: int,
) -> Array:
    """Probabilities of the unknown states."""
    names = list(states[open_])
    if unknown is None:
        if names:
            raise MeasureError(
                f"of {len(names)} states, {names[0]} first, it is not known whether they had it in {clock}",
                where="unknown",
                fix="Say what to assume: unknown=0 for none of them, 1 for all, or a probability.",
            )
        return np.zeros(0)
    if isinstance(unknown, pd.Series | Mapping):
        said = pd.Index(list(unknown.keys()))
        once(said, "unknown")
        strange = said.difference(states)
        if len(strange):
            raise MeasureError(
                f"something is said of {strange[0]!r}, which the history does not tell of",
                where="unknown",
                fix="Name states of the history alone.",
            )
        given = [unknown.get(name) for name in names]
    elif isinstance(unknown, Real):
        given = [unknown] * len(names)
    else:
        raise MeasureError(
            f"{unknown!r} does not say which state has which probability",
            where="unknown",
            fix="Give one number for all, or a pandas.Series or a dict by state.",
        )
    found = pd.to_numeric(pd.Series(given, dtype=object), errors="coerce").to_numpy(float)
    # Written so that NaN is refused too.
    wrong = ~((found >= 0) & (found <= 1))
    if wrong.any():
        raise MeasureError(
            f"{given[int(np.argmax(wrong))]} is no probability that {names[int(np.argmax(wrong))]} had it in {clock}",
            where="unknown",
            fix="Give a number from 0 to 1, or one for each state that is unknown.",
        )
    return np.asarray(found)
