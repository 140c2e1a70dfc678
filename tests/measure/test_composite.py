import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from measure_strategies import fractions, holds, inside, intervals

from copcalc.errors import DenominatorError, MeasureError
from copcalc.measure import (
    ChildShare,
    CountryShare,
    Estimate,
    both,
    consistency,
    either,
    linear_weight,
    mean_attainment,
    weighted_mean,
)

LEGAL = ChildShare.published(0.83, step=0.01)
TECHNICAL = ChildShare.published(0.22, step=0.01)
GOAL = ChildShare.published(0.62, step=0.01)
TARGETS = [0.9, 0.7]


def test_equal_weights_give_52_to_53_and_are_ruled_out():
    mean = weighted_mean([LEGAL, TECHNICAL], [1, 1])
    assert (mean.low, mean.value, mean.high) == pytest.approx((0.52, 0.525, 0.53))
    assert consistency(mean, GOAL).verdict == "ruled out"


def test_two_to_one_fits_only_within_the_rounding():
    mean = weighted_mean([LEGAL, TECHNICAL], [2, 1])
    # (2 * 82.5 + 21.5) / 3 to (2 * 83.5 + 22.5) / 3
    assert (mean.low, mean.high) == pytest.approx((1.865 / 3, 1.895 / 3))
    assert consistency(mean, GOAL).verdict == "fits within the rounding"


def test_the_mean_of_attainment_fits():
    index = mean_attainment([LEGAL, TECHNICAL], TARGETS)
    assert (round(100 * index.low, 2), round(100 * index.high, 2)) == (61.19, 62.46)
    assert round(100 * index.value, 1) == 61.8
    assert consistency(index, GOAL).verdict == "fits"


def test_both_and_either_are_ruled_out():
    at_once, at_least_one = both([LEGAL, TECHNICAL]), either([LEGAL, TECHNICAL])
    assert at_once.high == 0.225
    assert at_least_one.low == 0.825
    assert not consistency(at_once, GOAL).possible
    assert not consistency(at_least_one, GOAL).possible


def test_the_linear_weight_lies_between_39_and_41_of_61():
    weight = linear_weight(LEGAL, TECHNICAL, GOAL)
    assert (weight.low, weight.value, weight.high) == pytest.approx((39 / 61, 40 / 61, 41 / 61))
    assert (round(weight.low, 3), round(weight.high, 3)) == (0.639, 0.672)


def test_the_goal_is_the_equal_mean_of_the_targets_and_not_two_to_one():
    legal, technical = (ChildShare.exact(t) for t in TARGETS)
    goal = ChildShare.exact(0.8)
    assert linear_weight(legal, technical, goal).value == pytest.approx(0.5)
    assert consistency(weighted_mean([legal, technical], [1, 1]), goal).verdict == "fits"
    two_to_one = weighted_mean([legal, technical], [2, 1])
    assert round(100 * two_to_one.value, 1) == 83.3
    assert not consistency(two_to_one, goal).possible


def test_attainment_stops_at_the_target():
    assert mean_attainment([ChildShare.exact(0.95), ChildShare.exact(0)], TARGETS).value == 0.5


@pytest.mark.parametrize(
    ("result", "verdict"),
    [
        (Estimate(0.6, 0.7, 0.62), "fits"),
        (Estimate(0.6, 0.7, 0.65), "fits within the rounding"),
        (Estimate(0.6, 0.7), "fits within the rounding"),
        (Estimate(0.5, 0.615), "fits within the rounding"),
        (Estimate(0.625, 0.7), "fits within the rounding"),
        (Estimate(0.5, 0.614), "ruled out"),
        (Estimate(0.626, 0.7), "ruled out"),
    ],
)
def test_a_verdict_looks_at_the_value_first_and_at_the_bounds_then(result, verdict):
    judged = consistency(result, GOAL)
    assert judged.verdict == verdict
    assert judged.possible is (verdict != "ruled out")
    assert judged.result is result


@pytest.mark.parametrize("combine", [both, either, lambda s: weighted_mean(s, [1] * len(s))])
def test_every_rule_needs_shares_of_one_denominator(combine, refuses):
    with refuses(MeasureError, "no share to combine", "at least one"):
        combine([])
    with refuses(DenominatorError, "ChildShare", "CountryShare"):
        combine([LEGAL, CountryShare.exact(0.5)])


def test_a_weight_needs_shares_of_one_denominator(refuses):
    with refuses(DenominatorError, "ChildShare", "CountryShare"):
        linear_weight(LEGAL, TECHNICAL, CountryShare.exact(0.5))


@pytest.mark.parametrize(
    "weights", [[1], [1, 1, 1], [], [2, -1], [0, 0], [math.nan, 1], [math.inf, 1]]
)
def test_weights_that_make_no_mean_are_refused(weights, refuses):
    with refuses(MeasureError, "weighted_mean", str(weights), "one weight a share"):
        weighted_mean([LEGAL, TECHNICAL], weights)


@pytest.mark.parametrize("targets", [[], [0.9], [0.9, 0], [0.9, -0.1], [0.9, math.nan]])
def test_targets_that_no_share_can_be_set_against_are_refused(targets, refuses):
    with refuses(MeasureError, "mean_attainment", str(targets), "each above 0"):
        mean_attainment([LEGAL, TECHNICAL], targets)


def test_attainment_of_nothing_is_refused(refuses):
    with refuses(MeasureError, "mean_attainment", "0 shares"):
        mean_attainment([], [])


def test_no_weight_is_told_between_shares_that_may_be_equal(refuses):
    with refuses(MeasureError, "linear_weight", "may be equal", "do not touch"):
        linear_weight(ChildShare(0.2, 0.5), ChildShare(0.5, 0.6), GOAL)


@given(st.data(), intervals(), intervals(), st.integers(0, 9), st.integers(1, 9))
def test_a_weighted_mean_contains_the_mean_of_any_true_values(data, a, b, first, second):
    mean = weighted_mean([a, b], [first, second])
    x, y = inside(data.draw, a), inside(data.draw, b)
    assert holds(mean, (first * x + second * y) / (first + second))


@given(st.data(), intervals(), intervals(), st.integers(1, 100), st.integers(1, 100))
def test_attainment_contains_the_attainment_of_any_true_values(data, a, b, s, t):
    index = mean_attainment([a, b], [s / 100, t / 100])
    x, y = inside(data.draw, a), inside(data.draw, b)
    assert holds(index, (min(1, 100 * x / s) + min(1, 100 * y / t)) / 2)


@given(st.data(), intervals(0, 450), intervals(460, 1000), intervals(), st.booleans())
def test_weights_contain_those_of_any_true_values_and_no_others(data, a, b, combined, swap):
    a, b = (b, a) if swap else (a, b)
    weight = linear_weight(a, b, combined)
    x, y, z = (inside(data.draw, share) for share in (a, b, combined))
    assert holds(weight, (z - y) / (x - y))
    w = inside(data.draw, weight)
    if 0 <= w <= 1:
        assert consistency(weighted_mean([a, b], [w, 1 - w]), combined).possible


@given(st.lists(st.integers(0, 50), min_size=8, max_size=8))
def test_the_overlap_of_three_lies_within_the_frechet_bounds(cells):
    # A cell for each combination of the three: bit i of its number says whether i is there.
    total = sum(cells)
    assume(total)
    shares = [
        ChildShare.exact(sum(n for cell, n in enumerate(cells) if cell >> i & 1) / total)
        for i in range(3)
    ]
    assert holds(both(shares), cells[7] / total)
    assert holds(either(shares), 1 - cells[0] / total)
    assert holds(both(shares[:2]), (cells[3] + cells[7]) / total)
    assert holds(either(shares[:2]), 1 - (cells[0] + cells[4]) / total)


@given(st.integers(1, 60), st.data())
def test_the_frechet_bounds_are_attained(total, data):
    first, second = (data.draw(st.integers(0, total)) for _ in range(2))
    shares = [ChildShare.exact(first / total), ChildShare.exact(second / total)]
    people = range(total)
    a = set(people[:first])
    nested, apart = set(people[:second]), set(people[total - second :])
    assert both(shares).high == pytest.approx(len(a & nested) / total)
    assert both(shares).low == pytest.approx(len(a & apart) / total)
    assert either(shares).low == pytest.approx(len(a | nested) / total)
    assert either(shares).high == pytest.approx(len(a | apart) / total)


@given(fractions)
@example(0.1)
def test_both_with_a_full_share_is_the_other_share(share):
    bounds = both([ChildShare.exact(1.0), ChildShare.exact(share)])
    assert (bounds.low, bounds.high) == pytest.approx((share, share))
