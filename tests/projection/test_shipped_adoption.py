"""Adoption country by country on the statuses that are shipped."""

import numpy as np
import pandas as pd
import pytest

from copcalc.measure import ChildShare, CountryShare
from copcalc.projection.hazard import fit_hazards
from copcalc.projection.history import adoption_history, unknown_states
from copcalc.projection.outlook import project_adoption
from copcalc.projection.placement import placement

CLOCK = 2014


@pytest.fixture(scope="module")
def world(study):
    return study("world", year=CLOCK)


@pytest.fixture(scope="module")
def told(world):
    """Tell the history of an indicator, with the years that its sources date."""

    def tell(indicator):
        statuses = world.tables.status
        return adoption_history(
            statuses[statuses["indicator"] == indicator],
            world.register.states["itu_region"],
            clock=CLOCK,
            began=world.began(indicator),
        )

    return tell


def test_parties_to_the_protocol_are_counted_in_their_years_and_regions(told):
    history = told("opsc")
    assert unknown_states(history, CLOCK).empty
    hazards = fit_hazards(history, first=2000, clock=CLOCK, breaks=[2008]).to_frame()
    assert hazards["adoptions"].sum() == 169
    # Whoever is not a party in 2014 was at risk in all fifteen years, the others until they adopted.
    waited = history["first_with"].fillna(CLOCK) - 1999
    assert hazards["country_years"].sum() == waited.sum()
    # Each region's hazard lies between its own rate and that of all.
    for _, period in hazards.groupby("since"):
        own = period["adoptions"] / period["country_years"]
        of_all = period["adoptions"].sum() / period["country_years"].sum()
        assert ((period["hazard"] - of_all).abs() < (own - of_all).abs() + 0.01).all()
        assert ((period["low"] < of_all) & (of_all < period["high"])).sum() >= 4


def test_the_protocols_way_on_is_narrow_and_children_are_ahead_of_countries(told, world):
    outlook = project_adoption(told("opsc"), world.children, first=2000, clock=CLOCK, breaks=[2008])
    found = outlook.to_frame([2014, 2016, 2022])
    assert found["median_low"].loc[2014].tolist() == pytest.approx([169 / 193, 0.966], abs=5e-4)
    wide = found["high"] - found["low"]
    assert (wide < 0.1).all()
    medians = found["median_low"].to_numpy().reshape(-1, 2)
    assert (medians[:, 1] > medians[:, 0]).all()


@pytest.mark.slow
def test_hotlines_are_bounded_as_widely_as_their_statuses_are(told, world):
    history = told("hotline")
    coverage = world.coverage("hotline", strength="group")
    outlook = project_adoption(history, world.children, first=1995, clock=CLOCK)
    for kind, known in ((CountryShare, coverage.countries), (ChildShare, coverage.children)):
        median = outlook.at(CLOCK, kind).quantile(0.5)
        assert (median.low, median.high) == pytest.approx((known.low, known.high), abs=1e-4)
    assert len(unknown_states(history, CLOCK)) == coverage.unknown


@pytest.mark.slow
def test_the_published_total_places_the_unknown_between_the_bounds(told, world):
    history = told("hotline")
    known = np.where(history["first_with"].notna(), "yes", "no")
    status = np.where(history.index.isin(unknown_states(history, CLOCK)), "unknown", known)
    children = world.children.reindex(history.index).fillna(0).to_numpy()
    chances = pd.Series(placement(status, children, 51, share=0.22), index=history.index)
    options = {"children": world.children, "first": 1995, "clock": CLOCK}
    placed = project_adoption(history, unknown=chances, **options)
    bounds = project_adoption(history, **options)
    assert placed.at(CLOCK).value.mean == pytest.approx(51 / 193)
    assert placed.at(CLOCK, ChildShare).value.mean == pytest.approx(0.22, abs=1e-4)
    for year in (2016, 2020):
        least, placed_mean, most = (
            bounds.at(year).low.mean,
            placed.at(year).value.mean,
            bounds.at(year).high.mean,
        )
        assert least < placed_mean < most
