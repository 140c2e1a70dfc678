"""Projections held against what came: scores of models, pillars and indicators in hindsight."""

from dataclasses import replace

import pytest

from copcalc.assessment import Observation, assess_pillars, outcome_table
from copcalc.assessment.adopting import history_of, project_indicator, project_indicators
from copcalc.assessment.hindcasts import count_series, hindcasts, usual_model
from copcalc.assessment.hindsight import verdict
from copcalc.assessment.projected import project_pillar
from copcalc.assessment.realised import (
    indicators_in_hindsight,
    pillar_in_hindsight,
    pillars_in_hindsight,
)
from copcalc.assessment.scored import hindcast_cases, last_counted, model_scores
from copcalc.errors import CopcalcError, FrameworkError, MeasureError
from copcalc.measure import CountryShare, Unmeasured
from copcalc.projection.forecast import forecast_count
from copcalc.projection.score import score_models
from copcalc.projection.trend import MODELS, fit_trend, trend_model
from copcalc.report.stored import keep

LAW, SUFFICIENT, NETWORK, NEITHER = (
    "icmec_no_specific_legislation",
    "icmec_legislation_sufficient",
    "inhope_countries",
    "countries_without_any_national_hotline_or_portal",
)


@pytest.fixture(scope="module")
def pillars(world):
    return {each.subject: each for each in pillars_in_hindsight(world)}


@pytest.fixture(scope="module")
def by_state(world):
    return {each.name: each for each in indicators_in_hindsight(world)}


def test_the_model_that_projections_use_is_the_first_of_the_scores(study):
    for year in (2012, 2014, 2018, 2022):
        asked = study(year=year)
        scores = model_scores(asked)
        assert scores["model"].iloc[0] == usual_model(asked)
        assert project_pillar(asked, "legal", year=2030).model == scores["model"].iloc[0]
        overall = scores.loc[scores["name"] == "all", "crps"]
        assert overall.is_monotonic_increasing


def test_scores_are_those_of_the_hindcasts(world):
    plain = score_models(hindcasts(world)).set_index(["series", "model"])
    scores = model_scores(world)
    assert len(scores) == len(plain)
    for (series, model), score in plain.iterrows():
        row = scores.loc[f"{series}.{model}"]
        assert row[["cases", "error", "crps", "inside", "skill"]].tolist() == pytest.approx(
            score[["cases", "error", "crps", "inside", "skill"]].tolist()
        )


def test_no_change_saves_nothing_against_itself_and_is_the_best_for_one_count(world):
    later = model_scores(world, until=2024)
    still = later[later["model"] == "no_change"]
    assert (still["skill"] == 0).all()
    of_network = later[later["name"] == "Countries in the INHOPE network"]
    assert of_network["model"].iloc[0] == "no_change"


def test_every_count_clock_year_and_model_stands_in_the_cases(world):
    cases = hindcast_cases(world, until=2024)
    series = count_series(world, until=2024)
    asked = {
        (name, model, origin, year)
        for name, each in series.items()
        for origin in each.until(2014).years.tolist()
        for year in each.after(origin).years.tolist()
        for model in MODELS
    }
    assert set(cases.index) == {".".join(map(str, case)) for case in asked}
    assert (cases["horizon"] == cases["year"] - cases["origin"]).all()
    observed = cases[cases.index.str.startswith(LAW) & (cases["year"] == 2018)]["observed"]
    assert observed.unique().tolist() == pytest.approx([180 / 196])
    # Scored is what had been counted often enough for its model.
    for row in cases.itertuples():
        name, model, origin, _ = row.Index.split(".")
        enough = len(series[name].until(int(origin))) >= trend_model(model).needs
        assert (row.crps >= 0) == (row.verdict != "") == enough


def test_a_case_is_the_forecast_of_the_trend_at_its_clock(world):
    case = hindcast_cases(world, until=2024).loc[f"{LAW}.logistic.2012.2018"]
    trend = fit_trend(count_series(world)[LAW], "logistic", clock=2012)
    forecast = forecast_count(trend, 2018, 196)
    assert case["median"] == forecast.quantile(0.5)
    assert (case["projected_low"], case["projected_high"]) == forecast.interval(0.9)
    assert case["error"] == pytest.approx(case["median"] - 180 / 196)
    assert case["crps"] == pytest.approx(forecast.crps(180 / 196))
    assert case["verdict"] == "inside"


def test_keys_tell_the_clock_the_model_and_the_level(world):
    number = hindcast_cases(world).cells().at[f"{LAW}.logistic.2010.2012", "projected"]
    assert number.key == f"world.2012.clock=2010.{LAW}.logistic.level=90.projected_counted"
    record = number.as_record()
    assert (record["horizon"], record["level"]) == (2, 90)
    assert record["source"] == "data/raw/world_counts.csv"


def test_what_came_is_read_to_its_last_year_and_nothing_of_it_moves_the_clock(world, pillars):
    assert last_counted(world) == 2024
    legal = pillars["legal"]
    alone = project_pillar(world, "legal", year=2024)
    assert legal.projection.path.equals(alone.path)
    until = pillar_in_hindsight(world, "legal", until=2016)
    assert until.outcomes["year"].tolist() == [2016, 2016]
    assert until.outcomes.loc[f"legal.{LAW}.2016", "median"] == pytest.approx(
        legal.outcomes.loc[f"legal.{LAW}.2016", "median"], nan_ok=True
    )


def test_the_law_is_held_against_its_counts_and_each_count_against_itself(world, pillars):
    rows = pillars["legal"].outcomes
    assert rows.index.tolist() == [
        f"legal.{s}.{y}" for s in (LAW, SUFFICIENT) for y in (2016, 2018)
    ]
    last = rows.loc[f"legal.{LAW}.2018"]
    assert last["observed"] == 180 / 196
    # The analysis of the counts had found these before there was any notebook.
    assert last["median"] == pytest.approx(0.81, abs=0.005)
    assert (last["verdict"], last["own_verdict"]) == ("above", "inside")
    trend = fit_trend(count_series(world)[LAW], "logistic")
    forecast = forecast_count(trend, 2018, 196)
    assert (last["own_projected_low"], last["own_projected_high"]) == forecast.interval(0.9)


def test_hotlines_are_held_against_those_who_had_neither_hotline_nor_portal(pillars):
    rows = pillars["technical"].outcomes
    assert rows["year"].tolist() == [2022, 2018, 2019, 2021, 2024]
    wide = rows.loc[f"technical.{NEITHER}.2022"]
    assert wide["observed"] == pytest.approx(1 - 79 / 196)
    # It was counted once, so that it has no past to be projected from.
    cell = pillars["technical"].outcomes.cells().at[f"technical.{NEITHER}.2022", "own_projected"]
    assert cell.estimate == Unmeasured("too_few_counts")
    assert wide["own_verdict"] == "open"


def test_its_path_holds_the_projection_and_the_counts_before_and_after(pillars):
    path = pillars["technical"].path
    assert path["year"].tolist() == [2010, 2012, *range(2014, 2025)]
    assert path[NETWORK].notna().sum() == 7
    assert path[NEITHER].dropna().index.tolist() == ["2022"]
    assert path["median_low"].isna().sum() == 2
    assert path.loc["2024", NETWORK] == pytest.approx(51 / 193)


def test_without_a_later_count_there_is_nothing_to_hold_against(study):
    assert pillars_in_hindsight(study(year=2024)) == []
    nothing = pillar_in_hindsight(study(year=2024), "legal")
    assert nothing.outcomes.empty
    assert not nothing.is_scored
    with pytest.raises(MeasureError, match="no outcome"):
        outcome_table([nothing])


def test_published_levels_and_counts_are_worldwide(study):
    assert pillars_in_hindsight(study("africa")) == []
    found = pillar_in_hindsight(study("africa"), "legal").outcomes
    assert found["observed"].notna().all()
    assert found["median"].isna().all()
    assert set(found["verdict"]) == {"open"}


def test_the_chosen_model_is_used_for_both(world):
    drift = pillar_in_hindsight(world, "legal", model="drift", level=0.5)
    cells = drift.outcomes.cells().loc[f"legal.{LAW}.2018"]
    assert {cells[name].method for name in ("projected", "own_projected")} == {"drift"}
    assert {cells[name].level for name in ("projected", "own_projected")} == {0.5}


def test_where_all_is_known_the_evidence_scores_its_projection(world, by_state):
    assert [name for name, each in by_state.items() if each.is_scored] == ["opsc-2008", "opsc-2014"]
    row = by_state["opsc-2014"].outcomes.iloc[0]
    assert round(193 * row["observed"]) == 175
    made = project_indicator(world, "opsc")
    assert row["median"] == made.median.value
    forecast = made.outlook.at(2020)
    assert row["error"] == pytest.approx(made.median.value - 175 / 193)
    assert row["crps"] == pytest.approx(forecast.value.crps(175 / 193))
    assert row["crps_of_no_change"] == pytest.approx(175 / 193 - 169 / 193)
    assert row["verdict"] == "below"
    assert by_state["opsc-2008"].outcomes["verdict"].tolist() == ["above"]


def test_an_earlier_clock_knows_nothing_of_what_came_after_it(world, by_state):
    early = by_state["opsc-2008"]
    evidence = world.tables.evidence
    since = evidence["since"].fillna(0) <= 2008
    blind = replace(world, tables=replace(world.tables, evidence=evidence[since]))
    then = replace(blind, year=2008)
    assert history_of(then, "opsc")["first_with"].notna().sum() == round(
        193 * early.path.loc["2008", "opsc"]
    )
    assert early.projection.known.value == early.path.loc["2008", "opsc"]
    assert early.projection.study.year == 2008


def test_where_the_outcome_is_open_nothing_is_projected_and_its_bounds_are_told(by_state):
    laws = by_state["national_law-2014"]
    assert laws.projection is None
    row = laws.outcomes.iloc[0]
    assert row["observed_low"] < 0.7 < 0.99 < row["observed_high"]
    assert row["verdict"] == "open"
    assert laws.path.empty
    assert {n.measure for n in laws.observations()} == {"share_of_countries"}


def test_a_state_is_told_of_its_region_and_clocks_can_be_chosen(study):
    of_kenya = indicators_in_hindsight(study("KEN"), "legal", origins=[2006, 2010])
    assert {each.study.area.code for each in of_kenya} == {"africa"}
    assert [each.name for each in of_kenya] == [
        f"{indicator}-{year}" for indicator in ("national_law", "opsc") for year in (2006, 2010)
    ]
    # From 2020 the tables do not reach as far.
    assert indicators_in_hindsight(study(year=2020), origins=[2020]) == []


def test_outcomes_of_all_stand_below_each_other(pillars, by_state):
    table = outcome_table(pillars.values())
    assert len(table) == 9
    assert table.topic.table == "outcomes"
    table = outcome_table(by_state.values())
    assert table["indicator"].tolist() == [
        name for name in ("national_law", "opsc", "hotline") for _ in range(2)
    ]
    assert all(each.is_measured for each in table.observations())


def share(low, high=None):
    estimate = CountryShare(low, low if high is None else high)
    return Observation(
        measure="share_counted", area="world", year=2020, estimate=estimate, sources=()
    )


@pytest.mark.parametrize(
    ("observed", "expected"),
    [
        (share(0.4), "inside"),
        (share(0.6), "inside"),
        (share(0.61), "above"),
        (share(0.1, 0.39), "below"),
        (share(0.3, 0.5), "open"),
        (share(0.3, 0.7), "open"),
    ],
)
def test_a_verdict_is_open_where_bounds_lie_on_both_sides(observed, expected):
    assert verdict(observed, share(0.4, 0.6)) == expected


def test_what_is_not_measured_has_no_verdict():
    silent = replace(share(0.4), estimate=Unmeasured("no_level"))
    assert verdict(silent, share(0.4, 0.6)) == verdict(share(0.4), silent) == "open"


def test_mistakes_are_named(world, refuses):
    with refuses(FrameworkError, "pillar", "laws"):
        pillar_in_hindsight(world, "laws")
    with refuses(MeasureError, "model", "cubic"):
        pillar_in_hindsight(world, "legal", model="cubic")
    with pytest.raises(CopcalcError):
        indicators_in_hindsight(world, origins=["soon"])
    with pytest.raises(CopcalcError):
        pillars_in_hindsight(world, until="soon")


@pytest.mark.parametrize("area", ["world", "africa", "cis"])
def test_no_key_stands_for_two_numbers(study, area):
    asked, numbers = study(area), {}
    found = [*assess_pillars(asked), *project_indicators(asked), *indicators_in_hindsight(asked)]
    for each in found:
        for number in each.observations():
            keep(numbers, number, where=area)
    assert any(".clock=2008." in key for key in numbers)
