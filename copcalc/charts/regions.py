"""Regions side by side: how many of their states have something, do not, or are unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from copcalc.charts.canvas import (
    PAPER,
    SIZE,
    caption,
    drawn_width,
    legend,
    percent_axis,
    rows_canvas,
)
from copcalc.charts.drawing import Drawing, drawn, numbers
from copcalc.charts.lettering import text_width
from copcalc.charts.sources import tell_sources
from copcalc.charts.style import COLOURS, INK_ON, describe, filling, tell, tell_assumed
from copcalc.words import Frame, Given, Message, language_free, percent

_PARTS = ("yes", "yes_group", "unknown", "no")


def regions_chart(regions: pd.DataFrame | Frame, *, ax: Axes | None = None) -> Axes:
    """Draw each region's states by status, as shares of its states.

    Parameters
    ----------
    regions : pandas.DataFrame or Frame
        Rows of `copcalc.by_region`. A region with two rows shows those by name and those by group apart.
        Where the study's area is a region, that row is marked.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached.
    """
    frame = language_free(regions)
    about, table = frame.about, _bars(numbers(frame, "region"))
    proxy = about.get("role") == "proxy"
    rows = table.to_dict("records")
    own = [code == about.get("code") for code in table.index]
    ax, places = rows_canvas(
        ax, [_label(row) for row in rows], pitch=0.92, left=1.85, reach=(0.6, 0.45), bold=own
    )
    shown = [part for part in _PARTS if table[part].sum()]
    for y, row in zip(places, rows, strict=True):
        left = 0.0
        for part in shown:
            width = 100 * row[part] / row["states"]
            if row[part]:
                ax.barh(y, width, left=left, height=0.62, **filling(part, proxy=proxy))
                _count(ax, left + width / 2, y, width, part, row[part])
            left += width
    percent_axis(ax, tell("regions-axis"))
    legend(ax, [Patch(label=tell(f"regions-{p}"), **filling(p, proxy=proxy)) for p in shown])
    title = _title(table, about)
    caption(ax, title=title, subtitle=_about(about), note=_source(about))
    told = [Message("regions-told", row) for row in table.drop(columns="known").to_dict("records")]
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("regions", frame))


def _count(ax: Axes, x: float, y: float, width: float, part: str, count: int) -> None:
    """Write a number into its part of a bar, or above it where it has no room there."""
    fits = text_width(str(count), SIZE) + 3 < width / 100 * drawn_width(ax)
    ax.text(
        x,
        y if fits else y - 0.44,
        str(count),
        ha="center",
        va="center",
        fontsize=SIZE,
        color=INK_ON.get(part, COLOURS["text"]) if fits else COLOURS["text"],
        bbox=dict(PAPER) if part == "unknown" and fits else None,
    )


def _label(row: dict[str, Any]) -> str:
    return tell("regions-region", region=row["region"], states=row["states"])


def _bars(numbers: pd.DataFrame) -> pd.DataFrame:
    """One row a region, most known first: those by name, those that evidence about groups adds, the others."""
    first = numbers.drop_duplicates("region")
    last = numbers.drop_duplicates("region", keep="last").set_axis(first.index)
    added = last["yes_low"] - first["yes_low"]
    parts = {"yes": first["yes_low"], "yes_group": added, "unknown": last["unknown"]}
    table = first[["region", "states", "no"]].assign(**parts)
    known = table["yes"] / table["states"]
    counts = ["states", "yes", "yes_group", "unknown", "no"]
    order = table.assign(known=known).sort_values(["known", "region"], ascending=[False, True])
    return order.astype(dict.fromkeys(counts, "int64"))


def _title(table: pd.DataFrame, about: Mapping[str, Given]) -> str:
    """The finding: how regions compare where all is known, else how many states are known to have it."""
    finding = _finding(table)
    if not about:
        return tell(finding.id, **finding.given)
    return tell("regions-title_of", **about, title=finding)


def _finding(table: pd.DataFrame) -> Message:
    if not table["unknown"].sum() and not table["yes_group"].sum():
        first, last = table.iloc[0], table.iloc[-1]
        shares = [percent(100 * row["known"]) for row in (first, last)]
        given: dict[str, Given] = {"first": shares[0], "first_region": first["region"]}
        if (shares[0], first["region"]) == (shares[1], last["region"]):
            return Message("regions-title_alike", given)
        also = {"last": shares[1], "last_region": last["region"]}
        return Message("regions-title_compared", {**given, **also})
    yes = int(table["yes"].sum() + table["yes_group"].sum())
    counts = {"states": int(table["states"].sum()), "unknown": int(table["unknown"].sum())}
    return Message("regions-title", {"yes": yes, **counts})


def _about(about: Mapping[str, Given]) -> str:
    kind = ""
    if about:
        kind = "_proxy" if about["role"] == "proxy" else "_year"
    return tell(f"regions-about{kind}", **about)


def _source(about: Mapping[str, Given]) -> str:
    if not about:
        return ""
    told = tell_sources(str(about["evidence_worldwide"]), "data/raw/member_states.csv")
    return " ".join([told, tell("note-regions"), *tell_assumed(about, is_worldwide=True)])
