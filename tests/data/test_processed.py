import csv
import json
import shutil
from dataclasses import fields

import pandas as pd
import pytest

from copcalc.data import Tables, build, find_root, load_tables, processed
from copcalc.errors import CopcalcError, DataError

# Most of them make all tables.
pytestmark = pytest.mark.slow

TABLES = [field.name for field in fields(Tables)]


def contents(root):
    return {p.name: p.read_bytes() for p in (root / "data" / "processed").iterdir()}


def add_evidence(root, indicator="hotline", iso3="KEN", name="mine.csv", since="2013"):
    folder = root / "data" / "raw" / "evidence"
    header = (folder / "opsc.csv").read_text(encoding="utf-8").splitlines()[0]
    row = f"{indicator},{iso3},yes,{since},began,,,,named,high,survey,,,made up,iwf-2017-portals"
    (folder / name).write_text(f"{header}\n{row}\n", encoding="utf-8")


def status_of(tables, indicator, iso3, year):
    keys = tables.status.set_index(["indicator", "iso3", "year"])
    return keys.at[(indicator, iso3, year), "status"]


def test_building_twice_gives_the_same_bytes(project):
    before = contents(project)
    shutil.rmtree(project / "data" / "processed")
    build(project)
    assert contents(project) == before


def test_every_table_is_written_and_nothing_else(project):
    assert sorted(contents(project)) == sorted(["build.json", *(f"{name}.csv" for name in TABLES)])


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_read_is_the_one_that_was_made(name, made, tables):
    pd.testing.assert_frame_equal(getattr(tables, name), getattr(made, name))


def test_namibia_is_in_every_processed_table_of_states(tables):
    assert tables.states.set_index("iso2").at["NA", "name"] == "Namibia"
    for table, column in (("children", "area"), ("evidence", "iso3"), ("status", "iso3")):
        assert "NAM" in set(getattr(tables, table)[column])
    assert set(tables.children.query("area == 'NAM'")["vintage"]) == {"WPP2012", "WPP2022"}
    known = tables.status.query("iso3 == 'NAM' and indicator == 'opsc'")
    assert set(known["status"]) == {"yes"}


def test_a_yes_was_last_seen_when_its_source_was_printed_and_never_before_it_began(tables, raw):
    with (raw / "sources.csv").open(encoding="utf-8", newline="") as file:
        printed = {row["source"]: row["year"] for row in csv.DictReader(file)}
    for row in tables.evidence.itertuples():
        if row.status == "no" or pd.isna(row.since):
            assert pd.isna(row.seen)
        else:
            assert row.seen == max(row.since, int(printed[row.source] or 0))


@pytest.mark.parametrize("vintage", ["WPP2012", "WPP2022"])
def test_states_with_a_number_are_those_of_the_register(study, tables, vintage):
    checks = tables.checks[tables.checks["vintage"] == vintage].set_index("year")
    for year in range(2011, 2021 if vintage == "WPP2012" else 2023):
        asked = study(year=year, vintage=vintage)
        row = checks.loc[year]
        assert row["states"] == len(asked.children)
        assert row["states"] + row["states_missing"] == len(asked.register.states) == 193
        assert row["children_of_states"] == asked.children_of(asked.register.world)


def test_every_row_says_where_it_comes_from(tables, raw):
    sources = set(tables.sources["source"])
    for table in (tables.states, tables.children, tables.evidence, tables.world_counts):
        assert set(table["source"]) <= sources
    for row in tables.evidence.itertuples():
        path, _, number = row.row_id.partition(":")
        line = (raw / path).read_text(encoding="utf-8").splitlines()[int(number) - 1]
        who = f"{row.iso3},{row.status}," if path != "complete_lists.csv" else ""
        assert line.startswith(f"{row.indicator},{who}")


def test_evidence_about_areas_that_are_no_states_is_kept_and_not_counted(tables):
    assert set(tables.not_counted["iso3"]) == {"TWN"}
    assert "TWN" not in set(tables.evidence["iso3"]) | set(tables.status["iso3"])


def test_there_is_one_status_an_indicator_state_and_year(tables):
    assert not tables.status.duplicated(["indicator", "iso3", "year"]).any()
    indicators = tables.evidence["indicator"].nunique()
    years = set(tables.status["year"])
    assert years >= set(tables.children["year"])
    assert len(tables.status) == indicators * len(tables.states) * len(years)


def test_nothing_is_made_anew_while_nothing_changes(project):
    load_tables(project)
    folder = project / "data" / "processed"
    before = {p.name: p.stat().st_mtime_ns for p in folder.iterdir()}
    load_tables(project)
    assert {p.name: p.stat().st_mtime_ns for p in folder.iterdir()} == before


def test_tables_follow_a_change_of_the_raw_ones(project):
    path = project / "data" / "raw" / "evidence" / "opsc.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("opsc,NAM,yes,2002,began,2002-04-16", "opsc,NAM,yes,2003,began,"))
    tables = load_tables(project)
    assert status_of(tables, "opsc", "NAM", 2014) == "yes"
    assert tables.evidence.query("iso3 == 'NAM' and indicator == 'opsc'")["since"].tolist() == [
        2003
    ]


def test_tables_follow_raw_ones_that_are_added_and_taken_away(project):
    assert status_of(load_tables(project), "hotline", "KEN", 2014) == "unknown"
    add_evidence(project)
    assert status_of(load_tables(project), "hotline", "KEN", 2014) == "yes"
    assert "evidence/mine.csv:2" in set(load_tables(project).evidence["row_id"])
    (project / "data" / "raw" / "evidence" / "mine.csv").unlink()
    assert status_of(load_tables(project), "hotline", "KEN", 2014) == "unknown"


def test_evidence_of_an_indicator_of_ones_own_is_picked_up(project):
    add_evidence(project, indicator="school_rules")
    tables = load_tables(project)
    assert status_of(tables, "school_rules", "KEN", 2014) == "yes"
    assert status_of(tables, "school_rules", "NAM", 2014) == "unknown"


def test_an_evidence_table_with_nothing_but_a_header_changes_nothing(project):
    before = contents(project)
    folder = project / "data" / "raw" / "evidence"
    header = (folder / "opsc.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "mine.csv").write_text(header + "\n")
    build(project)
    after = contents(project)
    del before["build.json"], after["build.json"]
    assert after == before


def test_tables_without_their_stamp_are_made_anew(project):
    before = contents(project)
    folder = project / "data" / "processed"
    (folder / "build.json").unlink()
    (folder / "states.csv").write_text("iso3\nXXX\n")
    load_tables(project)
    assert contents(project) == before


@pytest.mark.parametrize("stamp", ["", "{", '{"made_from": "somewhere else"}'])
def test_tables_with_a_stamp_that_says_nothing_are_made_anew(stamp, project):
    before = contents(project)
    (project / "data" / "processed" / "build.json").write_text(stamp)
    load_tables(project)
    assert contents(project) == before


@pytest.mark.parametrize("name", ["states", "status"])
def test_a_table_that_was_taken_away_is_made_anew(name, project):
    before = contents(project)
    (project / "data" / "processed" / f"{name}.csv").unlink()
    load_tables(project)
    assert contents(project) == before


def test_half_a_build_is_never_read(project, monkeypatch):
    before = contents(project)
    add_evidence(project)
    replace, written = processed.write_at_once, []

    def stop_half_way(path, text):
        if len(written) == 5:
            raise KeyboardInterrupt
        written.append(path)
        replace(path, text)

    monkeypatch.setattr(processed, "write_at_once", stop_half_way)
    with pytest.raises(KeyboardInterrupt):
        build(project)
    monkeypatch.undo()
    assert contents(project) != before
    # With the raw tables as they were, the old stamp would vouch for the new half.
    (project / "data" / "raw" / "evidence" / "mine.csv").unlink()
    load_tables(project)
    assert contents(project) == before


def test_half_a_file_left_behind_is_never_read(project, tables):
    (project / "data" / "processed" / ".status.csv.4711").write_text("indicator,iso3\nhot")
    pd.testing.assert_frame_equal(load_tables(project).status, tables.status)


def test_broken_raw_tables_leave_nothing_to_read(project):
    path = project / "data" / "raw" / "area_names.csv"
    path.write_text(path.read_text(encoding="utf-8") + "Nowhere,XXX\n", encoding="utf-8")
    with pytest.raises(DataError, match="XXX"):
        load_tables(project)


def test_a_folder_that_cannot_be_written_is_told(project, refuses):
    shutil.rmtree(project / "data" / "processed")
    (project / "data" / "processed").write_text("a file where the folder should be")
    with refuses(CopcalcError, "processed", "can't be written", "Make the folder writable"):
        build(project)


def test_a_project_is_found_from_any_folder_in_it(project, monkeypatch):
    assert find_root(project / "data" / "raw") == project.resolve()
    monkeypatch.setenv("COPCALC_ROOT", str(project))
    assert find_root() == project.resolve()
    monkeypatch.delenv("COPCALC_ROOT")
    monkeypatch.chdir(project / "data")
    assert find_root() == project.resolve()


def test_a_folder_that_is_no_project_is_told(tmp_path, refuses):
    with refuses(CopcalcError, str(tmp_path), "data/raw/datapackage.json", "COPCALC_ROOT"):
        find_root(tmp_path)


def test_the_stamp_names_what_the_tables_were_made_from(project):
    stamp = json.loads((project / "data" / "processed" / "build.json").read_text())
    assert set(stamp) == {"made_from"}
    add_evidence(project)
    build(project)
    assert json.loads((project / "data" / "processed" / "build.json").read_text()) != stamp
