"""Hindcasts: projections with the clock stopped early, beside what was later observed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copcalc.errors import MeasureError
from copcalc.measure import ChildShare, CountryShare, Share, gap
from copcalc.projection.bridge import Forecast
from copcalc.projection.distribution import Outcomes, Shares
from copcalc.projection.forecast import LEVEL, forecast_count
from copcalc.projection.history import adoption_history
from copcalc.projection.horizon import calendar_year, calendar_years, not_before
from copcalc.projection.outlook import Outlook, project_adoption
from copcalc.projection.scalar import whole
from copcalc.projection.series import Series
from copcalc.projection.trend import MODELS, fit_trend, trend_model

Array = NDArray[np.float64]

COLUMNS = (
    "series",
    "model",
    "origin",
    "year",
    "horizon",
    "observed_low",
    "observed_high",
    "median_low",
    "median_high",
    "low",
    "high",
    "error_low",
    "error_high",
    "crps_low",
    "crps_high",
    "inside",
)
"""Columns of a table of hindcasts."""

NO_CHANGE = "no_change"
"""Name of the model that others are measured against: all stays as it was."""


@dataclass(frozen=True, eq=False)
class Hindcast:
    """One projection with its outcome.

    Parameters
    ----------
    series : str
        What was projected. An outcome of another count than the one projected has a name that says so.
    model : str
        By which model.
    origin : int
        Calendar year in which the clock stopped.
    year : int
        Calendar year that was projected, not before the origin.
    observed : CountryShare or ChildShare
        Share that was observed in that year, a fraction; an interval where it is not known exactly.
    forecast : Forecast or None
        What was projected; None where what was known at the clock could not carry the model.

    Raises
    ------
    MeasureError
        If the year lies before the origin, or there is no share or no forecast.
    DenominatorError
        If the one is a share of countries and the other of children.

    Examples
    --------
    >>> import copcalc as cop
    >>> pace = cop.fit_trend(cop.Series.of([2010, 2012, 2014], [34, 37, 43], 193), "logistic")
    >>> bridge = cop.Bridge(cop.CountryShare.published(0.26, step=0.01), 2014, pace, "ITU", "INHOPE", 193)
    >>> seen = cop.CountryShare.exact(117 / 196)
    >>> made = cop.Hindcast("hotline or portal, related", "bridge", 2014, 2022, seen, bridge.at(2022))
    >>> cop.hindcast_table([made])["inside"].tolist()
    [True]
    """

    series: str
    model: str
    origin: int
    year: int
    observed: Share
    forecast: Forecast[Any] | None

    def __post_init__(self) -> None:
        if not isinstance(self.observed, Share) or not isinstance(self.forecast, Forecast | None):
            raise MeasureError(
                f"{self.series}: a share and a forecast of it are needed, not a "
                f"{type(self.observed).__name__} and a {type(self.forecast).__name__}",
                where="Hindcast",
                fix="Give what was observed as CountryShare.exact(0.7), and a Forecast or None.",
            )
        not_before(self.year, calendar_year(self.origin, "origin"))
        if self.forecast is not None:
            gap(self.forecast.kind.exact(0.0), self.observed)  # refuses mixed denominators

    def __repr__(self) -> str:
        about = f"{self.series}, {self.model}, {self.origin} to {self.year}"
        return f"<Hindcast {about}: observed {self.observed}, projected {self.forecast}>"

    def row(self) -> tuple[object, ...]:
        """Return the hindcast as a row of `COLUMNS`; shares are fractions, no score where no forecast."""
        seen, projected = self.observed, self.forecast
        about = (self.series, self.model, self.origin, self.year, self.year - self.origin)
        outcome = (seen.low, seen.high)
        if projected is None:
            return (*about, *outcome, *[None] * (len(COLUMNS) - len(about) - len(outcome)))
        median = projected.quantile(0.5)
        errors = (median.low - seen.high, median.high - seen.low)
        scores = [*_crps(projected.low, seen), *_crps(projected.high, seen)]
        told = (median.low, median.high, *projected.interval(LEVEL), *errors)
        return (*about, *outcome, *told, min(scores), max(scores), _inside(projected, seen))


def _crps(projected: Outcomes, seen: Share) -> tuple[float, float]:
    """Least and greatest score, wherever between its bounds the outcome lies."""
    # The score is convex in the outcome, and least where the outcome is the median.
    nearest = min(max(projected.quantile(0.5), seen.low), seen.high)
    ends = (projected.crps(seen.low), projected.crps(seen.high))
    return projected.crps(nearest), max(ends)


def _inside(forecast: Forecast[Any], seen: Share) -> bool | None:
    """Whether the outcome lies in the interval of both ends; None where its bounds leave that open."""
    low, high = forecast.interval(LEVEL)
    slack = max(forecast.low.slack, forecast.high.slack)
    if low - slack <= seen.low and seen.high <= high + slack:
        return True
    if seen.high < low - slack or high + slack < seen.low:
        return False
    return None


def hindcast_counts(
    name: str,
    series: Series,
    *,
    origins: Iterable[int],
    models: Sequence[str] = tuple(MODELS),
    years: Iterable[int] | None = None,
) -> list[Hindcast]:
    """Project a series of counts from stopped clocks to each year in which it was later observed.

    Formula: for each origin and model, the trend of the observations up to the origin, projected as in
    `forecast_count`; beside it covered / denominator of each later year. The number of countries that
    were looked at in a later year is taken from that year; nothing else is.

    Parameters
    ----------
    name : str
        The series' short name.
    series : Series
        All observations, those after the clocks included: a fit gets what lies before its clock.
    origins : iterable of int, keyword-only
        Calendar years in which the clock stops.
    models : sequence of str, keyword-only
        Models of trends, such as "logistic"; by default all.
    years : iterable of int, optional, keyword-only
        Observed calendar years that are scored; by default all.

    Returns
    -------
    list of Hindcast
        One for every origin, model and later observation.

    Raises
    ------
    MeasureError
        If there is no such model or no series, or an origin or a year is no calendar year.

    References
    ----------
    Tashman (2000), Out-of-sample tests of forecasting accuracy, International Journal of Forecasting 16,
    for origins that move on.

    Examples
    --------
    >>> import copcalc as cop
    >>> counts = cop.Series.of(range(2006, 2012), range(40, 100, 10), 193)
    >>> made = cop.hindcast_counts("laws", counts, origins=[2009], models=["logistic"])
    >>> [(h.origin, h.year, round(h.observed.value, 2)) for h in made]
    [(2009, 2010, 0.41), (2009, 2011, 0.47)]
    """
    for model in models:
        trend_model(model)  # an unknown name is a mistake
    if not isinstance(series, Series):
        raise MeasureError(
            f"a {type(series).__name__} is no series of counts",
            where="hindcast_counts",
            fix="Make one with Series.of or Series.from_frame.",
        )
    wanted = series.years.tolist() if years is None else calendar_years(years, "years")
    made = []
    for origin in calendar_years(origins, "origins"):
        later = series.after(origin)
        for model in models:
            try:
                trend = fit_trend(series, model, clock=origin)
            except MeasureError:
                trend = None  # what was known can't carry the model: said in the table, not scored
            for year, covered, n in zip(
                later.years.tolist(), later.covered, later.denominators, strict=True
            ):
                if year in wanted:
                    seen = CountryShare.exact(float(covered / n))
                    forecast = _certain(forecast_count(trend, year, int(n))) if trend else None
                    made.append(Hindcast(name, model, origin, year, seen, forecast))
    return made


def _certain(projected: Outcomes) -> Forecast[CountryShare]:
    return Forecast(projected, projected, projected, CountryShare)


def hindcast_adoption(
    name: str,
    statuses: pd.DataFrame,
    region: pd.Series,
    children: pd.Series | pd.DataFrame | None = None,
    *,
    first: int,
    origins: Iterable[int],
    years: Iterable[int],
    kind: type[Share] = CountryShare,
    began: pd.Series | Mapping[str, int] | None = None,
    unknown: float | pd.Series | Mapping[str, float] | None = None,
    recent: int | None = None,
    model: str = "adoption",
    sweeps: int = 1000,
    seed: int = 0,
) -> list[Hindcast]:
    """Project country by country from stopped clocks, and tell what is known of the later years.

    Formula: for each origin the statuses up to it, as `adoption_history` tells them, projected as in
    `project_adoption`; beside it the share of those known to have it in the later year, up to the share
    of those not known to be without. Unknown statuses are bounds, at the origin and in the outcome: where
    sources tell of those alone who have it, the outcome has a lower bound and no more, and to look at the
    known states alone would find that all of them adopted. A status is of a year and not of the year in
    which somebody said so: what is known today of a time may not have been known then.

    Parameters
    ----------
    name : str
        Short name of what is projected.
    statuses : pandas.DataFrame
        One row a state and year: iso3, year, status ("yes", "no" or "unknown"); those after the clocks
        included: a fit gets what lies before its clock.
    region : pandas.Series of str, shape (states,)
        Region of each state, indexed by state.
    children : pandas.Series or pandas.DataFrame, optional
        Children (persons) by state, in all years or with a column for each calendar year.
    first : int, keyword-only
        First calendar year in which a state could adopt.
    origins, years : iterable of int, keyword-only
        Calendar years in which the clock stops, and those that are projected from each origin before them.
    kind : type, keyword-only
        CountryShare or ChildShare: of what a share is projected.
    began : pandas.Series or mapping of str to int, optional, keyword-only
        Year in which it began, for states of which a source says so.
    unknown : float, or pandas.Series or mapping of str to float, optional, keyword-only
        Probability of a state that is unknown at an origin to have it then; by default both bounds. The
        outcome stays an interval.
    recent : int, optional, keyword-only
        Years up to each origin whose pace leads on; by default, and where there are no more, all since
        the first.
    model : str, keyword-only
        Name of the model in the table.
    sweeps, seed : int, keyword-only
        As in `fit_hazards`.

    Returns
    -------
    list of Hindcast
        One for every origin and later year, of this model and of no change.

    Raises
    ------
    MeasureError
        As `project_adoption`; and if no year lies after an origin, or the model is called "no_change".

    References
    ----------
    Tashman (2000), Out-of-sample tests of forecasting accuracy, International Journal of Forecasting 16,
    for origins that move on; Manski (2003), Partial Identification of Probability Distributions, chapter
    1, for the bounds.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> seen = [("A", 2010, "no"), ("A", 2012, "yes"), ("B", 2008, "yes"), ("B", 2012, "yes")]
    >>> statuses, region = pd.DataFrame(seen, columns=["iso3", "year", "status"]), pd.Series("R", ["A", "B"])
    >>> made = cop.hindcast_adoption("laws", statuses, region, first=2001, origins=[2010], years=[2012])
    >>> cop.hindcast_table(made)[["model", "median_low", "observed_low"]].to_numpy().tolist()
    [['adoption', 0.5, 1.0], ['no_change', 0.5, 1.0]]
    """
    asked, clocks = calendar_years(years, "years"), calendar_years(origins, "origins")
    lasting = None if recent is None else whole(recent, "recent")
    if model == NO_CHANGE or max(asked) <= min(clocks):
        raise MeasureError(
            f"there is nothing to project by {model} from {min(clocks)} to {max(asked)}",
            where="hindcast_adoption",
            fix="Give a year after an origin, and another name than that of no change.",
        )
    made = []
    for origin in clocks:
        history = adoption_history(statuses, region, clock=origin, began=began)
        outlook = project_adoption(
            history,
            children,
            first=first,
            clock=origin,
            unknown=unknown,
            breaks=[] if lasting is None or origin - lasting < first else [origin - lasting + 1],
            sweeps=sweeps,
            seed=seed,
        )
        for year in (later for later in asked if later > origin):
            then = adoption_history(statuses, region, clock=year, began=began)
            with_it = then["first_with"].notna()
            without = (then["last_without"] == year).fillna(False)
            low, high = (
                _share(outlook, year, kind, has_it.to_numpy(float))
                for has_it in (with_it, ~without)
            )
            none, all_ = (
                Shares(np.array([_share(outlook, year, kind, side.start)]))
                for side in (outlook.low, outlook.high)
            )
            still = Forecast(none, all_, none if outlook.low is outlook.high else None, kind)
            for called, forecast in ((model, outlook.at(year, kind)), (NO_CHANGE, still)):
                made.append(Hindcast(name, called, origin, year, kind(low, high), forecast))
    return made


def _share(outlook: Outlook, year: int, kind: type[Share], chances: Array) -> float:
    """Expected share of countries, or of the children of a year, in states of these chances."""
    weight = outlook.children_in(year) if kind is ChildShare else np.ones(len(chances))
    return min(1.0, float(chances @ weight / weight.sum()))


def hindcast_table(made: Iterable[Hindcast]) -> pd.DataFrame:
    """Tell hindcasts in a table, every model, origin and horizon in a row of its own.

    Formula: error is the median less the outcome; CRPS as in `Distribution.crps`; inside, whether the outcome
    lies in the central interval of 90 %. Where the projection has two ends or the outcome is an interval,
    low and high are the least and the greatest of what they leave, and inside may be missing.

    Parameters
    ----------
    made : iterable of Hindcast
        Of any series and models.

    Returns
    -------
    pandas.DataFrame
        One row a hindcast: series, model, origin and year (calendar years), horizon (years), observed,
        median, interval, error and CRPS (fractions), inside. Nothing is scored where no forecast was
        possible.

    Raises
    ------
    MeasureError
        If something else is given.

    References
    ----------
    Gneiting and Raftery (2007), Strictly proper scoring rules, prediction, and estimation, Journal of the
    American Statistical Association 102.

    Examples
    --------
    >>> import copcalc as cop
    >>> counts = cop.Series.of(range(2006, 2012), range(40, 100, 10), 193)
    >>> made = cop.hindcast_counts("laws", counts, origins=[2009], models=["no_change"], years=[2011])
    >>> cop.hindcast_table(made)[["horizon", "error_low"]].round(2).to_numpy().tolist()
    [[2.0, -0.1]]
    """
    rows = list(made) if isinstance(made, Iterable) else [None]
    if not all(isinstance(one, Hindcast) for one in rows):
        raise MeasureError(
            "these are no hindcasts",
            where="hindcast_table",
            fix="Give a list of them, as hindcast_counts returns it; two lists are joined with +.",
        )
    return pd.DataFrame([one.row() for one in rows], columns=list(COLUMNS))
