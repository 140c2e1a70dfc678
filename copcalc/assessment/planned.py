"""What it would take: how many countries a target needs, and which are enough for one in children."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from copcalc.assessment.adopters import adopting, as_problem
from copcalc.assessment.effort import Adopted, Effort
from copcalc.assessment.goal import GoalAssessment, RuleResult, assess_goal
from copcalc.assessment.observation import Observation, observe
from copcalc.assessment.pillar import PillarGap, assess_pillar
from copcalc.assessment.study import Study
from copcalc.framework import CompositeRule, Pillar, SetTarget
from copcalc.measure import Estimate, Unmeasured
from copcalc.projection.plan import fewest_states
from copcalc.projection.requirement import ChildGoal
from copcalc.projection.scenario import if_adopted

_Tell = Callable[[Iterable[str]], list[Adopted]]


def efforts(study: Study, subject: str = "") -> list[Effort]:
    """Tell what it would take to reach each target in figures.

    Formula: of a target in countries what `PillarGap.to_add` tells, in all and as the sum over regions. Of
    one in children bounds of the fewest states, by `copcalc.fewest_states`. At least: those that can bridge
    the gap from the published baseline if none of the unknown has it, as adopting brings the most then. At
    most: of those that are enough if none of the unknown has it, as few of the largest as are enough by
    `if_these_adopted`, whatever is unknown.

    Parameters
    ----------
    study : Study
        The question.
    subject : str, optional
        A pillar's id, or "goal"; by default all.

    Returns
    -------
    list of Effort
        The pillars in their order, then the goal by each rule that fits its baseline, where that was
        published for the study's area and year.

    Raises
    ------
    FrameworkError
        If there is no such subject.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> for each in efforts(open_study()):
    ...     print(each.name, each.needed.as_read())
    legal 41 (40 to 41)
    technical 85
    goal-two_to_one 2 to 5
    goal-attainment 2
    """
    study.framework.check_subject(subject)
    pillars = [
        each
        for each in study.framework.pillars
        if isinstance(each.target, SetTarget) and subject in ("", each.id)
    ]
    found = [_of_pillar(study, each) for each in pillars]
    if subject in ("", "goal") and study.is_published and study.framework.goal:
        goal, tell = assess_goal(study), adopting(study, "goal")
        found += [
            _of_goal(study, goal, each, tell) for each in goal.rules if each.baseline.possible
        ]
    return found


def _of_pillar(study: Study, pillar: Pillar) -> Effort:
    gap = assess_pillar(study, pillar.id)
    target = pillar.target
    assert isinstance(target, SetTarget)  # callers look first
    if target.of == "countries":
        regional = _regional(study, pillar)
        return Effort(
            study,
            pillar,
            rule=None,
            target=gap.target,
            needed=gap.to_add,
            per_year=gap.pace_countries,
            even=_added_up(study, pillar, regional, gap),
            regional=regional,
            states=(),
        )
    fewest: Estimate | Unmeasured = Unmeasured("not_rising")
    states: tuple[str, ...] = ()
    if target.direction == "rise":
        index = ChildGoal(target.share.low, {pillar.id: 1.0})
        is_enough = partial(_is_enough, adopting(study, pillar.id), pillar.id)
        fewest, states = _fewest(study, [pillar], index, gap.points, is_enough)
    return Effort(
        study,
        pillar,
        rule=None,
        target=gap.target,
        needed=_observe_fewest(study, pillar.id, fewest),
        per_year=gap.pace_countries,
        even=_uneven(study, pillar.id, "target_of_children"),
        regional=(),
        states=states,
    )


def _regional(study: Study, pillar: Pillar) -> tuple[PillarGap, ...]:
    if study.area.kind != "world":
        return ()
    return tuple(assess_pillar(study.at(each), pillar.id) for each in study.register.regions)


def _added_up(
    study: Study, pillar: Pillar, regional: tuple[PillarGap, ...], gap: PillarGap
) -> Observation:
    """Countries to come if each region is to reach the target: at least as many as the world needs."""
    parts = [each.to_add.estimate for each in regional]
    known = [each for each in parts if isinstance(each, Estimate)]
    if not known or len(known) < len(parts) or not gap.to_add.is_measured:
        reason = "one_region" if study.area.kind != "world" else "no_evidence"
        return _uneven(study, pillar.id, reason)
    low, high = sum(each.low for each in known), sum(each.high for each in known)
    low = max(low, gap.to_add.low)
    about = partial(observe, study, "to_add_by_region", subject=pillar.id, method=gap.basis)
    return about(Estimate.between(low, max(low, high)))


def _uneven(study: Study, subject: str, reason: str) -> Observation:
    return observe(study, "to_add_by_region", Unmeasured(reason), subject=subject)


def _of_goal(study: Study, found: GoalAssessment, result: RuleResult, tell: _Tell) -> Effort:
    rule, combined = result.rule, found.goal.combines
    pillars = [study.framework.pillar(each) for each in combined]
    index = _index(rule, pillars, found.target.low)
    fewest: Estimate | Unmeasured = Unmeasured("no_plan_by_rule")
    states: tuple[str, ...] = ()
    if index:
        is_enough = partial(_is_enough, tell, f"goal-{rule.id}")
        fewest, states = _fewest(study, pillars, index, found.points, is_enough)
    in_children = "target_of_children"
    return Effort(
        study,
        found.goal,
        rule=rule,
        target=found.target,
        needed=_observe_fewest(study, "goal", fewest, method=rule.id),
        per_year=observe(study, "pace_countries", Unmeasured(in_children), subject="goal"),
        even=_uneven(study, "goal", in_children),
        regional=(),
        states=states,
    )


def _index(rule: CompositeRule, pillars: list[Pillar], aim: float) -> ChildGoal | None:
    """The index that a rule makes of shares of children by pillar; None where it makes none."""
    if rule.kind == "weighted_mean":
        parts = rule.weights or []
        weights = {p.id: w / sum(parts) for p, w in zip(pillars, parts, strict=True)}
        return ChildGoal(aim, weights)
    if rule.kind == "mean_attainment":
        targets = {p.id: p.target.share.low for p in pillars if isinstance(p.target, SetTarget)}
        return ChildGoal(aim, dict.fromkeys(targets, 1 / len(targets)), targets)
    return None


def _fewest(
    study: Study,
    pillars: list[Pillar],
    goal: ChildGoal,
    points: Observation,
    is_enough: Callable[[tuple[str, ...]], bool],
) -> tuple[Estimate | Unmeasured, tuple[str, ...]]:
    """The fewest states that can be enough for an index of shares of children, and some that are."""
    direct = {each.id: found[0] for each in pillars if (found := each.indicators("direct"))}
    if not study.children_of(study.area):
        return Unmeasured("no_children"), ()
    if len(direct) < len(pillars) or not points.is_measured:
        return Unmeasured("no_evidence"), ()
    problem = as_problem(study, direct, [goal])
    enough = fewest_states(problem).states
    # An adoption brings no more than from the lowest level that evidence allows, as the index is concave.
    start = goal.value(if_adopted(problem, {}).child_shares)
    bridged = replace(goal, share=min(1.0, start + max(0.0, points.low)))
    least = fewest_states(replace(problem, goals=[bridged])).countries
    if least > len(enough):  # evidence tells of more than was published
        return Unmeasured("contradicted"), enough
    for k in range(least, len(enough)):
        if is_enough(enough[:k]):
            enough = enough[:k]
            break
    return Estimate.between(least, len(enough)), enough


def _is_enough(tell: _Tell, name: str, states: tuple[str, ...]) -> bool:
    """Whether a target is reached whatever is unknown, if these states adopt."""
    return any(each.name == name and each.reached == "yes" for each in tell(states))


def _observe_fewest(
    study: Study, subject: str, fewest: Estimate | Unmeasured, *, method: str = "evidence"
) -> Observation:
    ahead = max(study.year, study.framework.target_year)
    about = partial(observe, study, "fewest", fewest, subject=subject, method=method)
    return about(year=ahead, clock=study.year)
