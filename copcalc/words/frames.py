"""Frames in no language yet: numbers, codes, and names that each language tells in its own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from copcalc.assessment import Observation, Study, Topic, plain, topic_of
from copcalc.words.about import assumed
from copcalc.words.codes import code_of
from copcalc.words.language import current
from copcalc.words.message import Given, Message
from copcalc.words.names import Name, area_name, indicator_name, names_in, subject_name


@dataclass(frozen=True)
class Frame:
    """What stands in a frame, apart from any language.

    Parameters
    ----------
    cells : pandas.DataFrame
        Observations, names, codes, and numbers and texts as they are.
    table : str
        Which table it is: titles of columns and words for codes go by it.
    about : mapping of str to Given
        What it is about, for titles, captions and charts: its area, its year, its sources and the like;
        empty for a frame that nothing is known of.
    titles : mapping of str to Message
        Titles of columns that are not told by their names.
    ranges : tuple of str
        Columns whose numbers may have bounds.
    """

    cells: pd.DataFrame
    table: str = ""
    about: Mapping[str, Given] = field(default_factory=dict)
    titles: Mapping[str, Message] = field(default_factory=dict)
    ranges: tuple[str, ...] = ()

    @property
    def own(self) -> list[bool]:
        """Whether each row is of the area that it is about, and not of another beside it."""
        return [label == self.about.get("code") for label in self.cells.index]

    def numbers(self) -> pd.DataFrame:
        """Return it as numbers to draw, in the library's own units, bounds in columns of their own.

        They have as many digits as what is written (`Observation.as_told`).
        """
        told = self.cells.map(lambda c: c.as_told() if isinstance(c, Observation) else c)
        return plain(told, ranges=self.ranges).infer_objects()


def language_free(frame: pd.DataFrame | Frame, topic: Topic | None = None) -> Frame:
    """Take from a frame what stands in it, apart from any language.

    Parameters
    ----------
    frame : pandas.DataFrame or Frame
        A frame that `copcalc` made, whole or in part, or any other. A `Frame` is returned as it is.
    topic : Topic, optional
        What a frame is about that does not know it itself.

    Returns
    -------
    Frame
        The same rows. Names that data give are `Name`, as are statuses in a column for an indicator.

    Examples
    --------
    >>> from copcalc.assessment import by_region, open_study
    >>> regions = language_free(by_region(open_study(), "hotline").head(1)[["region", "strength", "yes"]])
    >>> regions.cells.loc["africa"].tolist()[1:]
    ['named', <africa.2014.hotline.named.yes: 2 countries>]
    >>> regions.cells.at["africa", "region"].key, regions.about["area"].key
    ('area-africa', 'area-world')
    """
    if isinstance(frame, Frame):
        return frame
    known = topic_of(frame)
    cells = frame.cells() if known else pd.DataFrame(frame)
    topic = known or topic
    ranges = tuple(
        name for name in map(str, cells) if f"{name}_low" in frame and f"{name}_low" not in cells
    )
    if not topic:
        return Frame(cells, ranges=ranges)
    study = topic.study
    indicators = {each.id: indicator_name(study, each.id) for each in study.framework.indicators}
    titles = {
        column: Message(f"column-of_{_role(study, column)}", {"indicator": indicators[column]})
        for column in map(str, cells)
        if column in indicators
    }
    counts = study.framework.related_counts
    titles |= {
        column: Message("column-of_count", {"count": names_in(study)[counts[column].name]})
        for column in map(str, cells)
        if column in counts
    }
    return Frame(_named(cells, topic, indicators), topic.table, _facts(topic), titles, ranges)


def _role(study: Study, indicator: str) -> str:
    return "proxy" if study.framework.is_proxy(indicator) else "indicator"


def _named(cells: pd.DataFrame, topic: Topic, indicators: Mapping[str, Name]) -> pd.DataFrame:
    """Cells with names in the place of what data call things; codes stay, for those who reckon with them."""
    names = names_in(topic.study)

    def named(column: str, cell: object) -> object:
        if not isinstance(cell, str):
            return cell
        if column == "indicator" and cell in indicators:
            return indicators[cell]
        if column in indicators:
            return Name(code) if (code := code_of("status", cell, topic.table)) else cell
        return cell if code_of(column, cell, topic.table) else names.get(cell, cell)

    columns = {column: [named(str(column), cell) for cell in cells[column]] for column in cells}
    return pd.DataFrame(columns, index=cells.index)


def _facts(topic: Topic) -> dict[str, Given]:
    """What is known of a topic, for what is said of its frame and drawn of it."""
    study = topic.study
    facts: dict[str, Given] = {
        "area": area_name(study.area),
        "code": study.area.code,
        "year": study.year,
        "target_year": study.framework.target_year,
        "source": study.framework.source.citation,
        "children": study.children_source,
        "assumed": assumed(study),
    }
    if study.area.kind == "state":
        facts["subregion"] = str(study.register.states.at[study.area.code, "m49_subregion"])
    if topic.indicator:
        facts |= {
            "indicator": indicator_name(study, topic.indicator),
            "role": _role(study, topic.indicator),
            "evidence": study.evidence_source(topic.indicator),
            "evidence_worldwide": study.evidence_source(topic.indicator, study.register.world),
        }
    if topic.pillar == "goal" and study.framework.goal:
        facts["pillar"] = subject_name(study, study.framework.goal)
    elif topic.pillar:
        pillar = study.framework.pillar(topic.pillar)
        facts |= {"pillar": subject_name(study, pillar), "number": pillar.number}
    names = names_in(study) if topic.terms else {}
    for term, what in topic.terms.items():
        known = names.get(what, what) if isinstance(what, str) else what
        facts[term] = Name(f"model-{what}") if term == "model" else known
    return facts


def named_caption(frame: Frame) -> Message | str:
    """Caption a table that goes by its name alone; an empty text where no message does.

    Examples
    --------
    >>> named_caption(Frame(pd.DataFrame(), table="raw")), named_caption(Frame(pd.DataFrame()))
    (Message(id='table-raw', given={}), '')
    """
    message = f"table-{frame.table}"
    return Message(message, frame.about) if current().has(message) else ""


def table_caption(frame: Frame, *, rows: int | None = None) -> Message:
    """Caption a table.

    Parameters
    ----------
    frame : Frame
        What it shows, with what it is about.
    rows : int, optional, keyword-only
        How many rows there are, where some are not shown.

    Returns
    -------
    Message
        The caption, with what is assumed.

    Examples
    --------
    >>> from copcalc.assessment import by_region, open_study
    >>> from copcalc.words import say
    >>> say(table_caption(language_free(by_region(open_study(), "hotline"))))
    'Hotline or reporting portal, by ITU region of today, end of 2014'
    """
    caption = Message(f"caption-{frame.table}", frame.about)
    if frame.about["assumed"]:
        caption = Message("caption-assumed", {**frame.about, "caption": caption})
    shown = len(frame.cells)
    if rows is not None and shown < rows:
        caption = Message("caption-part", {"caption": caption, "shown": shown, "rows": rows})
    return caption
