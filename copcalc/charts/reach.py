"""How many children more and more adopters would reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from copcalc.charts.canvas import (
    canvas,
    caption,
    end_for_labels,
    label_bar,
    legend,
    percent_axis,
    rows_canvas,
)
from copcalc.charts.drawing import Drawing, drawn, numbers
from copcalc.charts.sources import tell_sources
from copcalc.charts.style import describe, filling, tell, tell_assumed
from copcalc.words import Frame, Given, Message, language_free, percent, percents


def reach_chart(reached: pd.DataFrame | Frame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of children that is covered if one state after the other adopts.

    Parameters
    ----------
    reached : pandas.DataFrame or Frame
        Rows of `copcalc.reach_table`, how it stood first.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached. Without rows nothing is drawn.
    """
    frame = language_free(reached)
    about = frame.about
    if frame.cells.empty:
        ax = canvas(ax, rows=2.0, left=2.25)
        return drawn(describe(ax, tell("reach-nothing")), Drawing("reach", frame))
    shown = numbers(frame, "name")
    names = [tell("reach-and", name=name) if y else name for y, name in enumerate(shown["name"])]
    ax, places = rows_canvas(ax, names, pitch=0.72, left=2.25)
    ends = 100 * shown[["covered_low", "covered_high"]].astype(float)
    spans = [percents(low, high) for low, high in ends.to_numpy()]
    for y, (low, high), span in zip(places, ends.to_numpy(), spans, strict=True):
        for left, right, look in zip((0, low), (low, high), _looks(y == places[0]), strict=True):
            if right > left:
                ax.barh(y, right - left, left=left, height=0.66, **look)
        label_bar(ax, high, y, span)
    percent_axis(ax, tell("reach-axis"), end_for_labels(ax, ends["covered_high"], spans, 100))
    value = 100 * shown["covered"].iloc[0]
    before = spans[0] if pd.isna(value) else percent(value)
    given: dict[str, Given] = {"count": len(shown) - 1, "before": before, "after": spans[-1]}
    kind = "" if about else "_alone"
    marks = [Patch(label=tell("reach-before"), **filling("yes"))]
    if len(shown) > 1:
        marks.append(Patch(label=tell("reach-sure"), **filling("adopted")))
    if (ends["covered_high"] > ends["covered_low"]).any():
        marks.append(Patch(label=tell("reach-possible"), **filling("unknown")))
    legend(ax, marks)
    title = tell(f"reach-title{kind}", **about, **given)
    caption(ax, title=title, subtitle=tell(f"reach-about{kind}", **about), note=_source(about))
    told = [
        Message("chart-told", {"name": name, "told": span})
        for name, span in zip(names, spans, strict=True)
    ]
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("reach", frame))


def _looks(is_first: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is sure is filled, and what is possible beyond it hatched."""
    return filling("yes" if is_first else "adopted"), filling("unknown")


def _source(about: Mapping[str, Given]) -> str:
    if not about:
        return ""
    published = [str(about["source"])] if about["basis"] == "published" else []
    sources = tell_sources(*published, str(about["evidence"]), str(about["children"]))
    return " ".join([sources, *tell_assumed(about)])
