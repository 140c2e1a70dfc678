"""Where the children live who are covered: a circle a state, without borders."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.patches import Circle

from copcalc.charts.canvas import SIZE, caption, drawn_width, is_own, open_canvas, status_legend
from copcalc.charts.circles import moved_apart
from copcalc.charts.drawing import Drawing, drawn, numbers
from copcalc.charts.lettering import LINE, text_height, text_width, wrapped
from copcalc.charts.sources import tell_sources
from copcalc.charts.style import COLOURS, INK_ON, describe, filling, tell, tell_assumed
from copcalc.words import Frame, Given, Message, language_free, percent, spell

_PARALLEL = 40  # degrees, on which a degree east is as long as one north
_WEST = -140  # the meridian in the Pacific, at which the map begins and ends
_FILLED = 0.26  # part of the map that circles fill
_LEAST = 0.004  # radius of the smallest circle, in widths of the map
_LOW, _HIGH, _NARROW = 0.6, 1.0, 300  # most height of a map, in its width; on one so narrow, points
_TOLD = 8
_ORDER = ("yes", "no", "unknown")


def cartogram_chart(states: pd.DataFrame | Frame, *, ax: Axes | None = None) -> Axes:
    """Draw the states of an area as circles, as large as the number of their children, by status.

    A circle lies at the middle of its state, or as near to it as the others leave room. There are no borders,
    so that none is disputed.

    Parameters
    ----------
    states : pandas.DataFrame or Frame
        Rows of `copcalc.adoption_by_state`. Those without a number of children or a place are not drawn.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached. Without rows that can be drawn nothing is.
    """
    frame = language_free(states)
    about = frame.about
    table = numbers(frame, "name")
    shown = table.dropna(subset=["children", "latitude", "longitude"])
    if shown.empty:
        ax = open_canvas(ax, lambda room: room / 4)
        return drawn(describe(ax, tell("cartogram-nothing")), Drawing("cartogram", frame))
    places, radii = _layout(shown)
    low, high = (places - radii[:, None]).min(axis=0), (places + radii[:, None]).max(axis=0)
    width, height = high - low
    ax = open_canvas(ax, lambda room: room * min(_tallest(room), height / width))
    unit = drawn_width(ax) / max(width, height / _tallest(drawn_width(ax)))
    proxy = about.get("role") == "proxy"
    _draw(ax, shown["status"], places, radii, proxy=proxy)
    for row, place, radius in zip(shown.to_dict("records"), places, radii, strict=True):
        _name(ax, row, place, 2 * radius * unit)
    middle = (low + high) / 2
    half = drawn_width(ax) / unit / 2
    ax.set_xlim(middle[0] - half, middle[0] + half)
    ax.set_ylim(low[1], high[1])
    ax.set_aspect("equal", adjustable="datalim" if is_own(ax) else "box")
    status_legend(ax, set(shown["status"]), [proxy])
    title, kind = _title(shown, about), "" if about else "_alone"
    caption(
        ax,
        title=title,
        subtitle=tell(f"cartogram-about{kind}", **about),
        note=_note(table, shown, radii, about),
    )
    told = [_told(row) for row in shown.nlargest(_TOLD, "children").to_dict("records")]
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("cartogram", frame))


def _tallest(width: float) -> float:
    return _HIGH if width < _NARROW else _LOW


def _layout(shown: pd.DataFrame) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Where the circles are and how large, in degrees north."""
    return _laid_out(*(tuple(shown[name]) for name in ("longitude", "latitude", "children")))


# One area's circles are drawn in two forms, and for one indicator after the other.
@lru_cache(maxsize=16)
def _laid_out(
    longitude: tuple[float, ...], latitude: tuple[float, ...], number: tuple[float, ...]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    east = (np.array(longitude, dtype=float) - _WEST) % 360 + _WEST
    home = np.column_stack([east * np.cos(np.radians(_PARALLEL)), np.array(latitude, dtype=float)])
    span = np.maximum(np.ptp(home, axis=0), 10)
    children = np.array(number, dtype=float)
    whole = max(children.sum(), 1.0)
    radii = np.sqrt(_FILLED * span.prod() * children / whole / np.pi)
    radii = np.maximum(radii, _LEAST * span[0]).round(3)
    return moved_apart(home, radii * 1.03), radii


def _draw(
    ax: Axes,
    statuses: pd.Series,
    places: npt.NDArray[np.float64],
    radii: npt.NDArray[np.float64],
    *,
    proxy: bool,
) -> None:
    """The circles: those of a status are one piece, which is drawn much faster than two hundred."""
    for status in _ORDER:
        alike = (statuses == status).to_numpy()
        circles = [
            Circle((x, y), radius)
            for (x, y), radius in zip(places[alike], radii[alike], strict=True)
        ]
        if circles:
            look = filling(status, proxy=proxy)
            ax.add_collection(PatchCollection(circles, **look), autolim=False)


def _name(ax: Axes, row: dict[str, Any], place: npt.NDArray[np.float64], room: float) -> None:
    """Name a state in its circle, where that has room across, in points."""
    words = wrapped(row["name"], 0.85 * room, SIZE)
    if not _fits(words, room):
        return
    # The largest circles tell their number too, which is a key to all others.
    amount = f"{words}\n{spell(row['children'], 'children')}"
    words = amount if _fits(amount, room) else words
    ax.text(
        place[0],
        place[1],
        words,
        ha="center",
        va="center",
        fontsize=SIZE,
        linespacing=LINE,
        color=INK_ON.get(row["status"], COLOURS["text"]),
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5}
        if row["status"] == "unknown"
        else None,
    )


def _fits(words: str, across: float) -> bool:
    """Whether the corners of words lie inside a circle."""
    width = max(text_width(line, SIZE) for line in words.split("\n"))
    return float(np.hypot(width, text_height(words, SIZE))) < across


def _title(shown: pd.DataFrame, about: Mapping[str, Given]) -> str:
    """The finding: how many of the children live in states that have it, and of how many it is unknown."""
    parts = shown.groupby("status")["children"].sum() / max(shown["children"].sum(), 1.0)
    unknown = float(parts.get("unknown", 0.0))
    kind = ("" if unknown else "_known") + ("" if about else "_alone")
    given = {name: percent(100 * float(parts.get(name, 0.0))) for name in _ORDER}
    return tell(f"cartogram-title{kind}", **about, **given)


def _told(row: dict[str, Any]) -> Message:
    children = spell(row["children"], "children")
    given: dict[str, Given] = {"name": row["name"], "children": children}
    return Message("cartogram-told", {**given, "status": row["status"]})


def _note(
    table: pd.DataFrame,
    shown: pd.DataFrame,
    radii: npt.NDArray[np.float64],
    about: Mapping[str, Given],
) -> str:
    """Source, what moved, which circles are larger than their children, and how many states are not drawn."""
    parts = []
    if about:
        parts.append(tell_sources(str(about["evidence"]), str(about["children"])))
    least = radii.min()
    alike = shown["children"][radii <= least]
    parts.append(tell("cartogram-note"))
    if len(alike) > 1:
        parts.append(tell("cartogram-least", children=spell(alike.max(), "children")))
    if missing := int(table["children"].isna().sum()):
        parts.append(tell("cartogram-not_drawn", states=missing))
    return " ".join([*parts, *tell_assumed(about)])
