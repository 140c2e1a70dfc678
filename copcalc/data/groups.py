"""Groups of which a source tells how many members have it, and not which."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

GROUPS = "group_counts.csv"

SOME = "some"
"""Strength of evidence about a group of which only some members have it: it settles no one member."""

_KEYS = ["indicator", "kind", "source"]


def counted_only(evidence: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Tell evidence that names how many members of a group have it from evidence about each of them.

    Parameters
    ----------
    evidence : pandas.DataFrame
        Pieces of evidence: indicator, kind, source, strength, ...
    groups : pandas.DataFrame
        One group a row: indicator, kind, source, members, having.

    Returns
    -------
    pandas.DataFrame
        The evidence, with the strength "some" for rows of a group of which not all members have it.

    Examples
    --------
    >>> groups = pd.DataFrame([{"indicator": "hotline", "kind": "club", "source": "s",
    ...                         "members": 2, "having": 1}])
    >>> evidence = pd.DataFrame([{"indicator": "hotline", "kind": "club", "source": "s",
    ...                           "iso3": iso3, "strength": "group"} for iso3 in ("AAA", "BBB")])
    >>> counted_only(evidence, groups)["strength"].tolist()
    ['some', 'some']
    """
    partial = groups.loc[groups["having"] < groups["members"], _KEYS]
    is_partial = pd.MultiIndex.from_frame(evidence[_KEYS]).isin(pd.MultiIndex.from_frame(partial))
    return evidence.assign(strength=evidence["strength"].mask(is_partial, SOME))


def counts_of_groups(
    evidence: pd.DataFrame, groups: pd.DataFrame
) -> Iterator[tuple[frozenset[str], int]]:
    """Read how many members of each group have it, at least, from the evidence that still counts.

    Parameters
    ----------
    evidence : pandas.DataFrame
        Pieces of evidence of the strength "some" that hold at one time: indicator, kind, source, iso3.
    groups : pandas.DataFrame
        As for `counted_only`.

    Yields
    ------
    tuple of (frozenset of str, int)
        States of a group, and how many of them have it at least. Members of which no row speaks, as
        areas that are no states, are taken to be among those that have it.
    """
    for row in groups.itertuples():
        is_member = (evidence[_KEYS] == [getattr(row, key) for key in _KEYS]).all(axis=1)
        members = frozenset(evidence.loc[is_member, "iso3"])
        at_least = int(row.having) - (int(row.members) - len(members))
        if at_least > 0:
            yield members, at_least


def miscounted_groups(groups: pd.DataFrame, evidence: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """Find groups of which evidence names more or fewer members than they count: position, number."""
    named = evidence.groupby(_KEYS)["iso3"].nunique()
    for row in groups.itertuples():
        found = int(named.get((row.indicator, row.kind, row.source), 0))
        if found != row.members or row.having > row.members:
            yield row.Index, found
