"""Hindcasts: projections with the clock stopped early, scored against what was later observed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from copcalc.errors import MeasureError
from copcalc.projection.distribution import Distribution
from copcalc.projection.forecast import LEVEL, forecast_count
from copcalc.projection.series import Series
from copcalc.projection.trend import MODELS, fit_trend, trend_model

ALL = "all"
"""Name of the mean over all series."""

COLUMNS = (
    "series",
    "model",
    "origin",
    "year",
    "observed",
    "median",
    "low",
    "high",
    "error",
    "crps",
    "inside",
)
"""Columns of a table of hindcasts."""


@dataclass(frozen=True, eq=False)
class Hindcast:
    """One projection with its outcome.

    Parameters
    ----------
    series : str
        What was projected.
    model : str
        By which model.
    origin : int
        Year in which the clock stopped.
    year : int
        Year that was projected.
    observed : float
        Share that was observed in that year, a fraction.
    forecast : Distribution or None
        What was projected; None where the observations up to the clock could not carry the model.
    """

    series: str
    model: str
    origin: int
    year: int
    observed: float
    forecast: Distribution | None

    def row(self) -> tuple[object, ...]:
        """Return the hindcast as a row of `COLUMNS`; shares are fractions, no score where no forecast."""
        about = (self.series, self.model, self.origin, self.year, self.observed)
        if self.forecast is None:
            return (*about, None, None, None, None, None, None)
        median = self.forecast.quantile(0.5)
        low, high = self.forecast.interval(LEVEL)
        inside = low - 1e-9 <= self.observed <= high + 1e-9
        scores = (median - self.observed, self.forecast.crps(self.observed), inside)
        return (*about, median, low, high, *scores)


def hindcasts(
    name: str,
    series: Series,
    *,
    origins: Iterable[int],
    models: Sequence[str] = tuple(MODELS),
    years: Iterable[int] | None = None,
) -> list[Hindcast]:
    """Project a series from stopped clocks to each year in which it was later observed.

    Parameters
    ----------
    name : str
        The series' short name.
    series : Series
        All observations, those after the clocks included: a fit gets what lies before its clock.
    origins : iterable of int, keyword-only
        Years in which the clock stops.
    models : sequence of str, keyword-only
        Keys of `copcalc.projection.trend.MODELS`.
    years : iterable of int, optional, keyword-only
        Observed years that are scored; by default all.

    Returns
    -------
    list of Hindcast
        One for every origin, model and later observation. The number of countries that were looked at in
        a later year is taken from that year; nothing else is.

    Raises
    ------
    MeasureError
        If there is no such model, or the series is called "all".

    Examples
    --------
    >>> import numpy as np
    >>> counts = Series(np.arange(2006, 2012), np.arange(40, 100, 10), np.full(6, 193))
    >>> made = hindcasts("laws", counts, origins=[2009], models=["logistic"])
    >>> [(h.origin, h.year, round(h.observed, 2)) for h in made]
    [(2009, 2010, 0.41), (2009, 2011, 0.47)]
    """
    if name == ALL:
        raise MeasureError(
            f"a series can't be called {ALL!r}: that is the mean over all series",
            where="hindcasts",
            fix="Give it another short name.",
        )
    wanted = set(series.years.tolist()) if years is None else set(years)
    made = []
    for origin in origins:
        later = series.after(origin)
        for model in models:
            trend_model(model)  # an unknown name is a mistake
            try:
                trend = fit_trend(series, model, clock=origin)
            except MeasureError:
                trend = None  # what was known can't carry the model: said in the table, not scored
            made += [
                Hindcast(
                    name,
                    model,
                    origin,
                    int(year),
                    float(covered / n),
                    forecast_count(trend, int(year), int(n)) if trend else None,
                )
                for year, covered, n in zip(
                    later.years, later.covered, later.denominators, strict=True
                )
                if int(year) in wanted
            ]
    return made


def table(made: Sequence[Hindcast]) -> pd.DataFrame:
    """Return hindcasts as a table with the columns `COLUMNS`."""
    return pd.DataFrame([h.row() for h in made], columns=list(COLUMNS))


def scores(scored: pd.DataFrame, *, known_by: int | None = None) -> pd.DataFrame:
    """Score each model on the cases that every model of a series could project.

    Formula: within a series the mean of |error|, of CRPS, and the share of outcomes inside the interval,
    over the cases that all models projected which projected any; `skill` is 1 - CRPS / CRPS of no
    change. The row "all" is the mean over series, each weighing the same, of the models that have a
    score in every series that has one. A series that one model alone could project compares nothing,
    and is left out where others do.

    Parameters
    ----------
    scored : pandas.DataFrame
        As `table` gives it. A model that is possible for some series only is simply absent from others,
        or has no forecast there.
    known_by : int, optional, keyword-only
        Count only outcomes up to this year; what came later decides nothing.

    Returns
    -------
    pandas.DataFrame
        One row a series and model, and "all": series, model, cases, error, crps, inside, skill; "all"
        first, and the best model of each first. Empty if there is no common case. The skill is missing
        where no change was not scored, or was never wrong.

    References
    ----------
    Gneiting and Raftery (2007), Strictly proper scoring rules, prediction, and estimation, Journal of the
    American Statistical Association 102.

    Examples
    --------
    >>> import numpy as np
    >>> counts = Series(np.arange(2006, 2012), np.arange(40, 100, 10), np.full(6, 193))
    >>> made = hindcasts("laws", counts, origins=[2008], models=["no_change", "drift"])
    >>> scores(table(made))[["series", "model", "cases"]].to_numpy().tolist()
    [['all', 'drift', 3], ['all', 'no_change', 3], ['laws', 'drift', 3], ['laws', 'no_change', 3]]
    """
    made = scored[scored["crps"].notna()]
    if known_by is not None:
        made = made[made["year"] <= known_by]
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
    still = rows[rows["model"] == "no_change"].set_index("series")["crps"]
    rows["skill"] = 1 - rows["crps"] / rows["series"].map(still[still > 0])
    rows = rows.assign(order=rows["series"] != ALL)
    rows = rows.sort_values(["order", "series", "crps", "model"], ignore_index=True)
    return rows[["series", "model", "cases", *measures, "skill"]]


def best_model(found: pd.DataFrame) -> str:
    """Return the model with the least mean CRPS over all series.

    Parameters
    ----------
    found : pandas.DataFrame
        As `scores` gives it, in any order.

    Returns
    -------
    str
        A model that was scored in every series; of equal scores the first by name.

    Raises
    ------
    MeasureError
        If no model was scored in every series.

    Examples
    --------
    >>> best_model(pd.DataFrame({"series": ["all"] * 2, "model": ["b", "a"], "crps": [0.25, 0.125]}))
    'a'
    """
    overall = found[(found["series"] == ALL) & found["crps"].notna()]
    if overall.empty:
        raise MeasureError(
            "no model could be scored in every series",
            where="hindcast",
            fix="Give a later year, or series with more observations.",
        )
    # Scores that differ in the last digits are equal: which is first must not depend on the machine.
    ranked = overall.assign(crps=overall["crps"].round(12)).sort_values(["crps", "model"])
    return str(ranked["model"].iloc[0])
