"""Projections by the evidence, state by state: of the world, of regions, and what they say of one state."""

from dataclasses import replace

import pytest

from copcalc.assessment import (
    indicator_table,
)
from copcalc.assessment.adopting import (
    history_of,
    outlook_of,
    project_indicator,
    state_chances,
)
from copcalc.errors import AreaError, CopcalcError, MeasureError
from copcalc.measure import ChildShare, CountryShare


@pytest.fixture(scope="module")
def parties(study):
    return project_indicator(study(), "opsc")


def test_parties_are_projected_from_where_they_stood(parties):
    assert parties.known.value == pytest.approx(169 / 193)
    assert parties.since == 2000  # the protocol was opened then
    timeline = parties.timeline
    assert timeline["year"].tolist() == list(range(2000, 2021))
    assert timeline["known"].iloc[14] == timeline["median"].iloc[14] == pytest.approx(169 / 193)
    assert timeline.loc["2015":, ["known_low", "known_high"]].isna().all(axis=None)
    assert timeline.loc[:"2013", ["median_low", "projected_low"]].isna().all(axis=None)
    assert timeline["known"].dropna().is_monotonic_increasing
    ahead = timeline.loc["2014":].astype(float)
    assert (ahead["projected_low"] <= ahead["median"]).all()
    assert (ahead["median"] <= ahead["projected_high"]).all()
    # More children than countries lived in parties, and do so ahead.
    assert parties.median_children.value > parties.median.value


def test_the_numbers_are_those_of_the_outlook_itself(parties):
    at = parties.outlook.at(2020)
    assert (parties.projected.low, parties.projected.high) == at.interval(0.9)
    assert parties.chance.estimate == at.reached(CountryShare.exact(0.9))
    children = parties.outlook.at(2020, ChildShare)
    assert parties.children.low == children.interval(0.9)[0]


def test_a_history_holds_what_sources_date_and_what_was_looked_at(study):
    history = history_of(study(), "hotline")
    assert len(history) == 193
    assert history["last_without"].dropna().max() == 2014
    named = study().coverage("hotline")
    assert history["first_with"].notna().sum() == named.yes
    assert (history["last_without"] == 2014).sum() == named.no


def test_what_is_unknown_is_a_bound_all_the_way(study):
    africa = project_indicator(study("africa"), "hotline")
    named = study("africa").coverage("hotline").countries
    assert (africa.known.low, africa.known.high) == pytest.approx((named.low, named.high))
    assert africa.projected.value is None
    assert africa.projected.low == pytest.approx(2 / 44)
    assert africa.projected.high > 0.9
    assert (africa.chance.low, africa.chance.high) == pytest.approx((0, 1), abs=1e-3)
    assert len(africa.outlook.states) == 44


def test_a_region_learns_from_all_and_is_told_its_own(study):
    whole = outlook_of(study("world"), "opsc")
    africa = project_indicator(study("africa"), "opsc")
    expected = whole.within(study("africa").area.states).at(2020).interval(0.9)
    assert (africa.projected.low, africa.projected.high) == expected
    assert africa.projected.key == (
        "africa.2020.clock=2014.opsc.named.adoption.level=90.projected_of_countries"
    )
    assert africa.projected.sources == ("data/raw/evidence/opsc.csv",)
    assert africa.children.sources[-1] == "data/raw/children.csv (WPP2012, 2020)"
    assert africa.children.vintage == "WPP2012"
    assert africa.target.value == 0.9


def test_an_assumption_goes_along_and_is_said(study):
    assumed = study("africa").assume(hotline={"Kenya": 2013})
    found = project_indicator(assumed, "hotline")
    assert found.known.low == pytest.approx(3 / 44)
    assert found.projected.scenario == "hotline=KEN:2013"
    other = project_indicator(assumed, "opsc")
    assert other.projected.scenario == ""


def test_a_table_sets_indicators_below_each_other(study):
    asked = study("africa")
    table = indicator_table([project_indicator(asked, each) for each in ("opsc", "hotline")])
    assert table["role"].tolist() == ["proxy", "direct"]
    assert table["target"].tolist() == [0.9, 0.7]
    assert table.loc["hotline", "known_high"] == pytest.approx(40 / 44)


@pytest.mark.parametrize(
    ("year", "indicator", "reason"),
    [(2014, "lanzarote_convention", "no_history"), (2020, "opsc", "year_reached")],
)
def test_where_nothing_can_be_said_the_reason_is(study, year, indicator, reason):
    found = project_indicator(study("cis", year=year), indicator)
    assert (found.is_projected, found.reason) == (False, reason)
    assert found.outlook is None
    assert reason in repr(found)
    assert found.timeline["median"].isna().all()
    assert not any(each.is_measured for each in (found.chance, found.children, found.median))


def test_an_indicator_of_a_pillar_without_a_figure_has_no_target_to_reach(study):
    found = project_indicator(study("europe"), "curriculum", year=2016)
    assert found.is_projected
    assert not found.target.is_measured
    assert found.chance.estimate.reason == "not_set"


def test_children_are_left_out_where_nobody_counted_them(study):
    world = study("NAM")
    table = world.tables.children
    tables = replace(world.tables, children=table[table["year"] < 2020])
    found = project_indicator(replace(world, tables=tables).at("africa"), "opsc")
    assert found.projected.is_measured
    assert found.children.estimate.reason == "no_children"


def test_a_states_chance_is_that_of_its_region(study):
    namibia, chad = (state_chances(study(code)) for code in ("NAM", "TCD"))
    assert namibia["status"].to_dict() == {
        "national_law": "unknown", "opsc": "yes", "hotline": "unknown",
    }  # fmt: skip
    assert namibia.loc["hotline"].astype(object).equals(chad.loc["hotline"].astype(object))
    hotline = namibia.loc["hotline"]
    assert (
        hotline["chance_low"]
        < hotline["expected_low"]
        < hotline["expected_high"]
        < hotline["chance_high"]
    )
    # Where it has it already there is nothing to tell.
    assert namibia.loc["opsc", ["expected_low", "chance_high"]].isna().all()
    cell = namibia.cells().at["hotline", "chance"]
    assert cell.key == "NAM.2020.clock=2014.hotline.named.adoption.level=90.chance_of_adopting"
    assert namibia.cells().at["opsc", "chance"].estimate.reason == "has_it"


def test_where_all_is_known_the_chance_has_one_value(study):
    kenya = state_chances(study("KEN")).loc["opsc"]
    assert kenya["status"] == "no"
    assert kenya["expected"] == kenya["expected_low"] == kenya["expected_high"]
    # Hazards of states alike: between a third and a half in six years, as Africa's parties went.
    assert 0.3 < kenya["chance_low"] < kenya["expected"] < kenya["chance_high"] < 0.7


def test_in_the_year_itself_a_state_has_no_chance_to_tell(study):
    found = state_chances(study("NAM", year=2020)).cells()
    assert {each.estimate.reason for each in found["chance"]} == {"year_reached", "has_it"}


def test_what_cannot_be_asked_is_refused(study, refuses):
    with refuses(AreaError, "project_indicator", "one state", "state_chances"):
        project_indicator(study("NAM"), "opsc")
    with refuses(AreaError, "state_chances", "no state"):
        state_chances(study("africa"))
    with refuses(CopcalcError, "no indicator"):
        project_indicator(study("africa"), "hotlines")
    with refuses(MeasureError, "interval"):
        project_indicator(study("africa"), "opsc", level=1.5)
    with refuses(MeasureError, "indicator_table", "no projection"):
        indicator_table([])
