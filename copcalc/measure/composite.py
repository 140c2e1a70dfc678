"""How shares may combine into one, and which combinations fit a published figure.

A framework may publish one share for two pillars together without saying how they combine. Each
function here is one declared rule; `consistency` tells whether a rule can be the one that was used.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from copcalc.errors import MeasureError
from copcalc.measure.estimate import Estimate, Share, over_box

S = TypeVar("S", bound=Share)
Points = NDArray[np.float64]
"""Fractions, one a point at which a rule is asked."""


def _one_denominator(shares: Sequence[S]) -> type[S]:
    if not shares:
        raise MeasureError(
            "there is no share to combine", where="composite", fix="Give at least one."
        )
    for share in shares:
        shares[0] + share  # raises the error that names both denominators
    return type(shares[0])


def weighted_mean(shares: Sequence[S], weights: Sequence[float]) -> S:
    """Combine shares of one denominator linearly.

    Formula: sum(w_i * p_i) / sum(w_i).

    Parameters
    ----------
    shares : sequence of CountryShare or of ChildShare, shape (n,)
        Fractions, all of one denominator.
    weights : sequence of float, shape (n,)
        Weights, not negative; they need not sum to 1.

    Returns
    -------
    CountryShare or ChildShare
        The combined share, with its bounds.

    Raises
    ------
    DenominatorError
        If shares of countries and of children are mixed.
    MeasureError
        If the lengths differ, a weight is negative or all are zero.

    Examples
    --------
    >>> from copcalc.measure import ChildShare
    >>> weighted_mean([ChildShare.exact(0.75), ChildShare.exact(0.25)], [1, 1]).value
    0.5
    """
    kind = _one_denominator(shares)
    if len(weights) != len(shares) or not (min(weights) >= 0 and 0 < sum(weights) < math.inf):
        raise MeasureError(
            f"{len(shares)} shares can't be weighted with {list(weights)}",
            where="weighted_mean",
            fix="Give one weight a share, none negative, not all zero.",
        )
    mean = over_box(lambda *p: float(mean_of(np.array(p), weights)), *shares)
    return kind(mean.low, mean.high, mean.value)


def mean_of(shares: Iterable[Points], weights: Sequence[float]) -> Points:
    """Combine fractions, or arrays of them, linearly, as `weighted_mean` does shares."""
    weighted = [w * x for w, x in zip(weights, shares, strict=True)]
    mean: Points = np.asarray(sum(weighted) / sum(weights))
    return np.asarray(np.minimum(1.0, mean))


def mean_attainment(shares: Sequence[Share], targets: Sequence[float]) -> Estimate:
    """Average how far each share has come towards its target.

    Formula: mean of min(1, p_i / t_i). The result is an index, not a share of anything: where p is a
    share of children and t a target for countries, it mixes denominators, and whoever shows it says so.

    Parameters
    ----------
    shares : sequence of Share, shape (n,)
        Fractions.
    targets : sequence of float, shape (n,)
        Targets as fractions, above 0.

    Returns
    -------
    Estimate
        The index in [0, 1], with its bounds.

    Raises
    ------
    MeasureError
        If there is no share, the lengths differ, or a target is not above 0.

    Examples
    --------
    >>> from copcalc.measure import ChildShare
    >>> mean_attainment([ChildShare.exact(0.45), ChildShare.exact(0.35)], [0.9, 0.7]).value
    0.5
    """
    if not shares or len(shares) != len(targets) or not all(t > 0 for t in targets):
        raise MeasureError(
            f"{len(shares)} shares can't be set against the targets {list(targets)}",
            where="mean_attainment",
            fix="Give one target a share, each above 0.",
        )
    return over_box(lambda *p: float(attained_of(np.array(p), targets)), *shares)


def attained_of(shares: Iterable[Points], targets: Sequence[float]) -> Points:
    """Average how far fractions, or arrays of them, have come, as `mean_attainment` does for shares."""
    come = [np.minimum(1.0, x / t) for x, t in zip(shares, targets, strict=True)]
    return np.asarray(sum(come) / len(targets))


def both(shares: Sequence[S]) -> S:
    """Bound the share that is covered by all indicators at once.

    Formula: [max(0, sum(p_i) - (n - 1)), min(p_i)], the Fréchet bounds, from the least favourable
    rounding to the most favourable one.

    Parameters
    ----------
    shares : sequence of CountryShare or of ChildShare, shape (n,)
        Fractions, all of one denominator.

    Returns
    -------
    CountryShare or ChildShare
        Bounds; there is no value in between, since the overlap is not known.

    Raises
    ------
    DenominatorError
        If shares of countries and of children are mixed.
    MeasureError
        If there is no share.

    References
    ----------
    Fréchet (1935), Généralisations du théorème des probabilités totales, Fundamenta Mathematicae 25.

    Examples
    --------
    >>> from copcalc.measure import ChildShare
    >>> both([ChildShare.exact(0.75), ChildShare.exact(0.5)])
    ChildShare(low=0.25, high=0.5, value=None)
    """
    kind = _one_denominator(shares)
    low, _ = both_of(np.array([s.low for s in shares]))
    _, high = both_of(np.array([s.high for s in shares]))
    return kind(float(low), float(high))


def both_of(shares: Iterable[Points]) -> tuple[Points, Points]:
    """Bound what is covered by all of fractions, or of arrays of them, as `both` does for shares."""
    parts = list(shares)
    high = np.asarray(reduce(np.minimum, parts))
    low = np.maximum(0.0, sum(parts) - np.float64(len(parts) - 1))
    # 1.0 + 0.1 - 1 is more than 0.1 in the last digit: the lower bound never passes the upper one.
    return np.minimum(low, high), high


def either(shares: Sequence[S]) -> S:
    """Bound the share that is covered by at least one indicator.

    Formula: [max(p_i), min(1, sum(p_i))], the Fréchet bounds, from the least favourable rounding to
    the most favourable one.

    Parameters
    ----------
    shares : sequence of CountryShare or of ChildShare, shape (n,)
        Fractions, all of one denominator.

    Returns
    -------
    CountryShare or ChildShare
        Bounds; there is no value in between, since the overlap is not known.

    Raises
    ------
    DenominatorError
        If shares of countries and of children are mixed.
    MeasureError
        If there is no share.

    References
    ----------
    Fréchet (1935), Généralisations du théorème des probabilités totales, Fundamenta Mathematicae 25.

    Examples
    --------
    >>> from copcalc.measure import ChildShare
    >>> either([ChildShare.exact(0.75), ChildShare.exact(0.5)])
    ChildShare(low=0.75, high=1.0, value=None)
    """
    kind = _one_denominator(shares)
    low, _ = either_of(np.array([s.low for s in shares]))
    _, high = either_of(np.array([s.high for s in shares]))
    return kind(float(low), float(high))


def either_of(shares: Iterable[Points]) -> tuple[Points, Points]:
    """Bound what is covered by any of fractions, or of arrays of them, as `either` does for shares."""
    parts = list(shares)
    return np.asarray(reduce(np.maximum, parts)), np.minimum(1.0, np.asarray(sum(parts)))


def linear_weight(first: S, second: S, combined: S) -> Estimate:
    """Find the weights on the first of two shares that give a combined share.

    Formula: w = (c - b) / (a - b), the solution of w*a + (1 - w)*b = c.

    Parameters
    ----------
    first, second, combined : CountryShare or ChildShare
        Fractions, all of one denominator; the intervals of `first` and `second` must not touch.

    Returns
    -------
    Estimate
        All weights that some true values within the roundings need. A part outside [0, 1] means
        that those values are no weighted mean.

    Raises
    ------
    DenominatorError
        If shares of countries and of children are mixed.
    MeasureError
        If the first two shares may be equal, so that any weight or none would do.

    Examples
    --------
    >>> from copcalc.measure import ChildShare
    >>> linear_weight(*map(ChildShare.exact, (0.75, 0.25, 0.5))).value
    0.5
    """
    _one_denominator([first, second, combined])
    if first.overlaps(second):
        raise MeasureError(
            "the two shares may be equal, so no weight can be told",
            where="linear_weight",
            fix="Use shares whose intervals do not touch.",
        )
    return over_box(lambda a, b, c: (c - b) / (a - b), first, second, combined)


@dataclass(frozen=True, slots=True)
class Consistency:
    """Whether a rule can have produced a published figure.

    Parameters
    ----------
    verdict : str
        "fits": the rule gives the printed figure. "fits within the rounding": only some of the true
        values that the printed figures stand for give it. "ruled out": none does.
    result : Estimate
        What the rule gives.
    """

    verdict: Literal["fits", "fits within the rounding", "ruled out"]
    result: Estimate

    @property
    def possible(self) -> bool:
        """Whether the rule is not ruled out."""
        return self.verdict != "ruled out"


def consistency(result: Estimate, published: Estimate) -> Consistency:
    """Judge the result of a rule against a published figure.

    Formula: "fits" if the result's value lies in the published interval; "fits within the rounding"
    if only the two intervals meet; "ruled out" if they do not.

    Parameters
    ----------
    result : Estimate
        What a rule gives, in the unit of `published`.
    published : Estimate
        The published figure with its rounding interval.

    Returns
    -------
    Consistency
        The verdict with the result.

    Examples
    --------
    >>> consistency(Estimate(0.52, 0.53, 0.525), Estimate(0.615, 0.625, 0.62)).verdict
    'ruled out'
    """
    # Sums of decimals differ in their last digit; a bound that is meant to touch still touches.
    low, high = published.low - 1e-12, published.high + 1e-12
    if result.high < low or result.low > high:
        return Consistency("ruled out", result)
    if result.value is not None and low <= result.value <= high:
        return Consistency("fits", result)
    return Consistency("fits within the rounding", result)
