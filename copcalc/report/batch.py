"""Many reports at once: what is fresh stays, the rest is made, and one that fails stops no other."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, as_completed
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from copcalc.errors import CopcalcError, ReportError
from copcalc.execution.warm import USUAL_ENGINE
from copcalc.framework import Framework
from copcalc.report.folder import LOGS, STALE, only_one
from copcalc.report.log import Log
from copcalc.report.manifest import Origin, Origins, damage, keep_fresh, why_stale
from copcalc.report.request import USUAL_TIMEOUT, Request, folder_of


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
    state: Literal["made", "fresh", "failed"]
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
    """Make those reports that are missing or stale, as many at a time as an executor takes.

    A report is fresh if its files are as they were written, and all that it is made from is as it was
    then: code, data, notebooks, framework, versions.

    Parameters
    ----------
    requests : sequence of Request
        What to make. Those with the most notebooks begin first, so that none is left to the end.
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
        waiting = []
        for request in requests:
            name, origin = folder_of(request, framework), origins.of(request, framework)
            outcome = Outcome(request, "made", reports / name, reports / LOGS / f"{name}.log")
            why = "it was asked for"
            if not force:
                why = next(damage(outcome.folder), "") or why_stale(
                    outcome.folder, origin, origins.answer
                )
            if why:
                about = f"{request.area.name} ({request.area.code}) is made, since"
                Log(outcome.log).tell(f"{about} {why}", anew=True)
                waiting.append((outcome, origin))
            else:
                with suppress(OSError):  # it is as fresh where nothing can be written
                    (outcome.folder / STALE).unlink(missing_ok=True)
                    keep_fresh(outcome.folder, origin)
                yield replace(outcome, state="fresh")
        waiting.sort(key=lambda each: -len(each[0].request.chapters))
        make = partial(
            _make, framework=framework, root=root, reports=reports, engine=engine, timeout=timeout
        )
        asked = {
            executor.submit(make, outcome.request, origin, outcome.log): outcome
            for outcome, origin in waiting
        }
        for future in as_completed(asked):
            try:
                future.result()
            except Exception as error:
                yield _failed(asked[future], _in_plain_words(error))
            else:
                yield asked[future]


def _make(request: Request, origin: Origin, log: Path, **how: Any) -> None:
    # Loaded where reports are made: whoever only asks for them needs none of it.
    from copcalc.report.make import make_report

    try:
        make_report(request, origin=origin, log=Log(log), **how)
    except Exception as error:
        # Errors of other packages may not find their way between processes.
        raise _in_plain_words(error) from None


def _in_plain_words(error: Exception) -> CopcalcError:
    if isinstance(error, CopcalcError):
        return error
    told = ReportError(
        f"it could not be made ({type(error).__name__}: {error})",
        fix="Look into its log; if the cause lies in copcalc, tell its makers.",
    )
    told.add_note("".join(traceback.format_exception(error)))
    return told


def _failed(outcome: Outcome, error: CopcalcError) -> Outcome:
    """Write down why a report failed: in its log, and beside an older one that stays."""
    Log(outcome.log).tell("\n".join([f"failed: {error}", *getattr(error, "__notes__", ())]))
    if outcome.folder.is_dir():
        with suppress(OSError):
            (outcome.folder / STALE).write_text(
                "This report is older than what it would be made from now. Making it again failed:\n"
                f"{error}\n",
                encoding="utf-8",
            )
    return replace(outcome, state="failed", error=error)
