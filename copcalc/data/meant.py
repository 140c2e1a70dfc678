"""What a cell may have meant that holds no code or no id."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches

import pandas as pd

from copcalc.data.register import Register
from copcalc.errors import AreaError, Problem

STATES, NAMES = "member_states.csv", "area_names.csv"
"""The raw tables that tell which names the codes stand for."""

_LAST_YEAR = 9999  # whoever has joined by any date


def register_of(frames: Mapping[str, pd.DataFrame]) -> Register | None:
    """The register of all states, if its tables could be read.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        Raw tables by path.

    Returns
    -------
    Register or None
        Every state, whenever it joined.
    """
    if STATES not in frames or NAMES not in frames or frames[STATES].empty:
        return None
    return Register(frames[STATES], frames[NAMES], _LAST_YEAR)


def code_meant(text: str, register: Register | None) -> str:
    """Say which state's code was meant by a text that is none.

    Parameters
    ----------
    text : str
        What stands where a code should.
    register : Register or None
        The states with their names, as `register_of` gives them.

    Returns
    -------
    str
        What to write instead; empty where nothing is like it.

    Examples
    --------
    >>> states = pd.DataFrame({"iso3": ["KEN"], "iso2": ["KE"], "itu_region": "Africa",
    ...                        "name": ["Kenya"], "member_by": "2011-07-14"})
    >>> code_meant("Kenya", Register(states, pd.DataFrame({"name": [], "iso3": []}), 2014))
    'Write KEN, the code of Kenya.'
    """
    if register is None:
        return ""
    try:
        area = register.find(text)
    except AreaError as error:
        if "can mean" in error.what:
            return f"{error.what[0].upper()}{error.what[1:]}. {error.fix}"
        is_name = len(text) > len("KEN")
        return error.fix if is_name and error.fix.startswith("Did you mean") else ""
    return f"Write {area.code}, the code of {area.name}." if area.kind == "state" else ""


def alike(text: str, known: Collection[str]) -> list[str]:
    """Up to three known texts that are like one, the likeliest first."""
    return get_close_matches(text, sorted(known), n=3)


def did_you_mean(text: str, known: Collection[str]) -> str:
    """Ask for the known texts that are like one; empty where none is."""
    close = alike(text, known)
    return f"Did you mean {' or '.join(close)}?" if close else ""


def undeclared(evidence: pd.DataFrame, declared: Iterable[str]) -> Iterator[Problem]:
    """Tell of indicators that no framework at hand declares, once each.

    Parameters
    ----------
    evidence : pandas.DataFrame
        Pieces of evidence: indicator, row_id.
    declared : iterable of str
        Ids of the indicators that frameworks declare.

    Yields
    ------
    Problem
        The id, where it stands first, and which id may have been meant.

    Examples
    --------
    >>> evidence = pd.DataFrame({"indicator": ["hotlines"], "row_id": ["evidence/mine.csv:2"]})
    >>> print(*undeclared(evidence, ["hotline", "law"]))
    evidence/mine.csv, row 2, column indicator, value 'hotlines': no framework knows this indicator. \
Did you mean hotline?
    """
    ids = sorted(set(declared))
    unknown = evidence[~evidence["indicator"].isin(ids)]
    for indicator, rows in unknown.groupby("indicator")["row_id"]:
        table, _, row = rows.iloc[0].rpartition(":")
        count = rows.nunique()  # a complete list says no of many states in one row
        often = f", which stands in {count} rows" if count > 1 else ""
        yield Problem(
            f"no framework knows this indicator{often}",
            did_you_mean(str(indicator), ids) or f"Declare it, or use one of {', '.join(ids)}.",
            table,
            row=int(row),
            column="indicator",
            value=str(indicator),
        )
