"""Projected shares combined by a rule."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copcalc.errors import MeasureError
from copcalc.measure import ChildShare, CountryShare
from copcalc.measure.composite import both_of, mean_of
from copcalc.projection.bridge import Forecast
from copcalc.projection.combined import combined
from copcalc.projection.distribution import Shares

shares = st.lists(st.floats(0, 1), min_size=1, max_size=5)


def certain(low, high=None, value=None):
    ends = (Shares(np.array([part])) for part in (low, low if high is None else high))
    return Forecast(*ends, None if value is None else Shares(np.array([value])), ChildShare)


def even(values):
    spread = Shares(np.array(values))
    return Forecast(spread, spread, spread, ChildShare)


def mean(weights):
    return lambda parts: (mean_of(parts, weights),) * 2


def test_what_is_certain_is_combined_as_the_rule_says():
    found = combined([certain(0.8, 0.9, 0.85), certain(0.2, 0.4, 0.3)], mean([3, 1]), ChildShare)
    middle = found.quantile(0.5)
    assert (middle.low, middle.value, middle.high) == pytest.approx((0.65, 0.7125, 0.775))
    assert found.kind is ChildShare


@given(shares, st.floats(0, 1))
def test_one_share_combined_with_itself_alone_is_that_share(values, level):
    found, each = combined([even(values)], mean([1]), ChildShare), even(values)
    assert found.low.mean == pytest.approx(each.low.mean, abs=2e-3)
    # Between two neighbours in level: the points are 4,096.
    ends = [each.quantile(min(1, max(0, level + way * 2e-3))).value for way in (-1, 1)]
    assert ends[0] - 1e-9 <= found.quantile(level).value <= ends[1] + 1e-9


def test_two_coins_are_thrown_apart():
    found = combined([even([0.0, 1.0]), even([0.0, 1.0])], mean([1, 1]), ChildShare)
    assert [found.value.at_least(x) for x in (0.0, 0.5, 1.0)] == [1, 0.75, 0.25]


def test_many_shares_have_the_mean_of_their_means():
    parts = [even([0.1, 0.5]), even([0.2, 0.3, 0.7]), even([0.9]), even([0.0, 0.4])]
    found = combined(parts, mean([1, 1, 1, 1]), ChildShare)
    expected = np.mean([part.low.mean for part in parts])
    assert found.value.mean == pytest.approx(expected, abs=1e-3)


def test_a_share_without_a_value_or_a_rule_with_bounds_alone_leaves_no_value():
    assert combined([certain(0.4, 0.6), even([0.5])], mean([1, 1]), ChildShare).value is None
    found = combined([even([0.5]), even([0.7])], both_of, ChildShare)
    assert found.value is None
    middle = found.quantile(0.5)
    assert (middle.low, middle.high) == pytest.approx((0.2, 0.5))


def test_the_rule_is_given_shares_of_their_own_kinds(refuses):
    countries = Forecast(*[Shares(np.array([0.5]))] * 3, CountryShare)
    assert combined([countries], mean([1]), CountryShare).kind is CountryShare
    with refuses(MeasureError, "combined", "nothing to combine"):
        combined([], mean([1]), ChildShare)
