"""Yearly hazards of regions that borrow strength from each other: beta-binomial, partially pooled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from copcalc.errors import MeasureError
from copcalc.projection.distribution import central

Array = NDArray[np.float64]

# Before any data the mean hazard is known as from half an adoption in ten country-years: too little to
# be heard beside data, enough to keep every hazard above 0 and below 1.
_PRIOR_EVENTS, _PRIOR_REST = 0.5, 9.5
# Mean hazards (even in log-odds) and strengths (even in logarithms, 1 to 10,000 country-years) to average
# over. A step of a tenth in the log-odds is finer than 500 adoptions can tell.
_MEAN = special.expit(np.linspace(-14.0, 6.0, 201))[:, None]
_STRENGTH = np.exp(np.linspace(0.0, np.log(10_000.0), 31))[None, :]
_EVENTS, _REST = _MEAN * _STRENGTH, (1 - _MEAN) * _STRENGTH

# Cases of the common mean that are told apart, each as probable as the others.
_CASES = 8

_Part = Literal["events", "rest", "at_risk"]
_COUNTED: dict[_Part, Array] = {"events": _EVENTS, "rest": _REST, "at_risk": _STRENGTH}


def _log_prior() -> Array:
    # The grid is even in the log-odds, which takes one more power of the mean and of its rest.
    weight = _PRIOR_EVENTS * np.log(_MEAN) + _PRIOR_REST * np.log1p(-_MEAN) + 0 * _STRENGTH
    weight[:, [0, -1]] -= np.log(2)  # the trapezoidal rule, for the ends of the strengths
    return np.asarray(weight)


_LOG_PRIOR = _log_prior()


@dataclass(frozen=True, eq=False)
class PooledHazard:
    """Yearly hazards of groups that borrow strength from each other.

    Parameters
    ----------
    events, at_risk : numpy.ndarray of float, shape (groups,)
        Adoptions and country-years at risk that it was learnt from; expected ones where some years of
        adoption are not known.
    mean : float
        What is expected of a group that was never at risk, a fraction a year.
    strength : float
        Country-years that this expectation is worth.
    alpha, beta : numpy.ndarray of float, shape (groups,)
        Beta distribution of each group's hazard, by itself.
    weights : numpy.ndarray of float, shape (cases,)
        Probabilities of some cases of the common mean, from low to high. What is not known of it is shared:
        if one group is faster than expected, the others are likely to be.
    case_alpha, case_beta : numpy.ndarray of float, shape (cases, groups)
        Beta distribution of each group's hazard in each case.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> hazard = cop.pooled_hazard(np.array([3, 0]), np.array([60, 4]))
    >>> np.column_stack(hazard.interval(0.9)).round(3).tolist()
    [[0.015, 0.096], [0.004, 0.121]]
    """

    events: Array
    at_risk: Array
    mean: float
    strength: float
    alpha: Array
    beta: Array
    weights: Array
    case_alpha: Array
    case_beta: Array

    @property
    def expected(self) -> Array:
        """Expected hazard of each group, a fraction a year."""
        return self.alpha / (self.alpha + self.beta)

    def interval(self, level: float) -> tuple[Array, Array]:
        """Return the central intervals that hold the hazards with this probability.

        Parameters
        ----------
        level : float
            Probability between 0 and 1.

        Returns
        -------
        low, high : numpy.ndarray of float, shape (groups,)
            Fractions a year.

        Raises
        ------
        MeasureError
            If the level is not between 0 and 1.
        """
        low, high = (np.asarray(stats.beta.ppf(p, self.alpha, self.beta)) for p in central(level))
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
        If there is no group, the shapes differ, a number is not whole, or a group has more adoptions than
        country-years.

    References
    ----------
    Gelman et al. (2013), Bayesian Data Analysis, section 5.3, for beta-binomial groups averaged over a
    grid.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> hazard = cop.pooled_hazard(np.array([0, 2, 30]), np.array([2, 2, 1000]))
    >>> [round(float(h), 2) for h in hazard.expected]
    [0.06, 0.33, 0.03]
    """
    events, at_risk = np.asarray(events), np.asarray(at_risk)
    counted = events.ndim == 1 and events.size and events.shape == at_risk.shape
    # Written so that NaN is refused too.
    if not (
        counted
        and ((events >= 0) & (events <= at_risk) & (events % 1 == 0) & (at_risk % 1 == 0)).all()
        and np.isfinite(at_risk).all()
    ):
        raise MeasureError(
            "adoptions and country-years at risk do not fit together",
            where="pooled_hazard",
            fix="Give both for at least one group, with no more adoptions than country-years.",
        )
    found = moments(grid_weights(events, at_risk), events, at_risk)
    return told(events.astype(float), at_risk.astype(float), *found)


def grid_weights(events: NDArray[np.int64], at_risk: NDArray[np.int64]) -> Array:
    """Tell how probable each mean and strength of the grid is, given the counts of all groups."""
    log_weight = _LOG_PRIOR.copy()
    for e, n in zip(events.tolist(), at_risk.tolist(), strict=True):
        log_weight += _risen("events", e) + _risen("rest", n - e) - _risen("at_risk", n)
    weight = np.exp(log_weight - log_weight.max())
    return np.asarray(weight / weight.sum())


@lru_cache(maxsize=1024)
def _risen(part: _Part, times: float) -> Array:
    """Logarithm of x (x + 1) ... (x + times - 1), x being what the grid counts of this part."""
    x = _COUNTED[part]
    return np.asarray(special.gammaln(x + times) - special.gammaln(x))


def moments(
    weight: Array, events: NDArray[np.int64], at_risk: NDArray[np.int64]
) -> tuple[Array, Array, Array]:
    """Return, for each mean of the grid, its probability, and times it the hazards' means and mean squares.

    Shapes (means,), (means, groups + 1) and the same; the last group is one that was never at risk.
    """
    e, n = (np.append(counts, 0)[:, None, None] for counts in (events, at_risk))
    a, total = _EVENTS + e, _STRENGTH + n
    centre = weight * (a / total)
    square = (centre * ((a + 1) / (total + 1))).sum(axis=2)
    return weight.sum(axis=1), centre.sum(axis=2).T, square.T


def told(
    events: Array, at_risk: Array, probability: Array, mean: Array, square: Array
) -> PooledHazard:
    """Tell hazards of these moments as Beta distributions of equal mean and variance, by case and at all.

    Parameters are those of `moments`, and the counts of each group.
    """
    middle = np.cumsum(probability) - probability / 2
    case = np.minimum((middle * _CASES).astype(np.int64), _CASES - 1)
    some = np.unique(case)
    weights, means, squares = (
        np.stack([part[case == c].sum(axis=0) for c in some])
        for part in (probability, mean, square)
    )
    by_case = _as_beta(means / weights[:, None], squares / weights[:, None])
    a, b = _as_beta(mean.sum(axis=0), square.sum(axis=0))
    return PooledHazard(
        events,
        at_risk,
        float(a[-1] / (a[-1] + b[-1])),
        float(a[-1] + b[-1]),
        a[:-1],
        b[:-1],
        weights / weights.sum(),
        *(part[:, :-1] for part in by_case),
    )


def _as_beta(mean: Array, square: Array) -> tuple[Array, Array]:
    size = mean * (1 - mean) / (square - mean * mean) - 1
    return mean * size, (1 - mean) * size


def drawn(
    weight: Array,
    events: NDArray[np.int64],
    at_risk: NDArray[np.int64],
    rng: np.random.Generator,
) -> Array:
    """Draw a hazard for each group, all with one mean and strength."""
    below = np.cumsum(weight)
    i = min(int(np.searchsorted(below, rng.random() * below[-1])), below.size - 1)
    a, b = _EVENTS.flat[i] + events, _REST.flat[i] + at_risk - events
    # The least number above 0 stands for what is nearer to 0.
    return np.asarray(np.maximum(rng.beta(a, b), np.finfo(float).tiny))
