"""What a chart is made of, apart from any language, so that it can be drawn again in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from copcalc.charts.canvas import figure_of, is_own
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


_DRAWN: WeakKeyDictionary[Axes, tuple[Drawing, list[object]]] = WeakKeyDictionary()


def drawn(ax: Axes, drawing: Drawing) -> Axes:
    """Keep with the Axes what is drawn there, and how it looks; return the Axes."""
    _DRAWN[ax] = drawing, list(_looks(figure_of(ax)))
    return ax


def drawing_of(ax: Axes) -> Drawing | None:
    """Tell what is drawn on some Axes; None for what was drawn otherwise, or beside other Axes.

    What has been added to a chart of `copcalc` since is not part of it.
    """
    return _DRAWN[ax][0] if ax in _DRAWN and len(figure_of(ax).axes) == 1 else None


def is_as_drawn(ax: Axes) -> bool:
    """Whether a chart stands on its own figure as `copcalc` drew it: nothing added, moved, coloured or renamed."""
    alone = is_own(ax) and drawing_of(ax) is not None
    return alone and _DRAWN[ax][1] == list(_looks(figure_of(ax)))


def _looks(artist: Artist) -> Iterator[object]:
    """Tell how something looks that is drawn, and all that it is made of."""
    yield type(artist).__name__, artist.get_visible(), artist.get_alpha()
    if isinstance(artist, Figure):
        yield artist.get_figwidth(), artist.get_figheight()
    if isinstance(artist, Axes):
        yield artist.get_xlim(), artist.get_ylim()
    if isinstance(artist, Text):
        yield artist.get_text(), artist.get_position(), artist.get_color(), artist.get_fontsize()
    elif isinstance(artist, Patch):
        yield artist.get_facecolor(), artist.get_edgecolor(), artist.get_linewidth()
        yield artist.get_hatch(), artist.get_patch_transform().get_affine().get_matrix().tobytes()
    elif isinstance(artist, Line2D):
        yield np.asarray(artist.get_xydata()).tobytes(), artist.get_color(), artist.get_marker()
        yield artist.get_linestyle(), artist.get_linewidth(), artist.get_markersize()
    elif isinstance(artist, Collection):
        yield np.asarray(artist.get_facecolor()).tobytes(), artist.get_hatch()
        yield (
            np.asarray(artist.get_edgecolor()).tobytes(),
            np.asarray(artist.get_linewidth()).tobytes(),
        )
        yield [np.asarray(path.vertices).tobytes() for path in artist.get_paths()]
    if isinstance(artist, Axis):
        # Ticks come and go as they are drawn.
        places = list(map(float, artist.get_majorticklocs()))
        yield artist.label.get_text(), artist.get_major_formatter().format_ticks(places), places
        return
    for each in artist.get_children():
        yield from _looks(each)
