"""Making a report: every chapter executed, one page, one results.json, all of it or nothing."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote

import nbformat
from nbformat import NotebookNode

from copcalc.data.asked import questions
from copcalc.data.project import ASKED_VARIABLE
from copcalc.errors import ReportError
from copcalc.execution.execute import PLAYGROUND, execute
from copcalc.execution.kernel import kernel_for
from copcalc.execution.warm import USUAL_ENGINE
from copcalc.framework import Framework, framework_file, framework_names
from copcalc.report.blocks import Report, Way
from copcalc.report.chapters import Chapter
from copcalc.report.folder import INDEX, LOGS, PAGE, RESULTS, WORDLESS, finished, own_framework
from copcalc.report.log import Log
from copcalc.report.manifest import Origin, Origins, write_manifest
from copcalc.report.page import page
from copcalc.report.pdf import write_pdf
from copcalc.report.request import USUAL_TIMEOUT, Request, folder_of
from copcalc.report.shown import blocks_of, numbers_of
from copcalc.report.stored import to_json
from copcalc.words import Given, Message, area_name, framework_name, page_title

_ASKED = ".asked"


def make_report(
    request: Request,
    *,
    framework: Framework,
    root: Path,
    reports: Path,
    engine: str = USUAL_ENGINE,
    timeout: float = USUAL_TIMEOUT,
    origin: Origin | None = None,
    log: Log | None = None,
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
    timeout : float, keyword-only
        Seconds that all its notebooks together may take.
    origin : Origin, optional, keyword-only
        What it is made from; by default what `Origins` finds now.
    log : Log, optional, keyword-only
        Where to tell what happens; by default its log beside the reports.

    Returns
    -------
    pathlib.Path
        The report's folder: report.html, report.pdf if it is asked for, results.json, tables, charts, notebooks, report.json, which
        holds what the report shows in no language yet, manifest.json, and the framework's file, if it
        did not come with copcalc.

    Raises
    ------
    ReportError
        If a cell fails, a notebook does not run to its end, or time is up. The report that stood there
        stays.
    CopcalcError
        If the folder can't be written.
    """
    name = folder_of(request, framework)
    origin = origin or Origins(root).of(request, framework)
    log = log or Log(reports / LOGS / f"{name}.log")
    with finished(reports, name) as work, log.timed("the report"):
        shared = _shared(work, request, framework)
        executed = _executed(
            work, request, shared, root=root, engine=engine, timeout=timeout, log=log
        )
        asked = questions(work / _ASKED)
        (work / _ASKED).unlink(missing_ok=True)
        _fill(work, request, executed, framework)
        if request.with_pdf:
            with log.timed("the PDF"):
                write_pdf(work)
        write_manifest(work, origin, asked)
    return reports / name


def _shared(work: Path, request: Request, framework: Framework) -> dict[str, str | int]:
    """What each chapter is given; a framework of the user's own goes with the report, which names no machine."""
    if request.framework in framework_names():
        return request.shared
    own = own_framework(framework.id)
    shutil.copyfile(framework_file(request.framework), work / own)
    return request.shared | {"framework": own}


def _executed(
    work: Path,
    request: Request,
    shared: Mapping[str, str | int],
    *,
    root: Path,
    engine: str,
    timeout: float,
    log: Log,
) -> list[tuple[Chapter, NotebookNode]]:
    """Execute the chapters one after the other; what they save stands in the folder afterwards."""
    (work / "notebooks").mkdir()
    end = time.monotonic() + timeout
    executed = []
    with kernel_for(engine) as kernel:
        run = partial(
            execute,
            root=root,
            folder=work,
            # A chapter that is always about the world has no parameter for the area.
            shared=shared,
            leave_out=PLAYGROUND,
            variables={ASKED_VARIABLE: str(work / _ASKED)},
            kernel=kernel,
        )
        for chapter in request.chapters:
            with log.timed(chapter.name):
                left = end - time.monotonic()
                notebook = run(chapter.notebook, chapter.parameters, timeout=left)
            nbformat.write(notebook, work / "notebooks" / f"{chapter.name}.ipynb")
            executed.append((chapter, notebook))
    return executed


def _fill(
    work: Path,
    request: Request,
    executed: Sequence[tuple[Chapter, NotebookNode]],
    framework: Framework,
) -> None:
    """Write the page and the numbers."""
    results = {
        "area": {"code": request.area.code, "name": request.area.name, "kind": request.area.kind},
        "framework": framework.id,
        "year": request.year,
        "vintage": request.vintage,
        "numbers": _numbers(executed),
    }
    about: dict[str, Given] = {
        "framework": framework_name(framework),
        "source": framework.source.citation,
    }
    title, subtitle = (
        page_title(request.area, framework, request.year),
        Message("page-subtitle", about),
    )
    shown = tuple(blocks_of(notebook) for _, notebook in executed)
    report = Report(title, subtitle, shown, _ways(request, framework))
    _write_json(work / RESULTS, results)
    _write_json(work / WORDLESS, to_json(report))
    (work / PAGE).write_text(page(report), encoding="utf-8")


def _ways(request: Request, framework: Framework) -> tuple[Way, ...]:
    """Lead to the list of all reports, where every area that has a report stands below what it is part of."""
    folder = folder_of(request, framework)
    index = f"{'../' * len(folder.parts)}{INDEX}"
    rows = ((area_name(area), (folder.parent / area.code).as_posix()) for area in request.within)
    return (
        Way(Message("page-all_reports"), index),
        *(Way(Message("page-area", {"area": name}), f"{index}#{quote(row)}") for name, row in rows),
    )


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
