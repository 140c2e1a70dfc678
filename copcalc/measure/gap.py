"""How far a baseline is from its target, and how fast it would have to move."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeVar

from copcalc.errors import MeasureError
from copcalc.measure.estimate import CountryShare, Estimate, Share, over_box

Direction = Literal["rise", "fall"]
"""Which way an indicator should move: "rise" for coverage, "fall" for something unwanted."""

S = TypeVar("S", bound=Share)

# Decimals in which products of shares and counts are compared, so that 0.7 * 190 is 133 and not more.
_DIGITS = 9


def rises(direction: Direction) -> bool:
    """Tell whether an indicator should rise.

    Raises
    ------
    MeasureError
        If the direction is neither "rise" nor "fall".
    """
    if direction not in ("rise", "fall"):
        raise MeasureError(
            f"no indicator should {direction!r}",
            where="direction",
            fix="Use 'rise' or 'fall'.",
        )
    return direction == "rise"


def gap(baseline: S, target: S, *, direction: Direction = "rise") -> Estimate:
    """Measure the distance from baseline to target.

    Formula: T - p where the indicator should rise, p - T where it should fall.

    Parameters
    ----------
    baseline, target : CountryShare or ChildShare
        Fractions, both of one denominator.
    direction : {"rise", "fall"}, keyword-only
        Which way the indicator should move.

    Returns
    -------
    Estimate
        Fraction (times 100: percentage points). Positive: still to go; zero or less: reached.

    Raises
    ------
    DenominatorError
        If a share of countries is compared with one of children.

    Examples
    --------
    >>> gap(CountryShare.published(0.25, step=0.5), CountryShare.exact(0.75))
    Estimate(low=0.25, high=0.75, value=0.5)
    """
    return target - baseline if rises(direction) else baseline - target


def countries_at_target(target: float, denominator: int, *, direction: Direction = "rise") -> int:
    """Count the countries at which a target in per cent of countries is reached.

    Formula: ceil(T * n) where the indicator should rise, floor(T * n) where it should fall.

    Parameters
    ----------
    target : float
        Target as a fraction of countries, in [0, 1].
    denominator : int
        Number of countries n, at least 1.
    direction : {"rise", "fall"}, keyword-only
        Which way the indicator should move.

    Returns
    -------
    int
        Countries.

    Raises
    ------
    MeasureError
        If the target is no fraction or there are no countries.

    Examples
    --------
    >>> countries_at_target(0.7, 193)
    136
    >>> countries_at_target(0.7, 190)
    133
    """
    if not 0 <= target <= 1 or denominator < 1:
        raise MeasureError(
            f"a target of {target} of {denominator} countries makes no sense",
            where="countries_at_target",
            fix="Give the target as a fraction in [0, 1] and at least one country.",
        )
    exact = round(target * denominator, _DIGITS)
    return math.ceil(exact) if rises(direction) else math.floor(exact)


def counts_within(share: CountryShare, denominator: int) -> Estimate:
    """List the whole numbers of countries that a published share can stand for.

    Formula: the integers k with low <= k / n <= high.

    Parameters
    ----------
    share : CountryShare
        Published share with its rounding interval.
    denominator : int
        Number of countries n, at least 1.

    Returns
    -------
    Estimate
        Least and greatest k, in countries, with the k nearest to the printed share as the value.

    Raises
    ------
    MeasureError
        If no whole number of countries gives that share.

    Examples
    --------
    >>> counts_within(CountryShare.published(0.69, step=0.01), 193)
    Estimate(low=133, high=134, value=133)
    """
    low, high = 1, 0  # between which lies no count
    if denominator >= 1:
        low = math.ceil(round(share.low * denominator, _DIGITS))
        high = math.floor(round(share.high * denominator, _DIGITS))
    if low > high:
        raise MeasureError(
            f"no whole number of {denominator} countries is a share of [{share.low}, {share.high}]",
            where="counts_within",
            fix="Check the share and the denominator against their source.",
        )
    value = None if share.value is None else min(high, max(low, round(share.value * denominator)))
    return Estimate(low, high, value)


def denominators_fitting(count: int, share: CountryShare) -> tuple[int, int]:
    """Find the numbers of countries for which a count and a rounded share agree.

    Formula: the integers n with low <= k / n <= high, that is k / high <= n <= k / low.

    Parameters
    ----------
    count : int
        Countries k, at least 1.
    share : CountryShare
        Published share with its rounding interval, low above 0.

    Returns
    -------
    tuple of int
        Least and greatest fitting denominator.

    Raises
    ------
    MeasureError
        If there is none, or infinitely many.

    Examples
    --------
    >>> denominators_fitting(51, CountryShare.published(0.26, step=0.01))
    (193, 200)
    """
    if count < 1 or share.low <= 0:
        raise MeasureError(
            f"a count of {count} and a share from {share.low} fit any denominator or none",
            where="denominators_fitting",
            fix="Give a count of at least 1 and a share that can't be 0.",
        )
    low = math.ceil(round(count / share.high, _DIGITS))
    high = math.floor(round(count / share.low, _DIGITS))
    if low > high:
        raise MeasureError(
            f"no number of countries makes {count} a share of [{share.low}, {share.high}]",
            where="denominators_fitting",
            fix="Check the count and the share against their source.",
        )
    return low, high


def countries_to_add(
    count: Estimate, target: float, denominator: int, *, direction: Direction = "rise"
) -> Estimate:
    """Count the countries that still have to change for a target to be reached.

    Formula: max(0, k_T - k) where the indicator should rise, max(0, k - k_T) where it should fall,
    with k_T from `countries_at_target`.

    Parameters
    ----------
    count : Estimate
        Countries at the baseline.
    target : float
        Target as a fraction of countries, in [0, 1].
    denominator : int
        Number of countries, at least 1.
    direction : {"rise", "fall"}, keyword-only
        Which way the indicator should move.

    Returns
    -------
    Estimate
        Countries.

    Raises
    ------
    MeasureError
        As `countries_at_target`.

    Examples
    --------
    >>> countries_to_add(Estimate.exact(51), 0.7, 193).value
    85
    """
    goal = countries_at_target(target, denominator, direction=direction)
    sign = 1 if rises(direction) else -1
    return over_box(lambda k: max(0, sign * (goal - k)), count)


@dataclass(frozen=True, slots=True)
class Pace:
    """What one year has to bring, in three ways that must not be confused.

    Parameters
    ----------
    points : Estimate
        Fraction of the denominator a year (times 100: percentage points a year).
    cagr : Estimate or None
        Constant yearly growth of the share, as a fraction; None where a share of zero can't grow.
    aarr : Estimate
        Constant yearly reduction of what is still uncovered, as a fraction.
    """

    points: Estimate
    cagr: Estimate | None
    aarr: Estimate


def required_pace(baseline: S, target: S, years: float, *, direction: Direction = "rise") -> Pace:
    """Tell how fast an indicator must move to go from baseline to target.

    Formula, with p the baseline, T the target, n the years, and u(x) = 1 - x where the indicator
    should rise, u(x) = x where it should fall: points = |T - p| / n; CAGR = (T / p)**(1/n) - 1;
    AARR = 1 - (u(T) / u(p))**(1/n). A target that is already reached requires no pace: 0.

    Parameters
    ----------
    baseline, target : CountryShare or ChildShare
        Fractions, both of one denominator.
    years : float
        Years between the two, above 0.
    direction : {"rise", "fall"}, keyword-only
        Which way the indicator should move.

    Returns
    -------
    Pace
        Yearly pace, in fractions.

    Raises
    ------
    DenominatorError
        If a share of countries is compared with one of children.
    MeasureError
        If there is no time between baseline and target.

    References
    ----------
    UNICEF (2007), Technical note: how to calculate the average annual rate of reduction (AARR). It is
    made for falling rates, so coverage enters with its uncovered share.

    Examples
    --------
    >>> from copcalc.measure import ChildShare
    >>> pace = required_pace(ChildShare.exact(0.62), ChildShare.exact(0.8), 6)
    >>> [round(100 * e.value, 1) for e in (pace.points, pace.cagr, pace.aarr)]
    [3.0, 4.3, 10.1]
    """
    if not years > 0:
        raise MeasureError(
            f"there are {years} years between baseline and target",
            where="required_pace",
            fix="Give a target year after the baseline year.",
        )
    sign = 1 if rises(direction) else -1
    gap(baseline, target, direction=direction)  # refuses mixed denominators

    def reached(p: float, t: float) -> bool:
        return sign * (t - p) <= 0

    def points(p: float, t: float) -> float:
        return max(0.0, sign * (t - p)) / years

    def growth(p: float, t: float) -> float:
        return 0.0 if reached(p, t) else (t / p) ** (1 / years) - 1

    def reduction(p: float, t: float) -> float:
        left, right = (1 - p, 1 - t) if sign == 1 else (p, t)
        return 0.0 if reached(p, t) else 1 - (right / left) ** (1 / years)

    can_grow = sign == -1 or baseline.low > 0 or target.high <= baseline.low
    return Pace(
        over_box(points, baseline, target),
        over_box(growth, baseline, target) if can_grow else None,
        over_box(reduction, baseline, target),
    )
