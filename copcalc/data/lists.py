"""Complete lists: who is not on one was without it at its date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

LISTS = "complete_lists.csv"


def absent_from_lists(
    lists: pd.DataFrame, evidence: pd.DataFrame, states: Iterable[str]
) -> pd.DataFrame:
    """Say no, up to a list's date, of every state that is not on the list.

    Parameters
    ----------
    lists : pandas.DataFrame
        One complete list a row: indicator, by, until, listed, detail, source.
    evidence : pandas.DataFrame
        Pieces of evidence: indicator, iso3, status, since.
    states : iterable of str
        ISO 3166-1 alpha-3 codes of all states.

    Returns
    -------
    pandas.DataFrame
        Pieces of evidence with the columns of an evidence table and row_id, one a list and state that
        is not on it.

    Examples
    --------
    >>> lists = pd.DataFrame([{"indicator": "treaty", "by": 2015, "until": 2014, "listed": 1,
    ...                        "detail": "not on the list of September 2015", "source": "list"}])
    >>> evidence = pd.DataFrame(
    ...     [{"indicator": "treaty", "iso3": "AAA", "status": "yes", "since": 2012}])
    >>> evidence = evidence.astype({"since": "Int64"})  # whole years, some of them missing
    >>> absent = absent_from_lists(lists, evidence, ["AAA", "BBB"])
    >>> absent[["iso3", "status", "until"]].values.tolist()
    [['BBB', 'no', 2014]]
    """
    states = list(states)
    rows = []
    for row in lists.itertuples():
        on_it = listed(row, evidence)
        rows += [
            {
                "indicator": row.indicator,
                "iso3": iso3,
                "status": "no",
                "until": row.until,
                "strength": "named",
                "confidence": "high",
                "kind": "not_on_a_complete_list",
                "basis": "absent from a complete list",
                "detail": row.detail,
                "source": row.source,
                "row_id": f"{LISTS}:{row.Index + 2}",
            }
            for iso3 in states
            if iso3 not in on_it
        ]
    absent = pd.DataFrame(rows)
    absent = absent.reindex(columns=list(dict.fromkeys([*evidence.columns, *absent.columns])))
    return absent.astype(evidence.dtypes)


def listed(row: Any, evidence: pd.DataFrame) -> set[str]:
    """Name the states that had it by the end of a list's year, as far as evidence tells."""
    had = (
        (evidence["indicator"] == row.indicator)
        & (evidence["status"] == "yes")
        & (evidence["since"] <= row.by).fillna(False)
    )
    return set(evidence.loc[had, "iso3"])


def miscounted(lists: pd.DataFrame, evidence: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """Find lists of which evidence names more or fewer than they count: position, number named."""
    for row in lists.itertuples():
        named = len(listed(row, evidence))
        if named != row.listed:
            yield row.Index, named
