"""Paths as a user types them."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def typed(path: Path) -> str:
    """Write a path as short as it can be typed here.

    Parameters
    ----------
    path : pathlib.Path
        Any path.

    Returns
    -------
    str
        Relative to where the user is, if it lies there.
    """
    shorter = os.path.relpath(path)
    return str(path) if shorter.startswith("..") else shorter
