"""What is known of one Member State, indicator by indicator."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from copcalc.charts.canvas import PAPER, SIZE, caption, drawn_width, rows_canvas, status_legend
from copcalc.charts.drawing import Drawing, drawn, numbers
from copcalc.charts.lettering import wrapped
from copcalc.charts.style import COLOURS, INK_ON, describe, filling, tell
from copcalc.data import ASSUMED
from copcalc.words import Frame, Message, code_in_words, language_free


def status_chart(statuses: pd.DataFrame | Frame, *, ax: Axes | None = None) -> Axes:
    """Draw a state's status on every indicator of the framework.

    Parameters
    ----------
    statuses : pandas.DataFrame or Frame
        Rows of a profile's `status`, from top to bottom; an indicator that speaks for two pillars is drawn
        once.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached.
    """
    frame = language_free(statuses)
    table = numbers(frame, "indicator", "pillar", "name")
    rows = table[(table["indicator"] == "") | ~table["indicator"].duplicated()]
    stated: list[dict[str, Any]] = rows.to_dict("records")
    names = [row["name"] if row["indicator"] else row["pillar"] for row in stated]
    ax, places = rows_canvas(ax, names, pitch=0.95, left=2.7)
    told = []
    for y, name, row in zip(places, names, stated, strict=True):
        status = str(row["status"])
        ax.barh(y, 1, height=0.66, **filling(status, proxy=row["role"] == "proxy"))
        words = _words(row)
        ax.text(
            0.5,
            y,
            wrapped(words, drawn_width(ax) - 8, SIZE),
            ha="center",
            va="center",
            fontsize=SIZE,
            color=INK_ON.get(status, COLOURS["text"]),
            bbox=dict(PAPER) if status == "unknown" else None,
        )
        told.append(Message("chart-told", {"name": name, "told": words}))
    ax.set_xlim(0, 1)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    proxies = [row["role"] == "proxy" for row in stated if row["status"] == "yes"]
    status_legend(ax, {str(row["status"]) for row in stated}, proxies)
    told_of = rows[rows["indicator"] != ""]
    counts = {"known": int((told_of["status"] != "unknown").sum()), "statuses": len(told_of)}
    title = tell("status-title" if frame.about else "status-title_alone", **frame.about, **counts)
    caption(ax, title=title, subtitle=tell("status-about"), note=tell("status-note"))
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("status", frame))


def _words(row: dict[str, Any]) -> str:
    if not row["indicator"]:
        return tell("status-no_indicator")
    role = "assumed" if row["strength"] == ASSUMED else row["role"]
    return tell(
        "status-told_group" if row["strength"] == "group" else "status-told",
        status=code_in_words("status", row["status"]),
        role=code_in_words("role", role),
    )
