"""Making a report: every chapter executed, one page, one results.json, all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from copcalc.assessment import USUAL_FRAMEWORK, USUAL_VINTAGE
from copcalc.data import Area
from copcalc.errors import ReportError
from copcalc.execution.execute import PLAYGROUND, execute, parameters_of
from copcalc.execution.kernel import USUAL_ENGINE, kernel_for
from copcalc.framework import Framework
from copcalc.report.blocks import Report
from copcalc.report.chapters import Chapter
from copcalc.report.files import PAGE, RESULTS, WORDLESS, finished
from copcalc.report.page import page
from copcalc.report.shown import blocks_of, numbers_of
from copcalc.report.stored import to_json
from copcalc.words import Given, Message, area_name, framework_name


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
    """

    area: Area
    chapters: tuple[Chapter, ...]
    year: int
    vintage: str
    framework: str

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


def make_report(
    request: Request,
    *,
    framework: Framework,
    root: Path,
    reports: Path,
    engine: str = USUAL_ENGINE,
) -> Path:
    """Execute a report's notebooks and write its folder.

    Parameters
    ----------
    request : Request
        What to make.
    framework : Framework
        The framework, for titles.
    root : pathlib.Path, keyword-only
        The project folder.
    reports : pathlib.Path, keyword-only
        Where reports stand: the new one replaces an older one in its folder (`folder_of`) when it is
        complete, not before.
    engine : str, keyword-only
        What runs the notebooks: "forked" or "kernel" (`kernel_for`).

    Returns
    -------
    pathlib.Path
        The report's folder: report.html, results.json, tables, charts, notebooks, and report.json, which
        holds what the report shows in no language yet.

    Raises
    ------
    ReportError
        If a cell fails or a notebook does not run to its end. The report that stood there stays.
    CopcalcError
        If the folder can't be written.
    """
    final = reports / folder_of(request, framework)
    with finished(final) as work:
        _fill(work, request, framework=framework, root=root, engine=engine)
    return final


def _fill(work: Path, request: Request, *, framework: Framework, root: Path, engine: str) -> None:
    (work / "notebooks").mkdir()
    executed: list[tuple[Chapter, NotebookNode]] = []
    with kernel_for(engine) as kernel:
        run = partial(execute, root=root, folder=work, leave_out=PLAYGROUND, kernel=kernel)
        for chapter in request.chapters:
            # A chapter that is always about the world has no parameter for the area.
            known = parameters_of(chapter.notebook)
            shared = {name: value for name, value in request.shared.items() if name in known}
            notebook = run(chapter.notebook, shared | chapter.parameters)
            nbformat.write(notebook, work / "notebooks" / f"{chapter.name}.ipynb")
            executed.append((chapter, notebook))
    results = {
        "area": {"code": request.area.code, "name": request.area.name, "kind": request.area.kind},
        "framework": framework.id,
        "year": request.year,
        "vintage": request.vintage,
        "numbers": _numbers(executed),
    }
    about: dict[str, Given] = {
        "area": area_name(request.area),
        "framework": framework_name(framework),
        "year": request.year,
        "source": framework.source.citation,
    }
    title, subtitle = Message("page-title", about), Message("page-subtitle", about)
    report = Report(title, subtitle, tuple(blocks_of(notebook) for _, notebook in executed))
    _write_json(work / RESULTS, results)
    _write_json(work / WORDLESS, to_json(report))
    (work / PAGE).write_text(page(report), encoding="utf-8")


def _write_json(file: Path, what: Mapping[str, object]) -> None:
    text = json.dumps(what, ensure_ascii=False, indent=1, allow_nan=False)
    file.write_text(f"{text}\n", encoding="utf-8")


def _numbers(executed: Sequence[tuple[Chapter, NotebookNode]]) -> list[dict[str, object]]:
    """Join the chapters' numbers; a chapter without them did not run to its last cell."""
    joined: dict[str, dict[str, object]] = {}
    for chapter, notebook in executed:
        numbers = numbers_of(notebook)
        if numbers is None:
            raise ReportError(
                "it recorded no numbers, so its last cell did not run",
                where=chapter.notebook.name,
                fix="End the notebook with record.finish().",
            )
        for number in numbers:
            if joined.setdefault(number["key"], number) != number:
                raise ReportError(
                    f"two chapters give different numbers for {number['key']!r}",
                    where=chapter.notebook.name,
                    fix="Give one of them another key.",
                )
    return list(joined.values())
