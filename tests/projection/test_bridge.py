import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from projection_strategies import COUNTS, every_model, line, rising
from scipy import special

from copcalc.errors import DenominatorError, MeasureError
from copcalc.measure import ChildShare, CountryShare, Estimate
from copcalc.projection.bridge import Bridge, Forecast
from copcalc.projection.distribution import Distribution
from copcalc.projection.forecast import forecast_from
from copcalc.projection.trend import fit_trend

LAWS = CountryShare.published(0.69, step=0.01)
CHILDREN = ChildShare.published(0.22, step=0.01)
SEVENTY = CountryShare.exact(0.7)


def bridge(level=LAWS, trend=None, year=2014, n=193, **sources):
    trend = fit_trend(COUNTS, "logistic") if trend is None else trend
    sources = {"level_source": "ITU", "pace_source": "ICMEC"} | sources
    return Bridge(level, year, trend, denominator=n, **sources)


# A projected share with its rounding.


def sure(k, n=10):
    return Distribution(np.eye(n + 1)[k], 1 / n)


def test_a_forecast_spans_what_its_ends_say():
    found = Forecast(sure(2), sure(6), sure(5), CountryShare)
    middle = found.quantile(0.5)
    assert (middle.low, middle.high, middle.value) == pytest.approx((0.2, 0.6, 0.5))
    assert type(middle) is CountryShare
    assert found.interval() == pytest.approx((0.2, 0.6))
    assert Forecast(sure(2), sure(6), None, ChildShare).quantile(0.1).value is None


def test_its_interval_is_a_share_of_its_own_kind_with_the_median_between():
    spread = Distribution(np.full(11, 1 / 11), 0.1)
    for value, middle in ((sure(5), 0.5), (None, None)):
        found = Forecast(spread, sure(6), value, ChildShare).projected(0.5)
        assert type(found) is ChildShare
        assert (found.low, found.high) == Forecast(spread, sure(6), value, ChildShare).interval(0.5)
        assert found.value == (None if middle is None else pytest.approx(middle))


@pytest.mark.parametrize(
    ("target", "direction", "expected"),
    [
        (SEVENTY, "rise", Estimate(0, 0, 0)),
        (CountryShare.exact(0.6), "rise", Estimate(0, 1, 0)),
        (CountryShare.exact(0.5), "rise", Estimate(0, 1, 1)),
        (CountryShare.exact(0.2), "rise", Estimate(1, 1, 1)),
        (CountryShare(0.2, 0.3), "rise", Estimate(0, 1)),
        (CountryShare.exact(0.6), "fall", Estimate(1, 1, 1)),
        (CountryShare.exact(0.5), "fall", Estimate(0, 1, 1)),
        (CountryShare.exact(0.1), "fall", Estimate(0, 0, 0)),
        (CountryShare(0.5, 0.6), "fall", Estimate(0, 1)),
    ],
)
def test_whether_a_target_is_reached_depends_on_the_rounding(target, direction, expected):
    found = Forecast(sure(2), sure(6), sure(5), CountryShare)
    assert found.reached(target, direction=direction) == expected


def test_a_share_of_countries_reaches_no_target_of_children(refuses):
    for made, target in ((bridge(), CHILDREN), (bridge(CHILDREN, n=None), SEVENTY)):
        with refuses(DenominatorError, "denominators differ"):
            made.at(2020).reached(target)


@pytest.mark.parametrize("share", [1 / 3, 2 / 3, 0.69996, 0.70004])
@pytest.mark.parametrize("direction", ["rise", "fall"])
def test_a_level_reaches_itself_and_no_target_beyond_it(share, direction):
    now = bridge(ChildShare.exact(share), n=None).at(2014)
    beyond = share + (1e-6 if direction == "rise" else -1e-6)
    assert now.reached(ChildShare.exact(share), direction=direction).low == pytest.approx(1)
    assert now.reached(ChildShare.exact(beyond), direction=direction) == Estimate(0, 0, 0)


# A level at a borrowed pace.


def test_the_result_says_whose_the_level_is_and_whose_the_pace():
    lent, own = bridge(), bridge(pace_source="ITU")
    assert (lent.level_source, lent.pace_source, lent.pace_is_borrowed) == ("ITU", "ICMEC", True)
    assert not own.pace_is_borrowed
    row = lent.to_frame([2020]).loc[2020]
    assert row[["model", "level_source", "pace_source"]].tolist() == ["logistic", "ITU", "ICMEC"]
    assert row["pace_is_borrowed"]
    assert row["uncertainty"] == "pace and adoptions"
    assert bridge(CHILDREN, n=None).to_frame([2020])["uncertainty"].tolist() == ["pace"]


@every_model
def test_in_its_own_year_the_level_is_what_was_published(model):
    found = bridge(trend=fit_trend(COUNTS, model)).at(2014)
    assert found.quantile(0.5) == CountryShare(133 / 193, 134 / 193, 133 / 193)
    assert found.interval() == pytest.approx((133 / 193, 134 / 193))
    children = bridge(CHILDREN, fit_trend(COUNTS, model), n=None).at(2014).quantile(0.5)
    assert (children.low, children.value, children.high) == pytest.approx((0.215, 0.22, 0.225))


def test_a_known_pace_moves_the_log_odds_by_so_much_a_year():
    known = line(3.0, 0.1)
    children = bridge(CHILDREN, known, n=None).at(2020).quantile(0.5)
    expected = special.expit(special.logit([0.215, 0.22, 0.225]) + 0.6)
    assert [children.low, children.value, children.high] == pytest.approx(expected, abs=6e-5)
    countries = bridge(CountryShare.exact(50 / 193), known).at(2020)
    assert countries.value.mean == pytest.approx(special.expit(special.logit(50 / 193) + 0.6))


@every_model
@given(counts=rising(), k=st.integers(0, 193), after=st.integers(0, 40), data=st.data())
def test_whatever_the_rounding_hides_lies_between_its_ends(model, counts, k, after, data):
    trend = fit_trend(counts, model)
    other = data.draw(st.integers(k, min(k + 6, 193)))
    inside = data.draw(st.integers(k, other))
    found = bridge(CountryShare(k / 193, other / 193), trend).at(2014 + after)
    true = forecast_from(trend, inside, 193, start=2014, year=2014 + after)
    for level in (0.05, 0.5, 0.95):
        share = found.quantile(level)
        assert 0 <= share.low <= true.quantile(level) + 1e-12
        assert true.quantile(level) - 1e-12 <= share.high <= 1
    chance = found.reached(SEVENTY)
    assert chance.low - 1e-9 <= true.at_least(0.7) <= chance.high + 1e-9
    assert (found.value, chance.value) == (None, None)


@every_model
@given(
    counts=rising(),
    parts=st.tuples(*[st.floats(0, 1)] * 3).map(sorted),
    after=st.integers(0, 40),
)
def test_no_share_of_children_leaves_its_bounds_or_its_order(model, counts, parts, after):
    low, value, high = parts
    trend = fit_trend(counts, model)
    found = bridge(ChildShare(low, high, value), trend, n=None).at(2014 + after)
    for level in (0.05, 0.5, 0.95):
        share = found.quantile(level)
        assert 0 <= share.low <= share.value <= share.high <= 1
    chance = found.reached(ChildShare.exact(0.7))
    assert 0 <= chance.low <= chance.value <= chance.high <= 1


def test_the_table_has_a_row_a_year_with_the_widest_interval():
    made = bridge()
    found = made.to_frame([2016, 2020], level=0.8)
    assert found.index.tolist() == [2016, 2020]
    for year, row in found.iterrows():
        projected = made.at(year)
        middle = projected.quantile(0.5)
        expected = [*projected.interval(0.8), middle.low, middle.value, middle.high]
        columns = ["low", "high", "median_low", "median", "median_high"]
        assert row[columns].tolist() == expected
    assert made.to_frame([]).empty


def test_without_a_printed_value_only_the_middle_is_missing():
    found = bridge(CountryShare(0.685, 0.695)).to_frame([2020])
    assert found.isna().sum().to_dict() == {name: int(name == "median") for name in found.columns}


def test_bridges_that_lead_nowhere_are_refused(refuses):
    with refuses(MeasureError, "Bridge", "needs its denominator"):
        bridge(n=None)
    with refuses(MeasureError, "Bridge", "needs its denominator"):
        bridge(CHILDREN, n=193)
    with refuses(MeasureError, "counts_within", "no whole number of 193 countries"):
        bridge(CountryShare(0.501, 0.502))
    with refuses(MeasureError, "counts_within", "no whole number of 0 countries"):
        bridge(n=0)
    with refuses(MeasureError, "counts_within", "no whole number of nan countries"):
        bridge(n=float("nan"))
    with refuses(MeasureError, "denominator", "of 193.5 countries"):
        bridge(n=193.5)
    with refuses(MeasureError, "direction", "'sideways'", "'rise' or 'fall'"):
        bridge().at(2020).reached(SEVENTY, direction="sideways")
    with refuses(MeasureError, "horizon", "2013 lies before 2014"):
        bridge().to_frame([2020, 2013])


@pytest.mark.parametrize("level", [0, 1, 90])
def test_a_level_that_is_no_probability_is_refused(level, refuses):
    with refuses(MeasureError, "interval", f"probability of {level}"):
        bridge().to_frame([2020], level=level)


@pytest.mark.parametrize("level", [0.26, Estimate.exact(0.26)])
def test_a_level_without_a_denominator_is_refused(level, refuses):
    with refuses(MeasureError, "Bridge", "no published share", "ChildShare"):
        bridge(level)


def test_a_denominator_may_be_the_cell_of_a_table():
    assert bridge(n=193.0).at(2020).value.mean == bridge().at(2020).value.mean
    assert bridge(n=np.int64(193)).at(2020).value.mean == bridge().at(2020).value.mean
