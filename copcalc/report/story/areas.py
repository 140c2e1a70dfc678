"""What a report says first of an area: key messages, the picture, how far, what is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from copcalc import words
from copcalc.assessment import (
    GoalAssessment,
    PillarGap,
    Profile,
    Study,
    Uncertainty,
    gap_table,
    largest_unknown,
    observe_children,
)
from copcalc.charts import (
    standing_chart,
    status_chart,
)
from copcalc.framework import SetTarget
from copcalc.report.record import Column, Record


def key_messages(
    record: Record,
    gaps: Sequence[PillarGap],
    goal: GoalAssessment | None = None,
    profile: Profile | None = None,
    uncertainty: Uncertainty | None = None,
) -> None:
    """Say the three or four sentences that a reader should leave with.

    Parameters
    ----------
    record : Record
        The notebook's record.
    gaps : sequence of PillarGap
        The pillars.
    goal : GoalAssessment, optional
        The goal, for the world in the baseline year.
    profile : Profile, optional
        The profile, for a Member State.
    uncertainty : Uncertainty, optional
        What its numbers hang on, for the world and regions.
    """
    study = record.study
    for gap in gaps:
        record.add(gap.observations())
        for indicator in gap.pillar.indicators("direct")[:1]:
            record.add(largest_unknown(study, indicator).values())
    record.add(observe_children(study).values())
    if uncertainty is not None:
        record.add(uncertainty.observations())
    if profile is not None:
        record.add(profile.observations())
        record.say(words.about_state(profile), key_message=True)
    elif goal is not None:
        record.add(goal.observations())
        record.say(words.about_world(study, gaps, goal, uncertainty), key_message=True)
    else:
        record.say(words.about_area(study, gaps), key_message=True)


def standing(
    record: Record,
    gaps: Sequence[PillarGap],
    goal: GoalAssessment | None = None,
    profile: Profile | None = None,
) -> None:
    """Show the one picture of an area: its gaps, or a state's statuses, with what is unknown."""
    table = gap_table(record.study, goal=goal is not None)
    chart = status_chart(profile) if profile else standing_chart(table)
    record.chart("standing", chart)


def how_far(record: Record, gaps: Sequence[PillarGap]) -> None:
    """Show baseline, target and gap of each pillar as a table."""
    record.heading(words.HEADINGS["how_far"])
    rows = {}
    for gap in gaps:
        state = gap.pillar.target.state
        reported = state != "qualitative" and gap.reported.value
        rows[gap.pillar.id] = {
            **gap.named,
            "pillar": f"{gap.pillar.number}. {gap.pillar.name}",
            "basis": {
                "set": gap.basis,
                "not_set": "none: no published figure" if reported else "none: no data",
                "qualitative": "described, not counted",
            }[state],
            "target": _target_text(gap),
            "unreported": "" if state == "qualitative" else gap.unreported,
        }
    study = record.study
    record.table(
        pd.DataFrame.from_dict(rows, orient="index"),
        name="pillars",
        columns=[
            Column("pillar", "Pillar"),
            Column("basis", "Baseline from"),
            Column("baseline", "Baseline, %"),
            Column("target", "Target"),
            Column("points", "Gap, points"),
            Column("to_add", "Countries still to come"),
            Column("unreported", "States without evidence, by name or group"),
        ],
        caption=f"{study.area.name}, {study.year}: baselines, targets for {study.framework.target_year} and gaps, with their bounds",
    )
    if study.area.kind == "region":
        record.note(words.NOTES["regions"])


def _target_text(gap: PillarGap) -> str:
    target = gap.pillar.target
    if not isinstance(target, SetTarget):
        return "not set" if target.state == "not_set" else "described"
    return f"{words.spell(target.percent, 'share_of_countries')} %"


def uncertainty(record: Record, found: Uncertainty) -> None:
    """Tabulate what the leading numbers come to once everything is left open, and what they hang on."""
    record.heading(words.HEADINGS["uncertainty"])
    record.note(words.NOTES["uncertainty"])
    matter = {name for carried in found.carried.values() for name in carried.matters}
    without = [words.UNCERTAINTY[name] for name in found.sources if name not in matter]
    if without:
        record.note(f"What makes no difference to any of them: {words.listed(without)}.")
    thousands = {"children": "thousand children"}
    rows = [
        {
            "of": found.names[name],
            "label": seen.name,
            "read": thousands.get(seen.unit.name, seen.unit.name),
            "held": found.held(name),
            "together": found.together(name),
            "hangs_on": "; ".join(words.UNCERTAINTY[each] for each in found.carried[name].matters)
            or "none of it",
        }
        for name, seen in found.leading.items()
    ]
    record.table(
        pd.DataFrame(rows),
        name="uncertainty",
        columns=[
            Column("of", "Of"),
            Column("label", "Number"),
            Column("read", "In"),
            Column("held", "Nothing left open"),
            Column("together", "All left open"),
            Column("hangs_on", "Hangs on"),
        ],
        caption=f"{record.study.area.name}, {record.study.year}: leading numbers, and what is left open",
    )


def state(record: Record, profile: Profile) -> None:
    """Show a Member State's status by pillar with whom to ask, its evidence, and its sub-region."""
    study, name = record.study, record.study.area.name
    record.heading(words.HEADINGS["status"])
    status = profile.status.assign(
        role=profile.status["role"].map(words.ROLES),
        conflict=profile.status["conflict"].map(words.CONFLICTS),
    )
    record.table(
        status,
        name="status",
        columns=[
            Column("pillar", "Pillar"),
            Column("name", "Indicator"),
            Column("role", "Speaks as"),
            Column("status", f"End of {study.year}"),
            Column("strength", "Evidence"),
            Column("conflict", "Sources disagree"),
            Column("ask", "Whom to ask"),
        ],
        caption=f"{name}: status by pillar at the end of {study.year}",
    )
    record.heading(words.HEADINGS["evidence_rows"])
    found = profile.evidence.assign(
        title=profile.evidence["source"].map(_cited(study.tables.sources)),
        since=[_since(row) for row in profile.evidence.itertuples()],
        until=_years(profile.evidence["until"], "no end known"),
        indicator=[study.framework.indicator(i).name for i in profile.evidence["indicator"]],
    )
    record.table(
        found,
        name="evidence",
        columns=[
            Column("indicator", "Indicator"),
            Column("status", "Says"),
            Column("since", "Since"),
            Column("until", "Until"),
            Column("strength", "Speaks"),
            Column("confidence", "How sure"),
            Column("detail", "What the source says"),
            Column("title", "Source"),
        ],
        caption=f"{name}: every piece of evidence at hand, of any year",
    )
    record.heading(words.HEADINGS["peers"])
    indicators = [c for c in profile.peers.columns if c not in ("name", "children")]
    peers = profile.peers.assign(
        children=[
            observe_children(study, study.register.find(state))["children"]
            for state in profile.peers.index
        ]
    )
    record.table(
        peers,
        name="peers",
        columns=[
            Column("name", "Country"),
            Column("children", "Children, thousands"),
            *(Column(i, _indicator_title(study, i)) for i in indicators),
        ],
        caption=f"States of {study.register.states.at[study.area.code, 'm49_subregion']}, by number of children",
    )


def _cited(sources: pd.DataFrame) -> pd.Series:
    """Each source as one line, by its id: its title, and its publisher if that is not the title."""
    lines = sources["title"] + ", " + sources["publisher"]
    same = sources["title"] == sources["publisher"]
    return lines.mask(same, sources["title"]).set_axis(sources["source"])


def _since(row: Any) -> str:
    """The year in which one piece of evidence begins, and what that year means."""
    if pd.isna(row.since):
        return "no start known" if row.status == "no" else "not dated"
    return f"{words.SINCE.get(row.since_means, '')}{row.since}"


def _indicator_title(study: Study, indicator: str) -> str:
    name = study.framework.indicator(indicator).name
    return f"{name}, a proxy" if study.framework.is_proxy(indicator) else name


def _years(years: pd.Series, otherwise: str) -> list[str]:
    return [otherwise if pd.isna(year) else str(int(year)) for year in years]


def unknown(record: Record, gaps: Sequence[PillarGap]) -> None:
    """List what is not known, by pillar, with whom to ask."""
    record.heading(words.HEADINGS["unknown"])
    rows = {
        gap.pillar.id: {
            "pillar": gap.pillar.name,
            "unreported": gap.unreported,
            "states": gap.states,
            "ask": gap.pillar.ask,
        }
        for gap in gaps
        if gap.pillar.target.state != "qualitative"
    }
    record.table(
        pd.DataFrame.from_dict(rows, orient="index"),
        name="unknown",
        columns=[
            Column("pillar", "Pillar"),
            Column("unreported", "States without evidence, by name or group"),
            Column("states", "of"),
            Column("ask", "Whom to ask in each state"),
        ],
        caption=f"{record.study.area.name}: where evidence is missing at the end of {record.study.year}",
    )
