"""The goal: which rules can have combined the pillars' baselines into the published one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd

from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.observation import Observation, Observed, observe
from copcalc.assessment.published import observe_published, worldwide
from copcalc.assessment.study import Study
from copcalc.errors import FrameworkError
from copcalc.framework import CompositeRule, Goal, SetTarget
from copcalc.measure import (
    ChildShare,
    Consistency,
    Estimate,
    Unmeasured,
    both,
    consistency,
    either,
    gap,
    linear_weight,
    mean_attainment,
    over_box,
    required_pace,
    weighted_mean,
)
from copcalc.measure.composite import Points, attained_of, both_of, either_of, mean_of


@dataclass(frozen=True)
class RuleResult:
    """What one declared rule makes of the pillars' figures.

    Parameters
    ----------
    rule : CompositeRule
        The rule as the framework declares it.
    baseline : Consistency
        Its result at the pillars' baselines, against the goal's published baseline.
    target : Consistency or None
        Its result at the pillars' targets, against the goal's target; None for a mean of what is attained,
        which is all of the way at the targets whatever they are.
    at_baseline, at_target : Observation
        The same two results.
    """

    rule: CompositeRule
    baseline: Consistency
    target: Consistency | None
    at_baseline: Observation
    at_target: Observation

    @property
    def target_verdict(self) -> str:
        """The verdict on its result at the targets, as far as one can be given."""
        return self.target.verdict if self.target else "so by construction"

    def __repr__(self) -> str:
        verdicts = f"baseline {self.baseline.verdict}, target {self.target_verdict}"
        return f"<RuleResult {self.rule.id}: {verdicts}>"


@dataclass(frozen=True)
class GoalAssessment(Observed):
    """The goal's baseline, gap and reconciliation.

    Parameters
    ----------
    study : Study
        The question this answers.
    goal : Goal
        The goal as the framework states it.
    rules : list of RuleResult
        Every declared rule with its verdicts.
    baseline, target : Observation
        The baseline and the goal, as shares of children. The baseline is the published one, or what the
        rule that the study assumes makes of the pillars' (`method` "published" or the rule's id).
    published : Observation
        The published baseline, whatever is assumed.
    points : Observation
        Gap between the two, as a fraction of children.
    gap_children : Observation
        Gap in children (persons) of the baseline year.
    children_to_reach : Observation
        Children (persons) by which those covered in the target year would have to outnumber those
        covered in the baseline year, as there are more or fewer children by then.
    pace, growth, reduction : Observation
        Yearly pace from the baseline year to the target year: fraction of children, growth of the
        covered share (CAGR), reduction of the uncovered share (AARR).
    weight_at_baseline, weight_at_target : Observation
        Weights on the first of two pillars that give the published baseline, and the goal's target.
    declared : Observation
        How many rules are declared.
    combined : tuple of Observation
        Published shares of children of the pillars that the goal combines.
    """

    study: Study
    goal: Goal
    rules: list[RuleResult]
    baseline: Observation
    target: Observation
    published: Observation
    points: Observation
    gap_children: Observation
    children_to_reach: Observation
    pace: Observation
    growth: Observation
    reduction: Observation
    weight_at_baseline: Observation
    weight_at_target: Observation
    declared: Observation
    combined: tuple[Observation, ...]

    @property
    def one_weight_fits_both(self) -> bool:
        """Whether one linear weight gives both the published baseline and the goal's target."""
        first, second = self.weight_at_baseline.estimate, self.weight_at_target.estimate
        return (
            isinstance(first, Estimate) and isinstance(second, Estimate) and first.overlaps(second)
        )

    def __repr__(self) -> str:
        """Name baseline, target and gap in one line, and how many rules can give the baseline."""
        figures = f"baseline {self.baseline.estimate}, target {self.target.estimate}"
        possible = sum(rule.baseline.possible for rule in self.rules)
        rules = f"{possible} of {len(self.rules)} rules can give the baseline"
        about = f"{self.study.framework.id}, {self.study.framework.baseline_year}"
        if self.baseline.scenario:
            about += f", {self.baseline.scenario}"
        return f"<GoalAssessment {about}: {figures}, gap {self.points.estimate}; {rules}>"

    def to_frame(self) -> ObservedFrame:
        """What each rule makes of the pillars' figures, below the published ones.

        Returns
        -------
        ObservedFrame
            The first row, "published", is the goal itself; then one a rule, indexed by its id: rule (its
            name), at_baseline and at_target (fractions, with bounds in columns that end in `_low` and
            `_high`), what they are against the first row in baseline_verdict and target_verdict, note.
        """
        rows: dict[str, dict[str, object]] = {
            "published": {
                "rule": self.goal.name,
                "at_baseline": self.published,
                "at_target": self.target,
            }
        }
        for each in self.rules:
            rows[each.rule.id] = {
                "rule": each.rule.name,
                "at_baseline": each.at_baseline,
                "baseline_verdict": each.baseline.verdict,
                "at_target": each.at_target,
                "target_verdict": each.target_verdict,
                "note": each.rule.note,
            }
        columns = ["rule", "at_baseline", "baseline_verdict", "at_target", "target_verdict", "note"]
        cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns).fillna("")
        topic = Topic("rules", worldwide(self.study))
        return ObservedFrame.of(cells, topic, ranges=("at_baseline", "at_target"))

    def observations(self) -> list[Observation]:
        """Every observation of this assessment, those of its rules included."""
        of_rules = [seen for rule in self.rules for seen in (rule.at_baseline, rule.at_target)]
        return [*super().observations(), *self.combined, *of_rules]


def combine(rule: CompositeRule, shares: list[ChildShare], targets: list[float]) -> Estimate:
    """Apply a declared rule to shares of children, one a pillar; targets are those of the pillars."""
    if rule.kind == "weighted_mean":
        return weighted_mean(shares, rule.weights or [])
    if rule.kind == "mean_attainment":
        return mean_attainment(shares, targets)
    return both(shares) if rule.kind == "both" else either(shares)


def combine_points(
    rule: CompositeRule, shares: list[Points], targets: list[float]
) -> tuple[Points, Points]:
    """Apply a declared rule to arrays of shares of children, one a pillar: the least and the greatest."""
    if rule.kind == "weighted_mean":
        made = mean_of(shares, rule.weights or [])
    elif rule.kind == "mean_attainment":
        made = attained_of(shares, targets)
    else:
        return both_of(shares) if rule.kind == "both" else either_of(shares)
    return made, made


def assess_goal(study: Study) -> GoalAssessment:
    """Measure the goal's gap, and find the rules that fit its published baseline and its target.

    The pillars' targets are set in countries and the goal in children. To see what a rule makes of the
    targets they are read as shares of children, which the framework itself does not say.

    Parameters
    ----------
    study : Study
        The question; the goal's figures are worldwide, whatever its area. The rule that it assumes makes
        the baseline, else the published one counts.

    Returns
    -------
    GoalAssessment
        Rules with verdicts, weights, gap and pace.

    Raises
    ------
    FrameworkError
        If the framework has no goal.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> assessment = assess_goal(open_study())
    >>> [(r.rule.id, r.baseline.verdict) for r in assessment.rules][:2]
    [('two_to_one', 'fits within the rounding'), ('equal', 'ruled out')]
    """
    goal = study.framework.goal
    if goal is None:
        raise FrameworkError(
            "this framework has no goal", where=study.framework.id, fix="Leave this step out."
        )
    asked = worldwide(study)
    about = partial(observe, asked, subject="goal")
    pillars = [study.framework.pillar(each) for each in goal.combines]
    shares, targets = [], []
    for pillar in pillars:
        # The framework file is refused where one of the two is missing.
        assert pillar.baseline.children is not None
        assert isinstance(pillar.target, SetTarget)
        shares.append(pillar.baseline.children.children)
        targets.append(pillar.target.share.low)
    published, target = goal.baseline.children, goal.target.share
    as_children = [ChildShare.exact(each) for each in targets]
    rules = {each.id: _result(asked, goal, each, shares, targets) for each in goal.rules}
    baseline: Estimate = rules[study.rule].baseline.result if study.rule else published
    assert isinstance(baseline, ChildShare)  # other rules are refused where they are assumed
    points = gap(baseline, target)
    now, later = (
        float(study.children_in(year).sum())
        for year in (study.framework.baseline_year, study.framework.target_year)
    )
    silent = Unmeasured("no_children")
    pace = required_pace(
        baseline, target, study.framework.target_year - study.framework.baseline_year
    )
    return GoalAssessment(
        study=study,
        goal=goal,
        rules=list(rules.values()),
        baseline=about("baseline_of_children", baseline, method=study.rule or "published"),
        published=about("baseline_of_children", published, method="published"),
        target=about("target_of_children", target),
        points=about("gap_points", points),
        gap_children=about("gap_children", over_box(lambda p: p * now, points) if now else silent),
        children_to_reach=about(
            "children_to_reach",
            over_box(lambda base, aim: aim * later - base * now, baseline, target)
            if now and later
            else silent,
        ),
        pace=about("pace_points", pace.points),
        growth=about("growth", pace.cagr or Unmeasured("grows_from_zero")),
        reduction=about("reduction", pace.aarr),
        weight_at_baseline=about("weight_at_baseline", _weight(shares, published)),
        weight_at_target=about("weight_at_target", _weight(as_children, target)),
        declared=about("rules", Estimate.exact(len(goal.rules))),
        combined=tuple(observe_published(asked, pillar)["children"] for pillar in pillars),
    )


def _result(
    study: Study,
    goal: Goal,
    rule: CompositeRule,
    shares: list[ChildShare],
    targets: list[float],
) -> RuleResult:
    as_children = [ChildShare.exact(each) for each in targets]
    at_baseline = consistency(combine(rule, shares, targets), goal.baseline.children)
    result = combine(rule, as_children, targets)
    attained = rule.kind == "mean_attainment"
    kind = "attained" if attained else "combined"
    about = partial(observe, study, subject="goal", method=rule.id)
    return RuleResult(
        rule,
        at_baseline,
        None if attained else consistency(result, goal.target.share),
        about(f"{kind}_at_baseline", at_baseline.result),
        about(f"{kind}_at_target", result),
    )


def _weight(shares: list[ChildShare], combined: ChildShare) -> Estimate | Unmeasured:
    """The weight on the first of two shares; there is none where there are more, or they may be equal."""
    if len(shares) != 2 or shares[0].overlaps(shares[1]):
        return Unmeasured("no_weight")
    return linear_weight(shares[0], shares[1], combined)
