"""Reading and checking the raw tables. Each problem says what is wrong, where, and how to mend it.

What a table looks like stands in data/raw/datapackage.json; frictionless reads the files against it
and locates what does not fit. The rules about the subject itself are here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from copcalc.data.groups import GROUPS, miscounted_groups
from copcalc.data.lists import LISTS, miscounted
from copcalc.data.meant import NAMES, STATES, alike, code_meant, register_of
from copcalc.data.project import find_root
from copcalc.data.register import Register
from copcalc.errors import CopcalcError, DataError, Problem

EVIDENCE_FOLDER = "evidence"
_PACKAGE = "datapackage.json"
WORLD = "WORLD"

_TYPES = {"integer": "Int64", "number": "float64", "string": "str", "date": "str"}
# How a cell that breaks a constraint of the schema is told, and mended.
_CONSTRAINTS = {
    "required": ("is empty", "Fill it in."),
    "enum": ("is none of {}", "Use one of them."),
    "pattern": ("does not look like {}", "Check the spelling."),
    "minimum": ("is below {}", "Correct it."),
    "maximum": ("is above {}", "Correct it."),
    "unique": ("stands twice in this column", "Keep one of the rows."),
}
# How a table of the wrong shape is told, and mended.
_SHAPES = {
    "extra-cell": (
        "the row has more cells than the header",
        "Remove a stray comma, or quote the text.",
    ),
    "missing-cell": ("the row has fewer cells than the header", "Add the missing commas."),
    "blank-row": ("the row is blank", "Remove it."),
    "primary-key": ("a row with the same key stands above", "Keep one of the two."),
    "source-error": ("the file is empty", "Remove it, or restore its rows."),
    "encoding-error": ("the file is not in UTF-8", "Save it as CSV UTF-8."),
    "incorrect-label": (
        "the header differs from datapackage.json",
        "Name the column as it says there.",
    ),
    "missing-label": ("this column is missing", "Add it to the header."),
    "extra-label": (
        "this column is not known",
        "Remove it, or describe it in datapackage.json.",
    ),
    "duplicate-label": ("this column stands twice in the header", "Remove one of the two."),
    "blank-label": ("a column has no name", "Name it as datapackage.json says, or remove it."),
    "blank-header": ("the header is blank", "Write the names of the columns into the first row."),
}
_NO_CODE = "is no Member State's code"


def _resources(raw: Path) -> dict[str, dict[str, Any]]:
    """What is told of each table: by datapackage.json, or the schema alone of an added evidence table."""
    file = raw / _PACKAGE
    with _readable(file):
        package = json.loads(file.read_text(encoding="utf-8"))
        told = {
            resource["path"]: {key: resource[key] for key in ("title", "description", "schema")}
            for resource in package["resources"]
        }
    evidence = next(
        (each["schema"] for path, each in told.items() if path.startswith(f"{EVIDENCE_FOLDER}/")),
        None,
    )
    if evidence is None:
        raise CopcalcError(
            "it describes no evidence table",
            where=str(file),
            fix="Restore it from the project's history.",
        )
    for added in sorted((raw / EVIDENCE_FOLDER).glob("*.csv")):
        alone = {"title": "", "description": "", "schema": evidence}
        told.setdefault(f"{EVIDENCE_FOLDER}/{added.name}", alone)
    return told


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    """Complain in plain words where the description of the tables can't be read in here."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CopcalcError(
            f"the description of the tables can't be read ({type(error).__name__}: {error})",
            where=str(file),
            fix="Restore it from the project's history.",
        ) from None


def tables_of(raw: Path) -> dict[str, dict[str, Any]]:
    """List the raw tables with their schemas: those of the data package, and added evidence tables.

    Parameters
    ----------
    raw : pathlib.Path
        The folder data/raw.

    Returns
    -------
    dict of str to dict
        Path relative to `raw` (with slashes) -> Table Schema.

    Raises
    ------
    CopcalcError
        If datapackage.json can't be read.
    """
    return {path: told["schema"] for path, told in _resources(raw).items()}


def raw_files(raw: Path) -> list[Path]:
    """List the files that everything is made from.

    Parameters
    ----------
    raw : pathlib.Path
        The folder data/raw.

    Returns
    -------
    list of pathlib.Path
        The description of the tables, and the tables, whether they are there or not.

    Raises
    ------
    CopcalcError
        If datapackage.json can't be read.
    """
    return [raw / _PACKAGE, *(raw / table for table in tables_of(raw))]


def data_version(root: Path | None = None) -> str:
    """Tell which version of the raw tables a project has.

    Parameters
    ----------
    root : pathlib.Path, optional
        The project folder; by default the one in which one works.

    Returns
    -------
    str
        As datapackage.json tells it.

    Raises
    ------
    CopcalcError
        If datapackage.json can't be read.

    Examples
    --------
    >>> data_version()
    '1.0.0'
    """
    file = find_root(root) / "data" / "raw" / _PACKAGE
    with _readable(file):
        return str(json.loads(file.read_text(encoding="utf-8"))["version"])


def raw_tables(root: Path | None = None) -> pd.DataFrame:
    """List the raw tables with what they hold, and what they do not.

    Parameters
    ----------
    root : pathlib.Path, optional
        The project folder; by default the one in which one works.

    Returns
    -------
    pandas.DataFrame
        One row a table, indexed by its path in data/raw: title, description. A table that was added, and
        that datapackage.json does not describe, has none.

    Raises
    ------
    CopcalcError
        If datapackage.json can't be read.

    Examples
    --------
    >>> raw_tables().at["evidence/hotline.csv", "title"]
    'Hotlines and reporting portals'
    """
    told = _resources(find_root(root) / "data" / "raw")
    frame = pd.DataFrame.from_dict(told, orient="index", columns=["title", "description"])
    return frame.rename_axis("table")


def read_raw(raw: Path) -> dict[str, pd.DataFrame]:
    """Read all raw tables, and refuse them as a whole if anything is wrong.

    Parameters
    ----------
    raw : pathlib.Path
        The folder data/raw.

    Returns
    -------
    dict of str to pandas.DataFrame
        Path relative to `raw` -> table, typed as its schema says. Only an empty cell is missing, so
        that NA stays Namibia.

    Raises
    ------
    DataError
        If a table has problems: all of them.
    """
    tables = tables_of(raw)
    misfits: dict[str, list[Problem]] = {}
    read: dict[str, pd.DataFrame] = {}
    # The register comes first: it tells whose code was meant where a name stands.
    register = None
    for table in sorted(tables, key=lambda table: table not in (STATES, NAMES)):
        register = register or register_of(read)
        misfits[table] = list(_misfits(raw, table, tables[table], register))
        if not misfits[table]:
            types = {f["name"]: _TYPES[f["type"]] for f in tables[table]["fields"]}
            read[table] = pd.read_csv(
                raw / table, dtype=types, keep_default_na=False, na_values=[""], encoding="utf-8"
            )
    frames = {table: read[table] for table in tables if table in read}
    problems = [*_unread(raw), *(problem for table in tables for problem in misfits[table])]
    problems += check(frames)
    if len(frames) == len(tables):  # else a list would miss rows of a table that was refused
        problems += _list_counts(frames)
    if problems:
        raise DataError(problems)
    return frames


def _unread(raw: Path) -> Iterator[Problem]:
    """Files beside the evidence tables that nobody would read."""
    tables = set((raw / EVIDENCE_FOLDER).glob("*.csv"))
    for file in sorted((raw / EVIDENCE_FOLDER).iterdir()):
        if file not in tables and not file.name.startswith("."):
            yield Problem(
                "is no evidence table",
                "Save it as CSV UTF-8 with a name that ends in .csv, or move it elsewhere.",
                f"{EVIDENCE_FOLDER}/{file.name}",
            )


def _first_line_trouble(raw: Path, table: str, columns: set[str]) -> Problem | None:
    """What is wrong with a table as a whole, if its first line tells; else nothing."""
    with (raw / table).open(encoding="utf-8-sig", errors="replace") as opened:
        header = opened.readline()
    if header.lower().startswith("sep="):
        return Problem(
            "is a note for spreadsheets", "Remove the line.", table, row=1, value=header.strip()
        )
    names = {
        mark: columns & {cell.strip(' \r\n"') for cell in header.split(mark)} for mark in ",;\t"
    }
    likeliest = max(names, key=lambda mark: len(names[mark]))
    if likeliest == ",":
        return None
    marks = {";": "semicolons", "\t": "tabs"}[likeliest]
    return Problem(
        f"this file is separated by {marks}",
        "Save it with commas between the cells, as CSV UTF-8 (comma delimited).",
        table,
    )


def _misfits(
    raw: Path, table: str, schema: dict[str, Any], register: Register | None
) -> Iterator[Problem]:
    if not (raw / table).is_file():
        yield Problem("the file is not there", "Restore it; datapackage.json lists it.", table)
        return
    trouble = _first_line_trouble(raw, table, {field["name"] for field in schema["fields"]})
    if trouble:
        yield trouble
        return
    # Imported here: it takes longer to load than to read tables that are in order.
    from frictionless import Dialect, Resource, Schema, system
    from frictionless.formats import CsvControl

    # Keys into other tables are checked by `check`, which can suggest what was meant.
    alone = {key: value for key, value in schema.items() if key != "foreignKeys"}
    with system.use_context(trusted=True):
        resource = Resource(
            path=str(raw / table),
            encoding="utf-8",
            schema=Schema.from_descriptor(alone),
            # Said outright: a guess from a sample would take semicolons for commas.
            dialect=Dialect(controls=[CsvControl(delimiter=",")]),
        )
        report = resource.validate()
    rules = {field["name"]: field.get("constraints", {}) for field in schema["fields"]}
    parts = ["rowNumber", "fieldName", "type", "cell", "message", "note", "label"]
    errors = report.flatten(parts)
    missing = {(row, column) for row, column, kind, *_ in errors if kind == "missing-cell"}
    for row, column, kind, cell, message, note, label in errors:
        if kind != "missing-cell" and (row, column) in missing:
            continue  # a cell that is not there is not empty or wrong as well
        if kind == "extra-label":  # a column too many may be one that is there already, or nameless
            kind = (
                "duplicate-label" if label in rules else "extra-label" if label else "blank-label"
            )
        what, fix = _told(kind, message, note, rules.get(column, {}))
        if kind == "constraint-error" and column in ("iso3", "area") and cell and table != STATES:
            meant = code_meant(cell, register)
            what, fix = (_NO_CODE, meant) if meant else (what, fix)
        yield Problem(what, fix, table, row=row, column=column or label, value=cell)


def _told(kind: str, message: str, note: str, rules: Mapping[str, Any]) -> tuple[str, str]:
    """Say what is wrong with a cell, row or table, and how to mend it."""
    if kind in ("constraint-error", "unique-error"):
        for name, (what, fix) in _CONSTRAINTS.items():
            if f'"{name}"' in note or (kind, name) == ("unique-error", "unique"):
                rule = rules.get(name)
                shown = ", ".join(rule) if isinstance(rule, list) else rule
                return what.format(shown), fix
    if kind == "type-error":
        wanted = note.split('"')[1].split("/")[0] if '"' in note else "such type"
        return f"is no {wanted}", "Correct it."
    return _SHAPES.get(kind, (message.rstrip("."), ""))


def check(frames: Mapping[str, pd.DataFrame]) -> Iterator[Problem]:
    """Find what is wrong with tables whose cells are well-formed.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        Path relative to data/raw -> table, as `read_raw` reads them.

    Yields
    ------
    Problem
        What is wrong, where, and how to mend it.
    """
    yield from _without_rows(frames)
    yield from _repeated(frames)
    register = register_of(frames)

    def codes(table: str, column: str) -> set[str]:
        return set(frames[table][column]) if table in frames else set()

    sources, states = codes("sources.csv", "source"), codes(STATES, "iso3")
    known = states | codes("other_areas.csv", "iso3")
    for table, frame in frames.items():
        if sources and table != "sources.csv" and "source" in frame:
            yield from _unknown_codes(
                table, frame, "source", sources, "is no row of sources.csv", "Add one there.", None
            )
    for table, column, allowed in (
        ("children.csv", "area", {*states, WORLD}),
        (NAMES, "iso3", states),
        *((t, "iso3", known) for t in frames if t.startswith(f"{EVIDENCE_FOLDER}/")),
    ):
        # Without the register itself, no code can be judged.
        if states and table in frames:
            yield from _unknown_codes(
                table,
                frames[table],
                column,
                allowed,
                _NO_CODE,
                "Correct it.",
                register,
            )
    for table, frame in frames.items():
        if table.startswith(f"{EVIDENCE_FOLDER}/"):
            yield from _evidence_rules(table, frame)
    if "children.csv" in frames:
        yield from _endless_children(frames["children.csv"])
        yield from _world_row_missing(frames["children.csv"])


def _row(index: Any) -> int:
    return int(index) + 2  # the header is row 1


def _unknown_codes(
    table: str,
    frame: pd.DataFrame,
    column: str,
    known: set[str],
    what: str,
    fix: str,
    register: Register | None,
) -> Iterator[Problem]:
    for index, code in frame.loc[~frame[column].isin(known), column].items():
        close = alike(str(code), known)
        hint = f"{fix} Close: {', '.join(close)}." if close else fix
        meant = code_meant(str(code), register) or hint
        yield Problem(what, meant, table, row=_row(index), column=column, value=str(code))


def _repeated(frames: Mapping[str, pd.DataFrame]) -> Iterator[Problem]:
    """Pieces of evidence that stand twice, in one table or in two."""
    first: dict[tuple[Any, ...], str] = {}
    for table, frame in frames.items():
        if not table.startswith(f"{EVIDENCE_FOLDER}/"):
            continue
        for index, row in zip(frame.index, frame.itertuples(index=False, name=None), strict=True):
            cells = tuple("" if pd.isna(cell) else cell for cell in row)
            if cells in first:
                what = f"the same stands in {first[cells]}"
                yield Problem(what, "Remove one of the two rows.", table, row=_row(index))
            first.setdefault(cells, f"{table}, row {_row(index)}")


def _evidence_rules(table: str, frame: pd.DataFrame) -> Iterator[Problem]:
    yes, no = frame["status"] == "yes", frame["status"] == "no"
    since, until = frame["since"], frame["until"]
    means = frame["since_means"]
    rules = (
        (
            no & until.isna() & since.notna(),
            "until",
            "a no holds only as long as someone looked",
            "Give the last year in which it was so.",
        ),
        (
            (yes & until.notna() & since.isna())
            | (frame["before"].notna() & ~(yes & since.notna())),
            "since",
            "'before' and 'until' need a year in which a yes began",
            "Give it in 'since'.",
        ),
        (
            yes & since.notna() & means.isna(),
            "since_means",
            "it is not said what the year in 'since' means",
            "Write began, passed or attested.",
        ),
        (
            means.notna() & ~(yes & since.notna()),
            "since_means",
            "there is no year of a yes that it could speak of",
            "Leave it blank, or give the year in 'since'.",
        ),
        (
            (frame["before"] == "no") & means.isin(["passed", "attested"]),
            "before",
            "only a year in which it began tells that there was none before",
            "Leave it blank.",
        ),
        (
            (until < since).fillna(False),
            "until",
            "it ends before it begins",
            "Correct one of the years.",
        ),
        (
            frame["since_date"].notna()
            & (frame["since_date"].str[:4] != since.astype("str").str[:4]),
            "since_date",
            "the date is not in the year of 'since'",
            "Correct one of the two.",
        ),
    )
    for broken, column, what, fix in rules:
        for index in frame.index[broken]:
            value = frame.at[index, column]
            shown = None if pd.isna(value) else str(value)
            yield Problem(what, fix, table, row=_row(index), column=column, value=shown)


def _list_counts(frames: Mapping[str, pd.DataFrame]) -> Iterator[Problem]:
    """Complete lists and groups of which the evidence tables name more or fewer than they count."""
    tables = [frame for name, frame in frames.items() if name.startswith(f"{EVIDENCE_FOLDER}/")]
    evidence = pd.concat(tables, ignore_index=True)
    for index, named in miscounted(frames[LISTS], evidence):
        row = frames[LISTS].loc[index]
        yield Problem(
            f"the evidence tables name {named} states with {row['indicator']} by {row['by']}",
            "Add the rows that are missing, or correct the number.",
            LISTS,
            row=_row(index),
            column="listed",
            value=str(row["listed"]),
        )
    for index, named in miscounted_groups(frames[GROUPS], evidence):
        row = frames[GROUPS].loc[index]
        yield Problem(
            f"the evidence tables name {named} members of {row['kind']} by {row['source']}, of which "
            f"{row['having']} are said to have it",
            "Add the rows that are missing, or correct the numbers.",
            GROUPS,
            row=_row(index),
            column="members",
            value=str(row["members"]),
        )


def _without_rows(frames: Mapping[str, pd.DataFrame]) -> Iterator[Problem]:
    for table, frame in frames.items():
        if (
            frame.empty
            and table not in (LISTS, GROUPS)
            and not table.startswith(f"{EVIDENCE_FOLDER}/")
        ):
            yield Problem("there is nothing below the header", "Restore the rows.", table)


def _endless_children(children: pd.DataFrame) -> Iterator[Problem]:
    column = "children_thousands"
    for index in children.index[~children[column].lt(math.inf)]:
        yield Problem(
            "is no number",
            "Correct it.",
            "children.csv",
            row=_row(index),
            column=column,
            value=str(children.at[index, column]),
        )


def _world_row_missing(children: pd.DataFrame) -> Iterator[Problem]:
    if children.empty:
        return
    keys = children.groupby(["vintage", "year"])["area"].agg(lambda areas: WORLD in set(areas))
    for vintage, year in keys.index[~keys.astype(bool)]:
        yield Problem(
            f"{vintage} has no row for area {WORLD} in {year}",
            "Add the world's number, against which the states' sum is checked.",
            "children.csv",
        )
