"""What was projected from a stopped clock, and what came."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle

import pandas as pd
from matplotlib.axes import Axes

from copcalc.charts.canvas import BY_YEAR, canvas, caption, label_ends, percent_scale
from copcalc.charts.drawing import Drawing, drawn, percents_by_year, span
from copcalc.charts.fan import draw_fan, fan_note
from copcalc.charts.style import COLOURS, describe, tell
from copcalc.charts.timeline import timeline_note
from copcalc.words import (
    Frame,
    Given,
    Message,
    column_title,
    language_free,
    percent,
    without_isolates,
)

_PROJECTED = ("year", "required", "median", "likely", "projected")
_MARKS = {"o": "●", "s": "■", "D": "◆", "^": "▲", "v": "▼"}


def hindcast_chart(path: pd.DataFrame | Frame, *, ax: Axes | None = None) -> Axes:
    """Draw what was projected from a clock as a fan, and what was observed as marks before and after it.

    Hollow marks were known at the clock, filled ones came later. A column beside those of the projection is
    a count or an indicator, with a mark of its own.

    Parameters
    ----------
    path : pandas.DataFrame or Frame
        Rows of `Hindsight.path`.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached. Without rows nothing is drawn.
    """
    frame = language_free(path)
    about = frame.about
    shares = percents_by_year(frame)
    ax = canvas(ax, **BY_YEAR)
    if shares.empty:
        return drawn(describe(ax, tell("came-nothing")), Drawing("hindcast", frame))
    middle = draw_fan(ax, shares).dropna()
    observed = shares[[name for name in map(str, frame.cells) if _is_observed(name)]]
    clock = _clock(about, middle, observed)
    named = {name: without_isolates(column_title(name, frame)) for name in observed}
    marks = dict(zip(observed, cycle(_MARKS), strict=False))
    _draw_observed(ax, observed, clock, marks)
    percent_scale(
        ax, tell("fan-axis_countries"), list(range(shares.index[0], shares.index[-1] + 1))
    )
    came = observed[observed.index > clock]
    last = _last(came)
    label_ends(ax, shares.index[-1], [*_labels(middle, shares), *_outcomes(last, marks)])
    kind = _kind(about, middle)
    ends = [
        Message("came-ended", {"share": percent(share), "year": year})
        for year, share in last.values()
    ]
    title = tell(f"came-title{kind}", **{**about, "ends": ends, "counts": len(ends)})
    marked = [f"{_MARKS[mark]}\N{NO-BREAK SPACE}{named[name]}" for name, mark in marks.items()]
    subtitle = tell(
        f"came-about{_ABOUT.get(kind, kind)}", **{**about, "clock": clock, "marks": marked}
    )
    note = timeline_note(about) if "indicator" in about else fan_note(about)
    caption(ax, title=title, subtitle=subtitle, note=note)
    told = _told(shares, came, named)
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("hindcast", frame))


_ABOUT = {"_proxy": "_indicator"}


def _kind(about: Mapping[str, Given], middle: pd.Series) -> str:
    """What its title and the words below it speak of."""
    if not about:
        return "_alone"
    if middle.empty:
        return "_counts"
    if "indicator" in about:
        return "_proxy" if about["role"] == "proxy" else "_indicator"
    return ""


def _is_observed(column: str) -> bool:
    """Whether a column holds what was observed, and neither what was projected nor bounds."""
    ends = ("_low", "_high")
    return column not in _PROJECTED and not column.endswith(ends)


def _clock(about: Mapping[str, Given], middle: pd.Series, observed: pd.DataFrame) -> int:
    """When the clock stopped: as the frame tells, else where the projection begins."""
    if "clock" in about:
        return int(str(about["clock"]))
    return int(middle.index[0] if len(middle) else observed.index[-1])


def _draw_observed(ax: Axes, observed: pd.DataFrame, clock: int, marks: Mapping[str, str]) -> None:
    """A mark a year: hollow up to the clock, filled after it."""
    colour = COLOURS["observed"]
    ax.axvline(clock, color=COLOURS["gap"], linewidth=0.8, linestyle=":")
    for name, mark in marks.items():
        seen = observed[name].dropna()
        known, came = seen[seen.index <= clock], seen[seen.index > clock]
        ax.plot(known, mark, color=colour, markersize=6, markerfacecolor="white", clip_on=False)
        ax.plot(came, mark, color=colour, markersize=7.5, clip_on=False)


def _last(came: pd.DataFrame) -> dict[str, tuple[int, float]]:
    """The last outcome of each count: its year, and the per cent."""
    seen = {str(name): column.dropna() for name, column in came.items()}
    return {name: (int(each.index[-1]), each.iloc[-1]) for name, each in seen.items() if len(each)}


def _outcomes(
    last: Mapping[str, tuple[int, float]], marks: Mapping[str, str]
) -> list[tuple[float, str, str]]:
    """The last outcomes, for the right end."""
    return [
        (
            share,
            "observed",
            tell("came-end", mark=_MARKS[marks[name]], share=percent(share), year=year),
        )
        for name, (year, share) in last.items()
    ]


def _labels(middle: pd.Series, shares: pd.DataFrame) -> list[tuple[float, str, str]]:
    """What stands at the end of each line: where, in which colour, and the words."""
    labels = []
    if len(middle):
        last = middle.iloc[-1]
        text = tell("came-middle", share=percent(last), year=int(middle.index[-1]))
        labels.append((last, "projected", text))
    required = shares["required"].dropna() if "required" in shares else middle[:0]
    if len(required):
        share = required.iloc[-1]
        text = tell("fan-required", share=percent(share), year=int(required.index[-1]))
        labels.append((share, "target", text))
    return labels


def _told(
    shares: pd.DataFrame, came: pd.DataFrame, named: Mapping[str, str]
) -> list[Message | str]:
    """What came, with what was projected for that year."""
    told: list[Message | str] = []
    for name, column in came.items():
        for year, share in column.dropna().items():
            given: dict[str, Given] = {
                "year": int(year),
                "count": named[str(name)],
                "observed": percent(share),
            }
            row = shares.loc[year]
            kind = "told_alone" if pd.isna(row["projected_low"]) else "told"
            if kind == "told":
                given |= {part: span(row, part) for part in ("median", "projected")}
            told.append(Message(f"came-{kind}", given))
    return told
