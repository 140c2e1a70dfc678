"""What a notebook says, shows and counts, kept so that nothing on a page is without its number.

A notebook opens one `Record`, adds numbers, says sentences made from them, shows tables and charts, and
finishes. With a folder to save to, all of it is written there as well: that is how reports are made.
"""

from __future__ import annotations

import html as markup
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import display
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from copcalc.assessment import Observation, Study, Topic, observed, topic_of
from copcalc.charts import figure_of
from copcalc.report import html
from copcalc.report.blocks import (
    Block,
    Chart,
    Heading,
    Imprint,
    Prose,
    Table,
    Tiles,
    Told,
    in_words,
)
from copcalc.report.files import PRINT_DPI, SCREEN_DPI, chart_of, save_chart, save_table
from copcalc.report.stored import BLOCK_TYPE, NUMBERS_TYPE, PICTURE_TYPE, keep, to_json
from copcalc.words import (
    Headline,
    Message,
    as_text,
    columns_in_words,
    current,
    language_free,
    named_caption,
    say,
    table_caption,
)


class Record:
    """Collects and shows what one notebook finds.

    Parameters
    ----------
    study : Study
        The question that the notebook answers.
    chapter : str
        Short name of the notebook's part of a report, as "gap-legal".
    save_to : str
        Folder to write tables and charts to; empty: only show them. With a folder, what is shown
        is kept in no language too, beside the outputs of the cells, so that a page can be made of it.

    Examples
    --------
    >>> from copcalc.assessment import assess_pillar, open_study
    >>> study = open_study()
    >>> record = Record(study, "example")
    >>> record.add(assess_pillar(study, "technical").observations())
    >>> record.numbers["world.2014.technical.published.to_add"].value
    85
    """

    def __init__(self, study: Study, chapter: str, *, save_to: str = "") -> None:
        self.study = study
        self.chapter = chapter
        self.numbers: dict[str, Observation] = {}
        self._folder = Path(save_to) if save_to else None
        self._headings: list[Heading] = []

    def add(self, observations: Iterable[Observation]) -> None:
        """Record what is measured.

        Parameters
        ----------
        observations : iterable of Observation
            New ones, or the same again. Those that are not measured are left aside.

        Raises
        ------
        ReportError
            If a key is taken by another number.
        """
        self._keep(each for each in observations if each.is_measured)

    def _keep(self, observations: Iterable[Observation]) -> None:
        for each in observations:
            keep(self.numbers, each, where=self.chapter)

    def heading(self, heading: str | Message, level: int = 2, *, folded: bool = False) -> None:
        """Put a heading above what is shown next; none is shown above nothing.

        Parameters
        ----------
        heading : str or Message
            The name of a heading that the message files tell, as "what-is-known", or a text of your own.
        level : int
            1 for a chapter, 2 for a section.
        folded : bool, keyword-only
            Whether a page shows the heading alone until a reader opens it: for what few readers look up.
        """
        if isinstance(heading, str) and current().has(f"heading-{heading}"):
            heading = Message(f"heading-{heading}")
        above = [each for each in self._headings if each.level < level]
        self._headings = [*above, Heading(heading, level, folded)]

    def _show(self, block: Block, data: Mapping[str, Any]) -> None:
        """Show a block as notebooks do, below the headings that wait for it."""
        headings, self._headings = self._headings, []
        for heading in headings:
            text = in_words(heading.text)
            marked = f"{'#' * heading.level} {markup.escape(text, quote=False)}"
            self._display(heading, {"text/markdown": marked, "text/plain": text})
        self._display(block, data)

    def _display(self, block: Block, data: Mapping[str, Any]) -> None:
        kept: dict[str, Any] = {BLOCK_TYPE: to_json(block)} if self._folder else {}
        if isinstance(block, Chart) and block.on_page:
            kept[PICTURE_TYPE] = asdict(block.on_page)
        alt = {"image/png": {"alt": block.description}} if isinstance(block, Chart) else {}
        display({**data, **kept}, raw=True, metadata=alt)

    def note(self, text: str) -> None:
        """Show a plain remark, without numbers."""
        self._prose(Prose((text,)))

    def say(self, sentences: Sequence[Message]) -> None:
        """Show sentences, and record the numbers that they say.

        Parameters
        ----------
        sentences : sequence of Message
            What to say; nothing is shown if there is none.

        Raises
        ------
        CopcalcError
            If a sentence says a number that it was not given.
        """
        self._say(sentences)

    def answer(self, question: str | Message, sentences: Sequence[Message]) -> None:
        """Show key messages below the question that they answer; nothing where nothing is said.

        Parameters
        ----------
        question : str or Message
            A heading, as `heading` takes it.
        sentences : sequence of Message
            The answer, as `say` takes it.

        Raises
        ------
        CopcalcError
            If a sentence says a number that it was not given.
        """
        if sentences:
            self.heading(question)
            self._say(sentences, is_key=True)

    def headline(self, headline: Headline | None) -> None:
        """Show headline numbers or statuses as tiles, and record the numbers; nothing, where there is none.

        Parameters
        ----------
        headline : Headline or None
            What to show, as `copcalc.words.headline_of_area` and `headline_of_state` give it.

        Raises
        ------
        CopcalcError
            If a tile says a number that it was not given.
        """
        if headline is None:
            return
        for tile in headline.tiles:
            self._keep_said(tile.messages())
        tiles = Tiles(headline.title, headline.tiles)
        plain = [in_words(headline.title)]
        plain += [": ".join(map(say, tile.messages())) for tile in tiles.tiles]
        self._show(tiles, {"text/html": html.tiles(tiles), "text/plain": "\n".join(plain)})

    def imprint(self, sentences: Sequence[Message]) -> None:
        """Tell of when the data are and how to cite the report: at the end of its page, wherever it is told.

        Parameters
        ----------
        sentences : sequence of Message
            As `copcalc.words.imprint` gives them.

        Raises
        ------
        CopcalcError
            If a sentence says a number that it was not given.
        """
        self._keep_said(sentences)
        self._prose(Imprint(tuple(sentences)))

    def _say(self, sentences: Sequence[Message], *, is_key: bool = False) -> None:
        if sentences:
            self._keep_said(sentences)
            self._prose(Prose(tuple(sentences), is_key))

    def _keep_said(self, sentences: Iterable[Message]) -> None:
        for sentence in sentences:
            self._keep(sentence.observations())

    def _prose(self, prose: Prose) -> None:
        said = prose.said()
        plain = "\n".join(map(as_text, said))
        self._show(prose, {"text/html": html.prose(said, is_key=prose.is_key), "text/plain": plain})

    def table(
        self, frame: pd.DataFrame, *, name: str = "", caption: str = "", folded: bool = False
    ) -> None:
        """Show a table, record its numbers, and save it as CSV.

        Parameters
        ----------
        frame : pandas.DataFrame
            The rows and columns in the order to show, the first column as the rows' headings: a frame that
            `copcalc` made, whole or in part, with columns of the reader's own if there are any; or one
            whose cells are observations or texts. Nothing is shown of a frame without rows, nor of a column
            in which nothing stands.
        name : str, keyword-only
            Short name, unique in the report; the file is tables/<name>.csv. By default its topic tells.
        caption : str, keyword-only
            What the table is about; by default its topic tells, or its name.
        folded : bool, keyword-only
            Whether a page shows its caption alone until a reader opens it: for one whose numbers are said
            already. A table below a chart in the same section is folded in any case.
        """
        if frame.empty:
            return
        known = topic_of(frame)
        name = name or (known.name if known else "table")
        shown = language_free(frame, Topic(name, self.study))
        told: Told = caption
        if not caption:
            told = table_caption(shown, rows=frame.rows_in_all) if known else named_caption(shown)
        self._keep(observed(shown.cells))
        columns = columns_in_words(shown)
        texts = pd.DataFrame({n: each.texts for n, each in enumerate(columns)})
        texts = texts.set_axis([each.title for each in columns], axis=1)
        page, plain = html.table(in_words(told), columns, shown.own), texts.to_string(index=False)
        self._show(Table(name, told, shown, folded), {"text/html": page, "text/plain": plain})
        if self._folder:
            save_table(name, columns, self._folder)

    def chart(self, name: str, ax: Axes) -> None:
        """Show a chart with its description, and save it with its data; nothing, where it draws nothing.

        Parameters
        ----------
        name : str
            Short name, unique in the report; the files are charts/<name>.png, .svg and .csv.
        ax : matplotlib.axes.Axes
            A chart that carries a description (`copcalc.charts.describe`).

        Raises
        ------
        ReportError
            If the chart has no description.
        """
        figure = figure_of(ax)
        if ax.has_data():
            block = chart_of(ax, name, dpi=PRINT_DPI if self._folder else SCREEN_DPI)
            shown = {"image/png": block.picture, "text/plain": block.description}
            if self._folder:
                block = save_chart(ax, block, self._folder)
            self._show(block, shown)
        plt.close(figure)

    def finish(self) -> None:
        """Show all recorded numbers: the last thing that a notebook does, and what results.json is made of."""
        rows = [number.as_record() for number in self.numbers.values()]
        plain = say(Message("recorded", {"count": len(rows)}))
        display({NUMBERS_TYPE: rows, "text/plain": plain}, raw=True)
