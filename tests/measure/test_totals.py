"""What totals imply, against every list of countries that there is."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from copcalc.errors import MeasureError
from copcalc.measure import (
    STATUSES,
    ChildShare,
    Estimate,
    Totals,
    agrees,
    children_given_totals,
    coverage,
    implied_statuses,
)


def world(rows):
    codes = [f"C{i:02}" for i in range(len(rows))]
    status = pd.Series([s for s, _ in rows], index=codes, dtype="object")
    children = pd.Series([n for _, n in rows], index=codes, dtype="float64")
    return status, children


def every_list(status, children, totals):
    """All lists as rows of 0 and 1 that fit, found by trying each one in whole numbers."""
    n = len(status)
    lists = np.array(list(product((0, 1), repeat=n)), dtype=np.int64)
    weights = children.fillna(0).to_numpy(dtype=np.int64)
    fits = (lists[:, (status == "yes").to_numpy()] == 1).all(axis=1)
    fits &= (lists[:, (status == "no").to_numpy()] == 0).all(axis=1)
    counts, people = lists.sum(axis=1), lists @ weights
    fits &= (totals.count.low <= counts) & (counts <= totals.count.high)
    if totals.share is not None:
        # Thousandths of a share, so that both sides are whole numbers.
        low, high = (round(1000 * x) for x in (totals.share.low, totals.share.high))
        total = int(weights.sum() + totals.uncounted)
        fits &= 1000 * (people + int(totals.uncounted)) >= low * total
        fits &= 1000 * people <= high * total
    return lists[fits]


weights = st.one_of(
    st.integers(0, 20), st.sampled_from([0, 1, 500, 100_000_000, 430_000_001]), st.none()
)


@st.composite
def questions(draw):
    """Countries, and totals of a list that fits them, shifted now and then so that none may fit."""
    statuses = st.sampled_from((*STATUSES, "unknown", "unknown"))
    rows = draw(st.lists(st.tuples(statuses, weights), min_size=1, max_size=10))
    truth = [s == "yes" or (s == "unknown" and draw(st.booleans())) for s, _ in rows]
    uncounted = draw(st.sampled_from([0, 0, 7, 50]))
    room = st.integers(0, 1)
    count = sum(truth) + draw(st.sampled_from([0, 0, 0, 1]))
    count = Estimate(max(0, count - draw(room)), count + draw(room))
    share = None
    if draw(st.integers(0, 3)):
        total = sum(n or 0 for _, n in rows) + uncounted
        people = sum(n or 0 for (_, n), t in zip(rows, truth, strict=True) if t)
        at = 1000 * people // max(total, 1) + draw(st.sampled_from([0, 0, 0, 30, -30]))
        low, high = at - draw(st.integers(0, 20)), at + draw(st.integers(0, 20))
        share = ChildShare(*(min(max(x, 0), 1000) / 1000 for x in (low, high)))
    return *world(rows), Totals(count, share, uncounted)


@given(questions())
def test_statuses_are_implied_if_and_only_if_every_list_says_so(question):
    status = question[0]
    lists = every_list(*question)
    assert agrees(*question) == (len(lists) > 0)
    unknown = (status == "unknown").to_numpy()
    result = implied_statuses(*question)
    assert result.index.tolist() == status.index[unknown].tolist()
    assert result["inside"].tolist() == (lists[:, unknown] == 1).any(axis=0).tolist()
    assert result["outside"].tolist() == (lists[:, unknown] == 0).any(axis=0).tolist()


@given(questions(), st.data())
def test_bounds_are_the_least_and_the_greatest_of_all_lists(question, data):
    status, children, totals = question
    part = data.draw(st.lists(st.sampled_from(status.index.tolist()), unique=True))
    lists = every_list(*question)
    people = children.reindex(part).fillna(0).to_numpy(dtype=np.int64)
    covered = lists[:, status.index.get_indexer(part)] @ people
    if not people.sum():
        assert children_given_totals(*question, among=part) is None
    elif not len(lists):
        with pytest.raises(MeasureError, match="no list of countries fits"):
            children_given_totals(*question, among=part)
    else:
        share = children_given_totals(*question, among=part)
        least, most = covered.min() / people.sum(), covered.max() / people.sum()
        if totals.share is None:
            assert (share.low, share.high) == (least, most)
        assert least * (1 - 1e-4) <= share.low <= least
        assert most <= share.high <= most * (1 + 1e-4)
        assert (share.value is None) == (share.low < share.high)


@pytest.mark.slow
@settings(max_examples=5)
@given(st.integers(0, 2**32 - 1))
def test_16_countries_equal_brute_force(seed):
    rng = np.random.default_rng(seed)
    people = np.round(np.exp(rng.normal(2, 2, 16)) * 1000)
    status = rng.choice(STATUSES, 16, p=[0.2, 0.1, 0.7])
    asked = world(list(zip(status, people, strict=True)))
    some = int((status == "yes").sum())
    totals = Totals(Estimate(some + 3, some + 4), ChildShare.published(0.5, step=0.02))
    lists = every_list(*asked, totals)
    result = implied_statuses(*asked, totals)
    unknown = status == "unknown"
    assert result["inside"].tolist() == (lists[:, unknown] == 1).any(axis=0).tolist()
    assert result["outside"].tolist() == (lists[:, unknown] == 0).any(axis=0).tolist()


def test_a_large_country_must_or_must_not_be_counted():
    asked = world([("unknown", 50), *[("unknown", 10)] * 5])
    few = implied_statuses(*asked, Totals(Estimate.exact(2), ChildShare.published(0.2, step=0.01)))
    assert few["inside"].tolist() == [False, *[True] * 5]
    many = implied_statuses(*asked, Totals(Estimate.exact(3), ChildShare.published(0.7, step=0.01)))
    assert many["outside"].tolist() == [False, *[True] * 5]


def test_a_count_alone_bounds_children_by_the_smallest_and_the_largest():
    asked = world([("yes", 100), ("unknown", 7), ("unknown", 5), ("unknown", 2), ("no", 86)])
    share = children_given_totals(*asked, Totals(Estimate(2, 3)))
    assert (share.low, share.high) == (102 / 200, 112 / 200)
    every = coverage(*asked).children
    anything = children_given_totals(*asked, Totals(Estimate(0, 5)))
    assert (anything.low, anything.high) == (every.low, every.high)


def test_children_whom_no_country_counts_may_live_anywhere():
    asked = world([("yes", 40), ("unknown", 60)])
    share = ChildShare.exact(0.5)
    assert not agrees(*asked, Totals(Estimate.exact(1), share))
    # 40 of 120 and up to 20 more: 33 to 50 %.
    assert agrees(*asked, Totals(Estimate.exact(1), share, uncounted=20))
    assert not agrees(*asked, Totals(Estimate.exact(1), share, uncounted=19))


def test_edges_of_the_rounding_are_included_to_the_person():
    asked = world([("unknown", 215_000_000), ("unknown", 785_000_000)])
    totals = Totals(Estimate.exact(1), ChildShare.published(0.22, step=0.01))
    assert agrees(*asked, totals)
    asked[1].iloc[0] -= 1
    asked[1].iloc[1] += 1
    assert not agrees(*asked, totals)


def test_no_unknown_status_leaves_nothing_to_imply():
    asked = world([("yes", 1), ("no", 2)])
    totals = Totals(Estimate.exact(1))
    assert implied_statuses(*asked, totals).empty
    assert agrees(*asked, totals)
    assert not agrees(*asked, Totals(Estimate.exact(2)))
    assert children_given_totals(*asked, totals) == ChildShare.exact(1 / 3)


@pytest.mark.parametrize("totals", [{"count": Estimate.exact(-1)}, {"uncounted": -1.0}])
def test_negative_totals_are_refused(totals, refuses):
    with refuses(MeasureError, "Totals", "at least 0"):
        Totals(**{"count": Estimate.exact(1)} | totals)


def test_faults_of_statuses_and_places_are_named(refuses):
    status, children = world([("yes", 1), ("maybe", 2)])
    with refuses(MeasureError, "status of C01"):
        agrees(status, children, Totals(Estimate.exact(1)))
    with refuses(MeasureError, "XXX has no status"):
        children_given_totals(*world([("yes", 1)]), Totals(Estimate.exact(1)), among=["XXX"])


def test_a_list_that_fits_within_the_solvers_tolerance_only_is_not_taken(monkeypatch):
    asked = world([("unknown", 6), ("unknown", 3), ("unknown", 1)])
    totals = Totals(Estimate.exact(1), ChildShare.exact(0.3))
    solve, calls = optimize.milp, []
    wrong = np.array([1.0, 0.0, 0.0])  # one country, but 60 % of the children

    def first_wrong(*args, constraints, **options):
        calls.append(constraints.lb <= constraints.A @ wrong)
        result = solve(*args, constraints=constraints, **options)
        if len(calls) == 1:
            result.x = wrong
        return result

    monkeypatch.setattr(optimize, "milp", first_wrong)
    assert implied_statuses(*asked, totals)["inside"].tolist() == [False, True, False]
    assert len(calls) >= 2
    # A list that was cut off is not found again.
    calls.clear()
    assert agrees(*asked, totals)
    assert [allowed.all() for allowed in calls] == [True, False]


def test_a_solver_that_gives_up_is_not_taken_for_an_answer(monkeypatch, refuses):
    gave_up = optimize.OptimizeResult(status=1, message="time limit", x=None)
    monkeypatch.setattr(optimize, "milp", lambda *_, **__: gave_up)
    with refuses(MeasureError, "gave up", "time limit"):
        agrees(*world([("unknown", 1), ("unknown", 1)]), Totals(Estimate.exact(1)))
