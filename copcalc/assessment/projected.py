"""Where a pillar or the goal would be: its published level, moved on at the pace of a related count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.goal import assess_goal, combine
from copcalc.assessment.hindcasts import count_series, usual_model
from copcalc.assessment.observation import Observation, Observed, observe
from copcalc.assessment.published import observe_published, worldwide
from copcalc.assessment.study import Study
from copcalc.errors import FrameworkError, MeasureError
from copcalc.framework import CompositeRule, Goal, Pillar, RelatedCounts, SetTarget
from copcalc.measure import ChildShare, CountryShare, Direction, Share, Unmeasured
from copcalc.projection.bridge import Bridge, Forecast
from copcalc.projection.combined import combined
from copcalc.projection.distribution import central
from copcalc.projection.forecast import LEVEL
from copcalc.projection.horizon import calendar_year
from copcalc.projection.paths import required_path
from copcalc.projection.trend import MODELS, Trend, fit_trend, trend_model

LIKELY = 0.5
"""Probability that the inner interval of a path is meant to hold."""


@dataclass(frozen=True)
class Projection(Observed):
    """Where a pillar or the goal would be in a year, as far as it can be said.

    Parameters
    ----------
    study : Study
        The question; its year is the clock: nothing that was counted after it is used.
    subject : Pillar or Goal
        What is projected.
    rule : CompositeRule or None
        Of the goal: the rule by which its pillars make it.
    model : str
        Model of the pace, a key of `copcalc.projection.trend.MODELS`.
    paces : tuple of RelatedCounts
        Counts whose pace is borrowed, of the goal one a pillar; empty where there is none.
    horizon : int
        Calendar year that is projected to.
    level : float
        Probability that the interval is meant to hold.
    baseline, target : Observation
        The level that it starts from, and the target.
    projected : Observation
        Share in that year: its median, and the interval as its bounds.
    median : Observation
        The median alone, with the bounds that the rounding of the level leaves it.
    chance : Observation
        Probability that the target is reached by then, if the count's pace is the pillar's.
    children : Observation
        Share of children in that year, with its interval: of a pillar whose target is in countries, too.
    path : ObservedFrame
        One row a year from the baseline's to that year: year, required (on the straight way to the target),
        median, likely (an interval of even odds) and projected (the interval). Empty where nothing can
        be said.
    """

    study: Study
    subject: Pillar | Goal
    rule: CompositeRule | None
    model: str
    paces: tuple[RelatedCounts, ...]
    horizon: int
    level: float
    baseline: Observation
    target: Observation
    projected: Observation
    median: Observation
    chance: Observation
    children: Observation
    path: ObservedFrame

    @property
    def is_projected(self) -> bool:
        """Whether anything can be said."""
        return self.projected.is_measured

    @property
    def reason(self) -> str:
        """Why nothing can be said; empty where something can."""
        return getattr(self.projected.estimate, "reason", "")

    @property
    def name(self) -> str:
        """A short name: the pillar's id, or "goal" and the rule's."""
        return f"goal-{self.rule.id}" if self.rule else self.projected.subject

    def __repr__(self) -> str:
        if not self.is_projected:
            return f"<Projection {self.name}, {self.horizon}: none ({self.reason})>"
        about = f"{self.name}, {self.horizon}, {self.model}"
        return f"<Projection {about}: {self.projected.estimate}, chance {self.chance.estimate}>"

    def to_frame(self) -> ObservedFrame:
        """Its path, one row a year."""
        copied: ObservedFrame = self.path.copy()
        return copied

    def observations(self) -> list[Observation]:
        """Every observation of this projection, those of its path included."""
        return list(dict.fromkeys([*super().observations(), *self.path.observations()]))


@dataclass(frozen=True)
class _Asked:
    """What is asked of one subject, before it is known whether anything can be said."""

    study: Study
    subject: Pillar | Goal
    rule: CompositeRule | None
    model: str
    paces: tuple[RelatedCounts, ...]
    horizon: int
    level: float

    @property
    def id(self) -> str:
        return self.subject.id if isinstance(self.subject, Pillar) else "goal"

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
    stated = study.framework.pillar(pillar)
    _known_pace(stated, pace)
    asked = _Asked(
        study, stated, None, *_model_and_paces(study, model), _horizon(study, year), level
    )
    central(level)
    lent = _lent(study, stated, pace, asked.model)
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
    asked = _Asked(
        study, goal, result.rule, *_model_and_paces(study, model), _horizon(study, year), level
    )
    central(level)
    pillars = [study.framework.pillar(each) for each in goal.combines]
    lent = [_lent(study, each, "", asked.model) for each in pillars]
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

    def made(shares: Sequence[Share]) -> ChildShare:
        share = combine(result.rule, [ChildShare(s.low, s.high, s.value) for s in shares], targets)
        return ChildShare(share.low, share.high, share.value)

    def at(year: int) -> Forecast[Any]:
        forecast = combined([bridge.at(year) for bridge in bridges if bridge], made)
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
    options: dict[str, Any] = {"model": model or usual_model(study), "year": year, "level": level}
    found = [
        project_pillar(study, each.id, **options)
        for each in study.framework.pillars
        if isinstance(each.target, SetTarget)
    ]
    rules = assess_goal(study).rules if study.framework.goal else []
    fitting = [each.rule.id for each in rules if each.baseline.possible]
    return found + [project_goal(study, each, **options) for each in fitting]


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
    made = [
        project_pillar(study, pillar, pace=each.series, model=model, year=year, level=level)
        for each in study.framework.pillar(pillar).related_counts
        for model in models
    ]
    return [each for each in made if each.is_projected]


def goal_ahead(projections: Iterable[Projection]) -> Observation | None:
    """Tell where the goal would be by any of the rules that it is projected by: one range that holds theirs.

    Parameters
    ----------
    projections : iterable of Projection
        Of one study; those of pillars are left aside.

    Returns
    -------
    Observation or None
        Share of children, with bounds alone where there is more than one rule; None for no rule.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> round(goal_ahead(projections(open_study())).low, 2)
    0.52
    """
    made = [each for each in projections if each.rule and each.is_projected]
    if len(made) < 2:
        return made[0].projected if made else None
    ends = [each.projected.estimate for each in made]
    low, high = (pick(getattr(e, end) for e in ends) for pick, end in ((min, "low"), (max, "high")))
    rules = "|".join(each.rule.id for each in made if each.rule)
    method = f"{rules}+{made[0].model}"
    return replace(made[0].projected, estimate=ChildShare(low, high), method=method)


def projection_table(projections: Iterable[Projection]) -> ObservedFrame:
    """Set projections below each other.

    Parameters
    ----------
    projections : iterable of Projection
        Of one study, at least one.

    Returns
    -------
    ObservedFrame
        One row each: name, rule ("" for a pillar), pace (the count that a pillar borrows it from), model, of
        ("countries" or "children"), baseline, target, median, projected (its interval), chance
        (probability) and children (share of children, with its interval).

    Raises
    ------
    MeasureError
        If there is no projection.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> table = projection_table(projections(open_study()))
    >>> table.loc[["legal", "technical"], "projected"].round(2).tolist()
    [0.85, 0.36]
    """
    listed = list(projections)
    if not listed:
        raise MeasureError(
            "there is no projection to set in a table",
            where="projection_table",
            fix="Give what projections() or by_pace() return.",
        )
    rows = [
        {
            "name": each.subject.name,
            "rule": each.rule.name if each.rule else "",
            "pace": "" if each.rule else "".join(related.name for related in each.paces),
            "model": each.model,
            "of": "countries" if isinstance(each.median.estimate, CountryShare) else "children",
            **{name: getattr(each, name) for name in _NUMBERS},
        }
        for each in listed
    ]
    names, first = [each.name for each in listed], listed[0]
    terms = _terms(first.horizon, first.level)
    topic = Topic("projections", first.study, terms=terms)
    if len(set(names)) < len(names):  # one subject at several paces
        topic = Topic("paces", first.study, pillar=first.projected.subject, terms=terms)
        names = [f"{e.name}.{'+'.join(r.series for r in e.paces)}.{e.model}" for e in listed]
    cells = pd.DataFrame(rows, index=names)
    return ObservedFrame.of(cells, topic, ranges=_NUMBERS)


_NUMBERS = ("baseline", "target", "median", "projected", "chance", "children")


def _terms(horizon: int, level: float) -> dict[str, str | int]:
    return {"horizon": horizon, "level": round(100 * level)}


def _known_pace(stated: Pillar, pace: str) -> None:
    known = [each.series for each in stated.related_counts]
    if pace and pace not in known:
        raise FrameworkError(
            f"pillar {stated.id!r} names no related count {pace!r}",
            where="pace",
            fix=f"Use one of {', '.join(known)}." if known else "It names none: leave it out.",
        )


def _model_and_paces(study: Study, model: str) -> tuple[str, tuple[RelatedCounts, ...]]:
    if model:
        trend_model(model)  # refuses what there is not
    return model or usual_model(study), ()


def _horizon(study: Study, year: int | None) -> int:
    return study.framework.target_year if year is None else calendar_year(year, "year")


def _reason(asked: _Asked) -> str:
    """Why nothing can be said of a subject, whatever paces there are; empty for no reason."""
    study, subject = asked.study, asked.subject
    if isinstance(subject, Pillar) and not isinstance(subject.target, SetTarget):
        return subject.target.state if subject.target.state == "not_set" else "described"
    is_known = study.area.kind == "world" and study.year >= study.framework.baseline_year
    if not is_known or asked.of not in observe_published(worldwide(study), subject):
        return "no_level"
    return "year_reached" if asked.horizon <= study.year else ""


def _lent(study: Study, stated: Pillar, pace: str, model: str) -> tuple[RelatedCounts, Trend] | str:
    """The count whose pace is borrowed with its trend, or why there is none."""
    counted = count_series(study)
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
        path=ObservedFrame.of(pd.DataFrame(columns=_PATH), topic, ranges=_PATH[1:]),
    )


_PATH = ["year", "required", "median", "likely", "projected"]


def _told(
    asked: _Asked,
    at: Any,
    children_at: Any,
    baseline: Observation,
    target: Share,
    direction: Direction,
) -> Projection:
    """A projection, from what gives the forecast of each year."""
    study, of = asked.study, asked.of
    framework, level, horizon = study.framework, asked.level, asked.horizon
    start, end = framework.baseline_year, framework.target_year
    assert isinstance(baseline.estimate, ChildShare | CountryShare)
    required = required_path(baseline.estimate, target, start=start, end=end, direction=direction)

    def interval(forecast: Forecast[Any], probability: float) -> Share:
        low, high = forecast.interval(probability)
        share: Share = forecast.kind(low, high, forecast.quantile(0.5).value)
        return share

    rows = []
    for year in range(start, horizon + 1):
        forecast = at(year)
        seen = partial(asked.observe, year=year)
        row: dict[str, Any] = {"year": year}
        if year in required:
            told = f"required_of_{of}"
            row["required"] = asked.observe_level(told, required[year], year=year, method="linear")
        row["median"] = seen(f"median_of_{of}", forecast.quantile(0.5))
        for name, probability in (("likely", LIKELY), ("projected", level)):
            bounds = interval(forecast, probability)
            row[name] = seen(f"projected_of_{of}", bounds, level=probability)
        rows.append(row)
    about = partial(asked.observe, year=horizon)
    if children_at is None:
        silent = Unmeasured("not_published")
        children = about("projected_of_children", silent, level=level)
    else:
        children = about(
            "projected_of_children", interval(children_at(horizon), level), level=level
        )
    targeted = observe(worldwide(study), f"target_of_{of}", target, subject=asked.id)
    chance = about("chance", forecast.reached(target, direction=direction))
    terms: dict[str, str | int | Observation] = {
        **_terms(horizon, level),
        "clock": study.year,
        "model": asked.model,
        "direction": direction,
        "target": targeted,
        "median": rows[-1]["median"],
        "chance": chance,
        **({"rule": asked.rule.name} if asked.rule else {"pace": asked.paces[0].name}),
    }
    topic = Topic(f"projection{'-rule' if asked.rule else ''}", study, pillar=asked.id, terms=terms)
    path = pd.DataFrame(rows, columns=_PATH, index=pd.Index([str(row["year"]) for row in rows]))
    return Projection(
        **vars(asked),
        baseline=baseline,
        target=targeted,
        projected=rows[-1]["projected"],
        median=rows[-1]["median"],
        chance=chance,
        children=children,
        path=ObservedFrame.of(path, topic, ranges=_PATH[1:]),
    )
