"""All data of a folder of reports as one file: every number that they tell, and the tables they are made from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from copcalc.assessment import RECORD
from copcalc.report.found import Look
from copcalc.report.listed import Entry, Numbers
from copcalc.words import Message, say

_ABOUT = ("all_data-numbers", "all_data-columns", "all_data-tables", "note-page")
_ABOUT_REPORT = ("report", "report_state", "framework", "report_year", "report_vintage")
_UNIX, _READABLE = 3, 0o644 << 16
_KINDS = ("world", "region", "state")


def all_data(entries: Iterable[Entry], numbers: Mapping[Path, Numbers], look: Look) -> bytes:
    """Put all data into one file.

    Parameters
    ----------
    entries : iterable of Entry
        The reports.
    numbers : mapping of pathlib.Path to Numbers
        The numbers of each, by its folder.
    look : Look
        Tells where the raw tables are, and what they were when reports were looked at.

    Returns
    -------
    bytes
        A ZIP file, the same for the same data: numbers.csv, what its columns mean, and the raw tables with
        their description. A table that has changed meanwhile is left out, which is told.
    """
    read = {name: _as_it_was(look.root / name, digest) for name, digest in look.data.items()}
    tables = {name: content for name, content in read.items() if content is not None}
    left_out = ", ".join(name for name in read if name not in tables)
    told = [Message(each) for each in _ABOUT]
    if left_out:
        told.append(Message("all_data-left_out", {"tables": left_out}))
    files = {
        "README.txt": "".join(f"{say(each)}\n" for each in told).encode(),
        "numbers.csv": _as_csv(_rows(entries, numbers)).encode(),
        **tables,
    }
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name, content in files.items():
            # Neither when nor on what system it was packed.
            about = ZipInfo(name)
            about.create_system, about.external_attr = _UNIX, _READABLE
            file.writestr(about, content, ZIP_DEFLATED)
    return packed.getvalue()


def _as_it_was(file: Path, digest: str) -> bytes | None:
    try:
        content = file.read_bytes()
    except OSError:
        return None
    return content if sha256(content).hexdigest() == digest else None


def _rows(entries: Iterable[Entry], numbers: Mapping[Path, Numbers]) -> Iterator[list[object]]:
    """Every number once: where several reports tell it, as a fresh one does, and the widest of these."""
    seen: set[tuple[object, ...]] = set()
    for entry in sorted(entries, key=_rank):
        study = entry.study
        about = (
            entry.folder.as_posix(),
            entry.state,
            study.framework.id,
            study.year,
            study.vintage,
        )
        for key, told in numbers[entry.folder].items():
            if (entry.group, key) not in seen:
                seen.add((entry.group, key))
                yield [*about, *(told.get(name) for name in RECORD)]


def _rank(entry: Entry) -> tuple[object, ...]:
    return entry.state != "fresh", _KINDS.index(entry.study.area.kind), entry.folder


def _as_csv(rows: Iterable[list[object]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*_ABOUT_REPORT, *RECORD])
    writer.writerows(rows)
    return file.getvalue()
