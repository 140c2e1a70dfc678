"""Progress of published counts that are related to a pillar, by three bodies' methods."""

from __future__ import annotations

import pandas as pd

from copcalc.assessment.study import Study
from copcalc.framework import RelatedCounts, SetTarget
from copcalc.measure import METHODS, CountryShare, Observation, progress


def observations(study: Study, related: RelatedCounts) -> list[Observation]:
    """Read a published series of counts as shares of countries, up to the study's year.

    Parameters
    ----------
    study : Study
        The question; nothing after its year is read.
    related : RelatedCounts
        Which series, and whether it counts the covered or the uncovered.

    Returns
    -------
    list of Observation
        In order of years; of several counts in a year the last row. Rows without a denominator take
        the declared one, and are left out where none is declared.
    """
    table = study.tables.world_counts
    rows = table[(table["series"] == related.series) & (table["year"] <= study.year)]
    fallback = None
    if related.denominator:
        declared = {d.id: d.count for d in study.framework.denominators}[related.denominator]
        fallback = declared or len(study.register.states)
    found = {}
    for row in rows.itertuples():
        denominator = fallback if pd.isna(row.denominator) else int(row.denominator)
        if denominator is not None:
            share = int(row.value) / denominator
            found[int(row.year)] = share if related.counts == "covered" else 1 - share
    return [Observation(year, CountryShare.exact(found[year])) for year in sorted(found)]


def related_progress(study: Study, pillar: str) -> pd.DataFrame:
    """Class the progress of a pillar's related counts towards its target.

    A related count is not the pillar's indicator: the classes say how fast that count moved, measured
    against the pillar's target as if it were its own.

    Parameters
    ----------
    study : Study
        The question; nothing after its year is used.
    pillar : str
        A pillar's id or number.

    Returns
    -------
    pandas.DataFrame
        One row a series: series, name, observations, first_year, first (per cent of countries),
        last_year, last, one column a method of `copcalc.measure.METHODS` with the class, and flips
        ("yes" where a class depends on rounding). Empty where the target is not set in countries or
        nothing was counted.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> related_progress(open_study(), "legal")[["first_year", "last_year"]].iloc[0].tolist()
    [2006, 2012]
    """
    plan = study.framework.pillar(pillar)
    target, end = plan.target, study.framework.target_year
    columns = ["series", "name", "observations", "first_year", "first", "last_year", "last"]
    rows = []
    for related in plan.related_counts:
        seen = observations(study, related)
        if not seen or end <= seen[-1].year:
            continue
        if not isinstance(target, SetTarget) or not isinstance(target.share, CountryShare):
            continue
        first, last = seen[0], seen[-1]
        verdicts = {
            m: progress(seen, target.share, end, method=m, direction=target.direction)
            for m in METHODS
        }
        spans = (first.year, 100 * first.share.low, last.year, 100 * last.share.low)
        rows.append(
            (
                related.series,
                related.name,
                len(seen),
                *spans,
                *(v.label for v in verdicts.values()),
                "yes" if any(v.flips for v in verdicts.values()) else "no",
            )
        )
    return pd.DataFrame(rows, columns=[*columns, *METHODS, "flips"])
