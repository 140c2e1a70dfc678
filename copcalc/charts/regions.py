"""Regions side by side: how many of their states have something, do not, or are unknown."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from copcalc.assessment import topic_of
from copcalc.charts.style import COLOURS, UNKNOWN_HATCH, canvas, caption, describe, percent_axis
from copcalc.words import Message, percent, say


def regions_chart(regions: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each region's states by status, as shares of its states.

    Parameters
    ----------
    regions : pandas.DataFrame
        Rows of `copcalc.by_region`. A region with two rows shows those by name and those by group apart.
        Where the study's area is a region, that row is marked.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached.
    """
    table = _bars(regions)
    topic = topic_of(regions)
    proxy = topic is not None and topic.study.framework.is_proxy(topic.indicator)
    ax = canvas(ax, rows=len(table) * 0.95)
    parts = (
        ("yes", "yes by name", COLOURS["proxy" if proxy else "observed"], "", "white"),
        ("yes_group", "yes by group", COLOURS["group"], "", COLOURS["text"]),
        ("unknown", "unknown", COLOURS["unknown"], UNKNOWN_HATCH, COLOURS["text"]),
        ("no", "no", COLOURS["no"], "", "white"),
    )
    for y, row in enumerate(table.to_dict("records")):
        left = 0.0
        for part, _, colour, hatch, ink in parts:
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
    ax.set_yticks(
        range(len(table)),
        [f"{r} ({n} states)" for r, n in zip(table["region"], table["states"], strict=True)],
    )
    for label, code in zip(ax.get_yticklabels(), table.index, strict=True):
        of_study = topic is not None and code == topic.study.area.code
        label.set_fontweight("bold" if of_study else "normal")
    ax.set_ylim(len(table) - 0.4, -0.6)
    percent_axis(ax, "per cent of the region's states; numbers in bars: states")
    drawn = ", ".join(label for part, label, *_ in parts if table[part].sum())
    title, about, source = _title(table), f"From left to right: {drawn}", ""
    if topic:
        study = topic.study
        title = f"{study.framework.indicator(topic.indicator).name}: {title}"
        about = f"End of {study.year}, from left to right: {drawn}"
        about += ". A proxy, not the thing itself" if proxy else ""
        told = study.evidence_source(topic.indicator, study.register.world)
        source = f"Source: {told}; data/raw/member_states.csv. {say(Message('note-regions'))}"
    caption(ax, title=title, subtitle=about, note=source)
    told = "; ".join(
        f"{r['region']}: {r['yes']} yes by name, {r['yes_group']} yes by group, {r['unknown']} unknown, {r['no']} no, of {r['states']}"
        for r in table.to_dict("records")
    )
    return describe(ax, f"{title}. {told}.")


def _bars(regions: pd.DataFrame) -> pd.DataFrame:
    """One row a region, most known first: those by name, those that evidence about groups adds, the others."""
    numbers = pd.DataFrame(regions)
    first = numbers.drop_duplicates("region")
    last = numbers.drop_duplicates("region", keep="last").set_axis(first.index)
    added = last["yes_low"] - first["yes_low"]
    parts = {"yes": first["yes_low"], "yes_group": added, "unknown": last["unknown"]}
    table = first[["region", "states", "no"]].assign(**parts)
    known = table["yes"] / table["states"]
    counts = ["states", "yes", "yes_group", "unknown", "no"]
    order = table.assign(known=known).sort_values(["known", "region"], ascending=[False, True])
    return order.astype(dict.fromkeys(counts, "int64"))


def _title(table: pd.DataFrame) -> str:
    """The finding: how regions compare where all is known, else how many states are known to have it."""
    if not table["unknown"].sum() and not table["yes_group"].sum():
        first, last = table.iloc[0], table.iloc[-1]
        told = (
            f"{percent(100 * row['known'])} of states in {row['region']}" for row in (first, last)
        )
        return ", ".join(dict.fromkeys(told))
    yes, states = table["yes"].sum() + table["yes_group"].sum(), table["states"].sum()
    return f"{yes} of {states} states known to have it, {table['unknown'].sum()} unknown"
