import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copcalc.errors import DenominatorError, MeasureError
from copcalc.measure import ChildShare, CountryShare, required_pace
from copcalc.projection.paths import SHAPES, required_path, required_paths

every_shape = pytest.mark.parametrize("shape", SHAPES)
both_ways = pytest.mark.parametrize("direction", ["rise", "fall"])
inner = st.integers(1, 999).map(lambda k: k / 1000)


@st.composite
def intervals(draw):
    """A share between two bounds, with its value or without."""
    low, value, high = sorted(draw(inner) for _ in range(3))
    return ChildShare(low, high, draw(st.sampled_from([None, value])))


def path(baseline, target, shape="linear", start=2014, end=2020, direction="rise"):
    shares = (s if isinstance(s, ChildShare) else ChildShare.exact(s) for s in (baseline, target))
    return required_path(*shares, start=start, end=end, shape=shape, direction=direction)


def values(made):
    return [share.value for share in made.values()]


@pytest.mark.parametrize(
    ("shape", "direction", "ends", "middle"),
    [
        ("linear", "rise", (0.2, 0.8), 0.5),
        ("growth", "rise", (0.2, 0.8), 0.4),  # the geometric mean
        ("reduction", "rise", (0.2, 0.8), 0.6),  # 0.8 -> 0.4 -> 0.2 uncovered
        ("logistic", "rise", (0.2, 0.9), 0.6),  # odds 1/4 -> 3/2 -> 9
        ("linear", "fall", (0.8, 0.2), 0.5),
        ("growth", "fall", (0.8, 0.2), 0.4),
        ("reduction", "fall", (0.8, 0.2), 0.4),
        ("logistic", "fall", (0.9, 0.2), 0.6),
    ],
)
def test_half_way_each_shape_is_where_it_should_be(shape, direction, ends, middle):
    made = path(*ends, shape, direction=direction)
    assert list(made) == list(range(2014, 2021))
    assert made[2017].value == pytest.approx(middle)
    assert (made[2014].value, made[2020].value) == ends


@every_shape
@both_ways
@given(first=inner, second=inner, years=st.integers(1, 40))
def test_a_path_meets_its_ends_never_turns_and_keeps_its_own_pace(
    shape, direction, first, second, years
):
    p, t = sorted((first, second), reverse=direction == "fall")
    made = values(path(p, t, shape, 2000, 2000 + years, direction))
    assert (made[0], made[-1]) == (p, t)
    assert made == sorted(made, reverse=direction == "fall")
    on_scale = {
        "linear": lambda x: x,
        "growth": math.log,
        "reduction": lambda x: math.log(1 - x if direction == "rise" else x),
        "logistic": lambda x: math.log(x / (1 - x)),
    }[shape]
    way = [on_scale(x) for x in made]
    steps = [b - a for a, b in pairwise(way)]
    assert steps == pytest.approx([(way[-1] - way[0]) / years] * years, abs=1e-9)


@both_ways
@given(first=inner, second=inner, years=st.integers(1, 30))
def test_the_first_year_brings_what_the_required_pace_says(direction, first, second, years):
    p, t = sorted((first, second), reverse=direction == "fall")
    pace = required_pace(ChildShare.exact(p), ChildShare.exact(t), years, direction=direction)

    def after_a_year(shape):
        return values(path(p, t, shape, 2000, 2000 + years, direction))[1]

    def uncovered(share):
        return 1 - share if direction == "rise" else share

    assert abs(after_a_year("linear") - p) == pytest.approx(pace.points.value, abs=1e-12)
    assert after_a_year("growth") / p - 1 == pytest.approx(pace.cagr.value, abs=1e-9)
    reduced = uncovered(after_a_year("reduction"))
    assert 1 - reduced / uncovered(p) == pytest.approx(pace.aarr.value, abs=1e-9)


@every_shape
@both_ways
@given(baseline=intervals(), target=intervals(), data=st.data())
def test_the_rounding_is_carried_through_every_year(shape, direction, baseline, target, data):
    made = path(baseline, target, shape, 2010, 2015, direction)
    assert (made[2010].low, made[2010].high) == (baseline.low, baseline.high)
    p, t = (
        data.draw(st.floats(0, 1).map(lambda f, s=s: s.low + f * (s.high - s.low)))
        for s in (baseline, target)
    )
    for year, share in path(p, t, shape, 2010, 2015, direction).items():
        assert made[year].low - 1e-12 <= share.value <= made[year].high + 1e-12
        assert (made[year].value is None) == (None in (baseline.value, target.value))


@every_shape
@both_ways
def test_a_target_that_is_reached_asks_for_nothing(shape, direction):
    ends = (0.8, 0.6) if direction == "rise" else (0.6, 0.8)
    assert set(values(path(*ends, shape, direction=direction))) == {ends[0]}
    assert set(values(path(0.7, 0.7, shape, direction=direction))) == {0.7}


@every_shape
def test_a_baseline_that_may_have_reached_its_target_rises_only_where_it_has_not(shape):
    made = path(ChildShare.published(0.7, step=0.2), 0.7, shape)
    assert (made[2020].low, made[2020].high) == (0.7, 0.8)


@every_shape
def test_all_covered_already_is_no_error_whatever_the_shape(shape):
    assert set(values(path(1.0, 0.9, shape))) == {1.0}
    assert path(ChildShare(0.85, 1.0), 0.9, shape)[2020] == ChildShare(0.9, 1.0)
    assert set(values(path(0.0, 0.1, shape, direction="fall"))) == {0.0}


@pytest.mark.parametrize(
    ("shape", "direction", "ends"),
    [
        ("growth", "rise", (0.0, 0.5)),
        ("growth", "fall", (0.5, 0.0)),
        ("reduction", "rise", (0.5, 1.0)),
        ("reduction", "fall", (0.5, 0.0)),
        ("logistic", "rise", (0.0, 0.5)),
        ("logistic", "rise", (0.5, 1.0)),
        ("logistic", "fall", (1.0, 0.5)),
        ("logistic", "fall", (0.5, 0.0)),
    ],
)
def test_where_no_path_leads_it_is_said_and_a_line_always_does(shape, direction, ends, refuses):
    with refuses(MeasureError, "required_path", repr(shape), f"from {ends[0]} to {ends[1]}"):
        path(*ends, shape, direction=direction)
    line = values(path(*ends, "linear", direction=direction))
    assert (line[0], line[3], line[-1]) == (ends[0], pytest.approx(sum(ends) / 2), ends[1])


@pytest.mark.parametrize(("shape", "least"), [("growth", 0.0), ("logistic", 0.0)])
def test_a_baseline_that_may_be_nothing_is_refused_by_its_bound(shape, least, refuses):
    with refuses(MeasureError, "required_path", f"from {least} to 0.5"):
        path(ChildShare(0.0, 0.01, 0.005), 0.5, shape)


def test_paths_that_make_no_sense_are_refused(refuses):
    for end in (2014, 2013, 2020.5):
        with refuses(MeasureError, "required_path", f"no whole years between 2014 and {end}"):
            path(0.5, 0.6, end=end)
    with refuses(MeasureError, "direction", "'up'", "'rise' or 'fall'"):
        path(0.5, 0.6, direction="up")
    with refuses(MeasureError, "required_path", "'cubic'", "logistic"):
        path(0.5, 0.6, "cubic")
    with refuses(DenominatorError, "denominators differ"):
        required_path(ChildShare.exact(0.5), CountryShare.exact(0.6), start=2014, end=2020)


def test_a_path_of_countries_is_one_of_countries():
    made = required_path(
        CountryShare.published(0.26, step=0.01), CountryShare.exact(0.7), start=2014, end=2020
    )
    assert all(type(share) is CountryShare for share in made.values())
    assert (made[2017].low, made[2017].high) == pytest.approx((0.4775, 0.4825))


# Paths as a table.


def table(baseline, target, **options):
    options = {"start": 2014, "end": 2020, "whole": 200} | options
    return required_paths(baseline, target, **options)


@given(baseline=intervals(), target=intervals())
@both_ways
def test_the_table_has_the_paths_of_every_shape(baseline, target, direction):
    found = table(baseline, target, direction=direction)
    assert found.index.tolist() == [(shape, year) for shape in SHAPES for year in range(2014, 2021)]
    for shape in SHAPES:
        for year, share in path(baseline, target, shape, direction=direction).items():
            row = found.loc[shape, year]
            assert (row["share_low"], row["share_high"]) == (share.low, share.high)
            assert share.value is None if math.isnan(row["share"]) else row["share"] == share.value
            amounts = row[["amount_low", "amount", "amount_high"]].tolist()
            shares = row[["share_low", "share", "share_high"]].tolist()
            assert amounts == pytest.approx([200 * part for part in shares], nan_ok=True)


def test_the_children_of_each_year_are_its_own():
    children = {2014: 2000, 2015: 2100, 2016: 2400}
    found = table(
        ChildShare.exact(0.2), ChildShare.exact(0.8), end=2016, whole=children, shapes=["linear"]
    )
    assert found["amount"].tolist() == pytest.approx([400, 1050, 1920])
    assert found["share"].tolist() == pytest.approx([0.2, 0.5, 0.8])
    assert found.dtypes.unique().tolist() == ["float64"]


def test_the_table_leaves_out_what_leads_nowhere_and_refuses_where_nothing_does(refuses):
    to_all = table(ChildShare.exact(0.2), ChildShare.exact(1.0))
    assert to_all.index.unique("shape").tolist() == ["linear", "growth"]
    from_none = table(ChildShare.exact(0.0), ChildShare.exact(0.8))
    assert from_none.index.unique("shape").tolist() == ["linear", "reduction"]
    with refuses(MeasureError, "required_path", "'logistic' leads from 0.2 to 1.0"):
        table(ChildShare.exact(0.2), ChildShare.exact(1.0), shapes=["logistic", "reduction"])


def test_a_target_that_is_reached_stays_in_every_shape_of_the_table():
    found = table(ChildShare.exact(1.0), ChildShare.exact(0.9))
    assert found.index.unique("shape").tolist() == list(SHAPES)
    assert set(found["amount"]) == {200}


def test_a_table_that_makes_no_sense_is_refused(refuses):
    some, most = ChildShare.exact(0.2), ChildShare.exact(0.8)
    with refuses(MeasureError, "horizon", "nobody", "in 2016"):
        table(some, most, whole={2014: 1, 2015: 1})
    with refuses(MeasureError, "horizon", "nobody"):
        table(some, most, whole=0)
    with refuses(MeasureError, "required_path", "'cubic'"):
        table(some, most, shapes=["linear", "cubic"])
    with refuses(MeasureError, "required_path", "no whole years between"):
        table(some, most, end=2014)
    with refuses(DenominatorError, "denominators differ"):
        table(some, CountryShare.exact(0.8))


def test_no_shapes_make_an_empty_table():
    found = table(ChildShare.exact(0.2), ChildShare.exact(0.8), shapes=[])
    assert found.empty
    assert found.index.names == ["shape", "year"]
