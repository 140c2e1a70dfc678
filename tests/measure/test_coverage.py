import itertools
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copcalc.errors import MeasureError
from copcalc.measure import STATUSES, ChildShare, CountryShare, Estimate, coverage

# Whole numbers of children, so that sums of floats are exact; None: no number is known.
countries = st.lists(
    st.tuples(st.sampled_from(STATUSES), st.none() | st.integers(0, 10**9)), min_size=1, max_size=12
)


def measured(rows):
    codes = [f"C{i}" for i in range(len(rows))]
    status = pd.Series([s for s, _ in rows], index=codes)
    children = pd.Series([n for _, n in rows], index=codes, dtype="float64")
    return coverage(status, children)


def with_status(rows, position, status):
    return [(status if i == position else s, n) for i, (s, n) in enumerate(rows)]


def test_51_of_193_countries_are_26_4_per_cent():
    share = measured([("yes", 1)] * 51 + [("no", 1)] * 142).countries
    assert share == CountryShare.exact(51 / 193)
    assert round(100 * share.value, 1) == 26.4


def test_unknown_is_not_no():
    result = measured([("yes", 10), ("no", 30), ("unknown", 60)])
    assert (result.yes, result.no, result.unknown, result.total) == (1, 1, 1, 3)
    assert (result.countries.low, result.countries.high) == (1 / 3, 2 / 3)
    assert (result.children.low, result.children.high) == (0.1, 0.7)
    assert result.countries.value is None
    assert result.children.value is None


def test_states_without_children_count_as_countries_and_are_named():
    result = measured([("yes", None), ("no", 30), ("yes", 10), ("unknown", None)])
    assert result.without_children == ("C0", "C3")
    assert result.total == 4
    assert result.children_total == 40
    assert result.children.value == 0.25  # the unknown one has no children to widen the bounds


def test_children_of_other_countries_are_left_aside():
    status, children = pd.Series({"AAA": "yes"}), pd.Series({"AAA": 5.0, "BBB": 95.0})
    assert coverage(status, children).children.value == 1
    assert coverage(status, children.drop("AAA")).without_children == ("AAA",)


@pytest.mark.parametrize("number", [None, 0])
def test_without_any_children_there_is_no_share_of_children(number):
    assert measured([("yes", number), ("unknown", number)]).children is None


def test_no_country_is_refused(refuses):
    empty = pd.Series([], dtype="str")
    with refuses(MeasureError, "coverage", "no country", "at least one status"):
        coverage(empty, pd.Series([], dtype="float64"))


def test_a_country_that_stands_twice_is_refused_by_name(refuses):
    once, twice = pd.Series({"NAM": "yes"}), pd.Series(["yes", "no"], index=["NAM", "NAM"])
    with refuses(MeasureError, "coverage", "status holds NAM more than once", "one row a country"):
        coverage(twice, pd.Series({"NAM": 1.0}))
    with refuses(MeasureError, "coverage", "children holds NAM more than once"):
        coverage(once, pd.Series([1.0, 2.0], index=["NAM", "NAM"]))


@pytest.mark.parametrize("odd", ["Yes", "", math.nan, None, 1])
def test_any_other_status_is_refused_by_country(odd, refuses):
    status = pd.Series({"AAA": "yes", "NAM": odd}, dtype="object")
    with refuses(MeasureError, "coverage", "the status of NAM is", "yes, no, unknown"):
        coverage(status, pd.Series({"AAA": 1.0, "NAM": 1.0}))


def test_negative_children_are_refused_by_country(refuses):
    with refuses(MeasureError, "coverage", "children of C1 is negative", "leave it blank"):
        measured([("yes", 1), ("no", -1)])


@given(countries, st.data())
def test_however_the_unknowns_turn_out_coverage_lies_within_its_bounds(rows, data):
    bounds = measured(rows)
    answers = st.sampled_from(["yes", "no"])
    resolved = [(data.draw(answers) if s == "unknown" else s, n) for s, n in rows]
    truth = measured(resolved)
    assert bounds.countries.contains(truth.countries.value)
    if bounds.children is not None:
        assert bounds.children.contains(truth.children.value)


@given(countries)
def test_both_bounds_are_attained(rows):
    bounds = measured(rows)
    for answer, bound in (("no", "low"), ("yes", "high")):
        truth = measured([(answer if s == "unknown" else s, n) for s, n in rows])
        assert getattr(bounds.countries, bound) == truth.countries.value
        if bounds.children is not None:
            assert getattr(bounds.children, bound) == truth.children.value


@given(countries, st.data())
def test_finding_out_never_widens_the_bounds(rows, data):
    position = data.draw(st.integers(0, len(rows) - 1))
    unsure = measured(with_status(rows, position, "unknown"))
    yes = measured(with_status(rows, position, "yes"))
    no = measured(with_status(rows, position, "no"))
    for before, after_yes, after_no in (
        (unsure.countries, yes.countries, no.countries),
        (unsure.children, yes.children, no.children),
    ):
        if before is not None:
            assert before.low <= after_yes.low <= after_yes.high <= before.high
            assert before.low <= after_no.low <= after_no.high <= before.high


@given(countries)
def test_every_country_is_counted_once(rows):
    result = measured(rows)
    assert result.total == len(rows)
    assert result.children_total == sum(n or 0 for _, n in rows)
    assert len(result.without_children) == sum(n is None for _, n in rows)


@st.composite
def grouped(draw):
    """Countries, a group of some of them and of others, and how many of it have it."""
    rows = draw(countries.filter(lambda rows: len(rows) <= 7))
    inside = draw(st.lists(st.integers(0, len(rows) - 1), unique=True))
    outside = draw(st.integers(0, 2))
    return rows, inside, outside, draw(st.integers(0, len(inside) + outside))


@given(grouped())
def test_a_count_of_a_group_raises_the_lower_bound_to_the_least_that_agrees_with_it(asked):
    rows, inside, outside, at_least = asked
    codes = [f"C{i}" for i in range(len(rows))]
    group = {codes[i] for i in inside} | {f"X{i}" for i in range(outside)}
    status = pd.Series([s for s, _ in rows], index=codes)
    children = pd.Series([n for _, n in rows], index=codes, dtype="float64")
    found = coverage(status, children, groups=[(group, at_least)])
    known = {code for code, (s, _) in zip(codes, rows, strict=True) if s == "yes"}
    unknown = [code for code, (s, _) in zip(codes, rows, strict=True) if s == "unknown"]
    possible = [
        known | set(more)
        for size in range(len(unknown) + 1)
        for more in itertools.combinations(unknown, size)
    ]
    # Those outside may all have it; evidence about single countries can leave fewer than are counted.
    most = max(len(p & group) for p in possible) + outside
    agreeing = [p for p in possible if len(p & group) + outside >= min(at_least, most)]
    people = children.fillna(0)
    assert found.countries.low == min(len(p) for p in agreeing) / len(rows)
    if found.children is not None:
        low = min(people[list(p)].sum() for p in agreeing)
        assert found.children.low == pytest.approx(low / people.sum())
    assert found.countries.high == measured(rows).countries.high
    open_members = len(set(unknown) & group) if found.some_yes else 0
    assert found.told == Estimate(
        min(map(len, agreeing)),
        len(known) + open_members,
        found.told.low if found.some_yes == open_members else None,
    )


def test_groups_without_a_common_country_add_up():
    status = pd.Series("unknown", index=list("ABCDEF"))
    children = pd.Series([40.0, 30.0, 20.0, 5.0, 3.0, 2.0], index=list("ABCDEF"))
    # One of A and B has at least 30 children, two of C, D and E at least 8.
    found = coverage(status, children, groups=[("AB", 1), ("CDE", 2)])
    assert (found.told, found.children_some) == (Estimate(3, 5), 38.0)
    assert (found.unknown, found.untold) == (6, 3)
    # Whoever is in two groups may be the one of both.
    found = coverage(status, children, groups=[("AB", 1), ("BCD", 2), ("F", 0)])
    assert (found.told, found.children_some) == (Estimate(2, 4), 25.0)


def test_a_group_of_whom_all_have_it_is_a_value():
    status = pd.Series("unknown", index=list("ABC"))
    # Sums of these differ in the last digit with their order.
    children = pd.Series([0.3, 0.2, 0.1], index=list("ABC"))
    found = coverage(status, children, groups=[("ABC", 3)])
    assert (found.told, found.countries) == (Estimate.exact(3), CountryShare.exact(1.0))
    assert found.children == ChildShare.exact(1.0)


@given(
    countries.filter(lambda rows: len(rows) <= 6),
    st.lists(st.tuples(st.sets(st.integers(0, 5)), st.integers(0, 6)), max_size=3),
)
def test_counts_of_groups_never_rule_out_what_agrees_with_all_of_them(rows, asked):
    codes = [f"C{i}" for i in range(len(rows))]
    status = pd.Series([s for s, _ in rows], index=codes)
    children = pd.Series([n for _, n in rows], index=codes, dtype="float64")
    groups = [({f"C{i}" for i in ids}, k) for ids, k in asked]
    found = coverage(status, children, groups=groups)
    known, unknown = (set(status.index[status == s]) for s in ("yes", "unknown"))
    people = children.fillna(0)
    for size in range(len(unknown) + 1):
        for more in itertools.combinations(sorted(unknown), size):
            having = known | set(more)
            if all(len(having & g) + len(g - set(codes)) >= k for g, k in groups):
                assert found.countries.low <= len(having) / len(rows)
                assert found.children_yes + found.children_some <= people[list(having)].sum()


def test_a_coverage_is_shown_in_one_line():
    status = pd.Series(["yes", "no", "unknown", "unknown"], index=list("ABCD"))
    shown = repr(coverage(status, pd.Series({"A": 60.0, "B": 30.0, "C": 10.0})))
    assert (
        shown
        == "<Coverage: 1 yes, 1 no, 2 unknown; 0.25 to 0.75 of countries, 0.6 to 0.7 of children>"
    )
    assert repr(coverage(status, pd.Series(dtype="float64"))).endswith(", no children counted>")
    group = repr(coverage(status, pd.Series(dtype="float64"), groups=[("CD", 1)]))
    assert "2 unknown (1 or more of them yes by group); 0.5 to 0.75 of countries" in group
