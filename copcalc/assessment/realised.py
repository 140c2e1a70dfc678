"""Pillars and indicators in hindsight: what was projected from a clock, and what was realised after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from copcalc.assessment.adopting import (
    METHOD,
    history_of,
    known_share,
    observe_adoption,
    project_indicator,
    share_of_known,
    targeted,
)
from copcalc.assessment.ahead import IndicatorProjection, Projection
from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.hindsight import Hindsight, outcomes, topic_of_outcomes, verdict
from copcalc.assessment.observation import Observation
from copcalc.assessment.progress import related_counts
from copcalc.assessment.projected import project_pillar, project_pillars
from copcalc.assessment.scored import last_counted, observe_count
from copcalc.assessment.study import Study
from copcalc.measure import CountryShare, Estimate, Share, Unmeasured
from copcalc.projection.bridge import Forecast
from copcalc.projection.distribution import Shares
from copcalc.projection.forecast import LEVEL
from copcalc.projection.hindcast import COLUMNS, NO_CHANGE, Hindcast, hindcast_counts
from copcalc.projection.horizon import calendar_year
from copcalc.projection.series import Series


def pillars_in_hindsight(
    study: Study,
    pillar: str = "",
    *,
    model: str = "",
    until: int | None = None,
    level: float = LEVEL,
) -> list[Hindsight]:
    """Hold pillars, projected from the study's year, against the related counts that came later.

    Parameters
    ----------
    study : Study
        The question; its year is the clock.
    pillar : str, optional
        Id of a pillar with a target in figures; by default all of which a related count came later.
    model, until, level : optional, keyword-only
        As for `pillar_in_hindsight`.

    Returns
    -------
    list of Hindsight
        In the order of the pillars. None outside the world: published levels and related counts are worldwide.

    Raises
    ------
    CopcalcError
        As `pillar_in_hindsight`.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> [each.name for each in pillars_in_hindsight(open_study())]
    ['legal-2014', 'technical-2014']
    """
    study.framework.check_subject(pillar)
    if study.area.kind != "world":
        return []
    last = last_counted(study) if until is None else calendar_year(until, "until")
    projected = project_pillars(study, model=model, year=last, level=level)
    asked = [each for each in projected if pillar in ("", each.projected.subject)]
    made = [_pillar_in_hindsight(study, each, last) for each in asked]
    return [each for each in made if len(each.outcomes)]


def pillar_in_hindsight(
    study: Study,
    pillar: str,
    *,
    model: str = "",
    until: int | None = None,
    level: float = LEVEL,
) -> Hindsight:
    """Project a pillar from the study's year, and tell which related counts came later.

    Formula: `copcalc.project_pillar` to each year in which one of the pillar's related counts was counted.
    Such a count is not the pillar's indicator. So it is projected as itself, too, from what was counted of
    it by the study's year: there like is held against like.

    Parameters
    ----------
    study : Study
        The question; its year is the clock.
    pillar : str
        A pillar's id or number.
    model : str, optional, keyword-only
        A key of `copcalc.projection.trend.MODELS`; by default `copcalc.usual_model` of the study.
    until : int, optional, keyword-only
        Last calendar year whose counts are looked at; by default the last that there are.
    level : float, optional, keyword-only
        Probability that the intervals are meant to hold, between 0 and 1.

    Returns
    -------
    Hindsight
        Without outcomes where nothing was counted later; without projected numbers where nothing could be
        projected.

    Raises
    ------
    CopcalcError
        As `copcalc.project_pillar`.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> law = pillar_in_hindsight(open_study(), "legal")
    >>> law.outcomes[["year", "verdict", "own_verdict"]].values.tolist()
    [[2016, 'above', 'inside'], [2018, 'above', 'inside'], [2016, 'below', 'inside'], [2018, 'below', 'inside']]
    """
    last = last_counted(study) if until is None else calendar_year(until, "until")
    projection = project_pillar(study, pillar, model=model, year=last, level=level)
    return _pillar_in_hindsight(study, projection, last)


def _pillar_in_hindsight(study: Study, projection: Projection, last: int) -> Hindsight:
    stated = study.framework.pillar(projection.projected.subject)
    # Counts are of countries: a share of children is not held against them.
    of_countries = isinstance(projection.median.estimate, CountryShare)
    path = projection.path.cells() if of_countries else projection.path.cells().iloc[:0]
    series = {
        each.series: Series.from_frame(related_counts(study, each, until=last))
        for each in stated.related_counts
    }
    rows: dict[str, dict[str, Any]] = {}
    for related in stated.related_counts:
        name, counts = related.series, series[related.series]
        for own in hindcast_counts(name, counts, origins=[study.year], models=[projection.model]):
            row: dict[str, Any] = {"subject": stated.name, "name": related.name, "year": own.year}
            row["observed"] = observe_count(
                study, name, "share_counted", own.observed, year=own.year
            )
            row |= _of_pillar(path, own.year)
            row["verdict"] = verdict(row["observed"], row.get("projected"))
            row |= _as_itself(study, own, projection.level)
            row["own_verdict"] = verdict(row["observed"], row["own_projected"])
            rows[f"{stated.id}.{name}.{own.year}"] = row
    topic = topic_of_outcomes(study, "outcomes", last, projection.level)
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=_OF_PILLARS)
    return Hindsight(
        study=study,
        subject=stated.id,
        projection=projection,
        until=last,
        outcomes=outcomes(cells, topic),
        laid_out=partial(_pillar_path, projection, path, series, cells),
    )


_OF_PILLARS = ["subject", "name", "year", "observed", "median", "projected", "verdict"]
_OF_PILLARS += ["own_median", "own_projected", "own_verdict"]


def _of_pillar(path: pd.DataFrame, year: int) -> dict[str, Observation]:
    """What was projected of a pillar for a year; nothing where nothing was."""
    known = str(year) in path.index
    return {name: path.at[str(year), name] for name in ("median", "projected")} if known else {}


def _as_itself(study: Study, own: Hindcast, level: float) -> dict[str, Observation]:
    """What was projected of a count itself, from what had been counted by the study's year."""
    about = partial(
        observe_count, study, own.series, year=own.year, clock=own.origin, method=own.model
    )
    median: Share | Unmeasured = Unmeasured("too_few_counts")
    interval = median
    if own.forecast is not None:
        median, interval = own.forecast.quantile(0.5), own.forecast.projected(level)
    return {
        "own_median": about("median_counted", median),
        "own_projected": about("projected_counted", interval, level=level),
    }


def _pillar_path(
    projection: Projection,
    path: pd.DataFrame,
    series: Mapping[str, Series],
    rows: pd.DataFrame,
) -> ObservedFrame:
    """The path of a pillar's projection, with its related counts before and after the clock beside it."""
    study = projection.study
    counted = {
        name: {
            str(year): observe_count(
                study, name, "share_counted", CountryShare.exact(share), year=year
            )
            for year, share in zip(each.years.tolist(), each.shares.tolist(), strict=True)
        }
        for name, each in series.items()
        if len(each)
    }
    years = {*path.index, *(year for each in counted.values() for year in each)}
    cells = path.reindex(sorted(years)).assign(year=sorted(map(int, years)))
    for name, each in counted.items():
        cells[name] = pd.Series(each, dtype=object).reindex(cells.index)
    topic = projection.path.topic
    assert topic is not None  # as every path has one
    terms = {**topic.terms, "clock": study.year, **_headline(rows)}
    ranges = [name for name in path.columns if name != "year"]
    return ObservedFrame.of(
        cells, Topic("hindsight", study, pillar=projection.name, terms=terms), ranges=ranges
    )


def _headline(rows: pd.DataFrame) -> dict[str, Any]:
    """The outcome that is told first: the last of the first count, or of the indicator."""
    if rows.empty:
        return {}
    first = rows[rows["name"] == rows["name"].iloc[0]].iloc[-1] if "name" in rows else rows.iloc[-1]
    shown = ("observed", "median")
    told = {name: first[name] for name in shown if isinstance(first[name], Observation)}
    return {**told, "outcome_year": int(first["year"])}


def indicators_in_hindsight(
    study: Study,
    pillar: str = "",
    *,
    origins: Iterable[int] | None = None,
    level: float = LEVEL,
) -> list[Hindsight]:
    """Project indicators by the evidence from stopped clocks, and tell what is known of later years.

    Formula: `copcalc.project_indicator` from each clock, over as many years as the framework has from its
    baseline to its target. What is unknown in the later year leaves the outcome open: then nothing is
    projected, as nothing could be scored. A status is of a year and not of the year in which somebody said
    so: what is known today of a time may not have been known then.

    Parameters
    ----------
    study : Study
        The question; of a Member State its region is looked at.
    pillar : str, optional
        Id of the pillar whose indicators are asked for; by default all pillars'.
    origins : iterable of int, optional, keyword-only
        Calendar years in which the clock stops; by default the study's, and the one as many years before it.
    level : float, optional, keyword-only
        Probability that the intervals are meant to hold, between 0 and 1.

    Returns
    -------
    list of Hindsight
        By indicator and clock. Those whose outcome is open have no projection.

    Raises
    ------
    CopcalcError
        If a year is no calendar year, the level is not between 0 and 1, or there is no such pillar.

    References
    ----------
    Tashman (2000), Out-of-sample tests of forecasting accuracy, International Journal of Forecasting 16, for
    clocks that move on; Manski (2003), Partial Identification of Probability Distributions, chapter 1.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> made = indicators_in_hindsight(open_study("africa"), "legal", origins=[2008])
    >>> [(each.name, each.is_scored) for each in made]
    [('national_law-2008', False), ('opsc-2008', True)]
    """
    if study.area.kind == "state":
        study = study.at(study.register.region_of(study.area.code))
    span = study.framework.target_year - study.framework.baseline_year
    asked = [study.year - span, study.year] if origins is None else list(origins)
    last = study.tables.last_year_of("status")
    clocks = [calendar_year(each, "origins") for each in asked]
    return [
        _indicator_in_hindsight(replace(study, year=clock), indicator, clock + span, level)
        for indicator in targeted(study, pillar)
        for clock in clocks
        if clock + span <= last
    ]


_OF_INDICATORS = ["indicator", "role", "origin", "year", "observed", "median", "projected"]
_OF_INDICATORS += ["verdict", "error", "crps", "crps_of_no_change"]


def _indicator_in_hindsight(then: Study, indicator: str, year: int, level: float) -> Hindsight:
    """One indicator, projected from a study's year to a later one."""
    states = list(then.area.states)
    later = replace(then, year=year)
    counting = later.counting(indicator)

    def known(at: int) -> CountryShare:
        told = later.tables.known(indicator, at, clock=year, states=states, **counting)
        return share_of_known(*told, len(states))

    came = known(year)
    is_settled = came.is_exact and known(then.year).is_exact
    projection = None
    if is_settled:
        projection = project_indicator(then, indicator, year=year, level=level, children=False)
    told: dict[str, Observation] = {}
    if projection is not None:
        told = {"median": projection.median, "projected": projection.projected}
        told |= {
            name: observe_adoption(then, indicator, name, each, year=year)
            for name, each in _scores(projection, came).items()
        }
    seen = observe_adoption(later, indicator, "share_of_countries", came, year=year)
    row = {
        "indicator": indicator,
        "role": "proxy" if then.framework.is_proxy(indicator) else "direct",
        "origin": then.year,
        "year": year,
        "observed": seen,
        **told,
        "verdict": verdict(seen, told.get("projected")),
    }
    topic = topic_of_outcomes(then, "indicator-outcomes", year, level)
    cells = pd.DataFrame.from_dict(
        {f"{indicator}.{then.year}.{year}": row}, orient="index", columns=_OF_INDICATORS
    )
    return Hindsight(
        study=then,
        subject=indicator,
        projection=projection,
        until=year,
        outcomes=outcomes(cells, topic),
        laid_out=partial(_indicator_path, later, indicator, projection, cells),
    )


def _scores(
    projection: IndicatorProjection, came: CountryShare
) -> dict[str, Estimate | Unmeasured]:
    """How far a projection was off, and how far "all stays as it was" would have been."""
    outlook, clock, year = projection.outlook, projection.study.year, projection.horizon
    if outlook is None:
        return dict.fromkeys(("error", "crps", "crps_of_no_change"), Unmeasured(projection.reason))
    known = projection.known
    low, high = (Shares(np.array([end])) for end in (known.low, known.high))
    still = Forecast(low, high, low if known.low == known.high else None, CountryShare)
    made = {METHOD: outlook.at(year), NO_CHANGE: still}
    scored = {
        name: dict(zip(COLUMNS, Hindcast(name, name, clock, year, came, each).row(), strict=True))
        for name, each in made.items()
    }
    return {
        "error": _between(scored[METHOD], "error"),
        "crps": _between(scored[METHOD], "crps"),
        "crps_of_no_change": _between(scored[NO_CHANGE], "crps"),
    }


def _between(row: Mapping[str, Any], name: str) -> Estimate:
    low, high = float(row[f"{name}_low"]), float(row[f"{name}_high"])
    return Estimate.between(low, high)


def _indicator_path(
    later: Study,
    indicator: str,
    projection: IndicatorProjection | None,
    rows: pd.DataFrame,
) -> ObservedFrame:
    """A projection by the evidence, with what is known of each year before and after its clock beside it."""
    ranges = ["median", "projected", indicator]
    if projection is None or not projection.is_projected:
        nothing = pd.DataFrame(columns=["year", *ranges])
        return ObservedFrame.of(nothing, Topic("hindsight", later), ranges=ranges)
    history = history_of(later, indicator, states=later.area.states)
    path = projection.timeline.cells().drop(columns="known")
    known = {
        str(year): observe_adoption(
            later, indicator, "share_of_countries", known_share(history, year), year=year
        )
        for year in map(int, path.index)
    }
    cells = path.assign(**{indicator: pd.Series(known, dtype=object)})
    given = projection.timeline.topic
    assert given is not None  # as every timeline has one
    terms = {**given.terms, **_headline(rows)}
    return ObservedFrame.of(cells, replace(given, table="hindsight", terms=terms), ranges=ranges)
