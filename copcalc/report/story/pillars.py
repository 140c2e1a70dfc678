"""The sections about one pillar: its gap, its evidence, who carries it, how regions compare."""

from __future__ import annotations

import pandas as pd

from copcalc import words
from copcalc.assessment import (
    PillarGap,
    Study,
    carriers,
    observe_carriers,
    observe_coverage,
    observe_progress,
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

_COVERAGE = (
    Column("yes", "Yes"),
    Column("no", "No"),
    Column("unknown", "Unknown"),
    Column("share_of_countries", "% of countries"),
    Column("share_of_children", "% of children"),
)


def pillar(record: Record, gap: PillarGap) -> None:
    """Say where an area stands on one pillar, and draw it."""
    record.add(gap.observations())
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
            rows[f"{use.indicator}.{strength}"] = {
                "name": name,
                "role": words.ROLES[use.role],
                "strength": words.STRENGTHS[strength],
                **observe_coverage(study, use.indicator, cover, strength=strength),
            }
    record.table(
        f"evidence-{gap.pillar.id}",
        pd.DataFrame.from_dict(rows, orient="index"),
        [
            Column("name", "Indicator"),
            Column("role", "Speaks as"),
            Column("strength", "Evidence"),
            *_COVERAGE,
        ],
        caption=f"{gap.pillar.name}, {study.area.name}: what is known at the end of {study.year}",
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
    ends = [
        (f"{end}{part}", title)
        for end in ("first", "last")
        for part, title in (("_year", "In"), ("_count", "Countries"), ("_of", "of"), ("", "%"))
    ]
    record.table(
        f"progress-{gap.pillar.id}",
        observe_progress(record.study, table),
        [
            Column("name", "Count"),
            *(Column(name, title) for name, title in ends),
            Column("denominator", "Denominator"),
            *(Column(m, titles[m]) for m in METHODS),
        ],
        caption=f"Progress of counts related to pillar {gap.pillar.number}, as classed by three methods",
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
    if ranking["children"].isna().all():
        record.note(words.NOTES["no_ranking"])
        return
    record.chart(f"carriers-{indicator}", carriers_chart(study, indicator))
    record.table(
        f"carriers-{indicator}",
        observe_carriers(study, ranking, indicator),
        [
            Column("name", "Country"),
            Column("status", "Status"),
            Column("children", "Children, thousands"),
            Column("share", "% of the area's children"),
            Column("cumulative", "Added up, %"),
        ],
        caption=_carriers_caption(study, indicator, ranking),
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
    rows = {}
    for region in sorted(study.register.regions, key=lambda each: each.name):
        seen = {
            strength: observe_coverage(study, indicator, area=region, strength=strength)
            for strength in words.STRENGTHS
        }
        for strength, row in seen.items():
            told = [
                [each[part].estimate for part in ("yes", "no", "unknown")]
                for each in (row, seen["named"])
            ]
            if strength == "named" or told[0] != told[1]:
                rows[f"{region.code}.{strength}"] = {
                    "region": region.name,
                    "evidence": words.STRENGTHS[strength],
                    **row,
                }
    return pd.DataFrame.from_dict(rows, orient="index")


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
                Column("states", "States"),
                *_COVERAGE,
            ],
            caption=f"{study.framework.indicator(indicator).name}, by ITU region of today, end of {study.year}",
        )
