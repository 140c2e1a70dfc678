"""What charts are drawn on: for a wide page or a narrow one, with room for the words around the drawing."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from weakref import WeakKeyDictionary

import matplotlib.pyplot as plt
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Annotation

from copcalc.charts.lettering import LINE, apart, text_height, text_width, wrapped
from copcalc.charts.style import COLOURS, filling, house_look, house_style, tell
from copcalc.words import percent

SIZE = 8.5
"""Size of words inside a drawing, points."""

AFTER = 4
"""Room between a bar and the words behind it, points."""

PAPER: Mapping[str, Any] = MappingProxyType({"facecolor": "white", "edgecolor": "none", "pad": 1})
"""What words stand on that would cross lines or hatches."""


@dataclass(frozen=True)
class Form:
    """A width to draw charts for.

    Parameters
    ----------
    width : float
        Width of a figure, inches.
    names_above : bool
        Whether rows are named above themselves instead of on their left.
    labels : float
        Part of the width that labels at the ends of lines take.
    """

    width: float
    names_above: bool
    labels: float


WIDE = Form(width=6.2, names_above=False, labels=0.32)
NARROW = Form(width=3.1, names_above=True, labels=0.4)
"""Half of a wide screen or of a sheet of paper, and the screen of a phone."""

_FORM: ContextVar[Form] = ContextVar("form", default=WIDE)

BY_YEAR: Mapping[str, float] = MappingProxyType({"rows": 8.5, "left": 0.67})
"""Size of a chart whose axis are years, for `canvas`."""

_ROW, _MARGIN, _SIDE, _RIGHT = 0.42, 0.1, 0.2, 0.3  # inches
_OWN = "copcalc"
_KEY = 3.2 * SIZE  # of an entry in a legend, points
_NARROW = 300  # points


@dataclass(frozen=True)
class Caption:
    """The words around a drawing: what it shows as a statement, what is drawn, its source and reservations."""

    title: str
    subtitle: str
    note: str


_CAPTIONS: WeakKeyDictionary[Axes, tuple[Caption, list[Annotation]]] = WeakKeyDictionary()
_LEGENDS: WeakKeyDictionary[Axes, float] = WeakKeyDictionary()  # heights, in points


@contextmanager
def in_form(form: Form) -> Iterator[None]:
    """Draw charts for another width in here."""
    before = _FORM.set(form)
    try:
        yield
    finally:
        _FORM.reset(before)


def canvas(ax: Axes | None, *, rows: float, left: float) -> Axes:
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
        _LEGENDS.pop(ax, None)
        return _quiet(ax)
    house_style()
    form = _FORM.get()
    # Fixed margins in inches: faster than a tight bounding box, and the same on every machine.
    figure = plt.figure(figsize=(form.width, rows * _ROW))
    part = (form.width - left - _RIGHT) / form.width
    return figure.add_axes((left / form.width, 0, part, 1), label=_OWN)


def open_canvas(ax: Axes | None, height: Callable[[float], float]) -> Axes:
    """Give Axes without scales, whose drawing takes all the width.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or None
        Axes to draw on instead of a new figure, which have the height that they have.
    height : callable
        How high the drawing is that has a width; both in points.

    Returns
    -------
    matplotlib.axes.Axes
        Where to draw.
    """
    if ax is not None:
        _LEGENDS.pop(ax, None)
    else:
        form = _FORM.get()
        width = form.width - 2 * _MARGIN
        house_style()
        figure = plt.figure(figsize=(form.width, height(72 * width) / 72))
        part = _MARGIN / form.width
        ax = figure.add_axes((part, 0, 1 - 2 * part, 1), label=_OWN)
    ax.set_axis_off()
    # What is switched off still takes room.
    ax.xaxis.set_visible(False)
    ax.yaxis.set_visible(False)
    return ax


def rows_canvas(
    ax: Axes | None,
    names: Sequence[str],
    *,
    pitch: float,
    left: float,
    reach: tuple[float, float] | Sequence[tuple[float, float]] = (0.5, 0.5),
    bold: Sequence[bool] = (),
) -> tuple[Axes, list[float]]:
    """Give the Axes to draw rows on, each named on its left, or above itself where it is narrow.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or None
        Axes to draw on instead of a new figure.
    names : sequence of str
        Of each row, from top to bottom.
    pitch : float, keyword-only
        The unit of the vertical axis, in rows of 0.42 inch.
    left : float, keyword-only
        Room for names left of the axis, as `canvas` takes it.
    reach : tuple of float, or sequence of such, keyword-only
        How far a row reaches up and down from its middle, in that unit; of all rows, or of each.
    bold : sequence of bool, keyword-only
        Whether to name a row in bold; by default none.

    Returns
    -------
    ax : matplotlib.axes.Axes
        Where to draw, its vertical axis pointing down.
    places : list of float
        Where the middle of each row is.
    """
    weights = ["bold" if each else "normal" for each in bold] or ["normal"] * len(names)
    reaches = [reach] * len(names) if isinstance(reach, tuple) else list(reach)
    if ax is not None or not _FORM.get().names_above:
        places, end = _places(reaches, [0.0] * len(names))
        ax = canvas(ax, rows=max(2.0, pitch * end), left=left)
        _name_on_the_left(ax, places, names, weights)
        ax.set_ylim(end, 0)
        return ax, places
    room = 72 * (_FORM.get().width - _SIDE - _MARGIN)
    lines = [wrapped(name, room, SIZE, weight) for name, weight in zip(names, weights, strict=True)]
    heights = [(text_height(each, SIZE) + 2) / (72 * _ROW * pitch) for each in lines]
    places, end = _places(reaches, heights)
    ax = canvas(None, rows=max(2.0, pitch * end), left=_SIDE)
    ax.set_ylim(end, 0)
    ax.set_yticks([])
    for place, (up, _), name, weight in zip(places, reaches, lines, weights, strict=True):
        ax.text(
            0,
            place - up,
            name,
            transform=ax.get_yaxis_transform(),
            va="bottom",
            fontsize=SIZE,
            fontweight=weight,
            linespacing=LINE,
            bbox=PAPER,
        )
    return ax, places


def _places(
    reaches: Sequence[tuple[float, float]], above: Sequence[float]
) -> tuple[list[float], float]:
    """Where rows stand below each other that need so much room above them, and where the last one ends."""
    places, end = [], 0.0
    for (up, down), room in zip(reaches, above, strict=True):
        places.append(end + room + up)
        end = places[-1] + down
    return places, end or 1.0


def _name_on_the_left(
    ax: Axes, places: Sequence[float], names: Sequence[str], weights: Sequence[str]
) -> None:
    """Name rows in as many lines as they need there."""
    size = 9.0
    room = 72 * (float(ax.get_position().x0) * _width(ax) - _MARGIN) - 6
    if not is_own(ax):
        size = 9 if _room(ax) > _NARROW else 8
        room = 0.34 * _room(ax)
    lines = [wrapped(name, room, size, each) for name, each in zip(names, weights, strict=True)]
    ax.set_yticks(places, lines, fontsize=size)
    for label, weight in zip(ax.get_yticklabels(), weights, strict=True):
        label.set_fontweight(weight)


def _quiet(ax: Axes) -> Axes:
    """Make Axes that were passed look like the house's, whatever style they were made in."""
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.set_axisbelow(True)
    house = house_look()
    ax.grid(visible=True, axis="x", color=house["grid.color"], linewidth=house["grid.linewidth"])
    ax.tick_params(axis="y", length=0)
    ax.tick_params(labelsize=9 if _room(ax) > _NARROW else 8)
    return ax


def is_own(ax: Axes) -> bool:
    """Whether a chart has a figure of its own, which it was not given."""
    return ax.get_label() == _OWN


def figure_of(ax: Axes) -> Figure:
    """Return the whole figure that a chart stands on."""
    figure = ax.figure.get_figure(root=True)
    assert figure is not None  # Axes that are drawn on belong to one
    return figure


def legend(ax: Axes, marks: Sequence[Artist]) -> None:
    """Tell above a drawing what its marks mean, in as many columns as there is room for; before its caption.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The chart.
    marks : sequence of Artist
        One of each, as it is drawn, with its label; none for no legend.
    """
    if not marks:
        return
    left = _left_of(ax) if is_own(ax) else 0.0
    room = drawn_width(ax) + left
    labels = [wrapped(str(each.get_label()), room - _KEY, SIZE) for each in marks]
    for each, label in zip(marks, labels, strict=True):
        each.set_label(label)
    widths = [max(text_width(line, SIZE) for line in each.split("\n")) + _KEY for each in labels]
    columns = max(
        (n for n in range(2, len(marks) + 1) if _columns_width(widths, n) <= room), default=1
    )
    ax.legend(
        handles=[*marks],
        loc="lower left",
        bbox_to_anchor=(-left / drawn_width(ax), 1),
        ncols=columns,
        frameon=False,
        fontsize=SIZE,
        handlelength=1.4,
        handleheight=0.9,
        handletextpad=0.5,
        columnspacing=1.2,
        borderpad=0,
        borderaxespad=0.6,
        labelspacing=0.35,
    )
    rows = -(-len(marks) // columns)
    further = [max(each.count("\n") for each in labels[row::rows]) for row in range(rows)]
    _LEGENDS[ax] = (rows * 1.45 + sum(further) * LINE) * SIZE + 4


def status_legend(ax: Axes, statuses: Collection[str], proxies: Sequence[bool] = (False,)) -> None:
    """Tell what the fillings of statuses mean, as far as they are drawn.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The chart.
    statuses : collection of str
        Those that are drawn.
    proxies : sequence of bool
        Whether what is "yes" is that of a proxy, for each that is drawn.
    """
    yes = [
        (kind, proxy) for kind, proxy in (("yes", False), ("yes_proxy", True)) if proxy in proxies
    ]
    marks: list[Artist] = [
        Patch(label=tell(f"legend-{kind}"), **filling("yes", proxy=proxy))
        for kind, proxy in yes
        if "yes" in statuses
    ]
    marks += [
        Patch(label=tell(f"legend-{each}"), **filling(each))
        for each in ("no", "unknown")
        if each in statuses
    ]
    legend(ax, marks)


def _columns_width(widths: Sequence[float], columns: int) -> float:
    """How wide entries are that are set in columns, from top to bottom first."""
    # As matplotlib parts them: the first columns are longer by one, where they are not equal.
    rows, longer = divmod(len(widths), columns)
    ends = [0]
    for column in range(columns):
        ends.append(ends[-1] + rows + (column < longer))
    return sum(max(widths[a:b], default=0) for a, b in itertools.pairwise(ends))


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
    figure = figure_of(ax)
    if not is_own(ax) and figure.get_layout_engine() is None:
        figure.set_layout_engine("constrained")
    room = _room(ax)
    large = 12.0 if room > 400 else 10.5 if room > _NARROW else 9
    small, tiny = 0.76 * large, max(6.5, 0.64 * large)
    told = wrapped(subtitle, room, small)
    heading = wrapped(title, room, large, "bold")
    # Hinting widens small letters.
    foot = wrapped(note, room if is_own(ax) else 0.92 * room, tiny)
    legend = _LEGENDS.get(ax, 0.0)
    above, below = 11 + legend + text_height(told, small), -6 - _below(ax)
    left = _left_of(ax)
    written = [
        _write(ax, heading, (-left, above), large, weight="bold", color=COLOURS["text"]),
        _write(ax, told, (-left, 8 + legend), small, color=COLOURS["quiet"]),
        _write(ax, foot, (-left, below), tiny, color=COLOURS["quiet"]),
    ]
    _CAPTIONS[ax] = Caption(title, subtitle, note), written
    if is_own(ax):
        head = (above + text_height(heading, large)) / 72 + _MARGIN
        _make_room(ax, head, (text_height(foot, tiny) - below) / 72 + _MARGIN)


def caption_of(ax: Axes) -> Caption | None:
    """Return the words around a chart; None where none were written."""
    return _CAPTIONS[ax][0] if ax in _CAPTIONS else None


@contextmanager
def without_caption(ax: Axes) -> Iterator[None]:
    """Leave the words around a chart away in here: its own figure holds the drawing alone."""
    figure, place = figure_of(ax), ax.get_position()
    height, written = figure.get_figheight(), _CAPTIONS[ax][1] if ax in _CAPTIONS else []
    for each in written:
        each.set_visible(False)
    _make_room(ax, (_LEGENDS.get(ax, 0.0) + 7) / 72, (_below(ax) + 2) / 72)
    try:
        yield
    finally:
        figure.set_figheight(height)
        ax.set_position(place)
        for each in written:
            each.set_visible(True)


def _write(
    ax: Axes, text: str, offset: tuple[float, float], size: float, **style: Any
) -> Annotation:
    """Write so many points from the upper left corner of the drawing, or down from the lower one."""
    is_above = offset[1] > 0
    return ax.annotate(
        text,
        (0, 1) if is_above else (0, 0),
        offset,
        xycoords="axes fraction",
        textcoords="offset points",
        va="bottom" if is_above else "top",
        fontsize=size,
        linespacing=LINE,
        annotation_clip=False,
        **style,
    )


def _make_room(ax: Axes, head: float, foot: float) -> None:
    """Make a chart's own figure as high as the drawing, and so many inches above and below it."""
    figure = figure_of(ax)
    box = ax.get_position()
    drawn = figure.get_figheight() * box.height
    height = head + drawn + foot
    figure.set_figheight(height)
    ax.set_position((box.x0, foot / height, box.width, drawn / height))


def _width(ax: Axes) -> float:
    return figure_of(ax).get_figwidth()


def _left_of(ax: Axes) -> float:
    """How far labels reach out to the left of the drawing, in points; to the margin of an own figure."""
    if is_own(ax):
        return 72 * (float(ax.get_position().x0) * _width(ax) - _MARGIN)
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
    elif not is_own(ax):
        part = ax.get_position().width
    return 0.95 * 72 * (_width(ax) * part - 2 * _MARGIN)


def drawn_width(ax: Axes) -> float:
    """Width of the drawing itself, in points, when its labels are set."""
    return ax.get_position().width * 72 * _width(ax) if is_own(ax) else _room(ax) - _left_of(ax)


def end_for_labels(ax: Axes, ends: Iterable[float], labels: Iterable[str], least: float) -> float:
    """Where a horizontal axis from nought has to end for labels behind bars to end inside the drawing.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The chart.
    ends : iterable of float
        Where the bars end.
    labels : iterable of str
        What stands behind each of them.
    least : float
        Where the axis ends at least.

    Returns
    -------
    float
        Its end. Labels that are wider than half of the drawing get half of it.
    """
    widths = [(text_width(label, SIZE) + AFTER + 2) / drawn_width(ax) for label in labels]
    needed = [end / (1 - min(width, 0.5)) for end, width in zip(ends, widths, strict=True)]
    return max([least, *needed])


def label_bar(ax: Axes, end: float, y: float, label: str) -> None:
    """Write behind the end of a bar."""
    ax.annotate(
        label,
        (end, y),
        (AFTER, 0),
        textcoords="offset points",
        va="center",
        fontsize=SIZE,
        annotation_clip=False,
        zorder=4,
        bbox=dict(PAPER) | {"pad": 0.5},
    )


def between(ax: Axes, place: float, text: str, size: float) -> float:
    """Move the middle of a text on an axis of per cents as far as it has to, to end inside the drawing."""
    half = 50 * text_width(text, size) / drawn_width(ax)
    return min(max(place, half), 100 - half)


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
    ax.set_ylabel(label, fontsize=SIZE)
    ax.grid(visible=False, axis="x")
    ax.grid(visible=True, axis="y")
    labels = _FORM.get().labels
    span = max(years[-1] - years[0], 1)
    ax.set_xlim(years[0] - 0.02 * span, years[-1] + span * labels / (1 - labels))
    named_at_most = max(2, round(drawn_width(ax) * (1 - labels) / 32))
    every = max(1, -(-span // named_at_most))
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
    size = SIZE if _room(ax) > _NARROW or is_own(ax) else 7
    room = drawn_width(ax) * _FORM.get().labels + 72 * (_RIGHT - _MARGIN) * is_own(ax) - 8
    told = [wrapped(text, room, size) for _, _, text in labels]
    heights = [100 * 1.1 * text_height(each, size) / height for each in told]
    # As far over the ends of the axis as its own numbers are.
    beyond = 100 * 6.5 / height
    places = apart([place for place, *_ in labels], heights, low=-beyond, top=100 + beyond)
    for place, (_, colour, _text), text in zip(places, labels, told, strict=True):
        ax.annotate(
            text,
            (year, place),
            (6, 0),
            textcoords="offset points",
            va="center",
            fontsize=size,
            color=COLOURS[colour],
            linespacing=1.15,
            annotation_clip=False,
        )


def percent_axis(ax: Axes, label: str, end: float = 100) -> None:
    """Make the x axis one of per cents from 0 to 100.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The chart.
    label : str
        What the per cents are of.
    end : float
        Where the axis ends, if there has to be room behind 100.
    """
    ax.set_xlim(0, end)
    room = drawn_width(ax) / end
    widest = text_width(percent(100), SIZE + 1) + 3
    step = next((each for each in (20, 25, 50) if each * room > widest), 100)
    ax.set_xticks(range(0, 101, step), [percent(x) for x in range(0, 101, step)])
    ax.set_xlabel(wrapped(label, drawn_width(ax), SIZE), fontsize=SIZE)
