"""What stands at the end of a report: how old its data are, and how to cite it."""

from __future__ import annotations

from importlib.metadata import version

import pandas as pd

from copcalc.assessment import Study
from copcalc.data import Area
from copcalc.framework import Framework
from copcalc.words.message import Given, Message
from copcalc.words.names import area_name, framework_name

_IN_FIGURES = r"\d{4}(-\d\d){0,2}"


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
    ...     print(say(sentence))
    """
    dated = sources["date"][sources["date"].str.fullmatch(_IN_FIGURES)]
    given: dict[str, Given] = {
        "sources": len(sources),
        "newest": dated.max() if len(dated) else "",
        "tables": tables,
        "year": study.year,
        "vintage": study.vintage,
        "copcalc": version("copcalc"),
        "title": page_title(study.area, study.framework, study.year),
    }
    data = "imprint-data" if len(dated) else "imprint-data_undated"
    return [Message(data, given), Message("imprint-cite", given)]
