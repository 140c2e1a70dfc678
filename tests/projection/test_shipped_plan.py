"""What it would take, on the statuses that are shipped."""

from dataclasses import replace

import pandas as pd
import pytest

from copcalc.measure import ChildShare, CountryShare
from copcalc.projection.plan import fewest_states, most_children, pareto_front
from copcalc.projection.requirement import ChildGoal, PlanningProblem
from copcalc.projection.scenario import if_adopted

BOTH = {"national_law": CountryShare.exact(0.9), "hotline": CountryShare.exact(0.7)}


@pytest.fixture(scope="module")
def world(study):
    return study("world", year=2014)


@pytest.fixture(scope="module")
def plan_for(world):
    """Make problems of the world's statuses, with nothing required yet."""

    def make(*indicators, **needs):
        return PlanningProblem(
            pd.DataFrame({name: world.status(name) for name in indicators}),
            world.children,
            world.register.states["itu_region"],
            **({"unknown": "no"} | needs),
        )

    return make


def test_both_targets_need_what_is_not_known_or_nothing(plan_for):
    problem = plan_for("national_law", "hotline", countries=BOTH)
    few = fewest_states(problem)
    # Of 193: 108 laws and 48 hotlines are known, 174 and 136 are needed; who needs a law may need both.
    assert few.countries == 136 - 48
    assert few.adoptions == (174 - 108) + (136 - 48)
    # Those known to be without are 11 and 10.
    assert few.adoptions - 21 <= few.unknown < few.adoptions
    assert fewest_states(replace(problem, unknown="yes")).countries == 0


def test_with_the_published_51_hotlines_85_states_are_missing(plan_for):
    problem = plan_for("hotline", countries={"hotline": BOTH["hotline"]})
    known = problem.has["hotline"]
    taken = problem.children[~known].nlargest(51 - int(known.sum())).index
    published = replace(
        problem,
        statuses=problem.statuses.mask(problem.has | known.index.isin(taken)[:, None], "yes"),
    )
    assert fewest_states(published).countries == 136 - 51


def test_a_quota_in_every_region_asks_for_the_gap_of_each(plan_for, world):
    problem = plan_for("hotline", countries={"hotline": 100})
    by_region = replace(problem, quota={"hotline": 0.6})
    few, even = fewest_states(problem), fewest_states(by_region)
    assert few.countries == 100 - 48
    assert not if_adopted(by_region, {"hotline": few.states}).met
    # Sixty per cent of each region, counted by hand in whole numbers.
    groups = problem.has["hotline"].groupby(world.register.states["itu_region"])
    gaps = [max(0, -(-6 * len(own) // 10) - int(own.sum())) for _, own in groups]
    assert len(gaps) == 6
    assert even.countries == max(few.countries, sum(gaps))


def test_parties_to_the_protocol_need_five_more_for_90_per_cent(plan_for, world):
    problem = plan_for("opsc", unknown=None, countries={"opsc": CountryShare.exact(0.9)})
    plan = fewest_states(problem)
    assert plan.countries == 174 - 169
    assert plan.unknown == 0
    # The largest that are not a party, and nothing is left to choose.
    lacking = world.children.reindex(problem.has.index[~problem.has["opsc"]]).fillna(0)
    assert plan.children == lacking.nlargest(5).sum()
    assert most_children(problem, countries=5).states == plan.states


def test_a_few_large_states_bring_half_of_all_children(plan_for, world):
    problem = plan_for("hotline", goals=[ChildGoal(ChildShare.exact(0.5), {"hotline": 1.0})])
    plan = fewest_states(problem)
    assert plan.optimal
    assert plan.child_shares["hotline"] >= 0.5
    # One fewer, even with the largest, is not enough.
    largest = world.children[~problem.has["hotline"].reindex(world.children.index)].nlargest(
        plan.countries - 1
    )
    assert not if_adopted(problem, {"hotline": largest.index}).met


def test_the_front_of_the_first_steps_is_the_sum_of_the_largest(plan_for, world):
    front = pareto_front(plan_for("hotline"), most=5)
    lacking = world.children[~front[0].problem.has["hotline"].reindex(world.children.index)]
    expected = [0.0, *lacking.nlargest(5).cumsum()]
    assert [plan.children for plan in front] == pytest.approx(expected)
