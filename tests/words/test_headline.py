"""What opens a report, by values known from the source and from the evidence."""

from dataclasses import replace

import pytest

from copcalc.assessment import (
    assess_goal,
    assess_pillars,
    profile,
    uncertainty,
)
from copcalc.assessment.adopting import project_indicators
from copcalc.assessment.projected import projections
from copcalc.words import about_ahead, foremost, headline_of_area, headline_of_state, say


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def told(headline):
    return [tuple(plain(say(each)) for each in tile.messages()) for tile in headline.tiles]


def test_the_world_opens_with_the_goal_that_the_source_prints(study):
    asked = study()
    gaps, goal = assess_pillars(asked), assess_goal(asked)
    first = foremost(gaps, goal)
    assert first is goal
    headline = headline_of_area(first, projections(asked), uncertainty(asked))
    assert say(headline.title) == "Basic level of protection: the goal"
    baseline, target, gap, ahead = told(headline)
    assert baseline == (
        "Baseline, 2014",
        "62 %",
        "of children had a basic level of protection online",
    )
    assert target == ("Target for 2020", "80 %", "of children")
    assert gap[:2] == ("Gap", "18 points")
    assert gap[2].startswith("17.5 to 18.5 percentage points, which is 402 million children (")
    assert gap[2].endswith("allowing for the rounding and the population estimates)")
    assert ahead == (
        "Heading for, by 2020 (in the middle 71.2 to 72.2 %)",
        "52.2 to 100 %",
        "with 90 % probability; chance to reach the target 11 to 22 %",
    )
    assert [tile.kind for tile in headline.tiles] == ["observed", "target", "gap", "projected"]


def test_without_what_it_hangs_on_a_gap_has_the_bounds_of_its_rounding(study):
    goal = assess_goal(study())
    (_, _, gap) = told(headline_of_area(goal, []))
    assert gap[2] == (
        "17.5 to 18.5 percentage points, which is 402 million children (391 million to 413 million)"
    )


def test_a_region_opens_with_its_first_pillar_and_the_same_indicator_ahead(study):
    asked = study("africa")
    first = foremost(assess_pillars(asked))
    assert first.pillar.id == "legal"
    baseline, target, to_add, ahead = told(headline_of_area(first, project_indicators(asked)))
    assert baseline == (
        "By the evidence, end of 2014",
        "34.1 to 93.2 %",
        "of countries had legislation on child sexual abuse material; for 26 of 44 Member States it is "
        "unknown",
    )
    assert target == ("Target for 2020", "90 %", "of countries, worldwide")
    assert to_add == (
        "Still to come",
        "0 to 25 countries",
        "of 44 Member States, if the worldwide target were Africa's own; it hangs on the unknown",
    )
    assert ahead[:2] == (
        "Heading for, by 2020 (in the middle 38.6 to 95.5 %)",
        "34.1 to 97.7 %",
    )


def test_a_published_pillar_can_open_where_there_is_no_goal(study):
    asked = study()
    first = foremost(assess_pillars(asked))
    headline = headline_of_area(first, projections(asked))
    assert say(headline.title) == "Legal measures"
    baseline, target, to_add, ahead = told(headline)
    assert baseline[1:] == ("69 %", "of countries had legislation on child sexual abuse material")
    assert target[1:] == ("90 %", "of countries")
    assert to_add == (
        "Still to come",
        "41 countries",
        "40 to 41 countries of 193 Member States, or 42 countries (41 to 42) of 196 countries reviewed by "
        "ICMEC (the source does not say which)",
    )
    assert ahead[:2] == ("Heading for, by 2020 (in the middle 85 %)", "75.6 to 92.2 %")


def test_a_target_in_children_opens_in_points(study):
    asked = study("africa")
    legal, *others = asked.framework.pillars
    target = legal.target.model_copy(update={"of": "children"})
    pillars = [legal.model_copy(update={"target": target}), *others]
    asked = replace(asked, framework=asked.framework.model_copy(update={"pillars": pillars}))
    baseline, _, gap = told(headline_of_area(foremost(assess_pillars(asked)), []))
    assert baseline[2].startswith("of children lived in countries that had legislation")
    assert gap[0] == "Gap"
    assert gap[1].endswith(" points")
    assert "countries" not in gap[1] + gap[2]


def test_the_world_in_another_year_opens_by_the_evidence(study):
    asked = study(year=2018, vintage="WPP2022")
    baseline, target, to_add = told(headline_of_area(foremost(assess_pillars(asked)), []))
    assert baseline[0] == "By the evidence, end of 2018"
    assert target == ("Target for 2020", "90 %", "of countries")
    assert to_add[2] == "of 193 Member States; it hangs on the unknown"


def test_a_target_that_is_met_has_no_gap(study):
    asked = study()
    legal, *others = asked.framework.pillars
    target = legal.target.model_copy(update={"percent": 60})
    pillars = [legal.model_copy(update={"target": target}), *others]
    asked = replace(asked, framework=asked.framework.model_copy(update={"pillars": pillars}))
    _, aim, gap = told(headline_of_area(foremost(assess_pillars(asked)), []))
    assert aim[1] == "60 %"
    assert gap == ("Gap", "reached", "the target is met")


def test_nothing_opens_a_report_where_nothing_can_be_measured(study):
    gaps = [each for each in assess_pillars(study()) if each.basis == "none"]
    assert gaps
    assert foremost(gaps) is None
    assert headline_of_area(None, projections(study())) is None


def test_key_messages_leave_aside_what_the_tiles_tell(study):
    world, africa = study(), study("africa")
    goal, legal = assess_goal(world), foremost(assess_pillars(africa))
    ahead = projections(world)
    assert next(each.id for each in about_ahead(ahead)) == "ahead-goal"
    assert "ahead-goal" not in [each.id for each in about_ahead(ahead, beside=goal)]
    (said,) = about_ahead(project_indicators(africa), beside=legal)
    assert "National law" not in say(said)
    assert "Hotline" in say(said)


@pytest.mark.parametrize(
    ("state", "indicator", "shown"),
    [
        ("KEN", "hotline", ("unknown", "the evidence at hand does not settle 2014")),
        ("AND", "forensics", ("unknown", "no evidence at hand")),
        # It joined in 2016, which tells of the years before.
        ("ARE", "opsc", ("no", "not by the end of 2015; source: United Nations Treaty Collection")),
        ("NAM", "opsc", ("yes", "since 2002; source: United Nations Treaty Collection; a proxy")),
        (
            "KEN",
            "budapest_convention",
            ("no", "not by the end of 2014; source: cybercrimelaw.net; context"),
        ),
        ("GBR", "curriculum", ("yes", "since 2014; source: TheyWorkForYou")),
    ],
)
def test_a_status_says_since_when_and_who_tells_it(study, state, indicator, shown):
    found = profile(study(state))
    place = found.indicators["indicator"].tolist().index(indicator)
    tile = headline_of_state(found).tiles[place]
    status, note = told(headline_of_state(found))[place][1:]
    assert status == tile.kind == shown[0]
    assert note.startswith(shown[1])


def test_what_is_assumed_of_a_state_names_no_source(study):
    asked = study("KEN").assume(hotline={"KEN": 2013})
    assert told(headline_of_state(profile(asked)))[2][1:] == ("yes", "assumed")
    unknown = study("KEN").assume(national_law={"KEN": "unknown"})
    assert told(headline_of_state(profile(unknown)))[0][1:] == ("unknown", "assumed")


def test_a_status_that_a_group_tells_says_so(spain_by_group):
    found = told(headline_of_state(profile(spain_by_group("ESP"))))
    assert any("told of a group of states" in note for *_, note in found)


def test_every_state_opens_with_each_of_its_statuses_once(study):
    for state in study().register.world.states:
        found = profile(study(state))
        shown = headline_of_state(found)
        assert len(shown.tiles) == len(found.indicators)
        known = sum(tile.kind != "unknown" for tile in shown.tiles)
        assert plain(say(shown.title)).startswith(f"{known} of {len(shown.tiles)} statuses known")
