"""Published levels at a borrowed pace: what can be said of a pillar and of the goal, and what can't."""

from dataclasses import replace

import pytest

from copcalc.assessment import (
    assess_goal,
    goal_ahead,
    projection_table,
)
from copcalc.assessment.hindcasts import (
    count_series,
    hindcasts,
    usual_model,
)
from copcalc.assessment.projected import (
    by_pace,
    project_goal,
    project_pillar,
    projections,
)
from copcalc.errors import CopcalcError, FrameworkError, MeasureError
from copcalc.measure import CountryShare
from copcalc.projection.bridge import Bridge
from copcalc.projection.score import score_models
from copcalc.projection.trend import MODELS, fit_trend

LAW, SUFFICIENT, NETWORK = (
    "icmec_no_specific_legislation",
    "icmec_legislation_sufficient",
    "inhope_countries",
)


@pytest.fixture(scope="module")
def made(world):
    return {each.name: each for each in projections(world)}


def test_the_law_is_projected_as_a_bridge_at_its_first_counts_pace(world, made):
    law = made["legal"]
    pace = fit_trend(count_series(world)[LAW], "logistic")
    level = CountryShare.published(0.69, step=0.01)
    forecast = Bridge(level, 2014, pace, "a", "b", 193).at(2020)
    assert (law.projected.low, law.projected.high) == forecast.interval(0.9)
    assert law.median.estimate == forecast.quantile(0.5)
    assert law.chance.estimate == forecast.reached(CountryShare.exact(0.9))
    # What the analysis of the counts had found before there was any notebook.
    assert law.projected.as_read().value == pytest.approx(85, abs=0.05)
    assert law.chance.as_read().value == pytest.approx(12.3, abs=0.05)


def test_a_published_count_is_where_hotlines_start(made):
    start = made["technical"].path.iloc[0]
    assert start[["median_low", "median", "median_high"]].tolist() == pytest.approx([51 / 193] * 3)
    assert start["projected_low"] == start["projected_high"] == pytest.approx(51 / 193)


def test_the_required_way_leads_from_the_published_baseline_to_the_target(made):
    for name, ends in (
        ("legal", (0.69, 0.9)),
        ("technical", (0.26, 0.7)),
        ("goal-attainment", (0.62, 0.8)),
    ):
        path = made[name].path
        assert path["year"].tolist() == list(range(2014, 2021))
        assert path["required"].iloc[[0, -1]].tolist() == pytest.approx(ends)
        assert path["required"].diff().dropna().round(9).nunique() == 1


def test_every_interval_holds_the_one_of_even_odds_and_that_the_median(made):
    for each in made.values():
        path = each.path.astype(float)
        assert (path["projected_low"] <= path["likely_low"]).all()
        assert (path["likely_low"] <= path["median_low"]).all()
        assert (path["median_high"] <= path["likely_high"]).all()
        assert (path["likely_high"] <= path["projected_high"]).all()


def test_the_goal_is_projected_by_the_rules_that_fit_and_no_other(made, world):
    fitting = [r.rule.id for r in assess_goal(world).rules if r.baseline.possible]
    assert [name for name in made if name.startswith("goal")] == [f"goal-{r}" for r in fitting]
    mean, attained = made["goal-two_to_one"], made["goal-attainment"]
    # 2/3 : 1/3 of the printed shares prints as 63, which is not what was printed.
    assert mean.median.value is None
    start = mean.path.iloc[0]
    assert [start["median_low"], start["median_high"]] == pytest.approx(
        [(2 * 0.825 + 0.215) / 3, (2 * 0.835 + 0.225) / 3]
    )
    assert attained.path["median"].iloc[0] == pytest.approx((0.83 / 0.9 + 0.22 / 0.7) / 2, abs=1e-6)
    # Nothing is attained by more than all: the mean is at most 1 wherever the law leads.
    assert attained.projected.high == 1


def test_a_rule_of_the_goal_lies_between_its_pillars(made):
    law, hotlines = (made[name].children for name in ("legal", "technical"))
    goal = made["goal-two_to_one"].projected
    assert hotlines.low < goal.low < law.low
    assert hotlines.high < goal.high < law.high


def test_each_pace_and_model_tells_another_number_under_a_key_of_its_own(world):
    found = by_pace(world, "legal", models=MODELS)
    assert len(found) == 2 * len(MODELS)
    keys = [each.projected.key for each in found]
    assert len(set(keys)) == len(keys)
    assert all(f".{each.model}." in each.projected.key for each in found)
    table = projection_table(found)
    assert table.index.is_unique
    chances = table["chance"]
    assert chances.min() < 0.01 < 0.3 < chances.max()


def test_a_record_says_how_far_ahead_how_sure_and_from_where(made):
    told = made["technical"].projected.as_record()
    assert {name: told[name] for name in ("year", "clock", "horizon", "method", "level")} == {
        "year": 2020, "clock": 2014, "horizon": 6, "method": "logistic", "level": 90,
    }  # fmt: skip
    assert told["indicator"] == NETWORK
    assert told["source"] == (
        "itu-connect2020: pillars.technical.baseline; data/raw/world_counts.csv; "
        "itu-connect2020: denominators"
    )
    goal = made["goal-two_to_one"].chance
    assert goal.sources[:2] == (
        "itu-connect2020: pillars.legal.baseline",
        "itu-connect2020: pillars.technical.baseline",
    )
    assert goal.method == "two_to_one+logistic"
    keys = [seen.key for each in made.values() for seen in each.observations()]
    numbers = {seen.key: seen for each in made.values() for seen in each.observations()}
    assert all(numbers[seen.key] == seen for each in made.values() for seen in each.observations())
    assert len(keys) > 100


@pytest.mark.parametrize(
    ("area", "year", "pillar", "reason"),
    [
        ("africa", 2014, "legal", "no_level"),
        ("NAM", 2014, "technical", "no_level"),
        ("world", 2012, "legal", "no_level"),  # the baseline was not known yet
        ("world", 2020, "legal", "year_reached"),
        ("world", 2014, "capacity", "not_set"),
        ("world", 2014, "cooperation", "described"),
    ],
)
def test_where_nothing_can_be_said_the_reason_is(study, area, year, pillar, reason):
    found = project_pillar(study(area, year=year), pillar)
    assert (found.is_projected, found.reason) == (False, reason)
    assert found.path.empty
    numbers = (found.projected, found.median, found.chance, found.children)
    assert not any(each.is_measured for each in numbers)
    # What was published and what is aimed at stays what it is.
    published = project_pillar(study(), "legal")
    if pillar == "legal":
        assert (found.baseline, found.target) == (published.baseline, published.target)
    assert reason in repr(found)


def test_the_goal_is_silent_where_its_pillars_are(study):
    assert project_goal(study("cis"), "attainment").reason == "no_level"
    assert {each.reason for each in projections(study(year=2022))} == {"year_reached"}


def test_too_few_counts_carry_no_model_and_no_count_lends_no_pace(world):
    counts = world.tables.world_counts
    few = counts[(counts["series"] != NETWORK) | (counts["year"] == 2014)]
    asked = replace(world, tables=replace(world.tables, world_counts=few))
    assert project_pillar(asked, "technical").reason == "too_few_counts"
    assert project_goal(asked, "two_to_one").reason == "too_few_counts"
    assert project_pillar(asked, "legal").is_projected
    # The second count is taken where the first carries nothing.
    few = counts[(counts["series"] != LAW) | (counts["year"] == 2012)]
    asked = replace(world, tables=replace(world.tables, world_counts=few))
    assert [each.series for each in project_pillar(asked, "legal").paces] == [SUFFICIENT]


def test_what_was_counted_later_moves_nothing(world):
    counts = world.tables.world_counts
    early = replace(
        world,
        tables=replace(
            world.tables,
            world_counts=counts.assign(value=counts["value"].where(counts["year"] <= 2014, 1)),
        ),
    )
    assert usual_model(early) == usual_model(world)
    assert projection_table(projections(early)).equals(projection_table(projections(world)))


def test_a_later_clock_learns_from_later_counts(study):
    found = project_pillar(study(year=2018), "legal")
    assert found.projected.clock == 2018
    assert found.path["year"].iloc[0] == 2014
    assert found.projected.as_record()["horizon"] == 2


def test_another_horizon_goes_on_after_the_target_year(world):
    path = project_pillar(world, "legal", year=2025).path
    assert path["year"].iloc[-1] == 2025
    assert path.loc["2025", ["required", "required_low"]].isna().all()
    assert path["median"].is_monotonic_increasing


def test_a_wider_level_is_a_wider_interval(world):
    narrow, wide = (project_pillar(world, "legal", level=level).projected for level in (0.5, 0.95))
    assert wide.low < narrow.low < narrow.high < wide.high
    assert ".level=50." in narrow.key


def test_another_denominator_is_said_to_be_assumed(study):
    found = project_pillar(study().assume(denominator="icmec"), "technical")
    assert found.projected.scenario == "denominator=icmec"
    assert found.path["median"].iloc[0] == pytest.approx(51 / 196)


def test_the_usual_model_is_the_one_that_scored_best(world):
    scores = score_models(hindcasts(world))
    overall = scores[scores["series"] == "all"].set_index("model")["crps"]
    assert usual_model(world) == overall.idxmin() == "logistic"
    silent = world.tables.world_counts[world.tables.world_counts["year"] == 2014]
    counts = world.tables.world_counts.drop_duplicates("series")
    for few in (silent, counts):
        tables = replace(world.tables, world_counts=few)
        related = set(few["series"])
        if {LAW, SUFFICIENT, NETWORK} <= related:
            assert usual_model(replace(world, tables=tables)) == "no_change"


def test_what_cannot_be_asked_is_refused(world, refuses):
    with refuses(MeasureError, "model", "no trend model 'straight'"):
        project_pillar(world, "legal", model="straight")
    with refuses(FrameworkError, "pace", "names no related count", LAW):
        project_pillar(world, "legal", pace=NETWORK)
    with refuses(FrameworkError, "pace", "leave it out"):
        project_pillar(world, "capacity", pace=NETWORK)
    with refuses(FrameworkError, "goal", "no rule 'all'", "two_to_one"):
        project_goal(world, "all")
    with refuses(MeasureError, "interval", "90 % is 0.9"):
        project_pillar(world, "legal", level=90)
    with refuses(CopcalcError, "year"):
        project_pillar(world, "legal", year=20)
    with refuses(MeasureError, "projection_table", "no projection"):
        projection_table([])


def test_the_goal_by_all_its_rules_is_one_range_and_by_one_rule_that_rule(made):
    both = goal_ahead(made.values())
    assert both.value is None
    assert both.low == min(made[f"goal-{r}"].projected.low for r in ("two_to_one", "attainment"))
    assert both.method == "two_to_one|attainment+logistic"
    assert goal_ahead([made["legal"], made["goal-attainment"]]) == made["goal-attainment"].projected
    assert goal_ahead([made["legal"]]) is None
