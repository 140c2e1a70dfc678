"""Regions side by side: how many of their states have something, do not, or are unknown."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from copcalc.assessment import Study, by_region
from copcalc.charts.style import COLOURS, UNKNOWN_HATCH, canvas, caption, describe, percent_axis
from copcalc.words import NOTES, percent


def regions_chart(study: Study, indicator: str, *, ax: Axes | None = None) -> Axes:
    """Draw each region's states by status, as shares of its states.

    Parameters
    ----------
    study : Study
        The question; where its area is a region, that row is marked.
    indicator : str
        An indicator's id.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached.
    """
    named = by_region(study, indicator, strength="named")
    group = by_region(study, indicator, strength="group")
    table = group.assign(
        yes=named["yes"],
        yes_group=group["yes"] - named["yes"],
        countries_low=100 * named["countries_low"],
    ).sort_values(["countries_low", "region"], ascending=[False, True])
    name = study.framework.indicator(indicator).name
    ax = canvas(ax, rows=len(table) * 0.95)
    proxy = study.framework.is_proxy(indicator)
    parts = (
        ("yes", "yes by name", COLOURS["proxy" if proxy else "observed"], "", "white"),
        ("yes_group", "yes by group", COLOURS["group"], "", COLOURS["text"]),
        ("unknown", "unknown", COLOURS["unknown"], UNKNOWN_HATCH, COLOURS["text"]),
        ("no", "no", COLOURS["no"], "", "white"),
    )
    for y, (_, row) in enumerate(table.iterrows()):
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
        label.set_fontweight("bold" if code == study.area.code else "normal")
    ax.set_ylim(len(table) - 0.4, -0.6)
    percent_axis(ax, "per cent of the region's states; numbers in bars: states")
    drawn = [(label, colour) for part, label, colour, _, _ in parts if table[part].sum()]
    first, last = table.iloc[0], table.iloc[-1]
    title = _title(name, first, last)
    order = ", ".join(label for label, _ in drawn)
    caption(
        ax,
        title=title,
        subtitle=f"End of {study.year}, from left to right: {order}{'. A proxy, not the thing itself' if proxy else ''}",
        note=f"Source: {study.evidence_source(indicator, study.register.world)}; data/raw/member_states.csv. {NOTES['regions']}",
    )
    told = "; ".join(
        f"{r['region']}: {r['yes']} yes by name, {r['yes_group']} yes by group, {r['unknown']} unknown, {r['no']} no, of {r['states']}"
        for _, r in table.iterrows()
    )
    return describe(ax, f"{title}. {told}.")


def _title(name: str, first: pd.Series, last: pd.Series) -> str:
    def told(row: pd.Series) -> str:
        share = percent(row["countries_low"])
        return f"{'at least ' if row['unknown'] or row['yes_group'] else ''}{share} of states in {row['region']}"

    return f"{name}: {told(first)}, {told(last)}"
