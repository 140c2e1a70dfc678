"""What a cell shows of a projection: one short line, whatever its size."""

import numpy as np
import pandas as pd
import pytest

import copcalc as cop

LETTERS = [f"S{number:03}" for number in range(300)]


def shown():
    half = cop.CountryShare.published(0.26, step=0.01)
    series = cop.Series.of([2010, 2012, 2014], [34, 37, 43], 193)
    trend = cop.fit_trend(series, "logistic")
    bridge = cop.Bridge(half, 2014, trend, "ITU", "INHOPE", 193)
    history = pd.DataFrame(
        {
            "region": ["Africa", "CIS"] * 150,
            "last_without": pd.array([2014, None] * 150, dtype="Int64"),
            "first_with": pd.array([None, 2012] * 150, dtype="Int64"),
        },
        index=LETTERS,
    )
    outlook = cop.project_adoption(history, first=2005, clock=2014)
    curves = np.full((1, 2, 6), 0.3)
    hindcast = cop.Hindcast(
        "hotlines", "bridge", 2014, 2022, cop.CountryShare.exact(0.6), bridge.at(2022)
    )
    return {
        "series": series,
        "trend": trend,
        "bridge": bridge,
        "forecast": bridge.at(2020),
        "outlook": outlook,
        "adoption": outlook.low,
        "hindcast": hindcast,
        "hazards": cop.fit_hazards(history, first=2005, clock=2014),
        "simulation": cop.simulate_curves(curves, np.array([3, 1]), draws=10_000, seed=1),
        "distribution": cop.Distribution(np.full(1000, 0.001)),
        "shares": cop.Shares(np.linspace(0, 1, 101)),
    }


@pytest.fixture(scope="module")
def lines():
    return {name: repr(thing) for name, thing in shown().items()}


def test_it_is_one_short_line(lines):
    for line in lines.values():
        assert len(line) <= 200
        assert "\n" not in line


def test_it_says_what_one_wants_to_know(lines):
    assert lines["series"] == "<Series of 3: 34 of 193 in 2010, 43 of 193 in 2014>"
    assert lines["distribution"] == "<Distribution: median 499, 90 % from 49 to 949>"
    assert lines["shares"] == "<Shares: median 0.5, 90 % from 0.05 to 0.95>"
    assert lines["outlook"] == "<Outlook of 300 states from 2014: 0.5 of countries at the start>"
    assert lines["hazards"] == "<Hazards: 2005 to 2014, periods 1, regions 2>"
    assert lines["simulation"] == "<Simulation: draws 10000, indicators 1, years 6>"
    assert lines["adoption"] == "<Adoption: states 300, groups 2, cases 8>"
    assert lines["bridge"].startswith("<Bridge: 0.26 (0.255 to 0.265) of countries in 2014 (ITU), ")
    assert lines["trend"].startswith("<Trend logistic: log-odds of the covered share -1.41 in 2012")
    assert lines["forecast"].startswith("<Forecast: median 0.35")
    assert "observed 0.6 of countries, projected <Forecast: median" in lines["hindcast"]


def test_a_series_of_one_or_none_is_no_mistake():
    series = cop.Series.of([2010, 2012], [34, 37], 193)
    assert repr(series.until(2010)) == "<Series of 1: 34 of 193 in 2010>"
    assert repr(series.until(1990)) == "<Series of 0>"


def test_a_forecast_that_could_not_be_made_is_told():
    made = cop.Hindcast("laws", "logistic", 2014, 2018, cop.CountryShare.exact(0.9), None)
    assert repr(made).endswith("observed 0.9 of countries, projected None>")


def test_hazards_are_shown_by_their_line_and_their_frame():
    hazards = shown()["hazards"]
    page = hazards._repr_html_()
    assert "<p>&lt;Hazards: 2005 to 2014" in page
    assert all(f"<th>{column}</th>" in page for column in hazards.to_frame())
