"""What a notebook says, shows and counts, kept so that nothing on a page is without its number.

A notebook opens one `Record`, adds numbers, says sentences made from them, shows tables and charts, and
finishes. With a folder to save to, all of it is written there as well: that is how reports are made.
"""

from __future__ import annotations

import html
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import display
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from copcalc.assessment import (
    MEASURES,
    Observation,
    ObservedFrame,
    Study,
    Topic,
    observed,
    topic_of,
)
from copcalc.charts import description
from copcalc.errors import ReportError
from copcalc.framed import short
from copcalc.measure import Estimate, Unmeasured
from copcalc.words import (
    Message,
    codes_in_words,
    column_title,
    current,
    named_caption,
    reason_in_words,
    say,
    table_caption,
    tabulate,
    write_range,
)

NUMBERS_TYPE = "application/vnd.copcalc.numbers+json"
NUMBERS_FOLDER = "numbers"
_PNG_DPI, _SCREEN_DPI = 200, 110
# A cell that begins with one of these is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


@dataclass(frozen=True, slots=True)
class _Column:
    """How a table shows a column: under which title, and of numbers the bounds or the value between them."""

    name: str
    title: str
    shows: str


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
    >>> from copcalc.assessment import assess_pillar, open_study
    >>> study = open_study()
    >>> record = Record(study, "example")
    >>> record.add(assess_pillar(study, "technical").observations())
    >>> record.numbers["world.2014.technical.published.to_add"].value
    85
    """

    def __init__(self, study: Study, chapter: str, *, save_to: str = "") -> None:
        self.study = study
        self.chapter = chapter
        self.numbers: dict[str, Observation] = {}
        self._folder = Path(save_to) if save_to else None
        self._headings: list[tuple[str, int]] = []

    def add(self, observations: Iterable[Observation]) -> None:
        """Record what is measured.

        Parameters
        ----------
        observations : iterable of Observation
            New ones, or the same again. Those that are not measured are left aside.

        Raises
        ------
        ReportError
            If a key is taken by another number.
        """
        self._keep(each for each in observations if each.is_measured)

    def _keep(self, observations: Iterable[Observation]) -> None:
        for each in observations:
            if self.numbers.setdefault(each.key, each) != each:
                raise ReportError(
                    f"two different numbers have the key {each.key!r}",
                    where=self.chapter,
                    fix="Tell them apart by one of their dimensions.",
                )

    def heading(self, heading: str | Message, level: int = 2) -> None:
        """Put a heading above what is shown next; none is shown above nothing.

        Parameters
        ----------
        heading : str or Message
            The name of a heading that the message files tell, as "what-is-known", or a text of your own.
        level : int
            1 for a chapter, 2 for a section.
        """
        if isinstance(heading, str) and current().has(f"heading-{heading}"):
            heading = Message(f"heading-{heading}")
        text = heading if isinstance(heading, str) else say(heading)
        self._headings = [each for each in self._headings if each[1] < level] + [(text, level)]

    def _display(self, data: dict[str, Any], metadata: dict[str, Any] | None = None) -> None:
        headings, self._headings = self._headings, []
        for text, level in headings:
            marked = f"{'#' * level} {html.escape(text, quote=False)}"
            display({"text/markdown": marked, "text/plain": text}, raw=True)
        display(data, raw=True, metadata=metadata or {})

    def note(self, text: str) -> None:
        """Show a plain remark, without numbers."""
        self._display({"text/html": f"<p>{html.escape(text)}</p>", "text/plain": text})

    def say(self, sentences: Sequence[Message], *, key_message: bool = False) -> None:
        """Show sentences, and record the numbers that they say.

        Parameters
        ----------
        sentences : sequence of Message
            What to say; nothing is shown if there is none.
        key_message : bool, keyword-only
            Whether these are the report's key messages, which are shown large.

        Raises
        ------
        CopcalcError
            If a sentence says a number that it was not given.
        """
        if not sentences:
            return
        for sentence in sentences:
            self._keep(sentence.observations())
        lines = [say(s, as_html=True) for s in sentences]
        style = ' class="key-messages"' if key_message else ""
        body = "".join(f"<li>{line}</li>" for line in lines) if key_message else ""
        page = f"<ul{style}>{body}</ul>" if key_message else "".join(f"<p>{x}</p>" for x in lines)
        plain = "\n".join(say(s) for s in sentences)
        self._display({"text/html": page, "text/plain": plain})

    def table(self, frame: pd.DataFrame, *, name: str = "", caption: str = "") -> None:
        """Show a table, record its numbers, and save it as CSV.

        Parameters
        ----------
        frame : pandas.DataFrame
            The rows and columns in the order to show, the first column as the rows' headings: a frame that
            `copcalc` made, whole or in part, with columns of the reader's own if there are any; or one
            whose cells are observations or texts. Nothing is shown of a frame without rows, nor of a column
            in which nothing stands.
        name : str, keyword-only
            Short name, unique in the report; the file is tables/<name>.csv. By default its topic tells.
        caption : str, keyword-only
            What the table is about; by default its topic tells, or its name.
        """
        if frame.empty:
            return
        known = topic_of(frame)
        name = name or (known.name if known else "table")
        topic = known or Topic(name, self.study)
        if not caption and known:
            caption = table_caption(known, shown=len(frame), rows=frame.rows_in_all)
        caption = caption or named_caption(name, self.study)
        cells = frame.cells() if isinstance(frame, ObservedFrame) else frame
        columns = _columns(cells, frame, topic)
        self._show_table(name, codes_in_words(cells, topic), columns, caption)

    def _show_table(
        self, name: str, frame: pd.DataFrame, columns: Sequence[_Column], caption: str
    ) -> None:
        self._keep(observed(frame[[c.name for c in columns]]))
        cells = [_cells(frame[c.name].tolist(), c.shows) for c in columns]
        texts = pd.DataFrame(dict(enumerate(cells))).set_axis([c.title for c in columns], axis=1)
        self._display(
            {
                "text/html": _table_as_html(frame, columns, cells, caption),
                "text/plain": texts.to_string(index=False),
            },
            {"text/html": {"table": name}},
        )
        if self._folder:
            file = self._folder / "tables" / f"{name}.csv"
            file.parent.mkdir(parents=True, exist_ok=True)
            kept = _as_read(frame, columns)
            kept.to_csv(file, index=False, lineterminator="\n", encoding="utf-8")

    def chart(self, name: str, ax: Axes) -> None:
        """Show a chart with its description, and save it as PNG and SVG; nothing, where it draws nothing.

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
        figure = ax.figure.get_figure(root=True)
        assert figure is not None
        if not ax.has_data():
            plt.close(figure)
            return
        words = description(ax)
        if not words:
            raise ReportError(
                f"the chart {name!r} has no description",
                where=self.chapter,
                fix="Attach one with copcalc.charts.describe, for readers who can't see it.",
            )
        # The id of an element of a picture, and not of the page.
        ax.set_gid(None)
        screen = io.BytesIO()
        figure.savefig(screen, format="png", dpi=_SCREEN_DPI, metadata={"Software": None})
        self._display(
            {"image/png": screen.getvalue(), "text/plain": words},
            {"image/png": {"alt": words, "chart": name}},
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
        plain = say(Message("recorded", {"count": len(rows)}))
        display({NUMBERS_TYPE: rows, "text/plain": plain}, raw=True)
        if self._folder:
            file = self._folder / NUMBERS_FOLDER / f"{self.chapter}.json"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def _columns(cells: pd.DataFrame, frame: pd.DataFrame, topic: Topic | None) -> list[_Column]:
    """The columns of a frame in which something stands; numbers with bounds make one of three."""

    def shows(name: str) -> str:
        ranged = f"{name}_low" in frame or cells[name].map(_has_bounds_alone).any()
        return "range" if ranged else "value"

    return [
        _Column(name, column_title(name, topic), shows(name))
        for name in cells
        if not cells[name].map(_is_blank).all()
    ]


def _has_bounds_alone(cell: Any) -> bool:
    return isinstance(cell, Observation) and cell.is_measured and cell.value is None


def _is_blank(cell: Any) -> bool:
    return not isinstance(cell, Observation) and (pd.isna(cell) or cell == "")


def _as_read(frame: pd.DataFrame, columns: Sequence[_Column]) -> pd.DataFrame:
    """A table as a file of numbers in the unit that people read, bounds in columns of their own."""
    kept: dict[str, list[Any]] = {}
    for column in columns:
        cells = frame[column.name].tolist()
        if not any(isinstance(cell, Observation) for cell in cells):
            kept[column.name] = [_safe_text(cell) for cell in cells]
            continue
        reads = [c.as_read() if isinstance(c, Observation) else None for c in cells]
        exact = all(each.is_exact for each in reads if isinstance(each, Estimate))
        ends = {"": "value"}
        if column.shows == "range" and not exact:
            ends = {"_low": "low", "_high": "high"}
        for end, part in ends.items():
            kept[f"{column.name}{end}"] = [getattr(each, part, None) for each in reads]
    return pd.DataFrame(kept, dtype="object")


def _safe_text(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _table_as_html(
    frame: pd.DataFrame, columns: Sequence[_Column], cells: Sequence[Sequence[str]], caption: str
) -> str:
    numeric = [any(isinstance(cell, Observation) for cell in frame[c.name]) for c in columns]
    align = [' class="number"' if each else "" for each in numeric]
    head = "".join(
        f'<th scope="col"{a}>{html.escape(c.title)}</th>'
        for a, c in zip(align, columns, strict=True)
    )
    body = ""
    for row in zip(*cells, strict=True):
        first, *rest = map(_text_as_html, row)
        data = "".join(f"<td{a}>{t}</td>" for a, t in zip(align[1:], rest, strict=True))
        body += f'<tr><th scope="row">{first}</th>{data}</tr>'
    return (
        f"<table><caption>{html.escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _text_as_html(text: str) -> str:
    escaped = html.escape(text)
    # Long addresses may break anywhere.
    return f'<span class="address">{escaped}</span>' if text.startswith("http") else escaped


def _cells(cells: Sequence[Any], shows: str) -> list[str]:
    """The texts of a column, with as many decimals in each as its numbers need."""
    seen = [cell for cell in cells if isinstance(cell, Observation)]
    parts = ("value",) if shows == "value" else ("low", "high")
    numbers = [getattr(cell.as_read(), part, None) for cell in seen for part in parts]
    # Units that are mixed keep their decimals, as no one row can speak for another.
    whole = len({cell.unit for cell in seen}) == 1 and all(
        number is None or number == round(number) for number in numbers
    )
    return [_cell(cell, parts, whole=whole) for cell in cells]


def _cell(cell: Any, parts: Sequence[str], *, whole: bool) -> str:
    if not isinstance(cell, Observation):
        if isinstance(cell, float) and not pd.isna(cell):
            return short(cell)  # a number of the reader's own
        return "" if cell is None or pd.isna(cell) else str(cell)
    read = cell.as_read()
    if isinstance(read, Unmeasured):
        return reason_in_words(read.reason)
    numbers = [getattr(read, part) for part in parts]
    unit = MEASURES[cell.measure].unit
    texts = [tabulate(number, unit, whole=whole) for number in numbers]
    low, high = texts[0], texts[-1]
    return low if low == high else write_range(low, high)
