"""Where an area stands: baseline, target and gap of every pillar, with what is unknown drawn."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from matplotlib.axes import Axes

from copcalc.assessment import GoalAssessment, PillarGap
from copcalc.charts.style import COLOURS, UNKNOWN_HATCH, canvas, caption, describe, percent_axis
from copcalc.measure import ChildShare
from copcalc.words import assumed, listed, percent, spell


def standing_chart(
    gaps: Sequence[PillarGap], goal: GoalAssessment | None = None, *, ax: Axes | None = None
) -> Axes:
    """Draw baseline, target and gap of pillars as a dumbbell a row.

    A published baseline is a dot with the band of its rounding; evidence is a bar from what is known to
    what is possible, the unknown part hatched; a target that is not set, or qualitative, is a hatched row
    that says so.

    Parameters
    ----------
    gaps : sequence of PillarGap
        The rows, from top to bottom.
    goal : GoalAssessment, optional
        Adds the goal as the first row.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached.
    """
    study = gaps[0].study
    rows: list[GoalAssessment | PillarGap] = [*([goal] if goal else []), *gaps]
    ax = canvas(ax, rows=len(rows) * 1.3)
    labels, told = [], []
    for y, row in enumerate(rows):
        name = f"Goal: {row.goal.name}" if isinstance(row, GoalAssessment) else row.pillar.name
        labels.append(textwrap.fill(name, 24))
        if row.points.is_measured:
            unit = "children" if _is_of_children(row) else "countries"
            told.append(f"{name}: {_draw(ax, y, row)} of {unit}")
        else:
            assert isinstance(row, PillarGap)  # a goal has figures
            told.append(_draw_nothing_measured(ax, y, row))
    ax.set_yticks(range(len(rows)), labels)
    ax.set_ylim(len(rows) - 0.4, -0.7)
    percent_axis(ax, _unit(rows))
    caption(
        ax,
        title=_title(gaps, goal),
        subtitle=f"{study.area.name}, {study.year}: baseline, and target for {study.framework.target_year}",
        note=_note(gaps),
    )
    return describe(ax, f"{_title(gaps, goal)}. " + "; ".join(told) + ".")


def _is_of_children(row: GoalAssessment | PillarGap) -> bool:
    return isinstance(row.baseline.estimate, ChildShare)


def _draw(ax: Axes, y: int, row: GoalAssessment | PillarGap) -> str:
    baseline, target, points = row.baseline, row.target, row.points
    goal = 100 * target.low
    if baseline.value is None:
        low, high = 100 * baseline.low, 100 * baseline.high
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
            f"known: {percent(100 * baseline.low)}",
            fontsize=8.5,
            color=COLOURS["observed"],
        )
        words = (
            f"known {percent(100 * baseline.low)}, possible up to {percent(100 * baseline.high)}"
        )
    else:
        value = 100 * baseline.value
        ax.plot([value, goal], [y, y], color=COLOURS["gap"], linewidth=2, zorder=1)
        ax.plot(
            [100 * baseline.low, 100 * baseline.high],
            [y, y],
            color=COLOURS["observed"],
            alpha=0.35,
            linewidth=13,
            solid_capstyle="butt",
            zorder=2,
        )
        ax.plot(value, y, "o", color=COLOURS["observed"], markersize=8, zorder=3)
        ax.text(
            value,
            y - 0.3,
            percent(100 * baseline.value),
            ha="center",
            fontsize=9,
            color=COLOURS["observed"],
        )
        if points.value is not None:
            gap = f"{spell(100 * points.value, 'points')} points" if points.value > 0 else "met"
            ax.text(
                (value + goal) / 2, y + 0.32, gap, ha="center", fontsize=8.5, color=COLOURS["quiet"]
            )
        words = f"baseline {percent(100 * baseline.value)}"
    ax.plot(goal, y, "D", color=COLOURS["target"], markersize=8, zorder=3)
    ax.text(
        goal, y - 0.3, percent(100 * target.low), ha="center", fontsize=9, color=COLOURS["target"]
    )
    return f"{words}, target {percent(100 * target.low)}"


def _draw_nothing_measured(ax: Axes, y: int, row: PillarGap) -> str:
    text = "described, not counted"
    if row.pillar.target.state != "qualitative":
        text = f"not set: {row.reported.value} of {row.states.value} states reported"
        if not row.reported.value:
            states = "state" if row.unreported.value == 1 else "states"
            text = f"not set, no data: {row.unreported.value} {states} unreported"
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
    return f"{row.pillar.name}: {text}"


def _unit(rows: Sequence[GoalAssessment | PillarGap]) -> str:
    """Name the denominators of the rows, each where it holds."""
    children = [
        "the goal" if isinstance(row, GoalAssessment) else row.pillar.name
        for row in rows
        if _is_of_children(row)
    ]
    if len(children) == len(rows):
        return "per cent of children"
    return "per cent of countries" + (f" (of children: {listed(children)})" if children else "")


def _title(gaps: Sequence[PillarGap], goal: GoalAssessment | None) -> str:
    published = [g for g in gaps if g.points.is_measured and g.points.value is not None]
    if published:
        furthest = max(published, key=lambda g: g.points.high)
        if furthest.points.high <= 0:
            return "Every target that can be measured was met by the published baseline"
        points = spell(100 * (furthest.points.value or 0), "points")
        return f"{furthest.pillar.name}: {points} points short of the target" + (
            ", the widest gap that can be measured" if len(gaps) > 1 else ""
        )
    bounded = [g for g in gaps if g.baseline.is_measured]
    if bounded:
        widest = max(bounded, key=lambda g: g.baseline.measured.width)
        return (
            f"{widest.pillar.name}: by the evidence at hand, anything from "
            f"{percent(100 * widest.baseline.low)} to {percent(100 * widest.baseline.high)} is possible"
            if not widest.baseline.measured.is_exact
            else f"{widest.pillar.name}: {percent(100 * widest.baseline.low)} is covered"
        )
    return f"{gaps[0].pillar.name}: nothing is measured yet"


def _note(gaps: Sequence[PillarGap]) -> str:
    study = gaps[0].study
    evidence = any(g.basis == "evidence" for g in gaps)
    parts = [f"{'Targets' if evidence else 'Source'}: {study.framework.source.citation}."]
    if told := assumed(study):
        parts.append(f"Assumed: {'; '.join(told)}.")
    if any(g.basis == "published" for g in gaps):
        parts.append("Pale bands: what the printed per cents can stand for before rounding.")
    if evidence:
        parts.append(
            "Bars: evidence that names countries (data/raw/evidence). Hatched: unknown. "
            "Targets are worldwide."
        )
    return " ".join(parts)
