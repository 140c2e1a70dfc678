"""From data/raw to data/processed: tidy, checked, a source for every row; and back into memory."""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from dataclasses import fields
from pathlib import Path

import pandas as pd

from copcalc.data.asked import AskedTables
from copcalc.data.groups import GROUPS, counted_only
from copcalc.data.lists import LISTS, absent_from_lists
from copcalc.data.project import ASKED_VARIABLE
from copcalc.data.raw import EVIDENCE_FOLDER, WORLD, raw_files, read_raw
from copcalc.data.status import TEXTS, status_by_year
from copcalc.data.tables import Tables
from copcalc.data.written import write_at_once
from copcalc.errors import CopcalcError, DataError, Problem

STAMP = "build.json"


def process(raw: dict[str, pd.DataFrame], *, tolerance: float = 0.01) -> Tables:
    """Turn checked raw tables into the tables that measures are made from.

    Parameters
    ----------
    raw : dict of str to pandas.DataFrame
        As `copcalc.data.read_raw` gives it.
    tolerance : float, keyword-only
        How far the states' sum of children may fall short of the world row, as a fraction of it.

    Returns
    -------
    Tables
        The processed tables.

    Raises
    ------
    DataError
        If the states' children sum to more than the world's, or to less than the tolerance allows.
    """
    states = raw["member_states.csv"].sort_values("iso3", ignore_index=True)
    children = raw["children.csv"].sort_values(["vintage", "year", "area"], ignore_index=True)
    children.insert(3, "children", (children.pop("children_thousands") * 1000).round())
    checks = _world_sums(children, states)
    off = checks[(checks["share"] > 1) | (checks["share"] < 1 - tolerance)]
    if len(off):
        raise DataError(
            Problem(
                f"in {row.vintage}, {row.year}, the states sum to {row.share:.2%} of the row {WORLD}",
                f"Correct the rows of that year; 100 % minus {tolerance:.0%} is allowed.",
                "children.csv",
            )
            for row in off.itertuples()
        )
    pieces = [
        frame.assign(row_id=[f"{table}:{i + 2}" for i in range(len(frame))])
        for table, frame in raw.items()
        if table.startswith(f"{EVIDENCE_FOLDER}/")
    ]
    evidence = pd.concat(pieces, ignore_index=True)
    absent = absent_from_lists(raw[LISTS], evidence, states["iso3"])
    evidence = pd.concat([evidence, absent], ignore_index=True).sort_values(
        ["indicator", "iso3", "since", "row_id"], ignore_index=True
    )
    evidence = counted_only(evidence, raw[GROUPS])
    evidence["seen"] = _last_seen(evidence, raw["sources.csv"])
    member = evidence["iso3"].isin(states["iso3"])
    # Up to the last year in which a state joined, even where no children are counted that late.
    joined = states["member_by"].str[:4].astype(int)
    years = range(
        int(children["year"].min()), max(int(children["year"].max()), int(joined.max())) + 1
    )
    return Tables(
        states=states,
        names=raw["area_names.csv"].sort_values(["name", "iso3"], ignore_index=True),
        children=children,
        evidence=evidence[member].reset_index(drop=True),
        groups=raw[GROUPS].sort_values(["indicator", "kind", "source"], ignore_index=True),
        status=status_by_year(evidence[member], states["iso3"], years).astype({"year": "Int64"}),
        world_counts=raw["world_counts.csv"].sort_values(
            ["series", "year", "value"], ignore_index=True
        ),
        checks=checks,
        not_counted=evidence[~member].reset_index(drop=True),
        sources=raw["sources.csv"].sort_values("source", ignore_index=True),
    )


def _last_seen(evidence: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    """The last year in which each yes was said to be so: its source's, and never before it began."""
    said = evidence["source"].map(sources.set_index("source")["year"])
    seen = evidence["since"].where(evidence["since"] >= said, said).fillna(evidence["since"])
    return seen.where((evidence["status"] == "yes") & evidence["since"].notna()).astype("Int64")


def _world_sums(children: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    joined = states.set_index("iso3")["member_by"].str[:4].astype(int)
    rows = []
    for (vintage, year), group in children.groupby(["vintage", "year"]):
        by_area = group.set_index("area")["children"]
        # The register does not tell who was a member before its first date: those of that date count.
        members = joined.index[joined <= max(year, joined.min())]
        listed = by_area[by_area.index.isin(members)]
        missing = len(members) - len(listed)
        rows.append((vintage, year, len(listed), missing, listed.sum(), by_area[WORLD]))
    columns = [
        "vintage",
        "year",
        "states",
        "states_missing",
        "children_of_states",
        "children_world",
    ]
    checks = pd.DataFrame(rows, columns=columns)
    checks["year"] = checks["year"].astype("Int64")
    return checks.assign(share=(checks["children_of_states"] / checks["children_world"]).round(6))


def _fingerprint(raw: Path) -> str:
    """A hash of everything the processed tables depend on: the raw files and this package's code."""
    digest = hashlib.sha256()
    for file in raw_files(raw) + sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.name.encode() + b"\0")
        digest.update(file.read_bytes() if file.is_file() else b"missing")
    return digest.hexdigest()


def build(root: Path) -> Tables:
    """Check data/raw and write data/processed.

    Parameters
    ----------
    root : pathlib.Path
        The project folder.

    Returns
    -------
    Tables
        What was written.

    Raises
    ------
    DataError
        If a raw table has problems; nothing is written then.
    CopcalcError
        If the folder can't be written.
    """
    raw, processed = root / "data" / "raw", root / "data" / "processed"
    fingerprint = _fingerprint(raw)
    tables = process(read_raw(raw))
    try:
        processed.mkdir(parents=True, exist_ok=True)
        # Without their stamp, tables are made anew: a build that stops half way is never read.
        (processed / STAMP).unlink(missing_ok=True)
        for field in fields(tables):
            text = getattr(tables, field.name).to_csv(index=False, lineterminator="\n")
            write_at_once(processed / f"{field.name}.csv", text)
        # The stamp comes last: tables without it are made anew.
        write_at_once(processed / STAMP, json.dumps({"made_from": fingerprint}) + "\n")
    except OSError as error:
        raise CopcalcError(
            f"the tables can't be written ({error.strerror})",
            where=str(processed),
            fix="Make the folder writable, or free some space.",
        ) from None
    return tables


def load_tables(root: Path) -> Tables:
    """Read data/processed, after making it anew if data/raw has changed.

    Parameters
    ----------
    root : pathlib.Path
        The project folder.

    Returns
    -------
    Tables
        The processed tables, always those that follow from data/raw as it is now.

    Raises
    ------
    DataError
        If a raw table has problems.
    """
    processed = root / "data" / "processed"
    stamp = processed / STAMP
    made = json.dumps({"made_from": _fingerprint(root / "data" / "raw")}) + "\n"
    whole_set = all((processed / f"{field.name}.csv").is_file() for field in fields(Tables))
    try:
        fresh = whole_set and stamp.read_text(encoding="utf-8") == made
    except FileNotFoundError:
        fresh = False
    if not fresh:
        build(root)
    numbers = {
        **dict.fromkeys(("year", "since", "until", "seen", "denominator", "value"), "Int64"),
        **dict.fromkeys(("members", "having"), "Int64"),
        **dict.fromkeys(("states", "states_missing"), "int64"),
        **dict.fromkeys(
            ("children", "latitude", "longitude", "children_of_states", "children_world", "share"),
            "float64",
        ),
    }
    # Every other column is text, whatever its cells look like.
    types = defaultdict(lambda: "str", numbers)
    frames = {
        field.name: pd.read_csv(
            processed / f"{field.name}.csv", dtype=types, keep_default_na=False, na_values=[""]
        )
        for field in fields(Tables)
    }
    # A status without evidence has an empty text there, not a missing one.
    frames["status"] = frames["status"].fillna(dict.fromkeys(TEXTS, ""))
    tables = Tables(**frames)
    asked = os.environ.get(ASKED_VARIABLE)
    return AskedTables.of(tables, Path(asked)) if asked else tables
