"""One look for all charts: colours with one meaning each, a title that states the finding."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.axes import Axes

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "observed": "#0B5C8A",
        "group": "#5B9BC4",
        "target": "#B3430A",
        "gap": "#6B7280",
        "no": "#7C2D5E",
        "unknown": "#E5E7EB",
        "unknown_edge": "#6B7280",
        "proxy": "#4D7C2B",
        "text": "#111827",
        "quiet": "#4B5563",
    }
)
"""One meaning a colour: observed (published, or evidence by name), group (evidence about groups), target,
gap, no (known not to have it), unknown (pale and hatched), proxy."""

UNKNOWN_HATCH = "////"
WIDTH = 8.0
_HEAD, _FOOT = 0.72, 0.88  # inches for title and subtitle above, axis and note below


def house_style() -> None:
    """Use the house style from here on, in this process."""
    with resources.as_file(resources.files("copcalc") / "charts" / "house.mplstyle") as style:
        # From the defaults, so that a style of the user's own does not show.
        mpl.style.use(["default", style])


def canvas(ax: Axes | None, *, rows: float, left: float = 2.3) -> Axes:
    """Give the Axes to draw on: the one passed, or one of a new figure of the right height.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or None
        Axes to draw on instead of a new figure.
    rows : float, keyword-only
        Height of the drawing area, in rows of 0.42 inch.
    left : float, keyword-only
        Room for labels left of the axis, inches.

    Returns
    -------
    matplotlib.axes.Axes
        Where to draw.
    """
    if ax is not None:
        return ax
    house_style()
    height = _HEAD + rows * 0.42 + _FOOT
    figure = plt.figure(figsize=(WIDTH, height))
    # Fixed margins in inches: faster than a tight bounding box, and the same on every machine.
    return figure.add_axes(
        (left / WIDTH, _FOOT / height, (WIDTH - left - 0.45) / WIDTH, rows * 0.42 / height)
    )


def caption(ax: Axes, *, title: str, subtitle: str, note: str) -> None:
    """Write the finding above a chart and its source below.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The chart; its figure gets the words.
    title : str, keyword-only
        What the chart shows, as a statement.
    subtitle : str, keyword-only
        What is drawn, and in which unit.
    note : str, keyword-only
        Source and reservations.
    """
    figure = ax.figure.get_figure(root=True)
    assert figure is not None
    height = figure.get_figheight()
    lines = textwrap.wrap(title, 78)
    if len(lines) > 1:  # a second line of title takes its room from above the drawing
        extra = 0.24 * (len(lines) - 1)
        for axes in figure.axes:
            box = axes.get_position()
            axes.set_position(
                (
                    box.x0,
                    box.y0 * height / (height + extra),
                    box.width,
                    box.height * height / (height + extra),
                )
            )
        height += extra
        figure.set_figheight(height)
    figure.text(
        0.1 / WIDTH, 1 - 0.12 / height, "\n".join(lines), va="top", fontsize=12.5, weight="bold"
    )
    figure.text(
        0.1 / WIDTH,
        1 - (0.12 + 0.25 * len(lines)) / height,
        subtitle,
        va="top",
        fontsize=9.5,
        color=COLOURS["quiet"],
    )
    figure.text(
        0.1 / WIDTH, 0.1 / height, textwrap.fill(note, 136), fontsize=7.5, color=COLOURS["quiet"]
    )


def describe(ax: Axes, words: str) -> Axes:
    """Attach a description in words, for those who can't see the chart; return the Axes."""
    ax.set_gid(words)
    return ax


def description(ax: Axes) -> str:
    """Return the description that a chart carries, or an empty text."""
    return ax.get_gid() or ""


def percent_axis(ax: Axes, label: str) -> None:
    """Make the x axis one of per cents from 0 to 100."""
    ax.set_xlim(0, 100)
    ax.set_xticks(range(0, 101, 20), [f"{x}\N{NO-BREAK SPACE}%" for x in range(0, 101, 20)])
    ax.set_xlabel(label, fontsize=8.5)
