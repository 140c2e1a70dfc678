"""The sections about the published baseline: what it can stand for, and how it came about."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from copcalc import words
from copcalc.assessment import (
    GoalAssessment,
    PillarGap,
    implied_by_totals,
)
from copcalc.charts import (
    rules_chart,
)
from copcalc.framework import SetTarget
from copcalc.measure import ChildShare, CountryShare, Share, countries_at_target
from copcalc.report.record import Column, Record


def published(record: Record, gaps: Sequence[PillarGap], goal: GoalAssessment) -> None:
    """Tabulate every published figure with the interval that it can stand for."""
    source = record.study.framework.source.id
    shares: list[tuple[str, str, Share]] = [("goal", goal.goal.name, goal.goal.baseline.children)]
    for gap in gaps:
        base, name = gap.pillar.baseline, gap.pillar.name
        if base.countries is not None:
            shares.append((f"{gap.pillar.id}.countries", name, base.countries.countries))
        if base.children is not None:
            shares.append((f"{gap.pillar.id}.children", name, base.children.children))
    for kind, unit in ((CountryShare, "percent_of_countries"), (ChildShare, "percent_of_children")):
        rows = {
            key: {
                "what": name,
                "value": None if share.value is None else 100 * share.value,
                "low": 100 * share.low,
                "high": 100 * share.high,
            }
            for key, name, share in shares
            if isinstance(share, kind)
        }
        of = "countries" if kind is CountryShare else "children"
        record.table(
            f"published-{of}",
            pd.DataFrame.from_dict(rows, orient="index"),
            [
                Column("what", "Figure"),
                Column("value", f"As printed, % of {of}", unit),
                Column("low", f"Stands for, % of {of}", unit, "high"),
            ],
            caption=f"Published baselines in {of}, {record.study.framework.baseline_year}",
            source=source,
        )


def denominators(record: Record, gaps: Sequence[PillarGap]) -> None:
    """Show which denominators fit a published count, and what each one makes of the gap."""
    study = record.study
    for gap in gaps:
        record.add(gap.numbers())
        if gap.denominators is not None:
            record.say([words.Sentence("pillar.count", (gap.pillar.id,))])
    rows = {}
    for gap in gaps:
        if (
            gap.basis != "published"
            or gap.to_add is None
            or not isinstance(gap.target, CountryShare)
        ):
            continue
        assert isinstance(gap.pillar.target, SetTarget)  # it has a share
        direction = gap.pillar.target.direction
        for denominator in study.framework.denominators:
            n = study.countries_of(denominator.id)
            key = f"{gap.pillar.id}.gap.countries_of.{denominator.id}"
            found = record.numbers.get(key)
            if found is None or (to_add := found.estimate) is None:
                continue  # the published share is none of so many countries
            rows[f"{gap.pillar.id}.{denominator.id}"] = {
                "pillar": gap.pillar.name,
                "denominator": denominator.name,
                "countries": n,
                "target": countries_at_target(gap.target.low, n, direction=direction),
                "add_low": to_add.low,
                "add_high": to_add.high,
            }
    record.table(
        "denominators",
        pd.DataFrame.from_dict(rows, orient="index"),
        [
            Column("pillar", "Pillar"),
            Column("denominator", "Denominator"),
            Column("countries", "Countries", "countries"),
            Column("target", "Needed for the target", "countries"),
            Column("add_low", "Still to come", "countries", "add_high"),
        ],
        caption="Countries still to come, by the denominator that is meant",
        source=study.framework.source.id,
    )


def implied(record: Record, gaps: Sequence[PillarGap]) -> None:
    """Show which states the published totals put in or out, and how far they narrow what is unknown."""
    study = record.study
    found = [i for gap in gaps if (i := implied_by_totals(study, gap.pillar.id)) is not None]
    if not found:
        record.note(words.NOTES["no_totals"])
        return
    source = f"{study.framework.source.id}; data/raw/evidence; data/raw/children.csv"
    for each in found:
        record.add(each.numbers())
        record.say(words.about_implied(each))
        table = each.to_frame()
        if table.empty:
            continue
        record.table(
            f"implied-{each.pillar.id}",
            table,
            [
                Column("name", "State"),
                Column("implied", "Implied to be"),
                Column("readings", "Readings", "readings"),
                *(Column(v, f"with {v}", "readings") for v in study.vintages if v in table),
                Column("share", "Its share of children, %", "percent_of_children"),
                Column("otherwise", "Covered otherwise, %", "percent_of_children"),
                Column("set_aside", "By evidence set aside"),
            ],
            caption=f"{each.pillar.name}: implied by the published totals, for states of unknown status",
            source=source,
        )
    record.note(words.NOTES["implied"])
    sure = []
    for each in found:
        rows = each.by_confidence()
        rows["evidence"] = [words.CONFIDENCE[c] for c in rows.index]
        rows.index = pd.Index([f"{each.pillar.id}.{c}" for c in rows.index])
        sure.append(rows.assign(pillar=each.pillar.name))
    record.table(
        "implied-by-confidence",
        pd.concat(sure),
        [
            Column("pillar", "Pillar"),
            Column("evidence", "Evidence counted"),
            Column("yes", "Yes", "countries"),
            Column("no", "No", "countries"),
            Column("fitting", "Readings that fit", "readings"),
            Column("counted", "Implied: counted", "countries"),
            Column("not_counted", "Implied: not counted", "countries"),
        ],
        caption="How what is implied hangs on the evidence that counts",
        source=source,
    )
    for each in found:
        record.table(
            f"implied-bounds-{each.pillar.id}",
            each.bounds(),
            [
                Column("area", "Area"),
                Column("states", "States", "countries"),
                Column("evidence_low", "By evidence, %", "percent_of_children", "evidence_high"),
                Column(
                    "count_low", "With the published count, %", "percent_of_children", "count_high"
                ),
                Column("share_low", "With the share too, %", "percent_of_children", "share_high"),
            ],
            caption=f"{each.pillar.name}: children covered, as the published totals narrow it",
            source=f"{study.framework.source.id}; {study.children_source}",
        )


def reconciliation(record: Record, goal: GoalAssessment) -> None:
    """Say which rules can have combined the pillars' baselines, draw and tabulate them."""
    record.add(goal.numbers())
    record.say(words.about_goal(goal))
    record.chart("rules", rules_chart(goal))
    record.table(
        "rules",
        goal.to_frame()
        .set_index(pd.Index([r.rule.id for r in goal.rules]))
        .assign(
            unit=[
                "percent_of_way" if r.rule.kind == "mean_attainment" else "percent_of_children"
                for r in goal.rules
            ]
        ),
        [
            Column("rule", "Rule"),
            Column(
                "baseline_low",
                "At the baselines, %",
                "percent_of_children",
                "baseline_high",
                "unit",
            ),
            Column("baseline_verdict", "Against the published baseline"),
            Column("target_low", "At the targets, %", "percent_of_children", "target_high", "unit"),
            Column("target_verdict", "Against the goal"),
            Column("note", "Note"),
        ],
        caption="What each declared rule makes of the pillars' baselines and targets",
        source=record.study.framework_source("goal"),
    )


def goal_gap(record: Record, goal: GoalAssessment) -> None:
    """Say how far the goal is, and which pace would reach it."""
    record.add(goal.numbers())
    framework = record.study.framework
    texts = {
        "year": str(framework.baseline_year),
        "target_year": str(framework.target_year),
        "years": str(framework.target_year - framework.baseline_year),
    }
    more = goal.children_to_reach
    reach = ["goal.gap_to_reach"] if more is not None and more.low > 0 else []
    record.say([words.Sentence(each, texts=texts) for each in ("goal.gap", *reach, "goal.pace")])
