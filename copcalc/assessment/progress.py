"""Progress of published counts that are related to a pillar, by three bodies' methods."""

from __future__ import annotations

from functools import partial

import pandas as pd

from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.observation import Observation, observe
from copcalc.assessment.study import Study
from copcalc.errors import FrameworkError, MeasureError
from copcalc.framework import RelatedCounts, SetTarget
from copcalc.measure import METHODS, CountryShare, DatedShare, Estimate, Verdict, progress

_SPAN = ("year", "count", "of", "")


def related_counts(
    study: Study, related: RelatedCounts, *, until: int | None = None
) -> pd.DataFrame:
    """Read a published series of counts.

    Parameters
    ----------
    study : Study
        The question.
    related : RelatedCounts
        Which series, and whether it counts the covered or the uncovered.
    until : int, optional, keyword-only
        Last calendar year that is read; by default the study's, as nothing that came later is known then.

    Returns
    -------
    pandas.DataFrame
        One row a year, in order: covered and denominator (countries). Of several counts in a year the
        greatest counts. Rows without a denominator take the declared one, and are left out where none
        is declared.

    Raises
    ------
    FrameworkError
        If no table holds the series.
    """
    table = study.tables.world_counts
    rows = table[table["series"] == related.series]
    if rows.empty:
        known = ", ".join(sorted(table["series"].unique()))
        raise FrameworkError(
            f"there is no series {related.series!r}",
            where=f"{study.framework.id}: related_counts",
            fix=f"Use one of data/raw/world_counts.csv: {known}.",
        )
    if related.denominator:
        fallback = study.countries_of(related.denominator)
        rows = rows.assign(denominator=rows["denominator"].fillna(fallback))
    last = study.year if until is None else until
    rows = rows[(rows["year"] <= last) & rows["denominator"].notna()]
    rows = (
        rows.sort_values(["year", "value"])
        .drop_duplicates("year", keep="last")
        .astype({"value": int, "denominator": int, "year": int})
    )
    covered = rows["value"]
    if related.counts == "uncovered":
        covered = rows["denominator"] - rows["value"]
    return pd.DataFrame(
        {"covered": covered.to_numpy(), "denominator": rows["denominator"].to_numpy()},
        index=pd.Index(rows["year"], name="year"),
    )


def related_progress(study: Study, pillar: str) -> ObservedFrame:
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
    ObservedFrame
        One row a series, indexed by its id: name, observations, first_year, first_count, first_of
        (countries), first (fraction of them), the same for the last year, denominator ("constant" or
        "changes"), and one column a method of `copcalc.measure.METHODS` with the class. Where the
        denominator of a series changes, a second row (`<series>.constant`) holds its last observations
        with one denominator, if there are two or more: only there does a class speak of the same number
        of countries throughout. Empty where
        the target is not set in countries or nothing was counted; a series that reaches the target
        year has nothing left to be classed.

    Raises
    ------
    FrameworkError
        If there is no such pillar, or no table holds a series that it names.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> frame = related_progress(open_study(), "legal")
    >>> frame[["first_year", "first_of", "last_year", "last_of"]].head(2).values.tolist()
    [[2006, 184, 2012, 196], [2010, 196, 2012, 196]]
    """
    stated = study.framework.pillar(pillar)
    framework, target = study.framework, stated.target
    spans = [f"{end}_{what}".removesuffix("_") for end in ("first", "last") for what in _SPAN]
    rows = {}
    for related in stated.related_counts:
        counts = related_counts(study, related)
        if counts.empty or counts.index[-1] >= framework.target_year:
            continue
        if not isinstance(target, SetTarget) or not isinstance(target.share, CountryShare):
            continue
        for key, panel in _panels(related.series, counts).items():
            shares = panel["covered"] / panel["denominator"]
            seen = [DatedShare(year, CountryShare.exact(share)) for year, share in shares.items()]
            verdicts = [_verdict(seen, target, framework.target_year, m) for m in METHODS]
            rows[key] = (
                related.name,
                len(seen),
                *(part for end in (0, -1) for part in _end(study, related.series, panel, end)),
                "constant" if len(set(panel["denominator"])) == 1 else "changes",
                *(v.label if v else "no class: no rate can be computed" for v in verdicts),
            )
    columns = ["name", "observations", *spans, "denominator", *METHODS]
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return ObservedFrame.of(cells, Topic("progress", study, pillar=stated.id))


def _panels(series: str, counts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """A series of counts as a whole, and its last observations with one denominator, by id."""
    of = counts["denominator"]
    constant = counts[(of == of.iloc[-1])[::-1].cummin()[::-1]]
    panels = {series: counts}
    if 1 < len(constant) < len(counts):
        panels[f"{series}.constant"] = constant
    return panels


def _end(
    study: Study, series: str, counts: pd.DataFrame, end: int
) -> tuple[int, Observation, Observation, Observation]:
    covered, denominator = int(counts["covered"].iloc[end]), int(counts["denominator"].iloc[end])
    year, world = int(counts.index[end]), study.register.world.code
    about = partial(observe, study, area=world, year=year, indicator=series)
    return (
        year,
        about("count", Estimate.exact(covered)),
        about("count_of", Estimate.exact(denominator)),
        about("share_counted", CountryShare.exact(covered / denominator)),
    )


def _verdict(
    seen: list[DatedShare], target: SetTarget, target_year: int, method: str
) -> Verdict | None:
    """The verdict of one method; None where a share of 0 or 1 leaves it without a rate."""
    try:
        return progress(seen, target.share, target_year, method=method, direction=target.direction)
    except MeasureError:
        return None
