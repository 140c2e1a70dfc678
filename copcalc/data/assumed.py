"""Statuses that somebody assumes, in the place of what the evidence says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from copcalc.data.groups import SOME
from copcalc.data.register import Area, Register
from copcalc.data.status import ASSUMED, status_by_year
from copcalc.data.tables import Tables

_TITLE = "An assumption, and no source"


def assume_statuses(tables: Tables, indicator: str, assumed: Mapping[str, int | str]) -> Tables:
    """Put assumptions about states in the place of the evidence about them.

    Parameters
    ----------
    tables : Tables
        The tables as the evidence has them.
    indicator : str
        An indicator's id.
    assumed : mapping of str to int or str
        By state's code: the year in which it began, and none before; "yes" or "no", at all times; or
        "unknown", as if there were no evidence.

    Returns
    -------
    Tables
        The same tables, with evidence of the strength and the confidence "assumed", which counts
        whatever evidence is asked for, with the statuses of all years that follow, and "assumed" among
        the sources. What tells of a group how many members have it, and not which, stays.

    Examples
    --------
    >>> from copcalc.data import find_root, load_tables
    >>> tables = assume_statuses(load_tables(find_root()), "hotline", {"KEN": 2013})
    >>> kenya = tables.status.query("indicator == 'hotline' and iso3 == 'KEN'").set_index("year")
    >>> kenya.loc[2012:2014, ["status", "strength"]].values.tolist()
    [['no', 'assumed'], ['yes', 'assumed'], ['yes', 'assumed']]
    """

    def is_replaced(frame: pd.DataFrame) -> pd.Series:
        return (frame["indicator"] == indicator) & frame["iso3"].isin(list(assumed))

    years = sorted(tables.status["year"].unique())
    evidence, status, sources = tables.evidence, tables.status, tables.sources
    rows = pd.DataFrame(
        _piece(indicator, iso3, what, int(years[0]), int(years[-1]))
        for iso3, what in sorted(assumed.items())
    )
    kept = evidence[~is_replaced(evidence) | (evidence["strength"] == SOME)]
    rows = rows.reindex(columns=evidence.columns).astype(evidence.dtypes)
    decided = status_by_year(rows, sorted(assumed), years).astype(status.dtypes)
    other = status[~is_replaced(status)]
    source = pd.DataFrame([{"source": ASSUMED, "title": _TITLE, "publisher": _TITLE}])
    source = source.reindex(columns=sources.columns).astype(sources.dtypes)
    return replace(
        tables,
        evidence=pd.concat([kept, rows], ignore_index=True),
        status=pd.concat([other, decided], ignore_index=True).sort_values(
            ["indicator", "iso3", "year"], ignore_index=True
        ),
        sources=pd.concat([sources[sources["source"] != ASSUMED], source], ignore_index=True),
    )


def _piece(indicator: str, iso3: str, what: int | str, first: int, last: int) -> dict[str, object]:
    """What is assumed of one state, as a piece of evidence; `first` and `last` bound all years."""
    piece: dict[str, object] = {"indicator": indicator, "iso3": iso3, "seen": last}
    piece |= dict.fromkeys(("strength", "confidence", "kind", "source"), ASSUMED)
    piece |= {"row_id": f"{ASSUMED}:{indicator}:{iso3}", "detail": f"Assumed: {what}"}
    if what == "no":
        return piece | {"status": "no", "until": last}
    if what == "unknown":
        return piece | {"status": "unknown"}
    if what == "yes":
        return piece | {"status": "yes", "since": first, "since_means": "attested"}
    return piece | {"status": "yes", "since": what, "since_means": "began", "before": "no"}


def assumed_areas(
    register: Register, assumed: Mapping[str, int | str]
) -> Iterator[tuple[Area, int | str]]:
    """Tell what is assumed of states by area, as few areas as can be, the largest first.

    Parameters
    ----------
    register : Register
        The states.
    assumed : mapping of str to int or str
        What is assumed, by state's code.

    Yields
    ------
    tuple of (Area, int or str)
        An area, and what is assumed of its states, but for those of which a smaller area tells.

    Examples
    --------
    >>> from copcalc.data import find_root, load_tables
    >>> tables = load_tables(find_root())
    >>> register = Register(tables.states, tables.names, 2014)
    >>> africa = dict.fromkeys(register.find("africa").states, "yes")
    >>> [(area.code, what) for area, what in assumed_areas(register, africa | {"KEN": "no"})]
    [('africa', 'yes'), ('KEN', 'no')]
    """
    left = dict(assumed)
    for area in register.areas:
        told = [left[state] for state in area.states if state in left]
        if len(told) == len(area.states):
            most = max(told, key=told.count)
            yield area, most
            inside = frozenset(area.states)
            left = {
                state: what for state, what in left.items() if state not in inside or what != most
            }
