"""What tables are asked is written down, and tells later whether they would answer the same."""

import json
from dataclasses import fields, replace

import pandas as pd
import pytest

import copcalc as cop
from copcalc.assessment import open_study
from copcalc.assessment.pillar import still_to_come
from copcalc.data import Tables, assume_statuses
from copcalc.data.asked import AskedTables, answer_to, questions
from copcalc.data.project import ASKED_VARIABLE


@pytest.fixture
def asked(tables, tmp_path):
    return AskedTables.of(tables, tmp_path / "asked")


@pytest.fixture
def noted(tmp_path):
    """The questions so far, by name and arguments."""
    return lambda: questions(tmp_path / "asked")


def question(name, **arguments):
    return json.dumps([name, arguments])


KNOWN = {"indicator": "hotline", "clock": 2020, "states": ["KEN", "NAM"]}
HOTLINE_OF_NAMIBIA = {"indicator": "hotline", "year": 2014, "states": ["NAM"]}


def test_what_answers_is_the_same(tables, asked):
    pd.testing.assert_series_equal(
        asked.statuses("hotline", 2014, states=("NAM", "KEN")),
        tables.statuses("hotline", 2014, states=("NAM", "KEN")),
    )
    assert asked.groups_counted("hotline", 2014) == tables.groups_counted("hotline", 2014)
    assert asked.evidence_files == tables.evidence_files
    for field in fields(Tables):
        pd.testing.assert_frame_equal(getattr(asked, field.name), getattr(tables, field.name))


def test_a_question_is_noted_once_and_without_those_that_it_leads_to(asked, noted):
    assert noted() == {}
    for _ in range(2):
        asked.statuses("hotline", 2014, states=("NAM",))
    assert [*noted()] == [question("statuses", **HOTLINE_OF_NAMIBIA)]


def test_a_table_that_is_taken_whole_is_noted_by_its_name(asked, noted):
    len(asked.evidence)
    assert asked.evidence_files
    assert asked.sizes()["evidence"] == len(asked.evidence)
    assert [*noted()] == [question("evidence"), question("evidence_files"), question("sizes")]


def test_numbers_and_indexes_of_pandas_are_noted_as_plain_ones(asked, noted):
    year = asked.children["year"].max()
    asked.statuses_by_year("opsc", pd.Series([year - 1, year]), states=pd.Index(["NAM"]))
    (told,) = [json.loads(each)[1] for each in noted() if "statuses_by_year" in each]
    assert told == {"indicator": "opsc", "years": [year - 1, year], "states": ["NAM"]}


def test_a_study_asks_nothing_that_the_same_tables_answer_otherwise(built, tables, tmp_path):
    study = replace(
        open_study("NAM", root=built), tables=AskedTables.of(tables, tmp_path / "asked")
    )
    gaps = cop.assess_pillars(study)
    assert [gap.leading for gap in gaps]
    cop.profile(study)
    cop.state_chances(study)
    cop.part_of(study)
    cop.indicators_in_hindsight(study)
    told = questions(tmp_path / "asked")
    assert len(told) > 40
    assert {each: answer_to(tables, each) for each in told} == told


def touched(tables, **changes):
    """Tables with other cells in Namibia's rows about hotlines."""
    evidence = tables.evidence.copy()
    rows = (evidence["indicator"] == "hotline") & (evidence["iso3"] == "NAM")
    assert rows.any()
    for column, value in changes.items():
        evidence.loc[rows, column] = value
    return replace(tables, evidence=evidence)


@pytest.mark.parametrize(
    ("changes", "name", "arguments", "same"),
    [
        ({"detail": "other words"}, "statuses", HOTLINE_OF_NAMIBIA, True),
        ({"detail": "other words"}, "evidence_about", {"states": ["KEN", "ZAF"]}, True),
        ({"detail": "other words"}, "evidence_about", {"states": ["KEN", "NAM"]}, False),
        ({"detail": "other words"}, "evidence", {}, False),
        ({"since": 2012}, "statuses", HOTLINE_OF_NAMIBIA, False),
        ({"since": 2012}, "statuses", HOTLINE_OF_NAMIBIA | {"states": ["KEN"]}, True),
        ({"since": 2012}, "statuses", HOTLINE_OF_NAMIBIA | {"year": 2011}, True),
        ({"since": 2012}, "began", {"indicator": "hotline", "until": 2014}, False),
        ({"since": 2012}, "began", {"indicator": "hotline", "until": 2011}, True),
        ({"since": 2012}, "began", {"indicator": "opsc"}, True),
        ({"since": 2018}, "known", KNOWN | {"year": 2020}, True),
        ({"since": 2018}, "known", KNOWN | {"year": 2017}, False),
        ({"since": 2018}, "history", {"indicator": "hotline", "clock": 2020}, False),
        ({"since": 2018}, "history", {"indicator": "hotline", "clock": 2014}, True),
        ({"since": 2018}, "speaks_of", {"indicator": "hotline", "year": 2014}, True),
    ],
)
def test_an_answer_changes_with_what_is_asked_about_and_nothing_else(
    tables, changes, name, arguments, same
):
    asked = question(name, **arguments)
    assert (answer_to(tables, asked) == answer_to(touched(tables, **changes), asked)) == same


def test_children_of_another_year_are_another_answer(tables):
    children = tables.children.copy()
    row = (children["area"] == "NAM") & (children["year"] == 2014)
    children.loc[row, "children"] += 1
    other = replace(tables, children=children)
    for year, areas, same in [(2014, None, 0), (2014, ["KEN"], 1), (2013, None, 1)]:
        asked = question("children_in", vintage="WPP2012", year=year, areas=areas)
        assert (answer_to(tables, asked) == answer_to(other, asked)) == same


def test_an_assumption_takes_whole_tables_and_its_own_answers_are_not_noted(asked, noted):
    assumed = assume_statuses(asked, "hotline", {"NAM": 2012})
    before = noted()
    assert question("evidence") in before
    assert assumed.statuses("hotline", 2014, states=("NAM",)).tolist() == ["yes"]
    assert noted() == before


def test_two_answers_to_one_question_are_none(tables, tmp_path):
    for each in (tables, touched(tables, since=2012)):
        AskedTables.of(each, tmp_path / "asked").statuses("hotline", 2014, states=("NAM",))
    assert [*questions(tmp_path / "asked").values()] == [""]


@pytest.mark.parametrize(
    "asked",
    [
        *map(question, ("decide_for_me", "_decided", "__init__", "of", "statuses")),
        question("history", indicator="hotline", clock=2014, states=["ATL"]),
        question("decided", indicator="hotline", year=2014, strength="loud"),
        "statuses of Namibia",
        "[]",
    ],
)
def test_what_tables_can_not_answer_has_no_answer(tables, asked):
    assert answer_to(tables, asked) == ""


def test_tables_note_what_they_are_asked_where_a_variable_says_so(built, tmp_path, monkeypatch):
    monkeypatch.setenv(ASKED_VARIABLE, str(tmp_path / "asked"))
    open_study(root=built)
    assert {json.loads(each)[0] for each in questions(tmp_path / "asked")} == {
        "names",
        "states",
        "vintages",
        "years",
    }
    monkeypatch.delenv(ASKED_VARIABLE)
    assert type(open_study(root=built).tables) is Tables


def test_what_a_published_baseline_needs_is_told_without_evidence(built, tables, tmp_path):
    study = replace(
        open_study("NAM", root=built), tables=AskedTables.of(tables, tmp_path / "asked")
    )
    cop.part_of(study)
    about = [json.loads(each)[1].get("states", ["NAM"]) for each in questions(tmp_path / "asked")]
    assert about
    assert all(each == ["NAM"] for each in about)
    for pillar in study.framework.pillars:
        world = study.at("world")
        assert still_to_come(world, pillar) == cop.assess_pillar(world, pillar.id).to_add
