"""What a chart is made of, apart from any language, so that it can be drawn again in another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import pandas as pd
from matplotlib.axes import Axes

from copcalc.charts.canvas import figure_of
from copcalc.words import Frame, cells_in_words, spell, write_range


@dataclass(frozen=True)
class Drawing:
    """A chart before it is drawn.

    Parameters
    ----------
    kind : str
        Which chart, a key of `copcalc.charts.CHARTS`.
    frame : Frame
        What it draws.
    options : mapping of str to int
        Further arguments of the chart.
    """

    kind: str
    frame: Frame
    options: Mapping[str, int] = field(default_factory=dict)


def numbers(frame: Frame, *worded: str) -> pd.DataFrame:
    """Return a frame as numbers to draw, some of its columns in words."""
    return frame.numbers().assign(**{name: cells_in_words(frame, name) for name in worded})


def percents_by_year(frame: Frame) -> pd.DataFrame:
    """Return a frame of shares by year in per cent, bounds in columns of their own."""
    shares = frame.numbers().astype(float).set_index("year")
    shares.index = shares.index.astype(int)
    return 100 * shares


def span(row: pd.Series, part: str) -> str:
    """Write the bounds of one of those shares, without a sign; one number where they are equal."""
    low, high = (spell(row[f"{part}_{end}"], "share_of_countries") for end in ("low", "high"))
    return low if low == high else write_range(low, high)


_DRAWN: WeakKeyDictionary[Axes, Drawing] = WeakKeyDictionary()


def drawn(ax: Axes, drawing: Drawing) -> Axes:
    """Keep with the Axes what is drawn there; return the Axes."""
    _DRAWN[ax] = drawing
    return ax


def drawing_of(ax: Axes) -> Drawing | None:
    """Tell what is drawn on some Axes; None for what was drawn otherwise, or beside other Axes.

    What has been added to a chart of `copcalc` since is not part of it.
    """
    return _DRAWN.get(ax) if len(figure_of(ax).axes) == 1 else None
