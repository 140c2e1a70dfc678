"""What tables are called: their captions, the titles of their columns, and words for their codes."""

from __future__ import annotations

from copcalc.assessment import Topic
from copcalc.words.about import assumed
from copcalc.words.language import current
from copcalc.words.message import Given, Message, say
from copcalc.words.names import area_name, indicator_name, subject_name


def column_title(column: str, topic: Topic | None = None) -> str:
    """Tell the title of a column; its name where it has none.

    Examples
    --------
    >>> column_title("share_of_children"), column_title("my own")
    ('% of children', 'my own')
    """
    framework = topic.study.framework if topic else None
    if topic and framework and column in {indicator.id for indicator in framework.indicators}:
        indicator = indicator_name(topic.study, column)
        proxy = "proxy" if framework.is_proxy(column) else "indicator"
        return say(Message(f"column-of_{proxy}", {"indicator": indicator}))
    return _of_column("column", column, topic) or column


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


def code_in_words(column: str, code: object, topic: Topic | None = None) -> object:
    """Put a code of a column, or some with semicolons between them, into words, where there are any.

    Examples
    --------
    >>> code_in_words("strength", "named"), code_in_words("name", "named")
    ('by name', 'named')
    >>> code_in_words("hangs_on", "rounding; vintage")
    'the rounding; the population estimates'
    """
    if not isinstance(code, str):
        return code
    told = [
        _of_column("code", f"{column}-{part or 'none'}", topic) or part for part in code.split("; ")
    ]
    return "; ".join(told)


def reason_in_words(reason: str) -> str:
    """Tell why a cell of a table has no number.

    Examples
    --------
    >>> reason_in_words("not_set"), reason_in_words("no_children")
    ('not set', 'no data')
    """
    message = f"reason-{reason}"
    return current().format(message if current().has(message) else "no_data")
