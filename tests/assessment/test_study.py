import pandas as pd
import pytest

from copcalc.assessment import (
    assess_pillar,
    implied_by_totals,
    open_study,
    profile,
)
from copcalc.errors import AreaError, CopcalcError, FrameworkError
from copcalc.measure import CountryShare, Estimate
from copcalc.words import about_evidence

WITHOUT_CHILDREN = {"AND", "DMA", "KNA", "LIE", "MCO", "MHL", "NRU", "SMR", "TUV", "VAT"}


def test_a_study_asks_about_the_world_in_the_baseline_year(study):
    asked = study()
    assert (asked.area.code, asked.year, asked.vintage) == ("world", 2014, "WPP2012")
    assert len(asked.register.states) == 193


@pytest.mark.parametrize(("vintage", "millions"), [("WPP2012", 2235), ("WPP2022", 2301)])
def test_the_vintage_decides_how_many_children_there_are(study, vintage, millions):
    asked = study(vintage=vintage)
    # The states' children: the world's 2,244 and 2,311 million less those of other areas.
    assert round(asked.children_of(asked.register.world) / 1e6) == millions
    assert vintage in asked.children_source


def test_children_are_those_of_member_states_only(study):
    asked = study()
    assert set(asked.children.index) == set(asked.register.states.index) - WITHOUT_CHILDREN
    assert asked.children_of(asked.register.find("VAT")) == 0


def test_regions_share_out_the_world_s_children(study):
    asked = study()
    regions = sum(asked.children_of(region) for region in asked.register.regions)
    assert regions == pytest.approx(asked.children_of(asked.register.world))


def test_the_year_decides_the_status(study):
    # Namibia's portal is known from 2017 on, its ratification from 2002 on.
    assert study(year=2016).status("hotline")["NAM"] == "unknown"
    assert study(year=2017).status("hotline")["NAM"] == "yes"
    assert study(year=2012).status("opsc")["NAM"] == "yes"


def test_every_state_has_a_status_on_every_indicator(study):
    asked = study()
    for indicator in asked.framework.indicators:
        status = asked.status(indicator.id)
        assert list(status.index) == list(asked.register.states.index)
        assert set(status) <= {"yes", "no", "unknown"}


@pytest.mark.parametrize("indicator", ["national_law", "opsc", "hotline"])
@pytest.mark.parametrize("year", [2012, 2014, 2016, 2020])
def test_weaker_evidence_never_unsettles_what_is_known_by_name(study, indicator, year):
    named, group = (study(year=year).status(indicator, strength=s) for s in ("named", "group"))
    known = named != "unknown"
    assert (group[known] == named[known]).all()


def test_group_evidence_counts_only_when_asked_for(spain_by_group):
    named = spain_by_group("europe").coverage("hotline")
    group = spain_by_group("europe").coverage("hotline", strength="group")
    assert named.yes + 1 == group.yes
    assert named.total == group.total == 46


def test_low_confidence_counts_only_when_asked_for(study):
    europe = study("europe")
    usual, low = (europe.coverage("national_law", confidence=c) for c in ("medium", "low"))
    assert usual.unknown > low.unknown
    assert europe.coverage("national_law") == usual
    with pytest.raises(CopcalcError, match=r"no confidence 'sure'.*high, medium, low"):
        europe.status("national_law", confidence="sure")


def test_what_was_asked_once_is_not_changed_by_whoever_asked(study):
    asked = study()
    answer = asked.tables.decided("opsc", 2014)
    answer[:] = "no"
    assert asked.coverage("opsc", strength="group").yes == 169


def test_beginnings_are_those_that_a_source_dates(study):
    asked = study()
    began = asked.began("hotline")
    assert began["KAZ"] == 2011
    assert "AUS" not in began.index  # a member of INHOPE by 2009
    assert asked.began("opsc").size == 177
    with pytest.raises(CopcalcError, match="no indicator 'hotlines'"):
        asked.began("hotlines")


def test_the_same_question_about_another_area(study):
    asked = study()
    africa = asked.at(asked.register.find("Africa"))
    assert africa.coverage("opsc") == asked.coverage("opsc", area=africa.area)
    assert africa.coverage("opsc") == study("africa").coverage("opsc")


def test_numbers_can_be_traced_to_tables(study):
    asked = study()
    assert asked.evidence_source("opsc") == "data/raw/evidence/opsc.csv"
    assert asked.framework_source("goal") == "itu-connect2020: goal"


@pytest.mark.parametrize(
    ("options", "parts"),
    [
        ({"year": 2005}, ["year", "not reach to 2005", "to 2024"]),
        ({"year": 2025}, ["year", "not reach to 2025", "to 2024"]),
        ({"vintage": "WPP2024"}, ["vintage", "'WPP2024'", "WPP2012, WPP2022"]),
    ],
)
def test_years_and_vintages_that_no_table_holds_are_refused(study, options, parts, refuses):
    with refuses(CopcalcError, *parts):
        study(**options)


def test_years_before_the_register_and_unknown_areas_are_refused(study, refuses):
    with refuses(AreaError, "back to 2011, not to 2008", "2011 or later"):
        study(year=2008)
    with refuses(AreaError, "Palau", "2024"):
        study("Palau")


def test_the_194th_state_can_be_asked_about_once_it_is_one(study):
    palau = study("Palau", year=2024)
    assert len(palau.register.states) == 194
    assert palau.status("opsc")["PLW"] == "unknown"  # not a party in 2021, when someone last looked


def test_a_year_without_children_still_counts_countries(study):
    asked = study(year=2022, vintage="WPP2012")
    assert asked.children.empty
    coverage = asked.coverage("opsc")
    assert coverage.total == len(coverage.without_children) == 193
    assert coverage.children is None
    assert study(year=2022, vintage="WPP2022").coverage("opsc").children is not None


def test_without_any_evidence_everything_is_unknown(project):
    for path in (project / "data" / "raw" / "evidence").iterdir():
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n")
    for name in ("complete_lists.csv", "group_counts.csv"):
        table = project / "data" / "raw" / name
        table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + "\n")
    coverage = open_study(root=project).coverage("opsc")
    assert (coverage.yes, coverage.no, coverage.unknown) == (0, 0, 193)


def test_unknown_indicators_and_strengths_are_refused(study, refuses):
    with refuses(FrameworkError, "no indicator 'law'", "national_law"):
        study().status("law")
    with refuses(CopcalcError, "no strength 'strong'", "named, group"):
        study().status("opsc", strength="strong")


def test_a_group_of_whom_one_may_have_none_is_an_interval(unnamed):
    # 31 of 32 had a centre: of three that nothing else speaks of, two or three.
    asked = unnamed("world", "ESP", "LUX", "MLT")
    named, group = (asked.coverage("hotline", strength=s) for s in ("named", "group"))
    assert named.told == Estimate.exact(45)
    assert group.told == Estimate(47, 48)
    assert group.countries == CountryShare(47 / 193, (45 + 138) / 193)
    # The two with the fewest children count, whichever they are.
    fewest = asked.children[["ESP", "LUX", "MLT"]].nsmallest(2).sum()
    assert group.children_yes + group.children_some == named.children_yes + fewest
    assert group.children.low > named.children.low
    # Of none of them it is told.
    assert set(asked.status("hotline", strength="group")[["ESP", "LUX", "MLT"]]) == {"unknown"}


def test_a_group_s_count_speaks_of_an_area_as_far_as_its_members_are_in_it(unnamed):
    # Russia, outside of the region, may be the one; of Spain and Malta one or two are left.
    europe = unnamed("europe", "ESP", "MLT", "RUS").coverage("hotline", strength="group")
    assert (europe.some_yes, europe.some_of) == (1, 2)
    assert unnamed("ESP", "ESP").coverage("hotline", strength="group").told == Estimate.exact(0)


def test_a_group_s_count_needs_sure_enough_evidence_of_its_time(unnamed):
    states = ("ESP", "LUX", "MLT")
    assert unnamed("europe", *states, year=2013).coverage("hotline", strength="group").some_of == 0
    sure = unnamed("europe", *states, confidence="high").coverage("hotline", strength="group")
    assert sure.some_of == 0
    aged = unnamed("europe", *states, year=2020, holds_for=5)
    assert aged.coverage("hotline", strength="group").some_of == 0


def test_the_gap_counts_those_of_a_group(unnamed):
    europe = unnamed("europe", "ESP", "LUX", "MLT", strength="group")
    gap = assess_pillar(europe, "technical")
    cover = europe.coverage("hotline")
    assert gap.count.estimate == Estimate(cover.yes + 2, cover.yes + cover.unknown)
    number = gap.evidence("hotline", "group")["yes"]
    assert (number.low, number.high) == (cover.yes + 2, cover.yes + 3)
    assert "pillar-group" in [s.id for s in about_evidence(gap)]


def test_what_is_assumed_of_evidence_holds_for_everything_asked(study):
    assumed = study("europe", confidence="low", strength="group", holds_for=5)
    told = study("europe")
    asked = {"confidence": "low", "strength": "group"}
    assert assumed.holds_for == 5
    assert (study("europe", **asked).status("hotline") == told.status("hotline", **asked)).all()
    assert study("europe", **asked).coverage("hotline") == told.coverage("hotline", **asked)
    assert (study(**asked).began("hotline") == study().began("hotline", **asked)).all()
    # What is asked for in a call goes before what is assumed.
    high = {"confidence": "high", "strength": "named"}
    assert (study(**asked).status("hotline", **high) == study().status("hotline", **high)).all()


def test_fewer_states_are_known_the_shorter_a_yes_holds(study):
    counts = [study(holds_for=years).coverage("national_law").yes for years in (None, 10, 5, 0)]
    assert counts[0] == 108
    assert counts == sorted(set(counts), reverse=True)
    later = [study(year=2020, holds_for=h).coverage("hotline").yes for h in (None, 10, 5)]
    assert later == [85, 69, 52]


def test_a_profile_follows_what_is_assumed(study):
    told = {
        holds_for: profile(study("BRA", year=2018, holds_for=holds_for)).status["status"].tolist()
        for holds_for in (None, 0)
    }
    assert told[None].count("unknown") < told[0].count("unknown")


def test_what_totals_imply_never_widens_what_a_group_tells(unnamed):
    found = implied_by_totals(unnamed("world", "DEU", "FRA", "ITA", strength="group"), "technical")
    bounds = found.bounds()
    for wide, narrow in (("evidence", "count"), ("count", "share")):
        assert (bounds[f"{wide}_low"] <= bounds[f"{narrow}_low"] + 1e-9).all()
        assert (bounds[f"{narrow}_high"] <= bounds[f"{wide}_high"] + 1e-9).all()


@pytest.mark.parametrize(
    ("assumed", "words"),
    [
        ({"denominator": "who"}, ["denominator", "'who'", "member_states, icmec"]),
        ({"strength": "weak"}, ["strength", "'weak'", "named, group"]),
        ({"confidence": "sure"}, ["confidence", "'sure'", "high, medium, low"]),
        ({"holds_for": -1}, ["holds_for", "-1 years"]),
        ({"holds_for": "5"}, ["holds_for", "'5' years", "whole years"]),
    ],
)
def test_what_can_t_be_assumed_is_refused_at_once(study, refuses, assumed, words):
    with refuses(CopcalcError, *words):
        study(**assumed)


@pytest.mark.parametrize("name", ["europe", "Europe", "NAM", "Namibia", "world"])
def test_another_area_is_asked_about_by_its_name(study, name):
    asked = study("africa", year=2018)
    area = asked.register.find(name)
    assert asked.at(name).area == asked.at(area).area == area
    assert asked.at(name).year == 2018
    assert asked.coverage("opsc", area=name) == asked.coverage("opsc", area=area)


@pytest.mark.parametrize("name", ["Nambia", "", None, 5])
def test_an_area_that_there_is_not_is_told(study, name, refuses):
    with refuses(CopcalcError, "there is no area"):
        study().at(name)


# Whatever a notebook's parameters may hold, as papermill passes them on.
@pytest.mark.parametrize(
    ("wrong", "parts"),
    [
        ({"year": 2014.5}, ["year", "2014.5 is no calendar year", "as 2014"]),
        ({"year": "2014"}, ["year", "'2014' is no calendar year", "without quotes"]),
        ({"year": True}, ["True is no calendar year"]),
        ({"year": float("nan")}, ["nan is no calendar year"]),
        ({"area": 5}, ["area", "no area 5"]),
        ({"area": ["africa"]}, ["no area ['africa']"]),
        ({"framework": 5}, ["5", "no framework can be read here"]),
        ({"framework": ["connect2020"]}, ["no framework can be read here"]),
        ({"vintage": 2012}, ["no vintage 2012", "WPP2012"]),
        ({"holds_for": True}, ["can't hold for True years"]),
        ({"holds_for": "5"}, ["can't hold for '5' years"]),
        ({"strength": ["named"]}, ["no strength ['named']"]),
        ({"denominator": 193}, ["no denominator 193"]),
    ],
)
def test_a_parameter_of_the_wrong_type_is_told(built, wrong, parts, refuses):
    with refuses(CopcalcError, *parts):
        open_study(**{"area": "world", "root": built, **wrong})


def test_a_year_may_come_from_a_table(built):
    year = pd.Series([2018]).iloc[0]
    assert repr(open_study(year=year, root=built)) == "<Study: World, 2018, connect2020, WPP2012>"


@pytest.mark.parametrize("pillar", [2, "2", "technical"])
def test_a_pillar_is_asked_for_by_number_or_id(study, pillar):
    assert study().framework.pillar(pillar).id == "technical"
