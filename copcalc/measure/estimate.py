"""Numbers that know how sure they are: a value between two bounds.

A published per cent is an interval, because it was rounded; a coverage is an interval, because some
statuses are unknown. Both are an `Estimate`. Shares come in two types, of countries and of children,
so that the two denominators can't be mixed by mistake.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product
from typing import Self, TypeVar

from copcalc.errors import DenominatorError, MeasureError
from copcalc.framed import short

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number between two bounds, with the value in between where one is known.

    Parameters
    ----------
    low, high : float
        The bounds: nothing beyond them is possible. A rounded share of few countries may not come as
        near to them as its rounding does (`counts_within`).
    value : float, optional
        The printed or central value; None where only the bounds are known.

    Raises
    ------
    MeasureError
        If a part is not finite, or the order low <= value <= high does not hold.

    Examples
    --------
    >>> Estimate(1.0, 2.0)
    Estimate(low=1.0, high=2.0, value=None)
    >>> Estimate.exact(3.0).is_exact
    True
    >>> print(Estimate(0.205, 0.215, 0.21))
    0.21 (0.205 to 0.215)
    """

    low: float
    high: float
    value: float | None = None

    def __post_init__(self) -> None:
        parts = (self.low, self.high) if self.value is None else (self.low, self.value, self.high)
        if not all(map(math.isfinite, parts)):
            raise MeasureError(
                f"an estimate needs finite numbers, not {parts}",
                where=type(self).__name__,
                fix="Leave out what is not known instead of passing NaN or infinity.",
            )
        if sorted(parts) != list(parts):
            raise MeasureError(
                f"the parts {parts} are out of order",
                where=type(self).__name__,
                fix="Give them so that low <= value <= high.",
            )

    def __str__(self) -> str:
        low, high = self._shown(self.low), self._shown(self.high)
        if self.is_exact:
            return low
        # Bounds so near to each other that they look the same are written in full.
        between = f"{low} to {high}" if low != high else f"{self.low!r} to {self.high!r}"
        return between if self.value is None else f"{self._shown(self.value)} ({between})"

    def _shown(self, number: float) -> str:
        return short(number)

    @classmethod
    def exact(cls, value: float) -> Self:
        """Return an estimate that is known exactly: low = value = high."""
        return cls(value, value, value)

    @classmethod
    def between(cls, low: float, high: float) -> Self:
        """Return an estimate of which the bounds alone are known; where they are equal, they are the value.

        Parameters
        ----------
        low, high : float
            The bounds.

        Returns
        -------
        Estimate
            The number between them.

        Raises
        ------
        MeasureError
            As of any estimate.

        Examples
        --------
        >>> Estimate.between(2, 3).value, Estimate.between(2, 2).value
        (None, 2)
        """
        return cls(low, high, low if low == high else None)

    @property
    def is_exact(self) -> bool:
        """Whether both bounds are the same number."""
        return self.low == self.high

    @property
    def width(self) -> float:
        """Distance between the bounds, in the estimate's own unit."""
        return self.high - self.low

    def to_digits(self, digits: int) -> Self:
        """Return the same number to so many significant digits.

        Parameters
        ----------
        digits : int
            How many, 1 or more. A whole number that is no float stays as it is.

        Returns
        -------
        Estimate
            With value and bounds rounded.

        Examples
        --------
        >>> Estimate(0.1 + 0.2, 2 / 3).to_digits(4)
        Estimate(low=0.3, high=0.6667, value=None)
        """

        def rounded(part: float) -> float:
            return float(f"{part:.{digits}g}") if isinstance(part, float) else part

        value = None if self.value is None else rounded(self.value)
        return replace(self, low=rounded(self.low), high=rounded(self.high), value=value)

    def contains(self, number: float) -> bool:
        """Tell whether a number lies within the bounds (both included)."""
        return self.low <= number <= self.high

    def overlaps(self, other: Estimate) -> bool:
        """Tell whether the two intervals have a number in common."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """That there is no number, and why: never 0, never missing without a word.

    Parameters
    ----------
    reason : str
        Short name of the reason, as "no_target".

    Examples
    --------
    >>> print(Unmeasured("no_target"))
    not measured (no_target)
    """

    reason: str

    def __str__(self) -> str:
        return f"not measured ({self.reason})"


@dataclass(frozen=True, slots=True)
class Share(Estimate):
    """A share as a fraction in [0, 1]. Use `CountryShare` or `ChildShare`.

    Raises
    ------
    MeasureError
        If a part lies outside [0, 1].
    DenominatorError
        If shares with different denominators are added or subtracted.

    Examples
    --------
    A per cent that was published as 69 lies between 68.5 and 69.5:

    >>> CountryShare.published(0.69, step=0.01)
    CountryShare(low=0.685, high=0.695, value=0.69)

    Shares of countries and of children do not mix:

    >>> CountryShare.exact(0.69) - ChildShare.exact(0.83)
    Traceback (most recent call last):
    ...
    copcalc.errors.DenominatorError: CountryShare - ChildShare: the denominators differ. Say which \
denominator is meant and convert one of the two.
    """

    def __post_init__(self) -> None:
        # Named explicitly: slots make a new class, which the bare super() would miss.
        Estimate.__post_init__(self)
        if self.low < 0 or self.high > 1:
            raise MeasureError(
                f"a share of [{self.low}, {self.high}] is outside [0, 1]",
                where=type(self).__name__,
                fix="Give shares as fractions: 69 % is 0.69.",
            )

    def _shown(self, number: float) -> str:
        text = short(number)
        return text if "." in text else f"{text}.0"  # 1.0 of countries is all of them, and not one

    @classmethod
    def published(cls, value: float, *, step: float) -> Self:
        """Return the interval that a published, rounded share stands for.

        Formula: [value - step/2, value + step/2], cut off at 0 and 1. Both ends count as possible,
        since sources do not say which way they round a half.

        Parameters
        ----------
        value : float
            The printed share, a fraction in [0, 1].
        step : float
            The rounding step as a fraction: 0.01 for whole per cents, 0 for an exact figure.

        Returns
        -------
        Share
            The interval, with the printed figure as its value.

        Raises
        ------
        MeasureError
            If the step is negative or the share lies outside [0, 1].

        Examples
        --------
        >>> ChildShare.published(0.22, step=0.01)
        ChildShare(low=0.215, high=0.225, value=0.22)
        """
        if not step >= 0:
            raise MeasureError(
                f"a rounding step of {step} is no step",
                where=cls.__name__,
                fix="Give 0.01 for whole per cents, 0 for an exact figure.",
            )
        if step == 0:
            return cls.exact(value)
        # 0.83 + 0.005 is 0.8349999999999999 in binary: the rounding keeps the bound that was meant.
        low, high = round(value - step / 2, 12), round(value + step / 2, 12)
        return cls(
            max(0.0, low) if value >= 0 else low, min(1.0, high) if value <= 1 else high, value
        )

    @property
    def complement(self) -> Self:
        """The uncovered share, 1 - p, of the same denominator."""
        value = None if self.value is None else 1 - self.value
        return type(self)(1 - self.high, 1 - self.low, value)

    def _same_denominator(self, other: object, sign: str) -> None:
        if type(other) is not type(self):
            raise DenominatorError(
                "the denominators differ",
                where=f"{type(self).__name__} {sign} {type(other).__name__}",
                fix="Say which denominator is meant and convert one of the two.",
            )

    def __add__(self, other: Self) -> Estimate:
        self._same_denominator(other, "+")
        return over_box(lambda a, b: a + b, self, other)

    def __sub__(self, other: Self) -> Estimate:
        self._same_denominator(other, "-")
        return over_box(lambda a, b: a - b, self, other)


@dataclass(frozen=True, slots=True)
class CountryShare(Share):
    """A share of countries: each counts once."""

    def __str__(self) -> str:
        return f"{Estimate.__str__(self)} of countries"


@dataclass(frozen=True, slots=True)
class ChildShare(Share):
    """A share of children: each country counts with the children who live there."""

    def __str__(self) -> str:
        return f"{Estimate.__str__(self)} of children"


def over_box(function: Callable[..., float], *inputs: Estimate) -> Estimate:
    """Carry intervals through a calculation.

    Formula: the least and the greatest value of the function over the corners of the box that the
    inputs span. This is the exact range for any function that is monotone in each argument while the
    others stay fixed, as all measures of this package are.

    Parameters
    ----------
    function : callable
        Takes one float per input, returns a float. Monotone in each argument.
    *inputs : Estimate
        The uncertain arguments, free to vary independently of each other.

    Returns
    -------
    Estimate
        The range; its value is the function at the inputs' values, or None if one has none.

    References
    ----------
    Moore, Kearfott and Cloud (2009), Introduction to Interval Analysis, chapter 5.

    Examples
    --------
    >>> over_box(lambda a, b: a - b, Estimate.exact(0.75), Estimate(0.25, 0.5))
    Estimate(low=0.25, high=0.5, value=None)
    """
    corners = [function(*corner) for corner in product(*((i.low, i.high) for i in inputs))]
    values = [i.value for i in inputs]
    if any(value is None for value in values):
        return Estimate(min(corners), max(corners))
    value = function(*values)
    # A value at a corner can differ from it in the last digit.
    return Estimate(min(*corners, value), max(*corners, value), value)


def when_measured(function: Callable[..., E], *inputs: Estimate | Unmeasured) -> E | Unmeasured:
    """Apply a function where all its inputs are measured; else pass on why the first is not.

    Parameters
    ----------
    function : callable
        Takes one estimate per input.
    *inputs : Estimate or Unmeasured
        What it takes.

    Returns
    -------
    Estimate or Unmeasured
        The function's result, or the first reason.

    Examples
    --------
    >>> when_measured(lambda a: a.complement, ChildShare.exact(0.75)).value
    0.25
    >>> print(when_measured(lambda a: a.complement, Unmeasured("no_children")))
    not measured (no_children)
    """
    for each in inputs:
        if isinstance(each, Unmeasured):
            return each
    return function(*inputs)
