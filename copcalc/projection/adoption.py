"""What is known of how many states will have adopted, exactly: countries, and the children in them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import linalg, signal, stats

from copcalc.errors import MeasureError
from copcalc.projection.distribution import NODES, Distribution
from copcalc.projection.scalar import whole

Array = NDArray[np.float64]
Steps = NDArray[np.int64]

# What a fast Fourier transform of probabilities adds to each of them, at most.
_NOISE = 1e-15
# Numbers in a row that is multiplied at once, and in a block that stays in a processor's own cache.
_ROW, _BLOCK = 2**9, 2**15


@dataclass(frozen=True, eq=False)
class Adoption:
    """What is known of one indicator at the start of a projection.

    Each state has a constant yearly hazard, its group's, which is not known exactly. Given the hazards,
    the states are independent of each other. The groups' hazards are independent in each of some cases;
    what is not known of the case is shared by all groups.

    Parameters
    ----------
    start : numpy.ndarray of float, shape (states,)
        Probability that the state has it at the start: 1 yes, 0 no, between: an assumption.
    group : numpy.ndarray of int, shape (states,)
        Group of each state: an index into alpha and beta.
    alpha, beta : numpy.ndarray of float, shape (groups,) or (cases, groups)
        Beta distribution of each group's yearly hazard, in one case or in each, both above 0.
    weights : numpy.ndarray of float, shape (cases,), optional
        Probabilities of the cases; equal by default.

    Raises
    ------
    MeasureError
        If the shapes differ, there is no state, or a value is out of its range.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> known = cop.Adoption(np.array([1.0, 0.0]), np.array([0, 0]), np.array([1.0]), np.array([9.0]))
    >>> known.expected_curves(2).round(3).tolist()
    [[1.0, 1.0], [0.1, 0.182]]
    """

    start: Array
    group: NDArray[np.int64]
    alpha: Array
    beta: Array
    weights: Array | None = None

    def __post_init__(self) -> None:
        start, group = np.asarray(self.start, dtype=np.float64), np.asarray(self.group)
        alpha, beta = (np.atleast_2d(np.asarray(p, float)) for p in (self.alpha, self.beta))
        cases = len(alpha)
        given = np.full(cases, 1 / max(cases, 1)) if self.weights is None else self.weights
        weights = np.asarray(given, dtype=np.float64)
        shapes = np.concatenate([alpha.ravel(), beta.ravel()])
        if not (
            start.ndim == 1
            and alpha.ndim == 2
            and start.size
            and alpha.size
            and group.shape == start.shape
            and alpha.shape == beta.shape
            and np.isfinite(shapes).all()
            and shapes.min() > 0
            and weights.shape == (cases,)
            and (weights >= 0).all()
            and abs(weights.sum() - 1) < 1e-9
            and (start >= 0).all()
            and (start <= 1).all()
            and np.issubdtype(group.dtype, np.integer)
            and 0 <= group.min() <= group.max() < alpha.shape[1]
        ):
            raise MeasureError(
                "starts, groups and hazards do not fit together",
                where="Adoption",
                fix="Give each state a probability and a group, each group alpha and beta above 0.",
            )
        names = ("start", "group", "alpha", "beta", "weights")
        for name, value in zip(names, (start, group, alpha, beta, weights), strict=True):
            object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        groups, states = self.alpha.shape[-1], len(self.start)
        return f"<Adoption: states {states}, groups {groups}, cases {len(self.cases)}>"

    @property
    def cases(self) -> list[tuple[float, Array, Array]]:
        """Probability, alpha and beta of each case."""
        return list(zip(np.asarray(self.weights).tolist(), self.alpha, self.beta, strict=True))

    def hazards(self, group: int) -> Array:
        """Return hazards that a group may have, equally probable ones: fractions a year, in order.

        Formula: F(x) = sum of the cases' beta distributions, each by its probability; x at the 201 levels in
        the middle of as many equal parts of [0, 1].

        Parameters
        ----------
        group : int
            Index of the group.

        Returns
        -------
        numpy.ndarray of float, shape (201,)
            Fractions a year.
        """
        weights, alpha, beta = (np.array(part) for part in zip(*self.cases, strict=True))
        parts = stats.beta.ppf(NODES[:, None], alpha[:, group], beta[:, group])
        order = np.argsort(parts, axis=None)
        each = np.broadcast_to(weights / len(NODES), parts.shape).ravel()[order]
        # Each stands for the middle of its own part of the probability.
        return np.asarray(np.interp(NODES, np.cumsum(each) - each / 2, parts.ravel()[order]))

    def expected_curves(self, years: int) -> Array:
        """Return the probability of each state to have adopted by the end of each year.

        Formula: 1 - (1 - start) * E[(1 - h)**y], with E[(1 - h)**y] the product over s < y of
        (beta + s) / (alpha + beta + s), averaged over the cases.

        Parameters
        ----------
        years : int
            Years after the start, at least 1.

        Returns
        -------
        numpy.ndarray of float, shape (states, years)
            Probabilities, rising with the years.
        """
        years = whole(years, "years")
        # A product, since the Beta functions of a very certain hazard differ in their last digits only.
        waiting = np.zeros((self.alpha.shape[1], years))
        for weight, alpha, beta in self.cases:
            b = beta[:, None] + np.arange(years)
            waiting += weight * np.cumprod(b / (alpha[:, None] + b), axis=1)
        return np.asarray(1 - (1 - self.start[:, None]) * waiting[self.group])


def adoption_curves(start: Array, hazard: Array) -> Array:
    """Turn yearly hazards into the probability to have adopted by the end of each year.

    Formula: F_iy = 1 - (1 - start_i) * prod over s <= y of (1 - h_is).

    Parameters
    ----------
    start : numpy.ndarray of float, shape (states,)
        Probability that the state has it at the start.
    hazard : numpy.ndarray of float, shape (states, years)
        Probability to adopt in a year for those who had not, known exactly.

    Returns
    -------
    numpy.ndarray of float, shape (states, years)
        Probabilities, rising with the years.

    Raises
    ------
    MeasureError
        If the shapes do not fit or a value is no probability.

    References
    ----------
    Allison (1982), Discrete-time methods for the analysis of event histories, Sociological Methodology 13.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> cop.adoption_curves(np.array([0.0, 1.0]), np.full((2, 2), 0.5)).tolist()
    [[0.5, 0.75], [1.0, 1.0]]
    """
    if hazard.ndim != 2 or start.shape != hazard.shape[:1] or not hazard.size:
        raise MeasureError(
            f"{start.shape} starts and {hazard.shape} hazards do not fit together",
            where="adoption_curves",
            fix="Give a start for each state and a hazard for each state and year.",
        )
    _probabilities(start, "start")
    _probabilities(hazard, "hazard")
    return np.asarray(1 - (1 - start[:, None]) * np.cumprod(1 - hazard, axis=1))


def children_grid(children: ArrayLike, *, cells: int = 2**14) -> Steps:
    """Put the children of all states on a grid: whole steps that sum to the number of cells.

    Formula: w_i * cells / sum(w), rounded by largest remainders; ties go to the first state.

    Parameters
    ----------
    children : numpy.ndarray of float, shape (states,)
        Children of each state, none negative, not all 0.
    cells : int, keyword-only
        Steps in all; one step stands for sum(w) / cells children.

    Returns
    -------
    numpy.ndarray of int, shape (states,)
        Steps of each state.

    Raises
    ------
    MeasureError
        If there are no children at all, a number is negative or not finite, or there are no cells.

    References
    ----------
    Balinski and Young (2001), Fair Representation, for the method of largest remainders.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> cop.children_grid(np.array([1.0, 1.0, 4.0]), cells=16).tolist()
    [3, 3, 10]
    """
    w = np.asarray(children, dtype=np.float64)
    if not (np.isfinite(w).all() and (w >= 0).all() and w.sum() > 0):
        raise MeasureError(
            "no children to put on a grid, or fewer than none",
            where="children_grid",
            fix="Give finite numbers of children, at least one above 0.",
        )
    cells = whole(cells, "cells")
    shares = w / w.sum() * cells
    steps = np.floor(shares).astype(np.int64)
    rest = np.argsort(steps - shares, kind="stable")[: cells - int(steps.sum())]
    steps[rest] += 1
    return np.asarray(steps)


def exact_sums(curves: Array, steps: Steps) -> Array:
    """Convolve what independent states contribute: each its steps with its probability, or nothing.

    Parameters
    ----------
    curves : numpy.ndarray of float, shape (states, m)
        Probability of each state to have adopted, in m cases.
    steps : numpy.ndarray of int, shape (states,)
        What each state contributes; 1 each counts countries.

    Returns
    -------
    numpy.ndarray of float, shape (m, steps.sum() + 1)
        Probability of each sum, in each case.

    Raises
    ------
    MeasureError
        If the shapes do not fit, a value is no probability, or a step is negative.

    References
    ----------
    Hong (2013), On computing the distribution function for the Poisson binomial distribution,
    Computational Statistics and Data Analysis 59, for sums of unlike yes-or-no events.

    Examples
    --------
    >>> exact_sums(np.array([[0.5], [0.25]]), np.array([1, 2])).tolist()
    [[0.375, 0.375, 0.125, 0.125]]
    """
    if curves.ndim != 2 or steps.shape != curves.shape[:1] or (steps < 0).any():
        raise MeasureError(
            f"{curves.shape} probabilities and {steps.shape} steps do not fit together",
            where="exact_sums",
            fix="Give a probability for each state and case, and whole steps for each state.",
        )
    _probabilities(curves, "curves")
    # A cell's cases lie side by side, so that a shift by some steps is a shift of one long row.
    cases, cells = curves.shape[1], int(steps.sum()) + 1
    together = -(-_ROW // cases)
    row = together * cases
    repeated = np.tile(curves, (1, together))
    sums = np.zeros((cells + together) * cases)
    sums[:cases] = 1
    moved = np.empty(max(1, _BLOCK // row) * row)
    reach = 1
    # Light states first: what is in use stays short until the heavy ones come.
    for i in np.argsort(steps, kind="stable"):
        shift = int(steps[i]) * cases
        if shift == 0:
            continue
        end = -(-reach // together) * row
        # From the top down: what was moved up is not moved again.
        for first in reversed(range(0, end, moved.size)):
            used = sums[first : min(first + moved.size, end)]
            adopting = moved[: used.size]
            np.multiply(used.reshape(-1, row), repeated[i], out=adopting.reshape(-1, row))
            used -= adopting
            sums[first + shift : first + shift + used.size] += adopting
        reach += int(steps[i])
    return sums[: cells * cases].reshape(cells, cases).T


def exact_count(curve: Array, steps: Steps | None = None, *, step: float = 1.0) -> Distribution:
    """Count the countries that will have adopted, or the children in them, with chances known exactly.

    Formula: the distribution of a sum of independent yes-or-no events, by convolving one state after the
    other; for countries the Poisson binomial distribution.

    Parameters
    ----------
    curve : numpy.ndarray of float, shape (states,)
        Probability of each state to have adopted; the states are independent.
    steps : numpy.ndarray of int, shape (states,), optional
        Children of each state, from `children_grid`; by default each state counts once.
    step : float, keyword-only
        What one step stands for: 1 state, a number of children, or the share of either.

    Returns
    -------
    Distribution
        In these steps.

    Raises
    ------
    MeasureError
        If a value is no probability, or the steps do not fit.

    References
    ----------
    Hong (2013), On computing the distribution function for the Poisson binomial distribution,
    Computational Statistics and Data Analysis 59.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> cop.exact_count(np.array([0.5, 0.5])).probabilities.tolist()
    [0.25, 0.5, 0.25]
    """
    chances = np.asarray(curve, dtype=float)
    each = np.ones(len(chances), dtype=np.int64) if steps is None else np.asarray(steps)
    return Distribution(exact_sums(chances[:, None], each)[0], step)


def exact_adoption(
    adoption: Adoption, years: Sequence[int], steps: Steps | None = None, *, step: float = 1.0
) -> list[Distribution]:
    """Count countries or children in some years, exactly, with hazards that are not known exactly.

    Formula: in each case, for each group, the distribution of the sum of its states is averaged over the
    Beta of its hazard by Gauss-Jacobi quadrature; the groups are convolved, and the cases averaged.

    Parameters
    ----------
    adoption : Adoption
        What is known at the start.
    years : sequence of int
        Years after the start, 0 for the start itself.
    steps : numpy.ndarray of int, shape (states,), optional
        Children of each state, from `children_grid`; by default each state counts once.
    step : float, keyword-only
        What one step stands for: 1 state, a number of children, or the share of either.

    Returns
    -------
    list of Distribution
        One a year.

    Raises
    ------
    MeasureError
        If a year lies before the start, or the steps do not fit.

    References
    ----------
    Golub and Welsch (1969), Calculation of Gauss quadrature rules, Mathematics of Computation 23; Hong
    (2013), On computing the distribution function for the Poisson binomial distribution, Computational
    Statistics and Data Analysis 59.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> even = cop.Adoption(np.zeros(2), np.zeros(2, dtype=int), np.ones(1), np.ones(1))
    >>> cop.exact_adoption(even, [1])[0].probabilities.round(3).tolist()
    [0.333, 0.333, 0.333]
    """
    wrong = [year for year in years if year < 0 or year % 1]
    if wrong:
        raise MeasureError(
            f"{wrong[0]} is no number of years after the start",
            where="years",
            fix="Give whole years after the start, 0 for the start itself.",
        )
    later = np.array(years, dtype=np.int64)
    each = np.ones(len(adoption.start), dtype=np.int64) if steps is None else np.asarray(steps)
    _fitting(adoption, each)
    rows = sum(
        weight * _convolved(_groups(adoption, alpha, beta, later, each))
        for weight, alpha, beta in adoption.cases
    )
    return [Distribution(row, step) for row in np.asarray(rows)]


def pivots(adoption: Adoption, years: int, steps: Steps, target: int) -> Array:
    """Tell how much each state matters for reaching a target.

    Formula: P(sum >= target) if the state is made to adopt, less P(sum >= target) if it is kept from it,
    with whatever is not known of the others and of the hazards. What is done to one state tells nothing
    about the hazards of the others; what is seen of it would.

    Parameters
    ----------
    adoption : Adoption
        What is known at the start.
    years : int
        Years from the start to the horizon, at least 1.
    steps : numpy.ndarray of int, shape (states,)
        What each state contributes: 1 each for countries, or children from `children_grid`.
    target : int
        Least sum that is wanted, in the same steps.

    Returns
    -------
    numpy.ndarray of float, shape (states,)
        Differences of probabilities in [0, 1]; 0 for states that have it at the start.

    Raises
    ------
    MeasureError
        If there are no years, or as `exact_sums`.

    References
    ----------
    Birnbaum (1969), On the importance of different components in a multicomponent system, in
    Multivariate Analysis II, for this difference of probabilities.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> known = cop.Adoption(np.array([1.0, 0, 0]), np.zeros(3, dtype=int), np.ones(1), np.ones(1))
    >>> cop.pivots(known, 1, np.array([1, 1, 1]), 2).round(2).tolist()
    [0.0, 0.5, 0.5]
    """
    years = whole(years, "years")
    steps = np.asarray(steps)
    _fitting(adoption, steps)
    later = np.array([years])
    matter = np.zeros(len(adoption.start))
    for weight, alpha, beta in adoption.cases:
        parts = _groups(adoption, alpha, beta, later, steps)
        for g in range(len(parts)):
            others = _convolved([part for other, part in enumerate(parts) if other != g])[0]
            members = np.flatnonzero(adoption.group == g)
            for i in members[adoption.start[members] < 1]:
                rest = members[members != i]
                own = _group(adoption.start, (alpha[g], beta[g]), rest, later, steps)
                below = np.cumsum(_convolved([own, others[None]])[0])
                # The state turns the balance where the others miss the target by no more than its steps.
                before = [
                    below[min(k, len(below) - 1)] if k >= 0 else 0.0
                    for k in (target - 1, target - 1 - int(steps[i]))
                ]
                matter[i] += weight * max(0.0, before[0] - before[1])
    return matter


def _nodes(degree: int) -> int:
    """Hazards to average over: the sum is a polynomial of the hazard, of a degree of members times years."""
    return max(32, math.ceil(3 * math.sqrt(degree)))


def _beta_nodes(alpha: float, beta: float, nodes: int) -> tuple[Array, Array]:
    """Hazards and weights that average over a Beta distribution (Gauss-Jacobi quadrature on [0, 1]).

    From the recurrence of the polynomials, normalised: it holds where the moments of a very certain
    hazard would leave the range of floats.
    """
    p, q = beta - 1, alpha - 1
    k = np.arange(1, nodes)
    even = 2 * k + p + q
    diagonal = np.append((q - p) / (p + q + 2), (q * q - p * p) / (even * (even + 2)))
    side = 4 * k * (k + p) * (k + q) * (k + p + q)
    below = even * even * (even + 1) * (even - 1)
    # The first side element is 0/0 where p + q = -1.
    side[0], below[0] = 4 * (1 + p) * (1 + q), (2 + p + q) ** 2 * (3 + p + q)
    x, vectors = linalg.eigh_tridiagonal(diagonal, np.sqrt(side / below))
    return np.clip((1 + x) / 2, 0, 1), vectors[0] ** 2


def _group(
    starts: Array,
    hazard: tuple[float, float],
    members: NDArray[np.int64],
    years: NDArray[np.int64],
    steps: Steps,
) -> Array:
    """Distribution of the sum of some members of a group, a row a year, its hazard averaged out."""
    start, own = starts[members], steps[members]
    settled = start == 1
    shift = int(own[settled].sum())
    open_start, open_steps = start[~settled, None], own[~settled]
    degree = len(open_steps) * int(years.max(initial=0))
    hazards, weights = _beta_nodes(float(hazard[0]), float(hazard[1]), _nodes(degree))
    waiting = (1 - hazards) ** years[:, None]
    rows = np.zeros((len(years), int(own.sum()) + 1))
    for row, wait in zip(rows, waiting, strict=True):
        row[shift:] = weights @ exact_sums(1 - (1 - open_start) * wait, open_steps)
    return rows


def _groups(
    adoption: Adoption, alpha: Array, beta: Array, years: NDArray[np.int64], steps: Steps
) -> list[Array]:
    return [
        _group(adoption.start, hazard, np.flatnonzero(adoption.group == g), years, steps)
        for g, hazard in enumerate(zip(alpha, beta, strict=True))
    ]


def _fitting(adoption: Adoption, steps: Steps) -> None:
    if (
        steps.shape != adoption.start.shape
        or not np.issubdtype(steps.dtype, np.integer)
        or (steps < 0).any()
    ):
        raise MeasureError(
            f"{steps.shape} steps do not fit {adoption.start.shape} states",
            where="steps",
            fix="Give whole steps for each state, none negative.",
        )


def _convolved(parts: Sequence[Array]) -> Array:
    """Convolve the rows of independent parts; rounding errors of the transform are cleaned away."""
    if not parts:
        return np.ones((1, 1))
    total = parts[0]
    for part in parts[1:]:
        total = signal.fftconvolve(total, part, axes=1)
        total[total < _NOISE] = 0
    return np.asarray(total / total.sum(axis=1, keepdims=True))


def _probabilities(values: Array, where: str) -> None:
    # Written so that NaN is refused too.
    if not ((values >= 0) & (values <= 1)).all():
        raise MeasureError(
            "not every value is a probability",
            where=where,
            fix="Give finite numbers from 0 to 1.",
        )
