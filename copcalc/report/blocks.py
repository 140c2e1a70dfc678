"""What a report shows, in no language yet and in no format: one block a heading, a text, a table, a chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from copcalc.charts import Drawing
from copcalc.words import Frame, Message, Part, Tile, parts, say

Told: TypeAlias = "Message | str"
"""A message, or a text in its author's own words."""


def in_words(told: Told) -> str:
    """Tell a message in the current language, or a text as it is.

    Examples
    --------
    >>> in_words(Message("page-table")), in_words("My own")
    ('Table', 'My own')
    """
    return told if isinstance(told, str) else say(told)


@dataclass(frozen=True)
class Heading:
    """A heading above what follows: of a chapter (level 1), of a section (2) or of a part of one (3).

    What is folded shows its heading alone, until a reader opens it.
    """

    text: Told
    level: int = 2
    is_folded: bool = False


@dataclass(frozen=True)
class Prose:
    """Sentences, each a paragraph; or the key messages of a report."""

    sentences: tuple[Told, ...]
    is_key: bool = False

    def said(self) -> list[list[Part]]:
        """Say each sentence in the current language, its numbers apart from the words."""
        return [parts(each) if isinstance(each, Message) else [each] for each in self.sentences]


@dataclass(frozen=True)
class Imprint(Prose):
    """What stands at the end of the whole report: of when its data are, and how to cite it."""


@dataclass(frozen=True)
class Markdown:
    """A text of a notebook, headings included; what stands below these may be folded."""

    text: Told
    is_folded: bool = False


@dataclass(frozen=True)
class Table:
    """A table: the name of its file, its caption, what it shows; folded, its caption stands alone at first."""

    name: str
    caption: Told
    frame: Frame
    is_folded: bool = False


@dataclass(frozen=True)
class Picture:
    """A chart as a page shows it.

    Parameters
    ----------
    title, subtitle, note : str
        The words around the drawing, which the page sets itself.
    wide, narrow : str
        The drawing as SVG, for a screen and for a phone.
    """

    title: str
    subtitle: str
    note: str
    wide: str
    narrow: str


@dataclass(frozen=True)
class Chart:
    """A chart as it was drawn.

    Parameters
    ----------
    name : str
        Name of its files; empty for one that has none.
    description : str
        What is seen on it, in words.
    picture : bytes
        It as PNG.
    drawing : Drawing, optional
        What it is made of; None for one that can't be drawn again.
    on_page : Picture, optional
        It as a page shows it; None for one that is shown as PNG.
    """

    name: str
    description: str
    picture: bytes = b""
    drawing: Drawing | None = None
    on_page: Picture | None = None


@dataclass(frozen=True)
class Tiles:
    """Headline numbers, or statuses, next to each other: what they are about, and the tiles."""

    title: Told
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Html:
    """What a notebook shows in HTML of its own."""

    html: str


Block: TypeAlias = Heading | Prose | Markdown | Table | Chart | Tiles | Html
"""One piece of what a report shows."""


@dataclass(frozen=True)
class Way:
    """Where else a page leads: what is there, and its address from the page."""

    to: Message
    address: str


@dataclass(frozen=True)
class Report:
    """All that a report shows.

    Parameters
    ----------
    title, subtitle : Message
        What stands above it.
    chapters : tuple of tuple of Block
        Chapters in the order of reading. The first opens the report; the headings of the others are set one
        level lower.
    ways : tuple of Way
        Where the list of all reports stands, and in it what the report's area is part of, the widest first.
    """

    title: Message
    subtitle: Message
    chapters: tuple[tuple[Block, ...], ...]
    ways: tuple[Way, ...] = ()
