"""What may become of a pillar, the goal or an indicator: results, apart from how they are reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.observation import Observation, Observed, OfSubject, one_range
from copcalc.assessment.study import Study
from copcalc.errors import MeasureError
from copcalc.framework import Pillar, RelatedCounts
from copcalc.measure import CountryShare

TYPE_CHECKING = False  # the mathematics takes a second to load, and tables and sentences do without
if TYPE_CHECKING:
    from copcalc.projection.bridge import Forecast
    from copcalc.projection.outlook import Outlook


class _Ahead(Observed):
    """A result of which it may be that nothing can be said."""

    projected: Observation

    @property
    def is_projected(self) -> bool:
        """Whether anything can be said."""
        return self.projected.is_measured

    @property
    def reason(self) -> str:
        """Why nothing can be said; empty where something can."""
        return self.projected.reason


@dataclass(frozen=True)
class Projection(OfSubject, _Ahead):
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
    forecast, children_forecast : Forecast or None
        The projected share itself, to ask further, and that of children; None where there is none.
    is_usual : bool
        Whether the model is the one that would have projected the related counts best.
    laid_out : callable
        Lays out the path when it is first asked for.
    """

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
    forecast: Forecast[Any] | None = field(repr=False, compare=False)
    children_forecast: Forecast[Any] | None = field(repr=False, compare=False)
    is_usual: bool = field(repr=False)
    laid_out: Callable[[], ObservedFrame] = field(repr=False, compare=False)

    @cached_property
    def path(self) -> ObservedFrame:
        """One row a year from the baseline's to that of the horizon.

        Columns: year, required (on the straight way to the target), median, likely (an interval of even
        odds) and projected (the interval). Empty where nothing can be said.
        """
        return self.laid_out()

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
class IndicatorProjection(_Ahead):
    """What may become of an indicator in an area, by the evidence state by state.

    Parameters
    ----------
    study : Study
        The question; its year is the clock.
    indicator : str
        Its id.
    pillar : Pillar or None
        The first pillar that it speaks for.
    horizon : int
        Calendar year that is projected to.
    level : float
        Probability that the interval is meant to hold.
    since : int
        First year in which a state is known to have had it; 0 for none.
    outlook : Outlook or None
        The projection itself, to ask further; None where there is none.
    known : Observation
        Share of countries known to have it in the study's year, up to that of those not known to be without.
    target : Observation
        Target of its pillar, in countries; worldwide, whatever the area.
    projected, median : Observation
        Share of countries in the horizon's year: its interval, and its median with the unknown at either
        bound.
    children, median_children : Observation
        The same of children.
    chance : Observation
        Probability that the target is reached by then, as if it were the area's own.
    laid_out : callable
        Lays out the timeline when it is first asked for.
    """

    study: Study
    indicator: str
    pillar: Pillar | None
    horizon: int
    level: float
    since: int
    outlook: Outlook | None
    known: Observation
    target: Observation
    projected: Observation
    median: Observation
    children: Observation
    median_children: Observation
    chance: Observation
    laid_out: Callable[[], ObservedFrame] = field(repr=False, compare=False)

    @cached_property
    def timeline(self) -> ObservedFrame:
        """One row a year, from the first in which a state is known to have it.

        Columns: year, known (up to the study's year), median and projected (from it on), as shares of
        countries.
        """
        return self.laid_out()

    def __repr__(self) -> str:
        about = f"{self.indicator}, {self.study.area.name}, {self.horizon}"
        if not self.is_projected:
            return f"<IndicatorProjection {about}: none ({self.reason})>"
        return f"<IndicatorProjection {about}: {self.projected.estimate}>"

    def to_frame(self) -> ObservedFrame:
        """Its timeline, one row a year."""
        copied: ObservedFrame = self.timeline.copy()
        return copied

    def observations(self) -> list[Observation]:
        """Every observation of this projection, those of its timeline included."""
        return list(dict.fromkeys([*super().observations(), *self.timeline.observations()]))


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
    >>> import copcalc as cop
    >>> round(goal_ahead(cop.projections(cop.open_study())).low, 2)
    0.52
    """
    goal = by_any_rule(projections)
    return goal.projected if goal else None


def by_any_rule(projections: Iterable[Projection]) -> Projection | None:
    """Tell where the goal would be and with which chance, by any of the rules that it is projected by.

    Parameters
    ----------
    projections : iterable of Projection
        Of one study; those of pillars are left aside.

    Returns
    -------
    Projection or None
        The goal with ranges that hold those of every rule, by no rule alone; where there is one rule, by that
        one; None where there is none.

    Examples
    --------
    >>> import copcalc as cop
    >>> print(by_any_rule(cop.projections(cop.open_study())).chance.as_read())
    11.13 to 21.66
    """
    made = [each for each in projections if each.rule and each.is_projected]
    if len(made) < 2:
        return made[0] if made else None
    rules = "|".join(each.rule.id for each in made if each.rule)
    method = f"{rules}+{made[0].model}"
    return replace(
        made[0],
        rule=None,
        projected=one_range([each.projected for each in made], method),
        median=one_range([each.median for each in made], method),
        chance=one_range([each.chance for each in made], method),
        children=one_range([each.children for each in made], method),
        forecast=None,  # a rule has one, and rules have none together
        children_forecast=None,
    )


def terms_of(horizon: int, level: float) -> dict[str, str | int | Observation]:
    """What tables and charts of a projection tell of it: its year, and the level of its intervals in per cent."""
    return {"horizon": horizon, "level": round(100 * level)}


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
    >>> import copcalc as cop
    >>> table = projection_table(cop.projections(cop.open_study()))
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
    terms = terms_of(first.horizon, first.level)
    topic = Topic("projections", first.study, terms=terms)
    if len(set(names)) < len(names):  # one subject at several paces
        topic = Topic("paces", first.study, pillar=first.projected.subject, terms=terms)
        names = [f"{e.name}.{'+'.join(r.series for r in e.paces)}.{e.model}" for e in listed]
    cells = pd.DataFrame(rows, index=names)
    return ObservedFrame.of(cells, topic, ranges=_NUMBERS)


_NUMBERS = ("baseline", "target", "median", "projected", "chance", "children")


def indicator_table(projections: Iterable[IndicatorProjection]) -> ObservedFrame:
    """Set projections of indicators below each other.

    Parameters
    ----------
    projections : iterable of IndicatorProjection
        Of one study, at least one.

    Returns
    -------
    ObservedFrame
        One row each, by indicator: indicator, role, known (in the study's year), target, median and
        projected (of countries), chance, median_children and children.

    Raises
    ------
    MeasureError
        If there is no projection.

    Examples
    --------
    >>> import copcalc as cop
    >>> table = indicator_table([cop.project_indicator(cop.open_study("cis"), "opsc")])
    >>> table[["known", "median", "chance"]].round(2).values.tolist()
    [[1.0, 1.0, 1.0]]
    """
    listed = list(projections)
    if not listed:
        raise MeasureError(
            "there is no projection to set in a table",
            where="indicator_table",
            fix="Give what project_indicator returns, in a list.",
        )
    framework = listed[0].study.framework
    numbers = ["known", "target", "median", "projected", "chance", "median_children", "children"]
    rows = {
        each.indicator: {
            "indicator": each.indicator,
            "role": "proxy" if framework.is_proxy(each.indicator) else "direct",
            **{name: getattr(each, name) for name in numbers},
        }
        for each in listed
    }
    terms = terms_of(listed[0].horizon, listed[0].level)
    cells = pd.DataFrame.from_dict(rows, orient="index")
    topic = Topic("indicator-projections", listed[0].study, terms=terms)
    return ObservedFrame.of(cells, topic, ranges=numbers)
