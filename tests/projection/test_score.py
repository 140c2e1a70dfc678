import numpy as np
import pandas as pd
import pytest

from copcalc.errors import MeasureError
from copcalc.projection.hindcast import COLUMNS
from copcalc.projection.score import best_model, score_models


def case(series, model, crps, *, origin=2010, year=2012, error=0.0, inside=True, spread=0.0):
    """A row as `hindcast_table` makes it; without a score where the CRPS is None."""
    about = (series, model, origin, year, year - origin, 0.5, 0.5)
    if crps is None:
        return (*about, *[None] * 9)
    return (*about, 0.5, 0.5, 0.4, 0.6, error, error, crps, crps + spread, inside)


def tabled(*rows):
    return pd.DataFrame(list(rows), columns=list(COLUMNS))


def judged(*rows, **options):
    found = score_models(tabled(*rows), **options)
    return {(row.series, row.model): row for row in found.itertuples()}


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
    found = score_models(tabled(*rows))
    assert found[["series", "model"]].to_numpy().tolist() == [
        ["all", "b"],
        ["all", "a"],
        ["Ant", "a"],
        ["Ant", "b"],
        ["zebra", "b"],
        ["zebra", "a"],
    ]
    shuffled = score_models(tabled(*rows[::-1]))
    pd.testing.assert_frame_equal(found, shuffled)


def test_outcomes_after_what_is_known_decide_nothing():
    early = [case("a", "no_change", 0.1, year=2011), case("a", "drift", 0.2, year=2011)]
    late = [case("a", "no_change", 0.9, year=2015), case("a", "later", 0.0, year=2015)]
    assert judged(*early, *late, known_by=2014) == judged(*early)
    assert judged(*early, *late, known_by=2011) == judged(*early)
    assert set(judged(*early, *late, known_by=2010)) == set()


def test_no_common_case_means_no_scores(refuses):
    found = judged(case("a", "no_change", 0.1, year=2011), case("a", "drift", 0.1, year=2012))
    assert found == {}
    empty = score_models(tabled(case("a", "drift", None)))
    assert list(empty.columns) == ["series", "model", "cases", "error", "crps", "inside", "skill"]
    with refuses(MeasureError, "hindcast", "no model could be scored in every series"):
        best_model(empty)


def test_no_best_model_where_none_was_scored_everywhere(refuses):
    found = score_models(tabled(case("a", "x", 0.1), case("b", "y", 0.1)))
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


def test_what_is_left_open_decides_nothing():
    found = judged(
        case("a", "no_change", 0.10, year=2011),
        case("a", "drift", 0.05, year=2011),
        case("a", "no_change", 0.10, year=2012),
        case("a", "drift", 0.00, year=2012, spread=0.3),
        case("b", "no_change", 0.10, spread=0.1),
        case("b", "drift", 0.10, spread=0.1, inside=None),
    )
    assert {key: row.cases for key, row in found.items()} == {
        (series, model): 1 for series in ("all", "a") for model in ("no_change", "drift")
    }
    # Two ends of equal score on either side of the outcome.
    row = list(case("c", "drift", 0.1))
    row[COLUMNS.index("error_high")] = 0.2
    assert judged(row) == {}
    # The last digits of what is known exactly are no interval.
    assert judged(case("a", "drift", 0.1, spread=1e-16))["a", "drift"].cases == 1


def test_what_is_no_table_of_hindcasts_is_refused(refuses):
    with refuses(MeasureError, "score_models", "no column horizon", "hindcast_table"):
        score_models(tabled().drop(columns="horizon"))
    with refuses(MeasureError, "known_by", "2010.5"):
        score_models(tabled(), known_by=2010.5)
    for odd in (tabled(), None):
        with refuses(MeasureError, "best_model", "no scores", "score_models"):
            best_model(odd)
    with refuses(MeasureError, "score_models", "no column series"):
        score_models([])
    with refuses(MeasureError, "drift projects a from 2010 to 2012 twice", "another name"):
        score_models(tabled(*[case("a", "drift", 0.1), case("a", "no_change", 0.1)] * 2))
    with refuses(MeasureError, "score_models", "'all'"):
        score_models(tabled(case("all", "drift", 0.1)))
