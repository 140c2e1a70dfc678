"""Progress between observations, classed by three bodies' methods, with a flag where rounding decides."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from copcalc.errors import MeasureError
from copcalc.measure.estimate import Estimate, Share
from copcalc.measure.gap import Direction, rises

ONE_OBSERVATION = "one observation: no progress can be told"

# Decimals in which scores meet their thresholds and shares their target, so that 0.95 of the way is no
# 0.9499999999999995, and a share that misses its target in the last digit alone has reached it.
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class DatedShare:
    """A share that was observed in a year.

    Parameters
    ----------
    year : float
        Calendar year.
    share : CountryShare or ChildShare
        Fraction with its bounds.
    """

    year: float
    share: Share


@dataclass(frozen=True, slots=True)
class Verdict:
    """A progress class, and the classes that the rounding leaves open.

    Parameters
    ----------
    method : str
        One of `METHODS`.
    label : str
        The class at the printed values.
    score : Estimate or None
        The number that the class is read from: a rate for "unicef", a ratio for "eurostat", a share of
        the way for "unsd". None where there is only one observation, or no finite score exists.
    possible : tuple of str
        Every class, from the least favourable to the most favourable one, that some true values
        within the roundings lead to.
    """

    method: str
    label: str
    score: Estimate | None
    possible: tuple[str, ...]

    @property
    def flips(self) -> bool:
        """Whether the class depends on how the inputs were rounded."""
        return len(self.possible) > 1


@dataclass(frozen=True, slots=True)
class _Case:
    """One corner of the rounding box: plain numbers, falling or rising towards a target."""

    years: tuple[float, ...]
    shares: tuple[float, ...]
    target: float
    target_year: float
    sign: int

    def meets(self, share: float) -> bool:
        """Whether a share is at the target, or beyond it."""
        return round(self.sign * (share - self.target), _DIGITS) >= 0

    @property
    def reached(self) -> bool:
        return self.meets(self.shares[-1])


def aarr(years: Sequence[float], burden: Sequence[float]) -> float:
    """Fit the average annual rate of reduction of a falling share.

    Formula: 1 - exp(b), b the ordinary least squares slope of ln(burden) on the year.

    Parameters
    ----------
    years : sequence of float, shape (n,)
        Calendar years, at least two different ones.
    burden : sequence of float, shape (n,)
        Shares that should fall, fractions above 0. For coverage, the uncovered share.

    Returns
    -------
    float
        Fraction a year; positive: falling.

    Raises
    ------
    MeasureError
        If there are fewer than two different years or a burden is not above 0.

    References
    ----------
    UNICEF (2007), Technical note: how to calculate the average annual rate of reduction (AARR).

    Examples
    --------
    >>> round(aarr([2010, 2011, 2012], [0.4, 0.2, 0.1]), 6)
    0.5
    """
    if len(set(years)) < 2 or len(years) != len(burden) or min(burden) <= 0:
        raise MeasureError(
            f"no rate can be fitted to {list(burden)} in {list(years)}",
            where="aarr",
            fix="Give at least two different years and shares above 0.",
        )
    mean_year = sum(years) / len(years)
    logs = [math.log(b) for b in burden]
    spread = sum((y - mean_year) ** 2 for y in years)
    slope = sum((y - mean_year) * log for y, log in zip(years, logs, strict=True)) / spread
    return 1 - math.exp(slope)


def _unicef(case: _Case) -> tuple[str, float | None]:
    def burden(share: float) -> float:
        return 1 - share if case.sign == 1 else share

    burdens = [burden(share) for share in case.shares]
    # A burden that has reached zero has no logarithm, and none is needed to know the class.
    rate = round(aarr(case.years, burdens), _DIGITS) if min(burdens) > 0 else None
    if case.reached:
        return "on track", rate
    if rate is None:
        raise MeasureError(
            "an earlier observation left nothing to reduce, so no rate can be fitted",
            where="progress",
            fix="Check the observations, or use another method.",
        )
    left = case.target_year - case.years[-1]
    required = 1 - (burden(case.target) / burdens[-1]) ** (1 / left)
    if rate >= round(required, _DIGITS):
        return "on track", rate
    if rate >= 0.005:
        return "some progress", rate
    return ("no progress" if rate >= -0.005 else "worsening"), rate


def _growth(start: float, end: float, years: float) -> float:
    if start <= 0:
        raise MeasureError(
            "a share of zero has no growth rate",
            where="progress",
            fix="Use the method 'unicef', or observations above 0.",
        )
    return float((end / start) ** (1 / years)) - 1


def _eurostat(case: _Case) -> tuple[str, float | None]:
    first, last = case.shares[0], case.shares[-1]
    if case.meets(first):
        # Nothing was required: the class is whether it stayed there.
        return ("on track", None) if case.reached else ("deterioration", None)
    observed = _growth(first, last, case.years[-1] - case.years[0])
    required = _growth(first, case.target, case.target_year - case.years[0])
    ratio = round(case.sign * observed / abs(required), _DIGITS)
    if ratio >= 0.95:
        return "on track", ratio
    if ratio >= 0.6:
        return "accelerate", ratio
    return ("limited progress" if ratio >= 0 else "deterioration"), ratio


def _unsd(case: _Case) -> tuple[str, float | None]:
    first, last = case.shares[0], case.shares[-1]
    if case.reached:
        return "target met or on track", None
    if case.meets(first):
        return "stagnation or regression", None
    growth = _growth(first, last, case.years[-1] - case.years[0])
    # Growth knows no limit, but there is nobody to cover beyond all.
    projected = min(1.0, last * (1 + growth) ** (case.target_year - case.years[-1]))
    score = round((projected - first) / (case.target - first), _DIGITS)
    if score >= 0.95:
        return "target met or on track", score
    return ("fair progress" if score >= 0.1 else "stagnation or regression"), score


METHODS: Mapping[str, Callable[[_Case], tuple[str, float | None]]] = {
    "unicef": _unicef,
    "eurostat": _eurostat,
    "unsd": _unsd,
}
"""Progress methods by name, in the order in which reports list them."""


CLASSES: Mapping[str, tuple[str, ...]] = {
    "unicef": ("worsening", "no progress", "some progress", "on track"),
    "eurostat": ("deterioration", "limited progress", "accelerate", "on track"),
    "unsd": ("stagnation or regression", "fair progress", "target met or on track"),
}
"""Classes by method, the least favourable first."""


def progress(
    observations: Sequence[DatedShare],
    target: Share,
    target_year: float,
    *,
    method: str = "unicef",
    direction: Direction = "rise",
) -> Verdict:
    """Class the progress towards a target by a recognised method.

    Formula, by method:

    - "unicef": the observed rate of reduction of the uncovered share (`aarr` of all observations) against
      the rate that leads from the last observation to the target in time; "on track" if met or at
      least as fast, "some progress" from 0.5 % a year, "no progress" from -0.5 %, else "worsening".
    - "eurostat": R = growth observed / growth required, both from the first observation; "on track"
      from 0.95, "accelerate" from 0.60, "limited progress" from 0, else "deterioration".
    - "unsd": the share of the way from first observation to target that the observed growth would cover
      by the target year, at most up to a share of 1; "target met or on track" from 0.95, "fair progress"
      from 0.10, else "stagnation or regression".

    One observation never gives a class: a pace needs two.

    Parameters
    ----------
    observations : sequence of DatedShare, shape (n,)
        In order of their years, all of one denominator. Each one with bounds doubles the number of
        cases looked at, so at most 12 may have them.
    target : CountryShare or ChildShare
        Exact target, as a fraction.
    target_year : float
        Calendar year, after the last observation.
    method : {"unicef", "eurostat", "unsd"}, keyword-only
        Whose classes to use.
    direction : {"rise", "fall"}, keyword-only
        Which way the indicator should move.

    Returns
    -------
    Verdict
        Class, score and the classes left open by the rounding.

    Raises
    ------
    DenominatorError
        If shares of countries and of children are mixed.
    MeasureError
        If the method is unknown, there is no observation, an observation has no value, the years are
        not in order, or the target year is not after the last of them.

    References
    ----------
    UNICEF (2007), Technical note on AARR, with the projection classes of its data and analytics team;
    Open SDG, progress measurement methodology (after Eurostat and Statistics Canada); United Nations
    Statistics Division (2023), SDG Progress Chart, technical note.

    Examples
    --------
    >>> from copcalc.measure import CountryShare
    >>> seen = [DatedShare(y, CountryShare.exact(s)) for y, s in [(2010, 0.6), (2014, 0.8)]]
    >>> progress(seen, CountryShare.exact(0.9), 2020).label
    'on track'
    >>> progress(seen[:1], CountryShare.exact(0.9), 2020).label
    'one observation: no progress can be told'
    """
    where = "progress"
    if method not in METHODS:
        raise MeasureError(
            f"there is no method {method!r}", where=where, fix=f"Use one of {', '.join(METHODS)}."
        )
    years = tuple(o.year for o in observations)
    if not years or any(b <= a for a, b in zip(years, (*years[1:], target_year), strict=True)):
        raise MeasureError(
            f"observations in {list(years)} do not lead up to {target_year}",
            where=where,
            fix="Give observations in order of their years, all before the target year.",
        )
    shares = [o.share for o in observations]
    for share in shares:
        target - share  # refuses mixed denominators
    if len(shares) == 1:
        return Verdict(method, ONE_OBSERVATION, None, (ONE_OBSERVATION,))
    values = [share.value for share in shares]
    open_ended = sum(not share.is_exact for share in shares)
    if None in values or open_ended > 12:
        raise MeasureError(
            "an observation has no value, or more than 12 have bounds",
            where=where,
            fix="Give observations with a printed value, and fewer uncertain ones.",
        )

    def classify(corner: Sequence[float]) -> tuple[str, float | None]:
        sign = 1 if rises(direction) else -1
        return METHODS[method](_Case(years, tuple(corner), target.low, target_year, sign))

    label, score = classify([v for v in values if v is not None])
    corners = [classify(c) for c in product(*(sorted({s.low, s.high}) for s in shares))]
    # The true values may lie anywhere in the box: classes between the worst and the best are open too.
    order = CLASSES[method]
    places = [order.index(found) for found in (label, *(other for other, _ in corners))]
    labels = order[min(places) : max(places) + 1]
    scores = [s for s in (score, *(other for _, other in corners)) if s is not None]
    return Verdict(
        method,
        label,
        Estimate(min(scores), max(scores), score) if len(scores) > len(corners) else None,
        labels,
    )
