"""Trends of counted countries: fitted up to a clock, projected with their uncertainty.

Every model is a straight line on a scale of its own, so that each has a pace, the yearly change on that
scale, which can be borrowed by another level: the log-odds for the logistic curve, the loglog scale for
the Gompertz curve, the logarithm of the uncovered share for UNICEF's AARR.

A series of adoptions is cumulative: each year's count holds the year before. The logistic, the Gompertz and
the AARR regression treat its years as if each had been counted anew, independently of the others. Their
standard errors are therefore too small, however well they fit; the random walks don't have this fault. What
their intervals are worth is what hindcasts say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, special
from statsmodels.regression.linear_model import OLS, WLS

from copcalc.errors import MeasureError
from copcalc.projection.distribution import NODES
from copcalc.projection.horizon import not_before
from copcalc.projection.series import Series

Array = NDArray[np.float64]
_BESIDE = 1e-3
"""How far from the maximum a search may end, on the scale of a curve."""


@dataclass(frozen=True)
class Scale:
    """A scale on which a model is a straight line.

    Parameters
    ----------
    name : str
        What the scale is, in words.
    forward : callable
        From a share to the scale; rising.
    back : callable
        From the scale to a share in [0, 1].
    """

    name: str
    forward: Callable[[Array], Array]
    back: Callable[[Array], Array]


def _loglog(share: Array) -> Array:
    with np.errstate(divide="ignore"):
        return -np.log(-np.log(share))


def _loglog_back(value: Array) -> Array:
    with np.errstate(over="ignore"):
        return np.asarray(np.exp(-np.exp(-value)))


def _uncovered(share: Array) -> Array:
    with np.errstate(divide="ignore"):
        return -np.log1p(-share)


def _uncovered_back(value: Array) -> Array:
    return np.asarray(-np.expm1(-np.maximum(value, 0.0)))


LOGIT = Scale("log-odds of the covered share", special.logit, special.expit)
LOGLOG = Scale("minus the log of minus the log of the covered share", _loglog, _loglog_back)
UNCOVERED = Scale("minus the log of the uncovered share", _uncovered, _uncovered_back)


@dataclass(frozen=True, eq=False)
class Trend:
    """A straight line on a scale, with what is not known of it.

    The line is level + slope * (year - origin). Its variance in a year at distance d is
    v_level + 2 d covariance + d**2 v_slope, and grows by `innovation` for each year after the last one
    that was observed.

    Parameters
    ----------
    model : str
        A key of `MODELS`.
    scale : Scale
        Where it is a line.
    origin : float
        Year in which the line has its level.
    last : int
        Last year that was observed.
    level, slope : float
        The line, on the scale; the slope a year is the pace.
    v_level, v_slope, covariance : float
        Variances of the two, and their covariance.
    innovation : float
        Variance that each year adds of its own, for random walks.
    scatter : float
        Variance of a single year about the line, on the scale.
    dispersion : float
        Variance of a count about the line, as a multiple of the binomial one; 0 where a count adds nothing
        to what the line and its scatter say.
    freedom : float
        Degrees of freedom of the Student distribution of what is not known.

    Examples
    --------
    >>> import copcalc as cop
    >>> trend = cop.fit_trend(cop.Series.of([2010, 2012, 2014], [34, 37, 43], 193), "logistic")
    >>> trend.line(2020, [0.05, 0.5, 0.95]).round(2).tolist(), round(trend.slope, 3)
    ([0.02, 0.31, 0.92], 0.074)
    """

    model: str
    scale: Scale
    origin: float
    last: int
    level: float
    slope: float
    v_level: float
    v_slope: float
    covariance: float
    innovation: float
    scatter: float
    dispersion: float
    freedom: float

    def __repr__(self) -> str:
        return f"<Trend {self.model}: {self.scale.name} {self.level:.4g} in {self.origin:g}, {self.slope:+.4g} a year>"

    def _spread(self, mean: float, variance: float, levels: Array) -> Array:
        # Twice a distance times a covariance can take a variance of 0 below it by the last digits.
        spread = np.sqrt(max(variance, 0.0))
        return np.asarray(mean + spread * special.stdtrit(self.freedom, levels))

    def _on_scale(self, year: float, scatter: float, levels: Array) -> Array:
        d = year - self.origin
        variance = self.v_level + 2 * d * self.covariance + d * d * self.v_slope
        variance += self.innovation * max(year - self.last, 0) + scatter
        return self.scale.back(self._spread(self.level + d * self.slope, variance, levels))

    def line(self, year: float, levels: ArrayLike = NODES) -> Array:
        """Return the shares below which the line lies in a year with these probabilities.

        Raises
        ------
        MeasureError
            If a probability is not between 0 and 1.
        """
        asked = np.asarray(levels, dtype=float)
        if not ((asked > 0) & (asked < 1)).all():
            raise MeasureError(
                f"no line lies below a share with a probability of {asked.tolist()}",
                where="Trend.line",
                fix="Give probabilities between 0 and 1: 5 % is 0.05.",
            )
        return self._on_scale(year, 0.0, asked)

    def counted(self, year: float) -> Array:
        """Return equally probable shares about which a count may lie: the line with its scatter."""
        return self._on_scale(year, self.scatter, NODES)

    def moved(self, share: float, *, start: float, year: float) -> Array:
        """Move another level at this pace: equally probable shares in a year, in rising order.

        Formula: back(forward(share) + slope * (year - start)), with what is not known of the slope.

        Parameters
        ----------
        share : float
            The other level, a fraction, in the start year.
        start, year : float, keyword-only
            From when, to when; the year is not before the start.

        Returns
        -------
        numpy.ndarray of float
            Fractions. All stays all, and none stays none; only the AARR, for which none lies no
            farther than any other share, lets none rise.

        Raises
        ------
        MeasureError
            If the share is not in [0, 1], or the year lies before the start.
        """
        not_before(year, start)
        if not 0 <= share <= 1:
            raise MeasureError(
                f"{share} is no share", where="Trend.moved", fix="Give a fraction: 26 % is 0.26."
            )
        years = year - start
        variance = years * years * self.v_slope + years * self.innovation
        change = self._spread(years * self.slope, variance, NODES)
        return self.scale.back(self.scale.forward(np.asarray(share, dtype=float)) + change)


def _halved(series: Series) -> tuple[Array, Array]:
    """Covered countries and the rest; none or all has no finite log-odds, so half a country more of each."""
    covered, rest = (
        series.covered.astype(float),
        (series.denominators - series.covered).astype(float),
    )
    half = 0.5 if min(covered.min(), rest.min()) == 0 else 0.0
    return covered + half, rest + half


def _design(series: Series) -> tuple[float, Array]:
    """The years' mean, where the line has its level, and a column of ones beside their distances to it."""
    origin = float(series.years.mean())
    return origin, np.column_stack([np.ones(len(series)), series.years - origin])


@dataclass(frozen=True)
class _Curve:
    """A curve of shares p along a line on a scale: ln p, ln(1 - p), the change of ln p, and the change of that."""

    model: str
    scale: Scale
    logs: Callable[[Array], tuple[Array, Array]]
    change: Callable[[Array], Array]
    bend: Callable[[Array], Array]


_LOGISTIC = _Curve(
    "logistic",
    LOGIT,
    lambda line: (special.log_expit(line), special.log_expit(-line)),
    lambda line: special.expit(-line),
    lambda line: -special.expit(line) * special.expit(-line),
)
_GOMPERTZ = _Curve(
    "gompertz",
    LOGLOG,
    lambda line: (-np.exp(-line), np.log(-np.expm1(-np.exp(-line)))),
    lambda line: np.exp(-line),
    lambda line: -np.exp(-line),
)


def _binomial(series: Series, curve: _Curve) -> Trend:
    """The likeliest line of independent binomial counts; their variance is never taken for less.

    Found without the usual scoring steps, which run away from steep Gompertz curves.
    """
    covered, rest = _halved(series)
    origin, design = _design(series)
    # Both parameters in units of the scale: the level, and the change over the longer half of the years.
    units = np.array([1.0, 1 / np.abs(design[:, 1]).max()])

    def unlikely(parameters: Array) -> float:
        yes, no = curve.logs(design @ (units * parameters))
        return -float(covered @ yes + rest @ no)

    flat = np.array([curve.scale.forward(covered.sum() / (covered + rest).sum()), 0.0])
    with np.errstate(over="ignore", divide="ignore"):
        found = optimize.minimize(
            unlikely,
            flat,
            method="Nelder-Mead",
            options={
                "initial_simplex": flat + np.array([[0, 0], [1, 0], [0, 1]]),
                "xatol": 1e-9,
                "fatol": 1e-9,
                "maxiter": 10_000,
            },
        )
    with np.errstate(all="ignore"):  # what is not finite is refused below
        level, slope = _to_the_last_digits(found.x * units, curve, design, covered, rest)
        line = level + slope * design[:, 1]
        yes, no = curve.logs(line)
        weights = (covered + rest) * np.exp(yes - no) * curve.change(line) ** 2
        information = design.T @ (weights[:, None] * design)
        dispersion = _dispersion(covered, rest, yes, no)
    size = _determinant(information)
    if not (size > 0 and np.isfinite(1 / size) and np.isfinite(dispersion)):
        raise MeasureError(
            f"the counts turn too suddenly for the model {curve.model!r}",
            where="fit_trend",
            fix="Choose a random walk: 'drift' or 'no_change'.",
        )
    freedom = len(series) - 2
    covariance = np.linalg.inv(information) * dispersion
    return Trend(
        curve.model,
        curve.scale,
        origin,
        last=int(series.years[-1]),
        level=float(level),
        slope=float(slope),
        v_level=float(covariance[0, 0]),
        v_slope=float(covariance[1, 1]),
        covariance=float(covariance[0, 1]),
        innovation=0.0,
        scatter=0.0,
        dispersion=dispersion,
        freedom=float(freedom),
    )


def _determinant(information: Array) -> float:
    """The determinant, 0 for what is not finite."""
    return float(np.linalg.det(information)) if np.isfinite(information).all() else 0.0


def _to_the_last_digits(
    parameters: Array, curve: _Curve, design: Array, covered: Array, rest: Array
) -> Array:
    """Go on from beside the maximum by Newton's steps, as long as each is shorter than the one before.

    Values of the likelihood alone show the place of their maximum to half of the digits; the others would
    be chance, which differs between processors.
    """
    shortest = _BESIDE
    while True:
        line = design @ parameters
        yes, no = curve.logs(line)
        odds, change = np.exp(yes - no), curve.change(line)
        slope = covered - rest * odds
        curvature = rest * odds * (1 + odds) * change**2 - slope * curve.bend(line)
        hessian = design.T @ (curvature[:, None] * design)
        if not _determinant(hessian) > 0:
            return parameters
        step = np.linalg.solve(hessian, design.T @ (slope * change))
        length = float(np.abs(design @ step).max())
        if not 0 < length < shortest:
            return parameters
        parameters, shortest = parameters + step, length


def _dispersion(covered: Array, rest: Array, yes: Array, no: Array) -> float:
    """Variance of the counts about their curve as a multiple of the binomial one, 1 at least.

    Pearson's estimate, which one country too few blows up where nearly all are expected, with Fletcher's
    correction for that (2012, Estimating overdispersion when fitting a generalized linear model to sparse
    data, Biometrika 99).
    """
    n, share, other = covered + rest, np.exp(yes), np.exp(no)
    residual, variance = covered * other - rest * share, n * share * other
    pearson = (residual**2 / variance).sum() / (len(n) - 2)
    skew = ((other - share) * residual / variance).mean()
    return max(1.0, float(pearson / (1 + skew)))


def _logistic(series: Series) -> Trend:
    return _binomial(series, _LOGISTIC)


def _gompertz(series: Series) -> Trend:
    return _binomial(series, _GOMPERTZ)


def _aarr(series: Series) -> Trend:
    """Ordinary least squares of the log of the uncovered share, as UNICEF does it."""
    covered, rest = _halved(series)
    origin, design = _design(series)
    fit = OLS(-np.log(rest / (covered + rest)), design).fit()
    covariance = fit.cov_params()
    return Trend(
        "aarr",
        UNCOVERED,
        origin,
        last=int(series.years[-1]),
        level=float(fit.params[0]),
        slope=float(fit.params[1]),
        v_level=float(covariance[0, 0]),
        v_slope=float(covariance[1, 1]),
        covariance=float(covariance[0, 1]),
        innovation=0.0,
        scatter=float(fit.scale),
        dispersion=0.0,
        freedom=float(fit.df_resid),
    )


def _steps(series: Series) -> tuple[Array, Array, float]:
    """Changes of the log-odds, the years they took, and where they ended."""
    covered, rest = _halved(series)
    odds = np.log(covered / rest)
    return np.diff(odds), np.diff(series.years).astype(float), float(odds[-1])


def _walk(
    series: Series,
    model: str,
    level: float,
    slope: float,
    v_slope: float,
    innovation: float,
    n: float,
) -> Trend:
    """A random walk from the last year that was counted; the count itself is on it."""
    return Trend(
        model,
        LOGIT,
        origin=float(series.years[-1]),
        last=int(series.years[-1]),
        level=level,
        slope=slope,
        v_level=0.0,
        v_slope=v_slope,
        covariance=0.0,
        innovation=innovation,
        scatter=0.0,
        dispersion=0.0,
        freedom=n,
    )


def _drift(series: Series) -> Trend:
    """A random walk with drift: steps in proportion to the years they took."""
    steps, years, last = _steps(series)
    fit = WLS(steps, years, weights=1 / years).fit()
    slope, v_slope = float(fit.params[0]), float(fit.cov_params()[0, 0])
    return _walk(series, "drift", last, slope, v_slope, float(fit.scale), float(fit.df_resid))


def _no_change(series: Series) -> Trend:
    """A random walk without drift: the last level, and steps as large as those that were seen."""
    steps, years, last = _steps(series)
    innovation = float(np.mean(steps**2 / years))
    return _walk(series, "no_change", last, 0.0, 0.0, innovation, float(len(steps)))


@dataclass(frozen=True)
class Model:
    """A way to fit a trend.

    Parameters
    ----------
    name : str
        What it is, in words.
    needs : int
        Observations without which it can't be fitted.
    fit : callable
        From a series to a trend.
    """

    name: str
    needs: int
    fit: Callable[[Series], Trend]


MODELS: Mapping[str, Model] = MappingProxyType(
    {
        "no_change": Model("No change (random walk)", 2, _no_change),
        "drift": Model("Random walk with drift", 3, _drift),
        "aarr": Model("Constant reduction of the rest (AARR)", 3, _aarr),
        "logistic": Model("Logistic curve", 3, _logistic),
        "gompertz": Model("Gompertz curve", 3, _gompertz),
    }
)
"""Every trend model, the two that others are measured against first."""


def trend_model(name: str) -> Model:
    """Find a model by its key in `MODELS`.

    Raises
    ------
    MeasureError
        If there is no such model.
    """
    if name not in MODELS:
        raise MeasureError(
            f"there is no trend model {name!r}",
            where="model",
            fix=f"Use one of {', '.join(MODELS)}.",
        )
    return MODELS[name]


def fit_trend(series: Series, model: str, *, clock: int | None = None) -> Trend:
    """Fit a trend to what was known when the clock stopped.

    Formula: g(share) = level + slope * (year - origin), g the scale of the model: the log-odds, minus
    the log of minus the log of the share, or minus the log of the rest.

    Parameters
    ----------
    series : Series
        Counts with their denominators.
    model : str
        A key of `MODELS`: "logistic" and "gompertz" are binomial regressions of the counts on the year
        (links logit and loglog); "aarr" is UNICEF's regression of the log of the uncovered share;
        "drift" and "no_change" are random walks of the log-odds with and without drift.
    clock : int, optional, keyword-only
        Observations after this year are not used.

    Returns
    -------
    Trend
        The fitted line with its uncertainty.

    Raises
    ------
    MeasureError
        If there is no such model, or the observations are too few for it.

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, chapter 4, for binomial regression;
    UNICEF (2007), Technical note: how to calculate AARR; Hyndman and Athanasopoulos (2021), Forecasting:
    principles and practice, section 5.5, for the random walk with drift.

    Examples
    --------
    >>> import copcalc as cop
    >>> hotlines = cop.Series.of([2010, 2012, 2014], [34, 37, 43], 193)
    >>> trend = cop.fit_trend(hotlines, "logistic")
    >>> round(trend.slope, 3), trend.last, trend.freedom
    (0.074, 2014, 1.0)
    """
    chosen = trend_model(model)
    known = series if clock is None else series.until(clock)
    if len(known) < chosen.needs:
        count = f"{len(known)} observation{'s' if len(known) != 1 else ''}"
        raise MeasureError(
            f"{count}{'' if clock is None else f' up to {clock}'} can't carry the model {model!r}",
            where="fit_trend",
            fix=f"It needs {chosen.needs}: set the clock later, or choose another model.",
        )
    return chosen.fit(known)
