"""The sections about one pillar: its gap, its evidence, who carries it, how regions compare."""

from __future__ import annotations

import pandas as pd

from copcalc import words
from copcalc.assessment import (
    PillarGap,
    Study,
    by_region,
    carriers,
    related_progress,
)
from copcalc.charts import (
    carriers_chart,
    regions_chart,
    standing_chart,
)
from copcalc.framework import SetTarget
from copcalc.measure import METHODS
from copcalc.report.record import Column, Record

_SHARES = (
    Column("countries_low", "% of countries", "percent_of_countries", "countries_high"),
    Column("children_low", "% of children", "percent_of_children", "children_high"),
)


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
            if strength == "group" and cover == study.coverage(use.indicator, strength="named"):
                continue
            children = cover.children
            rows[f"{use.indicator}.{strength}"] = {
                "name": name,
                "role": words.ROLES[use.role],
                "strength": words.STRENGTHS[strength],
                "yes": cover.told.low,
                "no": cover.no,
                "unknown": cover.untold,
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
            *_SHARES,
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
        table,
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
            Column("denominator", "Denominator"),
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
    # Whatever speaks for the pillar directly, unless it tells of nobody.
    known = [i for i in indicators if (study.status(i) != "unknown").any()]
    indicator = (known or indicators)[0]
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


def _by_strength(study: Study, indicator: str) -> pd.DataFrame:
    """Regions by evidence that names countries, and below by all evidence, where that tells more."""
    named = by_region(study, indicator, strength="named").assign(evidence=words.STRENGTHS["named"])
    group = by_region(study, indicator, strength="group").assign(evidence=words.STRENGTHS["group"])
    counts = ["yes", "no", "unknown"]
    more = group[(group[counts] != named[counts]).any(axis=1)]
    shares = ["countries_low", "countries_high", "children_low", "children_high"]
    table = pd.concat([named, more.rename("{}.group".format)])
    table[shares] *= 100
    return table.sort_values("region", kind="stable")


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
            _by_strength(study, indicator),
            [
                Column("region", "ITU region"),
                Column("evidence", "Evidence"),
                Column("states", "States", "countries"),
                Column("yes", "Yes", "countries"),
                Column("no", "No", "countries"),
                Column("unknown", "Unknown", "countries"),
                *_SHARES,
            ],
            caption=f"{study.framework.indicator(indicator).name}, by ITU region of today, end of {study.year}",
            source=f"{study.evidence_source(indicator)}; {study.children_source}",
        )
