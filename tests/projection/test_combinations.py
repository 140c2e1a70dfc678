"""Every combination of some choices, and those that turn a verdict."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copcalc.errors import MeasureError
from copcalc.projection.combinations import MOST, every_combination
from copcalc.projection.factor import Factor

WEIGHTS = st.lists(st.integers(-3, 3), min_size=1, max_size=4)


def switches(count):
    return [Factor(f"x{i}", f"X{i}", (False, True), ("off", "on")) for i in range(count)]


def summed(weights):
    return lambda s: sum(w for i, w in enumerate(weights) if s[f"x{i}"])


@given(weights=WEIGHTS, data=st.data())
def test_the_fewest_changes_are_those_that_a_search_of_its_own_finds(weights, data):
    factors = switches(len(weights))
    centre = {f.id: data.draw(st.booleans()) for f in factors}
    table = every_combination(summed(weights), factors, centre)
    assert len(table) == 2 ** len(weights)
    (stands,) = table.loc[table["changes"] == 0, "result"]
    assert stands == summed(weights)(centre)
    turned = table[(table["result"] > 1) != (stands > 1)]

    def turns(changed):
        settings = {name: on != (name in changed) for name, on in centre.items()}
        return (summed(weights)(settings) > 1) != (stands > 1)

    by_size = (k for k in range(len(weights) + 1) if any(map(turns, combinations(centre, k))))
    assert next(by_size, None) == (int(turned["changes"].min()) if len(turned) else None)


def test_a_number_stands_at_its_bounds_and_at_its_centre():
    share = Factor("share", "Share", low=0.0, high=1.0)
    table = every_combination(lambda s: s["share"], [share], {"share": 0.25})
    assert table.to_numpy().tolist() == [["0", 0.0, 1], ["1", 1.0, 1], ["0.25", 0.25, 0]]
    at_bound = every_combination(lambda s: s["share"], [share], {"share": 1.0})
    assert at_bound["changes"].tolist() == [1, 0]


def test_each_combination_is_computed_once():
    asked = []

    def function(settings):
        asked.append(tuple(settings.values()))
        return 0.0

    every_combination(function, switches(3), dict.fromkeys(["x0", "x1", "x2"], False))
    assert len(asked) == len(set(asked)) == 8


def test_what_makes_no_sense_is_refused_before_anything_is_computed():
    def never(_):
        raise AssertionError

    count = math.ceil(math.log2(MOST + 1))
    for factors, centre, told in (
        (switches(count), {f"x{i}": True for i in range(count)}, "combinations"),
        (switches(1), {"x0": 3}, "no setting 3"),
        (switches(1), {}, "no setting for x0"),
        ([], {}, "no factor"),
    ):
        with pytest.raises(MeasureError, match=told):
            every_combination(never, factors, centre)
