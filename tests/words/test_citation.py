"""How old the data of a report are, and how to cite it."""

from importlib.metadata import version

import pandas as pd
import pytest

from copcalc.assessment.cited import sources_of
from copcalc.data import data_version
from copcalc.words import imprint, say


def told(study, sources):
    return list(map(say, imprint(study, sources, data_version())))


def sources(*rows):
    frame = pd.DataFrame(rows, columns=["date", "year"])
    return frame.astype({"date": "string", "year": "Int64"})


@pytest.mark.parametrize(
    ("rows", "newest"),
    [
        ([("2012", 2012), ("2014-05", 2014), ("2013-12-31", 2013)], "2014-05"),
        ([("2014-05", 2014), ("2014-05-02", 2014), ("2014", 2014)], "2014-05-02"),
        # What is told in words counts by its year.
        ([("2014-05", 2014), ("undated (about 2016)", 2016)], "2016"),
        ([("2014-05", 2014), ("2016-03 (a law; page undated)", 2016)], "2016"),
        ([("2014-05", 2014), ("undated", None), (None, None)], "2014-05"),
    ],
)
def test_the_newest_source_dates_the_data(world, rows, newest):
    first, _ = told(world, sources(*rows))
    assert f"the newest source of {newest};" in first
    assert "end of 2014" in first


def test_sources_without_a_date_date_nothing(world):
    first, _ = told(world, sources(("undated", None)))
    assert "tell no date" in first


def test_a_report_is_cited_by_its_title_and_versions(study):
    kenya = study("Kenya")
    _, second = told(kenya, sources_of(kenya))
    assert second.startswith("Cite as: “Kenya: Child Online Protection targets, 2014”.")
    assert f"copcalc {version('copcalc')}" in second
    assert f"data version {data_version()}" in second


def test_no_source_of_any_state_is_newer_than_what_is_told(study):
    for area in study().register.areas:
        asked = study(area.code)
        sources = sources_of(asked)
        newest = imprint(asked, sources, "1")[0].given["newest"]
        assert newest[:4] == str(sources["year"].max()), area.code


def test_sources_are_those_of_the_states_evidence_children_and_targets(study, tables):
    kenya = study("Kenya")
    found = sources_of(kenya)
    assert found.index[0] == kenya.framework.source.id
    assert {"wpp2012", "unsd-m49"} <= set(found.index)
    assert "wpp2022" not in found.index
    about = tables.evidence[tables.evidence["iso3"] == "KEN"]
    known = {indicator.id for indicator in kenya.framework.indicators}
    assert set(about.loc[about["indicator"].isin(known), "source"]) <= set(found.index)
    assert found.index.is_unique
    newer = sources_of(kenya.assume(vintage="WPP2022"))
    assert "wpp2022" in newer.index
    assert len(sources_of(study())) == len(tables.sources)
