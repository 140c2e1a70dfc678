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
        pd.Series(adopted.loc[without.index, "share"]), pd.Series(without["share"])
    )
    assert adopted["children"].dropna().is_monotonic_decreasing
    assert adopted[["latitude", "longitude"]].notna().all(axis=None)


def test_only_states_that_have_it_have_a_year_and_none_after_the_study_s():
    adopted = adoption_by_state(open_study(year=2012), "hotline")
    assert adopted.loc[adopted["status"] != "yes", "since"].isna().all()
    assert adopted["since"].max() <= 2012


def test_the_last_year_of_the_regions_is_what_by_region_counts():
    study = open_study()
    spread = adoption_by_region(study, "hotline")
    last = spread[spread["year"] == study.year].set_index("region")
    told = by_region(study, "hotline", strength="group").set_index("region")
    for region in last.index:
        states = told.at[region, "states"]
        assert last.at[region, "known_low"] == pytest.approx(told.at[region, "yes"] / states)
        possible = 1 - told.at[region, "no"] / states
        assert last.at[region, "known_high"] == pytest.approx(possible)


def test_what_is_known_never_falls_and_years_have_no_holes():
    spread = adoption_by_region(open_study(), "opsc")
    for _, rows in spread.groupby("region"):
        assert rows["known_low"].is_monotonic_increasing
        assert (rows["year"].diff().dropna() == 1).all()


def test_an_indicator_that_the_framework_has_not_is_told():
    with pytest.raises(CopcalcError, match="hotlin"):
        adoption_by_state(open_study(), "hotlin")
    with pytest.raises(CopcalcError, match="hotlin"):
        adoption_by_region(open_study(), "hotlin")
