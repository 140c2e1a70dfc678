"""What is known of one Member State, indicator by indicator."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from copcalc.assessment import topic_of
from copcalc.charts.style import COLOURS, UNKNOWN_HATCH, canvas, caption, describe
from copcalc.data import ASSUMED
from copcalc.words import Name, name


def status_chart(statuses: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw a state's status on every indicator of the framework.

    Parameters
    ----------
    statuses : pandas.DataFrame
        Rows of a profile's `status`, from top to bottom; an indicator that speaks for two pillars is drawn
        once.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached.
    """
    status, topic = pd.DataFrame(statuses), topic_of(statuses)
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
        group = ", by evidence about a group" if row["strength"] == "group" else ""
        role = "assumed" if row["strength"] == ASSUMED else name(Name(f"code-role-{row['role']}"))
        words = f"{row['status']}{group} ({role})"
        if not row["indicator"]:
            words = "no indicator with data yet"
        paper = {"facecolor": "white", "edgecolor": "none", "pad": 1.5} if hatch else None
        ax.text(0.5, y, words, ha="center", va="center", fontsize=9, color=ink, bbox=paper)
        labels.append(row["name"] if row["indicator"] else row["pillar"])
        told.append(f"{labels[-1]}: {words}")
    ax.set_yticks(range(len(rows)), labels)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlim(0, 1)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    told_of = rows[rows["indicator"] != ""]
    known = f"{(told_of['status'] != 'unknown').sum()} of {len(told_of)} statuses known"
    study = topic.study if topic else None
    title = f"{study.area.name}: {known} at the end of {study.year}" if study else known
    caption(
        ax,
        title=title,
        subtitle="Solid: known from evidence. Hatched: unknown, which is not no",
        note="Source: data/raw/evidence; each piece of evidence is listed below with its source.",
    )
    return describe(ax, f"{title}. " + "; ".join(told) + ".")
