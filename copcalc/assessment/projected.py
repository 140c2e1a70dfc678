"""Where a pillar or the goal would be: its published level, moved on at the pace of a related count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any, NamedTuple

import pandas as pd

from copcalc.assessment.ahead import Projection, terms_of
from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.goal import assess_goal, combine_points
from copcalc.assessment.hindcasts import count_series, usual_model
from copcalc.assessment.observation import Observation, observe
from copcalc.assessment.published import observe_published, worldwide
from copcalc.assessment.study import Study
from copcalc.errors import FrameworkError
from copcalc.framework import CompositeRule, Goal, Pillar, RelatedCounts, SetTarget
from copcalc.measure import ChildShare, CountryShare, Direction, Share, Unmeasured
from copcalc.projection.bridge import Bridge, Forecast
from copcalc.projection.combined import combined
from copcalc.projection.distribution import central
from copcalc.projection.forecast import LEVEL
from copcalc.projection.horizon import calendar_year
from copcalc.projection.paths import required_path
from copcalc.projection.series import Series
from copcalc.projection.trend import MODELS, Trend, fit_trend, trend_model

LIKELY = 0.5
"""Probability that the inner interval of a path is meant to hold."""


class _Terms(NamedTuple):
    """The model and whether it is the usual one, the year to project to, and the level of the interval."""

    model: str
    horizon: int
    level: float
    is_usual: bool


@dataclass(frozen=True)
class _Asked:
    """What is asked of one subject, before it is known whether anything can be said."""

    study: Study
    subject: Pillar | Goal
    rule: CompositeRule | None
    paces: tuple[RelatedCounts, ...]
    model: str
    horizon: int
    level: float
    is_usual: bool

    @property
    def id(self) -> str:
        return self.subject.id

    @property
    def of(self) -> str:
        target = self.subject.target
        return "children" if isinstance(self.subject, Goal) else getattr(target, "of", "countries")

    def observe(self, measure: str, estimate: Any, *, year: int, **about: Any) -> Observation:
        """Observe something of it: by its model, at its paces."""
        given = {"indicator": "+".join(each.series for each in self.paces), "method": self._method}
        return self.observe_level(measure, estimate, year=year, **(given | about))

    def observe_level(self, measure: str, estimate: Any, *, year: int, **about: Any) -> Observation:
        """Observe something of it, whatever the model."""
        asked = worldwide(self.study)
        clock = self.study.year
        return observe(asked, measure, estimate, year=year, clock=clock, subject=self.id, **about)

    @property
    def _method(self) -> str:
        return f"{self.rule.id}+{self.model}" if self.rule else self.model


def project_pillar(
    study: Study,
    pillar: str,
    *,
    pace: str = "",
    model: str = "",
    year: int | None = None,
    level: float = LEVEL,
) -> Projection:
    """Project a pillar's published baseline at the pace of a related count.

    Formula: `copcalc.Bridge` from the published level, its pace that of the model fitted to the related
    count as it was known in the study's year. A related count is not the pillar's indicator: what is
    projected holds if the pillar moves as that count did.

    Parameters
    ----------
    study : Study
        The question. Published levels are worldwide: of other areas nothing can be said this way.
    pillar : str
        A pillar's id or number.
    pace : str, optional, keyword-only
        Id of the related count to borrow from; by default the first that carries the model.
    model : str, optional, keyword-only
        A key of `copcalc.projection.trend.MODELS`; by default `usual_model` of the study.
    year : int, optional, keyword-only
        Calendar year to project to; by default the framework's target year.
    level : float, optional, keyword-only
        Probability that the interval is meant to hold, between 0 and 1.

    Returns
    -------
    Projection
        With its path. Its numbers are not measured where nothing can be said, and `reason` says why.

    Raises
    ------
    FrameworkError
        If there is no such pillar, or it names no such count.
    MeasureError
        If there is no such model, or the level is not between 0 and 1.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> law = project_pillar(open_study(), "legal")
    >>> law.projected.as_read(), round(law.chance.as_read().value, 1)
    (Estimate(low=75.647668, high=92.227979, value=84.974093), 12.3)
    """
    terms = _terms(study, model, year, level)
    return _pillar(study, pillar, terms, count_series(study), pace=pace)


def _pillar(
    study: Study, pillar: str, terms: _Terms, counted: Mapping[str, Series], *, pace: str = ""
) -> Projection:
    """Project a pillar on terms that have been looked at."""
    stated = study.framework.pillar(pillar)
    _known_pace(stated, pace)
    asked = _Asked(study, stated, None, (), *terms)
    lent = _lent(counted, stated, pace, asked.model)
    reason = _reason(asked) or (lent if isinstance(lent, str) else "")
    if isinstance(lent, str) or reason:
        return _nothing(asked, reason)
    related, trend = lent
    asked = replace(asked, paces=(related,))
    target = stated.target
    assert isinstance(target, SetTarget)  # else there is a reason
    bridge = _bridge(study, stated, trend, asked.of)
    assert bridge is not None
    beside = bridge if asked.of == "children" else _bridge(study, stated, trend, "children")
    return _told(
        asked,
        bridge.at,
        beside.at if beside else None,
        observe_published(worldwide(study), stated)[asked.of],
        target.share,
        target.direction,
    )


def project_goal(
    study: Study,
    rule: str,
    *,
    model: str = "",
    year: int | None = None,
    level: float = LEVEL,
) -> Projection:
    """Project the goal by a rule that makes it from the pillars' shares of children.

    Formula: each pillar's published share of children is projected as in `project_pillar`, and the rule
    is applied to them as if the two paces were independent of each other.

    Parameters
    ----------
    study : Study
        The question; the goal is worldwide.
    rule : str
        Id of one of the goal's rules.
    model, year, level : optional, keyword-only
        As for `project_pillar`.

    Returns
    -------
    Projection
        Of children. The way that is required leads from the goal's own published baseline.

    Raises
    ------
    FrameworkError
        If the framework has no goal, or no such rule.
    MeasureError
        As `project_pillar`.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> goal = project_goal(open_study(), "attainment")
    >>> goal.median.as_read().low < 80, goal.chance.unit.name
    (True, '% probability')
    """
    return _goal(study, rule, _terms(study, model, year, level), count_series(study))


def _goal(study: Study, rule: str, terms: _Terms, counted: Mapping[str, Series]) -> Projection:
    """Project the goal on terms that have been looked at."""
    found = assess_goal(study)
    goal = found.goal
    results = {each.rule.id: each for each in found.rules}
    if rule not in results:
        raise FrameworkError(
            f"the goal has no rule {rule!r}",
            where=f"{study.framework.id}: goal",
            fix=f"Use one of {', '.join(results)}.",
        )
    result = results[rule]
    asked = _Asked(study, goal, result.rule, (), *terms)
    pillars = [study.framework.pillar(each) for each in goal.combines]
    lent = [_lent(counted, each, "", asked.model) for each in pillars]
    lacking = next((each for each in lent if isinstance(each, str)), "")
    if reason := _reason(asked) or lacking:
        return _nothing(asked, reason)
    paired = [each for each in lent if not isinstance(each, str)]
    asked = replace(asked, paces=tuple(related for related, _ in paired))
    bridges = [
        _bridge(study, pillar, trend, "children")
        for pillar, (_, trend) in zip(pillars, paired, strict=True)
    ]
    targets = [each.target.share.low for each in pillars if isinstance(each.target, SetTarget)]

    made = partial(combine_points, result.rule, targets=targets)

    @cache
    def at(year: int) -> Forecast[Any]:
        forecast = combined([bridge.at(year) for bridge in bridges if bridge], made, ChildShare)
        # At the printed shares this rule may give another figure than the one that was printed.
        return forecast if result.baseline.verdict == "fits" else replace(forecast, value=None)

    return _told(asked, at, at, found.published, goal.target.share, "rise")


def projections(
    study: Study, *, model: str = "", year: int | None = None, level: float = LEVEL
) -> list[Projection]:
    """Project every pillar with a target in figures, and the goal by each rule that fits its baseline.

    Parameters
    ----------
    study : Study
        The question.
    model, year, level : optional, keyword-only
        As for `project_pillar`.

    Returns
    -------
    list of Projection
        The pillars in their order, then the goal; those of which nothing can be said with the reason.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> [each.name for each in projections(open_study())]
    ['legal', 'technical', 'goal-two_to_one', 'goal-attainment']
    """
    terms = _terms(study, model, year, level)
    counted = count_series(study)
    found = _pillars(study, terms, counted)
    rules = assess_goal(study).rules if study.framework.goal else []
    return found + [
        _goal(study, each.rule.id, terms, counted) for each in rules if each.baseline.possible
    ]


def project_pillars(
    study: Study, *, model: str = "", year: int | None = None, level: float = LEVEL
) -> list[Projection]:
    """Project every pillar with a target in figures.

    Parameters
    ----------
    study : Study
        The question.
    model, year, level : optional, keyword-only
        As for `project_pillar`.

    Returns
    -------
    list of Projection
        In their order; those of which nothing can be said with the reason.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> [each.name for each in project_pillars(open_study())]
    ['legal', 'technical']
    """
    return _pillars(study, _terms(study, model, year, level), count_series(study))


def _pillars(study: Study, terms: _Terms, counted: Mapping[str, Series]) -> list[Projection]:
    return [
        _pillar(study, each.id, terms, counted)
        for each in study.framework.pillars
        if isinstance(each.target, SetTarget)
    ]


def by_pace(
    study: Study,
    pillar: str,
    *,
    models: Iterable[str] = tuple(MODELS),
    year: int | None = None,
    level: float = LEVEL,
) -> list[Projection]:
    """Project a pillar at the pace of each of its related counts, by each of some models.

    Parameters
    ----------
    study : Study
        The question.
    pillar : str
        A pillar's id or number.
    models : iterable of str, optional, keyword-only
        Keys of `copcalc.projection.trend.MODELS`; by default all.
    year, level : optional, keyword-only
        As for `project_pillar`.

    Returns
    -------
    list of Projection
        Those of which something can be said.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> [each.median.as_read().value for each in by_pace(open_study(), "legal", models=["logistic"])]
    [84.974093, 88.601036]
    """
    usual, counted = usual_model(study), count_series(study)
    made = [
        _pillar(
            study,
            pillar,
            _terms(study, model, year, level, usual=usual),
            counted,
            pace=each.series,
        )
        for each in study.framework.pillar(pillar).related_counts
        for model in models
    ]
    return [each for each in made if each.is_projected]


def _known_pace(stated: Pillar, pace: str) -> None:
    known = [each.series for each in stated.related_counts]
    if pace and pace not in known:
        raise FrameworkError(
            f"pillar {stated.id!r} names no related count {pace!r}",
            where="pace",
            fix=f"Use one of {', '.join(known)}." if known else "It names none: leave it out.",
        )


def _terms(study: Study, model: str, year: int | None, level: float, *, usual: str = "") -> _Terms:
    """On which terms it is projected, after a look at them."""
    if model:
        trend_model(model)  # refuses what there is not, as the next line
    central(level)
    usual = usual or usual_model(study)
    horizon = study.framework.target_year if year is None else calendar_year(year, "year")
    return _Terms(model or usual, horizon, level, (model or usual) == usual)


def _reason(asked: _Asked) -> str:
    """Why nothing can be said of a subject, whatever paces there are; empty for no reason."""
    study, subject = asked.study, asked.subject
    if isinstance(subject, Pillar) and not isinstance(subject.target, SetTarget):
        return subject.target.state if subject.target.state == "not_set" else "described"
    is_known = study.area.kind == "world" and study.year >= study.framework.baseline_year
    if not is_known or asked.of not in observe_published(worldwide(study), subject):
        return "no_level"
    return "year_reached" if asked.horizon <= study.year else ""


def _lent(
    counted: Mapping[str, Series], stated: Pillar, pace: str, model: str
) -> tuple[RelatedCounts, Trend] | str:
    """The count whose pace is borrowed with its trend, or why there is none."""
    related = [each for each in stated.related_counts if not pace or each.series == pace]
    for each in related:
        series = counted[each.series]
        if len(series) >= trend_model(model).needs:
            return each, fit_trend(series, model)
    return "too_few_counts" if related else "no_pace"


def _bridge(study: Study, stated: Pillar, trend: Trend, of: str) -> Bridge[Any] | None:
    """A bridge from a pillar's published share of countries or children; None where there is none."""
    baseline, start = stated.baseline, study.framework.baseline_year
    source = study.framework.source.id
    if of == "children":
        if baseline.children is None:
            return None
        return Bridge(baseline.children.children, start, trend, source, "related")
    if baseline.countries is None:
        return None
    whole, level = worldwide(study).published_of, baseline.countries.countries
    if baseline.count is not None:
        level = CountryShare.exact(
            baseline.count.value / whole
        )  # a count is exact, a share rounded
    return Bridge(level, start, trend, source, "related", whole)


def _nothing(asked: _Asked, reason: str) -> Projection:
    """A projection of which nothing can be said."""
    about = partial(asked.observe, year=asked.horizon)
    silent, of = Unmeasured(reason), asked.of
    stated = partial(observe, worldwide(asked.study), subject=asked.id)
    published = observe_published(worldwide(asked.study), asked.subject)
    target = getattr(asked.subject.target, "share", silent)
    topic = Topic("projection", asked.study, pillar=asked.id)
    return Projection(
        **vars(asked),
        baseline=published.get(of) or stated(f"baseline_of_{of}", silent, method="published"),
        target=stated(f"target_of_{of}", target),
        projected=about(f"projected_of_{of}", silent, level=asked.level),
        median=about(f"median_of_{of}", silent),
        chance=about("chance", silent),
        children=about("projected_of_children", silent, level=asked.level),
        forecast=None,
        children_forecast=None,
        laid_out=lambda: ObservedFrame.of(pd.DataFrame(columns=_PATH), topic, ranges=_PATH[1:]),
    )


_PATH = ["year", "required", "median", "likely", "projected"]


def _told(
    asked: _Asked,
    at: Callable[[int], Forecast[Any]],
    children_at: Callable[[int], Forecast[Any]] | None,
    baseline: Observation,
    target: Share,
    direction: Direction,
) -> Projection:
    """A projection, from what gives the forecast of each year."""
    study, of, horizon = asked.study, asked.of, asked.horizon
    forecast, about = at(horizon), partial(asked.observe, year=horizon)
    of_children = forecast if children_at is at else children_at(horizon) if children_at else None
    children: Share | Unmeasured = Unmeasured("not_published")
    if of_children:
        children = of_children.projected(asked.level)
    numbers: dict[str, Any] = {
        "projected": about(
            f"projected_of_{of}", forecast.projected(asked.level), level=asked.level
        ),
        "median": about(f"median_of_{of}", forecast.quantile(0.5)),
        "chance": about("chance", forecast.reached(target, direction=direction)),
        "children": about("projected_of_children", children, level=asked.level),
        "target": observe(worldwide(study), f"target_of_{of}", target, subject=asked.id),
    }
    terms: dict[str, str | int | Observation] = {
        **terms_of(horizon, asked.level),
        "clock": study.year,
        "model": asked.model,
        "direction": direction,
        **{name: numbers[name] for name in ("target", "median", "chance")},
        **({"rule": asked.rule.name} if asked.rule else {"pace": asked.paces[0].name}),
    }
    topic = Topic(f"projection{'-rule' if asked.rule else ''}", study, pillar=asked.id, terms=terms)
    assert isinstance(baseline.estimate, ChildShare | CountryShare)
    required = required_path(
        baseline.estimate,
        target,
        start=study.framework.baseline_year,
        end=study.framework.target_year,
        direction=direction,
    )
    return Projection(
        **vars(asked),
        baseline=baseline,
        **numbers,
        forecast=forecast,
        children_forecast=of_children,
        laid_out=partial(_path, asked, at, required, topic),
    )


def _path(
    asked: _Asked,
    at: Callable[[int], Forecast[Any]],
    required: Mapping[int, Share],
    topic: Topic,
) -> ObservedFrame:
    """Every year from the baseline's to the horizon."""
    of, rows = asked.of, {}
    for year in range(min(required), asked.horizon + 1):
        forecast, seen = at(year), partial(asked.observe, year=year)
        row: dict[str, Any] = {"year": year}
        if year in required:
            told = f"required_of_{of}"
            row["required"] = asked.observe_level(told, required[year], year=year, method="linear")
        row["median"] = seen(f"median_of_{of}", forecast.quantile(0.5))
        for name, level in (("likely", LIKELY), ("projected", asked.level)):
            row[name] = seen(f"projected_of_{of}", forecast.projected(level), level=level)
        rows[str(year)] = row
    path = pd.DataFrame.from_dict(rows, orient="index", columns=_PATH)
    return ObservedFrame.of(path, topic, ranges=_PATH[1:])
