"""Circles that are moved apart until none hides another, each as near to its place as it can be."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_Floats = npt.NDArray[np.float64]

_ROUNDS, _SETTLING = 200, 150
_PULL = 0.03  # back to their places, a round
_STEP = 0.5  # of what they overlap


def moved_apart(centres: npt.ArrayLike, radii: npt.ArrayLike) -> _Floats:
    """Move circles apart as far as they have to, not to hide each other.

    In every round circles that overlap push each other away along the line between them, the smaller one
    farther; as long as they do not settle, all are pulled back to where they belong.

    Parameters
    ----------
    centres : array_like of float, shape (n, 2)
        Where they belong; no two at the same place.
    radii : array_like of float, shape (n,)
        Their radii, in the same unit.

    Returns
    -------
    numpy.ndarray of float, shape (n, 2)
        Where their centres are.

    References
    ----------
    Dorling (1996), Area Cartograms: Their Use and Creation, CATMOG 59, for circles in the place of areas.

    Examples
    --------
    >>> moved_apart([[0, 0], [1, 0], [9, 0]], [1, 1, 1]).round(1).tolist()
    [[-0.5, 0.0], [1.5, 0.0], [9.0, 0.0]]
    """
    home = np.asarray(centres, dtype=float)
    size = np.asarray(radii, dtype=float)
    needed = size[:, None] + size[None, :]
    # A large circle moves less than a small one.
    part = size[None, :] ** 2 / np.maximum(size[:, None] ** 2 + size[None, :] ** 2, 1e-12)
    np.fill_diagonal(part, 0)
    at = home.copy()
    for turn in range(_ROUNDS + _SETTLING):
        east, north = (each[:, None] - each[None, :] for each in at.T)
        distance = np.maximum(np.sqrt(east * east + north * north), 1e-9)
        push = np.maximum(needed / distance - 1, 0) * part
        at = at + _STEP * np.column_stack([(push * east).sum(axis=1), (push * north).sum(axis=1)])
        if turn < _ROUNDS:
            at = at + _PULL * (home - at)
    # The last digits of sums depend on the processor.
    return at.round(3)
