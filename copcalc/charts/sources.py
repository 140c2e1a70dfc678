"""What a chart is drawn from, in words that its readers know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copcalc.charts.style import tell
from copcalc.words import code_in_words, current

_TABLE = re.compile(r"data/raw/(?:(?P<evidence>evidence)/)?(?P<table>\w+)\.csv(?: \((?P<of>.*)\))?")

_CITED = re.compile(r"[;,] (?=data/raw/|assumed: )")
"""What stands between two of them."""


def tell_sources(*sources: str) -> str:
    """Name the sources of a chart, each by who stands behind it instead of by the table that holds it.

    Parameters
    ----------
    *sources : str
        As reports cite them: tables, citations, or several of them with semicolons between.

    Returns
    -------
    str
        A sentence. A table that nobody has put into words is named as it is.

    Examples
    --------
    >>> tell_sources("data/raw/evidence/opsc.csv", "data/raw/member_states.csv", "a study")
    'Source: United Nations Treaty Collection; ITU, Member States and regions; a study.'
    """
    told = [each for source in sources for each in _told(source)]
    return tell("chart-source", sources=list(dict.fromkeys(told)))


def _told(source: str) -> Iterator[str]:
    for cited in _CITED.split(source):
        if cited.startswith("assumed: "):
            continue  # told apart from sources, by `tell_assumed`
        found = _TABLE.fullmatch(cited)
        if found is None:
            yield code_in_words("source", cited)
        elif current().has(message := f"source-{found['table']}"):
            yield tell(message, of=found["of"] or "")
        else:
            yield tell("source-evidence") if found["evidence"] else cited
