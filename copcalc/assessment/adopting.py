"""Who adopts by when, by the evidence: an indicator's outlook in an area, and that of one state."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

import pandas as pd

from copcalc.assessment.ahead import IndicatorProjection, terms_of
from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.observation import Observation, observe
from copcalc.assessment.study import Study
from copcalc.errors import AreaError
from copcalc.framework import Pillar, SetTarget
from copcalc.measure import ChildShare, CountryShare, Estimate, Unmeasured
from copcalc.projection.bridge import Forecast
from copcalc.projection.distribution import central
from copcalc.projection.forecast import LEVEL
from copcalc.projection.history import count_known
from copcalc.projection.horizon import calendar_year
from copcalc.projection.outlook import Outlook, project_adoption

METHOD = "adoption"
"""The method of what is projected country by country."""


def history_of(
    study: Study, indicator: str, *, states: Collection[str] | None = None
) -> pd.DataFrame:
    """Tell of Member States after which year without an indicator and by which year with it, as far as known.

    Parameters
    ----------
    study : Study
        The question; evidence counts as far as it asks, and nothing after its year.
    indicator : str
        An indicator's id.
    states : collection of str, optional, keyword-only
        Codes of those that are asked about; by default all.

    Returns
    -------
    pandas.DataFrame
        As `copcalc.adoption_history` gives it, by state.

    Raises
    ------
    CopcalcError
        If the framework has no such indicator.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> int(history_of(open_study(), "hotline").loc["GBR", "first_with"])
    1996
    """
    asked = study.register.states.index if states is None else states
    return study.tables.history(indicator, study.year, **study.counting(indicator), states=asked)


def outlook_of(study: Study, indicator: str, *, seed: int = 0) -> Outlook | None:
    """Project an indicator country by country, worldwide, at the pace that its evidence shows.

    Formula: `copcalc.project_adoption` from the first year in which a state is known to have it. Children
    are those of each year, as far as the population estimates tell.

    Parameters
    ----------
    study : Study
        The question; its year is the clock.
    indicator : str
        An indicator's id.
    seed : int, optional, keyword-only
        As in `copcalc.project_adoption`.

    Returns
    -------
    Outlook or None
        None where no state is known to have it: then there is no pace to lead on.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> outlook_of(open_study(), "opsc")
    <Outlook of 193 states from 2014: 0.8756 of countries at the start>
    """
    return lead_on(study, history_of(study, indicator), seed=seed)


def lead_on(
    study: Study, history: pd.DataFrame, *, counted: Collection[str] | None = None, seed: int = 0
) -> Outlook | None:
    """Project from a history of all Member States; None where none of them has it.

    Children are counted in all of them, or in some: paces are worldwide, but of the children of others a
    region's share says nothing.
    """
    with_it = history["first_with"].dropna()
    if with_it.empty:
        return None
    last = study.tables.last_year_of("children")
    years = range(study.year, last + 1) if counted is None or counted else ()
    by_year = {year: study.children_in(year, states=counted) for year in years}
    children = pd.DataFrame({year: each for year, each in by_year.items() if each.sum() > 0})
    return project_adoption(
        history,
        None if children.empty else children,
        first=int(with_it.min()),
        clock=study.year,
        sweeps=_SWEEPS,
        seed=seed,
    )


# Draws of years of adoption: with these the Monte Carlo error is a fiftieth of what is not known of a hazard.
_SWEEPS = 250


_RANGES = ["known", "median", "projected"]


def project_indicator(
    study: Study,
    indicator: str,
    *,
    year: int | None = None,
    level: float = LEVEL,
    children: bool = True,
) -> IndicatorProjection:
    """Project an indicator in the world or a region, at the pace that its evidence shows.

    Formula: `outlook_of` the world, looked at within the area. What is unknown at the clock is a bound: none
    of the unknown states has it, or all of them have.

    Parameters
    ----------
    study : Study
        The question; its year is the clock.
    indicator : str
        An indicator's id.
    year : int, optional, keyword-only
        Calendar year to project to; by default the framework's target year.
    level : float, optional, keyword-only
        Probability that the interval is meant to hold, between 0 and 1.
    children : bool, optional, keyword-only
        Whether children are counted as well as countries.

    Returns
    -------
    IndicatorProjection
        Its numbers are not measured where nothing can be said, and `reason` says why.

    Raises
    ------
    CopcalcError
        If the area is a Member State, there is no such indicator, or the level is not between 0 and 1.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> parties = project_indicator(open_study(), "opsc")
    >>> parties.median.as_read().value, round(parties.chance.as_read().value, 1)
    (93.782383, 99.9)
    """
    central(level)
    if study.area.kind == "state":
        raise AreaError(
            f"{study.area.name} is one state, of which a share of countries says nothing",
            where="project_indicator",
            fix="Ask about a region or the world, or use state_chances.",
        )
    horizon = study.framework.target_year if year is None else calendar_year(year, "year")
    pillar = pillar_of(study, indicator)
    target = _target(pillar)
    every = history_of(study, indicator)
    states = study.area.states
    counted = states if children else ()
    worldwide = lead_on(study, every, counted=counted) if horizon > study.year else None
    outlook = worldwide.within(states) if worldwide else None
    history = every.loc[list(states)]
    about = partial(observe_adoption, study, indicator)
    if outlook:
        told = _told(outlook, horizon, level, target)
    else:
        silent = Unmeasured("year_reached" if horizon <= study.year else "no_history")
        told = dict.fromkeys(_MEASURED, silent)
    numbers = {
        name: about(measure, told[name], year=horizon, level=level if spread else 0.0)
        for name, (measure, spread) in _MEASURED.items()
    }
    ended = study.framework.baseline_year
    world = study.register.world.code
    aimed: dict[str, Any] = {"area": world, "year": ended, "subject": pillar.id if pillar else ""}
    return IndicatorProjection(
        study=study,
        indicator=indicator,
        pillar=pillar,
        horizon=horizon,
        level=level,
        since=_since(history),
        outlook=outlook,
        known=about("share_of_countries", known_share(history, study.year), year=study.year),
        target=observe(study, "target_of_countries", target, **aimed),
        laid_out=partial(_timeline, study, indicator, history, outlook, horizon, level),
        **numbers,
    )


_MEASURED = {
    "projected": ("projected_of_countries", True),
    "median": ("median_of_countries", False),
    "children": ("projected_of_children", True),
    "median_children": ("median_of_children", False),
    "chance": ("chance", False),
}
"""What is projected: its measure, and whether it is an interval of some probability."""


def pillar_of(study: Study, indicator: str) -> Pillar | None:
    """The first pillar that an indicator speaks for, directly or as a proxy; None for context."""
    for pillar in study.framework.pillars:
        if indicator in pillar.indicators("direct", "proxy"):
            return pillar
    return None


def _target(pillar: Pillar | None) -> CountryShare | Unmeasured:
    """The pillar's target, if it is one of countries that should come to have it."""
    target = pillar.target if pillar else None
    if not isinstance(target, SetTarget):
        return Unmeasured("not_set")
    if not isinstance(target.share, CountryShare):
        return Unmeasured("target_of_children")
    return target.share if target.direction == "rise" else Unmeasured("not_rising")


def _told(
    outlook: Outlook, horizon: int, level: float, target: CountryShare | Unmeasured
) -> dict[str, Estimate | Unmeasured]:
    countries: Forecast[CountryShare] = outlook.at(horizon)
    told: dict[str, Estimate | Unmeasured] = {
        "projected": countries.projected(level),
        "median": countries.quantile(0.5),
        "children": Unmeasured("no_children"),
        "median_children": Unmeasured("no_children"),
        "chance": target if isinstance(target, Unmeasured) else countries.reached(target),
    }
    given = outlook.children
    counted = given[horizon] if isinstance(given, pd.DataFrame) and horizon in given else None
    if counted is not None and counted.reindex(outlook.states).sum() > 0:
        children: Forecast[ChildShare] = outlook.at(horizon, ChildShare)
        told["children"] = children.projected(level)
        told["median_children"] = children.quantile(0.5)
    return told


def observe_adoption(
    study: Study, indicator: str, measure: str, estimate: Estimate | Unmeasured, **about: Any
) -> Observation:
    """Observe something of an indicator state by state, as it is known in the study's year."""
    pillar = pillar_of(study, indicator)
    given: dict[str, Any] = {
        "clock": study.year,
        "indicator": indicator,
        "strength": study.strength,
        "method": METHOD,
        "subject": pillar.id if pillar and measure == "chance" else "",
        "vintage": study.vintage if measure.endswith("of_children") else "",
    }
    return observe(study, measure, estimate, **(given | about))


def _since(history: pd.DataFrame) -> int:
    first = history["first_with"].min()
    return 0 if pd.isna(first) else int(first)


def known_share(history: pd.DataFrame, year: int) -> CountryShare:
    """Share of states known to have it at a year's end, up to that of those not known to be without."""
    return share_of_known(*count_known(history, year), len(history))


def share_of_known(has: int, lacks: int, states: int) -> CountryShare:
    """Share of so many states, of which some are known to have it and some to be without."""
    value = has / states if has + lacks == states else None
    return CountryShare(has / states, 1 - lacks / states if value is None else value, value)


def _timeline(
    study: Study,
    indicator: str,
    history: pd.DataFrame,
    outlook: Outlook | None,
    horizon: int,
    level: float,
) -> ObservedFrame:
    """What is known of each year, and what is projected from the clock on."""
    rows = {}
    for year in range(_since(history) or study.year, study.year + 1):
        known = observe_adoption(
            study, indicator, "share_of_countries", known_share(history, year), year=year
        )
        rows[str(year)] = {"year": year, "known": known}
    for year in range(study.year, horizon + 1):
        if outlook is None:
            break
        forecast: Forecast[CountryShare] = outlook.at(year)
        seen = partial(observe_adoption, study, indicator, year=year)
        ahead = {
            "median": seen("median_of_countries", forecast.quantile(0.5)),
            "projected": seen("projected_of_countries", forecast.projected(level), level=level),
        }
        rows[str(year)] = rows.get(str(year), {"year": year}) | ahead
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=["year", *_RANGES])
    pillar = pillar_of(study, indicator)
    topic = Topic(
        "timeline",
        study,
        indicator=indicator,
        pillar=pillar.id if pillar else "",
        terms=terms_of(horizon, level) | {"clock": study.year},
    )
    return ObservedFrame.of(cells, topic, ranges=_RANGES)


def project_indicators(
    study: Study, pillar: str = "", *, year: int | None = None, level: float = LEVEL
) -> list[IndicatorProjection]:
    """Project every indicator that speaks for a target of countries, in the world or a region.

    Parameters
    ----------
    study : Study
        The question; its year is the clock.
    pillar : str, optional
        Id of the pillar whose indicators are asked for; by default all pillars'.
    year, level : optional, keyword-only
        As for `project_indicator`.

    Returns
    -------
    list of IndicatorProjection
        In the order of the pillars, each indicator once. None for a Member State, of which a share of
        countries says nothing.

    Raises
    ------
    CopcalcError
        If the level is not between 0 and 1, the year is no calendar year, or there is no such pillar.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> [each.indicator for each in project_indicators(open_study("cis"), "technical")]
    ['hotline']
    """
    if study.area.kind == "state":
        return []
    asked = targeted(study, pillar)
    return [project_indicator(study, each, year=year, level=level) for each in asked]


def targeted(study: Study, pillar: str = "") -> list[str]:
    """Indicators that speak, directly or as a proxy, for a target of countries that should have it.

    Those whose first pillar is the one asked for; by default all.
    """
    study.framework.check_subject(pillar)
    named = [
        indicator
        for each in study.framework.pillars
        if isinstance(_target(each), CountryShare)
        for indicator in each.indicators("direct", "proxy")
    ]
    unique = dict.fromkeys(named)
    return [each for each in unique if pillar in ("", getattr(pillar_of(study, each), "id", ""))]


def state_chances(study: Study, *, year: int | None = None, level: float = LEVEL) -> ObservedFrame:
    """Tell what its region's pace says of a Member State: no forecast for it alone.

    Formula: the chance that a state of its region that is without an indicator now has it at the end of the
    year, as `copcalc.Outlook.chances_without` gives it.

    Parameters
    ----------
    study : Study
        The question; its area is a Member State, its year is the clock.
    year : int, optional, keyword-only
        Calendar year; by default the framework's target year.
    level : float, optional, keyword-only
        Probability that the interval is meant to hold, between 0 and 1.

    Returns
    -------
    ObservedFrame
        One row an indicator that speaks, directly or as a proxy, for a pillar whose target is set:
        indicator (its id), role, status, expected (the chance, between the bounds of what is unknown) and
        chance (its interval: whose bounds hold the pace with all that is not known of it). Neither is
        measured where the state has it, no state is known to have it, or the year is not after the clock.

    Raises
    ------
    CopcalcError
        If the area is no Member State, or the level is not between 0 and 1.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> chances = state_chances(open_study("TCD"))
    >>> chances.loc["hotline", ["expected_low", "expected_high"]].astype(float).round(2).tolist()
    [0.02, 0.54]
    """
    central(level)
    if study.area.kind != "state":
        raise AreaError(
            f"{study.area.name} ({study.area.code}) is no state",
            where="state_chances",
            fix="Ask about a Member State.",
        )
    horizon = study.framework.target_year if year is None else calendar_year(year, "year")
    rows = {}
    for indicator in targeted(study):
        status = study.status(indicator, states=study.area.states).loc[study.area.code]
        expected, chance = _chance(study, indicator, status, horizon, level)
        about = partial(observe_adoption, study, indicator, "chance_of_adopting", year=horizon)
        rows[indicator] = {
            "indicator": indicator,
            "role": "proxy" if study.framework.is_proxy(indicator) else "direct",
            "status": status,
            "expected": about(expected),
            "chance": about(chance, level=level),
        }
    columns = ["indicator", "role", "status", "expected", "chance"]
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    topic = Topic("chances", study, terms=terms_of(horizon, level))
    return ObservedFrame.of(cells, topic, ranges=columns[3:])


def _chance(
    study: Study, indicator: str, status: str, horizon: int, level: float
) -> tuple[Estimate | Unmeasured, Estimate | Unmeasured]:
    """What is expected of a state without it, and its interval; or why there is neither."""
    reason = "has_it" if status == "yes" else "year_reached" if horizon <= study.year else ""
    # A chance of one state hangs on no children.
    outlook = None if reason else lead_on(study, history_of(study, indicator), counted=())
    if outlook is None:
        silent = Unmeasured(reason or "no_history")
        return silent, silent
    found = outlook.within([study.area.code]).chances_without(horizon, level=level).iloc[0]
    low, high = found["expected_low"], found["expected_high"]
    expected = Estimate.between(low, high)
    return expected, Estimate(found["low"], found["high"], expected.value)
