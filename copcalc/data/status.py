"""From pieces of evidence to a status: yes, no or unknown, for each state and year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

STRENGTHS = ("named", "group")
"""How evidence speaks of a country, the strongest first: by name, or of a group it belongs to."""


def _says(row: Mapping[str, Any], year: int) -> str | None:
    """What one piece of evidence establishes for the end of a year, if anything."""
    since, until = row["since"], row["until"]
    within = (pd.isna(since) or since <= year) and (pd.isna(until) or year <= until)
    if row["status"] == "no":
        return "no" if within else None
    if row["status"] == "yes" and pd.notna(since):
        if within:
            return "yes"
        if row["before"] == "no" and year < since:
            return "no"
    return None


def status_by_year(
    evidence: pd.DataFrame, states: Iterable[str], years: Iterable[int]
) -> pd.DataFrame:
    """Decide statuses from evidence.

    A yes holds from its year on, a no up to the year in which someone last looked; a yes with
    `before` = "no" also establishes the no before it. Evidence that names the country outranks evidence
    about a group. Where evidence of equal strength disagrees, nothing is decided: the status is unknown
    and marked as a conflict. Whatever no evidence speaks of is unknown.

    Parameters
    ----------
    evidence : pandas.DataFrame
        One piece of evidence a row: indicator, iso3, status, since, before, until, strength, row_id.
    states : iterable of str
        ISO 3166-1 alpha-3 codes.
    years : iterable of int
        Calendar years; a status is that of the year's end.

    Returns
    -------
    pandas.DataFrame
        One row an indicator, state and year: indicator, iso3, year, status, strength ("" if unknown),
        conflict ("yes" or "no"), evidence (ids of the deciding rows, joined by a space).

    Examples
    --------
    >>> row = {"indicator": "treaty", "iso3": "AAA", "status": "yes", "since": 2012, "before": "no",
    ...        "until": None, "strength": "named", "row_id": "t:2"}
    >>> result = status_by_year(pd.DataFrame([row]), ["AAA", "BBB"], [2011, 2012])
    >>> result[["iso3", "year", "status"]].values.tolist()
    [['AAA', 2011, 'no'], ['AAA', 2012, 'yes'], ['BBB', 2011, 'unknown'], ['BBB', 2012, 'unknown']]
    """
    states, years = list(states), list(years)
    rows: list[tuple[str, str, int, str, str, str, str]] = []
    for indicator in sorted(evidence["indicator"].unique()):
        about = evidence[evidence["indicator"] == indicator]
        groups = {iso3: list(g.to_dict("records")) for iso3, g in about.groupby("iso3")}
        rows += [
            (indicator, iso3, year, *_decide(groups.get(iso3, []), year))
            for iso3 in states
            for year in years
        ]
    columns = ["indicator", "iso3", "year", "status", "strength", "conflict", "evidence"]
    return pd.DataFrame(rows, columns=columns)


def _decide(pieces: list[dict[str, Any]], year: int) -> tuple[str, str, str, str]:
    for strength in STRENGTHS:
        said = [(p["row_id"], _says(p, year)) for p in pieces if p["strength"] == strength]
        answers = {answer for _, answer in said if answer}
        ids = " ".join(row_id for row_id, answer in said if answer)
        if len(answers) == 1:
            return answers.pop(), strength, "no", ids
        if answers:
            return "unknown", "", "yes", ids
    return "unknown", "", "no", ""
