"""Many reports at once: each made by a process of its own, one failure stopping no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from copcalc.errors import CopcalcError
from copcalc.execution.kernel import USUAL_ENGINE
from copcalc.framework import Framework
from copcalc.report.make import Request, make_report


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a report.

    Parameters
    ----------
    request : Request
        What was asked for.
    folder : pathlib.Path or None
        Where it stands, if it was made.
    error : CopcalcError or None
        Why it was not, if it failed.
    """

    request: Request
    folder: Path | None = None
    error: CopcalcError | None = None


def make_reports(
    requests: Sequence[Request],
    *,
    executor: Executor,
    framework: Framework,
    root: Path,
    reports: Path,
    engine: str = USUAL_ENGINE,
) -> Iterator[Made]:
    """Make reports, as many at a time as an executor takes.

    Parameters
    ----------
    requests : sequence of Request
        What to make. Those with the most notebooks begin first, so that none is left to the end.
    executor : concurrent.futures.Executor, keyword-only
        Where `make_report` is called.
    framework, root, reports, engine : keyword-only
        As `make_report`.

    Yields
    ------
    Made
        One for each request, as they end.
    """
    longest_first = sorted(requests, key=lambda request: -len(request.chapters))
    make = partial(make_report, framework=framework, root=root, reports=reports, engine=engine)
    asked = {executor.submit(make, each): each for each in longest_first}
    for future in as_completed(asked):
        try:
            made = Made(asked[future], folder=future.result())
        except CopcalcError as error:
            made = Made(asked[future], error=error)
        yield made
