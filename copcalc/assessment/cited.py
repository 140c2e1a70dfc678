"""What the numbers of a study rest on: its sources."""

from __future__ import annotations

import pandas as pd

from copcalc.assessment.study import Study

_TOLD = ["title", "publisher", "date", "year", "url"]


def sources_of(study: Study) -> pd.DataFrame:
    """List the sources of what is told of an area; of the world, all that any table names.

    Parameters
    ----------
    study : Study
        The question.

    Returns
    -------
    pandas.DataFrame
        One row a source, indexed by its id: title, publisher, date (as the source tells it: a year, a month
        or a day in ISO's way, or words), year (missing where no date is told), url (missing where no address
        is known). That of the framework comes first.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> sources_of(open_study("Kenya")).at["wpp2012", "title"]
    'World Population Prospects, the 2012 Revision'
    """
    tables, area = study.tables, study.area
    if area.kind == "world":
        return tables.sources.set_index("source")[_TOLD]
    indicators = [indicator.id for indicator in study.framework.indicators]
    framework = tables.sources_named([study.framework.source.id])
    told = pd.concat([framework, tables.sources_behind(area.states, indicators, study.vintage)])
    return told.drop_duplicates("source").set_index("source")[_TOLD]
