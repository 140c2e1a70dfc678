"""Another framework is another file: other years, pillars and indicators, and no line of code."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from copcalc.assessment import (
    EITHER,
    NOT_COUNTED,
    assess_goal,
    assess_pillar,
    assess_pillars,
    by_region,
    carriers,
    gap_table,
    implied_by_totals,
    open_study,
    profile,
)
from copcalc.assessment.adopters import if_these_adopted, largest_without
from copcalc.assessment.adopting import (
    project_indicators,
    state_chances,
)
from copcalc.assessment.hanging import sensitivities
from copcalc.assessment.planned import efforts
from copcalc.assessment.projected import (
    project_pillar,
    projections,
)
from copcalc.assessment.realised import indicators_in_hindsight, pillars_in_hindsight
from copcalc.assessment.scored import hindcast_cases, last_counted, model_scores
from copcalc.charts import (
    description,
    drawing_of,
    fan_chart,
    hindcast_chart,
    standing_chart,
    tornado_chart,
)
from copcalc.errors import FrameworkError
from copcalc.framework import load_framework
from copcalc.measure import ChildShare, CountryShare, Estimate, Unmeasured
from copcalc.report.blocks import Chart
from copcalc.report.chapters import chapters
from copcalc.report.make import make_report
from copcalc.report.request import Request
from copcalc.report.stored import to_json
from copcalc.words import (
    about_ahead,
    about_efforts,
    about_hanging,
    about_hindsight,
    about_implied,
    about_indicators_in_hindsight,
    about_later_scores,
    about_needed,
    about_pillar,
    about_projection,
    about_scores,
    about_sensitivity,
    about_unprojected,
    about_whom_to_ask,
    say,
)

ROOT = Path(__file__).parents[1]

GAMES = """
id: games
title: Safer games for children
short_title: Safer games
baseline_year: 2016
target_year: 2022
source: {id: games-charter, citation: A charter that this test made up}
denominators:
  - {id: member_states, name: ITU Member States}
  - {id: surveyed, name: countries surveyed, count: 150}
indicators:
  - {id: rating_law, name: Law on ratings, has: a law on ratings}
  - {id: unrated_sales, name: Sales without rating, has: sales without rating}
goal:
  name: Children who play safely
  has: safe games
  statement: 62.5 % of children should play safely by 2022
  target: {of: children, percent: 62.5}
  baseline: {percent: 53, rounding: 1}
  combines: [ratings, helplines]
  rules:
    - {id: equal, name: Equal weights, kind: weighted_mean, weights: [1, 1]}
    - {id: both, name: Both, kind: both}
pillars:
  - id: ratings
    number: 1
    name: Ratings
    objective: Rate games
    has: a law on ratings
    target: {state: set, statement: 75 % of children, of: children, percent: 75}
    baseline:
      children: {percent: 60, rounding: 1}
    evidence: [{indicator: rating_law, role: direct}]
    ask: the ministry of play
  - id: helplines
    number: 2
    name: Helplines
    objective: Help
    has: a helpline
    target: {state: set, statement: Half of all countries, of: countries, percent: 50}
    baseline:
      count: {value: 60}
      countries: {percent: 31, rounding: 1}
      children: {percent: 46, rounding: 1}
    ask: the ministry of play
  - id: sales
    number: 3
    name: Sales
    objective: Stop sales without rating
    has: sales without rating
    target: {state: set, statement: At most 20 %, of: countries, percent: 20, direction: fall}
    baseline:
      countries: {percent: 55, rounding: 5}
    evidence: [{indicator: unrated_sales, role: direct}]
    ask: the customs
  - id: training
    number: 4
    name: Training
    objective: Train
    has: training
    target: {state: not_set, statement: XX % of children, of: children}
    baseline: {note: no data}
    ask: the ministry of education
"""

# indicator, state, status, since, until
EVIDENCE = [
    ("rating_law", "NAM", "yes", 2015, ""),
    ("rating_law", "AND", "yes", 2010, ""),
    ("rating_law", "KEN", "no", "", 2018),
    ("unrated_sales", "NAM", "yes", 2012, ""),
    ("unrated_sales", "KEN", "no", "", 2018),
    ("unrated_sales", "DEU", "yes", 2012, 2015),
]


@pytest.fixture(scope="module")
def playground(built, tmp_path_factory):
    """A project with evidence of its own about the made-up framework's indicators."""
    root = shutil.copytree(built, tmp_path_factory.mktemp("games") / "project")
    raw = root / "data" / "raw"
    with (raw / "sources.csv").open("a", newline="", encoding="utf-8") as file:
        csv.writer(file).writerow(
            ["games-survey", "A made-up survey", "This test", "", "2017", "2017", "CC0-1.0"]
        )
    header = (raw / "evidence" / "opsc.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    with (raw / "evidence" / "games.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        for indicator, iso3, status, since, until in EVIDENCE:
            row = {"indicator": indicator, "iso3": iso3, "status": status, "since": since}
            row |= {"since_means": "began"} if status == "yes" else {}
            row |= {"until": until, "strength": "named", "confidence": "high", "kind": "survey"}
            writer.writerow(row | {"detail": "made up", "source": "games-survey"})
    return root


@pytest.fixture
def framed(playground, tmp_path):
    """Open a study of the made-up framework, or of one much like it."""

    def study(area="world", *, framework=GAMES, **options):
        path = tmp_path / "games.yaml"
        path.write_text(framework, encoding="utf-8")
        return open_study(area, framework=path, root=playground, **options)

    return study


def test_the_study_takes_its_year_from_the_framework(framed):
    study = framed()
    assert (study.year, study.framework.target_year) == (2016, 2022)
    assert [p.basis for p in assess_pillars(study)] == ["published"] * 3 + ["none"]


@pytest.mark.parametrize("area", ["world", "africa", "NAM", "KEN", "AND"])
@pytest.mark.parametrize("year", [2012, 2016, 2020])
def test_every_number_of_every_area_is_sound(framed, sound, area, year):
    study = framed(area, year=year)
    results = [*assess_pillars(study), assess_goal(study)]
    # Some speak of the same number; two that differ have keys of their own, whoever tells of them.
    sound([*dict.fromkeys(each for result in results for each in result.observations())])
    for result in results:
        assert set(result.named.values()) <= set(sound(result.observations()).values())


def test_a_target_of_children_counts_no_countries(framed, sound):
    ratings = assess_pillar(framed(), "ratings")
    assert ratings.baseline.estimate == ChildShare(0.595, 0.605, 0.6)
    assert (ratings.points.low, ratings.points.high) == pytest.approx((0.145, 0.155))
    assert ratings.pace.value == pytest.approx(0.15 / 6)
    assert ratings.to_add.estimate == Unmeasured("target_of_children")
    assert ratings.target_count.estimate == Unmeasured("target_of_children")
    assert ratings.count.estimate == Unmeasured("not_published")
    numbers = sound(ratings.observations())
    baseline = numbers["world.2016.ratings.published.baseline_of_children"]
    assert baseline is ratings.baseline
    assert baseline.unit.name == "% of children"


def test_a_rising_target_of_countries(framed, sound):
    helplines = assess_pillar(framed(), "2")
    # Half of 193 are 97 countries, 37 more than 60; 60 are 31 % of 191 to 196.
    assert helplines.target_count.value == 97
    assert helplines.to_add.estimate == Estimate.exact(37)
    numbers = sound(helplines.observations())
    fitting = numbers["world.2016.helplines.published.fitting_denominators"]
    assert (fitting.low, fitting.high) == (191, 196)
    assert numbers["world.2016.helplines.published.denominator=surveyed.to_add"].value == 15


def test_a_falling_target_is_approached_from_above(framed, sound):
    sales = assess_pillar(framed(), "sales")
    assert sales.baseline.estimate == CountryShare(0.525, 0.575, 0.55)
    assert (sales.points.low, sales.points.high) == pytest.approx((0.325, 0.375))
    # 55 % of 193, rounded to 5 points, are 102 to 110 countries, and 20 % are 38.
    assert sales.target_count.value == 38
    assert (sales.to_add.low, sales.to_add.value, sales.to_add.high) == (64, 68, 72)
    assert sales.growth.high < 0 < sales.reduction.low
    numbers = sound(sales.observations())
    assert numbers["world.2016.sales.published.gap_points"].as_read().value == 35
    pace = numbers["world.2016.sales.published.pace_countries"]
    assert pace.value == pytest.approx(68 / 6)


def test_evidence_bounds_a_falling_indicator_of_a_region(framed):
    africa = assess_pillar(framed("africa"), "sales")
    assert africa.basis == "evidence"
    # One state of 44 is known to have it and one not to.
    assert (africa.baseline.low, africa.baseline.high) == (1 / 44, 43 / 44)
    assert (africa.points.low, africa.points.high) == pytest.approx((1 / 44 - 0.2, 43 / 44 - 0.2))
    assert (africa.to_add.low, africa.to_add.high) == (0, 43 - 8)


def test_an_evidence_table_of_ones_own_gives_statuses(framed):
    assert assess_pillar(framed("NAM"), "ratings").baseline.estimate == ChildShare.exact(1.0)
    assert assess_pillar(framed("NAM", year=2014), "ratings").baseline.estimate == ChildShare(
        0.0, 1.0
    )
    assert assess_pillar(framed("KEN", year=2018), "ratings").baseline.estimate == ChildShare.exact(
        0.0
    )
    assert assess_pillar(framed("KEN", year=2019), "ratings").baseline.estimate == ChildShare(
        0.0, 1.0
    )
    assert framed().status("unrated_sales")[["NAM", "KEN", "DEU"]].tolist() == [
        "yes",
        "no",
        "unknown",
    ]
    assert framed().evidence_source("rating_law") == "data/raw/evidence/games.csv"


def test_a_target_of_children_needs_children(framed):
    assert assess_pillar(framed("AND"), "ratings").basis == "none"
    assert assess_pillar(framed("AND"), "ratings").points.estimate == Unmeasured("no_children")
    assert assess_pillar(framed("AND", vintage="WPP2022"), "ratings").basis == "evidence"


def test_the_goal_combines_other_pillars(framed, sound):
    goal = assess_goal(framed())
    assert [(r.rule.id, r.baseline.verdict, r.target.verdict) for r in goal.rules] == [
        ("equal", "fits", "fits"),
        ("both", "ruled out", "ruled out"),
    ]
    assert goal.weight_at_baseline.value == pytest.approx(0.5)
    assert goal.weight_at_target.value == pytest.approx(0.5)
    assert goal.one_weight_fits_both
    assert goal.points.value == pytest.approx(0.095)
    sound(goal.observations())


def test_a_framework_may_have_no_goal(framed, refuses):
    start, end = GAMES.index("goal:"), GAMES.index("pillars:")
    study = framed(framework=GAMES[:start] + GAMES[end:])
    assert len(assess_pillars(study)) == 4
    with refuses(FrameworkError, "games", "no goal", "Leave this step out"):
        assess_goal(study)


def test_places_speak_of_the_framework_s_own_indicators(framed, sound):
    table = by_region(framed(), "rating_law")
    assert table["yes"].to_dict() == {
        "africa": 1,
        "americas": 0,
        "arab-states": 0,
        "asia-pacific": 0,
        "cis": 0,
        "europe": 1,
    }
    namibia = profile(framed("NAM"))
    assert namibia.status["indicator"].tolist() == ["rating_law", "", "unrated_sales", ""]
    assert namibia.status["status"].tolist() == ["yes", "unknown", "yes", "unknown"]
    assert set(namibia.evidence["indicator"]) == {"rating_law", "unrated_sales"}
    (asked,) = map(say, about_whom_to_ask(namibia))
    assert "Helplines" in asked
    assert "the ministry of play" in asked
    sound(namibia.observations())
    assert "NAM" not in carriers(framed(), "rating_law").index


def test_what_should_fall_is_above_its_target_and_nobody_carries_it(framed):
    sales = assess_pillar(framed(), "sales")
    chart = standing_chart(gap_table(framed()).loc[["sales"]])
    assert description(chart).startswith("Sales: 35 points above the target.")
    assert sales.leading == []
    assert assess_pillar(framed(), "ratings").leading == ["rating_law"]


def test_a_published_count_beside_a_target_of_children_mixes_no_denominators(framed, sound):
    ratings = "      children: {percent: 60, rounding: 1}\n"
    both = "      count: {value: 51}\n      countries: {percent: 26, rounding: 1}\n" + ratings
    study = framed(framework=GAMES.replace(ratings, both))
    sound(assess_pillar(study, "ratings").observations())


def test_a_baseline_of_no_country_at_all_is_a_baseline(framed, sound):
    nothing = GAMES.replace("{value: 60}", "{value: 0}").replace("{percent: 31,", "{percent: 0,")
    helplines = assess_pillar(framed(framework=nothing), "helplines")
    assert helplines.to_add.estimate == Estimate.exact(97)
    numbers = sound(helplines.observations())
    assert numbers["world.2016.helplines.published.to_add"].value == 97


def test_a_per_cent_may_be_published_without_rounding(framed, sound):
    exact = GAMES.replace("{percent: 60, rounding: 1}", "{percent: 59.2, rounding: 0}")
    ratings = assess_pillar(framed(framework=exact), "ratings")
    assert ratings.baseline.measured.is_exact
    numbers = sound(ratings.observations())
    baseline = numbers["world.2016.ratings.published.baseline_of_children"]
    assert baseline.as_read().value == 59.2


# The same with counts whose pace can be borrowed: one that rises, and one that falls.
PACED = GAMES.replace(
    "    evidence: [{indicator: unrated_sales, role: direct}]\n",
    "    evidence: [{indicator: unrated_sales, role: direct}]\n"
    "    related_counts: [{series: icmec_no_specific_legislation, name: Shops, counts: covered}]\n",
)
for key in ("    ask: the ministry of play\n",):
    PACED = PACED.replace(
        key,
        "    related_counts: [{series: inhope_countries, name: Lines, counts: covered, "
        "denominator: member_states}]\n" + key,
    )


def test_without_a_related_count_nothing_is_projected_and_the_reason_is_said(framed):
    found = projections(framed())
    assert {each.reason for each in found} == {"no_pace"}
    assert [each.name for each in found] == ["ratings", "helplines", "sales", "goal-equal"]
    assert about_ahead(found) == []
    (message,) = about_unprojected(found)
    text = say(message)
    assert (
        "Ratings, Helplines, Sales and Children who play safely: no related count is named" in text
    )
    assert next(say(each) for each in about_projection(found[0])).startswith("Not projected")
    # No indicator speaks for a target of countries that should come to have something.
    assert project_indicators(framed("africa")) == []
    assert state_chances(framed("NAM")).empty


def test_what_should_fall_is_projected_to_fall_and_has_a_chance_to_be_low_enough(framed):
    sales = project_pillar(framed(framework=PACED), "sales")
    assert sales.horizon == 2022
    path = sales.path.astype(float)
    assert path["required"].iloc[[0, -1]].tolist() == pytest.approx([0.55, 0.2])
    assert path["median_low"].is_monotonic_decreasing
    assert path["median_high"].iloc[-1] < path["median_low"].iloc[0]
    # The lower the likelier: nearly none of it reaches 20 %, less of it than is below 40 %.
    forecast = sales.projected
    assert 0 <= sales.chance.low <= sales.chance.high < 0.5
    assert forecast.low < 0.4 < forecast.high
    assert "heading for" in description(fan_chart(sales.path))


def test_a_target_of_children_is_projected_in_children(framed):
    ratings = project_pillar(framed(framework=PACED), "ratings")
    assert isinstance(ratings.projected.estimate, ChildShare)
    assert ratings.children == ratings.projected
    assert ratings.path["required"].iloc[-1] == pytest.approx(0.75)
    told = " ".join(map(say, about_projection(ratings)))
    assert "of children lived in countries that had a law on ratings in 2016" in told
    assert told.count("children") == 1


def test_other_years_are_those_of_the_framework(framed):
    found = [each for each in projections(framed(framework=PACED)) if each.is_projected]
    assert [each.name for each in found] == ["ratings", "helplines", "sales", "goal-equal"]
    for each in found:
        assert each.path["year"].tolist() == list(range(2016, 2023))
        assert (each.projected.clock, each.projected.year) == (2016, 2022)
    goal, *pillars, how_sure = (
        say(each).replace("\N{NO-BREAK SPACE}", " ") for each in about_ahead(found)
    )
    assert "until 2016" in how_sure
    assert pillars[0].startswith("Ratings: about")
    assert any("of children in 2022" in each for each in pillars)
    assert goal.startswith("The goal, by any rule that fits: about")


def test_without_a_goal_the_pillars_are_projected_all_the_same(framed):
    without = PACED[: PACED.index("goal:\n")] + PACED[PACED.index("pillars:\n") :]
    found = projections(framed(framework=without))
    assert [each.name for each in found] == ["ratings", "helplines", "sales"]
    assert "there is one published baseline" in say(about_ahead(found)[-1])


def test_without_related_counts_nothing_is_scored_and_nothing_is_held_against_anything(framed):
    scores = model_scores(framed())
    assert scores.empty
    (said,) = about_scores(scores)
    assert "Up to 2016 too little had been counted" in say(said)
    assert about_later_scores(scores, model_scores(framed(), until=2024)) == []
    assert hindcast_cases(framed()).empty
    assert last_counted(framed()) == 2016
    assert pillars_in_hindsight(framed()) == []
    (said,) = about_hindsight(framed(), [])
    assert "Nothing was counted after 2016" in say(said)
    assert indicators_in_hindsight(framed("africa")) == []
    assert about_indicators_in_hindsight([]) == []


def test_what_should_fall_is_held_against_what_came(framed):
    made = {each.subject: each for each in pillars_in_hindsight(framed(framework=PACED))}
    assert list(made) == ["ratings", "helplines", "sales"]
    (sales,) = (row for _, row in made["sales"].outcomes.iterrows() if row["year"] == 2018)
    # 16 of 196 countries are counted, where the law of the same number is missing.
    assert sales["observed"] == pytest.approx(16 / 196)
    assert sales["own_median"] > sales["observed"]
    assert sales["verdict"] == "below"
    assert "came to 8.2 %" in description(hindcast_chart(made["sales"].path)).replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_share_of_children_is_not_held_against_counts_of_countries(framed):
    made = {each.subject: each for each in pillars_in_hindsight(framed(framework=PACED))}
    ratings = made["ratings"]
    assert ratings.projection.is_projected
    assert "median" not in ratings.outcomes or ratings.outcomes["median"].isna().all()
    assert set(ratings.outcomes["verdict"]) == {"open"}
    assert not {n.measure for n in ratings.observations()} & {
        "median_of_children",
        "projected_of_children",
    }
    said = [say(each) for each in about_hindsight(framed(framework=PACED), [ratings])]
    assert len(said) == 1
    assert said[0].startswith("Like against like")
    ax = hindcast_chart(ratings.path)
    assert "before and after 2016" in description(ax)
    stored = to_json(Chart("came", description(ax), drawing=drawing_of(ax)))
    assert json.dumps(stored, allow_nan=False)


def test_what_its_targets_would_take(framed):
    study = framed()
    needs = {each.name: each for each in efforts(study)}
    assert list(needs) == ["ratings", "helplines", "sales", "goal-equal"]
    # Half of 193 are 97, less the 60 that were counted.
    assert needs["helplines"].needed.value == 97 - 60
    # 20 % of 193 are 38: so many are to end it. Nobody is named for that.
    assert needs["sales"].needed.high == assess_pillar(study, "sales").to_add.high
    assert needs["sales"].states == ()
    # 75 % of children, whichever states: India and China together are not enough above 60 %.
    ratings = needs["ratings"]
    assert ratings.is_in_children
    assert 1 <= ratings.needed.low <= ratings.needed.high
    enough = {each.name: each for each in if_these_adopted(study, ratings.states)}["ratings"]
    assert enough.reached == "yes"
    # No evidence tells who has helplines, so that it can't be said which states the goal takes.
    assert needs["goal-equal"].needed.estimate == Unmeasured("no_evidence")
    said = " ".join(say(each) for each in about_efforts(list(needs.values())))
    assert "Children who play safely: no evidence tells state by state who has it" in said
    assert "A target in children is reached sooner by large countries: Ratings, " in said
    (key,) = (say(each) for each in about_needed(list(needs.values())))
    assert "Ratings, another" in key


def test_a_falling_target_of_children_and_a_rule_that_needs_both_are_not_planned(framed):
    falling = GAMES.replace(
        "target: {state: set, statement: At most 20 %, of: countries, percent: 20, direction: fall}",
        "target: {state: set, statement: At most 20 %, of: children, percent: 20, direction: fall}",
    ).replace("countries: {percent: 55, rounding: 5}", "children: {percent: 55, rounding: 5}")
    needs = {each.name: each for each in efforts(framed(framework=falling))}
    assert needs["sales"].needed.estimate == Unmeasured("not_rising")
    both = GAMES.replace(
        "baseline: {percent: 53, rounding: 1}", "baseline: {percent: 40, rounding: 1}"
    )
    needs = {each.name: each for each in efforts(framed(framework=both))}
    assert needs["goal-both"].needed.estimate == Unmeasured("no_plan_by_rule")
    said = " ".join(say(each) for each in about_efforts(list(needs.values())))
    assert "the rule needs both at once in every state" in said


def test_without_a_goal_or_a_target_in_figures_its_plan_ends_well(framed):
    without = GAMES[: GAMES.index("goal:\n")] + GAMES[GAMES.index("pillars:\n") :]
    study = framed(framework=without)
    assert "goal" not in {each.target.subject for each in efforts(study)}
    assert largest_without(study)
    assert [each.name for each in if_these_adopted(study, ["KEN"])] == ["ratings"]


def test_what_its_projections_hang_on(framed):
    found = {each.name: each for each in sensitivities(framed(framework=PACED), samples=64)}
    assert list(found) == ["ratings", "helplines", "sales", "goal"]
    ratings, sales, goal = found["ratings"], found["sales"], found["goal"]
    # A target of children has no number of countries, and what should fall is reached from above.
    assert isinstance(ratings.chosen.estimate, ChildShare)
    assert "denominator" not in {each.factor for each in ratings.swings}
    assert "% of children would live in countries" in " ".join(map(say, about_sensitivity(ratings)))
    for each in [each for swing in sales.swings for each in swing.settings]:
        assert each.reached == (each.chosen.value <= 0.2)
    assert (goal.chosen.year, goal.chosen.clock) == (2022, 2016)
    for each in found.values():
        assert description(tornado_chart(each.settings))
        assert all(map(say, about_sensitivity(each)))


def test_a_rule_that_bounds_the_goal_hangs_on_how_far_the_pillars_overlap(framed):
    both = PACED.replace(
        "baseline: {percent: 53, rounding: 1}", "baseline: {percent: 40, rounding: 1}"
    )
    (goal,) = sensitivities(framed(framework=both), "goal", samples=64)
    assert goal.rule.id == "both"
    assert "rule" not in {each.factor for each in goal.swings}  # only this one can have been used
    overlap = next(each for each in goal.swings if each.factor == "overlap")
    ends = {each.code: each.chosen.value for each in overlap.settings}
    shares = [project_pillar(framed(framework=both), p) for p in ("ratings", "helplines")]
    medians = [each.children_forecast.quantile(0.5).value for each in shares]
    assert ends["most"] == pytest.approx(min(medians))
    assert ends["least"] == pytest.approx(max(0.0, sum(medians) - 1))
    assert "how far the pillars reach the same children" in " ".join(
        map(say, about_sensitivity(goal))
    )


def test_without_a_pace_or_a_goal_it_is_said_that_nothing_hangs_on_anything(framed):
    found = sensitivities(framed())
    assert {each.reason for each in found} == {"no_pace"}
    (text,) = map(say, about_hanging(found))
    assert "Ratings, Helplines, Sales and Children who play safely: no related count" in text
    assert sensitivities(framed("africa")) == []
    without = PACED[: PACED.index("goal:\n")] + PACED[PACED.index("pillars:\n") :]
    found = sensitivities(framed(framework=without), samples=64)
    assert [each.name for each in found] == ["ratings", "helplines", "sales"]


@pytest.fixture
def reported(playground, tmp_path):
    """Make the world's report on a made-up framework, or some of its chapters."""

    def make(text, *only):
        file = tmp_path / "games.yaml"
        file.write_text(text, encoding="utf-8")
        framework = load_framework(file)
        world = open_study(framework=file, root=playground).area
        every = chapters(ROOT / "notebooks", world, framework, year=2016)
        parts = tuple(part for part in every if not only or part.name in only)
        request = Request(world, parts, 2016, "WPP2012", str(file), ())
        reports = tmp_path / "reports"
        return make_report(request, framework=framework, root=playground, reports=reports)

    return make


@pytest.mark.slow
def test_what_came_is_a_chapter_of_a_framework_with_other_years(reported):
    report = reported(PACED, "projection", "hindcast")
    text = re.sub(r"<[^>]+>", "", (report / "report.html").read_text(encoding="utf-8"))
    assert "Were such projections any good?" in text
    assert "Sales, projected from 2016 to 2018" in text
    numbers = json.loads((report / "results.json").read_text(encoding="utf-8"))["numbers"]
    shown = {number["measure"]: number for number in numbers}
    assert shown["projected_counted"]["level"] == 90
    assert shown["crps"]["horizon"] > 0


@pytest.mark.slow
def test_what_it_would_take_is_a_chapter_of_a_framework_with_other_years(reported):
    report = reported(GAMES, "plan")
    text = re.sub(r"<[^>]+>", "", (report / "report.html").read_text(encoding="utf-8"))
    for words in ("What would it take?", "Law on ratings: which countries", "If these adopted"):
        assert words in text
    numbers = json.loads((report / "results.json").read_text(encoding="utf-8"))["numbers"]
    shown = {number["measure"]: number for number in numbers}
    assert shown["fewest"]["horizon"] == 6
    assert shown["children_if_adopted"]["clock"] == 2016


@pytest.mark.slow
@pytest.mark.parametrize("text", [GAMES, PACED], ids=["no history", "with a history"])
def test_what_it_hangs_on_is_a_chapter_of_a_framework_with_other_years(reported, text):
    report = reported(text, "sensitivity")
    told = re.sub(r"<[^>]+>", "", (report / "report.html").read_text(encoding="utf-8"))
    numbers = json.loads((report / "results.json").read_text(encoding="utf-8"))["numbers"]
    assert "What does it hang on?" in told
    if text == GAMES:
        assert "no related count is named" in told
        return
    assert "Sales: what does it hang on?" in told
    shown = {number["measure"]: number for number in numbers}
    assert (shown["variance_together"]["level"], shown["variance_together"]["clock"]) == (90, 2016)


@pytest.mark.slow
def test_its_report_speaks_its_own_words(reported):
    report = reported(GAMES)
    page = (
        (report / "report.html")
        .read_text(encoding="utf-8")
        .split(">The data and their quality</h2>")[0]
    )
    text = re.sub(r"<[^>]+>", "", page).replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "Children who play safely: the goal",
        "of children had safe games",
        "Ratings: 60 % of children lived in countries that had a law on ratings",
        "Sales: 55 % of countries had sales without rating, against a target of 20 %. Still to end it",
        "the share had to fall by",
    ):
        assert words in text
    for foreign in ("abuse", "Connect 2020", "basic level of protection"):
        assert foreign not in text
    results = json.loads((report / "results.json").read_text(encoding="utf-8"))
    numbers = {n["key"]: n for n in results["numbers"]}
    assert numbers["world.2016.sales.target_count"]["value"] == 38
    assert numbers["world.2016.ratings.published.baseline_of_children"]["unit"] == "% of children"


@pytest.mark.slow
def test_without_a_goal_its_report_tells_the_rest(reported):
    start, end = GAMES.index("goal:"), GAMES.index("pillars:")
    report = reported(GAMES[:start] + GAMES[end:], "report", "baseline")
    assert len(list((report / "notebooks").iterdir())) == 2
    page = (report / "report.html").read_text(encoding="utf-8")
    for words in ("against a target of", "What was published, and what can it stand for?"):
        assert words in page
    assert "How far is the goal?" not in page
    assert not (report / "charts" / "rules.png").exists()


def test_a_goal_over_a_falling_pillar_is_refused(framed):
    falling = GAMES.replace("combines: [ratings, helplines]", "combines: [ratings, sales]").replace(
        "      countries: {percent: 55, rounding: 5}",
        "      countries: {percent: 55, rounding: 5}\n      children: {percent: 50, rounding: 5}",
    )
    with pytest.raises(FrameworkError, match=r"goal\.combines: pillar 'sales' should fall"):
        framed(framework=falling)


def test_two_indicators_may_speak_for_one_pillar(framed):
    both = GAMES.replace(
        "evidence: [{indicator: rating_law, role: direct}]",
        "evidence: [{indicator: rating_law, role: direct}, {indicator: unrated_sales, role: direct}]",
    )
    ratings = assess_pillar(framed(framework=both), "ratings")
    # Known of NAM, AND and KEN by one of the two, and of DEU up to 2015 only.
    assert ratings.unreported.value == 193 - 3


def test_a_count_beside_a_target_of_children_can_be_told(framed):
    counted = GAMES.replace(
        "      children: {percent: 60, rounding: 1}",
        "      children: {percent: 60, rounding: 1}\n      count: {value: 60}\n"
        "      countries: {percent: 31, rounding: 1}",
    )
    ratings = assess_pillar(framed(framework=counted), "ratings")
    texts = [say(sentence) for sentence in about_pillar(ratings)]
    assert texts[0].startswith("In 2016, 60")
    assert not any("The source prints a count" in text for text in texts)


@pytest.mark.slow
def test_totals_imply_what_each_kind_of_baseline_allows(framed):
    """A share of children without a count, a count without a share, and figures that fit no denominator."""
    ratings = implied_by_totals(framed(), "ratings")
    assert {r.totals.count for r in ratings.readings} == {Estimate(0, 193)}
    assert set(ratings.states) == {EITHER}
    assert about_implied(ratings)[0].id == "implied-result"
    sales = implied_by_totals(framed(), "sales")
    assert {r.totals.share for r in sales.readings} == {None}
    # 52.5 to 57.5 % of the 193 Member States, or of 150 of them.
    counts = [(r.denominator, r.totals.count.low, r.totals.count.high) for r in sales.readings]
    assert counts == [("member_states", 102, 110), ("surveyed", 79, 86)] * 2
    assert implied_by_totals(framed(), "helplines") is None  # no direct evidence
    assert implied_by_totals(framed(), "training") is None
    # 110 and 55 % fit 200 countries and no denominator that is declared.
    odd = GAMES.replace("countries: {percent: 55, rounding: 5}", COUNTED_SALES)
    assert implied_by_totals(framed(framework=odd), "sales") is None
    # 0.3 % of 150 countries are none and of 193 neither.
    odd = GAMES.replace("percent: 55, rounding: 5}", "percent: 0.3, rounding: 0.1}")
    assert implied_by_totals(framed(framework=odd), "sales") is None


def test_a_share_that_can_be_none_fits_every_denominator(framed):
    # 0.3 % in whole per cents may be 0 %, so that it says nothing of the denominator of a count.
    odd = GAMES.replace(
        "countries: {percent: 55, rounding: 5}",
        "count: {value: 1}\n      countries: {percent: 0.3, rounding: 1}",
    )
    found = implied_by_totals(framed(framework=odd), "sales")
    assert {r.denominator for r in found.readings} == {"member_states", "surveyed"}
    assert {(r.totals.count.low, r.totals.count.high) for r in found.readings} == {(1, 1)}


COUNTED_SALES = "count: {value: 110}\n      countries: {percent: 55, rounding: 1}"


@pytest.mark.slow
def test_a_count_that_evidence_fills_up_leaves_no_other_state(framed):
    two = GAMES.replace("countries: {percent: 55, rounding: 5}", "count: {value: 1}")
    found = implied_by_totals(framed(framework=two), "sales")
    # Namibia is known to be the one: nobody else can have been counted.
    assert (found.states == NOT_COUNTED).all()
    assert found.to_frame()["always"].all()
    assert found.to_frame()["otherwise"].isna().all()
    ids = [s.id for s in about_implied(found)]
    assert ids == ["implied-result", "implied-not_counted", "implied-resting"]
    assert found.rests_on("IND") == ("NAM",)
