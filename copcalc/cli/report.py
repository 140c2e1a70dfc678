"""`copcalc report`: reports are made."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from copcalc.cli import EXIT_FAILED
from copcalc.cli.paths import typed
from copcalc.data import find_root
from copcalc.execution.warm import USUAL_ENGINE, WarmExecutor, get_ready
from copcalc.report.folder import MANIFEST

if TYPE_CHECKING:
    from copcalc.assessment import Study
    from copcalc.data import Area
    from copcalc.report.batch import Outcome


def run(asked: argparse.Namespace) -> int:
    """Make reports, and tell what became of each."""
    root = find_root()
    reports = Path(asked.output).resolve() if asked.output else root / "reports"
    if not any(reports.glob(f"*/{MANIFEST}")):
        # Something is to be made for certain: one process imports what it needs, this one what it asks for.
        get_ready()

    from tqdm import tqdm

    from copcalc.assessment import open_study
    from copcalc.report.batch import make_reports
    from copcalc.report.request import USUAL_TIMEOUT, request_about

    framework = asked.framework
    if Path(framework).is_file():
        framework = str(Path(framework).resolve())
    first = open_study(year=asked.year, vintage=asked.vintage, framework=framework, root=root)
    _tell_undeclared(first)
    # Every area is looked up before anything is made: a slip of the pen costs no time.
    areas = _areas(asked, first)
    requests = [request_about(first.at(a), root=root, framework=framework) for a in areas]
    outcomes = []
    with (
        WarmExecutor(asked.jobs) as executor,
        tqdm(total=len(requests), unit="report", leave=False, disable=None) as bar,
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
            outcomes.append(outcome)
            if not (asked.all and outcome.state == "fresh"):
                page = "" if outcome.error else f": {typed(outcome.folder / 'report.html')}"
                tqdm.write(f"{outcome.state:<7} {outcome.request.area.name}{page}")
            bar.update(1)
    return _summed_up(outcomes)


def _summed_up(outcomes: Sequence[Outcome]) -> int:
    """Tell what became of all reports, and why some failed; return the exit status."""
    states = [outcome.state for outcome in outcomes]
    told = [f"{states.count(state)} {state}" for state in sorted(set(states), reverse=True)]
    print(f"{len(states)} report{'' if len(states) == 1 else 's'}: {', '.join(told)}.")
    failed = [outcome for outcome in outcomes if outcome.error]
    for outcome in failed:
        print(f"copcalc: {outcome.request.area.name}: {outcome.error}", file=sys.stderr)
        print(f"  What happened before: {typed(outcome.log)}", file=sys.stderr)
    return EXIT_FAILED if failed else 0


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
