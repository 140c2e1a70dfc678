"""What is said of what projections hang on, and of what would turn a verdict."""

from dataclasses import replace

import pytest
from spoken import said

from copcalc.assessment.hanging import sensitivities
from copcalc.measure import Unmeasured
from copcalc.words import about_hanging, about_sensitivity, hanging_heading, say


@pytest.fixture(scope="module")
def told(world, study):
    found = [*sensitivities(world), *sensitivities(study("africa"))]
    return {each.name: each for each in found}


def test_a_verdict_that_holds_is_said_to_hold_and_chance_may_turn_it(told):
    text = said(about_sensitivity(told["legal"]))
    assert "85 % of countries would have legislation on child sexual abuse material in 2020" in text
    assert "against a target of 90 %" in text
    assert "It hangs on the curve of the pace, 68.9 % by “no change (a random walk)”" in text
    assert "reached in none of 60 combinations of the assumptions" in text
    assert "they lead to between 68.9 and 89.1 %" in text
    assert (
        "Chance alone can turn it, all assumptions as usual: at the high end of its range" in text
    )
    assert "is made by the number of countries meant." in text


def test_of_the_goal_each_factor_says_whose_it_is(told):
    text = said(about_sensitivity(told["goal"]))
    assert "by the rule “Mean of how far each target is attained”" in text
    assert "how the pace turns out (Technical and procedural measures), 52.9 %" in text
    assert "at the high end of its range (Technical and procedural measures)" in text
    assert "not quite the middle of what the paces lead to together" in text
    assert say(hanging_heading(told["goal"])) == "Basic level of protection: what does it hang on?"


def test_a_verdict_that_hangs_on_the_unknown_says_so(told):
    text = said(about_sensitivity(told["hotline"]))
    assert "countries would have a way to report" in text
    assert "6 of their 12 combinations reach the target" in text
    assert (
        "One other assumption turns it: countries of which it is unknown as “all of them have it”"
        in text
    )
    assert "Chance alone does not turn it within its range" in text
    reached = said(about_sensitivity(told["opsc"]))
    assert "the target is reached in all 6 combinations" in reached
    assert "Chance alone can turn it, all assumptions as usual: at the low end" in reached


def test_a_verdict_that_takes_more_changes_or_has_more_ways_is_told_so(told):
    (way,) = told["hotline"].turning
    other = told["hotline"].swings[1].settings[0]
    two = replace(told["hotline"], turning=((*way, other),))
    assert "2 other assumptions together turn it: countries of which it is unknown as" in said(
        about_sensitivity(two)
    )
    many = replace(told["hotline"], turning=(way,) * 5)
    assert (
        said(about_sensitivity(many)).count(
            "countries of which it is unknown as “all of them have it”"
        )
        == 3
    )
    assert "; and 2 more." in said(about_sensitivity(many))


def test_what_sampling_did_not_see_is_not_told(told):
    silent = replace(told["legal"].swings[0].together, estimate=Unmeasured("too_few_samples"))
    swings = tuple(replace(each, together=silent) for each in told["legal"].swings)
    text = said(about_sensitivity(replace(told["legal"], swings=swings)))
    assert "changes too seldom to be told from this sample" in text


def test_what_is_not_projected_is_told_with_its_reason(study):
    assert "Nothing is projected" in said(about_hanging(sensitivities(study("KEN"))))
    later = sensitivities(study(year=2020))
    assert said(about_hanging(later)).startswith("Not projected")
    assert [about_sensitivity(each) for each in later] == [[]] * len(later)


def test_the_world_by_what_was_published_and_a_region_by_the_evidence(told):
    assert "whose count lends its pace" in said(about_hanging([told["legal"]]))
    assert "what the unknown states are taken to have" in said(about_hanging([told["opsc"]]))
