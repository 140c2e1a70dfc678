"""What is said of how good projections were, and of what came."""

from spoken import said

from copcalc.assessment.realised import indicators_in_hindsight, pillars_in_hindsight
from copcalc.assessment.scored import model_scores
from copcalc.words import (
    about_hindsight,
    about_indicators_in_hindsight,
    about_later_scores,
    about_scores,
)


def test_the_best_curve_is_told_with_the_next_and_with_no_change(world):
    text = said(about_scores(model_scores(world)))
    assert "Of each, 9 hindcasts can be compared" in text
    assert "a logistic curve was nearest: off by 6.4 percentage points" in text
    assert "“All stays as it was” would have been off by 9.2 percentage points" in text
    assert "The next one, a random walk with drift, was off by 6.5" in text
    assert "The cases are few, and not independent" in text


def test_where_nothing_could_be_scored_that_is_said(study):
    empty = model_scores(study()).iloc[:0]
    assert "Up to 2014 too little had been counted" in said(about_scores(empty))


def test_no_change_that_is_the_best_is_not_told_against_itself(world):
    scores = model_scores(world)
    still = scores[(scores["model"] == "no_change") & (scores["name"] == "all")]
    text = said(about_scores(still))
    assert "no change (a random walk) was nearest" in text
    assert "All stays as it was" not in text
    assert "next one" not in text


def test_later_counts_say_whether_the_choice_was_right_and_for_which_count_it_was_not(study):
    asked = study()
    text = said(about_later_scores(model_scores(asked), model_scores(asked, until=2024)))
    assert "27 hindcasts of each, the choice stays the same: a logistic curve" in text
    assert (
        "of “Countries in the INHOPE network” a logistic curve was off by 6.3 percentage points, "
        "and “all stays as it was” by 1.7" in text
    )
    early = study(year=2011)
    text = said(about_later_scores(model_scores(early), model_scores(early, until=2024)))
    assert "the choice would have been another: a logistic curve was nearest" in text
    assert "and not a random walk with drift" in text


def test_each_pillar_is_told_beside_related_counts_that_are_no_indicator(world):
    text = said(about_hindsight(world, pillars_in_hindsight(world)))
    assert text.count("a related count, not the indicator") == 4
    assert (
        "Legal measures, projected from 2014 to 2018: about 80.8 % of countries (73.6 to 87.0 %). "
        "“Countries with some specific law, by ICMEC's reviews”, a related count, not the "
        "indicator, came to 91.8 %: more than the range of 90 % held." in text
    )
    assert "came to 60.2 %: less than the range" in text
    assert "came to 59.7 %: inside the range of 90 %, which is so wide that little" in text
    assert "projected to 2018 at about 84.2 % (66.3 to 94.4 %), and 91.8 % came, inside" in text


def test_without_a_level_only_like_is_held_against_like_and_the_reason_is_said(study):
    early = study(year=2012)
    text = said(about_hindsight(early, pillars_in_hindsight(early)))
    assert (
        "Not projected. Legal measures and Technical and procedural measures: the published" in text
    )
    assert "not the indicator" not in text
    assert "Like against like: from its own past “Countries with some specific law" in text


def test_where_nothing_came_that_is_said_of_the_world_alone(study):
    assert "Nothing was counted after 2024" in said(about_hindsight(study(year=2024), []))
    assert about_hindsight(study("africa"), []) == []


def test_the_evidence_tells_what_came_and_what_is_open(study):
    text = said(about_indicators_in_hindsight(indicators_in_hindsight(study())))
    assert (
        "Party to the Optional Protocol (OPSC), a proxy, from 2014 to 2020 about 93.8 % projected "
        "(91.7 to 95.9 %) and 90.7 % seen, below the range" in text
    )
    assert "Ranges that were meant to hold 90 % and missed were too narrow" in text
    assert "what came of National law named by a source and Hotline or reporting portal" in text
    text = said(about_indicators_in_hindsight(indicators_in_hindsight(study("africa"))))
    assert "too narrow" not in text
    assert "may not have been known then" in text
