"""What follows if some states adopt, and what makes no sense to assume."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copcalc.errors import MeasureError
from copcalc.measure import Estimate
from copcalc.projection.requirement import ChildGoal, PlanningProblem
from copcalc.projection.scenario import Outcome, if_adopted, raised

STATUSES = pd.DataFrame(
    {"law": ["yes", "no", "unknown", "no"], "hotline": ["no", "no", "no", "unknown"]},
    index=["KEN", "NGA", "FRA", "CHN"],
)
PROBLEM = PlanningProblem(
    STATUSES,
    pd.Series({"KEN": 10, "NGA": 20, "FRA": 30, "CHN": 40}),
    pd.Series({"KEN": "Africa", "NGA": "Africa", "FRA": "Europe", "CHN": "Asia"}),
    unknown="no",
    countries={"law": 2, "hotline": 4},
    quota={"law": {"Africa": 0.5, "Europe": 0.5}},
    goals=[ChildGoal(0.5, {"law": 0.5, "hotline": 0.5})],
)
ADOPTERS = {"law": ["KEN", "NGA"], "hotline": ["CHN"]}


def test_those_that_adopt_are_told_with_what_is_still_missing():
    outcome = if_adopted(PROBLEM, ADOPTERS)
    assert outcome.states == ("CHN", "NGA")  # Kenya has a law already
    assert (outcome.countries, outcome.adoptions, outcome.unknown) == (2, 2, 1)
    assert outcome.children == 60
    assert outcome.counts.to_dict() == {"law": 2, "hotline": 1}
    assert outcome.child_shares.to_dict() == pytest.approx({"law": 0.3, "hotline": 0.4})
    assert not outcome.met
    assert outcome.needs["reached"].tolist() == pytest.approx([2, 1, 2, 0, 0.35])
    assert outcome.needs["missing"].tolist() == pytest.approx([0, 3, 0, 1, 0.15])
    missing = outcome.missing[["kind", "indicator", "region"]].to_numpy().tolist()
    assert missing == [
        ["countries", "hotline", "all"],
        ["quota", "law", "Europe"],
        ["goal", "together", "all"],
    ]


def test_a_frame_has_a_row_for_each_state_that_acts():
    table = if_adopted(PROBLEM, ADOPTERS).to_frame()
    assert table.reset_index().to_dict("records") == [
        {
            "state": "CHN",
            "region": "Asia",
            "children": 40,
            "adopts_law": False,
            "adopts_hotline": True,
            "unknown": 1,
        },
        {
            "state": "NGA",
            "region": "Africa",
            "children": 20,
            "adopts_law": True,
            "adopts_hotline": False,
            "unknown": 0,
        },
    ]


def test_only_what_is_adopted_counts_as_unknown_in_a_frame():
    # Whether China has a hotline is unknown, and it adopts a law.
    outcome = if_adopted(PROBLEM, {"law": ["CHN", "FRA"]})
    assert outcome.to_frame()["unknown"].to_dict() == {"CHN": 0, "FRA": 1}


@given(st.lists(st.integers(1, 10**11).map(lambda cents: cents / 100), min_size=8, max_size=40))
def test_all_children_are_no_more_than_all(children):
    states = [f"{i:03}" for i in range(len(children))]
    statuses = pd.DataFrame({"law": "no"}, index=states)
    problem = PlanningProblem(statuses, pd.Series(children, states))
    assert 1 - 1e-12 < if_adopted(problem, {"law": states}).child_shares["law"] <= 1


def test_without_children_and_regions_a_frame_tells_the_rest():
    bare = PlanningProblem(STATUSES, unknown="yes", countries={"law": 4})
    outcome = if_adopted(bare, ADOPTERS | {"law": ["CHN", "NGA"]})
    assert outcome.states == ("NGA", "CHN")  # in the order given, as nobody counts more
    assert outcome.to_frame().columns.tolist() == ["adopts_law", "adopts_hotline", "unknown"]
    assert (outcome.children, outcome.child_shares, outcome.unknown) == (None, None, 0)
    assert repr(outcome) == "<Outcome: 2 countries act, 2 adoptions; all requirements met>"


def test_if_nobody_adopts_all_stays_as_it_is():
    outcome = if_adopted(PROBLEM, {})
    assert (outcome.states, outcome.adoptions, outcome.children) == ((), 0, 0)
    assert outcome.counts.to_dict() == {"law": 1, "hotline": 0}
    assert len(outcome.to_frame()) == 0
    assert repr(outcome) == (
        "<Outcome: 0 countries act, 0 adoptions, 0 children; 4 requirements missed>"
    )


def test_one_state_needs_no_list():
    assert if_adopted(PROBLEM, {"law": "NGA"}).states == ("NGA",)


def test_at_the_other_bound_the_same_adoptions_meet_more():
    many = replace(PROBLEM, unknown="yes")
    assert len(if_adopted(many, ADOPTERS).missing) == 1  # four hotlines
    assert if_adopted(many, ADOPTERS).unknown == 0


def test_adoptions_in_another_order_are_read_by_their_names():
    adopts = if_adopted(PROBLEM, ADOPTERS).adopts
    outcome = Outcome(PROBLEM, adopts.iloc[::-1, ::-1].astype(int))
    assert outcome.adopts.equals(adopts)


@pytest.mark.parametrize(
    "change",
    [
        lambda adopts: adopts.to_numpy(),
        lambda adopts: adopts.iloc[1:],
        lambda adopts: adopts.iloc[[0, 0, 1, 2]],
        lambda adopts: adopts[["law"]],
        lambda adopts: adopts.rename(index={"KEN": "UGA"}),
        lambda adopts: adopts.rename(columns={"law": "portal"}),
        lambda adopts: adopts * 2,
        lambda adopts: adopts.astype(object).mask(adopts),
        lambda adopts: adopts.replace({True: "yes", False: "no"}),
    ],
)
def test_adoptions_of_another_shape_are_refused(change, refuses):
    adopts = if_adopted(PROBLEM, ADOPTERS).adopts
    with refuses(MeasureError, "Outcome", "no table of yes and no", "if_adopted"):
        Outcome(PROBLEM, change(adopts))


@pytest.mark.parametrize(
    ("adopters", "parts"),
    [
        (["KEN"], ["['KEN'] is not told by indicator"]),
        ({"portal": ["KEN"]}, ["no indicator 'portal'", "law, hotline"]),
        ({"law": ["KEN", "Kenya"]}, ["no state 'Kenya'", "such as KEN"]),
        ({"law": 5}, ["5 are no states", '"law"']),
        ({"law": [["KEN"]]}, ["no state ['KEN']"]),
    ],
)
def test_adopters_that_make_no_sense_are_refused(adopters, parts, refuses):
    with refuses(MeasureError, "if_adopted", *parts):
        if_adopted(PROBLEM, adopters)


STATUS = st.sampled_from(["yes", "no", "unknown"])


@given(
    st.lists(
        st.tuples(STATUS, st.booleans(), st.booleans(), st.integers(0, 9)), min_size=1, max_size=8
    )
)
def test_a_raised_level_holds_whatever_was_true(states):
    """Of each state: its status, whether it adopts, what is true where that is unknown, and its children."""
    frame = pd.DataFrame(states, columns=["status", "adopts", "truth", "children"])
    truth = (frame["status"] == "yes") | ((frame["status"] == "unknown") & frame["truth"])
    before, after = (frame.loc[has, "children"].sum() for has in (truth, truth | frame["adopts"]))
    printed = Estimate(before - 0.5, before + 0.5, before)
    held = {
        status: frame.loc[frame["adopts"] & (frame["status"] == status), "children"].sum()
        for status in ("no", "unknown")
    }
    added = Estimate(held["no"], held["no"] + held["unknown"])
    has = (frame["status"] == "yes") | frame["adopts"]
    known = Estimate(
        frame.loc[has, "children"].sum(),
        frame.loc[has | (frame["status"] == "unknown"), "children"].sum(),
    )
    found = raised(printed, added, known)
    assert found.contains(after)
    assert known.low <= found.low
    assert found.high <= known.high
    assert found.width <= added.width + printed.width


def test_what_was_published_and_is_known_can_contradict_each_other():
    assert raised(Estimate(1, 2, 1), Estimate(0, 1), Estimate(5, 9)) is None
    # By the last digit is no contradiction.
    assert raised(Estimate.exact(0.1), Estimate.exact(0.2), Estimate.exact(0.3)).is_exact


def test_the_value_is_kept_where_it_can_be():
    assert raised(Estimate(21, 23, 22), Estimate.exact(20), Estimate(0, 100)).value == 42
    assert raised(Estimate(21, 23, 22), Estimate.exact(20), Estimate(42.5, 100)).value is None
    assert raised(Estimate(21, 23), Estimate.exact(20), Estimate(0, 100)).value is None
