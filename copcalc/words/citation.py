"""What stands at the end of a report: how old its data are, and how to cite it."""

from __future__ import annotations

from importlib.metadata import version

import pandas as pd

from copcalc.assessment import Study
from copcalc.data import Area
from copcalc.framework import Framework
from copcalc.words.message import Given, Message
from copcalc.words.names import area_name, framework_name

_MONTH_OR_DAY = r"\d{4}(-\d\d){1,2}"


def page_title(area: Area, framework: Framework, year: int) -> Message:
    """Head a report.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> from copcalc.words import say
    >>> study = open_study("africa")
    >>> say(page_title(study.area, study.framework, study.year))
    'Africa: Child Online Protection targets, 2014'
    """
    given: dict[str, Given] = {"area": area_name(area), "framework": framework_name(framework)}
    return Message("page-title", {**given, "year": year})


def imprint(study: Study, sources: pd.DataFrame, tables: str) -> list[Message]:
    """Say of when the data of a report are, and how to cite it.

    Parameters
    ----------
    study : Study
        What it is about.
    sources : pandas.DataFrame
        What it rests on, as `copcalc.sources_of` lists it.
    tables : str
        Version of the raw tables, as `copcalc.data_version` tells it.

    Returns
    -------
    list of Message
        Two sentences. No clock is asked: dates are those of the sources.

    Examples
    --------
    >>> from copcalc import data_version, open_study, sources_of
    >>> from copcalc.words import say
    >>> kenya = open_study("Kenya")
    >>> for sentence in imprint(kenya, sources_of(kenya), data_version()):
    ...     print(say(sentence))  # doctest: +ELLIPSIS
    Data: version 1.0.0 of the tables, the newest source of 2022-06; statuses as at the end of 2014, ...
    Cite as: “Kenya: Child Online Protection targets, 2014”. copcalc ..., data version 1.0.0.
    """
    newest = _newest(sources)
    given: dict[str, Given] = {
        "newest": newest,
        "tables": tables,
        "year": study.year,
        "vintage": study.vintage,
        "copcalc": version("copcalc"),
        "title": page_title(study.area, study.framework, study.year),
    }
    data = "imprint-data" if newest else "imprint-data_undated"
    return [Message(data, given), Message("imprint-cite", given)]


def _newest(sources: pd.DataFrame) -> str:
    """The month or day of the newest source, its year if it tells no more, nothing if none tells that."""
    years = sources["year"].dropna()
    if years.empty:
        return ""
    last = str(int(years.max()))
    dates = sources["date"][sources["date"].str.fullmatch(_MONTH_OR_DAY).fillna(False)]
    newest: str = max([last, *dates[dates.str.startswith(last)]])
    return newest
