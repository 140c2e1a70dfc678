"""What is required, and what makes no sense to require."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from copcalc.errors import MeasureError
from copcalc.measure import ChildShare, CountryShare
from copcalc.projection.requirement import ChildGoal, PlanningProblem

STATUSES = pd.DataFrame(
    {"law": ["yes", "no", "unknown", "no"], "hotline": ["unknown", "no", "no", "yes"]},
    index=["KEN", "NGA", "TCD", "FRA"],
)
CHILDREN = pd.Series({"KEN": 20.0, "NGA": 90.0, "FRA": 14.0, "USA": 70.0})
REGION = pd.Series({"FRA": "Europe", "KEN": "Africa", "NGA": "Africa", "TCD": "Africa"})
EVEN = {"law": 0.5, "hotline": 0.5}


def problem(**changes):
    return PlanningProblem(
        **{"statuses": STATUSES, "children": CHILDREN, "region": REGION, "unknown": "no"} | changes
    )


def test_the_unknown_are_what_they_are_taken_for():
    few = problem()
    many = replace(few, unknown="yes")
    assert few.has["law"].tolist() == [True, False, False, False]
    assert many.has["law"].tolist() == [True, False, True, False]
    assert many.has["hotline"].tolist() == [True, False, False, True]


def test_where_all_is_known_no_bound_is_needed():
    known = STATUSES.replace("unknown", "no")
    assert problem(statuses=known, unknown=None).has.equals(problem(statuses=known).has)


def test_requirements_are_counted_in_states():
    found = problem(
        countries={"law": CountryShare.exact(0.7), "hotline": 2},
        quota={"law": 0.5, "hotline": {"Africa": CountryShare.exact(0.3)}},
        goals=[ChildGoal(ChildShare.published(0.8, step=0.01), EVEN)],
    ).requirements
    assert found.to_numpy().tolist() == [
        ["countries", "law", "all", 3],  # of 4, 2.8
        ["countries", "hotline", "all", 2],
        ["quota", "law", "Africa", 2],  # of 3, 1.5
        ["quota", "law", "Europe", 1],
        ["quota", "hotline", "Africa", 1],
        ["goal", "together", "all", 0.8],
    ]


def test_children_and_regions_are_those_of_the_states_in_their_order():
    made = problem()
    assert made.children.to_dict() == {"KEN": 20, "NGA": 90, "TCD": 0, "FRA": 14}
    assert made.region.tolist() == ["Africa", "Africa", "Africa", "Europe"]


def test_a_categorical_region_without_states_requires_nothing():
    region = REGION.astype(pd.CategoricalDtype(["Africa", "Europe", "CIS"]))
    found = problem(region=region, quota={"law": 1.0}).requirements
    assert found["region"].tolist() == ["Africa", "Europe"]


def test_a_problem_keeps_its_own_numbers():
    statuses, children = STATUSES.copy(), CHILDREN.copy()
    made = problem(statuses=statuses, children=children)
    statuses.loc["NGA", "law"], children["NGA"] = "yes", 0
    assert not made.has.loc["NGA", "law"]
    assert made.children["NGA"] == 90


def test_a_goal_caps_what_is_beyond():
    goal = ChildGoal(0.8, EVEN, {"law": 0.5})
    assert goal.value({"law": 0.9, "hotline": 0.3}) == pytest.approx(0.65)
    assert goal.value(pd.Series({"law": 0.25, "hotline": 1.0})) == pytest.approx(0.75)


def test_a_goal_has_no_value_without_a_share(refuses):
    with refuses(MeasureError, "ChildGoal.value", "for hotline"):
        ChildGoal(0.8, EVEN).value({"law": 1.0})


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        ({"unknown": None}, ["unknown", "2 statuses", 'unknown="no"']),
        ({"unknown": "maybe"}, ["unknown", "2 statuses"]),
        ({"statuses": STATUSES["law"]}, ["statuses", "no table"]),
        ({"statuses": STATUSES.iloc[:0]}, ["statuses", "no table"]),
        ({"statuses": STATUSES[[]]}, ["statuses", "no table"]),
        ({"statuses": pd.concat({"all": STATUSES})}, ["statuses", "no table"]),
        ({"statuses": pd.concat({"all": STATUSES}, axis=1)}, ["statuses", "no table"]),
        ({"quota": {"law": {9: 0.5}}, "region": REGION.map(len)}, ["no state is in 9", "6"]),
        ({"statuses": STATUSES.replace("no", "No")}, ["'No' of NGA", "of law"]),
        ({"statuses": STATUSES.replace("no", np.nan)}, ["nan of NGA", "yes, no, unknown"]),
        ({"statuses": STATUSES == "yes"}, ["True of KEN"]),
        ({"statuses": pd.concat([STATUSES, STATUSES])}, ["KEN stands twice", "a state"]),
        ({"statuses": STATUSES[["law", "law"]]}, ["law stands twice", "an indicator"]),
        ({"children": 5}, ["children", "by state"]),
        ({"children": CHILDREN.to_frame()}, ["children", "several years"]),
        ({"children": CHILDREN * 0}, ["children", "there are no children,"]),
        ({"children": -CHILDREN}, ["children", "fewer than none"]),
        ({"children": CHILDREN.astype(object).replace(90.0, "x")}, ["'x' is no number", "NGA"]),
        ({"region": ["Africa"] * 4}, ["region", "by state"]),
        ({"region": pd.concat([REGION, REGION])}, ["region", "more than once"]),
        ({"region": REGION.drop("TCD")}, ["region", "TCD has no region"]),
        ({"countries": 3}, ["countries", "3 is not told by indicator"]),
        ({"countries": {"laws": 3}}, ["countries", "'laws'", "law, hotline"]),
        ({"countries": {"law": 5}}, ["law is required of 5 countries, and there are 4"]),
        ({"countries": {"law": -1}}, ["law is required of -1"]),
        ({"countries": {"law": 0.9}}, ["law is required of 0.9", "CountryShare.exact(0.9)"]),
        ({"countries": {"law": True}}, ["law is required of True"]),
        ({"countries": {"law": CountryShare(0.2, 0.3)}}, ["law is required of CountryShare"]),
        ({"countries": {"law": ChildShare.exact(0.5)}}, ["law is required of ChildShare"]),
        ({"quota": 0.5}, ["quota", "0.5 is not told"]),
        ({"quota": {"portal": 0.5}}, ["quota", "'portal'"]),
        ({"quota": {"law": 0.5}, "region": None}, ["quota", "no regions"]),
        ({"quota": {"law": 1.5}}, ["fraction of 1.5 in Africa"]),
        ({"quota": {"law": np.nan}}, ["fraction of nan"]),
        ({"quota": {"law": "half"}}, ["fraction of half"]),
        ({"quota": {"law": {"CIS": 0.5}}}, ["quota", "no state is in 'CIS'", "Africa, Europe"]),
        ({"goals": [0.8]}, ["goals", "0.8 is no goal"]),
        ({"goals": 0.8}, ["goals", "0.8 is no goal"]),
        ({"goals": [ChildGoal(0.8, {"portal": 1.0})]}, ["goals", "'portal'"]),
        ({"goals": [ChildGoal(0.8, EVEN)], "children": None}, ["0.8", "no children are known"]),
    ],
)
def test_a_problem_that_makes_no_sense_is_refused(change, parts, refuses):
    with refuses(MeasureError, *parts):
        problem(**change)


@pytest.mark.parametrize(
    "parts",
    [
        (1.1, {"law": 1.0}),
        (np.nan, {"law": 1.0}),
        (True, {"law": 1.0}),
        (CountryShare.exact(0.8), {"law": 1.0}),
        (ChildShare(0.7, 0.8), {"law": 1.0}),
        (0.5, {"law": 0.5, "hotline": 0.4}),
        (0.5, {"law": 1.5, "hotline": -0.5}),
        (0.5, {"law": "all"}),
        (0.5, {}),
        (0.5, (1.0,)),
        (0.5, {"law": 1.0}, {"law": 0.0}),
        (0.5, {"law": 1.0}, {"law": 1.2}),
        (0.5, {"law": 1.0}, {"hotline": 0.5}),
        (0.5, {"law": 1.0}, (0.5,)),
    ],
)
def test_a_goal_that_makes_no_sense_is_refused(parts, refuses):
    with refuses(MeasureError, "ChildGoal", "is no goal", "sum to 1"):
        ChildGoal(*parts)


def test_one_goal_needs_no_list():
    goal = ChildGoal(0.8, EVEN)
    assert problem(goals=goal).goals == (goal,)
