from dataclasses import replace

import pytest

from copcalc.assessment import UNITS, assess_goal
from copcalc.measure import Estimate, Unmeasured


@pytest.fixture
def goal(study):
    return assess_goal(study())


def test_the_rules_that_fit_the_published_baseline(goal):
    assert {r.rule.id: r.baseline.verdict for r in goal.rules} == {
        "two_to_one": "fits within the rounding",
        "equal": "ruled out",
        "attainment": "fits",
        "both": "ruled out",
        "either": "ruled out",
    }


def test_the_rules_that_fit_the_goal(goal):
    verdicts = {r.rule.id: r.target_verdict for r in goal.rules}
    assert verdicts == dict.fromkeys(("two_to_one", "both", "either"), "ruled out") | {
        "equal": "fits",
        "attainment": "so by construction",
    }


def test_a_mean_of_what_is_attained_is_all_of_the_way_at_any_targets(goal, study):
    (rule,) = [r for r in goal.rules if r.rule.kind == "mean_attainment"]
    assert rule.at_target.estimate == Estimate.exact(1.0)
    assert rule.target is None
    assert goal.to_frame().loc[rule.rule.id, "target_verdict"] == "so by construction"


def test_no_one_weight_gives_both_the_baseline_and_the_goal(goal):
    assert (goal.weight_at_baseline.low, goal.weight_at_baseline.high) == pytest.approx(
        (39 / 61, 41 / 61)
    )
    assert goal.weight_at_target.value == pytest.approx(0.5)
    assert not goal.one_weight_fits_both


def test_the_gap_and_the_pace_of_the_goal(goal):
    assert (goal.points.low, goal.points.high) == pytest.approx((0.175, 0.185))
    yearly = (goal.pace, goal.growth, goal.reduction)
    assert [round(100 * seen.value, 1) for seen in yearly] == [3.0, 4.3, 10.1]


@pytest.mark.parametrize("vintage", ["WPP2012", "WPP2022"])
def test_the_gap_in_children_is_one_of_the_world_s_children(study, vintage):
    asked = study("NAM", vintage=vintage)
    total = asked.children_of(asked.register.world)
    assert assess_goal(asked).gap_children.value == pytest.approx(0.18 * total)


@pytest.mark.parametrize("year", [2012, 2018, 2022])
def test_the_gap_counts_the_children_of_the_baseline_year_whatever_year_is_asked(
    study, sound, year
):
    key = "world.2014.goal.WPP2012.gap_children"
    at_baseline = sound(assess_goal(study(year=2014)).observations())[key]
    asked = sound(assess_goal(study(year=year)).observations())[key]
    assert asked == at_baseline
    # 18 % of the 2,234.6 million children of the states with a number.
    assert round(asked.value / 1e6) == 402


@pytest.mark.parametrize(
    ("vintage", "now", "then"), [("WPP2012", 2234.6, 2311.5), ("WPP2022", 2300.7, 2378.3)]
)
def test_more_children_have_to_be_reached_as_their_number_grows(study, vintage, now, then):
    goal = assess_goal(study(vintage=vintage))
    # Millions of children in 2014 and 2020, by hand: 80 % of the latter less 62 % of the former.
    for end, share in (("low", 0.625), ("value", 0.62), ("high", 0.615)):
        millions = getattr(goal.children_to_reach, end) / 1e6
        assert millions == pytest.approx(0.8 * then - share * now, abs=0.1)
    assert goal.children_to_reach.low > goal.gap_children.high


def test_without_children_in_the_target_year_nothing_is_said_of_that_year(study):
    asked = study()
    held = asked.tables.children
    early = replace(asked.tables, children=held[held["year"] < 2020])
    goal = assess_goal(replace(asked, tables=early))
    assert goal.gap_children.is_measured
    assert goal.children_to_reach.estimate == Unmeasured("no_children")


@pytest.mark.parametrize(("area", "year"), [("world", 2014), ("africa", 2016), ("VAT", 2020)])
def test_every_number_is_sound(study, sound, area, year):
    seen = sound(assess_goal(study(area, year=year)).observations())
    assert seen["world.2014.goal.published.baseline_of_children"].as_read().value == 62
    assert seen["world.2014.goal.both.combined_at_baseline"].as_read().high == 22.5
    assert seen["world.2014.goal.either.combined_at_baseline"].as_read().low == 82.5
    # An index is not a share of children, and says so.
    attained = seen["world.2014.goal.attainment.attained_at_baseline"]
    assert attained.unit == UNITS["share_of_way"]
    combined = seen["world.2014.goal.two_to_one.combined_at_baseline"]
    assert combined.unit == UNITS["share_of_children"]


def test_the_frame_holds_the_rules_in_fractions(goal):
    frame = goal.to_frame()
    assert frame.index.tolist() == ["published", *(r.rule.id for r in goal.rules)]
    equal = frame.loc["equal"]
    assert equal["rule"] == "Equal weights"
    assert (equal["at_baseline_low"], equal["at_baseline_high"]) == pytest.approx((0.52, 0.53))
    assert (frame["at_baseline_low"] <= frame["at_baseline_high"]).all()
    assert (frame["at_target_low"] <= frame["at_target_high"]).all()
    published = frame.loc["published"]
    assert (published["at_baseline"], published["at_target"]) == (0.62, 0.8)
    assert frame.cells().at["published", "at_baseline"] is goal.published
