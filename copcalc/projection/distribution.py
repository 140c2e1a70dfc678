"""Probability distributions: over equal steps, of countries or children, and of shares anywhere."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copcalc.errors import MeasureError

# Probabilities and values are sums of many roundings: what is meant to be met is met within this, of a
# probability or of a step.
_TOLERANCE = 1e-9


NODES: NDArray[np.float64] = (np.arange(201) + 0.5) / 201
"""Probabilities at equal distances: what lies at them stands for a distribution, without draws or a seed.

What is less probable than half a per cent falls through them: a chance of that size may read 0."""


def central(level: float) -> tuple[float, float]:
    """Return the probabilities of the quantiles between which this probability lies in the middle.

    Raises
    ------
    MeasureError
        If the level is not between 0 and 1.

    Examples
    --------
    >>> central(0.5)
    (0.25, 0.75)
    """
    if not 0 < level < 1:
        raise MeasureError(
            f"no interval is meant to hold a probability of {level}",
            where="interval",
            fix="Give a probability between 0 and 1: 90 % is 0.9.",
        )
    return (1 - level) / 2, (1 + level) / 2


class Outcomes(ABC):
    """What can happen, each with its probability: the questions that any distribution answers."""

    def __repr__(self) -> str:
        middle, (low, high) = self.quantile(0.5), self.interval(0.9)
        spread = f"median {middle:.4g}, 90 % from {low:.4g} to {high:.4g}"
        return f"<{type(self).__name__}: {spread}>"

    @property
    @abstractmethod
    def values(self) -> NDArray[np.float64]:
        """What can happen: the values, in order."""

    @abstractmethod
    def _chances(self) -> NDArray[np.float64]:
        """Probability of each value; they sum to 1."""

    @property
    def slack(self) -> float:
        """How far a value may be off, in the unit of the values."""
        return _TOLERANCE

    @property
    def mean(self) -> float:
        """The expected value."""
        return float(self._chances() @ self.values)

    def quantile(self, level: float) -> float:
        """Return the least value that is not exceeded with at least this probability.

        Parameters
        ----------
        level : float
            Probability in [0, 1].

        Returns
        -------
        float
            The quantile, in the unit of the values.

        Raises
        ------
        MeasureError
            If the level is no probability.
        """
        if not 0 <= level <= 1:
            raise MeasureError(
                f"there is no quantile at a probability of {level}",
                where="quantile",
                fix="Give a probability in [0, 1]: 95 % is 0.95.",
            )
        return float(self.quantiles(np.array([level]))[0])

    def quantiles(self, levels: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the quantiles at several probabilities in [0, 1], as `quantile` does at one."""
        cumulative = np.cumsum(self._chances())
        asked = np.minimum(levels, cumulative[-1]) - _TOLERANCE
        return np.asarray(self.values[np.searchsorted(cumulative, asked)])

    def interval(self, level: float) -> tuple[float, float]:
        """Return the central interval that holds at least this probability.

        Raises
        ------
        MeasureError
            If the level is not between 0 and 1.
        """
        low, high = central(level)
        return self.quantile(low), self.quantile(high)

    def at_least(self, value: float) -> float:
        """Return the probability of this value or more."""
        reached = self.values >= value - self.slack
        return self._total(reached)

    def at_most(self, value: float) -> float:
        """Return the probability of this value or less."""
        reached = self.values <= value + self.slack
        return self._total(reached)

    def _total(self, chosen: NDArray[np.bool_]) -> float:
        chances = self._chances()
        # What is certain is 1, whatever the last digits of the others sum to.
        return min(1.0, float(chances[chosen].sum())) if chances[~chosen].any() else 1.0

    def crps(self, observed: float) -> float:
        """Score the distribution against what was observed; lower is better.

        Formula: the integral over x of (F(x) - 1{x >= observed})**2, F the distribution function. For
        a distribution with one possible value it is the absolute error.

        Parameters
        ----------
        observed : float
            What happened, in the unit of the values.

        Returns
        -------
        float
            The continuous ranked probability score, in the unit of the values.

        References
        ----------
        Gneiting and Raftery (2007), Strictly proper scoring rules, prediction, and estimation, Journal
        of the American Statistical Association 102, section 4.2.

        Examples
        --------
        >>> Distribution(np.array([0.0, 0.0, 1.0])).crps(0)
        2.0
        """
        points = np.unique(np.append(self.values, observed))
        below = np.searchsorted(self.values, points[:-1], side="right")
        reached = np.concatenate([[0.0], np.cumsum(self._chances())])[below]
        return float(((reached - (points[:-1] >= observed)) ** 2) @ np.diff(points))


@dataclass(frozen=True, eq=False, repr=False)
class Distribution(Outcomes):
    """Probabilities of the values 0, step, 2 * step, ...

    Parameters
    ----------
    probabilities : numpy.ndarray, shape (n + 1,)
        Probability of each value; they sum to 1.
    step : float
        Distance between two values: 1 for countries, 1/n for shares of n countries.
    tolerance : float
        How many steps a value may be off, where it was rounded to them: what lies no farther than this from a
        target reaches it.

    Raises
    ------
    MeasureError
        If the probabilities are negative, not finite or do not sum to 1, the step is not above 0 or the
        tolerance below 0.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> coins = cop.Distribution(np.array([0.25, 0.5, 0.25]))
    >>> coins.mean, coins.quantile(0.5), coins.at_least(1)
    (1.0, 1.0, 0.75)
    """

    probabilities: NDArray[np.float64]
    step: float = 1.0
    tolerance: float = _TOLERANCE

    def __post_init__(self) -> None:
        p = self.probabilities
        if not (
            p.ndim == 1
            and p.size
            and np.isfinite(p).all()
            and p.min() >= 0
            and abs(p.sum() - 1) < 1e-6
            and 0 < self.step < np.inf
            and 0 <= self.tolerance < np.inf
        ):
            raise MeasureError(
                "these are no probabilities that sum to 1 over steps above 0",
                where="Distribution",
                fix="Give a row of finite numbers from 0 to 1 that sum to 1.",
            )

    @property
    def values(self) -> NDArray[np.float64]:
        """The steps, from 0 on."""
        return np.arange(len(self.probabilities), dtype=np.float64) * self.step

    def _chances(self) -> NDArray[np.float64]:
        return self.probabilities

    @property
    def slack(self) -> float:
        """How far a value may be off, in the unit of the values."""
        return self.tolerance * self.step


@dataclass(frozen=True, eq=False, repr=False)
class Shares(Outcomes):
    """Shares that are equally probable, such as those that a line may have.

    Parameters
    ----------
    shares : numpy.ndarray of float, shape (n,)
        Fractions in [0, 1], in any order.

    Raises
    ------
    MeasureError
        If there is no share, or one is outside [0, 1].

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> cop.Shares(np.array([0.4, 0.2])).at_least(0.4)
    0.5
    """

    shares: NDArray[np.float64]

    def __post_init__(self) -> None:
        # Written so that NaN is refused too.
        if not (
            self.shares.ndim == 1
            and self.shares.size
            and ((self.shares >= 0) & (self.shares <= 1)).all()
        ):
            raise MeasureError(
                "there is no share to tell, or one outside [0, 1]",
                where="Shares",
                fix="Give a row of fractions: 69 % is 0.69.",
            )

    @property
    def values(self) -> NDArray[np.float64]:
        """The shares, in order."""
        return np.sort(self.shares)

    def _chances(self) -> NDArray[np.float64]:
        return np.full(len(self.shares), 1 / len(self.shares))


def mixture(parts: Sequence[Distribution], weights: Sequence[float] | None = None) -> Distribution:
    """Mix distributions over the same values.

    Parameters
    ----------
    parts : sequence of Distribution
        At least one, all with the same step.
    weights : sequence of float, optional
        One a part, not negative; equal by default.

    Returns
    -------
    Distribution
        The mixture.

    Raises
    ------
    MeasureError
        If the steps differ, there is no part, or the weights are no probabilities.

    Examples
    --------
    >>> none, both = Distribution(np.array([1.0])), Distribution(np.array([0.0, 0.0, 1.0]))
    >>> mixture([none, both], [3, 1]).probabilities.tolist()
    [0.75, 0.0, 0.25]
    """
    if not parts or len({part.step for part in parts}) > 1:
        raise MeasureError(
            "distributions over different steps, or none, can't be mixed",
            where="mixture",
            fix="Give at least one distribution, all with the same step.",
        )
    given = np.ones(len(parts)) if weights is None else np.asarray(weights, dtype=float)
    if given.shape != (len(parts),) or not ((given >= 0).all() and 0 < given.sum() < np.inf):
        raise MeasureError(
            f"weights of shape {given.shape} for {len(parts)} parts make no probabilities",
            where="mixture",
            fix="Give one finite weight for each, none negative, not all 0.",
        )
    mixed = np.zeros(max(len(part.probabilities) for part in parts))
    for weight, part in zip(given / given.sum(), parts, strict=True):
        mixed[: len(part.probabilities)] += weight * part.probabilities
    return Distribution(mixed, parts[0].step, max(part.tolerance for part in parts))


def total_variation(first: Distribution, second: Distribution) -> float:
    """Measure how far two distributions over the same values are apart.

    Formula: half the sum of the absolute differences of the probabilities; 0 for equal distributions,
    1 for distributions without a common value.

    Raises
    ------
    MeasureError
        If the steps differ.
    """
    if first.step != second.step:
        raise MeasureError(
            "distributions over different steps can't be compared",
            where="total_variation",
            fix="Bring both to the same step.",
        )
    length = max(len(first.probabilities), len(second.probabilities))
    p, q = (np.pad(d.probabilities, (0, length - len(d.probabilities))) for d in (first, second))
    return float(np.abs(p - q).sum() / 2)
