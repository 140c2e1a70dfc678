"""What published totals imply about the countries behind them, where the list itself was not published.

A source may print that 51 countries had something and that 22 % of children lived there, without saying
which countries. Together with what is known of some countries, the two totals rule out many lists.
What no list in line with them allows is implied: by the totals, not by evidence about a country.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copcalc.errors import MeasureError
from copcalc.measure.coverage import weights_of
from copcalc.measure.estimate import ChildShare, Estimate

# Decimals in which products of shares and children are compared, so that 0.29 * 100 is 29 and not less.
_DIGITS = 6

# How near a bound comes to the sharp one where a share of children is among the totals: proving the last
# person would take minutes.
_NEAR = 1e-4

_SOLVED, _INFEASIBLE = 0, 2  # as scipy.optimize.milp reports

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Totals:
    """What a source printed about a set of countries that it did not list.

    Parameters
    ----------
    count : Estimate
        Least and greatest number of countries of the list that are in the set.
    share : ChildShare, optional
        Share of children who live in the set, with its rounding; None where none was printed.
    uncounted : float
        Children (persons) whom the share counts and no country's own number holds, such as those of
        territories. Any part of them may live in the set.

    Raises
    ------
    MeasureError
        If a part is negative.

    Examples
    --------
    >>> Totals(Estimate.exact(51), ChildShare.published(0.22, step=0.01)).count.low
    51
    """

    count: Estimate
    share: ChildShare | None = None
    uncounted: float = 0.0

    def __post_init__(self) -> None:
        if self.count.low < 0 or not 0 <= self.uncounted < math.inf:
            raise MeasureError(
                f"{self.count.low} countries and {self.uncounted} uncounted children are no totals",
                where="Totals",
                fix="Give numbers of at least 0.",
            )


def agrees(status: pd.Series, children: pd.Series, totals: Totals) -> bool:
    """Tell whether any list of countries fits both the totals and the known statuses.

    Formula: is there x in {0, 1}^n with x_i = 1 for "yes", x_i = 0 for "no", count.low <= sum_i x_i <=
    count.high and share.low C - u <= sum_i w_i x_i <= share.high C, where w_i are the children of
    country i, u the uncounted ones and C = sum_i w_i + u? Decided exactly, in whole persons, by a 0/1
    programme.

    Parameters
    ----------
    status : pandas.Series of str, shape (n_countries,)
        "yes", "no" or "unknown", by country code.
    children : pandas.Series of float, shape (any,)
        Children (persons), by country code; a country without a number weighs nothing.
    totals : Totals
        What was published.

    Returns
    -------
    bool
        False where totals and statuses contradict each other.

    Raises
    ------
    MeasureError
        As `copcalc.measure.coverage`.

    References
    ----------
    Manski (2003), Partial Identification of Probability Distributions, chapter 1.

    Examples
    --------
    >>> status = pd.Series({"AAA": "yes", "BBB": "unknown", "CCC": "unknown"})
    >>> children = pd.Series({"AAA": 50.0, "BBB": 30.0, "CCC": 20.0})
    >>> agrees(status, children, Totals(Estimate.exact(2), ChildShare.exact(0.8)))
    True
    >>> agrees(status, children, Totals(Estimate.exact(2), ChildShare.exact(0.9)))
    False
    """
    return _Lists.fitting(status, children, totals).find() is not None


def implied_statuses(status: pd.Series, children: pd.Series, totals: Totals) -> pd.DataFrame:
    """Ask of every unknown country whether it can be in the published set, and whether it can be outside.

    Formula: country i can be in (outside) the set if a list as in `agrees` exists with x_i = 1 (0). Where
    only one of the two holds, the totals imply it; where neither holds, they contradict the statuses.
    One list answers for all countries at once, so that few programmes are needed.

    Parameters
    ----------
    status, children, totals
        As for `agrees`.

    Returns
    -------
    pandas.DataFrame
        One row a country of unknown status, in the order of `status`: inside, outside (bool).

    Raises
    ------
    MeasureError
        As `copcalc.measure.coverage`.

    References
    ----------
    Manski (2003), Partial Identification of Probability Distributions, chapter 1.

    Examples
    --------
    Two of three countries with 80 % of the children: the largest is one of them.

    >>> status = pd.Series("unknown", index=["AAA", "BBB", "CCC"])
    >>> children = pd.Series({"AAA": 50.0, "BBB": 25.0, "CCC": 25.0})
    >>> totals = Totals(Estimate.exact(2), ChildShare.published(0.8, step=0.1))
    >>> implied_statuses(status, children, totals).loc["AAA"].to_dict()
    {'inside': True, 'outside': False}
    """
    lists = _Lists.fitting(status, children, totals)
    # By country and value (0 outside, 1 inside): whether a list was found that has it.
    seen = np.zeros((len(lists.weights), 2), dtype=bool)
    first = lists.find()
    if first is not None:
        seen |= lists.shown_by(first)
        # The largest first: they are the hardest to place.
        for i in np.argsort(-lists.weights, kind="stable"):
            for value in (0, 1):
                if not seen[i, value]:
                    found = lists.find(fixed={int(i): value})
                    if found is not None:
                        seen |= lists.shown_by(found)
    return pd.DataFrame({"inside": seen[:, 1], "outside": seen[:, 0]}, index=lists.countries)


def children_given_totals(
    status: pd.Series, children: pd.Series, totals: Totals, *, among: Iterable[str] | None = None
) -> ChildShare | None:
    """Bound the share of children covered, when totals of the whole list are known.

    Formula: the least and the greatest sum_{i in A} w_i x_i / sum_{i in A} w_i over all lists x as in
    `agrees`. Without a share in the totals these are the smallest and the largest countries that fill up
    the count, and the bounds are sharp; with one they hold, and are sharp to one part in 10,000.

    Parameters
    ----------
    status, children, totals
        As for `agrees`.
    among : iterable of str, optional, keyword-only
        Countries A that the share is of, a part of the list; by default all.

    Returns
    -------
    ChildShare or None
        Bounds, as a fraction of the children of A; None where no children are counted there.

    Raises
    ------
    MeasureError
        If no list fits totals and statuses, `among` holds a country that is not listed, or as
        `copcalc.measure.coverage`.

    References
    ----------
    Manski (2003), Partial Identification of Probability Distributions, chapter 1.

    Examples
    --------
    >>> status = pd.Series({"AAA": "yes", "BBB": "unknown", "CCC": "unknown", "DDD": "unknown"})
    >>> children = pd.Series({"AAA": 50.0, "BBB": 30.0, "CCC": 15.0, "DDD": 5.0})
    >>> children_given_totals(status, children, Totals(Estimate.exact(2)))
    ChildShare(low=0.55, high=0.8, value=None)
    >>> children_given_totals(status, children, Totals(Estimate.exact(2)), among=["CCC", "DDD"])
    ChildShare(low=0.0, high=0.75, value=None)
    """
    part = status.index if among is None else pd.Index(list(among))
    odd = part.difference(status.index)
    if len(odd):
        raise MeasureError(
            f"{', '.join(map(str, odd))} has no status",
            where="children_given_totals",
            fix="Bound the share among countries of the list.",
        )
    lists = _Lists.fitting(status, children, totals)
    weights = _whole(children.reindex(part))
    total = int(weights.sum())
    if total == 0:
        return None
    yes = int(weights[(status.loc[part] == "yes").to_numpy()].sum())
    inside = np.where(lists.countries.isin(part), lists.weights, 0)
    if lists.find() is None:
        raise MeasureError(
            "no list of countries fits both the totals and the statuses",
            where="children_given_totals",
            fix="Look for the status that contradicts the totals, or give totals with more room.",
        )
    low, high = (yes + lists.least(inside)) / total, (yes - lists.least(-inside)) / total
    return ChildShare.between(low, high)


def _whole(children: pd.Series) -> Ints:
    """Children by country in whole persons, so that sums are exact; none where there is no number."""
    whole: Ints = np.round(np.nan_to_num(children.to_numpy(float, na_value=np.nan))).astype(
        np.int64
    )
    return whole


@dataclass(frozen=True, eq=False)
class _Lists:
    """All lists of unknown countries that fill up what the known ones leave of the totals."""

    countries: pd.Index
    weights: Ints  # children (persons)
    count: tuple[int, int]
    people: tuple[int, int] | None

    @classmethod
    def fitting(cls, status: pd.Series, children: pd.Series, totals: Totals) -> _Lists:
        weights = _whole(weights_of(status, children))
        told = status.to_numpy(object)
        has_it, unknown = told == "yes", told == "unknown"
        yes = int(weights[has_it].sum())
        total = int(weights.sum()) + totals.uncounted
        people = None
        if totals.share is not None:
            least = round(totals.share.low * total - totals.uncounted, _DIGITS)
            most = round(totals.share.high * total, _DIGITS)
            people = math.ceil(least) - yes, math.floor(most) - yes
        known = int(has_it.sum())
        count = math.ceil(totals.count.low) - known, math.floor(totals.count.high) - known
        return cls(status.index[unknown], weights[unknown], count, people)

    def find(self, fixed: Mapping[int, int] | None = None) -> Ints | None:
        """Find a list, as 0 and 1 by country; None if there is none."""
        low, high = np.zeros(len(self.weights)), np.ones(len(self.weights))
        for i, value in (fixed or {}).items():
            low[i] = high[i] = value
        if not self._within_reach(low, high):
            return None
        if not len(self.weights):
            return np.zeros(0, dtype=np.int64)
        cuts: list[tuple[Floats, float]] = []
        while True:
            result = self._solve(low, high, cuts=cuts)
            if result is None:
                return None
            found: Ints = np.round(result.x).astype(np.int64)
            if self._holds(found):
                return found
            # It fits within the solver's tolerance only: search on without it.
            cuts.append((np.where(found == 1, -1.0, 1.0), 1.0 - float(found.sum())))

    def least(self, cost: Ints) -> int:
        """Bound the cost of every list from below, where there is a list."""
        if not len(self.weights):
            return 0
        n = len(self.weights)
        result = self._solve(np.zeros(n), np.ones(n), cost=cost, gap=_NEAR)
        assert result is not None  # some list fits
        # Costs are whole, so that the next whole number above the solver's own bound holds too.
        return math.ceil(round(float(result.mip_dual_bound), 3))

    def _solve(
        self,
        low: Floats,
        high: Floats,
        *,
        cost: Ints | None = None,
        gap: float = math.inf,
        cuts: Iterable[tuple[Floats, float]] = (),
    ) -> Any:
        # Imported here, since it takes longer than all that most callers ask for.
        from scipy import optimize

        n = len(self.weights)
        rows = [(np.ones(n), *map(float, self.count))]
        if self.people is not None:
            # Sums are whole: half a person of room keeps the solver's tolerance away from the answer.
            rows.append((self.weights.astype(float), self.people[0] - 0.5, self.people[1] + 0.5))
        rows += [(row, least, math.inf) for row, least in cuts]
        left, least, most = zip(*rows, strict=True)
        result = optimize.milp(
            np.zeros(n) if cost is None else cost,
            integrality=np.ones(n),
            bounds=optimize.Bounds(low, high),
            constraints=optimize.LinearConstraint(np.vstack(left), least, most),
            options={"mip_rel_gap": gap},
        )
        if result.status == _INFEASIBLE:
            return None
        if result.status != _SOLVED:
            raise MeasureError(
                f"the solver gave up: {result.message}",
                where="totals",
                fix="Settle more statuses, so that fewer lists are left to search.",
            )
        return result

    def shown_by(self, found: Ints) -> Bools:
        """What a list shows to be possible, by country and value, itself and with two countries swapped."""
        inside = found == 1
        shown = np.stack([~inside, inside], axis=1)
        # Rows: countries that leave the list; columns: those that come in for them.
        moved = self.weights[~inside][None, :] - self.weights[inside][:, None]
        least, most = self.people or (0, int(self.weights.sum()))
        there = int(self.weights @ found)
        fits = (least <= there + moved) & (there + moved <= most)
        shown[inside, 0] = fits.any(axis=1)
        shown[~inside, 1] = fits.any(axis=0)
        return shown

    def _within_reach(self, low: Floats, high: Floats) -> bool:
        """Whether count and children lie between those of the smallest and of the largest countries."""
        given = low == 1
        least, most = (k - int(given.sum()) for k in self.count)
        free = np.sort(self.weights[low != high])
        least, most = max(least, 0), min(most, len(free))
        if least > most:
            return False
        if self.people is None:
            return True
        there = int(self.weights[given].sum())
        smallest, largest = free[:least].sum(), free[len(free) - most :].sum()
        return bool(there + smallest <= self.people[1] and there + largest >= self.people[0])

    def _holds(self, found: Ints) -> bool:
        sums = [(int(found.sum()), self.count)]
        if self.people is not None:
            sums.append((int(self.weights @ found), self.people))
        return all(least <= total <= most for total, (least, most) in sums)
