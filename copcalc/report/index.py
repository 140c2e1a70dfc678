"""The index of a folder of reports: each area's leading numbers, and whether its report is fresh."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from base64 import b64encode
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import quote

from copcalc.assessment import Observation, Study
from copcalc.data.written import write_at_once
from copcalc.errors import CopcalcError, ReportError
from copcalc.framework import Pillar
from copcalc.measure import Unmeasured
from copcalc.report.folder import INDEX, LOGS, PAGE, RESULTS
from copcalc.report.found import Look, reports_in
from copcalc.report.log import Log
from copcalc.report.manifest import read_manifest, running
from copcalc.report.request import Request, folder_of
from copcalc.report.templates import TEMPLATES, as_it_is
from copcalc.words import (
    Part,
    Said,
    area_name,
    code_in_words,
    current,
    current_tag,
    framework_name,
    name,
    subject_name,
    write,
)


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
    has_page : bool
        Whether there is a page to read.
    results : str
        A digest of its numbers; empty where there are none, or not as they were written.
    """

    folder: Path
    study: Study
    state: Literal["fresh", "stale", "failed"]
    why: str = ""
    has_page: bool = False
    results: str = ""


def write_index(
    reports: Path,
    *,
    look: Look,
    requests: Iterable[Request] = (),
    whole: Collection[Path] = (),
) -> None:
    """List every report in a folder on one page; one that would come out the same is left as it is.

    Parameters
    ----------
    reports : pathlib.Path
        Where reports stand; the page is written beside them.
    look : Look, keyword-only
        How to look at them.
    requests : iterable of Request, optional, keyword-only
        What was asked for: one that never was made is listed too, if it failed.
    whole : collection of pathlib.Path, optional, keyword-only
        Folders of reports whose files are known to be as they were written.

    Raises
    ------
    ReportError
        If it can't be written; an older one is gone then.
    """
    entries, unread = _entries(reports, look, requests, whole)
    made_of = _digest([*_told_of(entries, unread, look)])
    if _is_made_of(reports / INDEX, made_of):
        return
    text = _page(reports, entries, unread)
    try:
        write_at_once(reports / INDEX, f"{text}{_mark(text, made_of)}")
    except OSError as error:
        with suppress(OSError):  # none is better than one that is not true any more
            (reports / INDEX).unlink()
        raise ReportError(
            f"the list of all reports can't be written ({error.strerror})",
            where=str(reports / INDEX),
            fix="Free some space, or make it writable; then run again.",
        ) from None


def _entries(
    reports: Path, look: Look, requests: Iterable[Request], whole: Collection[Path]
) -> tuple[list[Entry], dict[Path, str]]:
    """Every report that stands there or could not be made; and the folders that tell of none, with the reason."""
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
        name = folder_of(seen.request, seen.study.framework)
        if folder != name:
            unread[folder] = f"it is the report {name.as_posix()}"
            continue
        studies.setdefault(folder.parent, seen.study)
        spoilt = "" if report in whole else next(told.damage(report), "")
        why = spoilt or seen.stale
        has_failed = Log(reports / LOGS / f"{folder}.log").has_failed()
        state: Any = "failed" if has_failed else "stale" if why else "fresh"
        has_page = (report / PAGE).is_file()
        results = "" if spoilt else told.files.get(RESULTS, "")
        found[folder] = Entry(folder, seen.study, state, why, has_page, results)
    for log in sorted((reports / LOGS).rglob("*.log")):
        folder = log.relative_to(reports / LOGS).with_suffix("")
        is_listed = folder in found or folder in unread
        if not is_listed and folder.parent in studies and Log(log).has_failed():
            study = studies[folder.parent]
            with suppress(KeyError):  # there is no such area
                area = study.register.area(folder.name)
                found[folder] = Entry(folder, study.at(area), "failed")
    return [*found.values()], unread


def _told_of(entries: Sequence[Entry], unread: Mapping[Path, str], look: Look) -> Iterator[object]:
    """All that the page depends on."""
    yield from (running(), look.data, current_tag())
    yield [[str(folder), why] for folder, why in unread.items()]
    frameworks = {id(each.study.framework): each.study.framework for each in entries}
    yield [each.model_dump_json() for each in frameworks.values()]
    yield [[str(e.folder), e.state, e.why, e.has_page, e.results] for e in entries]


def _digest(what: object) -> str:
    return hashlib.sha256(json.dumps(what).encode()).hexdigest()


def _mark(text: str, made_of: str) -> str:
    return f"<!-- made of {made_of}: {_digest(text)} -->\n"


def _is_made_of(page: Path, made_of: str) -> bool:
    """Whether a page is as it was written, and would come out the same."""
    try:
        text, start, mark = page.read_text(encoding="utf-8").rpartition("<!-- made of ")
    except (OSError, ValueError):
        return False
    return f"{start}{mark}" == _mark(text, made_of)


class _Cell(NamedTuple):
    """A number as it is written, and "number", or what it says of a state: "yes", "no" or "unknown"."""

    said: list[Part]
    kind: str = ""


class _Row(NamedTuple):
    """An area in a table."""

    area: str
    other_names: str
    page: str
    cells: list[_Cell]
    state: str
    why: str
    log: str


class _Part(NamedTuple):
    """The world, or a region with its states: its own report, if there is one, and theirs."""

    name: str
    own: _Row | None
    states: list[_Row]


class _Column(NamedTuple):
    """A pillar above its numbers."""

    name: str
    has: str


class _Group(NamedTuple):
    """Reports of one framework, year and vintage."""

    framework: str
    year: int
    vintage: str
    columns: list[_Column]
    parts: list[_Part]


def _page(reports: Path, entries: Sequence[Entry], unread: Mapping[Path, str]) -> str:
    by_group: dict[tuple[Path, str], list[Entry]] = {}
    for each in sorted(entries, key=lambda entry: (len(entry.folder.parts), entry.folder)):
        # Frameworks of one id may be told apart by their titles at least.
        group = each.folder.parent, each.study.framework.title
        by_group.setdefault(group, []).append(each)
    script = as_it_is("index.js")
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    counts = Counter(each.state for each in entries)
    return TEMPLATES.get_template("index.html.j2").render(
        language=current(),
        style=as_it_is("page.css") + as_it_is("index.css"),
        script=script,
        script_source=f"sha256-{digest}",
        groups=[_group(reports, group) for group in by_group.values()],
        counts={state: counts[state] for state in ("fresh", "stale", "failed")},
        unread={folder.as_posix(): why for folder, why in unread.items()},
    )


def _group(reports: Path, entries: Sequence[Entry]) -> _Group:
    study = entries[0].study
    told = {each.study.area.code: _numbers(reports, each) for each in entries}
    pillars = [
        pillar
        for pillar in study.framework.pillars
        if any(pillar.id in numbers for numbers in told.values())
    ]
    rows = {
        each.study.area.code: _row(each, told[each.study.area.code], pillars) for each in entries
    }
    register = study.register
    parts = [
        _Part(
            name(area_name(area)),
            rows.get(area.code),
            sorted((rows[s] for s in within if s in rows), key=_alphabetically),
        )
        for area, within in [
            (register.world, ()),
            *((region, region.states) for region in register.regions),
        ]
    ]
    names = [subject_name(study, pillar) for pillar in pillars]
    return _Group(
        name(framework_name(study.framework)),
        study.year,
        study.vintage,
        [_Column(name(each), name(each, "has")) for each in names],
        [part for part in parts if part.own or part.states],
    )


def _alphabetically(row: _Row) -> str:
    return unicodedata.normalize("NFKD", row.area).casefold()


def _row(entry: Entry, numbers: Mapping[str, _Cell], pillars: Sequence[Pillar]) -> _Row:
    page, log = entry.folder / PAGE, Path(LOGS, f"{entry.folder}.log")
    return _Row(
        name(area_name(entry.study.area)),
        _other_names(entry.study),
        quote(page.as_posix()) if entry.has_page else "",
        [numbers.get(each, _Cell([])) for each in ("", *(pillar.id for pillar in pillars))],
        entry.state,
        entry.why,
        quote(log.as_posix()) if entry.state == "failed" else "",
    )


def _other_names(study: Study) -> str:
    """What else finds an area: its codes and other names, and of a state its region."""
    area, register = study.area, study.register
    names = register.called(area.code)
    if area.kind == "state":
        names.append(name(area_name(register.region_of(area.code))))
    return " ".join(names)


def _numbers(reports: Path, entry: Entry) -> dict[str, _Cell]:
    """An area's leading numbers as its report tells them: its children (""), and one of each pillar by its id."""
    if not entry.results:
        return {}
    try:
        results = json.loads((reports / entry.folder / RESULTS).read_text(encoding="utf-8"))
        return _cells({each["key"]: each for each in results["numbers"]}, entry.study)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}  # there is none, or one of another copcalc


def _cells(records: Mapping[str, Any], study: Study) -> dict[str, _Cell]:
    told = {}
    children = _observation(records, study, measure="children", vintage=study.vintage)
    if children:
        told[""] = _Cell([Said(write(children), children)], "number")
    for pillar in study.framework.pillars:
        leading = next(filter(None, _leading(records, study, pillar)), None)
        if leading:
            told[pillar.id] = _written(leading, study)
    return told


def _leading(
    records: Mapping[str, Any], study: Study, pillar: Pillar
) -> Iterator[Observation | None]:
    """What may stand for a pillar, the best first: what was published, then what evidence tells."""
    for of in ("countries", "children"):
        measure = f"baseline_of_{of}"
        yield _observation(records, study, measure=measure, subject=pillar.id, method="published")
    for indicator in pillar.indicators("direct"):
        yield _observation(
            records, study, measure="share_of_countries", indicator=indicator, strength="named"
        )


def _observation(records: Mapping[str, Any], study: Study, **about: str) -> Observation | None:
    """The number of an area with these dimensions and no others, if its report has it."""
    none = Unmeasured("")
    asked: Any = {"area": study.area.code, "year": study.year, **about}
    record = records.get(Observation(**asked, estimate=none, sources=()).key)
    return Observation.of_record(record) if record else None


def _written(number: Observation, study: Study) -> _Cell:
    """Write a number; a share of one state's countries as what it says of that."""
    if study.area.kind != "state":
        return _Cell([Said(write(number), number)])
    known = {(0.0, 0.0): "no", (1.0, 1.0): "yes"}
    status = known.get((number.low, number.high), "unknown")
    return _Cell([Said(code_in_words("status", status), number)], status)
