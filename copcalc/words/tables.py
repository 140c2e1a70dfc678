"""How tables are written: titles of their columns, their names and codes in words, their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from copcalc.assessment import MEASURES, Observation
from copcalc.framed import short
from copcalc.measure import Unmeasured
from copcalc.words.codes import code_in_words, of_table, reason_in_words
from copcalc.words.frames import Frame
from copcalc.words.language import current
from copcalc.words.message import name, say
from copcalc.words.names import Name
from copcalc.words.numbers import tabulate, write_range


@dataclass(frozen=True)
class Column:
    """A column of a table in the current language.

    Parameters
    ----------
    name : str
        What its frame calls it.
    title : str
        Its title.
    cells : list
        Observations, texts, and numbers of the reader's own.
    has_bounds : bool
        Whether the bounds of its numbers are shown, and not the values between them.
    """

    name: str
    title: str
    cells: list[Any]
    has_bounds: bool

    @cached_property
    def is_of_numbers(self) -> bool:
        """Whether observations stand in it."""
        return any(isinstance(cell, Observation) for cell in self.cells)

    @cached_property
    def texts(self) -> list[str]:
        """Its cells as texts, with as many decimals in each as its numbers need."""
        seen = [cell for cell in self.cells if isinstance(cell, Observation)]
        parts = ("low", "high") if self.has_bounds else ("value",)
        numbers = [getattr(cell.as_read(), part, None) for cell in seen for part in parts]
        # Units that are mixed keep their decimals, as no one row can speak for another.
        whole = len({cell.unit for cell in seen}) == 1 and all(
            number is None or number == round(number) for number in numbers
        )
        return [_text(cell, parts, whole=whole) for cell in self.cells]


def columns_in_words(frame: Frame) -> list[Column]:
    """Put a frame into words.

    Parameters
    ----------
    frame : Frame
        What a table shows.

    Returns
    -------
    list of Column
        The columns in which something stands, in their order.

    Examples
    --------
    >>> from copcalc.assessment import by_region, open_study
    >>> from copcalc.words.frames import language_free
    >>> regions = by_region(open_study(), "hotline").choose("region", "strength", "yes").head(2)
    >>> for column in columns_in_words(language_free(regions)):
    ...     print(column.title, column.texts)
    ITU region ['Africa', 'Americas']
    Evidence ['that names the state', 'that names the state']
    Yes ['2', '5']
    """
    return [
        Column(str(column), column_title(str(column), frame), cells, _has_bounds(frame, column))
        for column in frame.cells
        if not all(map(_is_blank, cells := cells_in_words(frame, column)))
    ]


def _has_bounds(frame: Frame, column: str) -> bool:
    return column in frame.ranges or any(
        isinstance(cell, Observation) and cell.is_measured and cell.value is None
        for cell in frame.cells[column]
    )


def _is_blank(cell: Any) -> bool:
    return not isinstance(cell, Observation) and (pd.isna(cell) or cell == "")


def column_title(column: str, frame: Frame) -> str:
    """Tell the title of a column; its name where it has none.

    Examples
    --------
    >>> regions = Frame(pd.DataFrame(), table="regions")
    >>> column_title("share_of_children", regions), column_title("my own", regions)
    ('% of children', 'my own')
    """
    if column in frame.titles:
        return say(frame.titles[column])
    message = of_table("column", column, frame.table)
    return current().format(message) if message else column


def cells_in_words(frame: Frame, column: str) -> list[Any]:
    """Put the names and codes of a column into words, and leave all else as it stands.

    Examples
    --------
    >>> cells = pd.DataFrame({"strength": ["named", "my own"], "region": Name("area-x", {"name": "X"})})
    >>> cells_in_words(Frame(cells), "strength"), cells_in_words(Frame(cells), "region")
    (['that names the state', 'my own'], ['X', 'X'])
    """

    def worded(cell: Any) -> Any:
        if isinstance(cell, Name):
            return name(cell)
        return code_in_words(column, cell, frame.table) if isinstance(cell, str) else cell

    return [worded(cell) for cell in frame.cells[column]]


def _text(cell: Any, parts: Sequence[str], *, whole: bool) -> str:
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
