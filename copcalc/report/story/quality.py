"""The sections about the data: which tables there are, how good they are, where they come from."""

from __future__ import annotations

import dataclasses

import pandas as pd

from copcalc import words
from copcalc.assessment import observe, observe_checks, observe_children, observe_coverage
from copcalc.measure import Estimate
from copcalc.report.record import Column, Record


def tables(record: Record) -> None:
    """List the processed tables with their rows and columns."""
    held = record.study.tables
    names = [field.name for field in dataclasses.fields(held)]
    rows = [
        {
            "table": name,
            "rows": observe(
                record.study, "rows", Estimate.exact(len(getattr(held, name))), indicator=name
            ),
        }
        for name in names
    ]
    record.table(
        pd.DataFrame(rows),
        name="tables",
        columns=[Column("table", "Table"), Column("rows", "Rows")],
        caption="Tables in data/processed",
    )


def register(record: Record) -> None:
    """Count the Member States by ITU region of today."""
    study = record.study
    rows = [
        {
            "region": area.name,
            "states": observe(study, "states", Estimate.exact(len(area.states)), area=area.code),
            **observe_children(study, area),
        }
        for area in [*study.register.regions, study.register.world]
    ]
    record.table(
        pd.DataFrame(rows),
        name="register",
        columns=[
            Column("region", "ITU region"),
            Column("states", "Member States"),
            Column("children", "Children, thousands"),
        ],
        caption=f"Member States at the end of {study.year} by ITU region of today, and children aged 0-17",
    )


def children(record: Record) -> None:
    """Check the states' sum of children against the world's, and name the states without a number."""
    study = record.study
    record.table(
        observe_checks(study),
        name="children",
        columns=[
            Column("vintage", "Revision"),
            Column("states_with_number", "States with a number"),
            Column("children", "Sum of states, thousands"),
            Column("children_by_world_row", "World row, thousands"),
            Column("share_of_world_row", "Sum as % of world"),
        ],
        caption=f"Children aged 0-17 in {study.year}: the states' sum against the world",
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
    rows = []
    for indicator in study.framework.indicators:
        named = observe_coverage(study, indicator.id, strength="named")
        group = observe_coverage(study, indicator.id, strength="group")
        aged = {
            f"yes_{years}": observe_coverage(
                dataclasses.replace(study, holds_for=years), indicator.id, strength="named"
            )["yes"]
            for years in _HOLDS_FOR
        }
        rows.append(
            group
            | aged
            | {
                "indicator": indicator.name,
                "yes_named": named["yes"],
                "source": study.evidence_source(indicator.id),
            }
        )
    record.table(
        pd.DataFrame(rows),
        name="statuses",
        columns=[
            Column("indicator", "Indicator"),
            Column("yes_named", "Yes, by name"),
            Column("yes", "Yes, by name or group"),
            Column("no", "No"),
            Column("unknown", "Unknown"),
            *(
                Column(f"yes_{years}", f"Yes, by name, if it holds {years} years")
                for years in _HOLDS_FOR
            ),
            Column("source", "From"),
        ],
        caption=f"Statuses of Member States at the end of {study.year}",
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
        held.not_counted,
        name="not-counted",
        columns=[
            Column("iso3", "Code"),
            Column("indicator", "Indicator"),
            Column("detail", "What the source says"),
            Column("row_id", "Row"),
        ],
        caption="Evidence about areas that are no ITU Member States: kept, not counted",
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
        held.assign(terms=held["terms"].where(held["terms"] != usual, "")),
        name="sources",
        columns=[
            Column("title", "Source"),
            Column("publisher", "Publisher"),
            Column("date", "Date"),
            Column("terms", "Other terms of use"),
            Column("url", "Address"),
        ],
        caption="Sources",
    )
