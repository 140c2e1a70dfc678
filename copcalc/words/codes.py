"""Words for the codes that stand in tables."""

from __future__ import annotations

import re

from copcalc.words.language import current
from copcalc.words.message import clauses


def code_in_words(column: str, code: str, table: str = "") -> str:
    """Put a code of a column into words, or some with semicolons between them.

    Parameters
    ----------
    column : str
        The column, as frames name it.
    code : str
        What stands there.
    table : str
        The table, whose words go before those of all tables.

    Returns
    -------
    str
        The words; the code itself where no message has any.

    Examples
    --------
    >>> code_in_words("strength", "named"), code_in_words("name", "named")
    ('that names the state', 'named')
    >>> code_in_words("hangs_on", "rounding; vintage")
    'the rounding; the population estimates'
    """
    if message := code_of(column, code, table):
        return current().format(message)
    if "; " not in code:
        return code
    return clauses([code_in_words(column, part, table) for part in code.split("; ")])


def code_of(column: str, code: str, table: str = "") -> str:
    """Find the message that tells a code of a column; an empty text where none does.

    Examples
    --------
    >>> code_of("strength", "named"), code_of("name", "named")
    ('code-strength-named', '')
    """
    return of_table("code", f"{column}-{_slug(code)}", table)


def of_table(kind: str, what: str, table: str) -> str:
    """Find the message for a column, or a code in it; those of its table go before those of all tables.

    Examples
    --------
    >>> of_table("column", "yes", "regions"), of_table("column", "my own", "regions")
    ('column-yes', '')
    """
    messages = [f"{kind}-{table}-{what}", f"{kind}-{what}"]
    return next(filter(current().has, messages if table else messages[1:]), "")


def _slug(code: str) -> str:
    """A code as a part of a message's id."""
    return "_".join(re.findall(r"[A-Za-z0-9_]+", code)) or "none"


def reason_in_words(reason: str) -> str:
    """Tell why a cell of a table has no number.

    Examples
    --------
    >>> reason_in_words("not_set"), reason_in_words("no_children")
    ('not set', 'no data')
    """
    message = f"reason-{reason}"
    return current().format(message if current().has(message) else "no_data")
