"""One look for all charts: colours with one meaning each, a title that states the finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from copcalc.words import Given, Message, percent, say, without_isolates

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
        "projected": "#6B3FA0",
        "text": "#111827",
        "quiet": "#4B5563",
    }
)
"""One meaning a colour: observed (published, or evidence by name), group (evidence about groups), target,
gap, no (known not to have it), unknown (pale and hatched), proxy, projected."""

UNKNOWN_HATCH = "////"
WIDTH = 8.0
BY_YEAR: Mapping[str, float] = MappingProxyType({"rows": 8.5, "left": 0.85})
"""Size of a chart whose axis are years, for `canvas`."""
_ROW, _MARGIN = 0.42, 0.1  # inches
_OWN = "copcalc"
_LINE = 1.25  # height of a line of text, in its size
_NARROW = 300  # points
_LABELS = 0.3  # part of the width that labels at the ends of lines take


def house_style() -> None:
    """Use the house style from here on, in this process."""
    # From the defaults, so that a style of the user's own does not show.
    mpl.style.use("default")
    mpl.rcParams.update(_house())


@cache
def _house() -> mpl.RcParams:
    """What the house style sets."""
    with resources.as_file(resources.files("copcalc") / "charts" / "house.mplstyle") as style:
        return mpl.rc_params_from_file(style, use_default_template=False)


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
        return _quiet(ax)
    house_style()
    # Fixed margins in inches: faster than a tight bounding box, and the same on every machine.
    figure = plt.figure(figsize=(WIDTH, rows * _ROW))
    return figure.add_axes((left / WIDTH, 0, (WIDTH - left - 0.45) / WIDTH, 1), label=_OWN)


def _quiet(ax: Axes) -> Axes:
    """Make Axes that were passed look like the house's, whatever style they were made in."""
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.set_axisbelow(True)
    house = _house()
    ax.grid(visible=True, axis="x", color=house["grid.color"], linewidth=house["grid.linewidth"])
    ax.tick_params(axis="y", length=0)
    ax.tick_params(labelsize=9 if _room(ax) > _NARROW else 8)
    return ax


def caption(ax: Axes, *, title: str, subtitle: str, note: str) -> None:
    """Write the finding above a chart and its source below, when all else is drawn.

    The words belong to the Axes. A figure of the chart's own is made as high as they need; in a figure that
    was passed they take the width of their Axes, and a figure without a layout engine gets the
    constrained one, which leaves them the room.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The chart.
    title : str, keyword-only
        What the chart shows, as a statement.
    subtitle : str, keyword-only
        What is drawn, and in which unit.
    note : str, keyword-only
        Source and reservations.
    """
    own, figure = ax.get_label() == _OWN, figure_of(ax)
    if not own and figure.get_layout_engine() is None:
        figure.set_layout_engine("constrained")
    room = _room(ax)
    large = 12.5 if room > 500 else 10.5 if room > _NARROW else 9
    small, tiny = 0.76 * large, max(6.0, 0.6 * large)
    told = _wrapped(subtitle, room, small)
    heading = _wrapped(title, room, large, "bold")
    # Hinting widens small letters.
    foot = _wrapped(note, room if own else 0.92 * room, tiny)
    above, below = 11 + _height(told, small), -6 - _below(ax)
    left = _left_of(ax)
    _write(ax, heading, (-left, above), large, weight="bold", color=COLOURS["text"])
    _write(ax, told, (-left, 8), small, color=COLOURS["quiet"])
    _write(ax, foot, (-left, below), tiny, color=COLOURS["quiet"])
    if own:
        head = (above + _height(heading, large)) / 72 + _MARGIN
        _make_room(ax, head, (_height(foot, tiny) - below) / 72 + _MARGIN)


def _write(ax: Axes, text: str, offset: tuple[float, float], size: float, **style: Any) -> None:
    """Write so many points from the upper left corner of the drawing, or down from the lower one."""
    is_above = offset[1] > 0
    ax.annotate(
        text,
        (0, 1) if is_above else (0, 0),
        offset,
        xycoords="axes fraction",
        textcoords="offset points",
        va="bottom" if is_above else "top",
        fontsize=size,
        linespacing=_LINE,
        annotation_clip=False,
        **style,
    )


def figure_of(ax: Axes) -> Figure:
    """Return the whole figure that a chart stands on."""
    figure = ax.figure.get_figure(root=True)
    assert figure is not None  # Axes that are drawn on belong to one
    return figure


def _make_room(ax: Axes, head: float, foot: float) -> None:
    """Make a chart's own figure higher, by inches above and below the drawing."""
    figure = figure_of(ax)
    drawn = figure.get_figheight()
    height = head + drawn + foot
    figure.set_figheight(height)
    box = ax.get_position()
    ax.set_position((box.x0, foot / height, box.width, drawn / height))


def _left_of(ax: Axes) -> float:
    """How far labels reach out to the left of the drawing, in points; to the margin of an own figure."""
    if ax.get_label() == _OWN:
        return 72 * (float(ax.get_position().x0) * WIDTH - _MARGIN)
    box = ax.yaxis.get_tightbbox()
    return max(0.0, ax.bbox.x0 - box.x0) * 72 / figure_of(ax).dpi if box else 0.0


def _below(ax: Axes) -> float:
    """How far the horizontal axis and its label reach down, in points."""
    box = ax.xaxis.get_tightbbox()
    return max(0.0, ax.bbox.y0 - box.y0) * 72 / figure_of(ax).dpi if box else 0.0


def _room(ax: Axes) -> float:
    """Width for the words of a chart, in points: its part of the figure, less what hinting may add."""
    part, spec = 1.0, ax.get_subplotspec()
    if spec is not None:
        part = len(spec.colspan) / spec.get_gridspec().ncols
    elif ax.get_label() != _OWN:
        part = ax.get_position().width
    return 0.95 * 72 * (figure_of(ax).get_figwidth() * part - 2 * _MARGIN)


def drawn_width(ax: Axes) -> float:
    """Width of the drawing itself, in points, when its labels are set."""
    return (
        ax.get_position().width * 72 * WIDTH if ax.get_label() == _OWN else _room(ax) - _left_of(ax)
    )


def name_rows(ax: Axes, names: Sequence[str], weight: str = "normal") -> None:
    """Name the rows of a chart on its left, in as many lines as they need there."""
    size, room = 9.5, 72 * (float(ax.get_position().x0) * WIDTH - _MARGIN) - 6
    if ax.get_label() != _OWN:
        size = 9 if _room(ax) > _NARROW else 8
        room = 0.34 * _room(ax)
    ax.set_yticks(range(len(names)), [_wrapped(name, room, size, weight) for name in names])


def between(ax: Axes, place: float, text: str, size: float) -> float:
    """Move the middle of a text on an axis of per cents as far as it has to, to end inside the drawing."""
    half = 50 * text_width(text, size) / drawn_width(ax)
    return min(max(place, half), 100 - half)


def _height(text: str, size: float) -> float:
    return size * _LINE * (text.count("\n") + 1) if text else 0.0


def _wrapped(text: str, room: float, size: float, weight: str = "normal") -> str:
    """Break a text into lines of a width in points."""
    lines, used = [""], 0.0
    space = text_width(" ", size, weight)
    for word in text.split(" "):
        width = text_width(word, size, weight)
        if lines[-1] and used + space + width > room:
            lines.append(word)
            used = width
        else:
            used += space + width if lines[-1] else width
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return "\n".join(lines)


@cache
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Width of a text in the house's typeface, in points."""
    face = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(text, face, ismath=False)[0])


def describe(ax: Axes, words: str) -> Axes:
    """Attach a description in words, for those who can't see the chart; return the Axes."""
    ax.set_gid(words)
    return ax


def description(ax: Axes) -> str:
    """Return the description that a chart carries, or an empty text."""
    return ax.get_gid() or ""


def tell(message: str, **given: Given) -> str:
    """Put a message into words that can be drawn: without marks that no typeface has."""
    return without_isolates(say(Message(message, given)))


def tell_assumed(about: Mapping[str, Given]) -> list[str]:
    """Put what a study assumes beside the usual into words, for a chart's note; nothing where it assumes nothing."""
    return [tell("chart-assumed", **about)] if about.get("assumed") else []


def percent_scale(ax: Axes, label: str, years: Sequence[int]) -> None:
    """Make the y axis one of per cents from 0 to 100, and the x axis one of calendar years.

    Right of the last year there is room for labels.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The chart.
    label : str
        What the per cents are of.
    years : sequence of int
        Every year, rising.
    """
    ax.set_ylim(0, 100)
    ax.set_yticks(range(0, 101, 20), [percent(y) for y in range(0, 101, 20)])
    ax.set_ylabel(label, fontsize=8.5)
    ax.grid(visible=False, axis="x")
    ax.grid(visible=True, axis="y")
    span = max(years[-1] - years[0], 1)
    ax.set_xlim(years[0] - 0.02 * span, years[-1] + span * _LABELS / (1 - _LABELS))
    every = max(1, round(span / 7))
    named = [year for year in years if (years[-1] - year) % every == 0]
    ax.set_xticks(named, [str(year) for year in named])


def label_ends(ax: Axes, year: float, labels: Sequence[tuple[float, str, str]]) -> None:
    """Label lines on an axis of per cents where they end, one label above the other.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The chart, its years laid out by `percent_scale`.
    year : float
        Where the lines end.
    labels : sequence of (float, str, str)
        Of each the place in per cent, the key of its colour, and its words.
    """
    height = 72 * ax.bbox.height / figure_of(ax).dpi
    size = 8.5 if _room(ax) > _NARROW else 7
    places = apart([place for place, *_ in labels], 100 * 1.35 * size / height)
    for place, (_, colour, text) in zip(places, labels, strict=True):
        ax.annotate(
            text,
            (year, place),
            (6, 0),
            textcoords="offset points",
            va="center",
            fontsize=size,
            color=COLOURS[colour],
            annotation_clip=False,
        )


def apart(places: Sequence[float], least: float, *, top: float = 100) -> list[float]:
    """Move labels on a vertical axis as far as they have to, to stand so far from each other.

    Parameters
    ----------
    places : sequence of float
        Where they would stand, in any order.
    least : float
        Distance that each needs from the next.
    top : float, keyword-only
        Where the highest may stand.

    Returns
    -------
    list of float
        Where they stand, in the order given: those that are higher stay higher, as low as 0 if they can.

    Examples
    --------
    >>> apart([90, 88, 20], 6), apart([1, 2], 6)
    ([90, 84, 20], [0, 6])
    """
    moved = list(places)
    order = sorted(range(len(moved)), key=lambda i: -moved[i])
    above = top + least
    for i in order:
        above = moved[i] = min(moved[i], above - least)
    # What was moved below the axis comes back up, as far as there is room above it.
    below = -least
    for i in reversed(order):
        if moved[i] < below + least:
            moved[i] = below + least
        below = moved[i]
    return moved


def percent_axis(ax: Axes, label: str) -> None:
    """Make the x axis one of per cents from 0 to 100."""
    ax.set_xlim(0, 100)
    ax.set_xticks(range(0, 101, 20), [percent(x) for x in range(0, 101, 20)])
    ax.set_xlabel(label, fontsize=8.5)
