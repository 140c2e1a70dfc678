"""All data of a folder of reports as one file: every number that they tell, and the tables they are made from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from copcalc.assessment import RECORD
from copcalc.data.raw import raw_files
from copcalc.report.listed import Entry, numbers_of
from copcalc.words import Message, say

_ABOUT_REPORT = ("report", "report_state", "framework", "report_year", "report_vintage")
_UNIX, _READABLE = 3, 0o644 << 16


def all_data(reports: Path, entries: Sequence[Entry], raw: Path) -> bytes:
    """Put all data into one file.

    Parameters
    ----------
    reports : pathlib.Path
        Where reports stand.
    entries : sequence of Entry
        The reports.
    raw : pathlib.Path
        The folder data/raw.

    Returns
    -------
    bytes
        A ZIP file, the same for the same data: numbers.csv, what its columns mean, and the raw tables with
        their description.
    """
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:

        def put(name: str, what: str | bytes) -> None:
            # Neither when nor on what system it was packed.
            told = ZipInfo(name)
            told.compress_type, told.create_system, told.external_attr = (
                ZIP_DEFLATED,
                _UNIX,
                _READABLE,
            )
            packed.writestr(told, what)

        put("README.txt", "".join(f"{say(Message(each))}\n" for each in _ABOUT))
        put("numbers.csv", _as_csv(_rows(reports, entries)))
        for table in raw_files(raw):
            if table.is_file():
                put(f"tables/{table.relative_to(raw).as_posix()}", table.read_bytes())
    return file.getvalue()


_ABOUT = ("all_data-numbers", "all_data-columns", "all_data-tables", "note-page")


def _rows(reports: Path, entries: Sequence[Entry]) -> Iterator[list[object]]:
    """Every number once: where several reports tell it, as a fresh one does, and the widest of these."""
    seen: set[tuple[object, ...]] = set()
    for entry in sorted(entries, key=_rank):
        study = entry.study
        group = (study.framework.id, study.framework.title, study.year, study.vintage)
        about = (
            entry.folder.as_posix(),
            entry.state,
            study.framework.id,
            study.year,
            study.vintage,
        )
        for key, told in numbers_of(reports, entry).items():
            if (group, key) not in seen:
                seen.add((group, key))
                yield [*about, *(told.get(name) for name in RECORD)]


def _rank(entry: Entry) -> tuple[object, ...]:
    is_late, kinds = entry.state != "fresh", ("world", "region", "state")
    return is_late, kinds.index(entry.study.area.kind), entry.folder


def _as_csv(rows: Iterator[list[object]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*_ABOUT_REPORT, *RECORD])
    writer.writerows(rows)
    return file.getvalue()
