"""Trends, forecasts and bridges on the series that are shipped: every body's counts as it published them."""

import numpy as np
import pytest
from projection_strategies import every_model

from copcalc.assessment.progress import related_counts
from copcalc.measure import ChildShare, CountryShare
from copcalc.projection.bridge import Bridge
from copcalc.projection.forecast import forecast_table
from copcalc.projection.series import Series
from copcalc.projection.trend import fit_trend

SHIPPED = ["icmec_no_specific_legislation", "icmec_legislation_sufficient", "inhope_countries"]
every_series = pytest.mark.parametrize("name", [*SHIPPED, "opsc"])


@pytest.fixture(scope="module")
def published(study, tables):
    """Read a series up to a year."""

    def read(name, until=2014):
        if name == "opsc":
            parties = tables.evidence[tables.evidence["indicator"] == "opsc"]
            adopted = parties.loc[parties["status"] == "yes", "since"].astype(float)
            return Series.from_adoptions(adopted, 193, years=range(2002, until + 1))
        asked = study("world", year=until)
        found = [r for p in asked.framework.pillars for r in p.related_counts if r.series == name]
        return Series.from_frame(related_counts(asked, found[0]))

    return read


def test_the_counts_are_those_that_were_published(published):
    laws = published("icmec_no_specific_legislation")
    assert (laws.covered[-1], laws.denominators[-1], len(laws)) == (143, 196, 6)
    assert published("inhope_countries").covered.tolist() == [34, 37, 43]
    parties = published("opsc")
    assert (parties.years[0], parties.years[-1], parties.covered[-1]) == (2002, 2014, 169)


@every_series
@every_model
def test_every_model_projects_every_series_within_none_and_all(name, model, published):
    trend = fit_trend(published(name), model)
    found = forecast_table(trend, range(2014, 2041), 193).drop(columns=["model", "denominator"])
    assert np.isfinite(found).all(axis=None)
    assert ((found >= 0) & (found <= 1)).all(axis=None)
    for low, middle, high in (("low", "median", "high"), ("line_low", "line", "line_high")):
        assert (found[low] <= found[middle]).all()
        assert (found[middle] <= found[high]).all()
    if model != "no_change":
        assert found["line"].is_monotonic_increasing


@every_series
@every_model
def test_every_series_lends_its_pace_to_the_published_levels(name, model, published):
    pace = fit_trend(published(name), model)
    countries = CountryShare.published(0.26, step=0.01)
    children = ChildShare.published(0.22, step=0.01)
    for level, n in ((countries, 193), (children, None)):
        found = Bridge(level, 2014, pace, "ITU", name, n).to_frame(range(2014, 2031))
        shares = found[["low", "median_low", "median", "median_high", "high"]]
        assert ((shares >= 0) & (shares <= 1)).all(axis=None)
        assert (np.diff(shares, axis=1) >= 0).all()
        assert shares.loc[2014].tolist() == pytest.approx(
            [level.low, level.low, level.value, level.high, level.high], abs=0.005
        )
        assert found["pace_is_borrowed"].all()
        # Years make nothing surer: what is not known of the pace is not known each year anew.
        assert (found["high"] - found["low"]).loc[[2014, 2017, 2020]].is_monotonic_increasing


@pytest.mark.parametrize("model", ["drift", "logistic", "gompertz", "aarr"])
def test_a_network_that_lost_members_is_projected_to_lose_more_or_fewer(model, published):
    """The network counted 45 countries in 2018, 41 in 2019."""
    network = published("inhope_countries", until=2021).since(2014)
    assert network.covered.tolist() == [43, 45, 41, 42]
    trend = fit_trend(network, model)
    assert trend.slope < 0
    found = forecast_table(trend, [2021, 2030], 193)
    assert found["line"].is_monotonic_decreasing
    assert found.loc[2030, "low"] < 42 / 193 < found.loc[2030, "high"]
