import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from copcalc.errors import MeasureError
from copcalc.projection.distribution import (
    Distribution,
    Shares,
    mixture,
    total_variation,
)

steps = st.sampled_from([1.0, 1 / 193, 0.1, 12_345.6])


@st.composite
def distributions(draw, step=steps):
    weights = draw(st.lists(st.integers(0, 9), min_size=1, max_size=12).filter(any))
    return Distribution(np.array(weights) / sum(weights), draw(step))


@given(distributions(), st.floats(-2, 14))
def test_the_score_is_distance_to_the_outcome_less_half_the_own_spread(forecast, place):
    """The other form of the score: E|X - y| - E|X - X'| / 2."""
    observed = place * forecast.step
    p, x = forecast.probabilities, forecast.values
    own = (p[:, None] * p * np.abs(x[:, None] - x)).sum() / 2
    other = p @ np.abs(x - observed) - own
    assert forecast.crps(observed) == pytest.approx(other, abs=1e-9 * forecast.step)


@given(st.integers(0, 9), st.integers(0, 9), steps)
def test_a_certain_forecast_scores_its_error(k, observed, step):
    sure = Distribution(np.eye(10)[k], step)
    assert sure.crps(observed * step) == pytest.approx(abs(k - observed) * step)


def test_a_fine_grid_scores_as_the_normal_distribution_does():
    # Of a standard normal forecast at its mean the score is (sqrt(2) - 1) / sqrt(pi).
    grid = np.arange(0, 16, 0.001)
    weights = stats.norm.pdf(grid - 8)
    found = Distribution(weights / weights.sum(), 0.001).crps(8.0)
    assert found == pytest.approx((np.sqrt(2) - 1) / np.sqrt(np.pi), abs=1e-5)


@given(distributions(), st.floats(0, 1))
def test_a_quantile_is_the_least_value_that_holds_its_level(forecast, level):
    found = forecast.quantile(level)
    below = forecast.probabilities[forecast.values < found - forecast.step / 2].sum()
    assert (
        forecast.probabilities[forecast.values <= found + forecast.step / 2].sum() >= level - 2e-9
    )
    assert below < level or found == 0


@given(distributions(), st.floats(0.001, 0.999))
def test_an_interval_holds_at_least_what_it_says(forecast, level):
    low, high = forecast.interval(level)
    assert low <= forecast.quantile(0.5) <= high
    half = forecast.step / 2
    within = (forecast.values > low - half) & (forecast.values < high + half)
    assert forecast.probabilities[within].sum() >= level - 1e-8


@given(distributions(), st.integers(-1, 12))
def test_a_value_is_met_or_missed_and_counts_on_both_sides(forecast, k):
    value = k * forecast.step
    there = forecast.probabilities[k] if 0 <= k < len(forecast.probabilities) else 0
    assert forecast.at_least(value) + forecast.at_most(value) == pytest.approx(1 + there)
    assert 0 <= forecast.at_most(value) <= 1


@pytest.mark.parametrize("level", [-0.1, 1.1, 95, float("nan")])
def test_what_is_no_probability_has_no_quantile_and_no_interval(level, refuses):
    with refuses(MeasureError, "quantile", f"probability of {level}"):
        Distribution(np.array([0.5, 0.5])).quantile(level)
    with refuses(MeasureError, "interval", f"probability of {level}"):
        Distribution(np.array([0.5, 0.5])).interval(level)


@pytest.mark.parametrize("level", [0, 1])
def test_an_interval_holds_neither_nothing_nor_all(level, refuses):
    with refuses(MeasureError, "interval", f"probability of {level}"):
        Distribution(np.array([0.5, 0.5])).interval(level)


def test_quantiles_of_a_die():
    die = Distribution(np.array([0] + [1 / 6] * 6))
    assert [die.quantile(q) for q in (0, 1 / 6, 0.17, 0.5, 5 / 6, 1)] == [0, 1, 2, 3, 5, 6]
    assert die.mean == pytest.approx(3.5)
    assert die.interval(2 / 3) == (1, 5)


@pytest.mark.parametrize("step", [1.0, 1 / 193, 1e-6, 123_456.789])
def test_a_level_that_is_just_met_is_met_whatever_the_unit(step):
    even = Distribution(np.full(11, 1 / 11), step)
    for k in range(11):
        # As a share of the whole, which differs from k * step in the last digit.
        assert even.at_least(10 * step * (k / 10)) == pytest.approx((11 - k) / 11)
        assert even.at_least(step * (k + 0.5)) == pytest.approx((10 - k) / 11)
    assert even.at_least(-step) == 1


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_shares_keep_their_mean_and_each_its_probability(shares):
    found = Shares(np.array(shares))
    assert found.mean == pytest.approx(np.mean(shares))
    assert (found.quantile(0), found.quantile(1)) == (min(shares), max(shares))
    for share in shares:
        assert found.at_least(share) >= np.mean(np.array(shares) >= share) - 1e-9
        assert found.at_least(share) + found.at_most(share) > 1


def test_a_share_meets_itself_and_nothing_above_it():
    assert Shares(np.array([1 / 3])).at_least(1 / 3) == 1
    assert Shares(np.array([1 / 3])).at_most(1 / 3) == 1
    assert Shares(np.array([0.699996])).at_least(0.7) == 0
    assert Shares(np.array([0.700004])).at_most(0.7) == 0


def test_equal_shares_score_as_one():
    assert Shares(np.array([0.2, 0.2, 0.2])).crps(0.5) == pytest.approx(0.3)
    apart = Shares(np.array([0.6, 0.2]))
    other = Distribution(np.array([0, 0.5, 0, 0.5]), 0.2)
    assert apart.crps(0.5) == pytest.approx(other.crps(0.5))


@given(st.lists(st.tuples(distributions(st.just(0.5)), st.integers(0, 5)), min_size=1, max_size=4))
def test_a_mixture_has_the_mean_of_its_parts(parts):
    forecasts, weights = zip(*parts, strict=True)
    if not any(weights):
        weights = None
    mixed = mixture(forecasts, weights)
    assert mixed.step == 0.5
    assert mixed.mean == pytest.approx(np.average([f.mean for f in forecasts], weights=weights))
    assert mixed.probabilities.sum() == pytest.approx(1)


@given(distributions(st.just(1.0)), distributions(st.just(1.0)), distributions(st.just(1.0)))
def test_total_variation_is_a_distance(first, second, third):
    near = total_variation(first, second)
    assert 0 <= near <= 1 + 1e-12
    assert near == total_variation(second, first)
    assert near <= total_variation(first, third) + total_variation(third, second) + 1e-12
    assert total_variation(first, first) == 0


def test_total_variation_by_hand():
    one = Distribution(np.array([0.5, 0.5]))
    assert total_variation(one, Distribution(np.array([0.25, 0.25, 0.5]))) == 0.5
    assert total_variation(one, Distribution(np.array([0.0, 0.0, 1.0]))) == 1


@pytest.mark.parametrize(
    ("probabilities", "step"),
    [
        ([], 1.0),
        ([0.5, 0.4], 1.0),
        ([1.5, -0.5], 1.0),
        ([np.nan, 1.0], 1.0),
        ([np.inf, 0.0], 1.0),
        ([[1.0]], 1.0),
        ([1.0], 0.0),
        ([1.0], -1.0),
        ([1.0], np.nan),
    ],
)
def test_what_is_no_distribution_is_refused(probabilities, step, refuses):
    with refuses(MeasureError, "Distribution", "sum to 1"):
        Distribution(np.array(probabilities), step)


@pytest.mark.parametrize("shares", [[], [1.01], [-0.01], [np.nan], [[0.5]]])
def test_shares_that_are_none_are_refused(shares, refuses):
    with refuses(MeasureError, "Shares", "outside [0, 1]"):
        Shares(np.array(shares))


@pytest.mark.parametrize("weights", [[1.0], [0.0, 0.0], [1.0, -1.0], [np.nan, 1.0], [np.inf, 1.0]])
def test_weights_that_are_no_probabilities_are_refused(weights, refuses):
    half = Distribution(np.array([0.5, 0.5]))
    with refuses(MeasureError, "mixture", "no probabilities"):
        mixture([half, half], weights)


def test_different_steps_do_not_mix(refuses):
    countries, shares = Distribution(np.ones(1)), Distribution(np.ones(1), 0.1)
    with refuses(MeasureError, "mixture", "different steps"):
        mixture([countries, shares])
    with refuses(MeasureError, "mixture", "different steps, or none"):
        mixture([])
    with refuses(MeasureError, "total_variation", "different steps"):
        total_variation(countries, shares)
