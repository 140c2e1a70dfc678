"""Which declared rule can have combined the pillars into the goal's published baseline."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from copcalc.charts.canvas import PAPER, SIZE, between, caption, percent_axis, rows_canvas
from copcalc.charts.drawing import Drawing, drawn, numbers
from copcalc.charts.sources import tell_sources
from copcalc.charts.style import COLOURS, describe, tell
from copcalc.words import (
    Frame,
    Given,
    Message,
    code_in_words,
    language_free,
    percent,
    spell,
    write_range,
)


def rules_chart(rules: pd.DataFrame | Frame, *, ax: Axes | None = None) -> Axes:
    """Draw each rule's interval at the published baselines against the published result.

    Parameters
    ----------
    rules : pandas.DataFrame or Frame
        Rows of `GoalAssessment.to_frame`, from top to bottom; of the row "published" the band is drawn.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached.
    """
    frame = language_free(rules)
    table = numbers(frame, "rule")
    published = table[table.index == "published"]
    declared = table.drop(index=published.index)
    names = declared["rule"].tolist()
    ax, places = rows_canvas(ax, names, pitch=1.15, left=2.2, reach=(0.7, 0.35))
    for each in published.itertuples():
        low, high = 100 * each.at_baseline_low, 100 * each.at_baseline_high
        ax.axvspan(low, high, color=COLOURS["observed"], alpha=0.25, lw=0)
        ax.axvline(100 * each.at_baseline, color=COLOURS["observed"], linewidth=1)
    told = []
    for y, row in zip(places, declared.itertuples(), strict=True):
        possible = row.baseline_verdict != "ruled out"
        colour = COLOURS["observed"] if possible else COLOURS["gap"]
        low, high = 100 * row.at_baseline_low, 100 * row.at_baseline_high
        ax.plot(
            [low, high],
            [y, y],
            color=colour,
            linewidth=5,
            solid_capstyle="butt",
        )
        ax.plot([low, high], [y, y], "|", color=colour, markersize=12, mew=1.5)
        span = write_range(_short(low), _short(high))
        verdict = code_in_words("baseline_verdict", row.baseline_verdict)
        words = tell("rules-span", span=span, verdict=verdict)
        ax.text(
            between(ax, (low + high) / 2, words, SIZE),
            y - 0.28,
            words,
            ha="center",
            fontsize=SIZE,
            color=COLOURS["text"] if possible else COLOURS["quiet"],
            bbox=dict(PAPER),
        )
        given: dict[str, Given] = {"rule": row.rule, "span": span, "verdict": verdict}
        told.append(Message("rules-told", given))
    percent_axis(ax, tell("rules-axis"))
    left = declared.loc[declared["baseline_verdict"] != "ruled out", "rule"].tolist()
    printed = "".join(percent(100 * value) for value in published["at_baseline"])
    title = tell(
        "rules-title" if printed else "rules-title_alone",
        left=len(left),
        declared=len(declared),
        printed=printed,
    )
    about = tell("rules-about_alone")
    notes = [tell("rules-note"), *([tell("rules-note_band", printed=printed)] if printed else [])]
    if frame.about:
        about = tell("rules-about", **frame.about)
        notes = [tell_sources(str(frame.about["source"])), *notes]
    caption(ax, title=title, subtitle=about, note=" ".join(notes))
    describe(ax, tell("rules-described", title=title, names=left, told=told))
    return drawn(ax, Drawing("rules", frame))


def _short(number: float) -> str:
    return spell(number, "share_of_children")
