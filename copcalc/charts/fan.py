"""Where a pillar or the goal would be year by year, and the way that was required."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from copcalc.charts.canvas import BY_YEAR, canvas, caption, label_ends, percent_scale
from copcalc.charts.drawing import Drawing, drawn, percents_by_year, span
from copcalc.charts.sources import tell_sources
from copcalc.charts.style import COLOURS, describe, tell, tell_assumed
from copcalc.words import Frame, Given, Message, language_free, percent

_BANDS = {"projected": 0.22, "likely": 0.38}


def fan_chart(path: pd.DataFrame | Frame, *, ax: Axes | None = None) -> Axes:
    """Draw a projection as a fan that opens, beside the straight way to the target.

    The line is the median; the darker band holds what comes with even odds, the paler one what comes with
    the level of the projection. The dashed line is the required way. What was published is a dot with
    the bar of its rounding.

    Parameters
    ----------
    path : pandas.DataFrame or Frame
        Rows of `Projection.path`.
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
        return drawn(describe(ax, tell("fan-nothing")), Drawing("fan", frame))
    middle = draw_fan(ax, shares)
    start, end = shares.index[0], shares.index[-1]
    ends = shares.loc[start, ["required_low", "required_high"]]
    ax.plot([start, start], ends, color=COLOURS["observed"], linewidth=6, alpha=0.4)
    ax.plot(
        start,
        shares.at[start, "required"],
        "o",
        color=COLOURS["observed"],
        markersize=7,
        clip_on=False,
    )
    percent_scale(ax, tell(f"fan-axis_{_of(frame)}"), shares.index.tolist())
    label_ends(ax, end, _labels(shares.loc[end], middle[end], about))
    title = tell("fan-title" if about else "fan-title_alone", **about)
    kind = "_rule" if "rule" in about else "" if about else "_alone"
    subtitle = tell(f"fan-about{kind}", **about)
    caption(ax, title=title, subtitle=subtitle, note=fan_note(about))
    told = [_told(int(year), row) for year, row in shares.iterrows()]
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("fan", frame))


def draw_fan(ax: Axes, shares: pd.DataFrame) -> pd.Series:
    """Draw the median, its bands and the required way, as far as there are such columns.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The chart.
    shares : pandas.DataFrame
        Per cents by year, bounds in columns of their own.

    Returns
    -------
    pandas.Series
        The median; the middle of its bounds, where it has no value.
    """
    middle = shares["median"].fillna(shares[["median_low", "median_high"]].mean(axis=1))
    for part, strength in _BANDS.items():
        if f"{part}_low" in shares:
            low, high = shares[f"{part}_low"], shares[f"{part}_high"]
            ax.fill_between(
                shares.index, low, high, color=COLOURS["projected"], alpha=strength, lw=0
            )
    ax.plot(middle, color=COLOURS["projected"], linewidth=2.2)
    if "required" in shares:
        ax.plot(shares["required"], color=COLOURS["target"], linewidth=1.6, linestyle=(0, (4, 2)))
    return middle


def _of(frame: Frame) -> str:
    """Whether its shares are of countries or of children."""
    measured = [cell.measure for cell in frame.cells["median"] if hasattr(cell, "measure")]
    return "children" if measured and measured[0].endswith("children") else "countries"


def _labels(
    last: pd.Series, middle: float, about: Mapping[str, Given]
) -> list[tuple[float, str, str]]:
    """What stands at the end of each line: where, in which colour, and the words."""
    labels = [(middle, "projected", tell("fan-middle", share=percent(middle)))]
    if about:
        tail = percent((100 - float(str(about["level"]))) / 2)
        for end, place, most in (
            ("above", last["projected_high"], 100),
            ("below", last["projected_low"], 0),
        ):
            at_all = "_at_all" if round(place, 1) == most else ""
            labels.append(
                (place, "quiet", tell(f"fan-{end}{at_all}", share=percent(place), tail=tail))
            )
    if pd.notna(last["required"]):
        text = tell("fan-required", share=percent(last["required"]), year=int(last.name))
        labels.append((last["required"], "target", text))
    return labels


def _told(year: int, row: pd.Series) -> Message:
    given: dict[str, Given] = {
        "year": year,
        "median": span(row, "median"),
        "projected": span(row, "projected"),
    }
    if pd.isna(row["required"]):
        return Message("fan-told", given)
    return Message("fan-told_required", {**given, "required": percent(row["required"])})


def fan_note(about: Mapping[str, Given]) -> str:
    """Tell where a projection by published levels comes from, and whose pace was lent to it, if one was."""
    if not about:
        return ""
    parts = [tell_sources(str(about["source"]), "data/raw/world_counts.csv")]
    if "rule" in about or "pace" in about:
        parts.append(tell("fan-note_rule" if "rule" in about else "fan-note", **about))
    return " ".join([*parts, *tell_assumed(about)])
