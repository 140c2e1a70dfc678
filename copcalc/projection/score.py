"""Which model projected best: scores of hindcasts on the cases that all models could project."""

from __future__ import annotations

import pandas as pd

from copcalc.errors import MeasureError
from copcalc.projection.hindcast import COLUMNS, NO_CHANGE
from copcalc.projection.horizon import calendar_year

ALL = "all"
"""Name of the mean over all series."""

# Scores that differ in the last digits are equal.
_DIGITS = 12


def score_models(hindcasts: pd.DataFrame, *, known_by: int | None = None) -> pd.DataFrame:
    """Score each model on the cases that every model of a series could project.

    Formula: within a series the mean of |error|, of CRPS, and the share of outcomes inside the interval,
    over the cases that all models projected which projected any; skill is 1 - CRPS / CRPS of no
    change. The row "all" is the mean over series, each weighing the same, of the models that have a
    score in every series that has one. A series that one model alone could project compares nothing,
    and is left out where others do. So is a case that unknown statuses or a rounding leave open: its
    score is an interval.

    Parameters
    ----------
    hindcasts : pandas.DataFrame
        As `hindcast_table` gives it. A model that is possible for some series only is simply absent from
        others, or has no forecast there.
    known_by : int, optional, keyword-only
        Count only outcomes up to this calendar year; what came later decides nothing.

    Returns
    -------
    pandas.DataFrame
        One row a series and model, and "all": series, model, cases, error and crps (fractions), inside (a
        share of the cases), skill; "all" first, and the best model of each first. Empty if there is no
        common case. The skill is missing where no change was not scored, or was never wrong.

    Raises
    ------
    MeasureError
        If this is no table of hindcasts, one stands in it twice, or a series is called "all".

    References
    ----------
    Gneiting and Raftery (2007), Strictly proper scoring rules, prediction, and estimation, Journal of the
    American Statistical Association 102.

    Examples
    --------
    >>> import copcalc as cop
    >>> counts = cop.Series.of(range(2006, 2012), range(40, 100, 10), 193)
    >>> made = cop.hindcast_counts("laws", counts, origins=[2008], models=["no_change", "drift"])
    >>> cop.score_models(cop.hindcast_table(made))[["series", "model", "cases"]].to_numpy().tolist()
    [['all', 'drift', 3], ['all', 'no_change', 3], ['laws', 'drift', 3], ['laws', 'no_change', 3]]
    """
    made = _decided(hindcasts)
    if known_by is not None:
        made = made[made["year"] <= calendar_year(known_by, "known_by")]
    models = made.groupby("series")["model"].nunique()
    compared = made["series"].map(models)
    made = made[compared >= min(2, compared.max())]
    here = made.groupby(["series", "origin", "year"])["model"].transform("nunique")
    measures = ["error", "crps", "inside"]
    common = made[here == made["series"].map(models)].astype(dict.fromkeys(measures, float))
    common = common.assign(error=common["error"].abs())
    grouped = common.groupby(["series", "model"])
    by_series = grouped[measures].mean()
    by_series.insert(0, "cases", grouped.size())
    by_model = by_series.groupby("model")
    everywhere = by_model.size() == common["series"].nunique()
    overall = by_model[measures].mean()
    overall.insert(0, "cases", by_model["cases"].sum())
    rows = pd.concat(
        [overall[everywhere].reset_index().assign(series=ALL), by_series.reset_index()]
    )
    still = rows[rows["model"] == NO_CHANGE].set_index("series")["crps"]
    rows["skill"] = 1 - rows["crps"] / rows["series"].map(still[still > 0])
    rows = rows.assign(order=rows["series"] != ALL)
    rows = rows.sort_values(["order", "series", "crps", "model"], ignore_index=True)
    return rows[["series", "model", "cases", *measures, "skill"]]


def _decided(hindcasts: pd.DataFrame) -> pd.DataFrame:
    """Return the hindcasts that have one score, with columns error and crps."""
    given = hindcasts.columns if isinstance(hindcasts, pd.DataFrame) else ()
    missing = [name for name in COLUMNS if name not in given]
    if missing:
        raise MeasureError(
            f"the table of hindcasts has no column {missing[0]}",
            where="score_models",
            fix="Give what hindcast_table returns; several tables may be joined with pandas.concat.",
        )
    if (hindcasts["series"] == ALL).any():
        raise MeasureError(
            f"a series can't be called {ALL!r}: that is the mean over all series",
            where="score_models",
            fix="Give it another short name.",
        )
    case = ["series", "model", "origin", "year"]
    twice = hindcasts[hindcasts.duplicated(case)]
    if len(twice):
        series, model, origin, year = twice.iloc[0][case]
        raise MeasureError(
            f"{model} projects {series} from {origin} to {year} twice",
            where="score_models",
            fix="Keep one of the two, or give one of the models another name.",
        )
    made = hindcasts[hindcasts["crps_low"].notna()]
    one = pd.Series(True, index=made.index)
    for name in ("error", "crps"):
        one &= (made[f"{name}_high"] - made[f"{name}_low"]).astype(float).round(_DIGITS) == 0
    return made[one].rename(columns={"error_low": "error", "crps_low": "crps"})


def best_model(scores: pd.DataFrame) -> str:
    """Return the model with the least mean CRPS over all series.

    Formula: the least of the means over series that `score_models` gives.

    Parameters
    ----------
    scores : pandas.DataFrame
        As `score_models` gives it, in any order.

    Returns
    -------
    str
        A model that was scored in every series; of equal scores the first by name.

    Raises
    ------
    MeasureError
        If no model was scored in every series, or these are no scores.

    References
    ----------
    Gneiting and Raftery (2007), Strictly proper scoring rules, prediction, and estimation, Journal of the
    American Statistical Association 102.

    Examples
    --------
    >>> import copcalc as cop
    >>> counts = cop.Series.of(range(2006, 2012), range(40, 100, 10), 193)
    >>> made = cop.hindcast_counts("laws", counts, origins=[2008], models=["no_change", "drift"])
    >>> cop.best_model(cop.score_models(cop.hindcast_table(made)))
    'drift'
    """
    given = scores.columns if isinstance(scores, pd.DataFrame) else ()
    if not {"series", "model", "crps"} <= set(given):
        raise MeasureError(
            "these are no scores of models",
            where="best_model",
            fix="Give what score_models returns.",
        )
    overall = scores[(scores["series"] == ALL) & scores["crps"].notna()]
    if overall.empty:
        raise MeasureError(
            "no model could be scored in every series",
            where="hindcast",
            fix="Give a later year, or series with more observations.",
        )
    # Which of equal ones is first must not depend on the machine.
    ranked = overall.assign(crps=overall["crps"].round(_DIGITS)).sort_values(["crps", "model"])
    return str(ranked["model"].iloc[0])
