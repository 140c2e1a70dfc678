"""What a notebook says, shows and counts, kept so that nothing on a page is without its number.

A notebook opens one `Record`, adds numbers, says sentences made from them, shows tables and charts, and
finishes. With a folder to save to, all of it is written there as well: that is how reports are made.
"""

from __future__ import annotations

import html
import io
import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import display
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from copcalc.assessment import UNITS, Number, Study
from copcalc.charts import description
from copcalc.errors import ReportError
from copcalc.measure import Estimate
from copcalc.words import NO_DATA, Sentence, say, tabulate

NUMBERS_TYPE = "application/vnd.copcalc.numbers+json"
NUMBERS_FOLDER = "numbers"
_PNG_DPI, _SCREEN_DPI = 200, 110
# A cell that begins with one of these is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


@dataclass(frozen=True, slots=True)
class Column:
    """How a table shows a column.

    Parameters
    ----------
    name : str
        Column of the frame.
    title : str
        Heading on the page.
    unit : str, optional
        A key of `copcalc.assessment.UNITS`, for numbers, which are then given in the unit that people
        read (per cents, not fractions); without it the column holds text.
    unit_by : str, optional
        Column that names the unit of each row, where `unit` does not hold for all of them.
    high : str, optional
        Column with the upper bounds, where `name` holds the lower ones: both are shown as one range.
    """

    name: str
    title: str
    unit: str = ""
    high: str = ""
    unit_by: str = ""

    @property
    def names(self) -> list[str]:
        """The columns of the frame that it shows."""
        return [self.name, self.high] if self.high else [self.name]


class Record:
    """Collects and shows what one notebook finds.

    Parameters
    ----------
    study : Study
        The question that the notebook answers.
    chapter : str
        Short name of the notebook's part of a report, as "gap-legal".
    save_to : str
        Folder to write tables, charts and numbers to; empty: only show them.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> from copcalc.measure import Estimate
    >>> record = Record(open_study(), "example")
    >>> record.add([Number("a", "A", Estimate.exact(1), "countries", "a table")])
    >>> record.numbers["a"].value
    1
    """

    def __init__(self, study: Study, chapter: str, *, save_to: str = "") -> None:
        self.study = study
        self.chapter = chapter
        self.numbers: dict[str, Number] = {}
        self._folder = Path(save_to) if save_to else None

    def add(self, numbers: Sequence[Number]) -> None:
        """Record numbers.

        Parameters
        ----------
        numbers : sequence of Number
            New numbers, or the same again.

        Raises
        ------
        ReportError
            If a key is taken by another number.
        """
        for number in numbers:
            if self.numbers.setdefault(number.key, number) != number:
                raise ReportError(
                    f"two different numbers have the key {number.key!r}",
                    where=self.chapter,
                    fix="Give one of them another key.",
                )

    def heading(self, text: str, level: int = 2) -> None:
        """Show a heading that depends on the parameters."""
        display(
            {
                "text/markdown": f"{'#' * level} {html.escape(text, quote=False)}",
                "text/plain": text,
            },
            raw=True,
        )

    def note(self, text: str) -> None:
        """Show a plain remark, without numbers."""
        display({"text/html": f"<p>{html.escape(text)}</p>", "text/plain": text}, raw=True)

    def say(self, sentences: Sequence[Sentence], *, key_message: bool = False) -> None:
        """Show sentences made from recorded numbers.

        Parameters
        ----------
        sentences : sequence of Sentence
            What to say; nothing is shown if there is none.
        key_message : bool, keyword-only
            Whether these are the report's key messages, which are shown large.

        Raises
        ------
        CopcalcError
            If a sentence needs a number that is not recorded.
        """
        if not sentences:
            return
        lines = [say(s, self.numbers, as_html=True) for s in sentences]
        style = ' class="key-messages"' if key_message else ""
        body = "".join(f"<li>{line}</li>" for line in lines) if key_message else ""
        page = f"<ul{style}>{body}</ul>" if key_message else "".join(f"<p>{x}</p>" for x in lines)
        plain = "\n".join(say(s, self.numbers) for s in sentences)
        display({"text/html": page, "text/plain": plain}, raw=True)

    def table(
        self,
        name: str,
        frame: pd.DataFrame,
        columns: Sequence[Column],
        *,
        caption: str,
        source: str,
    ) -> None:
        """Show a table, record its numbers, and save it as CSV.

        Parameters
        ----------
        name : str
            Short name, unique in the report; the file is tables/<name>.csv.
        frame : pandas.DataFrame
            The rows in the order to show; its index names them in the numbers' keys.
        columns : sequence of Column
            Which columns to show, the first as the row's heading.
        caption : str, keyword-only
            What the table is about.
        source : str, keyword-only
            Where its numbers come from.
        """
        shown = [name for column in columns for name in column.names]
        if frame.empty:
            frame = pd.DataFrame(columns=shown)
        for row, values in zip(frame.index, frame.to_dict("records"), strict=True):
            self.add(
                [
                    _number(
                        f"table.{name}.{row}.{c.name}",
                        f"{caption}: {values[columns[0].name]}, {c.title}",
                        c,
                        values,
                        source,
                    )
                    for c in columns
                    if c.unit
                ]
            )
        page = _table_as_html(frame, columns, caption)
        kept = frame[shown]
        plain = kept.round(6).to_string(index=False)
        display(
            {"text/html": page, "text/plain": plain},
            raw=True,
            metadata={"text/html": {"table": name}},
        )
        if self._folder:
            texts = [c.name for c in columns if not c.unit]
            kept = kept.assign(**{t: kept[t].map(_safe_text) for t in texts})
            file = self._folder / "tables" / f"{name}.csv"
            file.parent.mkdir(parents=True, exist_ok=True)
            kept.round(6).to_csv(file, index=False, lineterminator="\n", encoding="utf-8")

    def chart(self, name: str, ax: Axes) -> None:
        """Show a chart with its description, and save it as PNG and SVG.

        Parameters
        ----------
        name : str
            Short name, unique in the report; the files are charts/<name>.png and .svg.
        ax : matplotlib.axes.Axes
            A chart that carries a description (`copcalc.charts.describe`).

        Raises
        ------
        ReportError
            If the chart has no description.
        """
        words = description(ax)
        if not words:
            raise ReportError(
                f"the chart {name!r} has no description",
                where=self.chapter,
                fix="Attach one with copcalc.charts.describe, for readers who can't see it.",
            )
        figure = ax.figure.get_figure(root=True)
        assert figure is not None
        # The id of an element of a picture, and not of the page.
        ax.set_gid(None)
        screen = io.BytesIO()
        figure.savefig(screen, format="png", dpi=_SCREEN_DPI, metadata={"Software": None})
        display(
            {"image/png": screen.getvalue(), "text/plain": words},
            raw=True,
            metadata={"image/png": {"alt": words, "chart": name}},
        )
        if self._folder:
            folder = self._folder / "charts"
            folder.mkdir(parents=True, exist_ok=True)
            figure.savefig(folder / f"{name}.png", dpi=_PNG_DPI, metadata={"Software": None})
            figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})
        plt.close(figure)

    def finish(self) -> None:
        """Show and save all recorded numbers: the last thing that a notebook does."""
        rows = [number.as_record() for number in self.numbers.values()]
        plain = f"{len(rows)} numbers recorded."
        display({NUMBERS_TYPE: rows, "text/plain": plain}, raw=True)
        if self._folder:
            file = self._folder / NUMBERS_FOLDER / f"{self.chapter}.json"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def _missing(value: Any) -> bool:
    return value is None or bool(pd.isna(value))


def _number(
    key: str, label: str, column: Column, values: Mapping[Hashable, Any], source: str
) -> Number:
    low, high = values[column.name], values[column.high or column.name]
    unit = str(values[column.unit_by]) if column.unit_by else column.unit
    estimate = None
    if not _missing(low) and not _missing(high):
        factor = UNITS[unit].factor
        value = None if low != high else float(low) / factor
        estimate = Estimate(float(low) / factor, float(high) / factor, value)
    return Number(key, label, estimate, unit, source)


def _safe_text(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _table_as_html(frame: pd.DataFrame, columns: Sequence[Column], caption: str) -> str:
    cells = [_cells(frame, column) for column in columns]
    head = "".join(f'<th scope="col"{_align(c)}>{html.escape(c.title)}</th>' for c in columns)
    body = ""
    for row in zip(*cells, strict=True):
        first, *rest = map(_text_as_html, row)
        data = "".join(f"<td{_align(c)}>{t}</td>" for c, t in zip(columns[1:], rest, strict=True))
        body += f'<tr><th scope="row">{first}</th>{data}</tr>'
    return (
        f"<table><caption>{html.escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _text_as_html(text: str) -> str:
    escaped = html.escape(text)
    # Long addresses may break anywhere.
    return f'<span class="address">{escaped}</span>' if text.startswith("http") else escaped


def _align(column: Column) -> str:
    return ' class="number"' if column.unit else ""


def _cells(frame: pd.DataFrame, column: Column) -> list[str]:
    """The texts of a column, with as many decimals in each as its numbers need."""
    if not column.unit:
        return ["" if _missing(value) else str(value) for value in frame[column.name]]
    units = frame[column.unit_by] if column.unit_by else [column.unit] * len(frame)
    numbers = [float(v) for name in column.names for v in frame[name].dropna()]
    # Units that are mixed keep their decimals, as no one row can speak for another.
    whole = not column.unit_by and all(v == round(v) for v in numbers)
    texts = []
    for low, high, unit in zip(
        frame[column.name], frame[column.high or column.name], units, strict=True
    ):
        if _missing(low) or _missing(high):
            texts.append(NO_DATA)
            continue
        first, last = (tabulate(float(v), unit, whole=whole) for v in (low, high))
        texts.append(first if first == last else f"{first} to {last}")
    return texts
