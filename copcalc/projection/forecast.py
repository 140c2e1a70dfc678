"""What a trend says of a later count: a distribution of countries, with all that is not known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from copcalc.errors import MeasureError
from copcalc.projection.distribution import Distribution, central
from copcalc.projection.horizon import not_before, of_year
from copcalc.projection.trend import Trend

Array = NDArray[np.float64]

LEVEL = 0.9
"""Probability that the intervals of projections are meant to hold."""

# More than there are countries, or parts of countries; a distribution over them has to fit into memory.
_MOST = 10_000


def forecast_count(trend: Trend, year: int, denominator: int) -> Distribution:
    """Project the counted share itself to a year.

    Formula: the shares that the line may have, each with what a count adds to it: for binomial
    regressions a binomial distribution, or a beta-binomial one with as much more variance as the counts
    were found to have; for the AARR the scatter about its line; for random walks nothing, since a count
    is a point of the walk.

    Parameters
    ----------
    trend : Trend
        Fitted up to a clock.
    year : int
        The year to project to, not before the last one observed.
    denominator : int
        Countries that will be looked at, at least 1.

    Returns
    -------
    Distribution
        Of the covered share, in steps of one country.

    Raises
    ------
    MeasureError
        If the year lies before what was observed, or there are no countries.

    References
    ----------
    Williams (1982), Extra-binomial variation in logistic linear models, Applied Statistics 31, for the
    beta-binomial distribution.

    Examples
    --------
    >>> import copcalc as cop
    >>> hotlines = cop.Series.of([2010, 2012, 2014], [34, 37, 43], 193)
    >>> shares = cop.forecast_count(cop.fit_trend(hotlines, "logistic"), 2020, 193)
    >>> round(shares.quantile(0.5), 2), round(shares.at_least(0.7), 2)
    (0.31, 0.1)
    """
    not_before(year, trend.last)
    _, n = _level(0, denominator)
    shares = trend.counted(year)
    if trend.dispersion > 0:
        return _of_tally(_binomials(shares, n, trend.dispersion))
    return _of_tally(_whole(shares, n))


def forecast_from(
    trend: Trend, count: int, denominator: int, *, start: int, year: int
) -> Distribution:
    """Project a count that a trend does not tell of, at the pace that the trend lends.

    Formula: the share k/n moves to p on the trend's scale; if it rises, each of the n - k others adopts
    with probability (p - k/n) / (1 - k/n); if it falls, each of the k stays with probability p n/k.
    A random walk's steps hold the chances of single countries already: nothing is added to them.
    What was adopted is kept: a country that is counted anew each time may be missed in one year and
    found in the next, and that is not in it.

    Parameters
    ----------
    trend : Trend
        Whose pace is borrowed.
    count, denominator : int
        The level: k of n countries in the start year.
    start, year : int, keyword-only
        From when, to when.

    Returns
    -------
    Distribution
        Of the covered share, in steps of one country.

    Raises
    ------
    MeasureError
        If the year lies before the start, or the count is not within 0 and its denominator.

    References
    ----------
    Steutel and van Harn (1979), Discrete analogues of self-decomposability and stability, Annals of
    Probability 7, for the thinning of counts.

    Examples
    --------
    >>> import copcalc as cop
    >>> hotlines = cop.Series.of([2010, 2012, 2014], [34, 37, 43], 193)
    >>> pace = cop.fit_trend(hotlines, "logistic")
    >>> shares = cop.forecast_from(pace, 51, 193, start=2014, year=2020)
    >>> [round(193 * shares.quantile(q)) for q in (0.05, 0.5, 0.95)]
    [9, 69, 167]
    """
    k, n = _level(count, denominator)
    shares = trend.moved(k / n, start=start, year=year)
    walks = trend.innovation > 0
    return _of_tally(_whole(shares, n) if walks else _thinned(shares, k, n))


def forecast_table(
    trend: Trend,
    years: Iterable[int],
    denominator: int | Mapping[int, int] | pd.Series[int],
    *,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Project the counted share year by year, with the interval of a count and that of the line.

    Formula: quantiles of `forecast_count` for the prediction interval, in which the count itself should
    lie; quantiles of the line alone for its confidence interval, which is no more than what is not known
    of the line, and is narrower.

    Parameters
    ----------
    trend : Trend
        Fitted up to a clock.
    years : iterable of int
        Years to project to, none before the last one observed.
    denominator : int, or mapping or pandas.Series of int to int
        Countries that will be looked at, in all years or in each.
    level : float, optional, keyword-only
        Probability that the intervals are meant to hold, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row a year in the index: model, denominator (countries), median, low and high of the count,
        line, line_low and line_high; fractions.

    Raises
    ------
    MeasureError
        If a year lies before what was observed or has no denominator, or the level is not between 0
        and 1.

    References
    ----------
    Hyndman and Athanasopoulos (2021), Forecasting: principles and practice, section 5.5, for prediction
    intervals.

    Examples
    --------
    >>> import copcalc as cop
    >>> hotlines = cop.Series.of([2010, 2012, 2014], [34, 37, 43], 193)
    >>> trend = cop.fit_trend(hotlines, "logistic")
    >>> cop.forecast_table(trend, [2016, 2020], 193).loc[2020, ["low", "median", "high"]].round(2).tolist()
    [0.02, 0.31, 0.92]
    """
    least_p, most_p = central(level)
    tails = np.array([least_p, 0.5, most_p])
    rows = {}
    for year in years:
        looked_at = of_year(denominator, year)
        count = forecast_count(trend, year, looked_at)
        median, (least, most) = count.quantile(0.5), count.interval(level)
        low, middle, high = (float(share) for share in trend.line(year, tails))
        rows[year] = (trend.model, int(looked_at), median, least, most, middle, low, high)
    columns = ["model", "denominator", "median", "low", "high", "line", "line_low", "line_high"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return table.rename_axis(index="year")


def _level(count: float, denominator: float) -> tuple[int, int]:
    """The two as whole numbers, which cells of a table need not be."""
    # Written so that NaN is refused too.
    if not (
        1 <= denominator <= _MOST
        and 0 <= count <= denominator
        and count % 1 == denominator % 1 == 0
    ):
        raise MeasureError(
            f"{count} of {denominator} countries is no level",
            where="denominator",
            fix=f"Give 1 to {_MOST} countries, in whole numbers, and a count from 0 to as many.",
        )
    return int(count), int(denominator)


def _of_tally(tally: Array) -> Distribution:
    """Tell how often each number of countries was found, from none to all, as shares of them."""
    return Distribution(tally / tally.sum(), 1 / (len(tally) - 1))


def _thinned(shares: Array, k: int, n: int) -> Array:
    """Sum, over the shares, who of n - k countries adopts or who of k stays: shape (n + 1,)."""
    level = k / n
    rising = shares >= level
    adopting = (shares[rising] - level) / (1 - level) if level < 1 else np.zeros(rising.sum())
    tally = np.zeros(n + 1)
    tally[k:] += _binomials(np.minimum(adopting, 1), n - k)
    if not rising.all():  # then there is something to fall from
        tally[: k + 1] += _binomials(shares[~rising] / level, k)
    return tally


def _whole(shares: Array, n: int) -> Array:
    """How many of the shares lie nearest to each whole number of n countries: shape (n + 1,)."""
    return np.bincount(np.rint(shares * n).astype(np.int64), minlength=n + 1).astype(float)


def _binomials(chances: Array, trials: int, dispersion: float = 1.0) -> Array:
    """Sum binomial distributions, or beta-binomial ones of so many times the variance: shape (trials + 1,).

    Formula, with r = (dispersion - 1) / (trials - 1) the correlation of two countries: the probability of
    k is C(n, k) prod_{i<k} (p (1 - r) + i r) prod_{i<n-k} ((1 - p) (1 - r) + i r) / prod_{i<n} (1 - r + i r).
    """
    # A correlation of 1 would leave nothing but none and all.
    r = min((dispersion - 1) / max(trials - 1, 1), 0.99)
    turn = np.arange(trials)[:, None] * r
    k = np.arange(trials + 1)
    with np.errstate(divide="ignore"):
        log_yes, log_no = (np.log(p * (1 - r) + turn) for p in (chances, 1 - chances))
    start = np.zeros((1, len(chances)))
    yes, no = (np.concatenate([start, np.cumsum(part, axis=0)]) for part in (log_yes, log_no))
    ways = special.gammaln(trials + 1) - special.gammaln(k + 1) - special.gammaln(trials - k + 1)
    total = np.log(1 - r + turn).sum()
    return np.asarray(np.exp(ways[:, None] + yes + no[::-1] - total).sum(axis=1))
