"""What tables are called: their captions, the titles of their columns, and words for their codes."""

from __future__ import annotations

import re

import pandas as pd

from copcalc.assessment import Study, Topic
from copcalc.words.about import assumed
from copcalc.words.language import current
from copcalc.words.message import Given, Message, clauses, name, say
from copcalc.words.names import area_name, indicator_name, names_in, subject_name


def column_title(column: str, topic: Topic | None = None) -> str:
    """Tell the title of a column; its name where it has none.

    Examples
    --------
    >>> column_title("share_of_children"), column_title("my own")
    ('% of children', 'my own')
    """
    if topic and column in _indicators(topic):
        kind = "proxy" if topic.study.framework.is_proxy(column) else "indicator"
        indicator = indicator_name(topic.study, column)
        return say(Message(f"column-of_{kind}", {"indicator": indicator}))
    return _of_column("column", column, topic) or column


def _indicators(topic: Topic | None) -> set[str]:
    """The indicators that a table may speak of, by their ids."""
    return {each.id for each in topic.study.framework.indicators} if topic else set()


def _of_column(kind: str, column: str, topic: Topic | None) -> str:
    """The words for a column, or a code in it; those of its table go before those of all tables."""
    tables = [f"{topic.table}-"] if topic else []
    for table in (*tables, ""):
        if current().has(message := f"{kind}-{table}{column}"):
            return current().format(message)
    return ""


def table_caption(topic: Topic, *, shown: int | None = None, rows: int | None = None) -> str:
    """Tell what a table is about.

    Parameters
    ----------
    topic : Topic
        What its frame is about.
    shown, rows : int, optional, keyword-only
        How many of its rows are shown, and how many there are, where these differ.

    Returns
    -------
    str
        The caption, with what is assumed.

    Examples
    --------
    >>> from copcalc.assessment import by_region, open_study
    >>> table_caption(by_region(open_study(), "hotline").topic)
    'Hotline or reporting portal, by ITU region of today, end of 2014'
    """
    study = topic.study
    given: dict[str, Given] = {
        "area": area_name(study.area),
        "year": study.year,
        "target_year": study.framework.target_year,
    }
    if study.area.kind == "state":
        given["subregion"] = str(study.register.states.at[study.area.code, "m49_subregion"])
    if topic.indicator:
        given["indicator"] = indicator_name(study, topic.indicator)
    if topic.pillar:
        pillar = study.framework.pillar(topic.pillar)
        given |= {"pillar": subject_name(study, pillar), "number": pillar.number}
    caption = Message(f"caption-{topic.table}", given)
    if what := assumed(study):
        caption = Message("caption-assumed", {"caption": caption, "assumed": what})
    if shown is not None and rows is not None and shown < rows:
        part: dict[str, Given] = {"caption": caption, "shown": shown, "rows": rows}
        caption = Message("caption-part", part)
    return say(caption)


def named_caption(table: str, study: Study) -> str:
    """Tell what a table is about that has a name and no topic; empty where no message does.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> named_caption("raw", open_study()), named_caption("my own", open_study())
    ('Tables in data/raw', '')
    """
    message = f"table-{table}"
    given: dict[str, Given] = {"area": area_name(study.area), "year": study.year}
    return say(Message(message, given)) if current().has(message) else ""


def codes_in_words(cells: pd.DataFrame, topic: Topic | None = None) -> pd.DataFrame:
    """Put codes and names of a table into words, and leave all else as it stands.

    Parameters
    ----------
    cells : pandas.DataFrame
        Codes, or some with semicolons between them, names that data give, observations, anything.
    topic : Topic, optional
        What the table is about.

    Returns
    -------
    pandas.DataFrame
        The same rows and columns.

    Examples
    --------
    >>> cells = pd.DataFrame({"strength": ["named"], "hangs_on": "rounding; vintage", "name": "named"})
    >>> codes_in_words(cells).loc[0].tolist()
    ['by name', 'the rounding; the population estimates', 'named']
    """
    names = names_in(topic.study) if topic else {}
    indicators = _indicators(topic)

    def told(column: str, cell: object) -> object:
        if not isinstance(cell, str):
            return cell
        if column == "indicator" and cell in indicators and topic:
            return name(indicator_name(topic.study, cell))
        words = code_in_words("status" if column in indicators else column, cell, topic)
        return name(*names[cell]) if words == cell and cell in names else words

    worded = {column: [told(str(column), cell) for cell in cells[column]] for column in cells}
    return pd.DataFrame(worded, index=cells.index)


def code_in_words(column: str, code: str, topic: Topic | None = None) -> str:
    """Put a code of a column into words, or some with semicolons between them.

    Parameters
    ----------
    column : str
        The column, as frames name it.
    code : str
        What stands there.
    topic : Topic, optional
        What the table is about.

    Returns
    -------
    str
        The words; the code itself where no message has any.

    Examples
    --------
    >>> code_in_words("strength", "named"), code_in_words("name", "named")
    ('by name', 'named')
    """
    words = _of_column("code", f"{column}-{_slug(code)}", topic)
    if words or "; " not in code:
        return words or code
    return clauses([code_in_words(column, part, topic) for part in code.split("; ")])


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
