"""Who carries a gap: the states not known to have something, by the children who live there."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from copcalc.assessment import Study, carriers
from copcalc.charts.style import COLOURS, UNKNOWN_HATCH, canvas, caption, describe
from copcalc.words import listed, percent, spell


def carriers_chart(study: Study, indicator: str, *, most: int = 15, ax: Axes | None = None) -> Axes:
    """Draw the states of an area that are not known to have it, ranked by children.

    Parameters
    ----------
    study : Study
        The question.
    indicator : str
        An indicator's id.
    most : int, keyword-only
        How many states to draw, at the most.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached. An area where all states have it gives an empty
        chart that says so.
    """
    ranking = carriers(study, indicator)
    has = study.framework.indicator(indicator).has
    shown = ranking.dropna(subset=["children"]).head(most)
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
        text = f" {spell(children, 'children')} ({percent(100 * share)})"
        ax.text(children / 1e6, y, text, va="center", fontsize=8.5)
    ax.set_yticks(range(len(shown)), [_short(name) for name in shown["name"]])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.set_xlim(0, max(1e-3, 1.28 * shown["children"].max() / 1e6) if len(shown) else 1)
    ax.set_xlabel("children aged 0-17, millions", fontsize=8.5)
    if study.framework.is_proxy(indicator):
        has = f"{has} (a proxy)"
    title = _title(study, shown, ranking, has)
    legend = _legend(shown)
    caption(
        ax,
        title=title,
        subtitle=f"{study.area.name}, {study.year}: children by state (share of the area's). {legend}",
        note=f"Source: {study.evidence_source(indicator)}; {study.children_source}.{_unweighted(ranking)}",
    )
    bars = "; ".join(
        f"{row['name']} {spell(row['children'], 'children')}, {row['status']}"
        for _, row in shown.iterrows()
    )
    return describe(ax, f"{title}. {bars}.{_unweighted(ranking)}")


def _short(name: str) -> str:
    return name if len(name) <= 34 else f"{name[:32].rstrip()}…"


def _title(study: Study, shown: pd.DataFrame, ranking: pd.DataFrame, has: str) -> str:
    if ranking.empty:
        return f"Every state of {study.area.name} had {has}"
    if shown.empty:
        return f"No number of children for the {len(ranking)} states not known to have {has}"
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


def _unweighted(ranking: pd.DataFrame) -> str:
    names = ranking.loc[ranking["children"].isna(), "name"].tolist()
    return f" Without a number of children: {', '.join(names)}." if names else ""
