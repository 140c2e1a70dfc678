"""How good projections of related counts would have been: the model to use is the best of them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from copcalc.assessment.progress import related_counts
from copcalc.assessment.study import Study
from copcalc.errors import MeasureError
from copcalc.projection.hindcast import NO_CHANGE, Hindcast, hindcast_counts, hindcast_table
from copcalc.projection.score import best_model, score_models
from copcalc.projection.series import Series


def count_series(study: Study, *, until: int | None = None) -> dict[str, Series]:
    """Read every count that is related to a pillar.

    Parameters
    ----------
    study : Study
        The question.
    until : int, optional, keyword-only
        Last calendar year that is read; by default the study's, as nothing that came later is known then.

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
    return {
        series: Series.from_frame(related_counts(study, each, until=until))
        for series, each in study.framework.related_counts.items()
    }


def hindcasts(
    study: Study, *, origins: Iterable[int] | None = None, until: int | None = None
) -> pd.DataFrame:
    """Project every related count from stopped clocks, and compare with what was counted later.

    Parameters
    ----------
    study : Study
        The question.
    origins : iterable of int, optional, keyword-only
        Calendar years in which the clock stops; by default, for each count, every year up to the study's in
        which it was counted.
    until : int, optional, keyword-only
        Last calendar year whose counts are held against what was projected; by default the study's.

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
    asked = None if origins is None else list(origins)
    made: list[Hindcast] = []
    for name, each in count_series(study, until=until).items():
        own = each.until(study.year).years.tolist() if asked is None else asked
        if own and len(each):
            made += hindcast_counts(name, each, origins=own)
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
