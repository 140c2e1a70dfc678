"""What is known of one Member State, indicator by indicator."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from copcalc.charts.drawing import Drawing, drawn, numbers
from copcalc.charts.style import COLOURS, UNKNOWN_HATCH, canvas, caption, describe, name_rows, tell
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
    status = numbers(frame, "indicator", "pillar", "name")
    rows = status[(status["indicator"] == "") | ~status["indicator"].duplicated()]
    ax = canvas(ax, rows=0.95 * len(rows), left=3.4)
    labels, told = [], []
    for y, row in enumerate(rows.to_dict("records")):
        colour, hatch, ink = {
            "yes": (COLOURS["proxy" if row["role"] == "proxy" else "observed"], "", "white"),
            "no": (COLOURS["no"], "", "white"),
            "unknown": (COLOURS["unknown"], UNKNOWN_HATCH, COLOURS["text"]),
        }[row["status"]]
        ax.barh(
            y,
            1,
            height=0.66,
            color=colour,
            hatch=hatch,
            edgecolor=COLOURS["unknown_edge"] if hatch else colour,
        )
        words = _words(row)
        paper = {"facecolor": "white", "edgecolor": "none", "pad": 1.5} if hatch else None
        ax.text(0.5, y, words, ha="center", va="center", fontsize=9, color=ink, bbox=paper)
        labels.append(row["name"] if row["indicator"] else row["pillar"])
        told.append(Message("chart-told", {"name": labels[-1], "told": words}))
    name_rows(ax, labels)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlim(0, 1)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
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
