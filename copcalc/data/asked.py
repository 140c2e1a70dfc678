"""Tables that write down what they are asked, so that one can tell later whether they would answer the same."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Callable, Collection
from dataclasses import fields
from functools import wraps
from pathlib import Path
from typing import Any

import pandas as pd

from copcalc.data.tables import Tables
from copcalc.errors import CopcalcError

_TABLES = frozenset(field.name for field in fields(Tables))
_QUESTIONS = frozenset(
    name
    for name, what in vars(Tables).items()
    if not name.startswith("_") and name not in _TABLES and not isinstance(what, property)
)


class AskedTables(Tables):
    """Tables that write down each question, and a digest of the answer, once.

    A question is a method of `Tables` with its arguments, or a whole table where somebody takes one. What
    is made from these tables, as under an assumption, writes nothing: it took whole tables of these.
    """

    _journal: _Journal | None = None

    @classmethod
    def of(cls, tables: Tables, file: Path) -> AskedTables:
        """Make them of others.

        Parameters
        ----------
        tables : Tables
            What answers.
        file : pathlib.Path
            Where to add questions, one a line, as `questions` reads them.

        Returns
        -------
        AskedTables
            The same tables.
        """
        made = cls(**{name: getattr(tables, name) for name in _TABLES})
        object.__setattr__(made, "_journal", _Journal(file))
        return made

    def __getattribute__(self, name: str) -> Any:
        """Take a table or ask a question, and note it."""
        get = super().__getattribute__
        if name not in _TABLES and name not in _QUESTIONS:
            return get(name)
        journal: _Journal | None = get("_journal")
        if journal is None or journal.is_answering:
            return get(name)
        return journal.asked(name, lambda: get(name))


class _Journal:
    """Questions that were asked, and a file that holds them."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._noted: set[str] = set()
        self.is_answering = False

    def asked(self, name: str, get: Callable[[], Any]) -> Any:
        found = self._answered(get)
        if not callable(found):
            self._note(name, {}, found)
            return found

        @wraps(found)
        def ask(*given: Any, **named: Any) -> Any:
            bound = inspect.signature(found).bind(*given, **named).arguments
            bound |= bound.pop("counting", {})  # what stands there as **counting
            arguments = {name: _plain(what) for name, what in bound.items()}
            answer = self._answered(lambda: found(**arguments))
            self._note(name, arguments, answer)
            return answer

        return ask

    def _answered(self, ask: Callable[[], Any]) -> Any:
        # To answer, one table asks another; that is no question of whoever asks.
        self.is_answering = True
        try:
            return ask()
        finally:
            self.is_answering = False

    def _note(self, name: str, arguments: dict[str, Any], answer: Any) -> None:
        question = json.dumps([name, arguments])
        if question not in self._noted:
            self._noted.add(question)
            with self._file.open("a", encoding="utf-8") as journal:
                journal.write(f"{json.dumps([question, _digest(answer)])}\n")


def _plain(argument: Any) -> Any:
    """An argument as JSON holds it."""
    if isinstance(argument, str) or argument is None:
        return argument
    return int(argument) if not isinstance(argument, Collection) else [_plain(a) for a in argument]


def questions(file: Path) -> dict[str, str]:
    """Read what was asked.

    Parameters
    ----------
    file : pathlib.Path
        Where `AskedTables` wrote it; it is not there if nothing was asked.

    Returns
    -------
    dict of str to str
        The digest of each answer, by question, in alphabetical order; an empty one, which no answer has,
        where the same question was answered in different ways.
    """
    told: dict[str, str] = {}
    written = file.read_text(encoding="utf-8") if file.exists() else ""
    for line in written.splitlines():
        question, answer = json.loads(line)
        if told.setdefault(question, answer) != answer:
            told[question] = ""
    return dict(sorted(told.items()))


def answer_to(tables: Tables, question: str) -> str:
    """Ask tables a question that was written down.

    Parameters
    ----------
    tables : Tables
        Whom to ask.
    question : str
        As `AskedTables` wrote it: the name of a table or of a method of `Tables`, and its arguments, as JSON.

    Returns
    -------
    str
        A digest of the answer: the same for the same answer, whatever else the tables hold. Empty if these
        tables have none, as about a state that they do not list.

    Examples
    --------
    >>> from copcalc.data import find_root, load_tables
    >>> tables = load_tables(find_root())
    >>> def hotline(year):
    ...     return json.dumps(["statuses", {"indicator": "hotline", "year": year, "states": ["NAM"]}])
    >>> answer_to(tables, hotline(2014)) == answer_to(tables, hotline(2013))
    True
    >>> answer_to(tables, hotline(2014)) == answer_to(tables, hotline(2018))
    False
    """
    try:
        name, arguments = json.loads(question)
        if name not in _TABLES | _QUESTIONS:
            return ""
        found = getattr(tables, name)
        return _digest(found(**arguments) if callable(found) else found)
    except (CopcalcError, LookupError, TypeError, ValueError):
        return ""


def _digest(answer: Any) -> str:
    if isinstance(answer, pd.DataFrame | pd.Series):
        frame = answer.to_frame() if isinstance(answer, pd.Series) else answer
        cells = frame.to_numpy(object).tolist()
        return _sha256(repr([frame.columns.tolist(), frame.index.tolist(), cells]))
    return _sha256(json.dumps(answer, default=sorted, sort_keys=True))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
