"""What is said of what targets would take, and of what some adoptions would bring."""

from spoken import said

from copcalc.assessment.adopters import (
    if_these_adopted,
    part_of,
    reach_table,
)
from copcalc.assessment.planned import efforts
from copcalc.words import (
    about_adopted,
    about_efforts,
    about_needed,
    about_part,
    about_reach,
    reach_heading,
    say,
)


def test_the_world_is_told_what_the_goal_and_the_targets_take(world):
    messages = about_needed(efforts(world))
    text = said(messages)
    assert len(messages) == 2
    assert "Legal measures, 6.8 countries a year (6.7 to 6.8)" in text
    assert "Technical and procedural measures, 14.2 countries a year" in text
    assert "between 2 and 5 countries with the most children, depending on the rule" in text
    told = {number.key for message in messages for number in message.observations()}
    assert "world.2020.clock=2014.goal.two_to_one|attainment.WPP2012.fewest" in told


def test_each_target_is_told_with_what_it_takes(world):
    text = said(about_efforts(efforts(world)))
    assert "Technical and procedural measures, another 85 countries." in text
    assert "than the world needs in all: Legal measures, between 40 and 69 countries" in text
    assert "by the rule “Target 1 counts twice”, between 2 and 5 countries can be enough" in text
    assert "for certain these: India, China, Nigeria, Indonesia and Pakistan" in text
    assert "2 countries can be enough, and for certain these: India and China" in text
    assert said(about_efforts([])).startswith("No target in figures is set")


def test_a_met_target_takes_nobody_and_no_year_left_has_no_pace(world, study):
    everybody = study("cis").assume(hotline={"cis": "yes"})
    assert "Technical and procedural measures, no more countries" in said(
        about_needed(efforts(everybody))
    )
    later = said(about_needed(efforts(study(year=2022))))
    assert "a year" not in later
    assert "Technical and procedural measures, another 0 to" in later


def test_a_contradiction_is_told_as_one(world):
    everybody = world.assume(hotline=dict.fromkeys(["africa", "asia-pacific", "americas"], "yes"))
    text = said(about_efforts(efforts(everybody)))
    assert (
        "Basic level of protection: the evidence tells of more than the published baseline" in text
    )
    text = said(about_adopted(if_these_adopted(everybody, ["KEN"])))
    assert "Technical and procedural measures: the evidence tells of more" in text


def test_adopters_are_named_with_what_they_bring(world):
    text = said(about_adopted(if_these_adopted(world, ["India", "Nigeria", "China"])))
    assert "These adopt what they lack: India, China and Nigeria." in text
    assert "between 82 and 83 countries still to come" in text
    assert "by the rule “Target 1 counts twice”: between 76.5 and 81.5 % of children" in text
    assert "which may be reached or not" in text
    assert "by the rule “Mean of how far each target is attained”" in text
    assert "a goal of 80 %, which is reached" in text
    assert about_adopted([]) == about_adopted(if_these_adopted(world, [])) == []


def test_reach_is_headed_and_read(world):
    reached = reach_table(world, "technical")
    assert say(reach_heading(reached)).startswith("Hotline or reporting portal")
    text = said(about_reach(reached))
    assert "No other choice of as many" in text
    assert "home to 29.5 % of the area's children" in text
    assert "Evidence would matter" not in said(about_reach(reach_table(world, "legal", most=5)))
    assert about_reach(reached.iloc[:0]) == []


def test_the_part_of_a_region_and_of_a_state(world, study):
    assert about_part(part_of(world)) == []
    text = said(about_part(part_of(study("africa"))))
    assert "between 4 and 42 countries without it" in text
    assert "where another 85 countries are needed worldwide" in text
    text = said(about_part(part_of(study("NAM"))))
    assert "Namibia can be one of those" in text
    assert "Technical and procedural measures, one of 85 countries worldwide" in text
    # The United Kingdom has both.
    assert about_part(part_of(study("GBR"))) == []
