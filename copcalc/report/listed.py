"""What stands in a folder of reports, and what could not be made: all that its index lists."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from copcalc.assessment import Study
from copcalc.errors import CopcalcError
from copcalc.report.folder import LOGS, PAGE, PDF, RESULTS
from copcalc.report.found import Look, reports_in
from copcalc.report.log import Log
from copcalc.report.manifest import read_manifest
from copcalc.report.request import Request, folder_of

Numbers: TypeAlias = dict[str, dict[str, Any]]
"""Rows of a report's results.json by their keys."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A report, as the index lists it.

    Parameters
    ----------
    folder : pathlib.Path
        Where it stands, or would, below the folder of all reports.
    study : Study
        What it is about.
    state : {"fresh", "stale", "failed"}
        Whether it would come out the same, would not, or could not be made.
    why : str
        Why it is stale.
    has_page, has_pdf : bool
        Whether there is a page to read, and one to print.
    results : str
        A digest of its numbers; empty where there are none, or not as they were written.
    """

    folder: Path
    study: Study
    state: Literal["fresh", "stale", "failed"]
    why: str = ""
    has_page: bool = False
    has_pdf: bool = False
    results: str = ""

    @property
    def group(self) -> tuple[Path, str]:
        """What it stands together with: frameworks of one id may be told apart by their titles at least."""
        return self.folder.parent, self.study.framework.title


def entries_in(
    reports: Path, look: Look, requests: Iterable[Request], whole: Collection[Path]
) -> tuple[list[Entry], dict[Path, str]]:
    """Find every report that stands in a folder or could not be made.

    Parameters
    ----------
    reports : pathlib.Path
        Where reports stand.
    look : Look
        How to look at them.
    requests : iterable of Request
        What was asked for.
    whole : collection of pathlib.Path
        Folders of reports whose files are known to be as they were written.

    Returns
    -------
    list of Entry, dict of pathlib.Path to str
        The reports; and the folders that tell of none, with the reason.
    """
    found: dict[Path, Entry] = {}
    unread: dict[Path, str] = {}
    studies: dict[Path, Study] = {}
    for request in requests:
        study = look.about(request)
        studies.setdefault(folder_of(request, study.framework).parent, study)
    for report in reports_in(reports):
        folder = report.relative_to(reports)
        try:
            told = read_manifest(report)
            seen = look.at(report, told)
        except CopcalcError as error:
            unread[folder] = error.what
            continue
        own = folder_of(seen.request, seen.study.framework)
        if folder != own:
            unread[folder] = f"it is the report {own.as_posix()}"
            continue
        studies.setdefault(folder.parent, seen.study)
        spoilt = "" if report in whole else next(told.damage(report), "")
        why = spoilt or seen.stale
        has_failed = Log(reports / LOGS / f"{folder}.log").has_failed()
        state: Any = "failed" if has_failed else "stale" if why else "fresh"
        has_page, has_pdf = ((report / name).is_file() for name in (PAGE, PDF))
        results = "" if spoilt else told.files.get(RESULTS, "")
        found[folder] = Entry(folder, seen.study, state, why, has_page, has_pdf, results)
    for log in sorted((reports / LOGS).rglob("*.log")):
        folder = log.relative_to(reports / LOGS).with_suffix("")
        is_listed = folder in found or folder in unread
        if not is_listed and folder.parent in studies and Log(log).has_failed():
            study = studies[folder.parent]
            with suppress(KeyError):  # there is no such area
                area = study.register.area(folder.name)
                found[folder] = Entry(folder, study.at(area), "failed")
    return [*found.values()], unread


def numbers_of(reports: Path, entry: Entry) -> Numbers:
    """Read the numbers of a report.

    Parameters
    ----------
    reports : pathlib.Path
        Where reports stand.
    entry : Entry
        The report.

    Returns
    -------
    Numbers
        Empty where there are none, or another copcalc wrote them.
    """
    if not entry.results:
        return {}
    try:
        told = json.loads((reports / entry.folder / RESULTS).read_text(encoding="utf-8"))
        return {str(each["key"]): dict(each) for each in told["numbers"]}
    except (OSError, ValueError, LookupError, TypeError):
        return {}
