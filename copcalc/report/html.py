"""Blocks as HTML, in the current language."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from importlib.metadata import version
from urllib.parse import quote

from markupsafe import Markup

from copcalc.report.blocks import Chart, Table, Tiles, Told, in_words
from copcalc.report.templates import TEMPLATES
from copcalc.words import Column, Part, columns_in_words

_LINKED, _ADDRESS = "title", "url"
"""The column that names a source, and the one that tells where it is."""

_BLOCKS = TEMPLATES.get_template("blocks.html.j2").module


def prose(said: Sequence[Sequence[Part]], *, is_key: bool) -> Markup:
    """Write sentences, each number with its key.

    Examples
    --------
    >>> prose([["Is 1 < 2?"]], is_key=False)
    Markup('<p>Is 1 &lt; 2?</p>')
    """
    return _macro("prose", said, is_key)


def table(
    caption: str, columns: Sequence[Column], own: Sequence[bool], *, name: str = ""
) -> Markup:
    """Write a table, its rows of the report's own area marked, the titles of sources as links.

    Parameters
    ----------
    caption : str
        What it is about.
    columns : sequence of Column
        What it shows.
    own : sequence of bool
        Whether a row is about the report's own area.
    name : str, optional, keyword-only
        What its caption is called on the page.

    Examples
    --------
    >>> table("Mine", [Column("n", "Title", ["one"], has_bounds=False)], [False])[:60]
    Markup('<table><caption>Mine</caption><thead><tr><th scope="col">Tit')
    """
    shown = [each for each in columns if each.name != _ADDRESS]
    told = next((each for each in columns if each.name == _ADDRESS), None)
    linked = next((each for each in shown if each.name == _LINKED), None)
    if told is None or linked is None:
        return _macro("table", caption, columns, own, None, None, name)
    # Where a source has several addresses, its title leads to the first.
    addresses = [(text.split() or [""])[0] for text in told.texts]
    return _macro("table", caption, shown, own, linked, addresses, name)


def table_with_file(block: Table, *, is_folded: bool) -> Markup:
    """Write a table that can be scrolled, with a link to its file below; folded, behind its caption."""
    caption, name = in_words(block.caption), f"table-{quote(block.name)}"
    written = table(caption, columns_in_words(block.frame), block.frame.own, name=name)
    return _macro("table_with_file", block.name, written, name, caption if is_folded else "")


def as_shown(written: Markup) -> Markup:
    """Write HTML that a notebook shows: what holds a table can be scrolled; where nothing is left, that is told.

    Examples
    --------
    >>> as_shown(Markup("<b>one</b>"))
    Markup('<b>one</b>')
    """
    if "<table" in written:
        return _macro("scrolled", written, "")
    return written if "<img" in written or written.striptags() else _macro("left_out")


def tiles(block: Tiles) -> Markup:
    """Write headline numbers as tiles."""
    return _macro("tiles", in_words(block.title), block.tiles)


def figure(block: Chart, report: Told) -> Markup:
    """Write a chart with the links to its files; one of ours with its words, and how to cite it."""
    if block.on_page is None:
        return _macro("picture", block, base64.b64encode(block.picture).decode("ascii"))
    drawings = {"wide": block.on_page.wide, "narrow": block.on_page.narrow}
    # What copcalc.report.pictures writes holds nothing that runs or is loaded; of what a notebook puts in
    # its place, the page's policy lets nothing run.
    safe = {form: Markup(drawing) for form, drawing in drawings.items()}
    return _macro("figure", block, safe, in_words(report), version("copcalc"))


def heading(text: str, level: int, name: str = "", *, is_folded: bool = False) -> Markup:
    """Write a heading, with a name to link to if it has one; if it is folded, it opens what follows.

    Examples
    --------
    >>> heading("A & B", 2, "first")
    Markup('<h2 id="first">A &amp; B</h2>')
    """
    return _macro("heading", text, level, name, is_folded)


def _macro(name: str, *given: object) -> Markup:
    return Markup(getattr(_BLOCKS, name)(*given))
