"""Hindcasts on what is shipped: how good projections would have been in hindsight."""

import pytest

from copcalc.assessment.progress import related_counts
from copcalc.measure import CountryShare
from copcalc.projection.bridge import Bridge
from copcalc.projection.hindcast import (
    Hindcast,
    hindcast_adoption,
    hindcast_counts,
    hindcast_table,
)
from copcalc.projection.score import best_model, score_models
from copcalc.projection.series import Series
from copcalc.projection.trend import MODELS, fit_trend

ORIGINS = [2008, 2010, 2012, 2014]
LAW, NETWORK = "icmec_no_specific_legislation", "inhope_countries"


@pytest.fixture(scope="module")
def today(study):
    return study("world", year=2024)


@pytest.fixture(scope="module")
def counts(today):
    related = [r for pillar in today.framework.pillars for r in pillar.related_counts]
    return {r.series: Series.from_frame(related_counts(today, r)) for r in related}


@pytest.fixture(scope="module")
def parties(today):
    """Parties to the Optional Protocol: all statuses are known up to 2021."""
    evidence, statuses = today.tables.evidence, today.tables.status
    own = evidence[(evidence["indicator"] == "opsc") & (evidence["status"] == "yes")]
    region = today.register.states["itu_region"].drop("PLW", errors="ignore")
    return hindcast_adoption(
        "opsc",
        statuses[statuses["indicator"] == "opsc"],
        region,
        first=2001,
        origins=ORIGINS,
        years=[2010, 2012, 2014, 2016, 2018, 2020, 2021],
        began=own.groupby("iso3")["since"].min(),
    )


def test_every_model_origin_and_horizon_stands_in_one_table(counts):
    made = [
        h for name, series in counts.items() for h in hindcast_counts(name, series, origins=ORIGINS)
    ]
    table = hindcast_table(made)
    asked = {
        (name, model, origin, year)
        for name, series in counts.items()
        for origin in ORIGINS
        for year in series.after(origin).years.tolist()
        for model in MODELS
    }
    found = set(table[["series", "model", "origin", "year"]].itertuples(index=False, name=None))
    assert found == asked
    assert len(table) == len(asked)
    # The ninth edition of 2018 found no law in 16 of 196 countries; the network had 45 in 2018.
    last = table[(table["series"] == LAW) & (table["year"] == 2018)]
    assert last["observed_low"].unique() == pytest.approx([180 / 196])
    network = table[(table["series"] == NETWORK) & (table["year"] == 2018)]
    assert network["observed_low"].unique() == pytest.approx([45 / 194])
    scored = score_models(table)
    assert best_model(scored) in MODELS
    assert best_model(score_models(table, known_by=2014)) in MODELS
    assert scored.loc[scored["model"] == "no_change", "skill"].tolist() == [0] * 4


def test_the_way_of_the_protocol_was_foreseen_better_by_states_than_by_counts(parties):
    adoption = [made for made in parties if made.model == "adoption"]
    seen = {made.year: made.observed for made in adoption}
    assert all(share.is_exact for share in seen.values())
    covered = [round(193 * share.low) for share in seen.values()]
    assert dict(zip(seen, covered, strict=True)) == {
        2010: 142, 2012: 162, 2014: 169, 2016: 173, 2018: 174, 2020: 175, 2021: 176,
    }  # fmt: skip
    counted = Series.of([2004, 2006, 2008, *seen], [89, 115, 130, *covered], 193)
    trends = hindcast_counts("opsc", counted, origins=ORIGINS)
    scored = score_models(hindcast_table(adoption + trends))
    own = scored[scored["series"] == "opsc"].set_index("model")
    assert own.index[0] == "adoption"
    assert own.loc["adoption", "cases"] == len(adoption)
    assert own.loc["adoption", "inside"] > 0.5


def test_where_nobody_is_known_to_be_without_the_outcome_has_a_lower_bound_only(today):
    statuses = today.tables.status
    made = hindcast_adoption(
        "hotline",
        statuses[statuses["indicator"] == "hotline"],
        today.register.states["itu_region"],
        today.children,
        first=1995,
        origins=[2014],
        years=[2022],
        sweeps=100,
    )
    table = hindcast_table(made)
    assert (table["observed_high"] == 1).all()
    assert (table["observed_low"] < 0.5).all()
    assert score_models(table).empty


def test_published_levels_at_a_borrowed_pace_are_held_against_related_counts(counts):
    """About 79 countries had neither hotline nor portal about 2022; the ninth edition found 180 laws."""
    rows = []
    for name, level, year, seen in (
        (LAW, 0.69, 2018, 180 / 196),
        (NETWORK, 0.26, 2022, 1 - 79 / 196),
    ):
        for model in MODELS:
            pace = fit_trend(counts[name], model, clock=2014)
            bridge = Bridge(CountryShare.published(level, step=0.01), 2014, pace, "ITU", name, 193)
            outcome = CountryShare.exact(seen)
            rows.append(Hindcast(f"{name}, related", model, 2014, year, outcome, bridge.at(year)))
    table = hindcast_table(rows)
    assert table[["crps_low", "crps_high", "error_low"]].notna().all(axis=None)
    # Hotlines by this wider count grew faster than the network did.
    hotlines = table[table["series"].str.startswith(NETWORK)]
    assert (hotlines["error_high"] < 0).all()
