"""Regions side by side: how many of their states have something, do not, or are unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from copcalc.charts.drawing import Drawing, drawn, numbers
from copcalc.charts.style import (
    COLOURS,
    UNKNOWN_HATCH,
    canvas,
    caption,
    describe,
    name_rows,
    percent_axis,
    tell,
)
from copcalc.words import Frame, Given, Message, code_in_words, language_free, percent


def regions_chart(regions: pd.DataFrame | Frame, *, ax: Axes | None = None) -> Axes:
    """Draw each region's states by status, as shares of its states.

    Parameters
    ----------
    regions : pandas.DataFrame or Frame
        Rows of `copcalc.by_region`. A region with two rows shows those by name and those by group apart.
        Where the study's area is a region, that row is marked.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached.
    """
    frame = language_free(regions)
    about, table = frame.about, _bars(numbers(frame, "region"))
    proxy = about.get("role") == "proxy"
    ax = canvas(ax, rows=len(table) * 0.95)
    parts = (
        ("yes", COLOURS["proxy" if proxy else "observed"], "", "white"),
        ("yes_group", COLOURS["group"], "", COLOURS["text"]),
        ("unknown", COLOURS["unknown"], UNKNOWN_HATCH, COLOURS["text"]),
        ("no", COLOURS["no"], "", "white"),
    )
    for y, row in enumerate(table.to_dict("records")):
        left = 0.0
        for part, colour, hatch, ink in parts:
            width = 100 * row[part] / row["states"]
            ax.barh(
                y,
                width,
                left=left,
                height=0.62,
                color=colour,
                hatch=hatch,
                edgecolor=COLOURS["unknown_edge"] if hatch else "white",
                linewidth=0.8,
            )
            if row[part]:
                paper = {"facecolor": "white", "edgecolor": "none", "pad": 1} if hatch else None
                ax.text(
                    left + width / 2,
                    y,
                    str(row[part]),
                    ha="center",
                    va="center",
                    fontsize=8.5,
                    color=ink,
                    bbox=paper,
                )
            left += width
    name_rows(ax, [_label(row) for row in table.to_dict("records")], "bold")
    for label, code in zip(ax.get_yticklabels(), table.index, strict=True):
        label.set_fontweight("bold" if code == about.get("code") else "normal")
    ax.set_ylim(len(table) - 0.4, -0.6)
    percent_axis(ax, tell("regions-axis"))
    shown = [part for part, *_ in parts if table[part].sum()]
    title = _title(table, about)
    caption(ax, title=title, subtitle=_about(shown, about), note=_source(about))
    told = [Message("regions-told", row) for row in table.drop(columns="known").to_dict("records")]
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("regions", frame))


def _label(row: dict[str, Any]) -> str:
    return tell("regions-region", region=row["region"], states=row["states"])


def _bars(numbers: pd.DataFrame) -> pd.DataFrame:
    """One row a region, most known first: those by name, those that evidence about groups adds, the others."""
    first = numbers.drop_duplicates("region")
    last = numbers.drop_duplicates("region", keep="last").set_axis(first.index)
    added = last["yes_low"] - first["yes_low"]
    parts = {"yes": first["yes_low"], "yes_group": added, "unknown": last["unknown"]}
    table = first[["region", "states", "no"]].assign(**parts)
    known = table["yes"] / table["states"]
    counts = ["states", "yes", "yes_group", "unknown", "no"]
    order = table.assign(known=known).sort_values(["known", "region"], ascending=[False, True])
    return order.astype(dict.fromkeys(counts, "int64"))


def _title(table: pd.DataFrame, about: Mapping[str, Given]) -> str:
    """The finding: how regions compare where all is known, else how many states are known to have it."""
    finding = _finding(table)
    if not about:
        return tell(finding.id, **finding.given)
    return tell("regions-title_of", **about, title=finding)


def _finding(table: pd.DataFrame) -> Message:
    if not table["unknown"].sum() and not table["yes_group"].sum():
        first, last = table.iloc[0], table.iloc[-1]
        shares = [percent(100 * row["known"]) for row in (first, last)]
        given: dict[str, Given] = {"first": shares[0], "first_region": first["region"]}
        if (shares[0], first["region"]) == (shares[1], last["region"]):
            return Message("regions-title_alike", given)
        also = {"last": shares[1], "last_region": last["region"]}
        return Message("regions-title_compared", {**given, **also})
    yes = int(table["yes"].sum() + table["yes_group"].sum())
    counts = {"states": int(table["states"].sum()), "unknown": int(table["unknown"].sum())}
    return Message("regions-title", {"yes": yes, **counts})


def _about(shown: list[str], about: Mapping[str, Given]) -> str:
    kind = ""
    if about:
        kind = "_proxy" if about["role"] == "proxy" else "_year"
    parts = [Message(f"regions-{part}") for part in shown]
    return tell(f"regions-about{kind}", **about, parts=parts)


def _source(about: Mapping[str, Given]) -> str:
    if not about:
        return ""
    evidence = code_in_words("source", str(about["evidence_worldwide"]))
    told = tell("chart-source", sources=[evidence, "data/raw/member_states.csv"])
    return f"{told} {tell('note-regions')}"
