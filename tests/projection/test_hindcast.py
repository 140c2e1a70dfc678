import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from projection_strategies import dated_statuses

from copcalc.errors import DenominatorError, MeasureError
from copcalc.measure import ChildShare, CountryShare
from copcalc.projection.bridge import Bridge, Forecast
from copcalc.projection.distribution import Distribution, Shares
from copcalc.projection.forecast import LEVEL, forecast_count
from copcalc.projection.hindcast import (
    COLUMNS,
    Hindcast,
    hindcast_adoption,
    hindcast_counts,
    hindcast_table,
)
from copcalc.projection.history import adoption_history
from copcalc.projection.outlook import project_adoption
from copcalc.projection.score import score_models
from copcalc.projection.series import Series
from copcalc.projection.trend import MODELS, fit_trend

YEARS = np.arange(2006, 2014)
COUNTS = Series(YEARS, np.array([40, 52, 61, 75, 80, 97, 104, 110]), np.full(8, 193))


def seen(low, high=None, kind=CountryShare):
    return kind.exact(low) if high is None else kind(low, high)


def row_of(forecast, observed, kind=CountryShare):
    """The row of one hindcast; of two distributions where the forecast has two ends."""
    low, high = forecast if isinstance(forecast, tuple) else (forecast, forecast)
    told = Forecast(low, high, low if low is high else None, kind)
    return dict(zip(COLUMNS, Hindcast("s", "m", 2010, 2012, observed, told).row(), strict=True))


def test_every_model_is_asked_at_every_clock_about_every_later_year():
    made = hindcast_counts("laws", COUNTS, origins=[2008, 2011])
    assert {(h.model, h.origin, h.year) for h in made} == {
        (model, origin, year)
        for model in MODELS
        for origin in (2008, 2011)
        for year in range(origin + 1, 2014)
    }
    assert len(made) == 5 * (5 + 2)
    assert {h.observed.value for h in made if h.year == 2013} == {110 / 193}
    assert all(h.forecast is not None for h in made)


def test_a_forecast_is_the_one_that_could_have_been_made_then():
    (made,) = hindcast_counts("laws", COUNTS, origins=[2009], models=["logistic"], years=[2012])
    then = forecast_count(fit_trend(COUNTS.until(2009), "logistic"), 2012, 193)
    assert made.forecast.value.probabilities == pytest.approx(then.probabilities, abs=0)


@given(st.data(), st.sampled_from(list(MODELS)), st.integers(2008, 2012))
def test_what_comes_after_the_clock_reaches_no_forecast(data, model, clock):
    after = clock < YEARS
    size = int(after.sum())
    later = data.draw(st.lists(st.integers(0, 193), min_size=size, max_size=size), label="later")
    changed = COUNTS.covered.copy()
    changed[after] = later
    other = Series(YEARS, changed, COUNTS.denominators)
    first, second = (
        hindcast_counts("laws", series, origins=[clock], models=[model])
        for series in (COUNTS, other)
    )
    assert len(first) == len(second) == size
    for one, two in zip(first, second, strict=True):
        assert np.array_equal(one.forecast.value.probabilities, two.forecast.value.probabilities)
    assert [h.observed.value for h in second] == [count / 193 for count in later]


def test_what_comes_before_the_clock_does():
    changed = COUNTS.covered.copy()
    changed[3] += 20
    other = Series(YEARS, changed, COUNTS.denominators)
    for model in MODELS:
        (one,), (two,) = (
            hindcast_counts("laws", series, origins=[2010], models=[model], years=[2013])
            for series in (COUNTS, other)
        )
        assert not np.array_equal(
            one.forecast.value.probabilities, two.forecast.value.probabilities
        )


def test_too_few_observations_are_said_and_not_scored():
    made = hindcast_counts("laws", COUNTS, origins=[2005, 2006, 2007], years=[2013])
    possible = {(h.origin, h.model) for h in made if h.forecast}
    assert possible == {(2007, "no_change")}
    rows = hindcast_table(made)
    assert rows["crps_low"].notna().sum() == 1
    assert rows[["observed_low", "horizon"]].notna().all(axis=None)


def test_a_clock_after_all_observations_leaves_nothing_to_score():
    made = hindcast_counts("laws", COUNTS, origins=[2013, 2020])
    assert made == []
    assert score_models(hindcast_table(made)).empty


def test_a_row_tells_error_score_and_whether_the_interval_held():
    row = row_of(Distribution(np.array([0.05, 0.45, 0.45, 0.05]), 0.1), seen(0.3))
    about = ("series", "model", "origin", "year", "horizon")
    assert [row[name] for name in about] == ["s", "m", 2010, 2012, 2]
    pairs = [(row[f"{name}_low"], row[f"{name}_high"]) for name in ("observed", "median", "error")]
    assert pairs == [pytest.approx((x, x)) for x in (0.3, 0.1, -0.2)]
    assert (row["low"], row["high"]) == pytest.approx((0.0, 0.2))
    # 0.1 * (0.05**2 + 0.5**2 + 0.95**2), step by step from 0 to 0.3
    assert (row["crps_low"], row["crps_high"]) == pytest.approx((0.1155, 0.1155))
    assert row["inside"] is False


@pytest.mark.parametrize("observed", [0.0, 0.3])
def test_the_ends_of_the_interval_belong_to_it(observed):
    row = row_of(Distribution(np.array([0.06, 0.44, 0.44, 0.06]), 0.1), seen(observed))
    assert (row["low"], row["high"]) == pytest.approx((0, 0.3))
    assert row["inside"] is True


@pytest.mark.parametrize(
    ("observed", "inside"),
    [
        (seen(0.25, 0.65), True),
        (seen(0.45, 0.9), None),
        (seen(0.0, 1.0), None),
        (seen(0.0, 0.1), False),
        (seen(0.95, 1.0), False),
    ],
)
def test_what_is_left_open_is_told_as_bounds(observed, inside):
    low, high = Shares(np.array([0.2, 0.3, 0.4])), Shares(np.array([0.4, 0.6, 0.7]))
    row = row_of((low, high), observed)
    assert (row["low"], row["high"], row["median_low"], row["median_high"]) == (0.2, 0.7, 0.3, 0.6)
    assert row["inside"] is inside
    # Whatever the outcome was, error and score of either end lie between what is told.
    for truth in np.linspace(observed.low, observed.high, 41):
        for end in (low, high):
            error = end.quantile(0.5) - truth
            assert row["error_low"] - 1e-9 <= error <= row["error_high"] + 1e-9
            assert row["crps_low"] - 1e-9 <= end.crps(truth) <= row["crps_high"] + 1e-9
    scores = [
        end.crps(x) for end in (low, high) for x in np.linspace(observed.low, observed.high, 999)
    ]
    assert (row["crps_low"], row["crps_high"]) == pytest.approx(
        (min(scores), max(scores)), abs=1e-3
    )


def test_a_child_counted_on_a_grid_lies_inside_up_to_its_steps():
    projected = Distribution(np.array([0.0, 0.0, 1.0]), 0.25, tolerance=0.1)
    for share, inside in ((0.52, True), (0.48, True), (0.53, False), (0.47, False)):
        row = row_of(projected, seen(share, kind=ChildShare), ChildShare)
        assert row["inside"] is inside


def test_a_bridge_is_judged_by_a_related_count():
    trend = fit_trend(COUNTS, "logistic")
    bridge = Bridge(CountryShare.published(0.69, step=0.01), 2013, trend, "ITU", "others", 193)
    made = Hindcast("laws, related", "bridge", 2013, 2018, seen(180 / 196), bridge.at(2018))
    row = hindcast_table([made]).iloc[0]
    assert row["median_low"] <= row["median_high"]
    assert row["error_high"] - row["error_low"] == pytest.approx(
        row["median_high"] - row["median_low"]
    )


def dated(*rows):
    return pd.DataFrame(rows, columns=["iso3", "year", "status"])


REGION = pd.Series("R", index=list("ABCD"))
CHILDREN = pd.DataFrame({2012: [50.0, 20, 20, 10], 2014: [40.0, 30, 20, 10]}, index=list("ABCD"))
TOLD = dated(
    ("A", 2009, "yes"), ("A", 2014, "yes"), ("B", 2010, "no"), ("B", 2012, "yes"), ("C", 2010, "no"),
    ("C", 2014, "no"), ("D", 2011, "yes"),
)  # fmt: skip


def test_adoption_is_projected_from_what_was_known_and_held_against_what_is():
    made = hindcast_adoption(
        "laws",
        TOLD,
        REGION,
        CHILDREN,
        first=2001,
        origins=[2010],
        years=[2012, 2014],
        kind=ChildShare,
    )
    assert [(h.model, h.year) for h in made] == [
        ("adoption", 2012), ("no_change", 2012), ("adoption", 2014), ("no_change", 2014),
    ]  # fmt: skip
    # In 2012 of C nothing is known, in 2014 that it is without.
    assert [(h.observed.low, h.observed.high) for h in made[::2]] == [
        pytest.approx((0.8, 1.0)), pytest.approx((0.8, 0.8)),
    ]  # fmt: skip
    # In 2010 of D nothing was known.
    assert [(h.forecast.low.mean, h.forecast.high.mean) for h in made[1::2]] == [
        pytest.approx((0.5, 0.6)), pytest.approx((0.4, 0.5)),
    ]  # fmt: skip
    outlook = project_adoption(
        adoption_history(TOLD, REGION, clock=2010), CHILDREN, first=2001, clock=2010
    )
    for one in made[::2]:
        then = outlook.at(one.year, ChildShare)
        for end in ("low", "high"):
            expected = getattr(then, end).probabilities
            assert np.array_equal(getattr(one.forecast, end).probabilities, expected)


def test_where_all_is_known_adoption_has_one_score_and_can_be_compared():
    known = dated(
        *[(state, year, "yes" if year >= began else "no")
          for state, began in zip("ABCD", (2005, 2009, 2013, 2020), strict=True)
          for year in range(2004, 2015)]
    )  # fmt: skip
    made = hindcast_adoption(
        "laws", known, REGION, first=2005, origins=[2010, 2012, 2014], years=[2012, 2014]
    )
    table = hindcast_table(made)
    assert table[["origin", "year"]].drop_duplicates().to_numpy().tolist() == [
        [2010, 2012], [2010, 2014], [2012, 2014],
    ]  # fmt: skip
    assert (
        table["observed_low"].tolist() == table["observed_high"].tolist() == [0.5, 0.5] + [0.75] * 4
    )
    still = table[table["model"] == "no_change"]
    assert still["crps_low"].tolist() == pytest.approx([0, 0.25, 0.25])
    scored = score_models(table).set_index(["series", "model"])
    assert scored["cases"].tolist() == [3] * 4
    assert scored.loc[("all", "adoption"), "skill"] > 0


def test_what_is_asked_for_is_what_a_projection_would_be_asked_for():
    began, unknown = {"C": 2009, "D": 2020}, {"D": 0.25}
    asked = {"first": 2001, "unknown": unknown, "sweeps": 3, "seed": 5}
    told = TOLD[TOLD["iso3"] != "C"]
    (made, still) = hindcast_adoption(
        "laws", told, REGION, origins=[2010], years=[2012], began=began, recent=3, **asked
    )
    history = adoption_history(told, REGION, clock=2010, began=began)
    then = project_adoption(history, clock=2010, breaks=[2008], **asked).at(2012)
    assert np.array_equal(made.forecast.value.probabilities, then.value.probabilities)
    assert still.forecast.value.mean == pytest.approx((2 + 0.25) / 4)
    for other in ({"seed": 6}, {"unknown": 0.5}, {"sweeps": 9}, {"recent": 2}):
        changed = hindcast_adoption(
            "laws",
            told,
            REGION,
            origins=[2010],
            years=[2012],
            began=began,
            **{"recent": 3, **asked, **other},
        )[0]
        assert changed.forecast.value.mean != made.forecast.value.mean


@pytest.mark.slow
def test_only_the_pace_of_recent_years_leads_on_if_so_asked():
    # Four a year to 2004, and nobody since.
    year_of = {f"S{i}": 2002 + i // 4 if i < 12 else 2016 for i in range(24)}
    known = dated(
        *[(state, year, "yes" if year >= began else "no")
          for state, began in year_of.items() for year in range(2001, 2016)]
    )  # fmt: skip
    region = pd.Series("R", index=[*year_of, "X"])
    options = {"first": 2002, "origins": [2010], "years": [2015]}
    of_all, slow = (
        hindcast_adoption("laws", known, region, **options, recent=recent, model="pace")[0]
        for recent in (None, 4)
    )
    assert of_all.model == "pace"
    assert slow.forecast.low.mean + 0.05 < of_all.forecast.low.mean
    # Of more years than there were, all.
    longer = hindcast_adoption("laws", known, region, **options, recent=9)[0]
    assert longer.forecast.low.mean == of_all.forecast.low.mean
    # A date tells of the outcome too.
    told = hindcast_adoption("laws", known, region, **options, began={"X": 2013})[0]
    assert (of_all.observed.low, of_all.observed.high) == pytest.approx((12 / 25, 13 / 25))
    assert (told.observed.low, told.observed.high) == pytest.approx((13 / 25, 13 / 25))


@pytest.mark.slow
@settings(max_examples=15)
@given(dated_statuses(), st.integers(2005, 2012), st.randoms(use_true_random=False))
def test_what_comes_after_the_clock_reaches_no_forecast_of_adoption(told, origin, random):
    statuses, region, began = told
    later = statuses["year"] > origin
    answers = [random.choice(["yes", "no", "unknown"]) for _ in range(len(statuses))]
    changed = statuses.assign(status=np.where(later, answers, statuses["status"]))
    dates = {state: year + 1 if year > origin else year for state, year in began.items()}
    first, second = (
        hindcast_adoption(
            "laws",
            given,
            region,
            first=2000,
            origins=[origin],
            years=[origin + 2],
            began=starts,
            sweeps=2,
        )
        for given, starts in ((statuses, began), (changed, dates))
    )
    for one, two in zip(first, second, strict=True):
        assert one.forecast.quantile(0.5) == two.forecast.quantile(0.5)
        assert one.forecast.interval(0.8) == two.forecast.interval(0.8)
        assert one.forecast.low.mean == two.forecast.low.mean
        assert one.forecast.high.mean == two.forecast.high.mean


def test_hindcasts_that_make_no_sense_are_refused(refuses):
    with refuses(MeasureError, "model", "'magic'", "logistic"):
        hindcast_counts("laws", COUNTS, origins=[2005], models=["magic"])
    with refuses(MeasureError, "origins", "2010.5"):
        hindcast_counts("laws", COUNTS, origins=[2010.5])
    with refuses(MeasureError, "origins", "soon"):
        hindcast_adoption("laws", TOLD, REGION, first=2001, origins=["soon"], years=[2012])
    with refuses(MeasureError, "years", "2012.5"):
        hindcast_adoption("laws", TOLD, REGION, first=2001, origins=[2010], years=[2012.5])
    for origins, years, where in ((2010, [2012], "origins"), ([2010], 2012, "years")):
        with refuses(MeasureError, f"{where}: ", "asks for no year"):
            hindcast_adoption("laws", TOLD, REGION, first=2001, origins=origins, years=years)
        with refuses(MeasureError, f"{where}: ", "asks for no year"):
            hindcast_counts("laws", COUNTS, origins=origins, years=years)
    for options in ({"years": [2010]}, {"years": [2012], "model": "no_change"}):
        with refuses(MeasureError, "hindcast_adoption", "nothing to project", "after an origin"):
            hindcast_adoption("laws", TOLD, REGION, first=2001, origins=[2010], **options)
    with refuses(MeasureError, "recent", "0 recent"):
        hindcast_adoption("laws", TOLD, REGION, first=2001, origins=[2010], years=[2012], recent=0)
    with refuses(MeasureError, "hindcast_counts", "a DataFrame is no series", "Series.of"):
        hindcast_counts("laws", pd.DataFrame(), origins=[2010])
    with refuses(MeasureError, "children", "no numbers of children"):
        hindcast_adoption(
            "laws", TOLD, REGION, first=2001, origins=[2010], years=[2012], kind=ChildShare
        )
    with refuses(MeasureError, "horizon", "2009"):
        Hindcast("s", "m", 2010, 2009, seen(0.5), None)
    fair = Distribution(np.array([0.5, 0.5]))
    for observed, forecast in ((0.5, None), (seen(0.5), fair)):
        with refuses(MeasureError, "Hindcast", "a share and a forecast", "CountryShare.exact"):
            Hindcast("s", "m", 2010, 2012, observed, forecast)
    with refuses(DenominatorError, "the denominators differ"):
        Hindcast("s", "m", 2010, 2012, seen(0.5), Forecast(fair, fair, fair, ChildShare))
    one = Hindcast("s", "m", 2010, 2012, seen(0.5), None)
    for made in ([pd.DataFrame()], one):
        with refuses(MeasureError, "hindcast_table", "no hindcasts", "+"):
            hindcast_table(made)


def test_intervals_hold_about_as_often_as_they_say():
    """Random walks of the log-odds: the drift model is right, so 90 % should lie inside."""
    rng, inside = np.random.default_rng(8), []
    for _ in range(150):
        odds = -1 + np.cumsum(rng.normal(0.1, 0.15, 16))
        covered = np.rint(1000 / (1 + np.exp(-odds))).astype(int)
        counts = Series(np.arange(2000, 2016), covered, np.full(16, 1000))
        made = hindcast_counts("walk", counts, origins=[2011], models=["drift"], years=[2013])
        inside += hindcast_table(made)["inside"].tolist()
    assert abs(np.mean(inside) - LEVEL) < 4 * np.sqrt(LEVEL * (1 - LEVEL) / len(inside))
