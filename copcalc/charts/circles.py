"""Circles that are moved apart until none hides another, each as near to its place as it can be."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_Floats = npt.NDArray[np.float64]

_ROUNDS, _SETTLING = 400, 200
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
    at = home.copy()
    for turn in range(_ROUNDS + _SETTLING):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.hypot(apart[..., 0], apart[..., 1])
        np.fill_diagonal(distance, np.inf)
        overlap = np.maximum(needed - distance, 0)
        push = (overlap * part / np.maximum(distance, 1e-9))[..., None] * apart
        at = at + _STEP * push.sum(axis=1)
        if turn < _ROUNDS:
            at = at + _PULL * (home - at)
    # The last digits of sums depend on the processor.
    return at.round(3)
