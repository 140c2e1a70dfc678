"""The sections about the published baseline: what it can stand for, and how it came about."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from copcalc import words
from copcalc.assessment import (
    GoalAssessment,
    Observation,
    PillarGap,
    implied_by_totals,
    observe_published,
)
from copcalc.charts import rules_chart
from copcalc.report.record import Column, Record


def published(record: Record, gaps: Sequence[PillarGap], goal: GoalAssessment) -> None:
    """Tabulate every published figure with the interval that it can stand for."""
    shares: dict[str, list[tuple[str, Observation]]] = {
        "countries": [],
        "children": [(goal.goal.name, goal.published)],
    }
    for gap in gaps:
        for of, seen in observe_published(record.study, gap.pillar).items():
            shares[of].append((gap.pillar.name, seen))
    for of, figures in shares.items():
        record.table(
            pd.DataFrame([{"what": name, "figure": each} for name, each in figures]),
            name=f"published-{of}",
            columns=[
                Column("what", "Figure"),
                Column("figure", f"As printed, % of {of}", shows="value"),
                Column("figure", f"Stands for, % of {of}"),
            ],
            caption=f"Published baselines in {of}, {record.study.framework.baseline_year}",
        )


def denominators(record: Record, gaps: Sequence[PillarGap]) -> None:
    """Show which denominators fit a published count, and what each one makes of the gap."""
    names = {each.id: each.name for each in record.study.framework.denominators}
    rows = []
    for gap in gaps:
        record.add(gap.observations())
        if gap.denominators.is_measured:
            record.say([words.Sentence("pillar.count", gap.named)])
        rows += [
            {"pillar": gap.pillar.name, "denominator": names[denominator], **seen}
            for denominator, seen in gap.by_denominator.items()
        ]
    record.table(
        pd.DataFrame(rows),
        name="denominators",
        columns=[
            Column("pillar", "Pillar"),
            Column("denominator", "Denominator"),
            Column("of", "Countries"),
            Column("target_count", "Needed for the target"),
            Column("to_add", "Still to come"),
        ],
        caption="Countries still to come, by the denominator that is meant",
    )


def implied(record: Record, gaps: Sequence[PillarGap]) -> None:
    """Show which states the published totals put in or out, and how far they narrow what is unknown."""
    study = record.study
    found = [i for gap in gaps if (i := implied_by_totals(study, gap.pillar.id)) is not None]
    if not found:
        record.note(words.NOTES["no_totals"])
        return
    for each in found:
        record.add(each.observations())
        record.say(words.about_implied(each))
        if each.cells.empty:
            continue
        record.table(
            each.cells,
            name=f"implied-{each.pillar.id}",
            columns=[
                Column("name", "State"),
                Column("implied", "Implied to be"),
                Column("readings", "Readings"),
                *(Column(v, f"with {v}") for v in study.vintages if v in each.cells),
                Column("share", "Its share of children, %"),
                Column("otherwise", "Covered otherwise, %"),
                Column("set_aside", "By evidence set aside"),
            ],
            caption=f"{each.pillar.name}: implied by the published totals, for states of unknown status",
        )
    record.note(words.NOTES["implied"])
    sure = [
        each.cells_by_confidence.assign(
            pillar=each.pillar.name,
            evidence=[words.CONFIDENCE[c] for c in each.cells_by_confidence.index],
        )
        for each in found
    ]
    record.table(
        pd.concat(sure),
        name="implied-by-confidence",
        columns=[
            Column("pillar", "Pillar"),
            Column("evidence", "Evidence counted"),
            Column("yes", "Yes"),
            Column("no", "No"),
            Column("readings_fitting", "Readings that fit"),
            Column("implied_counted", "Implied: counted"),
            Column("implied_not_counted", "Implied: not counted"),
        ],
        caption="How what is implied hangs on the evidence that counts",
    )
    for each in found:
        record.table(
            each.cells_of_bounds,
            name=f"implied-bounds-{each.pillar.id}",
            columns=[
                Column("area", "Area"),
                Column("states", "States"),
                Column("evidence", "By evidence, %"),
                Column("count", "With the published count, %"),
                Column("share", "With the share too, %"),
            ],
            caption=f"{each.pillar.name}: children covered, as the published totals narrow it",
        )


def reconciliation(record: Record, goal: GoalAssessment) -> None:
    """Say which rules can have combined the pillars' baselines, draw and tabulate them."""
    record.add(goal.observations())
    record.say(words.about_goal(goal))
    record.chart("rules", rules_chart(goal))
    rows = [
        {
            "rule": each.rule.name,
            "at_baseline": each.at_baseline,
            "baseline_verdict": each.baseline.verdict,
            "at_target": each.at_target,
            "target_verdict": each.target_verdict,
            "note": each.rule.note,
        }
        for each in goal.rules
    ]
    record.table(
        pd.DataFrame(rows),
        name="rules",
        columns=[
            Column("rule", "Rule"),
            Column("at_baseline", "At the baselines, %"),
            Column("baseline_verdict", "Against the published baseline"),
            Column("at_target", "At the targets, %"),
            Column("target_verdict", "Against the goal"),
            Column("note", "Note"),
        ],
        caption="What each declared rule makes of the pillars' baselines and targets",
    )


def goal_gap(record: Record, goal: GoalAssessment) -> None:
    """Say how far the goal is, and which pace would reach it."""
    record.add(goal.observations())
    framework = record.study.framework
    texts = {
        "year": str(framework.baseline_year),
        "target_year": str(framework.target_year),
        "years": str(framework.target_year - framework.baseline_year),
    }
    more = goal.children_to_reach
    reach = ["goal.gap_to_reach"] if more.is_measured and more.low > 0 else []
    told = ("goal.gap", *reach, "goal.pace")
    record.say([words.Sentence(each, goal.named, texts) for each in told])
