"""Who has it by when: what is known of each year, and what may come."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from copcalc.charts.canvas import BY_YEAR, canvas, caption, label_ends, percent_scale
from copcalc.charts.drawing import Drawing, drawn, percents_by_year
from copcalc.charts.sources import tell_sources
from copcalc.charts.style import COLOURS, describe, filling, tell, tell_assumed
from copcalc.words import (
    Frame,
    Given,
    Message,
    language_free,
    percent,
    percents,
)


def timeline_chart(timeline: pd.DataFrame | Frame, *, ax: Axes | None = None) -> Axes:
    """Draw which share of countries is known to have it year by year, and the fan of what may come.

    What is known to have it is a filled area, what is unknown hatched above it. From the last known year on
    the projection opens: one fan where all is known, else what lies between "none of the unknown had it"
    and "all of them had".

    Parameters
    ----------
    timeline : pandas.DataFrame or Frame
        Rows of `IndicatorProjection.timeline`.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached. Without rows nothing is drawn.
    """
    frame = language_free(timeline)
    about = frame.about
    shares = percents_by_year(frame)
    ax = canvas(ax, **BY_YEAR)
    known = shares[["known_low", "known_high"]].dropna()
    ahead = shares[["median_low", "median_high", "projected_low", "projected_high"]].dropna()
    if known.empty:
        return drawn(describe(ax, tell("timeline-nothing")), Drawing("timeline", frame))
    proxy = about.get("role") == "proxy"
    _draw_known(ax, known, COLOURS["proxy" if proxy else "observed"])
    is_open = known["known_low"].iloc[-1] < known["known_high"].iloc[-1]
    if not ahead.empty:
        _draw_ahead(ax, ahead, is_open)
    years = shares.index.tolist()
    percent_scale(ax, tell("timeline-axis"), list(range(years[0] - 1, years[-1] + 1)))
    label_ends(ax, years[-1], _labels(ahead if len(ahead) else known, is_open))
    kind = "" if ahead.empty else "_open" if is_open else "_ahead"
    title = tell(
        f"timeline-title{kind}{'' if about else '_alone'}", **about, **_spans(known, ahead)
    )
    parts = [Message(f"timeline-{'proxy' if proxy else 'known'}")]
    parts += (
        [Message("timeline-unknown")] if (known["known_low"] < known["known_high"]).any() else []
    )
    parts += [Message("timeline-without")] if (known["known_high"] < 100).any() else []
    parts += (
        []
        if ahead.empty
        else [Message("timeline-ahead_open" if is_open else "timeline-ahead", about)]
    )
    subtitle = tell("timeline-about" if about else "timeline-about_alone", **about, parts=parts)
    caption(ax, title=title, subtitle=subtitle, note=timeline_note(about))
    told = [_told(year, row) for year, row in _chosen(shares).iterrows()]
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("timeline", frame))


def _draw_known(ax: Axes, known: pd.DataFrame, colour: str) -> None:
    """A step a year, up to its end, of which the statuses are."""
    years = [known.index[0] - 1, *known.index]
    low, high = (np.append(part[:1], part) for part in known.to_numpy().T)
    ax.fill_between(years, 0, low, step="pre", color=colour, alpha=0.85, lw=0)
    ax.fill_between(
        years,
        low,
        high,
        step="pre",
        **(filling("unknown") | {"linewidth": 0}),
    )


def _draw_ahead(ax: Axes, ahead: pd.DataFrame, is_open: bool) -> None:
    colour = COLOURS["projected"]
    low, high = ahead["projected_low"], ahead["projected_high"]
    ax.fill_between(ahead.index, low, high, color=colour, alpha=0.22, lw=0)
    for bound in ("low", "high") if is_open else ("low",):
        ax.plot(
            ahead[f"median_{bound}"], color=colour, linewidth=2, linestyle="--" if is_open else "-"
        )


def _labels(rows: pd.DataFrame, is_open: bool) -> list[tuple[float, str, str]]:
    """What stands at the right end: where, in which colour, and the words."""
    last = rows.iloc[-1]
    if "median_low" not in rows:
        ends = {"low": last["known_low"], "high": last["known_high"]}
        colour = "observed"
    else:
        ends = {"low": last["median_low"], "high": last["median_high"]}
        colour = "projected"
    if not is_open:
        return [(ends["low"], colour, percent(ends["low"]))]
    return [
        (place, colour, tell(f"timeline-end_{bound}", share=percent(place)))
        for bound, place in ends.items()
    ]


def _spans(known: pd.DataFrame, ahead: pd.DataFrame) -> dict[str, Given]:
    given: dict[str, Given] = {
        "known": _shares(known.iloc[-1], "known"),
        "last": int(known.index[-1]),
    }
    if len(ahead):
        last = ahead.iloc[-1]
        given["ahead"] = int(ahead.index[-1])
        given |= {part: _shares(last, part) for part in ("median", "projected")}
    return given


def _shares(row: pd.Series, part: str) -> str:
    return percents(row[f"{part}_low"], row[f"{part}_high"])


def _chosen(shares: pd.DataFrame) -> pd.DataFrame:
    """Some years of many, the first, the last known and the last among them."""
    every = max(1, round(len(shares) / 8))
    return shares[(shares.index[-1] - shares.index) % every == 0]


def _told(year: int, row: pd.Series) -> Message:
    part = "known" if pd.notna(row["known_low"]) else "projected"
    return Message(f"timeline-told_{part}", {"year": int(year), "share": _shares(row, part)})


def timeline_note(about: Mapping[str, Given]) -> str:
    """Tell where a projection by the evidence comes from."""
    if not about:
        return ""
    sources = tell_sources(str(about["evidence_worldwide"]))
    parts = [sources, tell("timeline-note", **about)]
    return " ".join([*parts, *tell_assumed(about, is_worldwide=True)])
