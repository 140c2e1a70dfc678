"""A report as PDF: its page on A4, tagged, with bookmarks; nothing is loaded from a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import SubElement

from copcalc.data.written import write_at_once
from copcalc.errors import CopcalcError
from copcalc.report.folder import PAGE, PDF

VARIANT = "pdf/ua-1"
"""The standard of tagged documents that readers of all abilities can use."""

_LEFT_OUT = {"narrow", "cite"}
_SVG = "{http://www.w3.org/2000/svg}"


def printer() -> Any:
    """Load what prints pages.

    Returns
    -------
    module
        WeasyPrint.

    Raises
    ------
    CopcalcError
        If it is not installed, or lacks the libraries that it needs.
    """
    try:
        import weasyprint
    except ImportError:
        raise CopcalcError(
            "WeasyPrint, which writes PDF, is not installed",
            fix='Install it: pip install --constraint constraints.txt ".[pdf]".',
        ) from None
    except OSError as error:
        first = str(error).splitlines()[0]
        raise CopcalcError(
            f"WeasyPrint, which writes PDF, lacks a library of the system ({first})",
            fix="Install Pango; on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0.",
        ) from None
    return weasyprint


def write_pdf(folder: Path) -> None:
    """Print the page of a report as report.pdf beside it: as it stands there, without what is folded.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the report.

    Raises
    ------
    CopcalcError
        As `printer`.
    """
    weasyprint = printer()
    page = weasyprint.HTML(
        string=(folder / PAGE).read_text(encoding="utf-8"),
        # Links to files beside the page stay links to files beside it, and name no folder of this machine.
        base_url="about:blank",
        url_fetcher=weasyprint.urls.URLFetcher(allowed_protocols={"data"}),
    )
    _leave_out_what_is_hidden(page.etree_element)
    _describe_drawings(page.etree_element)
    write_at_once(folder / PDF, page.write_pdf(pdf_variant=VARIANT))


def _leave_out_what_is_hidden(page: Any) -> None:
    """Empty what the page's style does not show on paper, which would take most of the time."""
    for element in list(page.iter()):
        is_folded = element.tag == "details" and "open" not in element.attrib
        if is_folded or element.get("class") in _LEFT_OUT:
            element[:] = []
            element.text = None


def _describe_drawings(page: Any) -> None:
    """Tell what is seen on a drawing where a document looks for it, and on a page it would follow the mouse."""
    for described in page.iterfind(".//*[@aria-label]"):
        for drawing in described.iterfind(f"{_SVG}svg"):
            title = SubElement(drawing, f"{_SVG}title")
            title.text = described.get("aria-label")
