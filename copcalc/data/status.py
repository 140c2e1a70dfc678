"""From pieces of evidence to a status: yes, no or unknown, for each state and year."""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Integral

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copcalc.errors import CopcalcError

STRENGTHS = ("named", "group")
"""How evidence speaks of a country, the strongest first: by name, or of a group it belongs to."""

CONFIDENCES = ("high", "medium", "low")
"""How sure the reader of a source was of what it says, the surest first."""

ASSUMED = "assumed"
"""Strength and confidence of what is no evidence but assumed: it counts before and whatever counts."""

_RANKS = {ASSUMED: -1} | {
    level: rank for levels in (STRENGTHS, CONFIDENCES) for rank, level in enumerate(levels)
}

_KEYS = ["indicator", "iso3", "year"]

TEXTS = ("strength", "confidence", "evidence", "against")
"""Columns of a table of statuses that hold an empty text where nothing is decided."""

UNDECIDED = {
    "status": "unknown",
    "strength": "",
    "confidence": "",
    "conflict": "no",
    "evidence": "",
    "against": "",
}
"""What a table of statuses says where no evidence speaks."""


def _upto(levels: tuple[str, ...], weakest: str, what: str) -> tuple[str, ...]:
    """The levels that count when the weakest of them is named; what is assumed counts in any case."""
    if weakest not in levels:
        raise CopcalcError(
            f"there is no {what} {weakest!r}", where=what, fix=f"Use one of {', '.join(levels)}."
        )
    return (ASSUMED, *levels[: levels.index(weakest) + 1])


def check_assumed(strength: str, confidence: str, holds_for: int | None) -> None:
    """Refuse what can't be assumed of evidence.

    Parameters
    ----------
    strength, confidence : str
        Should be one of `STRENGTHS` and one of `CONFIDENCES`.
    holds_for : int or None
        Should be a number of years, 0 or more, or None.

    Raises
    ------
    CopcalcError
        If one of them is none of these.

    Examples
    --------
    >>> check_assumed("named", "medium", None)
    """
    _upto(STRENGTHS, strength, "strength")
    _upto(CONFIDENCES, confidence, "confidence")
    _check_years(holds_for)


def _check_years(holds_for: int | None) -> None:
    if holds_for is None:
        return
    if isinstance(holds_for, bool) or not (isinstance(holds_for, Integral) and holds_for >= 0):
        raise CopcalcError(
            f"a yes can't hold for {holds_for!r} years after it was last seen",
            where="holds_for",
            fix="Give 0 or more whole years, or None where it holds until a source tells otherwise.",
        )


def _answers(
    evidence: pd.DataFrame, years: list[int], holds_for: int | None
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
    """What evidence establishes for the ends of years: positions of rows and of years, and whether yes."""
    since, until = (
        evidence[name].to_numpy(float, na_value=np.nan)[:, None] for name in ("since", "until")
    )
    is_yes, is_no, none_before = (
        (evidence[name] == value).to_numpy(bool)[:, None]
        for name, value in (("status", "yes"), ("status", "no"), ("before", "no"))
    )
    year = np.array(years)
    # Comparisons with a missing year are false.
    begun, ended, to_come = since <= year, year > until, since > year
    says_yes = is_yes & begun & ~ended
    if holds_for is not None:
        seen = evidence["seen"].to_numpy(float, na_value=np.nan)[:, None]
        says_yes &= year <= seen + holds_for
    says_no = is_no & (year <= until) & ~to_come
    # A treaty's date also tells that there was none before.
    says_no |= is_yes & none_before & to_come
    rows, columns = np.nonzero(says_yes | says_no)
    return rows, columns, says_yes[rows, columns]


def said_yes(
    evidence: pd.DataFrame, year: int, *, confidence: str, holds_for: int | None
) -> pd.DataFrame:
    """Pieces of evidence, sure enough, that say yes for the end of a year."""
    rows, _, is_yes = _answers(evidence, [year], holds_for)
    said = evidence.iloc[rows[is_yes]]
    return said[said["confidence"].isin(_upto(CONFIDENCES, confidence, "confidence"))]


def status_by_year(
    evidence: pd.DataFrame,
    states: Iterable[str],
    years: Iterable[int],
    *,
    strength: str = "group",
    confidence: str = "medium",
    holds_for: int | None = None,
) -> pd.DataFrame:
    """Decide statuses from evidence.

    A yes holds from its year on, by default without an end that no source tells; a no up to the year in which someone last looked; a yes with
    `before` = "no" also establishes the no before it. A yes without the year of its beginning, and a no
    without the year in which someone looked, decide nothing. The strongest evidence decides: what names
    the country before what speaks of a group it belongs to, and within each the surer before the less
    sure. Where evidence of equal strength and confidence disagrees, nothing is decided and the status is
    unknown. Weaker evidence never settles what stronger evidence leaves open.

    Parameters
    ----------
    evidence : pandas.DataFrame
        One piece of evidence a row: indicator, iso3, status, since, before, until, strength, confidence,
        row_id, and with `holds_for` also seen, the last year in which its source said so. A strength and
        a confidence of "assumed" counts before all evidence.
    states : iterable of str
        ISO 3166-1 alpha-3 codes.
    years : iterable of int
        Calendar years; a status is that of the year's end.
    strength : {"group", "named"}, keyword-only
        The weakest evidence that counts: "named" only what names the country, "group" also what speaks
        of a group that it belongs to.
    confidence : {"high", "medium", "low"}, keyword-only
        The least sure evidence that counts.
    holds_for : int, optional, keyword-only
        Years for which a yes holds after it was last seen; by default for ever.

    Returns
    -------
    pandas.DataFrame
        One row an indicator, state and year: indicator, iso3, year, status, strength and confidence of
        the evidence that decides ("" if unknown), conflict ("no": all sources agree; "settled": stronger
        evidence decides against weaker; "open": equal evidence disagrees), evidence (ids of the deciding
        rows, joined by a space), against (ids of rows that say otherwise, also of those that do not
        count).

    Raises
    ------
    CopcalcError
        If there is no such strength or confidence, or `holds_for` is no number of years.

    Examples
    --------
    >>> row = {"indicator": "treaty", "iso3": "AAA", "status": "yes", "since": 2012, "before": "no",
    ...        "until": None, "strength": "named", "confidence": "high", "row_id": "t:2"}
    >>> result = status_by_year(pd.DataFrame([row]), ["AAA", "BBB"], [2011, 2012])
    >>> result[["iso3", "year", "status"]].values.tolist()
    [['AAA', 2011, 'no'], ['AAA', 2012, 'yes'], ['BBB', 2011, 'unknown'], ['BBB', 2012, 'unknown']]
    """
    check_assumed(strength, confidence, holds_for)
    indicators, states, years = sorted(evidence["indicator"].unique()), list(states), list(years)
    if not (indicators and states and years):
        return pd.DataFrame(columns=[*_KEYS, *UNDECIDED])
    # Each place of the result is told by its number, in the order of indicators, states and years.
    columns = pd.MultiIndex.from_product([indicators, states], names=_KEYS[:2])
    about = columns.get_indexer(pd.MultiIndex.from_frame(evidence[_KEYS[:2]]))
    # Who of a group has it is told by no evidence about only some of its members.
    speaks = (about >= 0) & evidence["strength"].isin((ASSUMED, *STRENGTHS)).to_numpy()
    evidence, about = evidence[speaks], about[speaks]
    row, year, is_yes = _answers(evidence, years, holds_for)
    place, size = about[row] * len(years) + year, len(columns) * len(years)

    counts, rank = _ranked(evidence, strength, confidence)
    best = np.full(size, np.inf)
    np.minimum.at(best, place[counts[row]], rank[row[counts[row]]])
    decides = counts[row] & (rank[row] == best[place])
    says = {True: np.zeros(size, bool), False: np.zeros(size, bool)}
    for answer, places in says.items():
        places[place[decides & (is_yes == answer)]] = True
    settled = says[True] != says[False]
    otherwise = settled[place] & (is_yes != says[True][place])

    told = {name: np.full(size, text, dtype=object) for name, text in UNDECIDED.items()}
    told["status"][settled] = np.where(says[True][settled], "yes", "no")
    told["conflict"][says[True] & says[False]] = "open"
    told["conflict"][place[otherwise]] = "settled"
    # What decides a place is all of one strength and confidence.
    by_one = decides & settled[place]
    for level in ("strength", "confidence"):
        told[level][place[by_one]] = evidence[level].to_numpy(object)[row[by_one]]
    for name, pieces in (("evidence", decides), ("against", otherwise)):
        told[name][:] = _joined(
            evidence["row_id"].to_numpy(object)[row[pieces]], place[pieces], size
        )
    keys = pd.MultiIndex.from_product([indicators, states, years], names=_KEYS).to_frame(
        index=False
    )
    return keys.join(pd.DataFrame(told, dtype="str"))


def _ranked(
    evidence: pd.DataFrame, strength: str, confidence: str
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Whether each piece of evidence counts, and its rank among all, the best first."""
    weakest = {"strength": (STRENGTHS, strength), "confidence": (CONFIDENCES, confidence)}
    counts, rank = np.ones(len(evidence), bool), np.zeros(len(evidence))
    for what, (levels, least) in weakest.items():
        counts &= evidence[what].isin(_upto(levels, least, what)).to_numpy()
        rank = rank * len(levels) + evidence[what].map(_RANKS).to_numpy(float)
    return counts, rank


def _joined(ids: Iterable[str], places: NDArray[np.intp], size: int) -> list[str]:
    """Join the ids of what speaks of each place."""
    texts = [""] * size
    for place, text in zip(places.tolist(), ids, strict=True):
        texts[place] = f"{texts[place]} {text}" if texts[place] else text
    return texts


def beginnings(
    evidence: pd.DataFrame,
    indicator: str,
    *,
    strength: str = "named",
    confidence: str = "medium",
) -> pd.Series:
    """Read the years in which it began, for states of which a source dates the beginning.

    A year by which a source merely attests it ("a member by 2009") is no such year: it may have begun
    long before. A law that was passed may not have been in force at once.

    Parameters
    ----------
    evidence : pandas.DataFrame
        One piece of evidence a row: indicator, iso3, status, since, since_means, strength, confidence.
    indicator : str
        An indicator's id.
    strength, confidence : str, keyword-only
        The weakest and the least sure evidence that counts, as for `status_by_year`.

    Returns
    -------
    pandas.Series of int
        The earliest such year, by state.

    Raises
    ------
    CopcalcError
        If there is no such strength or confidence.

    Examples
    --------
    >>> rows = [("KEN", "began", 2013), ("KEN", "began", 2011), ("NAM", "attested", 2009)]
    >>> evidence = pd.DataFrame(rows, columns=["iso3", "since_means", "since"]).assign(
    ...     indicator="hotline", status="yes", strength="named", confidence="high")
    >>> beginnings(evidence, "hotline").to_dict()
    {'KEN': 2011}
    """
    rows = evidence[
        (evidence["indicator"] == indicator)
        & (evidence["status"] == "yes")
        & (evidence["since_means"] == "began")
        & evidence["strength"].isin(_upto(STRENGTHS, strength, "strength"))
        & evidence["confidence"].isin(_upto(CONFIDENCES, confidence, "confidence"))
    ]
    return rows.groupby("iso3")["since"].min()
