"""When states adopted: a block a state above its year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from copcalc.charts.canvas import SIZE, canvas, caption, drawn_width, figure_of, legend
from copcalc.charts.drawing import Drawing, drawn, numbers
from copcalc.charts.sources import tell_sources
from copcalc.charts.style import COLOURS, describe, filling, tell, tell_assumed
from copcalc.words import Frame, Given, Message, language_free

_GAP = 0.14  # between columns, in the width of one
_FEW = 4  # states of which half says nothing
_TICK = 42  # points that a year needs on the axis


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
    is_seen = dated["since_means"] == "attested"
    counts = {
        "dated": dated[~is_seen].groupby("since").size(),
        "seen": dated[is_seen].groupby("since").size(),
    }
    _axes(ax, dated["since"].astype(int))
    looks = _looks(ax, proxy=proxy)
    below: dict[int, int] = {}
    for kind, by_year in counts.items():
        blocks = []
        for year, count in by_year.items():
            first = below.get(int(year), 0)
            below[int(year)] = first + count
            blocks += [(int(year), block) for block in range(first, first + count)]
        if blocks:
            years, bottoms = zip(*blocks, strict=True)
            ax.bar(years, 1, width=1 - _GAP, bottom=bottoms, **looks[kind])
    marks = [
        Patch(label=tell(f"adoption-{kind}"), **looks[kind])
        for kind, by_year in counts.items()
        if len(by_year)
    ]
    legend(ax, marks)
    title = _title(dated["since"], about)
    kind = ("_proxy" if proxy else "") if about else "_alone"
    subtitle = tell(f"adoption-about{kind}", **about)
    caption(ax, title=title, subtitle=subtitle, note=_note(len(having) - len(dated), about))
    seen = counts["seen"]
    told = [
        Message("adoption-told", {"year": y, "states": below[y], "seen": int(seen.get(y, 0))})
        for y in sorted(below)
    ]
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("adoption", frame))


def _looks(ax: Axes, *, proxy: bool) -> dict[str, dict[str, Any]]:
    """Full and empty blocks, with lines between them that leave something of the smallest block."""
    full = filling("yes", proxy=proxy)
    low, high = ax.get_ylim()
    line = min(1.0, 0.12 * 72 * ax.bbox.height / figure_of(ax).dpi / (high - low))
    return {
        "dated": {**full, "edgecolor": "white", "linewidth": line},
        "seen": {**full, "facecolor": "white", "linewidth": line},
    }


def _axes(ax: Axes, since: pd.Series) -> None:
    """Years from the first to the last, and as many states as there are in the fullest."""
    first, last = int(since.min()), int(since.max())
    ax.set_xlim(first - 0.8, max(last, first + 6) + 0.8)
    ax.set_ylim(0, max(4, int(since.value_counts().max())) + 0.3)
    ticks = max(2, min(7, int(drawn_width(ax) / _TICK)))
    ax.xaxis.set_major_locator(MaxNLocator(ticks, integer=True, min_n_ticks=2))
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    ax.set_ylabel(tell("adoption-axis"), fontsize=SIZE)
    ax.grid(visible=False, axis="x")
    ax.grid(visible=True, axis="y", color=COLOURS["unknown"])


def _title(since: pd.Series, about: Mapping[str, Given]) -> str:
    """The finding: by which year half of them had it; of few states, how many there are."""
    years = since.astype(int).sort_values()
    given: dict[str, Given] = {"states": len(years), "half": int(years.iloc[(len(years) - 1) // 2])}
    kind = ("_few" if len(years) < _FEW else "") + ("" if about else "_alone")
    return tell(f"adoption-title{kind}", **about, **given)


def _note(undated: int, about: Mapping[str, Given]) -> str:
    parts = [tell_sources(str(about["evidence"]))] if about else []
    if undated:
        parts.append(tell("adoption-not_drawn", states=undated))
    return " ".join([*parts, *tell_assumed(about)])
