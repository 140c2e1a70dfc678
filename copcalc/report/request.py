"""What a report is asked to be, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from copcalc.assessment import USUAL_FRAMEWORK, USUAL_VINTAGE, Study
from copcalc.data import Area
from copcalc.framework import Framework
from copcalc.report.chapters import Chapter, chapters

USUAL_TIMEOUT = 600
"""Seconds that a report may take if nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a report is asked to be.

    Parameters
    ----------
    area : Area
        What it is about.
    chapters : tuple of Chapter
        Its notebooks, in the order of reading.
    year : int
        Year of statuses and children.
    vintage : str
        Revision of the population estimates.
    framework : str
        Name or path of the framework, as notebooks are given it.
    within : tuple of Area
        What its area is part of, the widest first: of a state, the world and its region.
    with_pdf : bool
        Whether its page is wanted as PDF too.
    """

    area: Area
    chapters: tuple[Chapter, ...]
    year: int
    vintage: str
    framework: str
    within: tuple[Area, ...]
    with_pdf: bool = False

    @property
    def shared(self) -> dict[str, str | int]:
        """The parameters that every chapter is given, if it has them."""
        return {
            "area": self.area.code,
            "year": self.year,
            "vintage": self.vintage,
            "framework": self.framework,
            "save_to": ".",
        }


def request_about(study: Study, *, root: Path, framework: str, with_pdf: bool = False) -> Request:
    """Ask for the report about what a study is about.

    Parameters
    ----------
    study : Study
        Area, year and vintage.
    root : pathlib.Path, keyword-only
        The project folder, whose notebooks make it.
    framework : str, keyword-only
        Name or path of the study's framework.
    with_pdf : bool, keyword-only
        Whether its page is wanted as PDF too.

    Returns
    -------
    Request
        With all the chapters of such a report.
    """
    parts = chapters(root / "notebooks", study.area, study.framework, year=study.year)
    within = study.register.around(study.area)
    return Request(study.area, tuple(parts), study.year, study.vintage, framework, within, with_pdf)


def folder_of(request: Request, framework: Framework) -> Path:
    """Name the folder of a report, below that of all reports.

    Parameters
    ----------
    request : Request
        What is made.
    framework : Framework
        The framework that it names.

    Returns
    -------
    pathlib.Path
        "<area>" for the usual framework, vintage and the baseline year; else one of its own, as
        "connect2020-2018-WPP2022/<area>", so that no report takes the place of one about something else.
    """
    usual = (USUAL_FRAMEWORK, framework.baseline_year, USUAL_VINTAGE)
    if (request.framework, request.year, request.vintage) == usual:
        return Path(request.area.code)
    return Path(f"{framework.id}-{request.year}-{request.vintage}", request.area.code)
