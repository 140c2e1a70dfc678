"""Blocks as JSON, beside what a notebook shows and in a file of the report."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

import pandas as pd

from copcalc.assessment import Observation
from copcalc.charts import Drawing
from copcalc.errors import ReportError
from copcalc.measure import ChildShare, CountryShare, Estimate, Unmeasured
from copcalc.report.blocks import (
    Block,
    Chart,
    Heading,
    Html,
    Imprint,
    Markdown,
    Prose,
    Report,
    Table,
    Tiles,
    Way,
)
from copcalc.words import Frame, Link, Message, Name, Tile

BLOCK_TYPE = "application/vnd.copcalc.block+json"
PICTURE_TYPE = "application/vnd.copcalc.picture+json"
NUMBERS_TYPE = "application/vnd.copcalc.numbers+json"
"""What a block, its picture on a page, and all numbers of a notebook are called among its outputs."""

_TYPE, _NUMBER = "$type", "$number"
_CLASSES: dict[str, Any] = {
    each.__name__.lower(): each
    for each in (
        *(Report, Way, Heading, Prose, Markdown, Table, Chart, Tiles, Imprint, Html),
        *(Message, Name, Link, Tile, Frame, Drawing),
        *(Observation, Estimate, CountryShare, ChildShare, Unmeasured),
    )
}


def to_json(shown: Block | Report) -> dict[str, Any]:
    """Write what is shown as JSON.

    Parameters
    ----------
    shown : Block or Report
        A block, or a whole report. Pictures of a chart that can be drawn again are left out.

    Returns
    -------
    dict
        "shown", and "numbers": every observation once, by its key.

    Raises
    ------
    ReportError
        If two different numbers have one key.

    Examples
    --------
    >>> to_json(Heading(Message("heading-what-is-known")))["shown"]["text"]
    {'$type': 'message', 'id': 'heading-what-is-known'}
    """
    writer = _Writer()
    written = writer.write(shown)
    numbers = {key: writer.write_fields(number) for key, number in writer.numbers.items()}
    return {"shown": written, "numbers": numbers}


def keep(numbers: dict[str, Observation], number: Observation, *, where: str) -> None:
    """Keep a number under its key, once.

    Parameters
    ----------
    numbers : dict of str to Observation
        Those that are kept already; the number is added.
    number : Observation
        A new one, or the same again.
    where : str, keyword-only
        What keeps them, for the error.

    Raises
    ------
    ReportError
        If its key is taken by another number.
    """
    if numbers.setdefault(number.key, number) != number:
        raise ReportError(
            f"two different numbers have the key {number.key!r}",
            where=where,
            fix="Tell them apart by one of their dimensions.",
        )


def from_json(stored: Mapping[str, Any]) -> Any:
    """Read what `to_json` wrote.

    Parameters
    ----------
    stored : mapping
        What was written.

    Returns
    -------
    Block or Report
        What is shown.

    Raises
    ------
    ReportError
        If it was written otherwise.

    Examples
    --------
    >>> from_json(to_json(Heading(Message("heading-what-is-known"))))
    Heading(text=Message(id='heading-what-is-known', given={}), level=2, is_folded=False)
    """
    try:
        return _Reader(stored["numbers"]).read(stored["shown"])
    except (KeyError, TypeError, ValueError) as error:
        raise ReportError(
            f"what a report shows can't be read ({type(error).__name__}: {error})",
            where="its blocks",
            fix="Make the report again: it was made by another version, or was changed since.",
        ) from None


class _Writer:
    def __init__(self) -> None:
        self.numbers: dict[str, Observation] = {}

    def write(self, what: Any) -> Any:
        if isinstance(what, Observation):
            keep(self.numbers, what.as_told(), where="what is shown")
            return {_NUMBER: what.key}
        if isinstance(what, pd.DataFrame):
            rows = [[self._cell(cell) for cell in row] for row in what.to_numpy(dtype=object)]
            index = [self._cell(label) for label in what.index]
            return {_TYPE: "cells", "columns": [*map(str, what)], "index": index, "rows": rows}
        if is_dataclass(what):
            return self.write_fields(what)
        if isinstance(what, Mapping):
            return {str(name): self.write(each) for name, each in what.items()}
        if isinstance(what, bytes):
            return {_TYPE: "bytes", "base64": base64.b64encode(what).decode("ascii")}
        if isinstance(what, Sequence) and not isinstance(what, str):
            return [self.write(each) for each in what]
        return self._cell(what)

    def write_fields(self, what: Any) -> dict[str, Any]:
        told = {each.name: getattr(what, each.name) for each in fields(what)}
        if isinstance(what, Chart) and what.drawing:
            told |= {"picture": b"", "on_page": None}
        usual = {each.name: _default(each) for each in fields(what)}
        written = {name: each for name, each in told.items() if not _is(each, usual[name])}
        name = type(what).__name__.lower()
        return {_TYPE: name, **{key: self.write(each) for key, each in written.items()}}

    def _cell(self, cell: Any) -> Any:
        """A cell of a table, or another single value; what JSON does not know is written as it reads."""
        if is_dataclass(cell):
            return self.write(cell)
        cell = getattr(cell, "item", lambda: cell)()  # NumPy's own numbers
        if cell is None or (pd.api.types.is_scalar(cell) and pd.isna(cell)):
            return None
        is_known = isinstance(cell, str | int) or (isinstance(cell, float) and math.isfinite(cell))
        return cell if is_known else str(cell)


def _default(of: Any) -> Any:
    return of.default if of.default_factory is MISSING else of.default_factory()


def _is(value: Any, usual: Any) -> bool:
    return type(value) is type(usual) and bool(value == usual)


class _Reader:
    def __init__(self, numbers: Mapping[str, Any]) -> None:
        self.written = numbers
        self.numbers: dict[str, Observation] = {}

    def read(self, written: Any) -> Any:
        if isinstance(written, list):
            return tuple(self.read(each) for each in written)
        if not isinstance(written, dict):
            return written
        if _NUMBER in written:
            return self._number(written[_NUMBER])
        kind = written.get(_TYPE)
        if kind == "bytes":
            return base64.b64decode(written["base64"])
        if kind == "cells":
            rows = [[self.read(cell) for cell in row] for row in written["rows"]]
            # As objects: a year stays one beside cells in which nothing stands.
            labels = {"columns": written["columns"], "index": written["index"]}
            return pd.DataFrame(rows, **labels, dtype="object")
        told = {name: self.read(each) for name, each in written.items() if name != _TYPE}
        return told if kind is None else _CLASSES[kind](**told)

    def _number(self, key: str) -> Observation:
        if key not in self.numbers:
            self.numbers[key] = self.read(self.written[key])
        return self.numbers[key]
