import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from projection_strategies import COUNTS, every_model, line, rising, series
from scipy import special, stats

from copcalc.errors import MeasureError
from copcalc.projection.forecast import forecast_count, forecast_from, forecast_table
from copcalc.projection.series import Series
from copcalc.projection.trend import UNCOVERED, fit_trend


@every_model
@given(counts=rising(), ahead=st.integers(0, 40))
def test_whatever_was_counted_a_forecast_is_one(model, counts, ahead):
    trend = fit_trend(counts, model)
    forecast = forecast_count(trend, trend.last + ahead, 193)
    assert forecast.probabilities.sum() == pytest.approx(1)
    low, high = forecast.interval(0.9)
    assert 0 <= low <= forecast.quantile(0.5) <= high <= 1


@every_model
@pytest.mark.parametrize("count", [0, 50, 193])
def test_a_series_that_does_not_move_is_projected_where_it_is(model, count):
    trend = fit_trend(series([count] * 4), model)
    assert trend.slope == pytest.approx(0, abs=1e-7)
    forecast = forecast_count(trend, 2030, 193)
    assert abs(forecast.quantile(0.5) - count / 193) <= 0.005


@every_model
def test_a_falling_series_falls_on(model):
    forecast = forecast_count(fit_trend(series([150, 140, 120, 110, 95]), model), 2012, 193)
    median = forecast.quantile(0.5)
    assert median == pytest.approx(95 / 193) if model == "no_change" else 0 < median < 95 / 193


# A count about its line.


@pytest.mark.parametrize("dispersion", [1.0, 1.0001, 3.0])
def test_a_count_adds_a_binomial_or_a_wider_distribution(dispersion):
    trend = line(0.3, 0.0, dispersion=dispersion)
    p, n = special.expit(0.3), 60
    found = forecast_count(trend, 2014, n).probabilities
    r = (dispersion - 1) / (n - 1)
    true = stats.betabinom(n, p * (1 - r) / r, (1 - p) * (1 - r) / r) if r else stats.binom(n, p)
    assert found == pytest.approx(true.pmf(np.arange(n + 1)), rel=1e-7)
    counts = np.arange(n + 1)
    mean = found @ counts
    assert mean == pytest.approx(n * p)
    assert found @ (counts - mean) ** 2 == pytest.approx(dispersion * n * p * (1 - p))


def test_what_is_not_known_of_the_line_is_mixed_into_the_count():
    trend = line(v_level=0.5)
    found = forecast_count(trend, 2020, 50).probabilities
    shares = special.expit(1 + np.sqrt(0.5) * stats.norm.ppf((np.arange(201) + 0.5) / 201))
    expected = stats.binom.pmf(np.arange(51)[:, None], 50, shares).mean(axis=1)
    assert found == pytest.approx(expected, abs=1e-6)


def test_a_walk_s_count_is_a_whole_number_on_the_walk_itself():
    forecast = forecast_count(line(0.0, 0.0, dispersion=0.0), 2014, 10)
    assert forecast.probabilities[5] == 1
    spread = forecast_count(line(0.0, 0.0, dispersion=0.0, innovation=0.3), 2016, 40)
    shares = special.expit(np.sqrt(0.6) * stats.norm.ppf((np.arange(201) + 0.5) / 201))
    assert spread.mean == pytest.approx(shares.mean(), abs=1e-4)
    assert spread.quantile(0.05) == pytest.approx(shares[10], abs=0.5 / 40 + 1e-6)


def test_dispersion_beyond_what_a_count_can_have_leaves_a_distribution():
    forecast = forecast_count(line(0.0, 0.0, dispersion=500.0), 2014, 20)
    assert forecast.mean == pytest.approx(0.5)
    assert forecast.probabilities[0] > 0.4
    assert forecast_count(line(0.0, 0.0, dispersion=9.0), 2014, 1).probabilities == pytest.approx(
        [0.5, 0.5]
    )


@pytest.mark.parametrize("extra", [0.0, 0.35])
def test_intervals_of_a_curve_hold_about_nine_in_ten_outcomes(extra):
    """Counts made anew each year, with more scatter than binomial ones or without."""
    rng, held = np.random.default_rng(9), []
    years = np.arange(2000, 2013)
    for _ in range(200):
        odds = -1 + 0.15 * (years - 2006) + rng.normal(0, extra, 13)
        covered = rng.binomial(193, special.expit(odds))
        counts = Series(years, covered, np.full(13, 193))
        low, high = forecast_count(fit_trend(counts, "logistic", clock=2010), 2012, 193).interval(
            0.9
        )
        held.append(low - 1e-9 <= covered[-1] / 193 <= high + 1e-9)
    assert 0.86 <= np.mean(held) <= 0.96


@every_model
@pytest.mark.parametrize("count", [0, 51, 193])
def test_in_its_own_year_a_level_is_certain(model, count):
    forecast = forecast_from(fit_trend(COUNTS, model), count, 193, start=2014, year=2014)
    assert forecast.probabilities[count] == pytest.approx(1, abs=1e-9)


@every_model
@pytest.mark.parametrize("covered", [[40, 52, 61, 75], [75, 61, 52, 40]])
def test_all_stays_all_or_falls_and_none_stays_none_but_for_the_rate(model, covered):
    trend = fit_trend(series(covered), model)
    none = forecast_from(trend, 0, 193, start=2014, year=2030)
    if model != "aarr":
        assert none.probabilities[0] == pytest.approx(1)
    everyone = forecast_from(trend, 193, 193, start=2014, year=2030)
    assert everyone.probabilities[193] == pytest.approx(1)
    assert np.isfinite(none.probabilities).all()


def test_a_rate_of_reduction_lifts_a_level_of_none():
    lent = line(0.0, 0.1, scale=UNCOVERED)
    forecast = forecast_from(lent, 0, 100, start=2014, year=2020)
    assert forecast.mean == pytest.approx(1 - np.exp(-0.6))


@pytest.mark.parametrize(("slope", "count"), [(0.08, 51), (-0.08, 51), (0.08, 190), (-0.08, 2)])
def test_who_has_it_keeps_it_while_the_share_rises_and_the_others_adopt(slope, count):
    n, level = 193, count / 193
    forecast = forecast_from(line(1.0, slope), count, n, start=2014, year=2020)
    share = special.expit(special.logit(level) + 6 * slope)
    k = np.arange(n + 1)
    if slope > 0:
        expected = stats.binom.pmf(k - count, n - count, (share - level) / (1 - level))
    else:
        expected = stats.binom.pmf(k, count, share / level)
    assert forecast.probabilities == pytest.approx(expected, abs=1e-10)
    assert forecast.mean == pytest.approx(share)


def test_a_pace_that_may_be_either_way_mixes_both():
    lent = line(0.0, 0.0, v_slope=0.01)
    forecast = forecast_from(lent, 50, 100, start=2014, year=2018)
    shares = lent.moved(0.5, start=2014, year=2018)
    expected = np.zeros(101)
    for p in shares:
        if p >= 0.5:
            expected[50:] += stats.binom.pmf(np.arange(51), 50, (p - 0.5) / 0.5)
        else:
            expected[:51] += stats.binom.pmf(np.arange(51), 50, p / 0.5)
    assert forecast.probabilities == pytest.approx(expected / 201, abs=1e-12)


def test_horizons_before_what_is_known_are_refused(refuses):
    trend = fit_trend(COUNTS, "logistic")
    with refuses(MeasureError, "horizon", "2012 lies before 2013"):
        forecast_count(trend, 2012, 193)
    with refuses(MeasureError, "horizon", "2013 lies before 2014"):
        forecast_from(trend, 51, 193, start=2014, year=2013)


@pytest.mark.parametrize(
    ("count", "denominator"),
    [(-1, 193), (194, 193), (0, 0), (0, 193.5), (50.5, 193), (np.nan, 193), (0, np.nan)],
)
def test_levels_that_are_none_are_refused(count, denominator, refuses):
    trend = fit_trend(COUNTS, "logistic")
    with refuses(MeasureError, "denominator", f"{count} of {denominator} countries"):
        forecast_from(trend, count, denominator, start=2014, year=2020)
    with refuses(MeasureError, "denominator", "of 0 countries"):
        forecast_count(trend, 2020, 0)


# Forecasts as a table.


@every_model
@given(counts=rising(), ahead=st.lists(st.integers(0, 30), unique=True, max_size=3))
def test_the_table_has_the_intervals_of_the_count_and_of_the_line(model, counts, ahead):
    trend = fit_trend(counts, model)
    years = [trend.last + a for a in ahead]
    found = forecast_table(trend, years, 193, level=0.8)
    assert found.index.tolist() == years
    for year, row in found.iterrows():
        count = forecast_count(trend, year, 193)
        assert (row["low"], row["high"]) == count.interval(0.8)
        assert row["median"] == count.quantile(0.5)
        assert 0 <= row["line_low"] <= row["line"] <= row["line_high"] <= 1
        assert row["model"] == model


@pytest.mark.parametrize("model", ["logistic", "gompertz", "aarr"])
def test_a_count_is_less_sure_than_its_line(model):
    found = forecast_table(fit_trend(COUNTS, model), range(2014, 2031), 193)
    inner, outer = found["line_high"] - found["line_low"], found["high"] - found["low"]
    assert (outer > inner).all()


def test_the_interval_of_a_line_is_that_of_its_student_distribution():
    trend = line(0.2, 0.05, v_level=0.04, freedom=5)
    row = forecast_table(trend, [2020], 193, level=0.9).loc[2020]
    half = 0.2 * stats.t.ppf(0.95, 5)
    expected = special.expit([0.7 - half, 0.7, 0.7 + half])
    assert row[["line_low", "line", "line_high"]].tolist() == pytest.approx(expected)


def test_each_year_may_have_its_own_countries():
    found = forecast_table(fit_trend(COUNTS, "no_change"), [2014, 2016], {2014: 193, 2016: 10})
    assert found["denominator"].tolist() == [193, 10]
    assert found["median"].tolist() == pytest.approx([110 / 193, 6 / 10])
    cells = pd.Series({2014: 193.0, 2016: 10.0})
    again = forecast_table(fit_trend(COUNTS, "no_change"), [2014, 2016], cells)
    pd.testing.assert_frame_equal(again, found)


def test_a_table_of_what_can_t_be_projected_is_refused(refuses):
    trend = fit_trend(COUNTS, "logistic")
    for level in (0, 1, 90, float("nan")):
        with refuses(MeasureError, "interval", f"probability of {level}", "between 0 and 1"):
            forecast_table(trend, [2020], 193, level=level)
    with refuses(MeasureError, "horizon", "nobody", "in 2020"):
        forecast_table(trend, [2020], {2019: 193})
    with refuses(MeasureError, "horizon", "2012 lies before 2013"):
        forecast_table(trend, [2020, 2012], 193)
    assert forecast_table(trend, [], 193).empty


def test_a_lent_walk_holds_the_chances_of_single_countries_already():
    lent = line(0.0, 0.05, dispersion=0.0, innovation=0.02)
    found = forecast_from(lent, 51, 193, start=2014, year=2020)
    shares = lent.moved(51 / 193, start=2014, year=2020)
    assert found.mean == pytest.approx(np.rint(193 * shares).mean() / 193)
    assert found.quantile(0.05) == pytest.approx(shares[10], abs=0.5 / 193 + 1e-9)
