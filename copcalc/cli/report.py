"""`copcalc report`: reports are made."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from copcalc.cli import EXIT_FAILED
from copcalc.data import find_root
from copcalc.execution.warm import USUAL_ENGINE, WarmExecutor, get_ready
from copcalc.report.folder import MANIFEST
from copcalc.report.pdf import printer

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from copcalc.assessment import Study
    from copcalc.data import Area


def run(asked: argparse.Namespace) -> int:
    """Make reports, and tell what became of each."""
    if asked.pdf:
        printer()  # that it is missing is told before anything is made
    root = find_root()
    reports = Path(asked.output).resolve() if asked.output else root / "reports"
    if not asked.scheduler and not any(reports.glob(f"*/{MANIFEST}")):
        # Something is to be made for certain: one process imports what it needs, this one what it asks for.
        get_ready()

    from copcalc.assessment import open_study
    from copcalc.cli.progress import Progress
    from copcalc.report.batch import make_reports
    from copcalc.report.request import USUAL_TIMEOUT, request_about

    framework = asked.framework
    if Path(framework).is_file():
        framework = str(Path(framework).resolve())
    first = open_study(year=asked.year, vintage=asked.vintage, framework=framework, root=root)
    if not asked.quiet:
        _tell_undeclared(first)
    # Every area is looked up before anything is made: a slip of the pen costs no time.
    areas = _areas(asked, first)
    requests = [
        request_about(first.at(a), root=root, framework=framework, with_pdf=asked.pdf)
        for a in areas
    ]
    with (
        _executor(asked, root, reports) as executor,
        Progress(requests, reports, named=_named(asked), summary=_summary(asked)) as progress,
    ):
        for outcome in make_reports(
            requests,
            executor=executor,
            framework=first.framework,
            root=root,
            reports=reports,
            engine=asked.engine or USUAL_ENGINE,
            timeout=asked.timeout or USUAL_TIMEOUT,
            force=asked.force,
        ):
            progress.tell(outcome)
    return EXIT_FAILED if progress.has_failed else 0


def _executor(
    asked: argparse.Namespace, root: Path, reports: Path
) -> AbstractContextManager[Executor]:
    """Where reports are made: here, or on a cluster."""
    if not asked.scheduler:
        return WarmExecutor(asked.jobs)
    from copcalc.execution.cluster import cluster

    return cluster(asked.scheduler, reads=root, writes=reports)


def _named(asked: argparse.Namespace) -> Collection[str]:
    """Which reports are worth a line: of very many only some, and on a terminal the bar tells of the rest."""
    if asked.quiet or asked.json:
        return ()
    if asked.all:
        return ("failed",) if sys.stderr.isatty() and sys.stdout.isatty() else ("made", "failed")
    return ("made", "fresh", "failed")


def _summary(asked: argparse.Namespace) -> Literal["line", "json", "none"]:
    return "json" if asked.json else "none" if asked.quiet else "line"


def _tell_undeclared(study: Study) -> None:
    """Say on the way which evidence no framework speaks of, since no report will."""
    from copcalc.cli.data import indicators_of
    from copcalc.data import undeclared
    from copcalc.framework import framework_names, load_framework

    known = indicators_of([study.framework, *map(load_framework, framework_names())])
    for line in undeclared(study.tables.evidence, known):
        print(f"copcalc: {line}", file=sys.stderr)


def _areas(asked: argparse.Namespace, study: Study) -> list[Area]:
    """The areas that are asked for, each once."""
    if asked.all:
        return study.register.areas
    return list({a.code: a for a in map(study.register.find, asked.areas)}.values())
