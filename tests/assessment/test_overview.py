"""One row a pillar, a region or a state: counted again from the statuses and from the evidence itself."""

import csv
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest

from copcalc.assessment import (
    areas,
    assess_pillars,
    by_region,
    children_checks,
    gap_table,
    states,
    table_sizes,
)
from copcalc.errors import CopcalcError

RAW = Path(__file__).parents[2] / "data" / "raw"
INDICATORS = ["national_law", "opsc", "hotline"]
REGIONS = {
    "africa": 44,
    "americas": 35,
    "arab-states": 21,
    "asia-pacific": 38,
    "cis": 9,
    "europe": 46,
}


@pytest.mark.parametrize("indicator", INDICATORS)
@pytest.mark.parametrize("year", [2014, 2020])
def test_regions_share_out_the_world(study, indicator, year):
    asked = study(year=year)
    table = by_region(asked, indicator)
    assert table["states"].to_dict() == REGIONS
    counts = table[["yes", "no", "unknown"]]
    assert (counts >= 0).all(axis=None)
    assert (counts.sum(axis=1) == table["states"]).all()
    status = asked.status(indicator)
    assert counts.sum().to_dict() == {s: (status == s).sum() for s in counts}
    assert table["children"].sum() == pytest.approx(asked.children.sum())
    assert set(table["strength"]) == {"named"}


@pytest.mark.parametrize("indicator", INDICATORS)
def test_shares_of_regions_are_fractions_between_what_is_known_and_what_is_possible(
    study, indicator
):
    table = by_region(study(), indicator)
    low = table["yes"] / table["states"]
    assert table["share_of_countries_low"].tolist() == low.tolist()
    high = (table["yes"] + table["unknown"]) / table["states"]
    assert table["share_of_countries_high"].tolist() == high.tolist()
    assert (table["share_of_children_low"] <= table["share_of_children_high"]).all()


def test_regions_are_the_same_whatever_area_is_asked_about(study):
    assert by_region(study("NAM"), "opsc").equals(by_region(study(), "opsc"))


def test_a_region_counts_those_of_a_group_where_groups_count(unnamed):
    asked = unnamed("world", "ESP", "LUX", "MLT")
    named = by_region(asked, "hotline").loc["europe"]
    group = by_region(asked, "hotline", strength="group").loc["europe"]
    assert group["yes_low"] - named["yes"] == named["unknown"] - group["unknown"] == 2
    assert group["share_of_countries_low"] == group["yes_low"] / 46
    assert group["yes_low"] + group["no"] + group["unknown"] == group["states"] == 46
    assert (named["strength"], group["strength"]) == ("named", "group")


def test_children_that_nobody_counted_are_missing_and_never_0(study):
    table = by_region(study(year=2024), "hotline")
    assert (
        table[["children", "share_of_children_low", "share_of_children_high"]].isna().all(axis=None)
    )
    assert (table["share_of_countries_low"] > 0).all()
    assert states(study(year=2024))["children"].isna().all()
    assert gap_table(study(year=2024))["uncovered_children_low"].isna().all()


def test_areas_share_out_states_and_children(study):
    table = areas(study())
    assert table["states"].to_dict() == {**REGIONS, "world": 193}
    assert table["children"].head(6).sum() == pytest.approx(table.at["world", "children"])
    assert table["share_of_world"].head(6).sum() == pytest.approx(1)
    nobody = areas(study(year=2024))
    assert nobody[["children", "share_of_world"]].isna().all(axis=None)
    assert nobody["states"].sum() == 2 * 194  # Palau joined


def test_the_states_sum_is_checked_in_each_vintage_that_holds_the_year(study):
    checks = children_checks(study())
    assert checks.index.tolist() == ["WPP2012", "WPP2022"]
    assert checks["share_of_world_row"].between(0.99, 1).all()
    assert children_checks(study(year=2022)).index.tolist() == ["WPP2022"]
    assert children_checks(study(year=2024)).empty


def test_every_processed_table_is_counted(study):
    tables = study().tables
    sizes = table_sizes(study())
    assert sizes.at["evidence", "rows"] == len(tables.evidence)
    assert set(sizes.index) == {field.name for field in fields(tables)}


def test_what_there_is_not_is_told_in_an_overview_too(study):
    with pytest.raises(CopcalcError, match="no indicator 'hotlines'"):
        by_region(study(), "hotlines")
    with pytest.raises(CopcalcError, match="no strength 'weak'"):
        by_region(study(), "hotline", strength="weak")


def test_the_published_gaps_side_by_side(study):
    table = gap_table(study())
    assert table.index.tolist() == [
        "legal",
        "technical",
        "organisational",
        "capacity",
        "cooperation",
    ]
    assert table["number"].tolist() == [1, 2, 3, 4, 5]
    assert table["basis"].tolist() == ["published", "published", "none", "none", "none"]
    assert table["target_state"].tolist() == ["set", "set", "not_set", "not_set", "qualitative"]
    legal, technical = table.loc["legal"], table.loc["technical"]
    assert legal[["target", "baseline_low", "baseline", "baseline_high"]].tolist() == [
        0.9,
        0.685,
        0.69,
        0.695,
    ]
    assert legal[["gap_low", "gap", "gap_high"]].tolist() == pytest.approx([0.205, 0.21, 0.215])
    assert legal[["to_add_low", "to_add", "to_add_high"]].tolist() == [40, 41, 41]
    assert technical[["to_add_low", "to_add", "to_add_high"]].tolist() == [85, 85, 85]
    assert technical["pace"] == pytest.approx(0.44 / 6)
    known = ("number", "states", "reported", "unreported")
    numbers = [c for c in table if table[c].dtype.kind in "fi" and c not in known]
    assert table.loc[["organisational", "capacity", "cooperation"], numbers].isna().all(axis=None)


def test_an_area_s_gaps_are_bounds_without_a_value(study):
    asked = study("africa")
    table = gap_table(asked)
    for gap in assess_pillars(asked):
        row = table.loc[gap.pillar.id]
        assert row["basis"] == gap.basis
        if gap.points.is_measured:
            assert (row["gap_low"], row["gap_high"]) == (gap.points.low, gap.points.high)
    assert pd.isna(table.at["legal", "gap"])
    assert pd.isna(table.at["legal", "to_add"])
    assert table.at["legal", "to_add_low"] < table.at["legal", "to_add_high"]


@pytest.mark.parametrize("area", ["world", "africa", "NAM"])
def test_every_state_has_a_row_that_says_what_its_statuses_say(study, area):
    asked = study(area)
    table = states(asked)
    assert tuple(table.index) == asked.area.states
    for indicator in (each.id for each in asked.framework.indicators):
        assert table[indicator].equals(asked.status(indicator).loc[table.index])
        is_yes = table[indicator] == "yes"
        assert table[f"{indicator}_since"].notna().equals(is_yes)
        assert table[f"{indicator}_since_means"].notna().equals(is_yes)
        assert (table.loc[is_yes, f"{indicator}_since"] <= asked.year).all()
        known = table[indicator] != "unknown"
        for part in ("strength", "confidence", "source"):
            assert table[f"{indicator}_{part}"].notna().equals(known)


def holding(row, asked):
    """Whether a row of a raw table of evidence says yes for the study's year, and counts."""
    sure = ["high", "medium", "low"].index(row["confidence"])
    return (
        row["status"] == "yes"
        and row["strength"] == "named"
        and sure <= ["high", "medium", "low"].index(asked.confidence)
        and row["since"]
        and int(row["since"]) <= asked.year
        and int(row["until"] or asked.year) >= asked.year
    )


@pytest.mark.parametrize("indicator", INDICATORS)
@pytest.mark.parametrize("options", [{}, {"year": 2020}, {"confidence": "high"}])
def test_since_and_source_are_those_of_the_evidence_that_decides(study, indicator, options):
    asked = study(**options)
    table = states(asked)
    with (RAW / "evidence" / f"{indicator}.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if holding(row, asked)]
    for iso3 in table.index[table[indicator] == "yes"]:
        about = [row for row in rows if row["iso3"] == iso3]
        surest = min(row["confidence"] for row in about)  # "high" comes before "medium"
        about = [row for row in about if row["confidence"] == surest]
        first = min(int(row["since"]) for row in about)
        means = {row["since_means"] for row in about if int(row["since"]) == first}
        assert table.at[iso3, f"{indicator}_since"] == first
        assert table.at[iso3, f"{indicator}_since_means"] == min(
            means, key=lambda m: "bpa".index(m[0])
        )
        assert table.at[iso3, f"{indicator}_confidence"] == surest
        sources = table.at[iso3, f"{indicator}_source"].split("; ")
        assert sorted(sources) == sorted({row["source"] for row in about})


def test_where_equal_evidence_disagrees_both_sides_are_named(study):
    table = states(study(year=2011, confidence="low"))
    philippines = table.loc["PHL"]
    assert philippines["hotline"] == "unknown"
    assert philippines["hotline_source"] == "gma-news-2011; ecpat-philippines-2021"
    assert philippines[["hotline_strength", "hotline_confidence"]].isna().all()


@pytest.mark.parametrize("area", ["world", "NAM", "VAT"])
def test_columns_have_the_same_types_whatever_is_known(study, area):
    types = states(study(area)).dtypes.astype(str)
    assert types["children"] == "float64"
    assert set(types[types.index.str.endswith("_since")]) == {"Int64"}
    others = types[~types.index.str.endswith("_since")].drop("children")
    assert set(others) == {"str"}


def test_a_falling_target_of_children_says_so(study):
    framework = study().framework
    legal, technical, *rest = framework.pillars
    fall = technical.target.model_copy(update={"direction": "fall"})
    changed = [legal, technical.model_copy(update={"target": fall}), *rest]
    table = gap_table(replace(study(), framework=framework.model_copy(update={"pillars": changed})))
    assert table["direction"].tolist()[:2] == ["rise", "fall"]
    assert table["direction"].isna().tolist() == [False, False, True, True, True]


def test_a_list_of_states_follows_what_is_assumed(study, spain_by_group):
    aged = states(study(year=2020, holds_for=0))
    usual = states(study(year=2020))
    assert (aged["hotline"] == "yes").sum() < (usual["hotline"] == "yes").sum()
    named, group = (replace(spain_by_group("europe"), strength=s) for s in ("named", "group"))
    spain = states(group).loc["ESP"]
    assert (spain["hotline"], spain["hotline_strength"]) == ("yes", "group")
    assert states(named).loc["ESP", "hotline"] == "unknown"
    assert pd.isna(states(named).loc["ESP", "hotline_since"])
