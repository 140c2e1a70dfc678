"""From executed notebooks to one page: chapters joined, code left out, nothing loaded from a network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from importlib import resources
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from copcalc.report.execute import tell
from copcalc.words import Given, Link, Message, current, say

RESULTS = "results.json"
_CONTENTS = "<!-- contents -->"
_SECTION = re.compile(r"<h2>(.*?)</h2>")
_HEADING = re.compile(r"^(#{1,5}) +(.+)$", flags=re.MULTILINE)


def page(notebooks: Sequence[NotebookNode], *, title: Message, subtitle: Message) -> str:
    """Render executed notebooks as one HTML page, in the current language.

    Parameters
    ----------
    notebooks : sequence of nbformat.NotebookNode
        Executed notebooks, in the order of reading. The first opens the page; the headings of the
        others are set one level lower.
    title : Message, keyword-only
        Title of the page.
    subtitle : Message, keyword-only
        Line below the title.

    Returns
    -------
    str
        The page, complete in itself.
    """
    # Loading nbconvert takes seconds, and most commands do not need it.
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    joined = nbformat.v4.new_notebook()
    for number, notebook in enumerate(notebooks):
        for cell in notebook.cells:
            copy = deepcopy(cell)
            tell(copy)
            copy["id"] = f"cell-{len(joined.cells)}"
            if number:
                _lower_headings(copy)
            joined.cells.append(copy)
    template = Path(str(resources.files("copcalc") / "report" / "template"))
    exporter = HTMLExporter(
        config=Config(),
        template_name="page",
        extra_template_basedirs=[str(template)],
        exclude_anchor_links=True,
    )
    style = (template / "page" / "page.css").read_text(encoding="utf-8")
    body, _ = exporter.from_notebook_node(
        joined,
        resources={
            "metadata": {"name": say(title)},
            "page": {
                "title": say(title),
                "subtitle": say(subtitle),
                "language": current(),
                "style": style,
                "say": _say,
                "results": Link(RESULTS, RESULTS),
                "png": lambda name: Link("PNG", f"charts/{name}.png"),
                "svg": lambda name: Link("SVG", f"charts/{name}.svg"),
                "csv": lambda name: Link("CSV", f"tables/{name}.csv"),
            },
        },
    )
    return _with_contents(f"{body.strip()}\n")


def _say(message: str, **given: Given) -> str:
    return say(Message(message, given), as_html=True)


def _with_contents(body: str) -> str:
    """Number the page's sections, and list them where the template leaves room for it."""
    entries: list[str] = []

    def numbered(heading: re.Match[str]) -> str:
        name = f"section-{len(entries) + 1}"
        entries.append(f'<li><a href="#{name}">{heading[1]}</a></li>')
        return f'<h2 id="{name}">{heading[1]}</h2>'

    body = _SECTION.sub(numbered, body)
    return body.replace(_CONTENTS, "<ol>\n" + "\n".join(entries) + "\n</ol>")


def _lower_headings(cell: NotebookNode) -> None:
    if cell.cell_type == "markdown":
        cell.source = _HEADING.sub(r"#\1 \2", cell.source)
    for output in cell.get("outputs", []):
        text = output.get("data", {}).get("text/markdown")
        if text:
            output.data["text/markdown"] = _HEADING.sub(r"#\1 \2", text)
