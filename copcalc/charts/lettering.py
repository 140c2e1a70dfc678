"""Words of a chart: how wide they are, where lines break, and labels that keep apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

TYPEFACE = "DejaVu Sans"
"""The typeface of charts and pages; it comes with matplotlib."""

LINE = 1.25
"""Height of a line of text, in its size."""


@cache
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Width of a text in the house's typeface, in points."""
    face = FontProperties(family=TYPEFACE, size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(text, face, ismath=False)[0])


def text_height(text: str, size: float) -> float:
    """Height of a text in as many lines as it has, in points."""
    return size * LINE * (text.count("\n") + 1) if text else 0.0


def wrapped(text: str, room: float, size: float, weight: str = "normal") -> str:
    r"""Break a text into lines of a width in points.

    Examples
    --------
    >>> wrapped("not known to have it", 60, 10)
    'not known\nto have it'
    """
    lines, used = [""], 0.0
    space = text_width(" ", size, weight)
    for word in text.split(" "):
        width = text_width(word, size, weight)
        if lines[-1] and used + space + width > room:
            lines.append(word)
            used = width
        else:
            used += space + width if lines[-1] else width
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return "\n".join(lines)


def apart(
    places: Sequence[float], heights: Sequence[float], *, low: float = 0, top: float = 100
) -> list[float]:
    """Move labels on a vertical axis as far as they have to, not to stand on each other.

    Parameters
    ----------
    places : sequence of float
        Where their middles would stand, in any order.
    heights : sequence of float
        How high each is.
    low, top : float, keyword-only
        Where the lowest may begin and the highest may end.

    Returns
    -------
    list of float
        Where their middles stand, in the order given: those that are higher stay higher, above the lower
        end in any case.

    Examples
    --------
    >>> apart([90, 88, 20], [6, 6, 6]), apart([1, 2], [6, 6]), apart([90, 88], [4, 8])
    ([90, 84.0, 20], [3.0, 9.0], [90, 84.0])
    """
    moved = list(places)
    order = sorted(range(len(moved)), key=lambda i: -moved[i])
    end = top
    for i in order:
        moved[i] = min(moved[i], end - heights[i] / 2)
        end = moved[i] - heights[i] / 2
    # What was moved below the axis comes back up, as far as there is room above it.
    end = low
    for i in reversed(order):
        moved[i] = max(moved[i], end + heights[i] / 2)
        end = moved[i] + heights[i] / 2
    return moved
