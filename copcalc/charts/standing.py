"""Where an area stands: baseline, target and gap of every pillar, with what is unknown drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from copcalc.assessment import UNITS
from copcalc.charts.canvas import (
    PAPER,
    SIZE,
    between,
    caption,
    drawn_width,
    legend,
    percent_axis,
    rows_canvas,
)
from copcalc.charts.drawing import Drawing, drawn, numbers
from copcalc.charts.lettering import text_width, wrapped
from copcalc.charts.sources import tell_sources
from copcalc.charts.style import COLOURS, describe, filling, tell, tell_assumed
from copcalc.words import (
    Frame,
    Given,
    Message,
    language_free,
    percent,
    spell,
)

_Row = dict[str, Any]
_UNIT = "share_of_countries"


def standing_chart(gaps: pd.DataFrame | Frame, *, ax: Axes | None = None) -> Axes:
    """Draw baseline, target and gap of pillars as a dumbbell a row.

    A published baseline is a dot with the band of its rounding; evidence is a bar from what is known to
    what is possible, the unknown part hatched; a target that is not set is a hatched row that says so, and
    a target that is described is words alone. Where the rows tell where they were heading, a thin bar below
    is the range of that, with a ring in its middle where it has one.

    Parameters
    ----------
    gaps : pandas.DataFrame or Frame
        Rows of `copcalc.gap_table`, from top to bottom.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached.
    """
    frame = language_free(gaps)
    table, about = numbers(frame, "name"), frame.about
    rows: list[_Row] = table.reset_index(names="id").to_dict("records")
    ahead = "projected_low" in table
    names = [_name(row) for row in rows]
    ax, places = rows_canvas(ax, names, pitch=1.3, left=1.85, reach=[_reach(row) for row in rows])
    told = []
    for y, row in zip(places, rows, strict=True):
        draw = _draw if pd.notna(row["gap_low"]) else _draw_nothing_measured
        told.append(draw(ax, y, row))
        if ahead and pd.notna(row["projected_low"]):
            told.append(_draw_ahead(ax, y, row))
    percent_axis(ax, _unit(rows))
    legend(ax, _marks(rows, about))
    title = _title(rows)
    kind = ("_ahead" if "horizon" in about else "") if about else "_alone"
    subtitle = tell(f"standing-about{kind}", **about)
    caption(ax, title=title, subtitle=subtitle, note=_note(set(table["basis"]), about))
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("standing", frame))


def _reach(row: _Row) -> tuple[float, float]:
    """How far a row reaches up and down: what is not measured is a line, what was ahead stands below."""
    if pd.isna(row["gap_low"]):
        return 0.35, 0.4
    return 0.55, 0.95 if pd.notna(row.get("projected_low")) else 0.5


def _name(row: _Row) -> str:
    return tell("standing-goal", goal=row["name"]) if row["id"] == "goal" else str(row["name"])


def _draw(ax: Axes, y: float, row: _Row) -> Message:
    goal, value = 100 * row["target"], 100 * row["baseline"]
    low, high = 100 * row["baseline_low"], 100 * row["baseline_high"]
    if pd.isna(value):
        ax.barh(y, low, height=0.3, color=COLOURS["observed"])
        ax.barh(y, high - low, left=low, height=0.3, **filling("unknown"))
        words = tell("standing-known", share=percent(low))
        inside = text_width(words, SIZE) + 8 < low / 100 * drawn_width(ax)
        ax.text(
            1 if inside else low + 1,
            y if inside else y - 0.3,
            words,
            va="center",
            fontsize=SIZE,
            color="white" if inside else COLOURS["observed"],
        )
        told, shares = "standing-told_bounds", {"low": percent(low), "high": percent(high)}
    else:
        ax.plot([value, goal], [y, y], color=COLOURS["gap"], linewidth=2, zorder=1)
        ax.plot(
            [low, high],
            [y, y],
            color=COLOURS["observed"],
            alpha=0.35,
            linewidth=13,
            solid_capstyle="butt",
            zorder=2,
        )
        ax.plot(value, y, "o", color=COLOURS["observed"], markersize=8, zorder=3)
        ax.text(value, y - 0.3, percent(value), ha="center", fontsize=9, color=COLOURS["observed"])
        if pd.notna(row["gap"]) and "projected_low" not in row:
            met = row["gap"] <= 0
            gap = tell("standing-met") if met else tell("standing-points", **_points(row))
            ax.text(
                (value + goal) / 2,
                y + 0.32,
                gap,
                ha="center",
                fontsize=SIZE,
                color=COLOURS["quiet"],
            )
        told, shares = "standing-told", {"baseline": percent(value)}
    ax.plot(goal, y, "D", color=COLOURS["target"], markersize=8, zorder=3)
    ax.text(goal, y - 0.3, percent(goal), ha="center", fontsize=9, color=COLOURS["target"])
    about = {"name": _name(row), "target": percent(goal), "of": str(row["of"])}
    return Message(told, {**about, **shares})


def _draw_ahead(ax: Axes, y: float, row: _Row) -> Message:
    """Where it was heading: a range below the row, its middle and its words."""
    low, high = 100 * row["projected_low"], 100 * row["projected_high"]
    colour, middle = COLOURS["projected"], row["projected"]
    ax.plot([low, high], [y + 0.4] * 2, "|-", color=colour, linewidth=3, markersize=7, mew=1.5)
    span = tell("standing-span", low=spell(low, _UNIT), high=spell(high, _UNIT))
    kind = "_range" if pd.isna(middle) else ""
    share = "" if kind else percent(100 * middle)
    if share:
        ax.plot(100 * middle, y + 0.4, "o", color=colour, markerfacecolor="white", markersize=6)
    words = tell(f"standing-heading{kind}", share=share, span=span)
    place = between(ax, 100 * middle if share else (low + high) / 2, words, SIZE)
    ax.text(place, y + 0.72, words, ha="center", va="center", fontsize=SIZE, color=colour)
    return Message(
        f"standing-told_heading{kind}", {"name": _name(row), "share": share, "span": span}
    )


def _marks(rows: list[_Row], about: Mapping[str, Given]) -> list[Artist]:
    """What is drawn of these rows, one mark a kind."""
    bases = {row["basis"] for row in rows if pd.notna(row["gap_low"])}
    marks: list[Artist] = []
    if "published" in bases:
        marks.append(_mark("o", "observed", tell("standing-mark_baseline")))
    if "evidence" in bases:
        marks.append(Patch(label=tell("standing-mark_known"), **filling("yes")))
        marks.append(Patch(label=tell("standing-mark_possible"), **filling("unknown")))
    if bases:
        marks.append(_mark("D", "target", tell("standing-mark_target")))
    if any(pd.notna(row.get("projected_low")) for row in rows):
        told = tell("standing-mark_ahead", **about)
        marks.append(Line2D([], [], color=COLOURS["projected"], linewidth=3, label=told))
    return marks


def _mark(marker: str, colour: str, label: str) -> Line2D:
    return Line2D(
        [], [], marker=marker, color=COLOURS[colour], markersize=7.5, linestyle="none", label=label
    )


def _points(row: _Row) -> dict[str, Given]:
    """A gap as points, and the number to choose a plural by."""
    points = 100 * row["gap"]
    return {"points": spell(points, "points"), "amount": round(points, UNITS["points"].digits)}


def _draw_nothing_measured(ax: Axes, y: float, row: _Row) -> Message:
    text = tell("standing-described")
    if row["target_state"] != "qualitative":
        kind = "not_set" if row["target_state"] == "not_set" else "no_baseline"
        kind += "" if row["reported"] else "_no_data"
        counts = {name: int(row[name]) for name in ("reported", "unreported", "states")}
        text = tell(f"standing-{kind}", **counts)
        ax.barh(y, 100, height=0.3, **filling("unknown"))
    ax.text(
        50,
        y,
        wrapped(text, drawn_width(ax) - 6, SIZE),
        ha="center",
        va="center",
        fontsize=SIZE,
        color=COLOURS["quiet"],
        bbox=dict(PAPER),
    )
    return Message("chart-told", {"name": _name(row), "told": text})


def _unit(rows: list[_Row]) -> str:
    """Name the denominators of the rows, each where it holds."""
    children = [
        Message("standing-the_goal") if row["id"] == "goal" else str(row["name"])
        for row in rows
        if row["of"] == "children" and pd.notna(row["gap_low"])
    ]
    if len(children) == len(rows):
        return tell("standing-axis_children")
    return tell("standing-axis_both" if children else "standing-axis_countries", names=children)


def _title(rows: list[_Row]) -> str:
    pillars = [row for row in rows if row["id"] != "goal"] or rows
    valued = [row for row in pillars if pd.notna(row["gap"])]
    if valued:
        furthest = max(valued, key=lambda row: row["gap_high"])
        if furthest["gap_high"] <= 0:
            return tell("standing-title_met")
        title = "standing-title_widest" if len(valued) > 1 else "standing-title"
        about = {"name": _name(furthest), "direction": str(furthest["direction"])}
        return tell(title, **about, **_points(furthest))
    bounded = [row for row in pillars if pd.notna(row["gap_low"])]
    if bounded:
        least = min(bounded, key=lambda row: row["reported"])
        counts = {name: int(least[name]) for name in ("reported", "states")}
        kind = "statuses"
        if least["states"] == 1:
            kind = "status_known" if least["reported"] else "status_unknown"
        return tell(f"standing-title_{kind}", name=_name(least), **counts)
    return tell("standing-title_nothing", name=_name(pillars[0]))


def _note(bases: set[str], about: Mapping[str, Given]) -> str:
    """Source, and what the marks mean that are drawn."""
    parts = []
    if about:
        source = str(about["source"])
        parts.append(
            tell("standing-targets_source", source=source)
            if "evidence" in bases
            else tell_sources(source)
        )
        parts += tell_assumed(about)
    parts += [
        tell(f"standing-note_{basis}") for basis in ("published", "evidence") if basis in bases
    ]
    if "horizon" in about:
        kind = "published" if "published" in bases else "evidence"
        parts.append(tell(f"standing-note_ahead_{kind}", **about))
    return " ".join(parts)
