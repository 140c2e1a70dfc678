"""Who carries a gap: the states not known to have something, by the children who live there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from copcalc.charts.canvas import (
    SIZE,
    caption,
    end_for_labels,
    label_bar,
    rows_canvas,
    status_legend,
)
from copcalc.charts.drawing import Drawing, drawn, numbers
from copcalc.charts.sources import tell_sources
from copcalc.charts.style import describe, filling, tell, tell_assumed
from copcalc.words import (
    Frame,
    Given,
    Message,
    code_in_words,
    language_free,
    percent,
    spell,
)


def carriers_chart(
    ranking: pd.DataFrame | Frame, *, most: int = 15, ax: Axes | None = None
) -> Axes:
    """Draw the states of an area that are not known to have it, ranked by children.

    Parameters
    ----------
    ranking : pandas.DataFrame or Frame
        Rows of `copcalc.carriers`. Those without a number of children are not drawn.
    most : int, keyword-only
        How many states to draw, at the most.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached; empty where no state has a number of children.
    """
    frame = language_free(ranking)
    about = frame.about
    shown = numbers(frame, "name").dropna(subset=["children"]).head(most)
    names = [_short(name) for name in shown["name"]]
    ax, places = rows_canvas(ax, names, pitch=0.72, left=2.1)
    for y, status, children, share in zip(
        places, shown["status"], shown["children"], shown["share"], strict=True
    ):
        ax.barh(y, children / 1e6, height=0.66, **filling(status))
        label_bar(ax, children / 1e6, y, _amount(children, share))
    if len(shown):
        amounts = [_amount(*row) for row in zip(shown["children"], shown["share"], strict=True)]
        ax.set_xlim(0, end_for_labels(ax, shown["children"] / 1e6, amounts, 1e-3))
    ax.set_xlabel(tell("carriers-axis"), fontsize=SIZE)
    status_legend(ax, set(shown["status"]))
    title = _title(shown, about)
    subtitle = tell("carriers-about" if about else "carriers-about_alone", **about)
    caption(ax, title=title, subtitle=subtitle, note=_source(about))
    told = [_told(row) for row in shown.to_dict("records")]
    describe(ax, tell("chart-described", title=title, told=told))
    seen = replace(frame, cells=frame.cells.loc[shown.index])
    return drawn(ax, Drawing("carriers", seen, {"most": most}))


def _told(row: dict[str, Any]) -> Message:
    children, status = spell(row["children"], "children"), code_in_words("status", row["status"])
    return Message("carriers-told", {"name": row["name"], "children": children, "status": status})


def _amount(children: float, share: float) -> str:
    return tell("carriers-amount", children=spell(children, "children"), share=percent(100 * share))


def _short(name: str) -> str:
    return name if len(name) <= 34 else f"{name[:32].rstrip()}…"


def _title(shown: pd.DataFrame, about: Mapping[str, Given]) -> str:
    variant = "_alone"
    if about:
        variant = "_proxy" if about["role"] == "proxy" else ""
    if shown.empty:
        return tell(f"carriers-title_none{variant}", **about)
    top = shown.head(3)
    given: dict[str, Given] = {
        "states": [_short(name) for name in top["name"]],
        "share": percent(100 * top["share"].sum()),
        "status": "no" if (shown["status"] == "no").all() else "unknown",
    }
    return tell(f"carriers-title{variant}", **about, **given)


def _source(about: Mapping[str, Given]) -> str:
    if not about:
        return ""
    sources = tell_sources(str(about["evidence"]), str(about["children"]))
    return " ".join([sources, *tell_assumed(about)])
