"""A report as one HTML page, in the current language: nothing runs on it, nothing is loaded from a network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import mistune
from markupsafe import Markup

from copcalc.report import html
from copcalc.report.blocks import (
    Block,
    Chart,
    Heading,
    Imprint,
    Markdown,
    Prose,
    Report,
    Table,
    Tiles,
    Told,
    in_words,
)
from copcalc.report.folder import RESULTS
from copcalc.report.sanitised import is_picture, sanitised
from copcalc.report.templates import TEMPLATES, as_it_is
from copcalc.report.typeface import font_faces
from copcalc.words import current, say

_LOWEST = 6


class _Section(NamedTuple):
    """A section of the page, as the contents list it."""

    name: str
    text: str


class _Body:
    """Blocks set below each other, and the sections that they open."""

    def __init__(self, report: Told) -> None:
        self._report = report
        self.blocks: list[Markup] = []
        self.sections: list[_Section] = []
        self._lowered = 0
        self._open: list[tuple[int, Markup]] = []
        self._below_chart = False
        self._is_text_folded = False
        self._markdown = mistune.create_markdown(
            renderer=_Texts(self._heading_of_text), plugins=["strikethrough", "table", "url"]
        )

    def add(self, block: Block, *, lowered: int) -> None:
        """Set a block below the others, its headings lowered by so many levels."""
        self._lowered = lowered
        self.blocks.append(self._written(block))

    def finish(self) -> None:
        """End what the last block left open."""
        if self.blocks:
            self.blocks[-1] += self._closed(0)

    def _written(self, block: Block) -> Markup:
        if isinstance(block, Heading):
            return self._heading(in_words(block.text), block.level, is_folded=block.is_folded)
        if isinstance(block, Markdown):
            self._is_text_folded = block.is_folded
            return Markup(str(self._markdown(in_words(block.text))).strip())
        if isinstance(block, Prose):
            return html.prose(block.said(), is_key=block.is_key)
        if isinstance(block, Tiles):
            return html.tiles(block)
        if isinstance(block, Table):
            # Below a chart it tells the same once more, to be looked up.
            return html.table_with_file(block, is_folded=block.is_folded or self._below_chart)
        if isinstance(block, Chart):
            self._below_chart = True
            return html.figure(block, self._report)
        return html.as_shown(sanitised(block.html))

    def _heading(self, text: str, level: int, *, is_folded: bool) -> Markup:
        """Write a heading; what it opens lasts until the next one of its level or above."""
        level, name = min(level + self._lowered, _LOWEST), ""
        if level == 2:
            name = f"section-{len(self.sections) + 1}"
            self.sections.append(_Section(name, text))
        self._below_chart = False
        heading = self._closed(level) + html.heading(text, level, name, is_folded=is_folded)
        self._open += [(level, Markup("</details>"))] if is_folded else []
        if level == 2:
            self._open.append((level, Markup("</div>")))
            heading += Markup('<div class="flow">')
        return heading

    def _heading_of_text(self, text: str, level: int) -> Markup:
        return self._heading(text, level, is_folded=self._is_text_folded)

    def _closed(self, level: int) -> Markup:
        """End what headings of this level and lower ones opened."""
        ended = [tag for at, tag in self._open if at >= level]
        self._open = [each for each in self._open if each[0] < level]
        return Markup("").join(reversed(ended))


class _Texts(mistune.HTMLRenderer):
    """Markdown as HTML; tags that stand in it are shown as they are written."""

    def __init__(self, write_heading: Callable[[str, int], Markup]) -> None:
        super().__init__(escape=True)
        self._write_heading = write_heading
        self._depth = 0

    def render_tokens(self, tokens: Iterable[dict[str, Any]], state: mistune.BlockState) -> str:
        """Write what stands in a text, or in a quotation, a list or another part of it."""
        self._depth += 1
        try:
            return super().render_tokens(tokens, state)
        finally:
            self._depth -= 1

    def table(self, text: str) -> str:
        """Write a table that can be scrolled."""
        return f"{html.as_shown(Markup(f'<table>{text}</table>'))}\n"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Write a picture that is part of the text; of one that would be loaded, its words alone."""
        words = mistune.escape(Markup(text).striptags() or url)
        if not is_picture(url):
            return words
        return f'<img src="{mistune.escape(url)}" alt="{words}">'

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        """Write a heading as those of other blocks are; one inside a quotation or a list opens nothing."""
        if self._depth > 1:
            return super().heading(text, level, **attrs)
        return f"{self._write_heading(Markup(text), level)}\n"


def _opening(chapter: Sequence[Block]) -> int:
    """How many blocks are the first screen: all to the last key message, and a chart next to that."""
    keys = [n for n, each in enumerate(chapter, 1) if isinstance(each, Prose) and each.is_key]
    if not keys:
        return 0
    has_chart = keys[-1] < len(chapter) and isinstance(chapter[keys[-1]], Chart)
    return keys[-1] + has_chart


def page(report: Report) -> str:
    """Write a report as one HTML page, in the current language.

    Parameters
    ----------
    report : Report
        What it shows. Charts are shown as they were drawn.

    Returns
    -------
    str
        The page, complete in itself.

    Examples
    --------
    >>> from copcalc.report.blocks import Prose
    >>> from copcalc.words import Message
    >>> chapter = (Heading("First"), Prose(("Is 1 < 2?",)))
    >>> written = page(Report(Message("page-contents"), Message("page-table"), (chapter,)))
    >>> [line for line in written.splitlines() if "section-1" in line or "Is 1" in line]
    ['<li><a href="#section-1">First</a></li>', '<h2 id="section-1">First</h2><div class="flow">', '<p>Is 1 &lt; 2?</p></div>']
    """
    body = _Body(report.title)
    chapters = [[b for b in each if not isinstance(b, Imprint)] for each in report.chapters]
    imprint = [b for each in report.chapters for b in each if isinstance(b, Imprint)]
    opened = _opening(chapters[0]) if chapters else 0
    for number, chapter in enumerate(chapters):
        for block in chapter:
            if len(body.blocks) == opened:
                body.finish()
            body.add(block, lowered=min(number, 1))
    body.finish()
    written = TEMPLATES.get_template("page.html.j2").render(
        language=current(),
        title=say(report.title),
        subtitle=say(report.subtitle),
        style=as_it_is("page.css"),
        ways=report.ways,
        contents=body.sections,
        opening=body.blocks[:opened],
        blocks=body.blocks[opened:],
        imprint=[html.prose(each.said(), is_key=False) for each in imprint],
        results=RESULTS,
    )
    # The last thing: it holds the signs that are on the page.
    return written.replace("<style>", f"<style>\n{font_faces(written)}", 1)
