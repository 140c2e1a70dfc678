"""How a Member State stands among its peers: a square a state, its own with a frame around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes

from copcalc.charts.canvas import caption, rows_canvas, status_legend
from copcalc.charts.drawing import Drawing, drawn
from copcalc.charts.style import COLOURS, describe, filling, tell, tell_assumed
from copcalc.words import (
    Frame,
    Given,
    Message,
    Name,
    column_title,
    language_free,
    without_isolates,
)

_ORDER = ("yes", "no", "unknown")
_NO_STATUS = ["name", "children"]
_GAP = 0.12  # between squares, in their width


def peers_chart(peers: pd.DataFrame | Frame, *, ax: Axes | None = None) -> Axes:
    """Draw the statuses of a state's peers, one row an indicator and one square a state.

    Parameters
    ----------
    peers : pandas.DataFrame or Frame
        A profile's `peers`, or some of its rows; or any frame whose columns beside name and children are
        statuses. The squares of the study's own area are framed.
    ax : matplotlib.axes.Axes, optional, keyword-only
        Where to draw; by default a figure of its own.

    Returns
    -------
    matplotlib.axes.Axes
        The chart, with its description attached.
    """
    frame = language_free(peers)
    columns = [
        str(c) for c in frame.titles or frame.cells.columns.drop(_NO_STATUS, errors="ignore")
    ]
    columns = [column for column in columns if column in frame.cells]
    own = frame.own
    labels = [without_isolates(column_title(column, frame)) for column in columns]
    ax, places = rows_canvas(ax, labels, pitch=1.25, left=2.3)
    told, statuses = [], {}
    proxies = [_is_of_proxy(column, frame) for column in columns]
    for y, column, label, proxy in zip(places, columns, labels, proxies, strict=True):
        row = [_status(cell) for cell in frame.cells[column]]
        statuses[column] = row
        # The state itself first among those that stand as it does.
        squares = sorted(
            zip(row, own, strict=True), key=lambda each: (_ORDER.index(each[0]), not each[1])
        )
        _draw(ax, y, squares, proxy=proxy)
        counts = {status: row.count(status) for status in _ORDER}
        told.append(Message("peers-told", {"indicator": label, **counts}))
    ax.set_xlim(0, max(len(own), 1))
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    status_legend(ax, {status for row in statuses.values() for status in row}, proxies)
    title = _title(frame, statuses, own)
    kind = "" if frame.about else "_alone"
    caption(
        ax,
        title=title,
        subtitle=tell(f"peers-about{kind}", **frame.about),
        note=" ".join([tell(f"peers-note{kind}", **frame.about), *tell_assumed(frame.about)]),
    )
    describe(ax, tell("chart-described", title=title, told=told))
    return drawn(ax, Drawing("peers", frame))


def _status(cell: object) -> str:
    """Yes, no or unknown, whether or not evidence about a group tells it."""
    code = cell.key if isinstance(cell, Name) else str(cell)
    return code.rsplit("-", 1)[-1].replace(" ", "_").split("_")[0]


def _is_of_proxy(column: str, frame: Frame) -> bool:
    return column in frame.titles and frame.titles[column].id == "column-of_proxy"


def _draw(ax: Axes, y: float, squares: Sequence[tuple[str, bool]], *, proxy: bool) -> None:
    for x, (status, is_own) in enumerate(squares):
        look = {**filling(status, proxy=proxy), "linewidth": 1.2 if status == "no" else 0.5}
        ax.barh(y, 1 - _GAP, left=x + _GAP / 2, height=0.56, **look)
        if is_own:
            ax.barh(
                y,
                1,
                left=x,
                height=0.74,
                facecolor="none",
                edgecolor=COLOURS["text"],
                linewidth=2,
                zorder=4,
                clip_on=False,
            )


def _title(frame: Frame, statuses: Mapping[str, Sequence[str]], own: Sequence[bool]) -> str:
    """The finding: what most peers have, and the state has not or may not have."""
    if not any(own):
        return tell("peers-title_alone")
    place = own.index(True)
    behind: dict[str, tuple[int, str]] = {
        column: (row.count("yes"), row[place])
        for column, row in statuses.items()
        if row[place] != "yes" and 2 * row.count("yes") > len(row)
    }
    about: dict[str, Given] = dict(frame.about)
    if not behind:
        most_have = any(2 * row.count("yes") > len(row) for row in statuses.values())
        return tell("peers-title_alike" if most_have else "peers-title_nothing", **about)
    most = max(behind, key=lambda column: (behind[column][0], behind[column][1] == "no"))
    _, status = behind[most]
    about["indicator"] = column_title(most, frame)
    return tell(f"peers-title_{status}", **about)
