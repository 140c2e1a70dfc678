"""The index of a folder of reports: each area's leading numbers, and whether its report is fresh."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from base64 import b64encode
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from copcalc.assessment import Observation, Study
from copcalc.data.written import write_at_once
from copcalc.errors import ReportError
from copcalc.framework import Pillar
from copcalc.measure import Unmeasured
from copcalc.report.download import all_data
from copcalc.report.folder import ALL_DATA, INDEX, LOGS, PAGE, PDF
from copcalc.report.found import Look
from copcalc.report.listed import Entry, Numbers, entries_in, numbers_of
from copcalc.report.manifest import running
from copcalc.report.request import Request
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


def write_index(
    reports: Path,
    *,
    look: Look,
    requests: Iterable[Request] = (),
    whole: Collection[Path] = (),
) -> None:
    """List every report in a folder on one page, and put all their data into one file beside it.

    Both are left as they are where they would come out the same.

    Parameters
    ----------
    reports : pathlib.Path
        Where reports stand; both are written beside them.
    look : Look, keyword-only
        How to look at them.
    requests : iterable of Request, optional, keyword-only
        What was asked for: one that never was made is listed too, if it failed.
    whole : collection of pathlib.Path, optional, keyword-only
        Folders of reports whose files are known to be as they were written.

    Raises
    ------
    ReportError
        If they can't be written; older ones are gone then.
    """
    entries, unread = entries_in(reports, look, requests, whole)
    made_of = _digest([*_told_of(entries, unread, look)])
    if _is_made_of(reports, made_of):
        return
    numbers = {each.folder: numbers_of(reports, each) for each in entries}
    text = _page(entries, numbers, unread)
    data = all_data(entries, numbers, look)
    try:
        _write(reports / ALL_DATA, data)
        _write(reports / INDEX, f"{text}{_mark(text, made_of, data)}")
    except ReportError:
        for each in (INDEX, ALL_DATA):
            with suppress(OSError):  # none is better than one that is not true any more
                (reports / each).unlink()
        raise


def _write(file: Path, what: str | bytes) -> None:
    try:
        write_at_once(file, what)
    except OSError as error:
        raise ReportError(
            f"what lists all reports can't be written ({error.strerror})",
            where=str(file),
            fix="Free some space, or make it writable; then run again.",
        ) from None


def _told_of(entries: Sequence[Entry], unread: Mapping[Path, str], look: Look) -> Iterator[object]:
    """All that the page and the file of data depend on."""
    yield from (running(), look.data, current_tag())
    yield [[str(folder), why] for folder, why in unread.items()]
    frameworks = {id(each.study.framework): each.study.framework for each in entries}
    yield [each.model_dump_json() for each in frameworks.values()]
    yield [[str(e.folder), e.state, e.why, e.has_page, e.has_pdf, e.results] for e in entries]


def _digest(what: object) -> str:
    return hashlib.sha256(json.dumps(what).encode()).hexdigest()


def _mark(text: str, made_of: str, data: bytes) -> str:
    file = hashlib.sha256(data).hexdigest()
    return f"<!-- made of {made_of}: {_digest(text)}, {ALL_DATA}: {file} -->\n"


def _is_made_of(reports: Path, made_of: str) -> bool:
    """Whether the page and the file beside it are as they were written, and would come out the same."""
    try:
        page = (reports / INDEX).read_text(encoding="utf-8")
        data = (reports / ALL_DATA).read_bytes()
    except (OSError, ValueError):
        return False
    text, start, mark = page.rpartition("<!-- made of ")
    return f"{start}{mark}" == _mark(text, made_of, data)


class _Cell(NamedTuple):
    """A number as it is written, and "number", or what it says of a state: "yes", "no" or "unknown"."""

    said: list[Part]
    kind: str = ""


class _Row(NamedTuple):
    """An area in a table."""

    area: str
    place: str
    other_names: str
    page: str
    pdf: str
    cells: list[_Cell]
    state: str
    why: str
    log: str


class _Part(NamedTuple):
    """The world, or a region with its states: its own report, if there is one, and theirs."""

    name: str
    place: str
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


def _page(
    entries: Sequence[Entry], numbers: Mapping[Path, Numbers], unread: Mapping[Path, str]
) -> str:
    by_group: dict[tuple[Path, str], list[Entry]] = {}
    for each in sorted(entries, key=lambda entry: (len(entry.folder.parts), entry.folder)):
        by_group.setdefault(each.group, []).append(each)
    taken = {each.folder for each in entries}
    script = as_it_is("index.js")
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    counts = Counter(each.state for each in entries)
    return TEMPLATES.get_template("index.html.j2").render(
        language=current(),
        style=as_it_is("page.css") + as_it_is("index.css"),
        script=script,
        script_source=f"sha256-{digest}",
        groups=[_group(group, numbers, taken) for group in by_group.values()],
        all_data=ALL_DATA,
        counts={state: counts[state] for state in ("fresh", "stale", "failed")},
        # The name of a folder need not be text.
        unread={
            str(folder).encode(errors="replace").decode(): why for folder, why in unread.items()
        },
    )


def _group(entries: Sequence[Entry], numbers: Mapping[Path, Numbers], taken: set[Path]) -> _Group:
    """Tell of reports that stand together; places that are named already are among those that are taken."""
    study = entries[0].study
    told = {each.study.area.code: _leading_numbers(each, numbers[each.folder]) for each in entries}
    folder = entries[0].folder.parent
    pillars = [
        pillar
        for pillar in study.framework.pillars
        if any(pillar.id in cells for cells in told.values())
    ]
    rows = {
        each.study.area.code: _row(each, told[each.study.area.code], pillars) for each in entries
    }
    register = study.register
    parts = []
    for area in (register.world, *register.regions):
        within = area.states if area.kind == "region" else ()
        own, states = rows.get(area.code), [rows[each] for each in within if each in rows]
        # Every page leads to the world, and to its region.
        if own or states or area is register.world:
            place = _place(folder / area.code, taken)
            states.sort(key=_alphabetically)
            parts.append(_Part(name(area_name(area)), place, own, states))
    names = [subject_name(study, pillar) for pillar in pillars]
    return _Group(
        name(framework_name(study.framework)),
        study.year,
        study.vintage,
        [_Column(name(each), name(each, "has")) for each in names],
        parts,
    )


def _place(folder: Path, taken: set[Path]) -> str:
    """Name the place of an area without a report, as a link to it does; no name stands twice on a page."""
    if folder in taken:
        return ""
    taken.add(folder)
    return folder.as_posix()


def _alphabetically(row: _Row) -> str:
    return unicodedata.normalize("NFKD", row.area).casefold()


def _row(entry: Entry, numbers: Mapping[str, _Cell], pillars: Sequence[Pillar]) -> _Row:
    folder, log = entry.folder.as_posix(), Path(LOGS, f"{entry.folder}.log")
    return _Row(
        name(area_name(entry.study.area)),
        folder,
        _other_names(entry.study),
        quote(f"{folder}/{PAGE}") if entry.has_page else "",
        quote(f"{folder}/{PDF}") if entry.has_pdf else "",
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


def _leading_numbers(entry: Entry, numbers: Numbers) -> dict[str, _Cell]:
    """An area's leading numbers as its report tells them: its children (""), and one of each pillar by its id."""
    try:
        return _cells(numbers, entry.study)
    except (ValueError, LookupError, TypeError, AttributeError):
        return {}  # they are of another copcalc


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
