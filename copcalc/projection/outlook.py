"""What may become of an indicator, country by country: who adopts by when, and what that covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copcalc.errors import MeasureError
from copcalc.measure import ChildShare, CountryShare, Share, countries_at_target
from copcalc.projection.adoption import Adoption, Steps, children_grid, exact_adoption, pivots
from copcalc.projection.bridge import Forecast
from copcalc.projection.children import children_of, told_by_state
from copcalc.projection.distribution import NODES, central
from copcalc.projection.forecast import LEVEL
from copcalc.projection.hazard import Hazards, fit_hazards
from copcalc.projection.history import known_at, unknown_states
from copcalc.projection.horizon import calendar_year, horizons, not_before
from copcalc.projection.simulate import EXACT, Target, simulate_adoption

S = TypeVar("S", bound=Share)
Array = NDArray[np.float64]

# Steps in which all children are counted, at most; and in which they are counted to rank states.
_CELLS, _RANKED = 2**16, 2**13
# Steps by which a sum of rounded children may be off: a ten-thousandth of all, and a thousandth to rank.
_OFF = 6


@dataclass(frozen=True, eq=False)
class Outlook:
    """What may become of one indicator after the clock, country by country.

    What is not known of a state at the clock is not chance. So there is no one projection but two, one in
    which none of the unknown states has it and one in which all of them have, and whatever is asked is
    answered with both; where probabilities were given for the unknown, the two are the same. More of them
    with it is a higher level and a faster pace, so that the two are the ends for what counts all states; of a
    single state or a small region something in between may lie a little outside.

    Parameters
    ----------
    region : pandas.Series of str, shape (states,)
        Region of each state, by state.
    clock : int
        Calendar year that is known; what is projected lies after it.
    low, high : Adoption
        What is known of the states, with the unknown at either bound.
    children : pandas.Series or pandas.DataFrame or None
        Children (persons) by state, in all years or with a column for each calendar year; None if
        countries alone are counted. States without a number have no children that could be counted.

    Raises
    ------
    MeasureError
        If children are not told by state.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> rows = [("Africa", 2010, 2011), ("Africa", 2014, None), ("CIS", None, None)]
    >>> history = pd.DataFrame(rows, columns=["region", "last_without", "first_with"], index=list("ABC"))
    >>> outlook = cop.project_adoption(history, first=2005, clock=2014)
    >>> outlook.at(2014).reached(cop.CountryShare.exact(0.6))
    Estimate(low=0.0, high=1.0, value=None)
    """

    region: pd.Series
    clock: int
    low: Adoption
    high: Adoption
    children: pd.Series | pd.DataFrame | None = None

    def __post_init__(self) -> None:
        if self.children is not None:
            told_by_state(self.children)

    def __repr__(self) -> str:
        start: CountryShare = self.at(self.clock).quantile(0.5)
        return f"<Outlook of {len(self.region)} states from {self.clock}: {start} at the start>"

    @property
    def states(self) -> pd.Index:
        """Codes of the states."""
        return self.region.index

    def within(self, states: Iterable[str]) -> Outlook:
        """Look at some of the states alone, such as those of a region, with what all of them taught.

        A state that is named twice counts once.

        Raises
        ------
        MeasureError
            If there is no such state, or none is asked for.
        """
        chosen = list(dict.fromkeys(states))
        strange = [state for state in chosen if state not in self.states]
        if strange or not chosen:
            raise MeasureError(
                f"there is no state {strange[0]!r}" if strange else "no state is asked for",
                where="Outlook.within",
                fix="Give codes of states that the history tells of.",
            )
        at = self.states.get_indexer(pd.Index(chosen))
        low, high = (
            replace(known, start=known.start[at], group=known.group[at]) for known in self._bounds
        )
        high = low if self.low is self.high else high
        return replace(self, region=self.region.iloc[at], low=low, high=high)

    def children_in(self, year: int) -> Array:
        """Return the children (persons) of each state in a calendar year; 0 where there is no number.

        Raises
        ------
        MeasureError
            If no children were given, there is no number for the year, or there are no children at all.
        """
        given = self.children
        if isinstance(given, pd.DataFrame):
            given = given.get(year)
        if not isinstance(given, pd.Series):
            raise MeasureError(
                f"there are no numbers of children for {year}, or several",
                where="children",
                fix="Give children by state, in all years or with one column for each year.",
            )
        return children_of(given, self.states, when=f" in {year}")

    def at(self, year: int, kind: type[S] = CountryShare) -> Forecast[S]:  # type: ignore[assignment]
        """Project the share that is covered at the end of a year.

        Parameters
        ----------
        year : int
            Calendar year, not before the clock.
        kind : type, optional
            CountryShare or ChildShare: what the share is a share of.

        Returns
        -------
        Forecast
            Distributions of the share (fractions), one for either bound of what is unknown. They are exact;
            children are counted in steps, so that a share of them may be off by a ten-thousandth, and a target
            is taken as reached from a ten-thousandth below it.

        Raises
        ------
        MeasureError
            If the year lies before the clock, or there are no children to count.
        """
        if kind not in (CountryShare, ChildShare):
            raise MeasureError(
                f"{kind} is no kind of share",
                where="Outlook.at",
                fix="Use CountryShare or ChildShare.",
            )
        not_before(year, self.clock)
        steps, step = self._steps(year, kind)
        low, high = (
            exact_adoption(known, [year - self.clock], steps, step=step)[0]
            for known in self._bounds
        )
        if kind is ChildShare:
            low, high = (replace(counted, tolerance=_OFF) for counted in (low, high))
        return Forecast(low, high, low if self.low is self.high else None, kind)

    def to_frame(self, years: Iterable[int], *, level: float = LEVEL) -> pd.DataFrame:
        """Project the shares of countries and of children to each of some years.

        Parameters
        ----------
        years : iterable of int
            Calendar years, none before the clock.
        level : float, optional, keyword-only
            Probability that the interval is meant to hold, between 0 and 1.

        Returns
        -------
        pandas.DataFrame
            One row a year, the index, and "of" (countries; children, if their numbers were given): whole
            (countries or children in all), low and high (an interval that holds those of both bounds),
            median_low and median_high (fractions).

        Raises
        ------
        MeasureError
            As `at`.
        """
        rows = []
        for year in horizons(years, self.clock):
            wholes: dict[type[Share], tuple[str, float]] = {
                CountryShare: ("countries", len(self.states))
            }
            if self.children is not None:
                wholes[ChildShare] = ("children", self.children_in(year).sum())
            for kind, (of, whole) in wholes.items():
                projected = self.at(year, kind)
                low, high = projected.interval(level)
                median = projected.quantile(0.5)
                rows.append((year, of, float(whole), low, median.low, median.high, high))
        columns = ["year", "of", "whole", "low", "median_low", "median_high", "high"]
        return pd.DataFrame(rows, columns=columns).set_index("year")

    def by_state(self, years: Iterable[int]) -> pd.DataFrame:
        """Tell how probable it is for each state to have it at the end of each year.

        Parameters
        ----------
        years : iterable of int
            Calendar years, none before the clock.

        Returns
        -------
        pandas.DataFrame
            One row a state and year, the index: region, chance_low and chance_high (probabilities, with the
            unknown at either bound). What a region's hazard says of a state is no forecast for it alone.

        Raises
        ------
        MeasureError
            If a year lies before the clock.
        """
        tables = []
        for year in horizons(years, self.clock):
            low, high = self._chances(year)
            table = self.region.to_frame("region").assign(
                year=year, chance_low=low, chance_high=high
            )
            tables.append(table.rename_axis(index="state").set_index("year", append=True))
        return pd.concat(tables)

    def chances_without(self, year: int, *, level: float = LEVEL) -> pd.DataFrame:
        """Tell by region how probable it is that a state that is without it now has it at the end of a year.

        Formula: 1 - (1 - h)**y after y years, h being the region's hazard with all that is not known of it.

        Parameters
        ----------
        year : int
            Calendar year, not before the clock.
        level : float, optional, keyword-only
            Probability that the interval is meant to hold, between 0 and 1.

        Returns
        -------
        pandas.DataFrame
            By region, of those that have a state here: low and high (an interval that holds the chances at
            both bounds of what is unknown), expected_low and expected_high (probabilities).

        Raises
        ------
        MeasureError
            If the year lies before the clock, or the level is not between 0 and 1.
        """
        not_before(year, self.clock)
        regions = self.region.drop_duplicates()
        groups = self.low.group[self.states.get_indexer(regions.index)]
        sides = np.array(
            [_waited(known, groups, year - self.clock, level) for known in self._bounds]
        )
        (low, expected_low, _), (_, expected_high, high) = sides.min(axis=0), sides.max(axis=0)
        parts = {
            "low": low,
            "expected_low": expected_low,
            "expected_high": expected_high,
            "high": high,
        }
        return pd.DataFrame(parts, index=pd.Index(regions, name="region"))

    def movers(self, target: Share, year: int) -> pd.DataFrame:
        """Rank the states by how much each matters for reaching a target.

        Formula: P(target reached) if the state is made to adopt, less the same if it is kept from it.
        Children are counted in coarser steps than elsewhere: to a thousandth of all.

        Parameters
        ----------
        target : CountryShare or ChildShare
            Fraction; of a rounded one the printed value.
        year : int
            Calendar year after the clock, by whose end it should be reached.

        Returns
        -------
        pandas.DataFrame
            By state, those that matter most first: region, chance_low, chance_high (probability to have it
            by then), turns_low, turns_high (differences of probabilities, with the unknown at either bound)
            and, if children were given, children (persons) and uncovered_low, uncovered_high (those expected
            to be without, the fewest first). States that are sure to have it are left out.

        Raises
        ------
        MeasureError
            If the target has no value, the year is not after the clock, or as `at`.
        """
        if not isinstance(target, CountryShare | ChildShare) or target.value is None:
            raise MeasureError(
                f"{target!r} is no target with a value",
                where="Outlook.movers",
                fix="Give it as CountryShare.exact(0.7) or ChildShare.exact(0.8).",
            )
        not_before(year, self.clock + 1)
        steps, _ = self._steps(year, type(target), cells=_RANKED)
        wanted = _least(target.value, type(target), int(steps.sum()))
        chances = self._chances(year)
        turns = [pivots(known, year - self.clock, steps, wanted) for known in self._bounds]
        table = pd.DataFrame(
            {
                "region": self.region.to_numpy(),
                "chance_low": chances[0],
                "chance_high": chances[1],
                "turns_low": np.minimum(*turns),
                "turns_high": np.maximum(*turns),
            },
            index=self.states,
        )
        if self.children is not None:
            children = self.children_in(year)
            table["children"] = children
            table["uncovered_low"] = children * (1 - chances[1])
            table["uncovered_high"] = children * (1 - chances[0])
        open_ = table[table["chance_low"] < 1]
        # Differences in the last digits, and equal ones, leave the order of the states as it is.
        order = (open_["turns_low"] + open_["turns_high"]).round(9)
        return open_.loc[order.sort_values(ascending=False, kind="stable").index]

    @property
    def _bounds(self) -> tuple[Adoption, Adoption]:
        return self.low, self.high

    def _chances(self, year: int) -> tuple[Array, Array]:
        """The lower and the higher of the chances of each state at either bound."""
        ends = [
            known.expected_curves(year - self.clock)[:, -1] if year > self.clock else known.start
            for known in self._bounds
        ]
        return np.minimum(*ends), np.maximum(*ends)

    @property
    def _cells(self) -> int:
        """Steps of children that a simulation can still sum exactly over so many states."""
        return min(_CELLS, EXACT // (len(self.states) + 1) - 1)

    def _steps(self, year: int, kind: type[Share], cells: int | None = None) -> tuple[Steps, float]:
        """What each state counts, and which share one step is."""
        if kind is ChildShare:
            cells = cells or self._cells
            return children_grid(self.children_in(year), cells=cells), 1 / cells
        return np.ones(len(self.states), dtype=np.int64), 1 / len(self.states)


def project_adoption(
    history: pd.DataFrame,
    children: pd.Series | pd.DataFrame | None = None,
    *,
    first: int,
    clock: int,
    unknown: float | pd.Series | Mapping[str, float] | None = None,
    breaks: Sequence[int] = (),
    sweeps: int = 1000,
    seed: int = 0,
) -> Outlook:
    """Project an indicator country by country, at the pace that dated statuses show.

    Formula: hazards by region and period as in `fit_hazards`; from the clock on each state without it
    adopts in each year with its region's hazard h of the last period, so that after y years it still is
    without with the probability E[(1 - h)**y]. Given the hazards, states adopt independently of each
    other; what has been adopted is kept.

    Parameters
    ----------
    history : pandas.DataFrame
        By state: region, last_without and first_with, as `adoption_history` gives it with this clock.
    children : pandas.Series or pandas.DataFrame, optional
        Children (persons) by state, in all years or with a column for each calendar year.
    first, clock : int, keyword-only
        First year in which a state could adopt, and the last year that is known: the history must not tell
        of later ones.
    unknown : float, or pandas.Series or mapping of str to float, optional, keyword-only
        Probability of an unknown state to have it at the clock. By default both bounds are projected: none
        of the unknown has it (and none adopted so far), and all of them have. Probabilities that sum to a
        published count, as `placement` gives them, keep it on average and not in every draw.
    breaks : sequence of int, optional, keyword-only
        First calendar years of later periods; the last period's hazards lead on.
    sweeps, seed : int, keyword-only
        As in `fit_hazards`.

    Returns
    -------
    Outlook
        Ask it for shares, chances and the states that matter.

    Raises
    ------
    MeasureError
        As `fit_hazards`.

    References
    ----------
    Allison (1982), Discrete-time methods for the analysis of event histories, Sociological Methodology 13;
    Manski (2003), Partial Identification of Probability Distributions, chapter 1, for the bounds.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> rows = [("Africa", 2010, 2011), ("Africa", 2014, None), ("CIS", None, None)]
    >>> history = pd.DataFrame(rows, columns=["region", "last_without", "first_with"], index=list("ABC"))
    >>> outlook = cop.project_adoption(history, first=2005, clock=2014)
    >>> outlook.to_frame([2014, 2020])[["median_low", "median_high"]].round(2).to_numpy().tolist()
    [[0.33, 0.67], [0.33, 0.67]]
    """
    clock = calendar_year(clock, "clock")
    bounds = [0.0, 1.0] if unknown is None and len(unknown_states(history, clock)) else [unknown]
    sides = []
    for assumed in bounds:
        known = known_at(history, first=first, clock=clock, unknown=assumed)
        hazards = fit_hazards(
            history,
            first=first,
            clock=clock,
            unknown=assumed,
            breaks=breaks,
            sweeps=sweeps,
            seed=seed,
        )
        sides.append(_leading_on(known.chance, known.group, hazards))
    return Outlook(history["region"], clock, sides[0], sides[-1], children)


def _waited(
    known: Adoption, groups: NDArray[np.int64], years: int, level: float
) -> tuple[Array, Array, Array]:
    """The chance of a state of each group, without it at the start, after some years: low, expected, high."""
    hazards = np.array([known.hazards(int(group)) for group in groups])
    low, high = (
        1 - (1 - np.array([np.interp(end, NODES, each) for each in hazards])) ** years
        for end in central(level)
    )
    without = replace(known, start=np.zeros(len(groups)), group=groups)
    expected = without.expected_curves(years)[:, -1] if years else without.start
    return low, expected, high


def _leading_on(start: Array, group: NDArray[np.int64], hazards: Hazards) -> Adoption:
    last = hazards.pooled[-1]
    return Adoption(start, group, last.case_alpha, last.case_beta, last.weights)


def chance_together(
    outlooks: Mapping[str, Outlook],
    targets: Mapping[str, Share | Sequence[Share]],
    years: Iterable[int],
    *,
    draws: int = 20_000,
    seed: int = 0,
    threads: int = 1,
) -> pd.DataFrame:
    """Tell how probable it is that several indicators reach their targets, each and all together.

    Formula: the share of draws in which every target is met at the end of the year. In a draw each group
    has a hazard of its own and each state a year of adoption; an indicator's targets of countries and of
    children are asked of the same draw. Indicators are independent of each other.

    Parameters
    ----------
    outlooks : mapping of str to Outlook
        One an indicator, all of the same states and clock, and of the same children where a target is a
        share of them.
    targets : mapping of str to CountryShare, ChildShare, or several of them
        What each indicator has to reach, as fractions. Of a rounded one either end is asked for.
    years : iterable of int
        Calendar years after the clock.
    draws : int, keyword-only
        Number of draws.
    seed : int, keyword-only
        The same seed gives the same numbers, with any number of threads.
    threads : int, keyword-only
        Threads to work with.

    Returns
    -------
    pandas.DataFrame
        One row a year, the index, and indicator ("together" for all): low and high (probabilities, with
        the unknown and the rounding of the targets at either bound) and error (the Monte Carlo standard
        error, the larger of both).

    Raises
    ------
    MeasureError
        If the outlooks do not fit together, a target is missing or no share, a year is not after the clock,
        or there are no draws.

    References
    ----------
    Devroye (1986), Non-Uniform Random Variate Generation, chapter II.2, for the inversion of a
    distribution function.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> rows = [("Africa", 2010, 2011), ("Africa", 2014, None)]
    >>> history = pd.DataFrame(rows, columns=["region", "last_without", "first_with"], index=list("AB"))
    >>> laws, all_ = cop.project_adoption(history, first=2005, clock=2014), cop.CountryShare.exact(1.0)
    >>> cop.chance_together({"law": laws}, {"law": all_}, [2020])["low"].round(1).tolist()
    [0.3, 0.3]
    """
    first = _alike(outlooks, targets)
    names = list(outlooks)
    asked = horizons(years, first.clock + 1)
    span = range(first.clock + 1, max(asked) + 1)
    of_children = {
        name: outlook
        for name, outlook in outlooks.items()
        if any(isinstance(share, ChildShare) for share in _each(targets[name]))
    }
    if of_children:
        one = _same_children(of_children, asked)
        # Years in between that nobody asks for need no numbers of children.
        steps = np.stack([one._steps(y if y in asked else asked[0], ChildShare)[0] for y in span])
    else:
        steps = np.zeros(len(first.states), dtype=np.int64)
    sides = []
    for side in ("low", "high"):
        made = simulate_adoption(
            [getattr(outlooks[name], side) for name in names],
            steps,
            years=len(span),
            draws=draws,
            seed=seed,
            threads=threads,
            targets=[_target(_each(targets[name]), side, first) for name in names],
        )
        chances = np.vstack([made.reached, made.together])
        sides.append((chances, made.error(chances)))
    (low, low_error), (high, high_error) = sides
    rows = [
        (year, name, *sorted((low[k, y], high[k, y])), max(low_error[k, y], high_error[k, y]))
        for year, y in ((year, year - first.clock - 1) for year in asked)
        for k, name in enumerate([*names, "together"])
    ]
    columns = ["year", "indicator", "low", "high", "error"]
    return pd.DataFrame(rows, columns=columns).set_index("year")


def _each(targets: Share | Sequence[Share]) -> Sequence[Share]:
    return targets if isinstance(targets, Sequence) else [targets]


def _alike(
    outlooks: Mapping[str, Outlook], targets: Mapping[str, Share | Sequence[Share]]
) -> Outlook:
    """Return the first outlook, if all are of the same states and each has targets."""
    if not isinstance(outlooks, Mapping) or not outlooks or "together" in outlooks:
        raise MeasureError(
            "there is no outlook by name, or one is called 'together'",
            where="outlooks",
            fix="Give a dict with at least one indicator, by its short name.",
        )
    named = targets if isinstance(targets, Mapping) else [targets]
    strange = [name for name in named if name not in outlooks]
    if strange:
        raise MeasureError(
            f"a target of {strange[0]!r} belongs to no outlook",
            where="targets",
            fix=f"Give a dict with targets of {', '.join(outlooks)}.",
        )
    first = next(iter(outlooks.values()))
    for name, outlook in outlooks.items():
        shares = _each(targets.get(name, ()))
        if not shares or not all(isinstance(share, CountryShare | ChildShare) for share in shares):
            raise MeasureError(
                f"{name} has no target, or one that is no share",
                where="targets",
                fix="Give each indicator a CountryShare, a ChildShare, or both in a list.",
            )
        if not outlook.states.equals(first.states) or outlook.clock != first.clock:
            raise MeasureError(
                f"{name} is of other states than {next(iter(outlooks))}, or of another clock",
                where="outlooks",
                fix="Project all of them from one list of states and one clock.",
            )
    return first


def _same_children(outlooks: Mapping[str, Outlook], years: Sequence[int]) -> Outlook:
    """Return the first outlook, if all of them count the same children."""
    name, first = next(iter(outlooks.items()))
    for other, outlook in outlooks.items():
        for year in years:
            if not np.array_equal(outlook.children_in(year), first.children_in(year)):
                raise MeasureError(
                    f"{other} counts other children in {year} than {name}",
                    where="outlooks",
                    fix="Project all of them with one table of children.",
                )
    return first


def _target(shares: Sequence[Share], side: str, of: Outlook) -> Target:
    """Ask for the hardest end of each target on the low side, for the easiest on the high one."""

    def most(kind: type[Share], whole: int) -> int:
        ends = [s.high if side == "low" else s.low for s in shares if isinstance(s, kind)]
        return max((_least(end, kind, whole) for end in ends), default=0)

    return Target(most(CountryShare, len(of.states)), most(ChildShare, of._cells))


def _least(share: float, kind: type[Share], whole: int) -> int:
    """Least number of countries, or of steps of children, that reaches a share."""
    least = countries_at_target(share, whole)
    return max(0, least - _OFF) if kind is ChildShare else least
