import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copcalc.errors import MeasureError
from copcalc.measure import ChildShare
from copcalc.projection.placement import placement, reach

STATUS = ("yes", "no", "unknown", "unknown", "unknown")
CHILDREN = np.array([20.0, 10.0, 40.0, 25.0, 5.0])


@st.composite
def worlds(draw):
    """Statuses, children, a count and a share that some states can have."""
    n = draw(st.integers(1, 30))
    status = draw(st.lists(st.sampled_from(["yes", "no", "unknown"]), min_size=n, max_size=n))
    sizes = st.sampled_from([0, 1, 1, 50]) | st.floats(0, 4e8)
    children = np.array(draw(st.lists(sizes, min_size=n, max_size=n)), dtype=float)
    children[draw(st.integers(0, n - 1))] += 1000
    count = draw(st.integers(status.count("yes"), n - status.count("no")))
    within = reach(status, children, count)
    share = within.low + draw(st.floats(0, 1)) * within.width
    return np.array(status), children, count, share


def entropy(p):
    return -sum(x * np.log(x) for x in [*p, *(1 - p)] if x > 0)


@given(worlds())
def test_both_published_figures_are_expected_and_the_known_stay_known(world):
    status, children, count, share = world
    p = placement(status, children, count, share=share)
    assert ((p >= 0) & (p <= 1)).all()
    assert p.sum() == pytest.approx(count, abs=1e-8)
    assert p @ children / children.sum() == pytest.approx(share, abs=2e-9)
    assert (p[status == "yes"] == 1).all()
    assert (p[status == "no"] == 0).all()


@given(worlds())
def test_without_a_share_all_unknown_are_equally_probable(world):
    status, children, count, _ = world
    p = placement(status, children, count)
    assert len(set(p[status == "unknown"])) <= 1
    assert p.sum() == pytest.approx(count)


@given(worlds())
def test_the_share_of_equal_chances_tells_nothing_about_who(world):
    status, children, count, _ = world
    p = placement(status, children, count)
    share = p @ children / children.sum()
    assert placement(status, children, count, share=share) == pytest.approx(p, abs=1e-12)


@given(worlds())
def test_chances_follow_the_children_one_way_and_equal_states_are_equal(world):
    status, children, count, share = world
    p = placement(status, children, count, share=share)[status == "unknown"]
    w = children[status == "unknown"]
    steps = np.diff(p[np.argsort(w, kind="stable")])
    assert (steps >= -1e-9).all() or (steps <= 1e-9).all()
    for size in set(w):
        assert np.ptp(p[w == size]) == 0


@given(worlds(), st.floats(0.001, 1000))
def test_the_unit_of_the_children_does_not_matter(world, factor):
    status, children, count, share = world
    p = placement(status, children, count, share=share)
    other = placement(status, factor * children, count, share=share)
    assert other @ children == pytest.approx(p @ children, abs=5e-9 * children.sum())


@given(
    st.lists(st.floats(1, 100), min_size=3, max_size=8, unique=True),
    st.floats(0.05, 0.95),
    st.randoms(use_true_random=False),
)
def test_no_other_chances_with_the_same_sums_have_more_entropy(children, way, random):
    w = np.array(children)
    n = len(w)
    within = reach(["unknown"] * n, w, n // 2)
    p = placement(["unknown"] * n, w, n // 2, share=within.low + way * within.width)
    # A small step that changes neither sum.
    i, j, k = random.sample(range(n), 3)
    step = np.zeros(n)
    step[[i, j, k]] = w[k] - w[j], w[i] - w[k], w[j] - w[i]
    step *= min(p.min(), (1 - p).min()) / np.abs(step).max() / 2
    assert step.sum() == pytest.approx(0, abs=1e-12)
    assert entropy(p + step) <= entropy(p) + 1e-9
    assert entropy(p - step) <= entropy(p) + 1e-9


def test_the_log_odds_are_a_line_in_the_children():
    p = placement(["unknown"] * 4, np.array([1.0, 2.0, 4.0, 9.0]), 2, share=0.6)
    slopes = np.diff(np.log(p / (1 - p))) / np.diff([1, 2, 4, 9])
    assert slopes == pytest.approx([slopes[0]] * 3)
    assert slopes[0] > 0


@given(worlds())
def test_what_can_be_reached_is_what_whole_states_can_hold(world):
    status, children, count, _ = world
    unknown = np.flatnonzero(status == "unknown")[:8]
    status = np.where(np.isin(np.arange(len(status)), unknown) | (status == "yes"), status, "no")
    certain = children[status == "yes"].sum()
    k = min(count - (status == "yes").sum(), len(unknown))
    sums = [certain + children[list(some)].sum() for some in itertools.combinations(unknown, k)]
    within = reach(status, children, k + (status == "yes").sum())
    assert within.low == pytest.approx(min(sums) / children.sum(), abs=1e-12)
    assert within.high == pytest.approx(max(sums) / children.sum(), abs=1e-12)


def test_at_the_ends_of_the_reach_the_states_are_told():
    assert reach(STATUS, CHILDREN, 2) == ChildShare(0.25, 0.6)
    assert placement(STATUS, CHILDREN, 2, share=0.25).tolist() == [1, 0, 0, 0, 1]
    assert placement(STATUS, CHILDREN, 2, share=0.6).tolist() == [1, 0, 1, 0, 0]
    # Of two equal states either may be the one that is left out.
    assert placement(["unknown"] * 3, np.array([2.0, 2.0, 1.0]), 1, share=0.4).tolist() == [
        0.5,
        0.5,
        0,
    ]


def test_a_share_close_to_the_end_of_its_reach_is_still_met():
    within = reach(STATUS, CHILDREN, 3)
    for share in (within.low + 3e-9, within.high - 3e-9):
        p = placement(STATUS, CHILDREN, 3, share=share)
        assert p.sum() == pytest.approx(3, abs=1e-10)
        assert p @ CHILDREN / 100 == pytest.approx(share, abs=1e-12)


def test_an_expected_count_may_lie_between_whole_states():
    p = placement(STATUS, CHILDREN, 2.5, share=0.5)
    assert p.sum() == pytest.approx(2.5)
    assert p @ CHILDREN == pytest.approx(50)


@pytest.mark.parametrize(("count", "expected"), [(1, [1, 0, 0, 0, 0]), (4, [1, 0, 1, 1, 1])])
def test_a_count_of_none_or_all_of_the_unknown_leaves_nothing_open(count, expected):
    assert placement(STATUS, CHILDREN, count).tolist() == expected
    share = reach(STATUS, CHILDREN, count).low
    assert placement(STATUS, CHILDREN, count, share=share).tolist() == expected


def test_where_nobody_is_unknown_nothing_is_placed():
    status, children = ["yes", "no"], np.array([3.0, 1.0])
    assert placement(status, children, 1).tolist() == [1, 0]
    assert placement(status, children, 1, share=0.75).tolist() == [1, 0]
    assert placement([], np.zeros(0), 0).tolist() == []


def test_equal_states_can_have_one_share_only(refuses):
    status, children = ["unknown"] * 4, np.full(4, 7.0)
    assert placement(status, children, 3, share=0.75).tolist() == [0.75] * 4
    with refuses(MeasureError, "share", "3 states", "0.750000 to 0.750000"):
        placement(status, children, 3, share=0.76)


@pytest.mark.parametrize(("count", "text"), [(0, "0 states"), (5, "5 states"), (np.nan, "nan")])
def test_a_count_beyond_what_is_known_is_refused(count, text, refuses):
    with refuses(MeasureError, "count", text, "1 are known and 3 unknown", "from 1 to 4"):
        placement(STATUS, CHILDREN, count)
    with refuses(MeasureError, "count", "from 1 to 4"):
        reach(STATUS, CHILDREN, count)


@pytest.mark.parametrize("share", [0.249, 0.601, -1, 2, np.nan])
def test_a_share_out_of_reach_is_refused_with_what_can_be_reached(share, refuses):
    with refuses(MeasureError, "share", "2 states", "0.250000 to 0.600000"):
        placement(STATUS, CHILDREN, 2, share=share)


def test_a_published_share_is_asked_for_by_its_number(refuses):
    published = ChildShare.published(0.5, step=0.01)
    with refuses(MeasureError, "share", "is no fraction", "value of a ChildShare"):
        placement(STATUS, CHILDREN, 2, share=published)
    as_list = placement(STATUS, CHILDREN.tolist(), 2, share=published.value)
    assert as_list.tolist() == placement(STATUS, CHILDREN, 2, share=0.5).tolist()


@pytest.mark.parametrize(
    ("status", "children"),
    [
        (["yes"], [1.0, 2.0]),
        (["maybe"], [1.0]),
        (["yes"], [-1.0]),
        (["yes"], [np.nan]),
        (["yes"], [np.inf]),
        ([["yes"]], [[1.0]]),
    ],
)
def test_statuses_and_children_that_do_not_fit_are_refused(status, children, refuses):
    with refuses(MeasureError, "placement", "do not fit together"):
        placement(status, np.array(children), 1)


def test_a_share_of_no_children_is_refused_and_a_count_is_not(refuses):
    nobody = np.zeros(5)
    assert placement(STATUS, nobody, 2).sum() == pytest.approx(2)
    with refuses(MeasureError, "placement", "no children"):
        placement(STATUS, nobody, 2, share=0.5)
    with refuses(MeasureError, "placement", "no children"):
        reach(STATUS, nobody, 2)
