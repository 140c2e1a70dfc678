"""How an indicator spread, state by state and region by region."""

import pandas as pd
import pytest

from copcalc.assessment import by_region, carriers, open_study
from copcalc.assessment.spread import adoption_by_region, adoption_by_state
from copcalc.errors import CopcalcError


@pytest.mark.parametrize("area", ["world", "africa", "KEN"])
def test_every_state_is_there_with_the_status_and_children_of_other_tables(area):
    study = open_study(area)
    adopted = adoption_by_state(study, "hotline")
    assert sorted(adopted.index) == sorted(study.area.states)
    status = study.status("hotline", states=study.area.states)
    assert adopted["status"].to_dict() == status.to_dict()
    without = carriers(study, "hotline")
    pd.testing.assert_series_equal(
        pd.Series(adopted.loc[without.index, "children"]), pd.Series(without["children"])
    )
    assert adopted["children"].dropna().is_monotonic_decreasing
    assert adopted[["latitude", "longitude"]].notna().all(axis=None)


def test_only_states_that_have_it_have_a_year_and_none_after_the_study_s():
    adopted = adoption_by_state(open_study(year=2012), "hotline")
    assert adopted.loc[adopted["status"] != "yes", "since"].isna().all()
    assert adopted["since"].max() <= 2012


INDICATORS = [each.id for each in open_study().framework.indicators]


@pytest.mark.parametrize("year", [2014, 2017, 2024])
@pytest.mark.parametrize("indicator", INDICATORS)
def test_the_last_year_of_the_regions_is_what_by_region_counts(indicator, year):
    study = open_study(year=year)
    spread = adoption_by_region(study, indicator)
    last = spread[spread["year"] == year].set_index("region")
    told = by_region(study, indicator).set_index("region")
    assert len(last) == 6
    for region in last.index:
        states = told.at[region, "states"]
        possible = 1 - told.at[region, "no"] / states
        assert last.at[region, "known_low"] == pytest.approx(told.at[region, "yes_low"] / states)
        assert last.at[region, "known_high"] == pytest.approx(possible)


@pytest.mark.parametrize("year", [2003, 2005, 2006])
def test_years_before_are_counted_as_the_statuses_of_their_ends_are(year):
    study = open_study()
    spread = adoption_by_region(study, "national_law")
    europe = study.register.find("europe").states
    told = study.tables.statuses_by_year("national_law", [year], states=europe)
    yes = (told["status"] == "yes").sum()
    assert yes > 10
    assert spread.at[f"europe.{year}", "known_low"] == pytest.approx(yes / len(europe))


def test_years_have_no_holes_and_begin_with_the_first_state():
    spread = adoption_by_region(open_study(), "opsc")
    for _, rows in spread.groupby("region"):
        assert rows["known_low"].is_monotonic_increasing
        assert (rows["year"].diff().dropna() == 1).all()
    assert spread.groupby("year")["known_low"].sum().iloc[0] > 0


def test_an_assumed_yes_is_of_no_year_and_an_assumed_year_is_one():
    adopted = adoption_by_state(
        open_study().assume(hotline={"India": "yes", "NGA": 2013}), "hotline"
    )
    assert adopted.loc["IND", ["status", "since"]].tolist() == ["yes", pd.NA]
    assert adopted.loc["NGA", ["status", "since"]].tolist() == ["yes", 2013]


def test_an_indicator_that_the_framework_has_not_is_told():
    with pytest.raises(CopcalcError, match="hotlin"):
        adoption_by_state(open_study(), "hotlin")
    with pytest.raises(CopcalcError, match="hotlin"):
        adoption_by_region(open_study(), "hotlin")
