"""What is said of what may become of a pillar, the goal, an indicator or a state."""

import pytest
from spoken import said

from copcalc.assessment.adopting import (
    project_indicator,
    project_indicators,
    state_chances,
)
from copcalc.assessment.projected import (
    by_pace,
    project_goal,
    project_pillar,
    projections,
)
from copcalc.words import (
    about_adoption,
    about_borrowed,
    about_chances,
    about_paces,
    about_projection,
    about_projections,
    about_timeline,
    about_unprojected,
    projection_heading,
    say,
)


def test_the_world_is_told_goal_first_then_how_sure_that_is(world):
    messages = about_projections(projections(world))
    goal, legal, technical, how_sure = (said([each]) for each in messages)
    assert goal == (
        "The goal, by any rule that fits: about 71.2 to 72.2 % of children in 2020 (52.2 to 100 %); "
        "the chance to reach 80 % was 11 to 22 %."
    )
    assert "Legal measures: about 85 % of countries in 2020 (75.6 to 92.2 %)" in legal
    assert "the chance to reach 90 % was 12 to 14 %" in legal
    assert "Technical and procedural measures: about 35.8 % of countries" in technical
    text = how_sure
    assert "there is one published baseline, and it has no pace of its own" in text
    assert "90 % probability" in text
    told = {number.key for message in messages for number in message.observations()}
    assert any(key.endswith("level=90.projected_of_countries") for key in told)
    assert any(key.endswith("two_to_one|attainment+logistic.chance") for key in told)


def test_without_a_goal_the_one_baseline_is_said_all_the_same(world):
    text = said(about_projections([project_pillar(world, "legal")]))
    assert "there is one published baseline" in text
    assert about_projections([project_pillar(world, "capacity")]) == []


def test_whose_pace_is_lent_and_who_chose_the_curve(world):
    text = said(about_borrowed(projections(world)))
    assert "Technical and procedural measures that of “Countries in the INHOPE network”" in text
    assert "a logistic curve: of the curves at hand the one that would have projected" in text
    chosen = said(about_borrowed(projections(world, model="drift")))
    assert "a random walk with drift, which was chosen" in chosen
    assert about_borrowed([project_pillar(world, "capacity")]) == []


def test_a_projection_says_its_children_only_where_they_were_published(world):
    text = said(about_projection(project_pillar(world, "legal")))
    assert "Of children, 87.4 to 95.8 %" in text
    goal = project_goal(world, "two_to_one")
    assert "By the rule “Target 1 counts twice” the goal" in said(about_projection(goal))
    assert "by the rule “Target 1 counts twice”: where would it be in 2020?" in say(
        projection_heading(goal)
    )


@pytest.mark.parametrize(
    ("pillar", "models", "verdict"),
    [
        ("technical", ["drift", "logistic"], "By none of them was it more likely than not"),
        ("legal", ["drift", "aarr"], "By none of them"),
    ],
)
def test_other_paces_say_whether_the_verdict_holds(world, pillar, models, verdict):
    assert verdict in said(about_paces(by_pace(world, pillar, models=models)))


def test_a_verdict_that_flips_with_the_curve_says_so(world):
    far = by_pace(world, "legal", models=["no_change", "drift"], year=2030)
    assert "hangs on the choice" in said(about_paces(far))
    sure = by_pace(world, "legal", models=["logistic"], year=2045)
    assert "By all of them it was more likely than not" in said(about_paces(sure))
    assert about_paces(far[:1]) == []


def test_a_region_is_told_by_its_evidence_and_what_hangs_on_the_unknown(study):
    (message,) = about_adoption(project_indicators(study("africa")))
    text = said([message])
    assert (
        "Hotline or reporting portal, between 4.5 and 95.5 % of countries (4.5 to 100 %), depending on"
        in text
    )
    assert "Party to the Optional Protocol (OPSC), a proxy, 90.9 % of countries" in text
    assert about_adoption(project_indicators(study("africa", year=2020))) == []


def test_a_timeline_says_the_chance_or_that_it_hangs_on_the_unknown(study):
    assert "it hangs on the unknown" in said(
        about_timeline(project_indicator(study("africa"), "hotline"))
    )
    text = said(about_timeline(project_indicator(study(), "opsc")))
    assert "The chance that 90 % have it by then is >99 %" in text
    context = said(about_timeline(project_indicator(study("europe"), "curriculum")))
    assert "chance" not in context


def test_a_state_is_never_told_a_forecast_of_its_own(study):
    (message,) = about_chances(state_chances(study("NAM")))
    text = said([message])
    assert "which is no forecast for Namibia alone" in text
    assert (
        "Hotline or reporting portal, between 2 and 54 % (<1 to 61 %), depending on the unknown"
        in text
    )
    # It is party to the protocol already.
    assert "OPSC" not in text
    assert about_chances(state_chances(study("NAM", year=2020))) == []
    assert about_chances(state_chances(study("NAM")).head(0)) == []


def test_why_nothing_is_projected_is_said_once_a_reason(study):
    text = said(about_unprojected(projections(study("africa"))))
    assert text.count("the published level is worldwide") == 1
    assert "Legal measures, Technical and procedural measures and Basic level of protection" in text
    late = said(about_unprojected(projections(study(year=2022))))
    assert "2020 does not lie ahead of 2022" in late
    unset = [project_pillar(study(), each) for each in ("capacity", "cooperation")]
    text = said(about_unprojected(unset))
    assert "the framework sets no figure" in text
    assert "described, not counted" in text
    silent = project_indicator(study("cis"), "lanzarote_convention")
    assert "no state is known to have it" in said(about_timeline(silent))
    assert about_unprojected([project_pillar(study(), "legal")]) == []
