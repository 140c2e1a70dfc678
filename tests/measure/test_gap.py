import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from measure_strategies import fractions, holds, inside, intervals

from copcalc.errors import DenominatorError, MeasureError
from copcalc.measure import (
    ChildShare,
    CountryShare,
    Estimate,
    countries_at_target,
    countries_to_add,
    counts_within,
    denominators_fitting,
    gap,
    required_pace,
)

DIRECTIONS = ("rise", "fall")
denominators = st.integers(1, 400)


def per_cent(number):
    return CountryShare.published(number / 100, step=0.01)


def test_69_to_90_is_a_gap_of_21_points_give_or_take_a_half():
    points = gap(per_cent(69), CountryShare.exact(0.9))
    assert (points.low, points.value, points.high) == pytest.approx((0.205, 0.21, 0.215))


def test_26_to_70_is_a_gap_of_44_points():
    assert gap(per_cent(26), CountryShare.exact(0.7)).value == pytest.approx(0.44)


def test_a_gap_is_measured_in_the_wanted_direction():
    half, quarter = CountryShare.exact(0.5), CountryShare.exact(0.25)
    assert gap(half, quarter).value == -0.25
    assert gap(half, quarter, direction="fall").value == 0.25


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_gaps_and_paces_never_mix_denominators(direction, refuses):
    mixed = CountryShare.exact(0.5), ChildShare.exact(0.9)
    with refuses(DenominatorError, "CountryShare", "ChildShare"):
        gap(*mixed, direction=direction)
    with refuses(DenominatorError, "CountryShare", "ChildShare"):
        required_pace(*mixed, 6, direction=direction)


def test_70_per_cent_of_193_are_136_countries_85_more_than_51():
    assert countries_at_target(0.7, 193) == 136
    assert countries_to_add(Estimate.exact(51), 0.7, 193) == Estimate.exact(85)


def test_90_per_cent_of_193_are_40_or_41_more_than_69_per_cent():
    # 133 or 134 countries are 69 % of 193; 90 % are 174.
    count = counts_within(per_cent(69), 193)
    assert (count.low, count.high) == (133, 134)
    to_add = countries_to_add(count, 0.9, 193)
    assert (to_add.low, to_add.high) == (40, 41)


def test_a_falling_target_is_reached_from_above():
    assert countries_at_target(0.3, 9, direction="fall") == 2
    assert countries_to_add(Estimate(1, 5, 3), 0.3, 9, direction="fall") == Estimate(0, 3, 1)


def test_whoever_has_reached_the_target_adds_no_country():
    assert countries_to_add(Estimate(130, 140, 136), 0.7, 193) == Estimate(0, 6, 0)


def test_51_countries_are_26_per_cent_of_193_to_200():
    assert denominators_fitting(51, per_cent(26)) == (193, 200)


@given(st.integers(0, 1000), denominators)
def test_countries_at_a_target_are_the_fewest_that_reach_it(thousandths, n):
    target = Fraction(thousandths, 1000)
    fewest = min(k for k in range(n + 1) if Fraction(k, n) >= target)
    assert countries_at_target(thousandths / 1000, n) == fewest


@given(st.integers(0, 1000), denominators)
def test_countries_at_a_falling_target_are_the_most_that_keep_it(thousandths, n):
    target = Fraction(thousandths, 1000)
    most = max(k for k in range(n + 1) if Fraction(k, n) <= target)
    assert countries_at_target(thousandths / 1000, n, direction="fall") == most


@given(st.integers(0, 400), fractions, denominators, st.sampled_from(DIRECTIONS))
def test_adding_the_countries_reaches_the_target_and_one_fewer_does_not(k, target, n, direction):
    assume(k <= n)
    sign = 1 if direction == "rise" else -1
    more = countries_to_add(Estimate.exact(k), target, n, direction=direction).value

    def reached(count):
        return sign * (Fraction(count, n) - Fraction(round(1000 * target), 1000)) >= 0

    assert reached(k + sign * more)
    assert more == 0 or not reached(k + sign * (more - 1))


@pytest.mark.parametrize(("target", "n"), [(-0.1, 193), (70, 193), (math.nan, 193), (0.7, 0)])
def test_a_target_of_no_countries_or_beyond_all_is_refused(target, n, refuses):
    with refuses(MeasureError, "countries_at_target", f"a target of {target} of {n}", "fraction"):
        countries_at_target(target, n)
    with refuses(MeasureError, "countries_at_target"):
        countries_to_add(Estimate.exact(1), target, n)


@given(st.integers(0, 100), denominators)
def test_counts_within_a_printed_share_are_all_that_round_to_it(printed, n):
    # In half per cents, cut off at 0 and 100: no floats in the oracle.
    low, high = max(0, 2 * printed - 1), min(200, 2 * printed + 1)
    fitting = [k for k in range(n + 1) if low * n <= 200 * k <= high * n]
    if not fitting:
        with pytest.raises(MeasureError):
            counts_within(per_cent(printed), n)
        return
    count = counts_within(per_cent(printed), n)
    assert (count.low, count.high) == (fitting[0], fitting[-1])
    nearest = min(abs(100 * k - printed * n) for k in fitting)
    assert abs(100 * count.value - printed * n) == nearest


def test_counts_within_bounds_have_no_value():
    assert counts_within(CountryShare(0.25, 0.5), 8) == Estimate(2, 4)


@pytest.mark.parametrize("n", [2, 0])
def test_a_share_that_no_count_makes_is_refused(n, refuses):
    with refuses(MeasureError, "counts_within", f"{n} countries", "[0.685, 0.695]", "source"):
        counts_within(per_cent(69), n)


@given(st.integers(1, 60), st.integers(1, 100))
def test_denominators_fit_exactly_where_the_share_rounds_to_the_printed_one(count, printed):
    low, high = 2 * printed - 1, min(200, 2 * printed + 1)
    most = 200 * count // low + 2
    fitting = [n for n in range(count, most) if low * n <= 200 * count <= high * n]
    if not fitting:
        with pytest.raises(MeasureError):
            denominators_fitting(count, per_cent(printed))
        return
    assert denominators_fitting(count, per_cent(printed)) == (fitting[0], fitting[-1])


@pytest.mark.parametrize(("count", "printed"), [(0, 26), (51, 0)])
def test_counts_and_shares_that_fit_anything_are_refused(count, printed, refuses):
    with refuses(MeasureError, "denominators_fitting", f"a count of {count}", "at least 1"):
        denominators_fitting(count, per_cent(printed))


def test_a_count_that_makes_no_such_share_is_refused(refuses):
    with refuses(MeasureError, "denominators_fitting", "makes 1 a share", "against their source"):
        denominators_fitting(1, per_cent(69))


def test_62_to_80_in_6_years_in_all_three_ways():
    pace = required_pace(ChildShare.exact(0.62), ChildShare.exact(0.8), 6)
    assert pace.points.value == pytest.approx(0.03)
    assert round(100 * pace.cagr.value, 1) == 4.3
    assert round(100 * pace.aarr.value, 1) == 10.1


@given(intervals(1, 1000), st.integers(1, 999), st.integers(1, 20), st.sampled_from(DIRECTIONS))
def test_each_pace_kept_up_reaches_the_target(baseline, target, years, direction):
    start, goal = baseline.value, target / 1000
    sign = 1 if direction == "rise" else -1
    assume(sign * (goal - start) > 0)
    pace = required_pace(baseline, ChildShare.exact(goal), years, direction=direction)
    assert start + sign * years * pace.points.value == pytest.approx(goal)
    assert start * (1 + pace.cagr.value) ** years == pytest.approx(goal)
    left = (1 - pace.aarr.value) ** years
    reduced = 1 - (1 - start) * left if direction == "rise" else start * left
    assert reduced == pytest.approx(goal)


@given(st.data(), intervals(1, 1000), intervals(1, 1000), st.sampled_from(DIRECTIONS))
def test_paces_contain_those_of_any_true_values(data, baseline, target, direction):
    box = required_pace(baseline, target, 6, direction=direction)
    p, t = (ChildShare.exact(inside(data.draw, share)) for share in (baseline, target))
    true = required_pace(p, t, 6, direction=direction)
    for name in ("points", "cagr", "aarr"):
        assert holds(getattr(box, name), getattr(true, name).value)


@pytest.mark.parametrize(("direction", "target"), [("rise", 0.4), ("rise", 0.5), ("fall", 0.6)])
def test_a_target_that_is_reached_requires_no_pace(direction, target):
    pace = required_pace(ChildShare.exact(0.5), ChildShare.exact(target), 6, direction=direction)
    assert pace.points == pace.cagr == pace.aarr == Estimate.exact(0.0)


def test_a_share_of_zero_has_no_growth_but_a_pace():
    pace = required_pace(CountryShare(0, 0.5), CountryShare.exact(0.75), 2)
    assert pace.cagr is None
    assert (pace.points.low, pace.points.high) == (0.125, 0.375)
    assert (pace.aarr.low, pace.aarr.high) == pytest.approx((1 - 0.5**0.5, 0.5))


def test_zero_has_reached_a_falling_target():
    pace = required_pace(CountryShare(0, 0.4), CountryShare.exact(0.1), 2, direction="fall")
    assert (pace.points.low, pace.points.high) == pytest.approx((0, 0.15))
    assert (pace.aarr.low, pace.aarr.high) == pytest.approx((0, 0.5))
    assert pace.cagr is not None
    assert (pace.cagr.low, pace.cagr.high) == pytest.approx((-0.5, 0))


@pytest.mark.parametrize("years", [0, -6, math.nan])
def test_a_pace_needs_time(years, refuses):
    with refuses(MeasureError, "required_pace", f"{years} years", "after the baseline year"):
        required_pace(ChildShare.exact(0.62), ChildShare.exact(0.8), years)
