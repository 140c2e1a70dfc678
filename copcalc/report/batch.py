"""Many reports at once: what is fresh stays, the rest is made, and one that fails stops no other."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, as_completed
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeAlias

from copcalc.errors import CopcalcError, ReportError
from copcalc.execution.warm import USUAL_ENGINE
from copcalc.framework import Framework
from copcalc.report.folder import LOGS, PDF, STALE, only_one
from copcalc.report.found import Look
from copcalc.report.index import write_index
from copcalc.report.log import Log
from copcalc.report.manifest import (
    Manifest,
    Origin,
    Origins,
    add_to_manifest,
    differing,
    read_manifest,
)
from copcalc.report.request import USUAL_TIMEOUT, Request, folder_of

State: TypeAlias = Literal["made", "fresh", "failed"]
"""Whether a report was made, needed not be made, or could not."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a report.

    Parameters
    ----------
    request : Request
        What was asked for.
    state : {"made", "fresh", "failed"}
        Whether it was made, needed not be made, or could not.
    folder : pathlib.Path
        Where it stands, or would.
    log : pathlib.Path
        What was told while it was made.
    error : CopcalcError, optional
        Why it failed.
    """

    request: Request
    state: State
    folder: Path
    log: Path
    error: CopcalcError | None = None


def make_reports(
    requests: Sequence[Request],
    *,
    executor: Executor,
    framework: Framework,
    root: Path,
    reports: Path,
    engine: str = USUAL_ENGINE,
    timeout: float = USUAL_TIMEOUT,
    force: bool = False,
) -> Iterator[Outcome]:
    """Make those reports that are missing or stale, as many at a time as an executor takes; then the index.

    A report is fresh if its files are as they were written, and all that it is made from is as it was
    then: code, data, notebooks, framework, versions.

    Parameters
    ----------
    requests : sequence of Request
        What to make.
    executor : concurrent.futures.Executor, keyword-only
        Where reports are made.
    framework, root, reports, engine, timeout : keyword-only
        As for `copcalc.report.make.make_report`.
    force : bool, keyword-only
        Whether to make also what is fresh.

    Yields
    ------
    Outcome
        One for each request, the fresh ones first, then as they end.

    Raises
    ------
    BusyError
        If another batch makes reports there.
    CopcalcError
        If nothing can be written there, or an input can't be read.
    """
    with only_one(reports):
        origins = Origins(root)
        make = partial(
            _make, framework=framework, root=root, reports=reports, engine=engine, timeout=timeout
        )
        # That a framework of one's own has changed is seen by its file, not by the copy in a report.
        names = {framework.id: requests[0].framework} if requests else {}
        look = Look(root, origins, names)
        list_all = partial(write_index, reports, look=look, requests=requests)
        whole: set[Path] = set()
        try:
            for outcome in _outcomes(requests, executor, make, framework, reports, origins, force):
                if outcome.error is None:
                    whole.add(outcome.folder)
                yield outcome
        except BaseException:
            # Also where no more is waited for the index tells what is there; what ended it goes before.
            with suppress(CopcalcError):
                list_all(whole=whole)
            raise
        list_all(whole=whole)


def _outcomes(
    requests: Sequence[Request],
    executor: Executor,
    make: Callable[[Request, Origin, Path], None],
    framework: Framework,
    reports: Path,
    origins: Origins,
    force: bool,
) -> Iterator[Outcome]:
    """Tell of what is fresh, and make the rest."""
    waiting = []
    for outcome, origin in _looked_at(requests, framework, reports, origins, force=force):
        if outcome.state == "fresh":
            yield outcome
        else:
            waiting.append((outcome, origin))
    # Those with the most notebooks begin first, so that none is left to the end.
    waiting.sort(key=lambda each: -len(each[0].request.chapters))
    asked = {}
    for outcome, origin in waiting:
        if origin:
            future = executor.submit(make, outcome.request, origin, outcome.log)
        else:
            future = executor.submit(_print, outcome.folder, outcome.log)
        asked[future] = outcome, origin
    for future in as_completed(asked):
        outcome, origin = asked[future]
        try:
            future.result()
        except Exception as error:
            yield _failed(outcome, _in_plain_words(error), is_stale=origin is not None)
        else:
            yield outcome


def _looked_at(
    requests: Sequence[Request],
    framework: Framework,
    reports: Path,
    origins: Origins,
    *,
    force: bool,
) -> Iterator[tuple[Outcome, Origin | None]]:
    """Tell of each report whether it is fresh, or what it is to be made from; nothing, if it lacks its PDF alone."""
    for request in requests:
        name, origin = folder_of(request, framework), origins.of(request, framework)
        told, why = _found(reports / name, origin, origins)
        has_pdf = told is not None and PDF in told.files
        # What had a PDF keeps one.
        request = replace(request, with_pdf=request.with_pdf or has_pdf)
        outcome = Outcome(request, "made", reports / name, reports / LOGS / f"{name}.log")
        if force or told is None or why:
            about = f"{request.area.name} ({request.area.code}) is made, since"
            Log(outcome.log).tell(f"{about} {why or 'it was asked for'}", anew=True)
        else:
            _leave(outcome, told, origin)
            if request.with_pdf and not has_pdf:
                yield outcome, None
                continue
            outcome = replace(outcome, state="fresh")
        yield outcome, origin


def _found(folder: Path, origin: Origin, origins: Origins) -> tuple[Manifest | None, str]:
    """What the manifest of a report tells, if there is one, and why the report has to be made."""
    try:
        told = read_manifest(folder)
    except ReportError as error:
        return None, error.what
    return told, next(told.damage(folder), "") or told.why_stale(origin, origins.answer)


def _leave(outcome: Outcome, told: Manifest, origin: Origin) -> None:
    """Note that a report is fresh; it is as fresh where nothing can be written."""
    with suppress(OSError):
        stale, log = outcome.folder / STALE, Log(outcome.log)
        if stale.exists() or log.has_failed():
            stale.unlink(missing_ok=True)
            log.tell("it is fresh again", anew=True)
        told.keep_fresh(outcome.folder, origin)


def _make(
    request: Request, asked: Origin, log: Path, *, framework: Framework, root: Path, **how: Any
) -> None:
    # Loaded where reports are made: whoever only asks for them needs none of it.
    from copcalc.report.make import make_report

    try:
        _check_same(Origins(root).of(request, framework), asked)
        make_report(request, framework=framework, root=root, origin=asked, log=Log(log), **how)
    except Exception as error:
        # Errors of other packages may not find their way between processes.
        raise _in_plain_words(error) from None


def _print(folder: Path, log: Path) -> None:
    """Add the PDF to a report that is fresh but for that."""
    # Loaded where reports are made, as above.
    from copcalc.report.pdf import write_pdf

    try:
        with Log(log).timed("the PDF"):
            write_pdf(folder)
        add_to_manifest(folder, PDF)
    except Exception as error:
        raise _in_plain_words(error) from None


def _check_same(here: Origin, asked: Origin) -> None:
    """Complain if a report would be made from something else than what was asked for."""
    others = differing(here.everything, asked.everything)
    if others:
        raise ReportError(
            f"it would be made from something else than was asked for: {', '.join(others)}",
            fix="Run again. On a cluster, give the workers the same copcalc and the same folders, and "
            "start them anew after a change of the code.",
        )


def _in_plain_words(error: Exception) -> CopcalcError:
    if isinstance(error, CopcalcError):
        return error
    if isinstance(error, CancelledError):
        return ReportError(
            "its making was called off by where it was made",
            fix="Look whether the cluster's scheduler and workers run; then make it again.",
        )
    told = ReportError(
        f"it could not be made ({type(error).__name__}: {error})",
        fix="Look into its log; if the cause lies in copcalc, tell its makers.",
    )
    told.add_note("".join(traceback.format_exception(error)))
    return told


def _failed(outcome: Outcome, error: CopcalcError, *, is_stale: bool) -> Outcome:
    """Write down why a report failed: in its log, and beside an older one that stays and is stale."""
    Log(outcome.log).fail(error)
    if is_stale and outcome.folder.is_dir():
        with suppress(OSError):
            (outcome.folder / STALE).write_text(
                "This report is older than what it would be made from now. Making it again failed:\n"
                f"{error}\n",
                encoding="utf-8",
            )
    return replace(outcome, state="failed", error=error)
