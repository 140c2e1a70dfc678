"""Statuses that are assumed take the place of evidence, in every table and year."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copcalc.data import (
    ASSUMED,
    Register,
    assume_statuses,
    assumed_areas,
    beginnings,
    find_root,
    load_tables,
    status_by_year,
)

CODES = ["KEN", "NAM", "DEU", "CHN"]  # unknown, a portal from 2017 on, a hotline, without one
WHATS = st.one_of(st.sampled_from(["yes", "no", "unknown"]), st.integers(1990, 2024))


def statuses(tables, iso3, indicator="hotline"):
    rows = tables.status[
        (tables.status["indicator"] == indicator) & (tables.status["iso3"] == iso3)
    ]
    return rows.set_index("year")["status"].to_dict()


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("yes", lambda year: "yes"),
        ("no", lambda year: "no"),
        ("unknown", lambda year: "unknown"),
        (2013, lambda year: "yes" if year >= 2013 else "no"),
        (1990, lambda year: "yes"),
    ],
)
@pytest.mark.parametrize("iso3", CODES)
def test_an_assumption_tells_the_status_of_every_year_whatever_evidence_said(
    tables, iso3, what, told
):
    found = statuses(assume_statuses(tables, "hotline", {iso3: what}), iso3)
    assert found == {year: told(year) for year in statuses(tables, iso3)}
    assert len(found) > 10


@settings(max_examples=8)
@given(st.dictionaries(st.sampled_from(CODES), WHATS, min_size=1))
def test_statuses_follow_from_the_evidence_that_holds_the_assumptions(assumed):
    tables = load_tables(find_root())
    changed = assume_statuses(tables, "hotline", assumed)
    years = sorted(tables.status["year"].unique())
    about = changed.evidence[changed.evidence["indicator"] == "hotline"]
    again = status_by_year(about, tables.states["iso3"], years).astype(tables.status.dtypes)
    kept = changed.status[changed.status["indicator"] == "hotline"].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, again)
    others = [each.status.query("indicator != 'hotline'") for each in (tables, changed)]
    pd.testing.assert_frame_equal(*(each.reset_index(drop=True) for each in others))
    assert changed.evidence.dtypes.equals(tables.evidence.dtypes)
    assert changed.status.dtypes.equals(tables.status.dtypes)


@pytest.mark.parametrize("strength", ["named", "group"])
@pytest.mark.parametrize("confidence", ["high", "medium", "low"])
@pytest.mark.parametrize("holds_for", [None, 0])
def test_an_assumption_counts_whatever_evidence_is_asked_for(
    tables, strength, confidence, holds_for
):
    changed = assume_statuses(tables, "hotline", {"KEN": 2003, "DEU": "no"})
    decided = changed.decided(
        "hotline", 2014, strength=strength, confidence=confidence, holds_for=holds_for
    )
    assert decided.loc[["KEN", "DEU"], "status"].tolist() == ["yes", "no"]
    assert set(decided.loc[["KEN", "DEU"], ["strength", "confidence"]].to_numpy().flat) == {ASSUMED}
    assert decided.loc["KEN", "evidence"] == "assumed:hotline:KEN"


def test_only_an_assumed_year_is_a_beginning(tables):
    assert {"AUT", "ZAF"} <= set(beginnings(tables.evidence, "hotline").index)
    changed = assume_statuses(tables, "hotline", {"KEN": 2013, "AUT": "yes", "ZAF": "no"})
    began = beginnings(changed.evidence, "hotline", confidence="high")
    assert began["KEN"] == 2013
    assert not {"AUT", "ZAF"} & set(began.index)


def test_the_assumed_names_its_source_and_no_file(tables):
    twice = assume_statuses(
        assume_statuses(tables, "hotline", {"KEN": 2013}), "opsc", {"KEN": 2013}
    )
    assert (twice.sources["source"] == ASSUMED).sum() == 1
    assert twice.evidence_files == tables.evidence_files
    assert set(twice.evidence["source"]) - set(twice.sources["source"]) == set()


def test_assuming_anew_replaces_what_was_assumed(tables):
    first = assume_statuses(tables, "hotline", {"KEN": 2013})
    assert statuses(assume_statuses(first, "hotline", {"KEN": "no"}), "KEN")[2014] == "no"
    assert statuses(first, "KEN")[2014] == "yes"
    assert statuses(tables, "KEN")[2014] == "unknown"


def test_what_counts_members_of_a_group_stays(tables):
    some = tables.evidence[tables.evidence["strength"] == "some"].iloc[0]
    changed = assume_statuses(tables, some["indicator"], {some["iso3"]: "no"})
    year = int(some["since"])
    assert changed.groups_counted(some["indicator"], year) == tables.groups_counted(
        some["indicator"], year
    )
    assert changed.groups_counted(some["indicator"], year)


@given(st.data())
def test_areas_tell_of_every_state_what_is_assumed_of_it(data):
    tables = load_tables(find_root())
    register = Register(tables.states, tables.names, 2014)
    whole = data.draw(st.sets(st.sampled_from(register.areas), min_size=1, max_size=4))
    assumed = {}
    for area in sorted(whole, key=lambda each: -len(each.states)):
        assumed |= dict.fromkeys(area.states, data.draw(WHATS))
    told = list(assumed_areas(register, assumed))
    assert {state: what for area, what in told for state in area.states} == assumed
    assert len(told) <= len(assumed)
    order = [("world", "region", "state").index(area.kind) for area, _ in told]
    assert order == sorted(order)
