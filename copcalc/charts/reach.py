"""How many children more and more adopters would reach."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from copcalc.charts.drawing import Drawing, drawn, numbers
from copcalc.charts.style import (
    COLOURS,
    UNKNOWN_HATCH,
    canvas,
    caption,
    describe,
    drawn_width,
    name_rows,
    percent_axis,
    tell,
    tell_assumed,
    text_width,
)
from copcalc.words import Frame, Given, Message, code_in_words, language_free, percent, percents


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
    ax = canvas(ax, rows=max(2.0, 0.72 * len(frame.cells)), left=2.8)
    if frame.cells.empty:
        return drawn(describe(ax, tell("reach-nothing")), Drawing("reach", frame))
    shown = numbers(frame, "name")
    ends = 100 * shown[["covered_low", "covered_high"]].astype(float)
    spans = [percents(low, high) for low, high in ends.to_numpy()]
    for y, (low, high) in enumerate(ends.to_numpy()):
        _draw_bar(ax, y, low, high, is_first=y == 0)
        ax.text(high, y, f" {spans[y]}", va="center", fontsize=8.5)
    names = [tell("reach-and", name=name) if y else name for y, name in enumerate(shown["name"])]
    name_rows(ax, names)
    ax.set_ylim(len(shown) - 0.4, -0.6)
    percent_axis(ax, tell("reach-axis"))
    # The labels end inside the drawing.
    widths = [text_width(f" {span}", 8.5) / drawn_width(ax) for span in spans]
    parts = zip(ends["covered_high"], widths, strict=True)
    ax.set_xlim(0, max(100.0, *(high / (1 - width) for high, width in parts)))
    value = 100 * shown["covered"].iloc[0]
    before = spans[0] if pd.isna(value) else percent(value)
    given: dict[str, Given] = {"count": len(shown) - 1, "before": before, "after": spans[-1]}
    kind = "" if about else "_alone"
    title = tell(f"reach-title{kind}", **about, **given)
    caption(ax, title=title, subtitle=tell(f"reach-about{kind}", **about), note=_source(about))
    told = [
        Message("chart-told", {"name": name, "told": span})
        for name, span in zip(names, spans, strict=True)
    ]
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("reach", frame))


def _draw_bar(ax: Axes, y: int, low: float, high: float, *, is_first: bool) -> None:
    """What is sure is filled, and what is possible beyond it hatched."""
    ax.barh(y, low, height=0.66, color=COLOURS["observed" if is_first else "group"])
    ax.barh(
        y,
        high - low,
        left=low,
        height=0.66,
        color=COLOURS["unknown"],
        edgecolor=COLOURS["unknown_edge"],
        hatch=UNKNOWN_HATCH,
        linewidth=0.8 if high > low else 0,
    )


def _source(about: Mapping[str, Given]) -> str:
    if not about:
        return ""
    evidence = code_in_words("source", str(about["evidence"]))
    published = [str(about["source"])] if about["basis"] == "published" else []
    sources = tell("chart-source", sources=[*published, evidence, str(about["children"])])
    return " ".join([sources, *tell_assumed(about)])
