"""What an executed notebook shows, as blocks, and the numbers that it recorded."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

from nbformat import NotebookNode

from copcalc.assessment import RECORD
from copcalc.report.blocks import Block, Chart, Html, Markdown, Picture, Told
from copcalc.report.stored import BLOCK_TYPE, NUMBERS_TYPE, PICTURE_TYPE, from_json
from copcalc.words import Message, current

NOT_ON_PAGE = "not-on-page"
FOLDED = "folded"
"""Tags of cells: those that a page leaves aside, and texts whose sections a reader opens."""


def blocks_of(notebook: NotebookNode) -> tuple[Block, ...]:
    """Read what an executed notebook shows.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        The notebook. Cells tagged "not-on-page" are left aside.

    Returns
    -------
    tuple of Block
        Its texts, what its record showed, and pictures, Markdown and HTML that it showed otherwise.

    Raises
    ------
    ReportError
        As `from_json`.
    """
    blocks: list[Block] = []
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if NOT_ON_PAGE in tags:
            continue
        if cell.cell_type == "markdown":
            blocks.append(Markdown(text_of(cell), FOLDED in tags))
        for output in cell.get("outputs", []):
            block = _block_of(output)
            blocks += [block] if block else []
    return tuple(blocks)


def text_of(cell: NotebookNode) -> Told:
    """Read a cell of Markdown: the message of its id, or else its own text with the pictures that belong to it."""
    named = cell.get("id", "")
    if current().has(named):
        return Message(named)
    text = str(cell.source)
    for name, kinds in cell.get("attachments", {}).items():
        for kind, content in kinds.items():
            text = text.replace(f"(attachment:{name})", f"(data:{kind};base64,{content})")
    return text


def _block_of(output: NotebookNode) -> Block | None:
    data = output.get("data", {})
    picture = base64.b64decode(data.get("image/png", ""))
    if BLOCK_TYPE in data:
        block: Block = from_json(data[BLOCK_TYPE])
        if not isinstance(block, Chart):
            return block
        seen = data.get(PICTURE_TYPE)
        return replace(block, picture=picture, on_page=Picture(**seen) if seen else None)
    if picture:
        return Chart("", output.metadata.get("image/png", {}).get("alt", ""), picture)
    if "text/markdown" in data:
        return Markdown(data["text/markdown"])
    return Html(data["text/html"]) if "text/html" in data else None


def numbers_of(notebook: NotebookNode) -> list[dict[str, Any]] | None:
    """Read the numbers that an executed notebook recorded.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        The notebook.

    Returns
    -------
    list of dict, or None
        Rows of results.json; None if it did not finish its record.
    """
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if (rows := output.get("data", {}).get(NUMBERS_TYPE)) is not None:
                # A notebook sorts what it stores by name.
                return [{name: row[name] for name in RECORD if name in row} for row in rows]
    return None
