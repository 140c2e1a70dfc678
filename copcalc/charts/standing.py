"""Where an area stands: baseline, target and gap of every pillar, with what is unknown drawn."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from copcalc.assessment import Study, topic_of
from copcalc.charts.style import COLOURS, UNKNOWN_HATCH, canvas, caption, describe, percent_axis
from copcalc.words import assumed, listed, percent, say, spell

_Row = dict[str, Any]


def standing_chart(gaps: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw baseline, target and gap of pillars as a dumbbell a row.

    A published baseline is a dot with the band of its rounding; evidence is a bar from what is known to
    what is possible, the unknown part hatched; a target that is not set is a hatched row that says so, and
    a target that is described is words alone.

    Parameters
    ----------
    gaps : pandas.DataFrame
        Rows of `copcalc.gap_table`, from top to bottom.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached.
    """
    rows: list[_Row] = pd.DataFrame(gaps).reset_index(names="id").to_dict("records")
    ax = canvas(ax, rows=len(rows) * 1.3)
    labels, told = [], []
    for y, row in enumerate(rows):
        labels.append(textwrap.fill(_name(row), 24))
        draw = _draw if pd.notna(row["gap_low"]) else _draw_nothing_measured
        told.append(f"{_name(row)}: {draw(ax, y, row)}")
    ax.set_yticks(range(len(rows)), labels)
    ax.set_ylim(len(rows) - 0.4, -0.7)
    percent_axis(ax, _unit(rows))
    title, about, topic = _title(rows), "Baseline and target", topic_of(gaps)
    study = topic.study if topic else None
    if study:
        about = f"{study.area.name}, {study.year}: baseline, and target for {study.framework.target_year}"
    caption(ax, title=title, subtitle=about, note=_note(set(gaps["basis"]), study))
    return describe(ax, f"{title}. " + "; ".join(told) + ".")


def _name(row: _Row) -> str:
    return f"Goal: {row['name']}" if row["id"] == "goal" else str(row["name"])


def _draw(ax: Axes, y: int, row: _Row) -> str:
    goal, value = 100 * row["target"], 100 * row["baseline"]
    low, high = 100 * row["baseline_low"], 100 * row["baseline_high"]
    if pd.isna(value):
        ax.barh(y, low, height=0.3, color=COLOURS["observed"])
        ax.barh(
            y,
            high - low,
            left=low,
            height=0.3,
            color=COLOURS["unknown"],
            edgecolor=COLOURS["unknown_edge"],
            hatch=UNKNOWN_HATCH,
        )
        ax.text(
            low + 1,
            y - 0.3,
            f"known: {percent(low)}",
            fontsize=8.5,
            color=COLOURS["observed"],
        )
        words = f"known {percent(low)}, possible {percent(high)}"
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
        if pd.notna(row["gap"]):
            gap = f"{_points(row)} points" if row["gap"] > 0 else "met"
            ax.text(
                (value + goal) / 2, y + 0.32, gap, ha="center", fontsize=8.5, color=COLOURS["quiet"]
            )
        words = f"baseline {percent(value)}"
    ax.plot(goal, y, "D", color=COLOURS["target"], markersize=8, zorder=3)
    ax.text(goal, y - 0.3, percent(goal), ha="center", fontsize=9, color=COLOURS["target"])
    return f"{words}, target {percent(goal)} of {row['of']}"


def _points(row: _Row) -> str:
    return spell(100 * row["gap"], "points")


def _draw_nothing_measured(ax: Axes, y: int, row: _Row) -> str:
    text = "described, not counted"
    if row["target_state"] != "qualitative":
        target = "not set" if row["target_state"] == "not_set" else "no baseline"
        text = f"{target}: {row['reported']} of {row['states']} states reported"
        if not row["reported"]:
            states = "state" if row["unreported"] == 1 else "states"
            text = f"{target}, no data: {row['unreported']} {states} unreported"
        ax.barh(
            y,
            100,
            height=0.3,
            color=COLOURS["unknown"],
            edgecolor=COLOURS["unknown_edge"],
            hatch=UNKNOWN_HATCH,
        )
    ax.text(
        50,
        y,
        text,
        ha="center",
        va="center",
        fontsize=8.5,
        color=COLOURS["quiet"],
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 2},
    )
    return text


def _unit(rows: list[_Row]) -> str:
    """Name the denominators of the rows, each where it holds."""
    children = [
        "the goal" if row["id"] == "goal" else row["name"]
        for row in rows
        if row["of"] == "children" and pd.notna(row["gap_low"])
    ]
    if len(children) == len(rows):
        return "per cent of children"
    return "per cent of countries" + (f" (of children: {listed(children)})" if children else "")


def _title(rows: list[_Row]) -> str:
    pillars = [row for row in rows if row["id"] != "goal"] or rows
    valued = [row for row in pillars if pd.notna(row["gap"])]
    if valued:
        furthest = max(valued, key=lambda row: row["gap_high"])
        if furthest["gap_high"] <= 0:
            return "Every target that can be measured was met by the baseline"
        side = "above" if furthest["direction"] == "fall" else "short of"
        points = "point" if (number := _points(furthest)) == "1" else "points"
        widest = ", the widest gap that can be measured" if len(valued) > 1 else ""
        return f"{_name(furthest)}: {number} {points} {side} the target{widest}"
    bounded = [row for row in pillars if pd.notna(row["gap_low"])]
    if bounded:
        least = min(bounded, key=lambda row: row["reported"])
        if least["states"] == 1:
            return f"{_name(least)}: the status is {'known' if least['reported'] else 'unknown'}"
        told = f"{least['reported']} of {least['states']} states"
        return f"{_name(least)}: the status of {told} is known"
    return f"{_name(pillars[0])}: nothing is measured yet"


def _note(bases: set[str], study: Study | None) -> str:
    """Source, and what the marks mean that are drawn."""
    parts = []
    if study:
        target = "Targets" if "evidence" in bases else "Source"
        parts.append(f"{target}: {study.framework.source.citation}.")
        if told := assumed(study):
            parts.append(f"Assumed: {'; '.join(map(say, told))}.")
    if "published" in bases:
        parts.append("Pale bands: what the printed per cents can stand for before rounding.")
    if "evidence" in bases:
        parts.append(
            "Bars: evidence that names countries (data/raw/evidence). Hatched: unknown. "
            "Targets are worldwide."
        )
    return " ".join(parts)
