"""The sections that notebooks share: each shows one answer, for whatever area the notebook is about."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pandas as pd

from copcalc import words
from copcalc.assessment import (
    GoalAssessment,
    Number,
    PillarGap,
    Profile,
    Study,
    carrier_numbers,
    carriers,
    region_table,
    related_progress,
)
from copcalc.charts import (
    carriers_chart,
    regions_chart,
    rules_chart,
    standing_chart,
    status_chart,
)
from copcalc.framework import SetTarget
from copcalc.measure import METHODS, ChildShare, CountryShare, Estimate, Share, countries_at_target
from copcalc.report.record import Column, Record


def key_messages(
    record: Record,
    gaps: Sequence[PillarGap],
    goal: GoalAssessment | None = None,
    profile: Profile | None = None,
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
    """
    study = record.study
    for gap in gaps:
        record.add(gap.numbers())
        for indicator in gap.pillar.indicators("direct")[:1]:
            record.add(carrier_numbers(study, indicator, prefix=gap.pillar.id))
    record.add(_area_numbers(study))
    if profile is not None:
        record.add(profile.numbers())
        record.say(words.about_state(profile), key_message=True)
    elif goal is not None:
        record.add(goal.numbers())
        record.say(words.about_world(study, gaps, goal), key_message=True)
    else:
        record.say(words.about_area(study, gaps), key_message=True)


def _area_numbers(study: Study) -> list[Number]:
    children = study.children_of(study.area)
    total = study.children_of(study.register.world)
    if not children:
        return []
    source = study.children_source
    share = Estimate.exact(children / total)
    return [
        Number(
            "area.children", "Children in the area", Estimate.exact(children), "children", source
        ),
        Number(
            "area.share",
            "Share of the children in all Member States",
            share,
            "percent_of_children",
            source,
        ),
    ]


def standing(
    record: Record,
    gaps: Sequence[PillarGap],
    goal: GoalAssessment | None = None,
    profile: Profile | None = None,
) -> None:
    """Show the one picture of an area: its gaps, or a state's statuses, with what is unknown."""
    chart = status_chart(profile) if profile else standing_chart(gaps, goal)
    record.chart("standing", chart)


def how_far(record: Record, gaps: Sequence[PillarGap]) -> None:
    """Show baseline, target and gap of each pillar as a table."""
    record.heading(words.HEADINGS["how_far"])
    rows = {}
    for gap in gaps:
        baseline, points, to_add = gap.baseline, gap.points, gap.to_add
        state = gap.pillar.target.state
        rows[gap.pillar.id] = {
            "pillar": f"{gap.pillar.number}. {gap.pillar.name}",
            "basis": {
                "set": gap.basis,
                "not_set": "none: no data" if gap.reported == 0 else "none: no published figure",
                "qualitative": "described, not counted",
            }[state],
            "unit": (
                "percent_of_children"
                if isinstance(baseline, ChildShare)
                else "percent_of_countries"
            ),
            "baseline_low": 100 * baseline.low if baseline else None,
            "baseline_high": 100 * baseline.high if baseline else None,
            "target": _target_text(gap),
            "gap_low": 100 * points.low if points else None,
            "gap_high": 100 * points.high if points else None,
            "add_low": to_add.low if to_add else None,
            "add_high": to_add.high if to_add else None,
            "unreported": "" if state == "qualitative" else str(gap.unreported),
        }
    study = record.study
    record.table(
        "pillars",
        pd.DataFrame.from_dict(rows, orient="index"),
        [
            Column("pillar", "Pillar"),
            Column("basis", "Baseline from"),
            Column("baseline_low", "Baseline, %", "percent_of_countries", "baseline_high", "unit"),
            Column("target", "Target"),
            Column("gap_low", "Gap, points", "points", "gap_high"),
            Column("add_low", "Countries still to come", "countries", "add_high"),
            Column("unreported", "States without evidence, by name or group"),
        ],
        caption=f"{study.area.name}, {study.year}: baselines, targets for {study.framework.target_year} and gaps, with their bounds",
        source=f"{study.framework.source.id}; data/raw/evidence",
    )


def _target_text(gap: PillarGap) -> str:
    target = gap.pillar.target
    if not isinstance(target, SetTarget):
        return "not set" if target.state == "not_set" else "described"
    return f"{words.spell(target.percent, 'percent_of_countries')} %"


def pillar(record: Record, gap: PillarGap) -> None:
    """Say where an area stands on one pillar, and draw it."""
    record.add(gap.numbers())
    record.say(words.about_pillar(gap))
    # Nothing to count is nothing to draw; one country is no share of countries.
    if gap.pillar.target.state != "qualitative" and record.study.area.kind != "state":
        record.chart(f"gap-{gap.pillar.id}", standing_chart([gap]))


def evidence(record: Record, gap: PillarGap) -> None:
    """Say and tabulate what evidence by name, about groups, and by proxy tells of a pillar."""
    if not gap.coverage and not gap.pillar.indicators("context"):
        return
    record.heading(words.HEADINGS["evidence"])
    record.say(words.about_evidence(gap))
    study = record.study
    rows = {}
    for use in gap.pillar.evidence:
        name = study.framework.indicator(use.indicator).name
        for strength in ("named", "group"):
            cover = study.coverage(use.indicator, strength=strength)
            if strength == "group" and cover == study.coverage(use.indicator):
                continue
            children = cover.children
            rows[f"{use.indicator}.{strength}"] = {
                "name": name,
                "role": words.ROLES[use.role],
                "strength": "by name" if strength == "named" else "and by group",
                "yes": cover.yes,
                "no": cover.no,
                "unknown": cover.unknown,
                "countries_low": 100 * cover.countries.low,
                "countries_high": 100 * cover.countries.high,
                "children_low": 100 * children.low if children else None,
                "children_high": 100 * children.high if children else None,
            }
    record.table(
        f"evidence-{gap.pillar.id}",
        pd.DataFrame.from_dict(rows, orient="index"),
        [
            Column("name", "Indicator"),
            Column("role", "Speaks as"),
            Column("strength", "Evidence"),
            Column("yes", "Yes", "countries"),
            Column("no", "No", "countries"),
            Column("unknown", "Unknown", "countries"),
            Column("countries_low", "% of countries", "percent_of_countries", "countries_high"),
            Column("children_low", "% of children", "percent_of_children", "children_high"),
        ],
        caption=f"{gap.pillar.name}, {study.area.name}: what is known at the end of {study.year}",
        source=f"data/raw/evidence; {study.children_source}",
    )
    without = [c.without_children for c in gap.coverage.values()]
    if without and without[0]:
        names = study.register.states["name"].reindex(list(without[0])).tolist()
        record.note(
            f"Counted as countries, and without a number of children in {study.vintage}: "
            f"{words.listed(names)}."
        )


def progress(record: Record, gap: PillarGap) -> None:
    """Tabulate how counts related to a pillar moved, by three bodies' methods; the world only."""
    table = related_progress(record.study, gap.pillar.id)
    if table.empty or record.study.area.kind != "world":
        return
    record.heading(words.HEADINGS["progress"])
    record.note(words.NOTES["progress"])
    titles = {
        "unicef": "Class of this count by UNICEF (AARR)",
        "eurostat": "by Eurostat and Statistics Canada",
        "unsd": "by the UN Statistics Division",
    }
    record.table(
        f"progress-{gap.pillar.id}",
        table.set_index("series", drop=False),
        [
            Column("name", "Count"),
            Column("first_year", "In", "year"),
            Column("first_count", "Countries", "countries"),
            Column("first_of", "of", "countries"),
            Column("first", "%", "percent_of_countries"),
            Column("last_year", "In", "year"),
            Column("last_count", "Countries", "countries"),
            Column("last_of", "of", "countries"),
            Column("last", "%", "percent_of_countries"),
            *(Column(m, titles[m]) for m in METHODS),
            Column("flips", "Hangs on rounding"),
        ],
        caption=f"Progress of counts related to pillar {gap.pillar.number}, as classed by three methods",
        source="data/raw/world_counts.csv",
    )


def who_carries(record: Record, gap: PillarGap) -> None:
    """Rank the countries not known to have it by their children; nothing for a single state."""
    study = record.study
    indicators = gap.pillar.indicators("direct") + gap.pillar.indicators("proxy")
    falling = isinstance(gap.pillar.target, SetTarget) and gap.pillar.target.direction == "fall"
    if not indicators or falling or study.area.kind == "state":
        return  # who lacks something unwanted carries no gap
    indicator = indicators[-1]
    proxy = study.framework.is_proxy(indicator)
    record.heading(words.HEADINGS["outside_proxy" if proxy else "carriers"])
    if proxy:
        record.note(words.NOTES["outside_proxy"])
    ranking = carriers(study, indicator).head(25)
    if ranking.empty:
        record.note(words.NOTES["no_carriers"])
        return
    record.chart(f"carriers-{indicator}", carriers_chart(study, indicator))
    record.table(
        f"carriers-{indicator}",
        ranking,
        [
            Column("name", "Country"),
            Column("status", "Status"),
            Column("children", "Children, thousands", "children"),
            Column("share", "% of the area's children", "percent_of_children"),
            Column("cumulative", "Added up, %", "percent_of_children"),
        ],
        caption=_carriers_caption(study, indicator, ranking),
        source=f"{study.evidence_source(indicator)}; {study.children_source}",
    )


def _carriers_caption(study: Study, indicator: str, ranking: pd.DataFrame) -> str:
    has = study.framework.indicator(indicator).has
    has += " (a proxy)" if study.framework.is_proxy(indicator) else ""
    if len(ranking) < len(carriers(study, indicator)):
        return f"The {len(ranking)} most populous states not known to have {has}"
    known = (ranking["status"] == "no").all()
    return f"All {len(ranking)} states {'known not' if known else 'not known'} to have {has}"


def regions(record: Record, gap: PillarGap) -> None:
    """Set the regions side by side on a pillar's indicators, as a chart and a table each."""
    study = record.study
    indicators = gap.pillar.indicators("direct") + gap.pillar.indicators("proxy")
    if not indicators or study.area.kind == "state":
        return
    record.heading(words.HEADINGS["regions"])
    for indicator in indicators:
        record.chart(f"regions-{indicator}", regions_chart(study, indicator))
        record.table(
            f"regions-{indicator}",
            region_table(study, indicator),
            [
                Column("region", "ITU region"),
                Column("states", "States", "countries"),
                Column("yes", "Yes, by name", "countries"),
                Column("yes_group", "Yes, by group", "countries"),
                Column("no", "No", "countries"),
                Column("unknown", "Unknown", "countries"),
                Column("countries_low", "% of countries", "percent_of_countries", "countries_high"),
                Column("children_low", "% of children", "percent_of_children", "children_high"),
            ],
            caption=f"{study.framework.indicator(indicator).name}, by region, end of {study.year}",
            source=f"{study.evidence_source(indicator)}; {study.children_source}",
        )


def reconciliation(record: Record, goal: GoalAssessment) -> None:
    """Say which rules can have combined the pillars' baselines, draw and tabulate them."""
    record.add(goal.numbers())
    record.say(words.about_goal(goal))
    record.chart("rules", rules_chart(goal))
    record.table(
        "rules",
        goal.frame()
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


def state(record: Record, profile: Profile) -> None:
    """Show a Member State's status by pillar with whom to ask, its evidence, and its neighbours."""
    study, name = record.study, record.study.area.name
    record.heading(words.HEADINGS["status"])
    status = profile.status.assign(role=profile.status["role"].map(words.ROLES))
    record.table(
        "status",
        status,
        [
            Column("pillar", "Pillar"),
            Column("name", "Indicator"),
            Column("role", "Speaks as"),
            Column("status", f"End of {study.year}"),
            Column("strength", "Evidence"),
            Column("ask", "Whom to ask"),
        ],
        caption=f"{name}: status by pillar at the end of {study.year}",
        source="data/raw/evidence",
    )
    record.heading(words.HEADINGS["evidence_rows"])
    sources = study.tables.sources.set_index("source")["title"]
    found = profile.evidence.assign(
        title=profile.evidence["source"].map(sources),
        since=_years(profile.evidence["since"], "not dated"),
        until=_years(profile.evidence["until"], "no end known"),
        indicator=[study.framework.indicator(i).name for i in profile.evidence["indicator"]],
    )
    record.table(
        "evidence",
        found,
        [
            Column("indicator", "Indicator"),
            Column("status", "Says"),
            Column("since", "Since"),
            Column("until", "Until"),
            Column("strength", "Speaks"),
            Column("detail", "What the source says"),
            Column("title", "Source"),
        ],
        caption=f"{name}: every piece of evidence at hand, of any year",
        source="data/raw/evidence",
    )
    record.heading(words.HEADINGS["peers"])
    indicators = [c for c in profile.peers.columns if c not in ("name", "children")]
    record.table(
        "peers",
        profile.peers,
        [
            Column("name", "Country"),
            Column("children", "Children, thousands", "children"),
            *(Column(i, _indicator_title(study, i)) for i in indicators),
        ],
        caption=f"States of {study.register.states.at[study.area.code, 'm49_subregion']}, by number of children",
        source=f"data/raw/evidence; {study.children_source}",
    )


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
        "unknown",
        pd.DataFrame.from_dict(rows, orient="index"),
        [
            Column("pillar", "Pillar"),
            Column("unreported", "States without evidence, by name or group", "countries"),
            Column("states", "of", "countries"),
            Column("ask", "Whom to ask in each state"),
        ],
        caption=f"{record.study.area.name}: where evidence is missing at the end of {record.study.year}",
        source="data/raw/evidence",
    )


def glossary(record: Record) -> None:
    """Spell out the short names that the framework's indicators and sources use."""
    terms = record.study.framework.glossary
    if terms:
        told = "; ".join(f"{short}: {full}" for short, full in terms.items())
        record.note(f"Short names. {told}.")


def sources(record: Record) -> None:
    """List every source that an evidence table or count names, with its terms."""
    held = record.study.tables.sources
    usual = held["terms"].mode().iloc[0]
    record.note(f"Terms of use, where the table says nothing else: {usual}")
    record.table(
        "sources",
        held.assign(terms=held["terms"].where(held["terms"] != usual, "")),
        [
            Column("title", "Source"),
            Column("date", "Date"),
            Column("terms", "Other terms of use"),
            Column("url", "Address"),
        ],
        caption="Sources",
        source="data/raw/sources.csv",
    )


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
            n = denominator.count or len(study.register.states)
            key = f"{gap.pillar.id}.gap.countries_of.{denominator.id}"
            found = record.numbers.get(key)
            to_add = found.estimate if found else gap.to_add
            if to_add is None:
                continue
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


def goal_gap(record: Record, goal: GoalAssessment) -> None:
    """Say how far the goal is, and which pace would reach it."""
    record.add(goal.numbers())
    framework = record.study.framework
    texts = {
        "year": str(framework.baseline_year),
        "target_year": str(framework.target_year),
        "years": str(framework.target_year - framework.baseline_year),
    }
    record.say([words.Sentence("goal.gap", texts=texts), words.Sentence("goal.pace", texts=texts)])


def tables(record: Record) -> None:
    """List the processed tables with their rows and columns."""
    held = record.study.tables
    rows = {
        field.name: {"table": field.name, "rows": len(getattr(held, field.name))}
        for field in dataclasses.fields(held)
    }
    record.table(
        "tables",
        pd.DataFrame.from_dict(rows, orient="index"),
        [Column("table", "Table"), Column("rows", "Rows", "rows")],
        caption="Tables in data/processed",
        source="data/processed",
    )


def register(record: Record) -> None:
    """Count the Member States by ITU region."""
    study = record.study
    rows = {
        region.code: {
            "region": region.name,
            "states": len(region.states),
            "children": study.children_of(region),
        }
        for region in [*study.register.regions, study.register.world]
    }
    record.table(
        "register",
        pd.DataFrame.from_dict(rows, orient="index"),
        [
            Column("region", "ITU region"),
            Column("states", "Member States", "countries"),
            Column("children", "Children, thousands", "children"),
        ],
        caption=f"Member States at the end of {study.year}, and children aged 0-17",
        source=f"data/raw/member_states.csv; {study.children_source}",
    )


def children(record: Record) -> None:
    """Check the states' sum of children against the world's, and name the states without a number."""
    study = record.study
    checks = study.tables.checks
    rows = checks[checks["year"] == study.year].set_index("vintage", drop=False)
    record.table(
        "children",
        rows.assign(share=100 * rows["share"]),
        [
            Column("vintage", "Revision"),
            Column("states", "States with a number", "countries"),
            Column("children_of_states", "Sum of states, thousands", "children"),
            Column("children_world", "World row, thousands", "children"),
            Column("share", "Sum as % of world", "percent_of_children"),
        ],
        caption=f"Children aged 0-17 in {study.year}: the states' sum against the world",
        source="data/raw/children.csv",
    )
    missing = [s for s in study.register.world.states if s not in study.children.index]
    names = study.register.states["name"].reindex(missing).tolist()
    record.note(
        f"Member States without a number in {study.vintage}, {study.year}: {words.listed(names)}. "
        "They count as countries, and shares of children leave them out."
    )


def statuses(record: Record) -> None:
    """Count statuses by indicator and strength of evidence."""
    study = record.study
    rows = {}
    for indicator in study.framework.indicators:
        named = study.coverage(indicator.id)
        group = study.coverage(indicator.id, strength="group")
        rows[indicator.id] = {
            "indicator": indicator.name,
            "yes": named.yes,
            "yes_group": group.yes - named.yes,
            "no": group.no,
            "unknown": group.unknown,
            "source": study.evidence_source(indicator.id),
        }
    record.table(
        "statuses",
        pd.DataFrame.from_dict(rows, orient="index"),
        [
            Column("indicator", "Indicator"),
            Column("yes", "Yes, by name", "countries"),
            Column("yes_group", "Yes, by group", "countries"),
            Column("no", "No", "countries"),
            Column("unknown", "Unknown", "countries"),
            Column("source", "From"),
        ],
        caption=f"Statuses of Member States at the end of {study.year}",
        source="data/raw/evidence",
    )


def set_aside(record: Record) -> None:
    """List evidence that is not counted: about areas that are no Member States, or in conflict."""
    study = record.study
    held = study.tables
    conflicts = held.status[
        (held.status["conflict"] == "yes") & (held.status["year"] == study.year)
    ]
    names = sorted({f"{row.iso3} ({row.indicator})" for row in conflicts.itertuples()})
    record.note(f"Conflicting evidence at the end of {study.year}: {words.listed(names)}.")
    record.table(
        "not-counted",
        held.not_counted,
        [
            Column("iso3", "Code"),
            Column("indicator", "Indicator"),
            Column("detail", "What the source says"),
            Column("row_id", "Row"),
        ],
        caption="Evidence about areas that are no ITU Member States: kept, not counted",
        source="data/raw/evidence",
    )
