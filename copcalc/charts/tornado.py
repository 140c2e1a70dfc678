"""How far each choice moves a projected share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from copcalc.assessment import Observation
from copcalc.assessment.swing import CHANCE
from copcalc.charts.canvas import (
    canvas,
    caption,
    end_for_labels,
    label_bar,
    percent_axis,
    rows_canvas,
)
from copcalc.charts.drawing import Drawing, drawn, numbers
from copcalc.charts.sources import tell_sources
from copcalc.charts.style import COLOURS, UNKNOWN_HATCH, describe, tell, tell_assumed
from copcalc.measure import ChildShare
from copcalc.words import Frame, Given, Message, language_free, percents

# A bar that is less than half a per cent long has nothing that would have to be told of its ends.
_STILL = 0.5


class _Bar(NamedTuple):
    """One factor: what it is called, with the settings at its ends, and the shares that they make, per cent."""

    kind: str
    factor: str
    name: str
    shares: np.ndarray
    reached: set[str]


def tornado_chart(settings: pd.DataFrame | Frame, *, ax: Axes | None = None) -> Axes:
    """Draw how far each choice moves a projected share, the one that moves it farthest on top.

    Parameters
    ----------
    settings : pandas.DataFrame or Frame
        `Sensitivity.settings`, or rows of it.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached. Without rows nothing is drawn.
    """
    frame = language_free(settings)
    about = frame.about
    bars = _bars(frame)
    if not bars:
        ax = canvas(ax, rows=2.0, left=2.4)
        return drawn(describe(ax, tell("tornado-nothing")), Drawing("tornado", frame))
    spans = [percents(bar.shares.min(), bar.shares.max()) for bar in bars]
    ax, places = rows_canvas(ax, [bar.name for bar in bars], pitch=1.7, left=2.4)
    for y, bar, span in zip(places, bars, spans, strict=True):
        _draw(ax, y, bar)
        label_bar(ax, bar.shares.max(), y, span)
    end = end_for_labels(ax, [bar.shares.max() for bar in bars], spans, 100)
    percent_axis(ax, tell(f"tornado-axis_{_of(about)}"), end)
    _draw_lines(ax, about)
    title = _title(bars, about)
    kind = str(about["basis"]) if about else "alone"
    caption(ax, title=title, subtitle=tell(f"tornado-about_{kind}", **about), note=_source(about))
    told = [
        Message("chart-told", {"name": bar.name, "told": span})
        for bar, span in zip(bars, spans, strict=True)
    ]
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("tornado", frame))


def _bars(frame: Frame) -> list[_Bar]:
    """The factors in the order of the rows."""
    if frame.cells.empty:
        return []
    table = numbers(frame, "pillar", "setting")
    worded = numbers(frame, "factor")["factor"]
    bars = []
    for (kind, pillar), rows in table.groupby(["factor", "pillar"], sort=False):
        factor = worded[rows.index[0]]
        if pillar:
            factor = tell("tornado-factor_of", factor=factor, pillar=pillar)
        shares = 100 * rows["chosen"].to_numpy(dtype=float)
        ends = (rows["setting"].iloc[each] for each in (shares.argmin(), shares.argmax()))
        given = dict(zip(("lowest", "highest"), ends, strict=True))
        is_still = np.ptp(shares) < _STILL
        name = tell(f"tornado-{'still' if is_still else 'row'}", factor=factor, **given)
        bars.append(_Bar(str(kind), factor, name, shares, set(rows["reached"])))
    return bars


def _draw(ax: Axes, y: float, bar: _Bar) -> None:
    """A bar with a tick at each setting; what is unknown is hatched, and chance pale."""
    low, high = bar.shares.min(), bar.shares.max()
    is_unknown, is_chance = bar.kind == "unknown", bar.kind == CHANCE
    ax.barh(
        y,
        high - low,
        left=low,
        height=0.5,
        color=COLOURS["unknown"] if is_unknown else COLOURS["projected"],
        alpha=0.35 if is_chance else 1.0,
        edgecolor=COLOURS["unknown_edge"],
        hatch=UNKNOWN_HATCH if is_unknown else None,
        linewidth=0.8 if is_unknown else 0.0,
    )
    ax.plot(
        bar.shares,
        [y] * len(bar.shares),
        "|",
        color=COLOURS["text"],
        markersize=19,
        mew=1,
        zorder=3,
    )


def _draw_lines(ax: Axes, about: Mapping[str, Given]) -> None:
    """Where all is as usual, and the target."""
    for name, colour, style in (("stands", "text", "-"), ("target", "target", "--")):
        seen = about.get(name)
        if isinstance(seen, Observation):
            ax.axvline(
                100 * seen.as_told().low,
                color=COLOURS[colour],
                linestyle=style,
                linewidth=1.2,
                zorder=2,
            )


def _of(about: Mapping[str, Given]) -> str:
    target = about.get("target")
    return "children" if isinstance(getattr(target, "estimate", None), ChildShare) else "countries"


def _title(bars: list[_Bar], about: Mapping[str, Given]) -> str:
    factor = bars[0].factor
    if not about:
        return tell("tornado-title_alone", factor=factor)
    chosen = [bar for bar in bars if bar.kind != CHANCE]
    reached = set().union(*(bar.reached for bar in chosen or bars))
    verdict = "turns" if len(reached) > 1 else "met" if "yes" in reached else "missed"
    return tell("tornado-title", **about, factor=factor, verdict=verdict)


def _source(about: Mapping[str, Given]) -> str:
    if not about:
        return ""
    by_evidence = about["basis"] == "evidence"
    shown = str(about["evidence" if by_evidence else "source"])
    paces = [] if by_evidence else [tell("tornado-note", **about)]
    return " ".join([tell_sources(shown), *paces, *tell_assumed(about)])
