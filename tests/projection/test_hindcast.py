import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copcalc.errors import MeasureError
from copcalc.projection.distribution import Distribution
from copcalc.projection.forecast import LEVEL, forecast_count
from copcalc.projection.hindcast import (
    COLUMNS,
    Hindcast,
    best_model,
    hindcasts,
    scores,
    table,
)
from copcalc.projection.series import Series
from copcalc.projection.trend import MODELS, fit_trend

YEARS = np.arange(2006, 2014)
COUNTS = Series(YEARS, np.array([40, 52, 61, 75, 80, 97, 104, 110]), np.full(8, 193))


def case(series, model, crps, *, origin=2010, year=2012, error=0.0, inside=True):
    """A row as `table` makes it; without a score where the CRPS is None."""
    scored = (None,) * 6 if crps is None else (0.5, 0.4, 0.6, error, crps, inside)
    return (series, model, origin, year, 0.5, *scored)


def judged(*rows, **options):
    found = scores(pd.DataFrame(list(rows), columns=list(COLUMNS)), **options)
    return {(row.series, row.model): row for row in found.itertuples()}


def test_every_model_is_asked_at_every_clock_about_every_later_year():
    made = hindcasts("laws", COUNTS, origins=[2008, 2011])
    assert {(h.model, h.origin, h.year) for h in made} == {
        (model, origin, year)
        for model in MODELS
        for origin in (2008, 2011)
        for year in range(origin + 1, 2014)
    }
    assert len(made) == 5 * (5 + 2)
    assert {h.observed for h in made if h.year == 2013} == {110 / 193}
    assert all(h.forecast is not None for h in made)


def test_a_forecast_is_the_one_that_could_have_been_made_then():
    (made,) = hindcasts("laws", COUNTS, origins=[2009], models=["logistic"], years=[2012])
    then = forecast_count(fit_trend(COUNTS.until(2009), "logistic"), 2012, 193)
    assert made.forecast.probabilities == pytest.approx(then.probabilities, abs=0)


@given(st.data(), st.sampled_from(list(MODELS)), st.integers(2008, 2012))
def test_what_comes_after_the_clock_reaches_no_forecast(data, model, clock):
    after = clock < YEARS
    size = int(after.sum())
    later = data.draw(st.lists(st.integers(0, 193), min_size=size, max_size=size), label="later")
    changed = COUNTS.covered.copy()
    changed[after] = later
    other = Series(YEARS, changed, COUNTS.denominators)
    first, second = (
        hindcasts("laws", series, origins=[clock], models=[model]) for series in (COUNTS, other)
    )
    assert len(first) == len(second) == size
    for one, two in zip(first, second, strict=True):
        assert np.array_equal(one.forecast.probabilities, two.forecast.probabilities)
    assert [h.observed for h in second] == [count / 193 for count in later]


def test_what_comes_before_the_clock_does():
    changed = COUNTS.covered.copy()
    changed[3] += 20
    other = Series(YEARS, changed, COUNTS.denominators)
    for model in MODELS:
        (one,), (two,) = (
            hindcasts("laws", series, origins=[2010], models=[model], years=[2013])
            for series in (COUNTS, other)
        )
        assert not np.array_equal(one.forecast.probabilities, two.forecast.probabilities)


def test_too_few_observations_are_said_and_not_scored():
    made = hindcasts("laws", COUNTS, origins=[2005, 2006, 2007], years=[2013])
    possible = {(h.origin, h.model) for h in made if h.forecast}
    assert possible == {(2007, "no_change")}
    rows = table(made)
    assert rows["crps"].notna().sum() == 1
    assert rows["observed"].notna().all()


def test_a_clock_after_all_observations_leaves_nothing_to_score():
    made = hindcasts("laws", COUNTS, origins=[2013, 2020])
    assert made == []
    assert scores(table(made)).empty


def test_models_and_names_that_can_t_be_are_refused(refuses):
    with refuses(MeasureError, "model", "'magic'", "logistic"):
        hindcasts("laws", COUNTS, origins=[2005], models=["magic"])
    with refuses(MeasureError, "hindcasts", "'all'"):
        hindcasts("all", COUNTS, origins=[2010])


def test_a_row_tells_error_score_and_whether_the_interval_held():
    forecast = Distribution(np.array([0.05, 0.45, 0.45, 0.05]), 0.1)
    row = dict(zip(COLUMNS, Hindcast("s", "m", 2010, 2012, 0.3, forecast).row(), strict=True))
    assert (row["series"], row["model"], row["origin"], row["year"]) == ("s", "m", 2010, 2012)
    assert (row["median"], row["low"], row["high"]) == pytest.approx((0.1, 0.0, 0.2))
    assert row["error"] == pytest.approx(-0.2)
    # 0.1 * (0.05**2 + 0.5**2 + 0.95**2), step by step from 0 to 0.3
    assert row["crps"] == pytest.approx(0.1155)
    assert row["inside"] is False


@pytest.mark.parametrize("observed", [0.0, 0.3])
def test_the_ends_of_the_interval_belong_to_it(observed):
    forecast = Distribution(np.array([0.06, 0.44, 0.44, 0.06]), 0.1)
    row = dict(zip(COLUMNS, Hindcast("s", "m", 1, 2, observed, forecast).row(), strict=True))
    assert (row["low"], row["high"]) == pytest.approx((0, 0.3))
    assert row["inside"] is True


def test_scores_are_means_over_the_cases_of_a_series_and_then_over_the_series():
    found = judged(
        case("a", "no_change", 0.10, year=2011, error=-0.2),
        case("a", "no_change", 0.30, year=2012, error=0.4, inside=False),
        case("a", "drift", 0.05, year=2011, error=0.1),
        case("a", "drift", 0.05, year=2012, error=-0.1),
        case("b", "no_change", 0.40, error=0.5),
        case("b", "drift", 0.50, error=0.7, inside=False),
    )
    still = found["a", "no_change"]
    assert (still.cases, still.error, still.crps, still.inside, still.skill) == pytest.approx(
        (2, 0.3, 0.2, 0.5, 0)
    )
    assert found["a", "drift"].skill == pytest.approx(0.75)
    assert found["b", "drift"].skill == pytest.approx(-0.25)
    drift = found["all", "drift"]
    assert (drift.cases, drift.error, drift.crps, drift.inside) == pytest.approx(
        (3, 0.4, 0.275, 0.5)
    )
    assert drift.skill == pytest.approx(1 - 0.275 / 0.3)


def test_models_are_compared_on_what_all_of_them_could_project():
    found = judged(
        case("a", "no_change", 0.1, year=2011),
        case("a", "no_change", 0.3, year=2012),
        case("a", "drift", None, year=2011),
        case("a", "drift", 0.2, year=2012),
    )
    assert (found["a", "no_change"].cases, found["a", "no_change"].crps) == (1, 0.3)
    assert (found["a", "drift"].cases, found["a", "drift"].crps) == (1, 0.2)


@pytest.mark.parametrize("silent", [[], [case("b", "states", None)]], ids=["absent", "no forecast"])
def test_a_model_of_some_series_is_scored_there_and_not_over_all(silent):
    found = judged(
        case("a", "no_change", 0.3, year=2011),
        case("a", "no_change", 0.5, year=2012),
        case("a", "states", 0.1, year=2012),
        case("b", "no_change", 0.2),
        case("b", "drift", 0.4),
        *silent,
    )
    assert set(found) == {
        ("all", "no_change"),
        ("a", "no_change"),
        ("a", "states"),
        ("b", "no_change"),
        ("b", "drift"),
    }
    # In its own series it limits the cases; in the other it does not.
    assert found["a", "no_change"].cases == found["b", "no_change"].cases == 1
    assert found["a", "states"].skill == pytest.approx(0.8)
    assert found["all", "no_change"].crps == pytest.approx(0.35)
    assert best_model(pd.DataFrame(found.values())) == "no_change"


def test_a_series_that_one_model_alone_could_project_compares_nothing():
    found = judged(
        case("a", "no_change", 0.3),
        case("a", "drift", 0.1),
        case("b", "no_change", 0.05),
        case("b", "drift", None),
    )
    assert set(found) == {
        ("all", "no_change"),
        ("all", "drift"),
        ("a", "no_change"),
        ("a", "drift"),
    }
    assert best_model(pd.DataFrame(found.values())) == "drift"


def test_the_best_come_first_and_all_before_each():
    rows = [
        case("zebra", "b", 0.2),
        case("zebra", "a", 0.3),
        case("Ant", "a", 0.1),
        case("Ant", "b", 0.1),
    ]
    found = scores(pd.DataFrame(rows, columns=list(COLUMNS)))
    assert found[["series", "model"]].to_numpy().tolist() == [
        ["all", "b"],
        ["all", "a"],
        ["Ant", "a"],
        ["Ant", "b"],
        ["zebra", "b"],
        ["zebra", "a"],
    ]
    shuffled = scores(pd.DataFrame(rows[::-1], columns=list(COLUMNS)))
    pd.testing.assert_frame_equal(found, shuffled)


def test_outcomes_after_what_is_known_decide_nothing():
    early = [case("a", "no_change", 0.1, year=2011), case("a", "drift", 0.2, year=2011)]
    late = [case("a", "no_change", 0.9, year=2015), case("a", "later", 0.0, year=2015)]
    assert judged(*early, *late, known_by=2014) == judged(*early)
    assert set(judged(*early, *late, known_by=2010)) == set()


def test_no_common_case_means_no_scores(refuses):
    found = judged(case("a", "no_change", 0.1, year=2011), case("a", "drift", 0.1, year=2012))
    assert found == {}
    empty = scores(pd.DataFrame([case("a", "drift", None)], columns=list(COLUMNS)))
    assert list(empty.columns) == ["series", "model", "cases", "error", "crps", "inside", "skill"]
    with refuses(MeasureError, "hindcast", "no model could be scored in every series"):
        best_model(empty)


def test_no_best_model_where_none_was_scored_everywhere(refuses):
    found = scores(pd.DataFrame([case("a", "x", 0.1), case("b", "y", 0.1)], columns=list(COLUMNS)))
    assert set(found["series"]) == {"a", "b"}
    with refuses(MeasureError, "hindcast", "every series"):
        best_model(found)


def test_equal_scores_go_to_the_first_by_name_whatever_their_last_digit():
    overall = pd.DataFrame(
        {"series": "all", "model": ["c", "b", "a"], "crps": [0.3, 0.1 + 0.2, 0.4]}
    )
    assert best_model(overall) == "b"
    assert best_model(overall[::-1]) == "b"
    assert best_model(pd.concat([overall, overall.assign(series="one", crps=0.0)])) == "b"


@pytest.mark.parametrize("rows", [[("drift", 0.2)], [("drift", 0.2), ("no_change", 0.0)]])
def test_skill_is_missing_where_no_change_says_nothing(rows):
    found = judged(*(case("a", model, crps) for model, crps in rows))
    assert all(np.isnan(row.skill) for row in found.values())


def test_intervals_hold_about_as_often_as_they_say():
    """Random walks of the log-odds: the drift model is right, so 90 % should lie inside."""
    rng, inside = np.random.default_rng(8), []
    for _ in range(150):
        odds = -1 + np.cumsum(rng.normal(0.1, 0.15, 16))
        covered = np.rint(1000 / (1 + np.exp(-odds))).astype(int)
        counts = Series(np.arange(2000, 2016), covered, np.full(16, 1000))
        made = hindcasts("walk", counts, origins=[2011], models=["drift"], years=[2013])
        inside += table(made)["inside"].tolist()
    assert abs(np.mean(inside) - LEVEL) < 4 * np.sqrt(LEVEL * (1 - LEVEL) / len(inside))
