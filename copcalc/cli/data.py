"""`copcalc data`: the raw tables are checked and the tidy ones made."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from copcalc.data import Register, Tables, build, find_root, status_by_year, undeclared
from copcalc.framework import Framework, framework_names, load_framework


def run(_: argparse.Namespace) -> int:
    """Check the raw tables, make the others, and tell what the evidence speaks of."""
    tables = build(find_root())
    for field in fields(tables):
        print(f"{len(getattr(tables, field.name)):>8,} rows  data/processed/{field.name}.csv")
    for line in _told_of_evidence(tables):
        print(line)
    return 0


def _told_of_evidence(tables: Tables) -> Iterator[str]:
    """What the evidence speaks of and what it leaves open, so that a slip of the pen shows."""
    evidence, status = tables.evidence, tables.status
    frameworks = [load_framework(name) for name in framework_names()]
    known = indicators_of(frameworks)
    rows = evidence["indicator"].value_counts().sort_index()
    told = [f"{i} {n}" + ("" if i in known else " (in no framework)") for i, n in rows.items()]
    yield f"Pieces of evidence by indicator: {', '.join(told)}."
    yield from map(str, undeclared(evidence, known))
    for answer, year in (("yes", "since"), ("no", "until")):
        undated = evidence[(evidence["status"] == answer) & evidence[year].isna()]
        if len(undated):
            yield f"{len(undated)} of them say {answer} without a year in '{year}', and so decide nothing."
    for (indicator, iso3, conflict), years in status[status["conflict"] != "no"].groupby(
        ["indicator", "iso3", "conflict"]
    )["year"]:
        span = f"{years.min()} to {years.max()}" if len(years) > 1 else f"{years.min()}"
        end = "the stronger evidence counts" if conflict == "settled" else "unknown"
        yield f"Evidence disagrees on {indicator} in {iso3}, {span}: {end}."
    years = {year for f in frameworks for year in (f.baseline_year, f.target_year)}
    yield from _told_of_statuses(tables, sorted(years))


def _told_of_statuses(tables: Tables, years: Sequence[int]) -> Iterator[str]:
    """How many states each indicator settles at the end of each year."""
    for year in years:
        states = Register(tables.states, tables.names, year).states.index
        decided = status_by_year(tables.evidence, states, [year], strength="named")
        counts = decided.groupby("indicator")["status"].value_counts().unstack(fill_value=0)
        yield (
            f"Settled at the end of {year}, of {len(states)} Member States, by evidence that names them "
            "(high or medium confidence):"
        )
        for indicator, row in counts.iterrows():
            told = ", ".join(f"{row.get(s, 0):>3} {s}" for s in ("yes", "no", "unknown"))
            yield f"  {indicator:<22}{told}"


def indicators_of(frameworks: Iterable[Framework]) -> set[str]:
    """List the indicators that frameworks speak of.

    Parameters
    ----------
    frameworks : iterable of Framework
        Some frameworks.

    Returns
    -------
    set of str
        Ids of their indicators.
    """
    return {indicator.id for framework in frameworks for indicator in framework.indicators}
