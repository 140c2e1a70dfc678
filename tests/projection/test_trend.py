from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from projection_strategies import COUNTS, YEARS, every_model, line, rising, series
from scipy import optimize, special, stats
from statsmodels.genmod.families import Binomial, links
from statsmodels.genmod.generalized_linear_model import GLM

from copcalc.errors import MeasureError
from copcalc.measure import aarr
from copcalc.projection.series import Series
from copcalc.projection.trend import (
    LOGIT,
    LOGLOG,
    MODELS,
    UNCOVERED,
    fit_trend,
)

curves = pytest.mark.parametrize(
    ("model", "curve"),
    [
        ("logistic", lambda line: 1 / (1 + np.exp(-line))),
        ("gompertz", lambda line: np.exp(-np.exp(-line))),
    ],
)

# One less the curve, without a loss of digits where it is nearly all.
REST = {
    "logistic": lambda line: 1 / (1 + np.exp(line)),
    "gompertz": lambda line: -np.expm1(-np.exp(-line)),
}


# Curves fitted to counts.


@curves
@pytest.mark.parametrize("slope", [0.2, 0.01, -0.15])
def test_a_known_curve_is_recovered(model, curve, slope):
    years = np.arange(2000, 2012)
    share = curve(-0.4 + slope * (years - 2005.5))
    counts = Series(years, np.rint(share * 10**8).astype(int), np.full(12, 10**8))
    trend = fit_trend(counts, model)
    assert trend.slope == pytest.approx(slope, abs=1e-6)
    assert trend.level == pytest.approx(-0.4, abs=1e-6)
    assert (trend.origin, trend.last) == (2005.5, 2011)
    assert trend.line(2030)[100] == pytest.approx(curve(-0.4 + slope * 24.5), abs=1e-6)


@curves
@pytest.mark.parametrize(
    "covered", [[40, 52, 61, 75, 80, 97, 104, 110], [10, 80, 20, 150, 90], [150, 120, 60, 30]]
)
def test_a_curve_is_the_likeliest_one_with_the_errors_of_its_curvature(model, curve, covered):
    """Found again from the likelihood alone, and the errors from its numerical curvature."""
    counts = series(covered)
    n, d = 193, counts.years - counts.years.mean()

    def minus_log_likelihood(b):
        p = curve(b[0] + b[1] * d)
        return -(special.xlogy(covered, p) + special.xlog1py(n - np.array(covered), -p)).sum()

    found = optimize.minimize(minus_log_likelihood, [0, 0], method="Nelder-Mead", tol=1e-12)
    trend = fit_trend(counts, model)
    assert [trend.level, trend.slope] == pytest.approx(found.x, abs=1e-5)
    share, step = curve(found.x[0] + found.x[1] * d), 1e-6
    change = (curve(found.x[0] + step + found.x[1] * d) - share) / step
    design = np.column_stack([np.ones(len(d)), d])
    information = design.T @ ((n * change**2 / (share * (1 - share)))[:, None] * design)
    pearson = ((np.array(covered) - n * share) ** 2 / (n * share * (1 - share))).sum()
    # Fletcher's correction: the mean of V'(mean) / V(mean) times what is left of the count.
    left = (1 - 2 * share) * (np.array(covered) - n * share) / (n * share * (1 - share))
    dispersion = max(1.0, pearson / (len(d) - 2) / (1 + left.mean()))
    expected = dispersion * np.linalg.inv(information)
    assert trend.dispersion == pytest.approx(dispersion, rel=1e-4)
    assert trend.v_level == pytest.approx(expected[0, 0], rel=1e-4)
    assert trend.v_slope == pytest.approx(expected[1, 1], rel=1e-4)
    assert trend.covariance == pytest.approx(expected[0, 1], rel=1e-3, abs=1e-8)
    assert trend.freedom == len(d) - 2


def test_the_logistic_curve_of_the_rest_is_the_mirror_image():
    rest = Series(YEARS, 193 - COUNTS.covered, COUNTS.denominators)
    one, other = fit_trend(COUNTS, "logistic"), fit_trend(rest, "logistic")
    assert (other.level, other.slope) == pytest.approx((-one.level, -one.slope))
    assert other.v_slope == pytest.approx(one.v_slope)
    assert other.line(2020) == pytest.approx(1 - one.line(2020)[::-1])


@pytest.mark.parametrize(
    ("model", "link"), [("logistic", links.Logit()), ("gompertz", links.LogLog())]
)
def test_a_curve_is_that_of_another_implementation(model, link):
    trend = fit_trend(COUNTS, model)
    counts = np.column_stack([COUNTS.covered, 193 - COUNTS.covered])
    design = np.column_stack([np.ones(8), YEARS - 2009.5])
    other = GLM(counts, design, family=Binomial(link)).fit(tol=1e-15)
    # To the last digits: otherwise they would differ between processors.
    assert [trend.level, trend.slope] == pytest.approx(other.params, rel=1e-13)
    found = [trend.v_level, trend.covariance, trend.v_slope]
    expected = trend.dispersion * other.cov_params()[[0, 0, 1], [0, 1, 1]]
    assert found == pytest.approx(expected, rel=1e-12)


@curves
@pytest.mark.parametrize(
    "covered", [[2, 25, 117, 182], [0, 0, 0, 193, 193, 193], [193, 0, 193, 0], [193, 193, 0]]
)
def test_a_steep_curve_is_likelier_than_those_beside_it(model, curve, covered):
    counts = series(covered, step=6)
    trend, half = fit_trend(counts, model), 0.5 if min(covered) == 0 else 0

    def likelihood(level, slope):
        line = level + slope * (counts.years - counts.years.mean())
        yes, no = np.array(covered) + half, 193 - np.array(covered) + half
        with np.errstate(divide="ignore", over="ignore"):
            return (yes * np.log(curve(line)) + no * np.log(REST[model](line))).sum()

    best = likelihood(trend.level, trend.slope)
    for d in (0.01, -0.01):
        assert likelihood(trend.level + d, trend.slope) < best
        assert likelihood(trend.level, trend.slope + d / 6) < best
        assert likelihood(trend.level + d, trend.slope + d / 6) < best
        assert likelihood(trend.level + d, trend.slope - d / 6) < best
    # It is level there, to more digits than its values alone can tell; an imaginary step loses none.
    for step in ((1e-30j, 0), (0, 1e-30j)):
        change = likelihood(trend.level + step[0], trend.slope + step[1]).imag / 1e-30
        assert abs(change) < 1e-8


@curves
@pytest.mark.parametrize("step", [1, 7])
@given(counts=st.lists(st.sampled_from([0, 1, 2, 96, 190, 191, 192, 193]), min_size=3, max_size=7))
def test_one_country_too_few_is_no_endless_scatter(model, curve, step, counts):
    """Where nearly all are expected, one who is missing is many times the binomial deviation."""
    trend = fit_trend(series(sorted(counts), step=step), model)
    assert 1 <= trend.dispersion < 193 * len(counts)


SUDDEN = [1901, 1903, 1924, 1939, 1940, 1964, 1994]
NEARLY_ALL = Series.of(SUDDEN, [0, 0, 0, 0, 999_999, 999_999, 999_999], 10**6)


@curves
@pytest.mark.filterwarnings("error")
def test_counts_that_turn_suddenly_are_fitted_without_a_word(model, curve):
    for covered, n in (([1, 1, 1, 1, 999_999], 10**6), ([1, 1, 1, 1, 1, 9_999], 10**4)):
        assert np.isfinite(astuple(fit_trend(series(covered, n, step=20), model))[2:]).all()
    assert np.isfinite(astuple(fit_trend(NEARLY_ALL, "gompertz"))[2:]).all()


@pytest.mark.filterwarnings("error")
def test_counts_that_turn_too_suddenly_for_a_curve_are_refused(refuses):
    with refuses(MeasureError, "fit_trend", "too suddenly", "'logistic'", "'drift'"):
        fit_trend(NEARLY_ALL, "logistic")


# The rest, reduced at a constant rate.


@given(st.floats(-0.1, 0.4), st.integers(3, 10), st.integers(1, 4))
def test_a_known_rate_of_reduction_is_recovered(rate, n, step):
    years = 2000 + step * np.arange(n)
    rest = 0.3 * (1 - rate) ** (years - 2000)
    n = 10**9
    covered = np.maximum(np.rint((1 - rest) * n), 0).astype(int)
    trend = fit_trend(Series(years, covered, np.full(len(years), n)), "aarr")
    if rest.max() <= 1 and rest.min() > 1e-4:
        assert 1 - np.exp(-trend.slope) == pytest.approx(rate, abs=1e-4)


def test_the_rate_is_that_of_the_progress_classes():
    trend = fit_trend(COUNTS, "aarr")
    assert 1 - np.exp(-trend.slope) == pytest.approx(aarr(YEARS.tolist(), 1 - COUNTS.shares))


def test_the_errors_of_the_rate_are_those_of_least_squares():
    trend = fit_trend(COUNTS, "aarr")
    d, y = YEARS - 2009.5, -np.log(1 - COUNTS.shares)
    found = stats.linregress(d, y)
    assert (trend.level, trend.slope) == pytest.approx((y.mean(), found.slope))
    assert np.sqrt(trend.v_slope) == pytest.approx(found.stderr)
    assert np.sqrt(trend.v_level) == pytest.approx(found.intercept_stderr)
    assert trend.scatter == pytest.approx(((y - y.mean() - found.slope * d) ** 2).sum() / 6)
    assert (trend.freedom, trend.dispersion) == (6, 0)


# Random walks.


def walked(counts):
    """Steps of the log-odds and the years they took."""
    odds = special.logit(counts.shares)
    return np.diff(odds), np.diff(counts.years), odds


@given(rising().filter(lambda s: s.covered.min() > 0 and (s.covered < s.denominators).all()))
def test_a_drift_is_the_way_over_the_years_whatever_lies_between(counts):
    steps, years, odds = walked(counts)
    trend = fit_trend(counts, "drift")
    slope = (odds[-1] - odds[0]) / years.sum()
    innovation = ((steps - slope * years) ** 2 / years).sum() / (len(steps) - 1)
    assert trend.slope == pytest.approx(slope, abs=1e-12)
    assert trend.innovation == pytest.approx(innovation, abs=1e-12)
    assert trend.v_slope == pytest.approx(innovation / years.sum(), abs=1e-12)
    assert (trend.level, trend.freedom) == (pytest.approx(odds[-1]), len(steps) - 1)


@given(rising().filter(lambda s: s.covered.min() > 0 and (s.covered < s.denominators).all()))
def test_no_change_stays_at_the_last_share_with_steps_as_large_as_those_seen(counts):
    steps, years, _ = walked(counts)
    trend = fit_trend(counts, "no_change")
    assert (trend.slope, trend.v_slope, trend.freedom) == (0, 0, len(steps))
    assert trend.innovation == pytest.approx((steps**2 / years).mean(), abs=1e-12)
    for later in (0, 5, 20):
        assert trend.line(trend.last + later)[100] == pytest.approx(counts.shares[-1])


def test_a_known_drift_is_recovered():
    rng = np.random.default_rng(4)
    odds = -1 + np.cumsum(rng.normal(0.12, 0.1, 400) * np.r_[1, np.ones(399)]) / 10
    covered = np.rint(10**9 * special.expit(odds)).astype(int)
    trend = fit_trend(series(covered, 10**9, first=1600), "drift")
    assert trend.slope == pytest.approx(0.012, abs=4 * 0.01 / 20)
    assert np.sqrt(trend.innovation) == pytest.approx(0.01, rel=0.15)


# Whatever the model.


@every_model
@given(counts=rising(), ahead=st.integers(0, 40))
def test_whatever_was_counted_a_line_has_shares(model, counts, ahead):
    trend = fit_trend(counts, model)
    assert np.isfinite(astuple(trend)[2:]).all()
    shares = trend.line(trend.last + ahead)
    assert ((shares >= 0) & (shares <= 1)).all()
    assert (np.diff(shares) >= 0).all()


@every_model
@given(counts=rising(), data=st.data())
def test_what_is_counted_after_the_clock_is_not_looked_at(model, counts, data):
    clock = int(counts.years[-2]) if len(counts) > 3 else int(counts.years[-1])
    later = counts.years > clock
    changed = np.where(later, data.draw(st.integers(0, 10**6)), counts.covered)
    spare = np.where(later, 10**6, counts.denominators)
    other = Series(counts.years, changed, spare)
    assert astuple(fit_trend(counts, model, clock=clock)) == astuple(
        fit_trend(other, model, clock=clock)
    )
    assert astuple(fit_trend(counts, model, clock=clock)) == astuple(
        fit_trend(counts.until(clock), model)
    )


@every_model
def test_too_few_observations_are_refused_with_what_is_needed(model, refuses):
    needs = MODELS[model].needs
    assert fit_trend(COUNTS, model, clock=2005 + needs).last == 2005 + needs
    few = f"{needs - 1} observation{'s' if needs > 2 else ''} up to {2004 + needs} can't carry"
    with refuses(MeasureError, "fit_trend", few, repr(model), f"needs {needs}"):
        fit_trend(COUNTS, model, clock=2004 + needs)
    with refuses(MeasureError, "fit_trend", "1 observation can't carry"):
        fit_trend(COUNTS.until(2006), model)
    with refuses(MeasureError, "fit_trend", "0 observations up to 1999"):
        fit_trend(COUNTS, model, clock=1999)


def test_an_unknown_model_is_refused_with_those_there_are(refuses):
    with refuses(MeasureError, "model", "'magic'", *MODELS):
        fit_trend(COUNTS, "magic")


# What is not known of a line.


@pytest.mark.parametrize("freedom", [1, 5, 1e6])
def test_what_a_line_may_be_spreads_as_its_variances_say(freedom):
    trend = line(0.2, 0.05, v_level=0.04, v_slope=0.001, covariance=0.002, freedom=freedom)
    for year in (2008, 2010, 2020):
        d = year - 2010
        spread = np.sqrt(0.04 + 2 * d * 0.002 + d * d * 0.001)
        odds = special.logit(trend.line(year))
        assert odds[100] == pytest.approx(0.2 + 0.05 * d)
        # 21 of 201 equally probable values lie below the 10.2 % quantile: the 21st at 20.5 of 201.
        expected = stats.t.ppf(20.5 / 201, freedom) * spread
        assert odds[20] - odds[100] == pytest.approx(expected, rel=1e-9)
        assert odds[180] - odds[100] == pytest.approx(-expected, rel=1e-9)


def test_a_walk_grows_less_sure_with_each_year_after_the_last_one_counted():
    trend = line(innovation=0.09)
    spreads = [np.ptp(special.logit(trend.line(year))) for year in (2012, 2014, 2015, 2018)]
    assert spreads[:2] == pytest.approx([0, 0], abs=1e-12)
    assert spreads[3] == pytest.approx(2 * spreads[2])


def test_a_year_scatters_about_its_line_where_the_model_says_so():
    trend = line(scatter=0.25)
    assert np.ptp(trend.line(2020)) == pytest.approx(0, abs=1e-12)
    odds = special.logit(trend.counted(2020))
    assert odds[20] - odds[100] == pytest.approx(0.5 * stats.norm.ppf(20.5 / 201), rel=1e-4)


# A pace lent to another level.


def test_a_lent_pace_moves_the_level_along_the_scale():
    for scale, share in (
        (LOGIT, special.expit(special.logit(0.3) + 0.6)),
        (LOGLOG, np.exp(-np.exp(np.log(-np.log(0.3)) - 0.6))),
        (UNCOVERED, 1 - 0.7 * np.exp(-0.6)),
    ):
        lent = line(5.0, 0.1, scale=scale, v_slope=0.0004, v_level=9.0)
        moved = lent.moved(0.3, start=2014, year=2020)
        assert moved[100] == pytest.approx(share)
        assert scale.forward(moved[20]) - scale.forward(moved[100]) == pytest.approx(
            6 * 0.02 * stats.norm.ppf(20.5 / 201), rel=1e-4
        )


@pytest.mark.parametrize("scale", [LOGIT, LOGLOG, UNCOVERED])
@given(share=st.floats(0.001, 0.999))
def test_a_scale_goes_there_and_back(scale, share):
    assert scale.back(scale.forward(np.array(share))) == pytest.approx(share)


def test_what_a_line_can_t_be_asked_is_refused(refuses):
    trend = fit_trend(COUNTS, "drift")
    for levels in ([0, 0.5], [0.5, 1], [2], [np.nan]):
        with refuses(MeasureError, "Trend.line", "between 0 and 1"):
            trend.line(2020, levels)
    for share in (-0.1, 1.1, np.nan):
        with refuses(MeasureError, "Trend.moved", f"{share} is no share"):
            trend.moved(share, start=2014, year=2020)
    with refuses(MeasureError, "horizon", "2014 lies before 2020"):
        trend.moved(0.5, start=2020, year=2014)
