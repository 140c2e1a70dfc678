"""Mistakes that a user can mend: each says what is wrong, where, and how to fix it."""

from __future__ import annotations


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
        super().__init__(f"{place}{what}.{remedy}")

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


class ReportError(CopcalcError):
    """A report could not be made."""


class DataError(CopcalcError):
    """One or more problems in the tables, one line each.

    Parameters
    ----------
    problems : list of str
        Lines that each name file, row, column, value and fix.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
        # Each line ends with its own full stop.
        super().__init__(f"{count} in the tables:\n  " + "\n  ".join(problems).rstrip("."))
