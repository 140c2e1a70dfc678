"""When states adopted: a block a state above its year."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from copcalc.charts.canvas import SIZE, canvas, caption, legend
from copcalc.charts.drawing import Drawing, drawn, numbers
from copcalc.charts.sources import tell_sources
from copcalc.charts.style import COLOURS, describe, filling, tell, tell_assumed
from copcalc.words import Frame, Given, Message, language_free

_GAP = 0.14  # between blocks, in their width


def adoption_chart(states: pd.DataFrame | Frame, *, ax: Axes | None = None) -> Axes:
    """Draw the states that have it above the year since when they do, a block a state.

    A full block stands above the year in which it began or was passed, an empty one above the year from
    which it was seen, so that it may have begun before.

    Parameters
    ----------
    states : pandas.DataFrame or Frame
        Rows of `copcalc.adoption_by_state`. Those without it, or without a year, are not drawn.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached. Without rows that can be drawn nothing is.
    """
    frame = language_free(states)
    about, table = frame.about, numbers(frame)
    having = table[table["status"] == "yes"]
    dated = having.dropna(subset=["since"])
    ax = canvas(ax, rows=5.5, left=0.5)
    if dated.empty:
        return drawn(describe(ax, tell("adoption-nothing")), Drawing("adoption", frame))
    proxy = about.get("role") == "proxy"
    looks = {"dated": filling("yes", proxy=proxy), "seen": _empty(proxy)}
    is_seen = dated["since_means"] == "attested"
    counts = {
        "dated": dated[~is_seen].groupby("since").size(),
        "seen": dated[is_seen].groupby("since").size(),
    }
    below: dict[int, int] = {}
    for kind, by_year in counts.items():
        for year, count in by_year.items():
            first = below.get(int(year), 0)
            for block in range(first, first + count):
                ax.bar(int(year), 1 - _GAP, width=1 - _GAP, bottom=block, **looks[kind])
            below[int(year)] = first + count
    _axes(ax, below)
    marks = [
        Patch(label=tell(f"adoption-{kind}"), **looks[kind])
        for kind, by_year in counts.items()
        if len(by_year)
    ]
    legend(ax, marks)
    title = _title(dated["since"], about)
    kind = "" if about else "_alone"
    subtitle = tell(f"adoption-about{kind}", **about)
    caption(ax, title=title, subtitle=subtitle, note=_note(len(having) - len(dated), about))
    told = [
        Message("adoption-told", {"year": year, "states": below[year]}) for year in sorted(below)
    ]
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("adoption", frame))


def _empty(proxy: bool) -> dict[str, object]:
    edge = filling("yes", proxy=proxy)["edgecolor"]
    return {"facecolor": "white", "edgecolor": edge, "linewidth": 0.9}


def _axes(ax: Axes, counts: Mapping[int, int]) -> None:
    """Years from the first to the last, and as many states as there are in the fullest."""
    first, last = min(counts), max(counts)
    ax.set_xlim(first - 0.8, max(last, first + 6) + 0.8)
    ax.set_ylim(0, max(4, max(counts.values())) + 0.3)
    ax.xaxis.set_major_locator(MaxNLocator(7, integer=True, min_n_ticks=2))
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    ax.set_ylabel(tell("adoption-axis"), fontsize=SIZE)
    ax.grid(visible=False, axis="x")
    ax.grid(visible=True, axis="y", color=COLOURS["unknown"])


def _title(since: pd.Series, about: Mapping[str, Given]) -> str:
    """The finding: by which year half of them had it."""
    years = since.astype(int).sort_values()
    given: dict[str, Given] = {"states": len(years), "half": int(years.iloc[(len(years) - 1) // 2])}
    return tell("adoption-title" if about else "adoption-title_alone", **about, **given)


def _note(undated: int, about: Mapping[str, Given]) -> str:
    parts = [tell_sources(str(about["evidence"]))] if about else []
    if undated:
        parts.append(tell("adoption-not_drawn", states=undated))
    return " ".join([*parts, *tell_assumed(about)])
