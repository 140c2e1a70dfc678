"""Which declared rule can have combined the pillars into the goal's published baseline."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from copcalc.assessment import topic_of
from copcalc.charts.style import (
    COLOURS,
    between,
    canvas,
    caption,
    describe,
    name_rows,
    percent_axis,
    tell,
)
from copcalc.words import (
    Given,
    Message,
    code_in_words,
    codes_in_words,
    percent,
    spell,
    write_range,
)


def rules_chart(rules: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each rule's interval at the published baselines against the published result.

    Parameters
    ----------
    rules : pandas.DataFrame
        Rows of `GoalAssessment.to_frame`, from top to bottom; of the row "published" the band is drawn.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached.
    """
    topic, table = topic_of(rules), pd.DataFrame(rules)
    published = table[table.index == "published"]
    frame = table.drop(index=published.index)
    frame["rule"] = codes_in_words(frame[["rule"]], topic)["rule"]
    ax = canvas(ax, rows=len(frame) * 1.15, left=2.75)
    for each in published.itertuples():
        low, high = 100 * each.at_baseline_low, 100 * each.at_baseline_high
        ax.axvspan(low, high, color=COLOURS["observed"], alpha=0.25, lw=0)
        ax.axvline(100 * each.at_baseline, color=COLOURS["observed"], linewidth=1)
    told = []
    for y, row in enumerate(frame.itertuples()):
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
            between(ax, (low + high) / 2, words, 8.5),
            y - 0.28,
            words,
            ha="center",
            fontsize=8.5,
            color=COLOURS["text"] if possible else COLOURS["quiet"],
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )
        given: dict[str, Given] = {"rule": row.rule, "span": span, "verdict": verdict}
        told.append(Message("rules-told", given))
    name_rows(ax, frame["rule"].tolist())
    ax.set_ylim(len(frame) - 0.5, -0.7)
    percent_axis(ax, tell("rules-axis"))
    left = frame.loc[frame["baseline_verdict"] != "ruled out", "rule"].tolist()
    printed = "".join(percent(100 * value) for value in published["at_baseline"])
    title = tell(
        "rules-title" if printed else "rules-title_alone",
        left=len(left),
        declared=len(frame),
        printed=printed,
    )
    about = tell("rules-about_alone")
    notes = [tell("rules-note"), *([tell("rules-note_band", printed=printed)] if printed else [])]
    if topic:
        about = tell("rules-about", year=topic.study.year)
        notes = [tell("chart-source", sources=[topic.study.framework.source.citation]), *notes]
    caption(ax, title=title, subtitle=about, note=" ".join(notes))
    return describe(ax, tell("rules-described", title=title, names=left, told=told))


def _short(number: float) -> str:
    return spell(number, "share_of_children")
