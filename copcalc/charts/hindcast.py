"""What was projected from a stopped clock, and what came."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle

import pandas as pd
from matplotlib.axes import Axes

from copcalc.charts.drawing import Drawing, drawn
from copcalc.charts.fan import LEFT, ROWS, draw_fan
from copcalc.charts.style import (
    COLOURS,
    canvas,
    caption,
    describe,
    label_ends,
    percent_scale,
    tell,
)
from copcalc.words import (
    Frame,
    Given,
    Message,
    code_in_words,
    column_title,
    language_free,
    percent,
    spell,
    without_isolates,
    write_range,
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
    shares = frame.numbers().astype(float).set_index("year")
    shares.index = shares.index.astype(int)
    shares *= 100
    ax = canvas(ax, rows=ROWS, left=LEFT)
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
    label_ends(ax, shares.index[-1], [*_labels(middle, shares), *_outcomes(came, marks)])
    kind = _kind(about, middle)
    ends = [Message("came-ended", given) for given in _ends(came).values()]
    title = tell(f"came-title{kind}", **{**about, "ends": ends, "counts": len(ends)})
    marked = [f"{_MARKS[mark]}\N{NO-BREAK SPACE}{named[name]}" for name, mark in marks.items()]
    subtitle = tell(
        f"came-about{_ABOUT.get(kind, kind)}", **{**about, "clock": clock, "marks": marked}
    )
    caption(ax, title=title, subtitle=subtitle, note=_note(about))
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
        ax.plot(known, mark, color=colour, markersize=6, markerfacecolor="white")
        ax.plot(came, mark, color=colour, markersize=7.5)


def _ends(came: pd.DataFrame) -> dict[str, dict[str, Given]]:
    """The last outcome of each count."""
    last = {str(name): column.dropna().tail(1) for name, column in came.items()}
    return {
        name: {"share": percent(each.iloc[0]), "year": int(each.index[0])}
        for name, each in last.items()
        if len(each)
    }


def _outcomes(came: pd.DataFrame, marks: Mapping[str, str]) -> list[tuple[float, str, str]]:
    """The last outcome of each count, for the right end."""
    return [
        (
            came.at[given["year"], name],
            "observed",
            tell("came-end", mark=_MARKS[marks[name]], **given),
        )
        for name, given in _ends(came).items()
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
                given |= {part: _span(row, part) for part in ("median", "projected")}
            told.append(Message(f"came-{kind}", given))
    return told


def _span(row: pd.Series, part: str) -> str:
    low, high = (spell(row[f"{part}_{end}"], "share_of_countries") for end in ("low", "high"))
    return low if low == high else write_range(low, high)


def _note(about: Mapping[str, Given]) -> str:
    if not about:
        return ""
    if "indicator" in about:
        sources = [code_in_words("source", str(about["evidence_worldwide"]))]
        parts = [tell("chart-source", sources=sources), tell("timeline-note", **about)]
    else:
        sources = [str(about["source"]), "data/raw/world_counts.csv"]
        parts = [tell("chart-source", sources=sources)]
        parts += [tell("fan-note", **about)] if "pace" in about else []
    if about["assumed"]:
        parts.append(tell("chart-assumed", **about))
    return " ".join(parts)
