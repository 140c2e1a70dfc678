"""The files of a report beside its page: its tables as CSV, its charts as PNG and SVG."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from copcalc.assessment import Observation
from copcalc.charts import description, drawing_of, figure_of
from copcalc.charts.style import undescribed
from copcalc.errors import ReportError
from copcalc.measure import Estimate
from copcalc.report.blocks import Chart
from copcalc.report.pictures import picture_of
from copcalc.words import Column, columns_in_words

PRINT_DPI, SCREEN_DPI = 200, 110
"""Dots per inch of a picture in a file, and in a notebook."""

# A picture that is a twelfth larger is packed in half of the time.
_PACKED = {"compress_level": 3}

# A cell that begins with one of these is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


def chart_of(ax: Axes, name: str, *, dpi: float = SCREEN_DPI) -> Chart:
    """Take a chart as it is drawn.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        A chart that carries a description (`copcalc.charts.describe`).
    name : str
        Name of its files.
    dpi : float, keyword-only
        Dots per inch of its picture.

    Returns
    -------
    Chart
        With its picture as PNG.

    Raises
    ------
    ReportError
        If it has no description.

    Examples
    --------
    >>> from copcalc import by_region, charts, open_study
    >>> opsc = chart_of(charts.regions_chart(by_region(open_study(), "opsc")), "opsc")
    >>> opsc.drawing.kind, opsc.picture[1:4]
    ('regions', b'PNG')
    """
    words = description(ax)
    if not words:
        raise ReportError(
            f"the chart {name!r} has no description",
            where="record.chart",
            fix="Attach one with copcalc.charts.describe, for readers who can't see it.",
        )
    picture = io.BytesIO()
    figure_of(ax).savefig(
        picture, format="png", dpi=dpi, metadata={"Software": None}, pil_kwargs=_PACKED
    )
    return Chart(name, words, picture.getvalue(), drawing_of(ax))


def save_chart(ax: Axes, block: Chart, folder: Path) -> Chart:
    """Save a chart as charts/<name>.png and .svg, and what it draws as .csv.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The chart.
    block : Chart
        It as it was taken.
    folder : pathlib.Path
        The folder of the report.

    Returns
    -------
    Chart
        With what a page shows of it.
    """
    charts = folder / "charts"
    charts.mkdir(parents=True, exist_ok=True)
    (charts / f"{block.name}.png").write_bytes(block.picture)
    with undescribed(ax):
        figure_of(ax).savefig(
            charts / f"{block.name}.svg", metadata={"Date": None, "Creator": None}
        )
    if block.drawing:
        _save_data(columns_in_words(block.drawing.frame), charts / f"{block.name}.csv")
    return replace(block, on_page=picture_of(ax, block.name))


def save_table(name: str, columns: Sequence[Column], folder: Path) -> None:
    """Save a table as tables/<name>.csv.

    Parameters
    ----------
    name : str
        Name of its file.
    columns : sequence of Column
        What it shows. Numbers are saved in the unit that people read, bounds in columns of their own.
    folder : pathlib.Path
        The folder of the report.
    """
    _save_data(columns, folder / "tables" / f"{name}.csv")


def _save_data(columns: Sequence[Column], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    _as_read(columns).to_csv(file, index=False, lineterminator="\n", encoding="utf-8")


def _as_read(columns: Sequence[Column]) -> pd.DataFrame:
    kept: dict[str, list[Any]] = {}
    for column in columns:
        if not column.is_of_numbers:
            kept[column.name] = [_safe_text(cell) for cell in column.cells]
            continue
        reads = [c.as_read() if isinstance(c, Observation) else None for c in column.cells]
        exact = all(each.is_exact for each in reads if isinstance(each, Estimate))
        ends = {"": "value"}
        if column.has_bounds and not exact:
            ends = {"_low": "low", "_high": "high"}
        for end, part in ends.items():
            kept[f"{column.name}{end}"] = [getattr(each, part, None) for each in reads]
    return pd.DataFrame(kept, dtype="object")


def _safe_text(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
