import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure_strategies import holds, inside, intervals

from copcalc.errors import DenominatorError, MeasureError
from copcalc.measure import ChildShare, CountryShare, Estimate, Unmeasured, over_box, when_measured

# Functions of two shares that are monotone in each, as the measures of the package are.
MONOTONE = {
    "sum": lambda a, b: a + b,
    "difference": lambda a, b: a - b,
    "product": lambda a, b: a * b,
    "ratio": lambda a, b: a / (1 + b),
    "least": min,
    "greatest": max,
}


@pytest.mark.parametrize("parts", [(2, 1), (1, 2, 3), (1, 2, 0)])
def test_parts_out_of_order_are_refused(parts, refuses):
    with refuses(MeasureError, "Estimate", "out of order", "low <= value <= high"):
        Estimate(*parts)


@pytest.mark.parametrize("part", [math.nan, math.inf, -math.inf])
def test_parts_that_are_no_numbers_are_refused(part, refuses):
    for parts in ((part, 1), (0, part), (0, 1, part)):
        with refuses(MeasureError, "Estimate", "finite numbers", "Leave out what is not known"):
            Estimate(*parts)


@pytest.mark.parametrize("value", [-0.01, 1.01, 69])
@pytest.mark.parametrize("kind", [CountryShare, ChildShare])
def test_a_share_outside_0_and_1_is_refused(kind, value, refuses):
    with refuses(MeasureError, kind.__name__, "outside [0, 1]", "69 % is 0.69"):
        kind.exact(value)
    with refuses(MeasureError, kind.__name__):
        kind.published(value, step=0.01)


def test_an_exact_estimate_has_no_width():
    exact = Estimate.exact(51)
    assert (exact.low, exact.value, exact.high) == (51, 51, 51)
    assert exact.is_exact
    assert exact.width == 0


def test_an_interval_knows_its_width_and_what_it_contains():
    interval = Estimate(0.25, 0.75)
    assert not interval.is_exact
    assert interval.width == 0.5
    assert [interval.contains(x) for x in (0.2, 0.25, 0.5, 0.75, 0.8)] == [0, 1, 1, 1, 0]


@given(intervals(), st.integers(1, 17))
def test_rounded_to_digits_an_estimate_is_near_and_does_not_change_again(part, digits):
    kept = part.to_digits(digits)
    assert type(kept) is type(part)
    for one, other in ((kept.low, part.low), (kept.high, part.high)):
        assert one == pytest.approx(other, rel=0.5 * 10 ** (1 - digits) + 1e-15, abs=1e-300)
    assert kept.to_digits(digits) == kept


def test_what_processors_calculate_otherwise_comes_out_the_same():
    third = 1 / 3
    for other in (math.nextafter(third, 0), third, math.nextafter(third, 1)):
        assert CountryShare(0.1, other, 0.1 + 0.2 - 0.1).to_digits(10) == CountryShare(
            0.1, 0.3333333333, 0.2
        )


def test_whole_numbers_and_an_open_value_stay():
    kept = Estimate(12_345, 98_765.4321).to_digits(3)
    assert repr(kept) == "Estimate(low=12345, high=98800.0, value=None)"


@pytest.mark.parametrize(
    ("other", "overlap"),
    [
        ((0, 0.2), False),
        ((0, 0.25), True),
        ((0.3, 0.4), True),
        ((0.75, 1), True),
        ((0.8, 1), False),
    ],
)
def test_intervals_overlap_from_their_bounds_on(other, overlap):
    assert Estimate(0.25, 0.75).overlaps(Estimate(*other)) is overlap
    assert Estimate(*other).overlaps(Estimate(0.25, 0.75)) is overlap


@pytest.mark.parametrize(
    ("percent", "low", "high"),
    [(69, 0.685, 0.695), (83, 0.825, 0.835), (26, 0.255, 0.265), (0, 0, 0.005), (100, 0.995, 1)],
)
def test_a_published_per_cent_stands_for_half_a_point_either_side(percent, low, high):
    share = CountryShare.published(percent / 100, step=0.01)
    assert (share.low, share.high, share.value) == (low, high, percent / 100)


@pytest.mark.parametrize("step", [-0.01, math.nan])
def test_a_rounding_step_is_a_number_from_0_on(step, refuses):
    with refuses(MeasureError, "ChildShare", "step", "0.01 for whole per cents"):
        ChildShare.published(0.5, step=step)


@given(st.integers(0, 10_000))
def test_a_published_share_without_rounding_is_exact(hundredths):
    printed = hundredths / 100 / 100
    assert CountryShare.published(printed, step=0) == CountryShare.exact(printed)


def test_a_fraction_of_counts_without_rounding_is_exact():
    assert CountryShare.published(51 / 193, step=0) == CountryShare.exact(51 / 193)


@given(st.integers(0, 10_000), st.sampled_from([10, 100, 500]), st.booleans())
def test_a_rounding_interval_contains_the_true_value(true, step, half_up):
    # In ten-thousandths, so that halves are exactly halves, which sources round either way.
    lower, rest = divmod(true, step)
    up = rest * 2 > step or (rest * 2 == step and half_up)
    printed = min((lower + up) * step, 10_000)
    share = ChildShare.published(printed / 10_000, step=step / 10_000)
    assert share.contains(true / 10_000)


def test_the_complement_keeps_the_denominator():
    uncovered = ChildShare(0.25, 0.75, 0.5).complement
    assert uncovered == ChildShare(0.25, 0.75, 0.5)
    assert CountryShare(0.25, 0.5).complement == CountryShare(0.5, 0.75)


@given(intervals())
def test_the_complement_of_the_complement_is_the_share(share):
    twice = share.complement.complement
    assert (twice.low, twice.value, twice.high) == pytest.approx(
        (share.low, share.value, share.high)
    )


def test_shares_of_one_denominator_add_and_subtract():
    a, b = ChildShare(0.5, 0.75, 0.5), ChildShare(0.125, 0.25, 0.25)
    assert a + b == Estimate(0.625, 1.0, 0.75)
    assert a - b == Estimate(0.25, 0.625, 0.25)


@pytest.mark.parametrize("other", [ChildShare.exact(0.5), 0.5, Estimate.exact(0.5)])
def test_denominators_never_mix(other, refuses):
    names = ("CountryShare", type(other).__name__, "denominators differ")
    with refuses(DenominatorError, *names, "Say which denominator is meant"):
        CountryShare.exact(0.5) + other
    with refuses(DenominatorError, *names):
        CountryShare.exact(0.5) - other


def test_mixed_denominators_are_a_mistake_of_type_and_of_value():
    assert issubclass(DenominatorError, TypeError)
    assert issubclass(DenominatorError, ValueError)


@given(st.data(), st.sampled_from(sorted(MONOTONE)), intervals(), intervals())
def test_the_box_contains_every_point_inside(data, name, a, b):
    function = MONOTONE[name]
    box = over_box(function, a, b)
    assert holds(box, function(inside(data.draw, a), inside(data.draw, b)))
    assert box.value == function(a.value, b.value)


@given(st.sampled_from(sorted(MONOTONE)), intervals(), intervals())
def test_the_bounds_of_the_box_are_attained(name, a, b):
    function = MONOTONE[name]
    box = over_box(function, a, b)
    corners = [function(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    assert min(corners) == pytest.approx(box.low)
    assert max(corners) == pytest.approx(box.high)


def test_a_box_over_an_input_without_value_has_none():
    assert over_box(lambda a, b: a + b, Estimate(1, 2), Estimate.exact(1)) == Estimate(2, 3)


@pytest.mark.parametrize(
    ("estimate", "line"),
    [
        (Estimate(0.205, 0.215, 0.21), "0.21 (0.205 to 0.215)"),
        (Estimate(0.25, 0.5), "0.25 to 0.5"),
        (Estimate.exact(85), "85"),
        (Estimate(85, 85), "85"),
        (Estimate(1000.25, 1000.5), "1000.25 to 1000.5"),
        (Estimate.exact(-0.0), "0"),
        (CountryShare.exact(1.0), "1.0 of countries"),
        (ChildShare(0.0, 1.0), "0.0 to 1.0 of children"),
        (Estimate(-0.3, 0.0), "-0.3 to 0"),
        (Estimate(390_600_000.4, 426e6), "390,600,000 to 426,000,000"),
        (CountryShare.published(0.26, step=0.01), "0.26 (0.255 to 0.265) of countries"),
        (ChildShare(1 / 3, 0.5), "0.3333 to 0.5 of children"),
    ],
)
def test_an_estimate_is_written_short(estimate, line):
    assert str(estimate) == line


def test_what_is_computed_from_what_is_not_measured_is_not_measured_either():
    silent, other = Unmeasured("no_children"), Unmeasured("not_set")
    share = ChildShare.exact(0.25)
    assert when_measured(lambda a, b: a - b, share, silent) is silent
    assert when_measured(lambda a, b: a - b, silent, other) is silent  # the first reason counts
    assert when_measured(lambda a, b: a - b, share, share) == Estimate.exact(0.0)
    assert str(silent) == "not measured (no_children)"
