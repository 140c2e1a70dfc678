"""Who carries a gap: the states not known to have something, by the children who live there."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from copcalc.assessment import Topic, topic_of
from copcalc.charts.style import (
    COLOURS,
    UNKNOWN_HATCH,
    canvas,
    caption,
    describe,
    drawn_width,
    text_width,
)
from copcalc.words import listed, percent, spell


def carriers_chart(ranking: pd.DataFrame, *, most: int = 15, ax: Axes | None = None) -> Axes:
    """Draw the states of an area that are not known to have it, ranked by children.

    Parameters
    ----------
    ranking : pandas.DataFrame
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
    shown = pd.DataFrame(ranking).dropna(subset=["children"]).head(most)
    ax = canvas(ax, rows=max(2.0, 0.72 * len(shown)), left=2.6)
    for y, (status, children, share) in enumerate(
        zip(shown["status"], shown["children"], shown["share"], strict=True)
    ):
        known = status == "no"
        ax.barh(
            y,
            children / 1e6,
            height=0.66,
            color=COLOURS["no"] if known else COLOURS["unknown"],
            edgecolor=COLOURS["no"] if known else COLOURS["unknown_edge"],
            hatch="" if known else UNKNOWN_HATCH,
            linewidth=0.8,
        )
        ax.text(children / 1e6, y, _amount(children, share), va="center", fontsize=8.5)
    ax.set_yticks(range(len(shown)), [_short(name) for name in shown["name"]])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    if len(shown):
        largest = shown.iloc[0]
        text = text_width(_amount(largest["children"], largest["share"]), 8.5)
        # The longest bar leaves room for its words, but for those that fit into the margin.
        taken = min(0.6, max(0.0, text - 25) / drawn_width(ax))
        ax.set_xlim(0, max(1e-3, largest["children"] / 1e6 / (1 - taken)))
    ax.set_xlabel("children aged 0-17, millions", fontsize=8.5)
    topic = topic_of(ranking)
    title, legend = _title(shown, topic), _legend(shown)
    about, source = "", ""
    if topic:
        study = topic.study
        about = f"{study.area.name}, {study.year}: "
        source = f"Source: {study.evidence_source(topic.indicator)}; {study.children_source}."
    caption(
        ax,
        title=title,
        subtitle=f"{about}children by state (share of the area's). {legend}",
        note=source,
    )
    bars = "; ".join(
        f"{row['name']} {spell(row['children'], 'children')}, {row['status']}"
        for _, row in shown.iterrows()
    )
    return describe(ax, f"{title}. {bars}.")


def _amount(children: float, share: float) -> str:
    return f" {spell(children, 'children')} ({percent(100 * share)})"


def _short(name: str) -> str:
    return name if len(name) <= 34 else f"{name[:32].rstrip()}…"


def _title(shown: pd.DataFrame, topic: Topic | None) -> str:
    has = "it"
    if topic:
        framework = topic.study.framework
        proxy = " (a proxy)" if framework.is_proxy(topic.indicator) else ""
        has = f"{framework.indicator(topic.indicator).has}{proxy}"
    if shown.empty:
        return f"No state with a number of children that is not known to have {has}"
    top = min(3, len(shown))
    names = listed([_short(n) for n in shown["name"].head(top)])
    held = shown["share"].head(top).sum()
    known = "known not" if (shown["status"] == "no").all() else "not known"
    return f"{percent(100 * held)} of the children live in {names}, {known} to have {has}"


def _legend(shown: pd.DataFrame) -> str:
    words = {"unknown": "hatched: unknown", "no": "solid: known not to have it"}
    return "; ".join(
        words[s] for s in ("unknown", "no") if (shown["status"] == s).any()
    ).capitalize()
