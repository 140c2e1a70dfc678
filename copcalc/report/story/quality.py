"""The sections about the data: which tables there are, how good they are, where they come from."""

from __future__ import annotations

import dataclasses

import pandas as pd

from copcalc import words
from copcalc.report.record import Column, Record


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
    """Count the Member States by ITU region of today."""
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
        caption=f"Member States at the end of {study.year} by ITU region of today, and children aged 0-17",
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


# Years for which a yes could be taken to hold after it was last seen, where the default is for ever.
_HOLDS_FOR = (10, 5)


def statuses(record: Record) -> None:
    """Count statuses by indicator and strength of evidence, and if a yes held only for some years."""
    study = record.study
    record.note(words.NOTES["holds_for"])
    rows = {}
    for indicator in study.framework.indicators:
        named = study.coverage(indicator.id, strength="named")
        group = study.coverage(indicator.id, strength="group")
        rows[indicator.id] = {
            "indicator": indicator.name,
            "yes": named.yes,
            "yes_group": group.told.low - named.yes,
            "no": group.no,
            "unknown": group.untold,
            **{
                f"yes_{years}": dataclasses.replace(study, holds_for=years)
                .coverage(indicator.id, strength="named")
                .yes
                for years in _HOLDS_FOR
            },
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
            *(
                Column(f"yes_{years}", f"Yes, by name, if it holds {years} years", "countries")
                for years in _HOLDS_FOR
            ),
            Column("source", "From"),
        ],
        caption=f"Statuses of Member States at the end of {study.year}",
        source="data/raw/evidence",
    )


def set_aside(record: Record) -> None:
    """List evidence that is not counted: about areas that are no Member States, or in conflict."""
    study = record.study
    held = study.tables
    told = held.status[(held.status["conflict"] != "no") & (held.status["year"] == study.year)]
    names = sorted(
        f"{row.iso3} ({row.indicator}: {words.CONFLICTS[row.conflict]})"
        for row in told.itertuples()
    )
    record.note(
        f"Sources that disagree at the end of {study.year}: {words.listed(names)}. {words.NOTES['conflicts']}"
    )
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
            Column("publisher", "Publisher"),
            Column("date", "Date"),
            Column("terms", "Other terms of use"),
            Column("url", "Address"),
        ],
        caption="Sources",
        source="data/raw/sources.csv",
    )
