"""Coverage by countries and by children, with bounds where statuses are unknown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pandas as pd

from copcalc.errors import MeasureError
from copcalc.measure.estimate import ChildShare, CountryShare, Estimate

STATUSES = ("yes", "no", "unknown")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many countries, and how many children, an indicator covers.

    Parameters
    ----------
    yes, no, unknown : int
        Countries by status.
    children_yes, children_no, children_unknown : float
        Children (persons) who live in the countries of each status.
    without_children : tuple of str
        Countries that count as countries but have no child population in the table.
    some_yes, some_of : int
        Of `some_of` countries of unknown status, all of them in groups, `some_yes` or more have it.
    children_some : float
        Children (persons) who live in so many of them, at least.
    """

    yes: int
    no: int
    unknown: int
    children_yes: float
    children_no: float
    children_unknown: float
    without_children: tuple[str, ...] = ()
    some_yes: int = 0
    some_of: int = 0
    children_some: float = 0.0

    def __repr__(self) -> str:
        shares = f"{self.countries}, {self.children or 'no children counted'}"
        groups = f" ({self.some_yes} or more of them yes by group)" if self.some_yes else ""
        counts = f"{self.yes} yes, {self.no} no, {self.unknown} unknown{groups}"
        return f"<Coverage: {counts}; {shares}>"

    @property
    def total(self) -> int:
        """Countries of any status."""
        return self.yes + self.no + self.unknown

    @property
    def children_total(self) -> float:
        """Children (persons) in countries of any status."""
        return self.children_yes + self.children_no + self.children_unknown

    @property
    def told(self) -> Estimate:
        """Countries that evidence says have it: an interval where it does not say which of a group."""
        low, high = self.yes + self.some_yes, self.yes + self.some_of
        return Estimate.between(low, high)

    @property
    def untold(self) -> int:
        """Countries of which nothing tells, not even how many of their group have it."""
        return self.unknown - self.some_yes

    @property
    def countries(self) -> CountryShare:
        """Share of countries: [yes, yes + unknown] / total, from below with the groups' counts."""
        return CountryShare(*_bounds(self.yes, self.some_yes, self.unknown, self.total))

    @property
    def children(self) -> ChildShare | None:
        """Share of children, likewise; None where no children are counted."""
        if self.children_total == 0:
            return None
        parts = (self.children_yes, self.children_some, self.children_unknown)
        return ChildShare(*_bounds(*parts, self.children_total))


def _bounds(
    yes: float, some: float, unknown: float, total: float
) -> tuple[float, float, float | None]:
    # Never above 1: sums of large floats can exceed their total in the last digit.
    high = min(1.0, (yes + unknown) / total)
    low = min(high, (yes + some) / total)
    return low, high, (low if some == unknown else None)


def coverage(
    status: pd.Series,
    children: pd.Series,
    *,
    groups: Iterable[tuple[Collection[str], int]] = (),
) -> Coverage:
    """Count the countries and the children that an indicator covers.

    Formula: with Y, N, U the countries known to have it, known not to, and unknown, coverage lies in
    [Y, Y + U] / (Y + N + U); for children each country is weighted by its children. Unknown is not
    "no": it widens the bounds, nothing is filled in. Where k or more of a group's countries have it,
    y of them are known to and m are no part of the status, the lower bound counts max(0, k - y - m) more,
    in children those with the fewest. Groups without a common country of unknown status add up; of
    others the one counts that tells of more countries.

    Parameters
    ----------
    status : pandas.Series of str, shape (n_countries,)
        "yes", "no" or "unknown" for each country, indexed by country code.
    children : pandas.Series of float, shape (any,)
        Children (persons), indexed by country code. Countries that are missing here, or blank, count
        as countries and are named in `Coverage.without_children`. Others are left aside.
    groups : iterable of (collection of str, int), keyword-only
        Countries of a group, and how many of them have it at least, although not which.

    Returns
    -------
    Coverage
        Counts and shares by status.

    Raises
    ------
    MeasureError
        If there is no country, a country stands twice, a status is none of the three, or a number of
        children is negative.

    References
    ----------
    Manski (2003), Partial Identification of Probability Distributions, chapter 1 (worst-case bounds).

    Examples
    --------
    >>> status = pd.Series({"AAA": "yes", "BBB": "no", "CCC": "unknown", "DDD": "yes"})
    >>> result = coverage(status, pd.Series({"AAA": 60.0, "BBB": 30.0, "CCC": 10.0}))
    >>> result.countries
    CountryShare(low=0.5, high=0.75, value=None)
    >>> result.children
    ChildShare(low=0.6, high=0.7, value=None)
    >>> result.without_children
    ('DDD',)
    """
    weights = weights_of(status, children)
    unknown = set(status.index[status == "unknown"])
    yes = set(status.index[status == "yes"])
    counted = set(status.index)
    asked = (_told_of(set(members), k, yes, unknown, counted) for members, k in groups)
    told = [(more, left) for more, left in asked if more > 0]
    some_yes, children_some = _at_least(told, weights)
    some_of = len(set().union(*(left for _, left in told)))
    countries = {s: int((status == s).sum()) for s in STATUSES}
    people = {s: float(weights[status == s].sum()) for s in STATUSES}
    return Coverage(
        countries["yes"],
        countries["no"],
        countries["unknown"],
        people["yes"],
        people["no"],
        people["unknown"],
        tuple(map(str, status.index[weights.isna()])),
        some_yes,
        some_of,
        children_some if some_yes < countries["unknown"] else people["unknown"],
    )


def weights_of(status: pd.Series, children: pd.Series) -> pd.Series:
    """Look for faults in statuses and children; return the children by country, missing where not known.

    Parameters
    ----------
    status, children
        As for `coverage`.

    Returns
    -------
    pandas.Series of float
        Children (persons) of the countries of the status, in their order.

    Raises
    ------
    MeasureError
        As `coverage`.
    """
    where = "coverage"
    if status.empty:
        raise MeasureError(
            "there is no country to count", where=where, fix="Give at least one status."
        )
    for series, name in ((status, "status"), (children, "children")):
        if not series.index.is_unique:
            twice = series.index[series.index.duplicated()].unique()
            raise MeasureError(
                f"{name} holds {', '.join(map(str, twice))} more than once",
                where=where,
                fix="Keep one row a country.",
            )
    known = status.isin(STATUSES)
    if not known.all():
        odd = status[~known]
        raise MeasureError(
            f"the status of {odd.index[0]} is {odd.iloc[0]!r}",
            where=where,
            fix=f"Use one of {', '.join(STATUSES)}.",
        )
    weights = children.reindex(status.index)
    if (weights < 0).any():
        raise MeasureError(
            f"the number of children of {weights.idxmin()} is negative",
            where=where,
            fix="Correct it, or leave it blank if it is not known.",
        )
    return weights


def _told_of(
    group: set[str], at_least: int, yes: set[str], unknown: set[str], counted: set[str]
) -> tuple[int, set[str]]:
    """How many more of a group have it than are known to, and among which unknown ones."""
    left = group & unknown
    more = at_least - len(group & yes) - len(group - counted)
    # Evidence about single countries that leaves too few is not overruled by a count.
    return min(len(left), more), left


def _at_least(told: list[tuple[int, set[str]]], weights: pd.Series) -> tuple[int, float]:
    """The countries, and the children, that groups without a common country add up to."""
    of_countries, of_children = 0, 0.0
    seen: set[str] = set()
    for more, left in sorted(told, key=lambda each: (-each[0], sorted(each[1]))):
        if seen & left:
            continue
        seen |= left
        of_countries += more
        of_children += float(weights.loc[sorted(left)].fillna(0).sort_values().head(more).sum())
    return of_countries, of_children
