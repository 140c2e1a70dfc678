"""Where a published count may sit: which states are among the k that were counted and not named."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, special

from copcalc.errors import MeasureError
from copcalc.measure import STATUSES, ChildShare

Array = NDArray[np.float64]

# By how much of all children a share may miss what can be reached: last digits, no persons.
_TOLERANCE = 1e-9


def reach(status: Sequence[str], children: ArrayLike, count: float) -> ChildShare:
    """Bound the share of children in the states that were counted.

    Formula: with Y the children of the known, w those of the u unknown, and k' the states that are
    counted and not known, low is Y plus the k' smallest w, high Y plus the k' largest w, over the
    children of all.

    Parameters
    ----------
    status : sequence of str, shape (n,)
        "yes", "no" or "unknown" for each state.
    children : array of float, shape (n,)
        Children living in each state, in persons and in the order of the statuses; 0 where not known.
    count : float
        States that were counted, the known ones included. A part of a state is an expected one.

    Returns
    -------
    ChildShare
        Bounds; every share in between can be expected of some states.

    Raises
    ------
    MeasureError
        As `placement`; and if there are no children at all.

    References
    ----------
    Manski (2003), Partial Identification of Probability Distributions, chapter 1.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> cop.reach(["yes", "no", "unknown", "unknown"], np.array([20.0, 10.0, 30.0, 40.0]), 2)
    ChildShare(low=0.5, high=0.6, value=None)
    """
    children = np.asarray(children, dtype=np.float64)
    known, unknown, rest = _counted(status, children, count)
    total = _some_children(children)
    w, certain = children[unknown], children[known].sum()
    low, high = (float(certain + _extreme(way * w, rest) @ w) / total for way in (-1, 1))
    return ChildShare(min(low, high), min(1.0, max(low, high)))


def placement(
    status: Sequence[str], children: ArrayLike, count: float, *, share: float | None = None
) -> Array:
    """Tell how probable it is for each state to be among those of a published count.

    Formula: 1 for a known yes, 0 for a known no; p_i = 1 / (1 + exp(-(a + b w_i))) for the unknown, with
    w_i their children, and a and b such that sum p_i is the count and sum p_i w_i the children of the
    share; b = 0 where no share was published. Of all independent yes-or-no events with these two sums
    they have the most entropy: nothing is assumed but what was published. They say where the states
    may be, not which they are.

    Parameters
    ----------
    status : sequence of str, shape (n,)
        "yes", "no" or "unknown" for each state.
    children : array of float, shape (n,)
        Children living in each state, in persons and in the order of the statuses; 0 where not known.
    count : float
        States that were counted, the known ones included. A part of a state is an expected one.
    share : float, optional, keyword-only
        Share of all children who live in the counted states, a fraction. A rounded one is an interval:
        ask for its ends too, within `reach`.

    Returns
    -------
    numpy.ndarray of float, shape (n,)
        Probabilities, whose sum is the count.

    Raises
    ------
    MeasureError
        If the states do not fit together, the count is below the known yes or above yes and unknown
        together, or no such states have the share of children.

    References
    ----------
    Jaynes (1957), Information theory and statistical mechanics, Physical Review 106, for the
    distribution of most entropy under known means.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> status, children = ["yes", "no", "unknown", "unknown"], np.array([20.0, 10.0, 30.0, 40.0])
    >>> cop.placement(status, children, 2).tolist()
    [1.0, 0.0, 0.5, 0.5]
    >>> cop.placement(status, children, 2, share=0.525).round(3).tolist()
    [1.0, 0.0, 0.75, 0.25]
    """
    children = np.asarray(children, dtype=np.float64)
    known, unknown, rest = _counted(status, children, count)
    chances = known.astype(float)
    w = children[unknown]
    if share is None:
        chances[unknown] = rest / w.size if w.size else 0.0
        return chances
    if not isinstance(share, Real):
        raise MeasureError(
            f"{share!r} is no fraction",
            where="share",
            fix="Give a number, such as the value of a ChildShare, or its low and high in turn.",
        )
    total = _some_children(children)
    within = reach(status, children, count)
    if not within.low - _TOLERANCE <= share <= within.high + _TOLERANCE:
        raise MeasureError(
            f"no {count:g} states with these statuses hold a share of {share} of the children",
            where="share",
            fix=f"Give a fraction from {within.low:.6f} to {within.high:.6f}, or another count.",
        )
    chances[unknown] = _tilted(w / total, rest, share - children[known].sum() / total)
    return chances


def _counted(
    status: Sequence[str], children: Array, count: float
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], float]:
    """Which states are known, which are unknown, and how many of these are counted."""
    labels = np.asarray(status, dtype=str)
    if (
        labels.ndim != 1
        or children.shape != labels.shape
        or not np.isin(labels, STATUSES).all()
        or not (np.isfinite(children) & (children >= 0)).all()
    ):
        raise MeasureError(
            "statuses and children do not fit together",
            where="placement",
            fix=f"Give one of {', '.join(STATUSES)} and a finite number from 0 for each state.",
        )
    known, unknown = labels == "yes", labels == "unknown"
    least, most = int(known.sum()), int((known | unknown).sum())
    if not least <= count <= most:
        raise MeasureError(
            f"{count:g} states can't be counted where {least} are known and {most - least} unknown",
            where="count",
            fix=f"Give a count from {least} to {most}, or correct the statuses.",
        )
    return known, unknown, count - least


def _some_children(children: Array) -> float:
    total = float(children.sum())
    if not total > 0:
        raise MeasureError(
            "a share of no children says nothing",
            where="placement",
            fix="Give the children of at least one state, or no share.",
        )
    return total


def _extreme(w: Array, rest: float) -> Array:
    """Chances that put the count where w is largest; states of equal w share what is left for them."""
    _, group, size = np.unique(-w, return_inverse=True, return_counts=True)
    before = np.cumsum(size) - size
    return np.asarray(np.clip((rest - before) / size, 0, 1)[group])


def _tilted(w: Array, rest: float, wanted: float) -> Array:
    """Chances of most entropy whose sum is `rest` and whose sum with the weights w is `wanted`."""
    even = np.full(w.size, rest / max(w.size, 1))
    lowest, highest = _extreme(-w, rest), _extreme(w, rest)
    wanted = float(np.clip(wanted, lowest @ w, highest @ w))
    for settled in (even, lowest, highest):
        if abs(settled @ w - wanted) <= _TOLERANCE:
            return settled
    # From here on some of the states are counted, their weights differ, and the solution lies inside.
    way = 1 if wanted > even @ w else -1
    # Measured from the weight at which the extreme chances end: there the chances stay moderate however
    # strong the tilt is.
    distance = way * w - np.sort(way * w)[::-1][int(rest)]
    odds = special.logit(rest / w.size)

    def chances(tilt: float) -> Array:
        slopes = tilt * distance
        level = optimize.brentq(
            lambda a: special.expit(a + slopes).sum() - rest,
            odds - slopes.max() - 1,
            odds - slopes.min() + 1,
        )
        return np.asarray(special.expit(level + slopes))

    def beyond(tilt: float) -> float:
        return way * float(chances(tilt) @ w - wanted)

    strong = 1 / np.ptp(w)
    while beyond(strong) < 0:
        strong *= 4
    return chances(optimize.brentq(beyond, 0.0, strong))
