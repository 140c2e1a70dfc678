"""The regions year by year, in a small panel each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from copcalc.charts.canvas import SIZE, caption, drawn_width, legend, open_canvas
from copcalc.charts.drawing import Drawing, drawn, numbers
from copcalc.charts.lettering import text_width
from copcalc.charts.sources import tell_sources
from copcalc.charts.style import COLOURS, describe, filling, tell, tell_assumed
from copcalc.words import Frame, Given, Message, language_free, percents

_BETWEEN = 14  # points between two
_HEAD, _AROUND = 16, 40  # of what stands above a drawing, and above and below it, points
_HEIGHTS = {1: 46, 2: 60, 3: 72}  # of drawings, so many beside each other


class _Panel(NamedTuple):
    """Where a panel is, in points from the upper left corner of the chart, pointing right and down."""

    left: float
    top: float
    width: float
    height: float


def multiples_chart(regions: pd.DataFrame | Frame, *, ax: Axes | None = None) -> Axes:
    """Draw for each region which share of its states is known to have it year by year, and what is unknown.

    All panels have the same axes: years from the first to the last, and per cents from 0 to 100.

    Parameters
    ----------
    regions : pandas.DataFrame or Frame
        Rows of `copcalc.adoption_by_region`. The region that is the study's area is named in bold.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached. Without rows nothing is drawn.
    """
    frame = language_free(regions)
    about = frame.about
    table = numbers(frame, "region").sort_values("year", kind="stable")
    shares = dict(list(table.groupby("region", sort=False)))
    last = {region: rows.iloc[-1] for region, rows in shares.items()}
    order = sorted(last, key=lambda region: (-last[region]["known_low"], region))
    words = [text_width(f"{row['region']}   {_percents(row)}", SIZE) for row in last.values()]
    across = partial(_across, needed=max(words, default=0.0))
    ax = open_canvas(ax, lambda width: _pitch(across(width)) * -(-len(order) // across(width)))
    if table.empty:
        return drawn(describe(ax, tell("multiples-nothing")), Drawing("multiples", frame))
    side_by_side = across(drawn_width(ax))
    width = (drawn_width(ax) - _BETWEEN * (side_by_side - 1)) / side_by_side
    ax.set_xlim(0, drawn_width(ax))
    pitch = _pitch(side_by_side)
    ax.set_ylim(pitch * -(-len(order) // side_by_side), 0)
    proxy = about.get("role") == "proxy"
    for place, region in enumerate(order):
        down, right = divmod(place, side_by_side)
        panel = _Panel(right * (width + _BETWEEN), down * pitch, width, pitch - _AROUND)
        is_own = str(shares[region].index[0]).startswith(f"{about.get('code')}.")
        _draw(ax, panel, shares[region], proxy=proxy, is_own=is_own)
    legend(
        ax,
        [
            Patch(label=tell("multiples-known"), **filling("yes", proxy=proxy)),
            Patch(label=tell("multiples-unknown"), **filling("unknown")),
            Patch(label=tell("multiples-no"), **filling("no")),
        ],
    )
    title = _title([last[region] for region in order], about)
    kind = ("_proxy" if proxy else "") if about else "_alone"
    subtitle = tell(f"multiples-about{kind}", **about)
    caption(ax, title=title, subtitle=subtitle, note=_note(about))
    told = [_told(last[region]) for region in order]
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("multiples", frame))


def _across(width: float, needed: float) -> int:
    """How many panels have room beside each other that need so much for their words."""
    return max(1, min(max(_HEIGHTS), int((width + _BETWEEN) // (needed + _BETWEEN))))


def _pitch(side_by_side: int) -> float:
    """From one panel to the next below."""
    return _HEIGHTS[side_by_side] + _AROUND


def _draw(ax: Axes, panel: _Panel, rows: pd.DataFrame, *, proxy: bool, is_own: bool) -> None:
    """A region: its name and what is known in the end above, steps a year, and the first and last year."""
    top = panel.top + _HEAD
    years = rows["year"].astype(int).to_numpy()
    ends = np.append(years[0] - 1, years)
    x = panel.left + panel.width * (ends - ends[0]) / (ends[-1] - ends[0])
    low, high = (
        top + panel.height * (1 - np.append(part[:1], part))
        for part in rows[["known_low", "known_high"]].to_numpy(float).T
    )
    floor = top + panel.height
    known = filling("yes", proxy=proxy)["facecolor"]
    ax.fill_between(x, floor, low, step="pre", color=known, lw=0)
    ax.fill_between(x, low, high, step="pre", **(filling("unknown") | {"linewidth": 0}))
    for y, colour in ((top, "unknown"), (floor, "gap")):
        ax.plot(x[[0, -1]], [y, y], color=COLOURS[colour], linewidth=0.8)
    text = partial(ax.text, fontsize=SIZE, color=COLOURS["text"])
    name = str(rows["region"].iloc[0])
    text(panel.left, top - 4, name, va="bottom", fontweight="bold" if is_own else "normal")
    last = _percents(rows.iloc[-1])
    text(x[-1], top - 4, last, ha="right", va="bottom")
    text(panel.left, floor + 4, str(years[0]), va="top")
    text(x[-1], floor + 4, str(years[-1]), ha="right", va="top")


def _percents(row: pd.Series) -> str:
    return percents(100 * row["known_low"], 100 * row["known_high"])


def _title(last: list[pd.Series], about: Mapping[str, Given]) -> str:
    """The finding: where most and where fewest have it, if their bounds leave no doubt of that."""
    most, least = last[0], last[-1]
    given: dict[str, Given] = {
        "most": _percents(most),
        "most_region": most["region"],
        "least": _percents(least),
        "least_region": least["region"],
    }
    kind = "" if most["known_low"] > least["known_high"] else "_open"
    kind = ("_one" if len(last) == 1 else kind) + ("" if about else "_alone")
    return tell(f"multiples-title{kind}", **about, **given)


def _told(row: pd.Series) -> Message:
    given: dict[str, Given] = {"region": row["region"], "share": _percents(row)}
    return Message("multiples-told", {**given, "year": int(row["year"])})


def _note(about: Mapping[str, Given]) -> str:
    parts = [tell_sources(str(about["evidence_worldwide"]))] if about else []
    return " ".join([*parts, tell("note-regions"), *tell_assumed(about, is_worldwide=True)])
