"""How fast states adopt: a yearly hazard for each region, partially pooled over the regions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from copcalc.errors import MeasureError

Array = NDArray[np.float64]

# Before any data the mean hazard is known as from half an adoption in ten country-years: too little to
# be heard beside data, enough to keep every hazard above 0 and below 1.
_PRIOR_EVENTS, _PRIOR_REST = 0.5, 9.5
# Mean hazards (as log-odds) and strengths (as logarithms, 1 to 10,000 country-years) to average over.
_LOG_ODDS = np.linspace(-14.0, 6.0, 321)
_LOG_STRENGTHS = np.linspace(0.0, np.log(10_000.0), 41)


def exposure(
    first: Array, group: NDArray[np.int64], groups: int, years: range
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count adoptions and the country-years in which they could have happened.

    Formula, with a_i the year of adoption and y_0..y_1 the years: a state is at risk in each y with
    y_0 <= y <= min(a_i, y_1), and adopts if y_0 <= a_i <= y_1.

    Parameters
    ----------
    first : numpy.ndarray of float, shape (states,)
        Calendar year of adoption; NaN if there was none. What lies after the last year is not looked at.
    group : numpy.ndarray of int, shape (states,)
        Group of each state, from 0 to groups - 1.
    groups : int
        Number of groups, at least 1.
    years : range
        Calendar years without gaps: range(first, last + 1).

    Returns
    -------
    events : numpy.ndarray of int, shape (groups,)
        Adoptions.
    at_risk : numpy.ndarray of int, shape (groups,)
        Country-years.

    Raises
    ------
    MeasureError
        If the shapes differ, a group or a year makes no sense, or there are no years.

    References
    ----------
    Allison (1982), Discrete-time methods for the analysis of event histories, Sociological Methodology
    13, for country-years at risk.

    Examples
    --------
    >>> adopted = np.array([2003.0, np.nan, 1990.0, 2001.0])
    >>> events, at_risk = exposure(adopted, np.array([0, 0, 0, 1]), 2, range(2001, 2005))
    >>> events.tolist(), at_risk.tolist()
    ([1, 1], [7, 1])
    """
    known = first[~np.isnan(first)]
    if (
        first.ndim != 1
        or group.shape != first.shape
        or groups < 1
        or (group.size and not 0 <= group.min() <= group.max() < groups)
        or not np.isfinite(known).all()
        or (known != np.floor(known)).any()
        or len(years) < 1
        or years.step != 1
    ):
        raise MeasureError(
            "years of adoption, groups and years at risk do not fit together",
            where="exposure",
            fix="Give a whole year or NaN and a group for each state, and a range of years.",
        )
    end = years[-1]
    adopted = (first >= years[0]) & (first <= end)
    last = np.where(first <= end, first, end)
    span = np.maximum(last - years[0] + 1, 0).astype(np.int64)
    events = np.bincount(group[adopted], minlength=groups)
    at_risk = np.bincount(group, weights=span, minlength=groups).astype(np.int64)
    return events, at_risk


@dataclass(frozen=True, eq=False)
class PooledHazard:
    """Yearly hazards of groups that borrow strength from each other.

    Parameters
    ----------
    events, at_risk : numpy.ndarray of int, shape (groups,)
        Adoptions and country-years at risk that it was learnt from.
    mean : float
        What is expected of a group that was never at risk, a fraction a year.
    strength : float
        Country-years that this expectation is worth.
    alpha, beta : numpy.ndarray of float, shape (groups,)
        Beta distribution of each group's hazard.
    """

    events: NDArray[np.int64]
    at_risk: NDArray[np.int64]
    mean: float
    strength: float
    alpha: Array
    beta: Array

    @property
    def expected(self) -> Array:
        """Expected hazard of each group, a fraction a year."""
        return self.alpha / (self.alpha + self.beta)

    def interval(self, level: float) -> tuple[Array, Array]:
        """Return the central intervals that hold the hazards with this probability.

        Parameters
        ----------
        level : float
            Probability in (0, 1).

        Returns
        -------
        low, high : numpy.ndarray of float, shape (groups,)
            Fractions a year.
        """
        tail = (1 - level) / 2
        low, high = (np.asarray(stats.beta.ppf(p, self.alpha, self.beta)) for p in (tail, 1 - tail))
        return low, high


def pooled_hazard(events: NDArray[np.int64], at_risk: NDArray[np.int64]) -> PooledHazard:
    """Estimate one yearly hazard a group, each drawn towards the mean of all as far as its data are few.

    Formula: e_g ~ Binomial(n_g, h_g), h_g ~ Beta(m s, (1 - m) s); given m and s, h_g is known as
    Beta(m s + e_g, (1 - m) s + n_g - e_g). The mean m and the strength s are averaged over a grid with
    the beta-binomial likelihood of all groups and a weak prior (m ~ Beta(1/2, 19/2), ln s uniform from
    1 to 10,000 country-years), and each group's mixture is told as the Beta of equal mean and variance.
    Taking the likeliest m and s alone would make the groups look better known than they are.

    Parameters
    ----------
    events : numpy.ndarray of int, shape (groups,)
        Adoptions.
    at_risk : numpy.ndarray of int, shape (groups,)
        Country-years at risk, none fewer than the adoptions; 0 for a group that was never at risk.

    Returns
    -------
    PooledHazard
        Hazards, all above 0 and below 1.

    Raises
    ------
    MeasureError
        If there is no group, the shapes differ, or a group has more adoptions than country-years.

    References
    ----------
    Gelman et al. (2013), Bayesian Data Analysis, section 5.3, for beta-binomial groups averaged over a
    grid.

    Examples
    --------
    >>> hazard = pooled_hazard(np.array([0, 2, 30]), np.array([2, 2, 1000]))
    >>> [round(float(h), 2) for h in hazard.expected]
    [0.06, 0.33, 0.03]
    """
    if (
        events.ndim != 1
        or not events.size
        or events.shape != at_risk.shape
        or not (np.isfinite(events).all() and np.isfinite(at_risk).all())
        or (events < 0).any()
        or (events > at_risk).any()
    ):
        raise MeasureError(
            "adoptions and country-years at risk do not fit together",
            where="pooled_hazard",
            fix="Give both for at least one group, with no more adoptions than country-years.",
        )
    mean = special.expit(_LOG_ODDS)[:, None]
    strength = np.exp(_LOG_STRENGTHS)
    # The grid is even in the log-odds, which takes one more power of the mean and of its rest.
    log_weight = _PRIOR_EVENTS * np.log(mean) + _PRIOR_REST * np.log1p(-mean)
    log_weight = log_weight + np.zeros_like(strength)
    log_weight[:, [0, -1]] -= np.log(2)  # the trapezoidal rule, for the ends of the strengths
    for e, n in zip(events, at_risk, strict=True):
        log_weight += special.betaln(mean * strength + e, (1 - mean) * strength + n - e)
        log_weight -= special.betaln(mean * strength, (1 - mean) * strength)
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()

    def told_as_beta(e: float, n: float) -> tuple[float, float]:
        a, total = mean * strength + e, strength + n
        centre = a / total
        expected = float((weight * centre).sum())
        within = centre * (1 - centre) / (total + 1)
        variance = float((weight * (within + (centre - expected) ** 2)).sum())
        size = expected * (1 - expected) / variance - 1
        return expected * size, (1 - expected) * size

    a, b = told_as_beta(0, 0)
    pairs = np.array([told_as_beta(e, n) for e, n in zip(events, at_risk, strict=True)])
    return PooledHazard(events, at_risk, a / (a + b), a + b, pairs[:, 0], pairs[:, 1])
