"""How good projections of related counts would have been: the model to use is the best of them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from copcalc.assessment.progress import related_counts
from copcalc.assessment.study import Study
from copcalc.errors import MeasureError
from copcalc.projection.hindcast import NO_CHANGE, hindcast_counts, hindcast_table
from copcalc.projection.score import best_model, score_models
from copcalc.projection.series import Series


def count_series(study: Study) -> dict[str, Series]:
    """Read every count that is related to a pillar, up to the study's year.

    Parameters
    ----------
    study : Study
        The question; nothing after its year is read.

    Returns
    -------
    dict of str to Series
        By the series' ids, in the order of the framework.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> count_series(open_study())["inhope_countries"]
    <Series of 3: 34 of 193 in 2010, 43 of 193 in 2014>
    """
    related = [each for pillar in study.framework.pillars for each in pillar.related_counts]
    return {each.series: Series.from_frame(related_counts(study, each)) for each in related}


def hindcasts(study: Study, *, origins: Iterable[int] | None = None) -> pd.DataFrame:
    """Project every related count from stopped clocks, and compare with what was counted later.

    Parameters
    ----------
    study : Study
        The question; nothing after its year is used.
    origins : iterable of int, optional, keyword-only
        Calendar years in which the clock stops; by default every year in which something was counted.

    Returns
    -------
    pandas.DataFrame
        As `copcalc.hindcast_table` gives it, one row a series, model, origin and later year.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> table = hindcasts(open_study(), origins=[2010])
    >>> table[table["model"] == "logistic"][["series", "year", "horizon"]].values.tolist()[0]
    ['icmec_no_specific_legislation', 2012, 2]
    """
    series = count_series(study)
    if origins is None:
        origins = sorted({year for each in series.values() for year in each.years.tolist()[:-1]})
    asked = list(origins)
    made = [
        hindcast
        for name, each in series.items()
        if asked and len(each)
        for hindcast in hindcast_counts(name, each, origins=asked)
    ]
    return hindcast_table(made)


def usual_model(study: Study) -> str:
    """Choose the model that projected the related counts best, as far as was known in the study's year.

    Parameters
    ----------
    study : Study
        The question; nothing after its year is used.

    Returns
    -------
    str
        A key of `copcalc.projection.trend.MODELS`: the one with the least mean CRPS; "no_change" where no
        model could be scored, or none better.

    References
    ----------
    Gneiting and Raftery (2007), Strictly proper scoring rules, prediction, and estimation, Journal of the
    American Statistical Association 102.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> usual_model(open_study())
    'logistic'
    """
    try:
        return best_model(score_models(hindcasts(study)))
    except MeasureError:
        return NO_CHANGE
