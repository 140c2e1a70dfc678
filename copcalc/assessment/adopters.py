"""If these adopted: what some states, or those with the most children, would bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from copcalc.assessment.effort import Adopted
from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.goal import GoalAssessment, RuleResult, assess_goal, combine
from copcalc.assessment.observation import Observation, observe
from copcalc.assessment.pillar import PillarGap, assess_pillar, share_of, still_to_come
from copcalc.assessment.places import carriers
from copcalc.assessment.study import Study
from copcalc.errors import CopcalcError
from copcalc.framework import Pillar, SetTarget
from copcalc.measure import (
    ChildShare,
    CountryShare,
    Estimate,
    Unmeasured,
    countries_to_add,
    when_measured,
)
from copcalc.projection.plan import most_children
from copcalc.projection.requirement import ChildGoal, PlanningProblem
from copcalc.projection.scenario import Outcome, if_adopted, raised

AS_IT_STOOD = "as_it_stood"
"""The first row of a table of what more and more adopters bring: none of them yet."""


def largest_without(study: Study, most: int = 10) -> list[str]:
    """Find the states with the most children that are not known to have all that targets ask for.

    Formula: `copcalc.most_children` of so many states, over the direct indicators of all targets that
    should rise, the unknown taken for missing.

    Parameters
    ----------
    study : Study
        The question.
    most : int
        How many states, at the most.

    Returns
    -------
    list of str
        Their codes, most children first; none where no children are counted.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> largest_without(open_study(), 3)
    ['IND', 'CHN', 'NGA']
    """
    indicators = [_tells(each) for each in _rising(study)]
    if not indicators or not study.children_of(study.area):
        return []
    problem = as_problem(study, {each: each for each in indicators})
    return list(most_children(problem, countries=most).states)


def as_problem(
    study: Study, indicators: Mapping[str, str], goals: Sequence[ChildGoal] = ()
) -> PlanningProblem:
    """Set out where the states of an area stand, the unknown taken for missing.

    Parameters
    ----------
    study : Study
        The question.
    indicators : mapping of str to str
        Ids of indicators, by what they are to be called.
    goals : sequence of ChildGoal, optional
        What is required.

    Returns
    -------
    PlanningProblem
        Without children where none are counted.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> int(as_problem(open_study("cis"), {"technical": "hotline"}).has["technical"].sum())
    2
    """
    states = study.area.states
    statuses = pd.DataFrame(
        {name: study.status(each, states=states) for name, each in indicators.items()}
    )
    counted = study.children if study.children_of(study.area) else None
    return PlanningProblem(statuses, counted, unknown="no", goals=goals)


def if_these_adopted(study: Study, states: Iterable[str], subject: str = "") -> list[Adopted]:
    """Tell where pillars and the goal would be, if some states adopted all that targets ask for.

    Formula: [max(p_low + a_low, e_low), min(p_high + a_high, e_high)] for the published level p, of which
    the printed share says what it was rounded from; the addition a, between the adopters known to be
    without and all that are not known to have it; and the bounds e of evidence with the adopters having
    it. Where nothing was published, e alone. The goal follows by each rule that fits its baseline.

    Parameters
    ----------
    study : Study
        The question. Adopters outside its area are left aside.
    states : iterable of str
        Codes or names of states; that of a region stands for all of its.
    subject : str, optional
        A pillar's id, or "goal"; by default all.

    Returns
    -------
    list of Adopted
        The pillars in their order, then the goal by each rule, where its baseline was published for the
        study's area and year.

    Raises
    ------
    AreaError
        If there is no such state.
    FrameworkError
        If there is no such subject.
    CopcalcError
        If states are no list.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> for each in if_these_adopted(open_study(), ["India", "China", "NGA"]):
    ...     print(each.name, each.after.estimate, each.reached)
    legal 0.6943 to 0.7047 of countries no
    technical 0.2746 to 0.2798 of countries no
    goal-two_to_one 0.7646 to 0.8151 of children open
    goal-attainment 0.8828 to 0.9252 of children yes
    """
    return adopting(study, subject)(states)


def adopting(study: Study, subject: str = "") -> Callable[[Iterable[str]], list[Adopted]]:
    """Return what tells of any adopters as `if_these_adopted` does, so that it is found once how it stands.

    Parameters
    ----------
    study : Study
        The question.
    subject : str, optional
        A pillar's id, or "goal"; by default all.

    Returns
    -------
    callable
        Takes states, returns a list of `Adopted`.

    Raises
    ------
    FrameworkError
        If there is no such subject.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> tell = adopting(open_study(), "technical")
    >>> [tell(states)[0].still.low for states in ([], ["IND"], ["IND", "NGA"])]
    [85, 84, 83]
    """
    study.framework.check_subject(subject)
    grounds = [_Ground.of(study, each) for each in _rising(study)]
    goal = None
    if subject in ("", "goal") and study.is_published and study.framework.goal:
        goal = assess_goal(study)

    def tell(states: Iterable[str]) -> list[Adopted]:
        adopters = _adopters(study, states)
        pillars = [each.adopted_by(adopters) for each in grounds]
        found = [each.told() for each in pillars if subject in ("", each.gap.pillar.id)]
        if goal:
            after = {each.gap.pillar.id: each.children for each in pillars}
            rules = [each for each in goal.rules if each.baseline.possible]
            found += [_of_goal(study, goal, each, adopters, after) for each in rules]
        return found

    return tell


def reach_table(study: Study, pillar: str, *, most: int = 10) -> ObservedFrame:
    """Tell what share of children more and more adopters would reach.

    Formula: as `if_these_adopted`, for the first, the first two and so on. All together are sure to reach
    no fewer children than any other choice of as many: those with the most children, or those known to be
    without first, as only they are sure to add to a published level.

    Parameters
    ----------
    study : Study
        The question.
    pillar : str
        Id of a pillar whose target should rise.
    most : int, keyword-only
        How many adopters, at the most.

    Returns
    -------
    ObservedFrame
        One row a state, those that bring the most first, indexed by code: name, region (in the world),
        status ("no" or "unknown"), children (persons), share (of the area's), covered (share of children if
        this one and those before it adopted, with bounds). The first row is how it stood. Empty where no
        children are counted, nothing tells of the pillar state by state, or it should not rise.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> reach_table(open_study(), "technical", most=2)[["name", "covered_low", "covered_high"]].round(3)
                name  covered_low  covered_high
    now  as_it_stood        0.215         0.225
    IND        India        0.410         0.420
    CHN        China        0.522         0.555
    """
    stated = study.framework.pillar(pillar)
    columns = ["name", "region", "status", "children", "share", "covered"]
    indicator = _tells(stated) if stated in _rising(study) else ""
    rows: dict[str, dict[str, object]] = {}
    terms: dict[str, str | int | Observation] = {}
    if indicator and study.children_of(study.area):
        ground = _Ground.of(study, stated)
        terms["basis"] = ground.gap.basis
        first = _first(ground, most)
        rows["now"] = {"name": AS_IT_STOOD, "covered": ground.gap.children}
        for k, (code, row) in enumerate(first.iterrows(), start=1):
            adoption = ground.adopted_by(tuple(map(str, first.index[:k])))
            rows[str(code)] = {
                **row.drop("cumulative"),
                "covered": adoption.observe("children_if_adopted", adoption.children, f"first={k}"),
            }
            if study.area.kind == "world":
                rows[str(code)]["region"] = study.register.region_of(str(code)).name
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    cells["region"] = cells["region"].fillna("")
    cells["status"] = cells["status"].fillna("")
    topic = Topic("reach", study, indicator=indicator, terms=terms)
    return ObservedFrame.of(cells, topic, ranges=["covered"])


def _first(ground: _Ground, most: int) -> pd.DataFrame:
    """So many states, whose adoption is sure to reach the most children."""
    ranking = carriers(ground.gap.study, _tells(ground.gap.pillar))
    largest = ranking[ranking["children"] > 0]
    # Above a published level only those known to be without are sure to add to it.
    without_first = largest.sort_values("status", key=lambda s: s != "no", kind="stable")

    def sure(states: ObservedFrame) -> float:
        reached = ground.adopted_by(tuple(map(str, states.index))).children
        return reached.low if isinstance(reached, ChildShare) else 0.0

    orders: list[ObservedFrame] = [largest.head(most), without_first.head(most)]
    return max(orders, key=sure).cells()


def part_of(study: Study) -> ObservedFrame:
    """Tell which part of what targets would take lies in a region or a state.

    Parameters
    ----------
    study : Study
        The question.

    Returns
    -------
    ObservedFrame
        One row a pillar whose target should rise, by its id: name, lacking (countries of the area not known
        to have it: at least those known to be without, at most the unknown too), held (the children who
        live there, as a share of the world's), needed (countries still to come worldwide, by the published
        baseline where there is one). Empty for the world.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> part_of(open_study("africa"))[["lacking_low", "lacking_high", "needed"]].values.tolist()
    [[3, 29, 41], [4, 42, 85]]
    """
    rows = {}
    if study.area.kind != "world":
        for pillar in _rising(study):
            indicator = _tells(pillar)
            cover = study.coverage(indicator)
            lacking = Estimate.between(cover.no, cover.no + cover.unknown)
            total = study.children_of(study.register.world)
            held: ChildShare | Unmeasured = Unmeasured("no_children")
            if cover.children_total:
                least, most = cover.children_no, cover.children_no + cover.children_unknown
                held = ChildShare.between(least / total, most / total)
            rows[pillar.id] = {
                "name": pillar.name,
                "lacking": observe(study, "lacking", lacking, indicator=indicator),
                "held": observe(study, "lacking_children", held, indicator=indicator),
                "needed": still_to_come(study.at("world"), pillar),
            }
    columns = ["name", "lacking", "held", "needed"]
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return ObservedFrame.of(cells, Topic("its-part", study), ranges=columns[1:])


def _rising(study: Study) -> list[Pillar]:
    """Pillars whose target should rise, and of which evidence tells state by state."""
    return [
        each
        for each in study.framework.pillars
        if isinstance(each.target, SetTarget)
        and each.target.direction == "rise"
        and each.indicators("direct")
    ]


def _tells(pillar: Pillar) -> str:
    """The indicator that tells of a pillar state by state."""
    return pillar.indicators("direct")[0]


def _adopters(study: Study, states: Iterable[str]) -> tuple[str, ...]:
    """Codes of the states that are meant, those with the most children first."""
    if isinstance(states, str) or not isinstance(states, Iterable):
        raise CopcalcError(
            f"{states!r} is no list of states",
            where="adopters",
            fix='Give codes or names in a list, as ["KEN", "Nigeria"].',
        )
    meant = {code for name in states for code in study.register.find(name).states}
    children = study.children.reindex(sorted(meant.intersection(study.area.states)))
    return tuple(children.sort_values(ascending=False, kind="stable").index)


@dataclass(frozen=True)
class _Ground:
    """What adoptions add to: where a pillar stands by what was published, and what is known of states."""

    gap: PillarGap
    problem: PlanningProblem

    @classmethod
    def of(cls, study: Study, pillar: Pillar) -> _Ground:
        indicator = _tells(pillar)
        return cls(assess_pillar(study, pillar.id), as_problem(study, {indicator: indicator}))

    def adopted_by(self, states: tuple[str, ...]) -> _Adoption:
        adopters = {_tells(self.gap.pillar): states}
        least = if_adopted(replace(self.problem, unknown="yes"), adopters)
        return _Adoption(self.gap, states, least, if_adopted(self.problem, adopters))


@dataclass(frozen=True)
class _Adoption:
    """What some states' adopting would bring on one pillar.

    Whoever adopts what is unknown had it before (`least`), or had not (`most`).
    """

    gap: PillarGap
    states: tuple[str, ...]
    least: Outcome
    most: Outcome

    @property
    def count(self) -> Estimate | Unmeasured:
        """Countries that have it then."""
        known = Estimate.between(int(self.most.counts.iloc[0]), int(self.least.counts.iloc[0]))
        if self.gap.basis != "published":
            return known
        if self.gap.of.low != len(self.gap.study.area.states):  # evidence is of Member States
            known = Estimate(0, self.gap.of.low)
        added = Estimate.between(self.least.adoptions, self.most.adoptions)
        return _raised(self.gap.count.estimate, added, known)

    @property
    def countries(self) -> CountryShare | Unmeasured:
        """Share of countries that have it then."""
        return when_measured(partial(share_of, int(self.gap.of.low)), self.count)

    @property
    def children(self) -> ChildShare | Unmeasured:
        """Share of children in countries that have it then."""
        children, low, high = (
            self.most.problem.children,
            self.most.child_shares,
            self.least.child_shares,
        )
        if children is None or low is None or high is None:
            return Unmeasured("no_children")
        known = Estimate.between(float(low.iloc[0]), float(high.iloc[0]))
        if self.gap.basis != "published":
            return _child_share(known)
        held = (each.children or 0.0 for each in (self.least, self.most))
        added = Estimate.between(*(each / float(children.sum()) for each in held))
        return when_measured(_child_share, _raised(self.gap.children.estimate, added, known))

    @property
    def still(self) -> Estimate | Unmeasured:
        """Countries that still have to change then."""
        target, n = self.gap.target.estimate, int(self.gap.of.low)
        if not isinstance(target, CountryShare):
            return Unmeasured("target_of_children")
        return when_measured(lambda count: countries_to_add(count, target.low, n), self.count)

    def observe(self, measure: str, estimate: Estimate | Unmeasured, method: str) -> Observation:
        # A published level is the pillar's own, and no indicator's.
        indicator = "" if self.gap.basis == "published" else _tells(self.gap.pillar)
        about = {"indicator": indicator, "method": method}
        return _observe(self.gap.study, measure, estimate, self.gap.pillar.id, **about)

    def told(self) -> Adopted:
        gap, method = self.gap, _method(self.states)
        after = self.observe("children_if_adopted", self.children, method)
        in_children = isinstance(gap.target.estimate, ChildShare)
        return Adopted(
            study=gap.study,
            subject=gap.pillar,
            rule=None,
            states=self.states,
            target=gap.target,
            before=gap.baseline,
            after=after
            if in_children
            else self.observe("countries_if_adopted", self.countries, method),
            children_before=gap.children,
            children=after,
            still=self.observe("to_add_if_adopted", self.still, method),
        )


def _of_goal(
    study: Study,
    found: GoalAssessment,
    result: RuleResult,
    adopters: tuple[str, ...],
    after: Mapping[str, Estimate | Unmeasured],
) -> Adopted:
    combined = [study.framework.pillar(each) for each in found.goal.combines]
    shares = [after.get(each.id, Unmeasured("no_evidence")) for each in combined]
    targets = [each.target.share.low for each in combined if isinstance(each.target, SetTarget)]

    def made(*parts: Estimate) -> ChildShare:
        listed = [each for each in parts if isinstance(each, ChildShare)]
        return _child_share(combine(result.rule, listed, targets))

    method = f"{result.rule.id}+{_method(adopters)}"
    share = when_measured(made, *shares)
    children = _observe(study, "children_if_adopted", share, "goal", method=method)
    silent = Unmeasured("target_of_children")
    return Adopted(
        study=study,
        subject=found.goal,
        rule=result.rule,
        states=adopters,
        target=found.target,
        before=found.published,
        after=children,
        children_before=found.published,
        children=children,
        still=_observe(study, "to_add_if_adopted", silent, "goal", method=method),
    )


def _method(states: tuple[str, ...]) -> str:
    return f"adopters={'+'.join(sorted(states)) or 'none'}"


def _observe(
    study: Study, measure: str, estimate: Estimate | Unmeasured, subject: str, **about: Any
) -> Observation:
    ahead = max(study.year, study.framework.target_year)
    return observe(study, measure, estimate, subject=subject, year=ahead, clock=study.year, **about)


def _raised(
    level: Estimate | Unmeasured, added: Estimate, known: Estimate
) -> Estimate | Unmeasured:
    if isinstance(level, Unmeasured):
        return known  # what was not published, evidence bounds
    return raised(level, added, known) or Unmeasured("contradicted")


def _child_share(part: Estimate) -> ChildShare:
    """A share between its bounds; parts of a whole, summed in another order, may pass it by the last digit."""
    ends = (part.low, part.high, part.value)
    return ChildShare(*(None if end is None else min(1.0, end) for end in ends))  # type: ignore[arg-type]
