"""The section that spells out short names."""

from __future__ import annotations

from copcalc.report.record import Record


def glossary(record: Record) -> None:
    """Spell out the short names that the framework's indicators and sources use."""
    terms = record.study.framework.glossary
    if terms:
        told = "; ".join(f"{short}: {full}" for short, full in terms.items())
        record.note(f"Short names. {told}.")
