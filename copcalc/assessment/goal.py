"""The goal: which rules can have combined the pillars' baselines into the published one."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copcalc.assessment.number import Number
from copcalc.assessment.study import Study
from copcalc.errors import FrameworkError
from copcalc.framed import Framed
from copcalc.framework import CompositeRule, Goal, SetTarget
from copcalc.measure import (
    ChildShare,
    Consistency,
    Estimate,
    Pace,
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


@dataclass(frozen=True)
class RuleResult:
    """What one declared rule makes of the pillars' figures.

    Parameters
    ----------
    rule : CompositeRule
        The rule as the framework declares it.
    baseline : Consistency
        Its result at the pillars' baselines, against the goal's published baseline.
    target : Consistency
        Its result at the pillars' targets, against the goal's target.
    """

    rule: CompositeRule
    baseline: Consistency
    target: Consistency

    def __repr__(self) -> str:
        verdicts = f"baseline {self.baseline.verdict}, target {self.target.verdict}"
        return f"<RuleResult {self.rule.id}: {verdicts}>"


@dataclass(frozen=True)
class GoalAssessment(Framed):
    """The goal's baseline, gap and reconciliation.

    Parameters
    ----------
    study : Study
        The question this answers.
    goal : Goal
        The goal as the framework states it.
    rules : list of RuleResult
        Every declared rule with its verdicts.
    weight_at_baseline, weight_at_target : Estimate or None
        Weights on the first of two pillars that give the published baseline, and the goal's target.
    points : Estimate
        Gap, as a fraction of children.
    children : Estimate or None
        Gap in children (persons) of the baseline year; None where none are counted.
    children_to_reach : Estimate or None
        Children (persons) by which those covered in the target year would have to outnumber those
        covered in the baseline year, as there are more or fewer children by then; None where none are
        counted in one of the two years.
    pace : Pace
        Yearly pace from the baseline year to the target year.
    """

    study: Study
    goal: Goal
    rules: list[RuleResult]
    weight_at_baseline: Estimate | None
    weight_at_target: Estimate | None
    points: Estimate
    children: Estimate | None
    children_to_reach: Estimate | None
    pace: Pace

    @property
    def one_weight_fits_both(self) -> bool:
        """Whether one linear weight gives both the published baseline and the goal's target."""
        first, second = self.weight_at_baseline, self.weight_at_target
        return first is not None and second is not None and first.overlaps(second)

    def __repr__(self) -> str:
        """Name baseline, target and gap in one line, and how many rules can give the baseline."""
        figures = f"baseline {self.goal.baseline.children}, target {self.goal.target.share}"
        possible = sum(rule.baseline.possible for rule in self.rules)
        rules = f"{possible} of {len(self.rules)} rules can give the baseline"
        about = f"{self.study.framework.id}, {self.study.framework.baseline_year}"
        return f"<GoalAssessment {about}: {figures}, gap {self.points}; {rules}>"

    def to_frame(self) -> pd.DataFrame:
        """One row a rule: its interval at the baseline and at the targets, in per cent, and verdicts."""
        return pd.DataFrame(
            {
                "rule": r.rule.name,
                "baseline_low": 100 * r.baseline.result.low,
                "baseline_high": 100 * r.baseline.result.high,
                "baseline_verdict": r.baseline.verdict,
                "target_low": 100 * r.target.result.low,
                "target_high": 100 * r.target.result.high,
                "target_verdict": r.target.verdict,
                "note": r.rule.note,
            }
            for r in self.rules
        )

    def numbers(self) -> list[Number]:
        """Every number of this assessment, for the record."""
        source = self.study.framework_source("goal")
        year, until = self.study.framework.baseline_year, self.study.framework.target_year
        people = f"{source}; data/raw/children.csv ({self.study.vintage}, {year})"
        rows: list[tuple[str, str, Estimate | None, str, str]] = [
            (
                "baseline",
                "Published baseline of the goal",
                self.goal.baseline.children,
                "percent_of_children",
                source,
            ),
            ("target", "The goal", self.goal.target.share, "percent_of_children", source),
            ("gap.points", "Gap to the goal", self.points, "points", source),
            (
                "gap.children",
                f"Gap to the goal in children of {year}",
                self.children,
                "children",
                people,
            ),
            (
                "gap.children_to_reach",
                f"More children covered in {until} than in {year}, to meet the goal",
                self.children_to_reach,
                "children",
                f"{source}; data/raw/children.csv ({self.study.vintage}, {year} and {until})",
            ),
            ("pace.points", "Required pace", self.pace.points, "points_a_year", source),
            (
                "pace.cagr",
                "Required growth of the protected share",
                self.pace.cagr,
                "percent_a_year",
                source,
            ),
            (
                "pace.aarr",
                "Required reduction of the unprotected share (AARR)",
                self.pace.aarr,
                "percent_a_year",
                source,
            ),
        ]
        if self.weight_at_baseline is not None:
            rows.append(
                (
                    "weight.baseline",
                    "Weight on the first pillar that gives the baseline",
                    self.weight_at_baseline,
                    "weight",
                    source,
                )
            )
        if self.weight_at_target is not None:
            rows.append(
                (
                    "weight.target",
                    "Weight on the first pillar that gives the goal",
                    self.weight_at_target,
                    "weight",
                    source,
                )
            )
        rows.append(("rules", "Declared rules", Estimate.exact(len(self.rules)), "rules", source))
        for name, id_ in zip(("first", "second"), self.goal.combines, strict=False):
            figure = self.study.framework.pillar(id_).baseline.children
            assert figure is not None  # the framework file is refused without it
            key = f"pillars.{id_}.baseline.children"
            rows.append(
                (
                    name,
                    f"Published share of children, {id_}",
                    figure.children,
                    "percent_of_children",
                    self.study.framework_source(key),
                )
            )
        for result in self.rules:
            unit = (
                "percent_of_way" if result.rule.kind == "mean_attainment" else "percent_of_children"
            )
            rows += [
                (
                    f"rule.{result.rule.id}.baseline",
                    f"{result.rule.name}, at the baselines: {result.baseline.verdict}",
                    result.baseline.result,
                    unit,
                    source,
                ),
                (
                    f"rule.{result.rule.id}.target",
                    f"{result.rule.name}, at the targets: {result.target.verdict}",
                    result.target.result,
                    unit,
                    source,
                ),
            ]
        return [Number(f"goal.{row[0]}", *row[1:]) for row in rows]


def _combine(rule: CompositeRule, shares: list[ChildShare], targets: list[float]) -> Estimate:
    if rule.kind == "weighted_mean":
        return weighted_mean(shares, rule.weights or [])
    if rule.kind == "mean_attainment":
        return mean_attainment(shares, targets)
    return both(shares) if rule.kind == "both" else either(shares)


def assess_goal(study: Study) -> GoalAssessment:
    """Measure the goal's gap, and find the rules that fit its published baseline and its target.

    The pillars' targets are set in countries and the goal in children. To see what a rule makes of the
    targets they are read as shares of children, which the framework itself does not say.

    Parameters
    ----------
    study : Study
        The question; the goal's figures are worldwide, whatever its area.

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
    published = goal.baseline.children
    shares, targets = [], []
    for pillar in map(study.framework.pillar, goal.combines):
        # The framework file is refused where one of the two is missing.
        assert pillar.baseline.children is not None
        assert isinstance(pillar.target, SetTarget)
        shares.append(pillar.baseline.children.children)
        targets.append(pillar.target.share.low)
    as_children = [ChildShare.exact(target) for target in targets]
    rules = [
        RuleResult(
            rule,
            consistency(_combine(rule, shares, targets), published),
            consistency(_combine(rule, as_children, targets), goal.target.share),
        )
        for rule in goal.rules
    ]
    years = study.framework.target_year - study.framework.baseline_year
    points = gap(published, goal.target.share)
    total, later = (
        float(study.children_in(year).sum())
        for year in (study.framework.baseline_year, study.framework.target_year)
    )
    return GoalAssessment(
        study=study,
        goal=goal,
        rules=rules,
        weight_at_baseline=_weight(shares, published),
        weight_at_target=_weight(as_children, goal.target.share),
        points=points,
        children=over_box(lambda p: p * total, points) if total else None,
        children_to_reach=over_box(
            lambda base, target: target * later - base * total, published, goal.target.share
        )
        if total and later
        else None,
        pace=required_pace(published, goal.target.share, years),
    )


def _weight(shares: list[ChildShare], combined: ChildShare) -> Estimate | None:
    """The weight on the first of two shares; None where there are more, or they may be equal."""
    if len(shares) != 2 or shares[0].overlaps(shares[1]):
        return None
    return linear_weight(shares[0], shares[1], combined)
