"""Mistakes that a user can mend: each says what is wrong, where, and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a table, and how to mend it.

    Parameters
    ----------
    what : str
        What is wrong, without a full stop at the end.
    fix : str
        What to do about it, as a sentence or several.
    file : str
        The table's file, relative to data/raw.
    sheet : str, optional
        The sheet, where the file is a workbook.
    row : int, optional
        The row as a spreadsheet counts, the header being 1; None where it is about the whole table.
    column : str, optional
        The column's name.
    value : str, optional
        What stands in the cell.

    Examples
    --------
    >>> print(Problem("is no year", "Correct it.", "mine.csv", row=3, column="since", value="two"))
    mine.csv, row 3, column since, value 'two': is no year. Correct it.
    """

    what: str
    fix: str
    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None

    @property
    def place(self) -> str:
        """Where it is, as far as it can be narrowed down to a cell."""
        parts = {"sheet": self.sheet, "row": self.row, "column": self.column}
        told = [self.file, *(f"{name} {part}" for name, part in parts.items() if part)]
        return ", ".join([*told, f"value {self.value!r}"] if self.value else told)

    def __str__(self) -> str:
        return f"{self.place}: {self.what}. {self.fix}".rstrip()


class CopcalcError(Exception):
    """A mistake in a file, a name or an argument, told in plain words.

    Parameters
    ----------
    what : str
        What is wrong, without a full stop at the end.
    where : str
        The file, key, row or argument it was found in.
    fix : str
        What to do about it.

    Examples
    --------
    >>> print(CopcalcError("no table 'x.csv'", where="data/raw", fix="Put the table there."))
    data/raw: no table 'x.csv'. Put the table there.
    """

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        self.what, self.where, self.fix = what, where, fix
        place = f"{where}: " if where else ""
        remedy = f" {fix}" if fix else ""
        stop = "" if what.endswith((".", "?")) else "."
        super().__init__(f"{place}{what}{stop}{remedy}")

    def __reduce__(self) -> tuple[Any, ...]:
        # With all its parts and notes, also where it comes out of another process.
        again = partial(type(self), self.what, where=self.where, fix=self.fix)
        return again, (), self.__dict__

    def _render_traceback_(self) -> list[str]:
        # IPython shows these lines in place of a traceback.
        return [f"{type(self).__name__}: {self}"]


class FrameworkError(CopcalcError):
    """A framework file does not say what it should."""


class AreaError(CopcalcError):
    """An area is unknown or its name is ambiguous."""


class MeasureError(CopcalcError, ValueError):
    """An argument of a calculation makes no sense."""


class DenominatorError(MeasureError, TypeError):
    """A share of countries met a share of children in one sum."""


class TooFewSamplesError(MeasureError):
    """A sample saw nothing of what changes a result."""


class ReportError(CopcalcError):
    """A report could not be made."""


def unwritable(reports: str, error: OSError) -> CopcalcError:
    """Tell that reports can't be written to a folder, and why.

    Parameters
    ----------
    reports : str
        The folder.
    error : OSError
        What the system says.

    Returns
    -------
    CopcalcError
        To be raised.
    """
    return CopcalcError(
        f"reports can't be written here ({error.strerror})",
        where=reports,
        fix="Make the folder writable, or choose another with --output.",
    )


class BusyError(CopcalcError):
    """Somebody else is at work here; later it will do."""


class DataError(CopcalcError):
    """One or more problems in the tables, one line each.

    Parameters
    ----------
    problems : iterable of Problem
        In the order in which they are told. ``pandas.DataFrame(error.problems)`` makes a table of them.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = f"{len(self.problems)} problem{'s' if len(self.problems) != 1 else ''}"
        super().__init__("\n  ".join([f"{count} in the tables:", *map(str, self.problems)]))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems,)
