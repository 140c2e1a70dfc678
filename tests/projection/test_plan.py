from dataclasses import fields
from fractions import Fraction
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copcalc.errors import MeasureError
from copcalc.projection import plan as planning
from copcalc.projection.plan import Goal, Problem, evaluate, fewest, most_children, pareto

ATTAINMENT = Goal(0.8, (0.5, 0.5), (0.9, 0.7))


@st.composite
def goals(draw):
    weight = draw(st.integers(0, 10)) / 10
    caps = st.tuples(st.integers(1, 10), st.integers(1, 10)).map(lambda t: (t[0] / 10, t[1] / 10))
    share = draw(st.integers(0, 20)) / 20
    return Goal(share, (weight, 1 - weight), draw(st.none() | caps))


@st.composite
def problems(draw, required=True):
    n = draw(st.integers(1, 5))
    row = st.lists(st.booleans(), min_size=n, max_size=n)
    children = draw(st.lists(st.integers(0, 9), min_size=n, max_size=n))
    needs = {}
    if required:
        counts = st.none() | st.integers(0, n)
        quotas = st.none() | st.integers(0, 10).map(lambda tenths: tenths / 10)
        needs["countries"] = draw(st.tuples(counts, counts))
        needs["quota"] = draw(st.tuples(quotas, quotas))
        needs["goals"] = draw(st.lists(goals(), max_size=2 if any(children) else 0).map(tuple))
    region = draw(st.lists(st.integers(0, 1), min_size=n, max_size=n))
    return Problem(
        has=[draw(row), draw(row)],
        children=children,
        region=region,
        **needs,
    )


def exact(number):
    return Fraction(number).limit_denominator(1000)


def meets(problem, covered):
    """The requirements in whole numbers and fractions, with nothing of the library's."""
    columns = range(problem.has.shape[1])
    for j, least in enumerate(problem.countries):
        if least is not None and sum(covered[j]) < least:
            return False
    for j, fraction in enumerate(problem.quota):
        for region in set(problem.region.tolist()) if fraction is not None else ():
            members = [i for i in columns if problem.region[i] == region]
            if sum(covered[j][i] for i in members) < exact(fraction) * len(members):
                return False
    for goal in problem.goals:
        total = int(problem.children.sum())
        value = Fraction(0)
        for j, weight in enumerate(goal.weights):
            share = Fraction(sum(int(problem.children[i]) for i in columns if covered[j][i]), total)
            value += exact(weight) * min(1, share / exact(goal.caps[j] if goal.caps else 1))
        if value < exact(goal.share):
            return False
    return True


def all_plans(problem):
    """(states, adoptions, -children) of every set of adoptions that meets the requirements."""
    m, n = problem.has.shape
    open_cells = [(j, i) for j in range(m) for i in range(n) if not problem.has[j, i]]
    for choice in product((False, True), repeat=len(open_cells)):
        covered = problem.has.tolist()
        chosen = [cell for cell, taken in zip(open_cells, choice, strict=True) if taken]
        for j, i in chosen:
            covered[j][i] = True
        if meets(problem, covered):
            acting = {i for _, i in chosen}
            yield len(acting), len(chosen), -sum(int(problem.children[i]) for i in acting)


def score(plan):
    return int(plan.acts.sum()), int(plan.adopts.sum()), -plan.children


def same(first, second):
    return all(
        np.array_equal(getattr(first, field.name), getattr(second, field.name))
        for field in fields(first)
    )


def sound(problem, plan):
    """What holds of every plan, whatever it was made for."""
    assert plan.met
    assert plan.optimal
    assert plan.gap == 0
    assert meets(problem, (problem.has | plan.adopts).tolist())
    assert not (problem.has & plan.adopts).any()
    assert (plan.acts == plan.adopts.any(axis=0)).all()


@pytest.fixture(scope="module")
def world():
    """193 states, a few with most of the children; 133 have a law, 51 the technical means."""
    rng = np.random.default_rng(2020)
    children = np.round(rng.lognormal(13.5, 2.2, 193))
    children[rng.permutation(193)[:8]] = 0
    has = np.zeros((2, 193), dtype=bool)
    has[0, rng.permutation(193)[:133]] = True
    has[1, rng.permutation(193)[:51]] = True
    region = rng.integers(0, 6, 193)

    def make(**needs):
        return Problem(has=has, children=children, region=region, **needs)

    return make


@given(problems())
def test_fewest_is_the_best_of_all_plans(problem):
    plan = fewest(problem)
    sound(problem, plan)
    assert score(plan) == min(all_plans(problem))
    assert 0 <= plan.bound <= plan.acts.sum()


@given(problems(), st.integers(0, 6), st.booleans())
def test_most_children_is_the_best_of_all_plans_within_the_limit(problem, k, by_states):
    options = {"countries": k} if by_states else {"adoptions": k}
    every = list(all_plans(problem))
    within = [(c, s, x) for s, x, c in every if (s if by_states else x) <= k]
    if not within:
        least = min(s if by_states else x for s, x, _ in every)
        with pytest.raises(MeasureError, match=f"too few.*at least {least},"):
            most_children(problem, **options)
        return
    plan = most_children(problem, **options)
    sound(problem, plan)
    states, adoptions, children = score(plan)
    assert (children, states, adoptions) == min(within)
    assert plan.bound >= plan.children


@given(problems(), st.data())
def test_permuted_states_need_the_same(problem, data):
    order = data.draw(st.permutations(range(problem.has.shape[1])))
    permuted = Problem(
        has=problem.has[:, order],
        children=problem.children[order],
        region=problem.region[order],
        countries=problem.countries,
        quota=problem.quota,
        goals=problem.goals,
    )
    plan, other = fewest(problem), fewest(permuted)
    assert score(plan) == score(other)
    assert plan.bound == pytest.approx(other.bound)


@given(problems(), st.data())
def test_unknown_as_yes_never_needs_more_than_unknown_as_no(problem, data):
    cells = st.lists(st.booleans(), min_size=problem.has.size, max_size=problem.has.size)
    unknown = np.array(data.draw(cells)).reshape(problem.has.shape)
    kinder = Problem(
        has=problem.has | unknown,
        children=problem.children,
        region=problem.region,
        countries=problem.countries,
        quota=problem.quota,
        goals=problem.goals,
    )
    assert fewest(kinder).acts.sum() <= fewest(problem).acts.sum()


@given(problems())
def test_the_curve_rises_and_starts_at_the_fewest(problem):
    curve = pareto(problem)
    points = [(int(plan.acts.sum()), plan.children) for plan in curve]
    assert points[0][0] == fewest(problem).acts.sum()
    for (k, children), (more, reached) in pairwise(points):
        assert k < more
        assert children < reached
    everyone = problem.children[(~problem.has).any(axis=0)].sum()
    assert points[-1][1] == everyone


@given(problems(required=False), st.integers(0, 5))
def test_without_requirements_the_largest_states_act(problem, k):
    lacking = problem.children[(~problem.has).any(axis=0)]
    plan = most_children(problem, countries=k)
    assert plan.children == sum(sorted(lacking)[::-1][:k])
    assert fewest(problem).acts.sum() == 0


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=30, unique=True), st.data())
def test_one_indicator_is_a_sort_by_children(children, data):
    n = len(children)
    had = data.draw(st.integers(0, n))
    least = data.draw(st.integers(0, n))
    problem = Problem(has=[np.arange(n) < had], children=children, countries=(least,))
    plan = fewest(problem)
    largest = sorted(children[had:], reverse=True)[: max(0, least - had)]
    assert sorted(problem.children[plan.acts], reverse=True) == largest
    assert plan.bound == pytest.approx(len(largest))


def test_one_state_may_adopt_two_indicators_and_acts_once():
    problem = Problem(has=[[0, 0], [0, 0]], children=[10, 30], countries=(1, 1))
    plan = fewest(problem)
    assert plan.adopts.tolist() == [[False, True], [False, True]]
    assert (plan.acts.sum(), plan.adopts.sum(), plan.children) == (1, 2, 30)


def test_a_quota_holds_in_every_region():
    # Region 7 has the small states: a count alone would leave it out.
    problem = Problem(
        has=[[0] * 6], children=[90, 80, 70, 3, 2, 1], region=[0, 0, 0, 7, 7, 7], quota=(0.5,)
    )
    plan = fewest(problem)
    assert plan.acts.tolist() == [True, True, False, True, True, False]
    assert {(need.region, need.needed, need.reached) for need in plan.needs} == {
        (0, 2, 2),
        (7, 2, 2),
    }


def test_a_quota_of_7_tenths_of_10_states_is_7_and_not_8():
    assert fewest(Problem(has=[[0] * 10], children=[1] * 10, quota=(0.7,))).acts.sum() == 7


def test_attainment_counts_nothing_beyond_its_cap():
    # The law reaches every child already: what is beyond 0.9 doesn't make up for the technical means.
    problem = Problem(has=[[1] * 10, [0] * 10], children=[10] * 10, goals=(ATTAINMENT,))
    plan = fewest(problem)
    assert plan.acts.sum() == 5  # 0.5 + 0.5 * 0.5/0.7 = 0.857; with 4 of 10 it is 0.786
    assert plan.goals == pytest.approx((0.5 + 0.25 / 0.7,))
    linear = Problem(has=problem.has, children=problem.children, goals=(Goal(0.8, (0.5, 0.5)),))
    assert fewest(linear).acts.sum() == 6


@pytest.mark.parametrize("scale", [planning._SCALE, 1.0])
def test_a_goal_is_met_up_to_the_last_digits_and_not_to_the_solver_s_tolerance(scale, monkeypatch):
    # In the second run the solver itself lets a plan pass that is short of 3 children in 10^9.
    monkeypatch.setattr(planning, "_SCALE", scale)

    def needed(short):
        children = [5e8 - short, short, 1e8, 1e8, 1e8, 1e8, 1e8]
        return fewest(Problem(has=[[0] * 7], children=children, goals=(Goal(0.5, (1.0,)),)))

    assert needed(0.5).acts.sum() == 1
    plan = needed(3)
    assert plan.acts.sum() == 2
    assert plan.met
    assert plan.goals[0] >= 0.5


def test_a_goal_of_all_children_needs_no_state_without_any():
    problem = Problem(
        has=[[0] * 4, [0] * 4], children=[0.1, 0.2, 0.3, 0], goals=(Goal(1, (1 / 3, 2 / 3)),)
    )
    plan = fewest(problem)
    assert plan.acts.tolist() == [True, True, True, False]
    assert plan.child_shares.tolist() == [1, 1]


@pytest.mark.parametrize(
    "needs",
    [
        {"countries": (174, 136)},
        {"quota": (0.9, 0.7)},
        {"goals": (ATTAINMENT, Goal(0.85, (0.6, 0.4)))},
        {"countries": (174, 136), "quota": (0.8, 0.6), "goals": (Goal(0.95, (0.5, 0.5)),)},
    ],
)
def test_the_world_is_solved_with_proof_and_twice_the_same(world, needs):
    problem = world(**needs)
    plan = fewest(problem)
    assert plan.met
    assert plan.optimal
    assert np.ceil(plan.bound - 1e-6) == plan.acts.sum()
    assert same(plan, fewest(problem))
    k = int(plan.acts.sum()) + 3
    best = most_children(problem, countries=k)
    assert best.met
    assert best.optimal
    assert best.children >= plan.children
    assert best.bound == pytest.approx(best.children, rel=0.01)
    assert same(best, most_children(problem, countries=k))


@pytest.mark.parametrize("needed", [(174, 136), (170, 136), (190, 51), (133, 190)])
def test_two_counts_need_the_larger_gap_or_what_states_lacking_both_do_not_fill(world, needed):
    problem = world(countries=needed)
    plan = fewest(problem)
    laws, means = needed[0] - 133, needed[1] - 51
    lacking_both = int((~problem.has).all(axis=0).sum())
    assert plan.counts.tolist() == list(needed)
    assert plan.acts.sum() == max(laws, means, laws + means - lacking_both)
    assert plan.adopts.sum() == laws + means


def test_the_curve_of_the_world_can_be_cut_and_thinned(world):
    problem = world(countries=(173, 136))
    curve = pareto(problem, most=100, points=4)
    assert [plan.acts.sum() for plan in curve] == [85, 90, 95, 100]
    assert [plan.children for plan in curve] == sorted(plan.children for plan in curve)
    free = pareto(world(), most=2)
    assert [plan.acts.sum() for plan in free] == [0, 1, 2]


def test_ten_that_adopt_are_told_with_what_is_still_missing():
    problem = Problem(
        has=[[1, 0, 0, 0], [0, 0, 0, 0]],
        children=[10, 20, 30, 40],
        region=[0, 0, 1, 1],
        countries=(2, 4),
        quota=(0.5, None),
        goals=(Goal(0.5, (0.5, 0.5)),),
    )
    outcome = evaluate(problem, [[1, 1, 0, 0], [0, 0, 0, 1]])
    assert outcome.adopts.tolist() == [[False, True, False, False], [False, False, False, True]]
    assert outcome.acts.tolist() == [False, True, False, True]
    assert outcome.children == 60
    assert outcome.counts.tolist() == [2, 1]
    assert outcome.child_shares == pytest.approx([0.3, 0.4])
    assert outcome.goals == pytest.approx((0.35,))
    assert not outcome.met
    missing = [(need.kind, need.indicator, need.region, need.missing) for need in outcome.missing]
    assert missing[:2] == [("countries", 1, None, 3), ("quota", 0, 1, 1)]
    assert missing[2][:3] == ("goal", None, None)
    assert missing[2][3] == pytest.approx(0.15)
    assert len(outcome.needs) == 5


@given(problems(), st.data())
def test_a_scenario_meets_what_an_exact_count_says(problem, data):
    cells = st.lists(st.booleans(), min_size=problem.has.size, max_size=problem.has.size)
    adopt = np.array(data.draw(cells)).reshape(problem.has.shape)
    assert evaluate(problem, adopt).met == meets(problem, (problem.has | adopt).tolist())


def test_a_search_cut_short_after_a_plan_does_not_call_it_best(monkeypatch):
    rng = np.random.default_rng(44)
    children = rng.integers(100_000, 1_000_000, 50)
    weights = np.round(rng.dirichlet([2, 2, 2], 4), 3)
    weights[:, 2] = 1 - weights[:, 0] - weights[:, 1]
    needed = [
        Goal(float(rng.uniform(0.4, 0.7)), tuple(w), tuple(rng.uniform(0.6, 1, 3))) for w in weights
    ]
    problem = Problem(has=rng.random((3, 50)) < 0.1, children=children, goals=tuple(needed))
    whole = fewest(problem)
    assert whole.optimal
    monkeypatch.setattr(planning, "_NODES", 1)
    short = fewest(problem)
    assert short.met
    assert not short.optimal
    assert score(short) >= score(whole)


@pytest.mark.parametrize("has", [[[1, 1], [1, 1]], [[1, 0], [0, 1]]])
def test_what_is_met_already_needs_nothing(has):
    plan = fewest(Problem(has=has, children=[3, 4], countries=(1, 1)))
    assert score(plan) == (0, 0, 0)
    assert plan.bound == 0
    assert plan.optimal


def test_who_has_everything_can_do_no_more():
    problem = Problem(has=[[1, 1]], children=[3, 4])
    assert score(most_children(problem, countries=2)) == (0, 0, 0)
    assert [score(plan) for plan in pareto(problem)] == [(0, 0, 0)]


def test_without_children_countries_can_still_be_counted():
    problem = Problem(has=[[0, 0, 0]], children=[0, 0, 0], countries=(2,))
    plan = fewest(problem)
    assert (plan.acts.sum(), plan.children, plan.child_shares) == (2, 0, None)


def test_a_search_cut_short_before_any_plan_says_so(world, monkeypatch, refuses):
    problem = world(goals=(Goal(0.97, (0.5, 0.5)),), quota=(0.3, None))
    monkeypatch.setattr(planning, "_NODES", 0)
    with refuses(MeasureError, "plan", "no plan was found"):
        fewest(problem)


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        ({"has": [0, 1]}, ["table of yes and no"]),
        ({"has": [[]], "children": []}, ["table of yes and no", "at least one"]),
        ({"has": [[0, 2]]}, ["table of yes and no"]),
        ({"has": [[0, np.nan]]}, ["table of yes and no"]),
        ({"children": [1]}, ["`children`", "2 finite"]),
        ({"children": [1, -1]}, ["`children`", "from 0"]),
        ({"children": [1, np.nan]}, ["`children`", "0 where it is not known"]),
        ({"region": [0]}, ["`region`"]),
        ({"region": [0.5, 1]}, ["`region`"]),
        ({"countries": (1, 1)}, ["`countries` has 2 entries for 1 indicators"]),
        ({"quota": (1, 1)}, ["`quota` has 2"]),
        ({"names": ("a", "b")}, ["`names` has 2"]),
        ({"countries": (3,)}, ["legal is required of 3 countries, and there are 2"]),
        ({"countries": (-1,)}, ["legal is required of -1"]),
        ({"quota": (1.5,)}, ["legal is required of a fraction of 1.5"]),
        ({"quota": (np.nan,)}, ["legal is required of a fraction of nan"]),
        ({"goals": (Goal(0.5, (0.5, 0.5)),)}, ["weighs 2 indicators, and there are 1"]),
        (
            {"goals": (Goal(0.5, (1.0,)),), "children": [0, 0]},
            ["goal of 0.5 of children can't be met", "no children are known"],
        ),
    ],
)
def test_a_problem_that_makes_no_sense_is_refused(change, parts, refuses):
    whole = {"has": [[0, 1]], "children": [1, 2], "names": ("legal",)}
    with refuses(MeasureError, "plan", *parts):
        Problem(**(whole | change))


@pytest.mark.parametrize(
    "parts",
    [
        (1.1, (1.0,)),
        (np.nan, (1.0,)),
        (0.5, (0.5, 0.4)),
        (0.5, (1.5, -0.5)),
        (0.5, ()),
        (0.5, (1.0,), (0.0,)),
        (0.5, (1.0,), (1.2,)),
        (0.5, (1.0,), (0.5, 0.5)),
    ],
)
def test_a_goal_that_makes_no_sense_is_refused(parts, refuses):
    with refuses(MeasureError, "Goal", "is no goal", "sum to 1"):
        Goal(*parts)


@pytest.mark.parametrize(
    "limits", [{}, {"adoptions": 1, "countries": 1}, {"adoptions": -1}, {"countries": -1}]
)
def test_one_limit_is_needed(limits, refuses):
    with refuses(MeasureError, "most_children", "one of them"):
        most_children(Problem(has=[[0]], children=[1]), **limits)


def test_a_limit_below_the_least_is_refused_with_the_least(refuses):
    problem = Problem(has=[[0] * 3, [0] * 3], children=[1, 2, 3], countries=(2, 2))
    with refuses(MeasureError, "1 countries are too few", "at least 2"):
        most_children(problem, countries=1)
    with refuses(MeasureError, "3 adoptions are too few", "at least 4"):
        most_children(problem, adoptions=3)
    with refuses(MeasureError, "pareto", "from 2 to 1 acting states", "2 states or more"):
        pareto(problem, most=1)
    with refuses(MeasureError, "pareto", "1 points"):
        pareto(problem, points=1)


def test_a_scenario_of_another_shape_is_refused(refuses):
    with refuses(MeasureError, "evaluate", "(2,)", "(1, 2)"):
        evaluate(Problem(has=[[0, 0]], children=[1, 1]), [1, 0])


def test_a_problem_keeps_its_own_numbers():
    has, children = np.zeros((1, 2), dtype=bool), np.ones(2)
    problem = Problem(has=has, children=children)
    has[:], children[:] = True, 0
    assert not problem.has.any()
    assert problem.children.all()
    with pytest.raises(ValueError, match="read-only"):
        problem.children[0] = 5


def test_points_spread_over_the_curve_include_both_ends():
    problem = Problem(has=[[0] * 9], children=range(1, 10))
    everyone = pareto(problem)
    assert len(everyone) == 10
    assert [int(plan.acts.sum()) for plan in pareto(problem, points=3)] == [0, 4, 9]
